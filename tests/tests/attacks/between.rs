//! Children of a sealed message with messages between that neither seal nor bind anything, one level and more.

use std::mem::{swap, take};

use protoseal_tests::pb::kinds::v1::places::{Leaf, Plain, Root};

use crate::bench::{attacks, bench};
use crate::samples::root;

fn more(root: &mut Root, index: usize) -> &mut Plain {
    root.plains[index].more.as_mut().expect("there is more")
}

attacks! { root();
    swapped_within_one: "tampered" at "plains[0].leaves[0]", |root| root.plains[0].leaves.swap(0, 1);
    swapped_between_two: "tampered" at "plains[0].leaves[0]", |root| {
        let mut other = take(&mut root.plains[0].leaves[0]);
        swap(&mut root.plains[1].leaves[0], &mut other);
        root.plains[0].leaves[0] = other;
    };
    moved_from_one_to_the_next: "tampered" at "plains[1].leaves[0]", |root| {
        let leaf = root.plains[0].leaves.pop().expect("there are some");
        root.plains[1].leaves.insert(0, leaf);
    };
    moved_from_one_to_the_end_of_the_next: "tampered" at "plains[1].leaves[2]", |root| {
        let leaf = root.plains[0].leaves.pop().expect("there are some");
        root.plains[1].leaves.push(leaf);
    };
    reordered: "tampered" at "plains[0].leaves[0]", |root| root.plains[0].leaves.reverse();
    repeated: "tampered" at "", |root| root.plains[0].leaves.extend_from_within(..1);
    repeated_in_place_of_another: "tampered" at "plains[0].leaves[1]", |root| {
        root.plains[0].leaves[1] = root.plains[0].leaves[0].clone();
    };
    dropped: "tampered" at "", |root| drop(root.plains[1].leaves.pop());
    all_dropped_from_one: "tampered" at "", |root| root.plains[0].leaves.clear();
    all_dropped_from_each: "tampered" at "", |root| root.plains.fill(Plain::default());
    all_dropped_and_nothing_else_left: "tampered" at "", |root| {
        (root.leaf, root.choice) = (None, None);
        root.leaves.clear();
        root.map.clear();
        root.plains.clear();
    };
    stripped: "missing" at "plains[0].leaves[1]", |root| root.plains[0].leaves[1].sealed.clear();
    emptied: "missing" at "plains[1].leaves[0]", |root| root.plains[1].leaves[0] = Leaf::default();

    the_messages_between_swapped: "tampered" at "plains[0].leaves[0]", |root| root.plains.swap(0, 1);
    one_message_between_dropped: "tampered" at "", |root| drop(root.plains.pop());
    one_message_between_repeated: "tampered" at "", |root| root.plains.extend_from_within(..1);
    all_messages_between_dropped: "tampered" at "", |root| root.plains.clear();
    an_empty_message_put_before: "tampered" at "plains[1].leaves[0]", |root| root.plains.insert(0, Plain::default());

    deeper_swapped: "tampered" at "plains[0].more.leaves[0]", |root| more(root, 0).leaves.swap(0, 1);
    deeper_swapped_between_two: "tampered" at "plains[0].more.leaves[0]", |root| {
        let mut other = take(more(root, 0));
        swap(more(root, 1), &mut other);
        *more(root, 0) = other;
    };
    deeper_repeated: "tampered" at "", |root| more(root, 0).leaves.extend_from_within(..1);
    deeper_dropped: "tampered" at "", |root| drop(more(root, 1).leaves.pop());
    deeper_all_dropped: "tampered" at "", |root| root.plains[1].more = None;
    deeper_stripped: "missing" at "plains[1].more.leaves[1]", |root| more(root, 1).leaves[1].sealed.clear();
    deeper_swapped_with_one_above: "out of place" at "plains[0].leaves[0]", |root| {
        let mut other = take(&mut more(root, 0).leaves[0]);
        swap(&mut root.plains[0].leaves[0], &mut other);
        more(root, 0).leaves[0] = other;
    };
    moved_deeper: "out of place" at "plains[0].more.leaves[2]", |root| {
        let leaf = root.plains[0].leaves.pop().expect("there are some");
        more(root, 0).leaves.push(leaf);
    };
    a_level_taken_out: "out of place" at "plains[0].leaves[0]", |root| {
        let mut lifted = take(more(root, 0));
        lifted.leaves.extend(take(&mut root.plains[0].leaves));
        root.plains[0] = lifted;
    };
    a_level_put_in: "out of place" at "plains[0].more.leaves[0]", |root| {
        let inner = Box::new(take(&mut root.plains[0]));
        root.plains[0].more = Some(inner);
    };
    swapped_with_one_right_below: "out of place" at "leaves[0]", |root| {
        let mut other = take(&mut root.plains[0].leaves[0]);
        swap(&mut root.leaves[0], &mut other);
        root.plains[0].leaves[0] = other;
    };
}

/// Messages between are clear themselves: one that holds no child may come and go, as any clear field may.
#[test]
fn an_empty_message_put_behind_is_a_change_of_clear_fields() {
    let mut wire = bench().seal(root());
    wire.plains.push(Plain::default());
    assert_eq!(bench().opened(&wire).plains.len(), 3);
}
