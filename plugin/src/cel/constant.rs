//! What an expression is known to be while it is built: its literals, and the values of rules.

use prost_reflect::{DynamicMessage, FieldDescriptor, Kind, MapKey, ReflectMessage, Value};

use super::types::Type;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Const {
    Null,
    Bool(bool),
    Int(i64),
    Uint(u64),
    Double(f64),
    String(String),
    Bytes(Vec<u8>),
    /// In nanoseconds.
    Duration(i128),
    /// In nanoseconds since 1970.
    Timestamp(i128),
    List(Vec<Const>),
    Map(Vec<(Const, Const)>),
    /// A type, by name.
    Type(String),
    Message(DynamicMessage),
}

impl Const {
    /// Of a field of a message of rules, as a whole.
    pub(super) fn of_field(message: &DynamicMessage, field: &FieldDescriptor) -> Self {
        if let Type::Wrapper(_) = Type::of_field(field)
            && !message.has_field(field)
        {
            return Self::Null;
        }
        Self::of_value(&message.get_field(field), &field.kind())
    }

    pub(super) fn of_value(value: &Value, kind: &Kind) -> Self {
        match value {
            Value::Bool(value) => Self::Bool(*value),
            Value::I32(value) | Value::EnumNumber(value) => Self::Int((*value).into()),
            Value::I64(value) => Self::Int(*value),
            Value::U32(value) => Self::Uint((*value).into()),
            Value::U64(value) => Self::Uint(*value),
            Value::F32(value) => Self::Double((*value).into()),
            Value::F64(value) => Self::Double(*value),
            Value::String(value) => Self::String(value.clone()),
            Value::Bytes(value) => Self::Bytes(value.to_vec()),
            Value::List(values) => Self::List(values.iter().map(|value| Self::of_value(value, kind)).collect()),
            Value::Map(entries) => {
                let Kind::Message(entry) = kind else {
                    return Self::Map(Vec::new());
                };
                let value_kind = entry.map_entry_value_field().kind();
                let mut entries: Vec<_> = entries.iter().collect();
                entries.sort_by_key(|(key, _)| *key);
                let entries = entries.into_iter();
                Self::Map(
                    entries
                        .map(|(key, value)| (Self::of_key(key), Self::of_value(value, &value_kind)))
                        .collect(),
                )
            }
            Value::Message(message) => Self::of_message(message),
        }
    }

    fn of_key(key: &MapKey) -> Self {
        match key {
            MapKey::Bool(value) => Self::Bool(*value),
            MapKey::I32(value) => Self::Int((*value).into()),
            MapKey::I64(value) => Self::Int(*value),
            MapKey::U32(value) => Self::Uint((*value).into()),
            MapKey::U64(value) => Self::Uint(*value),
            MapKey::String(value) => Self::String(value.clone()),
        }
    }

    fn of_message(message: &DynamicMessage) -> Self {
        let nanoseconds = || {
            let number = |name| match message.get_field_by_name(name).as_deref() {
                Some(Value::I64(value)) => i128::from(*value),
                Some(Value::I32(value)) => i128::from(*value),
                _ => 0,
            };
            number("seconds") * 1_000_000_000 + number("nanos")
        };
        match Type::of_kind(&Kind::Message(message.descriptor())) {
            Type::Timestamp => Self::Timestamp(nanoseconds()),
            Type::Duration => Self::Duration(nanoseconds()),
            Type::Wrapper(_) => match message.descriptor().get_field_by_name("value") {
                Some(field) => Self::of_value(&message.get_field(&field), &field.kind()),
                None => Self::Null,
            },
            _ => Self::Message(message.clone()),
        }
    }
}

/// The order of two constants of one type, or of two numbers.
pub(super) fn order(a: &Const, b: &Const) -> Option<std::cmp::Ordering> {
    match (a, b) {
        (Const::Bool(a), Const::Bool(b)) => Some(a.cmp(b)),
        (Const::Int(a), Const::Int(b)) => Some(a.cmp(b)),
        (Const::Uint(a), Const::Uint(b)) => Some(a.cmp(b)),
        (Const::Int(a), Const::Uint(b)) => Some(i128::from(*a).cmp(&i128::from(*b))),
        (Const::Uint(a), Const::Int(b)) => Some(i128::from(*a).cmp(&i128::from(*b))),
        (Const::Double(a), Const::Double(b)) => a.partial_cmp(b),
        (Const::String(a), Const::String(b)) => Some(a.cmp(b)),
        (Const::Bytes(a), Const::Bytes(b)) => Some(a.cmp(b)),
        (Const::Duration(a), Const::Duration(b)) | (Const::Timestamp(a), Const::Timestamp(b)) => Some(a.cmp(b)),
        _ => None,
    }
}
