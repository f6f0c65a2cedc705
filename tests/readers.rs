//! Calendar files, read by the programs of others: they must show the dates that the website shows.

#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "a test writes its files and says what it skips")]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

#[path = "hub/mod.rs"]
mod hub;
#[path = "website/program.rs"]
mod program;
#[path = "website/skip.rs"]
mod skip;
#[path = "website/mod.rs"]
mod website;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};
use lyceum::calendar;
use lyceum::output::Body;
use lyceum::site::{Dated, Item, Site};
use lyceum::source::Tree;
use lyceum::time::{Occurrence, When, Zone};
use skip::skip;
use tempfile::TempDir;

/// A program that reads calendar files: what it is called, what runs it, and its source.
type Reader = (&'static str, PathBuf, PathBuf);

/// The file with all dates.
const WHOLE: &str = "calendar.ics";

/// Where cancelled dates may be missing: longer ago than anybody looks.
const CANCELLED_KEPT_DAYS: i64 = 60;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The readers that are installed; where tools are required, all of them. They have no code in common.
fn readers() -> Vec<Reader> {
    let folder = root().join("tests/readers");
    let python: Reader = ("icalendar", root().join("target/readers/bin/python"), folder.join("read.py"));
    let node: Reader = ("ical.js", "node".into(), folder.join("read.mjs"));
    let has_python = ready(Command::new(&python.1).args(["-c", "import icalendar, recurring_ical_events"]));
    let has_node = folder.join("node_modules/ical.js").is_dir() && ready(Command::new(&node.1).arg("--version"));
    let mut found = Vec::new();
    for (reader, there, how) in [
        (python, has_python, "in a venv in target/readers: pip install -r tests/readers/requirements.txt"),
        (node, has_node, "in tests/readers: npm ci"),
    ] {
        if there { found.push(reader) } else { skip(&format!("{} is not installed ({how})", reader.0)) }
    }
    found
}

fn ready(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// A date as readers print it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    start: String,
    end: String,
    cancelled: bool,
    uid: String,
    summary: String,
}

/// By file, sorted.
type Rows = BTreeMap<String, Vec<Row>>;

fn read((name, program, script): &Reader, folder: &TempDir, files: &[String], window: (Timestamp, Timestamp)) -> Rows {
    let mut command = Command::new(program);
    command.arg(script).args([window.0.to_string(), window.1.to_string()]).current_dir(folder.path());
    let ran = program::run_with(&mut command, files.join("\n"));
    assert_eq!(ran.status, 0, "{name}: {}", ran.err);
    let mut rows = Rows::new();
    for line in ran.out.lines() {
        let [file, uid, start, end, summary, status] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{name} said {line:?}")
        };
        let [uid, start, end, summary] = [uid, start, end, summary].map(str::to_owned);
        let row = Row { start, end, cancelled: status == "CANCELLED", uid, summary };
        rows.entry(file.to_owned()).or_default().push(row);
    }
    rows.values_mut().for_each(|rows| rows.sort());
    rows
}

/// Start and end of a date as readers print them.
fn told(occurrence: &Occurrence) -> (String, String) {
    match occurrence.start {
        When::Day(first) => {
            let last = occurrence.end.map_or(first, |end| end.date().max(first));
            (first.to_string(), last.tomorrow().unwrap().to_string())
        }
        When::Time(_) => {
            let end = occurrence.end.map_or(occurrence.starts_at, |_| occurrence.ends_at);
            (occurrence.starts_at.to_string(), end.to_string())
        }
    }
}

/// Whether a start is in a window: a day as a day.
fn inside(start: &str, window: (Timestamp, Timestamp)) -> bool {
    let (from, to) = (window.0.to_string(), window.1.to_string());
    &from[..start.len()] <= start && start < &to[..start.len()]
}

fn cancelled(item: &Item, dated: &Dated) -> bool {
    dated.occurrence.cancelled || matches!(item.text("status"), Some("cancelled" | "postponed"))
}

/// The dates of the website that belong into a file; none for a file with a part of the calendar.
fn expected<'a>(site: &'a Site, file: &str) -> Option<Vec<&'a Dated>> {
    if file == WHOLE {
        return Some(site.dates.iter().collect());
    }
    let item = site.items.iter().find(|item| format!("{}event.ics", item.url) == file)?;
    Some(site.dates_of(item).collect())
}

/// Some years before and a year after the moment of the build, as far as the website tells dates.
fn window(site: &Site) -> (Timestamp, Timestamp) {
    let now = site.now.at.to_zoned(TimeZone::UTC);
    let months = i64::from(site.config.horizon_months).min(12);
    let at = |span: Span| now.checked_add(span).unwrap().timestamp();
    (at(-3.years()), at(months.months()))
}

type Times = BTreeSet<(String, String)>;

/// Start and end of what takes place, or of what is cancelled.
fn times<'a>(rows: impl IntoIterator<Item = &'a Row>, cancelled: bool) -> Vec<(String, String)> {
    let rows = rows.into_iter().filter(|row| row.cancelled == cancelled);
    rows.map(|row| (row.start.clone(), row.end.clone())).collect()
}

/// Compares a file with the dates of the website that belong into it.
fn compare(site: &Site, dates: &[&Dated], rows: &[Row]) -> Result<usize, String> {
    let window = window(site);
    let of = |want_cancelled: bool| {
        let dates = dates.iter().filter(|dated| cancelled(site.item(dated.item), dated) == want_cancelled);
        let mut told: Vec<_> = dates.map(|dated| told(&dated.occurrence)).filter(|t| inside(&t.0, window)).collect();
        told.sort();
        told
    };
    let (takes_place, falls_out) = (of(false), of(true));
    let found = times(rows, false);
    if found != takes_place {
        return Err(difference(&takes_place, &found));
    }
    let found = times(rows, true);
    let kept = site.now.at.to_zoned(TimeZone::UTC).checked_sub(CANCELLED_KEPT_DAYS.days()).unwrap().date().to_string();
    let recent =
        |dates: &[(String, String)]| dates.iter().filter(|(start, _)| *start >= kept).cloned().collect::<Vec<_>>();
    if recent(&found) != recent(&falls_out) || !found.iter().all(|date| falls_out.contains(date)) {
        return Err(format!("cancelled: {}", difference(&falls_out, &found)));
    }
    Ok(takes_place.len() + falls_out.len())
}

/// Compares a file with that of all dates: what it has of an item is all that there is of it.
fn compare_part(whole: &[Row], rows: &[Row]) -> Result<usize, String> {
    let uids: BTreeSet<&str> = rows.iter().map(|row| row.uid.as_str()).collect();
    let same: Vec<&Row> = whole.iter().filter(|row| uids.contains(row.uid.as_str())).collect();
    if rows.iter().ne(same.iter().copied()) {
        return Err(difference(&times(same, false), &times(rows, false)));
    }
    Ok(rows.len())
}

/// Without what lies inside another date of the file of one item: the sessions of a conference, which fill only its file.
fn without_sessions(rows: &[Row], dates: &[&Dated]) -> Vec<Row> {
    let times: Times = dates.iter().map(|dated| told(&dated.occurrence)).collect();
    let inside = |row: &Row| {
        let own = times.contains(&(row.start.clone(), row.end.clone()));
        !own && times.iter().any(|(start, end)| *start <= row.start && row.end <= *end)
    };
    rows.iter().filter(|row| !inside(row)).cloned().collect()
}

fn difference(expected: &[(String, String)], found: &[(String, String)]) -> String {
    let missing: Vec<_> = expected.iter().filter(|date| !found.contains(date)).take(5).collect();
    let more: Vec<_> = found.iter().filter(|date| !expected.contains(date)).take(5).collect();
    format!("{} dates expected, {} found; missing {missing:?}, too many {more:?}", expected.len(), found.len())
}

/// Builds a site, has its files read, and compares. The number of its dates.
fn check(tree: &Tree) -> usize {
    let readers = readers();
    let site = hub::from(tree);
    let folder = TempDir::new().unwrap();
    let built = website::once(tree);
    let mut files = Vec::new();
    for (path, body) in built.files.iter().filter(|(path, _)| path.ends_with(".ics")) {
        let Body::Bytes(bytes) = body else { panic!("{path} is a copy") };
        let place = folder.path().join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, bytes).unwrap();
        files.push(path.clone());
    }
    let (folder, named, window) = (&folder, &files, window(&site));
    let rows: Vec<Rows> = std::thread::scope(|scope| {
        let started: Vec<_> =
            readers.iter().map(|reader| scope.spawn(move || read(reader, folder, named, window))).collect();
        started.into_iter().map(|reader| reader.join().unwrap()).collect()
    });
    let (mut wrong, mut dates) = (Vec::new(), 0);
    for (reader, rows) in readers.iter().zip(&rows) {
        let rows_of = |file: &str| rows.get(file).map_or(&[][..], Vec::as_slice);
        dates = 0;
        for file in &files {
            let compared = match expected(&site, file) {
                Some(all) if file == WHOLE => compare(&site, &all, rows_of(file)),
                Some(of_item) => compare(&site, &of_item, &without_sessions(rows_of(file), &of_item)),
                None => compare_part(rows_of(WHOLE), rows_of(file)),
            };
            match compared {
                Ok(count) => dates += count,
                Err(different) => wrong.push(format!("{}: {file}: {different}", reader.0)),
            }
        }
        eprintln!("{}: {} files, {dates} dates", reader.0, files.len());
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
    if let [one, other] = &rows[..] {
        assert!(one == other, "the readers differ about UIDs or texts");
    }
    dates
}

#[test]
fn the_example_hub() {
    let tree = website::folder("");
    let dates = check(&tree);
    assert!(readers().is_empty() || dates > 100, "{dates} dates");
}

/// The content of real communities, if it lies beside the project.
#[test]
fn real_sites() {
    let folders = ["../shared/real", "../../shared/real"].map(|path| root().join(path));
    let Some(folder) = folders.iter().find(|folder| folder.is_dir()) else {
        eprintln!("skipped: {} is not there", folders[0].display());
        return;
    };
    for site in ["mentoring-cohorts", "meetups", "standing-meetings", "library"] {
        eprintln!("{site}");
        check(&lyceum::disk::read(&folder.join(site)).unwrap());
    }
}

/// A file with wall times in a zone.
fn zone_file(zone: &Zone, from: Timestamp, walls: &[(jiff::civil::DateTime, Timestamp)]) -> String {
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n");
    text += &String::from_utf8(calendar::vtimezone(zone, from)).unwrap();
    for (number, (wall, _)) in walls.iter().enumerate() {
        let start = wall.strftime("%Y%m%dT%H%M%S");
        text += &format!(
            "BEGIN:VEVENT\r\nUID:{number}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID={zone}:{start}\r\nEND:VEVENT\r\n"
        );
    }
    text + "END:VCALENDAR\r\n"
}

/// Noons, and times a few hours from each change of the clocks, with their instants. Each happens exactly once: about the
/// others readers disagree.
fn walls(zone: &Zone, from: Timestamp, to: Timestamp) -> Vec<(jiff::civil::DateTime, Timestamp)> {
    let changes: Vec<_> = zone.rules().following(from).map(|change| change.timestamp()).collect();
    let near =
        changes.iter().take_while(|change| **change < to).flat_map(|change| [*change - 3.hours(), *change + 3.hours()]);
    let months =
        (0..24).map(|n| TimeZone::UTC.to_timestamp(date(2026, 1, 10).at(12, 0, 0, 0) + Span::new().months(n)).unwrap());
    let all: BTreeSet<Timestamp> = near.chain(months).filter(|at| (from..to).contains(at)).collect();
    let wall = |at: Timestamp| (zone.rules().to_datetime(at), at);
    all.into_iter().map(wall).filter(|(wall, _)| !zone.rules().to_ambiguous_timestamp(*wall).is_ambiguous()).collect()
}

#[test]
fn every_zone() {
    let (from, to) = ("2025-06-01T00:00:00Z".parse().unwrap(), "2032-01-01T00:00:00Z".parse().unwrap());
    let folder = TempDir::new().unwrap();
    // Most zones have the clocks of another one: each sort is read once.
    let mut sorts = BTreeMap::new();
    for name in Zone::names() {
        let zone = Zone::parse(&name).unwrap();
        let lines = String::from_utf8(calendar::vtimezone(&zone, from)).unwrap();
        sorts.entry(lines.replace(&format!("TZID:{name}\r\n"), "")).or_insert(zone);
    }
    let zones: BTreeMap<String, Zone> =
        sorts.into_values().map(|zone| (format!("{}.ics", zone.name().replace('/', "-")), zone)).collect();
    for (file, zone) in &zones {
        std::fs::write(folder.path().join(file), zone_file(zone, from, &walls(zone, from, to))).unwrap();
    }
    let files: Vec<String> = zones.keys().cloned().collect();
    for reader in readers() {
        let rows = read(&reader, &folder, &files, (from, to));
        for (file, zone) in &zones {
            let found: Vec<&str> = rows[file].iter().map(|row| row.start.as_str()).collect();
            let expected: Vec<String> = walls(zone, from, to).iter().map(|(_, at)| at.to_string()).collect();
            assert_eq!(found, expected, "{}: {zone}", reader.0);
        }
        eprintln!("{}: {} sorts of zones", reader.0, zones.len());
    }
}
