//! Children in a field, a list, a map and a oneof right below a sealed message: moved, repeated, dropped, stripped.

use std::mem::{swap, take};

use protoseal_tests::pb::kinds::v1::places::{Leaf, Root, root::Choice};

use crate::bench::{attacks, bench, what};
use crate::samples::root;

fn only(root: &mut Root) -> &mut Leaf {
    root.leaf.as_mut().expect("there is a leaf")
}

fn left(root: &mut Root) -> &mut Leaf {
    match &mut root.choice {
        Some(Choice::Left(leaf) | Choice::Right(leaf)) => leaf,
        None => panic!("there is a choice"),
    }
}

fn entry<'a>(root: &'a mut Root, key: &str) -> &'a mut Leaf {
    root.map.get_mut(key).expect("there is such an entry")
}

fn strip(leaf: &mut Leaf) {
    leaf.sealed.clear();
}

attacks! { root();
    two_of_a_list_swapped: "tampered" at "leaves[0]", |root| root.leaves.swap(0, 1);
    the_last_two_of_a_list_swapped: "tampered" at "leaves[1]", |root| root.leaves.swap(1, 2);
    a_list_reordered: "tampered" at "leaves[0]", |root| root.leaves.rotate_left(1);
    a_list_reversed: "tampered" at "leaves[0]", |root| root.leaves.reverse();
    one_of_a_list_repeated: "tampered" at "", |root| root.leaves.extend_from_within(..1);
    one_of_a_list_in_place_of_another: "tampered" at "leaves[1]", |root| root.leaves[1] = root.leaves[0].clone();
    the_first_of_a_list_dropped: "tampered" at "", |root| drop(root.leaves.remove(0));
    the_last_of_a_list_dropped: "tampered" at "", |root| drop(root.leaves.pop());
    one_of_a_list_dropped_and_another_repeated: "tampered" at "leaves[0]", |root| {
        root.leaves.remove(0);
        root.leaves.extend_from_within(..1);
    };
    one_of_a_list_stripped: "missing" at "leaves[1]", |root| strip(&mut root.leaves[1]);
    one_of_a_list_emptied: "missing" at "leaves[2]", |root| root.leaves[2] = Leaf::default();
    an_empty_one_added_to_a_list: "tampered" at "", |root| root.leaves.push(Leaf::default());
    an_envelope_repeated_within_one_of_a_list: "duplicated" at "leaves[0]", |root| {
        root.leaves[0].sealed.extend_from_within(..);
    };
    all_of_a_list_dropped: "tampered" at "", |root| root.leaves.clear();

    the_only_one_dropped: "tampered" at "", |root| root.leaf = None;
    the_only_one_stripped: "missing" at "leaf", |root| strip(only(root));
    the_only_one_in_place_of_one_of_a_list: "out of place" at "leaves[0]", |root| root.leaves[0] = only(root).clone();

    a_oneofs_dropped: "tampered" at "", |root| root.choice = None;
    a_oneofs_stripped: "missing" at "left", |root| strip(left(root));
    a_oneofs_turned_to_another_member: "tampered" at "", |root| root.choice = Some(Choice::Right(take(left(root))));
    a_oneofs_swapped_with_the_only_one: "out of place" at "leaf", |root| {
        let mut other = take(left(root));
        swap(only(root), &mut other);
        *left(root) = other;
    };
    a_oneofs_replaced_by_one_of_a_list: "out of place" at "left", |root| *left(root) = root.leaves[0].clone();

    a_maps_two_swapped: "tampered" at "map[..]", |root| {
        let mut other = take(entry(root, "a"));
        swap(entry(root, "b"), &mut other);
        *entry(root, "a") = other;
    };
    a_maps_entry_renamed: "tampered" at "map[..]", |root| {
        let leaf = root.map.remove("a").expect("there is an a");
        root.map.insert("c".into(), leaf);
    };
    a_maps_entry_renamed_to_nothing: "tampered" at "map[..]", |root| {
        let leaf = root.map.remove("a").expect("there is an a");
        root.map.insert(String::new(), leaf);
    };
    a_maps_entry_dropped: "tampered" at "", |root| drop(root.map.remove("b"));
    a_maps_entry_repeated: "tampered" at "", |root| drop(root.map.insert("c".into(), root.map["a"].clone()));
    a_maps_entry_in_place_of_another: "tampered" at "map[..]", |root| *entry(root, "b") = root.map["a"].clone();
    a_maps_entry_stripped: "missing" at "map[..]", |root| strip(entry(root, "a"));
    all_of_a_map_dropped: "tampered" at "", |root| root.map.clear();
    a_maps_entry_swapped_with_one_of_a_list: "out of place" at "leaves[0]", |root| {
        let mut other = take(entry(root, "a"));
        swap(&mut root.leaves[0], &mut other);
        *entry(root, "a") = other;
    };

    the_only_one_swapped_with_one_of_a_list: "out of place" at "leaf", |root| {
        let mut other = take(&mut root.leaves[0]);
        swap(only(root), &mut other);
        root.leaves[0] = other;
    };
    one_of_a_list_moved_into_the_map: "tampered" at "", |root| {
        let leaf = root.leaves.pop().expect("there are some");
        root.map.insert("c".into(), leaf);
    };
    the_parents_envelope_given_to_a_child: "bound more" at "leaf", |root| {
        only(root).sealed = root.sealed.clone();
    };
    every_child_dropped: "tampered" at "", drop_all;
    every_child_stripped: "missing" at "leaf", |root| {
        strip(only(root));
        strip(left(root));
        root.leaves.iter_mut().chain(root.map.values_mut()).for_each(strip);
    };
    the_parent_stripped_and_its_children_kept: "missing" at "", |root| root.sealed.clear();
    the_parents_bound_field_changed: "tampered" at "", |root| root.version = 8;
}

fn drop_all(root: &mut Root) {
    (root.leaf, root.choice) = (None, None);
    root.leaves.clear();
    root.map.clear();
    root.plains.clear();
}

/// A parent without children: one from elsewhere is noticed too.
#[test]
fn a_child_given_to_a_parent_that_has_none() {
    let childless = protoseal_tests::pb::kinds::v1::places::clear::Root {
        version: 7,
        ..Default::default()
    };
    let other = bench().seal(root());
    let error = bench().refusal(&bench().seal(childless), |root| root.leaf = other.leaf);
    assert_eq!(what(&error), ("tampered", ""), "{error}");
}

/// What is in a sealed field is no other message's business: it goes where its parent's envelope goes.
#[test]
fn a_child_in_a_sealed_field_swapped_with_the_parents_envelope() {
    let other = bench().seal(root());
    let error = bench().refusal(&bench().seal(root()), |root| root.sealed = other.sealed);
    // The envelope itself fits, since all that it binds is the same; the children then are another seal's.
    assert_eq!(what(&error), ("tampered", "leaf"), "{error}");
}
