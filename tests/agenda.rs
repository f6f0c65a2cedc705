//! The calendar files of whole sites: which there are, what they say of each date, identities and versions.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

#[path = "hub/mod.rs"]
mod hub;
#[path = "calendar/read.rs"]
mod read;
mod website;

use std::collections::BTreeSet;

use jiff::{Timestamp, ToSpan};
use read::{Start, Vevent};
use website::{folder, once, tree};

const SITE: (&str, &str) = ("site.yaml", "title: Hub\nurl: https://x.org/hub/\ntimezone: Europe/Lisbon\n");

/// The events of a file of a site with this content.
fn events_in(file: &str, content: &[(&str, &str)]) -> Vec<Vevent> {
    read::events(once(&tree(&[&[SITE], content].concat())).text(file))
}

fn events(content: &[(&str, &str)]) -> Vec<Vevent> {
    events_in("calendar.ics", content)
}

/// An event with these fields.
fn one(fields: &str) -> Vec<Vevent> {
    events(&[("content/events/night.md", &format!("---\ntitle: Night\nupdated: 2026-10-01\n{fields}---\n"))])
}

const SERIES: &str = "start: 2026-12-01T18:00\nduration: 1h\nrepeat: {every: week, on: [tue], count: 4}\nalso: [2026-12-10, 2026-12-10T21:00]\n\
    skip: [2026-12-22]\nplace: {name: Library}\nonline: {url: 'https://meet.example/a', label: Room}\nstatus_note: All are welcome\n\
    change:\n  2026-12-08: {status: cancelled, note: The house is closed}\n  \
    2026-12-15: {start: 2026-12-16T19:00, title: Late night, place: {name: Attic}, online: {url: 'https://meet.example/b'}}\n";

#[test]
fn a_series_is_one_event_with_what_differs() {
    let events = one(SERIES);
    let told: Vec<String> = events
        .iter()
        .map(|event| {
            ["UID", "RECURRENCE-ID", "SUMMARY", "LOCATION", "CONFERENCE", "STATUS"]
                .map(|name| event.get(name))
                .join(" | ")
        })
        .collect();
    let expected = [
        "events/night@x.org |  | Night | Library | https://meet.example/a | CONFIRMED",
        "events/night@x.org | 20261208T180000 | Cancelled: Night | Library | https://meet.example/a | CANCELLED",
        "events/night@x.org | 20261215T180000 | Late night | Attic | https://meet.example/b | CONFIRMED",
        "events/night-x2026-12-10@x.org |  | Night | Library | https://meet.example/a | CONFIRMED",
        "events/night-x2026-12-10T2100@x.org |  | Night | Library | https://meet.example/a | CONFIRMED",
    ];
    assert_eq!(told, expected);
    assert_eq!(events[0].get("RRULE"), "FREQ=WEEKLY;BYDAY=TU;COUNT=4");
    assert_eq!(events[0].raw("DTSTART"), ";TZID=Europe/Lisbon:20261201T180000");
    assert_eq!(events[0].raw("EXDATE"), ";TZID=Europe/Lisbon:20261222T180000");
    assert_eq!(
        events[1].get("DESCRIPTION"),
        "The house is closed\n\nAll are welcome\n\nhttps://x.org/hub/events/night/2026-12-08/"
    );
    assert_eq!(events[2].raw("DTSTART"), ";TZID=Europe/Lisbon:20261216T190000");
    assert_eq!(events[3].raw("RELATED-TO"), ";RELTYPE=SIBLING:events/night@x.org");
    assert_eq!(events[0].line("CONFERENCE").unwrap().params, ";VALUE=URI;LABEL=Room");
    assert!(events.iter().all(|event| event.get("DTSTAMP") == "20260930T230000Z"));
    assert!(events.iter().all(|event| event.get("LAST-MODIFIED") == "20260930T230000Z"));
}

#[test]
fn no_file_has_dates_of_its_own_for_rdate() {
    let website = once(&folder(""));
    for path in website.paths().into_iter().filter(|path| path.ends_with(".ics")) {
        let events = read::events(website.text(path));
        assert!(!events.is_empty(), "{path}");
        assert!(events.iter().all(|event| event.line("RDATE").is_none()), "{path}");
        let ids: BTreeSet<String> =
            events.iter().map(|event| format!("{} {}", event.get("UID"), event.raw("RECURRENCE-ID"))).collect();
        assert_eq!(ids.len(), events.len(), "{path} has something twice");
    }
}

#[test]
fn endless_rules_stay_open_and_the_end_is_universal() {
    let endless = one("start: 2026-07-07T18:00\nrepeat: {every: week}\n");
    assert_eq!((endless.len(), endless[0].get("RRULE")), (1, "FREQ=WEEKLY"));
    let until = one("start: 2026-07-07T18:00\nrepeat: {every: week, until: 2026-08-04}\n");
    // The end of that day in Lisbon, where it is summer.
    assert_eq!(until[0].get("RRULE"), "FREQ=WEEKLY;UNTIL=20260804T225959Z");
    let days = one("start: 2026-07-07\nrepeat: {every: week, until: 2026-08-04}\nskip: [2026-07-14]\n");
    assert_eq!(days[0].get("RRULE"), "FREQ=WEEKLY;UNTIL=20260804");
    assert_eq!(days[0].raw("EXDATE"), ";VALUE=DATE:20260714");
    assert_eq!((days[0].raw("DTSTART").as_str(), days[0].get("DTEND")), (";VALUE=DATE:20260707", "20260708"));
    let universal =
        one("start: 2026-07-07T18:00\ntimezone: UTC\nrepeat: {every: week, count: 3}\nskip: [2026-07-14]\n");
    assert_eq!(
        (universal[0].raw("DTSTART"), universal[0].raw("EXDATE")),
        (":20260707T180000Z".into(), ":20260714T180000Z".into())
    );
}

/// Lisbon sets its clocks back from 2:00 to 1:00 on 2026-10-25, and ahead from 1:00 to 2:00 on 2027-03-28.
#[test]
fn readers_need_not_guess_where_clocks_are_set() {
    let single = one("start: 2026-10-25T01:30\nduration: 1h\n");
    assert_eq!(
        (single[0].raw("DTSTART"), single[0].raw("DTEND")),
        (":20261025T003000Z".into(), ":20261025T013000Z".into())
    );
    let nights = one("start: 2026-10-11T01:30\nduration: 1h\nrepeat: {every: week, until: 2027-04-30}\n");
    let pinned: Vec<[String; 3]> =
        nights[1..].iter().map(|event| ["RECURRENCE-ID", "DTSTART", "DTEND"].map(|name| event.raw(name))).collect();
    let expected = [
        [";TZID=Europe/Lisbon:20261025T013000", ":20261025T003000Z", ":20261025T013000Z"],
        // What does not exist begins an hour later by the clock, as the website says.
        [
            ";TZID=Europe/Lisbon:20270328T013000",
            ";TZID=Europe/Lisbon:20270328T023000",
            ";TZID=Europe/Lisbon:20270328T033000",
        ],
    ];
    assert_eq!(pinned, expected.map(|date| date.map(str::to_owned)));
    assert_eq!(nights[0].raw("DTSTART"), ";TZID=Europe/Lisbon:20261011T013000");
    // The weekends that are an hour longer or shorter than the others.
    let weekends = one("start: 2026-10-16T18:00\nend: 2026-10-18T12:00\nrepeat: {every: week, until: 2027-04-30}\n");
    let odd: Vec<&str> = weekends[1..].iter().map(|event| event.get("RECURRENCE-ID")).collect();
    assert_eq!(odd, ["20261023T180000", "20270326T180000"]);
    assert_eq!(weekends[1].raw("DTEND"), ";TZID=Europe/Lisbon:20261025T120000");
}

#[test]
fn cancelled_dates_fall_out_when_nobody_looks_for_them() {
    let kept = |site: &str, date: &str| {
        let fields = format!(
            "start: 2026-08-04T18:00\nduration: 1h\nrepeat: {{every: week}}\nchange: {{{date}: {{status: cancelled}}}}\n"
        );
        let event = format!("---\ntitle: Night\n{fields}---\n");
        let site = format!("{}{site}", SITE.1);
        let website = once(&tree(&[("site.yaml", &site), ("content/events/night.md", &event)]));
        let events = read::events(website.text("calendar.ics"));
        (events.len() == 2, events[0].get("EXDATE").to_owned())
    };
    // It is noon of 22 November; sixty days before was 23 September.
    assert_eq!(kept("", "2026-09-29"), (true, String::new()));
    assert_eq!(kept("", "2026-09-22"), (false, "20260922T180000".into()));
    assert_eq!(kept("calendar: {keep_cancelled: 5 days}\n", "2026-11-10"), (false, "20261110T180000".into()));
    let single = one("start: 2020-01-01T18:00\nstatus: cancelled\n");
    assert_eq!((single[0].get("SUMMARY"), single[0].get("STATUS")), ("Cancelled: Night", "CANCELLED"));
}

#[test]
fn the_status_decides_what_is_said() {
    let said = |fields: &str| {
        let event = one(&format!("start: 2026-12-01T18:00\nplace: {{name: Library, lat: 41.1, lon: -8.6}}\n{fields}"))
            .remove(0);
        ["SUMMARY", "STATUS", "LOCATION", "GEO"].map(|name| event.get(name).to_owned()).join(" | ")
    };
    assert_eq!(said(""), "Night | CONFIRMED | Library | 41.1;-8.6");
    assert_eq!(said("status: tentative\n"), "Night | TENTATIVE | Library | 41.1;-8.6");
    assert_eq!(said("status: postponed\n"), "Postponed: Night | CANCELLED | Library | 41.1;-8.6");
    assert_eq!(said("status: rescheduled\n"), "Night | CONFIRMED | Library | 41.1;-8.6");
    let online = "status: moved-online\nonline: {url: 'https://meet.example/a'}\n";
    assert_eq!(said(online), "Night | CONFIRMED | https://meet.example/a | ");
    let spanish = once(&tree(&[
        ("site.yaml", &format!("{}language: es\n", SITE.1)),
        ("content/events/night.md", "---\ntitle: Noche\nstart: 2026-12-01T18:00\nstatus: cancelled\n---\n"),
    ]));
    assert_eq!(read::events(spanish.text("calendar.ics"))[0].get("SUMMARY"), "Cancelado: Noche");
}

#[test]
fn links_into_calls_for_registered_people_stay_hidden() {
    let online = "start: 2026-12-01T18:00\nrepeat: {every: week}\nregistration: {url: 'https://x.org/register'}\n\
        online: {url: 'https://meet.example/a', after_registration: true}\n\
        change: {2026-12-08: {online: {url: 'https://meet.example/b', after_registration: true}}}\n\
        sessions: [{id: a, title: A, start: 2026-12-01T18:00}]\n";
    let event = format!("---\ntitle: Night\n{online}---\n");
    let website = once(&tree(&[SITE, ("content/events/night.md", &event)]));
    let files = website.paths().into_iter().filter(|path| path.ends_with(".ics") || path.ends_with(".json"));
    let files: Vec<&str> = files.collect();
    assert!(files.contains(&"events.json") && files.contains(&"events/night/event.ics"));
    assert!(files.iter().all(|path| !website.text(path).contains("meet.example")), "{files:?}");
    let open = once(&tree(&[SITE, ("content/events/night.md", &event.replace(", after_registration: true", ""))]));
    assert!(
        open.text("calendar.ics").contains("meet.example/a") && open.text("calendar.ics").contains("meet.example/b")
    );
}

#[test]
fn sessions_are_parts_of_their_event_in_its_own_file() {
    let fields = "title: Day\nstart: 2026-12-01T09:00\nend: 2026-12-01T17:00\nplace: {name: Library}\nsessions:\n\
        - {id: opening, title: Opening, start: 2026-12-01T09:00, duration: 30m, room: Hall}\n- {id: rest, title: Rest}\n";
    let content = [("content/events/day.md", &*format!("---\n{fields}---\n"))];
    let own = events_in("events/day/event.ics", &content);
    assert_eq!((own.len(), own[1].get("UID")), (2, "events/day#opening@x.org"));
    assert_eq!((own[1].get("SUMMARY"), own[1].get("LOCATION")), ("Day: Opening", "Hall, Library"));
    assert_eq!(own[1].raw("RELATED-TO"), ";RELTYPE=PARENT:events/day@x.org");
    assert_eq!(own[1].raw("DTEND"), ";TZID=Europe/Lisbon:20261201T093000");
    assert_eq!(own[1].get("URL"), "https://x.org/hub/events/day/#opening");
    assert_eq!(events(&content).len(), 1);
}

/// The website's own dates of the example hub, as an independent reading of its calendar file has them.
#[test]
fn the_example_hub_has_the_same_dates() {
    let site = hub::site();
    let (end, kept) = (site.now.at + 8_760.hours(), site.now.at - 1_440.hours());
    let website = once(&folder(""));
    let events = read::events(website.text("calendar.ics"));
    let found: Vec<Start> = read::dates(&events, end).into_iter().map(|(start, _)| start).collect();
    let shown = |dated: &&lyceum::site::Dated| !dated.occurrence.cancelled || dated.occurrence.ends_at > kept;
    let start = |dated: &lyceum::site::Dated| match dated.occurrence.start {
        lyceum::time::When::Day(day) => {
            Start { at: day.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp(), is_day: true }
        }
        lyceum::time::When::Time(_) => Start { at: dated.occurrence.starts_at, is_day: false },
    };
    let mut expected: Vec<Start> = site.dates.iter().filter(shown).map(start).filter(|start| start.at < end).collect();
    expected.sort();
    assert!(expected.len() > 100);
    assert_eq!(found, expected);
}

#[test]
fn each_file_has_what_its_page_is_about() {
    let content = [
        ("topics.yaml", "rust: Rust\ntea: Tea\n"),
        ("content/people/ana.md", "---\nname: Ana\n---\n"),
        ("content/people/bo.md", "---\nname: Bo\n---\n"),
        (
            "content/groups/stove.md",
            "---\ntitle: Stove\ntype: study-group\nmembers: [bo]\nmeets: {start: 2026-12-02T18:00, duration: 1h}\n---\n",
        ),
        (
            "content/events/a.md",
            "---\ntitle: A\nstart: 2026-12-01T18:00\nspeakers: [ana]\ngroup: stove\ntopics: [rust]\n---\n",
        ),
        (
            "content/events/b.md",
            "---\ntitle: B\nstart: 2026-12-03T18:00\nplace: {name: L}\nonline: {url: 'https://meet.example/b'}\n---\n",
        ),
    ];
    let website = once(&tree(&[&[SITE], &content[..]].concat()));
    let titles = |file: &str| {
        read::events(website.text(file)).iter().map(|event| event.get("SUMMARY").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(titles("calendar.ics"), ["A", "Stove", "B"]);
    assert_eq!(titles("events/calendar.ics"), ["A", "B"]);
    assert_eq!(titles("groups/calendar.ics"), ["Stove"]);
    assert_eq!(titles("groups/stove/event.ics"), ["Stove"]);
    assert_eq!(titles("groups/stove/calendar.ics"), ["A", "Stove"]);
    assert_eq!(titles("topics/rust/calendar.ics"), ["A"]);
    assert_eq!(titles("people/ana/calendar.ics"), ["A"]);
    assert_eq!(titles("calendar/online.ics"), ["B"]);
    // Who belongs to a group need not come; and no file is empty.
    for missing in [
        "people/bo/calendar.ics",
        "people/ana/event.ics",
        "events/a/calendar.ics",
        "people/calendar.ics",
        "topics/tea/calendar.ics",
    ] {
        assert!(!website.has(missing), "{missing}");
    }
    let links = |page: &str| {
        website.page(page).links("main").into_iter().filter(|link| link.ends_with(".ics")).collect::<Vec<_>>()
    };
    assert_eq!(links("people/ana/index.html"), ["/hub/people/ana/calendar.ics"]);
    assert_eq!(links("groups/stove/index.html"), ["/hub/groups/stove/calendar.ics"]);
    assert_eq!(links("topics/rust/index.html"), ["/hub/topics/rust/calendar.ics"]);
    assert_eq!(links("groups/index.html"), ["/hub/groups/calendar.ics"]);
    assert_eq!(links("events/a/index.html"), ["/hub/events/a/event.ics"]);
    let feeds = links("calendar/index.html");
    for feed in ["/hub/calendar/online.ics", "/hub/events/calendar.ics", "/hub/topics/rust/calendar.ics"] {
        assert!(feeds.iter().any(|link| link == feed), "{feed} in {feeds:?}");
    }
}

#[test]
fn every_address_of_a_file_leads_to_a_page() {
    let far = "---\ntitle: Night\nstart: 2026-12-01T18:00\nrepeat: {every: week, until: 2030-12-31}\n\
        change: {2026-12-08: {note: Soon}, 2029-12-04: {note: Far away}}\n---\n";
    let mut hub = folder("");
    website::put(&mut hub, "content/events/night.md", far);
    let website = once(&hub);
    let base = "https://ropewalk.example.org/";
    let mut pages = BTreeSet::new();
    for path in website.paths().into_iter().filter(|path| path.ends_with(".ics")) {
        for event in read::events(website.text(path)) {
            let lines = event.all("URL").into_iter().chain(event.all("ATTACH")).map(|line| line.value.clone());
            pages.extend(lines.filter_map(|url| url.strip_prefix(base).map(str::to_owned)));
        }
    }
    assert!(pages.contains("events/night/") && pages.contains("events/night/2026-12-08/"));
    for page in pages {
        let file = format!("{}index.html", page.split('#').next().unwrap());
        assert!(website.has(&file), "{page}");
    }
}

#[test]
fn a_calendar_has_the_color_of_the_site_if_that_has_a_name() {
    let color = |accent: &str| {
        let site = format!("{}theme: {{tokens: {{accent: \"{accent}\"}}}}\n", SITE.1);
        let event = "---\ntitle: Night\nstart: 2026-12-01T18:00\n---\n";
        let website = once(&tree(&[("site.yaml", &site), ("content/events/night.md", event)]));
        website.text("calendar.ics").lines().find(|line| line.starts_with("COLOR")).map(str::to_owned)
    };
    assert_eq!((color("Teal"), color("#1f6f78")), (Some("COLOR:teal".into()), None));
}

#[test]
fn a_site_without_dates_has_no_calendar() {
    let website = once(&tree(&[SITE, ("content/people/ana.md", "---\nname: Ana\n---\n")]));
    assert!(website.paths().iter().all(|path| !path.ends_with(".ics") && *path != "events.json"));
}

/// What RFC 8984 requires of a group and of an event.
#[test]
fn events_json_is_a_group_of_events() {
    let website = once(&folder(""));
    let group: serde_json::Value = serde_json::from_str(website.text("events.json")).unwrap();
    let is_utc = |value: &serde_json::Value| {
        value.as_str().is_some_and(|text| text.ends_with('Z') && text.parse::<Timestamp>().is_ok())
    };
    let is_local = |text: &str| text.parse::<jiff::civil::DateTime>().is_ok() && text.len() == 19;
    assert!(group["@type"] == "Group" && group["uid"].is_string() && is_utc(&group["updated"]));
    let entries = group["entries"].as_array().unwrap();
    let series: BTreeSet<String> = read::events(website.text("calendar.ics"))
        .iter()
        .filter(|event| event.line("RELATED-TO").is_none())
        .map(|event| event.get("UID").to_owned())
        .collect();
    let uids: BTreeSet<String> = entries.iter().map(|entry| entry["uid"].as_str().unwrap().to_owned()).collect();
    assert_eq!((uids.len(), &uids), (entries.len(), &series));
    for entry in entries {
        let uid = &entry["uid"];
        assert!(
            entry["@type"] == "Event" && is_utc(&entry["updated"]) && is_local(entry["start"].as_str().unwrap()),
            "{uid}"
        );
        assert!(entry.get("timeZone").is_some() != (entry["showWithoutTime"] == true), "{uid}");
        assert!(["confirmed", "cancelled", "tentative"].contains(&entry["status"].as_str().unwrap()), "{uid}");
        let overrides = entry.get("recurrenceOverrides").and_then(serde_json::Value::as_object);
        for (date, patch) in overrides.into_iter().flatten() {
            assert!(
                is_local(date) && patch.is_object() && patch.get("@type").is_none() && patch.get("uid").is_none(),
                "{uid} {date}"
            );
        }
        for group in ["locations", "virtualLocations", "links"] {
            let all = entry.get(group).and_then(serde_json::Value::as_object);
            assert!(all.into_iter().flatten().all(|(_, one)| one["@type"].is_string()), "{uid} {group}");
        }
    }
    assert!(entries.iter().any(|entry| entry.get("recurrenceRules").is_some()));
}
