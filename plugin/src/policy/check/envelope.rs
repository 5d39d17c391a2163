//! The field that carries the envelopes.

use prost_reflect::{FieldDescriptor, Kind, MessageDescriptor};

use super::Check;
use crate::{
    load::At,
    options::FieldOptions,
    policy::{Message, key},
};

/// The largest field number, and the range in the middle that protobuf keeps for itself.
const MAX_NUMBER: u32 = 536_870_911;
const PROTOBUFS_OWN: std::ops::RangeInclusive<u32> = 19_000..=19_999;

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
        check.report(
            mistake.help("mark the fields to seal: [(protoseal.sensitive) = true]; or remove this field's option"),
        );
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
    let help = match (free_name(descriptor), free_number(descriptor)) {
        (name, Some(number)) => format!(
            "add to `{}`: repeated bytes {name} = {number} [(protoseal.field).envelope = true];",
            message.full_name
        ),
        (_, None) => {
            "all field numbers are taken: free one, and give it to a `repeated bytes` with the option envelope"
                .to_owned()
        }
    };
    check.report(check.mistake(&At::field(&first), cause).help(help));
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
    let roles = [(options.sealed(), "sealed"), (options.bound(), "bound")];
    for (at, role) in roles.into_iter().filter_map(|(at, role)| Some((at?, role))) {
        let cause = format!("`{}` carries envelopes and cannot be {role}", field.name());
        check.report(check.mistake(at, cause).help("leave it with the option envelope alone"));
    }
}

/// The number after the greatest, else the lowest that is free.
fn free_number(message: &MessageDescriptor) -> Option<u32> {
    let taken = |number: &u32| {
        PROTOBUFS_OWN.contains(number)
            || message.get_field(*number).is_some()
            || message.reserved_ranges().any(|range| range.contains(number))
            || message.extension_ranges().any(|range| range.contains(number))
    };
    let greatest = message.fields().map(|field| field.number()).max().unwrap_or(0);
    // Of the numbers above, all but a few are free, unless a range takes them; those are skipped as a whole.
    let mut number = greatest + 1;
    while number <= MAX_NUMBER && taken(&number) {
        let ranges = message.reserved_ranges().chain(message.extension_ranges());
        let ends = ranges.filter(|range| range.contains(&number)).map(|range| range.end);
        let own = PROTOBUFS_OWN.contains(&number).then_some(PROTOBUFS_OWN.end() + 1);
        number = ends.chain(own).max().unwrap_or(number + 1);
    }
    if number <= MAX_NUMBER {
        Some(number)
    } else {
        (1..greatest).find(|number| !taken(number))
    }
}

fn free_name(message: &MessageDescriptor) -> String {
    let taken = |name: &str| {
        message.get_field_by_name(name).is_some()
            || message.oneofs().any(|oneof| oneof.name() == name)
            || message.reserved_names().any(|reserved| reserved == name)
    };
    let numbered = (2_u32..).map(|number| format!("sealed_{number}"));
    let mut names = ["sealed", "envelopes"].into_iter().map(str::to_owned).chain(numbered);
    // The numbered names never end, and a message has finitely many fields.
    names.find(|name| !taken(name)).unwrap_or_else(|| "sealed".to_owned())
}
