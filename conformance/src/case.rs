//! A case, as its line has it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer};

/// A message, and what a validator should say of it.
#[derive(Debug, Deserialize)]
pub(crate) struct Case {
    suite: String,
    case: String,
    /// The message's full name.
    #[serde(rename = "type")]
    pub(crate) message: String,
    /// The message.
    #[serde(deserialize_with = "bytes")]
    pub(crate) wire: Vec<u8>,
    pub(crate) expect: Expectation,
}

/// protovalidate's expectations have a kind, protoc-gen-validate's a judgement.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Expectation {
    Kind(Kind),
    Judged(Judged),
}

#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Kind {
    Valid,
    Violations { violations: Vec<Expected> },
    CompilationError,
    RuntimeError,
}

/// The number of failures that the suite gives too depends on whether a validator stops at the first; it is not looked at.
#[derive(Debug, Deserialize)]
pub(crate) struct Judged {
    pub(crate) valid: bool,
}

/// A violation; what the suite leaves open is left out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Expected {
    pub(crate) rule_id: Option<String>,
    pub(crate) field: Option<String>,
    pub(crate) rule: Option<String>,
    pub(crate) for_key: Option<bool>,
    pub(crate) message: Option<String>,
}

/// Reads one line.
pub(crate) fn read(line: &str) -> serde_json::Result<Case> {
    serde_json::from_str(line)
}

fn bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    STANDARD.decode(text).map_err(serde::de::Error::custom)
}

impl Case {
    /// Suite and case.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.suite, self.case)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_both_suites_are_read() {
        let line = r#"{"suite":"s","case":"c","type":"a.B","wire":"CAE=","expect":{"kind":"violations","violations":[{"rule_id":"x","field":"val"}]}}"#;
        let case = read(line).expect("a case");
        assert_eq!((case.name().as_str(), case.wire.as_slice()), ("s c", &[8, 1][..]));
        let Expectation::Kind(Kind::Violations { violations }) = case.expect else {
            panic!("violations are expected");
        };
        assert_eq!(violations[0].rule_id.as_deref(), Some("x"));
        assert_eq!(violations[0].rule, None);
        let line = r#"{"suite":"s","case":"c","type":"a.B","wire":"","expect":{"valid":false,"failures":2}}"#;
        let case = read(line).expect("a case");
        assert!(matches!(case.expect, Expectation::Judged(Judged { valid: false })));
        assert!(read("{}").is_err());
    }
}
