//! The field that carries the envelopes.

use prost_reflect::{FieldDescriptor, Kind, MessageDescriptor};

use super::Check;
use crate::{
    load::{At, distant_number, free_name, free_number},
    options::FieldOptions,
    policy::{Message, key},
};

pub(super) fn check(check: &mut Check<'_>, descriptor: &MessageDescriptor, message: &Message) {
    let envelopes: Vec<(FieldDescriptor, &FieldOptions, &At)> = check
        .annotated(descriptor)
        .into_iter()
        .filter_map(|(field, options)| Some((field, options, options.envelope()?)))
        .collect();
    let Some(((first, _, first_at), others)) = envelopes.split_first() else {
        missing(check, descriptor, message);
        return;
    };
    for (field, _, at) in others {
        let cause = format!(
            "`{}` is a second field for the envelopes of `{}`",
            field.name(),
            message.full_name
        );
        let note = format!(
            "the first is `{}`: {}",
            first.name(),
            check.schema.locate(first_at).short()
        );
        check.report(
            check
                .mistake(at, cause)
                .note(note)
                .help("one field carries the envelopes of all keys: keep one"),
        );
    }
    for (field, options, at) in &envelopes {
        shape(check, field, at);
        roles(check, field, options);
    }
    if !message.sealed() {
        let cause = format!(
            "`{}` carries envelopes, but `{}` has no sealed fields",
            first.name(),
            message.full_name
        );
        let mut mistake = check.mistake(first_at, cause);
        if message.needs_clear {
            mistake = mistake.note("the messages in it that have sealed fields carry their own envelopes");
        }
        let help = match first_at.setting() {
            Some(_) => {
                "name the fields to seal, `.field(path, FieldOptions::new().seal(\"pii\"))`; or remove this setting"
            }
            None => "mark the fields to seal: [(protoseal.sensitive) = true]; or remove this field's option",
        };
        check.report(mistake.help(help));
    }
}

fn missing(check: &mut Check<'_>, descriptor: &MessageDescriptor, message: &Message) {
    let mut sealed = message.fields.iter().filter(|field| field.group.is_some());
    let Some(first) = sealed.next().and_then(|field| descriptor.get_field(field.number)) else {
        return;
    };
    let subject = match sealed.count() {
        0 => format!("`{}` is sealed", first.name()),
        1 => format!("`{}` and another field are sealed", first.name()),
        more => format!("`{}` and {more} other fields are sealed", first.name()),
    };
    let cause = format!("{subject}, but `{}` has no field for its envelopes", message.full_name);
    let sealed_at = key::sealed(check.options, &first).map(|sealed| sealed.at);
    let by_setting = sealed_at.is_some_and(|at| at.setting().is_some());
    let number = if by_setting { distant_number } else { free_number };
    let help = match (free_name(descriptor), number(descriptor)) {
        (_, Some(number)) if by_setting => format!(
            "have the build add one: `configure().envelope(\".{name}\", {number})`, or for protoc `--protoseal_opt=envelope=.{name}={number}`",
            name = message.full_name
        ),
        (name, Some(number)) => format!(
            "add to `{}`: repeated bytes {name} = {number} [(protoseal.field).envelope = true];",
            message.full_name
        ),
        (_, None) => {
            "all field numbers are taken: free one, and give it to a `repeated bytes` with the option envelope"
                .to_owned()
        }
    };
    let mut mistake = check.mistake(&At::field(&first), cause);
    if let Some((by, at)) = sealed_at.and_then(|at| Some((at.by("seals it")?, at))) {
        mistake = mistake.note(by);
        if at.custom_option().is_some() {
            mistake = mistake.note(format!("the option stands here: {}", check.schema.locate(at).short()));
        }
    }
    check.report(mistake.help(help));
}

fn shape(check: &mut Check<'_>, field: &FieldDescriptor, at: &At) {
    let name = field.name();
    let declaration = format!(
        "repeated bytes {name} = {} [(protoseal.field).envelope = true];",
        field.number()
    );
    if let Some(oneof) = key::real_oneof(field) {
        let cause = format!("`{name}` carries envelopes, but stands in the oneof `{}`", oneof.name());
        check.report(
            check
                .mistake(at, cause)
                .help(format!("declare it outside: {declaration}")),
        );
    } else if !field.is_list() || !matches!(field.kind(), Kind::Bytes) {
        let cause = format!("`{name}` carries envelopes, but is not `repeated bytes`");
        check.report(check.mistake(at, cause).help(format!("declare it so: {declaration}")));
    }
}

/// An envelope is neither sealed nor authenticated by itself.
fn roles(check: &mut Check<'_>, field: &FieldDescriptor, options: &FieldOptions) {
    let sealed = options.sealed();
    // What is sealed is masked too; that is said once.
    let masked = options.mask.as_ref().filter(|_| sealed.is_none()).map(|mask| &mask.at);
    let roles = [(sealed, "sealed"), (options.bound(), "bound"), (masked, "masked")];
    for (at, role) in roles.into_iter().filter_map(|(at, role)| Some((at?, role))) {
        let cause = format!("`{}` carries envelopes and cannot be {role}", field.name());
        check.report(check.mistake(at, cause).help("leave it with the option envelope alone"));
    }
}
