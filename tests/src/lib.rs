//! protoseal-tests
