//! Formats of bytes: an address or an identifier as it is, told by its length.

/// An IP address of either version.
pub fn is_ip(bytes: &[u8]) -> bool {
    is_ipv4(bytes) || is_ipv6(bytes)
}

/// An IPv4 address.
pub fn is_ipv4(bytes: &[u8]) -> bool {
    bytes.len() == 4
}

/// An IPv6 address.
pub fn is_ipv6(bytes: &[u8]) -> bool {
    bytes.len() == 16
}

/// A UUID.
pub fn is_uuid(bytes: &[u8]) -> bool {
    bytes.len() == 16
}
