//! Which policy goes with which page, as those read `_headers` who do so on hosts.

use lyceum::editors::cms;

use super::cms::site;
use super::program::{files, write};
use super::tools::build;
use super::{Known, NOW, node, script};

const OWN: &str = "https://unpkg.com/";

/// A site with a page for editing, built below a path: the text of its rules, and the addresses of all its files.
fn built(url: &str) -> (tempfile::TempDir, String, Vec<String>) {
    let (folder, tree) = site();
    for (name, text) in cms::files(&Known::of(&tree).hub(), "sveltia").unwrap() {
        write(folder.path(), &format!("{}/{name}", cms::FOLDER), &text);
    }
    for (path, title) in [("about", "About"), ("administration", "Administration"), ("caf\u{e9}", "Caf\u{e9}")] {
        write(folder.path(), &format!("content/pages/{path}.md"), &format!("---\ntitle: {title}\n---\nText.\n"));
    }
    write(folder.path(), "static/Addresses.html", "<!doctype html>\n<title>Addresses</title>\n");
    write(
        folder.path(),
        "content/events/first.md",
        "---\ntitle: First\nstart: 2026-12-02T18:30\ntopics: [rust]\n---\nText.\n",
    );
    let out = folder.path().join("public");
    build(folder.path(), &out, NOW, &["--base-url", url]);
    let base = url.split_once("://").unwrap().1.split_once('/').unwrap().1;
    let address = |path: String| format!("/{base}{}", path.strip_suffix("index.html").unwrap_or(&path));
    let addresses = files(&out).into_keys().filter(|path| path.ends_with(".html")).map(address).collect();
    let rules = std::fs::read_to_string(out.join("_headers")).unwrap();
    (folder, rules, addresses)
}

#[test]
fn the_parser_of_netlify_finds_the_strict_policy_for_all_other_pages() {
    let Some(node) = node() else { return };
    for url in ["https://hub.example.org/", "https://hub.example.org/hub/"] {
        let (folder, rules, addresses) = built(url);
        let strict =
            rules.lines().rev().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: ")).unwrap();
        assert!(
            strict.starts_with("default-src 'self';") && !strict.contains(OWN) && !strict.contains("unsafe-inline")
        );
        let path = folder.path().join("public/_headers");
        let said = script(&node, "headers.mjs", &[path.to_str().unwrap()], addresses.join("\n"));
        assert!(said.len() == addresses.len() && said.len() > 12, "{}", said.len());
        let (mut own, mut others) = (0, 0);
        for line in &said {
            let (address, policies) = line.split_once('\t').unwrap();
            let policies: Vec<&str> = policies.split('\t').collect();
            if address.ends_with("/admin/") {
                assert!(policies.len() == 1 && policies[0].contains(OWN), "{line}");
                own += 1;
            } else {
                // The last one holds, or both do; the first forbids nothing that the last one allows.
                assert!(policies.len() == 2 && policies[1] == strict && policies[0].contains(OWN), "{line}");
                others += 1;
            }
        }
        assert!(own == 1 && others > 12);
        // Some hosts take a hundred rules and no more, and lines of two thousand characters.
        assert!(rules.lines().filter(|line| !line.starts_with(' ')).count() < 60, "{rules}");
        assert!(rules.lines().all(|line| line.len() < 2000));
    }
}

#[test]
fn without_such_a_page_there_is_one_policy() {
    let (folder, _) = site();
    write(folder.path(), "static/plain.html", "<!doctype html>\n<title>Plain</title>\n");
    // What leaves everything open is no policy.
    write(
        folder.path(),
        "static/open.html",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"img-src 'self'\">\n",
    );
    let out = folder.path().join("public");
    build(folder.path(), &out, NOW, &[]);
    let rules = std::fs::read_to_string(out.join("_headers")).unwrap();
    assert_eq!(rules.matches("Content-Security-Policy").count(), 1);
    assert!(!rules.contains("unsafe-inline"));
}
