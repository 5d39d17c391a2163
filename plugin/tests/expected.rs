//! What is generated for small files of one subject each: `expected/CASE/case.proto` has, beside it, each module that is
//! generated for it and what it imports.
//!
//! `PROTOSEAL_BLESS=1 cargo test -p protoseal-build --test expected` rewrites them, to be read before they are committed.

#[path = "support/cases.rs"]
mod cases;
#[path = "support/compare.rs"]
mod compare;
#[path = "support/fields.rs"]
mod fields;
#[path = "support/services.rs"]
mod services;

use std::fs;

use cases::Case;
use compare::{Texts, differences, texts};

#[test]
fn generated_code_is_as_expected() {
    let bless = std::env::var_os("PROTOSEAL_BLESS").is_some();
    let mut found = String::new();
    for case in cases::all() {
        let (expected, generated) = (texts(&case.folder), generate(&case));
        if bless {
            rewrite(&case, &expected, &generated);
            continue;
        }
        let differences = differences(&expected, &generated);
        if !differences.is_empty() {
            found += &format!("tests/expected/{}, expected and generated:\n{differences}", case.name);
        }
    }
    assert!(
        found.is_empty(),
        "\n{found}\nIf this is as it should be: PROTOSEAL_BLESS=1 cargo test -p protoseal-build --test expected"
    );
}

/// As a build script does it.
fn generate(case: &Case) -> Texts {
    let out = tempfile::tempdir().expect("a folder");
    case.configure()
        .out_dir(out.path())
        .compile_protos(&[case.folder.join("case.proto")], &[&case.folder])
        .unwrap_or_else(|error| panic!("{}: {error}", case.name));
    texts(out.path())
}

fn rewrite(case: &Case, expected: &Texts, generated: &Texts) {
    for stale in expected.keys().filter(|name| !generated.contains_key(*name)) {
        fs::remove_file(case.folder.join(stale)).expect("what nothing generates any more goes");
    }
    for (name, text) in generated {
        fs::write(case.folder.join(name), text).expect("a file is written");
    }
}

#[test]
fn no_mark_of_the_generators_own_remains() {
    for case in cases::all() {
        for (name, text) in generate(&case) {
            let left = text.lines().find(|line| line.contains("@protoseal"));
            assert_eq!(left, None, "{}/{name}", case.name);
        }
    }
}
