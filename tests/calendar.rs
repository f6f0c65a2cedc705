//! iCalendar and JSCalendar files for themselves: the form, and texts that come back from an independent parser as they went in.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

#[path = "calendar/read.rs"]
mod read;

use icalendar::parser::{read_calendar, unfold};
use jiff::Timestamp;
use jiff::civil::date;
use lyceum::calendar::{Calendar, Clocks, Conference, Event, Geo, Moment, Related, Series, Status, Times};
use lyceum::time::Zone;
use proptest::prelude::*;

fn event(text: &str) -> Event {
    let start = Timestamp::from_second(1_796_322_600).unwrap();
    Event {
        uid: "events/night@x.org".into(),
        sequence: Some(2),
        stamp: start,
        times: Times::Instants { start, end: Some(Timestamp::from_second(1_796_329_800).unwrap()) },
        series: None,
        instead_of: None,
        related: None,
        summary: text.into(),
        description: text.into(),
        location: text.into(),
        geo: Some(Geo { lat: "41.15".into(), lon: "-8.61".into() }),
        url: Some("https://x.org/events/night/?a=b;c,d".into()),
        conference: Some(Conference { url: "https://meet.example/a".into(), label: "Room \"A\": come, all".into() }),
        image: Some("https://x.org/a.jpg".into()),
        attachments: vec!["https://x.org/slides.pdf".into()],
        categories: vec!["A, B".into(), "C".into()],
        status: Status::Cancelled,
    }
}

/// A day of few words.
fn day() -> Event {
    let times = Times::Days { first: date(2026, 12, 3), after: date(2026, 12, 5) };
    Event {
        times,
        sequence: None,
        description: "".into(),
        location: "".into(),
        geo: None,
        url: None,
        conference: None,
        image: None,
        attachments: vec![],
        categories: vec![],
        status: Status::Confirmed,
        ..event("B")
    }
}

fn calendar(events: Vec<Event>) -> Calendar {
    Calendar { name: "Hub".into(), events: events.into_iter().map(Into::into).collect(), ..Calendar::default() }
}

fn file(events: Vec<Event>) -> String {
    String::from_utf8(calendar(events).to_ics(&Clocks::default())).unwrap()
}

#[test]
fn a_whole_file() {
    let calendar = Calendar {
        name: "Hub, and more".into(),
        description: "All; of it".into(),
        url: Some("https://x.org/".into()),
        source: Some("https://x.org/calendar.ics".into()),
        color: Some("teal".into()),
        events: vec![event("A").into(), day().into()],
    };
    let expected = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Lyceum//Lyceum//EN\nCALSCALE:GREGORIAN\nMETHOD:PUBLISH\n\
        NAME:Hub\\, and more\nX-WR-CALNAME:Hub\\, and more\nDESCRIPTION:All\\; of it\nX-WR-CALDESC:All\\; of it\n\
        URL:https://x.org/\nSOURCE;VALUE=URI:https://x.org/calendar.ics\nCOLOR:teal\n\
        REFRESH-INTERVAL;VALUE=DURATION:PT12H\nX-PUBLISHED-TTL:PT12H\n\
        BEGIN:VEVENT\nUID:events/night@x.org\nDTSTAMP:20261203T183000Z\nLAST-MODIFIED:20261203T183000Z\nSEQUENCE:2\n\
        DTSTART:20261203T183000Z\nDTEND:20261203T203000Z\n\
        SUMMARY:A\nDESCRIPTION:A\\n\\nhttps://x.org/events/night/?a=b\\;c\\,d\nLOCATION:A\nGEO:41.15;-8.61\n\
        CONFERENCE;VALUE=URI;LABEL=\"Room A: come, all\":https://meet.example/a\nCATEGORIES:A\\, B,C\nSTATUS:CANCELLED\n\
        URL:https://x.org/events/night/?a=b;c,d\nIMAGE;VALUE=URI;DISPLAY=BADGE:https://x.org/a.jpg\n\
        ATTACH:https://x.org/slides.pdf\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:events/night@x.org\nDTSTAMP:20261203T183000Z\nLAST-MODIFIED:20261203T183000Z\n\
        DTSTART;VALUE=DATE:20261203\nDTEND;VALUE=DATE:20261205\nSUMMARY:B\nSTATUS:CONFIRMED\nEND:VEVENT\nEND:VCALENDAR\n";
    assert_eq!(String::from_utf8(calendar.to_ics(&Clocks::default())).unwrap(), expected.replace('\n', "\r\n"));
}

/// A weekly evening in Lisbon, with a date that falls out and one that is told for itself.
fn series() -> Vec<Event> {
    let zone = Zone::parse("Europe/Lisbon").unwrap();
    let at = |day: i8, hour: i8| date(2026, 12, day).at(hour, 30, 0, 0);
    let zoned = |day, hour| Times::Zoned { start: at(day, hour), end: Some(at(day, hour + 1)), zone: zone.clone() };
    let local = |day| Moment::Local(at(day, 18), zone.clone());
    let series = Series { rule: "FREQ=WEEKLY;COUNT=4".into(), except: vec![local(15)] };
    let whole = Event { times: zoned(1, 18), series: Some(series), ..day() };
    let changed = Event { times: zoned(9, 20), instead_of: Some(local(8)), ..day() };
    let related = Some(Related::Sibling(whole.uid.clone()));
    let extra = Event { uid: "events/night-x2026-12-03@x.org".into(), times: zoned(3, 18), related, ..day() };
    vec![whole, changed, extra]
}

#[test]
fn a_series_names_its_zone_and_tells_what_that_is() {
    let text = file(series());
    let lines: Vec<&str> = text.lines().collect();
    for line in [
        "DTSTART;TZID=Europe/Lisbon:20261201T183000",
        "DTEND;TZID=Europe/Lisbon:20261201T193000",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=Europe/Lisbon:20261215T183000",
        "RECURRENCE-ID;TZID=Europe/Lisbon:20261208T183000",
        "RELATED-TO;RELTYPE=SIBLING:events/night@x.org",
    ] {
        assert_eq!(lines.iter().filter(|other| **other == line).count(), 1, "{line}");
    }
    assert_eq!(lines.iter().filter(|line| **line == "TZID:Europe/Lisbon").count(), 1);
    let place = |line| lines.iter().position(|other| *other == line).unwrap();
    assert!(place("END:VTIMEZONE") < place("BEGIN:VEVENT"));
    let events = read::events(&text);
    let starts: Vec<String> =
        read::dates(&events, Timestamp::MAX).iter().map(|(start, _)| start.at.to_string()).collect();
    let expected = ["2026-12-01T18:30:00Z", "2026-12-03T18:30:00Z", "2026-12-09T20:30:00Z", "2026-12-22T18:30:00Z"];
    assert_eq!(starts, expected);
}

#[test]
fn jscalendar_has_exceptions_and_additional_dates_as_overrides() {
    let calendar = calendar(series());
    let read: serde_json::Value = serde_json::from_slice(&calendar.to_jscalendar()).unwrap();
    assert_eq!((&read["@type"], read["entries"].as_array().unwrap().len()), (&"Group".into(), 1));
    let expected = serde_json::json!({
        "@type": "Event", "uid": "events/night@x.org", "updated": "2026-12-03T18:30:00Z", "sequence": 0,
        "start": "2026-12-01T18:30:00", "timeZone": "Europe/Lisbon", "duration": "PT1H",
        "title": "B", "status": "confirmed",
        "recurrenceRules": [{"@type": "RecurrenceRule", "frequency": "weekly", "count": 4}],
        "recurrenceOverrides": {
            "2026-12-03T18:30:00": {},
            "2026-12-08T18:30:00": {"start": "2026-12-09T20:30:00"},
            "2026-12-15T18:30:00": {"excluded": true},
        },
    });
    assert_eq!(read["entries"][0], expected);
}

#[test]
fn jscalendar_says_days_rules_and_places() {
    let rule = "FREQ=MONTHLY;INTERVAL=2;BYMONTH=3,9;BYDAY=-1SU,MO;BYSETPOS=-1;UNTIL=20270101";
    let series = Some(Series { rule: rule.into(), except: vec![Moment::Day(date(2026, 12, 4))] });
    let calendar = calendar(vec![Event { series, ..day() }, event("A")]);
    let read: serde_json::Value = serde_json::from_slice(&calendar.to_jscalendar()).unwrap();
    let (day, timed) = (&read["entries"][0], &read["entries"][1]);
    assert_eq!(
        day["recurrenceRules"],
        serde_json::json!([{
            "@type": "RecurrenceRule", "frequency": "monthly", "interval": 2, "byMonth": ["3", "9"],
            "byDay": [{"@type": "NDay", "day": "su", "nthOfPeriod": -1}, {"@type": "NDay", "day": "mo"}],
            "bySetPosition": [-1], "until": "2027-01-01T00:00:00",
        }])
    );
    assert_eq!(day["recurrenceOverrides"], serde_json::json!({"2026-12-04T00:00:00": {"excluded": true}}));
    assert_eq!((&day["start"], &day["duration"]), (&"2026-12-03T00:00:00".into(), &"P2D".into()));
    assert_eq!((&day["showWithoutTime"], day.get("timeZone")), (&true.into(), None));
    assert_eq!((&timed["start"], &timed["timeZone"]), (&"2026-12-03T18:30:00".into(), &"Etc/UTC".into()));
    assert_eq!((&timed["status"], &timed["sequence"]), (&"cancelled".into(), &2.into()));
    assert_eq!(timed["keywords"], serde_json::json!({"A, B": true, "C": true}));
    assert_eq!(timed["locations"]["place"]["coordinates"], "geo:41.15,-8.61");
    assert_eq!(timed["virtualLocations"]["call"]["uri"], "https://meet.example/a");
    assert_eq!(timed["links"]["page"]["href"], "https://x.org/events/night/?a=b;c,d");
}

#[test]
fn all_forms_of_a_new_line_are_one() {
    let text = "a\r\nb\rc\nd\u{2028}e\u{85}f";
    let events = read::events(&file(vec![event(text)]));
    assert_eq!(events[0].get("SUMMARY"), "a\nb\nc\nd\ne\nf");
}

/// What calcard, which knows nothing of icalendar, takes for the text of a property.
fn by_calcard(written: &str, name: &calcard::icalendar::ICalendarProperty) -> String {
    let calendar = calcard::icalendar::ICalendar::parse(written).unwrap();
    let events =
        calendar.components.iter().filter(|c| c.component_type == calcard::icalendar::ICalendarComponentType::VEvent);
    let entry = events.flat_map(|event| &event.entries).find(|entry| entry.name == *name);
    entry.and_then(|entry| entry.values.first()?.as_text().map(str::to_owned)).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn texts_come_back(text in r"(\PC|[\\;,:\n\u{5d0}\u{1f468}\u{200d}\u{301}€]){0,120}") {
        let text = text.replace(['\u{2028}', '\u{2029}'], "").trim().to_owned();
        let written = file(vec![Event { url: None, ..event(&text) }]);
        let unfolded = unfold(&written);
        prop_assert!(read_calendar(&unfolded).is_ok());
        let event = read::events(&written).remove(0);
        for name in ["SUMMARY", "DESCRIPTION", "LOCATION"] {
            prop_assert_eq!(event.get(name), &text);
        }
        prop_assert_eq!(event.get("STATUS"), "CANCELLED");
        prop_assert_eq!(by_calcard(&written, &calcard::icalendar::ICalendarProperty::Summary), text);
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
