//! Schedules: instants, ends, departures from the rule.

use std::collections::{BTreeMap, BTreeSet};

use super::{at, dates, series, when, zone};
use crate::time::{Change, Ending, Length, Occurrence, Schedule, When};

fn all(schedule: &Schedule) -> Vec<Occurrence> {
    schedule.occurrences(jiff::Timestamp::MIN, jiff::Timestamp::MAX, 100)
}

fn shown(occurrence: &Occurrence) -> String {
    let end = occurrence.end.map(|end| end.to_string()).unwrap_or_default();
    format!("{}/{end} {}..{}", occurrence.start, occurrence.starts_at, occurrence.ends_at)
}

fn once(start: &str, end: Ending) -> String {
    shown(&Schedule::once(when(start), end, zone("Europe/Berlin")).first().unwrap())
}

#[test]
fn single_events() {
    let (open, two_hours) = (Ending::Open, Ending::After(Length::minutes(120)));
    let same = [
        ("2026-12-01T18:00", open, "2026-12-01T18:00/ 2026-12-01T17:00:00Z..2026-12-01T17:00:00Z"),
        ("2026-12-01T18:00", two_hours, "2026-12-01T18:00/2026-12-01T20:00 2026-12-01T17:00:00Z..2026-12-01T19:00:00Z"),
        ("2026-12-01", open, "2026-12-01/ 2026-11-30T23:00:00Z..2026-12-01T23:00:00Z"),
        (
            "2026-12-01",
            Ending::At(when("2026-12-03")),
            "2026-12-01/2026-12-03 2026-11-30T23:00:00Z..2026-12-03T23:00:00Z",
        ),
        (
            "2026-12-01",
            Ending::After(Length::days(3)),
            "2026-12-01/2026-12-03 2026-11-30T23:00:00Z..2026-12-03T23:00:00Z",
        ),
        // A day of 23 hours.
        ("2026-03-29", open, "2026-03-29/ 2026-03-28T23:00:00Z..2026-03-29T22:00:00Z"),
        // Hours follow the clock, days the calendar.
        ("2026-03-29T01:30", two_hours, "2026-03-29T01:30/2026-03-29T04:30 2026-03-29T00:30:00Z..2026-03-29T02:30:00Z"),
        (
            "2026-03-28T18:00",
            Ending::After(Length::days(1)),
            "2026-03-28T18:00/2026-03-29T18:00 2026-03-28T17:00:00Z..2026-03-29T16:00:00Z",
        ),
        // A skipped time counts on.
        ("2026-03-29T02:30", open, "2026-03-29T03:30/ 2026-03-29T01:30:00Z..2026-03-29T01:30:00Z"),
    ];
    for (start, end, line) in same {
        assert_eq!(once(start, end), line, "{start}");
    }
}

#[test]
fn a_series_keeps_its_wall_time() {
    let mut schedule = series("2026-03-26T22:00", "week count 2");
    schedule.end = Ending::At(when("2026-03-27T01:00"));
    let all: Vec<String> = all(&schedule).iter().map(shown).collect();
    assert_eq!(all[0], "2026-03-26T22:00/2026-03-27T01:00 2026-03-26T21:00:00Z..2026-03-27T00:00:00Z");
    assert_eq!(all[1], "2026-04-02T22:00/2026-04-03T01:00 2026-04-02T20:00:00Z..2026-04-02T23:00:00Z");
}

#[test]
fn skipped_added_and_changed_dates() {
    let mut schedule = series("2026-03-05T18:30", "week thu count 5");
    schedule.end = Ending::After(Length::minutes(60));
    schedule.skip = BTreeSet::from([when("2026-03-12")]);
    schedule.also = vec![when("2026-03-12T20:00"), when("2026-04-10"), when("2026-03-19")];
    let moved = Change { start: Some(when("2026-03-01T10:00")), ..Change::default() };
    let off = Change { cancelled: true, ..Change::default() };
    schedule.change = BTreeMap::from([(when("2026-03-26"), moved), (when("2026-04-02T18:30"), off)]);
    let all = all(&schedule);
    let starts: Vec<String> = all.iter().map(|o| o.start.to_string()).collect();
    assert_eq!(
        starts,
        [
            "2026-03-01T10:00",
            "2026-03-05T18:30",
            "2026-03-12T20:00",
            "2026-03-19T18:30",
            "2026-04-02T18:30",
            "2026-04-10T18:30"
        ]
    );
    assert_eq!((all[0].original, all[0].changed), (when("2026-03-26T18:30"), true));
    assert_eq!(all[0].end, Some(when("2026-03-01T11:00")));
    assert_eq!((all[2].extra, all[3].extra, all[5].extra), (true, false, true));
    assert!(all[4].cancelled);
    // A moved date is found where it is, not where it was.
    let march_first = schedule.occurrences(at("2026-03-01T00:00:00Z"), at("2026-03-02T00:00:00Z"), 9);
    assert_eq!(march_first.len(), 1);
    assert!(schedule.occurrences(at("2026-03-26T00:00:00Z"), at("2026-03-27T00:00:00Z"), 9).is_empty());
    assert_eq!(schedule.last_end(), Some(at("2026-04-10T17:30:00Z")));
    assert_eq!(schedule.first().unwrap().start, when("2026-03-01T10:00"));
    assert_eq!(schedule.next_after(at("2026-03-27T00:00:00Z")).unwrap().start, when("2026-04-10T18:30"));
    assert_eq!(schedule.next_after(at("2027-01-01T00:00:00Z")), None);
}

#[test]
fn what_still_runs_is_part_of_a_window() {
    let mut schedule = series("2026-01-05", "month/2 count 3");
    schedule.end = Ending::At(when("2026-02-10"));
    let running = schedule.occurrences(at("2026-02-10T12:00:00Z"), at("2026-02-12T00:00:00Z"), 9);
    assert_eq!(running.iter().map(|o| o.original).collect::<Vec<_>>(), [when("2026-01-05")]);
    assert!(schedule.occurrences(at("2026-02-10T23:00:00Z"), at("2026-02-12T00:00:00Z"), 9).is_empty());
}

#[test]
fn extra_dates_without_a_rule() {
    let mut schedule = Schedule::once(when("2026-01-05T18:00"), Ending::Open, zone("UTC"));
    schedule.also = vec![when("2026-01-09")];
    assert_eq!(dates(&schedule, 9), ["2026-01-05", "2026-01-09"]);
    assert!(schedule.check().is_empty());
}

#[test]
fn endless_series_are_cheap_and_far() {
    let schedule = series("1990-01-01T18:00", "day");
    assert_eq!(schedule.last_end(), None);
    assert_eq!(schedule.next_after(at("2026-05-01T00:00:00Z")).unwrap().start, when("2026-05-01T18:00"));
    assert_eq!(schedule.occurrences(at("2026-05-01T00:00:00Z"), jiff::Timestamp::MAX, 500).len(), 500);
    assert_eq!(schedule.next_after(at("9999-12-30T20:00:00Z")), None);
}

#[test]
fn a_skipped_first_date() {
    let mut schedule = series("2026-03-05T18:30", "week thu count 3");
    schedule.skip = BTreeSet::from([when("2026-03-05T18:30")]);
    assert_eq!(schedule.first().unwrap().start, when("2026-03-12T18:30"));
    assert_eq!(schedule.original(&when("2026-03-05")), Some(when("2026-03-05T18:30")));
    assert_eq!(schedule.original(&When::Day(when("2026-03-06").date())), None);
}

#[test]
fn until_with_a_time() {
    assert_eq!(dates(&series("2026-03-05T18:30", "week until 2026-03-19T18:30"), 9).len(), 3);
    assert_eq!(dates(&series("2026-03-05T18:30", "week until 2026-03-19T18:00"), 9).len(), 2);
    assert_eq!(dates(&series("2026-03-05", "week until 2026-03-19T18:00"), 9).len(), 3);
}
