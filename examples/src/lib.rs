//! protoseal-examples
