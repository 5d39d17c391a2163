//! What whoever changes messages can make of readers that carry on what they cannot open.

use protoseal::codegen::{Inspectable, Openable};
use protoseal::prelude::*;
use protoseal::{ClosedReason, GroupName, OpenError, SealError, inspect};

use crate::bench::{ALL, context, doc, holder, newer, row, whole};

/// A version that no keyring has.
const NOBODYS: u32 = 999;

/// Which envelope of the root is that of a group.
fn of_group(wire: &impl Inspectable, key: &'static str) -> usize {
    let report = inspect(wire);
    let mut envelopes = report.messages[0].envelopes.iter();
    let found = envelopes.find(|envelope| envelope.group == GroupName::Key(key));
    found.expect("each group has an envelope").index
}

/// Nobody can open it now, and its header still parses.
fn closed_by_force(envelope: &mut [u8]) {
    envelope[1..5].copy_from_slice(&NOBODYS.to_be_bytes());
}

fn refusal<W: Openable>(wire: W) -> OpenError {
    let opened = wire.open(&holder(&ALL).opener, &context());
    opened.map(drop).expect_err("it is refused").into_error()
}

/// The reader has all keys, and would have sealed all anew; but it is told that it lacks a version. So groups can be rolled back
/// behind its update too.
#[test]
fn a_made_up_key_version_makes_an_update_one_with_some_of_the_keys() {
    let keys = holder(&ALL);
    let before = keys.seal(doc());
    let (pii, bank) = (of_group(&before, "pii"), of_group(&before, "bank"));
    let mut forged = before.clone();
    closed_by_force(&mut forged.sealed[bank]);

    let partial = keys.partial(forged.clone());
    let closed: Vec<_> = partial.closed().into_iter().map(|closed| closed.reason).collect();
    assert_eq!(
        closed,
        [ClosedReason::VersionUnknown { version: NOBODYS }],
        "what the reader can tell it by"
    );
    let mut after = keys.edit(&forged, |doc| drop(doc.name.set("new".into())));
    assert!(refusal(after.clone()).to_string().contains("999"));
    let bank_after = of_group(&after, "bank");
    after.sealed[bank_after] = before.sealed[bank].clone();
    assert_eq!(whole(after.clone()).name, "new");
    let pii_after = of_group(&after, "pii");
    after.sealed[pii_after] = before.sealed[pii].clone();
    assert_eq!(whole(after).name, "name", "and back again");
}

/// Two updates of one message, each of which carried something on, are of one instance id: group by group and child by child, what
/// the one sealed fits into the other.
#[test]
fn two_updates_of_one_message_can_be_mixed() {
    let before = holder(&ALL).seal(doc());
    let update = |name: &str| {
        holder(&["pii", "extra"]).edit(&before, |doc| {
            doc.name.set(format!("{name} name")).expect("open");
            doc.extra.set(format!("{name} extra")).expect("open");
            doc.rows[0].secret.set(format!("{name} secret")).expect("open");
            doc.rows[1].secret.set(format!("{name} secret")).expect("open");
        })
    };
    let (mut one, other) = (update("one"), update("other"));
    let extra = of_group(&one, "extra");
    one.sealed[extra] = other.sealed[of_group(&other, "extra")].clone();
    one.rows[1] = other.rows[1].clone();
    let mixed = whole(one.clone());
    assert_eq!((&*mixed.name, &*mixed.extra), ("one name", "other extra"));
    assert_eq!(
        (&*mixed.rows[0].secret, &*mixed.rows[1].secret),
        ("one secret", "other secret")
    );
    // Where something stands is still told.
    one.rows.swap(0, 1);
    assert!(refusal(one).to_string().contains("does not authenticate"));
}

/// Of a message in which nothing opened, nothing is authenticated: neither what it binds nor which message it is. What is written
/// into it would be bound to the message that it imitates, and fit there.
#[test]
fn nothing_is_written_below_a_message_of_which_nothing_opened() {
    let keys = holder(&ALL);
    let victim = keys.seal(doc());
    let mut forged = victim.clone();
    let rows = forged.rows.iter_mut().chain(forged.by_name.values_mut());
    rows.for_each(|row| row.sealed.iter_mut().for_each(|envelope| closed_by_force(envelope)));
    forged.sealed.iter_mut().for_each(|envelope| closed_by_force(envelope));

    let write = |doc: &mut newer::partial::Doc| doc.rows[0] = row("written").into();
    let error = keys.try_edit(&forged, write).expect_err("whose row would it be?");
    assert!(
        matches!(&error, SealError::NothingOpened { at, .. } if at.path() == "rows[0]"),
        "{error}"
    );
    // Nor what was opened elsewhere; nor below one without groups.
    let elsewhere = keys.partial(victim.clone()).rows[0].clone();
    let error = keys.try_edit(&forged, |doc| doc.rows[0] = elsewhere);
    assert!(matches!(error, Err(SealError::NothingOpened { .. })));
    let mut folder = keys.seal(crate::bench::folder());
    let rows = folder.rows.iter_mut();
    rows.for_each(|row| row.sealed.iter_mut().for_each(|envelope| closed_by_force(envelope)));
    let error = keys.try_edit(&folder, |folder| folder.rows[0] = row("written").into());
    assert!(matches!(error, Err(SealError::NothingOpened { .. })));

    // What stands for itself is free, and so is the rest of the message.
    let written = keys.edit(&forged, |doc| {
        doc.loose = Some(row("written").into());
        doc.title = "free".into();
    });
    assert_eq!(written.sealed, forged.sealed);
    // One envelope that opens is enough.
    let pii = of_group(&victim, "pii");
    forged.sealed[pii] = victim.sealed[pii].clone();
    let mut written = keys.edit(&forged, write);
    for (row, genuine) in written.rows.iter_mut().zip(&victim.rows).skip(1) {
        row.sealed.clone_from(&genuine.sealed);
    }
    for (name, row) in &mut written.by_name {
        row.sealed.clone_from(&victim.by_name[name].sealed);
    }
    for key in ["bank", "extra"] {
        let at = of_group(&written, key);
        written.sealed[at] = victim.sealed[of_group(&victim, key)].clone();
    }
    assert_eq!(whole(written).rows[0], row("written"));
}

/// One envelope that opens is enough: it has the instance id and the bound fields of its message authenticated.
#[test]
fn where_something_opened_a_forged_closed_envelope_changes_nothing_of_what_is_sealed_anew() {
    let reader = holder(&["pii"]);
    let (victim, other) = (holder(&ALL).seal(doc()), holder(&ALL).seal(doc()));
    let (pii, bank) = (of_group(&other, "pii"), of_group(&other, "bank"));
    // The closed envelope of another message: told, without its key.
    let mut forged = other.clone();
    forged.sealed[bank] = victim.sealed[of_group(&victim, "bank")].clone();
    let error = forged.open_partial(&reader.opener, &context()).map(drop);
    assert!(error.expect_err("foreign").to_string().contains("not sealed together"));
    // As many bytes of nonsense under the instance id of the message: carried on, and no one opens them.
    let mut forged = other;
    forged.sealed[bank]
        .iter_mut()
        .rev()
        .take(40)
        .for_each(|byte| *byte = !*byte);
    let again = reader.edit(&forged, |doc| drop(doc.name.set("new".into())));
    assert!(refusal(again.clone()).to_string().contains("does not authenticate"));
    let mut mixed = victim;
    mixed.sealed[pii] = again.sealed[of_group(&again, "pii")].clone();
    assert!(refusal(mixed).to_string().contains("not sealed together"));
}
