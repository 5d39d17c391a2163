//! Values of rules as texts, for messages and documentation: as CEL's `format` writes them.

use super::Literal;

const SECOND: i128 = 1_000_000_000;
const DAY: i128 = 86_400;

impl Literal {
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Bool(value) => value.to_string(),
            Self::Int(value) => value.to_string(),
            Self::Uint(value) => value.to_string(),
            Self::Float(value) => float(f64::from(*value)),
            Self::Double(value) => float(*value),
            Self::Text(value) => value.clone(),
            Self::Bytes(value) => String::from_utf8_lossy(value).into_owned(),
            Self::Duration(nanos) => format!("{}s", seconds(*nanos)),
            Self::Time(nanos) => time(*nanos),
        }
    }

    /// Of bytes, in hexadecimal.
    pub(crate) fn hex(&self) -> String {
        match self {
            Self::Bytes(value) => value.iter().map(|byte| format!("{byte:02x}")).collect(),
            _ => self.text(),
        }
    }
}

/// `[a, b]`.
pub(crate) fn list<'a>(values: impl IntoIterator<Item = &'a Literal>) -> String {
    let texts: Vec<String> = values.into_iter().map(Literal::text).collect();
    format!("[{}]", texts.join(", "))
}

fn float(value: f64) -> String {
    if value.is_infinite() {
        return if value > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    value.to_string()
}

/// `1.5`, without zeros at the end.
fn seconds(nanos: i128) -> String {
    let sign = if nanos < 0 { "-" } else { "" };
    let (whole, rest) = (
        nanos.unsigned_abs() / SECOND.unsigned_abs(),
        nanos.unsigned_abs() % SECOND.unsigned_abs(),
    );
    let text = format!("{sign}{whole}.{rest:09}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// As of RFC 3339, in UTC.
fn time(nanos: i128) -> String {
    let (total, rest) = (nanos.div_euclid(SECOND), nanos.rem_euclid(SECOND));
    let (year, month, day) = date(total.div_euclid(DAY));
    let second = total.rem_euclid(DAY);
    let (hours, minutes) = (second / 3600, second / 60 % 60);
    let fraction = format!("{:02}.{rest:09}", second % 60);
    let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
    // A second of 00 or 10 has zeros of its own.
    let fraction = if rest == 0 {
        format!("{:02}", second % 60)
    } else {
        fraction.to_owned()
    };
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{fraction}Z")
}

/// Year, month and day of a day since 1970, in the Gregorian calendar: eras of 400 years that begin in March.
fn date(days: i128) -> (i128, i128, i128) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i128::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_cel_writes_them() {
        let texts = [
            (Literal::Float(10.0), "10"),
            (Literal::Double(456.789), "456.789"),
            (Literal::Double(f64::NEG_INFINITY), "-Infinity"),
            (Literal::Duration(1_500_000_000), "1.5s"),
            (Literal::Duration(-60_000_000_000), "-60s"),
            (Literal::Time(0), "1970-01-01T00:00:00Z"),
            (Literal::Time(1_709_210_096_500_000_000), "2024-02-29T12:34:56.5Z"),
            (Literal::Time(-1), "1969-12-31T23:59:59.999999999Z"),
        ];
        for (literal, text) in texts {
            assert_eq!(literal.text(), text);
        }
        assert_eq!(Literal::Bytes(vec![0, 0x99]).hex(), "0099");
        assert_eq!(list(&[Literal::Int(1), Literal::Int(-2)]), "[1, -2]");
    }
}
