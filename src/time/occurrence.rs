//! One date of a schedule, with its instants.

use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp};

use super::{Ending, Length, When, Zone, instant};

/// One date of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Occurrence {
    /// The date as the rule or `also` gives it: its name for `change` and in iCalendar.
    pub original: When,
    /// The start as it takes place, in the zone of the schedule.
    pub start: When,
    /// The end, in the zone of the schedule; of whole days the last one. None if it is not known.
    pub end: Option<When>,
    /// The instant of the start; a day begins at its first moment.
    pub starts_at: Timestamp,
    /// The instant of the end; whole days end where the next begins. Without a known end, the start.
    pub ends_at: Timestamp,
    /// It does not take place.
    pub cancelled: bool,
    /// Something differs from the series.
    pub changed: bool,
    /// It comes from `also`.
    pub extra: bool,
}

impl Occurrence {
    /// The last day on which it takes place. A night that ends in the small hours is one evening.
    pub fn last_day(&self) -> Date {
        let first = self.start.date();
        match (self.start, self.end) {
            (When::Time(start), Some(When::Time(end))) if end.duration_since(start).as_hours() < 12 => first,
            (_, Some(end)) => end.date().max(first),
            (_, None) => first,
        }
    }

    /// An occurrence that takes place as its schedule says.
    pub(super) fn new(original: When, start: When, end: &Ending, zone: &Zone) -> Self {
        let (cancelled, changed, extra) = (false, false, false);
        let starts_at = instant(&start, zone);
        let (end, ends_at) = match start {
            When::Day(day) => day_end(day, end, zone),
            When::Time(_) => time_end(&start, starts_at, end, zone),
        };
        // A time that the clocks skip is shown as the time that it becomes.
        let start = if start.is_day() { start } else { wall(starts_at, zone) };
        Self { original, start, end, starts_at, ends_at: ends_at.max(starts_at), cancelled, changed, extra }
    }
}

fn wall(at: Timestamp, zone: &Zone) -> When {
    When::Time(zone.rules().to_datetime(at))
}

/// The last day, and the instant at which it is over.
fn day_end(day: Date, end: &Ending, zone: &Zone) -> (Option<When>, Timestamp) {
    let last = match end {
        Ending::Open => None,
        Ending::At(end) => Some(end.date().max(day)),
        Ending::After(length) => Some(plus_days(day, i64::from(length.days.max(1)) - 1)),
    };
    let over = plus_days(last.unwrap_or(day), 1);
    (last.map(When::Day), instant(&When::Day(over), zone))
}

fn plus_days(day: Date, days: i64) -> Date {
    Span::new().try_days(days).map_or(Date::MAX, |span| day.saturating_add(span))
}

fn time_end(start: &When, starts_at: Timestamp, end: &Ending, zone: &Zone) -> (Option<When>, Timestamp) {
    let at = match end {
        Ending::Open | Ending::At(When::Day(_)) => return (None, starts_at),
        Ending::At(end) => instant(end, zone).max(starts_at),
        Ending::After(length) => after(start, starts_at, *length, zone),
    };
    (Some(wall(at, zone)), at)
}

/// Days follow the calendar, hours the clock (RFC 5545): a day after 18:00 it is 18:00, also when the clocks change between.
fn after(start: &When, starts_at: Timestamp, length: Length, zone: &Zone) -> Timestamp {
    let from = match length.days {
        0 => starts_at,
        days => instant(&start.on(plus_days(start.date(), i64::from(days))), zone),
    };
    from.saturating_add(SignedDuration::from_secs(i64::from(length.seconds))).unwrap_or(Timestamp::MAX)
}
