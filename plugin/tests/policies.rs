//! What each field's policy is, and which annotation gave it: as a report, in a build script's output and in protoc's.
#![forbid(unsafe_code)]

#[path = "support/tools.rs"]
mod tools;

use std::fs;
use std::process::Command;

use protoseal_build::{Config, FieldOptions, Mask};
use tempfile::TempDir;

const POLICIES: &str = r#"syntax = "proto3";
package acme;
import "google/protobuf/descriptor.proto";
import "protoseal/options.proto";

option (protoseal.policy) = { name: "contact" seal { key: "contact" } mask { keep_last: 4 } };

enum Class { PUBLIC = 0; SECRET = 1; }
extend google.protobuf.FieldOptions { Class class = 50000; }
extend google.protobuf.MessageOptions { bool pii = 50001; }
"#;

const USER: &str = r#"syntax = "proto3";
package acme.v1;
import "acme/policies.proto";
import "protoseal/options.proto";

message User {
  string id = 1 [(protoseal.field).bound = true];
  string phone = 2 [(protoseal.field).policy = "contact"];
  string mail = 3 [(protoseal.field) = { seal { key: "own" } mask { as: EMAIL } }];
  string note = 4 [(acme.class) = SECRET];
  string plain = 5 [(acme.class) = PUBLIC];
  oneof pick {
    option (protoseal.oneof).seal = { key: "own" };
    string a = 6;
    int32 b = 7;
  }
  int64 version = 8;
  string name = 9;
  string both = 10 [(protoseal.field).mask.keep_first = 1, (acme.class) = SECRET];
  string fax = 11;
  message Card {
    option (acme.pii) = true;
    string number = 1;
    repeated bytes sealed = 15 [(protoseal.field).envelope = true];
  }
  repeated bytes sealed = 15 [(protoseal.field).envelope = true];
}
"#;

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("acme")).expect("a folder");
    fs::write(folder.path().join("acme/policies.proto"), POLICIES).expect("a file");
    fs::write(folder.path().join("acme/user.proto"), USER).expect("a file");
    folder
}

fn configured() -> Config {
    let mut config = protoseal_build::configure();
    config
        .field(".acme.v1.User.version", FieldOptions::new().bound_to(["own"]))
        .field(".acme.v1.User.name", FieldOptions::new().mask(Mask::keep_first(1)))
        .field(".acme.v1.User.fax", FieldOptions::new().policy("contact"))
        .sensitive_option(("acme.class", "SECRET"), FieldOptions::new().policy("contact"))
        .sensitive_option("acme.pii", FieldOptions::new().seal("card").mask(Mask::BankCard));
    config
}

#[test]
fn a_report_says_what_is_a_secret() {
    let folder = folder();
    let mut config = configured();
    config.secrets([".acme.v1.User.pick", "Card.number"]);
    let error = config.policies(&[folder.path().join("acme/user.proto")], &[folder.path()]);
    let error = error.expect_err("a bank card's mask shows something").to_string();
    assert!(error.contains("its mask shows something of it"), "{error}");

    let mut config = protoseal_build::configure();
    config
        .field(".acme.v1.User.plain", FieldOptions::new().seal("own"))
        .field(".acme.v1.User.Card.number", FieldOptions::new().seal("own"))
        .secrets([".acme.v1.User.pick", "User.plain"]);
    let report = config.policies(&[folder.path().join("acme/user.proto")], &[folder.path()]);
    let report = report.expect("a report");
    let secrets = report.fields().iter().filter(|field| field.is_secret());
    assert_eq!(
        secrets.map(|field| field.name()).collect::<Vec<_>>(),
        ["acme.v1.User.pick", "acme.v1.User.plain"]
    );
    let line = "acme.v1.User.plain: sealed under \"own\", a secret, masked (nothing of it is shown); by ";
    assert!(report.to_string().contains(line), "{report}");
}

#[test]
fn a_report_says_what_holds_and_what_says_so() {
    let folder = folder();
    let report = configured()
        .policies(&[folder.path().join("acme/user.proto")], &[folder.path()])
        .expect("a report");
    insta::assert_snapshot!(report, @r#"
    acme.v1.User.pick (oneof): sealed under "own", masked (nothing of it is shown); by `(protoseal.oneof).seal` at acme/user.proto:13:5
    acme.v1.User.id: bound; by `(protoseal.field).bound` at acme/user.proto:7:18
    acme.v1.User.phone: sealed under "contact", masked (the last 4 characters are shown); by the policy "contact" at acme/policies.proto:6:1, named at acme/user.proto:8:21
    acme.v1.User.mail: sealed under "own", masked (the first character and what follows the `@` are shown); by `(protoseal.field).seal` at acme/user.proto:9:20; `(protoseal.field).mask` at acme/user.proto:9:20
    acme.v1.User.note: sealed under "contact", masked (the last 4 characters are shown); by `(acme.class) = SECRET` at acme/user.proto:10:20, which the build takes for the policy "contact" at acme/policies.proto:6:1
    acme.v1.User.version: bound to what is sealed under "own"; by the build's setting for `.acme.v1.User.version`
    acme.v1.User.name: masked (the first character is shown); by the build's setting for `.acme.v1.User.name`
    acme.v1.User.both: sealed under "contact", masked (how many characters it has is shown); by `(protoseal.field).mask` at acme/user.proto:19:21; `(acme.class) = SECRET` at acme/user.proto:19:60, which the build takes for the policy "contact" at acme/policies.proto:6:1
    acme.v1.User.fax: sealed under "contact", masked (the last 4 characters are shown); by the policy "contact" at acme/policies.proto:6:1, named by the build's setting for `.acme.v1.User.fax`
    acme.v1.User.Card.number: sealed under "card", masked (the last four digits are shown); by `(acme.pii) = true` at acme/user.proto:22:5
    "#);
    let field = |name: &str| report.fields().iter().find(|field| field.name() == name).expect(name);
    let version = field("acme.v1.User.version");
    assert_eq!(version.bound_to(), Some(&["own".to_owned()][..]));
    assert_eq!((version.key(), version.mask(), version.is_oneof()), (None, None, false));
    let pick = field("acme.v1.User.pick");
    assert_eq!(
        (pick.key(), pick.mask(), pick.is_oneof()),
        (Some("own"), Some(Mask::Full), true)
    );
    assert_eq!(field("acme.v1.User.id").bound_to(), Some(&[][..]));
    assert_eq!(field("acme.v1.User.both").annotations().len(), 2);
}

#[test]
fn a_wrong_schema_has_no_report() {
    let folder = folder();
    let error = configured()
        .field(".acme.v1.User.fix", FieldOptions::new().seal("own"))
        .policies(&[folder.path().join("acme/user.proto")], &[folder.path()])
        .expect_err("a wrong path");
    assert!(
        error.to_string().contains("did you mean `.acme.v1.User.fax`?"),
        "{error}"
    );
}

/// Set for the process that plays the build script.
const PLAYED: &str = "PROTOSEAL_PLAYED_BUILD_SCRIPT";

#[test]
fn a_build_script_prints_a_warning_for_each_field() {
    let folder = folder();
    let user = folder.path().join("acme/user.proto");
    if std::env::var_os(PLAYED).is_some() {
        let mut config = configured();
        config.print_policies(std::env::var(PLAYED).is_ok_and(|print| print == "print"));
        config.compile_protos(&[user], &[folder.path()]).expect("code");
        return;
    }
    let report = configured().policies(&[user], &[folder.path()]).expect("a report");
    let expected: Vec<String> = report
        .fields()
        .iter()
        .map(|field| format!("cargo::warning={field}"))
        .collect();
    for (print, expected) in [("print", expected), ("not", Vec::new())] {
        let output = Command::new(std::env::current_exe().expect("this program"))
            .args([
                "--exact",
                "a_build_script_prints_a_warning_for_each_field",
                "--nocapture",
            ])
            .env(PLAYED, print)
            .env("OUT_DIR", folder.path())
            .output()
            .expect("this program");
        assert!(output.status.success());
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let lines: Vec<&str> = said.lines().filter(|line| line.contains("cargo::warning=")).collect();
        assert_eq!(lines, expected);
    }
}

#[test]
fn the_plugin_of_protoc_writes_it_to_standard_error() {
    let folder = folder();
    let Some(protoc) = tools::tool("PROTOSEAL_PROTOC_CURRENT") else {
        return;
    };
    let mut command = Command::new(protoc);
    command
        .arg("-I")
        .arg(folder.path())
        .arg("-I")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/proto"))
        .arg(format!(
            "--plugin=protoc-gen-protoseal={}",
            env!("CARGO_BIN_EXE_protoc-gen-protoseal")
        ))
        .arg(format!("--protoseal_out={}", folder.path().display()));
    for parameter in [
        "bound_to=.acme.v1.User.version=own",
        "mask=.acme.v1.User.name=keep_first:1",
        "policy=.acme.v1.User.fax=contact",
        "sensitive_option=acme.class:SECRET=policy:contact",
        "sensitive_option=acme.pii=seal:card+mask:bank_card",
        "print_policies",
    ] {
        command.arg(format!("--protoseal_opt={parameter}"));
    }
    let output = command.arg("acme/user.proto").output().expect("protoc");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let report = configured()
        .policies(&[folder.path().join("acme/user.proto")], &[folder.path()])
        .expect("a report");
    assert_eq!(said, report.to_string());
}
