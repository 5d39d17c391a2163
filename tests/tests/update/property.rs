//! Edits at random, by readers with two versions of the schema and some of the keys: after each, a reader with all keys and the newest
//! schema sees exactly what was edited. An edit of something frozen is refused with its field and a group that is closed.

use proptest::collection::vec;
use proptest::prelude::*;
use protoseal::{FrozenPart, GroupName, Partial, SealError};

use crate::bench::{ALL, doc, frozen, holder, newer, older, recoded, whole};

/// One change; numbers choose which of a list.
#[derive(Clone, Debug)]
enum Edit {
    Title(u8),
    Id(u8),
    Version(i64),
    Name(u8),
    NoteText(u8),
    PushTag(u8),
    Iban(u8),
    RowSecret(usize, u8),
    RowCode(usize, u8),
    RowNote(usize, u8),
    RowId(usize, u8),
    EntrySecret(u8),
    HiddenCode(u8),
    LooseSecret(u8),
    DropLoose,
    AddLoose(u8),
    DropRow,
    AddRow(u8),
    ReplaceRow(usize, u8),
    SwapRows,
    /// Of the newer schema alone.
    Nick(u8),
    Limit(u8, i64),
    Extra(u8),
}

fn edits() -> impl Strategy<Value = Edit> {
    use Edit::*;
    let (text, at) = (any::<u8>(), 0usize..4);
    prop_oneof![
        text.prop_map(Title),
        text.prop_map(Id),
        any::<i64>().prop_map(Version),
        text.prop_map(Name),
        text.prop_map(NoteText),
        text.prop_map(PushTag),
        text.prop_map(Iban),
        (at.clone(), text).prop_map(|(at, text)| RowSecret(at, text)),
        (at.clone(), text).prop_map(|(at, text)| RowCode(at, text)),
        (at.clone(), text).prop_map(|(at, text)| RowNote(at, text)),
        (at.clone(), text).prop_map(|(at, text)| RowId(at, text)),
        text.prop_map(EntrySecret),
        text.prop_map(HiddenCode),
        text.prop_map(LooseSecret),
        Just(DropLoose),
        text.prop_map(AddLoose),
        Just(DropRow),
        text.prop_map(AddRow),
        (at, text).prop_map(|(at, text)| ReplaceRow(at, text)),
        Just(SwapRows),
        text.prop_map(Nick),
        (text, any::<i64>()).prop_map(|(text, limit)| Limit(text, limit)),
        text.prop_map(Extra),
    ]
}

#[derive(Clone, Debug)]
struct Step {
    newer: bool,
    keys: [bool; 3],
    edits: Vec<Edit>,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let keys = prop_oneof![any::<[bool; 3]>(), Just([true; 3])];
    let step = (any::<bool>(), keys, vec(edits(), 0..4));
    vec(step.prop_map(|(newer, keys, edits)| Step { newer, keys, edits }), 1..7)
}

fn text(value: u8) -> String {
    "x".repeat(usize::from(value % 5)) + &value.to_string()
}

/// What makes sealing fail.
#[derive(Clone, Debug, PartialEq)]
enum Failure {
    Frozen(FrozenPart),
    /// A message is put in that takes a key which the holder lacks.
    NoKey,
}

/// Applies an edit to the partial type of one of the schemas, if what it edits is open and there.
macro_rules! apply {
    ($schema:ident, $doc:expr, $edit:expr) => {{
        let (doc, edit): (&mut $schema::partial::Doc, &Edit) = ($doc, $edit);
        let set = |field: &mut protoseal::Sealed<String>, value: u8| field.set(text(value)).is_ok();
        let new_row = |value: u8| {
            $schema::partial::Row::from($schema::clear::Row {
                id: text(value),
                secret: text(value),
                code: text(value),
                ..Default::default()
            })
        };
        match edit {
            Edit::Title(value) => {
                doc.title = text(*value);
                true
            }
            Edit::Id(value) => {
                doc.id = text(*value);
                true
            }
            Edit::Version(value) => {
                doc.version = *value;
                true
            }
            Edit::Name(value) => set(&mut doc.name, *value),
            Edit::NoteText(value) => match doc.note.get_mut() {
                Ok(note) => {
                    note.get_or_insert_default().text = text(*value);
                    true
                }
                Err(_) => false,
            },
            Edit::PushTag(value) => doc.tags.get_mut().map(|tags| tags.push(text(*value))).is_ok(),
            Edit::Iban(value) => set(&mut doc.iban, *value),
            Edit::RowSecret(at, value) => doc.rows.get_mut(*at).is_some_and(|row| set(&mut row.secret, *value)),
            Edit::RowCode(at, value) => doc.rows.get_mut(*at).is_some_and(|row| set(&mut row.code, *value)),
            Edit::RowNote(at, value) => doc.rows.get_mut(*at).map(|row| row.note = text(*value)).is_some(),
            Edit::RowId(at, value) => doc.rows.get_mut(*at).map(|row| row.id = text(*value)).is_some(),
            Edit::EntrySecret(value) => doc.by_name.get_mut("x").is_some_and(|row| set(&mut row.secret, *value)),
            Edit::HiddenCode(value) => match doc.hidden.get_mut() {
                Ok(Some(row)) => set(&mut row.code, *value),
                _ => false,
            },
            Edit::LooseSecret(value) => doc.loose.as_mut().is_some_and(|row| set(&mut row.secret, *value)),
            Edit::DropLoose => doc.loose.take().is_some(),
            Edit::AddLoose(value) => {
                doc.loose = Some(new_row(*value));
                true
            }
            Edit::DropRow => doc.rows.pop().is_some(),
            Edit::AddRow(value) => {
                doc.rows.push(new_row(*value));
                true
            }
            Edit::ReplaceRow(at, value) => doc.rows.get_mut(*at).map(|row| *row = new_row(*value)).is_some(),
            Edit::SwapRows => {
                let two = doc.rows.len() >= 2;
                if two {
                    doc.rows.swap(0, 1);
                }
                two
            }
            Edit::Nick(_) | Edit::Limit(..) | Edit::Extra(_) => false,
        }
    }};
}

/// The same edit of what all of the readers together hold.
fn expect(doc: &mut newer::clear::Doc, edit: &Edit, is_newer: bool) {
    let new_row = |value: u8| newer::clear::Row {
        id: text(value),
        secret: text(value),
        code: text(value),
        ..Default::default()
    };
    match edit {
        Edit::Title(value) => doc.title = text(*value),
        Edit::Id(value) => doc.id = text(*value),
        Edit::Version(value) => doc.version = *value,
        Edit::Name(value) => doc.name = text(*value),
        Edit::NoteText(value) => {
            let note = doc.note.get_or_insert_default();
            // A plain message that an older reader changes is what that reader knows of it.
            if !is_newer && note.text != text(*value) {
                note.lang.clear();
            }
            note.text = text(*value);
        }
        Edit::PushTag(value) => doc.tags.push(text(*value)),
        Edit::Iban(value) => doc.iban = text(*value),
        Edit::RowSecret(at, value) => doc.rows[*at].secret = text(*value),
        Edit::RowCode(at, value) => doc.rows[*at].code = text(*value),
        Edit::RowNote(at, value) => doc.rows[*at].note = text(*value),
        Edit::RowId(at, value) => doc.rows[*at].id = text(*value),
        Edit::EntrySecret(value) => doc.by_name.get_mut("x").unwrap().secret = text(*value),
        Edit::HiddenCode(value) => doc.hidden.as_mut().unwrap().code = text(*value),
        Edit::LooseSecret(value) => doc.loose.as_mut().unwrap().secret = text(*value),
        Edit::DropLoose => doc.loose = None,
        Edit::AddLoose(value) => doc.loose = Some(new_row(*value)),
        Edit::DropRow => drop(doc.rows.pop()),
        Edit::AddRow(value) => doc.rows.push(new_row(*value)),
        Edit::ReplaceRow(at, value) => doc.rows[*at] = new_row(*value),
        Edit::SwapRows => doc.rows.swap(0, 1),
        Edit::Nick(value) => doc.nick = text(*value),
        Edit::Limit(name, limit) => drop(doc.limits.insert(text(*name), *limit)),
        Edit::Extra(value) => doc.extra = text(*value),
    }
}

/// The keys of closed groups in the message and below it; of a newer schema's group none.
fn closed(partial: &impl Partial) -> Vec<GroupName> {
    partial.closed().into_iter().map(|closed| closed.group).collect()
}

/// A message on the wire, and what all readers together hold of it.
type Done = (newer::Doc, newer::clear::Doc);

/// What a reader did in one step.
struct Tried {
    result: Result<newer::Doc, SealError>,
    /// What all readers together hold then.
    expected: newer::clear::Doc,
    /// Those that could be made.
    edits: Vec<Edit>,
    closed: Vec<GroupName>,
    names: Vec<&'static str>,
}

macro_rules! step {
    ($schema:ident, $step:expr, $wire:expr, $before:expr) => {{
        let step: &Step = $step;
        let names: Vec<&'static str> = ALL
            .iter()
            .zip(step.keys)
            .filter_map(|(name, has)| has.then_some(*name))
            .collect();
        let keys = holder(&names);
        let wire: $schema::Doc = recoded($wire);
        let mut expected: newer::clear::Doc = $before.clone();
        let closed = closed(&keys.partial(wire.clone()));
        let mut edits = Vec::new();
        let result = keys.try_edit(&wire, |doc| {
            for edit in &step.edits {
                if apply!($schema, &mut *doc, edit) || (step.newer && newer_edits::$schema(doc, edit)) {
                    expect(&mut expected, edit, step.newer);
                    edits.push(edit.clone());
                }
            }
        });
        Tried {
            result: result.map(|wire| recoded::<newer::Doc>(&wire)),
            expected,
            edits,
            closed,
            names,
        }
    }};
}

/// Edits that only a reader with the newer schema can make.
mod newer_edits {
    use super::{Edit, newer as schema, older as old, text};

    pub(super) fn newer(doc: &mut schema::partial::Doc, edit: &Edit) -> bool {
        match edit {
            Edit::Nick(value) => doc.nick.set(text(*value)).is_ok(),
            Edit::Limit(name, limit) => {
                let limits = doc.limits.get_mut();
                limits.map(|limits| limits.insert(text(*name), *limit)).is_ok()
            }
            Edit::Extra(value) => doc.extra.set(text(*value)).is_ok(),
            _ => false,
        }
    }

    pub(super) fn older(_: &mut old::partial::Doc, _: &Edit) -> bool {
        false
    }
}

/// How sealing fails after these edits, each taken by itself; by a holder of these keys.
fn due(edits: &[Edit], before: &newer::clear::Doc, names: &[&str], is_newer: bool) -> Vec<Failure> {
    let has = |name: &str| names.contains(&name);
    let rows_are_open = has("bank") && has("pii");
    // A group of the newer schema is closed for an older reader.
    let all_is_open = rows_are_open && has("extra") && is_newer;
    let frozen = |is_open: bool, part| (!is_open).then_some(Failure::Frozen(part));
    let failure = |edit: &Edit| match edit {
        Edit::Id(value) if text(*value) != before.id => frozen(all_is_open, FrozenPart::Field("id")),
        Edit::Version(value) if *value != before.version => frozen(has("pii"), FrozenPart::Field("version")),
        Edit::RowId(at, value) if before.rows.get(*at).is_none_or(|row| row.id != text(*value)) => {
            frozen(rows_are_open, FrozenPart::Field("id"))
        }
        Edit::DropRow | Edit::AddRow(_) => frozen(all_is_open, FrozenPart::Count("rows")),
        Edit::SwapRows => frozen(rows_are_open, FrozenPart::Place),
        _ => None,
    };
    let puts_in = |edit: &Edit| matches!(edit, Edit::AddRow(_) | Edit::AddLoose(_) | Edit::ReplaceRow(..));
    let lacks_key = !rows_are_open && edits.iter().any(puts_in);
    edits
        .iter()
        .filter_map(failure)
        .chain(lacks_key.then_some(Failure::NoKey))
        .collect()
}

/// Checks one step; returns what it made of the message.
fn check(step: &Step, wire: &newer::Doc, before: &newer::clear::Doc) -> Result<Option<Done>, TestCaseError> {
    let Tried {
        result,
        expected,
        edits,
        closed,
        names,
    } = if step.newer {
        step!(newer, step, wire, before)
    } else {
        step!(older, step, wire, before)
    };
    let due = due(&edits, before, &names, step.newer);
    match result {
        Ok(wire) => {
            // Of several edits, one can take back what another did.
            prop_assert!(
                due.is_empty() || edits.len() > 1,
                "{due:?} was due for {edits:?} with {names:?}"
            );
            prop_assert_eq!(
                whole(wire.clone()),
                expected.clone(),
                "after {:?} with {:?}",
                edits,
                names
            );
            Ok(Some((wire, expected)))
        }
        Err(error) => {
            let failure = match &error {
                SealError::KeyUnknown { .. } => Failure::NoKey,
                error => {
                    let (part, path, group) = frozen(error);
                    prop_assert!(closed.contains(&group), "{group} is not closed: {error}");
                    prop_assert!(path.is_empty() || path.starts_with("rows["), "{error}");
                    Failure::Frozen(part)
                }
            };
            prop_assert!(due.contains(&failure), "{error} after {edits:?} with {names:?}");
            Ok(None)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_edit_is_lost_and_nothing_else_changes(steps in steps()) {
        let (mut wire, mut state) = (holder(&ALL).seal(doc()), doc());
        for step in &steps {
            // A step that is refused leaves the message as it was.
            if let Some(done) = check(step, &wire, &state)? {
                (wire, state) = done;
            }
        }
        prop_assert_eq!(whole(wire), state);
    }
}
