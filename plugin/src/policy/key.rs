//! Under which key a field is sealed.

use prost_reflect::{FieldDescriptor, MessageDescriptor, OneofDescriptor};
use sha2::{Digest, Sha256};

use crate::{
    load::At,
    options::{Options, Seal},
};

/// That a field is sealed, and how.
#[derive(Debug)]
pub(super) struct Sealed<'a> {
    /// The option that says so.
    pub(super) at: &'a At,
    /// The key, if one is named for the field, its message or its file.
    pub(super) key: Option<&'a str>,
}

/// How a field is sealed, by itself or with its oneof; `None` if it is not.
pub(super) fn sealed<'a>(options: &'a Options, field: &FieldDescriptor) -> Option<Sealed<'a>> {
    let own = options.field(field.full_name());
    let of_oneof = real_oneof(field).and_then(|oneof| options.oneof(oneof.full_name())?.seal.as_ref());
    let (at, seal) = match of_oneof {
        Some(seal) => (&seal.at, Some(&seal.value)),
        None => (own?.sealed()?, own?.seal.as_ref().map(|seal| &seal.value)),
    };
    let named = seal
        .and_then(|seal: &Seal| seal.key.as_ref())
        .map(|key| key.value.as_str());
    Some(Sealed {
        at,
        key: named.or_else(|| default(options, field.parent_message())),
    })
}

/// The oneof that a schema's author wrote around a field; not the synthetic one of proto3's `optional`.
pub(super) fn real_oneof(field: &FieldDescriptor) -> Option<OneofDescriptor> {
    field.containing_oneof().filter(|oneof| !oneof.is_synthetic())
}

/// The tag of a key's group, docs/format.md, section 1.
pub(super) fn group_tag(key: &str) -> u16 {
    let digest = Sha256::new()
        .chain_update("protoseal/v1/group")
        .chain_update(key)
        .finalize();
    u16::from_be_bytes([digest[0], digest[1]])
}

/// The default key of a message, of those around it from the inside out, or of the file.
fn default<'a>(options: &'a Options, message: &MessageDescriptor) -> Option<&'a str> {
    let own = |message: &MessageDescriptor| options.message(message.full_name())?.key.as_ref();
    let of_file = || options.file(message.parent_file().name())?.key.as_ref();
    let mut around = Some(message.clone());
    while let Some(message) = around {
        if let Some(key) = own(&message) {
            return Some(&key.value);
        }
        around = message.parent_message();
    }
    of_file().map(|key| key.value.as_str())
}
