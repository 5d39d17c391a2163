//! Rules that contradict each other, or of which one says it all: protoc-gen-validate refuses them, and so does this.

use prost_reflect::{EnumDescriptor, Value};

use super::Reader;
use crate::options::validation::given::{Given, Place};
use crate::options::validation::literal::literal;
use crate::validation::Literal;

const BOUNDS: [&str; 4] = ["lt", "lte", "gt", "gte"];

/// Of the first and any of the others only one can be set, of any kind.
const APART: [(&str, &[&str]); 6] = [
    ("in", &["not_in"]),
    ("lt", &["lte"]),
    ("gt", &["gte"]),
    ("in", &BOUNDS),
    ("within", &BOUNDS),
    ("lt_now", &["gt_now", "lt", "lte", "gt", "gte"]),
];

/// The same for what has bounds.
const ORDERED_APART: [(&str, &[&str]); 2] = [
    ("const", &["in", "not_in", "lt", "lte", "gt", "gte"]),
    ("gt_now", &BOUNDS),
];

/// And for texts.
const TEXTS_APART: [(&str, &[&str]); 3] = [
    ("len", &["min_len", "max_len"]),
    ("len_bytes", &["min_bytes", "max_bytes"]),
    ("pattern", &["in", "well_known_regex"]),
];

/// The first is not more than the second.
const ASCENDING: [(&str, &str); 5] = [
    ("min_len", "max_len"),
    ("min_bytes", "max_bytes"),
    ("max_len", "max_bytes"),
    ("min_items", "max_items"),
    ("min_pairs", "max_pairs"),
];

impl Reader<'_> {
    /// Looks at the rules of one kind together.
    pub(super) fn contrary(&mut self, kind: &str, given: &Given) {
        self.apart(given, &APART);
        match kind {
            "string" => self.apart(given, &TEXTS_APART),
            // With nothing else.
            "bytes" => self.apart(given, &[("pattern", &["in"])]),
            "bool" | "enum" | "repeated" | "map" | "any" => {}
            _ => self.apart(given, &ORDERED_APART),
        }
        for (less, more) in ASCENDING {
            if let (Some((least, place)), Some((most, other))) = (count(given, less), count(given, more))
                && least > most
            {
                let cause = format!("`{}` is {least}, more than `{}`, {most}", place.words, other.words);
                self.faults.wrong(
                    &place,
                    cause,
                    "no value satisfies both, or the greater one says nothing",
                );
            }
        }
        self.bounds(given);
        self.parts(given);
        if let Some((value, place)) = given.get("within")
            && matches!(literal(&value), Some(Literal::Duration(nanos)) if nanos <= 0)
        {
            let cause = format!("`{}` is not more than nothing", place.words);
            self.faults.wrong(&place, cause, "say how far from now a time may be");
        }
    }

    /// `message.skip` leaves nothing to check of a message that wraps a value.
    pub(super) fn skip_alone(&mut self, given: &Given) {
        let others = given.fields().filter(|(field, ..)| field.name() != "message");
        if others.count() == 0 {
            return;
        }
        let message = given.message("message").filter(|message| message.yes("skip"));
        if let Some((_, place)) = message.and_then(|message| message.get("skip")) {
            let cause = format!("`{}` stands beside other rules of the same value", place.words);
            self.faults
                .wrong(&place, cause, "remove it: the message has no rules of its own");
        }
    }

    /// Whether `in` has what `defined_only` refuses.
    pub(super) fn undefined(&mut self, given: &Given, enumeration: &EnumDescriptor) {
        let Some((Value::List(values), place)) = given.get("in").filter(|_| given.yes("defined_only")) else {
            return;
        };
        for number in values.iter().filter_map(Value::as_i32) {
            if enumeration.get_value(number).is_none() {
                let cause = format!(
                    "`{}` has {number}, which `{}` does not define",
                    place.words,
                    enumeration.full_name()
                );
                self.faults
                    .wrong(&place, cause, "`defined_only` is set as well: remove it, or this value");
            }
        }
    }

    fn apart(&mut self, given: &Given, rules: &[(&str, &[&str])]) {
        for (name, others) in rules {
            let Some((_, place)) = given.get(name) else {
                continue;
            };
            let other = others.iter().find_map(|other| given.get(other));
            if let Some((_, other)) = other {
                let cause = format!("`{}` and `{}` are both set", place.words, other.words);
                self.faults.wrong(
                    &place,
                    cause,
                    "keep one of them: protoc-gen-validate does not take both",
                );
            }
        }
    }

    /// Two bounds that are the same.
    fn bounds(&mut self, given: &Given) {
        let bound = |names: [&str; 2]| names.iter().find_map(|name| given.get(name));
        if let (Some((lower, place)), Some((upper, other))) = (bound(["gt", "gte"]), bound(["lt", "lte"]))
            && literal(&lower) == literal(&upper)
        {
            let cause = format!("`{}` and `{}` are the same", place.words, other.words);
            self.faults
                .wrong(&place, cause, "use `const` or `not_in`, if that value is meant");
        }
    }

    /// What a value is to hold is longer than it may be.
    fn parts(&mut self, given: &Given) {
        for name in ["prefix", "suffix", "contains"] {
            let Some((value, place)) = given.get(name) else {
                continue;
            };
            let (chars, bytes) = match literal(&value) {
                Some(Literal::Text(text)) => (text.chars().count(), text.len()),
                Some(Literal::Bytes(bytes)) => (bytes.len(), bytes.len()),
                _ => continue,
            };
            for (limit, length) in [("max_len", chars), ("max_bytes", bytes)] {
                if let Some((most, limit)) = count(given, limit)
                    && length as u64 > most
                {
                    let cause = format!("`{}` is longer than `{}` allows", place.words, limit.words);
                    self.faults.wrong(&place, cause, "no value satisfies both");
                }
            }
        }
    }
}

fn count(given: &Given, name: &str) -> Option<(u64, Place)> {
    let (value, place) = given.get(name)?;
    Some((value.as_u64()?, place))
}
