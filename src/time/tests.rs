//! Tests of the module as a whole.

mod checks;
mod dates;
mod lengths;
mod rules;
mod schedules;
mod zones;

use jiff::Timestamp;

use super::{Ending, On, Rule, Schedule, When, Zone};
use crate::diag::Wrong;

fn when(text: &str) -> When {
    When::parse(text).unwrap().when
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}

/// A rule in one line: `week/2 mon, thu until 2026-12-31`.
fn rule(text: &str) -> Rule {
    let (text, ends) = match (text.split_once(" until "), text.split_once(" count ")) {
        (Some((text, until)), _) => (text, super::Ends::Until(when(until))),
        (_, Some((text, count))) => (text, super::Ends::Count(count.parse().unwrap())),
        _ => (text, super::Ends::Never),
    };
    let (every, on) = text.split_once(' ').unwrap_or((text, ""));
    let (every, interval) = every.split_once('/').unwrap_or((every, "1"));
    let on = on.split(", ").filter(|on| !on.is_empty()).map(|on| On::parse(on).unwrap()).collect();
    Rule { every: super::Every::parse(every).unwrap(), interval: interval.parse().unwrap(), on, ends }
}

/// A series in Berlin.
fn series(start: &str, text: &str) -> Schedule {
    Schedule { rule: Some(rule(text)), ..Schedule::once(when(start), Ending::Open, zone("Europe/Berlin")) }
}

/// The first dates of a series, without their times.
fn dates(schedule: &Schedule, most: usize) -> Vec<String> {
    let all = schedule.occurrences(Timestamp::MIN, Timestamp::MAX, most);
    all.iter().map(|o| o.start.date().to_string()).collect()
}

fn help(wrong: Wrong) -> String {
    wrong.help.unwrap()
}
