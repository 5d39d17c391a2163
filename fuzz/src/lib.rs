//! What the fuzz targets share: schemas, a ring of fixed keys, messages by number, and mutation that knows protobuf.
#![forbid(unsafe_code)]

pub mod messages;
pub mod panics;
pub mod ring;
pub mod samples;
pub mod structure;

/// The test schemas.
#[allow(missing_docs)]
pub mod pb {
    include!(concat!(env!("OUT_DIR"), "/pb/mod.rs"));
}

/// The message `fuzz.v1.Parcel` as its writer has it.
#[allow(missing_docs)]
pub mod writer {
    include!(concat!(env!("OUT_DIR"), "/writer/fuzz.v1.rs"));
}

/// The message `fuzz.v1.Parcel` as its reader has it.
#[allow(missing_docs)]
pub mod reader {
    include!(concat!(env!("OUT_DIR"), "/reader/fuzz.v1.rs"));
}

/// A folder for temporary files, in memory where there is one: to write to a disk takes longer than all that is tried.
pub fn folder() -> tempfile::TempDir {
    let in_memory = tempfile::tempdir_in("/dev/shm");
    in_memory
        .or_else(|_| tempfile::tempdir())
        .expect("a folder for temporary files")
}
