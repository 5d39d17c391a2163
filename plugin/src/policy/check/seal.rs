//! Fields that cannot be sealed, or not in the way the schema says.

use prost_reflect::MessageDescriptor;

use super::Check;
use crate::{
    load::is_google,
    options::FieldOptions,
    policy::{Message, key},
};

pub(super) fn check(check: &mut Check<'_>, descriptor: &MessageDescriptor, message: &Message) {
    for (field, options) in check.annotated(descriptor) {
        let name = field.name();
        contradiction(check, name, options);
        match key::real_oneof(&field) {
            Some(oneof)
                if check
                    .options
                    .oneof(oneof.full_name())
                    .is_some_and(|oneof| oneof.seal.is_some()) =>
            {
                in_sealed_oneof(check, name, oneof.name(), options);
            }
            Some(oneof) => member_alone(check, name, oneof.name(), options),
            None => {}
        }
        if let Some(at) = options.sealed().filter(|_| field.is_required()) {
            let cause =
                format!("`{name}` is sealed, but `required`: no other language could parse the message without it");
            let help = match at.setting() {
                Some(_) => "seal the field that holds the message instead".to_owned(),
                None => format!("make `{name}` optional"),
            };
            check.report(check.mistake(at, cause).help(help));
        }
    }
    unsealable_message(check, descriptor, message);
}

fn contradiction(check: &mut Check<'_>, name: &str, options: &FieldOptions) {
    if let (Some(sensitive), Some(seal)) = (
        options.sensitive.as_ref().filter(|sensitive| !sensitive.value),
        &options.seal,
    ) {
        let cause = format!("`{name}` is sealed, but also said not to be sensitive");
        let sealing = match (seal.at.policy(), seal.at.custom_option()) {
            (Some(_), _) => "`(protoseal.field).policy`".to_owned(),
            (_, Some(option)) => format!("the option `{option}`"),
            _ => "`(protoseal.field).seal`".to_owned(),
        };
        let help =
            format!("remove `(protoseal.sensitive) = false`, or {sealing} if the field is to travel in the clear");
        let mistake = check.mistake(&sensitive.at, cause);
        let mistake = match seal.at.by("seals it") {
            Some(note) => mistake.note(note),
            None => mistake,
        };
        check.report(mistake.help(help));
    }
}

/// A oneof with one sealed member would show by the absence of the others that it is set.
fn member_alone(check: &mut Check<'_>, name: &str, oneof: &str, options: &FieldOptions) {
    let Some(at) = options.sealed() else { return };
    let key = options.seal.as_ref().and_then(|seal| seal.value.key.as_ref());
    let value = key.map_or_else(|| "{}".to_owned(), |key| format!("{{ key: {:?} }}", key.value));
    let help = match at.setting().and_then(|path| path.rsplit_once('.')) {
        Some((message, _)) => format!("seal the oneof as a whole: give the setting the path `{message}.{oneof}`"),
        None => format!("seal `{oneof}` as a whole; write in it: option (protoseal.oneof).seal = {value};"),
    };
    let mistake = check
        .mistake(
            at,
            format!("`{name}` is a member of the oneof `{oneof}` and cannot be sealed alone"),
        )
        .note("that the clear members are unset would tell that this one is set")
        .help(help);
    check.report(mistake);
}

fn in_sealed_oneof(check: &mut Check<'_>, name: &str, oneof: &str, options: &FieldOptions) {
    if let Some(at) = options.sealed() {
        let cause = format!("`{name}` is sealed with its oneof `{oneof}` already");
        let help = format!("remove the option here; the key is the one that the option of `{oneof}` names");
        check.report(check.mistake(at, cause).help(help));
    } else if let Some(sensitive) = options.sensitive.as_ref().filter(|sensitive| !sensitive.value) {
        let cause = format!("`{name}` cannot be left out: its oneof `{oneof}` is sealed as a whole");
        let help = "remove `(protoseal.sensitive) = false`, or move the field out of the oneof";
        check.report(check.mistake(&sensitive.at, cause).help(help));
    }
}

/// Messages for which prost generates no type of its own, or none with fields.
fn unsealable_message(check: &mut Check<'_>, descriptor: &MessageDescriptor, message: &Message) {
    let touched = message
        .fields
        .iter()
        .find(|field| field.group.is_some() || field.bound.is_some() || field.envelope || field.mask.is_some());
    let Some(field) = touched.and_then(|field| descriptor.get_field(field.number)) else {
        return;
    };
    let (cause, help) = if is_google(&message.package) {
        (
            format!(
                "`{}` belongs to protobuf itself, and its type comes from prost-types",
                message.full_name
            ),
            "seal or mask the field that holds the message instead",
        )
    } else if descriptor
        .descriptor_proto()
        .options
        .as_ref()
        .is_some_and(prost_types::MessageOptions::message_set_wire_format)
    {
        (
            format!(
                "`{}` has message_set_wire_format, which prost does not implement",
                message.full_name
            ),
            "remove the option, or declare the fields in another message",
        )
    } else {
        return;
    };
    check.report(check.mistake(&crate::load::At::field(&field), cause).help(help));
}
