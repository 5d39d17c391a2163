//! Writers and readers with different versions of one schema, and what a forger can make of that.

use prost::Message;
use protoseal::{GroupName, OpenError};

use crate::bench::{CANARY, Wire, bench, context, what};
use crate::samples::secret;

/// Versions of `versions.User`, as `build.rs` generates each by itself from `tests/proto/versions`.
mod schema {
    macro_rules! schemas {
        ($($name:ident)*) => { $(
            #[allow(dead_code, missing_docs, unreachable_pub)]
            pub(crate) mod $name {
                include!(concat!(env!("OUT_DIR"), "/versions/", stringify!($name), "/mod.rs"));
                pub(crate) use versions::*;
            }
        )* };
    }
    schemas!(base bound children field group key kind renamed sealed);
}

use schema::{base, bound, children, field, group, key, kind, renamed, sealed};

fn user() -> base::clear::User {
    base::clear::User {
        id: "7".into(),
        name: secret("name"),
        city: "here".into(),
    }
}

fn with_phones() -> field::clear::User {
    field::clear::User {
        id: "7".into(),
        name: secret("name"),
        city: "here".into(),
        phones: vec![secret("phone")],
    }
}

fn with_card() -> group::clear::Person {
    group::clear::Person {
        id: "7".into(),
        name: secret("name"),
        city: "here".into(),
        card: secret("card"),
    }
}

/// The same bytes, as a reader with another schema has them.
fn read_as<R: Wire>(wire: &impl Wire) -> R {
    bench().opened(wire);
    R::decode(&*wire.encode_to_vec()).expect("another version decodes it")
}

#[test]
fn a_newer_field_of_a_group_is_ignored_by_an_older_reader() {
    let read: base::User = read_as(&bench().seal(with_phones()));
    assert_eq!(bench().opened(&read), user());
}

#[test]
fn an_older_writers_group_lacks_a_newer_field() {
    let read: field::User = read_as(&bench().seal(user()));
    let expected = field::clear::User {
        phones: vec![],
        ..with_phones()
    };
    assert_eq!(bench().opened(&read), expected);
}

#[test]
fn a_newer_group_is_carried_by_an_older_reader() {
    let wire = bench().seal(with_card());
    let read: base::User = read_as(&wire);
    assert_eq!(read.sealed, wire.sealed);
    assert_eq!(bench().opened(&read), user());
}

#[test]
fn a_newer_group_that_was_carried_still_opens() {
    let carried: base::User = read_as(&bench().seal(with_card()));
    let read: group::Person = read_as(&carried);
    assert_eq!(bench().opened(&read), with_card());
}

#[test]
fn a_newer_group_stripped_is_noticed_by_an_older_reader() {
    let read: base::User = read_as(&bench().seal(with_card()));
    let own = bench().seal(user());
    for index in 0..2 {
        let error = bench().refusal(&read, |user| drop(user.sealed.remove(index)));
        assert_eq!(what(&error), ("missing", ""), "{error}");
        let error = bench().refusal(&read, |user| user.sealed[index] = own.sealed[0].clone());
        assert!(["foreign", "duplicated"].contains(&what(&error).0), "{error}");
    }
}

#[test]
fn a_newer_group_duplicated_is_noticed_by_an_older_reader() {
    let read: base::User = read_as(&bench().seal(with_card()));
    for index in 0..2 {
        let error = bench().refusal(&read, |user| user.sealed.extend_from_within(index..=index));
        assert_eq!(what(&error), ("duplicated", ""), "{error}");
    }
}

#[test]
fn a_newer_group_slipped_in_is_foreign_to_an_older_reader() {
    // The group is one that the message was not sealed with.
    let newer = bench().seal(with_card());
    for envelope in &newer.sealed {
        let error = bench().refusal(&bench().seal(user()), |user| user.sealed.push(envelope.clone()));
        assert!(["foreign", "duplicated"].contains(&what(&error).0), "{error}");
    }
}

#[test]
fn an_older_writers_message_lacks_a_group_that_is_demanded() {
    let read: group::Person = read_as(&bench().seal(user()));
    let error = bench().refused(&read);
    assert!(
        matches!(
            error,
            OpenError::EnvelopeMissing {
                group: GroupName::Key("other"),
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn bound_less_than_is_demanded() {
    let read: bound::User = read_as(&bench().seal(user()));
    match bench().refused(&read) {
        OpenError::BoundLess { fields, .. } => assert_eq!(fields, [3]),
        error => panic!("{error}"),
    }
}

#[test]
fn bound_more_than_is_demanded() {
    let clear = bound::clear::User {
        id: "7".into(),
        name: secret("name"),
        city: "here".into(),
    };
    let read: base::User = read_as(&bench().seal(clear));
    match bench().refused(&read) {
        OpenError::BoundMore { fields, .. } => assert_eq!(fields, [3]),
        error => panic!("{error}"),
    }
}

#[test]
fn counted_less_and_more_than_is_demanded() {
    let read: children::User = read_as(&bench().seal(user()));
    match bench().refused(&read) {
        OpenError::BoundLess { fields, .. } => assert_eq!(fields, [6]),
        error => panic!("{error}"),
    }
    let friend = children::clear::User {
        id: "8".into(),
        name: secret("friend"),
        ..Default::default()
    };
    let clear = children::clear::User {
        id: "7".into(),
        friends: vec![friend],
        ..Default::default()
    };
    let read: base::User = read_as(&bench().seal(clear));
    match bench().refused(&read) {
        OpenError::BoundMore { fields, .. } => assert_eq!(fields, [6]),
        error => panic!("{error}"),
    }
}

/// Text and bytes are the same to protobuf; to the envelope they are not.
#[test]
fn a_bound_field_of_another_kind() {
    let read: kind::User = read_as(&bench().seal(user()));
    let error = bench().refused(&read);
    assert!(["bound less", "bound more"].contains(&what(&error).0), "{error}");
    assert!(error.to_string().contains("[1]"), "{error}");
}

/// An older writer sends in the clear what is sealed now: sealing cannot be switched off by posing as one.
#[test]
fn a_field_that_an_older_writer_sent_in_the_clear() {
    let read: sealed::User = read_as(&bench().seal(user()));
    let error = bench().refused(&read);
    assert_eq!(what(&error), ("plaintext", "city"), "{error}");
    let plain = base::User::decode(&b"\x0a\x017"[..]).expect("it decodes");
    let error = bench().refused_bytes::<sealed::User>(&plain.encode_to_vec(), &context());
    assert_eq!(what(&error), ("missing", ""), "{error}");
}

/// A newer writer seals what is clear to an older reader: it is not in the clear, and nothing else is.
#[test]
fn a_field_that_a_newer_writer_sealed_is_unset_to_an_older_reader() {
    let clear = sealed::clear::User {
        id: "7".into(),
        name: secret("name"),
        city: secret("city"),
    };
    let read: base::User = read_as(&bench().seal(clear));
    let opened = bench().opened(&read);
    assert_eq!((opened.city.as_str(), opened.name), ("", secret("name")));
    assert!(!format!("{read:?}").contains(CANARY));
}

#[test]
fn an_envelope_under_another_key_name() {
    let read: key::User = read_as(&bench().seal(user()));
    let error = bench().refused(&read);
    assert_eq!(what(&error), ("missing", ""), "{error}");
}

#[test]
fn an_envelope_under_another_key_name_that_is_told_the_readers() {
    let foreign = bench().seal(user());
    let clear = key::clear::User {
        id: "7".into(),
        name: secret("name"),
        city: "here".into(),
    };
    let error = bench().refusal(&bench().seal(clear), |user| {
        let tag = user.sealed[0][66..68].to_vec();
        user.sealed[0] = foreign.sealed[0].clone();
        user.sealed[0][66..68].copy_from_slice(&tag);
    });
    assert_eq!(what(&error), ("wrong key", ""), "{error}");
}

#[test]
fn a_renamed_message_opens_by_its_stable_name_alone() {
    let old = bench().seal(user());
    let error = bench().refused(&read_as::<renamed::Person>(&old));
    assert_eq!(what(&error), ("tampered", ""), "{error}");
    // Under its stable name all but the new group is there: that it is missing is the first thing said.
    let error = bench().refused(&read_as::<group::Person>(&old));
    assert_eq!(what(&error).0, "missing", "{error}");
    let new: base::User = read_as(&bench().seal(with_card()));
    assert_eq!(bench().opened(&new), user());
}
