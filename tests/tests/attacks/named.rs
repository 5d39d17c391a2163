//! Bound fields that name their groups: a changed one breaks the groups that it names, and no other.

use protoseal::prelude::*;
use protoseal::{OpenError, SealError};
use protoseal_tests::pb::attacks::v1::clear::{EachBound, HalfBound};
use protoseal_tests::pb::attacks::v1::{Level, Split};

use crate::bench::{bench, context, what};
use crate::samples::{secret, split};

/// The key whose envelope a change breaks. All groups of the message are opened, in the order of their tags, until one fails.
fn broken(change: impl FnOnce(&mut Split)) -> &'static str {
    match bench().refusal(&bench().seal(split()), change) {
        OpenError::Tampered { key, at, .. } if at.path().is_empty() => key,
        error => panic!("{error}"),
    }
}

#[test]
fn a_field_bound_to_one_group() {
    assert_eq!(broken(|split| split.to_pii += 1), "pii");
    assert_eq!(broken(|split| split.to_pii = 0), "pii");
}

#[test]
fn a_field_bound_to_the_other_group() {
    assert_eq!(broken(|split| split.to_other = Some(String::new())), "other");
    assert_eq!(broken(|split| split.to_other = None), "other");
}

#[test]
fn a_field_bound_to_both_by_name_breaks_the_first_that_is_opened() {
    let first = broken(|split| split.id.push('a'));
    assert_eq!(broken(|split| split.to_both = Level::Low.into()), first);
}

/// Each envelope says what it bound, so that one of another schema is told from one that was changed.
#[test]
fn an_envelope_that_says_it_bound_what_another_group_binds() {
    let wire = bench().seal(split());
    for envelope in 0..2 {
        // Field and kind, a byte each: number × 8 + kind. The third entry is that of the field of both.
        let forged = wire.sealed[envelope].clone();
        let list = forged.windows(4).position(|bytes| bytes[..2] == [3, 12]);
        let at = list.expect("three bound fields, the first a string") + 2;
        let (own, others) = (forged[at], if forged[at] == 18 { 28 } else { 18 });
        assert!([18, 28].contains(&own));
        let error = bench().refusal(&wire, |wire| wire.sealed[envelope][at] = others);
        match error {
            OpenError::BoundLess { fields, more, .. } => assert_eq!((fields, more), (vec![u32::from(own / 8)], 0)),
            error => panic!("{error}"),
        }
    }
}

#[test]
fn the_envelope_of_another_message_that_binds_the_same() {
    let other = bench().seal(split());
    for index in 0..2 {
        let error = bench().refusal(&bench().seal(split()), |split| {
            split.sealed[index] = other.sealed[index].clone();
        });
        assert_eq!(what(&error), ("foreign", ""), "{error}");
    }
}

/// What nothing ties to anything needs a context or the explicit word, and one group without a bound field is enough.
#[test]
fn a_message_is_tied_if_each_group_has_a_bound_field() {
    let (sealer, none) = (&bench().sealer, Context::new());
    let half = HalfBound {
        id: "id".into(),
        secret: secret("half"),
        ..Default::default()
    };
    let error = half
        .clone()
        .seal(sealer, &none)
        .expect_err("a group is tied to nothing");
    assert!(matches!(error.error(), SealError::ContextUnbound { .. }), "{error}");
    half.seal(sealer, &context()).expect("the context ties it");
    let each = EachBound {
        id: "id".into(),
        name: "name".into(),
        ..Default::default()
    };
    each.seal(sealer, &none).expect("each group is tied");
}
