//! Rustdoc that says how an item is sealed, masked and bound.

use syn::{Attribute, Type, parse_quote};

use super::shape::{inner_type, is_mark, is_vec};
use crate::mask::Mask;
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

/// Of a wire struct whose message has groups, bound or masked fields or children. `clear` is the Rust path of its clear type.
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
    masked(attrs, message, false);
    bound(attrs, message);
}

pub(crate) fn clear_message(attrs: &mut Vec<Attribute>, message: &Message) {
    if message.sealed() {
        let sealed = sealed(message);
        append(
            attrs,
            &format!("The clear type. Sealed by `seal`, and masked in `Debug`, JSON and logs: {sealed}."),
        );
    } else {
        append(attrs, "The clear type of a message that holds sealed ones.");
    }
    masked(attrs, message, message.sealed());
    bound(attrs, message);
}

pub(crate) fn partial_message(attrs: &mut Vec<Attribute>, message: &Message) {
    if message.sealed() {
        let sealed = sealed(message);
        append(
            attrs,
            &format!("The partial type. Open or closed, and masked in `Debug` and logs: {sealed}."),
        );
    } else {
        append(attrs, "The partial type of a message that holds sealed ones.");
    }
    masked(attrs, message, message.sealed());
    bound(attrs, message);
}

/// What is masked and not sealed, perhaps after what says where.
fn masked(attrs: &mut Vec<Attribute>, message: &Message, says_where: bool) {
    let is_masked = |field: &&Field| field.group.is_none() && (field.mask.is_some() || whole(message, field).is_some());
    if message.fields.iter().any(|field| is_masked(&field)) {
        let names = message.fields.iter().filter(is_masked);
        let names = list(names.map(|field| (field, whole(message, field).is_some())));
        let where_and_what = if says_where {
            "Masked there too, and not sealed"
        } else {
            "Masked in `Debug`, JSON and logs"
        };
        append(attrs, &format!("{where_and_what}: {names}."));
    }
}

/// The mask of a member's oneof as a whole.
fn whole(message: &Message, member: &Field) -> Option<Mask> {
    message.oneof_mask(member.oneof.as_deref()?)
}

fn bound(attrs: &mut Vec<Attribute>, message: &Message) {
    if message.bound_to_all().next().is_some() {
        let fields = list(message.bound_to_all().map(|field| (field, false)));
        append(attrs, &format!("Authenticated with what is sealed: {fields}."));
    }
    for (index, group) in message.groups.iter().enumerate() {
        let named = || message.bound_to(index).filter(|field| !field.bound_to.is_empty());
        if named().next().is_some() {
            let fields = list(named().map(|field| (field, false)));
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

/// Of a field, in a wire or a clear struct.
pub(crate) fn field(attrs: &mut Vec<Attribute>, message: &Message, field: &Field, ty: &Type) {
    let masked = field.mask.map(|mask| match mask {
        Mask::Full | Mask::Omit => masked_by(mask),
        _ if is_map(ty) => format!("Masked: of each value, {}; keys are not shown.", mask.words()),
        _ if is_list(ty) => format!("Masked: of each element, {}.", mask.words()),
        _ => masked_by(mask),
    });
    describe(attrs, message, field, masked);
}

/// Of a oneof's member.
pub(crate) fn member(attrs: &mut Vec<Attribute>, message: &Message, member: &Field) {
    describe(attrs, message, member, member.mask.map(masked_by));
}

fn describe(attrs: &mut Vec<Attribute>, message: &Message, field: &Field, masked: Option<String>) {
    let sealed = field.group.map(|group| {
        let key = &message.groups[group].key;
        format!("Sealed under the key `{key}`.")
    });
    say(attrs, sealed, masked);
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

/// Of a oneof as a whole: the struct's field, or the enum. `tags` are prost's, of one member or all.
pub(crate) fn oneof(attrs: &mut Vec<Attribute>, message: &Message, tags: &str) {
    let first = tags.split(',').next().and_then(|tag| tag.trim().parse().ok());
    let Some(member) = first.and_then(|tag| message.field(tag)) else {
        return;
    };
    let sealed = member.group.map(|group| {
        let key = &message.groups[group].key;
        format!("Sealed as a whole under the key `{key}`, which member is set included.")
    });
    say(attrs, sealed, whole(message, member).map(masked_by));
}

fn say(attrs: &mut Vec<Attribute>, sealed: Option<String>, masked: Option<String>) {
    let said: Vec<String> = sealed.into_iter().chain(masked).collect();
    if !said.is_empty() {
        append(attrs, &said.join(" "));
    }
}

fn masked_by(mask: Mask) -> String {
    format!("Masked: {}.", mask.words())
}

fn is_map(ty: &Type) -> bool {
    matches!(ty, Type::Path(ty) if ty.path.segments.last().is_some_and(|name| name.ident == "HashMap" || name.ident == "BTreeMap"))
}

/// Bytes are none, though they are a vector.
fn is_list(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let is_byte = |ty: &Type| matches!(ty, Type::Path(ty) if ty.path.is_ident("u8"));
    is_vec(ty) && !inner_type(&path.path).is_some_and(is_byte)
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
        let fields = fields.map(|field| (field, field.oneof.is_some()));
        format!("{} under the key `{}`", list(fields), group.key)
    });
    groups.collect::<Vec<_>>().join("; ")
}

/// The names of fields, or of their oneofs as a whole.
fn list<'a>(fields: impl Iterator<Item = (&'a Field, bool)>) -> String {
    let mut names: Vec<String> = fields
        .map(|(field, whole)| match &field.oneof {
            Some(oneof) if whole => format!("`{oneof}`"),
            _ => format!("`{}`", field.name),
        })
        .collect();
    names.dedup();
    names.join(", ")
}
