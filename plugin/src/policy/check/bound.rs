//! Fields that cannot be bound.

use prost_reflect::{FieldDescriptor, Kind, MessageDescriptor};

use super::Check;
use crate::{
    load::At,
    policy::{Message, build, key},
};

pub(super) fn check(check: &mut Check<'_>, descriptor: &MessageDescriptor, message: &Message) {
    let mut boundless = None;
    for (field, options) in check.annotated(descriptor) {
        let Some(at) = options.bound() else { continue };
        if options.envelope().is_some() {
            // Said where the envelope is checked.
        } else if let Some(sealed) = key::sealed(check.options, &field) {
            let cause = format!("`{}` is sealed and bound", field.name());
            let help = "remove `bound`: what is sealed is authenticated already";
            let mistake = check.mistake(at, cause);
            // What the build says of one field is noted above.
            let mistake = match sealed.at.by("seals it").filter(|_| sealed.at.setting().is_none()) {
                Some(by) => mistake.note(by),
                None => mistake,
            };
            check.report(mistake.help(help));
        } else if build::bound_kind(&field).is_none() {
            unbindable(check, &field, at);
        } else if options.bound_to.is_none() {
            boundless.get_or_insert((field, at));
        }
    }
    let Some((field, at)) = boundless.filter(|_| !check.binding.contains(&message.full_name)) else {
        return;
    };
    let cause = format!(
        "`{}` is bound, but `{}` has no sealed field to bind it to",
        field.name(),
        message.full_name
    );
    let mut mistake = check
        .mistake(at, cause)
        .note("a bound field is authenticated with the sealed part of its message");
    if message.needs_clear {
        mistake = mistake.note("the sealed fields below are in a field that is PORTABLE, so they stand for themselves");
    }
    check.report(mistake.help("seal a field of the message or of one within it, or remove `bound`"));
}

fn unbindable(check: &mut Check<'_>, field: &FieldDescriptor, at: &At) {
    let kinds = "integers, bool, string, bytes and enums can be bound";
    let (what, help) = match field.kind() {
        _ if field.is_map() => ("a map", format!("seal it, or remove `bound`: {kinds}")),
        _ if field.is_list() => (
            "repeated",
            format!("seal it, or remove `bound`: {kinds}, one value each"),
        ),
        Kind::Float => (
            "a float",
            format!("bind it as an integer of fixed scale, or seal it: {kinds}"),
        ),
        Kind::Double => (
            "a double",
            format!("bind it as an integer of fixed scale, or seal it: {kinds}"),
        ),
        Kind::Message(held) if field.is_group() => (
            "a group",
            format!(
                "bind the fields of `{}` one by one, or seal it: {kinds}",
                held.full_name()
            ),
        ),
        Kind::Message(held) => (
            "a message",
            format!(
                "bind the fields of `{}` one by one, or seal it: {kinds}",
                held.full_name()
            ),
        ),
        _ => ("of a type that cannot be bound", kinds.to_owned()),
    };
    let cause = format!("`{}` is bound, but it is {what}", field.name());
    check.report(check.mistake(at, cause).help(help));
}
