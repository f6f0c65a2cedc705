//! A date, or a wall time of a date, as organizers write it.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use super::clock::{self, Clock};
use super::{guess, write};
use crate::diag::{Wrong, codes};

/// A day, or a wall time without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// `2026-12-01`
    Day(Date),
    /// `2026-12-01T18:00`
    Time(DateTime),
}

/// What [`When::parse`] read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Parsed {
    /// The day or wall time.
    pub when: When,
    /// The offset that stood behind it: a zone's name would be better (`OFFSET_NOT_ZONE`).
    pub offset: Option<Offset>,
}

impl Parsed {
    /// The warning for an offset that stands where a zone should.
    pub fn warning(&self) -> Option<Wrong> {
        self.offset.map(|_| {
            let message = "An offset does not tell when summer time begins: it is no time zone.";
            let help = format!("{} and name the zone beside it, such as `timezone: Europe/Berlin`", write(self.when));
            Wrong::new(&codes::OFFSET_NOT_ZONE, message).help(help)
        })
    }
}

impl When {
    /// Reads `2026-12-01`, `2026-12-01 18:00` or `2026-12-01T18:00`, also with seconds and an offset.
    ///
    /// # Errors
    /// `BAD_DATE`, with the date that is probably meant wherever it can be told.
    pub fn parse(text: &str) -> Result<Parsed, Wrong> {
        let text = text.trim();
        let Some((fields, rest)) = split(text) else { return Err(guess::wrong(text)) };
        let date = guess::real_date(fields, rest)?;
        if rest.is_empty() {
            return Ok(Parsed { when: Self::Day(date), offset: None });
        }
        let Some(read) = clock::parse(&rest[1..]) else { return Err(guess::wrong(text)) };
        let time = real_time(date, read.clock)?;
        Ok(Parsed { when: Self::Time(date.to_datetime(time)), offset: read.offset })
    }

    /// The date, without the time.
    pub fn date(&self) -> Date {
        match self {
            Self::Day(date) => *date,
            Self::Time(time) => time.date(),
        }
    }

    /// The time of day, if one is given.
    pub fn time(&self) -> Option<Time> {
        match self {
            Self::Day(_) => None,
            Self::Time(time) => Some(time.time()),
        }
    }

    /// Whether this is a day without a time.
    pub fn is_day(&self) -> bool {
        matches!(self, Self::Day(_))
    }

    /// The wall time itself, or the midnight that a day begins with.
    pub fn first_moment(&self) -> DateTime {
        match self {
            Self::Day(date) => date.to_datetime(Time::midnight()),
            Self::Time(time) => *time,
        }
    }

    /// The same kind of value on another date.
    #[must_use]
    pub fn on(&self, date: Date) -> Self {
        match self {
            Self::Day(_) => Self::Day(date),
            Self::Time(time) => Self::Time(date.to_datetime(time.time())),
        }
    }

    /// A year that is probably a typing error: before 1970 or more than ten years after `now_year`.
    pub fn odd_year(&self, now_year: i16) -> Option<Wrong> {
        odd_year(self.date(), now_year, self)
    }
}

/// The years in which communities have dates begin here.
const FIRST_YEAR: i16 = 1970;

fn odd_year(date: Date, now_year: i16, shown: &When) -> Option<Wrong> {
    let year = date.year();
    let why = match year {
        ..FIRST_YEAR => "before 1970",
        _ if year > now_year.saturating_add(10) => "more than ten years ahead",
        _ => return None,
    };
    let message = format!("The year {year} is {why}: is it a typing error?");
    let wrong = Wrong::new(&codes::ODD_YEAR, message);
    let fixed = likely_year(year, now_year).and_then(|year| shown.date().with().year(year).build().ok());
    Some(match fixed {
        Some(date) => wrong.help(format!("{} if that is meant", write(shown.on(date)))),
        None => match shown.date().with().year(now_year).build() {
            Ok(date) => wrong.help(format!("{} if this year is meant", write(shown.on(date)))),
            Err(_) => wrong.help("write the year that is meant"),
        },
    })
}

/// The year near the present that has the same digits in another order, such as 2024 for 2204.
fn likely_year(year: i16, now_year: i16) -> Option<i16> {
    let digits = |year: i16| {
        let mut digits = year.to_string().into_bytes();
        digits.sort_unstable();
        digits
    };
    let near = now_year.saturating_sub(15)..=now_year.saturating_add(5);
    near.filter(|candidate| digits(*candidate) == digits(year)).min_by_key(|candidate| (candidate - now_year).abs())
}

/// Reads a date of which the time is of no interest.
///
/// # Errors
/// `BAD_DATE`, also if a time stands behind the date.
pub fn parse_date(text: &str) -> Result<Date, Wrong> {
    match When::parse(text)?.when {
        When::Day(date) => Ok(date),
        When::Time(time) => {
            let wrong = Wrong::new(&codes::BAD_DATE, "Here a date without a time is expected.");
            Err(wrong.help(write(time.date())))
        }
    }
}

/// Year, month and day, existing or not.
pub(super) type Fields = (i16, i8, i8);

/// The ten characters of a date and what follows, which begins with the `T` or space that separates a time.
fn split(text: &str) -> Option<(Fields, &str)> {
    let (date, rest) = text.split_at_checked(10)?;
    (rest.is_empty() || rest.starts_with(['T', 't', ' '])).then_some(())?;
    Some((fields(date)?, rest))
}

fn fields(text: &str) -> Option<Fields> {
    let bytes = text.as_bytes();
    let shaped = bytes.iter().enumerate().all(|(at, byte)| match at {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let number = |range| text.get(range);
    shaped.then(|| Some((number(0..4)?.parse().ok()?, number(5..7)?.parse().ok()?, number(8..10)?.parse().ok()?)))?
}

/// A time of day on a date, if there is such a time.
fn real_time(date: Date, clock: Clock) -> Result<Time, Wrong> {
    clock.time().ok_or_else(|| {
        let wrong = Wrong::new(&codes::BAD_DATE, clock.complaint());
        if clock.is_end_of_day() {
            let next = date.saturating_add(jiff::Span::new().days(1));
            return wrong
                .help(format!("{} for the midnight that ends the day", write(When::Time(next.at(0, 0, 0, 0)))));
        }
        wrong.help("write the hour from 00 to 23 and the minute from 00 to 59")
    })
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for When {
    /// By time; a day is before its own midnight.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |when: &Self| (when.first_moment(), !when.is_day());
        key(self).cmp(&key(other))
    }
}

impl std::fmt::Display for When {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Day(date) => write!(f, "{date}"),
            Self::Time(time) => {
                write!(f, "{}T{:02}:{:02}", time.date(), time.hour(), time.minute())?;
                if time.second() > 0 { write!(f, ":{:02}", time.second()) } else { Ok(()) }
            }
        }
    }
}
