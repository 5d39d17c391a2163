//! The option that says what is shown of a value.

use super::{Set, value::Fields};
use crate::{diagnostic::Diagnostic, load::Schema, mask::Mask};

/// The numbers in options.proto.
mod number {
    pub(super) const AS: u32 = 1;
    pub(super) const KEEP_FIRST: u32 = 2;
    pub(super) const KEEP_LAST: u32 = 3;
}

/// The most characters that a mask keeps at either end. Who keeps more means to show the value.
const MOST_KEPT: u32 = 1_000;

/// Reads a `protoseal.Mask`; what is wrong with it goes into `found`.
pub(super) fn read(mut mask: Fields, schema: &Schema, found: &mut Vec<Diagnostic>) -> Option<Set<Mask>> {
    if mask.refuse_empty(schema, found) {
        return None;
    }
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
            match unfit(value) {
                None => return Some(Set { value, at }),
                Some(unfit) => unfit,
            }
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

/// What is wrong with a mask by itself, and the remedy.
pub(super) fn unfit(mask: Mask) -> Option<(String, &'static str)> {
    match mask {
        Mask::Keep { first: 0, last: 0 } => {
            let help = "say how many characters to keep, or FULL to show nothing";
            Some(("a mask keeps no character".to_owned(), help))
        }
        Mask::Keep { first, last } if first.max(last) > MOST_KEPT => {
            let cause = format!("a mask keeps {} characters; {MOST_KEPT} are the most", first.max(last));
            Some((cause, "keep fewer, or remove the mask to show the value"))
        }
        _ => None,
    }
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
