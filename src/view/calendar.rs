//! The calendar: agenda, months, years.

use serde::Serialize;

use super::{NavLink, Section, Text};

/// The agenda: what comes next, by month.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CalendarView {
    /// The months from now on that have events, each with its cards.
    pub months: Vec<Section>,
    /// The table of the present month.
    pub month: Text,
    /// The years of the archive.
    pub years: Vec<NavLink>,
    /// The calendar file to subscribe to, as a full address.
    pub ics: Text,
    /// The same with `webcal://`.
    pub webcal: Text,
    /// The calendar files of what is online, of kinds and of topics.
    pub feeds: Vec<NavLink>,
}

/// A month as a table.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct MonthView {
    /// `March 2026`.
    pub title: Text,
    /// `2026-03`.
    pub iso: Text,
    /// The names of the columns, in the order of the language.
    pub weekdays: Vec<WeekdayName>,
    /// The rows.
    pub weeks: Vec<Vec<DayCell>>,
    /// The cards of the same events as HTML, for narrow screens.
    pub agenda: Vec<Text>,
    /// The month before that has events.
    pub previous: Option<MonthLink>,
    /// The month behind that has events.
    pub next: Option<MonthLink>,
}

/// A weekday.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct WeekdayName {
    /// `Thu`.
    pub short: Text,
    /// `Thursday`.
    pub long: Text,
}

/// A link to a month.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct MonthLink {
    /// `March 2026`.
    pub title: Text,
    /// Where it is.
    pub url: Text,
}

/// A day in the table.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct DayCell {
    /// `2026-03-12`.
    pub iso: Text,
    /// `12`.
    pub day: u8,
    /// Whether it belongs to the month.
    pub inside: bool,
    /// What takes place.
    pub events: Vec<DayEvent>,
}

/// An event in a day.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct DayEvent {
    /// Its title.
    pub title: Text,
    /// Its page.
    pub url: Text,
    /// `18:30`, or empty.
    pub time: Text,
    /// For the `datetime` attribute.
    pub start: Text,
    /// Whether it began on a day before.
    pub continues: bool,
    /// Whether it is off.
    pub cancelled: bool,
}

/// A year of the archive.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct YearView {
    /// `2026`.
    pub year: Text,
    /// Its months, newest first.
    pub months: Vec<Section>,
    /// The other years.
    pub years: Vec<NavLink>,
}
