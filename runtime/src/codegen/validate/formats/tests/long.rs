//! Texts of megabytes, made so that whoever looks back, or looks at each place for all of the rest, would not come to an end.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use super::super::{self as formats, pgv, unique};

type Format = fn(&str) -> bool;

/// Every format of texts.
const FORMATS: [(&str, Format); 32] = [
    ("is_email", formats::is_email),
    ("is_hostname", formats::is_hostname),
    ("is_address", formats::is_address),
    ("is_host_and_port", |text| formats::is_host_and_port(text, false)),
    ("is_host_and_port with a port", |text| {
        formats::is_host_and_port(text, true)
    }),
    ("is_ip", |text| formats::is_ip(text, 0)),
    ("is_ip of 4", |text| formats::is_ip(text, 4)),
    ("is_ip of 6", |text| formats::is_ip(text, 6)),
    ("is_ip_prefix", |text| formats::is_ip_prefix(text, 0, false)),
    ("is_ip_prefix, strict", |text| formats::is_ip_prefix(text, 0, true)),
    ("is_uri", formats::is_uri),
    ("is_uri_ref", formats::is_uri_ref),
    ("is_uuid", formats::is_uuid),
    ("is_tuuid", formats::is_tuuid),
    ("is_ulid", formats::is_ulid),
    ("is_protobuf_fqn", formats::is_protobuf_fqn),
    ("is_protobuf_dot_fqn", formats::is_protobuf_dot_fqn),
    ("is_header_name, strict", |text| formats::is_header_name(text, true)),
    ("is_header_name, loose", |text| formats::is_header_name(text, false)),
    ("is_header_value, strict", |text| formats::is_header_value(text, true)),
    ("is_header_value, loose", |text| formats::is_header_value(text, false)),
    ("min_chars", |text| formats::min_chars(text, u64::from(u32::MAX))),
    ("pgv::is_email", pgv::is_email),
    ("pgv::is_hostname", pgv::is_hostname),
    ("pgv::is_address", pgv::is_address),
    ("pgv::is_ip", pgv::is_ip),
    ("pgv::is_ipv4", pgv::is_ipv4),
    ("pgv::is_ipv6", pgv::is_ipv6),
    ("pgv::is_uri", pgv::is_uri),
    ("pgv::is_uri_ref", pgv::is_uri_ref),
    ("pgv::is_header_name", |text| pgv::is_header_name(text, false)),
    ("pgv::is_uuid", pgv::is_uuid),
];

/// Hundreds of times what one pass takes, and much less than a pass for each byte would.
const BUDGET: Duration = Duration::from_secs(5);

/// What is repeated between a beginning and an end.
const PARTS: [&str; 20] = [
    "a", "a.", "1.", "-", "@", "a@", ":", "1:", "[", "]", "%41", "%", "%e2%82", "/", "(", "\"", "\\", "\" ", "a ", "é",
];

#[test]
fn a_long_text_takes_no_longer_than_its_length() {
    let starts = ["", "x://", "x:", "[::", "\"", "a@", "G: ", "("];
    let mut taken = HashSet::new();
    for part in PARTS {
        let long = part.repeat(50_000 / part.len());
        for (start, end) in starts.iter().flat_map(|start| [(start, ""), (start, "@a")]) {
            let text = format!("{start}{long}{end}");
            for (name, format) in FORMATS {
                let begun = Instant::now();
                if format(&text) {
                    taken.insert(name);
                }
                let time = begun.elapsed();
                assert!(time < BUDGET, "{name} of {start}{part}...{end} took {time:?}");
            }
        }
    }
    assert!(taken.contains("is_email") && taken.contains("is_uri") && taken.contains("pgv::is_uri_ref"));
    assert!(!taken.contains("is_hostname") && !taken.contains("pgv::is_email"));
}

#[test]
fn a_long_list_takes_no_longer_than_its_length() {
    let numbers: Vec<u64> = (0..300_000).map(|number| number << 32).collect();
    assert!(unique(&numbers));
    let prefix = "p".repeat(100);
    let texts: Vec<String> = (0..30_000).map(|number| format!("{prefix}{number}")).collect();
    assert!(unique(&texts));
}
