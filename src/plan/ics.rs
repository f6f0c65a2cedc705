//! The calendars of the hub: which dates go into which file, and what a date says there.

use super::json_ld::full;
use super::places::Places;
use crate::calendar::{Calendar, Event, Status, Times};
use crate::site::{Dated, Item, ItemId, Site, Timed};
use crate::time::{Occurrence, When, Zone, instant};

/// The calendar of the whole hub.
pub fn whole(site: &Site) -> Calendar {
    let source = Some(full(site, "calendar.ics").into());
    let events = site.dates.iter().map(|dated| event(site, dated)).collect();
    let description = site.config.description.clone();
    Calendar { description, source, events, ..empty(site, &site.config.title, "calendar/") }
}

/// The calendar of one item. A translation has the dates of its original.
pub fn of_item(site: &Site, item: &Item) -> Calendar {
    let events = events_of(site, &[item.id]);
    Calendar { description: item.summary.clone(), events, ..empty(site, &item.title, &item.url) }
}

/// The calendar of several items, such as those of a kind or a topic. Who knows its page sets `url`, who knows its
/// address sets `source`.
pub fn of_items(site: &Site, name: &str, items: &[ItemId]) -> Calendar {
    Calendar { events: events_of(site, items), ..empty(site, name, "calendar/") }
}

fn empty(site: &Site, name: &str, page: &str) -> Calendar {
    Calendar { name: name.into(), url: Some(full(site, page).into()), ..Calendar::default() }
}

fn events_of(site: &Site, items: &[ItemId]) -> Vec<Event> {
    let mut dates: Vec<&Dated> = items.iter().flat_map(|id| site.dates_of(site.item(*id))).collect();
    dates.sort_by_key(|dated| (dated.occurrence.starts_at, dated.item, dated.time));
    dates.into_iter().map(|dated| event(site, dated)).collect()
}

fn event(site: &Site, dated: &Dated) -> Event {
    let item = site.item(dated.item);
    let timed = &item.times[dated.time];
    let places = Places::of(item, timed);
    let status = status(item, &dated.occurrence);
    Event {
        uid: uid(site, dated).into(),
        sequence: item.text("sequence").and_then(|number| number.parse().ok()),
        stamp: stamp(site, item, timed),
        times: times(&dated.occurrence),
        summary: summary(item, timed, status).into(),
        description: description(site, item).into(),
        location: places.location().into(),
        geo: places.geo(),
        url: Some(full(site, &item.url).into()),
        conference: places.online(),
        categories: item.topics.iter().map(|topic| site.topics.label(topic, &item.language).into()).collect(),
        status,
    }
}

/// The name of the item and, in a series, the date as the rule has it: it stays when the date moves.
fn uid(site: &Site, dated: &Dated) -> String {
    let item = site.item(dated.item);
    let timed = &item.times[dated.time];
    let own = item.text("uid").map(str::to_owned);
    let uid = own.unwrap_or_else(|| format!("{}/{}@{}", item.kind.folder, item.doc.slug, site.config.url.host));
    let parts = [which(dated.time, timed), date_of(timed, &dated.occurrence)].concat();
    match uid.split_once('@') {
        Some((name, host)) => format!("{}{parts}@{host}", name.trim_start_matches('/')),
        None => uid + &parts,
    }
}

/// Which of several times of an item: by its name, or by its place where it has none.
fn which(place: usize, timed: &Timed) -> String {
    match (&timed.id, place) {
        (Some(id), _) => format!("/{id}"),
        (None, 0) => String::new(),
        (None, place) => format!("/{}", place + 1),
    }
}

/// A rule has each day once; what comes beside the rule may share its day with it.
fn date_of(timed: &Timed, occurrence: &Occurrence) -> String {
    match (&timed.schedule.rule, occurrence.extra) {
        (_, true) => format!("/x{}", occurrence.original),
        (Some(_), false) => format!("/{}", occurrence.original.date()),
        (None, false) => String::new(),
    }
}

/// When the item last changed, as it says itself: the clock of a build would change every file at every build.
fn stamp(site: &Site, item: &Item, timed: &Timed) -> jiff::Timestamp {
    let said = item.when("updated").or_else(|| item.published());
    match said {
        Some(when) => instant(&when, &home_zone(site)),
        None => instant(&timed.schedule.start, &timed.schedule.zone),
    }
}

fn home_zone(site: &Site) -> Zone {
    site.config.zone_or_utc()
}

fn times(occurrence: &Occurrence) -> Times {
    match occurrence.start {
        When::Day(first) => {
            let last = occurrence.end.map_or(first, |end| end.date().max(first));
            Times::Days { first, after: last.saturating_add(jiff::Span::new().days(1)) }
        }
        When::Time(_) => {
            Times::Instants { start: occurrence.starts_at, end: occurrence.end.map(|_| occurrence.ends_at) }
        }
    }
}

/// What is postponed does not take place on the date that it has.
fn status(item: &Item, occurrence: &Occurrence) -> Status {
    match item.text("status") {
        _ if occurrence.cancelled => Status::Cancelled,
        Some("cancelled" | "postponed") => Status::Cancelled,
        Some("tentative") => Status::Tentative,
        _ => Status::Confirmed,
    }
}

/// Some programs do not show the status.
fn summary(item: &Item, timed: &Timed, status: Status) -> String {
    let title = timed.title.as_ref().map_or_else(|| item.title.to_string(), |own| format!("{}: {own}", item.title));
    match (status, item.text("status")) {
        (Status::Cancelled, Some("postponed")) => format!("Postponed: {title}"),
        (Status::Cancelled, _) => format!("Cancelled: {title}"),
        _ => title,
    }
}

fn description(site: &Site, item: &Item) -> String {
    let url = full(site, &item.url);
    let parts = [item.text("status_note").unwrap_or_default(), &item.summary, &url];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}
