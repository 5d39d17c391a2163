//! `Sealable::write` and `Sealable::read` of a clear type: sealing and encoding, decoding and opening, in one pass each.
//!
//! Both are left out for what is rare, and the runtime then takes two passes.

mod read;
mod write;

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) use read::{found_variable, read};
pub(crate) use write::write;

use super::plan::Slot;
use super::shape::{integer, prost_argument, prost_word};

/// How the values of a field are encoded.
pub(super) struct Scalar {
    pub(super) kind: TokenStream,
    pub(super) wire: u32,
}

fn scalar(word: &str, slot_type: &str) -> Option<Scalar> {
    let (kind, wire) = match word {
        "bool" => (quote!(kind::Bool), 0),
        "int32" => (quote!(kind::Int32), 0),
        "int64" => (quote!(kind::Int64), 0),
        "uint32" => (quote!(kind::Uint32), 0),
        "uint64" => (quote!(kind::Uint64), 0),
        "sint32" => (quote!(kind::Sint32), 0),
        "sint64" => (quote!(kind::Sint64), 0),
        "fixed32" => (quote!(kind::Fixed32), 5),
        "fixed64" => (quote!(kind::Fixed64), 1),
        "sfixed32" => (quote!(kind::Sfixed32), 5),
        "sfixed64" => (quote!(kind::Sfixed64), 1),
        "float" => (quote!(kind::Float), 5),
        "double" => (quote!(kind::Double), 1),
        "string" => (quote!(kind::String), 2),
        // The one is `::prost::bytes::Bytes`, the other a vector.
        "bytes" if slot_type.ends_with("Bytes") => (quote!(kind::Bytes), 2),
        "bytes" => (quote!(kind::ByteVec), 2),
        _ => (quote!(kind::Int32), 0),
    };
    let known = !matches!(word, "message" | "group");
    known.then_some(Scalar { kind, wire })
}

const WORDS: [&str; 15] = [
    "bool", "int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "sfixed32", "sfixed64",
    "float", "double", "string", "bytes",
];

/// The scalar of a field that is no map and no message.
pub(super) fn scalar_of(attrs: &[syn::Attribute], ty: &syn::Type) -> Option<Scalar> {
    let ty = innermost(ty);
    if prost_argument(attrs, "enumeration").is_some() {
        return scalar("enum", &ty);
    }
    let is = |word: &&&str| prost_word(attrs, word) || prost_argument(attrs, word).is_some();
    scalar(WORDS.iter().find(is)?, &ty)
}

/// The name of the innermost type: of an `Option`, a `Vec` or a map, that of its values.
fn innermost(ty: &syn::Type) -> String {
    let mut tokens = Vec::new();
    flatten(quote!(#ty), &mut tokens);
    tokens.retain(|token| token != ">" && token != ",");
    tokens.pop().unwrap_or_default()
}

fn flatten(stream: TokenStream, names: &mut Vec<String>) {
    for tree in stream {
        match tree {
            proc_macro2::TokenTree::Group(group) => flatten(group.stream(), names),
            tree => names.push(tree.to_string()),
        }
    }
}

/// The scalars of a map's keys and of its values; these are messages if there is none.
pub(super) fn entry_of(slot: &Slot<'_>) -> Option<(Scalar, Option<Scalar>)> {
    let attrs = &slot.shape.attrs;
    let types = ["map", "hash_map", "btree_map"]
        .iter()
        .find_map(|name| prost_argument(attrs, name))?;
    let (key, value) = types.split_once(',')?;
    let value = value.trim();
    let word = value.split('(').next().unwrap_or(value);
    // An entry without a value has the enum's first one, which need not be 0 in proto2.
    if word == "enumeration" {
        return None;
    }
    Some((scalar(key.trim(), "")?, scalar(word, &innermost(&slot.shape.ty))))
}

pub(super) fn levels(levels: Option<u32>) -> TokenStream {
    match levels.map(integer) {
        Some(levels) => quote!(Some(#levels)),
        None => quote!(None),
    }
}
