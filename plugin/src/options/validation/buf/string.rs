//! Rules on texts.

use prost_reflect::Value;

use super::Reader;
use crate::options::validation::given::{Given, Place, standard};
use crate::options::validation::literal::literal;
use crate::options::validation::standard::{equals, length, listed, part};
use crate::validation::{Format, Literal, Rule, Test};

/// Formats by the names of their rules, with the texts that their rules have.
const FORMATS: [(&str, Format, &str, Option<&str>); 20] = [
    (
        "email",
        format("is_email", &[], "an email address"),
        "EMAIL",
        Some("EMAIL_EMPTY"),
    ),
    (
        "hostname",
        format("is_hostname", &[], "a hostname"),
        "HOSTNAME",
        Some("HOSTNAME_EMPTY"),
    ),
    ("ip", format("is_ip", &["0"], "an IP address"), "IP", Some("IP_EMPTY")),
    (
        "ipv4",
        format("is_ip", &["4"], "an IPv4 address"),
        "IPV4",
        Some("IPV4_EMPTY"),
    ),
    (
        "ipv6",
        format("is_ip", &["6"], "an IPv6 address"),
        "IPV6",
        Some("IPV6_EMPTY"),
    ),
    ("uri", format("is_uri", &[], "a URI"), "URI", Some("URI_EMPTY")),
    ("uri_ref", format("is_uri_ref", &[], "a URI reference"), "URI_REF", None),
    (
        "address",
        format("is_address", &[], "a hostname or an IP address"),
        "ADDRESS",
        Some("ADDRESS_EMPTY"),
    ),
    ("uuid", format("is_uuid", &[], "a UUID"), "UUID", Some("UUID_EMPTY")),
    (
        "tuuid",
        format("is_tuuid", &[], "a UUID without dashes"),
        "TUUID",
        Some("TUUID_EMPTY"),
    ),
    (
        "ip_with_prefixlen",
        format("is_ip_prefix", &["0", "false"], "an IP address with a prefix length"),
        "IP_WITH_PREFIXLEN",
        Some("IP_WITH_PREFIXLEN_EMPTY"),
    ),
    (
        "ipv4_with_prefixlen",
        format("is_ip_prefix", &["4", "false"], "an IPv4 address with a prefix length"),
        "IPV4_WITH_PREFIXLEN",
        Some("IPV4_WITH_PREFIXLEN_EMPTY"),
    ),
    (
        "ipv6_with_prefixlen",
        format("is_ip_prefix", &["6", "false"], "an IPv6 address with a prefix length"),
        "IPV6_WITH_PREFIXLEN",
        Some("IPV6_WITH_PREFIXLEN_EMPTY"),
    ),
    (
        "ip_prefix",
        format("is_ip_prefix", &["0", "true"], "an IP prefix"),
        "IP_PREFIX",
        Some("IP_PREFIX_EMPTY"),
    ),
    (
        "ipv4_prefix",
        format("is_ip_prefix", &["4", "true"], "an IPv4 prefix"),
        "IPV4_PREFIX",
        Some("IPV4_PREFIX_EMPTY"),
    ),
    (
        "ipv6_prefix",
        format("is_ip_prefix", &["6", "true"], "an IPv6 prefix"),
        "IPV6_PREFIX",
        Some("IPV6_PREFIX_EMPTY"),
    ),
    (
        "host_and_port",
        format("is_host_and_port", &["true"], "a host and a port"),
        "HOST_AND_PORT",
        Some("HOST_AND_PORT_EMPTY"),
    ),
    ("ulid", format("is_ulid", &[], "a ULID"), "ULID", Some("ULID_EMPTY")),
    (
        "protobuf_fqn",
        format("is_protobuf_fqn", &[], "a full name of protobuf's"),
        "PROTOBUF_FQN",
        Some("PROTOBUF_FQN_EMPTY"),
    ),
    (
        "protobuf_dot_fqn",
        format(
            "is_protobuf_dot_fqn",
            &[],
            "a full name of protobuf's with a leading dot",
        ),
        "PROTOBUF_DOT_FQN",
        Some("PROTOBUF_DOT_FQN_EMPTY"),
    ),
];

/// `KNOWN_REGEX_HTTP_HEADER_NAME`.
const HEADER_NAME: i32 = 1;
/// `KNOWN_REGEX_HTTP_HEADER_VALUE`.
const HEADER_VALUE: i32 = 2;

const fn format(function: &'static str, arguments: &'static [&'static str], words: &'static str) -> Format {
    Format {
        function,
        arguments,
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
            if let Some(format) = FORMATS.iter().find(|format| format.0 == name) {
                if value.as_bool() == Some(true) {
                    rules.extend(formatted("string", &place, format));
                }
                continue;
            }
            match (name, literal(value)) {
                ("const", Some(value)) => rules.push(equals("string", &place, value)),
                ("in" | "not_in", _) => rules.extend(listed("string", name, &place, value)),
                ("pattern", Some(Literal::Text(written))) => {
                    rules.extend(self.matching("string.pattern", "PATTERN", &place, &written));
                }
                ("prefix" | "suffix" | "contains" | "not_contains", Some(value)) => {
                    rules.extend(part(name, &place, value));
                }
                ("well_known_regex", _) => rules.extend(self.header(given, &place, value)),
                ("strict" | "example", _) => {}
                _ => self.unknown(&place),
            }
        }
        rules
    }

    pub(super) fn matching(&mut self, id: &str, text: &'static str, place: &Place, written: &str) -> Option<Rule> {
        let pattern = self.pattern(place, written)?;
        let message = standard(text, [written.to_owned()]);
        Some(place.rule(id, message, Test::Matches(pattern)))
    }

    fn header(&mut self, given: &Given, place: &Place, value: &Value) -> Vec<Rule> {
        let strict = given.get("strict").and_then(|(value, _)| value.as_bool()) != Some(false);
        let arguments: &[&str] = if strict { &["true"] } else { &["false"] };
        let id = "string.well_known_regex.header";
        let rule = |id: String, text, test| place.rule(id, standard(text, []), test);
        match value.as_enum_number() {
            Some(HEADER_NAME) => {
                let test = Test::HasFormat {
                    format: format("is_header_name", arguments, "the name of an HTTP header"),
                    unless_empty: true,
                };
                vec![
                    rule(format!("{id}_name"), "HEADER_NAME", test),
                    rule(format!("{id}_name_empty"), "HEADER_NAME_EMPTY", Test::NotEmpty),
                ]
            }
            Some(HEADER_VALUE) => {
                let test = Test::HasFormat {
                    format: format("is_header_value", arguments, "the value of an HTTP header"),
                    unless_empty: false,
                };
                vec![rule(format!("{id}_value"), "HEADER_VALUE", test)]
            }
            None | Some(0) => Vec::new(),
            Some(_) => {
                self.unknown(place);
                Vec::new()
            }
        }
    }
}

/// The rules of a format: on what is not empty, and, if it has one, on what is.
pub(super) fn formatted(
    kind: &str,
    place: &Place,
    (name, format, text, empty): &(&str, Format, &'static str, Option<&'static str>),
) -> Vec<Rule> {
    let test = Test::HasFormat {
        format: format.clone(),
        unless_empty: empty.is_some(),
    };
    let rule = place.rule(format!("{kind}.{name}"), standard(text, []), test);
    let empty = empty.map(|text| place.rule(format!("{kind}.{name}_empty"), standard(text, []), Test::NotEmpty));
    [Some(rule), empty].into_iter().flatten().collect()
}
