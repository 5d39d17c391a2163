//! IP addresses as bytes. Of 16, those that map an IPv4 address count as one of these.

/// An IP address of either version.
pub fn is_ip(bytes: &[u8]) -> bool {
    matches!(bytes.len(), 4 | 16)
}

/// An IPv4 address, or an IPv6 address that maps one.
pub fn is_ipv4(bytes: &[u8]) -> bool {
    bytes.len() == 4 || maps_ipv4(bytes)
}

/// An IPv6 address that maps no IPv4 address.
pub fn is_ipv6(bytes: &[u8]) -> bool {
    bytes.len() == 16 && !maps_ipv4(bytes)
}

fn maps_ipv4(bytes: &[u8]) -> bool {
    bytes.len() == 16 && bytes.starts_with(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff])
}
