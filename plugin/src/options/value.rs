//! Taking the values out of an option that is a message.

use prost_reflect::{DynamicMessage, ReflectMessage, Value};

use super::Set;
use crate::{
    diagnostic::Diagnostic,
    load::{At, Schema},
};

/// An option's message. Its fields are taken out one by one; what is left at the end is not understood.
pub(super) struct Fields {
    message: DynamicMessage,
    /// As a schema's author writes it: `(protoseal.field).seal`.
    name: String,
    element: At,
    /// The path of the message below the element's options.
    numbers: Vec<u32>,
    misfits: Vec<String>,
    /// Whether anything is set at all.
    empty: bool,
}

impl Fields {
    pub(super) fn new(message: DynamicMessage, name: String, element: &At, number: u32) -> Self {
        Self::below(message, name, element.clone(), vec![number])
    }

    /// One element of a repeated option.
    pub(super) fn element(message: DynamicMessage, name: String, element: &At, number: u32, index: u32) -> Self {
        Self::below(message, name, element.clone(), vec![number, index])
    }

    fn below(message: DynamicMessage, name: String, element: At, numbers: Vec<u32>) -> Self {
        let empty = message.fields().next().is_none() && message.unknown_fields().next().is_none();
        Self {
            message,
            name,
            element,
            numbers,
            misfits: Vec::new(),
            empty,
        }
    }

    /// Where the message was set.
    pub(super) fn at(&self) -> At {
        self.element.option(&self.numbers)
    }

    pub(super) fn string(&mut self, number: u32) -> Option<Set<String>> {
        self.take(number, |value| match value {
            Value::String(value) => Some(value),
            _ => None,
        })
    }

    /// A repeated one; `None` if it has no element.
    pub(super) fn strings(&mut self, number: u32) -> Option<Set<Vec<String>>> {
        self.take(number, |value| match value {
            Value::List(values) => values
                .into_iter()
                .map(|value| match value {
                    Value::String(value) => Some(value),
                    _ => None,
                })
                .collect(),
            _ => None,
        })
    }

    pub(super) fn boolean(&mut self, number: u32) -> Option<Set<bool>> {
        self.take(number, |value| value.as_bool())
    }

    pub(super) fn unsigned(&mut self, number: u32) -> Option<Set<u32>> {
        self.take(number, |value| value.as_u32())
    }

    pub(super) fn enumeration(&mut self, number: u32) -> Option<Set<i32>> {
        self.take(number, |value| value.as_enum_number())
    }

    pub(super) fn message(&mut self, number: u32) -> Option<Fields> {
        let taken = self.take(number, |value| match value {
            Value::Message(message) => Some(message),
            _ => None,
        })?;
        Some(Self::below(
            taken.value,
            self.path_of(number),
            self.element.clone(),
            self.numbers_of(number),
        ))
    }

    /// Refuses a message that says nothing, and tells whether it does. Its author thinks that it says something.
    pub(super) fn refuse_empty(&self, schema: &Schema, found: &mut Vec<Diagnostic>) -> bool {
        if self.empty {
            let cause = format!("the option `{}` is empty, so it says nothing", self.name);
            let meant = match self.name.rsplit_once('.').map_or("", |(_, name)| name) {
                "mask" if self.name.starts_with("(protoseal.oneof)") => "as: FULL",
                "mask" => "keep_last: 4 or as: FULL",
                "policy)" => "name: \"contact\" seal {}",
                _ => "seal {}",
            };
            let help = format!("say what is meant, such as {meant}, or remove the option");
            found.push(Diagnostic::new(schema.locate(&self.at()), cause).help(help));
        }
        self.empty
    }

    /// Refuses what was not taken, and tells whether all was. To ignore it could mean to leave something unsealed.
    pub(super) fn finish(self, schema: &Schema, found: &mut Vec<Diagnostic>) -> bool {
        let before = found.len();
        let left = self
            .message
            .fields()
            .map(|(field, _)| format!("{}.{}", self.name, field.name()));
        let unknown = self
            .message
            .unknown_fields()
            .map(|field| format!("field {} of {}", field.number(), self.name));
        for name in self.misfits.iter().cloned().chain(left).chain(unknown) {
            let cause = format!("this version of protoseal-build does not know the option `{name}`");
            let help = "use the protoseal-build that belongs to your protoseal/options.proto";
            found.push(Diagnostic::new(schema.locate(&self.at()), cause).help(help));
        }
        found.len() == before
    }

    fn take<T>(&mut self, number: u32, convert: impl FnOnce(Value) -> Option<T>) -> Option<Set<T>> {
        // Taken out only if it is set: `take_field_by_number` has no place for fields that the declaration lacks.
        if !self.message.has_field_by_number(number) {
            return None;
        }
        let value = self.message.take_field_by_number(number).and_then(convert);
        if value.is_none() {
            self.misfits.push(self.path_of(number));
        }
        value.map(|value| Set {
            value,
            at: self.element.option(&self.numbers_of(number)),
        })
    }

    fn numbers_of(&self, number: u32) -> Vec<u32> {
        self.numbers.iter().copied().chain([number]).collect()
    }

    fn path_of(&self, number: u32) -> String {
        match self.message.descriptor().get_field(number) {
            Some(field) => format!("{}.{}", self.name, field.name()),
            None => format!("field {number} of {}", self.name),
        }
    }
}
