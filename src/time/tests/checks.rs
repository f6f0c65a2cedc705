//! Checks of whole schedules: every problem with its exact text.

use std::collections::{BTreeMap, BTreeSet};

use super::{series, when, zone};
use crate::diag::{Code, codes};
use crate::time::{Change, Ending, Length, Part, Schedule};

/// The only problem of a schedule.
fn only(schedule: &Schedule) -> (Part, &'static Code, String, String) {
    let mut found = schedule.check();
    assert_eq!(found.len(), 1, "{found:?}");
    let (part, wrong) = found.remove(0);
    (part, wrong.code, wrong.message, wrong.help.unwrap())
}

fn once(start: &str, end: Ending) -> Schedule {
    Schedule::once(when(start), end, zone("Europe/Berlin"))
}

fn end(start: &str, end: &str) -> (Part, &'static Code, String, String) {
    only(&once(start, Ending::At(when(end))))
}

#[test]
fn good_schedules() {
    let good = [
        once("2026-12-01T18:00", Ending::Open),
        once("2026-12-01", Ending::At(when("2026-12-01"))),
        once("2026-12-01T18:00", Ending::At(when("2026-12-02T01:00"))),
        series("2026-02-17T14:00", "month 3rd tue until 2026-12-31"),
        series("2026-03-12T18:30", "week thu until 2026-03-12"),
        series("2026-01-28", "month count 9"),
        series("2026-01-31", "month last day count 9"),
        Schedule { open_hour: true, ..once("2026-12-01", Ending::After(Length::minutes(90))) },
    ];
    for schedule in good {
        assert_eq!(schedule.check(), []);
    }
}

#[test]
fn ends() {
    let (part, code, message, help) = end("2026-12-01T18:00", "2026-12-01T01:00");
    assert_eq!((part, code), (Part::End, &codes::END_BEFORE_START));
    assert_eq!(message, "The end (2026-12-01T01:00) is before the start (2026-12-01T18:00).");
    assert_eq!(help, "write `end: 2026-12-02T01:00` if it ends on the next day");
    assert_eq!(end("2022-11-07", "2021-11-11").3, "write `end: 2022-11-11` if the year is wrong");
    assert_eq!(end("2026-12-30", "2026-01-02").3, "write `end: 2027-01-02` if the year is wrong");
    assert_eq!(end("2026-12-01T18:00", "2026-12-01T18:00").2, "The end is the same as the start.");
    let (part, code, _, help) = end("2026-05-09", "2026-05-09T17:00");
    assert_eq!((part, code), (Part::End, &codes::DAY_AND_TIME));
    assert_eq!(
        help,
        "write `end: 2026-05-09` for whole days, or give the start a time such as `start: 2026-05-09T09:00`"
    );
    let (_, code, _, help) = end("2026-05-09T17:00", "2026-05-09");
    assert_eq!((code, help.as_str()), (&codes::DAY_AND_TIME, "write its time too, such as `end: 2026-05-09T19:00`"));
    let hours = only(&once("2026-05-09", Ending::After(Length::minutes(90))));
    assert_eq!((hours.0, hours.1), (Part::Duration, &codes::DAY_AND_TIME));
    let tba = only(&Schedule { open_hour: true, ..once("2026-12-01T18:00", Ending::Open) });
    assert_eq!((tba.0, tba.3.as_str()), (Part::Hour, "write `start: 2026-12-01`, or take `time: tba` out"));
}

#[test]
fn clocks() {
    let (part, code, message, help) = only(&once("2026-03-29T02:30", Ending::Open));
    assert_eq!((part, code), (Part::Start, &codes::TIME_GAP));
    assert_eq!(message, "On 29 March 2026 there is no 02:30 in Europe/Berlin: the clocks go from 02:00 to 03:00.");
    assert_eq!(help, "write `start: 2026-03-29T01:30` or `start: 2026-03-29T03:30`");
    let (part, code, message, help) = only(&once("2026-10-25T02:30", Ending::Open));
    assert_eq!((part, code), (Part::Start, &codes::TIME_FOLD));
    assert_eq!(message, "On 25 October 2026 it is 02:30 twice in Europe/Berlin: the first one is meant.");
    assert_eq!(help, "write `start: 2026-10-25T01:30` with `timezone: UTC` if the second one is meant");
    // The first moment of the gap, and a gap of half an hour.
    assert_eq!(only(&once("2026-03-29T02:00", Ending::Open)).1, &codes::TIME_GAP);
    let howe = Schedule::once(when("2026-10-04T02:10"), Ending::Open, zone("Australia/Lord_Howe"));
    assert_eq!(only(&howe).3, "write `start: 2026-10-04T01:40` or `start: 2026-10-04T02:40`");
    let mut also = once("2026-03-05T02:30", Ending::Open);
    also.also = vec![when("2026-03-29")];
    assert_eq!(only(&also).0, Part::Also(when("2026-03-29")));
}

#[test]
fn rules() {
    let (part, code, message, help) = only(&series("2026-02-16T14:00", "month 3rd tue until 2026-12-31"));
    assert_eq!((part, code), (Part::Start, &codes::START_OFF_RULE));
    assert_eq!(
        message,
        "The start, Monday 16 February 2026, is not on its own rule (`3rd tue`): the first date is Tuesday 17 February 2026."
    );
    assert_eq!(help, "write `start: 2026-02-17T14:00`");
    let (part, code, message, help) = only(&series("2026-05-07T12:00", "week thu until 2026-04-30"));
    assert_eq!((part, code), (Part::Until, &codes::UNTIL_BEFORE_START));
    assert_eq!(message, "The series ends (2026-04-30) before it starts (2026-05-07T12:00).");
    assert_eq!(help, "write the last date after the start, such as `until: 2026-12-31`");
    let (part, code, message, _) = only(&series("2026-02-27T18:00", "year 30 until 2036-01-01"));
    assert_eq!((part, code), (Part::On, &codes::RULE_NEVER));
    assert_eq!(message, "The rule never comes true: no year has such a day (`30`).");
    let (part, code, _, help) = only(&series("2026-03-26T21:00", "week thu"));
    assert_eq!((part, code), (Part::Repeat, &codes::NO_END));
    assert_eq!(help, "write `until: 2027-12-31` or `count: 10` under `repeat`, if it is to end");
    let mut zero = series("2026-03-12T18:30", "week thu count 8");
    zero.rule.as_mut().unwrap().interval = 0;
    let (part, code, message, _) = only(&zero);
    assert_eq!(
        (part, code, message.as_str()),
        (Part::Interval, &codes::BAD_RULE, "An interval of 0 weeks never moves on.")
    );
    assert_eq!(only(&series("2026-03-12", "week thu count 0")).0, Part::Count);
    assert_eq!(only(&series("2026-03-12", "week thu count 99999")).0, Part::Count);
    assert_eq!(only(&series("2026-03-12", "week 1st thu count 9")).0, Part::On);
}

#[test]
fn month_ends() {
    for (start, rule, days) in [
        ("2026-01-31", "month count 9", "on: [last day]"),
        ("2026-01-30", "month 30 count 9", "on: [last day]"),
        ("2024-02-29", "year count 9", "on: [last day of february]"),
        ("2026-01-29", "month 5th thu count 9", "on: [last thu]"),
    ] {
        let (part, code, _, help) = only(&series(start, rule));
        assert_eq!((part, code), (Part::On, &codes::MONTH_END), "{rule}");
        assert!(help.contains(days), "{help}");
    }
    for (start, rule) in [("2026-01-31", "month 31, january, march count 9"), ("2026-01-31", "year count 9")] {
        assert_eq!(series(start, rule).check(), []);
    }
}

#[test]
fn keys_that_miss() {
    let mut schedule = series("2026-03-12T18:30", "week thu until 2026-07-30");
    schedule.skip = BTreeSet::from([when("2026-04-03"), when("2026-04-09"), when("2026-04-16T18:30")]);
    schedule.change = BTreeMap::from([(when("2026-05-15"), Change { cancelled: true, ..Change::default() })]);
    let found = schedule.check();
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].0, found[0].1.code), (Part::Skip(when("2026-04-03")), &codes::NO_OCCURRENCE));
    assert_eq!(found[0].1.message, "2026-04-03 is no date of this series.");
    assert_eq!(found[0].1.help.as_deref(), Some("write `2026-04-02`: the nearest date is Thursday 2 April 2026"));
    assert_eq!(found[1].0, Part::Change(when("2026-05-15")));
    assert_eq!(found[1].1.help.as_deref(), Some("write `2026-05-14`: the nearest date is Thursday 14 May 2026"));
    schedule.skip = BTreeSet::from([when("2029-01-01")]);
    schedule.change = BTreeMap::new();
    assert_eq!(only(&schedule).3, "write `2026-07-30`: the nearest date is Thursday 30 July 2026");
    schedule.skip = BTreeSet::from([when("2026-04-09T19:00")]);
    assert_eq!(only(&schedule).3, "write `2026-04-09T18:30`: the nearest date is Thursday 9 April 2026");
}

#[test]
fn fields_that_need_a_rule() {
    let mut schedule = once("2026-03-12T18:30", Ending::Open);
    schedule.skip = BTreeSet::from([when("2026-03-12")]);
    schedule.change = BTreeMap::from([(when("2026-03-12"), Change::default())]);
    let found = schedule.check();
    assert_eq!(found.iter().map(|(_, wrong)| wrong.code).collect::<Vec<_>>(), [&codes::WITHOUT_REPEAT; 2]);
    assert_eq!(found[0].1.help.as_deref(), Some("add a rule such as `repeat: {every: week}`, or take `skip` out"));
}

#[test]
fn changes_and_additions() {
    let mut schedule = series("2026-03-12T18:30", "week thu until 2026-07-30");
    let early = Change { end: Some(Ending::At(when("2026-03-19T17:00"))), ..Change::default() };
    schedule.change = BTreeMap::from([(when("2026-03-19"), early)]);
    assert_eq!((only(&schedule).0, only(&schedule).1), (Part::Change(when("2026-03-19")), &codes::END_BEFORE_START));
    let mut days = series("2026-03-12", "week thu until 2026-07-30");
    days.also = vec![when("2026-03-20T18:00")];
    assert_eq!(
        only(&days),
        (
            Part::Also(when("2026-03-20T18:00")),
            &codes::DAY_AND_TIME,
            "2026-03-20T18:00 has a time, but the start has none.".to_owned(),
            "write `2026-03-20`".to_owned()
        )
    );
    // A change may name a date of `also`.
    let mut extra = series("2026-03-12T18:30", "week thu until 2026-07-30");
    extra.also = vec![when("2026-03-20")];
    extra.change = BTreeMap::from([(when("2026-03-20"), Change { cancelled: true, ..Change::default() })]);
    assert_eq!(extra.check(), []);
    assert!(extra.occurrences(jiff::Timestamp::MIN, jiff::Timestamp::MAX, 9).iter().any(|o| o.extra && o.cancelled));
}
