//! Random series around the days on which clocks are set, as the programs of subscribers see them: the dates of the website, with their
//! ends, whether a program reckons by the clock on the wall or by instants.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

#[path = "hub/mod.rs"]
mod hub;
#[path = "calendar/read.rs"]
mod read;
mod website;

use jiff::civil::{DateTime, date};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Span, Timestamp, ToSpan};
use proptest::prelude::*;
use read::{Vevent, wall};
use website::tree;

const ZONES: [&str; 6] =
    ["Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata", "UTC"];

/// A series as somebody could write it.
#[derive(Clone, Debug)]
struct Series {
    zone: &'static str,
    start: DateTime,
    weekly: bool,
    interval: i64,
    ends: Ends,
    lasts: Lasts,
    skip: Vec<i64>,
    changes: Vec<(i64, Change)>,
    also: Vec<i64>,
}

#[derive(Clone, Debug)]
enum Ends {
    Count(i64),
    Until(i64),
}

#[derive(Clone, Debug)]
enum Lasts {
    Unknown,
    Minutes(i64),
    /// Until so many hours later on the clock on the wall.
    Hours(i64),
}

#[derive(Clone, Debug)]
enum Change {
    Cancelled,
    /// Days and hours later.
    Moved(i64, i64),
    Note,
    Longer,
}

fn series() -> impl Strategy<Value = Series> {
    let start =
        (prop_oneof![Just((2026, 3)), Just((2026, 10)), Just((2027, 2))], 1i8..29, prop_oneof![0i8..4, 17i8..24]);
    let start = start.prop_map(|((year, month), day, hour)| date(year, month, day).at(hour, 30, 0, 0));
    let ends = prop_oneof![(2i64..50).prop_map(Ends::Count), (10i64..200).prop_map(Ends::Until)];
    let lasts = prop_oneof![
        1 => Just(Lasts::Unknown),
        3 => (10i64..300).prop_map(Lasts::Minutes),
        2 => (1i64..60).prop_map(Lasts::Hours),
    ];
    let change = prop_oneof![
        Just(Change::Cancelled),
        (-2i64..3, -3i64..4).prop_map(|(days, hours)| Change::Moved(days, hours)),
        Just(Change::Note),
        Just(Change::Longer)
    ];
    let dates = (
        prop::collection::vec(0i64..30, 0..4),
        prop::collection::vec((0i64..30, change), 0..4),
        prop::collection::vec(1i64..99, 0..3),
    );
    (prop::sample::select(&ZONES[..]), start, any::<bool>(), 1i64..4, ends, lasts, dates).prop_map(
        |(zone, start, weekly, interval, ends, lasts, (skip, changes, also))| Series {
            zone,
            start,
            weekly,
            interval,
            ends,
            lasts,
            skip,
            changes,
            also,
        },
    )
}

impl Series {
    /// The date with this number, if the series has it.
    fn date(&self, number: i64) -> Option<DateTime> {
        let step = if self.weekly { 7 } else { 1 };
        let date = self.start + Span::new().days(number * step * self.interval);
        match self.ends {
            Ends::Count(count) => (number < count).then_some(date),
            Ends::Until(days) => (date.date() <= self.start.date() + days.days()).then_some(date),
        }
    }

    fn text(&self) -> String {
        let every = if self.weekly { "week" } else { "day" };
        let ends = match self.ends {
            Ends::Count(count) => format!("count: {count}"),
            Ends::Until(days) => format!("until: {}", self.start.date() + days.days()),
        };
        let lasts = match self.lasts {
            Lasts::Unknown => String::new(),
            Lasts::Minutes(minutes) => format!("duration: {minutes}m\n"),
            Lasts::Hours(hours) => format!("end: {}\n", moment(self.start + hours.hours())),
        };
        let skip: Vec<String> =
            self.skip.iter().filter_map(|number| Some(self.date(*number)?.date().to_string())).collect();
        let also: Vec<String> =
            self.also.iter().map(|days| (self.start.date() + Span::new().days(*days)).to_string()).collect();
        let mut changes = std::collections::BTreeMap::new();
        for (number, change) in &self.changes {
            let Some(date) = self.date(*number) else { continue };
            let text = match change {
                Change::Cancelled => "status: cancelled".to_owned(),
                Change::Moved(days, hours) => format!("start: {}", moment(date + days.days() + hours.hours())),
                Change::Note => "note: Bring a cup".to_owned(),
                Change::Longer => "duration: 7h".to_owned(),
            };
            changes.insert(date.date(), text);
        }
        let changes: String = changes.iter().map(|(date, text)| format!("  {date}: {{{text}}}\n")).collect();
        format!(
            "---\ntitle: Night\nstart: {}\n{lasts}timezone: {}\nrepeat: {{every: {every}, interval: {}, {ends}}}\n\
             skip: [{}]\nalso: [{}]\nchange:\n{changes}---\n",
            moment(self.start),
            self.zone,
            self.interval,
            skip.join(", "),
            also.join(", ")
        )
    }
}

fn moment(time: DateTime) -> String {
    time.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// The end of a date that begins at `start`, as long after it as that of its event: by instants, and by the clock on the wall.
fn ends(event: &Vevent, start: Timestamp) -> Option<[Timestamp; 2]> {
    let (first, zone) = wall(event.line("DTSTART").unwrap());
    let (end, _) = wall(event.line("DTEND")?);
    let exact = zone.to_timestamp(end).unwrap().duration_since(zone.to_timestamp(first).unwrap());
    let by_wall = zone.to_datetime(start) + end.duration_since(first);
    Some([start + exact, zone.to_timestamp(by_wall).unwrap()])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn subscribers_see_the_dates_of_the_website(series in series()) {
        let zone = match series.zone {
            "UTC" => TimeZone::UTC,
            name => TimeZoneDatabase::bundled().get(name).unwrap(),
        };
        // A series that begins at a time that there is not is an error.
        prop_assume!(zone.to_datetime(zone.to_timestamp(series.start).unwrap()) == series.start);
        let text = series.text();
        let site = "title: Hub\nurl: https://x.org/\ntimezone: UTC\ncalendar: {keep_cancelled: 9999 days}\n";
        let tree = tree(&[("site.yaml", site), ("content/events/night.md", &text)]);
        // A year ahead is as far as the website looks.
        let end = "2027-11-01T00:00:00Z".parse().unwrap();
        let mut expected: Vec<(Timestamp, Option<Timestamp>, bool)> = hub::from(&tree).dates.iter().map(|dated| {
            let o = &dated.occurrence;
            (o.starts_at, o.end.map(|_| o.ends_at).filter(|end| *end > o.starts_at), o.cancelled)
        }).collect();
        let website = website::once(&tree);
        let events = read::events(website.text("calendar.ics"));
        let mut found = Vec::new();
        for (start, event) in read::dates(&events, end) {
            let ends = ends(event, start.at);
            if let Some([exact, by_wall]) = ends {
                prop_assert_eq!(exact, by_wall, "readers disagree about {} of\n{}", start.at, text);
            }
            found.push((start.at, ends.map(|ends| ends[0]), event.get("STATUS") == "CANCELLED"));
        }
        expected.retain(|(start, ..)| *start < end);
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected, "{}", text);
    }
}
