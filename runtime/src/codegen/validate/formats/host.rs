//! Names of hosts, and what stands around one: email addresses, ports.

use super::ascii::{Set, digits};
use super::ip::is_ip;

/// The bytes that HTML allows before an email address's `@`.
static LOCAL: Set = Set::alphanumeric_and(b".!#$%&'*+/=?^_`{|}~-");

static IN_LABEL: Set = Set::alphanumeric_and(b"-");

/// The longest label of a name, in bytes.
const LABEL: usize = 63;
/// The longest name, in bytes, without the dot that it may end in.
const NAME: usize = 253;

/// An email address, as HTML defines what its input of that type takes: narrower than RFC 5322, without quotes and comments, and
/// wider, since dots may stand anywhere before the `@`. CEL: `isEmail`.
pub fn is_email(text: &str) -> bool {
    match LOCAL.cut(text.as_bytes()) {
        ([_, ..], [b'@', domain @ ..]) => is_labels(domain),
        _ => false,
    }
}

/// The name of a host: labels of letters, digits and inner hyphens, of which the last is no number. It may end in a dot. CEL:
/// `isHostname`.
pub fn is_hostname(text: &str) -> bool {
    let name = text.strip_suffix('.').unwrap_or(text);
    let last = name.rsplit('.').next().unwrap_or(name);
    name.len() <= NAME && is_labels(name.as_bytes()) && !digits(last)
}

/// The name of a host, or an IP address of either version.
pub fn is_address(text: &str) -> bool {
    is_hostname(text) || is_ip(text, 0)
}

/// The name of a host, an IPv4 address, or an IPv6 address in brackets; then a colon and a port, which `port_required` makes
/// obligatory. CEL: `isHostAndPort`.
pub fn is_host_and_port(text: &str, port_required: bool) -> bool {
    // A zone of an IPv6 address may hold brackets: the last one ends it.
    if let Some(literal) = text.strip_prefix('[') {
        return literal.rsplit_once(']').is_some_and(|(address, rest)| {
            let port = match rest.strip_prefix(':') {
                Some(port) => is_port(port),
                None => rest.is_empty() && !port_required,
            };
            port && is_ip(address, 6)
        });
    }
    let is_host = |host| is_hostname(host) || is_ip(host, 4);
    match text.rsplit_once(':') {
        Some((host, port)) => is_port(port) && is_host(host),
        None => !port_required && is_host(text),
    }
}

/// A decimal number of 16 bits, without a leading zero.
fn is_port(text: &str) -> bool {
    let padded = text.len() > 1 && text.starts_with('0');
    // `parse` would take a sign.
    digits(text) && !padded && text.parse::<u16>().is_ok()
}

/// Labels with dots between them.
pub(super) fn is_labels(name: &[u8]) -> bool {
    let mut rest = name;
    loop {
        let (label, after) = IN_LABEL.cut(rest);
        let (Some(first), Some(last)) = (label.first(), label.last()) else {
            return false;
        };
        if label.len() > LABEL || *first == b'-' || *last == b'-' {
            return false;
        }
        match after {
            [] => return true,
            [b'.', after @ ..] => rest = after,
            _ => return false,
        }
    }
}
