//! IP addresses and their prefixes, as texts.
//!
//! What an address is, the standard library decides: dotted numbers of four bytes without leading zeros, and RFC 4291's three
//! forms of IPv6, where `::` stands for one group at least.

use core::net::{Ipv4Addr, Ipv6Addr};

use super::ascii::digits;

/// An IP address. `version` is 4, 6, or 0 for either; nothing is an address of another version. An address of version 6 may end in
/// `%` and a zone, of any characters but NUL (RFC 4007). CEL: `isIp`.
pub fn is_ip(text: &str, version: i64) -> bool {
    match version {
        0 => is_ipv4(text) || is_ipv6(text),
        4 => is_ipv4(text),
        6 => is_ipv6(text),
        _ => false,
    }
}

/// An IP address without a zone, a slash, and how many bits of it are the prefix. `version` as in [`is_ip`]; `strict`: the bits
/// behind the prefix are zeros. CEL: `isIpPrefix`.
pub fn is_ip_prefix(text: &str, version: i64, strict: bool) -> bool {
    let Some((address, length)) = text.split_once('/') else {
        return false;
    };
    match version {
        0 => is_ipv4_prefix(address, length, strict) || is_ipv6_prefix(address, length, strict),
        4 => is_ipv4_prefix(address, length, strict),
        6 => is_ipv6_prefix(address, length, strict),
        _ => false,
    }
}

fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

fn is_ipv6(text: &str) -> bool {
    let (address, zone) = match text.split_once('%') {
        Some((address, zone)) => (address, Some(zone)),
        None => (text, None),
    };
    let wrong = zone.is_some_and(|zone| zone.is_empty() || zone.contains('\0'));
    !wrong && is_ipv6_without_zone(address)
}

pub(super) fn is_ipv6_without_zone(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

fn is_ipv4_prefix(address: &str, length: &str, strict: bool) -> bool {
    let (Ok(address), Some(length)) = (address.parse::<Ipv4Addr>(), bits(length, 32)) else {
        return false;
    };
    // The shift by all bits, which leaves none, is the one that overflows.
    let rest = u32::MAX.checked_shr(length).unwrap_or(0);
    !strict || address.to_bits() & rest == 0
}

fn is_ipv6_prefix(address: &str, length: &str, strict: bool) -> bool {
    let (Ok(address), Some(length)) = (address.parse::<Ipv6Addr>(), bits(length, 128)) else {
        return false;
    };
    let rest = u128::MAX.checked_shr(length).unwrap_or(0);
    !strict || address.to_bits() & rest == 0
}

/// A number of bits, without a leading zero, up to `most`.
fn bits(text: &str, most: u32) -> Option<u32> {
    let padded = text.len() > 1 && text.starts_with('0');
    // `parse` would take a sign.
    let number = text.parse().ok().filter(|bits| *bits <= most);
    number.filter(|_| digits(text) && !padded)
}
