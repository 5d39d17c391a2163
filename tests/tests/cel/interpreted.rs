//! What the crate `cel` says of the same expressions, on values that stand for the message.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use cel::objects::{Key, Map};
use cel::{Context, Env, ExecutionError, Program, Value};
use chrono::{DateTime, FixedOffset, TimeDelta};

use crate::cases::CASES;
use crate::pb::{Inner, Sample, sample::Choice};
use crate::sampled::Source;
use crate::{Answer, Case};

/// How often each expression is evaluated.
const SAMPLES: u64 = 400;

/// What the interpreter lacks, or does in another way: `has` of a scalar asks, of a map, whether there is a key.
const NOT_COMPARED: [&str; 7] = [
    "has(",
    "unique()",
    "isNan()",
    "(i, w,",
    "(k, v,",
    "this.data.startsWith",
    "this.s.indexOf('a', 1)",
];

#[test]
fn rust_gives_what_the_interpreter_gives() {
    let (env, compared) = (Arc::new(environment()), compared());
    assert!(compared.len() > 150, "only {} expressions are compared", compared.len());
    let (mut answers, mut faults) = (0, 0);
    let mut disagreements: BTreeMap<&str, String> = BTreeMap::new();
    let mut kinds: BTreeMap<&str, [bool; 3]> = BTreeMap::new();
    let programs: Vec<Program> = compared
        .iter()
        .map(|(text, _)| env.compile(text).unwrap_or_else(|error| panic!("{text}: {error}")))
        .collect();
    for seed in 0..SAMPLES {
        let sample = Source::new(seed).sample();
        let mut context = Context::with_env(Arc::clone(&env));
        context.add_variable_from_value("this", of_sample(&sample));
        context.add_variable_from_value("Color", colors());
        context.add_variable_from_value("cel", nested("v1", nested("Color", colors())));
        context.add_variable_from_value("now", timestamp(1_900_000_000, 0));
        for ((text, case), program) in compared.iter().zip(&programs) {
            let (ours, theirs) = (case(&sample), program.execute(&context));
            let agree = match (&ours, &theirs) {
                (Ok(Answer::Bool(ours)), Ok(Value::Bool(theirs))) => ours == theirs,
                (Ok(Answer::Static(ours)), Ok(Value::String(theirs))) => *ours == theirs.as_str(),
                (Ok(Answer::Text(ours)), Ok(Value::String(theirs))) => ours == theirs.as_str(),
                (Err(_), Err(_)) => true,
                // It has no order for a NaN; nothing is less than one, says CEL.
                (Ok(_), Err(ExecutionError::NoSuchOverload(error))) => {
                    ["_<_", "_<=_", "_>_", "_>=_"].contains(&error.function())
                        && error.argument_types().iter().any(|ty| ty == "double")
                }
                _ => false,
            };
            if !agree {
                let told = || format!("Rust: {ours:?}\ninterpreter: {theirs:?}\nseed {seed}: {sample:?}");
                disagreements.entry(text).or_insert_with(told);
            }
            let kind = kinds.entry(text).or_default();
            match ours {
                Ok(Answer::Bool(answer)) => kind[usize::from(answer)] = true,
                Ok(Answer::Static(_) | Answer::Text(_)) => (kind[0], kind[1]) = (true, true),
                Err(_) => kind[2] = true,
            }
            answers += u64::from(ours.is_ok());
            faults += u64::from(ours.is_err());
        }
    }
    let told: Vec<_> = disagreements
        .iter()
        .map(|(text, told)| format!("{text}\n{told}"))
        .collect();
    assert!(
        told.is_empty(),
        "{} expressions disagree:\n\n{}",
        told.len(),
        told.join("\n\n")
    );
    println!(
        "{} expressions, {answers} answers and {faults} faults agree",
        compared.len()
    );
    assert!(faults > 0 && answers > 0);
    // Values that decide nothing would compare nothing.
    let one_sided = kinds
        .values()
        .filter(|[no, yes, fault]| [no, yes, fault].iter().filter(|kind| ***kind).count() == 1);
    let share = one_sided.count() * 100 / kinds.len();
    assert!(share < 25, "{share} % of the expressions had one answer alone");
}

fn compared() -> Vec<(&'static str, Case)> {
    let all = CASES.iter().copied();
    all.filter(|(text, _)| !NOT_COMPARED.iter().any(|part| text.contains(part)))
        .collect()
}

fn environment() -> Env {
    let mut env = Env::stdlib();
    env.add_extension(cel::extensions::strings).expect("the extension");
    env
}

fn colors() -> Value {
    map([("COLOR_RED", Value::Int(1)), ("COLOR_BLUE", Value::Int(5))])
}

fn nested(name: &'static str, value: Value) -> Value {
    map([(name, value)])
}

fn map<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    let entries = entries.into_iter();
    of_entries(entries.map(|(name, value)| (Key::String(Arc::new(name.to_owned())), value)))
}

fn of_entries(entries: impl Iterator<Item = (Key, Value)>) -> Value {
    let map: HashMap<Key, Value> = entries.collect();
    Value::Map(Map { map: Arc::new(map) })
}

fn int(value: impl Into<i64>) -> Value {
    Value::Int(value.into())
}

fn text(value: &str) -> Value {
    Value::String(Arc::new(value.to_owned()))
}

fn list<T>(items: &[T], value: impl Fn(&T) -> Value) -> Value {
    Value::List(Arc::new(items.iter().map(value).collect()))
}

fn or_null<T>(option: Option<T>, value: impl Fn(T) -> Value) -> Value {
    option.map_or(Value::Null, value)
}

fn timestamp(seconds: i64, nanos: i32) -> Value {
    let instant = DateTime::from_timestamp(seconds, nanos.unsigned_abs()).expect("an instant");
    Value::Timestamp(instant.with_timezone(&FixedOffset::east_opt(0).expect("UTC")))
}

/// What is not set reads as empty, as deep as expressions look.
fn of_inner(inner: Option<&Inner>, depth: usize) -> Value {
    let empty = Inner::default();
    let inner = inner.unwrap_or(&empty);
    let next = match depth {
        0 => map([]),
        _ => of_inner(inner.next.as_deref(), depth - 1),
    };
    map([
        ("number", int(inner.number)),
        ("name", text(&inner.name)),
        ("next", next),
        ("tags", list(&inner.tags, |tag| text(tag))),
        ("maybe", int(inner.maybe.unwrap_or_default())),
    ])
}

/// As deep as messages of the samples are, and as expressions look.
const DEPTH: usize = 4;

fn of_sample(sample: &Sample) -> Value {
    let inner = |inner: Option<&Inner>| of_inner(inner, DEPTH);
    let (mut x, mut y, mut z) = (0, "", None);
    match &sample.choice {
        Some(Choice::X(value)) => x = *value,
        Some(Choice::Y(value)) => y = value,
        Some(Choice::Z(value)) => z = Some(value),
        None => {}
    }
    let at = sample.at.unwrap_or_default();
    let span = sample.span.unwrap_or_default();
    let span = TimeDelta::seconds(span.seconds) + TimeDelta::nanoseconds(span.nanos.into());
    map([
        ("flag", Value::Bool(sample.flag)),
        ("a", int(sample.a)),
        ("b", int(sample.b)),
        ("c", Value::UInt(sample.c.into())),
        ("d", Value::UInt(sample.d)),
        ("f", Value::Float(sample.f.into())),
        ("g", Value::Float(sample.g)),
        ("s", text(&sample.s)),
        ("t", text(&sample.t)),
        ("data", Value::Bytes(Arc::new(sample.data.clone()))),
        ("color", int(sample.color)),
        ("inner", inner(sample.inner.as_ref())),
        ("other", inner(sample.other.as_ref())),
        ("oi", int(sample.oi.unwrap_or_default())),
        ("os", text(sample.os.as_deref().unwrap_or_default())),
        ("numbers", list(&sample.numbers, |each| int(*each))),
        ("words", list(&sample.words, |each| text(each))),
        ("inners", list(&sample.inners, |each| inner(Some(each)))),
        ("doubles", list(&sample.doubles, |each| Value::Float(*each))),
        (
            "by_name",
            of_entries(
                sample
                    .by_name
                    .iter()
                    .map(|(key, value)| (Key::String(Arc::new(key.clone())), int(*value))),
            ),
        ),
        (
            "by_number",
            of_entries(
                sample
                    .by_number
                    .iter()
                    .map(|(key, value)| (Key::Int((*key).into()), text(value))),
            ),
        ),
        (
            "inner_by_name",
            of_entries(
                sample
                    .inner_by_name
                    .iter()
                    .map(|(key, value)| (Key::String(Arc::new(key.clone())), inner(Some(value)))),
            ),
        ),
        ("x", int(x)),
        ("y", text(y)),
        ("z", inner(z)),
        ("at", timestamp(at.seconds, at.nanos)),
        ("span", Value::Duration(span)),
        ("wi", or_null(sample.wi, int)),
        ("ws", or_null(sample.ws.as_deref(), text)),
        ("colors", list(&sample.colors, |each| int(*each))),
        (
            "blobs",
            list(&sample.blobs, |each| Value::Bytes(Arc::new(each.clone()))),
        ),
        (
            "flags",
            of_entries(
                sample
                    .flags
                    .iter()
                    .map(|(key, value)| (Key::Uint(*key), Value::Bool(*value))),
            ),
        ),
        ("wd", or_null(sample.wd, Value::Float)),
        ("times", list(&sample.times, |each| timestamp(each.seconds, each.nanos))),
    ])
}
