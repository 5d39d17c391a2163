//! What is shown of messages and errors: never a sealed value. That no error of an attack shows one is asked of each in `bench`.

use prost::Message;
use protoseal::codegen::Sealable;
use protoseal::prelude::*;
use protoseal_tests::pb::attacks::v1::clear::{Record, record::SealedChoice};
use protoseal_tests::pb::kinds::v1::clear::{AllSealed, all_sealed};
use protoseal_tests::stock;

use crate::bench::{CANARY, bench, context, silent};
use crate::samples;

/// Debug of both types, in both forms.
fn shows_nothing<C: Sealable + Clone>(clear: C) {
    silent(&format!("{clear:?} {clear:#?}"));
    let bytes = bench().sealer.encode(clear.clone(), &context()).expect("it is sealed");
    assert!(!bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()));
    let wire = bench().seal(clear);
    silent(&format!("{wire:?} {wire:#?}"));
}

#[test]
fn debug_of_clear_and_wire_types() {
    shows_nothing(samples::record());
    shows_nothing(samples::root());
    shows_nothing(samples::list());
    shows_nothing(samples::page("acme"));
    shows_nothing(samples::frame());
    shows_nothing(samples::between("one"));
    shows_nothing(samples::all());
    shows_nothing(samples::legacy());
    shows_nothing(samples::pair());
}

#[test]
fn debug_of_a_sealed_oneof_and_its_members() {
    for choice in [SealedChoice::CText(CANARY.into()), SealedChoice::CPart(samples::part())] {
        silent(&format!("{choice:?} {choice:#?}"));
        shows_nothing(Record {
            sealed_choice: Some(choice),
            ..samples::record()
        });
    }
    for choice in [
        all_sealed::Choice::XString(CANARY.into()),
        all_sealed::Choice::XBytes(CANARY.into()),
        all_sealed::Choice::XChild(samples::child("one")),
    ] {
        silent(&format!("{choice:?} {choice:#?}"));
        shows_nothing(AllSealed {
            choice: Some(choice),
            ..Default::default()
        });
    }
}

/// Which member is set is hidden too.
#[test]
fn debug_of_a_sealed_oneof_shows_no_member() {
    let of = |choice| {
        format!(
            "{:?}",
            Record {
                sealed_choice: Some(choice),
                ..samples::record()
            }
        )
    };
    assert_eq!(
        of(SealedChoice::CText(CANARY.into())),
        of(SealedChoice::CPart(samples::part()))
    );
}

/// The search finds what is shown.
#[test]
#[should_panic(expected = "a secret shows")]
fn a_canary_in_the_clear_is_found() {
    let mut clear = samples::record();
    clear.note = CANARY.into();
    silent(&format!("{clear:?}"));
}

#[test]
fn debug_of_wire_types_that_hold_plaintext() {
    let records = [
        stock::attacks::v1::Record {
            secret: CANARY.into(),
            names: vec![CANARY.into()],
            pin: CANARY.into(),
            ..Default::default()
        }
        .encode_to_vec(),
        stock::attacks::v1::Record {
            tags: [(CANARY.into(), CANARY.into())].into(),
            part: Some(stock::attacks::v1::Part {
                text: CANARY.into(),
                lines: vec![CANARY.into()],
            }),
            sealed_choice: Some(stock::attacks::v1::record::SealedChoice::CText(CANARY.into())),
            ..Default::default()
        }
        .encode_to_vec(),
    ];
    for bytes in records {
        let wire = <Record as Sealable>::Wire::decode(&*bytes).expect("it decodes");
        silent(&format!("{wire:?} {wire:#?}"));
        let refused = wire.open(&bench().opener, &context()).expect_err("it is in the clear");
        silent(&format!("{refused} {refused:?} {refused:#?}"));
    }
    let legacy = stock::kinds::v1::Legacy {
        s_text: Some(CANARY.into()),
        hidden: Some(stock::kinds::v1::legacy::Hidden {
            word: Some(CANARY.into()),
            color: None,
        }),
        ..Default::default()
    };
    let wire = protoseal_tests::pb::kinds::v1::Legacy::decode(&*legacy.encode_to_vec()).expect("it decodes");
    silent(&format!("{wire:?} {wire:#?}"));
}

#[test]
fn errors_of_bytes_that_are_no_message() {
    for bytes in [CANARY.as_bytes(), &[0xff; 9]] {
        let error = bench().refused_bytes::<<Record as Sealable>::Wire>(bytes, &context());
        assert_eq!(crate::bench::what(&error), ("no protobuf", ""), "{error}");
    }
}

#[test]
fn errors_of_sealing() {
    let empty = Keyring::new();
    let refused = samples::root()
        .seal(&Sealer::new(&empty), &context())
        .expect_err("it has no keys");
    silent(&format!("{refused} {refused:?}"));
    assert!(refused.into_message() == samples::root());
    let refused = samples::root()
        .seal(&bench().sealer, &Context::new().with("", CANARY))
        .expect_err("a name is empty");
    silent(&format!("{refused} {refused:?}"));
}

/// A map's key may be whose message it is: no path shows it.
#[test]
fn errors_show_no_key_of_a_map() {
    let mut clear = samples::root();
    clear.map = [(CANARY.into(), samples::leaf("one"))].into();
    let wire = bench().seal(clear);
    for strip in [true, false] {
        let mut forged = wire.clone();
        let leaf = forged.map.get_mut(CANARY).expect("it is there");
        if strip {
            leaf.sealed.clear();
        } else {
            leaf.sealed[0][100] ^= 1;
        }
        let refused = forged.open(&bench().opener, &context()).expect_err("it is noticed");
        silent(&format!("{refused} {refused:?}"));
        assert!(refused.to_string().contains("map[..]"), "{refused}");
    }
}
