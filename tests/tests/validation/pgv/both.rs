//! Both dialects on one message.

use protoseal_tests::validation::pgv::v1::{Both, Half, OfBuf, OfPgv, both};

use crate::broken;

fn of_buf(name: &str) -> Option<OfBuf> {
    Some(OfBuf { name: name.to_owned() })
}

fn of_pgv(name: &str) -> Option<OfPgv> {
    Some(OfPgv { name: name.to_owned() })
}

fn named(name: &str, host: &str) -> Both {
    Both {
        name: name.to_owned(),
        host: host.to_owned(),
        pick: Some(both::Pick::Text(String::new())),
        ..Both::default()
    }
}

#[test]
fn both_are_obeyed() {
    assert_eq!(broken(&named("abc", "")), [] as [&str; 0]);
    assert_eq!(broken(&named("a", "")), ["name: string.min_len [string.min_len]"]);
    assert_eq!(broken(&named("abcde", "")), ["name: string.max_len [string.max_len]"]);
    // A host whose last label is a number is one for PGV alone.
    assert_eq!(
        broken(&named("abc", "a.1")),
        ["host: string.hostname [string.hostname]"]
    );
    assert_eq!(
        broken(&named("abc", "-")),
        [
            "host: string.hostname [string.hostname]",
            "host: string.hostname [string.hostname]"
        ]
    );
    let unset = Both {
        pick: None,
        ..named("abc", "")
    };
    assert_eq!(
        broken(&unset),
        ["pick: required [required]", "pick: [validate.required] [required]"]
    );
}

#[test]
fn what_one_leaves_out_the_other_checks() {
    let both = Both {
        of_buf: of_buf(""),
        of_pgv: of_pgv(""),
        nowhere: of_pgv(""),
        ..named("abc", "")
    };
    assert_eq!(
        broken(&both),
        [
            "of_buf.name: string.min_len [string.min_len]",
            "of_pgv.name: string.min_len [string.min_len]",
        ]
    );
    let half = Half {
        name: "a".to_owned(),
        of_buf: of_buf(""),
        of_pgv: of_pgv(""),
    };
    assert_eq!(broken(&half), ["of_buf.name: string.min_len [string.min_len]"]);
    let half = Half {
        name: "abcde".to_owned(),
        ..Half::default()
    };
    assert_eq!(broken(&half), ["name: string.max_len [string.max_len]"]);
}
