//! The same files and the same `now` make the same bytes: whatever the number of threads, the machine's zone, language and folders.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

#[path = "website/program.rs"]
mod program;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use program::{copy, files, lyceum, run};
use tempfile::TempDir;

/// The bytes of the website that the program makes of a site, with some variables set.
fn built(root: &Path, variables: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let out = TempDir::new().unwrap();
    let folder = out.path().join("website");
    let arguments =
        ["build", "--now", "2026-11-22T12:00", "--root", root.to_str().unwrap(), "--out", folder.to_str().unwrap()];
    let ran = run(lyceum(&arguments).envs(variables.iter().copied()));
    assert_eq!(ran.status, 0, "{}", ran.err);
    files(&folder)
}

fn hub() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn small() -> std::path::PathBuf {
    hub().join("tests/golden/whole")
}

fn same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>, what: &str) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{what}");
    let differ: Vec<_> = one.iter().filter(|(path, bytes)| other[*path] != **bytes).map(|(path, _)| path).collect();
    assert!(differ.is_empty(), "{what}: {differ:?}");
}

#[test]
fn any_number_of_threads() {
    let one = built(hub(), &[("RAYON_NUM_THREADS", "1")]);
    assert!(one.len() > 500, "{}", one.len());
    for threads in ["2", "4", "9"] {
        same(&one, &built(hub(), &[("RAYON_NUM_THREADS", threads)]), threads);
    }
}

#[test]
fn any_zone_of_the_machine() {
    let zones = [
        "UTC",
        "Europe/Lisbon",
        "America/Los_Angeles",
        "Asia/Kolkata",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "EST5EDT",
        "No/Such_Zone",
    ];
    let first = built(hub(), &[("TZ", zones[0])]);
    for zone in &zones[1..3] {
        same(&first, &built(hub(), &[("TZ", zone)]), zone);
    }
    let first = built(&small(), &[("TZ", zones[0])]);
    for zone in &zones[3..] {
        same(&first, &built(&small(), &[("TZ", zone)]), zone);
    }
}

#[test]
fn any_zones_that_the_machine_knows() {
    // A database in which all clocks of the hub show another time, as an old or a broken system may have it.
    let folder = tempfile::tempdir().unwrap();
    for zone in ["Europe/Madrid", "Europe/Lisbon"] {
        let file = folder.path().join(zone);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, [b"TZif2".as_slice(), &[0; 39], b"TZif2", &[0; 39], b"\n<+09>-9\n"].concat()).unwrap();
    }
    let first = built(&small(), &[("TZ", "UTC")]);
    for own in [folder.path().to_str().unwrap(), "/nowhere"] {
        same(&first, &built(&small(), &[("TZDIR", own), ("TZ", "Europe/Madrid")]), own);
    }
}

#[test]
fn any_language_of_the_machine() {
    let first = built(&small(), &[("LANG", "C"), ("LC_ALL", "C")]);
    for language in ["tr_TR.UTF-8", "de_DE.UTF-8", "ar_EG.UTF-8", "ja_JP.eucJP"] {
        same(&first, &built(&small(), &[("LANG", language), ("LC_ALL", language)]), language);
    }
}

#[test]
fn any_folder() {
    let first = built(&small(), &[]);
    let elsewhere = TempDir::new().unwrap();
    for name in ["a", "with space/and é", "deep/er/still"] {
        let root = elsewhere.path().join(name);
        copy(&small(), &root);
        same(&first, &built(&root, &[("HOME", "/nonexistent"), ("USER", "somebody")]), name);
    }
}

#[test]
fn any_time_of_the_clock() {
    let first = built(&small(), &[("SOURCE_DATE_EPOCH", "0")]);
    same(&first, &built(&small(), &[("SOURCE_DATE_EPOCH", "1900000000")]), "--now counts, not the clock");
    // What a website was made of does not matter either: files touched today are the same files.
    let elsewhere = TempDir::new().unwrap();
    copy(&small(), elsewhere.path());
    let page = elsewhere.path().join("content/pages/join.md");
    fs::write(&page, fs::read(&page).unwrap()).unwrap();
    same(&first, &built(elsewhere.path(), &[]), "a touched file");
}
