//! A Python program that answers requests, a line of JSON each, for as long as a test runs.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use protoseal::prelude::*;
use serde_json::{Value, json};

use crate::tools;

/// The .proto files that both sides share.
const PROTOS: [&str; 10] = [
    "attacks/v1/attacks.proto",
    "canonical/v1/canonical.proto",
    "kinds/other/v1/other.proto",
    "kinds/v1/kinds.proto",
    "kinds/v1/legacy.proto",
    "kinds/v1/names.proto",
    "kinds/v1/places.proto",
    "root.proto",
    "vectors/v1/legacy.proto",
    "vectors/v1/vectors.proto",
];

pub(crate) struct Python {
    process: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Python {
    /// Starts a program of `interop/python` with the files that both sides share; `None` where tests run without Python.
    pub(crate) fn start(program: &str) -> Option<Self> {
        Self::with(program, &["tests/proto", "docs/vectors/proto"], &PROTOS)
    }

    /// The same with other files, below include paths in the repository.
    pub(crate) fn with(program: &str, includes: &[&str], protos: &[&str]) -> Option<Self> {
        let python = tools::tool("PROTOSEAL_PYTHON")?;
        let mut command = Command::new(python);
        // Its own folder takes no compiled files from a test.
        command.arg("-B").arg(root().join("interop/python").join(program));
        for include in includes {
            command.arg("--include").arg(root().join(include));
        }
        command.args(protos.iter().flat_map(|proto| ["--proto", proto]));
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().expect("Python starts");
        let requests = process.stdin.take().expect("it is piped");
        let answers = BufReader::new(process.stdout.take().expect("it is piped"));
        Some(Self {
            process,
            requests,
            answers,
        })
    }

    /// What it answers.
    pub(crate) fn ask(&mut self, request: &Value) -> Value {
        writeln!(self.requests, "{request}").expect("Python takes a request");
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("Python answers");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: Python answered {line:?} to {request}"))
    }

    /// Gives it the keys of a ring, by way of a key file.
    pub(crate) fn take_keys(&mut self, keyring: &Keyring) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("keys.json");
        keyring.save(&path).expect("a ring is saved");
        let text = std::fs::read_to_string(path).expect("a key file is text");
        let document: Value = serde_json::from_str(&text).expect("a key file is JSON");
        self.ask(&json!({ "op": "keys", "document": document }));
    }

    /// Sends bytes of a message and takes bytes, or an error and where it arose.
    pub(crate) fn turn(
        &mut self,
        op: &str,
        message: &str,
        data: &[u8],
        context: &[(&str, &str)],
    ) -> Result<Vec<u8>, String> {
        let answer = self.ask(&json!({ "op": op, "message": message, "data": to_hex(data), "context": context }));
        match answer["data"].as_str() {
            Some(data) => Ok(from_hex(data)),
            None => Err(answer.to_string()),
        }
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        // Only this test's own process; it may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn from_hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.chars().map(|c| c.to_digit(16).expect("it is hex") as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}
