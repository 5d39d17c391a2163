//! What is refused while the schema is built: what is said, and where.

use super::{of_message, sample};
use crate::cel::check;

#[test]
fn mistakes_are_told_with_their_place_and_a_remedy() {
    let (pool, table) = (sample(), TABLE);
    let env = of_message(&pool, "cel.v1.Sample");
    let mut wrong = Vec::new();
    for (text, at, said) in table {
        let found = match check(text, &env) {
            Err(fault) => (fault.to_string(), fault.at),
            Ok(_) => ("it is taken".to_owned(), 0),
        };
        if found != ((*said).to_owned(), *at) {
            wrong.push(format!("{text}: {}: {}", found.1, found.0));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Text, place, what is said of it.
const TABLE: &[(&str, usize, &str)] = &[
    ("this.a <", 8, "mismatched input the end"),
    (
        "this.numbrs > 1",
        4,
        "cel.v1.Sample has no field numbrs: did you mean numbers?",
    ),
    (
        "this.inner.nam == ''",
        10,
        "cel.v1.Inner has no field nam: did you mean name?",
    ),
    ("a > 1", 0, "there is no variable a: write this.a"),
    ("thiss.a > 1", 0, "there is no variable thiss: did you mean this?"),
    ("has(this.zzzzzzzzz)", 8, "cel.v1.Sample has no field zzzzzzzzz"),
    ("has(this)", 4, "has takes a field, as in has(this.name)"),
    ("this.a.b", 6, "int has no fields, and so no b"),
    ("this.c == 1", 7, "== does not go with uint and int: write 1u"),
    ("this.g == 1", 7, "== does not go with double and int: write 1.0"),
    (
        "this.a + this.c > 1",
        7,
        "+ does not go with int and uint: convert one of them, as in int(..)",
    ),
    (
        "this.s + this.a == ''",
        7,
        "+ does not go with string and int: convert it, as in string(..)",
    ),
    (
        "this.s < 1",
        7,
        "< does not go with string and int: convert it, as in string(..)",
    ),
    (
        "this.g % 2.0 == 0.0",
        7,
        "% does not go with double and double: convert one of them, as in double(..)",
    ),
    ("this.a && this.flag", 7, "&& takes bool, not int"),
    ("!this.a", 0, "! takes bool, not int"),
    ("-this.c < 1", 0, "- takes int and double, not uint"),
    ("this.a", 4, "a rule gives bool or string, and this gives int"),
    (
        "this.flag ? 'a' : 1",
        10,
        "? gives string on one side, int on the other",
    ),
    (
        "this.a.startsWith('a')",
        17,
        "int has no startsWith(string): there is string.startsWith(string), bytes.startsWith(bytes)",
    ),
    (
        "this.s.startWith('a')",
        16,
        "there is no function startWith: did you mean startsWith?",
    ),
    (
        "startsWith(this.s, 'a')",
        10,
        "there is no function startsWith: it is a method: value.startsWith(..)",
    ),
    (
        "this.s.isIp('4')",
        11,
        "string has no isIp(string): there is string.isIp(), string.isIp(int)",
    ),
    (
        "this.s.matches('(')",
        14,
        "this is no pattern of RE2's: a `(` without its `)` at byte 0: close the group, or write `\\(` for a parenthesis",
    ),
    ("this.numbers.all(this.a, true)", 21, "all takes a variable's name here"),
    ("this.numbers.all(n, n)", 20, "this must be bool, and is int"),
    ("this.a.all(n, true)", 10, "int has no elements"),
    ("'a' in this.numbers", 4, "there is no string in a list(int)"),
    ("this.by_name[1] == 1", 12, "map(string, int) has no elements by int"),
    (
        "duration('1d') < this.span",
        8,
        "this is no duration: write it as in '1h30m' or '1.5s'",
    ),
    (
        "timestamp('today') < this.at",
        9,
        "this is no timestamp: write it as in '2026-01-31T09:30:00Z'",
    ),
    (
        "int(this.data) > 1",
        3,
        "int does not take bytes: it takes int, uint, double, string, google.protobuf.Timestamp",
    ),
    ("'%d'.format([this.s]) == ''", 11, "%d does not take string"),
    (
        "'%s %s'.format([this.s]) == ''",
        14,
        "the template has more verbs than there are arguments",
    ),
    ("'%y'.format([this.s]) == ''", 11, "there is no verb %y"),
    ("this.inners.unique()", 18, "list(cel.v1.Inner) has no unique()"),
    (
        "this.?a",
        4,
        "optional values are an extension that there is not: use has(..)",
    ),
    ("cel.v1.Nothing{}.a == 1", 14, "there is no message cel.v1.Nothing"),
    ("size(1) > 1", 4, "int has no size()"),
    (
        "rule > 1",
        0,
        "there is no rule here: it is what a predefined rule is set to",
    ),
];

#[test]
fn what_went_through_dyn_fails_at_run_time() {
    let env = of_message(&sample(), "cel.v1.Sample");
    for text in [
        "dyn(this).zzz == 1",
        "dyn(this.a) + 'a' == 'b'",
        "dyn(this.s) == 1",
        "dyn(this.a) == 1u",
    ] {
        let checked = check(text, &env).unwrap_or_else(|fault| panic!("{text}: {fault}"));
        assert_eq!(checked.needs_interpreter(), None, "{text}");
    }
}

#[test]
fn what_rust_cannot_say_is_told() {
    let env = of_message(&sample(), "cel.v1.Sample");
    for (text, why) in [
        (
            "cel.v1.Inner{number: 1} == this.inner",
            "it makes a message of type cel.v1.Inner",
        ),
        (
            "[1, 'a'][this.a] == 1",
            "it looks into a value whose type is known at run time alone",
        ),
        (
            "this.at.getHours('Europe/Berlin') == 1",
            "it asks what the clocks of Europe/Berlin show, which change in the course of the year",
        ),
        (
            "this.s.format([this.a]) == ''",
            "it formats by a template that is known at run time alone",
        ),
    ] {
        let checked = check(text, &env).unwrap_or_else(|fault| panic!("{text}: {fault}"));
        assert_eq!(checked.needs_interpreter(), Some(why), "{text}");
    }
}

#[test]
fn it_is_known_what_an_expression_reads_and_gives() {
    use crate::cel::Gives;
    let env = of_message(&sample(), "cel.v1.Sample");
    let checked = |text: &str| check(text, &env).unwrap_or_else(|fault| panic!("{text}: {fault}"));
    let reads = |text: &str| -> Vec<String> {
        let checked = checked(text);
        checked
            .reads()
            .iter()
            .map(|field| field.full_name().to_owned())
            .collect()
    };
    assert_eq!(
        reads("this.a > 1 && has(this.inner.name)"),
        ["cel.v1.Sample.a", "cel.v1.Inner.name", "cel.v1.Sample.inner"]
    );
    assert_eq!(
        reads("this.inners.all(i, i.number > 1)"),
        ["cel.v1.Sample.inners", "cel.v1.Inner.number"]
    );
    let compares = checked("this.inner == this.other");
    assert_eq!(
        compares
            .compares()
            .iter()
            .map(|message| message.full_name())
            .collect::<Vec<_>>(),
        ["cel.v1.Inner"]
    );
    for (text, literal_only) in [
        ("this.flag ? '' : 'no'", true),
        ("this.flag ? '' : 'at most %d'.format([5])", true),
        ("this.flag ? '' : this.a > 1 ? 'a' : 'b'", true),
        ("this.flag ? '' : this.s", false),
        ("this.flag ? '' : 'not %s'.format([this.s])", false),
        ("this.words.map(w, w + '!')[0]", false),
    ] {
        assert_eq!(checked(text).gives(), Gives::Text { literal_only }, "{text}");
    }
    assert_eq!(checked("this.flag").gives(), Gives::Bool);
}
