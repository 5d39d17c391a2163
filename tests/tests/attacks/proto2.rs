//! Children in required fields and in proto2's groups, and plaintext in groups.

use std::mem::swap;

use protoseal_tests::pb::kinds::v1::{Child, Legacy};

use crate::bench::{CANARY, attacks, bench, delimited, group, what};
use crate::samples::legacy;

fn inside(legacy: &mut Legacy) -> &mut Child {
    let holding = legacy.holding.as_mut().expect("there is a group");
    holding.inside.as_mut().expect("there is a child in it")
}

attacks! { legacy();
    a_required_bound_field_changed: "tampered" at "", |legacy| legacy.id = "other".into();
    a_required_bound_field_emptied: "tampered" at "", |legacy| legacy.id.clear();
    a_required_child_stripped: "missing" at "child", |legacy| legacy.child.sealed.clear();
    a_required_child_emptied: "missing" at "child", |legacy| legacy.child = Child::default();
    a_required_child_in_a_groups_place: "out of place" at "holding.inside", |legacy| {
        *inside(legacy) = legacy.child.clone();
    };
    a_groups_child_in_a_required_ones_place: "out of place" at "child", |legacy| {
        legacy.child = inside(legacy).clone();
    };
    a_groups_child_dropped: "tampered" at "", |legacy| drop(legacy.holding.as_mut().expect("it is there").inside.take());
    a_group_dropped_with_its_child: "tampered" at "", |legacy| legacy.holding = None;
    a_groups_child_stripped: "missing" at "holding.inside", |legacy| inside(legacy).sealed.clear();
    a_required_child_swapped_with_the_next_messages: "tampered" at "child", |legacy| {
        let next = legacy.next.as_mut().expect("there is one");
        swap(&mut legacy.child, &mut next.child);
    };
    the_next_message_in_place_of_the_whole: "out of place" at "", |legacy| {
        *legacy = *legacy.next.take().expect("there is one");
    };
}

/// Field 2 of the child in the group, which a parser merges into the one that is there.
#[test]
fn plaintext_merged_into_a_groups_child() {
    let wire: Legacy = bench().seal(legacy());
    let secret = delimited(2, CANARY.as_bytes());
    let error = bench().refused_with(&wire, &group(32, &delimited(1, &secret)));
    assert_eq!(what(&error), ("plaintext", "holding.inside.secret"), "{error}");
}

#[test]
fn plaintext_merged_into_a_required_child() {
    let wire: Legacy = bench().seal(legacy());
    let error = bench().refused_with(&wire, &delimited(4, &delimited(2, CANARY.as_bytes())));
    assert_eq!(what(&error), ("plaintext", "child.secret"), "{error}");
}

#[test]
fn sealed_groups_in_the_clear() {
    let wire: Legacy = bench().seal(legacy());
    for (number, field) in [(27, "hidden"), (28, "hiddens")] {
        for content in [vec![], delimited(1, CANARY.as_bytes())] {
            // A word is text, a number is not, and then the group is no group of that message.
            if number == 28 && !content.is_empty() {
                continue;
            }
            let error = bench().refused_with(&wire, &group(number, &content));
            assert_eq!(what(&error), ("plaintext", field), "{error}");
        }
    }
}
