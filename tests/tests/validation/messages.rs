//! Messages in messages, oneofs, alternatives, and field masks.

use std::collections::HashMap;

use prost_types::FieldMask;
use protoseal::validation::{Validate, ValidateError};
use protoseal_tests::validation::validation::v1::{Choice, Free, Leaf, Tree, choice::Pick};

use super::{broken, told};

fn leaf(name: &str) -> Leaf {
    Leaf { name: name.to_owned() }
}

fn choice() -> Choice {
    Choice {
        a: "abc".to_owned(),
        pick: Some(Pick::Leaf(leaf("a"))),
        ..Choice::default()
    }
}

#[test]
fn alternatives() {
    assert_eq!(broken(&choice()), [] as [&str; 0]);
    let none = Choice {
        a: String::new(),
        ..choice()
    };
    assert_eq!(broken(&none), [":  [message.oneof]"]);
    let both = Choice {
        b: "b".to_owned(),
        list: vec![1],
        held: Some(leaf("a")),
        ..choice()
    };
    assert_eq!(broken(&both), [":  [message.oneof]", ":  [message.oneof]"]);
    let error = both.validate().expect_err("it breaks rules");
    assert_eq!(error.violations()[0].message(), "only one of a, b can be set");
    let error = none.validate().expect_err("it breaks rules");
    assert_eq!(error.violations()[0].message(), "one of a, b must be set");
    let short = Choice {
        a: "ab".to_owned(),
        ..choice()
    };
    assert_eq!(broken(&short), ["a: string.min_len [string.min_len]"]);
}

#[test]
fn oneofs() {
    let pick = |pick| Choice { pick, ..choice() };
    assert_eq!(
        broken(&pick(None)),
        ["pick: required [required]", "leaf: required [required]"]
    );
    let leaf_required = "leaf: required [required]";
    assert_eq!(
        broken(&pick(Some(Pick::Number(0)))),
        ["number: int32.gt [int32.gt]", leaf_required]
    );
    assert_eq!(
        broken(&pick(Some(Pick::Text("abcd".to_owned())))),
        ["text: string.max_len [string.max_len]", leaf_required]
    );
    assert_eq!(
        broken(&pick(Some(Pick::Leaf(leaf(""))))),
        ["leaf.name: string.min_len [string.min_len]"]
    );
}

#[test]
fn messages_in_messages() {
    let inner = Tree {
        leaf: Some(leaf("")),
        leaves: vec![leaf("a"), leaf("")],
        by_name: HashMap::from([("x".to_owned(), leaf(""))]),
        unchecked: Some(leaf("")),
        unchecked_items: vec![leaf("")],
        ..Tree::default()
    };
    let tree = Tree {
        tree: Some(Box::new(inner)),
        ..Tree::default()
    };
    assert_eq!(
        broken(&tree),
        [
            "tree.leaf.name: string.min_len [string.min_len]",
            "tree.leaves[1].name: string.min_len [string.min_len]",
            "tree.by_name[\"x\"].name: string.min_len [string.min_len]",
        ]
    );
    assert_eq!(broken(&Free::default()), [] as [&str; 0]);
}

#[test]
fn a_field_mask_names_what_is_checked() {
    let tree = Tree {
        leaf: Some(leaf("")),
        leaves: vec![leaf("")],
        ..Tree::default()
    };
    let masked = |paths: &[&str]| {
        tree.validate_fields(&FieldMask {
            paths: paths.iter().map(|path| (*path).to_owned()).collect(),
        })
    };
    let error = masked(&["leaf", "by_name"]).expect_err("it breaks rules");
    let told: Vec<String> = error.violations().iter().map(told).collect();
    assert_eq!(told, ["leaf.name: string.min_len [string.min_len]"]);
    assert_eq!(masked(&["tree.leaves"]), Ok(()));
    assert!(matches!(masked(&["leaf.nam"]), Err(ValidateError::Mask(_))));
}
