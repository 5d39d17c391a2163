//! What is found of a case, held against what is expected.

use protoseal::ValidateError;

use crate::case::{Case, Expectation, Kind};
use crate::compare;
use crate::types::{self, Found};

/// Whether a case agrees.
pub(crate) enum Verdict {
    Agrees,
    Disagrees(String),
    /// The schema that was compiled lacks the type.
    Skipped(String),
}

/// By kind, rule ids and paths.
pub(crate) fn buf(case: &Case) -> Verdict {
    let Expectation::Kind(expected) = &case.expect else {
        return Verdict::Disagrees("the expectation has no `kind`: is it a case of protoc-gen-validate's?".to_owned());
    };
    let found = match types::validate(types::Dialect::Buf, &case.message, &case.wire) {
        Found::Unknown => return Verdict::Skipped(format!("there is no type `{}`", case.message)),
        Found::Broken(why) => {
            return match expected {
                Kind::CompilationError => Verdict::Agrees,
                _ => Verdict::Disagrees(format!("its rules do not compile: {why}")),
            };
        }
        Found::Undecodable(error) => return Verdict::Disagrees(format!("the message cannot be decoded: {error}")),
        Found::Judged(found) => found,
    };
    match (expected, &found) {
        (Kind::Valid, Ok(())) | (Kind::RuntimeError, Err(ValidateError::Evaluation(_))) => Verdict::Agrees,
        (Kind::Violations { violations }, Err(ValidateError::Invalid(found))) => {
            match compare::difference(violations, found) {
                None => Verdict::Agrees,
                Some(difference) => Verdict::Disagrees(difference),
            }
        }
        _ => Verdict::Disagrees(format!("expected {expected:?}, found {}", shown(&found))),
    }
}

/// By whether the message is valid.
pub(crate) fn pgv(case: &Case) -> Verdict {
    let Expectation::Judged(expected) = &case.expect else {
        return Verdict::Disagrees("the expectation has no `valid`: is it a case of protovalidate's?".to_owned());
    };
    match types::validate(types::Dialect::Pgv, &case.message, &case.wire) {
        Found::Unknown => Verdict::Skipped(format!("there is no type `{}`", case.message)),
        Found::Broken(why) => Verdict::Disagrees(format!("its rules do not compile: {why}")),
        Found::Undecodable(error) => Verdict::Disagrees(format!("the message cannot be decoded: {error}")),
        Found::Judged(found) if found.is_ok() == expected.valid => Verdict::Agrees,
        Found::Judged(found) => {
            let expected = if expected.valid { "valid" } else { "not valid" };
            Verdict::Disagrees(format!("expected {expected}, found {}", shown(&found)))
        }
    }
}

fn shown(found: &Result<(), ValidateError>) -> String {
    match found {
        Ok(()) => "it valid".to_owned(),
        Err(error) => error.to_string(),
    }
}
