//! The texts of constant times, as the runtime reads those that it meets.

const SECOND: i128 = 1_000_000_000;

/// 315,576,000,000 seconds, ten thousand years.
const LONGEST: i128 = 315_576_000_000 * SECOND;

/// `1h30m`, `-1.5s`: in nanoseconds.
pub(super) fn duration(text: &str) -> Option<i128> {
    let (negative, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if rest == "0" {
        return Some(0);
    }
    let mut sum = 0i128;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, tail) = rest.split_at(end);
        let (unit, factor) = UNITS.iter().find(|(unit, _)| tail.starts_with(unit))?;
        sum += scaled(number, *factor)?;
        rest = &tail[unit.len()..];
    }
    (sum <= LONGEST).then_some(if negative { -sum } else { sum })
}

/// Longer ones first, where one begins another.
const UNITS: [(&str, i128); 8] = [
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000),
    ("ms", 1_000_000),
    ("s", SECOND),
    ("m", 60 * SECOND),
    ("h", 3600 * SECOND),
];

/// A decimal number of units, cut to nanoseconds.
fn scaled(number: &str, factor: i128) -> Option<i128> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() && part.is_empty() || part.contains('.') || whole.len() > 20 {
        return None;
    }
    let whole: i128 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let part = &part[..part.len().min(18)];
    let numerator: i128 = if part.is_empty() { 0 } else { part.parse().ok()? };
    let denominator = 10i128.pow(u32::try_from(part.len()).ok()?);
    Some(whole.checked_mul(factor)? + numerator * factor / denominator)
}

/// RFC 3339: in nanoseconds since 1970.
pub(super) fn timestamp(text: &str) -> Option<i128> {
    // prost-types takes more forms than RFC 3339.
    let bytes = text.as_bytes();
    let separated = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    let is_rfc = separated.iter().all(|(at, sign)| bytes.get(*at) == Some(sign));
    let ends = text.ends_with('Z') || matches!(bytes.get(bytes.len().checked_sub(6)?), Some(b'+' | b'-'));
    if !is_rfc || !ends {
        return None;
    }
    let parsed: prost_types::Timestamp = text.parse().ok()?;
    let in_range = (-62_135_596_800..=253_402_300_799).contains(&parsed.seconds);
    in_range.then(|| i128::from(parsed.seconds) * SECOND + i128::from(parsed.nanos))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_gos() {
        for (text, nanoseconds) in [
            ("1h30m", Some(5400 * SECOND)),
            ("-1.5s", Some(-1_500_000_000)),
            ("100us", Some(100_000)),
            ("1µs", Some(1_000)),
            (".5ms", Some(500_000)),
            ("0", Some(0)),
            ("10", None),
            ("", None),
            ("-", None),
            ("1.s", Some(SECOND)),
            (".s", None),
            ("1.1.1s", None),
            ("320000000000s", None),
            ("1d", None),
        ] {
            assert_eq!(duration(text), nanoseconds, "{text}");
        }
    }

    #[test]
    fn timestamps_are_of_rfc_3339() {
        for (text, nanoseconds) in [
            ("1970-01-01T00:00:01.5Z", Some(1_500_000_000)),
            ("1970-01-01T01:00:00+01:00", Some(0)),
            ("2023-05-28", None),
            ("2023-05-28T00:00:00", None),
            ("2023-02-30T00:00:00Z", None),
            ("", None),
            ("Z", None),
        ] {
            assert_eq!(timestamp(text), nanoseconds, "{text}");
        }
    }
}
