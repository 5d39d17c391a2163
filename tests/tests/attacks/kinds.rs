//! Messages in every kind of field that holds some, below a sealed message: alike in all but their places.

use std::mem::{swap, take};

use protoseal::{KeyState, Suite};
use protoseal_tests::pb::kinds::v1::all_clear::{Choice, InnerOneOf};
use protoseal_tests::pb::kinds::v1::{AllClear, Between, Child, clear};

use crate::bench::{Bench, attacks, bench, what};
use crate::samples::{self, all, between, recursive};

fn child(all: &mut AllClear) -> &mut Child {
    all.a_child.as_mut().expect("there is a child")
}

fn x_child(all: &mut AllClear) -> &mut Child {
    match &mut all.choice {
        Some(Choice::XChild(child)) => child,
        _ => panic!("the choice is a child"),
    }
}

fn a_between(all: &mut AllClear) -> &mut Between {
    all.a_between.as_mut().expect("there is one")
}

fn next(all: &mut AllClear) -> &mut AllClear {
    all.recursive.as_mut().expect("there is one")
}

attacks! { all();
    a_child_swapped_with_a_oneofs: "out of place" at "a_child", |all| {
        let mut other = take(x_child(all));
        swap(child(all), &mut other);
        *x_child(all) = other;
    };
    a_childs_bound_field_changed: "tampered" at "a_child", |all| child(all).name = "other".into();
    a_childs_bound_field_swapped_with_its_neighbours: "tampered" at "r_child[1]", |all| {
        let [_, one, other] = &mut all.r_child[..] else { panic!("there are three") };
        swap(&mut one.name, &mut other.name);
    };
    children_of_a_list_that_are_alike_swapped: "tampered" at "r_child[0]", |all| all.r_child.swap(0, 1);

    a_boxed_oneofs_child_dropped: "tampered" at "", |all| all.choice = None;
    a_boxed_oneofs_child_stripped: "missing" at "x_child", |all| x_child(all).sealed.clear();
    a_boxed_oneofs_child_turned_to_text: "tampered" at "", |all| all.choice = Some(Choice::XString("x".into()));
    a_nested_types_child_swapped_with_a_oneofs: "out of place" at "a_inner", |all| {
        let Some(InnerOneOf::YInner(other)) = &mut all.inner else { panic!("there is one") };
        swap(all.a_inner.as_mut().expect("there is one"), other);
    };
    a_second_oneofs_child_dropped: "tampered" at "", |all| all.inner = None;
    a_second_oneofs_child_turned_to_text: "tampered" at "", |all| all.inner = Some(InnerOneOf::YText("x".into()));

    a_text_keyed_maps_children_swapped: "tampered" at "mv_child[..]", |all| {
        let mut other = take(all.mv_child.get_mut("a").expect("there is an a"));
        swap(all.mv_child.get_mut("b").expect("there is a b"), &mut other);
        all.mv_child.insert("a".into(), other);
    };
    a_number_keyed_maps_children_swapped: "tampered" at "mv_address[..]", |all| {
        let mut other = take(all.mv_address.get_mut(&1).expect("there is a 1"));
        swap(all.mv_address.get_mut(&2).expect("there is a 2"), &mut other);
        all.mv_address.insert(1, other);
    };
    a_number_keyed_maps_child_renamed: "tampered" at "mv_address[..]", |all| {
        let address = all.mv_address.remove(&1).expect("there is a 1");
        all.mv_address.insert(1 << 32 | 1, address);
    };
    a_number_keyed_maps_child_dropped: "tampered" at "", |all| drop(all.mv_address.remove(&1));
    a_number_keyed_maps_child_stripped: "missing" at "mv_address[..]", |all| {
        all.mv_address.get_mut(&1).expect("there is a 1").envelopes.clear();
    };
    a_bool_keyed_maps_children_swapped: "tampered" at "mv_recursive[..]", |all| {
        let mut other = take(all.mv_recursive.get_mut(&true).expect("there is one"));
        swap(all.mv_recursive.get_mut(&false).expect("there is one"), &mut other);
        all.mv_recursive.insert(true, other);
    };
    a_bool_keyed_maps_children_swapped_one_level_down: "tampered" at "mv_recursive[..].a_child", |all| {
        let mut other = take(child(all.mv_recursive.get_mut(&true).expect("there is one")));
        swap(child(all.mv_recursive.get_mut(&false).expect("there is one")), &mut other);
        *child(all.mv_recursive.get_mut(&true).expect("there is one")) = other;
    };
    a_bool_keyed_maps_child_dropped: "tampered" at "", |all| drop(all.mv_recursive.remove(&true));

    another_packages_child_dropped: "tampered" at "", |all| all.a_address = None;
    another_packages_child_stripped: "missing" at "a_address", |all| {
        all.a_address.as_mut().expect("there is one").envelopes.clear();
    };
    another_packages_children_swapped: "tampered" at "r_address[0]", |all| all.r_address.swap(0, 1);
    another_packages_child_in_another_field: "out of place" at "a_address", |all| {
        all.a_address = Some(all.r_address[0].clone());
    };

    a_recursive_child_dropped: "tampered" at "", |all| all.recursive = None;
    a_recursive_child_stripped: "missing" at "recursive", |all| next(all).sealed.clear();
    a_recursive_child_in_place_of_the_whole: "out of place" at "", |all| *all = take(next(all));
    a_recursive_childs_child_dropped: "tampered" at "recursive", |all| next(all).a_child = None;
    a_recursive_childs_child_swapped_with_one_above: "tampered" at "a_child", |all| {
        let mut other = take(child(next(all)));
        swap(child(all), &mut other);
        *child(next(all)) = other;
    };
    a_recursive_childs_child_swapped_with_a_lists: "tampered" at "recursive.a_child", |all| {
        let mut other = take(child(next(all)));
        swap(child(&mut all.recursives[0]), &mut other);
        *child(next(all)) = other;
    };
    recursive_children_of_a_list_swapped: "tampered" at "recursives[0]", |all| all.recursives.swap(0, 1);
    recursive_children_of_a_list_whose_children_are_swapped: "tampered" at "recursives[0].a_child", |all| {
        let [one, other] = &mut all.recursives[..] else { panic!("there are two") };
        swap(&mut one.a_child, &mut other.a_child);
    };
    recursive_children_of_a_list_whose_envelopes_are_swapped: "tampered" at "recursives[0]", |all| {
        let [one, other] = &mut all.recursives[..] else { panic!("there are two") };
        swap(&mut one.sealed, &mut other.sealed);
    };
    a_recursive_child_swapped_with_one_of_a_list: "out of place" at "recursive", |all| {
        let mut other = take(next(all));
        swap(&mut all.recursives[0], &mut other);
        *next(all) = other;
    };

    through_a_plain_child_swapped_with_the_next_plains: "out of place" at "a_between.child", |all| {
        let mut other = take(&mut all.r_between[0].child);
        swap(&mut a_between(all).child, &mut other);
        all.r_between[0].child = other;
    };
    through_plains_of_a_list_swapped: "tampered" at "r_between[0].child", |all| {
        let [one, other] = &mut all.r_between[..] else { panic!("there are two") };
        swap(&mut one.child, &mut other.child);
    };
    through_a_plain_map_entry_renamed: "tampered" at "a_between.more[..].child", |all| {
        let inner = a_between(all).more.remove("x").expect("there is an x");
        a_between(all).more.insert("w".into(), inner);
    };
    through_a_plain_map_entries_swapped: "tampered" at "a_between.more[..].child", |all| {
        let mut other = take(&mut a_between(all).more.get_mut("x").expect("there is an x").child);
        swap(&mut a_between(all).more.get_mut("y").expect("there is a y").child, &mut other);
        a_between(all).more.get_mut("x").expect("there is an x").child = other;
    };
    through_a_plain_map_entry_dropped: "tampered" at "", |all| drop(a_between(all).more.remove("x"));
    through_a_plain_map_entry_repeated: "tampered" at "", |all| {
        let inner = a_between(all).more["x"].clone();
        a_between(all).more.insert("z".into(), inner);
    };
    through_a_plain_map_child_stripped: "missing" at "a_between.more[..].child", |all| {
        let inner = a_between(all).more.get_mut("x").expect("there is an x");
        inner.child.as_mut().expect("there is a child").sealed.clear();
    };
    through_a_plain_list_repeated: "tampered" at "", |all| a_between(all).children.extend_from_within(..1);
    through_a_plain_all_gone: "tampered" at "", |all| all.a_between = None;
    every_message_gone: "tampered" at "", |all| {
        let kept = (take(&mut all.id), take(&mut all.sealed));
        *all = AllClear::default();
        (all.id, all.sealed) = kept;
    };
}

fn with_choice(choice: clear::all_clear::Choice) -> AllClear {
    bench().seal(clear::AllClear {
        choice: Some(choice),
        ..all()
    })
}

#[test]
fn a_recursive_oneofs_child_swapped_with_a_lists() {
    let wire = with_choice(clear::all_clear::Choice::XRecursive(Box::new(recursive())));
    let error = bench().refusal(&wire, |all| match &mut all.choice {
        Some(Choice::XRecursive(other)) => swap(&mut all.recursives[1], other),
        _ => panic!("the choice is recursive"),
    });
    assert_eq!(what(&error), ("out of place", "recursives[1]"), "{error}");
}

#[test]
fn a_recursive_oneofs_child_whose_child_is_swapped_with_a_lists() {
    let wire = with_choice(clear::all_clear::Choice::XRecursive(Box::new(recursive())));
    let error = bench().refusal(&wire, |all| match &mut all.choice {
        Some(Choice::XRecursive(other)) => swap(&mut all.recursives[1].a_child, &mut other.a_child),
        _ => panic!("the choice is recursive"),
    });
    assert_eq!(what(&error), ("tampered", "recursives[1].a_child"), "{error}");
}

#[test]
fn through_a_plain_oneof_swapped_and_dropped() {
    let wire = with_choice(clear::all_clear::Choice::XBetween(between("one")));
    let error = bench().refusal(&wire, |all| match &mut all.choice {
        Some(Choice::XBetween(other)) => swap(&mut all.r_between[0].child, &mut other.child),
        _ => panic!("the choice is a plain one"),
    });
    assert_eq!(what(&error), ("out of place", "r_between[0].child"), "{error}");
    let error = bench().refusal(&wire, |all| all.choice = Some(Choice::XBetween(Between::default())));
    assert_eq!(what(&error), ("tampered", ""), "{error}");
}

/// A child in a sealed field is sealed under its own key too.
#[test]
fn a_child_in_a_sealed_field_needs_its_own_key() {
    let sealed = clear::AllSealed {
        a_address: Some(samples::address("here")),
        r_child: vec![samples::child("here")],
        ..Default::default()
    };
    let bench = Bench::of_suite(Suite::Aes256Gcm);
    let wire = bench.seal(sealed);
    bench.opened(&wire);
    let destroyed = bench.keyring.set_state("address", 1, KeyState::PendingDestruction);
    destroyed.expect("an active version can be given up");
    let error = bench.refused(&wire);
    assert_eq!(what(&error), ("key destroyed", "a_address"), "{error}");
}
