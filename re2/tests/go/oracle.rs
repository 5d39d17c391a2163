//! Go's regexp, in a process.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use serde::{Deserialize, Serialize};

/// A Go, named by `cargo xtask install`.
const VARIABLE: &str = "PROTOSEAL_GO";

/// Says by hand that there is none.
const SKIP: &str = "PROTOSEAL_SKIP_GO";

#[derive(Serialize, Clone)]
pub(crate) struct Question {
    pub(crate) pattern: String,
    pub(crate) texts: Vec<String>,
    pub(crate) all: bool,
}

/// From one byte to another.
pub(crate) type Match = (usize, usize);

#[derive(Deserialize)]
pub(crate) struct Answer {
    pub(crate) valid: bool,
    /// Those in each text.
    matches: Option<Vec<Option<Vec<Match>>>>,
}

#[derive(Deserialize)]
struct Greeting {
    version: String,
    edges: String,
}

pub(crate) struct Oracle {
    go: OsString,
}

impl Question {
    /// Where is the first match?
    pub(crate) fn first(pattern: String, texts: Vec<String>) -> Self {
        let all = false;
        Self { pattern, texts, all }
    }

    /// Where are all matches?
    pub(crate) fn all(pattern: String, texts: Vec<String>) -> Self {
        let all = true;
        Self { pattern, texts, all }
    }
}

impl Answer {
    pub(crate) fn matches(&self) -> impl Iterator<Item = &[Match]> {
        let texts = self.matches.iter().flatten();
        texts.map(|matches| matches.as_deref().unwrap_or_default())
    }
}

impl Oracle {
    /// `None` if it has been said by hand that there is none.
    pub(crate) fn find() -> Option<Self> {
        if let Some(go) = env::var_os(VARIABLE).filter(|go| !go.is_empty()) {
            return Some(Self { go });
        }
        assert!(
            env::var_os(SKIP).is_some_and(|skip| skip == "1"),
            "{VARIABLE} is not set: run `cargo xtask test`, or `eval \"$(cargo xtask install)\"` before `cargo test`; \
             {SKIP}=1 leaves out the tests that need it"
        );
        eprintln!("left out, as {SKIP} is set and {VARIABLE} is not");
        None
    }

    /// Characters at which a class of Unicode or a case begins or ends.
    pub(crate) fn edges(&self) -> String {
        self.ask(&[]).0.edges
    }

    /// Go's release, as in 1.26, and what it says to each question.
    pub(crate) fn answers(&self, questions: &[Question]) -> ((u32, u32), Vec<Answer>) {
        let (greeting, answers) = self.ask(questions);
        assert_eq!(answers.len(), questions.len(), "each question has an answer");
        (release(&greeting.version), answers)
    }

    fn ask(&self, questions: &[Question]) -> (Greeting, Vec<Answer>) {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/go/oracle/main.go");
        let mut child = Command::new(&self.go)
            .arg("run")
            .arg(program)
            .env("GOTOOLCHAIN", "local")
            .env("GO111MODULE", "off")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{VARIABLE} is {}: {error}", self.go.display()));
        let stdin = child.stdin.take().expect("stdin is piped");
        let stdout = child.stdout.take().expect("stdout is piped");
        let heard = thread::scope(|scope| {
            scope.spawn(move || {
                let mut stdin = BufWriter::new(stdin);
                for question in questions {
                    let line = serde_json::to_string(question).expect("a question is JSON");
                    writeln!(stdin, "{line}").expect("Go reads on");
                }
                stdin.flush().expect("Go reads on");
            });
            let mut lines = BufReader::new(stdout).lines().map(|line| line.expect("Go writes text"));
            let greeting = lines.next().expect("Go says what it is; see above");
            let greeting = serde_json::from_str(&greeting).expect("a greeting");
            let answers = lines.map(|line| serde_json::from_str(&line).expect("an answer"));
            (greeting, answers.collect())
        });
        assert!(child.wait().expect("Go was started").success(), "Go failed; see above");
        heard
    }
}

fn release(version: &str) -> (u32, u32) {
    let mut numbers = version.trim_start_matches("go").split('.').map(str::parse);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor),
        _ => panic!("{version} is no release of Go"),
    }
}
