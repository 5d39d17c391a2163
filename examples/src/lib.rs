//! The generated types of the examples.
#![forbid(unsafe_code)]

/// `quickstart.v1`, from `proto/profile.proto`.
pub mod quickstart {
    /// Version 1.
    pub mod v1 {
        include!(concat!(env!("OUT_DIR"), "/quickstart.v1.rs"));
    }
}
