//! The parser against everything: it never panics, and what it takes is what it would write.

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

use super::{Envelope, Header, Prepared, Ready, declare};
use crate::codegen::{Bound, BoundKind, Field, Group, Place, Policy};
use crate::encoding::{AdditionalData, Sink};

const KINDS: [BoundKind; 6] = [
    BoundKind::Bool,
    BoundKind::Signed,
    BoundKind::Unsigned,
    BoundKind::String,
    BoundKind::Bytes,
    BoundKind::Enum,
];

fn numbers() -> impl Strategy<Value = std::collections::BTreeSet<u32>> {
    btree_set(prop_oneof![1u32..200, 1u32..(1 << 29)], 0..6)
}

/// Policies live as long as the program; the tests' few may.
fn leak<T>(items: Vec<T>) -> &'static [T] {
    items.leak()
}

/// Of these fields, some kind each.
fn bound(numbers: &std::collections::BTreeSet<u32>, kinds: &[usize]) -> &'static [Bound] {
    let bound = numbers.iter().zip(kinds).map(|(&number, &kind)| Bound {
        number,
        kind: KINDS[kind],
    });
    leak(bound.collect())
}

prop_compose! {
    fn policies()(tags in btree_set(any::<u16>(), 1..5), all in numbers(), named in vec(numbers(), 4),
                  kinds in vec(0usize..6, 12), children in numbers()) -> Policy {
        let groups = tags.into_iter().zip(&named).map(|(tag, named)| {
            Group { key: "k", tag, bound: bound(&(&all | named), &kinds) }
        });
        Policy {
            message: "m",
            envelope: 15,
            groups: leak(groups.collect()),
            bound: bound(&all, &kinds),
            children: leak(children.into_iter().collect()),
            prepared: Prepared::new(),
        }
    }
}

/// An envelope with the header of `policy`, some ciphertext and a tag.
fn envelope(policy: &Policy, group: usize, pairs: u64, place: &Place<'_>, rest: &[u8]) -> Vec<u8> {
    let header = Header {
        key_version: 7,
        salt: &[3; 16],
        n: &[4; 12],
        commitment: &[5; 32],
    };
    let mut bytes = header.bytes().to_vec();
    let mut declaration = AdditionalData::new();
    declare(&mut declaration, policy.constants().group(group), pairs, place);
    bytes.put(&declaration);
    bytes.put(rest);
    bytes
}

/// The bytes of an envelope that was read, written anew from what was understood.
fn write(read: &Envelope<'_>) -> Vec<u8> {
    let (header, declaration) = (&read.header, &read.declaration);
    let mut bytes = vec![1];
    bytes.put(&header.key_version.to_be_bytes());
    [&header.salt[..], header.n, header.commitment]
        .iter()
        .for_each(|part| bytes.put(part));
    let place = declaration.path.map_or(0, |_| 1);
    bytes.put_u8(place | declaration.instance.map_or(0, |_| 2));
    bytes.put(&declaration.group.to_be_bytes());
    let others: Vec<_> = declaration.groups().filter(|&tag| tag != declaration.group).collect();
    bytes.put_varint(others.len() as u64);
    others.iter().for_each(|tag| bytes.put(&tag.to_be_bytes()));
    bytes.put_varint(declaration.context_pairs);
    for list in declaration.lists() {
        bytes.put_varint(list.len() as u64);
        list.iter().for_each(|&entry| bytes.put_varint(entry));
    }
    declaration.instance.iter().for_each(|instance| bytes.put(instance));
    bytes.put(read.ciphertext);
    bytes.put(read.bytes.last_chunk::<16>().expect("a tag"));
    bytes
}

proptest! {
    #[test]
    fn what_is_written_is_read(policy in policies(), group in any::<prop::sample::Index>(), pairs in any::<u64>(),
                               rest in vec(any::<u8>(), 17..60), steps in vec((1u32..(1 << 29), 0usize..3), 0..6)) {
        let group = group.index(policy.groups.len());
        let key = "entry".to_owned();
        let check = |place: &Place<'_>| {
            let bytes = envelope(&policy, group, pairs, place, &rest);
            let read = Envelope::read(&bytes).map_err(|malformed| TestCaseError::fail(malformed.what))?;
            prop_assert_eq!(read.header.key_version, 7);
            prop_assert_eq!(read.declaration.group, policy.groups[group].tag);
            prop_assert!(read.declaration.groups().eq(policy.groups.iter().map(|group| group.tag)));
            prop_assert_eq!(read.declaration.context_pairs, pairs);
            prop_assert!(read.declaration.binds_as(&policy, &policy.groups[group]));
            prop_assert_eq!(read.declaration.path.is_some(), place.is_bound());
            prop_assert!(read.declaration.path.is_none_or(|path| path.is(place)));
            prop_assert_eq!(read.ciphertext.len() + 16, rest.len());
            prop_assert_eq!(read.instance(), [4; 8]);
            prop_assert_eq!(write(&read), bytes.clone());
            let mut expected = Ready::unread(3, &bytes);
            prop_assert!(expected.expect(&policy, place).is_some());
            prop_assert_eq!(expected, Ready::new(3, &read));
            Ok(())
        };
        let root = Place::root();
        let anchored = root.anchored();
        check(&root)?;
        descend(&anchored, &steps, &key, &check)?;
    }

    #[test]
    fn garbage_never_panics(bytes in vec(any::<u8>(), 0..300)) {
        let _ = Envelope::read(&bytes);
    }

    #[test]
    fn damage_never_panics_and_what_is_read_is_canonical(policy in policies(), at in any::<prop::sample::Index>(),
                                                         byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let root = Place::root();
        let anchored = root.anchored();
        let field = Field::new(3, "f");
        let place = anchored.element(field, 300);
        let mut bytes = envelope(&policy, 0, 2, &place, &[5; 40]);
        let index = at.index(bytes.len());
        bytes[index] = byte;
        // What is taken unparsed is what parsing it would say.
        let mut expected = Ready::unread(0, &bytes);
        if expected.expect(&policy, &place).is_some() {
            let read = Envelope::read(&bytes).map_err(|malformed| TestCaseError::fail(malformed.what))?;
            let group = policy.groups.iter().find(|group| group.tag == read.declaration.group);
            prop_assert!(group.is_some_and(|group| read.declaration.binds_as(&policy, group)));
            prop_assert!(read.declaration.groups().eq(policy.groups.iter().map(|group| group.tag)));
            prop_assert!(read.declaration.path.is_some_and(|path| path.is(&place)));
            prop_assert_eq!(expected, Ready::new(0, &read));
        }
        match Envelope::read(&bytes) {
            Ok(read) => prop_assert_eq!(write(&read), bytes.clone()),
            Err(malformed) => prop_assert!(malformed.offset <= bytes.len()),
        }
        bytes.truncate(cut.index(bytes.len()));
        if let Ok(read) = Envelope::read(&bytes) {
            prop_assert_eq!(write(&read), bytes);
        }
    }
}

/// Runs `check` at the place that the steps lead to, if there is one.
fn descend(
    place: &Place<'_>,
    steps: &[(u32, usize)],
    key: &String,
    check: &dyn Fn(&Place<'_>) -> Result<(), TestCaseError>,
) -> Result<(), TestCaseError> {
    let Some((&(number, kind), rest)) = steps.split_first() else {
        return Ok(());
    };
    let field = Field::new(number, "f");
    let next = match kind {
        0 => place.field(field),
        1 => place.element(field, 5),
        _ => place.entry(field, key),
    };
    if rest.is_empty() {
        check(&next)
    } else {
        descend(&next, rest, key, check)
    }
}

#[test]
fn each_form_that_is_not_canonical() {
    const BOUND: &[Bound] = &[Bound {
        number: 1,
        kind: BoundKind::Bool,
    }];
    let policy = Policy {
        message: "m",
        envelope: 1,
        groups: &[Group {
            key: "k",
            tag: 5,
            bound: BOUND,
        }],
        bound: BOUND,
        children: &[2],
        prepared: Prepared::new(),
    };
    let root = Place::root();
    let good = envelope(&policy, 0, 0, &root, &[0; 17]);
    assert_eq!(good[65..], [&[0, 0, 5, 0, 0, 1, 9, 1, 2][..], &[0; 17]].concat());
    Envelope::read(&good).map_err(|malformed| malformed.what).unwrap();
    let declaration = |bytes: &[u8]| [&good[..65], bytes, &[0; 17]].concat();
    let far: Vec<u8> = [&[1, 0, 5, 0, 0, 0, 0, 101][..], &[4; 101]].concat();
    let wide: Vec<u8> = [&[0, 0, 5, 0, 0, 0, 0xe9, 7][..], &[1; 1001]].concat();
    let cases: [(&[u8], usize); 19] = [
        (&far, 72),                                                 // more steps than messages nest
        (&wide, 71),                                                // more entries than a list has
        (&[4, 0, 5, 0, 0, 0, 0], 65),                               // an unknown flag
        (&[0, 0, 5, 1, 0, 5, 0, 0, 0], 69),                         // its own tag among the others
        (&[0, 0, 5, 2, 0, 7, 0, 6, 0, 0, 0], 71),                   // others that descend
        (&[0, 0, 5, 2, 0, 7, 0, 7, 0, 0, 0], 71),                   // and twice the same
        (&[0, 0, 5, 0x80, 0, 0, 0, 0], 68),                         // a count in a longer form
        (&[0, 0, 5, 0, 0x81, 0, 0, 0], 69),                         // so the number of pairs
        (&[0, 0, 5, 0, 0, 1, 8, 0], 71),                            // kind 0
        (&[0, 0, 5, 0, 0, 1, 15, 0], 71),                           // kind 7
        (&[0, 0, 5, 0, 0, 1, 1, 0], 71),                            // field 0
        (&[0, 0, 5, 0, 0, 2, 9, 10, 0], 72),                        // one field twice
        (&[0, 0, 5, 0, 0, 2, 17, 9, 0], 72),                        // fields that descend
        (&[0, 0, 5, 0, 0, 0, 1, 0], 72),                            // a child in field 0
        (&[0, 0, 5, 0, 0, 0, 2, 3, 3], 73),                         // one child twice
        (&[1, 0, 5, 0, 0, 0, 0, 0], 72),                            // a place without steps
        (&[1, 0, 5, 0, 0, 0, 0, 1, 7], 73),                         // step kind 3
        (&[1, 0, 5, 0, 0, 0, 0, 1, 2], 73),                         // a step through field 0
        (&[0, 0, 5, 0, 0, 1, 0x89, 0x80, 0x80, 0x80, 0x10, 0], 71), // field 2^29
    ];
    for (bytes, offset) in cases {
        match Envelope::read(&declaration(bytes)) {
            Ok(_) => panic!("{bytes:?}"),
            Err(malformed) => assert_eq!(malformed.offset, offset, "{bytes:?}: {}", malformed.what),
        }
    }
    let short = Envelope::read(&good[..good.len() - 1]).map(|_| ()).unwrap_err();
    assert_eq!(short.offset, 74, "no ciphertext is left");
}

#[test]
fn an_instance_id_is_honoured() {
    let policy = Policy {
        message: "m",
        envelope: 1,
        groups: &[Group {
            key: "k",
            tag: 5,
            bound: &[],
        }],
        bound: &[],
        children: &[],
        prepared: Prepared::new(),
    };
    let mut bytes = envelope(&policy, 0, 0, &Place::root(), &[]);
    bytes[65] = 2;
    bytes.put(b"instance");
    bytes.put(&[0; 17]);
    let read = Envelope::read(&bytes).map_err(|malformed| malformed.what).unwrap();
    assert_eq!(read.instance(), *b"instance");
    assert_eq!(write(&read), bytes);
}
