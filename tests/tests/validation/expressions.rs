//! Rules in CEL.

use std::collections::HashMap;

use prost_types::{FieldMask, Timestamp};
use protoseal::validation::{Validate, ValidateError};
use protoseal_tests::validation::validation::other::v1::{Other, other::Place};
use protoseal_tests::validation::validation::v1::{Account as Wire, Booking, clear, partial};

use super::broken;

const CANARY: &str = "canary-4711";

fn time(seconds: i64) -> Option<Timestamp> {
    Some(Timestamp { seconds, nanos: 0 })
}

fn room(name: &str) -> Option<Other> {
    Some(Other {
        place: Some(Place::Room(name.to_owned())),
    })
}

#[test]
fn expressions_on_messages_fields_and_elements() {
    let valid = Booking {
        begins: time(1),
        ends: time(2),
        guests: 2,
        beds: 1,
        names: vec!["Ann".to_owned()],
        prices: HashMap::from([("a".to_owned(), 2)]),
        share: 9,
        other: room("4"),
    };
    assert_eq!(broken(&valid), [] as [&str; 0]);
    let message = Booking {
        begins: time(3),
        guests: 3,
        names: vec!["ann".to_owned(), "Annabel".to_owned()],
        prices: HashMap::from([(String::new(), 20)]),
        share: 10,
        other: room("none"),
        ..valid
    };
    assert_eq!(
        broken(&message),
        [
            "guests: cel[0] [guests.even]",
            "names: cel[0] [names.all]",
            "names[1]: repeated.items.cel[0] [name.short]",
            "prices[\"\"] key: map.keys.cel[0] [price.key]",
            "prices[\"\"]: map.values.cel[0] [price.value]",
            "share: int32.[validation.v1.divides] [int32.divides]",
            ": cel[0] [booking.order]",
            ": cel[1] [booking.room]",
            ": cel_expression[0] [this.guests <= this.beds * 2]",
        ]
    );
    let error = message.validate().expect_err("it breaks rules");
    let messages: Vec<String> = error
        .violations()
        .iter()
        .map(|violation| violation.message().into_owned())
        .collect();
    assert_eq!(messages[0], "odd: 3");
    assert_eq!(messages[8], "\"this.guests <= this.beds * 2\" returned false");
    assert_eq!(messages[7], "a room is needed");
}

#[test]
fn a_fault_ends_the_check() {
    let message = Booking {
        prices: HashMap::from([("a".to_owned(), 0)]),
        ..Booking::default()
    };
    let error = message.validate().expect_err("it divides by zero");
    let ValidateError::Evaluation(error) = error else {
        panic!("{error}");
    };
    assert_eq!(error.rule_id(), "price.value");
}

#[test]
fn a_mask_takes_in_expressions_whose_fields_it_names() {
    let message = Booking {
        begins: time(3),
        ends: time(2),
        guests: 3,
        ..Booking::default()
    };
    let found = |paths: &[&str]| {
        let paths = paths.iter().map(|path| (*path).to_owned()).collect();
        let error = message.validate_fields(&FieldMask { paths }).err();
        let violations = error.iter().flat_map(|error| error.violations());
        violations
            .map(|violation| violation.rule_id().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(found(&["begins"]), [] as [&str; 0]);
    assert_eq!(found(&["begins", "ends"]), ["booking.order"]);
    assert_eq!(found(&["guests"]), ["guests.even"]);
}

#[test]
fn what_expressions_say_of_tagged_fields_is_not_shown() {
    let account = clear::Account {
        number: CANARY.to_owned(),
        owner: String::new(),
        password: "weak".to_owned().into(),
    };
    assert_eq!(
        broken(&account),
        [
            "number: cel[0] [number.long]",
            "password: cel[0] [password.strong]",
            ": cel[0] [account.number]",
            ": cel[1] [account.owner]",
        ]
    );
    let error = account.validate().expect_err("it breaks rules");
    for shown in [error.to_string(), format!("{error:?}")] {
        assert!(!shown.contains("canary"), "{shown}");
    }
}

#[test]
fn a_type_without_the_field_leaves_the_expression_to_the_one_that_has_it() {
    assert_eq!(broken(&Wire::default()), [": cel[1] [account.owner]"]);
    let open = partial::Account::default();
    assert_eq!(broken(&open).len(), 4);
}
