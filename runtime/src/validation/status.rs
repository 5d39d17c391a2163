//! What is not valid, as a gRPC status (feature `tonic`).
//!
//! Unlike the statuses of sealing and opening, this one tells the peer what is wrong, since it is the peer who has to mend it; violations
//! hold no values.

use std::sync::Arc;

use tonic::{Code, Status};
use tonic_types::{ErrorDetails, FieldViolation, StatusExt};

use super::{ValidateError, Violations};

/// Of what breaks rules, `INVALID_ARGUMENT` with a `google.rpc.BadRequest` in its details: a field violation for each, with the
/// path, the message and, as its reason, the rule's name. Of a mask that names no field, `INVALID_ARGUMENT`; of what cannot be
/// evaluated, `INTERNAL` with one text, as the rule is to blame. The error is the source, for the log. Of many violations the first
/// 16 are told, with how many there are, since headers carry a status and are small.
impl From<ValidateError> for Status {
    fn from(error: ValidateError) -> Self {
        let mut status = match &error {
            ValidateError::Invalid(violations) => {
                Self::with_error_details(Code::InvalidArgument, text(violations), details(violations))
            }
            ValidateError::Mask(_) => Self::invalid_argument(error.to_string()),
            ValidateError::Evaluation(_) => Self::internal("the message could not be validated"),
        };
        status.set_source(Arc::new(error));
        status
    }
}

/// What a status has room for.
const MOST: usize = 16;

fn text(violations: &Violations) -> String {
    let mut text = String::from("the message is not valid: ");
    // Writing to a string cannot fail.
    let _ = violations.write(MOST, &mut text);
    text
}

fn details(violations: &Violations) -> ErrorDetails {
    let violations = violations.iter().take(MOST).map(|violation| FieldViolation {
        field: violation.field().to_string(),
        description: violation.message().into_owned(),
        reason: reason(violation.rule_id()),
        localized_message: None,
    });
    ErrorDetails::with_bad_request(violations.collect::<Vec<_>>())
}

/// As google.rpc wants reasons: `STRING_MIN_LEN`.
fn reason(rule_id: &str) -> String {
    let upper = |char: char| {
        if char.is_ascii_alphanumeric() {
            char.to_ascii_uppercase()
        } else {
            '_'
        }
    };
    rule_id.chars().map(upper).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::validate::Message;
    use crate::validation::{FieldPath, Text, Violation};

    #[test]
    fn a_status_tells_the_first_of_many() {
        let violation = Violation {
            field: FieldPath::default(),
            rule: FieldPath::default(),
            id: "a.rule",
            text: Text::Fixed(Message::Nameless),
            for_key: false,
        };
        let status = Status::from(ValidateError::Invalid(Violations(vec![violation; 1_000])));
        assert!(status.message().ends_with("; and 984 more"), "{}", status.message());
        let details = status.get_details_bad_request().expect("details");
        assert_eq!(details.field_violations.len(), MOST);
        assert!(status.details().len() < 4_000);
    }
}
