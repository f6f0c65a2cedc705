//! Expansions of random rules, compared with the `rrule` crate and with what must hold for all.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use proptest::prelude::*;

use super::{when, zone};
use crate::time::words::WEEK;
use crate::time::{Ending, Ends, Every, On, Pick, Rule, Schedule, When, instant};

const MOST: usize = 40;

fn weekday() -> impl Strategy<Value = Weekday> {
    (0usize..7).prop_map(|at| WEEK[at])
}

fn some<T: std::fmt::Debug>(one: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
    prop::collection::vec(one, 1..4)
}

fn months() -> impl Strategy<Value = Vec<On>> {
    prop_oneof![3 => Just(Vec::new()), 1 => some((1i8..=12).prop_map(On::Month))]
}

/// Days of the week, counted days, days of the month, or none, as they suit the period.
fn days(every: Every) -> BoxedStrategy<Vec<On>> {
    let pick = |pick| On::Day(pick);
    let plain = some(weekday().prop_map(move |day| pick(Pick::Weekday(day))));
    let nth = some((prop_oneof![1i8..=5, -4i8..=-1], weekday()).prop_map(move |(n, day)| pick(Pick::Nth(n, day))));
    let date = some(prop_oneof![4 => (1i8..=31).prop_map(Pick::Date), 1 => Just(Pick::LastDay)].prop_map(pick));
    let edge = (prop_oneof![Just(1i8), Just(-1)], prop::sample::subsequence(WEEK.to_vec(), 2..6))
        .prop_map(move |(edge, days)| vec![pick(Pick::Edge(edge, days))]);
    let none = Just(Vec::new());
    match every {
        Every::Day => prop_oneof![none, plain, date].boxed(),
        Every::Week => prop_oneof![none, plain].boxed(),
        Every::Month => prop_oneof![none, plain, nth, date, edge].boxed(),
        Every::Year => prop_oneof![none, plain, nth, date].boxed(),
    }
}

fn rules() -> impl Strategy<Value = Rule> {
    let every = prop_oneof![Just(Every::Day), Just(Every::Week), Just(Every::Month), Just(Every::Year)];
    let ends = prop_oneof![
        Just(Ends::Never),
        (1u32..60).prop_map(Ends::Count),
        (2026i16..2032, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Ends::Until(When::Day(Date::new(y, m, d).unwrap())))
    ];
    (every, 1u32..5, ends).prop_flat_map(|(every, interval, ends)| {
        (months(), days(every)).prop_map(move |(months, days)| {
            let on = months.into_iter().chain(days).collect();
            Rule { every, interval, on, ends }
        })
    })
}

fn starts() -> impl Strategy<Value = Date> {
    (2024i16..2028, 1i8..=12, 1i8..=31).prop_filter_map("no such day", |(y, m, d)| Date::new(y, m, d).ok())
}

/// A series whose start is on its rule, if it has a date by its end.
fn settled(start: Date, rule: Rule) -> Option<Schedule> {
    let open = Rule { ends: Ends::Never, ..rule.clone() };
    let time = |date: Date| When::Time(date.at(18, 0, 0, 0));
    let schedule = Schedule { rule: Some(open), ..Schedule::once(time(start), Ending::Open, zone("UTC")) };
    let first = schedule.originals(start).next()?.date();
    if matches!(rule.ends, Ends::Until(until) if until.date() < first) {
        return None;
    }
    Some(Schedule { start: time(first), rule: Some(rule), ..schedule })
}

/// The same dates from the `rrule` crate. It takes the start as given, which is why the start must be on the rule.
fn theirs(schedule: &Schedule) -> Vec<String> {
    let rule = schedule.rule.as_ref().unwrap().rrule(&schedule.start, &schedule.zone).unwrap();
    let start = schedule.start.first_moment().strftime("%Y%m%dT%H%M%SZ");
    let set: rrule::RRuleSet = format!("DTSTART:{start}\nRRULE:{rule}").parse().unwrap();
    set.all(u16::try_from(MOST).unwrap()).dates.iter().map(|date| date.format("%Y-%m-%d").to_string()).collect()
}

fn ours(schedule: &Schedule, most: usize) -> Vec<When> {
    schedule.occurrences(Timestamp::MIN, Timestamp::MAX, most).into_iter().map(|o| o.start).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_an_independent_implementation(start in starts(), rule in rules()) {
        let Some(schedule) = settled(start, rule) else { return Ok(()) };
        let ours: Vec<String> = ours(&schedule, MOST).iter().map(|when| when.date().to_string()).collect();
        let theirs = theirs(&schedule);
        let rule = schedule.rule.as_ref().unwrap().rrule(&schedule.start, &schedule.zone);
        prop_assert_eq!(ours, theirs, "{:?}", rule);
    }

    #[test]
    fn sorted_unique_and_from_the_start(start in starts(), rule in rules()) {
        let Some(schedule) = settled(start, rule.clone()) else { return Ok(()) };
        let all = ours(&schedule, 200);
        prop_assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
        match rule.ends {
            Ends::Until(until) => prop_assert!(all.iter().all(|when| when.date() <= until.date())),
            Ends::Count(count) => prop_assert!(all.len() <= count as usize),
            Ends::Never => prop_assert!(!all.is_empty()),
        }
        if let Some(first) = all.first() {
            prop_assert_eq!(first, &schedule.start);
        }
    }

    #[test]
    fn a_window_is_a_part_of_the_whole(start in starts(), rule in rules(), from in 0i64..2000, days in 1i64..400) {
        let Some(schedule) = settled(start, rule) else { return Ok(()) };
        let from = instant(&when("2024-01-01"), &schedule.zone) + jiff::SignedDuration::from_hours(from * 24 + 7);
        let to = from + jiff::SignedDuration::from_hours(days * 24);
        let window: Vec<_> = schedule.occurrences(from, to, usize::MAX);
        let whole = schedule.occurrences(Timestamp::MIN, to, usize::MAX);
        let inside: Vec<_> = whole.into_iter().filter(|o| o.starts_at >= from).collect();
        prop_assert_eq!(window, inside);
    }

    #[test]
    fn the_end_is_the_last_date(start in starts(), rule in rules()) {
        let Some(schedule) = settled(start, rule) else { return Ok(()) };
        if schedule.rule.as_ref().unwrap().ends == Ends::Never {
            prop_assert_eq!(schedule.last_end(), None);
        } else if let Some(last) = schedule.occurrences(Timestamp::MIN, Timestamp::MAX, usize::MAX).last() {
            prop_assert_eq!(schedule.last_end(), Some(last.ends_at));
        }
    }

    #[test]
    fn written_rules_read_back_the_same(start in starts(), rule in rules()) {
        let Some(schedule) = settled(start, rule) else { return Ok(()) };
        let text = schedule.rule.as_ref().unwrap().rrule(&schedule.start, &schedule.zone).unwrap();
        let read = Rule::parse_rrule(&text, &schedule.zone).unwrap();
        let again = Schedule { rule: Some(read), ..schedule.clone() };
        prop_assert_eq!(ours(&again, MOST), ours(&schedule, MOST));
    }
}
