//! Which of the standard rules the empty value breaks. Both dialects have the same, under the same names.

use prost_reflect::{DynamicMessage, FieldDescriptor, Kind, ReflectMessage, Value};
use regex::Regex;

use crate::options::validation::of_scalar;

/// Formats of strings that an empty string never has. A URI reference may be empty.
const FORMATS: [&str; 19] = [
    "email",
    "hostname",
    "ip",
    "ipv4",
    "ipv6",
    "uri",
    "address",
    "uuid",
    "tuuid",
    "ulid",
    "ip_with_prefixlen",
    "ipv4_with_prefixlen",
    "ipv6_with_prefixlen",
    "ip_prefix",
    "ipv4_prefix",
    "ipv6_prefix",
    "host_and_port",
    "protobuf_fqn",
    "protobuf_dot_fqn",
];

/// `HTTP_HEADER_NAME` of `well_known_regex`; a header's value may be empty.
const HEADER_NAME: i32 = 1;

/// The names of rules.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) broken: Vec<&'static str>,
    /// Those of which it cannot be told.
    pub(super) unknown: Vec<&'static str>,
}

/// The name of the rules that apply to a field: `string`, `repeated`. `None` if it holds a message, which is not empty but unset.
pub(super) fn kind(field: &FieldDescriptor) -> Option<&'static str> {
    match field.kind() {
        _ if field.is_map() => Some("map"),
        _ if field.is_list() => Some("repeated"),
        kind => of_scalar(&kind),
    }
}

/// The rules that the empty value of a field breaks.
pub(super) fn broken(rules: &DynamicMessage, field: &FieldDescriptor) -> Found {
    let mut found = Found::default();
    match field.kind() {
        _ if field.is_map() => at_least_one(rules, &["min_pairs"], &mut found),
        _ if field.is_list() => at_least_one(rules, &["min_items"], &mut found),
        Kind::String | Kind::Bytes => text(rules, &mut found),
        Kind::Bool => {
            if yes(rules, "const") {
                found.broken.push("const");
            }
        }
        Kind::Enum(enumeration) => {
            zero(rules, &mut found);
            if yes(rules, "defined_only") && enumeration.get_value(0).is_none() {
                found.broken.push("defined_only");
            }
        }
        Kind::Message(_) => {}
        _ => zero(rules, &mut found),
    }
    found
}

fn at_least_one(rules: &DynamicMessage, names: &[&'static str], found: &mut Found) {
    let positive = |name: &&&str| {
        value(rules, name)
            .and_then(|value| value.as_u64())
            .is_some_and(|least| least > 0)
    };
    found.broken.extend(names.iter().filter(positive));
}

/// Strings and bytes.
fn text(rules: &DynamicMessage, found: &mut Found) {
    at_least_one(rules, &["min_len", "len", "min_bytes", "len_bytes"], found);
    for name in ["const", "prefix", "suffix", "contains"] {
        if value(rules, name).is_some_and(|value| !is_empty(&value)) {
            found.broken.push(name);
        }
    }
    // Whatever contains nothing else contains nothing.
    if value(rules, "not_contains").is_some_and(|value| is_empty(&value)) {
        found.broken.push("not_contains");
    }
    among(rules, is_empty, found);
    found.broken.extend(FORMATS.iter().filter(|name| yes(rules, name)));
    let regex = value(rules, "well_known_regex").and_then(|value| value.as_enum_number());
    if regex == Some(HEADER_NAME) {
        found.broken.push("well_known_regex");
    }
    if let Some(Value::String(pattern)) = value(rules, "pattern") {
        match Regex::new(&pattern) {
            Ok(pattern) if pattern.is_match("") => {}
            Ok(_) => found.broken.push("pattern"),
            Err(_) => found.unknown.push("pattern"),
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::String(value) => value.is_empty(),
        Value::Bytes(value) => value.is_empty(),
        _ => false,
    }
}

/// Numbers and enums, whose empty value is 0.
fn zero(rules: &DynamicMessage, found: &mut Found) {
    let bound = |name: &'static str| Some((name, number(&value(rules, name)?)?));
    if bound("const").is_some_and(|(_, value)| value != 0.0) {
        found.broken.push("const");
    }
    among(rules, |value| number(value) == Some(0.0), found);

    let lower = bound("gt").or_else(|| bound("gte"));
    let upper = bound("lt").or_else(|| bound("lte"));
    let above = |(name, bound): (&str, f64)| if name == "gt" { 0.0 > bound } else { 0.0 >= bound };
    let below = |(name, bound): (&str, f64)| if name == "lt" { 0.0 < bound } else { 0.0 <= bound };
    let [low, high] = [
        lower.filter(|lower| !above(*lower)),
        upper.filter(|upper| !below(*upper)),
    ];
    let broken = match (lower, upper) {
        // Bounds that have changed places allow what is outside of them.
        (Some((_, lower)), Some((_, upper))) if lower > upper => low.and(high).and(Some([low, high])),
        _ => Some([low, high]),
    };
    found
        .broken
        .extend(broken.into_iter().flatten().flatten().map(|(name, _)| name));
}

/// Lists of what is allowed and what is not.
fn among(rules: &DynamicMessage, is_empty: impl Fn(&Value) -> bool, found: &mut Found) {
    if let Some(Value::List(allowed)) = value(rules, "in")
        && !allowed.iter().any(&is_empty)
    {
        found.broken.push("in");
    }
    if let Some(Value::List(refused)) = value(rules, "not_in")
        && refused.iter().any(&is_empty)
    {
        found.broken.push("not_in");
    }
}

/// Near enough to compare it with 0.
#[expect(
    clippy::cast_precision_loss,
    reason = "only its sign matters, and which of two is larger by far"
)]
fn number(value: &Value) -> Option<f64> {
    match *value {
        Value::I32(value) | Value::EnumNumber(value) => Some(value.into()),
        Value::U32(value) => Some(value.into()),
        Value::I64(value) => Some(value as f64),
        Value::U64(value) => Some(value as f64),
        Value::F32(value) => Some(value.into()),
        Value::F64(value) => Some(value),
        _ => None,
    }
}

/// A field of rules, if it is set.
pub(super) fn value(rules: &DynamicMessage, name: &str) -> Option<Value> {
    if !rules.has_field_by_name(name) {
        return None;
    }
    rules.get_field_by_name(name).map(|value| value.into_owned())
}

/// Whether a field is set and true.
pub(super) fn yes(rules: &DynamicMessage, name: &str) -> bool {
    value(rules, name).and_then(|value| value.as_bool()) == Some(true)
}

/// Whether this version of the dialect has a field.
pub(super) fn knows(rules: &DynamicMessage, name: &str) -> bool {
    rules.descriptor().get_field_by_name(name).is_some()
}

/// A list of strings.
pub(super) fn strings(rules: &DynamicMessage, name: &str) -> Vec<String> {
    let values = match value(rules, name) {
        Some(Value::List(values)) => values,
        _ => Vec::new(),
    };
    let strings = values.into_iter().filter_map(|value| match value {
        Value::String(value) => Some(value),
        _ => None,
    });
    strings.collect()
}
