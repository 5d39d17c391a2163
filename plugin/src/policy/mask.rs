//! What is shown of a field or a oneof.

use std::collections::BTreeMap;

use prost_reflect::{FieldDescriptor, MessageDescriptor};

use super::key;
use crate::{mask::Mask, options::Options};

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
