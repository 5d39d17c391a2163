//! Masks that cannot serve what they are said of.

use prost_reflect::{FieldDescriptor, Kind, MessageDescriptor};

use super::Check;
use crate::{
    load::value_kind,
    mask::Mask,
    policy::{
        annotation::{Annotation, Rank},
        key, mask,
    },
};

pub(super) fn check(check: &mut Check<'_>, descriptor: &MessageDescriptor) {
    for oneof in descriptor.oneofs().filter(|oneof| !oneof.is_synthetic()) {
        for (annotation, said) in direct(check.annotations.oneof(oneof.full_name())) {
            if !mask::serves_oneof(said) {
                let cause = format!(
                    "the mask {} cannot serve the oneof `{}` as a whole",
                    words(said),
                    oneof.name()
                );
                let help = "a oneof as a whole is masked by FULL or left out by OMIT; other masks are for members, where nothing masks or seals the whole";
                check.report(check.mistake(&annotation.at, cause).help(help));
            }
        }
    }
    for field in descriptor.fields() {
        let annotations = check.annotations.field(field.full_name());
        for (annotation, said) in direct(annotations) {
            one(check, &field, annotation, said);
        }
    }
}

fn one(check: &mut Check<'_>, field: &FieldDescriptor, annotation: &Annotation, said: Mask) {
    let name = field.name();
    let is_own = |annotation: &Annotation| annotation.rank <= Rank::Policy;
    let whole = key::real_oneof(field)
        .filter(|oneof| is_own(annotation) && check.annotations.oneof(oneof.full_name()).iter().any(is_own));
    if let Some(oneof) = whole {
        let does = match check.options.oneof(oneof.full_name()) {
            Some(options) if options.seal.is_some() => "sealed",
            _ => "masked",
        };
        let cause = format!(
            "`{name}` has a mask, but its oneof `{}` is {does} as a whole",
            oneof.name()
        );
        let help = "remove the mask here: nothing is shown of which member is set";
        check.report(check.mistake(&annotation.at, cause).help(help));
    } else if !mask::serves(said, field) {
        let cause = format!("`{name}` has the mask {}, but it is {}", words(said), kind(field));
        let help = match (said, mask::serves(Mask::Hash, field)) {
            (Mask::Hash, _) => "HASH is for strings, bytes and integers: say FULL or OMIT",
            (_, true) => "masks that show a part are for strings: say FULL, HASH or OMIT",
            (_, false) => "masks that show a part are for strings: say FULL or OMIT",
        };
        check.report(check.mistake(&annotation.at, cause).help(help));
    }
}

/// The masks that are said of the field or oneof itself; others adapt to what they meet.
fn direct(annotations: &[Annotation]) -> impl Iterator<Item = (&Annotation, Mask)> {
    let direct = annotations.iter().filter(|annotation| annotation.rank.is_direct());
    direct.filter_map(|annotation| Some((annotation, annotation.mask?)))
}

/// As a schema's author writes it.
fn words(mask: Mask) -> String {
    match mask {
        Mask::Keep { first, last: 0 } => format!("keep_first: {first}"),
        Mask::Keep { first: 0, last } => format!("keep_last: {last}"),
        Mask::Keep { first, last } => format!("keep_first: {first} keep_last: {last}"),
        Mask::Full => "FULL".to_owned(),
        Mask::Email => "EMAIL".to_owned(),
        Mask::Phone => "PHONE".to_owned(),
        Mask::IdCard => "ID_CARD".to_owned(),
        Mask::BankCard => "BANK_CARD".to_owned(),
        Mask::Hash => "HASH".to_owned(),
        Mask::Omit => "OMIT".to_owned(),
    }
}

/// What a field is, for those whom a mask does not serve.
fn kind(field: &FieldDescriptor) -> String {
    let of = match field {
        map if map.is_map() => "a map to ",
        list if list.is_list() => "a list of ",
        _ => "",
    };
    match value_kind(field.kind(), field.is_map()) {
        Kind::Message(held) => format!("{of}the message `{}`", held.full_name()),
        Kind::Enum(held) => format!("{of}the enum `{}`", held.full_name()),
        kind if of.is_empty() => format!("of the type {kind:?}"),
        kind => format!("{of}{kind:?}"),
    }
}
