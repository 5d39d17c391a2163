//! What a closed envelope freezes: each change is refused with the field, the place and the group.

use protoseal::FrozenPart::{Context as OfContext, Count, Field, Place};
use protoseal::prelude::*;
use protoseal::{GroupName, SealError};

use crate::bench::{ALL, context, doc, folder, frozen, holder, newer, page, row, whole};

const BANK: GroupName = GroupName::Key("bank");

/// Why a doc is refused after an edit by whoever lacks `bank`.
fn refused(edit: impl FnOnce(&mut newer::partial::Doc)) -> SealError {
    let wire = holder(&ALL).seal(doc());
    holder(&["pii", "extra"])
        .try_edit(&wire, edit)
        .expect_err("it is frozen")
}

#[test]
fn a_field_that_is_bound_to_all_groups() {
    let error = refused(|doc| doc.id.push('a'));
    assert_eq!(frozen(&error), (Field("id"), "", BANK));
    assert_eq!(
        error.to_string(),
        "update.v1.Doc: `id` must stay as it was while the closed envelope of key \"bank\" is carried on; open it with that \
         key, or have the field name the keys that it is bound to (`bound_to`)"
    );
    let error = refused(|doc| doc.rows[1].id.push('a'));
    assert_eq!(frozen(&error), (Field("id"), "rows[1]", BANK));
}

#[test]
fn a_field_that_names_its_groups_is_free_for_the_others() {
    let wire = holder(&ALL).seal(doc());
    let edited = holder(&["pii"]).edit(&wire, |doc| doc.version = -1);
    assert_eq!(whole(edited).version, -1);
    let error = holder(&["bank", "extra"]).try_edit(&wire, |doc| doc.version = -1);
    assert_eq!(
        frozen(&error.expect_err("pii is closed")),
        (Field("version"), "", GroupName::Key("pii"))
    );
}

#[test]
fn how_many_messages_a_field_holds() {
    assert_eq!(frozen(&refused(|doc| drop(doc.rows.pop()))), (Count("rows"), "", BANK));
    assert_eq!(
        frozen(&refused(|doc| drop(doc.by_name.remove("x")))),
        (Count("by_name"), "", BANK)
    );
    // A message that takes the place of another is counted as that one was.
    let keys = holder(&["pii", "bank"]);
    let wire = holder(&ALL).seal(doc());
    let edited = keys.edit(&wire, |doc| doc.rows[0] = row("instead").into());
    assert_eq!(whole(edited).rows[0], row("instead"));
}

#[test]
fn the_place_of_a_message_with_a_closed_group() {
    assert_eq!(frozen(&refused(|doc| doc.rows.swap(0, 1))), (Place, "rows[0]", BANK));
    let error = refused(|doc| {
        let row = doc.rows[0].clone();
        doc.rows[1] = row;
    });
    assert_eq!(frozen(&error), (Place, "rows[1]", BANK));
    let renamed = |doc: &mut newer::partial::Doc| {
        let row = doc.by_name.remove("x").expect("there");
        doc.by_name.insert("z".into(), row);
    };
    assert_eq!(frozen(&refused(renamed)), (Place, "by_name[..]", BANK));
}

/// Nothing of the ancestor differs but what it is: another message, sealed by itself.
#[test]
fn the_ancestor_of_a_message_with_a_closed_group() {
    let keys = holder(&["pii", "extra"]);
    let other = keys.partial(holder(&ALL).seal(doc()));
    let error = refused(|doc| doc.rows[0] = other.rows[0].clone());
    assert_eq!(frozen(&error), (Place, "rows[0]", BANK));
    let folders = |name: &str| newer::clear::Folder {
        name: name.into(),
        ..folder()
    };
    let wire = holder(&ALL).seal(newer::clear::Page {
        docs: vec![],
        folders: vec![folders("a"), folders("a")],
    });
    let error = keys.try_edit(&wire, |page| {
        let rows = std::mem::take(&mut page.folders[1].rows);
        page.folders[0].rows = rows;
    });
    assert_eq!(frozen(&error.expect_err("moved")), (Place, "folders[0].rows[0]", BANK));
}

/// It binds the same and holds as many; but what is closed below is tied to the ancestor that it was opened in.
#[test]
fn an_ancestor_made_anew_around_a_message_with_a_closed_group() {
    let keys = holder(&["pii"]);
    let opened = keys.partial(holder(&ALL).seal(folder()));
    let mut anew = newer::partial::Folder::from(newer::clear::Folder {
        rows: vec![],
        ..folder()
    });
    anew.rows = opened.rows;
    let error = anew.seal(&keys.sealer, &context()).expect_err("another folder");
    assert_eq!(frozen(error.error()), (Place, "rows[0]", BANK));

    // The same where the ancestor has groups, and the sealer keys that the opener lacked.
    let opened = keys.partial(holder(&ALL).seal(doc()));
    let mut anew = newer::partial::Doc::from(doc());
    anew.rows = opened.rows;
    let error = anew.seal(&holder(&ALL).sealer, &context()).expect_err("another doc");
    assert_eq!(frozen(error.error()), (Place, "rows[0]", BANK));
}

/// The closed group is below: what ties it to the ancestor is frozen there.
#[test]
fn what_an_ancestor_without_groups_binds() {
    let wire = holder(&ALL).seal(folder());
    let keys = holder(&["pii"]);
    let error = keys
        .try_edit(&wire, |folder| folder.name.push('a'))
        .expect_err("frozen");
    assert_eq!(frozen(&error), (Field("name"), "", BANK));
    let error = keys
        .try_edit(&wire, |folder| drop(folder.rows.pop()))
        .expect_err("frozen");
    assert_eq!(frozen(&error), (Count("rows"), "", BANK));
    // With the rows, all that was tied to it is gone.
    let edited = keys.edit(&wire, |folder| {
        folder.rows.clear();
        folder.name.push('a');
    });
    assert_eq!(whole(edited).name, "foldera");
}

#[test]
fn the_context() {
    let other = Context::new().with("tenant", "other");
    let keys = holder(&["pii"]);
    let partial = keys.partial(holder(&ALL).seal(doc()));
    let error = partial.seal(&keys.sealer, &other).expect_err("another context");
    assert_eq!(frozen(error.error()).0, OfContext);
    // With all keys nothing is carried on, so that a message can move to another context.
    let keys = holder(&ALL);
    let wire = keys
        .partial(keys.seal(doc()))
        .seal(&keys.sealer, &other)
        .expect("all is new");
    assert_eq!(wire.open(&keys.opener, &other).expect("it opens"), doc());
}

#[test]
fn a_refused_message_comes_back_whole() {
    let keys = holder(&["pii"]);
    let mut partial = keys.partial(holder(&ALL).seal(doc()));
    partial.id.push('a');
    let refused = partial.seal(&keys.sealer, &context()).expect_err("frozen");
    let mut partial = refused.into_message();
    partial.id.pop();
    assert_eq!(whole(partial.seal(&keys.sealer, &context()).expect("as it was")), doc());
}

/// What stands for itself is free of what holds it.
#[test]
fn messages_that_stand_for_themselves_move_with_their_closed_groups() {
    let wire = holder(&ALL).seal(page());
    let keys = holder(&["pii"]);
    let edited = keys.edit(&wire, |page| {
        let doc = page.docs[0].clone();
        page.docs.push(doc);
        let loose = page.docs[0].loose.take();
        page.docs[1].loose = loose;
        page.folders.clear();
    });
    let edited = whole(edited);
    assert_eq!(edited.docs[0], newer::clear::Doc { loose: None, ..doc() });
    assert_eq!(edited.docs[1], doc());
}
