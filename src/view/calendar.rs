//! The calendar: agenda, months, years.

use std::sync::Arc;

use serde::Serialize;

use super::{Card, NavLink, Text, TopicLink};

/// The agenda: what comes next, by month.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CalendarView {
    /// The next months that have events, day by day.
    pub months: Vec<AgendaMonth>,
    /// The months behind them, with the number of their dates.
    pub later: Vec<TopicLink>,
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

/// A month of the agenda.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AgendaMonth {
    /// `2026-12`, for anchors.
    pub name: Text,
    /// `December 2026`.
    pub title: Text,
    /// Its table.
    pub url: Text,
    /// The days on which something begins.
    pub days: Vec<AgendaDay>,
}

/// A day of the agenda. A leaf of the calendar shows it as it shows a [`super::WhenView`].
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AgendaDay {
    /// `2026-12-03`.
    pub iso: Text,
    /// `Thursday, December 3, 2026`.
    pub text: Text,
    /// `3`.
    pub day: Text,
    /// `Dec`.
    pub month: Text,
    /// `Thu`.
    pub weekday: Text,
    /// `2026`.
    pub year: Text,
    /// Whether all of it is over.
    pub past: bool,
    /// What begins on it.
    pub entries: Vec<AgendaEntry>,
}

/// A date in the agenda.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AgendaEntry {
    /// The item on that date.
    pub card: Arc<Card>,
    /// `April 16 – 18, 2027`, where it takes several days.
    pub days: Text,
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
    /// The same events day by day, for narrow screens.
    pub agenda: Vec<AgendaDay>,
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
    pub months: Vec<AgendaMonth>,
    /// Those before them, with the number of their dates.
    pub earlier: Vec<TopicLink>,
    /// The other years.
    pub years: Vec<NavLink>,
}
