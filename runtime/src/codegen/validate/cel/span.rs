//! Spans of time.

use core::fmt;

use super::Fault;

pub(super) const SECOND: i64 = 1_000_000_000;

/// Ten thousand years, in seconds: the longest span that protobuf has.
const LONGEST: i64 = 315_576_000_000;

/// `google.protobuf.Duration`, as expressions have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    /// Rounded down.
    seconds: i64,
    /// Of 0 to 999,999,999.
    nanos: i64,
}

impl Duration {
    /// None.
    pub const ZERO: Self = Self { seconds: 0, nanos: 0 };

    /// Of what a message holds.
    #[inline]
    pub const fn new(seconds: i64, nanos: i32) -> Self {
        let nanos = nanos as i64;
        Self {
            seconds: seconds.saturating_add(nanos.div_euclid(SECOND)),
            nanos: nanos.rem_euclid(SECOND),
        }
    }

    /// Of a field; what is not set is no time.
    #[inline]
    pub fn of(duration: Option<&prost_types::Duration>) -> Self {
        duration.map_or(Self::ZERO, |it| Self::new(it.seconds, it.nanos))
    }

    /// `duration(..)` of a text, as `1h30m` or `-1.5s`.
    ///
    /// # Errors
    ///
    /// [`Fault::Conversion`] if it is none, or longer than ten thousand years.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        if rest == "0" {
            return Ok(Self::ZERO);
        }
        let nanoseconds = parsed(rest).ok_or(Fault::Conversion)?;
        Self::from_nanoseconds(sign * nanoseconds).map_err(|_| Fault::Conversion)
    }

    /// # Errors
    ///
    /// [`Fault::Overflow`] if it is longer than ten thousand years.
    pub(super) fn from_nanoseconds(nanoseconds: i128) -> Result<Self, Fault> {
        let second = i128::from(SECOND);
        if nanoseconds.abs() > i128::from(LONGEST) * second {
            return Err(Fault::Overflow);
        }
        let part = |value: i128| i64::try_from(value).map_err(|_| Fault::Overflow);
        Ok(Self {
            seconds: part(nanoseconds.div_euclid(second))?,
            nanos: part(nanoseconds.rem_euclid(second))?,
        })
    }

    pub(super) fn nanoseconds(self) -> i128 {
        i128::from(self.seconds) * i128::from(SECOND) + i128::from(self.nanos)
    }

    /// `a + b`.
    ///
    /// # Errors
    ///
    /// [`Fault::Overflow`] over ten thousand years.
    pub fn plus(self, other: Self) -> Result<Self, Fault> {
        Self::from_nanoseconds(self.nanoseconds() + other.nanoseconds())
    }

    /// `a - b`.
    ///
    /// # Errors
    ///
    /// [`Fault::Overflow`] over ten thousand years.
    pub fn minus(self, other: Self) -> Result<Self, Fault> {
        Self::from_nanoseconds(self.nanoseconds() - other.nanoseconds())
    }

    fn whole(self, unit: i128) -> i64 {
        // A quotient of what fits, by one and more.
        i64::try_from(self.nanoseconds() / unit).unwrap_or_default()
    }

    /// `getHours`: whole ones, towards zero.
    pub fn hours(self) -> i64 {
        self.whole(3_600_000_000_000)
    }

    /// `getMinutes`: all of it in minutes.
    pub fn minutes(self) -> i64 {
        self.whole(60_000_000_000)
    }

    /// `getSeconds`: all of it in seconds.
    pub fn seconds(self) -> i64 {
        self.whole(1_000_000_000)
    }

    /// `getMilliseconds`: all of it in milliseconds.
    pub fn milliseconds(self) -> i64 {
        self.whole(1_000_000)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanoseconds = self.nanoseconds();
        let (whole, part) = (nanoseconds.abs() / 1_000_000_000, nanoseconds.abs() % 1_000_000_000);
        if nanoseconds < 0 {
            f.write_str("-")?;
        }
        write!(f, "{whole}{}s", Fraction(part))
    }
}

/// Nanoseconds behind the point, without zeros at the end; nothing, if there are none.
pub(super) struct Fraction(pub(super) i128);

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => Ok(()),
            nanos => write!(f, ".{}", format!("{nanos:09}").trim_end_matches('0')),
        }
    }
}

/// Longer ones first, where one begins another.
const UNITS: [(&str, i128); 8] = [
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
];

/// Numbers, each with its unit, in nanoseconds.
fn parsed(text: &str) -> Option<i128> {
    let (mut sum, mut rest) = (0i128, text);
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, tail) = rest.split_at(end);
        let (after, factor) = UNITS
            .iter()
            .find_map(|(unit, factor)| Some((tail.strip_prefix(unit)?, *factor)))?;
        sum = sum.checked_add(scaled(number, factor)?)?;
        rest = after;
    }
    Some(sum)
}

/// A decimal number of units, cut to nanoseconds.
fn scaled(number: &str, factor: i128) -> Option<i128> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() && part.is_empty() || part.contains('.') || whole.len() > 20 {
        return None;
    }
    let digits = |text: &str| {
        if text.is_empty() {
            Some(0i128)
        } else {
            text.parse().ok()
        }
    };
    // Digits, each of one byte; those after the eighteenth are less than a nanosecond.
    let part = part.get(..18).unwrap_or(part);
    let denominator = 10i128.checked_pow(u32::try_from(part.len()).ok()?)?;
    let fraction = digits(part)?.checked_mul(factor)? / denominator;
    digits(whole)?.checked_mul(factor)?.checked_add(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_durations_are_gos() {
        for (text, shown) in [
            ("1h30m", Some("5400s")),
            ("-1.5s", Some("-1.5s")),
            ("100us", Some("0.0001s")),
            ("1µs", Some("0.000001s")),
            (".5ms", Some("0.0005s")),
            ("0", Some("0s")),
            ("+1.0000000004s", Some("1s")),
            ("315576000000s", Some("315576000000s")),
            ("315576000001s", None),
            ("99999999999999999999h", None),
            ("1.5.5s", None),
            ("10", None),
            ("", None),
            ("-", None),
            ("s", None),
            ("1d", None),
        ] {
            assert_eq!(
                Duration::parse(text).ok().map(|it| it.to_string()).as_deref(),
                shown,
                "{text}"
            );
        }
    }

    #[test]
    fn parts_are_all_of_it_towards_zero() {
        let span = Duration::new(-9045, -500_000_000);
        assert_eq!(
            (span.hours(), span.minutes(), span.seconds(), span.milliseconds()),
            (-2, -150, -9045, -9_045_500)
        );
        assert_eq!(span.to_string(), "-9045.5s");
        assert!(Duration::new(-1, 0) < Duration::new(0, -1) && Duration::new(0, -1) < Duration::ZERO);
    }

    #[test]
    fn sums_stay_in_range() {
        let longest = Duration::new(LONGEST, 0);
        assert_eq!(longest.plus(Duration::new(0, 1)), Err(Fault::Overflow));
        assert_eq!(
            longest.minus(Duration::new(0, 1)).map(|it| it.to_string()),
            Ok("315575999999.999999999s".into())
        );
        let wild = Duration::new(i64::MAX, i32::MAX);
        assert_eq!(wild.plus(wild), Err(Fault::Overflow));
        assert_eq!(wild.hours(), i64::MAX / 3600);
    }
}
