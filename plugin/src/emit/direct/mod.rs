//! `Sealable::write` and `Sealable::read` of a clear type: sealing and encoding, decoding and opening, in one pass each.
//!
//! Both are left out for what is rare, and the runtime then takes two passes.

mod read;
mod write;

use heck::ToUpperCamelCase;
use proc_macro2::TokenStream;
use quote::quote;

pub(crate) use read::{found_variable, read};
pub(crate) use write::write;

use super::plan::{Member, Slot};
use super::shape::{ident, integer, map_types, prost_argument, prost_word};

/// How the values of a field are encoded.
pub(super) struct Scalar {
    pub(super) kind: TokenStream,
    pub(super) wire: u32,
}

/// By the word that prost has for the type, and its wire type.
const SCALARS: [(&str, u32); 15] = [
    ("bool", 0),
    ("int32", 0),
    ("int64", 0),
    ("uint32", 0),
    ("uint64", 0),
    ("sint32", 0),
    ("sint64", 0),
    ("fixed32", 5),
    ("fixed64", 1),
    ("sfixed32", 5),
    ("sfixed64", 1),
    ("float", 5),
    ("double", 1),
    ("string", 2),
    ("bytes", 2),
];

/// The scalar of a word, in a field of this type, secret or not; `None` for messages and groups.
fn scalar(word: &str, ty: &syn::Type, secret: bool) -> Option<Scalar> {
    let (_, wire) = *SCALARS.iter().find(|(known, _)| *known == word)?;
    let kind = match word {
        "string" if secret => quote!(kind::SecretString),
        "bytes" if secret => quote!(kind::SecretBytes),
        // `Bytes`, or a vector.
        "bytes" if !quote!(#ty).to_string().contains("Bytes") => quote!(kind::ByteVec),
        word => {
            let kind = ident(&word.to_upper_camel_case());
            quote!(kind::#kind)
        }
    };
    Some(Scalar { kind, wire })
}

/// The scalar of a field that is no map and no message.
pub(super) fn scalar_of(member: &Member<'_>, attrs: &[syn::Attribute], ty: &syn::Type) -> Option<Scalar> {
    if prost_argument(attrs, "enumeration").is_some() {
        return scalar("int32", ty, false);
    }
    let is = |(word, _): &&(&str, u32)| prost_word(attrs, word) || prost_argument(attrs, word).is_some();
    scalar(SCALARS.iter().find(is)?.0, ty, member.policy.secret)
}

/// The scalars of a map's keys and of its values; these are messages if there is none.
pub(super) fn entry_of(slot: &Slot<'_>) -> Option<(Scalar, Option<Scalar>)> {
    let types = map_types(&slot.shape.attrs)?;
    let (key, value) = types.split_once(',')?;
    let value = value.trim();
    let word = value.split('(').next().unwrap_or(value);
    // An entry without a value has the enum's first one, which need not be 0 in proto2.
    if word == "enumeration" {
        return None;
    }
    let ty = &slot.shape.ty;
    Some((scalar(key.trim(), ty, false)?, scalar(word, ty, slot.is_secret())))
}

pub(super) fn levels(levels: Option<u32>) -> TokenStream {
    match levels.map(integer) {
        Some(levels) => quote!(Some(#levels)),
        None => quote!(None),
    }
}
