//! A calendar as JSCalendar (RFC 8984): a group with its events; changed and additional dates are overrides of their series.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::{Calendar, Event, Geo, Moment, Related, Status, Times};
use crate::time::iso::{local, utc};
use crate::time::{When, Zone, instant};

type Object = Map<String, Value>;

/// What differs of each event, not of single dates of it.
const WHOLE: [&str; 9] =
    ["@type", "uid", "updated", "sequence", "timeZone", "recurrenceRules", "recurrenceOverrides", "start", "links"];

/// The file.
#[derive(Serialize)]
struct Group<'a> {
    #[serde(rename = "@type")]
    of_type: &'a str,
    uid: &'a str,
    updated: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<&'a str>,
    #[serde(serialize_with = "one_by_one")]
    entries: Vec<(&'a Event, Vec<&'a Event>)>,
}

/// The file.
pub(super) fn group(calendar: &Calendar) -> String {
    let updated = calendar.events.iter().map(|event| event.stamp).max().unwrap_or(Timestamp::UNIX_EPOCH);
    let group = Group {
        of_type: "Group",
        uid: calendar.source.as_deref().unwrap_or(&calendar.name),
        updated: utc(updated),
        title: &calendar.name,
        description: &calendar.description,
        source: calendar.source.as_deref(),
        color: calendar.color.as_deref(),
        entries: with_dates(&calendar.events),
    };
    // There is nothing in it that JSON could not say.
    serde_json::to_string(&group).unwrap_or_default()
}

/// Each event, with its dates that differ.
fn with_dates(events: &[Arc<Event>]) -> Vec<(&Event, Vec<&Event>)> {
    let (mut series, mut dates): (Vec<&Event>, BTreeMap<&str, Vec<&Event>>) = (Vec::new(), BTreeMap::new());
    for event in events {
        match (&event.related, &event.instead_of) {
            (_, Some(_)) => dates.entry(&event.uid).or_default().push(event),
            (Some(Related::Sibling(uid)), None) => dates.entry(uid).or_default().push(event),
            _ => series.push(event),
        }
    }
    series.into_iter().map(|event| (event, dates.get(&*event.uid).cloned().unwrap_or_default())).collect()
}

/// A whole hub has thousands of entries: none waits for the others.
fn one_by_one<S: Serializer>(entries: &[(&Event, Vec<&Event>)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(entries.iter().map(|(event, dates)| entry(event, dates)))
}

fn put(object: &mut Object, key: &str, value: impl Into<Value>) {
    object.insert(key.into(), value.into());
}

fn text(object: &mut Object, key: &str, value: &str) {
    if !value.is_empty() {
        put(object, key, value);
    }
}

/// An event with all its dates.
fn entry(event: &Event, dates: &[&Event]) -> Object {
    let zone = zone(&event.times);
    let mut object = Object::new();
    put(&mut object, "@type", "Event");
    put(&mut object, "uid", &*event.uid);
    put(&mut object, "updated", utc(event.stamp));
    put(&mut object, "sequence", event.sequence.unwrap_or_default());
    put(&mut object, "start", local(event.times.start().wall(&zone)));
    if !matches!(event.times, Times::Days { .. }) {
        put(&mut object, "timeZone", if zone.is_utc() { "Etc/UTC" } else { zone.name() });
    }
    object.extend(facts(event));
    if let Some(rule) = event.series.as_ref().and_then(|series| rule(&series.rule, &zone)) {
        put(&mut object, "recurrenceRules", vec![rule]);
    }
    let overrides = overrides(event, dates, &zone, &object);
    if !overrides.is_empty() {
        put(&mut object, "recurrenceOverrides", overrides);
    }
    object
}

/// The zone of the clocks that are shown; days have none.
fn zone(times: &Times) -> Zone {
    match times {
        Times::Zoned { zone, .. } => zone.clone(),
        Times::Days { .. } | Times::Instants { .. } => Zone::utc(),
    }
}

/// Everything that single dates of a series may have of their own.
fn facts(event: &Event) -> Object {
    let mut object = Object::new();
    if let Some(length) = length(&event.times) {
        put(&mut object, "duration", length);
    }
    if matches!(event.times, Times::Days { .. }) {
        put(&mut object, "showWithoutTime", true);
    }
    text(&mut object, "title", &event.summary);
    text(&mut object, "description", &event.description);
    put(&mut object, "status", status(event.status));
    if let Some(place) = place(event) {
        put(&mut object, "locations", json!({ "place": place }));
    }
    if let Some(call) = &event.conference {
        let mut room = Object::new();
        put(&mut room, "@type", "VirtualLocation");
        text(&mut room, "name", &call.label);
        put(&mut room, "uri", &*call.url);
        put(&mut object, "virtualLocations", json!({ "call": room }));
    }
    if !event.categories.is_empty() {
        let words = event.categories.iter().map(|word| (word.to_string(), Value::Bool(true)));
        put(&mut object, "keywords", words.collect::<Object>());
    }
    let links = links(event);
    if !links.is_empty() {
        put(&mut object, "links", links);
    }
    object
}

/// The place; an event that is only a call has none.
fn place(event: &Event) -> Option<Object> {
    let is_call = event.conference.as_ref().is_some_and(|call| call.url == event.location);
    let name = Some(&*event.location).filter(|name| !name.is_empty() && !is_call)?;
    let mut place = Object::new();
    put(&mut place, "@type", "Location");
    put(&mut place, "name", name);
    if let Some(Geo { lat, lon }) = &event.geo {
        put(&mut place, "coordinates", format!("geo:{lat},{lon}"));
    }
    Some(place)
}

fn links(event: &Event) -> Object {
    let link = |href: &str, rel: &str| json!({ "@type": "Link", "href": href, "rel": rel });
    let page = event.url.iter().map(|url| ("page".to_owned(), link(url, "alternate")));
    let image = event.image.iter().map(|url| {
        let mut icon = link(url, "icon");
        icon["display"] = "badge".into();
        ("image".to_owned(), icon)
    });
    let more = (1..).zip(&event.attachments).map(|(n, url): (usize, _)| (format!("more-{n}"), link(url, "related")));
    page.chain(image).chain(more).collect()
}

/// What differs on single dates, by the date that the rule gives.
fn overrides(event: &Event, dates: &[&Event], zone: &Zone, whole: &Object) -> Object {
    let except = event.series.iter().flat_map(|series| &series.except);
    let mut all: Object = except.map(|date| (local(date.wall(zone)), json!({ "excluded": true }))).collect();
    for date in dates {
        let start = date.times.start().wall(zone);
        let original = date.instead_of.as_ref().map_or(start, |original| original.wall(zone));
        let mut patch = patch(whole, &facts(date));
        if start != original {
            put(&mut patch, "start", local(start));
        }
        // A date that iCalendar only tells more exactly is nothing new here.
        if date.instead_of.is_none() || !patch.is_empty() {
            put(&mut all, &local(original), patch);
        }
    }
    all.sort_keys();
    all
}

fn patch(whole: &Object, date: &Object) -> Object {
    let of_dates = |key: &&String| !WHOLE.contains(&key.as_str());
    let gone =
        whole.keys().filter(of_dates).filter(|key| !date.contains_key(*key)).map(|key| (key.clone(), Value::Null));
    let other = date.iter().filter(|(key, value)| of_dates(key) && whole.get(*key) != Some(*value));
    gone.chain(other.map(|(key, value)| (key.clone(), value.clone()))).collect()
}

/// An RRULE of ours as a recurrence rule.
fn rule(rule: &str, zone: &Zone) -> Option<Value> {
    let mut object = Object::new();
    put(&mut object, "@type", "RecurrenceRule");
    for part in rule.split(';') {
        let (key, value) = part.split_once('=')?;
        let numbers = || value.split(',').filter_map(|number| number.parse::<i64>().ok()).collect::<Vec<_>>();
        match key {
            "FREQ" => put(&mut object, "frequency", value.to_lowercase()),
            "INTERVAL" => put(&mut object, "interval", value.parse::<u32>().ok()?),
            "COUNT" => put(&mut object, "count", value.parse::<u32>().ok()?),
            "UNTIL" => put(&mut object, "until", until(value, zone)?),
            "BYMONTH" => put(&mut object, "byMonth", value.split(',').collect::<Vec<_>>()),
            "BYMONTHDAY" => put(&mut object, "byMonthDay", numbers()),
            "BYSETPOS" => put(&mut object, "bySetPosition", numbers()),
            "BYDAY" => put(&mut object, "byDay", value.split(',').map(weekday).collect::<Option<Vec<_>>>()?),
            _ => return None,
        }
    }
    Some(object.into())
}

/// `TU`, or `-1TU`.
fn weekday(text: &str) -> Option<Value> {
    let (nth, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let mut object = Object::new();
    put(&mut object, "@type", "NDay");
    put(&mut object, "day", day.to_lowercase());
    if !nth.is_empty() {
        put(&mut object, "nthOfPeriod", nth.parse::<i64>().ok()?);
    }
    Some(object.into())
}

/// An UNTIL, by the clocks of the zone; a day counts as a whole.
fn until(text: &str, zone: &Zone) -> Option<String> {
    match text.strip_suffix('Z') {
        Some(text) => {
            let at = When::Time(DateTime::strptime("%Y%m%dT%H%M%S", text).ok()?);
            Some(local(zone.rules().to_datetime(instant(&at, &Zone::utc()))))
        }
        None => Some(local(jiff::civil::Date::strptime("%Y%m%d", text).ok()?.at(0, 0, 0, 0))),
    }
}

/// How long it takes, in days or by the clock; none if that is not known.
fn length(times: &Times) -> Option<String> {
    let (start, end) = (times.start().at(), times.end()?.at());
    let seconds = end.as_second() - start.as_second();
    if matches!(times.start(), Moment::Day(_)) {
        return Some(format!("P{}D", seconds / 86_400));
    }
    let parts = [(seconds / 3600, "H"), (seconds / 60 % 60, "M"), (seconds % 60, "S")];
    let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n}{unit}"));
    Some(format!("PT{}", parts.collect::<String>()))
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "confirmed",
        Status::Tentative => "tentative",
        Status::Cancelled => "cancelled",
    }
}
