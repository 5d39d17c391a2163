//! protoseal
