//! Groups that a bound field names.

use prost_reflect::MessageDescriptor;

use super::Check;
use crate::{
    options::{FieldOptions, Set},
    policy::{Message, build, key},
};

pub(super) fn check(check: &mut Check<'_>, descriptor: &MessageDescriptor, message: &Message) {
    for (field, options) in check.annotated(descriptor) {
        let Some(names) = &options.bound_to else { continue };
        both(check, field.name(), options, names);
        // Whether the field can be bound at all is said where that is checked.
        let bindable = options.envelope().is_none()
            && key::sealed(check.options, &field).is_none()
            && build::bound_kind(&field).is_some();
        if bindable {
            unknown(check, field.name(), message, names);
        }
    }
}

/// `bound` means every group, whatever else is said; to read it together with names could free a field that was to be held fast.
fn both(check: &mut Check<'_>, field: &str, options: &FieldOptions, names: &Set<Vec<String>>) {
    let Some(bound) = &options.bound else { return };
    let cause = format!("`{field}` says both `bound` and `bound_to`");
    let help = if bound.value {
        "keep `bound` to bind it to every group and to what is below, or `bound_to` to bind it to those named alone"
    } else {
        "remove `bound: false`, or remove `bound_to` if the field is not to be bound"
    };
    check.report(check.mistake(&names.at, cause).help(help));
}

fn unknown(check: &mut Check<'_>, field: &str, message: &Message, names: &Set<Vec<String>>) {
    if !message.sealed() {
        let cause = format!(
            "`{field}` is bound to groups of `{}`, which has no sealed fields itself",
            message.full_name
        );
        let help = if check.binding.contains(&message.full_name) {
            "say `bound: true`: it ties what is sealed in the messages below"
        } else {
            "seal a field of the message under that key, or remove `bound_to`"
        };
        check.report(check.mistake(&names.at, cause).help(help));
        return;
    }
    let known: Vec<String> = message.groups.iter().map(|group| format!("{:?}", group.key)).collect();
    for (index, name) in names.value.iter().enumerate() {
        let (cause, help) = if names.value[..index].contains(name) {
            let cause = format!("`{field}` is bound to the key {name:?} twice");
            (cause, "name it once".to_owned())
        // Where a key is still missing, it may be the one that is meant.
        } else if message
            .groups
            .iter()
            .all(|group| group.key != *name && !group.key.is_empty())
        {
            let cause = format!(
                "`{field}` is bound to the key {name:?}, but no field of `{}` is sealed under it",
                message.full_name
            );
            let help = match known.as_slice() {
                [only] => format!("the message seals under {only} alone"),
                all => format!("the message seals under {}", all.join(", ")),
            };
            (cause, help)
        } else {
            continue;
        };
        check.report(check.mistake(&names.at, cause).help(help));
    }
}
