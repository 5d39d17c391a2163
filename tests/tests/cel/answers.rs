//! What the interpreter does not do, or not as protobuf has it: `has` of scalars, errors by name, functions of protovalidate.

use crate::cases::CASES;
use crate::pb::{Inner, Sample, sample::Choice};
use crate::{Answer, cel::Fault};

fn answer<'a>(text: &str, sample: &'a Sample) -> Result<Answer<'a>, Fault> {
    let case = CASES.iter().find(|(known, _)| *known == text);
    let (_, case) = case.unwrap_or_else(|| panic!("no case {text}"));
    case(sample)
}

#[track_caller]
fn holds(text: &str, sample: &Sample) -> bool {
    match answer(text, sample) {
        Ok(Answer::Bool(answer)) => answer,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn has_asks_whether_a_field_is_set() {
    let scalars = "has(this.a) || has(this.s) || has(this.g) || has(this.numbers) || has(this.by_name)";
    let mut sample = Sample::default();
    assert!(!holds(scalars, &sample));
    for set in [
        (|sample: &mut Sample| sample.a = 1) as fn(&mut Sample),
        |sample| sample.s = "a".to_owned(),
        |sample| sample.g = -0.0,
        |sample| sample.numbers = vec![0],
        |sample| sample.by_name = [(String::new(), 0)].into(),
    ] {
        let mut sample = Sample::default();
        set(&mut sample);
        assert!(holds(scalars, &sample), "{sample:?}");
    }
    assert!(!holds("has(this.inner)", &sample));
    sample.inner = Some(Inner::default());
    assert!(holds("has(this.inner)", &sample));
    assert!(!holds("has(this.inner.next) && has(this.inner.next.next)", &sample));
    let choice = "has(this.x) || has(this.y)";
    assert!(!holds(choice, &sample));
    sample.choice = Some(Choice::X(0));
    assert!(holds(choice, &sample));
    let optional = "has(this.oi) ? this.oi > 3 : this.os == ''";
    assert!(holds(optional, &sample));
    sample.oi = Some(0);
    assert!(!holds(optional, &sample));
    assert_eq!(
        answer("has(this.os) ? this.os : 'none'", &sample),
        Ok(Answer::Text("none".into()))
    );
}

#[test]
fn an_unset_message_reads_as_an_empty_one() {
    let mut sample = Sample::default();
    assert!(holds("this.inner.next.number == 0", &sample));
    sample.inner = Some(Inner::default());
    assert!(holds("this.inner == this.other", &sample));
    sample.other = Some(Inner {
        number: 1,
        ..Inner::default()
    });
    assert!(!holds("this.inner == this.other", &sample));
    let maybe = "has(this.inner.maybe) && this.inner.maybe > 5";
    assert!(!holds(maybe, &sample));
    sample.inner = Some(Inner {
        maybe: Some(6),
        ..Inner::default()
    });
    assert!(holds(maybe, &sample));
}

#[test]
fn a_fault_says_which() {
    let sample = Sample {
        b: i64::MAX,
        s: "x".to_owned(),
        data: vec![0xff],
        ..Sample::default()
    };
    for (text, fault) in [
        ("this.b + 1 > 0", Fault::Overflow),
        ("this.b % this.a == 1", Fault::DivisionByZero),
        ("this.numbers[0] > 1", Fault::NoSuchIndex),
        ("this.by_name['a'] == 1", Fault::NoSuchKey),
        ("int(this.s) > 5", Fault::Conversion),
        ("string(this.data) == this.s", Fault::Conversion),
        ("this.wi > 3", Fault::Types),
        (
            "this.s.substring(1) == 'b' || this.s.substring(0, 1) == this.t",
            Fault::NoSuchIndex,
        ),
    ] {
        let expected = match text {
            // The text's end is a place, so that one side is false and the other one too.
            _ if text.starts_with("this.s.substring") => Ok(Answer::Bool(false)),
            _ => Err(fault),
        };
        assert_eq!(answer(text, &sample), expected, "{text}");
    }
    let unbalanced = Sample {
        t: "(".to_owned(),
        ..Sample::default()
    };
    assert_eq!(answer("this.s.matches(this.t)", &unbalanced), Err(Fault::Pattern));
}

#[test]
fn macros_of_two_variables_and_functions_of_protovalidate_work() {
    let mut sample = Sample {
        words: vec!["a".to_owned(), "b".to_owned()],
        numbers: vec![1, 2],
        doubles: vec![1.0, 2.0],
        ..Sample::default()
    };
    assert!(holds("this.words.all(i, w, i < 3 && w != '')", &sample));
    assert!(holds("this.words.exists(i, w, this.numbers[i] > 1)", &sample));
    assert!(holds("this.doubles.all(d, !d.isNan() && !d.isInf())", &sample));
    assert!(holds(
        "this.words.unique() && this.doubles.unique() && this.blobs.unique()",
        &sample
    ));
    assert!(holds("this.numbers.unique()", &sample));
    sample.words.push("a".to_owned());
    sample.numbers.push(2);
    sample.doubles.push(f64::INFINITY);
    assert!(!holds(
        "this.words.unique() && this.doubles.unique() && this.blobs.unique()",
        &sample
    ));
    assert!(!holds("this.numbers.unique()", &sample));
    assert!(!holds("this.doubles.all(d, !d.isNan() && !d.isInf())", &sample));
    sample.by_name.insert("a".to_owned(), 2);
    sample.s = "a".to_owned();
    assert!(holds("this.by_name.exists(k, v, k == this.s && v > 1)", &sample));
    sample.data = b"xbcy".to_vec();
    assert!(holds(
        r"this.data.startsWith(b'a') || this.data.contains(b'bc') || this.data.endsWith(b'\xff')",
        &sample
    ));
}

#[test]
fn patterns_have_the_digits_of_re2() {
    let digits = r"this.s.matches(r'^\d{2,}$') || this.s.matches('[[:alpha:]]')";
    let of = |text: &str| Sample {
        s: text.to_owned(),
        ..Sample::default()
    };
    assert!(holds(digits, &of("42")));
    assert!(!holds(digits, &of("٤٢")) && !holds(digits, &of("é")));
}
