//! Checks as generated code has them, by hand.

use std::collections::BTreeMap;

use prost_types::FieldMask;

use super::{Check, Checker, Fault, Field, Flow, GO_ON, Member, Message, Rule, RuleStep, Spot, Template, Type};
use crate::limits::VIOLATIONS;
use crate::validation::{Subscript, Validate, ValidateError};

#[derive(Default)]
struct Person {
    name: String,
    phones: BTreeMap<String, String>,
    friends: Vec<Person>,
    divisor: i32,
}

static NAME: Field = field(1, "name", Type::String, false);
static PHONES: Field = Field {
    map: Some((Type::String, Type::String)),
    ..field(2, "phones", Type::Message, true)
};
static FRIENDS: Field = field(3, "friends", Type::Message, false);
static DIVISOR: Field = field(4, "divisor", Type::Int32, false);

static MIN_LEN: Template = Template {
    english: "must be at least {} characters",
    chinese: "至少为 {} 个字符",
};
static NAME_MIN_LEN: Rule = Rule {
    message: Message::Standard(&MIN_LEN, &["1"]),
    ..rule("string.min_len")
};
static PHONE: Rule = rule("phone");
static SAYS: Rule = Rule {
    tagged: true,
    ..rule("says")
};
static DIVIDES: Rule = rule("divides");

const fn field(number: u32, name: &'static str, kind: Type, tagged: bool) -> Field {
    Field {
        number,
        name,
        kind: Some(kind),
        map: None,
        tagged,
    }
}

const fn rule(id: &'static str) -> Rule {
    Rule {
        id,
        message: Message::Nameless,
        path: &[RuleStep {
            number: 23,
            name: "cel",
            kind: Type::Message,
            index: Some(0),
        }],
        literal: false,
        tagged: false,
    }
}

impl Check for Person {
    const MEMBERS: &'static [Member] = &[
        Member {
            name: "name",
            held: None,
        },
        Member {
            name: "phones",
            held: None,
        },
        Member {
            name: "friends",
            held: Some(|| Person::MEMBERS),
        },
        Member {
            name: "divisor",
            held: None,
        },
    ];

    fn check(&self, v: &mut Checker<'_>) -> Flow {
        if v.wants(&NAME) && self.name.is_empty() {
            v.report(Spot::Field(&NAME), &NAME_MIN_LEN)?;
        }
        if v.wants(&PHONES) {
            for (key, value) in &self.phones {
                if key.is_empty() {
                    v.report(Spot::Key(&PHONES, key.into()), &PHONE)?;
                }
                if value.starts_with('x') {
                    v.report_text(Spot::Value(&PHONES, key.into()), &PHONE, format!("{value} is no phone"))?;
                }
            }
        }
        if v.wants(&FRIENDS) {
            for (index, friend) in self.friends.iter().enumerate() {
                v.nested(Spot::Item(&FRIENDS, index), friend)?;
            }
        }
        if v.wants(&DIVISOR) && self.divisor < 0 {
            v.fault(Spot::Field(&DIVISOR), &DIVIDES, Fault::DivisionByZero)?;
        }
        if v.wants_rule(&["name", "phones"]) && self.name == "me" {
            v.report_text(Spot::Message, &SAYS, "made of phones")?;
        }
        GO_ON
    }
}

fn broken() -> Person {
    let phones = BTreeMap::from([(String::new(), "1".to_owned()), ("home".to_owned(), "x42".to_owned())]);
    let friend = Person {
        phones,
        ..Person::default()
    };
    let me = Person {
        name: "me".to_owned(),
        ..Person::default()
    };
    Person {
        name: "I".to_owned(),
        friends: vec![friend, me],
        ..Person::default()
    }
}

fn violations(result: Result<(), ValidateError>) -> Vec<String> {
    let error = result.expect_err("the message breaks rules");
    error.violations().iter().map(ToString::to_string).collect()
}

#[test]
fn each_violation_tells_where_and_what_and_no_tagged_value() {
    assert_eq!(
        violations(broken().validate()),
        [
            "friends[0].name: must be at least 1 characters [string.min_len]",
            "friends[0].phones[***]: does not satisfy `phone` [phone]",
            "friends[0].phones[***]: does not satisfy `phone` [phone]",
            "friends[1]: does not satisfy `says` [says]",
        ]
    );
    let error = broken().validate().expect_err("the message breaks rules");
    let key = &error.violations()[1];
    assert!(key.for_key());
    assert_eq!(key.field().elements()[1].subscript(), Some(&Subscript::Hidden));
    assert_eq!(key.rule().to_string(), "cel[0]");
    assert!(!format!("{error:?}{error}").contains("x42"), "{error:?}");
}

#[test]
fn a_valid_message_has_none() {
    let valid = Person {
        name: "I".to_owned(),
        ..Person::default()
    };
    assert_eq!(valid.validate(), Ok(()));
    assert_eq!(valid.validate_fail_fast(), Ok(()));
}

#[test]
fn fail_fast_finds_one() {
    assert_eq!(violations(broken().validate_fail_fast()).len(), 1);
}

#[test]
fn an_expression_that_cannot_be_evaluated_ends_the_check() {
    let person = Person {
        divisor: -1,
        ..broken()
    };
    let error = person.validate().expect_err("it divides by zero");
    assert!(matches!(error, ValidateError::Evaluation(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "the rule `divides` cannot be evaluated on `divisor`: a division by zero"
    );
}

#[test]
fn so_many_violations_are_collected_and_no_more() {
    let person = Person {
        name: "I".to_owned(),
        friends: (0..5 * VIOLATIONS).map(|_| Person::default()).collect(),
        ..Person::default()
    };
    assert_eq!(violations(person.validate()).len(), VIOLATIONS);
}

fn masked(paths: &[&str]) -> Result<(), ValidateError> {
    let mask = FieldMask {
        paths: paths.iter().map(|path| (*path).to_owned()).collect(),
    };
    broken().validate_fields(&mask)
}

#[test]
fn a_mask_names_what_is_checked() {
    assert_eq!(masked(&[]), Ok(()));
    assert_eq!(masked(&["name", "divisor"]), Ok(()));
    assert_eq!(violations(masked(&["friends.name"])).len(), 1);
    assert_eq!(violations(masked(&["friends.phones", "friends.divisor"])).len(), 2);
    assert_eq!(violations(masked(&["friends.phones", "friends.name"])).len(), 4);
    assert_eq!(violations(masked(&["friends.name", "friends"])).len(), 4);
    for path in ["", "nam", "name.x", "friends.", "friends.friends.name.x", "phones.home"] {
        let error = masked(&[path]).expect_err(path);
        assert!(matches!(error, ValidateError::Mask(_)), "{path}: {error:?}");
        assert!(error.to_string().contains(&format!("`{path}`")), "{error}");
    }
}
