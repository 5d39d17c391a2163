//! Rules on bytes.

use super::Reader;
use super::string::formatted;
use crate::options::validation::given::Given;
use crate::options::validation::literal::literal;
use crate::options::validation::standard::{bytes_length, bytes_part, equals, listed};
use crate::validation::{Format, Literal, Rule};

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
            if let Some(rule) = bytes_length(name, &place, value) {
                rules.push(rule);
                continue;
            }
            if let Some(format) = FORMATS.iter().find(|format| format.0 == name) {
                if value.as_bool() == Some(true) {
                    rules.extend(formatted("bytes", &place, format));
                }
                continue;
            }
            match (name, literal(value)) {
                ("const", Some(value)) => rules.push(equals("bytes", &place, value)),
                ("in" | "not_in", _) => rules.extend(listed("bytes", name, &place, value)),
                ("pattern", Some(Literal::Text(written))) => {
                    rules.extend(self.matching("bytes.pattern", "PATTERN_BYTES", &place, &written));
                }
                ("prefix" | "suffix" | "contains", Some(value)) => rules.extend(bytes_part(name, &place, value)),
                ("example", _) => {}
                _ => self.unknown(&place),
            }
        }
        rules
    }
}
