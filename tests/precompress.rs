//! `lyceum build --precompress`: others unpack its files, and they follow the website. tests/readers/unpack.py does the unpacking.
#![cfg(feature = "precompress")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stderr, missing_docs)]

#[path = "website/program.rs"]
mod program;
#[path = "website/tools.rs"]
mod tools;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use program::{files, lyceum, run, whole, write};
use tempfile::TempDir;
use tools::{build, root, skip};

const NOW: &str = "2026-11-22T12:00";

/// A hub with a text of its own.
fn hub() -> TempDir {
    let hub = whole();
    write(hub.path(), "static/notes.txt", &"Bring a rope. ".repeat(200));
    hub
}

fn build_at(hub: &TempDir, more: &[&str]) {
    build(hub.path(), &hub.path().join("public"), NOW, more);
}

fn public(hub: &TempDir) -> BTreeMap<String, Vec<u8>> {
    files(&hub.path().join("public"))
}

fn is_packed(path: &str) -> bool {
    [".gz", ".br", ".zst"].iter().any(|ending| path.ends_with(ending))
}

fn written(folder: &Path) -> BTreeMap<String, SystemTime> {
    let time = |path: String| {
        let modified = folder.join(&path).metadata().unwrap().modified().unwrap();
        (path, modified)
    };
    files(folder).into_keys().map(time).collect()
}

#[test]
fn others_unpack_what_was_packed() {
    let hub = hub();
    build_at(&hub, &["--precompress"]);
    let python = root().join("target/readers/bin/python");
    let ready = Command::new(&python).args(["-c", "import brotli, zstandard"]).output();
    if !ready.is_ok_and(|output| output.status.success()) {
        return skip(
            "no brotli and zstandard in a venv in target/readers: pip install -r tests/readers/requirements.txt",
        );
    }
    let ran = run(Command::new(python).arg(root().join("tests/readers/unpack.py")).arg(hub.path().join("public")));
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    let files = public(&hub);
    let count = |ending: &str| files.keys().filter(|path| path.ends_with(ending)).count();
    assert_eq!(ran.out.trim(), format!(".gz {} .br {} .zst {}", count(".gz"), count(".br"), count(".zst")));
    for text in ["index.html", "calendar.ics", "events.json", "feed.xml", "sitemap.xml", "notes.txt", "404.html"] {
        for ending in [".gz", ".br", ".zst"] {
            assert!(files.contains_key(&format!("{text}{ending}")), "{text}{ending}");
        }
    }
}

#[test]
fn a_website_is_the_same_beside_them_and_without_them() {
    let (with, without) = (hub(), hub());
    build_at(&with, &["--precompress"]);
    build_at(&without, &[]);
    let (packed, mut others): (BTreeMap<_, _>, BTreeMap<_, _>) =
        public(&with).into_iter().partition(|(path, _)| is_packed(path));
    let mut plain = public(&without);
    assert!(
        packed.len() > 100
            && packed.keys().all(|path| path.rsplit_once('.').is_some_and(|(text, _)| others.contains_key(text)))
    );
    for files in [&mut others, &mut plain] {
        files.remove(".lyceum-manifest");
    }
    assert_eq!(others, plain);

    let again = hub();
    build_at(&again, &["--precompress"]);
    assert_eq!(public(&again), public(&with), "the same bytes each time");
    build_at(&again, &[]);
    assert_eq!(public(&again), public(&without), "they go with the option");
}

#[test]
fn a_second_build_writes_nothing_and_an_edit_little() {
    let hub = hub();
    build_at(&hub, &["--precompress"]);
    let out = hub.path().join("public");
    let before = written(&out);
    build_at(&hub, &["--precompress"]);
    assert_eq!(written(&out), before);

    write(hub.path(), "static/notes.txt", &"Bring a lamp. ".repeat(200));
    build_at(&hub, &["--precompress"]);
    let touched: Vec<String> =
        written(&out).into_iter().filter(|(path, time)| before[path] != *time).map(|(path, _)| path).collect();
    assert_eq!(touched, [".lyceum-manifest", "notes.txt", "notes.txt.br", "notes.txt.gz", "notes.txt.zst"]);
    let fresh = TempDir::new().unwrap();
    build(hub.path(), fresh.path(), NOW, &["--precompress"]);
    assert_eq!(files(fresh.path()), public(&hub));
}

#[test]
fn errors_leave_the_last_website() {
    let hub = hub();
    build_at(&hub, &["--precompress"]);
    let before = public(&hub);
    write(hub.path(), "content/events/wrong.md", "---\ntitle: No day\nstart: soon\n---\n");
    let ran = run(lyceum(&["build", "--precompress", "--now", NOW]).current_dir(hub.path()));
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert_eq!(public(&hub), before);
}
