//! A reader with an older schema than the writer's.

use protoseal::prelude::*;
use protoseal::{ClosedReason, GroupName, OpenError};

use crate::bench::{ALL, context, doc, frozen, holder, newer, older, recoded, whole};

fn edited_by_older(keys: &[&str], edit: impl FnOnce(&mut older::partial::Doc)) -> newer::clear::Doc {
    let wire: older::Doc = recoded(&holder(&ALL).seal(doc()));
    whole(recoded::<newer::Doc>(&holder(keys).edit(&wire, edit)))
}

#[test]
fn what_the_schema_does_not_know_is_carried_on() {
    for keys in [&["bank", "pii"][..], &["pii"], &["bank"], &[], &ALL] {
        assert_eq!(edited_by_older(keys, |_| {}), doc(), "{keys:?}");
    }
}

#[test]
fn a_group_of_a_newer_schema_is_closed_whatever_the_keys() {
    let wire: older::Doc = recoded(&holder(&ALL).seal(doc()));
    let partial = holder(&ALL).partial(wire);
    let closed = partial.closed();
    assert_eq!(closed.len(), 1);
    assert!(matches!(closed[0].group, GroupName::Tag(_)));
    assert_eq!(closed[0].reason, ClosedReason::GroupUnknown);
    let wire: older::Doc = recoded(&holder(&ALL).seal(doc()));
    let error = holder(&ALL)
        .try_edit(&wire, |doc| doc.id.push('a'))
        .expect_err("frozen");
    assert!(matches!(frozen(&error).2, GroupName::Tag(_)), "{error}");
}

#[test]
fn edits_keep_the_newer_fields_of_their_groups() {
    let edited = edited_by_older(&["bank", "pii"], |doc| {
        doc.name.set("other".into()).unwrap();
        doc.tags.get_mut().unwrap().reverse();
        doc.iban.set(String::new()).unwrap();
        doc.rows[0].secret.set("other".into()).unwrap();
        doc.hidden
            .get_mut()
            .unwrap()
            .as_mut()
            .unwrap()
            .secret
            .set("other".into())
            .unwrap();
    });
    let mut expected = doc();
    (expected.name, expected.iban) = ("other".into(), String::new());
    expected.tags.reverse();
    expected.rows[0].secret = "other".into();
    expected.hidden.as_mut().unwrap().secret = "other".into();
    assert_eq!(edited, expected);
}

/// A plain message is one field: written anew, it is what the writer's schema knows of it.
#[test]
fn a_plain_message_keeps_newer_fields_until_it_is_changed() {
    let lang = |doc: &newer::clear::Doc| doc.note.as_ref().unwrap().lang.clone();
    assert_eq!(
        lang(&edited_by_older(&["pii"], |doc| drop(doc.name.set("n".into())))),
        "en"
    );
    let changed = edited_by_older(&["pii"], |doc| {
        doc.note.get_mut().unwrap().as_mut().unwrap().text.push('!');
    });
    assert_eq!(
        (lang(&changed).as_str(), changed.note.unwrap().text.as_str()),
        ("", "text!")
    );
}

/// What a plain `open` drops is told; what is opened for update is not dropped.
#[test]
fn a_plain_open_counts_the_fields_that_it_drops() {
    let keys = holder(&ALL);
    let wire = keys.seal(doc());
    wire.clone().open(&keys.opener, &context()).expect("it opens");
    assert_eq!(keys.opener.unknown_fields(), 0);
    let wire: older::Doc = recoded(&wire);
    keys.partial(wire.clone());
    assert_eq!(keys.opener.unknown_fields(), 0);
    wire.open(&keys.opener, &context()).expect("it opens");
    // `nick`, two `limits`, and the `marks` of six rows, packed.
    assert_eq!(keys.opener.unknown_fields(), 1 + 2 + 6);
}

/// A group of a newer schema that bound what this schema does not bind cannot be carried on: one field is lost already, and a change
/// of the other would go unnoticed.
#[test]
fn a_newer_group_that_bound_other_fields_is_refused() {
    let wire = holder(&ALL).seal(newer::clear::Tagged {
        id: "id".into(),
        rank: 3,
        name: "name".into(),
        label: "label".into(),
        extra: "extra".into(),
    });
    let older: older::Tagged = recoded(&wire);
    let refused = older.clone().open_partial(&holder(&ALL).opener, &context());
    match refused.expect_err("it cannot be carried on").error() {
        OpenError::GroupNewer {
            group: GroupName::Tag(_),
            fields,
            more: 0,
            at,
            ..
        } => {
            assert_eq!((fields.as_slice(), at.message()), (&[2, 4][..], "update.v1.Tagged"));
        }
        error => panic!("{error}"),
    }
    // To read it is no harm.
    assert_eq!(whole(older).name, "name");
    assert_eq!(whole(holder(&["pii"]).edit(&wire, |_| {})).extra, "extra");
}
