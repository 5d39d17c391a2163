//! The generated types of the examples, and the service of one.
#![forbid(unsafe_code)]

#[cfg(feature = "tonic")]
pub mod accounts;

/// `quickstart.v1`, from `proto/profile.proto`.
pub mod quickstart {
    /// Version 1.
    pub mod v1 {
        include!(concat!(env!("OUT_DIR"), "/quickstart.v1.rs"));
    }
}
