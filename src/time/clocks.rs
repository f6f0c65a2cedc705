//! Wall times that the clocks skip or repeat when summer time begins or ends.

use jiff::civil::DateTime;
use jiff::tz::AmbiguousOffset;
use jiff::{SignedDuration, Timestamp};

use super::check::{Found, Part, end_of};
use super::words::spoken;
use super::{Ending, Schedule, When, Zone, write};
use crate::diag::{Wrong, codes};

/// The problems of all wall times that are written in a schedule.
pub(super) fn check(schedule: &Schedule) -> Vec<Found> {
    let mut found = Vec::new();
    let mut look = |part, field: &str, when: &When| {
        found.extend(problem(when, field, &schedule.zone).map(|wrong| (part, wrong)));
    };
    look(Part::Start, "start: ", &schedule.start);
    if let Ending::At(end) = &schedule.end {
        look(Part::End, "end: ", end);
    }
    for when in &schedule.also {
        look(Part::Also(*when), "", &schedule.with_hour(*when));
    }
    for (key, change) in &schedule.change {
        if let Some(start) = change.start {
            look(Part::Change(*key), "start: ", &schedule.with_hour(start));
        }
        if let Some(Ending::At(end)) = &change.end {
            look(Part::Change(*key), "end: ", end);
        }
    }
    found.extend(changed_ends(schedule));
    found.extend(series_in_gap(schedule));
    found
}

/// How many changes of the clocks after the start of a series are looked at: three years of them.
const MOST_CHANGES: usize = 6;

/// The first date of a rule at which its hour does not exist.
fn series_in_gap(schedule: &Schedule) -> Option<Found> {
    schedule.rule.as_ref()?;
    let from = super::instant(&schedule.start, &schedule.zone);
    let changes = schedule.zone.rules().following(from).take(MOST_CHANGES);
    let days = changes.map(|change| schedule.zone.rules().to_datetime(change.timestamp()).date());
    let dates = days.filter_map(|day| schedule.original(&When::Day(day)));
    let mut usual = dates.filter(|date| !schedule.is_skipped(date) && schedule.change_of(date).is_none());
    usual.find_map(|date| {
        let wrong = problem(&date, "", &schedule.zone).filter(|wrong| wrong.code == &codes::TIME_GAP)?;
        let day = date.date();
        let help = format!("write `skip: [{day}]`, or an hour for this date under `change`: `{day}: {{start: …}}`");
        Some((Part::Repeat, wrong.help(help)))
    })
}

/// Ends of changed dates that do not go with their starts.
fn changed_ends(schedule: &Schedule) -> Vec<Found> {
    let with_end = schedule.change.iter().filter_map(|(key, change)| match change.end {
        Some(Ending::At(end)) => Some((key, schedule.with_hour(change.start.unwrap_or(*key)), end)),
        _ => None,
    });
    with_end.filter_map(|(key, start, end)| Some((Part::Change(*key), end_of(&start, &end)?))).collect()
}

/// What is wrong with a wall time on the day it names.
fn problem(when: &When, field: &str, zone: &Zone) -> Option<Wrong> {
    let When::Time(local) = when else { return None };
    let ambiguous = zone.rules().to_ambiguous_timestamp(*local);
    match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } => None,
        AmbiguousOffset::Gap { .. } => Some(gap(*local, ambiguous.compatible().ok()?, field, zone)),
        AmbiguousOffset::Fold { .. } => Some(fold(*local, ambiguous.later().ok()?, field, zone)),
    }
}

/// `resolved` is the instant behind the gap at which the time would be counted.
fn gap(local: DateTime, resolved: Timestamp, field: &str, zone: &Zone) -> Wrong {
    let (before, after) = edges(resolved, zone);
    let message = format!(
        "On {} there is no {} in {zone}: the clocks go from {} to {}.",
        spoken(local.date()),
        clock(local),
        clock(before),
        clock(after)
    );
    let width = after.duration_since(before);
    let (earlier, later) = (local.saturating_sub(width), local.saturating_add(width));
    let shown = |local| write(format_args!("{field}{}", When::Time(local)));
    let help = format!("{} or `{field}{}`", shown(earlier), When::Time(later));
    Wrong::new(&codes::TIME_GAP, message).help(help)
}

/// The wall times right before and right after the last change of the clocks before an instant.
fn edges(at: Timestamp, zone: &Zone) -> (DateTime, DateTime) {
    // One second on: the instant itself may be the change.
    let behind = at.saturating_add(SignedDuration::from_secs(1)).unwrap_or(at);
    let Some(change) = zone.rules().preceding(behind).next() else { return (DateTime::MIN, DateTime::MIN) };
    let moment = change.timestamp();
    let old = zone.rules().to_offset(moment.saturating_sub(SignedDuration::from_secs(1)).unwrap_or(moment));
    (old.to_datetime(moment), change.offset().to_datetime(moment))
}

fn fold(local: DateTime, second: Timestamp, field: &str, zone: &Zone) -> Wrong {
    let message =
        format!("On {} it is {} twice in {zone}: the first one is meant.", spoken(local.date()), clock(local));
    let universal = Zone::utc().rules().to_datetime(second);
    let line = write(format_args!("{field}{}", When::Time(universal)));
    Wrong::new(&codes::TIME_FOLD, message).help(format!("{line} with `timezone: UTC` if the second one is meant"))
}

fn clock(local: DateTime) -> String {
    format!("{:02}:{:02}", local.hour(), local.minute())
}
