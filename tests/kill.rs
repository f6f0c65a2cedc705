//! A build that is killed at any moment: no file is ever a half one, and the next build makes whatever is missing.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

#[path = "website/program.rs"]
mod program;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use program::{files, lyceum, run, whole, write};

/// How many builds are killed.
const KILLED: u32 = 200;
const TITLES: [&str; 2] = ["The Rope", "The Walk"];

type Files = BTreeMap<String, Vec<u8>>;

fn arguments(root: &Path) -> [String; 5] {
    ["build", "--root", root.to_str().unwrap(), "--now", "2026-11-22"].map(str::to_owned)
}

/// Every page says the title, so that another one changes all of them.
fn entitle(root: &Path, title: &str) {
    write(root, "site.yaml", &format!("title: {title}\nurl: https://whole.example.org\ntimezone: Europe/Lisbon\n"));
}

/// Builds to the end, and how long that takes.
fn build(root: &Path) -> (Files, Duration) {
    let start = Instant::now();
    let ran = run(lyceum(&[]).args(arguments(root)));
    assert_eq!(ran.status, 0, "{}", ran.err);
    (files(&root.join("public")), start.elapsed())
}

fn is_website(path: &str) -> bool {
    path != ".lyceum-manifest"
}

#[test]
fn a_killed_build_leaves_whole_files_and_the_next_one_ends_it() {
    let site = whole();
    let [old, new] = TITLES.map(|title| {
        entitle(site.path(), title);
        build(site.path())
    });
    let longest = old.1.max(new.1);
    let versions = [old.0, new.0];
    let mut unfinished = 0;
    for n in 0..KILLED {
        let wanted = (n % 2) as usize;
        entitle(site.path(), TITLES[wanted]);
        let mut child = lyceum(&[]).args(arguments(site.path())).stderr(Stdio::null()).spawn().unwrap();
        // Spread over the whole build, in an order that jumps.
        std::thread::sleep(longest * (n * 37 % 100) / 100);
        child.kill().unwrap();
        unfinished += u32::from(child.wait().unwrap().code() != Some(0));
        let there = files(&site.path().join("public"));
        for (path, bytes) in there.iter().filter(|(path, _)| is_website(path)) {
            assert!(versions.iter().any(|version| version.get(path) == Some(bytes)), "{path} is a half one");
        }
        if n % 10 == 9 {
            assert!(build(site.path()).0 == versions[wanted], "the build after a killed one differs");
            let beside: Vec<String> = std::fs::read_dir(site.path())
                .unwrap()
                .map(|e| e.unwrap().file_name().into_string().unwrap())
                .collect();
            assert!(!beside.iter().any(|name| name.starts_with(".public") || name.contains("lyceum-")), "{beside:?}");
        }
    }
    assert!(unfinished > KILLED / 4, "only {unfinished} builds were killed before their end");
}
