//! Messages as values.

/// Whether two messages are equal; one that is not set is as an empty one.
pub fn is_same<T: PartialEq + Default>(a: Option<&T>, b: Option<&T>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => a == b,
        (Some(one), None) | (None, Some(one)) => *one == T::default(),
    }
}
