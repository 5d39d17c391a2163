//! protovalidate's options, `buf.validate`: what v1.2 means by them, and what is left of versions before 1.0.

mod bytes;
mod cel;
mod field;
mod message;
mod number;
mod string;
mod wkt;

use prost_reflect::{ExtensionDescriptor, Kind, MessageDescriptor};

use super::faults::Faults as Reader;
use super::given::{Given, standard};
use crate::load::{At, Schema};
use crate::validation::off::Off;
use crate::validation::{Found, MessageRules, Said, Test};

/// The options of protovalidate, as far as a schema imports them.
pub(super) struct Buf<'a> {
    schema: &'a Schema,
    message: Option<ExtensionDescriptor>,
    oneof: Option<ExtensionDescriptor>,
    field: Option<ExtensionDescriptor>,
}

impl<'a> Buf<'a> {
    pub(super) fn of(schema: &'a Schema) -> Self {
        let find = |name: &str, element: &str| {
            let found = schema.pool.get_extension_by_name(&format!("buf.validate.{name}"))?;
            let extends = found.containing_message().full_name() == format!("google.protobuf.{element}");
            let fits = matches!(found.kind(), Kind::Message(_)) && !found.is_list();
            (extends && fits).then_some(found)
        };
        Self {
            schema,
            message: find("message", "MessageOptions"),
            oneof: find("oneof", "OneofOptions"),
            field: find("field", "FieldOptions"),
        }
    }

    pub(super) fn read(&self, message: &MessageDescriptor, off: &Off, found: &mut Found) -> Said {
        let mut rules = MessageRules::default();
        let mut reader = Reader {
            schema: self.schema,
            found,
        };
        let options = self.message.as_ref();
        let given = options.and_then(|option| Given::option(&message.options(), option, At::message(message)));
        if given.as_ref().is_some_and(|given| given.yes("disabled")) {
            return Said::Disabled;
        }
        let alternatives = given
            .as_ref()
            .map(|given| reader.message(message, given, &mut rules))
            .unwrap_or_default();
        if let Some(option) = &self.oneof {
            for oneof in message.oneofs().filter(|oneof| !off.named(oneof.full_name())) {
                let given = Given::option(&oneof.options(), option, At::oneof(&oneof));
                let rule = given.and_then(|given| reader.oneof(&given));
                if let Some(rule) = rule {
                    rules.oneofs.entry(oneof.name().to_owned()).or_default().push(rule);
                }
            }
        }
        if let Some(option) = &self.field {
            for field in message.fields().filter(|field| !off.field(field)) {
                let Some(given) = Given::option(&field.options(), option, At::field(&field)) else {
                    continue;
                };
                let is_alternative = alternatives.iter().any(|name| name == field.name());
                let read = reader.field(&field, &given, is_alternative);
                if !read.is_empty() {
                    rules.fields.entry(field.number()).or_default().push(read);
                }
            }
        }
        Said::Rules(rules)
    }
}

impl Reader<'_> {
    /// The rule of a oneof.
    fn oneof(&mut self, given: &Given) -> Option<crate::validation::Rule> {
        self.unknown_fields(given);
        let mut rule = None;
        for (field, value, place) in given.fields() {
            match field.name() {
                "required" if value.as_bool() == Some(true) => {
                    let message = standard("ONEOF_REQUIRED", []);
                    rule = Some(place.rule("required", message, Test::Set));
                }
                "required" => {}
                _ => self.unknown(&place),
            }
        }
        rule
    }
}
