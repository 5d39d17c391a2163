//! Formats against their grammars, written anew as regular expressions: texts that a grammar makes, and the same with a few
//! characters changed, which the grammar then takes or refuses.

use core::net::{Ipv4Addr, Ipv6Addr};

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::string::string_regex;
use regex::Regex;

use super::super as formats;

/// RFC 3986, appendix A, and RFC 6874 for zones; `host` is a group, since it must be UTF-8 when unescaped.
struct Uris {
    v4: String,
    v6: String,
    uri: String,
    reference: String,
}

impl Uris {
    fn new() -> Self {
        let unreserved = "[A-Za-z0-9._~-]";
        let escaped = "%[0-9A-Fa-f]{2}";
        let delimiter = "[!$&'()*+,;=]";
        let any_of = |parts: &[&str]| format!("(?:{})", parts.join("|"));
        let pchar = any_of(&[unreserved, escaped, delimiter, "[:@]"]);
        let octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
        let v4 = format!(r"{octet}(?:\.{octet}){{3}}");
        let v6 = v6(&v4);
        let zone = any_of(&[unreserved, escaped]);
        let future = format!("[vV][0-9A-Fa-f]+\\.{}+", any_of(&[unreserved, delimiter, ":"]));
        let literal = format!(r"\[(?:{v6}|{v6}%25{zone}+|{future})\]");
        let name = format!("{}*", any_of(&[unreserved, escaped, delimiter]));
        let user = format!("{}*", any_of(&[unreserved, escaped, delimiter, ":"]));
        let authority = format!("(?:{user}@)?(?P<host>{literal}|{name})(?::[0-9]*)?");
        let (segment, some) = (format!("{pchar}*"), format!("{pchar}+"));
        let no_colon = format!("{}+", any_of(&[unreserved, escaped, delimiter, "@"]));
        let after = format!("(?:/{segment})*");
        let absolute = format!("/(?:{some}{after})?");
        let tail = format!(r"(?:\?{0}*)?(?:#{0}*)?", any_of(&[&pchar, "[/?]"]));
        let hierarchy = format!("(?://{authority}{after}|{absolute}|{some}{after}|)");
        let relative = format!("(?://{authority}{after}|{absolute}|{no_colon}{after}|){tail}");
        let uri = format!("[A-Za-z][A-Za-z0-9+.-]*:{hierarchy}{tail}");
        let reference = format!("(?:{uri}|{})", relative.replace("<host>", "<host_of_relative>"));
        Self { v4, v6, uri, reference }
    }
}

/// The nine forms of an IPv6 address.
fn v6(v4: &str) -> String {
    let group = "[0-9A-Fa-f]{1,4}";
    let last = format!("(?:{group}:{group}|{v4})");
    let before = |most: usize| format!("(?:(?:{group}:){{0,{most}}}{group})?");
    let mut forms = vec![format!("(?:{group}:){{6}}{last}")];
    // Behind `::` stand ever fewer groups, before it ever more.
    forms.push(format!("::(?:{group}:){{5}}{last}"));
    for groups in (0..5).rev() {
        forms.push(format!("{}::(?:{group}:){{{groups}}}{last}", before(4 - groups)));
    }
    forms.push(format!("{}::{group}", before(5)));
    forms.push(format!("{}::", before(6)));
    format!("(?:{})", forms.join("|"))
}

/// Whether all of a text matches.
fn whole(pattern: &str) -> Regex {
    Regex::new(&format!(r"\A(?:{pattern})\z")).expect("the grammar compiles")
}

/// Whether escapes of the host make UTF-8.
fn is_utf8(host: &str) -> bool {
    let (mut bytes, mut rest) = (Vec::new(), host);
    while let Some(at) = rest.find('%') {
        bytes.extend(rest[..at].bytes());
        bytes.push(u8::from_str_radix(&rest[at + 1..at + 3], 16).expect("the grammar has digits here"));
        rest = &rest[at + 3..];
    }
    bytes.extend(rest.bytes());
    String::from_utf8(bytes).is_ok()
}

fn takes(grammar: &Regex, text: &str) -> bool {
    grammar.captures(text).is_some_and(|parts| {
        let host = parts.name("host").or_else(|| parts.name("host_of_relative"));
        host.is_none_or(|host| is_utf8(host.as_str()))
    })
}

/// A change to a text: what is put in, where, and how many characters it replaces.
type Change = (Index, String, usize);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let put = r#"[a1f.:/?#@%\[\]_ ~-]|%[cefCEF][0-9a-f]|%25|::|[ \n\x00é]|"#;
    prop::collection::vec((any::<Index>(), put, 0..3_usize), 0..4)
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (at, put, removed) in changes {
        let at = at.index(characters.len() + 1);
        let end = (at + removed).min(characters.len());
        characters.splice(at..end, put.chars());
    }
    characters.into_iter().collect()
}

/// Compares a format with a grammar, on what the grammar makes, and on that with changes.
#[track_caller]
fn compare(pattern: &str, format: impl Fn(&str) -> bool, grammar: impl Fn(&Regex, &str) -> bool) {
    let regex = whole(pattern);
    let texts = string_regex(pattern).expect("the grammar makes texts");
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 150,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let result = runner.run(&(texts, changes()), |(text, changes)| {
        prop_assert!(regex.is_match(&text));
        for text in [changed(&text, &changes), text] {
            prop_assert_eq!(format(&text), grammar(&regex, &text), "{:?}", text);
        }
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn uris_are_those_of_rfc_3986() {
    let Uris { uri, reference, .. } = Uris::new();
    compare(&uri, formats::is_uri, takes);
    compare(&reference, formats::is_uri_ref, takes);
}

#[test]
fn ip_addresses_are_those_of_rfc_3986_and_rfc_4007() {
    let Uris { v4, v6, .. } = Uris::new();
    let v6_with_zone = format!("{v6}(?:%[^\\x00]+)?");
    compare(&v4, |text| formats::is_ip(text, 4), Regex::is_match);
    compare(&v6_with_zone, |text| formats::is_ip(text, 6), Regex::is_match);
    compare(
        &format!("(?:{v4}|{v6_with_zone})"),
        |text| formats::is_ip(text, 0),
        Regex::is_match,
    );
}

#[test]
fn prefixes_are_numbers_behind_addresses() {
    let Uris { v4, v6, .. } = Uris::new();
    let v4 = format!("{v4}/(?:[0-9]|[12][0-9]|3[0-2])");
    let v6 = format!("{v6}/(?:[0-9]|[1-9][0-9]|1[01][0-9]|12[0-8])");
    compare(&v4, |text| formats::is_ip_prefix(text, 4, false), Regex::is_match);
    compare(&v6, |text| formats::is_ip_prefix(text, 6, false), Regex::is_match);
    let strict = |regex: &Regex, text: &str| regex.is_match(text) && has_zeros(text);
    compare(&v4, |text| formats::is_ip_prefix(text, 4, true), strict);
    compare(&v6, |text| formats::is_ip_prefix(text, 6, true), strict);
    compare(
        &format!("(?:{v4}|{v6})"),
        |text| formats::is_ip_prefix(text, 0, true),
        strict,
    );
}

/// Whether an address, written in binary digits, has only zeros behind its prefix.
fn has_zeros(text: &str) -> bool {
    let (address, length) = text.split_once('/').expect("the grammar has a slash");
    let length: usize = length.parse().expect("the grammar has a number");
    let digits = match address.parse::<Ipv4Addr>() {
        Ok(address) => format!("{:032b}", address.to_bits()),
        Err(_) => format!(
            "{:0128b}",
            address
                .parse::<Ipv6Addr>()
                .expect("the grammar has an address")
                .to_bits()
        ),
    };
    digits.bytes().skip(length).all(|digit| digit == b'0')
}

/// One label of a name, by RFC 1034 with RFC 1123.
const LABEL: &str = "[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?";

#[test]
fn hostnames_are_those_of_rfc_1123() {
    let name = format!(r"{LABEL}(?:\.{LABEL}){{0,4}}\.?");
    compare(&name, formats::is_hostname, |regex, text| {
        let name = text.strip_suffix('.').unwrap_or(text);
        let last = name.rsplit('.').next();
        let number = last.is_some_and(|last| last.chars().all(|c| c.is_ascii_digit()));
        // The grammar counts labels instead of bytes, so that it makes names of both lengths.
        regex.is_match(text) && name.len() <= 253 && !number
    });
}

#[test]
fn emails_are_those_of_html() {
    let email = format!(r"[0-9A-Za-z.!#$%&'*+/=?^_`{{|}}~-]+@{LABEL}(?:\.{LABEL})*");
    compare(&email, formats::is_email, Regex::is_match);
}

/// The patterns that `validate.proto` gives for what has no function of its own.
#[test]
fn the_rest_are_those_of_their_patterns() {
    let name = "[A-Za-z_][A-Za-z_0-9]*";
    let hex = "[0-9a-fA-F]";
    let dotted = format!(r"{name}(?:\.{name})*");
    compare(&dotted, formats::is_protobuf_fqn, Regex::is_match);
    compare(&format!(r"\.{dotted}"), formats::is_protobuf_dot_fqn, Regex::is_match);
    compare(
        &format!("{hex}{{8}}(?:-{hex}{{4}}){{3}}-{hex}{{12}}"),
        formats::is_uuid,
        Regex::is_match,
    );
    compare(&format!("{hex}{{32}}"), formats::is_tuuid, Regex::is_match);
    compare(
        "[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}",
        formats::is_ulid,
        Regex::is_match,
    );
    let strict_name = "(?::?[0-9a-zA-Z!#$%&'*+-.^_|~\\x60]+)";
    compare(strict_name, |text| formats::is_header_name(text, true), Regex::is_match);
    compare(
        r"[^\x00\n\r]+",
        |text| formats::is_header_name(text, false),
        Regex::is_match,
    );
    compare(
        r"[^\x00-\x08\x0A-\x1F\x7F]*",
        |text| formats::is_header_value(text, true),
        Regex::is_match,
    );
    compare(
        r"[^\x00\n\r]*",
        |text| formats::is_header_value(text, false),
        Regex::is_match,
    );
}
