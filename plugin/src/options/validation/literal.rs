//! Values of options as values of rules.

use prost_reflect::{DynamicMessage, ReflectMessage, Value};

use crate::validation::Literal;

/// `None` of a value of a type that no rule has.
pub(super) fn literal(value: &Value) -> Option<Literal> {
    Some(match value {
        Value::Bool(value) => Literal::Bool(*value),
        Value::I32(value) | Value::EnumNumber(value) => Literal::Int(i64::from(*value)),
        Value::I64(value) => Literal::Int(*value),
        Value::U32(value) => Literal::Uint(u64::from(*value)),
        Value::U64(value) => Literal::Uint(*value),
        Value::F32(value) => Literal::Float(*value),
        Value::F64(value) => Literal::Double(*value),
        Value::String(value) => Literal::Text(value.clone()),
        Value::Bytes(value) => Literal::Bytes(value.to_vec()),
        Value::Message(message) => return nanos(message),
        Value::List(_) | Value::Map(_) => return None,
    })
}

/// The values of a list.
pub(super) fn literals(value: &Value) -> Option<Vec<Literal>> {
    value.as_list()?.iter().map(literal).collect()
}

/// The texts of a list.
pub(super) fn texts(value: &Value) -> Option<Vec<String>> {
    let texts = value.as_list()?.iter();
    texts.map(|text| text.as_str().map(str::to_owned)).collect()
}

fn nanos(message: &DynamicMessage) -> Option<Literal> {
    let part = |name: &str| {
        let value = message.get_field_by_name(name)?;
        value.as_i64().or_else(|| value.as_i32().map(i64::from))
    };
    let nanos = i128::from(part("seconds")?) * 1_000_000_000 + i128::from(part("nanos")?);
    match message.descriptor().full_name() {
        "google.protobuf.Duration" => Some(Literal::Duration(nanos)),
        "google.protobuf.Timestamp" => Some(Literal::Time(nanos)),
        _ => None,
    }
}
