//! The index of the search: its files, that they are the same each time, and that there are none where nobody wants them.
#![cfg(feature = "search")]
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod website;

use std::collections::BTreeMap;

use lyceum::output::{Body, Discard};
use lyceum::pipeline::{self, Memo, Options};
use lyceum::source::Tree;
use website::{NOW, Website, build, moment, once, options, put, said, source, tree};

const SITE: &str = "title: Hub\nurl: https://example.org/hub/\nlanguage: en\n";

fn hub(settings: &str) -> Tree {
    let article =
        "---\ntitle: Splicing\ntype: article\nlink: https://example.com/x\ntopics: [knots]\n---\nTake a rope.\n";
    let hidden = "---\nname: Eve\nlisted: false\n---\nNobody finds her.\n";
    let settings = format!("{SITE}{settings}");
    tree(&[("site.yaml", &settings), ("content/resources/x.md", article), ("content/people/eve.md", hidden)])
}

fn index(website: &Website) -> BTreeMap<&str, &Body> {
    let files = website.files.iter().filter(|(path, _)| path.starts_with("search/"));
    files.map(|(path, body)| (path.as_str(), body)).collect()
}

#[test]
fn files_of_the_index() {
    let website = once(&hub(""));
    assert_eq!(said(&website.built.diagnostics), "");
    let files = index(&website);
    for end in ["pagefind.js", "pagefind-worker.js", "wasm.en.pagefind", ".pf_meta", ".pf_index", ".pf_filter"] {
        assert!(files.keys().any(|path| path.ends_with(end)), "{end}: {:?}", files.keys());
    }
    let entry: serde_json::Value = serde_json::from_str(website.text("search/index/pagefind-entry.json")).unwrap();
    assert_eq!(entry["languages"]["en"]["page_count"], 1, "who is not listed is not found: {entry}");
    assert!(!files.keys().any(|path| path.contains("-ui")), "{:?}", files.keys());
    let page = website.text("search/index.html");
    assert!(page.contains("data-index=\"/hub/search/index/\"") && page.contains("<option value=\"knots\">"), "{page}");
    assert!(website.text("index.html").contains("href=\"/hub/search/\""));
    assert!(website.text("_headers").contains("script-src 'self' 'wasm-unsafe-eval';"));
}

#[test]
fn the_same_each_time_and_made_again_only_for_other_words() {
    let (mut tree, mut memo) = (hub(""), Memo::kept());
    let first = build(&tree, &options(), &mut memo);
    assert_eq!(index(&first), index(&once(&tree)));
    assert_eq!(index(&first), index(&build(&tree, &options(), &mut memo)));
    put(&mut tree, "content/resources/y.md", "---\ntitle: Y\ntype: article\nlink: https://example.com/y\n---\nKnot.\n");
    let second = build(&tree, &options(), &mut memo);
    assert_ne!(index(&first), index(&second));
    assert_eq!(index(&second), index(&once(&tree)));
}

#[test]
fn an_index_is_kept_while_no_word_changes() {
    let (mut tree, mut memo) = (hub(""), Memo::kept());
    let mut made = |tree: &Tree, now: &str| {
        let built = build(tree, &Options { now: moment(now), ..options() }, &mut memo).built;
        (built.indexed, built.rendered > 0)
    };
    assert_eq!(made(&tree, NOW), (true, true));
    assert_eq!(made(&tree, NOW), (false, false));
    put(&mut tree, "themes/default/assets/site.css", "body { color: black }\n");
    assert_eq!(made(&tree, NOW), (false, true), "pages have another style");
    put(&mut tree, "themes/default/i18n/en.yaml", "skip_to_content: To the text\n");
    assert!(!made(&tree, NOW).0);
    let text = source(&tree, "content/resources/x.md").replace("rope", "cord");
    put(&mut tree, "content/resources/x.md", &text);
    assert_eq!(made(&tree, NOW), (true, true));
}

#[test]
fn the_time_of_an_index_is_told() {
    let stages = |settings: &str| -> Vec<&str> {
        once(&hub(settings)).built.profile.stages.iter().map(|(name, _)| *name).collect()
    };
    let (with, without) = (stages(""), stages("search: false\n"));
    assert!(with.contains(&"beside: search") && with.contains(&"wait for search"), "{with:?}");
    assert!(!without.iter().any(|name| name.contains("search")), "{without:?}");
}

#[test]
fn no_search_where_it_is_switched_off_or_cannot_work() {
    let off = once(&hub("search: false\n"));
    let relative = build(&hub(""), &Options { relative: true, ..options() }, &mut Memo::once());
    for website in [&off, &relative] {
        assert!(index(website).is_empty());
        assert!(!website.text("index.html").contains("search-link"));
        assert!(!website.text("_headers").contains("wasm"));
    }
}

#[test]
fn a_check_says_the_same_as_a_build() {
    let checked = pipeline::build(&hub(""), &options(), &mut Memo::once(), &Discard);
    assert_eq!(said(&checked.diagnostics), said(&once(&hub("")).built.diagnostics));
}
