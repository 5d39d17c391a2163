//! Rules on texts and bytes.

use prost_reflect::Value;

use super::Reader;
use crate::options::validation::given::{Given, Place, standard};
use crate::options::validation::literal::literal;
use crate::options::validation::standard::{bytes_length, bytes_part, equals, length, listed, part};
use crate::validation::{Format, Literal, Rule, Test};

/// Formats of texts by the names of their rules, with the texts that these have.
const TEXTS: [(&str, Format, &str); 9] = [
    ("email", format("pgv::is_email", "an email address"), "EMAIL"),
    ("hostname", format("pgv::is_hostname", "a hostname"), "HOSTNAME"),
    ("ip", format("pgv::is_ip", "an IP address"), "IP"),
    ("ipv4", format("pgv::is_ipv4", "an IPv4 address"), "IPV4"),
    ("ipv6", format("pgv::is_ipv6", "an IPv6 address"), "IPV6"),
    ("uri", format("pgv::is_uri", "a URI"), "URI"),
    ("uri_ref", format("pgv::is_uri_ref", "a URI reference"), "URI_REF"),
    (
        "address",
        format("pgv::is_address", "a hostname or an IP address"),
        "ADDRESS",
    ),
    ("uuid", format("pgv::is_uuid", "a UUID"), "UUID"),
];

/// Those of bytes.
const BYTES: [(&str, Format, &str); 3] = [
    ("ip", format("pgv::bytes::is_ip", "an IP address"), "IP"),
    ("ipv4", format("pgv::bytes::is_ipv4", "an IPv4 address"), "IPV4"),
    ("ipv6", format("pgv::bytes::is_ipv6", "an IPv6 address"), "IPV6"),
];

/// `HTTP_HEADER_NAME`.
const HEADER_NAME: i32 = 1;
/// `HTTP_HEADER_VALUE`.
const HEADER_VALUE: i32 = 2;

const fn format(function: &'static str, words: &'static str) -> Format {
    Format {
        function,
        arguments: &[],
        words,
    }
}

impl Reader<'_> {
    pub(super) fn string(&mut self, given: &Given) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (field, value, place) in given.fields() {
            let name = field.name();
            if let Some(rule) = length(name, &place, value) {
                rules.push(rule);
                continue;
            }
            if let Some(format) = TEXTS.iter().find(|format| format.0 == name) {
                rules.extend(formatted("string", &place, value, format));
                continue;
            }
            match (name, literal(value)) {
                ("const", Some(value)) => rules.push(equals("string", &place, value)),
                ("in" | "not_in", _) => rules.extend(listed("string", name, &place, value)),
                ("pattern", Some(Literal::Text(written))) => {
                    let pattern = self.faults.pattern(&place, &written);
                    let message = standard("PATTERN", [written]);
                    rules.extend(pattern.map(|pattern| place.rule("string.pattern", message, Test::Matches(pattern))));
                }
                ("prefix" | "suffix" | "contains" | "not_contains", Some(value)) => {
                    rules.extend(part(name, &place, value));
                }
                ("well_known_regex", _) => rules.extend(self.header(given, &place, value)),
                // The first goes with the headers, the second is read for all kinds.
                ("strict" | "ignore_empty", _) => {}
                _ => self.faults.unknown(&place),
            }
        }
        rules
    }

    pub(super) fn bytes(&mut self, given: &Given) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (field, value, place) in given.fields() {
            let name = field.name();
            if let Some(rule) = bytes_length(name, &place, value) {
                rules.push(rule);
                continue;
            }
            if let Some(format) = BYTES.iter().find(|format| format.0 == name) {
                rules.extend(formatted("bytes", &place, value, format));
                continue;
            }
            match (name, literal(value)) {
                ("const", Some(value)) => rules.push(equals("bytes", &place, value)),
                ("in" | "not_in", _) => rules.extend(listed("bytes", name, &place, value)),
                ("pattern", Some(Literal::Text(written))) => {
                    let pattern = self.faults.pattern(&place, &written);
                    let message = standard("PATTERN_BYTES", [written]);
                    rules.extend(
                        pattern.map(|pattern| place.rule("bytes.pattern", message, Test::MatchesAsText(pattern))),
                    );
                }
                ("prefix" | "suffix" | "contains", Some(value)) => rules.extend(bytes_part(name, &place, value)),
                ("ignore_empty", _) => {}
                _ => self.faults.unknown(&place),
            }
        }
        rules
    }

    fn header(&mut self, given: &Given, place: &Place, value: &Value) -> Option<Rule> {
        let strict = given.get("strict").and_then(|(value, _)| value.as_bool()) != Some(false);
        let (function, words, text) = match value.as_enum_number() {
            Some(HEADER_NAME) => ("pgv::is_header_name", "the name of an HTTP header", "HEADER_NAME"),
            Some(HEADER_VALUE) => ("pgv::is_header_value", "the value of an HTTP header", "HEADER_VALUE"),
            None | Some(0) => return None,
            Some(_) => {
                self.faults.unknown(place);
                return None;
            }
        };
        let format = Format {
            function,
            arguments: if strict { &["true"] } else { &["false"] },
            words,
        };
        Some(place.rule("string.well_known_regex", standard(text, []), fits(format)))
    }
}

/// The rule of a format; the empty value is no special case.
fn formatted(
    kind: &str,
    place: &Place,
    value: &Value,
    (name, format, text): &(&str, Format, &'static str),
) -> Option<Rule> {
    let wanted = value.as_bool() == Some(true);
    wanted.then(|| place.rule(format!("{kind}.{name}"), standard(text, []), fits(format.clone())))
}

fn fits(format: Format) -> Test {
    Test::HasFormat {
        format,
        unless_empty: false,
    }
}
