//! An option that is a message, or a message in one: its fields, each with its path and its place.

use prost_reflect::{DynamicMessage, ExtensionDescriptor, FieldDescriptor, ReflectMessage, Value};

use crate::load::At;
use crate::validation::{Message, Rule, Step, Test};

/// A message that is set in an option.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) message: DynamicMessage,
    pub(super) place: Place,
}

/// Where something is set.
#[derive(Debug, Clone)]
pub(super) struct Place {
    element: At,
    numbers: Vec<u32>,
    steps: Vec<Step>,
    /// As a schema's author writes it: `(buf.validate.field).string.min_len`.
    pub(super) words: String,
}

impl Given {
    /// The option of an element, if it is set.
    pub(super) fn option(options: &DynamicMessage, extension: &ExtensionDescriptor, element: At) -> Option<Self> {
        if !options.has_extension(extension) {
            return None;
        }
        Some(Self {
            message: options.get_extension(extension).as_message()?.clone(),
            place: Place {
                element,
                numbers: vec![extension.number()],
                steps: Vec::new(),
                words: format!("({})", extension.full_name()),
            },
        })
    }

    /// The fields that are set.
    pub(super) fn fields(&self) -> impl Iterator<Item = (FieldDescriptor, &Value, Place)> {
        let fields = self.message.fields();
        fields.map(|(field, value)| {
            let place = self.place.field(&field);
            (field, value, place)
        })
    }

    /// A field, if it is set.
    pub(super) fn get(&self, name: &str) -> Option<(Value, Place)> {
        let field = self.message.descriptor().get_field_by_name(name)?;
        let set = self.message.has_field(&field);
        set.then(|| (self.message.get_field(&field).into_owned(), self.place.field(&field)))
    }

    /// A field that is a message, if it is set.
    pub(super) fn message(&self, name: &str) -> Option<Self> {
        let (value, place) = self.get(name)?;
        Self::of(value, place)
    }

    /// The messages of a list, and where each stands.
    pub(super) fn messages(&self, name: &str) -> Vec<Self> {
        let Some((Value::List(values), place)) = self.get(name) else {
            return Vec::new();
        };
        let messages = values.into_iter().enumerate();
        messages
            .filter_map(|(index, value)| Self::of(value, place.element(index)))
            .collect()
    }

    /// Whether a bool is set and true.
    pub(super) fn yes(&self, name: &str) -> bool {
        self.get(name).and_then(|(value, _)| value.as_bool()) == Some(true)
    }

    /// A text; empty if it is not set.
    pub(super) fn text(&self, name: &str) -> String {
        let value = self.get(name).map(|(value, _)| value);
        let text = value.and_then(|value| value.as_str().map(str::to_owned));
        text.unwrap_or_default()
    }

    pub(super) fn of(value: Value, place: Place) -> Option<Self> {
        match value {
            Value::Message(message) => Some(Self { message, place }),
            _ => None,
        }
    }
}

impl Place {
    /// Of an option that is a bool.
    pub(super) fn flag(extension: &ExtensionDescriptor, element: At) -> Self {
        let options = Self {
            element,
            numbers: Vec::new(),
            steps: Vec::new(),
            words: String::new(),
        };
        let mut place = options.extension(extension);
        place.words = format!("({})", extension.full_name());
        place
    }

    /// A field of the message that is set here.
    pub(super) fn field(&self, field: &FieldDescriptor) -> Self {
        self.step(
            field.number(),
            field.name().to_owned(),
            field.field_descriptor_proto().r#type(),
        )
    }

    /// An extension that is set in the message here.
    pub(super) fn extension(&self, extension: &ExtensionDescriptor) -> Self {
        let name = format!("[{}]", extension.full_name());
        let kind = extension.field_descriptor_proto().r#type();
        let mut place = self.step(extension.number(), name, kind);
        place.words = format!("{}.({})", self.words, extension.full_name());
        place
    }

    /// An element of the list that is set here.
    pub(super) fn element(&self, index: usize) -> Self {
        let mut place = self.clone();
        place.numbers.push(u32::try_from(index).unwrap_or(u32::MAX));
        if let Some(last) = place.steps.last_mut() {
            last.index = Some(index as u64);
        }
        place
    }

    fn step(&self, number: u32, name: String, kind: prost_types::field_descriptor_proto::Type) -> Self {
        let mut place = self.clone();
        place.words = format!("{}.{name}", place.words);
        place.numbers.push(number);
        place.steps.push(Step {
            number,
            name,
            kind,
            index: None,
        });
        place
    }

    pub(super) fn at(&self) -> At {
        self.element.option(&self.numbers)
    }

    /// A rule that stands here.
    pub(super) fn rule(&self, id: impl Into<String>, message: Message, test: Test) -> Rule {
        Rule {
            id: id.into(),
            path: self.steps.clone(),
            message,
            test,
            at: self.at(),
        }
    }

    /// A rule whose violation does not tell where it stands.
    pub(super) fn rule_without_path(&self, id: &str, message: Message, test: Test) -> Rule {
        Rule {
            path: Vec::new(),
            ..self.rule(id, message, test)
        }
    }
}

/// A built-in text, with the rule's values.
pub(super) fn standard<const N: usize>(text: &'static str, values: [String; N]) -> Message {
    Message::Standard(text, values.into())
}
