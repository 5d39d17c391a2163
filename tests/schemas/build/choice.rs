//! Chooses at random what is sealed, bound and placed in a schema.

use std::collections::BTreeSet;

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorSet};
use protoseal_build::{Config, FieldOptions, Place};
use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

/// The test's keyring has these.
const KEYS: [&str; 3] = ["card", "ops", "pii"];
/// Of so many messages, one is sealed.
const ONE_OF: usize = 3;

/// Settings for a third of all messages.
pub(crate) fn apply(set: &FileDescriptorSet, config: &mut Config, rng: &mut StdRng) {
    let mut messages = Vec::new();
    for file in set.file.iter().filter(|file| file.package() != "google.protobuf") {
        let prefix = if file.package().is_empty() {
            String::new()
        } else {
            format!(".{}", file.package())
        };
        walk(&prefix, &file.message_type, &mut messages);
    }
    let mut sealed = BTreeSet::new();
    let mut taken = BTreeSet::new();
    for (name, message) in &messages {
        if rng.random_range(0..ONE_OF) == 0 && seal(name, message, config, &mut taken, rng) {
            sealed.insert(name.clone());
        }
    }
    for (name, message) in &messages {
        for field in &message.field {
            let path = format!("{name}.{}", field.name());
            if sealed.contains(held(field, message)) && !taken.contains(&path) && rng.random_range(0..4) == 0 {
                let place = [Place::Bound, Place::Portable][rng.random_range(0..2)];
                config.field(path, FieldOptions::new().place(place));
            }
        }
    }
}

/// All messages but map entries, with their full names.
fn walk<'a>(prefix: &str, messages: &'a [DescriptorProto], all: &mut Vec<(String, &'a DescriptorProto)>) {
    for message in messages.iter().filter(|message| !is_map_entry(message)) {
        let name = format!("{prefix}.{}", message.name());
        walk(&name, &message.nested_type, all);
        all.push((name, message));
    }
}

fn is_map_entry(message: &DescriptorProto) -> bool {
    message.options.as_ref().is_some_and(|options| options.map_entry())
}

/// Seals one to three fields or oneofs, and binds some others. `false` if the message has nothing to seal.
fn seal(
    name: &str,
    message: &DescriptorProto,
    config: &mut Config,
    taken: &mut BTreeSet<String>,
    rng: &mut StdRng,
) -> bool {
    let alone = |field: &&FieldDescriptorProto| oneof(field).is_none();
    let fields = message.field.iter().filter(alone);
    let sealable = fields.clone().filter(|field| field.label() != Label::Required);
    let mut units: Vec<String> = sealable.map(|field| format!("{name}.{}", field.name())).collect();
    let oneofs: BTreeSet<usize> = message.field.iter().filter_map(oneof).collect();
    units.extend(
        oneofs
            .iter()
            .map(|index| format!("{name}.{}", message.oneof_decl[*index].name())),
    );
    let Some(number) = free_number(message).filter(|_| !units.is_empty()) else {
        return false;
    };
    units.shuffle(rng);
    units.truncate(rng.random_range(1..=3));
    let mut keys = Vec::new();
    for unit in &units {
        let key = KEYS[rng.random_range(0..KEYS.len())];
        keys.push(key);
        config.field(unit.as_str(), FieldOptions::new().seal(key));
        taken.insert(unit.clone());
    }
    for member in message.field.iter().filter(|field| oneof(field).is_some()) {
        let of_sealed =
            oneof(member).is_some_and(|index| taken.contains(&format!("{name}.{}", message.oneof_decl[index].name())));
        if of_sealed {
            taken.insert(format!("{name}.{}", member.name()));
        }
    }
    for field in fields.filter(|field| is_bindable(field)) {
        let path = format!("{name}.{}", field.name());
        if taken.contains(&path) {
            continue;
        }
        match rng.random_range(0..8) {
            0 => config.field(path, FieldOptions::new().bound()),
            1 => config.field(path, FieldOptions::new().bound_to([keys[0]])),
            _ => config,
        };
    }
    config.envelope(name, number);
    true
}

/// The oneof that the author wrote around a field.
fn oneof(field: &FieldDescriptorProto) -> Option<usize> {
    let index = field.oneof_index.filter(|_| !field.proto3_optional())?;
    usize::try_from(index).ok()
}

fn is_bindable(field: &FieldDescriptorProto) -> bool {
    let unfit = [Type::Float, Type::Double, Type::Message, Type::Group];
    field.label() != Label::Repeated && !unfit.contains(&field.r#type())
}

/// The type of a field's messages, through map entries, or nothing.
fn held<'a>(field: &'a FieldDescriptorProto, message: &'a DescriptorProto) -> &'a str {
    let entry = message
        .nested_type
        .iter()
        .find(|nested| is_map_entry(nested) && field.type_name().rsplit('.').next() == Some(nested.name()));
    let value = entry.and_then(|entry| entry.field.get(1));
    value.unwrap_or(field).type_name()
}

/// The first number after the greatest that nothing takes.
fn free_number(message: &DescriptorProto) -> Option<u32> {
    let greatest = message
        .field
        .iter()
        .map(FieldDescriptorProto::number)
        .max()
        .unwrap_or(0);
    let within = |number: i32, start: i32, end: i32| (start..end).contains(&number);
    let taken = |number: &i32| {
        let reserved = message
            .reserved_range
            .iter()
            .any(|range| within(*number, range.start(), range.end()));
        let extensions = message
            .extension_range
            .iter()
            .any(|range| within(*number, range.start(), range.end()));
        reserved || extensions || (19_000..20_000).contains(number)
    };
    let number = (greatest + 1..greatest + 10_000).find(|number| !taken(number))?;
    (number < 1 << 29).then_some(number.cast_unsigned())
}
