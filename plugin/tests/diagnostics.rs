//! What a wrong use of the options says, and what is warned of: each `diagnostics/NAME.proto` has the whole message in `NAME.snap` beside it.
//!
//! Where `NAME.settings` stands beside it, each of its lines is a setting of the build for one field.
//!
//! A new case is a new .proto file; `INSTA_UPDATE=always cargo test -p protoseal-build --test diagnostics` writes its
//! snapshot, to be read before it is committed.

#[path = "support/fields.rs"]
mod fields;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The folder of the cases, which is their include path too.
fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

/// The names of the files with an extension, sorted.
fn names(extension: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(cases()).expect("the folder of the cases");
    let paths = entries.map(|entry| entry.expect("an entry of the folder").path());
    paths
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect()
}

#[test]
fn every_wrong_use_says_what_is_wrong_where_and_how_to_mend_it() {
    let cases = cases();
    for name in names("proto") {
        let proto = cases.join(format!("{name}.proto"));
        let mut config = protoseal_build::configure();
        for setting in fs::read_to_string(cases.join(format!("{name}.settings")))
            .unwrap_or_default()
            .lines()
        {
            if setting == "deny_warnings" {
                config.deny_warnings(true);
            } else if let Some(path) = setting.strip_prefix("bytes=") {
                config.bytes([path]);
            } else {
                assert!(fields::apply(&mut config, setting), "{name}: {setting}");
            }
        }
        let shown = match config.check(&[&proto], &[&cases]) {
            Err(error) => error.to_string(),
            Ok(warnings) => {
                assert!(!warnings.is_empty(), "{name} is not odd");
                let shown: Vec<String> = warnings.iter().map(ToString::to_string).collect();
                shown.join("\n\n")
            }
        };
        let mut settings = insta::Settings::new();
        settings.set_snapshot_path(&cases);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name.as_str(), shown));
    }
}

#[test]
fn what_peers_can_live_with_gives_no_warning() {
    let proto = cases().join("fine/peer.proto");
    let warnings = protoseal_build::check(&[proto], &[cases()]).expect("no mistakes");
    assert_eq!(warnings, []);
}

#[test]
fn every_snapshot_belongs_to_a_case() {
    assert_eq!(names("snap"), names("proto"));
    assert!(names("settings").is_subset(&names("proto")));
}

#[test]
fn the_line_to_add_mends_what_it_is_said_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut mended = 0;
    for name in names("proto")
        .iter()
        .filter(|name| name.starts_with("envelope_missing"))
    {
        let proto = cases().join(format!("{name}.proto"));
        let error = protoseal_build::check(&[&proto], &[cases()]).expect_err(name);
        let source = fs::read_to_string(&proto).expect("a case");
        for remedy in error.diagnostics().iter().filter_map(|diagnostic| diagnostic.remedy()) {
            let Some((message, line)) = remedy
                .strip_prefix("add to `demo.v1.")
                .and_then(|rest| rest.split_once("`: "))
            else {
                continue;
            };
            let head = format!("message {message} {{");
            let path = folder.path().join("mended.proto");
            fs::write(&path, source.replace(&head, &format!("{head}\n{line}"))).expect("a file");
            let left = protoseal_build::check(&[&path], &[folder.path()]).err();
            let left = left.as_ref().map_or(0, |error| error.diagnostics().len());
            assert_eq!(left, error.diagnostics().len() - 1, "{name}: {line}");
            mended += 1;
        }
    }
    assert_eq!(mended, 5);
}
