//! Names and values of HTTP headers.

use super::ascii::Set;

/// What RFC 9110 calls a token's characters, and the comma, which the rule's pattern takes too.
static TOKEN: Set = Set::alphanumeric_and(b"!#$%&'*+,-.^_|~`");

/// The name of a header. `strict`: a token, with a colon before it for HTTP/2's own; otherwise anything but NUL and ends of lines,
/// and not nothing.
pub fn is_header_name(text: &str, strict: bool) -> bool {
    if strict {
        let name = text.strip_prefix(':').unwrap_or(text);
        !name.is_empty() && TOKEN.all(name)
    } else {
        !text.is_empty() && is_one_line(text)
    }
}

/// The value of a header, which may be empty. `strict`: without control characters, but for tabs; otherwise without NUL and ends of
/// lines.
pub fn is_header_value(text: &str, strict: bool) -> bool {
    if strict {
        !text.bytes().any(|byte| byte.is_ascii_control() && byte != b'\t')
    } else {
        is_one_line(text)
    }
}

pub(super) fn is_one_line(text: &str) -> bool {
    !text.bytes().any(|byte| matches!(byte, 0 | b'\n' | b'\r'))
}
