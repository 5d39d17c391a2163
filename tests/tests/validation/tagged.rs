//! Sealed and masked fields: checked where they are shown, and never shown by what is found.

use std::collections::HashMap;

use protoseal::validation::Validate;
use protoseal_tests::validation::validation::v1::{Level, Person as Wire, clear};

use super::broken;

const CANARY: &str = "canary-4711";

fn person() -> clear::Person {
    clear::Person {
        name: "n".to_owned(),
        email: CANARY.to_owned().into(),
        nick: "nick".to_owned(),
        labels: HashMap::from([(CANARY.to_owned(), "v".to_owned().into())]),
        proof: Some(clear::person::Proof::Passport(CANARY.to_owned())),
        levels: HashMap::from([(CANARY.to_owned(), Level { height: 10 })]),
        ..clear::Person::default()
    }
}

#[test]
fn a_clear_type_checks_all_and_tells_nothing_of_what_is_tagged() {
    let person = clear::Person {
        friends: vec![person()],
        ..person()
    };
    let own = [
        "name: string.min_len [string.min_len]",
        "email: string.email [string.email]",
        "labels[***] key: map.keys.string.max_len [string.max_len]",
        "labels[***]: map.values.string.min_len [string.min_len]",
        "levels[***] key: map.keys.string.min_len [string.min_len]",
        "levels[***].height: int32.lt [int32.lt]",
        "passport: string.prefix [string.prefix]",
    ];
    let mut found = broken(&person);
    let friend = own.map(|violation| format!("friends[0].{violation}"));
    let both = [own.map(str::to_owned), friend].concat();
    for expected in both
        .iter()
        .map(String::as_str)
        .chain([":  [message.oneof]", "friends[0]:  [message.oneof]"])
    {
        let at = found.iter().position(|violation| violation == expected);
        found.remove(at.unwrap_or_else(|| panic!("{expected} in {found:?}")));
    }
    assert_eq!(found, [] as [&str; 0]);
    let error = person.validate().expect_err("it breaks rules");
    for shown in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
        assert!(!shown.contains("canary"), "{shown}");
    }
}

#[test]
fn a_wire_type_checks_what_it_holds_in_the_clear() {
    let mut wire = Wire::default();
    wire.name = "n".to_owned();
    wire.levels = HashMap::from([("k".to_owned(), Level { height: 10 })]);
    assert_eq!(
        broken(&wire),
        [
            "name: string.min_len [string.min_len]",
            "levels[***] key: map.keys.string.min_len [string.min_len]",
            "levels[***].height: int32.lt [int32.lt]",
        ]
    );
}
