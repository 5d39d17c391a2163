//! Rules of validation, generated and run: on every type, cardinality and presence, on what is sealed and masked, in both dialects.

/// For each field: the values that pass, then those that break which rule.
macro_rules! cases {
    ($message:ident: $($field:ident: [$($valid:expr),*], [$($value:expr => $id:literal),*];)*) => {$(
        $(
            let message = $message { $field: $valid.into(), ..Default::default() };
            assert_eq!($crate::ids(&message, stringify!($field).trim_start_matches("r#")), [] as [&str; 0], "{message:?}");
        )*
        $(
            let message = $message { $field: $value.into(), ..Default::default() };
            assert_eq!($crate::ids(&message, stringify!($field).trim_start_matches("r#")), [$id], "{message:?}");
        )*
    )*};
}

mod expressions;
mod known;
mod messages;
mod pgv;
mod presence;
mod scalars;
mod sealing;
mod tagged;

use protoseal::validation::{Validate, Violation};

/// What a violation tells: `field: rule/path [id]`, with a mark for keys.
fn told(violation: &Violation) -> String {
    let key = if violation.for_key() { " key" } else { "" };
    format!(
        "{}{key}: {} [{}]",
        violation.field(),
        violation.rule(),
        violation.rule_id()
    )
}

/// What a message breaks.
fn broken(message: &impl Validate) -> Vec<String> {
    let result = message.validate();
    let Err(error) = &result else {
        assert_eq!(message.validate_fail_fast(), Ok(()));
        return Vec::new();
    };
    let violations = error.violations();
    assert!(!violations.is_empty(), "{error}");
    let first = message.validate_fail_fast().expect_err("it breaks rules");
    assert_eq!(first.violations(), &violations[..1]);
    violations.iter().map(told).collect()
}

/// The ids of the rules that a message breaks on one field.
fn ids(message: &impl Validate, field: &str) -> Vec<String> {
    let Err(error) = message.validate() else {
        return Vec::new();
    };
    let on_field = error.violations().iter().filter(|violation| {
        let first = violation.field().elements().first();
        first.is_some_and(|first| first.name() == field.trim_start_matches("r#"))
    });
    on_field.map(|violation| violation.rule_id().to_owned()).collect()
}
