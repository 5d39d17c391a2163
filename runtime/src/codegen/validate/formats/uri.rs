//! URIs and references to them: RFC 3986, with RFC 6874's zones in IPv6 addresses.
//!
//! The grammar needs no looking back. What ends each part is a character that the part cannot hold, so that a text is cut into its parts
//! first, and each is looked at once.

use super::ascii::{Set, digits, escaped};
use super::ip::is_ipv6_without_zone;

/// Unreserved characters: what may stand in a zone.
static UNRESERVED: Set = Set::alphanumeric_and(b"-._~");
/// With the delimiters within parts: what may stand in a host's name.
static NAME: Set = Set::alphanumeric_and(b"-._~!$&'()*+,;=");
/// And with a colon: what may stand before a host's `@`, and in an address of a version to come.
static USER: Set = Set::alphanumeric_and(b"-._~!$&'()*+,;=:");
/// Segments, and the slashes between them.
static PATH: Set = Set::alphanumeric_and(b"-._~!$&'()*+,;=:@/");
/// Queries and fragments.
static QUERY: Set = Set::alphanumeric_and(b"-._~!$&'()*+,;=:@/?");
/// A scheme, behind its first letter.
static SCHEME: Set = Set::alphanumeric_and(b"+-.");

/// A URI, with a scheme and perhaps a fragment. CEL: `isUri`.
pub fn is_uri(text: &str) -> bool {
    match cut_scheme(text) {
        Some((scheme, rest)) => is_scheme(scheme) && is_behind_scheme(rest),
        None => false,
    }
}

/// A URI, or a reference relative to one; an empty text is one. CEL: `isUriRef`.
pub fn is_uri_ref(text: &str) -> bool {
    // A relative reference's first segment has no colon.
    match cut_scheme(text) {
        Some((scheme, rest)) => is_scheme(scheme) && is_behind_scheme(rest),
        None => is_behind_scheme(text),
    }
}

/// What stands before the first colon and behind it, if the colon comes before all that could end a scheme or a first segment.
fn cut_scheme(text: &str) -> Option<(&str, &str)> {
    let (first, rest) = text.split_once(':')?;
    (!first.contains(['/', '?', '#'])).then_some((first, rest))
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|first: char| first.is_ascii_alphabetic()) && SCHEME.all(scheme)
}

/// Authority, path, query and fragment.
fn is_behind_scheme(text: &str) -> bool {
    let (text, fragment) = cut(text, '#');
    let (text, query) = cut(text, '?');
    let path = match text.strip_prefix("//") {
        Some(text) => {
            let (authority, path) = text.split_at(text.find('/').unwrap_or(text.len()));
            if !is_authority(authority) {
                return false;
            }
            path
        }
        None => text,
    };
    PATH.all_or_escaped(path) && QUERY.all_or_escaped(query) && QUERY.all_or_escaped(fragment)
}

/// What stands before a delimiter and behind it; nothing behind one that is not there.
fn cut(text: &str, delimiter: char) -> (&str, &str) {
    text.split_once(delimiter).unwrap_or((text, ""))
}

/// Perhaps a user, a host, perhaps a port: a number of any size, or none behind its colon.
fn is_authority(authority: &str) -> bool {
    let (user, host) = authority.split_once('@').unwrap_or(("", authority));
    let host = match host.strip_prefix('[') {
        Some(literal) => literal.split_once(']').is_some_and(|(address, port)| {
            let port = port.strip_prefix(':').is_some_and(digits) || port.is_empty();
            port && is_literal(address)
        }),
        None => {
            let (name, port) = cut(host, ':');
            digits(port) && NAME.all_or_escaped(name) && is_utf8(name)
        }
    };
    host && USER.all_or_escaped(user)
}

/// What may stand in brackets: an IPv6 address, perhaps with a zone, or an address of a version to come.
fn is_literal(literal: &str) -> bool {
    if let Some(future) = literal.strip_prefix(['v', 'V']) {
        return future.split_once('.').is_some_and(|(version, address)| {
            let version = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_hexdigit());
            version && !address.is_empty() && USER.all(address)
        });
    }
    let (address, zone) = match literal.split_once("%25") {
        Some((address, zone)) => (address, Some(zone)),
        None => (literal, None),
    };
    let zone = zone.is_none_or(|zone| !zone.is_empty() && UNRESERVED.all_or_escaped(zone) && is_utf8(zone));
    zone && is_ipv6_without_zone(address)
}

/// Whether what is escaped is UTF-8, as RFC 3986 demands of hosts.
fn is_utf8(text: &str) -> bool {
    let mut bytes = text.bytes();
    // A character's bytes, collected until they are complete.
    let mut character = [0; 4];
    let mut length = 0;
    while let Some(byte) = bytes.next() {
        let byte = if byte == b'%' { escaped(&mut bytes) } else { Some(byte) };
        let (Some(byte), Some(place)) = (byte, character.get_mut(length)) else {
            return false;
        };
        *place = byte;
        length += 1;
        match core::str::from_utf8(character.get(..length).unwrap_or_default()) {
            Ok(_) => length = 0,
            // `error_len` is `None` where more bytes could make it right.
            Err(error) if error.error_len().is_some() => return false,
            Err(_) => {}
        }
    }
    length == 0
}
