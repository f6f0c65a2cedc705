//! Pages in a browser whose clock and time zone we set: tests/browser/time.mjs, with websites that are built for it here.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, clippy::print_stderr, missing_docs)]

#[path = "website/program.rs"]
mod program;
#[path = "website/tools.rs"]
mod tools;

use program::{copy, write};
use tempfile::TempDir;
use tools::{build, in_browser, root};

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

fn websites() -> TempDir {
    let folder = TempDir::new().unwrap();
    let out = folder.path();
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
    folder
}

#[test]
fn time() {
    in_browser("time.mjs", &["playwright-core"], websites);
}
