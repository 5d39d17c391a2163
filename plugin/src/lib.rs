//! protoseal-build
