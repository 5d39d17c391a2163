//! Presence, oneofs, messages in messages, and what is left out.

use std::collections::HashMap;

use protoseal_tests::validation::pgv::v1::{Disabled, Ignored, Leaf, Legacy, Presence, Tree, legacy, presence};

use crate::broken;

fn leaf(name: &str) -> Leaf {
    Leaf { name: name.to_owned() }
}

#[test]
fn presence_is_asked_for_where_protoc_gen_validate_asks() {
    assert_eq!(
        broken(&Presence::default()),
        [
            "required: message.required [message.required]",
            "wanted: any.required [any.required]",
            "pick: [validate.required] [required]",
        ]
    );
    let right = || Presence {
        required: Some(leaf("a")),
        wanted: Some(leaf("a")),
        pick: Some(presence::Pick::Number(1)),
        ..Presence::default()
    };
    assert_eq!(broken(&right()), [] as [&str; 0]);
    let wrong = Presence {
        maybe: Some(0),
        optional: Some(leaf("")),
        pick: Some(presence::Pick::Text("abcd".to_owned())),
        free: Some(presence::Free::Any("b".to_owned())),
        ..right()
    };
    assert_eq!(
        broken(&wrong),
        [
            "maybe: int32.gt [int32.gt]",
            "optional.name: string.min_len [string.min_len]",
            "text: string.max_len [string.max_len]",
            "any: string.prefix [string.prefix]",
        ]
    );
    let held = Presence {
        pick: Some(presence::Pick::Leaf(leaf(""))),
        free: Some(presence::Free::Flag(false)),
        ..right()
    };
    assert_eq!(broken(&held), ["leaf.name: string.min_len [string.min_len]"]);
    let zero = Presence {
        pick: Some(presence::Pick::Number(0)),
        ..right()
    };
    assert_eq!(broken(&zero), ["number: int32.gt [int32.gt]"]);
}

#[test]
fn messages_are_checked_unless_they_are_skipped() {
    let tree = Tree {
        leaf: Some(leaf("")),
        leaves: vec![leaf("a"), leaf("")],
        by_name: HashMap::from([("x".to_owned(), leaf(""))]),
        tree: Some(Box::new(Tree {
            leaf: Some(leaf("")),
            ..Tree::default()
        })),
        skipped: Some(leaf("")),
        skipped_items: vec![leaf("")],
        skipped_values: HashMap::from([("x".to_owned(), leaf(""))]),
        ..Tree::default()
    };
    assert_eq!(
        broken(&tree),
        [
            "leaf.name: string.min_len [string.min_len]",
            "leaves[1].name: string.min_len [string.min_len]",
            "by_name[\"x\"].name: string.min_len [string.min_len]",
            "tree.leaf.name: string.min_len [string.min_len]",
        ]
    );
}

#[test]
fn messages_that_are_disabled_or_ignored_check_nothing_neither_alone_nor_in_others() {
    let disabled = Disabled {
        leaf: Some(leaf("")),
        ..Disabled::default()
    };
    let ignored = Ignored {
        leaf: Some(leaf("")),
        ..Ignored::default()
    };
    assert_eq!(broken(&Disabled::default()), [] as [&str; 0]);
    assert_eq!(broken(&disabled), [] as [&str; 0]);
    assert_eq!(broken(&ignored), [] as [&str; 0]);
    let tree = Tree {
        disabled: Some(disabled),
        ignored: Some(ignored),
        ..Tree::default()
    };
    assert_eq!(broken(&tree), [] as [&str; 0]);
}

#[test]
fn proto2() {
    assert_eq!(
        broken(&Legacy::default()),
        [
            "name: string.min_len [string.min_len]",
            "leaf: message.required [message.required]",
        ]
    );
    let legacy = Legacy {
        name: "a".to_owned(),
        number: Some(-7),
        empty: Some(0),
        part: Some(legacy::Part {
            text: Some(String::new()),
        }),
        leaf: Some(leaf("a")),
    };
    assert_eq!(
        broken(&legacy),
        [
            "number: int32.gt [int32.gt]",
            "part.text: string.min_len [string.min_len]",
        ]
    );
}
