//! Sealing checks the rules before, opening after, unless they are told not to.

use prost::Message;
use protoseal::prelude::*;
use protoseal::testing::kit;
use protoseal::validation::ValidateError;
use protoseal::{OpenError, SealError};
use protoseal_tests::validation::validation::v1::{Person as Wire, clear};

const CANARY: &str = "canary-0815";

fn valid() -> clear::Person {
    clear::Person {
        name: "Ada".to_owned(),
        nick: "ada".to_owned(),
        proof: Some(clear::person::Proof::Passport("P1".to_owned())),
        ..clear::Person::default()
    }
}

/// Breaks a rule of what is sealed.
fn invalid() -> clear::Person {
    clear::Person {
        proof: Some(clear::person::Proof::Passport(CANARY.to_owned())),
        ..valid()
    }
}

fn fields(error: &ValidateError) -> Vec<String> {
    let violations = error.violations().iter();
    violations.map(|violation| violation.field().to_string()).collect()
}

#[test]
fn what_breaks_a_rule_is_not_sealed_and_comes_back() {
    let kit = kit::<clear::Person>();
    assert!(valid().seal(&kit.sealer, &kit.context).is_ok());
    assert!(kit.sealer.encode(valid(), &kit.context).is_ok());
    let refused = invalid().seal(&kit.sealer, &kit.context).expect_err("a rule is broken");
    let SealError::Invalid(error) = refused.error() else {
        panic!("another error: {refused:?}");
    };
    assert_eq!(fields(error), ["passport"]);
    assert!(!format!("{refused:?}{refused}").contains("canary"));
    assert_eq!(refused.into_message(), invalid());
    let refused = kit
        .sealer
        .encode(invalid(), &kit.context)
        .expect_err("a rule is broken");
    assert!(matches!(refused.error(), SealError::Invalid(_)), "{refused:?}");
    assert_eq!(refused.into_message(), invalid());
}

#[test]
fn what_was_sealed_without_a_check_is_not_opened_and_comes_back() {
    let kit = kit::<clear::Person>();
    let lax = Sealer::builder(&kit.keyring).validate(false).build().expect("settings");
    let bytes = lax.encode(invalid(), &kit.context).expect("it is not checked");
    let wire = Wire::decode(&*bytes).expect("a message");
    let refused = wire
        .clone()
        .open(&kit.opener, &kit.context)
        .expect_err("a rule is broken");
    let OpenError::Invalid(error) = refused.error() else {
        panic!("another error: {refused:?}");
    };
    assert_eq!(fields(error), ["passport"]);
    assert!(!format!("{refused:?}{refused}").contains("canary"));
    assert_eq!(refused.error().for_peer().to_string(), "the message was refused");
    assert_eq!(refused.into_message(), wire);
    let error = kit.opener.decode::<clear::Person>(&bytes, &kit.context);
    assert!(matches!(error, Err(OpenError::Invalid(_))), "{error:?}");

    let lax = Opener::builder(&kit.keyring).validate(false).build().expect("settings");
    assert_eq!(
        lax.decode::<clear::Person>(&bytes, &kit.context)
            .expect("it is not checked"),
        invalid()
    );
    assert_eq!(wire.open(&lax, &kit.context).expect("it is not checked"), invalid());
}
