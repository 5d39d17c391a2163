//! A .proto file through the loader, the options and the policy: code, or a diagnostic that says something.
#![no_main]
#![forbid(unsafe_code)]

use std::fs;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use protoseal_fuzz::panics;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(protoseal_fuzz::folder);

fuzz_target!(
    init: panics::remember(),
    |bytes: &[u8]| {
        let folder = FOLDER.path();
        let file = folder.join("fuzzed.proto");
        fs::write(&file, bytes).expect("the file can be written");
        panics::none_escapes(|| {
            if let Err(error) = protoseal_build::check(&[&file], &[folder]) {
                assert!(!error.to_string().trim().is_empty());
            }
        });
    }
);
