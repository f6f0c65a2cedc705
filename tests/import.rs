//! `lyceum import`: files of other programs become items that say the same, as often as one likes, and nothing is overwritten.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, missing_docs)]

#[path = "calendar/read.rs"]
mod read;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use lyceum::diag::Level;
use lyceum::import::{self, Fate, Given, Plan};
use lyceum::output::{Body, Collected, Discard};
use lyceum::pipeline::{self, Built, Memo, Options};
use lyceum::source::{Source, Tree};
use lyceum::time::{Now, Zone};
use proptest::prelude::*;

const SITE: &str = "title: Hub\nurl: https://hub.example.org\ntimezone: Europe/Lisbon\n";
const TOPICS: &str = "- {slug: rust, label: Rust}\n- {slug: book-clubs, label: Book clubs}\n";
const STYLES: [&str; 5] = ["google", "meetup", "luma", "outlook", "nextcloud"];

fn tiny() -> Tree {
    [("site.yaml", SITE), ("topics.yaml", TOPICS)]
        .into_iter()
        .map(|(path, text)| Source::new(path, text.as_bytes()))
        .collect()
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

fn sample(style: &str) -> String {
    fs::read_to_string(samples().join(format!("{style}.ics"))).unwrap()
}

fn ics(text: &str, tree: &Tree, lock: &str) -> Plan {
    import::ics(&[Given { name: "a.ics", bytes: text.as_bytes() }], tree, lock)
}

/// The tree as an import leaves it.
fn after(tree: &Tree, plan: &Plan) -> Tree {
    let mut tree = tree.clone();
    for item in &plan.items {
        if let Fate::New(text) | Fate::Updated { new: text, .. } = &item.fate {
            tree.insert(Source::new(&item.path, text.as_bytes()));
        }
    }
    tree
}

fn build(tree: &Tree, sink: &dyn lyceum::output::Sink) -> Built {
    let now = Now::parse("2026-11-22T12:00", &Zone::utc()).unwrap();
    let options = Options { now, base_url: None, drafts: false, relative: false, clock: || 0 };
    pipeline::build(tree, &options, &mut Memo::once(), sink)
}

fn errors(tree: &Tree) -> Vec<String> {
    let found = build(tree, &Discard).diagnostics;
    found
        .into_iter()
        .filter(|d| d.level() == Level::Error)
        .map(|d| format!("{}: {} {}", d.path, d.code.id, d.message))
        .collect()
}

fn written(plan: &Plan) -> BTreeMap<String, String> {
    let text = |fate: &Fate| match fate {
        Fate::New(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    plan.items.iter().map(|item| (item.path.to_string(), text(&item.fate))).collect()
}

#[test]
fn each_style_becomes_the_files_that_a_person_would_write() {
    for style in STYLES {
        let plan = ics(&sample(style), &tiny(), "");
        let expected = fs::read_dir(samples().join(style)).unwrap().map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (format!("content/events/{name}"), fs::read_to_string(entry.path()).unwrap())
        });
        let (written, expected) = (written(&plan), expected.collect::<BTreeMap<_, _>>());
        assert_eq!(written.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{style}");
        for (path, text) in &expected {
            assert_eq!(written[path], *text, "{style}: {path}");
        }
        assert_eq!(errors(&after(&tiny(), &plan)), Vec::<String>::new(), "{style}");
    }
}

#[test]
fn what_is_left_behind_is_said_with_its_line() {
    let told = |style: &str| {
        let notes = ics(&sample(style), &tiny(), "").notes;
        notes.into_iter().map(|note| (note.line, note.message)).collect::<Vec<_>>()
    };
    let said = |notes: &[(usize, String)], line: usize, words: &str| {
        assert!(notes.iter().any(|(at, message)| *at == line && message.contains(words)), "{line} {words}: {notes:?}");
    };
    let outlook = told("outlook");
    said(&outlook, 22, "`Blue category`");
    said(&outlook, 44, "draft");
    said(&outlook, 56, "BYWEEKNO");
    assert_eq!(outlook.len(), 3, "{outlook:?}");
    let nextcloud = told("nextcloud");
    said(&nextcloud, 22, "COMMENT");
    said(&nextcloud, 24, "VTODO");
    assert_eq!(nextcloud.len(), 2, "{nextcloud:?}");
    said(&told("google"), 32, "2 lines of people");
}

#[test]
fn a_second_import_changes_nothing() {
    for style in STYLES {
        let first = ics(&sample(style), &tiny(), "");
        let tree = after(&tiny(), &first);
        let second = ics(&sample(style), &tree, &first.lock);
        assert!(second.items.iter().all(|item| item.fate == Fate::Same), "{style}: {:?}", second.items);
        assert_eq!(second.lock, first.lock);
        // Also without the lock file, as long as nobody has edited anything: it is made again.
        let found = ics(&sample(style), &tree, "");
        assert!(found.items.iter().all(|item| item.fate == Fate::Same) && found.lock == first.lock, "{style}");
    }
}

#[test]
fn a_change_reaches_files_that_nobody_edited() {
    let first = ics(&sample("luma"), &tiny(), "");
    let tree = after(&tiny(), &first);
    let path = "content/events/demo-evening.md";
    let later = sample("luma").replace("T190000Z", "T200000Z");
    let updated = ics(&later, &tree, &first.lock);
    let [item] = updated.items.as_slice() else { panic!("{:?}", updated.items) };
    assert!(matches!(&item.fate, Fate::Updated { new, .. } if new.contains("start: 2026-12-15T20:00\n")), "{item:?}");
    assert!(!updated.has_problems());
    // Somebody moves the file: the event is known by its identity.
    let mut moved = tree.clone();
    let source = moved.remove(path).unwrap();
    moved.insert(Source::new("content/events/another-name.md", source.head()));
    assert_eq!(&*ics(&later, &moved, &first.lock).items[0].path, "content/events/another-name.md");
    // Somebody edits it: as long as the calendar says nothing new, all is well.
    let mut edited = tree.clone();
    let text = source.text().unwrap().replace("title: Demo evening", "title: Demos and soup");
    edited.insert(Source::new(path, text.as_bytes()));
    assert_eq!(ics(&sample("luma"), &edited, &first.lock).items[0].fate, Fate::Same);
    let conflict = ics(&later, &edited, &first.lock);
    let expected = "- title: Demos and soup\n- start: 2026-12-15T19:00\n- duration: 2h\n+ title: Demo evening\n+ start: 2026-12-15T20:00\n+ duration: 1h\n";
    assert_eq!(conflict.items[0].fate, Fate::Conflict { difference: expected.to_owned() });
    assert!(conflict.has_problems() && conflict.lock == first.lock);
    // Somebody deletes it: it stays away.
    let gone = ics(&later, &tiny(), &first.lock);
    assert_eq!(gone.items[0].fate, Fate::Deleted);
}

#[test]
fn an_event_that_somebody_wrote_here_is_never_overwritten() {
    let mut tree = tiny();
    let path = "content/events/demo-evening.md";
    let own = "---\ntitle: Ours\nstart: 2026-12-15T19:00\n---\n";
    tree.insert(Source::new(path, own.as_bytes()));
    // Another event of that name: the new one gets another file.
    let plan = ics(&sample("luma"), &tree, "");
    assert_eq!(&*plan.items[0].path, "content/events/demo-evening-2026-12-15.md");
    // The same event.
    tree.insert(Source::new(path, own.replace("---\ntitle", "---\nuid: evt-a1B2c3@events.lu.ma\ntitle").as_bytes()));
    assert!(matches!(ics(&sample("luma"), &tree, "").items[0].fate, Fate::Conflict { .. }));
    // Our own calendar file, taken back.
    let back = sample("luma").replace("evt-a1B2c3@events.lu.ma", "events/demo-evening@hub.example.org");
    tree.insert(Source::new(path, own.as_bytes()));
    assert!(matches!(ics(&back, &tree, "").items[0].fate, Fate::Conflict { .. }));
}

/// The example hub: its calendar file, imported into an empty hub, makes a calendar with the same dates, titles, places and states.
#[test]
fn the_calendar_of_a_hub_survives_the_way_out_and_in() {
    let hub = lyceum::disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let out = calendar(&hub);
    let bare: Tree = ["site.yaml", "topics.yaml"].into_iter().filter_map(|path| hub.get(path).cloned()).collect();
    let plan = ics(&out, &bare, "");
    assert!(!plan.has_problems(), "{:?}", plan.notes);
    let tree = after(&bare, &plan);
    assert_eq!(errors(&tree), Vec::<String>::new());
    let (expected, found) = (told(&out), told(&calendar(&tree)));
    assert!(expected.len() > 100, "{}", expected.len());
    assert_eq!(found, expected);
}

fn calendar(tree: &Tree) -> String {
    published(tree).unwrap()
}

/// The calendar of a site; none without a date.
fn published(tree: &Tree) -> Option<String> {
    let sink = Collected::default();
    build(tree, &sink);
    let output = sink.into_outputs().into_iter().find(|output| &*output.path == "calendar.ics")?;
    match output.body {
        Body::Bytes(bytes) => Some(String::from_utf8(bytes.to_vec()).unwrap()),
        Body::Copy(_) => panic!("a calendar is made"),
    }
}

/// All dates of two years, with what members see of them.
fn told(text: &str) -> Vec<(read::Start, [String; 4])> {
    let events = read::events(text);
    let dates = read::dates(&events, "2028-12-01T00:00:00Z".parse().unwrap());
    let mut told: Vec<_> = dates
        .into_iter()
        .map(|(start, event)| (start, ["UID", "SUMMARY", "LOCATION", "STATUS"].map(|name| event.get(name).to_owned())))
        .collect();
    told.sort();
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn arbitrary_bytes_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        import::ics(&[Given { name: "a.ics", bytes: &bytes }], &tiny(), "");
    }

    /// Samples in which lines are cut, doubled, swapped and spoilt: what is written can be built, or its problem has a name.
    #[test]
    fn mangled_samples_do_no_harm(
        style in 0..STYLES.len(),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..5_u8, "[0-9A-Z;=:,\\\\n\"T<>-]{0,6}"), 1..6),
    ) {
        let mut lines: Vec<String> = sample(STYLES[style]).lines().map(str::to_owned).collect();
        for (one, two, how, text) in edits {
            let (one, two) = (one.index(lines.len()), two.index(lines.len()));
            match how {
                0 => lines[one].clear(),
                1 => lines.swap(one, two),
                2 => { let line = lines[one].clone(); lines.insert(two, line); }
                3 => { let at = lines[one].floor_char_boundary(two.min(lines[one].len())); lines[one].insert_str(at, &text); }
                _ => { let at = lines[one].floor_char_boundary(two.min(lines[one].len())); lines[one].truncate(at); }
            }
        }
        let plan = ics(&lines.join("\r\n"), &tiny(), "");
        let tree = after(&tiny(), &plan);
        let wrong = errors(&tree);
        prop_assert!(wrong.is_empty(), "{wrong:?}\n{}", lines.join("\n"));
        let again = ics(&lines.join("\r\n"), &tree, &plan.lock);
        prop_assert!(again.items.iter().all(|item| item.fate == Fate::Same), "{:?}", again.items);
    }
}

/// Dates of a series that is not in the file have names in the lock file: two of one name are one.
#[test]
fn dates_of_one_name_are_one() {
    let date = |id: &str| {
        let start = "DTSTART:20261216T193000Z\r\nSUMMARY:Night";
        format!("BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID:{id}\r\n{start}\r\nEND:VEVENT\r\n")
    };
    let dates = [date("20261215T183000Z"), date("20261215\u{1}T183000Z"), date("20261222T183000Z")].concat();
    let text = format!("BEGIN:VCALENDAR\r\n{dates}END:VCALENDAR\r\n");
    let plan = ics(&text, &tiny(), "");
    assert_eq!(plan.items.len(), 2);
    let again = ics(&text, &after(&tiny(), &plan), &plan.lock);
    assert!(again.items.iter().all(|item| item.fate == Fate::Same), "{:?}", again.items);
}

fn csv(text: &str, kind: &str, map: Option<&str>, tree: &Tree, lock: &str) -> Plan {
    let map = map.map(|map| Given { name: "map.yaml", bytes: map.as_bytes() });
    import::csv(&Given { name: "a.csv", bytes: text.as_bytes() }, kind, map.as_ref(), tree, lock)
}

fn messages(plan: &Plan) -> Vec<String> {
    let help = |note: &import::Note| note.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    plan.notes.iter().map(|note| format!("{}:{}: {}{}", note.file, note.line, note.message, help(note))).collect()
}

/// What a form exports: times, addresses and consent stay behind.
const FORM: &str = "\
Timestamp,Email Address,Title,Where to find it,topic,Authors,Text,Do you agree that we publish this?
11/20/2026 18:02:11,jo@example.org,The small book of maps,https://example.org/maps,Rust; book club;Sailing,Jo Doe; name: Kim Larsen,\"Read it *twice*.

Ask jo@example.org.\",Yes
11/21/2026 09:12:40,kim@example.org,Ferries by ear,not an address,,,,Yes
11/21/2026 09:13:00,kim@example.org,,https://example.org/x,,,,Yes
";

#[test]
fn rows_of_a_form_become_items() {
    let map = "Where to find it: link\nTopic: topics\n";
    let plan = csv(FORM, "resource", Some(map), &tiny(), "");
    let expected = "---\ntitle: The small book of maps\nlink: \"https://example.org/maps\"\ntopics: [rust, book-clubs]\n\
                    authors: [{name: Jo Doe}, {name: Kim Larsen}]\n---\n\nRead it *twice*.\n\nAsk (e-mail address left out).\n";
    assert_eq!(
        written(&plan),
        BTreeMap::from([("content/resources/the-small-book-of-maps.md".to_owned(), expected.to_owned())])
    );
    let messages = messages(&plan).join("\n");
    for said in [
        "a.csv:1: the column `Timestamp` is about the form",
        "a.csv:1: the column `Email Address`",
        "a.csv:1: the column `Do you agree",
        "a.csv:2: `Sailing` is no topic",
        "a.csv:2: 1 e-mail addresses",
        "a.csv:5: ",
        "a.csv:6: the row has no `title`",
    ] {
        assert!(messages.contains(said), "{said}: {messages}");
    }
    assert!(plan.has_problems());
    let tree = after(&tiny(), &plan);
    assert_eq!(errors(&tree), Vec::<String>::new());
    assert_eq!(csv(FORM, "resources", Some(map), &tree, &plan.lock).items[0].fate, Fate::Same);
    let later = FORM.replace("Read it", "Read them");
    assert!(matches!(csv(&later, "resource", Some(map), &tree, &plan.lock).items[0].fate, Fate::Updated { .. }));
    assert_eq!(csv(FORM, "resource", Some(map), &tiny(), &plan.lock).items[0].fate, Fate::Deleted);
    let mut edited = tree.clone();
    edited.insert(Source::new(
        "content/resources/the-small-book-of-maps.md",
        expected.replace("twice", "once").as_bytes(),
    ));
    assert_eq!(csv(FORM, "resource", Some(map), &edited, &plan.lock).items[0].fate, Fate::Same);
    assert!(matches!(csv(&later, "resource", Some(map), &edited, &plan.lock).items[0].fate, Fate::Conflict { .. }));
}

#[test]
fn a_comma_without_quotes_moves_nothing() {
    let table = "title,summary,link\nRust, the book,https://example.org/book,\n";
    let plan = csv(table, "resource", None, &tiny(), "");
    let said = messages(&plan);
    assert!(
        said.len() == 1 && said[0].starts_with("a.csv:2: the row has 4 cells, the table has 3 columns"),
        "{said:?}"
    );
    assert_eq!(written(&plan), BTreeMap::new());
}

#[test]
fn dates_of_numbers_are_not_guessed() {
    let table = "title;start;place;type\nNight;03/04/2027 18:30;City Library;Study session\n";
    let plan = csv(table, "event", None, &tiny(), "");
    assert!(plan.items.is_empty());
    assert_eq!(
        messages(&plan),
        ["a.csv:2: start: `03/04/2027 18:30` can be 2027-04-03 (d/m/y) or 2027-03-04 (m/d/y) \
        (say which it is in a file for --map: `start: {field: start, format: d/m/y}`)"]
    );
    let plan = csv(table, "event", Some("start: {field: start, format: d/m/y}"), &tiny(), "");
    let expected =
        "---\ntitle: Night\nstart: 2027-04-03T18:30\nplace: {name: City Library}\ntype: study-session\n---\n";
    assert_eq!(written(&plan)["content/events/night.md"], expected, "{:?}", plan.notes);
    let plan = csv(&table.replace("03/04/2027 18:30", "2027-04-03 18:30"), "event", None, &tiny(), "");
    assert_eq!(written(&plan)["content/events/night.md"], expected, "{:?}", plan.notes);
}

/// Times of exports, and those of people, each with what has to stand in the file.
#[test]
fn no_time_becomes_another_one() {
    let map = "start: {field: start, format: d/m/y}";
    for (cell, map, expected) in [
        ("2026-06-01T18:30:00Z", None, "2026-06-01T19:30"),
        ("2026-06-01T18:30:00.000Z", Some(map), "2026-06-01T19:30"),
        ("2026-06-01 18:30+02:00", Some(map), "2026-06-01T17:30"),
        ("01/06/2026 18:30Z", Some(map), "2026-06-01T19:30"),
        ("01/06/2026 6:30 PM", Some(map), "2026-06-01T18:30"),
        ("01/06/2026 6:30 p.m.", Some(map), "2026-06-01T18:30"),
        ("01/06/2026 6:30:00\u{202f}PM", Some(map), "2026-06-01T18:30"),
        ("01/06/2026 12:30 AM", Some(map), "2026-06-01T00:30"),
        ("01/06/2026 18:30 Uhr", Some(map), "2026-06-01T18:30"),
    ] {
        let plan = csv(&format!("title,start\nNight,{cell}\n"), "event", map, &tiny(), "");
        let text = written(&plan).into_values().next().unwrap_or_default().replace('"', "");
        assert!(text.contains(&format!("start: {expected}\n")), "{cell}: {text} {:?}", plan.notes);
    }
    // In which zone that is cannot be told.
    let plan = csv("title,start\nNight,01/06/2026 18:30 CET\n", "event", Some(map), &tiny(), "");
    assert!(plan.items.is_empty() && plan.has_problems(), "{:?}", plan.items);
    // Of a time with an offset the zone of the row decides; a group may have its own.
    let zoned = "title,start,timezone\nNight,2026-12-31T23:30:00Z,Asia/Kolkata\n";
    let text = "---\ntitle: Night\nstart: 2027-01-01T05:00\ntimezone: Asia/Kolkata\n---\n";
    assert_eq!(written(&csv(zoned, "event", None, &tiny(), ""))["content/events/night.md"], text);
    let plan = csv(&zoned.replace("timezone", "group").replace("Asia/Kolkata", "divers"), "event", None, &tiny(), "");
    assert!(plan.items.is_empty() && messages(&plan)[0].contains("column `timezone`"), "{:?}", plan.notes);
    // In summer Lisbon is an hour ahead of universal time.
    let tree = |start: &str| after(&tiny(), &csv(&format!("title,start\nNight,{start}\n"), "event", None, &tiny(), ""));
    assert_eq!(told(&calendar(&tree("2026-06-01T18:30:00Z")))[0].0.at.to_string(), "2026-06-01T18:30:00Z");
}

#[test]
fn a_line_of_the_lock_file_that_is_none_has_its_number() {
    let lock = "# A comment\n\n0123456789abcdef uid:a\r\n<<<<<<< ours\n";
    let (lock, notes) = import::Lock::parse(lock);
    assert_eq!(notes.iter().map(|note| note.line).collect::<Vec<_>>(), [4]);
    assert!(lock.to_string().ends_with("\n0123456789abcdef uid:a\n"), "{lock}");
}

#[test]
fn what_is_wrong_with_a_table_is_said() {
    let said = |text: &str, kind: &str, map: Option<&str>| messages(&csv(text, kind, map, &tiny(), "")).join("\n");
    assert_eq!(said("title\nA\n", "resurce", None), "a.csv:1: there is no kind `resurce` (write `--kind resource`)");
    assert!(
        said("title,lnk\nA,https://x.org\n", "resource", None)
            .contains("`lnk` is no field and is left out (to take it over, write in a file for --map: `lnk: link`)")
    );
    assert!(
        said("title,link\nA,https://x.org\n", "resource", Some("a: b\nTitel: title\n"))
            .contains("map.yaml:1: there is no field `b`")
    );
    assert!(
        said("title,link\nA,https://x.org\n", "resource", Some("\nTitel: title\n"))
            .contains("map.yaml:2: the table has no column `Titel` (did you mean `title`?)")
    );
    assert!(
        said("title,link\nA,https://x.org\nA,https://y.org\n", "resource", None)
            .contains("a.csv:3: a row above has the name `a` already")
    );
    // Rows of nothing above the headings are no headings.
    assert_eq!(said(",,\ntitle,link,\nA,https://x.org,\n", "resource", None), "");
    let lamp =
        "a.csv:3: column 3 has no heading and is left out (write a heading into its first row, or clear the column)";
    assert_eq!(
        said("title,link,\nA,https://x.org,\nB,https://y.org,lamp\nC,https://z.org,x\n", "resource", None),
        lamp
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn arbitrary_tables_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..300), map in "\\PC{0,40}", cells in "[a-z,;\"\n/0-9:{}@. -]{0,120}") {
        for text in [bytes, format!("title,start,place.name,topics,hosts,body\n{cells}").into_bytes()] {
            let plan = import::csv(&Given { name: "a.csv", bytes: &text }, "event", Some(&Given { name: "m.yaml", bytes: map.as_bytes() }), &tiny(), "");
            let wrong = errors(&after(&tiny(), &plan));
            prop_assert!(wrong.is_empty(), "{wrong:?}");
        }
    }
}

/// Rules as organizers write them, each with a first date that is on it.
const RULES: [(&str, &str); 12] = [
    ("2026-12-01", "every: week"),
    ("2026-12-01", "every: week, on: [tue, thu]"),
    ("2026-12-01", "every: week, interval: 2, on: [tue, sun]"),
    ("2026-12-02", "every: day, interval: 3"),
    ("2026-12-05", "every: day, on: [sat, sun]"),
    ("2026-12-01", "every: month, on: [1st tue]"),
    ("2026-12-25", "every: month, on: [last fri, 2nd fri]"),
    ("2026-12-31", "every: month, on: [last workday]"),
    ("2026-12-15", "every: month, on: [15, last day]"),
    ("2027-03-15", "every: year, on: [march 15]"),
    ("2027-02-28", "every: year, on: [last day of february]"),
    ("2026-11-03", "every: year, on: [1st tue of november]"),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Random series go out as calendar files, come in again, and have the same dates, titles, places and states.
    #[test]
    fn series_survive_the_way_out_and_in(
        (rule, hour, whole) in (0..RULES.len(), 8..22_u8, prop::bool::weighted(0.2)),
        ends in prop_oneof![(2..20_u32).prop_map(|n| format!("count: {n}")), (1..28_u32).prop_map(|d| format!("until: 2028-05-{d:02}"))],
        zone in prop::sample::select(vec!["Europe/Lisbon", "America/Montevideo", "Asia/Kolkata", "UTC"]),
        lasts in prop::sample::select(vec!["", "duration: 90m", "duration: 26h"]),
        edits in prop::collection::btree_map(0..12_usize, 0..6_u8, 0..4),
    ) {
        let (day, words) = RULES[rule];
        let (lasts, time) = if whole { ("", String::new()) } else { (lasts, format!("T{hour:02}:30")) };
        let base = format!("title: \"Night: the {rule}th\"\nstart: {day}{time}\ntimezone: {zone}\n{lasts}\nrepeat: {{{words}, {ends}}}\nplace: {{name: City Library}}\n");
        let site = |fields: &str| {
            let mut tree = tiny();
            tree.insert(Source::new("content/events/night.md", format!("---\n{fields}---\nText.\n").into_bytes()));
            tree
        };
        // The dates of the rule, as a reader finds them, to be changed.
        let plain = calendar(&site(&base));
        let zone = Zone::parse(zone).unwrap();
        let dates: Vec<_> = told(&plain).iter().map(|(start, _)| if start.is_day { Zone::utc() } else { zone.clone() }.rules().to_datetime(start.at).date()).collect();
        let (mut skip, mut also, mut change) = (Vec::new(), Vec::new(), String::new());
        for (at, how) in edits.iter().filter(|(at, _)| **at < dates.len()) {
            let date = dates[*at];
            match how {
                0 => skip.push(date.to_string()),
                1 => change += &format!("  {date}: {{status: cancelled}}\n"),
                2 if !whole => change += &format!("  {date}: {{start: {}T07:15, title: Early}}\n", date.tomorrow().unwrap()),
                3 => change += &format!("  {date}: {{place: {{name: Elsewhere}}, note: Come.}}\n"),
                4 if !whole => change += &format!("  {date}: {{duration: 3h}}\n"),
                _ => also.push(date.tomorrow().unwrap().to_string()),
            }
        }
        let change = if change.is_empty() { change } else { format!("change:\n{change}") };
        let fields = format!("{base}skip: [{}]\nalso: [{}]\n{change}", skip.join(", "), also.join(", "));
        prop_assume!(errors(&site(&fields)).is_empty());
        // A series of which no date is left has no calendar file.
        let out = published(&site(&fields));
        prop_assume!(out.is_some());
        let out = out.unwrap();
        let plan = ics(&out, &tiny(), "");
        prop_assert!(!plan.has_problems(), "{:?}", plan.notes);
        let tree = after(&tiny(), &plan);
        prop_assert_eq!(errors(&tree), Vec::<String>::new());
        prop_assert_eq!(told(&calendar(&tree)), told(&out), "{}\n{:?}", fields, written(&plan));
    }
}

/// What is long, deep or repeated without end comes to an end.
#[test]
fn hostile_calendars_end() {
    let event = |lines: &str| {
        format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261201T183000\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n")
    };
    let many = |text: &str| text.repeat(900_000 / text.len());
    let dates: String = (0..3_000).map(|n| format!("RECURRENCE-ID:20261201T{n:06}\n")).collect();
    let overrides: String = (0..2_000)
        .map(|n| {
            format!(
                "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:2027{:02}{:02}T183000\nDTSTART:20270101T{n:06}\nEND:VEVENT\n",
                n / 28 % 12 + 1,
                n % 28 + 1
            )
        })
        .collect();
    for text in [
        event(&format!("DESCRIPTION:<br>{}", many("<a"))),
        event(&format!("DESCRIPTION:<br>{}", many("&"))),
        event(&format!("DESCRIPTION:{}", many("a@b.cc "))),
        event(&format!("DESCRIPTION:<ul>{}", many("<li>"))),
        event(&format!("CATEGORIES:{}", many("a,"))),
        event(&format!("RRULE:FREQ=DAILY;COUNT=5000\nEXDATE:{}", many("20261202T183000,"))),
        event(&format!("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\nRDATE:{}", many("20261202T183000,"))),
        event(&format!("RRULE:{}", many("FREQ=DAILY;"))),
        event(&dates),
        event(&format!("RRULE:FREQ=DAILY\nEND:VEVENT\n{overrides}BEGIN:VEVENT")),
        many("BEGIN:VEVENT\n"),
        format!(
            "BEGIN:VCALENDAR\n{}",
            many("BEGIN:VEVENT\nUID:x\nDTSTART:20261201\nSUMMARY:𝐀\nEND:VEVENT\n").replace("UID:x", "UID:")
        ),
        event(&"X\n ".repeat(300_000)),
    ] {
        let plan = ics(&text, &tiny(), "");
        assert_eq!(errors(&after(&tiny(), &plan)), Vec::<String>::new(), "{}", &text[..200]);
    }
}
