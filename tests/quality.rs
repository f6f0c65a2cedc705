//! What every page owes to members, in a browser: tests/browser/axe.mjs, quality.mjs, keyboard.mjs and lighthouse.mjs;
//! and HTML as the standard has it, told by the Nu checker.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, clippy::print_stderr, missing_docs)]

#[path = "plain/hub.rs"]
mod plain;
#[path = "website/planned.rs"]
mod planned;
#[path = "website/program.rs"]
mod program;
#[path = "browser/thread.rs"]
mod thread;
#[path = "website/tools.rs"]
mod tools;

use std::path::Path;
use std::process::Command;

use program::run;
use tempfile::TempDir;
use tools::{build, in_browser, installed, package, root, skip};

/// Sites of every kind and template, of one base path and direction of writing each.
const SITES: &[(&str, &str)] = &[
    ("hub", "."),
    ("whole", "tests/golden/whole"),
    ("rtl", "tests/golden/rtl"),
    ("subpath", "tests/golden/subpath"),
    ("harbor", "tests/browser/harbor"),
];

/// When the hub is built; the scripts set the browser's clock to it.
const NOW: &str = "2026-11-22T12:00";

/// Builds a site, with the list of its pages beside it.
fn website(folder: &TempDir, name: &str, site: &Path) {
    build(site, &folder.path().join(name), NOW, &[]);
    let pages = planned::html(&lyceum::disk::read(site).unwrap(), NOW);
    program::write(folder.path(), &format!("{name}.json"), &pages.to_string());
}

fn websites() -> TempDir {
    let folder = TempDir::new().unwrap();
    SITES.iter().for_each(|(name, site)| website(&folder, name, &root().join(site)));
    website(&folder, "plain", plain::hub().path());
    website(&folder, "thread", thread::site().path());
    folder
}

#[test]
fn axe() {
    in_browser("axe.mjs", &["playwright-core", "axe-core"], websites);
}

#[test]
fn members() {
    in_browser("quality.mjs", &["playwright-core"], websites);
}

#[test]
fn keyboard() {
    in_browser("keyboard.mjs", &["playwright-core"], websites);
}

#[test]
fn lighthouse() {
    in_browser("lighthouse.mjs", &["playwright-core", "lighthouse"], || {
        let folder = TempDir::new().unwrap();
        build(&root(), &folder.path().join("hub"), NOW, &[]);
        folder
    });
}

#[test]
fn html() {
    let tools = package("vnu-jar").and_then(|package| Ok((package.join("build/dist/vnu.jar"), installed(&["java"])?)));
    let (checker, java) = match tools {
        Ok(tools) => tools,
        Err(why) => return skip(&why),
    };
    let (folder, faulty) = (websites(), TempDir::new().unwrap());
    let check = |folder: &TempDir| {
        let mut command = Command::new(&java);
        command.args(["-Xss8m", "-jar"]).arg(&checker).args(["--skip-non-html", "--errors-only"]).arg(folder.path());
        run(&mut command)
    };
    let found = check(&folder);
    assert_eq!((found.status, found.err.as_str()), (0, ""), "{}", found.out);
    program::write(faulty.path(), "index.html", "<!doctype html><html lang=en><title>One</title><img src=one.png>");
    assert!(check(&faulty).err.contains("alt"), "the checker finds nothing wrong at all");
}
