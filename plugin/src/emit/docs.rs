//! Rustdoc that says how an item is sealed.

use syn::{Attribute, parse_quote};

use super::names::Names;
use super::shape::is_mark;
use super::synthetic::clear_path;
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

/// Of a wire struct whose message has groups, bound fields or children.
pub(crate) fn wire_message(attrs: &mut Vec<Attribute>, message: &Message, names: &Names) {
    let clear = clear_path(message, names);
    if message.sealed() {
        let fields = list(message.fields.iter().filter(|field| field.group.is_some()));
        let keys = message
            .groups
            .iter()
            .map(|group| format!("`{}`", group.key))
            .collect::<Vec<_>>()
            .join(", ");
        append(
            attrs,
            &format!(
                "The wire type. Sealed, under {keys}: {fields}; to write or read these, use `{clear}`, from and to which `seal` and `open` convert."
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
        let fields = list(message.fields.iter().filter(|field| field.group.is_some()));
        append(
            attrs,
            &format!("The clear type. Masked in `Debug`, and sealed by `seal`: {fields}."),
        );
    } else {
        append(attrs, "The clear type of a message that holds sealed ones.");
    }
    bound(attrs, message);
}

fn bound(attrs: &mut Vec<Attribute>, message: &Message) {
    if message.fields.iter().any(|field| field.bound.is_some()) {
        let fields = list(message.fields.iter().filter(|field| field.bound.is_some()));
        append(attrs, &format!("Authenticated with what is sealed: {fields}."));
    }
}

/// Of a field, in a wire or a clear struct.
pub(crate) fn field(attrs: &mut Vec<Attribute>, message: &Message, field: &Field) {
    if let Some(group) = field.group {
        let key = &message.groups[group].key;
        append(attrs, &format!("Sealed under the key `{key}`."));
    }
    if field.bound.is_some() {
        append(attrs, "In the clear, and authenticated with what is sealed.");
    }
    if field.envelope {
        append(attrs, "The envelopes: one for each key that fields are sealed under.");
    }
    if field.portable {
        append(
            attrs,
            "What is in here stands for itself: it can be moved elsewhere and still opens.",
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

fn list<'a>(fields: impl Iterator<Item = &'a Field>) -> String {
    let names: Vec<String> = fields.map(|field| format!("`{}`", field.name)).collect();
    names.join(", ")
}
