//! `protoseal::testing`, as the unit tests of an application use it.

#![forbid(unsafe_code)]

use std::panic::catch_unwind;

use protoseal::codegen::Sealable;
use protoseal::prelude::*;
use protoseal::testing::{self, assert_exposed_eq};
use protoseal_tests::pb::kinds::v1::{clear, partial};
use protoseal_tests::pb::secrets::v1::clear as secrets;
use protoseal_tests::random::{Random, Rng};

#[test]
fn a_kit_has_the_keys_of_a_message_and_of_what_it_holds() {
    let kit = testing::kit::<clear::AllSealed>();
    let mut names = kit.keyring.names();
    names.sort();
    assert_eq!(names, clear::AllSealed::KEYS);
    assert_eq!(clear::AllSealed::KEYS, partial::AllSealed::KEYS);
    // Sealed by what it holds alone.
    assert!(!clear::AllClear::KEYS.is_empty());

    let value = clear::AllSealed::random(&mut Rng::new(1));
    let sealed = value.clone().seal(&kit.sealer, &kit.context).expect("it is sealed");
    let opened = sealed.open(&kit.opener, &kit.context).expect("it opens");
    assert_exposed_eq!(opened, value);
}

#[test]
fn what_one_kit_seals_no_other_opens() {
    let seal = |kit: &testing::Kit| {
        let login = secrets::Login::default();
        kit.sealer.encode(login, &kit.context).expect("it is sealed")
    };
    let (one, other) = (testing::kit::<secrets::Login>(), testing::kit::<secrets::Login>());
    let bytes = seal(&one);
    assert!(one.opener.decode::<secrets::Login>(&bytes, &one.context).is_ok());
    assert!(one.opener.decode::<secrets::Login>(&bytes, &other.context).is_err());
    assert!(other.opener.decode::<secrets::Login>(&bytes, &one.context).is_err());
}

#[test]
fn a_kit_takes_the_keys_of_more_messages() {
    let kit = testing::kit::<secrets::Login>()
        .and::<clear::AllSealed>()
        .and::<secrets::Login>();
    let value = clear::AllSealed::random(&mut Rng::new(2));
    assert!(kit.sealer.encode(value, &kit.context).is_ok());
    assert!(kit.sealer.encode(secrets::Login::default(), &kit.context).is_ok());
}

#[test]
fn with_some_of_the_keys_a_message_opens_in_part() {
    let kit = testing::kit::<secrets::Vault>();
    let sealed = secrets::Vault::default()
        .seal(&kit.sealer, &kit.context)
        .expect("it is sealed");
    let some = Opener::new(&kit.keyring.only(&["pii"]).expect("it has the key"));
    let opened = sealed.open_partial(&some, &kit.context).expect("it opens in part");
    assert!(opened.password.is_open() && !opened.note.is_open());
}

#[test]
fn a_failure_shows_sealed_fields_and_secrets() {
    let login = |password: &str| secrets::Login {
        user: "anna".into(),
        password: password.into(),
        ..Default::default()
    };
    let failed = catch_unwind(|| assert_exposed_eq!(login("one"), login("other"))).expect_err("they differ");
    let text = failed.downcast_ref::<String>().expect("a text");
    assert!(text.contains("\n      user: \"anna\",\n"), "{text}");
    assert!(
        text.contains("\n-     password: \"one\",\n+     password: \"other\",\n"),
        "{text}"
    );
}
