//! Why a message was not found valid.

use super::path::FieldPath;
use super::violation::Violations;
use crate::codegen::validate::Fault;

/// Why a message was not found valid.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ValidateError {
    /// The message breaks rules. Let its sender mend it.
    #[error("the message is not valid: {0}")]
    Invalid(Violations),
    /// An expression cannot be evaluated on this message.
    #[error(transparent)]
    Evaluation(#[from] EvaluationError),
    /// The mask that was given names what the message does not have.
    #[error(transparent)]
    Mask(#[from] MaskError),
}

/// An expression of a rule cannot be evaluated on a message: it divides by zero, say, or asks a map for a key that it lacks. The
/// rule's author should guard against that, by `has(..)` or a comparison before.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("the rule `{}` cannot be evaluated{}: {}", .0.rule_id, at(&.0.field), .0.fault)]
pub struct EvaluationError(Box<Unevaluated>);

/// Behind a pointer, so that the result of a check is small.
#[derive(Debug, Clone, PartialEq)]
struct Unevaluated {
    rule_id: &'static str,
    field: FieldPath,
    fault: Fault,
}

/// A path of a field mask leads to no field of the message, or goes on below a list, a map or what is no message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the field mask's path `{}` leads to no field: {}; paths have names as in the .proto file", .0.path, .0.reason)]
pub struct MaskError(Box<Astray>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Astray {
    path: String,
    reason: &'static str,
}

impl ValidateError {
    /// What the message breaks; none if that could not be told.
    pub fn violations(&self) -> &[super::Violation] {
        match self {
            Self::Invalid(violations) => violations,
            Self::Evaluation(_) | Self::Mask(_) => &[],
        }
    }
}

impl EvaluationError {
    pub(crate) fn new(rule_id: &'static str, field: FieldPath, fault: Fault) -> Self {
        Self(Box::new(Unevaluated { rule_id, field, fault }))
    }

    /// The name of the rule.
    pub fn rule_id(&self) -> &str {
        self.0.rule_id
    }

    /// What it was evaluated on; empty for the message as a whole.
    pub fn field(&self) -> &FieldPath {
        &self.0.field
    }
}

impl MaskError {
    pub(crate) fn new(path: &str, reason: &'static str) -> Self {
        Self(Box::new(Astray {
            path: path.to_owned(),
            reason,
        }))
    }

    /// The path, as it was given.
    pub fn path(&self) -> &str {
        &self.0.path
    }
}

fn at(field: &FieldPath) -> String {
    if field.is_empty() {
        String::new()
    } else {
        format!(" on `{field}`")
    }
}
