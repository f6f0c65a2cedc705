//! No dead ends: every address in every page leads to a file of the website, every fragment to an id; and pages run nothing inline.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, missing_docs)]

#[path = "links/address.rs"]
mod address;
#[path = "links/pages.rs"]
mod pages;
#[path = "plain/hub.rs"]
mod plain;
#[path = "website/program.rs"]
mod program;
mod website;

use std::collections::BTreeSet;
use std::path::Path;

use address::Base;
use lyceum::diag::codes;
use lyceum::pipeline::{Memo, Options};
use lyceum::source::Tree;
use pages::{Found, read};
use rayon::prelude::*;
use website::{Website, build, folder, options};

/// Where the sites of real communities lie, if they are there.
const REAL: &str = "/work/shared/real";

/// The HTML pages of a website, read.
fn found(website: &Website) -> Vec<(String, Found)> {
    let pages: Vec<(&str, &str)> = website.pages().collect();
    pages.par_iter().map(|(path, text)| ((*path).to_owned(), read(text))).collect()
}

/// All dead addresses of a website.
fn dead(website: &Website, pages: &[(String, Found)], base: &Base) -> Vec<String> {
    let anchors: std::collections::BTreeMap<&str, &BTreeSet<String>> =
        pages.iter().map(|(path, found)| (path.as_str(), &found.ids)).collect();
    let mut wrong = Vec::new();
    for (path, found) in pages {
        for url in &found.urls {
            let Some((file, fragment)) = base.file(path, url) else { continue };
            if !website.has(&file) {
                wrong.push(format!("{path}: {url} leads to {file}, which is not there"));
            } else if let (Some(fragment), Some(ids)) = (fragment, anchors.get(file.as_str()))
                && !ids.contains(&fragment)
                && !warned(website, &fragment)
            {
                wrong.push(format!("{path}: {url} leads to an id that is not in {file}"));
            }
        }
    }
    wrong
}

/// The author has been told of this dead fragment: it is a fault of the content.
fn warned(website: &Website, fragment: &str) -> bool {
    let of_anchors = website.built.diagnostics.iter().filter(|problem| problem.code == &codes::DEAD_ANCHOR);
    of_anchors.map(|problem| &problem.message).any(|message| message.contains(fragment))
}

/// Addresses that a file which is no page names.
fn dead_in_files(website: &Website, base: &Base) -> Vec<String> {
    let mut wrong = Vec::new();
    let others = website.paths().into_iter().filter(|path| path.ends_with(".xml") || path.ends_with("feed.json"));
    for path in others {
        let urls = address::named(website.text(path), base);
        assert!(!urls.is_empty() || !path.ends_with("map.xml"), "{path} names nothing");
        let missing = urls.into_iter().filter(|url| base.file(path, url).is_some_and(|(file, _)| !website.has(&file)));
        wrong.extend(missing.map(|url| format!("{path}: {url}")));
    }
    wrong
}

fn check(name: &str, tree: &Tree, options: &Options<'_>, base: &Base) {
    let website = build(tree, options, &mut Memo::once());
    let pages = found(&website);
    assert!(
        pages.iter().map(|(_, found)| found.urls.len()).sum::<usize>() > pages.len() * 5,
        "{name}: hardly any links"
    );
    let mut wrong = dead(&website, &pages, base);
    wrong.extend(dead_in_files(&website, base));
    wrong
        .extend(pages.iter().flat_map(|(path, found)| found.wrong.iter().map(move |wrong| format!("{path}: {wrong}"))));
    report(name, &wrong);
}

fn report(name: &str, wrong: &[String]) {
    let shown: Vec<&String> = wrong.iter().take(40).collect();
    assert!(wrong.is_empty(), "{name}: {} problems, the first ones:\n{shown:#?}", wrong.len());
}

#[test]
fn at_the_root() {
    check("hub", &folder("."), &options(), &Base::at("https://ropewalk.example.org/"));
}

#[test]
fn under_a_path() {
    let url = "https://x.org/hub/";
    check("hub under a path", &folder("."), &Options { base_url: Some(url), ..options() }, &Base::at(url));
}

#[test]
fn from_a_folder() {
    let options = Options { relative: true, ..options() };
    check("hub from a folder", &folder("."), &options, &Base::folder("https://ropewalk.example.org/"));
}

#[test]
fn with_another_theme() {
    let tree = lyceum::disk::read(plain::hub().path()).unwrap();
    check("hub with the plain theme", &tree, &options(), &Base::at("https://ropewalk.example.org/"));
}

#[test]
fn golden_sites() {
    check("whole", &folder("tests/golden/whole"), &options(), &Base::at("https://knot.example.org/"));
    check("subpath", &folder("tests/golden/subpath"), &options(), &Base::at("https://example.org/clubs/hub/"));
    check("rtl", &folder("tests/golden/rtl"), &options(), &Base::at("https://dar.example.org/"));
}

#[test]
fn redirects_lead_to_pages() {
    for (site, url) in
        [("tests/golden/subpath", "https://example.org/clubs/hub/"), (".", "https://ropewalk.example.org/")]
    {
        let website = build(&folder(site), &options(), &mut Memo::once());
        let base = Base::at(url);
        for line in website.text("_redirects").lines() {
            let words: Vec<&str> = line.split(' ').collect();
            let [from, to, "301"] = words[..] else { panic!("{line}") };
            assert!(from.starts_with(&base.path) && !from.contains("//"), "{line}");
            assert!(website.has(&base.file("_redirects", to).unwrap().0), "{line}");
        }
    }
    let website = build(&folder("tests/golden/subpath"), &options(), &mut Memo::once());
    assert_eq!(website.text("_redirects").lines().count(), 2);
}

#[test]
fn real_sites() {
    check_real(&["meetups", "standing-meetings"]);
}

#[test]
#[ignore = "thousands of pages: minutes without optimization"]
fn large_real_sites() {
    check_real(&["mentoring-cohorts", "library"]);
}

fn check_real(sites: &[&str]) {
    for site in sites {
        let path = format!("{REAL}/{site}");
        if !Path::new(&path).join("site.yaml").exists() {
            eprintln!("skipped: {path} is not there");
            continue;
        }
        let tree = lyceum::disk::read(Path::new(&path)).unwrap();
        let options = Options { base_url: Some("https://x.org/"), ..options() };
        check(site, &tree, &options, &Base::at("https://x.org/"));
    }
}

#[test]
fn the_check_finds_faults() {
    let found = read(
        "<p id=a style='x'>1</p><p id=a onclick=x>2</p><script>1</script><img src='http://h.org/x.png' srcset='a.png 1x, b.png 2x'>",
    );
    assert_eq!(found.wrong.len(), 4, "{:?}", found.wrong);
    assert_eq!(found.urls, ["http://h.org/x.png", "a.png", "b.png"]);
    let base = Base::at("https://x.org/hub/");
    assert_eq!(base.file("a/index.html", "/hub/b/#c"), Some(("b/index.html".into(), Some("c".into()))));
    assert_eq!(base.file("a/index.html", "#c"), Some(("a/index.html".into(), Some("c".into()))));
    assert_eq!(base.file("a/index.html", "https://x.org/hub/%C3%A9.png"), Some(("é.png".into(), None)));
    assert_eq!(base.file("a/index.html", "/b/"), Some(("(outside) /b/".into(), None)));
    assert_eq!(base.file("a/index.html", "https://y.org/"), None);
    let folder = Base::folder("https://x.org/");
    assert_eq!(folder.file("a/b/index.html", "../c/index.html"), Some(("a/c/index.html".into(), None)));
    assert_eq!(folder.file("a/index.html", "/c/"), Some(("(not relative) /c/".into(), None)));
}
