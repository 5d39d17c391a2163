//! Names of keys: missing, unfit, or too alike.

use std::collections::BTreeMap;

use prost_reflect::MessageDescriptor;

use super::Check;
use crate::{
    load::At,
    options::Set,
    policy::{Message, key},
};

pub(super) fn check_all(check: &mut Check<'_>) {
    let mut told: Vec<&Set<String>> = Vec::new();
    for key in check.options.keys() {
        let Some((cause, help)) = unfit(key) else { continue };
        // Many fields have that of one policy, or of one setting for a custom option.
        let custom = key.at.custom_option();
        let same = |other: &&Set<String>| {
            other.value == key.value && (other.at == key.at || custom.is_some() && custom == other.at.custom_option())
        };
        if !told.iter().any(same) {
            check.report(check.mistake(&key.at, cause).help(help));
            told.push(key);
        }
    }
    missing(check);
    unused(check);
    for message in check.policies.messages.values() {
        same_tag(check, message);
    }
}

fn unfit(key: &Set<String>) -> Option<(String, &'static str)> {
    let name = &key.value;
    Some(if name.is_empty() {
        let help = match (key.at.setting(), key.at.custom_option()) {
            (None, None) => "name the key, or leave `key` out to use the default key",
            _ => "name the key, or say `sensitive()` to use the default key",
        };
        ("the name of a key is empty".to_owned(), help)
    } else if name.contains(['{', '}']) {
        let cause = format!("the name {name:?} has braces, which are kept for keys per data subject");
        let help = "keys like \"user/{user_id}\" come with a later version; use a name without braces";
        (cause, help)
    } else if name.chars().any(char::is_control) {
        let cause = format!("the name {name:?} has control characters");
        (cause, "use a name that can be read in a log")
    } else if name.trim() != name {
        let cause = format!("the name {name:?} begins or ends with a space");
        (cause, "remove the space: names must be equal byte by byte")
    } else {
        return None;
    })
}

/// Sealed fields for which nothing names a key; one mistake a file, since one line mends them all.
fn missing(check: &mut Check<'_>) {
    let mut by_file: BTreeMap<String, Vec<(String, At)>> = BTreeMap::new();
    for message in check
        .schema
        .pool
        .all_messages()
        .filter(|message| !message.is_map_entry())
    {
        for field in message.fields() {
            if let Some(sealed) = key::sealed(check.options, &field).filter(|sealed| sealed.key.is_none()) {
                let file = by_file.entry(message.parent_file().name().to_owned()).or_default();
                file.push((field.name().to_owned(), sealed.at.clone()));
            }
        }
    }
    for (file, fields) in by_file {
        let Some((name, at)) = fields.first() else { continue };
        let mut mistake = check.mistake(at, format!("`{name}` is sealed, but nothing says under which key"));
        match fields.len() - 1 {
            0 => {}
            1 => mistake = mistake.note("the same holds for another field of this file"),
            more => mistake = mistake.note(format!("the same holds for {more} other fields of this file")),
        }
        let of_field =
            |path| format!("name the key in the setting: `.field({path:?}, FieldOptions::new().seal(\"pii\"))`");
        let of_option =
            |option| format!("name the key in the setting for `{option}`: `FieldOptions::new().seal(\"pii\")`");
        let of_policy = |name| format!("name the key in the policy {name:?}: seal {{ key: \"pii\" }}");
        let named = at.setting().map(of_field);
        let named = named
            .or(at.custom_option().map(of_option))
            .or(at.policy().map(of_policy));
        let in_file = format!(
            "add below the imports of {file}: option (protoseal.file).key = \"pii\"; with a name of your choice"
        );
        check.report(mistake.help(named.unwrap_or(in_file)));
    }
}

/// A default key seals nothing by itself; who sets one for a message where nothing is sealed may think it does.
fn unused(check: &mut Check<'_>) {
    for message in check.schema.pool.all_messages() {
        let Some(key) = check
            .options
            .message(message.full_name())
            .and_then(|options| options.key.as_ref())
        else {
            continue;
        };
        if !seals_something(check, &message) {
            let cause = format!(
                "`{}` names a key, but none of its fields is sealed",
                message.full_name()
            );
            let help = "mark the fields to seal: [(protoseal.sensitive) = true]; or remove the key";
            check.report(check.mistake(&key.at, cause).help(help));
        }
    }
}

/// The message or one that is declared in it.
fn seals_something(check: &Check<'_>, message: &MessageDescriptor) -> bool {
    check.policies.message(message.full_name()).is_some_and(Message::sealed)
        || message.child_messages().any(|child| seals_something(check, &child))
}

fn same_tag(check: &mut Check<'_>, message: &Message) {
    for pair in message.groups.windows(2) {
        let [first, second] = pair else { continue };
        if first.tag != second.tag {
            continue;
        }
        let field = message
            .fields
            .iter()
            .find(|field| field.group.is_some_and(|group| message.groups[group].key == second.key));
        let descriptor = check.schema.pool.get_message_by_name(&message.full_name);
        let Some(field) = descriptor
            .zip(field)
            .and_then(|(descriptor, field)| descriptor.get_field(field.number))
        else {
            continue;
        };
        let mistake = check
            .mistake(
                &At::field(&field),
                format!(
                    "the keys {:?} and {:?} of `{}` share the group tag {:#06x}",
                    first.key, second.key, message.full_name, first.tag
                ),
            )
            .note("an envelope names its key by two bytes of a hash, and these two names have the same")
            .help("rename one of the keys, or seal all under one");
        check.report(mistake);
    }
}
