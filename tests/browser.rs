//! Pages in a browser: the scripts of tests/browser, with websites that are built for them here. `time.mjs` sets clock and time zone,
//! `filter.mjs` narrows lists, `progress.mjs` ticks the steps of pathways.
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

/// 240 resources with values that overlap in every way, and texts with accents.
fn shelf() -> String {
    const TOPICS: &[&str] = &[
        "rust", "git", "python", "sql", "maps", "web", "data", "design", "repair", "radio", "boats", "music", "tests",
        "fonts",
    ];
    let mut list = "slug,title,link,type,level,topics,date,summary\n".to_owned();
    for n in 0..240 {
        let word = ["Telar", "Barco", "Rueda"][n % 3];
        let kind = ["book", "video", "course", "article"][n % 4];
        let level = ["beginner", "intermediate", "advanced", "", "beginner"][n % 5];
        let topics = format!("{}; {}", TOPICS[n % 14], TOPICS[(n * n + 3) % 13]);
        let date = if n % 7 == 0 { String::new() } else { format!("2026-{:02}-{:02}", 1 + n % 9, 1 + n % 28) };
        let summary = ["Un mapa", "Sobre la Lingüística", "Más de lo mismo", ""][n * 7 % 4];
        list += &format!("r{n},{word} {n:03},https://example.org/{n},{kind},{level},{topics},{date},{summary}\n");
    }
    list
}

fn shelves(out: &Path) {
    let site = TempDir::new().unwrap();
    write(site.path(), "site.yaml", "title: Shelf\nurl: https://shelf.example.org\ntimezone: UTC\npage_size: 20\n");
    write(site.path(), "content/resources/all.csv", &shelf());
    build(site.path(), &out.join("shelf"), BUILT, &[]);
    build(site.path(), &out.join("loose"), BUILT, &["--relative"]);
    let under = out.join("under");
    build(site.path(), &under, BUILT, &["--base-url", "https://shelf.example.org/hub/"]);
    std::fs::rename(under, out.join("shelf/hub")).unwrap();
}

#[test]
fn filter() {
    in_the_browser("filter.mjs", shelves);
}

/// Runs a script with the websites that it wants.
fn in_the_browser(script: &str, websites: impl Fn(&Path)) {
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
    in_the_browser("time.mjs", websites);
}

#[test]
fn progress() {
    in_the_browser("progress.mjs", |out| {
        build(&root(), &out.join("hub"), "2026-11-22T12:00", &[]);
    });
}
