//! Pages in a browser whose clock and time zone we set: tests/browser/time.mjs, with websites that are built for it here.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, clippy::print_stderr, missing_docs)]

#[path = "website/program.rs"]
mod program;

use std::path::{Path, PathBuf};
use std::process::Command;

use program::{copy, lyceum, run, write};
use tempfile::TempDir;

/// When the harbor is built, and when it is built again, to compare.
const BUILT: &str = "2026-12-01T12:00";
const LATER: &[&str] = &[
    "2026-12-01T20:00:00Z",
    "2026-12-02T09:00:00Z",
    "2026-12-03T19:00:00Z",
    "2026-12-03T20:00:00Z",
    "2026-12-16T12:00:00Z",
    "2026-12-22T20:00:00Z",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Passes over a test that lacks a tool, or fails where all of them have to be there.
fn skip(why: &str) {
    let required = std::env::var_os("LYCEUM_REQUIRE_TOOLS").is_some_and(|value| value == "1");
    assert!(!required && std::env::var_os("CI").is_none(), "{why}");
    eprintln!("skipped: {why}");
}

fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file())
}

fn build(from: &Path, out: &Path, now: &str, more: &[&str]) {
    let (from, out) = (from.to_str().unwrap(), out.to_str().unwrap());
    let arguments = [&["build", "--root", from, "--out", out, "--now", now], more].concat();
    let ran = run(&mut lyceum(&arguments));
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
}

fn websites(out: &Path) {
    let harbor = root().join("tests/browser/harbor");
    build(&harbor, &out.join("harbor"), BUILT, &[]);
    build(&harbor, &out.join("folder"), BUILT, &["--relative"]);
    for later in LATER {
        build(&harbor, &out.join(format!("harbor-{later}")), later, &[]);
    }
    let spanish = TempDir::new().unwrap();
    copy(&harbor, spanish.path());
    let settings = std::fs::read_to_string(harbor.join("site.yaml")).unwrap();
    write(spanish.path(), "site.yaml", &settings.replace("language: en", "language: es"));
    build(spanish.path(), &out.join("spanish"), BUILT, &[]);
    build(&root(), &out.join("hub"), "2026-11-22T12:00", &[]);
}

/// Runs a script of tests/browser with a folder of websites; passes over it without the tools.
fn in_browser(script: &str, websites: fn(&Path)) {
    if !root().join("tests/browser/node_modules/playwright-core").is_dir() {
        return skip("no playwright-core: run `npm ci` in tests/browser");
    }
    let Some(chromium) = chromium() else { return skip("no Chromium: install the package `chromium`") };
    if Command::new("node").arg("--version").output().is_err() {
        return skip("no Node.js: install the package `nodejs`");
    }
    let out = TempDir::new().unwrap();
    websites(out.path());
    let script = root().join("tests/browser").join(script);
    let ran = run(Command::new("node").arg(script).arg(out.path()).env("CHROMIUM", chromium).env_remove("TZ"));
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
}

#[test]
fn time() {
    in_browser("time.mjs", websites);
}

#[cfg(feature = "search")]
#[test]
fn search() {
    in_browser("search.mjs", searched);
}

/// What is searched, in files.
const SEARCHED: &[(&str, &str)] = &[
    ("site.yaml", "title: Hub\nurl: https://example.org/hub/\ntimezone: Europe/Lisbon\nlanguages: [en, es]\n"),
    ("topics.yaml", "- slug: knots\n  label: Knots\n  synonyms: [threads]\n- slug: food\n  label: Food\n"),
    (
        "content/events/evening.md",
        "---\ntitle: Harbor evening\nstart: 2026-12-03 18:30\nspeakers: [Ada Okonkwo]\n---\nWe bring rope.\n",
    ),
    (
        "content/resources/splicing.md",
        "---\ntitle: Splicing for beginners\ntype: article\nlink: https://example.com/splicing\ntopics: [knots]\ndate: 2026-03-01\n---\nTake a rope.\n\nYou need a *marlinspike*.\n",
    ),
    (
        "content/resources/weaving.md",
        "---\ntitle: Weaving\ntype: article\nlink: https://example.com/weaving\ntopics: [knots]\ndate: 2026-05-01\n---\nNot of rope.\n\n`<b>angular</b> & <img>` is how a page begins.\n",
    ),
    (
        "content/resources/cafe.md",
        "---\ntitle: Café sin prisa\ntype: article\nlink: https://example.com/cafe\ntopics: [food]\nlanguage: es\ndate: 2026-04-01\n---\nSin rope.\n",
    ),
    ("content/people/eve.md", "---\nname: Eve Hidden\nlisted: false\n---\nEve has a rope too.\n"),
];

fn searched(out: &Path) {
    let site = TempDir::new().unwrap();
    SEARCHED.iter().for_each(|(path, text)| write(site.path(), path, text));
    // A server for files knows no base path: the website lies in the folder of that name.
    build(site.path(), &out.join("hub/hub"), BUILT, &[]);
    std::fs::copy(out.join("hub/hub/_headers"), out.join("hub/_headers")).unwrap();
    build(site.path(), &out.join("folder"), BUILT, &["--relative"]);
    write(site.path(), "site.yaml", &format!("{}search: false\n", SEARCHED[0].1));
    build(site.path(), &out.join("without"), BUILT, &[]);
}
