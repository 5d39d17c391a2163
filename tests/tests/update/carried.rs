//! What is carried on: closed envelopes, at every place, and the instance ids that tie new ones to them.

use prost::Message;
use protoseal::prelude::*;
use protoseal::{ClosedReason, GroupName, KeyState, SealError};

use crate::bench::{ALL, context, doc, folder, holder, newer, page, row, whole};

#[test]
fn a_closed_field_is_an_error_to_read_and_names_its_key() {
    let wire = holder(&ALL).seal(doc());
    let partial = holder(&["pii"]).partial(wire);
    let closed = partial.iban.get().expect_err("the key is not there");
    assert_eq!((closed.key, closed.reason), ("bank", ClosedReason::KeyUnknown));
    assert_eq!(
        closed.to_string(),
        "update.v1.Doc: what is sealed under key \"bank\" is closed: the keyring has no such key"
    );
    assert_eq!(partial.name.get().map(String::as_str), Ok("name"));
    assert_eq!(partial.rows[1].secret.get().map(String::as_str), Ok("secret of r1"));
    assert!(partial.rows[1].code.get().is_err() && partial.hidden.get().is_err());
}

#[test]
fn every_closed_group_is_listed_with_its_place() {
    let partial = holder(&["pii", "extra"]).partial(holder(&ALL).seal(page()));
    let mut places: Vec<String> = partial
        .closed()
        .into_iter()
        .map(|closed| {
            assert_eq!(
                (closed.group, closed.reason),
                (GroupName::Key("bank"), ClosedReason::KeyUnknown)
            );
            closed.at.path().to_owned()
        })
        .collect();
    places.sort_unstable();
    assert_eq!(
        places,
        [
            "docs[0]",
            "docs[0].by_name[..]",
            "docs[0].by_name[..]",
            "docs[0].loose",
            "docs[0].rows[0]",
            "docs[0].rows[1]",
            "folders[0].rows[0]",
            "folders[0].rows[1]"
        ]
    );
    assert!(holder(&ALL).partial(holder(&ALL).seal(page())).closed().is_empty());
}

#[test]
fn nothing_is_lost_by_whoever_opens_nothing() {
    let wire = holder(&ALL).seal(page());
    for keys in [&[][..], &["pii"], &["bank"], &["extra"], &["bank", "extra"], &ALL] {
        let again = holder(keys).edit(&wire, |_| {});
        assert_eq!(whole(again), page(), "{keys:?}");
        let bytes = holder(keys)
            .sealer
            .encode(holder(keys).partial(wire.clone()), &context());
        let again = newer::Page::decode(&*bytes.expect("it is encoded")).expect("it decodes");
        assert_eq!(whole(again), page(), "{keys:?}");
    }
}

#[test]
fn edits_of_open_groups_arrive_and_closed_ones_stay() {
    let wire = holder(&ALL).seal(doc());
    let pii = holder(&["pii"]);
    let edited = pii.edit(&wire, |doc| {
        doc.name.set("other".into()).expect("open");
        doc.version += 1;
        doc.title = "free".into();
        doc.rows[0].secret.get_mut().expect("open").push('!');
        doc.loose
            .as_mut()
            .expect("there")
            .secret
            .set("moved".into())
            .expect("open");
    });
    let bank = holder(&["bank"]);
    let edited = bank.edit(&edited, |doc| {
        doc.iban.set("new iban".into()).expect("open");
        doc.hidden
            .get_mut()
            .expect("open")
            .as_mut()
            .expect("there")
            .code
            .set("new".into())
            .expect("open");
    });
    let mut expected = doc();
    (expected.name, expected.version, expected.title) = ("other".into(), 5, "free".into());
    expected.rows[0].secret.push('!');
    expected.loose.as_mut().unwrap().secret = "moved".into();
    expected.iban = "new iban".into();
    expected.hidden.as_mut().unwrap().code = "new".into();
    assert_eq!(whole(edited), expected);
}

fn n(envelope: &[u8]) -> &[u8] {
    &envelope[21..33]
}

/// Flag 2 of a declaration: an instance id follows.
fn declares_instance(envelope: &[u8]) -> bool {
    envelope[65] & 2 != 0
}

/// Every envelope of a doc that stands on the wire.
fn envelopes(doc: &newer::Doc) -> Vec<&Vec<u8>> {
    let rows = doc.rows.iter().chain(doc.by_name.values());
    doc.sealed.iter().chain(rows.flat_map(|row| &row.sealed)).collect()
}

#[test]
fn what_is_sealed_anew_beside_a_closed_envelope_declares_its_instance_and_has_a_fresh_nonce() {
    let wire = holder(&ALL).seal(doc());
    let old = envelopes(&wire);
    // Of the doc's three groups and the two of each of four rows.
    for (keys, open) in [(&["pii"][..], 1 + 4), (&["bank", "pii"], 2 + 8), (&["extra"], 1)] {
        let again = holder(keys).edit(&wire, |_| {});
        let all = envelopes(&again);
        let anew: Vec<_> = all.into_iter().filter(|envelope| !old.contains(envelope)).collect();
        assert_eq!(anew.len(), open, "{keys:?}");
        for envelope in anew {
            assert!(declares_instance(envelope), "{keys:?}");
            assert!(old.iter().all(|old| n(old)[..8] != n(envelope)[..8]), "{keys:?}");
        }
        // Where nothing is closed, all is new, and nothing has to be declared.
        let fresh = holder(&ALL).edit(&again, |_| {});
        assert!(
            envelopes(&fresh)
                .into_iter()
                .all(|envelope| !declares_instance(envelope))
        );
        assert_eq!(whole(fresh), doc());
    }
}

#[test]
fn a_report_tells_what_was_sealed_anew_from_what_was_carried_on() {
    let again = holder(&["pii"]).edit(&holder(&ALL).seal(doc()), |_| {});
    let report = protoseal::inspect(&again);
    let root = report.messages[0].envelopes.iter();
    let resealed: Vec<_> = root
        .filter(|envelope| envelope.resealed)
        .map(|envelope| envelope.group)
        .collect();
    assert_eq!(resealed, [GroupName::Key("pii")]);
    assert!(
        report
            .to_string()
            .contains(" of envelopes that were carried on, epoch ")
    );
}

/// Below an ancestor without groups all envelopes have one instance id, those of a message that is put in included.
#[test]
fn a_row_is_added_below_an_ancestor_that_seals_nothing() {
    let keys = holder(&ALL);
    let wire = keys.seal(folder());
    let again = keys.edit(&wire, |folder| folder.rows.push(row("new").into()));
    let mut expected = folder();
    expected.rows.push(row("new"));
    assert_eq!(whole(again), expected);
}

#[test]
fn versions_of_a_key_that_cannot_open_are_closed() {
    let wire = holder(&ALL).seal(doc());
    let reason = |state: KeyState| {
        let keys = holder(&ALL);
        keys.keyring.rotate("bank").expect("it rotates");
        keys.keyring
            .set_state("bank", 1, KeyState::PendingDestruction)
            .expect("it may");
        if state == KeyState::Destroyed {
            keys.keyring.set_state("bank", 1, KeyState::Destroyed).expect("it may");
        }
        let partial = keys.partial(wire.clone());
        partial.iban.get().expect_err("closed").reason
    };
    for state in [KeyState::PendingDestruction, KeyState::Destroyed] {
        assert_eq!(reason(state), ClosedReason::Destroyed { version: 1, state });
    }
    let keys = holder(&ALL);
    keys.keyring.rotate("bank").expect("it rotates");
    let newer = Sealer::new(&keys.keyring);
    let wire = doc().seal(&newer, &context()).expect("it is sealed");
    let closed = holder(&ALL).partial(wire).iban.get().expect_err("closed").reason;
    assert_eq!(closed, ClosedReason::VersionUnknown { version: 2 });
}

#[test]
fn a_value_for_a_closed_group_is_refused() {
    let wire = holder(&ALL).seal(doc());
    let error = holder(&["pii"]).try_edit(&wire, |doc| doc.iban = "mine".to_owned().into());
    match error.expect_err("it would be lost") {
        SealError::Overwrites { field, group, at, .. } => {
            assert_eq!((field, group, at.path()), ("iban", GroupName::Key("bank"), ""));
        }
        error => panic!("{error}"),
    }
}

#[test]
fn a_closed_field_in_an_open_group_is_refused() {
    let wire = holder(&ALL).seal(doc());
    let other = holder(&["pii"]).partial(wire.clone()).iban;
    let error = holder(&ALL)
        .try_edit(&wire, |doc| doc.iban = other)
        .expect_err("it has no value");
    assert!(
        matches!(error, SealError::Closed(closed) if closed.key == "bank"),
        "{error}"
    );
}

#[test]
fn what_is_wrong_is_an_error_and_not_closed() {
    let wire = holder(&ALL).seal(doc());
    let keys = holder(&["pii"]);
    let refused = |change: &dyn Fn(&mut newer::Doc)| {
        let mut forged = wire.clone();
        change(&mut forged);
        let refused = forged
            .clone()
            .open_partial(&keys.opener, &context())
            .expect_err("forged");
        let (message, error) = refused.into_parts();
        assert!(message == forged, "it came back changed");
        error.to_string()
    };
    assert!(refused(&|doc| doc.version += 1).contains("does not authenticate"));
    assert!(refused(&|doc| doc.id.push('a')).contains("does not authenticate"));
    assert!(refused(&|doc| drop(doc.sealed.pop())).contains("is missing"));
    assert!(refused(&|doc| doc.rows.swap(0, 1)).contains("does not authenticate"));
    assert!(refused(&|doc| doc.sealed[0].truncate(40)).contains("malformed"));
}

#[test]
fn neither_debug_nor_errors_show_what_is_sealed() {
    let partial = holder(&["pii"]).partial(holder(&ALL).seal(doc()));
    let shown = format!("{partial:?} {:?}", partial.closed());
    assert!(!shown.contains("secret of") && !shown.contains("\"nick\""), "{shown}");
    assert!(
        shown.contains("name: \"***\"") && shown.contains("iban: closed(\"bank\")"),
        "{shown}"
    );
}
