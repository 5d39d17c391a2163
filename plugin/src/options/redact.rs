//! protobuf's own option for what must not be shown: `debug_redact`, on a field, or on the value of an enum that another option of
//! the field is set to.

use prost::Message;
use prost_reflect::{
    DescriptorPool, DynamicMessage, EnumValueDescriptor, ExtensionDescriptor, FieldDescriptor, Kind, ReflectMessage,
    Value,
};

use super::{Claim, Options};
use crate::{
    diagnostic::Diagnostic,
    load::{At, Schema, is_google, sees, value_kind},
    mask::Mask,
};

/// The numbers in descriptor.proto.
mod number {
    pub(super) const OF_FIELD: u32 = 16;
    pub(super) const OF_ENUM_VALUE: u32 = 3;
}

/// Reads what masks fields in full. Extension fields do not count: nothing is generated for them.
pub(super) fn read(schema: &Schema, options: &mut Options, found: &mut Vec<Diagnostic>) {
    let shared: Vec<ExtensionDescriptor> = schema
        .pool
        .all_extensions()
        .filter(|option| option.containing_message().full_name() == "google.protobuf.FieldOptions")
        .filter(|option| !schema.namesakes(option).is_empty())
        .collect();
    let is_shared = |option: &ExtensionDescriptor| shared.iter().any(|other| other.number() == option.number());
    for field in fields(&schema.pool) {
        let (set, element) = (field.options(), At::field(&field));
        if redacts(&set, number::OF_FIELD) {
            let at = element.option(&[number::OF_FIELD]);
            options.claim(&field, claim(at, "`debug_redact`".to_owned()));
        }
        for (option, value) in set.extensions().filter(|(option, _)| !is_shared(option)) {
            options.redact(&field, &option, value);
        }
    }
    // Which of those that share a number a file means is told by what it imports.
    for option in &shared {
        let reduced = match schema.without(&schema.namesakes(option)) {
            Ok(reduced) => reduced,
            Err(error) => {
                found.extend(error.diagnostics().iter().cloned());
                continue;
            }
        };
        for field in fields(&reduced).filter(|field| sees(&field.parent_file(), option)) {
            let set = field.options();
            let own = set.extensions().find(|(set, _)| set.number() == option.number());
            if let Some((option, value)) = own {
                options.redact(&field, &option, value);
            }
        }
    }
}

/// The fields that have options, but for those of protobuf's own messages.
fn fields(pool: &DescriptorPool) -> impl Iterator<Item = FieldDescriptor> {
    let messages = pool.all_messages();
    let messages = messages.filter(|message| !message.is_map_entry() && !is_google(message.package_name()));
    let fields = messages.flat_map(|message| message.fields().collect::<Vec<_>>());
    fields.filter(|field| field.field_descriptor_proto().options.is_some())
}

impl Options {
    fn claim(&mut self, field: &FieldDescriptor, claim: Claim) {
        let claims = self.claims.entry(field.full_name().to_owned());
        claims.or_default().push(claim);
    }

    /// Masks a field, if it sets an option to a value that says so.
    fn redact(&mut self, field: &FieldDescriptor, option: &ExtensionDescriptor, value: &Value) {
        if let Some(value) = redacting(value, &option.kind()) {
            let words = format!(
                "`({}) = {}`, whose value says `debug_redact`",
                option.full_name(),
                value.name()
            );
            let at = At::field(field).option(&[option.number()]);
            self.claim(field, claim(at, words));
        }
    }
}

fn claim(at: At, words: String) -> Claim {
    Claim {
        at,
        words,
        seal: None,
        mask: Some(Mask::Full),
        policy: None,
    }
}

/// The first value of an enum, in what an option is set to, that says so.
fn redacting(value: &Value, kind: &Kind) -> Option<EnumValueDescriptor> {
    match (value, kind) {
        (Value::EnumNumber(number), Kind::Enum(enumeration)) => {
            // Names of one number are one value to protobuf.
            let named = enumeration.values().filter(|value| value.number() == *number);
            let with_options = named.filter(|value| value.enum_value_descriptor_proto().options.is_some());
            with_options
                .into_iter()
                .find(|value| redacts(&value.options(), number::OF_ENUM_VALUE))
        }
        (Value::List(values), _) => values.iter().find_map(|value| redacting(value, kind)),
        (Value::Map(values), _) => {
            let kind = value_kind(kind.clone(), true);
            values.values().find_map(|value| redacting(value, &kind))
        }
        (Value::Message(message), _) => {
            let of_fields = message.fields().map(|(field, value)| (field.kind(), value));
            let of_extensions = message.extensions().map(|(field, value)| (field.kind(), value));
            of_fields
                .chain(of_extensions)
                .find_map(|(kind, value)| redacting(value, &kind))
        }
        _ => None,
    }
}

/// Whether options say `debug_redact`, also where the schema brings a descriptor.proto of before it was.
fn redacts(options: &DynamicMessage, number: u32) -> bool {
    let is_true = |options: &DynamicMessage| {
        options
            .get_field_by_number(number)
            .is_some_and(|value| value.as_bool() == Some(true))
    };
    if options.descriptor().get_field(number).is_some() {
        return is_true(options);
    }
    if !options.unknown_fields().any(|field| field.number() == number) {
        return false;
    }
    let current = DescriptorPool::global().get_message_by_name(options.descriptor().full_name());
    let read = current.and_then(|current| DynamicMessage::decode(current, options.encode_to_vec().as_slice()).ok());
    read.is_some_and(|options| is_true(&options))
}
