//! Bytes as texts, and IP addresses as bytes. Of 16, those that map an IPv4 address count as one of these.

use std::borrow::Cow;

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

/// Bytes as patterns take them: as Go's do, each byte that is of no character counts as U+FFFD.
pub fn as_text(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = core::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_of_no_character_counts_for_one() {
        let texts: [(&[u8], &str); 4] = [
            (b"", ""),
            ("\u{4f60}a".as_bytes(), "\u{4f60}a"),
            // The first two bytes of a character of three, as Go reads them.
            (b"a\xe4\xbdb", "a\u{fffd}\u{fffd}b"),
            (b"\xff\xc0", "\u{fffd}\u{fffd}"),
        ];
        for (bytes, text) in texts {
            assert_eq!(as_text(bytes), text);
        }
    }
}
