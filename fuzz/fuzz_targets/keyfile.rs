//! A key file: it loads, and then what is saved loads to the same; or it is refused with an error that shows no key.
#![no_main]
#![forbid(unsafe_code)]

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use protoseal::prelude::*;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(protoseal_fuzz::folder);

fuzz_target!(|bytes: &[u8]| {
    let file: PathBuf = FOLDER.path().join("keys.json");
    let mut options = OpenOptions::new();
    let mut written = options
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&file)
        .expect("a file");
    written.write_all(bytes).expect("the file can be written");
    match Keyring::load(&file) {
        Ok(ring) => {
            let copy = FOLDER.path().join("copy.json");
            ring.save(&copy).expect("what loads can be saved");
            let again = Keyring::load(&copy).expect("what was saved loads");
            assert_eq!(format!("{ring:?}"), format!("{again:?}"));
            fs::remove_file(copy).expect("the copy is there");
        }
        Err(error) => {
            // Of a seed's keys, all digits are alike in pairs.
            let shown = format!("{error} {error:?}");
            for key in ["1111", "2323", "abab"] {
                assert!(!shown.contains(&key.repeat(8)), "a key shows: {shown}");
            }
        }
    }
});
