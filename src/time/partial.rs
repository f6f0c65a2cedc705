//! Dates of which only the year or the month may be known.

use jiff::civil::Date;

use super::{guess, parse_date};
use crate::diag::Wrong;

/// A year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// `2022`
    Year(i16),
    /// `2022-03`
    Month(i16, i8),
    /// `2022-03-04`
    Day(Date),
}

impl PartialDate {
    /// Reads `2022`, `2022-03` or `2022-03-04`.
    ///
    /// # Errors
    /// `BAD_DATE`, with the date that is probably meant.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let text = text.trim();
        match year_and_month(text) {
            Some((year, None)) => Ok(Self::Year(year)),
            Some((year, Some(month @ 1..=12))) => Ok(Self::Month(year, month)),
            Some((year, Some(month))) => Err(guess::no_such_month(month, format_args!("{year:04}"))),
            None => parse_date(text).map(Self::Day).map_err(|wrong| guess::partial(text).unwrap_or(wrong)),
        }
    }

    /// The first day of the year or month, or the day: to sort by.
    pub fn first_day(self) -> Date {
        match self {
            Self::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::MIN),
            Self::Month(year, month) => Date::new(year, month, 1).unwrap_or(Date::MIN),
            Self::Day(day) => day,
        }
    }

    /// The last day of the year or month, or the day.
    pub fn last_day(self) -> Date {
        match self {
            Self::Year(_) => self.first_day().last_of_year(),
            Self::Month(..) => self.first_day().last_of_month(),
            Self::Day(day) => day,
        }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.first_day().year()
    }
}

/// `2022` or `2022-03`, the month unchecked.
fn year_and_month(text: &str) -> Option<(i16, Option<i8>)> {
    let number = |part: &str, len| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('-') {
        None if number(text, 4) => Some((text.parse().ok()?, None)),
        Some((year, month)) if number(year, 4) && number(month, 2) => {
            Some((year.parse().ok()?, Some(month.parse().ok()?)))
        }
        _ => None,
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDate {
    /// By time; of two that begin together the longer is first.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |date: &Self| (date.first_day(), std::cmp::Reverse(date.last_day()));
        key(self).cmp(&key(other))
    }
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}
