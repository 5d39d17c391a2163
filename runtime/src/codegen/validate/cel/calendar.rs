//! The calendar's view of instants.

pub(super) const DAY: i64 = 86_400;

/// What a clock in some zone shows.
#[derive(Debug, Clone, Copy)]
pub struct Local {
    /// Since the beginning of 1970 there.
    pub(super) seconds: i64,
    pub(super) nanos: i64,
}

impl Local {
    /// `getFullYear`.
    pub fn year(self) -> i64 {
        self.civil().0
    }

    /// `getMonth`: 0 to 11.
    pub fn month(self) -> i64 {
        self.civil().1 - 1
    }

    /// `getDate`: 1 to 31.
    pub fn date(self) -> i64 {
        self.civil().2
    }

    /// `getDayOfMonth`: 0 to 30.
    pub fn day_of_month(self) -> i64 {
        self.civil().2 - 1
    }

    /// `getDayOfWeek`: 0 is Sunday.
    pub fn day_of_week(self) -> i64 {
        // 1970 began on a Thursday.
        (self.days() + 4).rem_euclid(7)
    }

    /// `getDayOfYear`: 0 to 365.
    pub fn day_of_year(self) -> i64 {
        self.days() - days_before(self.year(), 1, 1)
    }

    /// `getHours`.
    pub fn hours(self) -> i64 {
        self.seconds.rem_euclid(DAY) / 3600
    }

    /// `getMinutes`.
    pub fn minutes(self) -> i64 {
        self.seconds.rem_euclid(3600) / 60
    }

    /// `getSeconds`.
    pub fn seconds(self) -> i64 {
        self.seconds.rem_euclid(60)
    }

    /// `getMilliseconds`.
    pub fn milliseconds(self) -> i64 {
        self.nanos / 1_000_000
    }

    fn days(self) -> i64 {
        self.seconds.div_euclid(DAY)
    }

    /// Year, month and day of the Gregorian calendar.
    pub(super) fn civil(self) -> (i64, i64, i64) {
        // In years that begin in March a leap day comes last; they repeat every 400, from the year 0 on.
        let day = self.days() + 719_468;
        let (era, day) = (day.div_euclid(146_097), day.rem_euclid(146_097));
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        // March to January have 153 days in five months each.
        let month = (5 * day + 2) / 153;
        let date = day - (153 * month + 2) / 5 + 1;
        let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        (era * 400 + year + next, month, date)
    }
}

/// Days from 1970 to a day.
pub(super) fn days_before(year: i64, month: i64, date: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let month = (month + 9) % 12;
    let day = (153 * month + 2) / 5 + date - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_goes_on_day_by_day() {
        let (mut year, mut month, mut date) = (1, 1, 1);
        for day in -719_162..=2_932_896 {
            let local = Local {
                seconds: day * DAY,
                nanos: 0,
            };
            assert_eq!(local.civil(), (year, month, date));
            assert_eq!(days_before(year, month, date), day);
            let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let days = match month {
                2 => 28 + i64::from(is_leap),
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            (month, date) = if date == days {
                (month + 1, 1)
            } else {
                (month, date + 1)
            };
            (year, month) = if month == 13 { (year + 1, 1) } else { (year, month) };
        }
        assert_eq!((year, month, date), (10_000, 1, 1));
    }
}
