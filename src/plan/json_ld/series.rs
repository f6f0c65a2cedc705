//! What comes again: the rule as a `Schedule`, and the next dates.

use serde_json::Value;

use super::object::Object;
use super::{Page, full, place, times};
use crate::plan::places::Places;
use crate::site::{Dated, Timed};
use crate::time::{Ending, Occurrence, Schedule};

/// How many dates to come are told.
const NEXT: usize = 3;

/// The next dates of an item, as events of their own.
pub(super) fn next(page: Page<'_>) -> Vec<Value> {
    let coming = |dated: &&Dated| dated.occurrence.ends_at > page.site.now.at;
    page.site.dates_of(page.item).filter(coming).take(NEXT).map(|dated| date(page, dated).into()).collect()
}

fn date(page: Page<'_>, dated: &Dated) -> Object {
    // A translation has the times of its original, if it can be read at all.
    let item = page.site.item(dated.item);
    let timed = &item.times[dated.time];
    let (occurrence, zone) = (&dated.occurrence, &timed.schedule.zone);
    let name = timed.title.as_ref().map_or_else(|| page.item.title.to_string(), ToString::to_string);
    Object::of("Event")
        .with("name", name)
        .with("url", full(page.site, &page.item.url))
        .and(times::lasts(occurrence, zone))
        .and(state(page, occurrence, timed))
        .and(place::locations(&Places::of(item, timed), page.text("status") == Some("moved-online")))
}

/// Whether a date takes place, and when it would have been.
fn state(page: Page<'_>, occurrence: &Occurrence, timed: &Timed) -> Object {
    let zone = &timed.schedule.zone;
    let moved = !occurrence.extra && occurrence.original != occurrence.start && !occurrence.cancelled;
    let before = moved.then(|| {
        let at = crate::time::instant(&occurrence.original, zone);
        times::moment(&occurrence.original, at, zone)
    });
    let word = match (occurrence.cancelled, moved) {
        (true, _) => "https://schema.org/EventCancelled",
        (false, true) => "https://schema.org/EventRescheduled",
        (false, false) => super::event::status(page),
    };
    Object::default().with("previousStartDate", before).with("eventStatus", word)
}

/// The rule, as far as schema.org has words for it.
pub(super) fn schedule(schedule: &Schedule) -> Option<Object> {
    let rule = schedule.rule.as_ref()?;
    let text = rule.rrule(&schedule.start, &schedule.zone)?;
    let part = |name: &str| text.split(';').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    let first = schedule.first();
    let skipped: Vec<String> = schedule.skip.iter().map(|when| when.date().to_string()).collect();
    Some(
        Object::of("Schedule")
            .with("startDate", schedule.start.date().to_string())
            .with("endDate", part("UNTIL").and_then(|_| times::last_day(schedule)))
            .with("startTime", times::clock(&schedule.start))
            .with("endTime", first.and_then(|first| first.end).map(|end| times::clock(&end)))
            .with("duration", length(schedule))
            .with("repeatFrequency", frequency(part("FREQ")?, rule.interval))
            .with("repeatCount", part("COUNT").and_then(|count| count.parse::<u32>().ok()))
            .and(days(&part))
            .with("exceptDate", skipped)
            .with("scheduleTimezone", schedule.start.time().map(|_| schedule.zone.name())),
    )
}

fn length(schedule: &Schedule) -> Option<String> {
    match schedule.end {
        Ending::After(length) => Some(length.iso()),
        Ending::Open | Ending::At(_) => None,
    }
}

/// `P2W`
fn frequency(word: &str, interval: u32) -> String {
    format!("P{interval}{}", &word[..1])
}

/// The days of a rule. For `last workday` there are no words.
fn days<'a>(part: &impl Fn(&str) -> Option<&'a str>) -> Object {
    let numbers = |name: &str| -> Vec<Value> {
        let all = part(name).into_iter().flat_map(|list| list.split(','));
        all.filter_map(|number| number.parse::<u8>().ok()).map(Value::from).collect()
    };
    let by_day = part("BYDAY").filter(|_| part("BYSETPOS").is_none());
    let by_day: Vec<Value> =
        by_day.into_iter().flat_map(|list| list.split(',')).map(|day| weekday(day).into()).collect();
    Object::default()
        .with("byDay", by_day)
        .with("byMonth", numbers("BYMONTH"))
        .with("byMonthDay", numbers("BYMONTHDAY"))
}

/// A plain day has an address; a counted one stays as iCalendar writes it: `1TU`.
fn weekday(day: &str) -> String {
    let all = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let name = all.into_iter().find(|name| name[..2].eq_ignore_ascii_case(day));
    name.map_or_else(|| day.to_owned(), |name| format!("https://schema.org/{name}"))
}
