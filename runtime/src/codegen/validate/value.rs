//! Small questions about values that generated code would spell out each time.

/// Whether bytes are part of others.
#[must_use]
pub fn contains(bytes: &[u8], part: &[u8]) -> bool {
    part.is_empty() || bytes.windows(part.len()).any(|window| window == part)
}

/// Whether a message is as if nothing were set in it.
#[must_use]
pub fn is_default<T: Default + PartialEq>(message: &T) -> bool {
    *message == T::default()
}

/// Whether a path is one of these, or goes on below one. Paths of field masks.
#[must_use]
pub fn is_path_in(path: &str, list: &[&str]) -> bool {
    list.iter().any(|listed| {
        let rest = path.strip_prefix(listed);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_found_in_others() {
        assert!(contains(b"abc", b"bc") && contains(b"abc", b"") && contains(b"", b""));
        assert!(!contains(b"abc", b"cb") && !contains(b"", b"a"));
    }

    #[test]
    fn a_path_is_in_what_it_goes_on_from() {
        assert!(is_path_in("a.b", &["x", "a"]) && is_path_in("a", &["a"]));
        assert!(!is_path_in("ab", &["a"]) && !is_path_in("a", &["a.b"]) && !is_path_in("a", &[]));
    }
}
