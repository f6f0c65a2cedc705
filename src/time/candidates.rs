//! The days of one period that a pattern names.

use jiff::civil::{Date, Weekday};

use super::rule::{Days, Pattern};
use super::words;

/// The days of one day: itself or nothing.
pub(super) fn of_day(pattern: &Pattern, day: Date) -> Vec<Date> {
    let fits = in_months(pattern, day.month())
        && match &pattern.days {
            Days::AsStart => true,
            Days::Weekdays(days) => days.iter().any(|(_, weekday)| *weekday == day.weekday()),
            Days::Dates(dates) => dates.iter().any(|date| day_of_month(day, *date) == Some(day)),
            Days::Edge(..) => false,
        };
    if fits { vec![day] } else { Vec::new() }
}

/// The days of the week that begins on a Monday, sorted.
pub(super) fn of_week(pattern: &Pattern, monday: Date, start: Date) -> Vec<Date> {
    let named = |weekday: &Weekday| match &pattern.days {
        Days::Weekdays(days) => days.iter().any(|(_, day)| day == weekday),
        _ => *weekday == start.weekday(),
    };
    let week = (0..7).zip(words::WEEK).filter(|(_, weekday)| named(weekday));
    let days = week.filter_map(|(offset, _)| monday.checked_add(jiff::Span::new().days(offset)).ok());
    days.filter(|day| in_months(pattern, day.month())).collect()
}

/// The days of a month, sorted.
pub(super) fn of_month(pattern: &Pattern, first: Date, start: Date) -> Vec<Date> {
    if !in_months(pattern, first.month()) {
        return Vec::new();
    }
    let mut days: Vec<Date> = match &pattern.days {
        Days::AsStart => day_of_month(first, start.day()).into_iter().collect(),
        Days::Dates(dates) => dates.iter().filter_map(|date| day_of_month(first, *date)).collect(),
        Days::Weekdays(weekdays) => {
            weekdays.iter().flat_map(|(nth, day)| weekdays_of_month(first, *nth, *day)).collect()
        }
        Days::Edge(edge, weekdays) => edge_of_month(first, *edge, weekdays).into_iter().collect(),
    };
    days.sort_unstable();
    days.dedup();
    days
}

/// The days of a year, sorted.
pub(super) fn of_year(pattern: &Pattern, year: i16, start: Date) -> Vec<Date> {
    let own = [start.month()];
    let months = if pattern.months.is_empty() { &own } else { pattern.months.as_slice() };
    let firsts = months.iter().filter_map(|month| Date::new(year, *month, 1).ok());
    firsts.flat_map(|first| of_month(pattern, first, start)).collect()
}

fn in_months(pattern: &Pattern, month: i8) -> bool {
    pattern.months.is_empty() || pattern.months.contains(&month)
}

/// A day of the month of `within`, if it has one; -1 is the last.
fn day_of_month(within: Date, day: i8) -> Option<Date> {
    if day < 0 { Some(within.last_of_month()) } else { within.with().day(day).build().ok() }
}

/// All such days of a month, or the counted one.
fn weekdays_of_month(first: Date, nth: Option<i8>, weekday: Weekday) -> Vec<Date> {
    let one = |nth| first.nth_weekday_of_month(nth, weekday).ok();
    match nth {
        Some(nth) => one(nth).into_iter().collect(),
        None => (1..=5).filter_map(one).collect(),
    }
}

fn edge_of_month(first: Date, edge: i8, weekdays: &[Weekday]) -> Option<Date> {
    let days = weekdays.iter().filter_map(|weekday| first.nth_weekday_of_month(edge, *weekday).ok());
    if edge < 0 { days.max() } else { days.min() }
}
