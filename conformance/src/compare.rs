//! Violations that are expected, and those that are found: the same, in any order, as far as the suite says.

use protoseal::{Violation, Violations};

use crate::case::Expected;

/// What differs, if something does.
pub(crate) fn difference(expected: &[Expected], found: &Violations) -> Option<String> {
    let mut taken = vec![false; found.len()];
    if expected.len() == found.len() && assign(expected, found, &mut taken) {
        return None;
    }
    let shown: Vec<String> = found
        .iter()
        .map(|violation| {
            let key = if violation.for_key() { ", a key" } else { "" };
            format!(
                "{{field {}, rule {}, id {}{key}: {}}}",
                violation.field(),
                violation.rule(),
                violation.rule_id(),
                violation.message()
            )
        })
        .collect();
    Some(format!("expected {expected:?}, found [{}]", shown.join(", ")))
}

/// Whether each that is expected can have one that is found for itself.
fn assign(expected: &[Expected], found: &[Violation], taken: &mut [bool]) -> bool {
    let Some((first, rest)) = expected.split_first() else {
        return true;
    };
    for index in 0..found.len() {
        if taken[index] || !fits(first, &found[index]) {
            continue;
        }
        taken[index] = true;
        if assign(rest, found, taken) {
            return true;
        }
        taken[index] = false;
    }
    false
}

/// Messages are not compared: what the suite is about are rules and paths.
fn fits(expected: &Expected, found: &Violation) -> bool {
    let same = |expected: &Option<String>, found: &str| expected.as_deref().is_none_or(|expected| expected == found);
    same(&expected.rule_id, found.rule_id())
        && same(&expected.field, &found.field().to_string())
        && same(&expected.rule, &found.rule().to_string())
        && expected.for_key.unwrap_or(false) == found.for_key()
}
