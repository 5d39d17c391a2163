//! `required`, `ignore`, presence, and proto2.

use std::collections::HashMap;

use protoseal_tests::validation::validation::v1::{Legacy, Presence, legacy};

use super::broken;

fn set() -> Presence {
    Presence {
        implicit: "ab".to_owned(),
        optional: Some("ab".to_owned()),
        list: vec![0],
        map: HashMap::from([(String::new(), 0)]),
        number: -0.0,
        ..Presence::default()
    }
}

#[test]
fn what_is_required_is_set_and_then_checked() {
    assert_eq!(broken(&set()), [] as [&str; 0]);
    assert_eq!(
        broken(&Presence::default()),
        [
            "implicit: required [required]",
            "optional: required [required]",
            "list: required [required]",
            "map: required [required]",
            "number: required [required]",
        ]
    );
    let short = Presence {
        implicit: "a".to_owned(),
        optional: Some(String::new()),
        ..set()
    };
    assert_eq!(
        broken(&short),
        [
            "implicit: string.min_len [string.min_len]",
            "optional: string.min_len [string.min_len]",
        ]
    );
}

#[test]
fn what_is_ignored_is_passed_over() {
    let zero = Presence {
        maybe: Some(0),
        if_set: Some(0),
        if_not_zero: 1,
        never: 0,
        ..set()
    };
    assert_eq!(
        broken(&zero),
        [
            "maybe: int32.gt [int32.gt]",
            "if_not_zero: int32.gt [int32.gt]",
            "if_set: int32.gt [int32.gt]",
        ]
    );
}

#[test]
fn proto2() {
    let valid = || Legacy {
        name: "a".to_owned(),
        grade: Some(2),
        grades: vec![1, 2],
        ..Legacy::default()
    };
    assert_eq!(broken(&valid()), [] as [&str; 0]);
    let message = Legacy {
        name: String::new(),
        number: Some(0),
        part: Some(legacy::Part {
            text: Some(String::new()),
        }),
        grades: vec![1, 3],
        grade: None,
    };
    assert_eq!(
        broken(&message),
        [
            "name: string.min_len [string.min_len]",
            "number: int32.gt [int32.gt]",
            "part.text: string.min_len [string.min_len]",
            "grades[1]: repeated.items.enum.const [enum.const]",
            "grade: required [required]",
        ]
    );
    let undefined = Legacy {
        grade: Some(3),
        ..valid()
    };
    assert_eq!(broken(&undefined), ["grade: enum.defined_only [enum.defined_only]"]);
}
