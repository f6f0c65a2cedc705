//! Dates and times as schema.org wants them: ISO 8601, with the offset behind a time.

use jiff::Timestamp;

use super::object::Object;
use crate::time::{Occurrence, Schedule, When, Zone, offset_text};

/// A day, or a wall time with its offset at that instant.
pub(super) fn moment(when: &When, at: Timestamp, zone: &Zone) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::Time(time) => format!("{}T{}{}", time.date(), clock(when), offset_text(at, zone)),
    }
}

/// `18:30:00`
pub(super) fn clock(when: &When) -> String {
    when.time().map_or_else(String::new, |time| format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second()))
}

/// From when to when a date lasts.
pub(super) fn lasts(occurrence: &Occurrence, zone: &Zone) -> Object {
    let end = occurrence.end.map(|end| moment(&end, occurrence.ends_at, zone));
    Object::default().with("startDate", moment(&occurrence.start, occurrence.starts_at, zone)).with("endDate", end)
}

/// From when to when all dates of a series lie; open at its end if the series is.
pub(super) fn spans(schedule: &Schedule) -> Object {
    let first = schedule.first().map(|first| moment(&first.start, first.starts_at, &schedule.zone));
    Object::default().with("startDate", first).with("endDate", last_day(schedule))
}

/// The day on which a series ends; whole days end where the next begins.
pub(super) fn last_day(schedule: &Schedule) -> Option<String> {
    let end = schedule.last_end()?.as_second().saturating_sub(1);
    let end = Timestamp::from_second(end).ok()?;
    Some(schedule.zone.rules().to_datetime(end).date().to_string())
}
