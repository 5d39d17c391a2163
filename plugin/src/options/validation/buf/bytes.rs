//! Rules on bytes.

use super::Reader;
use super::field::{equals, listed};
use super::string::formatted;
use crate::options::validation::given::{Given, Place, standard};
use crate::options::validation::literal::literal;
use crate::validation::{Format, Length, Literal, Measure, Rule, Test};

const FORMATS: [(&str, Format, &str, Option<&str>); 4] = [
    ("ip", format("bytes::is_ip", "an IP address"), "IP", Some("IP_EMPTY")),
    (
        "ipv4",
        format("bytes::is_ipv4", "an IPv4 address"),
        "IPV4",
        Some("IPV4_EMPTY"),
    ),
    (
        "ipv6",
        format("bytes::is_ipv6", "an IPv6 address"),
        "IPV6",
        Some("IPV6_EMPTY"),
    ),
    ("uuid", format("bytes::is_uuid", "a UUID"), "UUID", Some("UUID_EMPTY")),
];

const fn format(function: &'static str, words: &'static str) -> Format {
    Format {
        function,
        arguments: &[],
        words,
    }
}

impl Reader<'_> {
    pub(super) fn bytes(&mut self, given: &Given) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (field, value, place) in given.fields() {
            let name = field.name();
            if let Some(format) = FORMATS.iter().find(|format| format.0 == name) {
                if value.as_bool() == Some(true) {
                    rules.extend(formatted("bytes", &place, format));
                }
                continue;
            }
            match (name, literal(value)) {
                ("const", Some(value)) => rules.push(equals("bytes", &place, value)),
                ("in" | "not_in", _) => rules.extend(listed("bytes", name, &place, value)),
                ("len", Some(Literal::Uint(count))) => {
                    rules.push(length(name, "LEN_BYTES", &place, Length::Exactly(count), count))
                }
                ("min_len", Some(Literal::Uint(count))) => {
                    rules.push(length(name, "MIN_BYTES", &place, Length::AtLeast(count), count));
                }
                ("max_len", Some(Literal::Uint(count))) => {
                    rules.push(length(name, "MAX_BYTES", &place, Length::AtMost(count), count));
                }
                ("pattern", Some(Literal::Text(written))) => {
                    rules.extend(self.pattern("bytes.pattern", "PATTERN_BYTES", &place, &written));
                }
                ("prefix", Some(value)) => rules.push(part("PREFIX_BYTES", name, &place, value, Test::StartsWith)),
                ("suffix", Some(value)) => rules.push(part("SUFFIX_BYTES", name, &place, value, Test::EndsWith)),
                ("contains", Some(value)) => rules.push(part("CONTAINS_BYTES", name, &place, value, Test::Contains)),
                ("example", _) => {}
                _ => self.unknown(&place),
            }
        }
        rules
    }
}

fn length(name: &str, text: &'static str, place: &Place, length: Length, count: u64) -> Rule {
    let message = standard(text, [count.to_string()]);
    place.rule(format!("bytes.{name}"), message, Test::Length(Measure::Bytes, length))
}

fn part(text: &'static str, name: &str, place: &Place, value: Literal, test: fn(Literal) -> Test) -> Rule {
    place.rule(format!("bytes.{name}"), standard(text, [value.hex()]), test(value))
}
