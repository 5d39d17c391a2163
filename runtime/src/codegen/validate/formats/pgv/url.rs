//! URLs as Go's `url.Parse` takes them: wider than RFC 3986, since a path, a query or a fragment may hold nearly anything, and narrower,
//! since a host in brackets is an IPv6 address.

use super::super::ascii::{Set, digits, escaped};
use super::super::ip::is_ipv6_without_zone;

/// A scheme, behind its first letter.
static SCHEME: Set = Set::alphanumeric_and(b"+-.");
/// What may stand before a host's `@`.
static USER: Set = Set::alphanumeric_and(b"-._:~!$&'()*+,;=@");
/// What of ASCII may stand in a host.
static HOST: Set = Set::alphanumeric_and(b"-._~!$&'()*+,;=:[]<>\"");

/// A URL with a scheme.
pub fn is_uri(text: &str) -> bool {
    parse(text) == Some(Kind::Absolute)
}

/// A URL with a scheme or without; an empty text is one.
pub fn is_uri_ref(text: &str) -> bool {
    parse(text).is_some()
}

#[derive(PartialEq)]
enum Kind {
    Absolute,
    Relative,
}

fn parse(text: &str) -> Option<Kind> {
    let (url, fragment) = text.split_once('#').unwrap_or((text, ""));
    if url.bytes().any(|byte| byte.is_ascii_control()) || !is_escaped(fragment) {
        return None;
    }
    let (scheme, rest) = cut_scheme(url)?;
    let rest = rest.split_once('?').map_or(rest, |(rest, _query)| rest);
    if !rest.starts_with('/') {
        if scheme.is_some() {
            return Some(Kind::Absolute);
        }
        let first = rest.split_once('/').map_or(rest, |(first, _)| first);
        if first.contains(':') {
            return None;
        }
    }
    let path = match rest.strip_prefix("//") {
        // Without a scheme, three slashes begin a path.
        Some(behind) if scheme.is_some() || !behind.starts_with('/') => {
            let (authority, path) = behind.split_at(behind.find('/').unwrap_or(behind.len()));
            let web = scheme.is_some_and(|scheme| ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web)));
            is_authority(authority, web).then_some(path)?
        }
        _ => rest,
    };
    let kind = scheme.map_or(Kind::Relative, |_| Kind::Absolute);
    is_escaped(path).then_some(kind)
}

/// The scheme, if there is one, and what follows it. `None` for a colon with nothing before it.
fn cut_scheme(url: &str) -> Option<(Option<&str>, &str)> {
    match url.split_once(':') {
        Some(("", _)) => None,
        Some((scheme, rest)) if scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && SCHEME.all(scheme) => {
            Some((Some(scheme), rest))
        }
        _ => Some((None, url)),
    }
}

/// Perhaps a user, a host, perhaps a port.
fn is_authority(authority: &str, web: bool) -> bool {
    let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    USER.all_or_escaped(user)
        && if host.contains('[') {
            is_literal(host)
        } else {
            is_name(host, web)
        }
}

/// An IPv6 address in brackets, perhaps with a zone, and perhaps a port.
fn is_literal(host: &str) -> bool {
    let literal = host.strip_prefix('[').filter(|literal| !literal.contains('['));
    let Some((address, port)) = literal.and_then(|literal| literal.rsplit_once(']')) else {
        return false;
    };
    let (address, zone) = match address.split_once("%25") {
        Some((address, zone)) => (address, Some(zone)),
        None => (address, None),
    };
    is_port(port) && is_ipv6_without_zone(address) && zone.is_none_or(|zone| !zone.is_empty() && is_zone(zone))
}

/// A host that is a name, and perhaps a port. Schemes other than the web's may list several hosts with ports, as those of databases do.
fn is_name(host: &str, web: bool) -> bool {
    let colon = if web { host.find(':') } else { host.rfind(':') };
    let port = colon.map_or("", |colon| host.split_at(colon).1);
    is_port(port) && host_bytes(host, |byte| byte >= 0x80 || byte == b'%')
}

fn is_zone(zone: &str) -> bool {
    host_bytes(zone, |byte| HOST.has(byte) || matches!(byte, b' ' | b'%'))
}

/// Whether what stands in a host may, and what is escaped in it.
fn host_bytes(host: &str, may_be_escaped: impl Fn(u8) -> bool) -> bool {
    let mut bytes = host.bytes();
    while let Some(byte) = bytes.next() {
        let good = match byte {
            b'%' => escaped(&mut bytes).is_some_and(&may_be_escaped),
            _ => HOST.has(byte) || !byte.is_ascii(),
        };
        if !good {
            return false;
        }
    }
    true
}

/// A colon and a number of any size, or none; or nothing.
fn is_port(port: &str) -> bool {
    port.is_empty() || port.strip_prefix(':').is_some_and(digits)
}

/// Whether each `%` has two hexadecimal digits behind it.
fn is_escaped(text: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' && escaped(&mut bytes).is_none() {
            return false;
        }
    }
    true
}
