//! The setting `partial`: what it generates, and the names that it must not meet.

use std::fs;

use protoseal_build::configure;

const SCHEMA: &str = "syntax = \"proto3\";
package demo.v1;
import \"protoseal/options.proto\";
option (protoseal.file).key = \"pii\";
message Card {
  string number = 1 [(protoseal.sensitive) = true];
  repeated bytes sealed = 15 [(protoseal.field).envelope = true];
}
message Partial {
  message Inner { string text = 1; }
  Inner inner = 1;
}
";

/// What is generated of the schema, or why nothing is.
fn generated(set: impl FnOnce(&mut protoseal_build::Config)) -> Result<String, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let proto = folder.path().join("demo.proto");
    fs::write(&proto, SCHEMA).expect("a file");
    let mut config = configure();
    set(&mut config);
    let done = config
        .out_dir(folder.path())
        .compile_protos(&[&proto], &[folder.path()]);
    done.map_err(|error| error.to_string())?;
    Ok(fs::read_to_string(folder.path().join("demo.v1.rs")).expect("the package's file"))
}

#[test]
fn without_the_setting_there_are_no_partial_types() {
    let text = generated(|_| {}).expect("nothing is wrong");
    assert!(!text.contains("PartlyOpenable") && text.contains("pub mod clear"));
}

#[test]
fn the_modules_name_must_not_meet_another() {
    let error = generated(|config| {
        config.partial(true);
    })
    .expect_err("`Partial` has a module");
    assert!(
        error.contains("the message `Partial` has a module of its own, named as the module of partial types"),
        "{error}"
    );
    assert!(error.contains("configure().partial_module(\"..\")"), "{error}");
    let error = generated(|config| {
        config.partial(true).partial_module("clear");
    })
    .expect_err("two of a name");
    assert!(
        error.contains("`clear` is the name of the modules of clear and of partial types"),
        "{error}"
    );
}

#[test]
fn another_name_mends_it() {
    let text = generated(|config| {
        config.partial(true).partial_module("update");
    })
    .expect("nothing is wrong");
    assert!(text.contains("pub mod update {") && text.contains("impl PartlyOpenable for super::Card"));
}
