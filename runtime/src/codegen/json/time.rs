//! `Timestamp` and `Duration`, within the ranges that protobuf gives them.

use core::fmt::{self, Display, Formatter};

use serde::de::Deserializer;
use serde::ser::Serializer;

use super::fault::unwritable;
use super::kind::Kind;
use super::object::View;
use super::read::Depth;
use super::token::{Reason, Token, scalar};

const NANOS: i32 = 1_000_000_000;
const DAY: i64 = 24 * 60 * 60;
/// 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
const TIMESTAMPS: core::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;
/// About ten thousand years.
const MOST_SECONDS: i64 = 315_576_000_000;

/// `google.protobuf.Timestamp`: RFC 3339 in UTC, with no fraction or one of 3, 6 or 9 digits.
#[derive(Debug)]
pub enum Timestamp {}

impl Kind for Timestamp {
    type Value = prost_types::Timestamp;

    fn put<S: Serializer>(value: &Self::Value, _: View, serializer: S) -> Result<S::Ok, S::Error> {
        if !TIMESTAMPS.contains(&value.seconds) || !(0..NANOS).contains(&value.nanos) {
            return Err(unwritable("the timestamp is out of range"));
        }
        serializer.collect_str(&Instant(value))
    }

    fn get<'de, D: Deserializer<'de>>(value: &mut Self::Value, deserializer: D, _: Depth) -> Result<bool, D::Error> {
        const EXPECTED: Reason = "expected a timestamp as in RFC 3339, of the years 1 to 9999";
        let found = scalar(deserializer, EXPECTED, |token| match token {
            Token::Text(text) => timestamp(text).ok_or(EXPECTED),
            _ => Err(EXPECTED),
        })?;
        Ok(found.map(|found| *value = found).is_some())
    }
}

struct Instant<'v>(&'v prost_types::Timestamp);

impl Display for Instant<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (days, second) = (self.0.seconds.div_euclid(DAY), self.0.seconds.rem_euclid(DAY));
        let (year, month, day) = date(days);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        fraction(self.0.nanos, f)?;
        f.write_str("Z")
    }
}

/// Of a second: none, or 3, 6 or 9 digits.
fn fraction(nanos: i32, f: &mut Formatter<'_>) -> fmt::Result {
    match nanos {
        0 => Ok(()),
        _ if nanos % 1_000_000 == 0 => write!(f, ".{:03}", nanos / 1_000_000),
        _ if nanos % 1_000 == 0 => write!(f, ".{:06}", nanos / 1_000),
        _ => write!(f, ".{nanos:09}"),
    }
}

/// Year, month and day of a day counted from 1970-01-01, in the Gregorian calendar: in years that begin in March, a leap day is the
/// last day, and 400 years have 146,097 days.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

/// The day of a date, by the same count.
fn day(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let month = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn timestamp(text: &str) -> Option<prost_types::Timestamp> {
    let mut rest = text;
    let year = digits(&mut rest, 4)?;
    let month = digits(after(&mut rest, "-")?, 2)?;
    let day_of_month = digits(after(&mut rest, "-")?, 2)?;
    let hour = digits(after(&mut rest, "T")?, 2)?;
    let minute = digits(after(&mut rest, ":")?, 2)?;
    let second = digits(after(&mut rest, ":")?, 2)?;
    let nanos = nanos(&mut rest)?;
    let day = day(year, month, day_of_month);
    if hour > 23 || minute > 59 || second > 59 || date(day) != (year, month, day_of_month) {
        return None;
    }
    let seconds = day * DAY + hour * 3600 + minute * 60 + second - offset(rest)?;
    TIMESTAMPS
        .contains(&seconds)
        .then_some(prost_types::Timestamp { seconds, nanos })
}

/// Seconds that a time zone is ahead of UTC.
fn offset(text: &str) -> Option<i64> {
    let (sign, mut rest) = match text.split_at_checked(1)? {
        ("Z", "") => return Some(0),
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let hours = digits(&mut rest, 2)?;
    let minutes = digits(after(&mut rest, ":")?, 2)?;
    (rest.is_empty() && hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

fn after<'r, 't>(rest: &'r mut &'t str, mark: &str) -> Option<&'r mut &'t str> {
    *rest = rest.strip_prefix(mark)?;
    Some(rest)
}

fn digits(rest: &mut &str, count: usize) -> Option<i64> {
    let (number, behind) = rest.split_at_checked(count)?;
    *rest = behind;
    number
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| number.parse().ok())?
}

/// A fraction of a second, if there is one: up to nine digits.
fn nanos(rest: &mut &str) -> Option<i32> {
    let Some(behind) = rest.strip_prefix('.') else {
        return Some(0);
    };
    let length = behind.bytes().take_while(u8::is_ascii_digit).count();
    let (fraction, behind) = behind.split_at_checked(length)?;
    *rest = behind;
    if !(1..=9).contains(&length) {
        return None;
    }
    fraction
        .bytes()
        .chain(std::iter::repeat(b'0'))
        .take(9)
        .try_fold(0_i32, |nanos, digit| {
            nanos.checked_mul(10)?.checked_add(i32::from(digit - b'0'))
        })
}

/// `google.protobuf.Duration`: seconds, with no fraction or one of 3, 6 or 9 digits, and an `s`.
#[derive(Debug)]
pub enum Duration {}

impl Kind for Duration {
    type Value = prost_types::Duration;

    fn put<S: Serializer>(value: &Self::Value, _: View, serializer: S) -> Result<S::Ok, S::Error> {
        let in_range = value.seconds.unsigned_abs() <= MOST_SECONDS as u64 && value.nanos.unsigned_abs() < NANOS as u32;
        if !in_range || value.seconds.signum() * i64::from(value.nanos.signum()) < 0 {
            return Err(unwritable("the duration is out of range"));
        }
        serializer.collect_str(&Span(value))
    }

    fn get<'de, D: Deserializer<'de>>(value: &mut Self::Value, deserializer: D, _: Depth) -> Result<bool, D::Error> {
        const EXPECTED: Reason = "expected a duration in seconds, such as \"1.5s\", of up to 10,000 years";
        let found = scalar(deserializer, EXPECTED, |token| match token {
            Token::Text(text) => duration(text).ok_or(EXPECTED),
            _ => Err(EXPECTED),
        })?;
        Ok(found.map(|found| *value = found).is_some())
    }
}

struct Span<'v>(&'v prost_types::Duration);

impl Display for Span<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.0.seconds < 0 || self.0.nanos < 0 {
            f.write_str("-")?;
        }
        write!(f, "{}", self.0.seconds.unsigned_abs())?;
        fraction(self.0.nanos.saturating_abs(), f)?;
        f.write_str("s")
    }
}

fn duration(text: &str) -> Option<prost_types::Duration> {
    let (sign, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    // More would be out of range, zeros in front aside.
    if !(1..=18).contains(&length) {
        return None;
    }
    let seconds = digits(&mut rest, length)?;
    let nanos = nanos(&mut rest)?;
    (rest == "s" && seconds <= MOST_SECONDS).then_some(prost_types::Duration {
        seconds: sign * seconds,
        nanos: sign as i32 * nanos,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates_and_dates_days() {
        for (days, is) in [
            (0, (1970, 1, 1)),
            (-719_162, (1, 1, 1)),
            (2_932_896, (9999, 12, 31)),
            (11_016, (2000, 2, 29)),
            (-25_509, (1900, 2, 28)),
            (-25_508, (1900, 3, 1)),
        ] {
            assert_eq!(date(days), is);
        }
        for days in (-719_162..=2_932_896).step_by(7) {
            let (year, month, day_of_month) = date(days);
            assert_eq!(day(year, month, day_of_month), days);
        }
    }

    #[test]
    fn timestamps_are_read_strictly() {
        let read = |text| timestamp(text).map(|at| (at.seconds, at.nanos));
        assert_eq!(read("1970-01-01T00:00:00Z"), Some((0, 0)));
        assert_eq!(read("1972-01-01T10:00:20.021-05:00"), Some((63_126_020, 21_000_000)));
        assert_eq!(read("0001-01-01T00:00:00Z"), Some((-62_135_596_800, 0)));
        assert_eq!(
            read("9999-12-31T23:59:59.999999999Z"),
            Some((253_402_300_799, 999_999_999))
        );
        for text in [
            "",
            "1970-01-01",
            "1970-01-01t00:00:00Z",
            "1970-01-01T00:00:00",
            "1970-01-01T00:00:00z",
            "1970-01-01T00:00:00Z ",
            "1970-02-29T00:00:00Z",
            "1970-13-01T00:00:00Z",
            "1970-01-00T00:00:00Z",
            "1970-01-01T24:00:00Z",
            "1970-01-01T00:00:60Z",
            "1970-01-01T00:00:00.Z",
            "1970-01-01T00:00:00.1234567890Z",
            "1970-01-01T00:00:00+0100",
            "1970-01-01T00:00:00+24:00",
            "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00+01:00",
            "+970-01-01T00:00:00Z",
            "1970-0é-01T00:00:00Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn durations_are_read_and_written_with_one_sign() {
        for (text, seconds, nanos) in [
            ("0s", 0, 0),
            ("-0.500s", 0, -500_000_000),
            ("1.000000100s", 1, 100),
            ("-3.100s", -3, -100_000_000),
            ("315576000000.999999999s", 315_576_000_000, 999_999_999),
        ] {
            let duration = duration(text).expect("it is one");
            assert_eq!((duration.seconds, duration.nanos), (seconds, nanos));
            assert_eq!(Span(&duration).to_string(), text);
        }
        for text in [
            "",
            "s",
            "1",
            "1.s",
            ".5s",
            "--1s",
            "1e3s",
            "315576000001s",
            "1.0000000001s",
            "99999999999999999999s",
        ] {
            assert!(duration(text).is_none(), "{text}");
        }
    }
}
