//! Calendar files as others' code reads them: the icalendar crate takes the lines apart, the rrule crate expands the rules.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each test uses a part of it")]

use std::collections::BTreeMap;

use icalendar::parser::{Component, Property, read_calendar, unfold};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};

/// A property: its name, its parameters as `;TZID=Europe/Lisbon`, and its value without the escapes of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub name: String,
    pub params: String,
    pub value: String,
}

/// A VEVENT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vevent(pub Vec<Line>);

/// When something begins: a day stands as its midnight in universal time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Start {
    pub at: Timestamp,
    pub is_day: bool,
}

/// All events of a file.
pub fn events(text: &str) -> Vec<Vevent> {
    let unfolded = unfold(text);
    let read = read_calendar(&unfolded).unwrap();
    read.components.iter().filter(|component| component.name == "VEVENT").map(event).collect()
}

fn event(component: &Component<'_>) -> Vevent {
    Vevent(component.properties.iter().map(line).collect())
}

fn line(property: &Property<'_>) -> Line {
    let params = property.params.iter().map(|p| format!(";{}={}", p.key, p.val.as_ref().map_or("", |v| v.as_str())));
    Line { name: property.name.to_string(), params: params.collect(), value: property.val.as_str().to_owned() }
}

impl Vevent {
    pub fn line(&self, name: &str) -> Option<&Line> {
        self.0.iter().find(|line| line.name == name)
    }

    pub fn all(&self, name: &str) -> Vec<&Line> {
        self.0.iter().filter(|line| line.name == name).collect()
    }

    /// The value of a property, or nothing.
    pub fn get(&self, name: &str) -> &str {
        self.line(name).map_or("", |line| &line.value)
    }

    /// A property with its parameters: `;TZID=Europe/Lisbon:20261201T180000`.
    pub fn raw(&self, name: &str) -> String {
        self.line(name).map(|line| format!("{}:{}", line.params, line.value)).unwrap_or_default()
    }

    /// When it begins, by its own words.
    pub fn start(&self) -> Start {
        start_of(self.line("DTSTART").unwrap())
    }
}

/// The digits of a date as a wall time, and the zone of its parameter.
pub fn wall(line: &Line) -> (DateTime, TimeZone) {
    let zone = line.params.strip_prefix(";TZID=").map(|name| TimeZoneDatabase::bundled().get(name).unwrap());
    let digits = line.value.trim_end_matches('Z');
    let digits = if digits.len() == 8 { format!("{digits}T000000") } else { digits.to_owned() };
    (DateTime::strptime("%Y%m%dT%H%M%S", digits).unwrap(), zone.unwrap_or(TimeZone::UTC))
}

fn start_of(line: &Line) -> Start {
    let (wall, zone) = wall(line);
    Start { at: zone.to_timestamp(wall).unwrap(), is_day: line.value.len() == 8 }
}

/// All dates of a file that begin before a moment, as a program shows them: with the VEVENT that says what takes place then.
/// Rules are expanded on the clock on the wall, which is what RFC 5545 asks for.
pub fn dates(events: &[Vevent], before: Timestamp) -> Vec<(Start, &Vevent)> {
    let mut changed: BTreeMap<(&str, DateTime), ()> = BTreeMap::new();
    for event in events {
        if let Some(line) = event.line("RECURRENCE-ID") {
            changed.insert((event.get("UID"), wall(line).0), ());
        }
    }
    let mut all = Vec::new();
    for event in events {
        if event.line("RECURRENCE-ID").is_some() || event.line("RRULE").is_none() {
            all.push((event.start(), event));
            continue;
        }
        let gone: Vec<DateTime> = event.all("EXDATE").into_iter().map(|line| wall(line).0).collect();
        for (wall, start) in expanded(event, before) {
            if !gone.contains(&wall) && !changed.contains_key(&(event.get("UID"), wall)) {
                all.push((start, event));
            }
        }
    }
    all.retain(|(start, _)| start.at < before);
    all.sort_by_key(|(start, _)| *start);
    all
}

/// The dates of a rule: wall time and start.
fn expanded(event: &Vevent, before: Timestamp) -> Vec<(DateTime, Start)> {
    let line = event.line("DTSTART").unwrap();
    let (first, zone) = wall(line);
    let parts: Vec<&str> = event.get("RRULE").split(';').collect();
    // UNTIL is an instant where the start has a zone; the wall times are held against it below.
    let rule: Vec<&str> = parts.iter().copied().filter(|part| !part.starts_with("UNTIL=")).collect();
    let until = parts.iter().find_map(|part| part.strip_prefix("UNTIL=")).map(|until| {
        assert_eq!(until.len() == 8, line.value.len() == 8, "UNTIL has the type of DTSTART");
        assert!(until.len() == 8 || until.ends_with('Z'), "UNTIL is in universal time");
        start_of(&Line { name: String::new(), params: String::new(), value: until.to_owned() }).at
    });
    let text = format!("DTSTART:{}Z\nRRULE:{}", first.strftime("%Y%m%dT%H%M%S"), rule.join(";"));
    let set: rrule::RRuleSet = text.parse().unwrap();
    let set = &set;
    let walls = set
        .into_iter()
        .map(|date| DateTime::strptime("%Y%m%dT%H%M%S", date.format("%Y%m%dT%H%M%S").to_string()).unwrap());
    let dates = walls.map(|wall| (wall, Start { at: zone.to_timestamp(wall).unwrap(), is_day: line.value.len() == 8 }));
    dates.take_while(|(_, start)| start.at < before && until.is_none_or(|until| start.at <= until)).collect()
}
