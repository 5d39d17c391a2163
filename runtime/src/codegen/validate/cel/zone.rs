//! Time zones.

use super::Fault;

/// What a zone's clocks are ahead of UTC, in seconds: `UTC`, or an offset as `+02:00`, `-08:00`, `05:30`.
///
/// # Errors
///
/// [`Fault::TimeZone`] for any other.
pub(super) fn offset(zone: &str) -> Result<i64, Fault> {
    if matches!(zone, "" | "UTC" | "Z") {
        return Ok(0);
    }
    let (sign, rest) = match zone.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, zone.strip_prefix('+').unwrap_or(zone)),
    };
    let number = |text: &str, most: i64| {
        let digits = text.len() == 2 && text.chars().all(|c| c.is_ascii_digit());
        text.parse::<i64>().ok().filter(|number| digits && *number <= most)
    };
    let parts = rest.split_once(':');
    let found = parts.and_then(|(hours, minutes)| Some((number(hours, 23)?, number(minutes, 59)?)));
    let (hours, minutes) = found.ok_or(Fault::TimeZone)?;
    Ok(sign * (hours * 3600 + minutes * 60))
}
