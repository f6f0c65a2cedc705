//! Pages in a browser: the scripts of tests/browser, with websites that are built for them here. `time.mjs` sets clock and time zone,
//! `filter.mjs` narrows lists, `progress.mjs` ticks the steps of pathways, `search.mjs` searches.
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

fn shelves() -> TempDir {
    let (site, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let out = folder.path();
    write(site.path(), "site.yaml", "title: Shelf\nurl: https://shelf.example.org\ntimezone: UTC\npage_size: 20\n");
    write(site.path(), "content/resources/all.csv", &shelf());
    build(site.path(), &out.join("shelf"), BUILT, &[]);
    build(site.path(), &out.join("loose"), BUILT, &["--relative"]);
    let under = out.join("under");
    build(site.path(), &under, BUILT, &["--base-url", "https://shelf.example.org/hub/"]);
    std::fs::rename(under, out.join("shelf/hub")).unwrap();
    folder
}

fn hub() -> TempDir {
    let folder = TempDir::new().unwrap();
    build(&root(), &folder.path().join("hub"), "2026-11-22T12:00", &[]);
    folder
}

#[test]
fn filter() {
    in_browser("filter.mjs", &["playwright-core"], shelves);
}

#[test]
fn time() {
    in_browser("time.mjs", &["playwright-core"], websites);
}

#[test]
fn progress() {
    in_browser("progress.mjs", &["playwright-core"], hub);
}

#[cfg_attr(not(feature = "search"), ignore = "there is no search without the feature `search`")]
#[test]
fn search() {
    in_browser("search.mjs", &["playwright-core"], searched);
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
    ("content/events/camp.md", "---\ntitle: Rope camp\nstart: 2026-12-10\nend: 2026-12-12\n---\nThree days.\n"),
    (
        "content/news/lighthouse.md",
        "---\ntitle: 港の夜\nlanguage: ja\ndate: 2026-01-01\n---\n来週の土曜日は灯台で勉強会を開きます。道具はこちらで用意します。\n",
    ),
    ("content/news/thai.md", "---\ntitle: เชือก\nlanguage: th\ndate: 2026-01-02\n---\nเชือกมีมาตรฐานสูง\n"),
    ("content/people/eve.md", "---\nname: Eve Hidden\nlisted: false\n---\nEve has a rope too.\n"),
];

fn searched() -> TempDir {
    let (site, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let out = folder.path();
    SEARCHED.iter().for_each(|(path, text)| write(site.path(), path, text));
    // A server for files knows no base path: the websites lie in folders of those names.
    build(site.path(), &out.join("hub/hub"), BUILT, &[]);
    build(site.path(), &out.join("folder"), BUILT, &["--relative"]);
    let japanese = SEARCHED[0].1.replace("[en, es]", "[ja, en]\nlanguage: ja").replace("/hub/", "/japanese/");
    write(site.path(), "site.yaml", &japanese);
    build(site.path(), &out.join("hub/japanese"), BUILT, &[]);
    let headers = ["hub", "japanese"].map(|name| std::fs::read_to_string(out.join("hub").join(name).join("_headers")));
    write(&out.join("hub"), "_headers", &headers.map(Result::unwrap).concat());
    write(site.path(), "site.yaml", &format!("{}search: false\n", SEARCHED[0].1));
    build(site.path(), &out.join("without"), BUILT, &[]);
    folder
}
