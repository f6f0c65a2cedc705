//! Random series, expanded by us and by two others, and what must hold for all of them.

#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;

use calcard::common::timezone::Tz;
use calcard::icalendar::ICalendar;
use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Timestamp};
use lyceum::time::words::WEEK;
use lyceum::time::{Ending, Ends, Every, On, Pick, Rule, Schedule, When, Zone};
use proptest::prelude::*;

/// So many dates of a series are compared.
const MOST: usize = 40;

/// Zones whose rules have not changed for long: everybody's database has the same.
const ZONES: [&str; 10] = [
    "UTC",
    "Europe/Berlin",
    "Europe/Lisbon",
    "America/New_York",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Honolulu",
];

/// Until then everybody's database has the changes of clocks; behind it some have none.
const KNOWN: &str = "2037-01-01T00:00:00Z";

fn weekday() -> impl Strategy<Value = Weekday> {
    (0usize..7).prop_map(|at| WEEK[at])
}

fn some<T: std::fmt::Debug>(one: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
    prop::collection::vec(one, 1..4)
}

fn months() -> impl Strategy<Value = Vec<i8>> {
    prop_oneof![3 => Just(Vec::new()), 1 => some(1i8..=12)]
}

/// Days of the week, counted days, days of the month, or none, as they suit the period.
fn picks(every: Every) -> BoxedStrategy<Vec<Pick>> {
    let plain = some(weekday().prop_map(Pick::Weekday));
    let nth = some((prop_oneof![1i8..=5, -4i8..=-1], weekday()).prop_map(|(n, day)| Pick::Nth(n, day)));
    let date = some(prop_oneof![4 => (1i8..=31).prop_map(Pick::Date), 1 => Just(Pick::LastDay)]);
    let edge = (prop_oneof![Just(1i8), Just(-1)], prop::sample::subsequence(WEEK.to_vec(), 2..6))
        .prop_map(|(edge, days)| vec![Pick::Edge(edge, days)]);
    let none = Just(Vec::new());
    match every {
        Every::Day => prop_oneof![none, plain, date].boxed(),
        Every::Week => prop_oneof![none, plain].boxed(),
        Every::Month | Every::Year => prop_oneof![none, plain, nth, date, edge].boxed(),
    }
}

/// `march, 15`, or of a year also `march 15`.
fn on(every: Every) -> impl Strategy<Value = Vec<On>> {
    (months(), picks(every), any::<bool>()).prop_map(move |(months, picks, dated)| {
        // Of several months a yearly rule cannot tell the first or last workday: an error of its own.
        let edge = every == Every::Year && matches!(picks.as_slice(), [Pick::Edge(..)]);
        let months = if edge { &months[..months.len().min(1)] } else { &months };
        if dated && every == Every::Year && !months.is_empty() {
            return months.iter().flat_map(|month| picks.iter().map(|pick| On::DayOf(pick.clone(), *month))).collect();
        }
        months.iter().map(|month| On::Month(*month)).chain(picks.into_iter().map(On::Day)).collect()
    })
}

fn rules() -> impl Strategy<Value = Rule> {
    let every = prop_oneof![Just(Every::Day), Just(Every::Week), Just(Every::Month), Just(Every::Year)];
    let day = || (2026i16..2032, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap());
    let ends = prop_oneof![
        Just(Ends::Never),
        (1u32..60).prop_map(Ends::Count),
        day().prop_map(|day| Ends::Until(When::Day(day))),
        (day(), 5i8..23).prop_map(|(day, hour)| Ends::Until(When::Time(day.at(hour, 0, 0, 0)))),
    ];
    (every, 1u32..5, ends)
        .prop_flat_map(|(every, interval, ends)| on(every).prop_map(move |on| Rule { every, interval, on, ends }))
}

/// A start, at an hour at which no clocks are set.
fn starts() -> impl Strategy<Value = When> {
    let day = (2024i16..2028, 1i8..=12, 1i8..=31).prop_filter_map("no such day", |(y, m, d)| Date::new(y, m, d).ok());
    (day, 5i8..23, prop_oneof![Just(0i8), Just(30)], 0..8).prop_map(|(day, hour, minute, whole)| {
        if whole == 0 { When::Day(day) } else { When::Time(day.at(hour, minute, 0, 0)) }
    })
}

/// A series whose start is on its rule, and that has a date by its end.
fn settled(start: When, rule: Rule, zone: &str) -> Option<Schedule> {
    // An hour as the end of whole days is cut off.
    let ends = match rule.ends {
        Ends::Until(until) if start.is_day() => Ends::Until(When::Day(until.date())),
        ends => ends,
    };
    let open = Rule { ends: Ends::Never, ..rule.clone() };
    let once = Schedule::once(start, Ending::Open, Zone::parse(zone).unwrap());
    let schedule = Schedule { rule: Some(open), ..once };
    let start = schedule.first()?.start;
    let schedule = Schedule { start, rule: Some(Rule { ends, ..rule }), ..schedule };
    schedule.first().is_some().then_some(schedule)
}

prop_compose! {
    fn series()(start in starts(), rule in rules(), zone in prop::sample::select(&ZONES[..]), skip in prop::collection::btree_set(0usize..MOST, 0..5))
        -> Option<Schedule> {
        let schedule = settled(start, rule, zone)?;
        let dates = ours(&schedule, MOST);
        let skip = skip.iter().filter_map(|at| dates.get(*at).copied()).collect();
        Some(Schedule { skip, ..schedule })
    }
}

fn ours(schedule: &Schedule, most: usize) -> Vec<When> {
    schedule.occurrences(Timestamp::MIN, Timestamp::MAX, most).into_iter().map(|o| o.start).collect()
}

/// What is compared of a date: where clocks are known the instant, else the day.
fn tell(schedule: &Schedule, day: &str, second: i64) -> String {
    let known: Timestamp = KNOWN.parse().unwrap();
    let instant = !schedule.start.is_day() && second < known.as_second();
    if instant { format!("{day} {second}") } else { day.to_owned() }
}

fn told(schedule: &Schedule) -> Vec<String> {
    let all = schedule.occurrences(Timestamp::MIN, Timestamp::MAX, MOST);
    all.iter().map(|o| tell(schedule, &o.start.date().to_string(), o.starts_at.as_second())).collect()
}

fn rule_of(schedule: &Schedule) -> &Rule {
    schedule.rule.as_ref().unwrap()
}

/// A series in iCalendar. The end of its rule is told as the clocks of `until` show it.
fn lines(schedule: &Schedule, until: &Zone) -> String {
    let zone = schedule.zone.name();
    let value = |when: &When| match when {
        When::Day(day) => format!(";VALUE=DATE:{}", day.strftime("%Y%m%d")),
        When::Time(time) => format!(";TZID={zone}:{}", time.strftime("%Y%m%dT%H%M%S")),
    };
    let rule = rule_of(schedule).rrule(&schedule.start, until).unwrap();
    let out: String = schedule.skip.iter().map(|when| format!("EXDATE{}\n", value(when))).collect();
    format!("DTSTART{}\nRRULE:{rule}\n{out}", value(&schedule.start))
}

/// By the `rrule` crate. It takes the start as given, which is why the start must be on the rule; and it knows no days,
/// which is why they become times.
fn by_rrule(schedule: &Schedule) -> Vec<String> {
    let timed = |when: &When| When::Time(when.first_moment());
    let (start, skip) = (timed(&schedule.start), schedule.skip.iter().map(timed).collect());
    let zone = if schedule.start.is_day() { Zone::utc() } else { schedule.zone.clone() };
    let of_times = Schedule { start, skip, zone, ..schedule.clone() };
    let set: rrule::RRuleSet = lines(&of_times, &of_times.zone).trim().parse().unwrap();
    let dates = set.all(u16::try_from(MOST).unwrap()).dates;
    dates.iter().map(|date| tell(schedule, &date.format("%Y-%m-%d").to_string(), date.timestamp())).collect()
}

/// By the `calcard` crate. It compares the end of a rule, though that is universal, with wall times.
fn by_calcard(schedule: &Schedule) -> Vec<String> {
    let lines = lines(schedule, &Zone::utc());
    let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n{lines}END:VEVENT\nEND:VCALENDAR\n");
    let expanded = ICalendar::parse(&text).unwrap().expand_dates(Tz::UTC, MOST + schedule.skip.len());
    assert!(expanded.errors.is_empty(), "{:?}\n{text}", expanded.errors);
    let starts = expanded.events.iter().map(|event| &event.start).take(MOST);
    starts.map(|start| tell(schedule, &start.format("%Y-%m-%d").to_string(), start.timestamp())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn others_expand_a_series_to_the_same_dates(series in series()) {
        let Some(schedule) = series else { return Ok(()) };
        let ours = told(&schedule);
        prop_assert_eq!(&ours, &by_calcard(&schedule), "calcard\n{}", lines(&schedule, &schedule.zone));
        prop_assert_eq!(&ours, &by_rrule(&schedule), "rrule\n{}", lines(&schedule, &schedule.zone));
    }

    #[test]
    fn a_rule_survives_its_text(series in series()) {
        let Some(schedule) = series else { return Ok(()) };
        let text = rule_of(&schedule).rrule(&schedule.start, &schedule.zone).unwrap();
        let rule = Rule::parse_rrule(&text, &schedule.zone).unwrap();
        prop_assert_eq!(rule.rrule(&schedule.start, &schedule.zone), Some(text));
        let again = Schedule { rule: Some(rule), ..schedule.clone() };
        prop_assert_eq!(ours(&again, MOST), ours(&schedule, MOST));
    }

    #[test]
    fn dates_are_sorted_unique_and_from_the_start(series in series()) {
        let Some(schedule) = series else { return Ok(()) };
        let all = ours(&schedule, 200);
        prop_assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(all.iter().all(|when| *when >= schedule.start && !schedule.skip.contains(when)));
        let whole = ours(&Schedule { skip: BTreeSet::new(), ..schedule.clone() }, 200);
        prop_assert_eq!(whole.first(), Some(&schedule.start));
        match rule_of(&schedule).ends {
            Ends::Until(until) if until.is_day() => prop_assert!(all.iter().all(|when| when.date() <= until.date())),
            Ends::Until(until) => prop_assert!(all.iter().all(|when| *when <= until)),
            Ends::Count(count) => prop_assert!(whole.len() <= count as usize),
            Ends::Never => prop_assert!(!all.is_empty()),
        }
    }

    #[test]
    fn a_window_is_a_part_of_the_whole(series in series(), from in 0i64..2000, days in 1i64..400) {
        let Some(schedule) = series else { return Ok(()) };
        let from = "2024-01-01T07:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(from * 24);
        let to = from + SignedDuration::from_hours(days * 24);
        let window = schedule.occurrences(from, to, usize::MAX);
        let whole = schedule.occurrences(Timestamp::MIN, to, usize::MAX);
        let inside: Vec<_> = whole.into_iter().filter(|o| o.starts_at >= from || o.ends_at > from).collect();
        prop_assert_eq!(window, inside);
    }

    #[test]
    fn the_end_is_that_of_the_last_date(series in series()) {
        let Some(schedule) = series else { return Ok(()) };
        if rule_of(&schedule).ends == Ends::Never {
            prop_assert_eq!(schedule.last_end(), None);
        } else if let Some(last) = schedule.occurrences(Timestamp::MIN, Timestamp::MAX, usize::MAX).last() {
            prop_assert_eq!(schedule.last_end(), Some(last.ends_at));
        }
    }
}
