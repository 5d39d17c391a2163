//! What is generated for small files of one subject each: `expected/CASE/case.proto` has, beside it, each module that is
//! generated for it and what it imports.
//!
//! `PROTOSEAL_BLESS=1 cargo test -p protoseal-build --test expected` rewrites them, to be read before they are committed.

#[path = "support/cases.rs"]
mod cases;
#[path = "support/services.rs"]
mod services;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

#[test]
fn generated_code_is_as_expected() {
    let bless = std::env::var_os("PROTOSEAL_BLESS").is_some();
    let mut differences = String::new();
    for case in cases::all() {
        let generated = case.generate();
        let expected = cases::texts(&case.folder);
        if bless {
            for stale in expected.keys().filter(|name| !generated.contains_key(*name)) {
                fs::remove_file(case.folder.join(stale)).expect("a stale file goes");
            }
            for (name, text) in &generated {
                fs::write(case.folder.join(name), text).expect("a file is written");
            }
        } else {
            compare(&case.name, &expected, &generated, &mut differences);
        }
    }
    assert!(
        differences.is_empty(),
        "{differences}\nIf this is as it should be: PROTOSEAL_BLESS=1 cargo test -p protoseal-build --test expected"
    );
}

fn compare(
    case: &str,
    expected: &BTreeMap<String, String>,
    generated: &BTreeMap<String, String>,
    differences: &mut String,
) {
    for stale in expected.keys().filter(|name| !generated.contains_key(*name)) {
        let _ = writeln!(
            differences,
            "expected/{case}/{stale}: nothing generates this file any more"
        );
    }
    for (name, text) in generated {
        match expected.get(name) {
            None => {
                let _ = writeln!(differences, "expected/{case}/{name}: there is no such file yet");
            }
            Some(old) if old != text => {
                let line = (1..)
                    .zip(old.lines().zip(text.lines()))
                    .find(|(_, (old, new))| old != new);
                let (number, (old, new)) = line.unwrap_or((0, ("", "")));
                let _ = writeln!(
                    differences,
                    "expected/{case}/{name} differs from line {number} on:\n  expected  {old}\n  generated {new}"
                );
            }
            Some(_) => {}
        }
    }
}
