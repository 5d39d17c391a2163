//! The formats of protoc-gen-validate, where they are others than protovalidate's.
//!
//! PGV leaves its formats to the libraries of each language; these are what its Go templates take (`templates/goshared`, v1.2.1): Go's
//! `net.ParseIP`, `mail.ParseAddress` and `url.Parse` as of Go 1.26. UUIDs are the same in both.
//!
//! One departure: Go lowers a name's case by Unicode before it looks for ASCII, and so takes the Kelvin sign for a `k`. Here a name is
//! ASCII, as RFC 1034 says.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

pub mod bytes;
mod email;
mod url;

pub use email::is_email;
pub use url::{is_uri, is_uri_ref};

use super::header;
use super::host::is_labels;
pub use super::names::is_uuid;

/// The longest name, in bytes.
const NAME: usize = 253;

/// The name of a host, as protovalidate's, but that its last label may be a number, and that the dot at its end counts.
pub fn is_hostname(text: &str) -> bool {
    text.len() <= NAME && is_labels(text.strip_suffix('.').unwrap_or(text).as_bytes())
}

/// An IP address of either version, without a zone.
pub fn is_ip(text: &str) -> bool {
    text.parse::<IpAddr>().is_ok()
}

/// An IPv4 address, or an IPv6 address that maps one.
pub fn is_ipv4(text: &str) -> bool {
    let maps = |address: Ipv6Addr| address.to_ipv4_mapped().is_some();
    text.parse::<Ipv4Addr>().is_ok() || text.parse().is_ok_and(maps)
}

/// An IPv6 address that maps no IPv4 address.
pub fn is_ipv6(text: &str) -> bool {
    let maps_none = |address: Ipv6Addr| address.to_ipv4_mapped().is_none();
    text.parse().is_ok_and(maps_none)
}

/// The name of a host, or an IP address.
pub fn is_address(text: &str) -> bool {
    is_hostname(text) || is_ip(text)
}

/// The name of an HTTP header; without `strict` the same as a value, so that it may be empty.
pub fn is_header_name(text: &str, strict: bool) -> bool {
    if strict {
        header::is_header_name(text, true)
    } else {
        header::is_header_value(text, false)
    }
}

pub use header::is_header_value;
