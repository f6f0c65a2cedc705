//! What comes again: the rule as a `Schedule`, and the next dates.

use serde_json::Value;

use super::object::Object;
use super::{Family, Page, full, place, times};
use crate::plan::places::Places;
use crate::site::{Dated, Item, Site};
use crate::time::{Ending, Schedule};

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
    if let Some(on_date) = page.site.on_date(page.item, dated) {
        let has_page = page.site.has_page(page.item, dated);
        let there = Page { item: &on_date, ..page };
        let url = if has_page { there.url() } else { anchor(page, dated) };
        return super::event::on_date(there, url, page.item);
    }
    let name = timed.title.as_ref().map_or_else(|| page.item.title.to_string(), ToString::to_string);
    Object::of("Event")
        .with("name", name)
        .with("url", anchor(page, dated))
        .and(times::lasts(&dated.occurrence, &timed.schedule.zone))
        .with("eventStatus", super::event::status(page))
        .and(place::locations(&Places::of(item, timed), page.text("status") == Some("moved-online")))
}

/// Where a date stands on the page of its item.
fn anchor(page: Page<'_>, dated: &Dated) -> String {
    page.anchor(&page.site.date_path(dated, '-'))
}

/// One date, on its own page: part of its series, or what its group does.
pub(super) fn one(site: &Site, series: &Item, on_date: &Item) -> Object {
    let page = Page { site, item: on_date };
    let (name, url) = (&*series.title, full(site, &series.url));
    match Family::of(&series.kind.schema_org) {
        Family::Event => {
            let whole = Object::of("EventSeries").with("name", name).with("url", url);
            super::event::object(page).with("superEvent", whole)
        }
        Family::Organization => super::event::object(page).with("organizer", super::who::short(site, series)),
        _ => super::event::object(page),
    }
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
