//! What is shown of a field or a oneof, and which masks serve it.

use std::collections::BTreeMap;

use prost_reflect::{FieldDescriptor, Kind, MessageDescriptor};

use super::key;
use crate::{load::value_kind, mask::Mask, options::Options};

/// What is shown of a field, if that is not all. A member of a oneof that is masked as a whole has no mask of its own.
pub(super) fn of_field(options: &Options, field: &FieldDescriptor) -> Option<Mask> {
    let whole = key::real_oneof(field).and_then(|oneof| of_oneof(options, oneof.full_name()));
    if whole.is_some() {
        return None;
    }
    let own = options.field(field.full_name())?;
    let said = own.mask.as_ref().map(|mask| mask.value);
    said.or(own.sealed().map(|_| Mask::Full))
}

/// The oneofs of a message that are masked as a whole, by name.
pub(super) fn of_oneofs(options: &Options, message: &MessageDescriptor) -> BTreeMap<String, Mask> {
    let oneofs = message.oneofs().filter(|oneof| !oneof.is_synthetic());
    oneofs
        .filter_map(|oneof| Some((oneof.name().to_owned(), of_oneof(options, oneof.full_name())?)))
        .collect()
}

fn of_oneof(options: &Options, full_name: &str) -> Option<Mask> {
    let own = options.oneof(full_name)?;
    let said = own.mask.as_ref().map(|mask| mask.value);
    said.or(own.seal.as_ref().map(|_| Mask::Full))
}

/// Whether a mask serves the values of a field; what it cannot serve is masked in full, or the mask is refused.
pub(super) fn serves(mask: Mask, field: &FieldDescriptor) -> bool {
    match (mask, value_kind(field.kind(), field.is_map())) {
        (Mask::Full | Mask::Omit, _) | (_, Kind::String) => true,
        // Its Rust type is a string, but in lists and maps it is not told from one.
        (_, Kind::Message(held)) if held.full_name() == "google.protobuf.StringValue" => {
            mask != Mask::Hash && !field.is_list() && !field.is_map()
        }
        // What has too few values could be guessed from its hash, and floats have several forms of one value.
        (_, Kind::Bool | Kind::Enum(_) | Kind::Float | Kind::Double | Kind::Message(_)) => false,
        (mask, _) => mask == Mask::Hash,
    }
}

/// Whether a mask serves a oneof as a whole.
pub(super) fn serves_oneof(mask: Mask) -> bool {
    matches!(mask, Mask::Full | Mask::Omit)
}
