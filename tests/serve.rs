//! `lyceum serve`: whatever happens to the files, what is served in the end is what `lyceum build` makes of them; and nobody gets
//! anything that is not part of the website. `tests/browser/live.mjs` looks at it in a browser.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, missing_docs)]

#[path = "serve/files.rs"]
mod files;
#[path = "website/program.rs"]
mod program;
#[path = "serve/server.rs"]
mod server;
#[path = "website/tools.rs"]
mod tools;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::mpsc::channel;
use std::time::Duration;

use files::{Happening, happenings};
use lyceum::disk;
use lyceum::output::{Body, Collected};
use lyceum::pipeline::{self, Memo, Options};
use lyceum::serve::{Changes, News, Settings, Shown, Workshop};
use lyceum::time::{Now, Zone};
use program::{copy, write};
use proptest::prelude::*;
use server::Server;
use tempfile::TempDir;

const NOW: &str = "2026-11-22T12:00";

fn now() -> Now {
    Now::parse(NOW, &Zone::utc()).unwrap()
}

fn settings(root: &Path, poll: bool) -> Settings {
    let host = IpAddr::V4(Ipv4Addr::LOCALHOST);
    Settings { root: root.to_owned(), host, port: None, now: Some(now()), drafts: false, poll }
}

/// A website built from nothing, or none where there are errors.
fn clean(root: &Path) -> Option<BTreeMap<String, Body>> {
    let sink = Collected::default();
    let options = Options { now: now(), base_url: None, drafts: false, relative: false, clock: || 0 };
    let built = pipeline::build(&disk::read(root).ok()?, &options, &mut Memo::once(), &sink);
    let files = sink.into_outputs().into_iter().map(|output| (output.path, output.body)).collect();
    (!built.has_errors()).then_some(files)
}

/// Lets things happen to the files of a hub and compares what is served in the end.
fn ends_in_a_clean_build(happen: &[Happening], poll: bool) {
    let site = TempDir::new().unwrap();
    copy(&tools::root().join("tests/golden/whole"), site.path());
    let settings = settings(site.path(), poll);
    let mut workshop = Workshop::open(&settings).unwrap();
    let mut tell = |_: &News<'_>| {};
    let mut shown = workshop.build(&mut tell);
    let (sender, batches) = channel();
    let mut changes = Changes::watch(site.path(), poll, &mut tell);
    // It lives as long as the process: nobody can stop a watcher that waits.
    std::thread::spawn(move || while sender.send(changes.batch(Duration::from_secs(60))).is_ok() {});
    for one in happen {
        one.happen(site.path());
    }
    let same = |shown: &Shown| match clean(site.path()) {
        Some(files) => !shown.has_errors() && *shown.files == files,
        None => shown.has_errors(),
    };
    // What is right early may be so by chance; what is not right after half a minute never will be.
    let patience = if poll { 1500 } else { 300 };
    for _ in 0..30_000 / patience {
        while let Ok(batch) = batches.recv_timeout(Duration::from_millis(patience)) {
            shown = workshop.rebuild(&batch, &mut tell).unwrap_or(shown);
        }
        shown = workshop.catch_up(&mut tell).unwrap_or(shown);
        if same(&shown) {
            return;
        }
    }
    panic!("not a clean build after {happen:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, max_shrink_iters: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_happenings_end_in_a_clean_build(happen in prop::collection::vec(happenings(), 1..8)) {
        ends_in_a_clean_build(&happen, false);
    }
}

/// Each sort once, one after the other and all in one go.
#[test]
fn every_sort_of_happening() {
    let all = files::one_of_each();
    all.iter().for_each(|one| ends_in_a_clean_build(std::slice::from_ref(one), false));
    ends_in_a_clean_build(&all, false);
}

#[test]
fn without_being_told_of_changes() {
    ends_in_a_clean_build(&files::one_of_each(), true);
}

fn hub(url: &str) -> TempDir {
    let site = TempDir::new().unwrap();
    write(site.path(), "site.yaml", &format!("title: Hub\nurl: {url}\ntimezone: UTC\n"));
    write(site.path(), "content/events/night.md", "---\ntitle: Night\nstart: 2026-12-01T18:00\n---\nCome.\n");
    write(site.path(), "private/secret.md", "secret");
    site
}

#[test]
fn only_what_is_part_of_the_website() {
    let site = hub("https://hub.example.org");
    let server = Server::start(site.path(), &[]);
    let page = server.get("/events/night/");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("Come.") && page.contains("/_lyceum/live.js"), "{page}");
    assert!(page.to_lowercase().contains("content-security-policy: default-src 'self'"), "{page}");
    assert!(server.get("/events/night").contains("location: /events/night/"));
    assert!(server.get("/calendar.ics").contains("content-type: text/calendar"));
    assert!(server.get("/none/").starts_with("HTTP/1.1 404"));
    let outside = [
        "/../private/secret.md",
        "/private/secret.md",
        "/%2e%2e/private/secret.md",
        "/..%2fprivate%2fsecret.md",
        "/site.yaml",
        "/events/../../site.yaml",
        "//etc/passwd",
        "/%00",
        "/%ff",
        "/events/night/..%5c..%5csite.yaml",
        "/.lyceum-manifest",
        "/content/events/night.md",
    ];
    for path in outside {
        assert!(server.get(path).starts_with("HTTP/1.1 404"), "{path}");
    }
}

#[test]
fn pictures_as_they_are_built() {
    let site = hub("https://hub.example.org");
    let picture = b"\xFF\xD8\xFF\xFE\0\x08SECRET\xFF\xDA\0\x02image\xFF\xD9";
    let place = site.path().join("static/stove.jpg");
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    std::fs::write(place, picture).unwrap();
    let server = Server::start(site.path(), &[]);
    let answer = server.get("/stove.jpg");
    let body = String::from_utf8_lossy(b"\xFF\xD8\xFF\xDA\0\x02image\xFF\xD9");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with(&format!("\r\n\r\n{body}")), "{answer}");
}

#[test]
fn only_those_who_know_its_name() {
    let site = hub("https://hub.example.org");
    let server = Server::start(site.path(), &[]);
    for path in ["/", "/_lyceum/events", "/_lyceum/live.js"] {
        let refused = server.send(&format!("GET {path} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"));
        assert!(refused.starts_with("HTTP/1.1 421"), "{refused}");
        let nobody = server.send(&format!("GET {path} HTTP/1.0\r\nConnection: close\r\n\r\n"));
        assert!(nobody.starts_with("HTTP/1.0 421") || nobody.starts_with("HTTP/1.1 421"), "{nobody}");
    }
    let posted = server.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    assert!(posted.starts_with("HTTP/1.1 405"), "{posted}");
}

#[test]
fn a_website_in_a_folder_is_served_in_it() {
    let site = hub("https://example.org/hub/");
    let server = Server::start(site.path(), &[]);
    assert!(server.address.ends_with("/hub/"), "{}", server.address);
    assert!(server.get("/").contains("location: /hub/"));
    assert!(server.get("/hub").contains("location: /hub/"));
    assert!(server.get("/hub/events/night/").starts_with("HTTP/1.1 200"));
    assert!(server.get("/events/night/").starts_with("HTTP/1.1 404"));
}

#[test]
fn a_port_that_is_taken_is_passed_over() {
    let site = hub("https://hub.example.org");
    let first = Server::start(site.path(), &[]);
    let second = Server::start(site.path(), &[]);
    assert_ne!(first.port, second.port);
    let port = first.port.to_string();
    let taken = ["serve", "--root", site.path().to_str().unwrap(), "--port", &port];
    let ran = program::run(&mut program::lyceum(&taken));
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains(&format!("The port {port} at 127.0.0.1 is taken")) && ran.err.contains("--port"),
        "{}",
        ran.err
    );
}

#[test]
fn a_site_with_errors_is_served_once_it_has_none() {
    let site = hub("https://hub.example.org");
    let night = "---\ntitle: Night\nstart: 2026-12-01T18:00\n---\nCome.\n";
    write(site.path(), "content/events/night.md", "---\ntitle: Night\nstart: 2026-02-30\n---\nCome.\n");
    let mut server = Server::start(site.path(), &[]);
    assert!(server.get("/").contains("There is no page here yet"));
    assert!(server.event("has_errors\":true").contains("night.md"));
    write(site.path(), "content/events/night.md", night);
    server.event("has_errors\":false");
    assert!(server.get("/events/night/").contains("Come."));
    // From now on the last good website stays.
    write(site.path(), "content/events/night.md", "---\ntitle: Night\nstart: 2026-02-30\n---\nGo.\n");
    server.event("has_errors\":true");
    assert!(server.get("/events/night/").contains("Come."));
}

#[test]
fn in_a_browser() {
    tools::in_browser("live.mjs", &["playwright-core"], || hub("https://hub.example.org"));
}
