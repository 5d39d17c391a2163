//! The rules of `proto/validated.proto`, as one would write them by hand: with the crate `regex` for the pattern, and with loops.

use std::sync::LazyLock;

use regex::Regex;

use crate::validated::{Signup, Span};

/// A broken rule: the field, and what is wrong.
pub type Broken = (&'static str, &'static str);

static USER_ID: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^[a-z][a-z0-9_]{2,31}$").expect("the pattern is a valid one"));

/// The five rules of a signup.
///
/// # Errors
///
/// All that are broken.
pub fn signup(signup: &Signup) -> Result<(), Vec<Broken>> {
    let mut broken = Vec::new();
    if !USER_ID.is_match(&signup.user_id) {
        broken.push(("user_id", "must match the pattern"));
    }
    if signup.display_name.chars().count() < 3 {
        broken.push(("display_name", "must have 3 characters or more"));
    }
    if !is_email(&signup.email) {
        broken.push(("email", "must be an e-mail address"));
    }
    if !matches!(signup.plan.as_str(), "free" | "team" | "enterprise") {
        broken.push(("plan", "must be one of the plans"));
    }
    if signup.age < 18 {
        broken.push(("age", "must be 18 or more"));
    }
    if broken.is_empty() { Ok(()) } else { Err(broken) }
}

/// The rule of a span.
///
/// # Errors
///
/// That it is broken.
pub fn span(span: &Span) -> Result<(), Vec<Broken>> {
    if span.start < span.end {
        Ok(())
    } else {
        Err(vec![("", "must end after it starts")])
    }
}

/// As HTML has it: a local part of some characters, and labels of a host.
fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else {
        return false;
    };
    let is_local = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let is_label = |label: &str| {
        let bytes = label.as_bytes();
        (1..=63).contains(&bytes.len())
            && bytes.first() != Some(&b'-')
            && bytes.last() != Some(&b'-')
            && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
    };
    !local.is_empty() && local.bytes().all(is_local) && host.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use protoseal::Validate;

    use super::*;
    use crate::samples;

    #[test]
    fn both_sides_find_the_same() {
        assert_eq!(signup(&samples::signup()), Ok(()));
        assert_eq!(samples::signup().validate(), Ok(()));
        let broken = Signup::default();
        let found = broken.validate().expect_err("it breaks all");
        let fields: Vec<String> = found
            .violations()
            .iter()
            .map(|violation| violation.field().to_string())
            .collect();
        let by_hand: Vec<&str> = signup(&broken)
            .expect_err("it breaks all")
            .iter()
            .map(|(field, _)| *field)
            .collect();
        assert_eq!(fields, by_hand);
        assert_eq!(span(&Span::default()).is_err(), Span::default().validate().is_err());
        assert_eq!(span(&samples::span()).is_ok(), samples::span().validate().is_ok());
    }
}
