//! The context: another than was sealed with, an ambiguous one, none.

use prost::Message;
use protoseal::prelude::*;
use protoseal::{ContextFault, OpenError, SealError};
use protoseal_tests::pb::attacks::v1::{Note, clear};
use protoseal_tests::pb::kinds::v1::places;

use crate::bench::{bench, silent, what};
use crate::samples;

fn sealed(context: &Context) -> Note {
    let note = samples::note("ada")
        .seal(&bench().sealer, context)
        .expect("it is sealed");
    note.clone().open(&bench().opener, context).expect("it opens");
    note
}

/// Refused under another context, with the numbers of pairs that were bound and are given.
fn other(sealed_with: &Context, opened_with: &Context, pairs: (u64, u64)) {
    let error = bench().refused_in(&sealed(sealed_with), opened_with);
    match error {
        OpenError::Tampered {
            bound_pairs,
            given_pairs,
            ..
        } => assert_eq!((bound_pairs, given_pairs), pairs),
        error => panic!("{error}"),
    }
}

fn two() -> Context {
    Context::new().with("tenant", "acme").with("table", "users")
}

#[test]
fn another_value() {
    other(
        &two(),
        &Context::new().with("tenant", "acme").with("table", "user"),
        (2, 2),
    );
    other(
        &two(),
        &Context::new().with("tenant", "").with("table", "users"),
        (2, 2),
    );
}

#[test]
fn another_name() {
    other(
        &two(),
        &Context::new().with("tenant", "acme").with("tables", "users"),
        (2, 2),
    );
}

#[test]
fn another_order() {
    other(
        &two(),
        &Context::new().with("table", "users").with("tenant", "acme"),
        (2, 2),
    );
}

#[test]
fn a_pair_missing() {
    other(&two(), &Context::new().with("tenant", "acme"), (2, 1));
    other(&two(), &Context::new().with("table", "users"), (2, 1));
}

#[test]
fn a_pair_more() {
    other(&two(), &two().with("row", ""), (2, 3));
}

#[test]
fn none_at_all() {
    other(&two(), &Context::new(), (2, 0));
    other(&two(), &Context::unbound(), (2, 0));
    other(&Context::new(), &two(), (0, 2));
}

#[test]
fn values_swapped_between_names() {
    other(
        &two(),
        &Context::new().with("tenant", "users").with("table", "acme"),
        (2, 2),
    );
}

#[test]
fn names_and_values_that_run_together_the_same() {
    let like = [
        Context::new().with("a", "bc"),
        Context::new().with("ab", "c"),
        Context::new().with("abc", ""),
        Context::new().with("a", "b").with("c", ""),
        Context::new().with("a", "").with("b", "c"),
        Context::new().with("a.b", "c"),
        Context::new().with("a", "b.c"),
        Context::new().with("a", "b\0c"),
    ];
    for (index, one) in like.iter().enumerate() {
        let wire = sealed(one);
        for (_, another) in like.iter().enumerate().filter(|(other, _)| *other != index) {
            let error = bench().refused_in(&wire, another);
            assert_eq!(what(&error), ("tampered", ""), "{error}");
        }
    }
}

#[test]
fn a_name_twice_or_empty() {
    let twice = Context::new().with("a", "x").with("a", "y");
    let empty = Context::new().with("", "x");
    let wire = sealed(&Context::new().with("a", "x"));
    for (context, fault) in [
        (twice, ContextFault::DuplicateName("a".into())),
        (empty, ContextFault::EmptyName),
    ] {
        let refused = samples::note("ada")
            .seal(&bench().sealer, &context)
            .expect_err("it is ambiguous");
        silent(&format!("{refused} {refused:?}"));
        let (message, error) = refused.into_parts();
        assert_eq!(message, samples::note("ada"));
        assert!(matches!(error, SealError::ContextMalformed { fault: found } if found == fault));
        let error = bench().refused_in(&wire, &context);
        assert_eq!(what(&error), ("context malformed", ""), "{error}");
    }
}

/// Where sealing with no context at all is refused, and why.
fn unbound<C>(clear: C, path: &str)
where
    C: protoseal::codegen::Sealable<Wire: protoseal::codegen::Openable<Clear = C>> + Clone + PartialEq,
    C::Wire: Clone + PartialEq,
{
    let refused = clear
        .clone()
        .seal(&bench().sealer, &Context::new())
        .expect_err("nothing ties it");
    silent(&format!("{refused} {refused:?}"));
    assert!(refused.to_string().contains("Context::unbound()"), "{refused}");
    let (message, error) = refused.into_parts();
    assert!(message == clear, "the message came back changed");
    match error {
        SealError::ContextUnbound { at } => assert_eq!(at.path(), path),
        error => panic!("{error}"),
    }
    let encoded = bench().sealer.encode(clear.clone(), &Context::new());
    assert!(matches!(encoded, Err(refused) if matches!(refused.error(), SealError::ContextUnbound { .. })));

    let wire = clear
        .clone()
        .seal(&bench().sealer, &Context::unbound())
        .expect("it is meant");
    let bytes = wire.encode_to_vec();
    for context in [Context::unbound(), Context::new()] {
        let opened: C = bench().opener.decode(&bytes, &context).expect("both say the same");
        assert!(opened == clear);
    }
}

#[test]
fn without_context_a_root_that_binds_nothing() {
    unbound(samples::pair(), "");
    unbound(samples::leaf("alone"), "");
    // It seals nothing itself, but holds its children fast.
    unbound(samples::frame(), "");
}

#[test]
fn without_context_a_child_that_stands_for_itself() {
    let list = places::clear::List {
        roots: vec![],
        leaves: vec![samples::leaf("row")],
    };
    unbound(list, "leaves[0]");
    // Its parent binds a field, but it is not bound to its parent.
    unbound(samples::root(), "portable[0]");
}

#[test]
fn without_context_what_binds_a_field_or_stands_below_it_is_sealed() {
    let root = places::clear::Root {
        portable: vec![],
        ..samples::root()
    };
    let wire = root
        .clone()
        .seal(&bench().sealer, &Context::new())
        .expect("it binds fields");
    assert!(wire.open(&bench().opener, &Context::new()).expect("it opens") == root);
    let note: clear::Note = samples::note("ada");
    let wire = note
        .clone()
        .seal(&bench().sealer, &Context::new())
        .expect("it binds a field");
    assert_eq!(wire.open(&bench().opener, &Context::unbound()).expect("it opens"), note);
    let page = samples::page("acme");
    let wire = page
        .clone()
        .seal(&bench().sealer, &Context::new())
        .expect("its parent binds a field");
    assert!(wire.open(&bench().opener, &Context::new()).expect("it opens") == page);
}
