//! Checks of what takes place: the title against the facts, sessions within the event, registration before its end, a way in.

use std::collections::BTreeMap;

use super::{Item, Site, Timed, session_schedule};
use crate::diag::{Diagnostic, Fault, Spanned, codes};
use crate::doc::{Map, Value};
use crate::time::{Ending, Part, Schedule, When, instant, last_instant, words};

type Check = fn(&Item, &Timed) -> Vec<Fault>;

/// One line a check.
const CHECKS: &[Check] = &[cancelled_in_title, weekday_in_title, registration_late, no_way_in, sessions];

/// Checks all items that are a schedule themselves.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for item in site.items.iter().filter(|item| item.original.is_none()) {
        for timed in item.times.iter().filter(|timed| timed.within.is_none()) {
            let faults = CHECKS.iter().flat_map(|check| check(item, timed));
            found.extend(faults.map(|fault| fault.at(&item.doc.path)));
        }
    }
    shared_registration(site, found);
}

fn cancelled_in_title(item: &Item, _: &Timed) -> Vec<Fault> {
    let lower = item.title.to_lowercase();
    let first = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let word = ["cancelled", "canceled", "postponed"].into_iter().find(|word| first.starts_with(word));
    let says = item.doc.fields.entry("status").is_some_and(|entry| entry.key != item.doc.at);
    let (Some(word), false, Some(title)) = (word, says, item.fields.first("title")) else { return Vec::new() };
    let status = if word == "postponed" { "postponed" } else { "cancelled" };
    let fault =
        Fault::new(&codes::CANCELLED_IN_TITLE, title.span, format!("the title says that the event is {status}"));
    vec![fault.help(format!("write `status: {status}` and take the word out of the title"))]
}

/// "Monday 6 November" in a title, with the start on a 6th that is no Monday.
fn weekday_in_title(item: &Item, timed: &Timed) -> Vec<Fault> {
    let Some(title) = item.fields.first("title") else { return Vec::new() };
    let date = timed.schedule.start.date();
    let parts: Vec<&str> = item.title.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let claims = parts.windows(2).filter(|pair| pair[0].len() > 5 && pair[0].to_lowercase().ends_with("day"));
    let mut wrong = claims
        .filter_map(|pair| Some((words::weekday(&pair[0].to_lowercase())?, pair[1].parse::<i8>().ok()?, pair[0])));
    match wrong.find(|(weekday, day, _)| *day == date.day() && *weekday != date.weekday()) {
        Some((_, _, said)) => {
            let message = format!("the title says {said}, but it starts on {}", words::spoken_with_weekday(date));
            vec![Fault::new(&codes::WEEKDAY_CONTRADICTS, title.span, message).help("correct the title or `start`")]
        }
        None => Vec::new(),
    }
}

/// The end of a single event or of the first date of a series.
fn end_of(schedule: &Schedule) -> Option<jiff::Timestamp> {
    match schedule.end {
        Ending::At(end) => Some(last_instant(&end, &schedule.zone)),
        _ => schedule.first().map(|first| first.ends_at),
    }
}

fn registration_late(item: &Item, timed: &Timed) -> Vec<Fault> {
    let late = [("registration.opens", "opens"), ("registration.closes", "closes")];
    late.into_iter().filter_map(|(path, word)| after_the_end(item, timed, path, word)).collect()
}

fn after_the_end(item: &Item, timed: &Timed, path: &str, word: &str) -> Option<Fault> {
    let found = item.fields.first(path)?;
    let (when, end) = (found.value.when()?, end_of(&timed.schedule)?);
    let late = match when {
        When::Day(_) => instant(&when, &timed.schedule.zone) > end,
        When::Time(_) => instant(&when, &timed.schedule.zone) > end && !matches!(timed.schedule.end, Ending::Open),
    };
    let message = format!("registration {word} after the end of the event");
    let fault = || Fault::new(&codes::REGISTRATION_LATE, found.span, message);
    (late && timed.schedule.rule.is_none()).then(|| fault().help("check the day and the month of both"))
}

fn no_way_in(item: &Item, _: &Timed) -> Vec<Fault> {
    let online = item.kind.roles.online.as_ref().and_then(|path| item.fields.entry(path));
    let moved = item.fields.entry("status").filter(|entry| entry.value.value.text() == Some("moved-online"));
    let Some(place) = online.or(moved) else { return Vec::new() };
    let has_url = online.and_then(|online| online.value.value.map()).is_some_and(|map| map.get("url").is_some());
    if has_url || item.fields.first("registration.url").is_some() {
        return Vec::new();
    }
    let fault = Fault::new(
        &codes::NO_WAY_IN,
        place.key,
        "nobody can find out how to join: there is no `online.url` and no `registration.url`",
    );
    vec![fault.help("write `online: {url: https://…}`, or the address of the registration")]
}

/// Sessions lie within their event and have ids of their own.
fn sessions(item: &Item, timed: &Timed) -> Vec<Fault> {
    let mut ids = BTreeMap::new();
    let mut faults = Vec::new();
    for session in item.fields.at("sessions").into_iter().filter_map(|found| found.value.map()) {
        faults.extend(outside(session, &timed.schedule));
        faults.extend(session_times(session, &timed.schedule));
        let Some(id) = session.get("id") else { continue };
        let text = id.value.text().unwrap_or_default();
        if ids.insert(text.to_string(), ()).is_some() {
            let fault = Fault::new(&codes::DUPLICATE_SESSION, id.span, format!("two sessions have the id `{text}`"));
            faults.push(fault.help(format!("write `id: {text}-2`")));
        }
    }
    faults
}

/// Start and end of a session for themselves.
fn session_times(session: &Map<super::Target>, schedule: &Schedule) -> Vec<Fault> {
    let Some(own) = session_schedule(session, &schedule.zone) else { return Vec::new() };
    let (Some(start), end, length) = (session.get("start"), session.get("end"), session.get("duration")) else {
        return Vec::new();
    };
    let both = length.filter(|_| end.is_some()).map(|length| {
        Fault::new(&codes::END_AND_DURATION, length.span, "both `end` and `duration` are given")
            .help("keep one of the two")
    });
    let place = |part: &Part| match part {
        Part::End => end.map_or(start.span, |end| end.span),
        Part::Duration => length.map_or(start.span, |length| length.span),
        _ => start.span,
    };
    own.check().into_iter().map(|(part, wrong)| wrong.at(place(&part))).chain(both).collect()
}

fn outside(session: &Map<super::Target>, schedule: &Schedule) -> Option<Fault> {
    let start: &Spanned<Value<super::Target>> = session.get("start")?;
    let when = start.value.when()?;
    let at = instant(&when, &schedule.zone);
    let begins = instant(&schedule.start, &schedule.zone);
    let knows_end = !matches!(schedule.end, Ending::Open) || schedule.start.is_day();
    let late = knows_end && end_of(schedule).is_some_and(|end| at > end);
    (at < begins || late).then(|| {
        let fault =
            Fault::new(&codes::SESSION_OUTSIDE, start.span, format!("the session at {when} lies outside the event"));
        fault.help("check the month and the hour, or move `start` or `end` of the event")
    })
}

/// Two events with one registration address are usually a copy that was not finished.
fn shared_registration(site: &Site, found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<&str, &Item> = BTreeMap::new();
    for item in site.items.iter().filter(|item| !item.times.is_empty() && item.original.is_none()) {
        let Some(url) = item.fields.first("registration.url") else { continue };
        let text = url.value.text().unwrap_or_default();
        match first.get(text) {
            Some(other) => {
                let fault = Fault::new(
                    &codes::SHARED_REGISTRATION,
                    url.span,
                    format!("this is also the registration of {}", other.doc.path),
                );
                found.push(fault.help("check that the address was changed after copying").at(&item.doc.path));
            }
            None => {
                first.insert(text, item);
            }
        }
    }
}
