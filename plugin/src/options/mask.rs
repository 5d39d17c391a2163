//! The option that says what is shown of a value.

use super::{Set, value::Fields};
use crate::{diagnostic::Diagnostic, load::Schema, mask::Mask};

/// The numbers in options.proto.
mod number {
    pub(super) const AS: u32 = 1;
    pub(super) const KEEP_FIRST: u32 = 2;
    pub(super) const KEEP_LAST: u32 = 3;
}

/// Reads a `protoseal.Mask`; what is wrong with it goes into `found`.
pub(super) fn read(mut mask: Fields, schema: &Schema, found: &mut Vec<Diagnostic>) -> Option<Set<Mask>> {
    mask.refuse_empty(schema, found);
    let at = mask.at();
    let named = mask.enumeration(number::AS);
    let (first, last) = (mask.unsigned(number::KEEP_FIRST), mask.unsigned(number::KEEP_LAST));
    mask.finish(schema, found);
    let (cause, help) = match (named, &first, &last) {
        (None, None, None) => return None,
        (None, _, _) => {
            let count = |set: &Option<Set<u32>>| set.as_ref().map_or(0, |set| set.value);
            let value = Mask::Keep {
                first: count(&first),
                last: count(&last),
            };
            return Some(Set { value, at });
        }
        (Some(named), None, None) => match by_number(named.value) {
            Some(value) => return Some(Set { value, at }),
            None => (
                format!("{} is no mask that this version of protoseal-build knows", named.value),
                "say FULL, EMAIL, PHONE, ID_CARD, BANK_CARD, HASH or OMIT, or how many characters to keep",
            ),
        },
        (Some(_), _, _) => (
            "a mask says both `as` and how many characters to keep".to_owned(),
            "keep one of the two",
        ),
    };
    found.push(Diagnostic::new(schema.locate(&at), cause).help(help));
    None
}

fn by_number(number: i32) -> Option<Mask> {
    Some(match number {
        1 => Mask::Full,
        2 => Mask::Email,
        3 => Mask::Phone,
        4 => Mask::IdCard,
        5 => Mask::BankCard,
        6 => Mask::Hash,
        7 => Mask::Omit,
        _ => return None,
    })
}
