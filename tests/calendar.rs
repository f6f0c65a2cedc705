//! iCalendar files, read back by an independent parser.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

#[path = "hub/mod.rs"]
mod hub;

use std::collections::BTreeSet;

use icalendar::parser::{Calendar as Read, Component, read_calendar, unfold};
use jiff::Timestamp;
use lyceum::calendar::{Calendar, Event, Geo, Status, Times};
use lyceum::plan::ics;
use lyceum::source::{Source, Tree};
use lyceum::time::When;
use proptest::prelude::*;

fn event(text: &str) -> Event {
    let start = Timestamp::from_second(1_796_322_600).unwrap();
    Event {
        uid: "events/night@x.org".into(),
        sequence: Some(2),
        stamp: start,
        times: Times::Instants { start, end: Some(Timestamp::from_second(1_796_329_800).unwrap()) },
        summary: text.into(),
        description: text.into(),
        location: text.into(),
        geo: Some(Geo { lat: "41.15".into(), lon: "-8.61".into() }),
        url: Some("https://x.org/events/night/?a=b;c,d".into()),
        conference: None,
        categories: vec!["A, B".into(), "C".into()],
        status: Status::Cancelled,
    }
}

fn file(events: Vec<Event>) -> String {
    let calendar = Calendar { name: "Hub".into(), events, ..Calendar::default() };
    String::from_utf8(calendar.to_ics()).unwrap()
}

/// The value of a property; the parser has undone the escapes of texts.
fn value(component: &Component<'_>, name: &str) -> Option<String> {
    component.find_prop(name).map(|property| property.val.as_str().to_owned())
}

fn events<'a>(read: &'a Read<'a>) -> impl Iterator<Item = &'a Component<'a>> {
    read.components.iter().filter(|component| component.name == "VEVENT")
}

#[test]
fn a_whole_file() {
    let days = Times::Days { first: jiff::civil::date(2026, 12, 3), after: jiff::civil::date(2026, 12, 5) };
    let mut day = event("B");
    (day.times, day.status, day.sequence, day.geo) = (days, Status::Confirmed, None, None);
    (day.description, day.location, day.url, day.categories) = ("".into(), "".into(), None, vec![]);
    let calendar = Calendar {
        name: "Hub, and more".into(),
        description: "All; of it".into(),
        url: Some("https://x.org/".into()),
        source: Some("https://x.org/calendar.ics".into()),
        events: vec![event("A"), day],
    };
    let expected = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Lyceum//Lyceum//EN\nCALSCALE:GREGORIAN\nMETHOD:PUBLISH\n\
        NAME:Hub\\, and more\nX-WR-CALNAME:Hub\\, and more\nDESCRIPTION:All\\; of it\nX-WR-CALDESC:All\\; of it\n\
        URL:https://x.org/\nSOURCE;VALUE=URI:https://x.org/calendar.ics\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\nX-PUBLISHED-TTL:PT12H\n\
        BEGIN:VEVENT\nUID:events/night@x.org\nDTSTAMP:20261203T183000Z\nSEQUENCE:2\nDTSTART:20261203T183000Z\nDTEND:20261203T203000Z\n\
        SUMMARY:A\nDESCRIPTION:A\nLOCATION:A\nGEO:41.15;-8.61\nURL:https://x.org/events/night/?a=b;c,d\nCATEGORIES:A\\, B,C\n\
        STATUS:CANCELLED\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:events/night@x.org\nDTSTAMP:20261203T183000Z\nDTSTART;VALUE=DATE:20261203\nDTEND;VALUE=DATE:20261205\n\
        SUMMARY:B\nSTATUS:CONFIRMED\nEND:VEVENT\nEND:VCALENDAR\n";
    assert_eq!(String::from_utf8(calendar.to_ics()).unwrap(), expected.replace('\n', "\r\n"));
}

#[test]
fn the_example_hub_has_the_same_dates() {
    let site = hub::site();
    let text = String::from_utf8(ics::whole(&site).to_ics()).unwrap();
    let unfolded = unfold(&text);
    let read = read_calendar(&unfolded).unwrap();
    let start = |occurrence: &lyceum::time::Occurrence| match occurrence.start {
        When::Day(day) => day.strftime("%Y%m%d").to_string(),
        When::Time(_) => occurrence.starts_at.strftime("%Y%m%dT%H%M%SZ").to_string(),
    };
    let expected: Vec<String> = site.dates.iter().map(|dated| start(&dated.occurrence)).collect();
    let found: Vec<String> = events(&read).filter_map(|event| value(event, "DTSTART")).collect();
    assert!(expected.len() > 100);
    assert_eq!(found, expected);
    let uids: BTreeSet<String> = events(&read).filter_map(|event| value(event, "UID")).collect();
    assert_eq!(uids.len(), expected.len(), "a UID is there twice");
}

#[test]
fn each_item_has_its_own_dates() {
    let site = hub::site();
    let of_items: usize =
        site.items.iter().filter(|i| i.original.is_none()).map(|i| ics::of_item(&site, i).events.len()).sum();
    assert_eq!(of_items, site.dates.len());
    let ids: Vec<_> = site.items.iter().map(|item| item.id).collect();
    assert_eq!(ics::of_items(&site, "All", &ids).events, ics::whole(&site).events);
}

fn one(files: &[(&str, &str)]) -> Vec<Event> {
    let mut tree = Tree::default();
    tree.insert(Source::new("site.yaml", &b"title: Hub\nurl: https://x.org/hub/\ntimezone: Europe/Lisbon\n"[..]));
    files.iter().for_each(|(path, text)| tree.insert(Source::new(path, text.as_bytes())));
    ics::whole(&hub::from(&tree)).events
}

const SERIES: &str = "---\ntitle: Night\nupdated: 2026-10-01\nstart: 2026-12-01T18:00\nduration: 1h\n\
    repeat: {every: week, on: [tue], count: 3}\nalso: [2026-12-10]\n\
    change:\n  2026-12-08: {status: cancelled}\n  2026-12-15: {start: 2026-12-16T19:00}\n---\n";

#[test]
fn uids_and_stamps_come_from_the_content() {
    let events = one(&[("content/events/night.md", SERIES)]);
    let told: Vec<String> = events.iter().map(|event| format!("{} {}", event.uid, event.summary)).collect();
    let expected = [
        "events/night/2026-12-01@x.org Night",
        "events/night/2026-12-08@x.org Cancelled: Night",
        "events/night/x2026-12-10T18:00@x.org Night",
        "events/night/2026-12-15@x.org Night",
    ];
    assert_eq!(told, expected);
    assert_eq!(events[1].status, Status::Cancelled);
    assert!(events.iter().all(|event| event.stamp.to_string() == "2026-09-30T23:00:00Z"));
    let other =
        ("content/events/early.md", "---\ntitle: Early\nstart: 2026-11-30T18:00\nuid: early@old.example\n---\n");
    let with_other = one(&[("content/events/night.md", SERIES), other]);
    assert_eq!(with_other[1..], events);
    assert_eq!(
        (&*with_other[0].uid, with_other[0].stamp.to_string()),
        ("early@old.example", "2026-11-30T18:00:00Z".to_owned())
    );
}

#[test]
fn links_into_calls_for_registered_people_stay_hidden() {
    let text = "---\ntitle: A\nstart: 2026-12-01T18:00\nonline: {url: 'https://meet.example/a', after_registration: true}\n---\n";
    let shown = one(&[("content/events/a.md", &text.replace(", after_registration: true", ""))]);
    assert_eq!(
        (&*shown[0].location, shown[0].conference.as_deref()),
        ("https://meet.example/a", Some("https://meet.example/a"))
    );
    assert!(!file(one(&[("content/events/a.md", text)])).contains("meet.example"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn texts_come_back(text in r"(\PC|[\\;,:\n\u{5d0}\u{1f468}\u{200d}\u{301}€]){0,120}") {
        let text = text.replace(['\u{2028}', '\u{2029}'], "").trim().to_owned();
        let written = file(vec![event(&text)]);
        let unfolded = unfold(&written);
        let read = read_calendar(&unfolded).unwrap();
        let event = events(&read).next().unwrap();
        for name in ["SUMMARY", "DESCRIPTION", "LOCATION"] {
            prop_assert_eq!(&value(event, name).unwrap_or_default(), &text);
        }
        prop_assert_eq!(value(event, "STATUS").unwrap(), "CANCELLED");
    }

    #[test]
    fn lines_are_short_and_whole(text in r"(?s).{0,300}") {
        let bytes = file(vec![event(&text)]).into_bytes();
        prop_assert!(bytes.starts_with(b"BEGIN:VCALENDAR\r\n") && bytes.ends_with(b"END:VCALENDAR\r\n"));
        for line in bytes.strip_suffix(b"\r\n").unwrap().split(|byte| *byte == b'\n') {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            prop_assert!(line.len() <= 75);
            let line = std::str::from_utf8(line).unwrap();
            prop_assert!(!line.is_empty() && !line.contains(char::is_control));
        }
    }
}
