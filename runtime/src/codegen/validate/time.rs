//! Times and durations, as numbers that can be compared.

use std::time::{SystemTime, UNIX_EPOCH};

/// So many nanoseconds are a second.
const SECOND: i128 = 1_000_000_000;

/// A duration, or a time since 1970, in nanoseconds.
#[inline]
#[must_use]
pub fn nanos(seconds: i64, nanos: i32) -> i128 {
    i128::from(seconds) * SECOND + i128::from(nanos)
}

/// The current time, in nanoseconds since 1970.
#[must_use]
pub fn now() -> i128 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => signed(since.as_nanos()),
        Err(before) => -signed(before.duration().as_nanos()),
    }
}

/// No clock tells more.
fn signed(nanos: u128) -> i128 {
    i128::try_from(nanos).unwrap_or(i128::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up() {
        assert_eq!(nanos(1, 5), 1_000_000_005);
        assert_eq!(nanos(-1, -5), -1_000_000_005);
        assert_eq!(
            nanos(i64::MIN, i32::MIN),
            i128::from(i64::MIN) * SECOND + i128::from(i32::MIN)
        );
        assert!(now() > nanos(1_600_000_000, 0));
    }
}
