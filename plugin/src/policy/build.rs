//! From options to policies. It takes wrong options too, since the checks read what it makes.

use std::collections::BTreeSet;

use prost_reflect::{FieldDescriptor, Kind, MessageDescriptor};

use super::{
    BoundKind, Field, Group, Message, Policies, key, mask,
    reach::{self, Reach},
};
use crate::{
    load::{Schema, value_kind},
    options::{FieldOptions, Options, Place},
};

/// The policies of all messages but map entries.
pub(super) fn policies(schema: &Schema, options: &Options) -> Policies {
    let messages = schema.pool.all_messages().filter(|message| !message.is_map_entry());
    let mut policies = Policies {
        messages: messages
            .map(|descriptor| message(&descriptor, options))
            .map(|m| (m.full_name.clone(), m))
            .collect(),
        warnings: Vec::new(),
    };

    let needs_clear = reach::holding(&policies, Message::sealed, |_| true);
    let places_bound = |field: &FieldDescriptor| {
        options
            .field(field.full_name())
            .is_some_and(|options| options.place() == Place::Bound)
    };
    let says_bound = |message: &Message, field: &Field| {
        let descriptor = schema.pool.get_message_by_name(&message.full_name);
        descriptor
            .and_then(|message| message.get_field(field.number))
            .is_some_and(|field| places_bound(&field))
    };
    let reach = Reach::new(&policies, says_bound);
    let shows_masked = reach::holding(&policies, |message| message.masks, |_| true);
    let shown = policies.with_held(shows_masked.clone());
    for message in policies.messages.values_mut() {
        message.shows_masked = shows_masked.contains(&message.full_name);
        message.shown = shown.contains(&message.full_name);
        message.needs_clear = needs_clear.contains(&message.full_name);
        message.anchor = reach.is_anchor(&message.full_name);
        if message.anchor {
            message.counted = message
                .fields
                .iter()
                .filter(|field| reach.counts(field))
                .map(|field| field.number)
                .collect();
        }
    }
    policies
}

/// All that a message's policy says without a look at other messages.
fn message(descriptor: &MessageDescriptor, options: &Options) -> Message {
    let mut descriptors: Vec<FieldDescriptor> = descriptor.fields().collect();
    descriptors.sort_by_key(FieldDescriptor::number);

    // Where no key is named, the empty name stands in: the checks refuse both.
    let key_of = |field: &FieldDescriptor| key::sealed(options, field).map(|sealed| sealed.key.unwrap_or_default());
    let keys: BTreeSet<&str> = descriptors.iter().filter_map(key_of).collect();
    let mut groups: Vec<Group> = keys
        .into_iter()
        .map(|key| Group {
            key: key.to_owned(),
            tag: key::group_tag(key),
        })
        .collect();
    groups.sort_by_key(|group| group.tag);

    let fields: Vec<Field> = descriptors
        .iter()
        .map(|descriptor| {
            let all = options;
            let options = options.field(descriptor.full_name());
            let key = key_of(descriptor);
            Field {
                name: descriptor.name().to_owned(),
                number: descriptor.number(),
                group: key.and_then(|key| groups.iter().position(|group| group.key == key)),
                bound: options
                    .and_then(|options| options.bound())
                    .and_then(|_| bound_kind(descriptor)),
                bound_to: bound_to(options, &groups),
                envelope: options.is_some_and(|options| options.envelope().is_some()),
                portable: options.is_some_and(|options| options.place() == Place::Portable),
                message: held_message(descriptor),
                oneof: key::real_oneof(descriptor).map(|oneof| oneof.name().to_owned()),
                mask: mask::of_field(all, descriptor),
                secret: false,
            }
        })
        .collect();
    let masked_oneofs = mask::of_oneofs(options, descriptor);
    let stable_name = options
        .message(descriptor.full_name())
        .and_then(|options| options.stable_name.as_ref());
    Message {
        full_name: descriptor.full_name().to_owned(),
        package: descriptor.package_name().to_owned(),
        bound_name: stable_name
            .map_or(descriptor.full_name(), |name| &name.value)
            .to_owned(),
        envelope: fields.iter().find(|field| field.envelope).map(|field| field.number),
        masks: !masked_oneofs.is_empty() || fields.iter().any(|field| field.mask.is_some()),
        fields,
        groups,
        masked_oneofs,
        shows_masked: false,
        shown: false,
        needs_clear: false,
        anchor: false,
        counted: Vec::new(),
    }
}

/// The groups that a field names, those that there are.
fn bound_to(options: Option<&FieldOptions>, groups: &[Group]) -> Vec<usize> {
    let names = options.and_then(|options| options.bound_to.as_ref());
    let names = names.map_or(&[][..], |names| &names.value);
    let named = |(index, group): (usize, &Group)| names.contains(&group.key).then_some(index);
    groups.iter().enumerate().filter_map(named).collect()
}

/// How the value of a field is bound; `None` if values of its type cannot be.
pub(super) fn bound_kind(field: &FieldDescriptor) -> Option<BoundKind> {
    if field.is_list() || field.is_map() {
        return None;
    }
    match field.kind() {
        Kind::Bool => Some(BoundKind::Bool),
        Kind::Int32 | Kind::Int64 | Kind::Sint32 | Kind::Sint64 | Kind::Sfixed32 | Kind::Sfixed64 => {
            Some(BoundKind::Signed)
        }
        Kind::Uint32 | Kind::Uint64 | Kind::Fixed32 | Kind::Fixed64 => Some(BoundKind::Unsigned),
        Kind::String => Some(BoundKind::String),
        Kind::Bytes => Some(BoundKind::Bytes),
        Kind::Enum(_) => Some(BoundKind::Enum),
        Kind::Double | Kind::Float | Kind::Message(_) => None,
    }
}

/// The message type of a field; of a map, that of its values.
fn held_message(field: &FieldDescriptor) -> Option<String> {
    let kind = value_kind(field.kind(), field.is_map());
    kind.as_message().map(|message| message.full_name().to_owned())
}
