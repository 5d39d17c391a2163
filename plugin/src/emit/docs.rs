//! Rustdoc that says how an item is sealed.

use syn::{Attribute, parse_quote};

use super::shape::is_mark;
use crate::policy::{Field, Message};

/// Appends a paragraph to an item's documentation.
fn append(attrs: &mut Vec<Attribute>, paragraph: &str) {
    let line = format!(" {paragraph}");
    let docs = attrs
        .iter()
        .rposition(|attr| attr.path().is_ident("doc") && !is_mark(attr));
    match docs {
        Some(last) => {
            attrs.insert(last + 1, parse_quote!(#[doc = ""]));
            attrs.insert(last + 2, parse_quote!(#[doc = #line]));
        }
        None => attrs.insert(0, parse_quote!(#[doc = #line])),
    }
}

/// Of a wire struct whose message has groups, bound fields or children. `clear` is the Rust path of its clear type.
pub(crate) fn wire_message(attrs: &mut Vec<Attribute>, message: &Message, clear: &str) {
    if message.sealed() {
        let sealed = sealed(message);
        append(
            attrs,
            &format!(
                "The wire type. Sealed: {sealed}. To write or read these, use `{clear}`, from and to which `seal` and `open` convert; no literal makes a wire value, but `default()` does."
            ),
        );
    } else if message.needs_clear {
        append(
            attrs,
            &format!("The wire type of a message that holds sealed ones; `{clear}` shows what is sealed."),
        );
    }
    bound(attrs, message);
}

pub(crate) fn clear_message(attrs: &mut Vec<Attribute>, message: &Message) {
    if message.sealed() {
        let sealed = sealed(message);
        append(
            attrs,
            &format!("The clear type. Sealed by `seal`, and masked in `Debug`: {sealed}."),
        );
    } else {
        append(attrs, "The clear type of a message that holds sealed ones.");
    }
    bound(attrs, message);
}

pub(crate) fn partial_message(attrs: &mut Vec<Attribute>, message: &Message) {
    if message.sealed() {
        let sealed = sealed(message);
        append(
            attrs,
            &format!("The partial type. Open or closed, and masked in `Debug`: {sealed}."),
        );
    } else {
        append(attrs, "The partial type of a message that holds sealed ones.");
    }
    bound(attrs, message);
}

fn bound(attrs: &mut Vec<Attribute>, message: &Message) {
    if message.bound_to_all().next().is_some() {
        let fields = list(message.bound_to_all());
        append(attrs, &format!("Authenticated with what is sealed: {fields}."));
    }
    for (index, group) in message.groups.iter().enumerate() {
        let named = || message.bound_to(index).filter(|field| !field.bound_to.is_empty());
        if named().next().is_some() {
            let fields = list(named());
            append(
                attrs,
                &format!(
                    "Authenticated with what is sealed under the key `{}`: {fields}.",
                    group.key
                ),
            );
        }
    }
}

/// Of a field, in a wire or a clear struct, or of a oneof's member.
pub(crate) fn field(attrs: &mut Vec<Attribute>, message: &Message, field: &Field) {
    if let Some(group) = field.group {
        let key = &message.groups[group].key;
        append(attrs, &format!("Sealed under the key `{key}`."));
    }
    if field.bound.is_some() && field.bound_to.is_empty() {
        append(attrs, "In the clear, and authenticated with what is sealed.");
    } else if field.bound.is_some() {
        let keys: Vec<String> = field
            .bound_to
            .iter()
            .filter_map(|group| Some(format!("`{}`", message.groups.get(*group)?.key)))
            .collect();
        let (noun, keys) = (if keys.len() == 1 { "key" } else { "keys" }, keys.join(", "));
        append(
            attrs,
            &format!("In the clear, and authenticated with what is sealed under the {noun} {keys}."),
        );
    }
    if field.envelope {
        append(attrs, "The envelopes: one for each key that fields are sealed under.");
    }
    if message.counted.contains(&field.number) {
        append(
            attrs,
            "What is sealed in here is bound to this place, and opens in no other.",
        );
    }
    if field.portable {
        append(
            attrs,
            "What is sealed in here stands for itself: it can be moved elsewhere and still opens.",
        );
    }
}

/// Of a oneof that is sealed as a whole.
pub(crate) fn sealed_oneof(attrs: &mut Vec<Attribute>, key: &str) {
    append(
        attrs,
        &format!("Sealed as a whole under the key `{key}`, which member is set included."),
    );
}

/// Of a group's struct.
pub(crate) fn group(attrs: &mut Vec<Attribute>, message: &Message, index: usize) {
    let key = &message.groups[index].key;
    let text = format!(
        "The fields of `{}` under the key `{key}`, as they are encrypted.",
        message.full_name
    );
    append(attrs, &text);
}

/// What is sealed, by key: fields, and oneofs as a whole.
fn sealed(message: &Message) -> String {
    let groups = message.groups.iter().enumerate().map(|(index, group)| {
        let fields = message.fields.iter().filter(|field| field.group == Some(index));
        format!("{} under the key `{}`", list(fields), group.key)
    });
    groups.collect::<Vec<_>>().join("; ")
}

fn list<'a>(fields: impl Iterator<Item = &'a Field>) -> String {
    let mut names: Vec<String> = fields
        .map(|field| match &field.oneof {
            Some(oneof) if field.group.is_some() => format!("`{oneof}`"),
            _ => format!("`{}`", field.name),
        })
        .collect();
    names.dedup();
    names.join(", ")
}
