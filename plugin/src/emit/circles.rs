//! Groups in a circle of types, which have to be boxed.
//!
//! prost-build boxes what closes a circle, but looks for circles along messages alone, since a group of proto2 is a type of its own.
//! With editions any message can be a group in another.

use std::collections::{BTreeMap, BTreeSet};

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto};

use super::input::Request;

/// The paths of singular groups whose types lead back to the message that holds them.
pub(crate) fn of(input: &[Request]) -> Vec<String> {
    let messages = super::descriptors(input.iter());
    let held: BTreeMap<&str, Vec<&FieldDescriptorProto>> = messages
        .iter()
        .map(|(name, message)| {
            (
                name.as_str(),
                message.field.iter().filter(|field| is_held(field)).collect(),
            )
        })
        .collect();
    let mut paths = Vec::new();
    for (name, fields) in &held {
        for field in fields.iter().filter(|field| field.r#type() == Type::Group) {
            if leads_to(&held, field.type_name(), name) {
                paths.extend(messages.get(*name).map(|message| path(name, message, field)));
            }
        }
    }
    paths
}

/// Whether a value lies within the message itself.
fn is_held(field: &FieldDescriptorProto) -> bool {
    field.label() != Label::Repeated && matches!(field.r#type(), Type::Message | Type::Group)
}

fn leads_to(held: &BTreeMap<&str, Vec<&FieldDescriptorProto>>, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut pending = vec![from];
    while let Some(name) = pending.pop() {
        if name == to {
            return true;
        }
        let next = held.get(name).into_iter().flatten().map(|field| field.type_name());
        pending.extend(next.filter(|next| seen.insert(next)));
    }
    false
}

/// As prost-build's setting for boxes names a field: a member of a oneof by that too.
fn path(message_name: &str, message: &DescriptorProto, field: &FieldDescriptorProto) -> String {
    let index = field.oneof_index.filter(|_| !field.proto3_optional());
    let oneof = index.and_then(|index| message.oneof_decl.get(usize::try_from(index).ok()?));
    match oneof {
        Some(oneof) => format!("{message_name}.{}.{}", oneof.name(), field.name()),
        None => format!("{message_name}.{}", field.name()),
    }
}
