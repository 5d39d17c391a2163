//! Messages that stand elsewhere than where they were sealed for: refused with the option that would allow it, or allowed by it.

use protoseal::Stand;
use protoseal_tests::pb::kinds::v1::places::{Leaf, List, Root};

use crate::bench::{bench, stands, what};
use crate::samples::{leaf, list, root};

fn alone() -> Leaf {
    let alone = bench().seal(leaf("alone"));
    bench().opened(&alone);
    alone
}

fn put_into_a_root(fields: &[u32], put: impl FnOnce(&mut Root, Leaf)) {
    let error = bench().refusal(&bench().seal(root()), |root| put(root, alone()));
    assert_eq!(stands(&error), (&Stand::Alone, &Stand::Below(fields.to_vec())));
    assert!(error.to_string().contains("place: PORTABLE"), "{error}");
}

#[test]
fn sealed_alone_and_put_into_a_field() {
    put_into_a_root(&[3], |root, leaf| root.leaf = Some(leaf));
}

#[test]
fn sealed_alone_and_put_into_a_list() {
    put_into_a_root(&[4], |root, leaf| root.leaves[1] = leaf);
}

#[test]
fn sealed_alone_and_put_into_a_map() {
    put_into_a_root(&[5], |root, leaf| drop(root.map.insert("a".into(), leaf)));
}

#[test]
fn sealed_alone_and_put_below_a_message_between() {
    put_into_a_root(&[8, 1], |root, leaf| root.plains[0].leaves[0] = leaf);
}

#[test]
fn sealed_alone_and_put_below_two_messages_between() {
    put_into_a_root(&[8, 2, 1], |root, leaf| {
        root.plains[0].more.as_mut().expect("there is more").leaves[0] = leaf;
    });
}

#[test]
fn bound_and_taken_out_to_be_a_root() {
    let wire: Root = bench().seal(root());
    bench().opened(&wire);
    for (leaf, fields) in [
        (&wire.leaves[0], vec![4]),
        (&wire.map["a"], vec![5]),
        (&wire.plains[0].leaves[0], vec![8, 1]),
    ] {
        let error = bench().refused(leaf);
        assert_eq!(stands(&error), (&Stand::Below(fields), &Stand::Alone));
        let text = error.to_string();
        assert!(
            text.contains("place: BOUND") && text.contains("place: PORTABLE"),
            "{error}"
        );
    }
}

#[test]
fn bound_and_put_into_a_list_that_holds_nothing_fast() {
    let bound = bench().seal(root()).leaves[0].clone();
    let error = bench().refusal(&bench().seal(list()), |list| list.leaves[1] = bound);
    assert_eq!(stands(&error), (&Stand::Below(vec![4]), &Stand::Alone));
    assert_eq!(what(&error).1, "leaves[1]");
}

#[test]
fn bound_and_put_into_a_portable_field_of_its_parent() {
    let error = bench().refusal(&bench().seal(root()), |root| root.portable[0] = root.leaves[0].clone());
    assert_eq!(stands(&error), (&Stand::Below(vec![4]), &Stand::Alone));
}

#[test]
fn portable_and_put_into_a_bound_field_of_its_parent() {
    let error = bench().refusal(&bench().seal(root()), |root| root.leaves[0] = root.portable[0].clone());
    assert_eq!(stands(&error), (&Stand::Alone, &Stand::Below(vec![4])));
}

#[test]
fn portable_children_are_dropped_repeated_and_reordered_unnoticed() {
    let mut wire: Root = bench().seal(root());
    wire.portable.reverse();
    wire.portable.extend_from_within(..1);
    assert_eq!(bench().opened(&wire).portable, ["f1", "f0", "f1"].map(leaf));
    wire.portable.clear();
    assert_eq!(bench().opened(&wire).portable, []);
}

#[test]
fn portable_children_move_to_another_parent_a_root_and_a_list() {
    let mut wire: Root = bench().seal(root());
    let moved = bench().seal(root()).portable[0].clone();
    wire.portable.push(moved.clone());
    assert_eq!(bench().opened(&wire).portable.last(), Some(&leaf("f0")));
    assert_eq!(bench().opened(&moved), leaf("f0"));
    let mut list: List = bench().seal(list());
    list.leaves.push(moved);
    assert_eq!(bench().opened(&list).leaves.last(), Some(&leaf("f0")));
}

#[test]
fn sealed_alone_and_put_into_a_portable_field_opens() {
    let mut wire: Root = bench().seal(root());
    wire.portable[1] = alone();
    assert_eq!(bench().opened(&wire).portable[1], leaf("alone"));
}

#[test]
fn a_portable_child_is_sealed_all_the_same() {
    let wire: Root = bench().seal(root());
    let error = bench().refusal(&wire, |root| root.portable[0].sealed.clear());
    assert_eq!(what(&error), ("missing", "portable[0]"), "{error}");
    let error = bench().refusal(&wire, |root| root.portable[0].sealed[0][100] ^= 1);
    assert_eq!(what(&error), ("tampered", "portable[0]"), "{error}");
}

#[test]
fn a_row_of_a_list_is_dropped_repeated_and_reordered_unnoticed_but_not_changed() {
    let mut wire: List = bench().seal(list());
    wire.leaves.swap(0, 1);
    wire.leaves.extend_from_within(..1);
    wire.roots.remove(0);
    bench().opened(&wire);
    let error = bench().refusal(&wire, |list| list.roots[0].version = 9);
    assert_eq!(what(&error), ("tampered", "roots[0]"), "{error}");
    let error = bench().refusal(&wire, |list| list.leaves[0].sealed = list.roots[0].sealed.clone());
    assert_eq!(what(&error), ("bound more", "leaves[0]"), "{error}");
}
