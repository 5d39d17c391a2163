//! Rules that both dialects have.

use prost_reflect::{EnumDescriptor, Value};

use super::given::{Given, Place, standard};
use super::literal::{literal, literals};
use crate::validation::{Bound, Length, Literal, Measure, Range, Rule, Test, list_text};

pub(super) fn equals(kind: &str, place: &Place, value: Literal) -> Rule {
    let message = match &value {
        Literal::Text(text) => standard("EQUAL_TEXT", [text.clone()]),
        Literal::Bytes(_) => standard("EQUAL_BYTES", [value.hex()]),
        _ => standard("EQUAL", [value.text()]),
    };
    place.rule(format!("{kind}.const"), message, Test::Equals(value))
}

/// `in` or `not_in`.
pub(super) fn listed(kind: &str, name: &str, place: &Place, value: &Value) -> Option<Rule> {
    let values = literals(value)?;
    let text = list_text(&values);
    let id = format!("{kind}.{name}");
    Some(match name {
        "in" => place.rule(id, standard("IN", [text]), Test::In(values)),
        _ => place.rule(id, standard("NOT_IN", [text]), Test::NotIn(values)),
    })
}

/// A length of a list or a map.
pub(super) fn count(
    id: &str,
    text: &'static str,
    place: &Place,
    value: &Value,
    length: fn(u64) -> Length,
) -> Option<Rule> {
    let count = value.as_u64()?;
    let message = standard(text, [count.to_string()]);
    Some(place.rule(id, message, Test::Length(Measure::Items, length(count))))
}

/// The rule of one bound or two; which has the name of both, and stands where the lower one does.
pub(super) fn range(given: &Given, kind: &str) -> Option<Rule> {
    let bound = |exclusive: &'static str, inclusive: &'static str| {
        let found = |name, inclusive| {
            let (value, place): (Value, Place) = given.get(name)?;
            let value = literal(&value)?;
            Some((name, place, Bound { value, inclusive }))
        };
        found(exclusive, false).or_else(|| found(inclusive, true))
    };
    match (bound("gt", "gte"), bound("lt", "lte")) {
        (None, None) => None,
        (Some((name, place, lower)), None) => {
            let message = standard(if lower.inclusive { "GTE" } else { "GT" }, [lower.value.text()]);
            let range = Range {
                lower: Some(lower),
                upper: None,
            };
            Some(place.rule(format!("{kind}.{name}"), message, Test::Within(range)))
        }
        (None, Some((name, place, upper))) => {
            let message = standard(if upper.inclusive { "LTE" } else { "LT" }, [upper.value.text()]);
            let range = Range {
                lower: None,
                upper: Some(upper),
            };
            Some(place.rule(format!("{kind}.{name}"), message, Test::Within(range)))
        }
        (Some((from, place, lower)), Some((to, _, upper))) => {
            let values = [lower.value.text(), upper.value.text()];
            let inclusive = (lower.inclusive, upper.inclusive);
            let range = Range {
                lower: Some(lower),
                upper: Some(upper),
            };
            let text = match (inclusive, range.is_exclusive()) {
                ((false, false), false) => "GT_LT",
                ((false, true), false) => "GT_LTE",
                ((true, false), false) => "GTE_LT",
                ((true, true), false) => "GTE_LTE",
                ((false, false), true) => "GT_LT_EXCLUSIVE",
                ((false, true), true) => "GT_LTE_EXCLUSIVE",
                ((true, false), true) => "GTE_LT_EXCLUSIVE",
                ((true, true), true) => "GTE_LTE_EXCLUSIVE",
            };
            let exclusive = if range.is_exclusive() { "_exclusive" } else { "" };
            let id = format!("{kind}.{from}_{to}{exclusive}");
            Some(place.rule(id, standard(text, values), Test::Within(range)))
        }
    }
}

pub(super) fn unique(place: &Place) -> Rule {
    place.rule("repeated.unique", standard("UNIQUE", []), Test::Unique)
}

pub(super) fn defined_only(place: &Place, enumeration: &EnumDescriptor) -> Rule {
    let mut numbers: Vec<i32> = enumeration.values().map(|value| value.number()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    place.rule(
        "enum.defined_only",
        standard("DEFINED_ONLY", []),
        Test::Defined(numbers),
    )
}

/// A length of a text, in characters or bytes.
pub(super) fn length(name: &str, place: &Place, value: &Value) -> Option<Rule> {
    let (text, measure, length): (_, _, fn(u64) -> Length) = match name {
        "len" => ("LEN", Measure::Chars, Length::Exactly),
        "min_len" => ("MIN_LEN", Measure::Chars, Length::AtLeast),
        "max_len" => ("MAX_LEN", Measure::Chars, Length::AtMost),
        "len_bytes" => ("LEN_BYTES", Measure::Bytes, Length::Exactly),
        "min_bytes" => ("MIN_BYTES", Measure::Bytes, Length::AtLeast),
        "max_bytes" => ("MAX_BYTES", Measure::Bytes, Length::AtMost),
        _ => return None,
    };
    let count = value.as_u64()?;
    let message = standard(text, [count.to_string()]);
    Some(place.rule(format!("string.{name}"), message, Test::Length(measure, length(count))))
}

/// A length of bytes.
pub(super) fn bytes_length(name: &str, place: &Place, value: &Value) -> Option<Rule> {
    let (text, length): (_, fn(u64) -> Length) = match name {
        "len" => ("LEN_BYTES", Length::Exactly),
        "min_len" => ("MIN_BYTES", Length::AtLeast),
        "max_len" => ("MAX_BYTES", Length::AtMost),
        _ => return None,
    };
    let count = value.as_u64()?;
    let message = standard(text, [count.to_string()]);
    Some(place.rule(
        format!("bytes.{name}"),
        message,
        Test::Length(Measure::Bytes, length(count)),
    ))
}

/// What a text has to begin with, to end with, to hold, or not to hold.
pub(super) fn part(name: &str, place: &Place, value: Literal) -> Option<Rule> {
    let (text, test): (_, fn(Literal) -> Test) = match name {
        "prefix" => ("PREFIX", Test::StartsWith),
        "suffix" => ("SUFFIX", Test::EndsWith),
        "contains" => ("CONTAINS", Test::Contains),
        "not_contains" => ("NOT_CONTAINS", Test::ContainsNot),
        _ => return None,
    };
    Some(place.rule(format!("string.{name}"), standard(text, [value.text()]), test(value)))
}

/// The same of bytes.
pub(super) fn bytes_part(name: &str, place: &Place, value: Literal) -> Option<Rule> {
    let (text, test): (_, fn(Literal) -> Test) = match name {
        "prefix" => ("PREFIX_BYTES", Test::StartsWith),
        "suffix" => ("SUFFIX_BYTES", Test::EndsWith),
        "contains" => ("CONTAINS_BYTES", Test::Contains),
        _ => return None,
    };
    Some(place.rule(format!("bytes.{name}"), standard(text, [value.hex()]), test(value)))
}
