//! Identifiers, and names of protobuf's.

/// A UUID in hexadecimal digits of either case, 8-4-4-4-12.
pub fn is_uuid(text: &str) -> bool {
    let place = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == 36 && text.bytes().enumerate().all(place)
}

/// A UUID without its hyphens.
pub fn is_tuuid(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A ULID: 26 digits of Crockford's base 32, in either case, of which the first is at most 7, as 128 bits are two fewer than 26 digits
/// hold.
pub fn is_ulid(text: &str) -> bool {
    let digit =
        |byte: u8| byte.is_ascii_alphanumeric() && !matches!(byte.to_ascii_uppercase(), b'I' | b'L' | b'O' | b'U');
    text.len() == 26 && text.starts_with(|first| matches!(first, '0'..='7')) && text.bytes().all(digit)
}

/// A full name of protobuf's, such as `google.protobuf.Any`.
pub fn is_protobuf_fqn(text: &str) -> bool {
    let mut starts = true;
    for byte in text.bytes() {
        let good = match byte {
            b'.' => !starts,
            b'0'..=b'9' => !starts,
            _ => byte.is_ascii_alphabetic() || byte == b'_',
        };
        if !good {
            return false;
        }
        starts = byte == b'.';
    }
    !starts
}

/// A full name of protobuf's with a dot before it.
pub fn is_protobuf_dot_fqn(text: &str) -> bool {
    text.strip_prefix('.').is_some_and(is_protobuf_fqn)
}
