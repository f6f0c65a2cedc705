//! How long something lasts: `90m`, `1h30m`, `3d`, or as ISO 8601 writes it.

use super::write;
use crate::diag::{Wrong, codes};

/// A length of time: whole days, which follow the calendar, and seconds, which follow the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length {
    /// Days of the calendar, whether they have 23, 24 or 25 hours.
    pub days: u32,
    /// Seconds beside the days.
    pub seconds: u32,
}

const MINUTE: u32 = 60;
const HOUR: u32 = 60 * MINUTE;
/// Ten years: what is longer is a typing error.
const MOST_DAYS: u32 = 3660;

impl Length {
    /// A length of some minutes.
    pub const fn minutes(minutes: u32) -> Self {
        Self { days: 0, seconds: minutes.saturating_mul(MINUTE) }
    }

    /// A length of some days.
    pub const fn days(days: u32) -> Self {
        Self { days, seconds: 0 }
    }

    /// Reads `90m`, `1h30m`, `2h`, `3d`, `2w`, `PT1H30M` or `P3D`.
    ///
    /// # Errors
    /// `BAD_DURATION`, with the line to write for `90 min`, `01:30`, `2 hours` and other usual forms.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let text = text.trim();
        let iso = text.strip_prefix(['P', 'p']);
        let read = iso.map_or_else(|| short(text, "wdhms"), parse_iso);
        match read {
            Some(length) => length.checked(text),
            None => Err(wrong(text)),
        }
    }

    /// Reads `1:30` and `01:30:00`, which content does not take: there they could be a time of day. `00:60:00` is an hour.
    pub fn of_clock(text: &str) -> Option<Self> {
        let parts: Option<Vec<u32>> = text.split(':').map(|part| part.parse().ok()).collect();
        let (hours, minutes, seconds) = match parts?.as_slice() {
            [hours, minutes] => (*hours, *minutes, 0),
            [hours, minutes, seconds] => (*hours, *minutes, *seconds),
            _ => return None,
        };
        Self::days(0).plus(hours, 'h')?.plus(minutes, 'm')?.plus(seconds, 's')
    }

    /// As ISO 8601 writes it: `PT1H30M`.
    pub fn iso(&self) -> String {
        let days = part(self.days, "D");
        let time = self.clock_text(["H", "M", "S"]);
        if time.is_empty() { format!("P{days}") } else { format!("P{days}T{time}") }
    }

    /// The whole minutes, a day counted as 24 hours.
    pub fn total_minutes(&self) -> u64 {
        u64::from(self.days) * 24 * 60 + u64::from(self.seconds / MINUTE)
    }

    fn clock_text(self, [hour, minute, second]: [&str; 3]) -> String {
        let rest = self.seconds % HOUR;
        [part(self.seconds / HOUR, hour), part(rest / MINUTE, minute), part(rest % MINUTE, second)].concat()
    }

    fn checked(self, text: &str) -> Result<Self, Wrong> {
        let bad = |message| Wrong::new(&codes::BAD_DURATION, message);
        if self.days == 0 && self.seconds == 0 {
            let help = format!("{}, or leave the duration out while it is not known", write("1h"));
            return Err(bad(format!("`{text}` is no time at all.")).help(help));
        }
        if self.total_minutes() > u64::from(MOST_DAYS) * 24 * 60 {
            return Err(
                bad(format!("`{text}` is longer than ten years.")).help("give the `end` in place of the duration")
            );
        }
        Ok(self)
    }
}

impl std::fmt::Display for Length {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if *self == Self::days(0) {
            return f.write_str("0m");
        }
        write!(f, "{}{}", part(self.days, "d"), self.clock_text(["h", "m", "s"]))
    }
}

fn part(number: u32, unit: &str) -> String {
    if number == 0 { String::new() } else { format!("{number}{unit}") }
}

/// Numbers with a unit of one letter each, every unit at most once and in this order.
fn short(text: &str, units: &str) -> Option<Length> {
    let mut length = Length { days: 0, seconds: 0 };
    let mut left = units;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let unit = rest[end..].chars().next()?.to_ascii_lowercase();
        left = &left[left.find(unit)? + 1..];
        length = length.plus(rest[..end].parse().ok()?, unit)?;
        rest = &rest[end + 1..];
    }
    (!text.is_empty()).then_some(length)
}

/// What follows the `P` of an ISO duration.
fn parse_iso(text: &str) -> Option<Length> {
    let (date, time) = text.split_once(['T', 't']).map_or((text, None), |(date, time)| (date, Some(time)));
    let date = if date.is_empty() { None } else { Some(short(date, "wd")?) };
    let time = time.map(|time| short(time, "hms")).map_or(Some(None), |read| read.map(Some))?;
    match (date, time) {
        (None, None) => None,
        (date, time) => Some(Length {
            days: date.map_or(0, |length| length.days),
            seconds: time.map_or(0, |length| length.seconds),
        }),
    }
}

impl Length {
    fn plus(self, number: u32, unit: char) -> Option<Self> {
        let days = |each: u32| self.days.checked_add(number.checked_mul(each)?);
        let seconds = |each: u32| self.seconds.checked_add(number.checked_mul(each)?);
        Some(match unit {
            'w' => Self { days: days(7)?, ..self },
            'd' => Self { days: days(1)?, ..self },
            'h' => Self { seconds: seconds(HOUR)?, ..self },
            'm' => Self { seconds: seconds(MINUTE)?, ..self },
            _ => Self { seconds: seconds(1)?, ..self },
        })
    }
}

fn wrong(text: &str) -> Wrong {
    if text.is_empty() {
        return Wrong::new(&codes::BAD_DURATION, "The duration is empty.").help(write("1h30m"));
    }
    let wrong = Wrong::new(&codes::BAD_DURATION, format!("`{text}` cannot be read as a duration."));
    if let Some(length) = meant(text).and_then(|length| length.checked(text).ok()) {
        return wrong.help(write(length));
    }
    if let Ok(number) = text.parse::<u32>() {
        return wrong.help(format!("write `{number}m` for minutes, or `{number}h` for hours"));
    }
    wrong.help("write hours and minutes as `1h30m`, or days as `3d`")
}

fn meant(text: &str) -> Option<Length> {
    // The M of an ISO duration may be a month, which has no fixed length.
    let iso = text.starts_with(['P', 'p']);
    Length::of_clock(text).or_else(|| if iso { None } else { in_words(text) })
}

/// The numbers of a text that have a unit behind them: `2 hours and 30 min`, `1.5 h`.
fn in_words(text: &str) -> Option<Length> {
    let mut length = Length::days(0);
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
        let (number, behind) = rest.split_at(end);
        length = with_words(length, number, behind.trim_start_matches([' ', '-']))?;
        rest = behind;
    }
    (length != Length::days(0)).then_some(length)
}

fn with_words(length: Length, number: &str, behind: &str) -> Option<Length> {
    let word: String = behind.chars().take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    let unit = match word.as_str() {
        "w" | "week" | "weeks" => 'w',
        "d" | "day" | "days" => 'd',
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "stunden" => 'h',
        "m" | "min" | "mins" | "minute" | "minutes" => 'm',
        "s" | "sec" | "secs" | "second" | "seconds" => 's',
        _ => return None,
    };
    match number.replace(',', ".").split_once('.') {
        None => length.plus(number.parse().ok()?, unit),
        Some((whole, "5")) if unit == 'h' => length.plus(whole.parse().ok()?, 'h')?.plus(30, 'm'),
        Some((whole, "25")) if unit == 'h' => length.plus(whole.parse().ok()?, 'h')?.plus(15, 'm'),
        Some((whole, "75")) if unit == 'h' => length.plus(whole.parse().ok()?, 'h')?.plus(45, 'm'),
        Some(_) => None,
    }
}
