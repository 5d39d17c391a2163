//! What is sealed opens again, whole, under every suite, backend and padding.

mod common;

use common::{Card, Folder, Team, aes, card, clear, context, folder, ring, team};
use proptest::prelude::*;
use prost::Message;
use protoseal::{Backend, Context, OpenError, Opener, Padding, SealError, Sealer, Suite, prelude::*};

const SUITES: [Suite; 2] = [Suite::Aes256Gcm, Suite::Sm4Gcm];

fn backends() -> Vec<Backend> {
    vec![
        #[cfg(feature = "aws-lc-rs")]
        Backend::AwsLcRs,
        Backend::RustCrypto,
    ]
}

#[test]
fn every_suite_backend_and_padding() {
    for pii in SUITES {
        for vault in SUITES {
            let keyring = ring(pii, vault);
            for sealing in backends() {
                for opening in backends() {
                    for padding in [Padding::None, Padding::Bucket, Padding::Padme] {
                        let sealer = Sealer::builder(&keyring)
                            .backend(sealing)
                            .padding(padding)
                            .build()
                            .unwrap();
                        let opener = Opener::builder(&keyring).backend(opening).build().unwrap();
                        let wire = team().seal(&sealer, &context()).unwrap();
                        assert_eq!(wire.open(&opener, &context()).unwrap(), team());
                    }
                }
            }
        }
    }
}

#[test]
fn an_envelope_field_and_clear_fields_are_all_that_travels() {
    let keyring = aes();
    let wire = card("ada").seal(&Sealer::new(&keyring), &context()).unwrap();
    let bytes = wire.encode_to_vec();
    assert!(!contains(&bytes, b"number of ada"));
    assert!(contains(&bytes, b"clear note"));
    assert_eq!(wire.sealed.len(), 2);
    let relayed = Card::decode(&bytes[..]).unwrap();
    assert_eq!(relayed.open(&Opener::new(&keyring), &context()).unwrap(), card("ada"));
}

#[test]
fn encode_gives_the_wire_message_in_one_buffer_that_never_grew() {
    let keyring = aes();
    for padding in [Padding::None, Padding::Bucket, Padding::Padme] {
        let sealer = Sealer::builder(&keyring)
            .padding(padding)
            .never_forked_or_cloned()
            .build()
            .unwrap();
        let opener = Opener::new(&keyring);
        let bytes = sealer.encode(team(), &context()).unwrap();
        assert_eq!(opener.decode::<clear::Team>(&bytes, &context()).unwrap(), team());
        assert_eq!(
            Team::decode(&bytes[..]).unwrap().open(&opener, &context()).unwrap(),
            team()
        );
        let bytes = sealer.encode(folder(), &context()).unwrap();
        assert_eq!(opener.decode::<clear::Folder>(&bytes, &context()).unwrap(), folder());
        // The survey's bound is what was allocated: were it too low, the vector would have doubled or more.
        let bytes = sealer.encode(card("ada"), &context()).unwrap();
        assert!(
            bytes.capacity() <= bytes.len() + 160,
            "{} of {}",
            bytes.len(),
            bytes.capacity()
        );
    }
}

#[test]
fn empty_messages() {
    let keyring = aes();
    let (sealer, opener) = (Sealer::new(&keyring), Opener::new(&keyring));
    let wire = clear::Card::default().seal(&sealer, &context()).unwrap();
    assert_eq!(wire.sealed.len(), 2, "an empty group has an envelope too");
    assert_eq!(wire.open(&opener, &context()).unwrap(), clear::Card::default());
    let wire = clear::Team::default().seal(&sealer, &context()).unwrap();
    assert_eq!(wire.open(&opener, &context()).unwrap(), clear::Team::default());
    let wire = clear::Folder::default().seal(&sealer, &context()).unwrap();
    assert_eq!(wire.open(&opener, &context()).unwrap(), clear::Folder::default());
    let bytes = Sealer::builder(&keyring).padding(Padding::None).build().unwrap();
    let bytes = bytes.encode(clear::Card::default(), &context()).unwrap();
    assert_eq!(
        opener.decode::<clear::Card>(&bytes, &context()).unwrap(),
        clear::Card::default()
    );
}

#[test]
fn presence_is_sealed_too() {
    let keyring = aes();
    let (sealer, opener) = (Sealer::new(&keyring), Opener::new(&keyring));
    for limit in [None, Some(0), Some(i64::MIN)] {
        let wire = clear::Card { limit, ..card("ada") }.seal(&sealer, &context()).unwrap();
        assert_eq!(wire.open(&opener, &context()).unwrap().limit, limit);
    }
}

#[test]
fn a_mebibyte() {
    for suite in SUITES {
        let keyring = ring(suite, suite);
        let big = clear::Card {
            number: "7".repeat(1 << 20),
            ..card("ada")
        };
        let wire = big.clone().seal(&Sealer::new(&keyring), &context()).unwrap();
        assert_eq!(wire.open(&Opener::new(&keyring), &context()).unwrap(), big);
    }
}

#[test]
fn a_long_bound_value() {
    let keyring = aes();
    let long = card(&"o".repeat(1 << 20));
    let wire = long.clone().seal(&Sealer::new(&keyring), &context()).unwrap();
    assert_eq!(wire.open(&Opener::new(&keyring), &context()).unwrap(), long);
}

#[test]
fn padding_hides_lengths_within_a_bucket() {
    let keyring = aes();
    let sealer = Sealer::new(&keyring);
    let length = |number: &str| {
        let wire = clear::Card {
            number: number.into(),
            limit: None,
            ..card("ada")
        }
        .seal(&sealer, &context())
        .unwrap();
        wire.sealed.iter().map(Vec::len).sum::<usize>()
    };
    assert_eq!(length(""), length("12345678901234567890123456789"));
    assert_ne!(length(""), length("123456789012345678901234567890123"));
}

#[test]
fn a_plain_container_leaves_each_child_for_itself() {
    let keyring = aes();
    let (sealer, opener) = (Sealer::new(&keyring), Opener::new(&keyring));
    let office = team().office.unwrap();
    let wire = office.clone().seal(&sealer, &context()).unwrap();
    let alone = wire.desks[0].clone();
    assert_eq!(wire.open(&opener, &context()).unwrap(), office);
    assert_eq!(alone.open(&opener, &context()).unwrap(), card("d0"));
    let composed = common::Office {
        desks: vec![card("x").seal(&sealer, &context()).unwrap()],
        ..Default::default()
    };
    assert_eq!(composed.open(&opener, &context()).unwrap().desks, [card("x")]);
}

#[test]
fn nothing_to_seal_needs_no_key() {
    let keyring = Keyring::new();
    let sealer = Sealer::new(&keyring);
    let empty = clear::Folder {
        name: "empty".into(),
        ..Default::default()
    };
    let wire: Folder = empty.clone().seal(&sealer, &context()).unwrap();
    assert_eq!(wire.open(&Opener::new(&keyring), &context()).unwrap(), empty);
}

#[test]
fn the_context_must_be_the_same() {
    let keyring = aes();
    let (sealer, opener) = (Sealer::new(&keyring), Opener::new(&keyring));
    let sealed_with = Context::new().with("a", "b");
    let others = [
        (0, Context::new()),
        (1, Context::new().with("a", "c")),
        (1, Context::new().with("b", "b")),
        (1, Context::new().with("a.b", "")),
        (2, Context::new().with("a", "").with("b", "")),
        (2, Context::new().with("a", "b").with("c", "")),
        (1, Context::new().with("ab", "")),
    ];
    let mut wire = card("ada").seal(&sealer, &sealed_with).unwrap();
    for (given, other) in &others {
        let refused = wire.open(&opener, other).unwrap_err();
        let OpenError::Tampered {
            bound_pairs,
            given_pairs,
            ..
        } = refused.error()
        else {
            panic!("{refused}")
        };
        assert_eq!((bound_pairs, given_pairs), (&1, given));
        wire = refused.into_message();
    }
    assert_eq!(wire.open(&opener, &sealed_with).unwrap(), card("ada"));
}

#[test]
fn context_ambiguity_joined_names_are_not_two_names() {
    let keyring = aes();
    let (sealer, opener) = (Sealer::new(&keyring), Opener::new(&keyring));
    let joined = Context::new().with("a.b", "x");
    let apart = Context::new().with("a", "x").with("b", "x");
    let wire = card("ada").seal(&sealer, &joined).unwrap();
    assert!(matches!(
        wire.open(&opener, &apart).unwrap_err().error(),
        OpenError::Tampered { .. }
    ));
    let wire = card("ada").seal(&sealer, &Context::new().with("a", "b.c")).unwrap();
    let refused = wire.open(&opener, &Context::new().with("a.b", "c")).unwrap_err();
    assert!(matches!(refused.error(), OpenError::Tampered { .. }));
}

#[test]
fn malformed_contexts_are_refused_on_both_sides() {
    let keyring = aes();
    let (sealer, opener) = (Sealer::new(&keyring), Opener::new(&keyring));
    for bad in [
        Context::new().with("", "x"),
        Context::new().with("a", "x").with("a", "x"),
    ] {
        let refused = card("ada").seal(&sealer, &bad).unwrap_err();
        assert!(matches!(refused.error(), SealError::ContextMalformed { .. }));
        assert_eq!(refused.into_message(), card("ada"));
        let wire = card("ada").seal(&sealer, &context()).unwrap();
        assert!(matches!(
            wire.open(&opener, &bad).unwrap_err().error(),
            OpenError::ContextMalformed { .. }
        ));
    }
}

#[test]
fn a_message_tied_to_nothing_must_say_so() {
    // Unlike a card, which binds its owner, a note binds nothing: see `common::note`.
    let keyring = aes();
    let (sealer, opener) = (Sealer::new(&keyring), Opener::new(&keyring));
    let note = common::ClearNote { text: "free".into() };
    let refused = note.clone().seal(&sealer, &Context::new()).unwrap_err();
    assert!(matches!(refused.error(), SealError::ContextUnbound { .. }));
    assert!(refused.to_string().contains("Context::unbound()"));
    assert_eq!(refused.into_message(), note);
    for context in [Context::unbound(), context()] {
        let wire = note.clone().seal(&sealer, &context).unwrap();
        assert_eq!(wire.open(&opener, &context).unwrap(), note);
    }
    card("ada")
        .seal(&sealer, &Context::new())
        .expect("a bound field ties it");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn random_messages(number in any::<String>(), limit in any::<Option<i64>>(), pin in any::<Vec<u8>>(),
                       owner in any::<String>(), id in any::<u64>(), members in 0usize..4, label in any::<String>()) {
        let keyring = ring(Suite::Sm4Gcm, Suite::Aes256Gcm);
        let one = clear::Card { owner, number, limit, note: String::new(), pin };
        let clear = clear::Team {
            id,
            members: vec![one.clone(); members],
            by_role: [(label.clone(), one.clone())].into(),
            vaulted: vec![one],
            kind: Some(clear::Kind::Label(label)),
            ..Default::default()
        };
        let bytes = Sealer::new(&keyring).encode(clear.clone(), &context()).unwrap();
        prop_assert_eq!(Opener::new(&keyring).decode::<clear::Team>(&bytes, &context()).unwrap(), clear);
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
