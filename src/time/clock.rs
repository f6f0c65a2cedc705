//! The time of day in a text: `18:00`, `18:00:30`, with or without an offset.

use jiff::civil::Time;
use jiff::tz::Offset;

/// Hour, minute and second as written, existing or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: i8,
    pub(super) minute: i8,
    pub(super) second: i8,
}

/// A time of day and the offset behind it.
pub(super) struct Read {
    pub(super) clock: Clock,
    pub(super) offset: Option<Offset>,
}

impl Clock {
    /// The time, if there is such a time.
    pub(super) fn time(self) -> Option<Time> {
        Time::new(self.hour, self.minute, self.second, 0).ok()
    }

    /// Midnight written as the end of the day before.
    pub(super) fn is_end_of_day(self) -> bool {
        (self.hour, self.minute, self.second) == (24, 0, 0)
    }

    /// Why there is no such time.
    pub(super) fn complaint(self) -> String {
        let shown = format!("{:02}:{:02}", self.hour, self.minute);
        match self {
            _ if self.is_end_of_day() => "The last time of a day is 23:59; 24:00 is 00:00 of the next day.".to_owned(),
            Self { hour: 24.., .. } => format!("There is no {shown}: a day has 24 hours."),
            Self { minute: 60.., .. } => format!("There is no {shown}: an hour has 60 minutes."),
            _ => format!("There is no {shown}:{:02}: a minute has 60 seconds.", self.second),
        }
    }
}

/// Reads `18:00`, `18:00:30` or `18:00:30.000`, with `Z`, `+01:00`, `+0100` or `+01` behind it.
pub(super) fn parse(text: &str) -> Option<Read> {
    let cut = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    let (time, offset) = (text[..cut].trim_end(), &text[cut..]);
    let offset = if offset.is_empty() { None } else { Some(parse_offset(offset)?) };
    Some(Read { clock: parse_clock(time)?, offset })
}

/// Reads `18:00`, with two digits each.
pub(super) fn parse_clock(text: &str) -> Option<Clock> {
    // Exports write thousandths, which no event needs.
    let whole = match text.split_once('.') {
        Some((whole, rest)) if whole.len() == 8 && rest.bytes().all(|b| b.is_ascii_digit()) => whole,
        Some(_) => return None,
        None => text,
    };
    let mut parts = whole.split(':').map(two_digits);
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    parts.next().is_none().then_some(Clock { hour, minute, second })
}

fn two_digits(text: &str) -> Option<i8> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn parse_offset(text: &str) -> Option<Offset> {
    if text.eq_ignore_ascii_case("z") {
        return Some(Offset::UTC);
    }
    let (sign, rest) = text.split_at_checked(1)?;
    let digits = rest.replace(':', "");
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = if minutes.is_empty() { 0 } else { i32::from(two_digits(minutes)?) };
    let seconds = i32::from(two_digits(hours)?) * 3600 + minutes * 60;
    Offset::from_seconds(if sign == "-" { -seconds } else { seconds }).ok()
}
