//! The identity and the version of each event: neither depends on other events, and a version moves only with its event.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

#[path = "calendar/read.rs"]
mod read;
mod website;

use std::collections::{BTreeMap, BTreeSet};

use lyceum::pipeline::Memo;
use lyceum::source::{Source, Tree};
use proptest::prelude::*;
use read::Vevent;
use website::{Website, moment, options, said};

const SITE: &str = "title: Hub\nurl: https://x.org/\ntimezone: Europe/Lisbon\n";

/// Events by name, each with its title and its day of December.
type Hub = BTreeMap<u8, (u8, u8)>;

/// The files of a hub, some of which are series with additional dates and sessions.
fn tree(hub: &Hub, lock: Option<&str>) -> Tree {
    let mut tree: Tree = [Source::new("site.yaml", SITE.as_bytes())].into_iter().collect();
    for (name, (title, day)) in hub {
        let more = match name % 4 {
            0 => "repeat: {every: week, count: 5}\nalso: [2027-03-01]\n".to_owned(),
            1 => format!("uid: old {name}@elsewhere.example\n"),
            2 => format!("sessions: [{{id: one, title: One, start: 2026-12-{day:02}T18:00}}]\n"),
            _ => String::new(),
        };
        let text = format!("---\ntitle: Event {title}\nstart: 2026-12-{day:02}T18:00\n{more}---\n");
        tree.insert(Source::new(&format!("content/events/e{name}.md"), text.as_bytes()));
    }
    lock.into_iter().for_each(|lock| tree.insert(Source::new("calendar.lock", lock.as_bytes())));
    tree
}

fn built(tree: &Tree, now: &str) -> Website {
    let options = lyceum::pipeline::Options { now: moment(now), ..options() };
    website::build(tree, &options, &mut Memo::once())
}

/// The text that the lock file of the calendar should have, where it has another.
fn calendar_lock(website: &Website) -> Option<String> {
    website.built.locks.iter().find(|(name, _)| *name == "calendar.lock").map(|(_, text)| text.clone())
}

/// The events of all files about single events.
fn events(website: &Website) -> Vec<Vevent> {
    let files = website.paths().into_iter().filter(|path| path.ends_with("event.ics"));
    files.flat_map(|file| read::events(website.text(file))).collect()
}

/// The stamp and the number of each event, by uid.
fn versions(website: &Website) -> BTreeMap<String, (String, String)> {
    let mut all = BTreeMap::new();
    for event in events(website) {
        let version = (event.get("DTSTAMP").to_owned(), event.get("SEQUENCE").to_owned());
        let old = all.insert(event.get("UID").to_owned(), version.clone());
        assert!(old.is_none_or(|old| old == version), "one event has two versions");
    }
    all
}

/// The uids by the file of the event.
fn uids(website: &Website) -> BTreeMap<String, BTreeSet<String>> {
    let files = website.paths().into_iter().filter(|path| path.ends_with("event.ics"));
    let uids = |file: &str| read::events(website.text(file)).iter().map(|event| event.get("UID").to_owned()).collect();
    files.map(|file| (file.to_owned(), uids(file))).collect()
}

fn hubs() -> impl Strategy<Value = Hub> {
    prop::collection::btree_map(0u8..12, (0u8..3, 1u8..29), 0..7)
}

/// A lock file without the lines of some events.
fn uid_of(line: &str) -> &str {
    line.rsplitn(4, ' ').nth(3).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn identities_do_not_depend_on_other_events(one in hubs(), other in hubs()) {
        let (one, other) = (uids(&built(&tree(&one, None), "2026-11-22")), uids(&built(&tree(&other, None), "2026-11-23")));
        for (file, uids) in &one {
            prop_assert!(other.get(file).is_none_or(|others| others == uids), "{}", file);
        }
        let all: Vec<&String> = one.values().flatten().collect();
        prop_assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }

    #[test]
    fn a_version_moves_with_its_event_alone(steps in prop::collection::vec(hubs(), 2..5)) {
        let (mut lock, mut before) = (String::new(), (Hub::new(), BTreeMap::new()));
        for (day, hub) in (1..).zip(steps) {
            let now = format!("2026-11-{day:02}T08:00:00");
            let stamp = format!("202611{day:02}T080000Z");
            let website = built(&tree(&hub, Some(&lock)), &now);
            let versions = versions(&website);
            for (uid, version) in &versions {
                let name: u8 = uid.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect::<String>().parse().unwrap();
                let same = before.0.get(&name) == hub.get(&name);
                // An additional date of a series does not move with its first day.
                let same_title = before.0.get(&name).map(|event| event.0) == hub.get(&name).map(|event| event.0);
                let same = same || uid.contains("-x") && same_title;
                match before.1.get(uid) {
                    None => prop_assert_eq!(version, &(stamp.clone(), "0".to_owned()), "{} is new", uid),
                    Some(old) if same => prop_assert_eq!(version, old, "{} is the same", uid),
                    Some((_, old)) => {
                        let next = (old.parse::<u32>().unwrap() + 1).to_string();
                        prop_assert_eq!(version, &(stamp.clone(), next), "{} has changed", uid);
                    }
                }
            }
            // What the program would write is what it has shown, and with it nothing moves any more.
            lock = calendar_lock(&website).unwrap_or(lock);
            let again = built(&tree(&hub, Some(&lock)), "2027-01-01");
            prop_assert_eq!(&self::versions(&again), &versions);
            prop_assert_eq!(calendar_lock(&again), None);
            prop_assert_eq!(said(&again.built.diagnostics), "");
            before = (hub, versions);
        }
    }
}

fn hub() -> Hub {
    [(0, (1, 1)), (1, (1, 2)), (2, (1, 3))].into()
}

#[test]
fn a_lock_file_has_a_line_for_each_event_in_their_order() {
    let website = built(&tree(&hub(), None), "2026-11-22T08:00");
    let lock = calendar_lock(&website).unwrap();
    let lines: Vec<&str> = lock.lines().filter(|line| !line.starts_with('#')).collect();
    let uids: Vec<&str> = lines.iter().map(|line| uid_of(line)).collect();
    let expected = [
        "events/e0-x2027-03-01@x.org",
        "events/e0@x.org",
        "events/e2#one@x.org",
        "events/e2@x.org",
        "old 1@elsewhere.example",
    ];
    assert_eq!(uids, expected);
    assert!(lines.iter().all(|line| line.contains(" 0 2026-11-22T08:00:00Z ")));
    // Without the file all is as the content says.
    assert!(events(&website).iter().all(|event| event.line("SEQUENCE").is_none()));
}

#[test]
fn the_day_of_the_build_and_the_address_change_nothing() {
    let text = "---\ntitle: Night\nstart: 2026-10-02T18:00\nend: 2026-10-04T12:00\nrepeat: {every: week, until: 2031-12-31}\n\
        change: {2026-10-09: {status: cancelled}}\nimage: {src: 'https://x.org/a.jpg', alt: A}\n---\n";
    let mut tree = tree(&hub(), None);
    tree.insert(Source::new("content/events/night.md", text.as_bytes()));
    let lock = calendar_lock(&built(&tree, "2026-10-01")).unwrap();
    tree.insert(Source::new("calendar.lock", lock.as_bytes()));
    for now in ["2026-10-20", "2027-06-01", "2031-01-01"] {
        let preview =
            lyceum::pipeline::Options { now: moment(now), base_url: Some("https://preview.example/a/"), ..options() };
        let website = website::build(&tree, &preview, &mut Memo::once());
        assert_eq!((calendar_lock(&website), said(&website.built.diagnostics)), (None, String::new()), "{now}");
        assert!(website.text("calendar.ics").contains("UID:events/night@x.org"));
    }
}

#[test]
fn drafts_do_not_touch_the_lock_file() {
    let mut tree = tree(&hub(), Some(""));
    let drafts = lyceum::pipeline::Options { drafts: true, ..options() };
    let website = website::build(&tree, &drafts, &mut Memo::once());
    assert_eq!((&*website.built.locks, said(&website.built.diagnostics)), (&[][..], String::new()));
    tree.remove("calendar.lock");
    assert_eq!(said(&built(&tree, "2026-11-22").built.diagnostics), "");
}

#[test]
fn what_the_content_says_is_never_undercut() {
    let event = |more: &str| format!("---\ntitle: Night\nstart: 2026-12-01T18:00\n{more}---\n");
    let site = |text: &str, lock: &str| -> Tree {
        let files = [("site.yaml", SITE), ("content/events/night.md", text), ("calendar.lock", lock)];
        files.into_iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect()
    };
    let version = |tree: &Tree| versions(&built(tree, "2026-11-22T08:00"))["events/night@x.org"].clone();
    let lock = calendar_lock(&built(&site(&event(""), ""), "2026-11-01T08:00")).unwrap();
    let pair = |stamp: &str, sequence: &str| (stamp.to_owned(), sequence.to_owned());
    assert_eq!(version(&site(&event(""), &lock)), pair("20261101T080000Z", "0"));
    assert_eq!(version(&site(&event("sequence: 7\nupdated: 2026-11-05\n"), &lock)), pair("20261105T000000Z", "7"));
    assert_eq!(version(&site(&event("updated: 2026-10-01\n"), &lock)), pair("20261101T080000Z", "0"));
    let changed = event("status: cancelled\nsequence: 0\n");
    assert_eq!(version(&site(&changed, &lock)), pair("20261122T080000Z", "1"));
}
