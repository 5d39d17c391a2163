//! The test schemas as generated types, and random values of them, for tests that span the crates.
#![forbid(unsafe_code)]

pub mod plain;
pub mod random;

/// The test schemas, by Protoseal.
#[allow(missing_docs)]
pub mod pb {
    include!(concat!(env!("OUT_DIR"), "/pb/mod.rs"));
}

/// The same schemas as an unaware peer has them, by prost-build.
#[allow(missing_docs, clippy::large_enum_variant, clippy::module_inception)]
pub mod stock {
    include!(concat!(env!("OUT_DIR"), "/stock/mod.rs"));
}

/// Schemas with rules of validation.
#[allow(missing_docs, clippy::module_inception)]
pub mod validation {
    include!(concat!(env!("OUT_DIR"), "/validation/mod.rs"));
}

/// A schema whose imported messages are the crate `protoseal-examples`' own.
#[allow(missing_docs)]
pub mod external {
    include!(concat!(env!("OUT_DIR"), "/external/external.v1.rs"));
}
