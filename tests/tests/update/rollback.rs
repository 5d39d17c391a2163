//! What partial re-seals leave open: an older envelope of a group that was replaced fits in again. A bound version tells.

use protoseal::prelude::*;

use crate::bench::{ALL, context, doc, holder, newer, whole};

/// Before and after an update of `pii` by a holder that carries the other groups on.
fn updated(edit: impl FnOnce(&mut newer::partial::Doc)) -> (newer::Doc, newer::Doc) {
    let before = holder(&ALL).seal(doc());
    let after = holder(&["pii"]).edit(&before, edit);
    (before, after)
}

/// The envelope of `before` that `after` has no more, put in the place of the one that `before` does not have.
fn rolled_back(before: &newer::Doc, mut after: newer::Doc) -> newer::Doc {
    let old = before.sealed.iter().find(|envelope| !after.sealed.contains(envelope));
    let new = after
        .sealed
        .iter_mut()
        .find(|envelope| !before.sealed.contains(envelope));
    *new.expect("one was replaced") = old.expect("one was replaced").clone();
    after
}

#[test]
fn an_older_envelope_of_a_group_that_was_replaced_still_fits() {
    let (before, after) = updated(|doc| drop(doc.name.set("new".into())));
    assert_eq!(whole(after.clone()).name, "new");
    assert_eq!(whole(rolled_back(&before, after)).name, "name", "nothing tells");
}

#[test]
fn a_bound_version_tells_an_older_envelope() {
    let (before, after) = updated(|doc| {
        doc.name.set("new".into()).expect("open");
        doc.version += 1;
    });
    let forged = rolled_back(&before, after);
    let error = forged
        .open(&holder(&ALL).opener, &context())
        .expect_err("the version is another");
    assert!(error.to_string().contains("does not authenticate"), "{error}");
}

#[test]
fn an_envelope_of_before_a_whole_reseal_does_not_fit() {
    let before = holder(&ALL).seal(doc());
    let after = holder(&ALL).edit(&before, |doc| drop(doc.name.set("new".into())));
    for index in 0..3 {
        let mut forged = after.clone();
        forged.sealed[index] = before.sealed[index].clone();
        let error = forged.open(&holder(&ALL).opener, &context()).expect_err("foreign");
        assert!(error.to_string().contains("not sealed together"), "{error}");
    }
}
