//! protoc-gen-validate's options, `validate`: what v1.2 means by them, which its templates for Go tell.
//!
//! Three of their habits are not followed, since what the options say is otherwise: a field of proto2 that is not set is not checked,
//! whatever its default; NaN is in no range; a message under `any.required` is checked as others are.

mod contrary;
mod field;
mod number;
mod text;
mod wkt;

use prost_reflect::{DynamicMessage, ExtensionDescriptor, Kind, MessageDescriptor};

use super::faults::Faults;
use super::given::{Given, Place, standard};
use crate::load::{At, Schema};
use crate::validation::off::Off;
use crate::validation::{Found, MessageRules, Said, Test};

/// The options of protoc-gen-validate, as far as a schema imports them.
pub(super) struct Pgv<'a> {
    schema: &'a Schema,
    disabled: Option<ExtensionDescriptor>,
    ignored: Option<ExtensionDescriptor>,
    required: Option<ExtensionDescriptor>,
    rules: Option<ExtensionDescriptor>,
}

impl<'a> Pgv<'a> {
    pub(super) fn of(schema: &'a Schema) -> Self {
        let find = |name: &str, element: &str| {
            let found = schema.pool.get_extension_by_name(&format!("validate.{name}"))?;
            let extends = found.containing_message().full_name() == format!("google.protobuf.{element}");
            (extends && !found.is_list()).then_some(found)
        };
        // A package of this name can be somebody else's.
        let is_rules = |kind| matches!(kind, Kind::Message(message) if message.full_name() == "validate.FieldRules");
        let rules = find("rules", "FieldOptions").filter(|found| is_rules(found.kind()));
        let flag = |name, element| find(name, element).filter(|found| rules.is_some() && found.kind() == Kind::Bool);
        Self {
            schema,
            disabled: flag("disabled", "MessageOptions"),
            ignored: flag("ignored", "MessageOptions"),
            required: flag("required", "OneofOptions"),
            rules,
        }
    }

    pub(super) fn read(&self, message: &MessageDescriptor, off: &Off, found: &mut Found) -> Said {
        let mut rules = MessageRules::default();
        let Some(option) = &self.rules else {
            return Said::Rules(rules);
        };
        let options = message.options();
        // Of an ignored message PGV makes no code, so that nothing in it is checked, nor what it holds.
        if is_set(&options, self.disabled.as_ref()) || is_set(&options, self.ignored.as_ref()) {
            return Said::Disabled;
        }
        let mut reader = Reader {
            faults: Faults {
                schema: self.schema,
                found,
            },
        };
        for oneof in message.oneofs().filter(|oneof| !off.named(oneof.full_name())) {
            if let Some(required) = &self.required
                && is_set(&oneof.options(), Some(required))
            {
                let place = Place::flag(required, At::oneof(&oneof));
                let rule = place.rule("required", standard("ONEOF_REQUIRED", []), Test::Set);
                rules.oneofs.insert(oneof.name().to_owned(), vec![rule]);
            }
        }
        for field in message.fields().filter(|field| !off.field(field)) {
            let Some(given) = Given::option(&field.options(), option, At::field(&field)) else {
                continue;
            };
            let read = reader.field(&field, &given);
            if !read.is_empty() {
                rules.fields.insert(field.number(), vec![read]);
            }
        }
        Said::Rules(rules)
    }
}

/// Reads the options of one message.
struct Reader<'a> {
    faults: Faults<'a>,
}

fn is_set(options: &DynamicMessage, option: Option<&ExtensionDescriptor>) -> bool {
    option.is_some_and(|option| options.get_extension(option).as_bool() == Some(true))
}
