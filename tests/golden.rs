//! Golden sites: selected files of small websites, byte for byte. `LYCEUM_BLESS=1 cargo test --test golden` renews them; read the
//! difference before you commit it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, missing_docs)]

mod website;

use std::fs;
use std::path::PathBuf;

use website::{folder, once, said};

/// Builds a golden site and compares the files that stand in its folder `expected/`.
fn check(site: &str, files: &[&str]) {
    let website = once(&folder(&format!("tests/golden/{site}")));
    assert_eq!(said(&website.built.diagnostics), "");
    let wrong: Vec<String> =
        files.iter().filter_map(|file| difference(site, file, &steady(website.text(file)))).collect();
    assert!(wrong.is_empty(), "{}\nLYCEUM_BLESS=1 renews what is expected", wrong.join("\n"));
}

/// Where the first difference is, if there is one.
fn difference(site: &str, file: &str, found: &str) -> Option<String> {
    let place = expected(site, file);
    if std::env::var_os("LYCEUM_BLESS").is_some() {
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(&place, found).unwrap();
        return None;
    }
    let wanted = fs::read_to_string(&place).unwrap_or_default();
    if wanted == found {
        return None;
    }
    let at = wanted.lines().zip(found.lines()).position(|(one, other)| one != other).unwrap_or_default();
    let line = |text: &str| text.lines().nth(at).unwrap_or_default().to_owned();
    Some(format!("{site}/{file}:{}\n  expected {}\n  found    {}", at + 1, line(&wanted), line(found)))
}

/// One flat folder: `events/walk/index.html` is kept as `events+walk+index.html`.
fn expected(site: &str, file: &str) -> PathBuf {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden"));
    root.join(site).join("expected").join(file.replace('/', "+"))
}

/// A file without what changes with every release: digests in the names of assets, the version.
fn steady(text: &str) -> String {
    let mut parts = text.split("assets/");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out += "assets/";
        let name = part.find(['"', '\'', ' ', ')', '<', '&']).map_or(part, |end| &part[..end]);
        let digest = name.split('.').find(|piece| piece.len() == 8 && piece.chars().all(|c| c.is_ascii_hexdigit()));
        out += &digest.map_or_else(|| part.to_owned(), |digest| part.replacen(digest, "DIGEST", 1));
    }
    out.replace(concat!("Lyceum ", env!("CARGO_PKG_VERSION")), "Lyceum VERSION").replace("\r\n", "\n")
}

#[test]
fn one_of_everything() {
    check(
        "whole",
        &[
            "index.html",
            "events/lantern-night/index.html",
            "events/open-bench/index.html",
            "events/open-bench/2026-12-01/index.html",
            "resources/first-knot/index.html",
            "discussions/which-knot/index.html",
            "calendar.ics",
            "topics/knots/feed.xml",
        ],
    );
}

#[test]
fn under_a_path() {
    check("subpath", &["events/walk/index.html", "sitemap.xml"]);
}

#[test]
fn from_right_to_left() {
    check("rtl", &["en/about/index.html", "events/لقاء/index.html"]);
}

#[test]
fn digests_are_left_out() {
    assert_eq!(
        steady("<a href=\"/assets/site.0123abcd.css\">assets/x"),
        "<a href=\"/assets/site.DIGEST.css\">assets/x"
    );
}
