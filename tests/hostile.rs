//! Rules that nobody means: the work that they make is bounded, and there is a message. Without bounds these tests would
//! run for ever, or for minutes.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

#[path = "website/mod.rs"]
mod website;

use jiff::civil::date;
use website::{once, said, tree};

const SITE: (&str, &str) = ("site.yaml", "title: Hub\nurl: https://x.org/\ntimezone: Europe/Lisbon\n");

/// What is said of an event with these lines.
fn problems(lines: &str) -> String {
    let event = format!("---\ntitle: Night\n{lines}\n---\n");
    said(&once(&tree(&[SITE, ("content/events/night.md", &event)])).built.diagnostics)
}

/// The start, the rule, and a part of what is said.
const RULES: [(&str, &str, &str); 14] = [
    ("2026-12-01T18:00", "repeat: {every: year, on: [february 30]}", "never comes true"),
    ("2026-12-01T18:00", "repeat: {every: month, on: [february, 31], until: 9999-12-31}", "never comes true"),
    ("2026-12-01T18:00", "repeat: {every: day, on: [31, february], until: 9999-12-31}", "never comes true"),
    ("2026-12-01T18:00", "repeat: {every: week, interval: 1000000}", "1000 weeks is the limit"),
    ("2026-12-01T18:00", "repeat: {every: year, interval: 99999999999999999999, count: 2}", "1000 years is the limit"),
    ("2026-12-01T18:00", "rrule: FREQ=DAILY;INTERVAL=4294967296", "1000 days is the limit"),
    ("2026-12-01T18:00", "repeat: {every: week, count: 1000000000}", "5000 dates are the limit"),
    ("2026-12-01T18:00", "rrule: FREQ=WEEKLY;COUNT=99999999999999999999", "5000 dates are the limit"),
    (
        "2028-02-29T18:00",
        "repeat: {every: day, on: [29, february], count: 5000}",
        "Of 5000 dates the rule has only 14.",
    ),
    ("0004-02-29T18:00", "repeat: {every: day, on: [29, february], count: 5000}", "The year 4 is before 1970"),
    ("0001-01-01T18:00", "repeat: {every: day, until: 9999-12-31}", "The year 1 is before 1970"),
    ("-9000-01-01T18:00", "repeat: {every: day, until: 9999-12-31}", "cannot be read as a date"),
    ("9999-12-31T18:00", "repeat: {every: day, until: 9999-12-31}", "more than ten years ahead"),
    ("9999-12-31", "repeat: {every: day, count: 3}", "Of 3 dates the rule has only 1."),
];

#[test]
fn a_rule_that_nobody_means_gets_a_message() {
    for (start, rule, part) in RULES {
        let said = problems(&format!("start: {start}\n{rule}"));
        assert!(said.contains(part), "{start} {rule}: {said}");
    }
}

/// Days one after the other.
fn days(count: i64) -> String {
    let first = date(2026, 1, 1);
    let day = |n| first.checked_add(jiff::Span::new().days(n)).unwrap().to_string();
    (0..count).map(day).collect::<Vec<_>>().join(", ")
}

#[test]
fn a_list_of_dates_without_end_gets_a_message() {
    // A date is looked for on the rule; with a count that means from its start.
    let rules = [
        "start: 2026-01-01T18:00\nrepeat: {every: day, count: 5000}",
        "start: 2028-02-29T18:00\nrepeat: {every: day, on: [29, february], until: 9999-12-31}",
    ];
    for rule in rules {
        for list in ["skip", "also"] {
            let said = problems(&format!("{rule}\n{list}: [{}]", days(20_000)));
            assert!(said.contains(&format!("`{list}` has more than 1000 dates")), "{rule} {list}: {said:.500}");
        }
    }
    let said =
        problems(&format!("start: 2026-01-01T18:00\nrepeat: {{every: day, count: 5000}}\nskip: [{}]", days(1_000)));
    assert_eq!(said, "");
}
