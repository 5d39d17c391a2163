//! The program on a few cases of the project's own: the suites themselves are not ours to copy.

#![forbid(unsafe_code)]

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn run(dialect: &str, cases: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_protoseal-conformance"))
        .args(["--dialect", dialect, "--show-skipped"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = program.stdin.take().expect("an input");
    input.write_all(cases.as_bytes()).expect("the program reads");
    drop(input);
    program.wait_with_output().expect("the program ends")
}

fn text(output: &[u8]) -> String {
    String::from_utf8_lossy(output).into_owned()
}

#[test]
fn cases_of_protovalidate_agree() {
    let output = run("buf", include_str!("../cases/buf.jsonl"));
    assert_eq!(text(&output.stdout), "agree 7 of 7, skipped 0\n");
    assert!(output.status.success());
}

/// Messages made at random for the suite's types, each with what PGV v1.2.1's code for Go says of it.
#[test]
fn what_go_finds_valid_is_valid() {
    let output = run("pgv", include_str!("../cases/pgv.jsonl"));
    assert_eq!(text(&output.stdout), "agree 980 of 980, skipped 0\n");
    assert!(output.status.success());
}

#[test]
fn what_disagrees_is_told_and_what_is_unknown_skipped() {
    let line = |ty: &str, kind: &str| {
        format!(r#"{{"suite":"own","case":"{kind}","type":"{ty}","wire":"","expect":{{"kind":"{kind}"}}}}"#)
    };
    let cases = [
        line("buf.validate.conformance.cases.BoolConstTrue", "valid"),
        line("no.such.Type", "valid"),
    ];
    let output = run("buf", &cases.join("\n"));
    let told = text(&output.stdout);
    assert!(
        told.starts_with("own valid: expected Valid, found the message is not valid: val: "),
        "{told}"
    );
    assert!(
        told.contains("own valid: skipped, there is no type `no.such.Type`\n"),
        "{told}"
    );
    assert!(told.ends_with("agree 0 of 1, skipped 1\n"), "{told}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn what_is_no_case_is_an_error() {
    let output = run("pgv", "{}");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("line 1 is no case"));
}
