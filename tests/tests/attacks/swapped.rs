//! Children of one message put below another of the same type: sealed at another time, or together.

use std::mem::swap;

use protoseal_tests::pb::attacks::v1 as attacks;
use protoseal_tests::pb::kinds::v1::places::{List, Root, clear};

use crate::bench::{bench, what};
use crate::samples::{frame, leaf, page, pair, record, root};

/// Two parents that were sealed by themselves and have all in common.
fn between_two(path: &str, take: impl FnOnce(&mut Root, Root)) {
    let other = bench().seal(root());
    bench().opened(&other);
    let error = bench().refusal(&bench().seal(root()), |root| take(root, other));
    assert_eq!(what(&error), ("tampered", path), "{error}");
}

#[test]
fn the_only_child_of_another() {
    between_two("leaf", |root, other| root.leaf = other.leaf);
}

#[test]
fn the_list_of_another() {
    between_two("leaves[0]", |root, other| root.leaves = other.leaves);
}

#[test]
fn one_of_the_list_of_another() {
    between_two("leaves[2]", |root, other| root.leaves[2] = other.leaves[2].clone());
}

#[test]
fn an_entry_of_the_map_of_another() {
    between_two("map[..]", |root, other| {
        root.map.insert("a".into(), other.map["a"].clone());
    });
}

#[test]
fn the_oneof_of_another() {
    between_two("left", |root, other| root.choice = other.choice);
}

#[test]
fn the_plain_messages_of_another() {
    between_two("plains[0].leaves[0]", |root, other| root.plains = other.plains);
}

#[test]
fn a_nested_plain_message_of_another() {
    between_two("plains[1].more.leaves[0]", |root, other| {
        root.plains[1].more = other.plains[1].more.clone();
    });
}

/// Two parents of one seal, in a list that anyone may put together.
fn together(first: clear::Root, second: clear::Root) -> List {
    bench().seal(clear::List {
        roots: vec![first, second],
        leaves: vec![],
    })
}

#[test]
fn two_parents_of_one_seal_that_bind_different_values() {
    let list = together(root(), clear::Root { version: 8, ..root() });
    let error = bench().refusal(&list, |list| {
        let [first, second] = &mut list.roots[..] else {
            panic!("there are two")
        };
        swap(&mut first.leaves, &mut second.leaves);
    });
    assert_eq!(what(&error), ("tampered", "roots[0].leaves[0]"), "{error}");
}

/// All that they bind is the same, so that only the seal can tell them apart.
#[test]
fn two_parents_of_one_seal_that_bind_the_same_values() {
    for (what_is_swapped, exchange) in EXCHANGES {
        let list = together(root(), root());
        let error = bench().refusal(&list, |list| {
            let [first, second] = &mut list.roots[..] else {
                panic!("there are two")
            };
            exchange(first, second);
        });
        assert_eq!(what(&error).0, "tampered", "{what_is_swapped}: {error}");
    }
}

type Exchange = fn(&mut Root, &mut Root);

const EXCHANGES: [(&str, Exchange); 5] = [
    ("leaf", |first, second| swap(&mut first.leaf, &mut second.leaf)),
    ("leaves", |first, second| {
        swap(&mut first.leaves[1], &mut second.leaves[1])
    }),
    ("map", |first, second| swap(&mut first.map, &mut second.map)),
    ("choice", |first, second| swap(&mut first.choice, &mut second.choice)),
    ("plains", |first, second| swap(&mut first.plains, &mut second.plains)),
];

/// Rows with two groups each: one group's envelope belongs to its own row's other one.
#[test]
fn one_groups_envelopes_of_two_rows_of_one_seal() {
    let clear = attacks::clear::Rows {
        pairs: vec![pair(), pair()],
        records: vec![record(), record()],
    };
    let wire = bench().seal(clear);
    for group in 0..2 {
        let error = bench().refusal(&wire, |rows| {
            let [one, other] = &mut rows.pairs[..] else {
                panic!("there are two")
            };
            swap(&mut one.sealed[group], &mut other.sealed[group]);
        });
        assert_eq!(what(&error), ("foreign", "pairs[0]"), "{error}");
        let error = bench().refusal(&wire, |rows| {
            let [one, other] = &mut rows.records[..] else {
                panic!("there are two")
            };
            one.sealed[group] = other.sealed[group].clone();
        });
        assert_eq!(what(&error), ("foreign", "records[0]"), "{error}");
    }
}

/// The same among children that stand for themselves below one parent, and in what is sealed by itself.
#[test]
fn children_of_two_pages_of_one_seal_that_bind_the_same_values() {
    let clear = attacks::clear::Pages {
        pages: vec![page("acme"), page("acme")],
        frames: vec![frame(), frame()],
    };
    let wire = bench().seal(clear);
    let error = bench().refusal(&wire, |wire| {
        let [one, other] = &mut wire.pages[..] else {
            panic!("there are two")
        };
        swap(&mut one.leaves[2], &mut other.leaves[2]);
    });
    assert_eq!(what(&error), ("foreign", "pages[0].leaves[2]"), "{error}");
    let error = bench().refusal(&wire, |wire| {
        let [one, other] = &mut wire.frames[..] else {
            panic!("there are two")
        };
        one.bound[0] = other.bound[0].clone();
    });
    assert_eq!(what(&error), ("foreign", "frames[0].bound[1]"), "{error}");
}

#[test]
fn two_parents_of_one_seal_whose_envelopes_are_swapped() {
    let list = together(root(), root());
    let error = bench().refusal(&list, |list| {
        let [first, second] = &mut list.roots[..] else {
            panic!("there are two")
        };
        swap(&mut first.sealed, &mut second.sealed);
    });
    assert_eq!(what(&error).0, "tampered", "{error}");
}

/// Rows stand for themselves, so whole ones may change places.
#[test]
fn whole_rows_of_one_seal_may_change_places() {
    let second = clear::Root {
        version: 8,
        leaf: Some(leaf("another")),
        ..root()
    };
    let mut list = together(root(), second.clone());
    list.roots.swap(0, 1);
    assert_eq!(bench().opened(&list).roots, [second, root()]);
}
