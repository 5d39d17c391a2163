//! Sealed messages that a stranger moves between sealed parents: PORTABLE ones open there, BOUND ones are refused with the error
//! that names the remedy.

use prost::Message;
use protoseal::{OpenError, Stand};
use protoseal_tests::pb::attacks::v1::Pages;
use protoseal_tests::pb::kinds::v1::places::{List, Root, clear};
use protoseal_tests::stock::kinds::v1::places as stock;

use super::stranger;
use crate::bench::{bench, stands, what};
use crate::samples::{frame, leaf, root};

const PORTABLE: &str = "if it may be moved, give the field that it was sealed in `place: PORTABLE` and seal anew";

/// Two messages of two seals, as a stranger sees them.
fn two() -> [stock::Root; 2] {
    let second = clear::Root { version: 8, ..root() };
    [root(), second].map(|root| {
        let wire: Root = bench().seal(root);
        bench().opened(&wire);
        stranger(&wire.encode_to_vec())
    })
}

/// The second one, with something of the first one's in it.
fn moved(take: impl FnOnce(stock::Root, &mut stock::Root)) -> Root {
    let [first, mut second] = two();
    take(first, &mut second);
    Root::decode(&*second.encode_to_vec()).expect("it decodes")
}

#[test]
fn portable_ones_open_in_another_parent() {
    let wire = moved(|first, second| second.portable.extend(first.portable));
    assert_eq!(bench().opened(&wire).portable, ["f0", "f1", "f0", "f1"].map(leaf));
}

#[test]
fn portable_ones_of_two_parents_change_places() {
    let wire = moved(|mut first, second| second.portable[0] = first.portable.remove(1));
    assert_eq!(bench().opened(&wire).portable, ["f1", "f1"].map(leaf));
}

#[test]
fn bound_ones_in_another_field_of_another_parent_are_out_of_place() {
    let error = bench().refused(&moved(|mut first, second| second.leaf = Some(first.leaves.remove(0))));
    assert_eq!(stands(&error), (&Stand::Below(vec![4]), &Stand::Below(vec![3])));
    assert!(error.to_string().contains(PORTABLE), "{error}");
}

#[test]
fn bound_ones_in_a_portable_field_of_another_parent_are_out_of_place() {
    let error = bench().refused(&moved(|first, second| second.portable.extend(first.leaves)));
    assert_eq!(stands(&error), (&Stand::Below(vec![4]), &Stand::Alone));
    assert!(error.to_string().contains(PORTABLE), "{error}");
    assert_eq!(what(&error).1, "portable[2]");
}

/// The place is right but for the parent, which is in no declaration: the AEAD tells.
#[test]
fn bound_ones_in_the_same_field_of_another_parent_do_not_authenticate() {
    let error = bench().refused(&moved(|mut first, second| second.leaves[0] = first.leaves.remove(0)));
    assert!(matches!(error, OpenError::Tampered { .. }), "{error}");
    assert!(error.to_string().contains("its place"), "{error}");
}

#[test]
fn bound_ones_in_a_list_are_out_of_place() {
    let [mut first, _] = two();
    let list = stock::List {
        leaves: vec![first.leaves.remove(0)],
        ..Default::default()
    };
    let error = bench().refused(&List::decode(&*list.encode_to_vec()).expect("it decodes"));
    assert_eq!(stands(&error), (&Stand::Below(vec![4]), &Stand::Alone));
    assert!(
        error
            .to_string()
            .contains("give that one's field `place: BOUND` here too"),
        "{error}"
    );
}

/// By the option, in a message that neither seals nor binds anything else.
#[test]
fn ones_that_are_bound_by_the_option_are_out_of_place_elsewhere() {
    let wire = bench().seal(frame());
    bench().opened(&wire);
    let mut seen: stock::Frame = stranger(&wire.encode_to_vec());
    let list = stock::List {
        leaves: vec![seen.bound.remove(0)],
        ..Default::default()
    };
    let error = bench().refused(&List::decode(&*list.encode_to_vec()).expect("it decodes"));
    assert_eq!(stands(&error), (&Stand::Below(vec![1]), &Stand::Alone));
    assert!(error.to_string().contains(PORTABLE), "{error}");
}

/// And a message that holds them is moved with all that it holds.
#[test]
fn a_whole_frame_is_moved_with_what_it_holds() {
    let wire = bench().seal(frame());
    let seen: stock::Frame = stranger(&wire.encode_to_vec());
    let pages = protoseal_tests::stock::attacks::v1::Pages {
        frames: vec![seen],
        ..Default::default()
    };
    let wire = Pages::decode(&*pages.encode_to_vec()).expect("it decodes");
    assert_eq!(bench().opened(&wire).frames, [frame()]);
}
