//! VTIMEZONE components, expanded anew by others' code and compared with the zone database at every change of every zone.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::collections::BTreeMap;

use calcard::icalendar::{ICalendar, ICalendarComponentType};
use jiff::civil::{DateTime, date};
use jiff::{SignedDuration, Timestamp, ToSpan};
use lyceum::calendar::vtimezone;
use lyceum::time::Zone;

const STARTS: [&str; 5] = [
    "1850-06-01T00:00:00Z",
    "1985-01-01T12:00:00Z",
    "2000-01-01T00:00:00Z",
    "2015-07-01T00:00:00Z",
    "2026-11-22T12:00:00Z",
];

/// Behind the last date of its own that a zone has, by some rounds of the calendar's years.
const LAST: &str = "2160-01-01T00:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn component(zone: &str, from: Timestamp) -> String {
    String::from_utf8(vtimezone(&Zone::parse(zone).unwrap(), from)).unwrap()
}

/// From when on clocks show what.
#[derive(Debug)]
struct Onset {
    instant: Timestamp,
    offset: i64,
    name: String,
}

/// The dates of rules that were expanded already: most zones share theirs.
type Expanded = BTreeMap<String, Vec<DateTime>>;

/// All onsets of a component, sorted.
fn onsets(component: &str, expanded: &mut Expanded) -> Vec<Onset> {
    let text = component.replace("\r\n ", "");
    let mut all = Vec::new();
    for part in text.split("BEGIN:").skip(2) {
        let lines: Vec<(&str, &str)> = part.lines().filter_map(|line| line.split_once(':')).collect();
        let values =
            |name: &str| -> Vec<&str> { lines.iter().filter(|(key, _)| *key == name).map(|line| line.1).collect() };
        let value = |name| values(name)[0];
        let start: DateTime = value("DTSTART").parse().unwrap();
        let mut walls: Vec<DateTime> = values("RDATE").iter().map(|date| date.parse().unwrap()).collect();
        // Ical.js passes over DTSTART where there are other dates.
        assert!(walls.is_empty() || walls[0] == start, "DTSTART is no RDATE\n{component}");
        match values("RRULE").first() {
            Some(rule) => walls.extend(expand(value("DTSTART"), rule, expanded)),
            None if walls.is_empty() => walls.push(start),
            None => {}
        }
        let (from, offset, name) = (seconds(value("TZOFFSETFROM")), seconds(value("TZOFFSETTO")), value("TZNAME"));
        let instant =
            |wall: DateTime| jiff::tz::TimeZone::UTC.to_timestamp(wall).unwrap() - SignedDuration::from_secs(from);
        all.extend(walls.into_iter().map(|wall| Onset { instant: instant(wall), offset, name: name.to_owned() }));
    }
    all.sort_by_key(|onset| onset.instant);
    all
}

fn expand(start: &str, rule: &str, expanded: &mut Expanded) -> Vec<DateTime> {
    let text = format!("DTSTART:{start}Z\nRRULE:{rule}");
    let made = expanded.entry(text.clone()).or_insert_with(|| {
        let set: rrule::RRuleSet = text.parse().unwrap();
        let dates = set.all(400).dates.into_iter();
        dates.map(|date| date.format("%Y%m%dT%H%M%S").to_string().parse().unwrap()).collect()
    });
    assert_eq!(made[0], start.parse().unwrap(), "the start is not on its rule: {text}");
    made.clone()
}

fn seconds(offset: &str) -> i64 {
    let digits = |range: std::ops::Range<usize>| offset.get(range).map_or(0, |digits| digits.parse::<i64>().unwrap());
    let size = digits(1..3) * 3_600 + digits(3..5) * 60 + digits(5..7);
    if offset.starts_with('-') { -size } else { size }
}

/// The moments at which a component is compared: around every change, and each month.
fn moments(zone: &Zone, from: Timestamp) -> Vec<Timestamp> {
    let changes = zone.rules().following(from).map(|change| change.timestamp()).take_while(|change| *change < at(LAST));
    let around = changes.flat_map(|change| [change - SignedDuration::from_secs(1), change]);
    let month = |n: i32| jiff::tz::TimeZone::UTC.to_timestamp(date(2000, 1, 1).at(12, 0, 0, 0) + n.months()).unwrap();
    [from].into_iter().chain(around).chain((0..45 * 12).map(month)).filter(|at| *at >= from).collect()
}

#[test]
fn every_zone_shows_what_the_database_says() {
    let (mut expanded, mut wrong, mut compared) = (Expanded::new(), Vec::new(), 0);
    let names = Zone::names();
    for name in &names {
        let zone = Zone::parse(name).unwrap();
        for start in STARTS {
            let onsets = onsets(&component(name, at(start)), &mut expanded);
            for moment in moments(&zone, at(start)) {
                let info = zone.rules().to_offset_info(moment);
                let expected = (i64::from(info.offset().seconds()), info.abbreviation());
                let found = onsets[..onsets.partition_point(|onset| onset.instant <= moment)].last();
                compared += 1;
                if found.map(|onset| (onset.offset, onset.name.as_str())) != Some(expected) {
                    wrong.push(format!("{name} from {start} at {moment}: {found:?}, not {expected:?}"));
                }
            }
        }
    }
    assert!(names.len() > 590 && compared > 1_000_000, "{} zones, {compared} moments", names.len());
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

#[test]
fn a_start_outside_the_years_of_a_file_does_no_harm() {
    for zone in ["Europe/Berlin", "Africa/Cairo", "UTC"] {
        for from in [Timestamp::MIN, Timestamp::MAX, at("2100-12-31T00:00:00Z"), at("9990-01-01T00:00:00Z")] {
            let onsets = onsets(&component(zone, from), &mut Expanded::new());
            assert!(onsets[0].instant <= from.max(at("0001-01-02T00:00:00Z")), "{zone} {from}");
        }
    }
}

/// Daylight saving time in a few words: sub-component, name, offsets, start, and the rule or the number of dates.
fn told(zone: &str, from: &str) -> Vec<String> {
    let text = component(zone, at(from)).replace("\r\n ", "");
    let told = |part: &str| {
        let lines: Vec<&str> = part.lines().collect();
        let value = |name: &str| lines.iter().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
        let dates = lines.iter().filter(|line| line.starts_with("RDATE:")).count();
        let when = value("RRULE:FREQ=YEARLY;").unwrap_or_else(|| format!("{dates} dates"));
        let [name, from, to, start] =
            ["TZNAME:", "TZOFFSETFROM:", "TZOFFSETTO:", "DTSTART:"].map(|name| value(name).unwrap());
        format!("{} {name} {from} {to} {start} {when}", lines[0])
    };
    text.split("BEGIN:").skip(2).map(told).collect()
}

#[test]
fn running_rules_are_told_as_rules() {
    let now = "2026-11-22T12:00:00Z";
    assert_eq!(
        told("Europe/Berlin", now),
        [
            "STANDARD CET +0200 +0100 20261025T030000 BYMONTH=10;BYDAY=-1SU",
            "DAYLIGHT CEST +0100 +0200 20270328T020000 BYMONTH=3;BYDAY=-1SU",
        ]
    );
    assert_eq!(
        told("America/New_York", now),
        [
            "STANDARD EST -0400 -0500 20261101T020000 BYMONTH=11;BYDAY=1SU",
            "DAYLIGHT EDT -0500 -0400 20270314T020000 BYMONTH=3;BYDAY=2SU",
        ]
    );
    assert_eq!(
        told("Australia/Lord_Howe", now),
        [
            "DAYLIGHT +11 +1030 +1100 20261004T020000 BYMONTH=10;BYDAY=1SU",
            "STANDARD +1030 +1100 +1030 20270404T020000 BYMONTH=4;BYDAY=1SU",
        ]
    );
    // The day before the last Sunday, and the Friday before it.
    assert_eq!(
        told("America/Nuuk", now)[1],
        "DAYLIGHT -01 -0200 -0100 20270327T230000 BYMONTH=3;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30"
    );
    assert_eq!(
        told("Asia/Jerusalem", now)[1],
        "DAYLIGHT IDT +0200 +0300 20270326T020000 BYMONTH=3;BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29"
    );
    // After the last Thursday of October is sometimes November.
    let cairo = told("Africa/Cairo", now);
    assert_eq!(cairo[0], "STANDARD EET +0300 +0200 20261030T000000 BYMONTH=10;BYDAY=FR;BYMONTHDAY=26,27,28,29,30,31");
    assert_eq!(cairo[2], "STANDARD EET +0300 +0200 20301101T000000 BYMONTH=11;BYDAY=FR;BYMONTHDAY=1");
    assert_eq!(cairo.len(), 3);
}

#[test]
fn what_has_no_rule_is_told_by_its_dates() {
    assert_eq!(told("UTC", "2026-11-22T12:00:00Z"), ["STANDARD UTC +0000 +0000 19700101T000000 0 dates"]);
    assert_eq!(told("UTC", "1960-02-03T04:05:06Z"), ["STANDARD UTC +0000 +0000 19600203T040506 0 dates"]);
    assert_eq!(told("Asia/Tokyo", "2026-11-22T12:00:00Z"), ["STANDARD JST +1000 +0900 19510909T010000 0 dates"]);
    // The rule of 1987 until 2006, then that of today.
    assert_eq!(
        told("America/New_York", "2000-07-01T00:00:00Z"),
        [
            "DAYLIGHT EDT -0500 -0400 20000402T020000 7 dates",
            "STANDARD EST -0400 -0500 20001029T020000 7 dates",
            "DAYLIGHT EDT -0500 -0400 20070311T020000 BYMONTH=3;BYDAY=2SU",
            "STANDARD EST -0400 -0500 20071104T020000 BYMONTH=11;BYDAY=1SU",
        ]
    );
    // Local mean time has seconds.
    let old = told("America/New_York", "1850-06-01T00:00:00Z");
    assert_eq!(old[0], "STANDARD LMT -045602 -045602 18500531T190358 0 dates");
    assert_eq!(old[1], "STANDARD EST -045602 -0500 18831118T120358 0 dates");
}

#[test]
fn another_reader_understands_it() {
    for name in Zone::names() {
        let component = component(&name, at("2000-01-01T00:00:00Z"));
        let file = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{component}END:VCALENDAR\r\n");
        let read = ICalendar::parse(&file).unwrap_or_else(|entry| panic!("{name}: {entry:?}"));
        let count = |kind| read.components.iter().filter(|component| component.component_type == kind).count();
        assert_eq!(count(ICalendarComponentType::VTimezone), 1, "{name}");
        let parts = component.matches("BEGIN:").count() - 1;
        let (standard, daylight) = (ICalendarComponentType::Standard, ICalendarComponentType::Daylight);
        assert_eq!(count(standard) + count(daylight), parts, "{name}");
        // It finds the place of most names by itself; where it does not, the component must tell.
        assert!(read.build_tz_resolver().resolve(&name).is_some(), "{name}");
    }
}
