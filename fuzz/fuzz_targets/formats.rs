//! A text in every format that rules of validation name: no panic, no time beyond its length, and formats that agree where one holds
//! the other.
#![no_main]
#![forbid(unsafe_code)]

use libfuzzer_sys::fuzz_target;
use protoseal::codegen::validate::formats::{self as formats, pgv};

/// How long a text is made, sometimes. A format that looks back at each place would take more than 20 seconds for it.
const LONG: usize = 1 << 20;

fuzz_target!(|text: &str| {
    check(text);
    if text.len() % 64 == 63 {
        check(&text.repeat(LONG / text.len()));
    }
});

fn check(text: &str) {
    hosts(text);
    uris(text);
    names(text);
    lengths(text);
    others(text);
}

fn hosts(text: &str) {
    let versions = [4, 6].map(|version| formats::is_ip(text, version));
    assert_eq!(formats::is_ip(text, 0), versions.contains(&true));
    assert!(!formats::is_ip(text, 5));
    let name = formats::is_hostname(text);
    assert_eq!(formats::is_address(text), name || versions.contains(&true));
    // What is a name is no address, and PGV's names are more, but for the length of one that ends in a dot.
    assert!(!name || !versions.contains(&true));
    assert!(!name || pgv::is_hostname(text.trim_end_matches('.')));
    for version in [0, 4, 6] {
        let [strict, lax] = [true, false].map(|strict| formats::is_ip_prefix(text, version, strict));
        assert!(lax || !strict);
    }
    let [with_port, either] = [true, false].map(|required| formats::is_host_and_port(text, required));
    assert!(either || !with_port);
    assert!(!pgv::is_ip(text) || formats::is_ip(text, 0));
    assert_eq!(pgv::is_ip(text), pgv::is_ipv4(text) || pgv::is_ipv6(text));
    if formats::is_email(text) {
        let (_, domain) = text.rsplit_once('@').expect("an email address has an @");
        assert!(domain.len() > 253 || pgv::is_hostname(domain));
    }
}

fn uris(text: &str) {
    assert!(formats::is_uri_ref(text) || !formats::is_uri(text));
    assert!(pgv::is_uri_ref(text) || !pgv::is_uri(text));
    if formats::is_uri(text) {
        assert!(text.is_ascii());
        let (without, _) = text.split_once('#').unwrap_or((text, ""));
        assert!(formats::is_uri(&format!("{without}#fragment")));
    }
}

fn names(text: &str) {
    assert!(!formats::is_uuid(text) || formats::is_tuuid(&text.replace('-', "")));
    assert!(!formats::is_ulid(text) || text.len() == 26);
    assert_eq!(
        formats::is_protobuf_fqn(text),
        formats::is_protobuf_dot_fqn(&format!(".{text}"))
    );
    assert!(formats::is_header_name(text, false) || !formats::is_header_name(text, true));
    assert!(formats::is_header_value(text, false) || !formats::is_header_value(text, true));
    assert_eq!(pgv::is_header_name(text, true), formats::is_header_name(text, true));
    assert_eq!(pgv::is_header_name(text, false), formats::is_header_value(text, false));
}

fn lengths(text: &str) {
    let length = text.chars().count() as u64;
    for number in [0, 1, length / 2, length, length + 1, text.len() as u64, u64::MAX] {
        assert_eq!(formats::min_chars(text, number), length >= number);
        assert_eq!(formats::max_chars(text, number), length <= number);
        assert_eq!(formats::len_chars(text, number), length == number);
    }
}

fn others(text: &str) {
    let words: Vec<&str> = text.split(' ').collect();
    let mut sorted = words.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(formats::unique(&words), sorted.len() == words.len());
    assert!(!pgv::is_email(text) || pgv::is_email(&format!(" {text} (comment)")));
    let bytes = text.as_bytes();
    assert_eq!(formats::bytes::is_ip(bytes), pgv::bytes::is_ip(bytes));
    assert_eq!(
        pgv::bytes::is_ip(bytes),
        pgv::bytes::is_ipv4(bytes) != pgv::bytes::is_ipv6(bytes)
    );
}
