//! Instants.

use core::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use super::calendar::{DAY, Local, days_before};
use super::span::{Duration, Fraction, SECOND};
use super::{Fault, zone};

/// The first and the last second of the years 1 to 9999.
const FIRST: i64 = -62_135_596_800;
const LAST: i64 = 253_402_300_799;

/// `google.protobuf.Timestamp`, as expressions have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Since 1970, rounded down.
    seconds: i64,
    /// Of 0 to 999,999,999.
    nanos: i64,
}

impl Timestamp {
    /// The beginning of 1970.
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

    /// Of a field; what is not set is the beginning of 1970.
    #[inline]
    pub fn of(timestamp: Option<&prost_types::Timestamp>) -> Self {
        timestamp.map_or(Self::ZERO, |it| Self::new(it.seconds, it.nanos))
    }

    /// `now`.
    pub fn now() -> Self {
        // A clock before 1970 is at its beginning.
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self {
            seconds: i64::try_from(since.as_secs()).unwrap_or(LAST),
            nanos: since.subsec_nanos().into(),
        }
    }

    /// `timestamp(..)` of seconds since 1970.
    ///
    /// # Errors
    ///
    /// [`Fault::Overflow`] outside of the years 1 to 9999.
    pub fn from_unix(seconds: i64) -> Result<Self, Fault> {
        Self { seconds, nanos: 0 }.in_range()
    }

    /// `timestamp(..)` of a text of RFC 3339.
    ///
    /// # Errors
    ///
    /// [`Fault::Conversion`] if it is none, or outside of the years 1 to 9999.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        parsed(text)
            .and_then(|instant| instant.in_range().ok())
            .ok_or(Fault::Conversion)
    }

    fn in_range(self) -> Result<Self, Fault> {
        match (FIRST..=LAST).contains(&self.seconds) {
            true => Ok(self),
            false => Err(Fault::Overflow),
        }
    }

    fn nanoseconds(self) -> i128 {
        i128::from(self.seconds) * i128::from(SECOND) + i128::from(self.nanos)
    }

    fn from_nanoseconds(nanoseconds: i128) -> Result<Self, Fault> {
        let second = i128::from(SECOND);
        let part = |value: i128| i64::try_from(value).map_err(|_| Fault::Overflow);
        let (seconds, nanos) = (
            part(nanoseconds.div_euclid(second))?,
            part(nanoseconds.rem_euclid(second))?,
        );
        Self { seconds, nanos }.in_range()
    }

    /// `a + b`.
    ///
    /// # Errors
    ///
    /// [`Fault::Overflow`] outside of the years 1 to 9999.
    pub fn plus(self, span: Duration) -> Result<Self, Fault> {
        Self::from_nanoseconds(self.nanoseconds() + span.nanoseconds())
    }

    /// `a - b`.
    ///
    /// # Errors
    ///
    /// [`Fault::Overflow`] outside of the years 1 to 9999.
    pub fn minus(self, span: Duration) -> Result<Self, Fault> {
        Self::from_nanoseconds(self.nanoseconds() - span.nanoseconds())
    }

    /// `a - b`, of two instants.
    ///
    /// # Errors
    ///
    /// [`Fault::Overflow`] over ten thousand years.
    pub fn since(self, earlier: Self) -> Result<Duration, Fault> {
        Duration::from_nanoseconds(self.nanoseconds() - earlier.nanoseconds())
    }

    /// `int(..)`: seconds since 1970.
    pub fn unix(self) -> i64 {
        self.seconds
    }

    fn local(self) -> Local {
        Local {
            seconds: self.seconds,
            nanos: self.nanos,
        }
    }

    /// What a clock in a zone shows.
    ///
    /// # Errors
    ///
    /// [`Fault::TimeZone`] if the zone is neither UTC nor an offset, as `+02:00`.
    pub fn within(self, zone: &str, part: impl FnOnce(Local) -> i64) -> Result<i64, Fault> {
        let local = Local {
            seconds: self.seconds.saturating_add(zone::offset(zone)?),
            nanos: self.nanos,
        };
        Ok(part(local))
    }
}

macro_rules! at_utc {
    ($($name:ident $cel:literal;)*) => {$(
        impl Timestamp {
            #[doc = concat!("`", $cel, "` at UTC.")]
            pub fn $name(self) -> i64 {
                self.local().$name()
            }
        }
    )*};
}

at_utc! {
    year "getFullYear";
    month "getMonth";
    date "getDate";
    day_of_month "getDayOfMonth";
    day_of_week "getDayOfWeek";
    day_of_year "getDayOfYear";
    hours "getHours";
    minutes "getMinutes";
    seconds "getSeconds";
    milliseconds "getMilliseconds";
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.local();
        let (year, month, date) = local.civil();
        let (hours, minutes, seconds) = (local.hours(), local.minutes(), local.seconds());
        let fraction = Fraction(self.nanos.into());
        write!(
            f,
            "{year:04}-{month:02}-{date:02}T{hours:02}:{minutes:02}:{seconds:02}{fraction}Z"
        )
    }
}

fn parsed(text: &str) -> Option<Timestamp> {
    let (date, rest) = (text.get(..10)?, text.get(10..)?);
    let rest = rest.strip_prefix(['T', 't'])?;
    let (clock, rest) = (rest.get(..8)?, rest.get(8..)?);
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let [hour, minute, second] = numbers(clock, ':', [2, 2, 2])?;
    let (nanos, zone) = match rest.strip_prefix('.') {
        Some(rest) => {
            let end = rest.find(|c: char| !c.is_ascii_digit())?;
            let digits = rest.get(..end).filter(|digits| !digits.is_empty())?;
            let first: String = digits.chars().chain("000000000".chars()).take(9).collect();
            (first.parse().ok()?, rest.get(end..)?)
        }
        None => (0, rest),
    };
    let offset = match zone {
        "Z" | "z" => 0,
        _ if zone.len() == 6 && zone.starts_with(['+', '-']) => zone::offset(zone).ok()?,
        _ => return None,
    };
    let days = days_before(year, month, day);
    let at_midnight = Local {
        seconds: days * DAY,
        nanos: 0,
    };
    if at_midnight.civil() != (year, month, day) || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let seconds = days * DAY + hour * 3600 + minute * 60 + second - offset;
    Some(Timestamp { seconds, nanos })
}

/// Three numbers of as many digits.
fn numbers(text: &str, between: char, digits: [usize; 3]) -> Option<[i64; 3]> {
    let mut parts = text.split(between);
    let mut found = [0; 3];
    for (number, digits) in found.iter_mut().zip(digits) {
        let part = parts.next()?;
        let is_number = part.len() == digits && part.chars().all(|c| c.is_ascii_digit());
        *number = part.parse().ok().filter(|_| is_number)?;
    }
    parts.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_of_rfc_3339() {
        for (text, shown) in [
            ("2023-05-28T02:05:06.123Z", Some("2023-05-28T02:05:06.123Z")),
            ("2023-05-28T02:05:06+05:30", Some("2023-05-27T20:35:06Z")),
            ("0001-01-01T00:00:00Z", Some("0001-01-01T00:00:00Z")),
            ("9999-12-31T23:59:59.999999999Z", Some("9999-12-31T23:59:59.999999999Z")),
            ("2024-02-29T00:00:00Z", Some("2024-02-29T00:00:00Z")),
            ("2023-02-29T00:00:00Z", None),
            ("0001-01-01T00:00:00+01:00", None),
            ("9999-12-31T23:59:59-01:00", None),
            ("2023-05-28T24:00:00Z", None),
            ("2023-05-28T00:00:00", None),
            ("2023-05-28T00:00:00.Z", None),
            ("2023-05-28T00:00:00 Z", None),
            ("2023-13-01T00:00:00Z", None),
            ("+023-05-28T00:00:00Z", None),
            ("äöüäö", None),
            ("", None),
        ] {
            let found = Timestamp::parse(text).ok().map(|it| it.to_string());
            assert_eq!(found.as_deref(), shown, "{text}");
        }
    }

    #[test]
    fn parts_are_those_of_a_clock_in_the_zone() {
        let instant = Timestamp::parse("2023-01-01T05:30:06.045Z").expect("an instant");
        assert_eq!(
            (instant.year(), instant.month(), instant.date(), instant.day_of_month()),
            (2023, 0, 1, 0)
        );
        assert_eq!((instant.day_of_week(), instant.day_of_year()), (0, 0));
        assert_eq!(
            (
                instant.hours(),
                instant.minutes(),
                instant.seconds(),
                instant.milliseconds()
            ),
            (5, 30, 6, 45)
        );
        assert_eq!(instant.within("-08:00", Local::year), Ok(2022));
        assert_eq!(instant.within("-08:00", Local::day_of_year), Ok(364));
        assert_eq!(instant.within("05:30", Local::hours), Ok(11));
        assert_eq!(instant.within("Mars/Base", Local::hours), Err(Fault::TimeZone));
    }

    #[test]
    fn what_a_message_holds_is_no_panic() {
        for wild in [Timestamp::new(i64::MAX, i32::MAX), Timestamp::new(i64::MIN, i32::MIN)] {
            assert_eq!(wild.plus(Duration::ZERO), Err(Fault::Overflow));
            assert!(!wild.to_string().is_empty());
            assert!((0..7).contains(&wild.day_of_week()));
            assert!(wild.within("+23:59", Local::year).is_ok() && wild.within("-23:59", Local::day_of_year).is_ok());
            assert_eq!(wild.since(wild), Ok(Duration::ZERO));
        }
    }
}
