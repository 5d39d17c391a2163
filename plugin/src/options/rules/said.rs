//! One option of validation: its message, its name and its place.

use prost_reflect::{DynamicMessage, ExtensionDescriptor, Kind, MessageDescriptor, ReflectMessage, Value};

use super::{Broken, Why, empty};
use crate::load::At;

/// What is said by an option that is a message.
pub(super) struct Said {
    message: DynamicMessage,
    /// As a schema's author writes it: `(validate.rules)`.
    pub(super) name: String,
    element: At,
    number: u32,
}

/// Whether an option that is a bool is set and true.
pub(super) fn yes(options: &DynamicMessage, extension: &ExtensionDescriptor) -> bool {
    options.has_extension(extension) && options.get_extension(extension).as_bool() == Some(true)
}

impl Said {
    /// The option of an element, if it has it.
    pub(super) fn of(options: &DynamicMessage, extension: &ExtensionDescriptor, element: At) -> Option<Self> {
        if !options.has_extension(extension) {
            return None;
        }
        Some(Self {
            message: options.get_extension(extension).as_message()?.clone(),
            name: format!("({})", extension.full_name()),
            element,
            number: extension.number(),
        })
    }

    /// Whether a field of it is set and true.
    pub(super) fn yes(&self, name: &str) -> bool {
        empty::yes(&self.message, name)
    }

    /// Whether this version of the dialect has a field.
    pub(super) fn knows(&self, name: &str) -> bool {
        empty::knows(&self.message, name)
    }

    /// The number of an enum's value, if it is set.
    pub(super) fn number(&self, name: &str) -> Option<i32> {
        empty::value(&self.message, name)?.as_enum_number()
    }

    /// How an enum's value is called.
    pub(super) fn enum_value(&self, name: &str, number: i32) -> Option<String> {
        let field = self.message.descriptor().get_field_by_name(name)?;
        let Kind::Enum(enumeration) = field.kind() else {
            return None;
        };
        Some(enumeration.get_value(number)?.name().to_owned())
    }

    /// A message in it, if it is set.
    pub(super) fn message(&self, name: &str) -> Option<DynamicMessage> {
        match empty::value(&self.message, name)? {
            Value::Message(message) => Some(message),
            _ => None,
        }
    }

    /// The messages of a list in it.
    pub(super) fn messages(&self, name: &str) -> Vec<DynamicMessage> {
        let Some(Value::List(values)) = empty::value(&self.message, name) else {
            return Vec::new();
        };
        let messages = values.into_iter().filter_map(|value| match value {
            Value::Message(message) => Some(message),
            _ => None,
        });
        messages.collect()
    }

    /// These rules are broken, each a path of names below the option; there is one at least.
    pub(super) fn broken(&self, paths: &[&[&str]], why: Why) -> Broken {
        let first = paths.first().copied().unwrap_or_default();
        let numbers = [vec![self.number], numbers(self.message.descriptor(), first)].concat();
        Broken {
            at: self.element.option(&numbers),
            rules: paths
                .iter()
                .map(|path| format!("{}.{}", self.name, path.join(".")))
                .collect(),
            why,
            lenient: None,
        }
    }
}

/// The numbers of a path of fields, up to the first list, whose elements have places of their own.
fn numbers(mut message: MessageDescriptor, path: &[&str]) -> Vec<u32> {
    let mut numbers = Vec::new();
    for name in path {
        let Some(field) = message.get_field_by_name(name) else {
            break;
        };
        numbers.push(field.number());
        match field.kind() {
            Kind::Message(inner) if !field.is_list() => message = inner,
            _ => break,
        }
    }
    numbers
}
