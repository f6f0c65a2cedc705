//! What takes place: an event, a series, an event with sessions.

use serde_json::Value;

use super::object::Object;
use super::{Page, place, series, times};
use crate::doc::{self, Map};
use crate::plan::places::Places;
use crate::site::{Item, Target, Timed};
use crate::time::{Ending, Schedule, When, Zone, instant};

/// The fields that name who stands in front.
const PERFORMERS: &[&str] = &["performers", "speakers", "facilitators"];

/// An event, or a series with its next dates.
pub(super) fn object(page: Page<'_>) -> Object {
    let own = own_time(page);
    let series = own.filter(|timed| timed.schedule.rule.is_some() || !timed.schedule.also.is_empty());
    let ty = &*page.item.kind.schema_org;
    let ty = if series.is_some() && ty == "Event" { "EventSeries" } else { ty };
    page.head_as(ty, page.url())
        .and(own.map_or_else(|| typed_dates(page), |timed| dates(timed, series.is_some())))
        .with("previousStartDate", previous(page, own))
        .with("eventStatus", status(page))
        .and(place::locations(&Places::of_item(page.item), page.text("status") == Some("moved-online")))
        .with("eventSchedule", series.and_then(|timed| series::schedule(&timed.schedule)).map(Value::from))
        .and(people(page))
        .with("offers", page.offers())
        .and(terms(page))
        .with("subEvent", parts(page, own, series.is_some()))
}

/// A date of a series on which something is different, in the list of the next ones. What it does not say is that of the series.
pub(super) fn on_date(page: Page<'_>, url: String, series: &Item) -> Object {
    let own = own_time(page);
    let usual = Page { item: series, ..page }.people(PERFORMERS);
    Object::of("Event")
        .with("name", &*page.item.title)
        .with("description", page.text("note"))
        .with("url", url)
        .and(own.map_or_else(Object::default, |timed| dates(timed, false)))
        .with("previousStartDate", previous(page, own))
        .with("eventStatus", status(page))
        .and(place::locations(&Places::of_item(page.item), page.text("status") == Some("moved-online")))
        .with("performer", Some(page.people(PERFORMERS)).filter(|own| *own != usual))
}

/// The time of the item itself. One with a list of times has none: its times are parts of it.
fn own_time(page: Page<'_>) -> Option<&Timed> {
    page.item.times.iter().find(|timed| timed.within.is_none())
}

fn dates(timed: &Timed, is_series: bool) -> Object {
    match timed.schedule.first() {
        Some(first) if !is_series => times::lasts(&first, &timed.schedule.zone),
        _ => times::spans(&timed.schedule),
    }
}

/// The days of something that is no single date in the calendar: a course that runs from spring to summer.
fn typed_dates(page: Page<'_>) -> Object {
    let date = |name: &str| page.stamp(page.item.when(name));
    Object::default().with("startDate", date("start")).with("endDate", date("end"))
}

fn previous(page: Page<'_>, own: Option<&Timed>) -> Option<String> {
    let when = page.item.when("previous_start")?;
    let zone = own.map_or_else(|| page.zone(), |timed| timed.schedule.zone.clone());
    Some(times::moment(&when, instant(&when, &zone), &zone))
}

/// Whether it takes place as announced.
pub(super) fn status(page: Page<'_>) -> &'static str {
    match page.text("status").filter(|status| *status != "confirmed") {
        None if page.item.when("previous_start").is_some() => "https://schema.org/EventRescheduled",
        Some("cancelled") => "https://schema.org/EventCancelled",
        Some("postponed") => "https://schema.org/EventPostponed",
        Some("rescheduled") => "https://schema.org/EventRescheduled",
        Some("moved-online") => "https://schema.org/EventMovedOnline",
        _ => "https://schema.org/EventScheduled",
    }
}

fn people(page: Page<'_>) -> Object {
    Object::default()
        .with("organizer", page.organizers())
        .with("performer", page.people(PERFORMERS))
        .with("sponsor", page.named("sponsors"))
}

impl Page<'_> {
    /// Who stands behind an event: the group and its organizers, else its hosts, else the community.
    fn organizers(self) -> Vec<Value> {
        let mut all = self.named("group");
        all.extend(self.people(&["organizer", "organizers"]));
        if all.is_empty() {
            all = self.people(&["host", "hosts"]);
        }
        if all.is_empty() {
            let config = &self.site.config;
            let community = Object::of("Organization").with("name", &*config.title);
            all.push(community.with("url", super::full(self.site, "")).into());
        }
        all
    }
}

fn terms(page: Page<'_>) -> Object {
    let audience = Object::of("Audience").with("audienceType", page.text("audience"));
    let places = page.text("capacity").and_then(|number| number.parse::<u64>().ok());
    Object::default()
        .with("isAccessibleForFree", page.is_free())
        .with("maximumAttendeeCapacity", places)
        .with("audience", audience)
        .with("inLanguage", &*page.item.language)
        .with("about", page.about())
}

/// The sessions, and the next dates of a series or of a list of times.
fn parts(page: Page<'_>, own: Option<&Timed>, is_series: bool) -> Vec<Value> {
    let zone = own.map_or_else(|| page.zone(), |timed| timed.schedule.zone.clone());
    let sessions = page.item.fields.at("sessions").into_iter().filter_map(|found| found.value.map());
    let mut all: Vec<Value> = sessions.map(|fields| session(page, fields, &zone).into()).collect();
    if is_series || own.is_none() {
        all.extend(series::next(page));
    }
    all
}

fn session(page: Page<'_>, fields: &Map<Target>, zone: &Zone) -> Object {
    let text = |path: &str| fields.first(path).and_then(|found| found.value.text());
    let description = fields.first("text").and_then(|found| match &found.value {
        doc::Value::Markdown(text) => Some(text.excerpt.as_str()),
        _ => None,
    });
    let speakers = fields.at("speakers").into_iter().filter_map(|found| found.value.reference());
    let speakers: Vec<Value> = speakers.map(|target| page.who(target, "sessions.speakers")).collect();
    Object::of("Event")
        .with("name", text("title"))
        .with("description", description)
        .with("url", text("id").map(|id| page.anchor(id)))
        .and(session_dates(fields, zone))
        .with("location", Object::of("Place").with("name", text("room")))
        .with("performer", speakers)
}

fn session_dates(fields: &Map<Target>, zone: &Zone) -> Object {
    let when = |name: &str| -> Option<When> { fields.first(name)?.value.when() };
    let length = fields.first("duration").map(|found| &found.value);
    let end = match (when("end"), length) {
        (Some(end), _) => Ending::At(end),
        (None, Some(doc::Value::Duration(length))) => Ending::After(*length),
        _ => Ending::Open,
    };
    let date = when("start").and_then(|start| Schedule::once(start, end, zone.clone()).first());
    date.map_or_else(Object::default, |date| times::lasts(&date, zone))
}
