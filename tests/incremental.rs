//! The law of the incremental build: after any edits, a build with a memo equals a build without one, byte for byte; and it does no
//! more than it must.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

#[path = "incremental/edits.rs"]
mod edits;
mod website;

use edits::{State, edit, edits};
use jiff::ToSpan;
use lyceum::pipeline::{Memo, Options};
use lyceum::source::Tree;
use lyceum::time::Now;
use proptest::prelude::*;
use website::{NOW, Website, build, folder, moment, options, put, said, source};

fn start() -> State {
    State { tree: folder("tests/golden/whole"), now: moment(NOW) }
}

fn made(state: &State, memo: &mut Memo) -> Website {
    build(&state.tree, &Options { now: state.now, ..options() }, memo)
}

/// Compares everything that a build says and makes.
fn same(warm: &Website, cold: &Website, after: &str) {
    assert_eq!(said(&warm.built.diagnostics), said(&cold.built.diagnostics), "problems after {after}");
    assert_eq!(warm.built.diagnostics, cold.built.diagnostics, "problems after {after}");
    assert_eq!((&warm.built.held, &warm.built.counts), (&cold.built.held, &cold.built.counts), "after {after}");
    assert_eq!(warm.paths(), cold.paths(), "after {after}");
    let differ: Vec<&String> =
        warm.files.iter().filter(|(path, body)| cold.files[*path] != **body).map(|(path, _)| path).collect();
    assert!(differ.is_empty(), "{differ:?} differ after {after}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn warm_equals_cold(edits in prop::collection::vec(edits(), 1..7)) {
        let (mut state, mut memo) = (start(), Memo::kept());
        made(&state, &mut memo);
        for (n, one) in edits.iter().enumerate() {
            edit(&mut state, one);
            same(&made(&state, &mut memo), &made(&state, &mut Memo::once()), &format!("{:?}", &edits[..=n]));
        }
    }
}

/// Each sort of edit once: the dice above need not roll them all.
#[test]
fn every_sort_of_edit() {
    let (mut state, mut memo) = (start(), Memo::kept());
    made(&state, &mut memo);
    for one in edits::one_of_each() {
        edit(&mut state, &one);
        same(&made(&state, &mut memo), &made(&state, &mut Memo::once()), &format!("{one:?}"));
    }
}

/// What a rebuild after a change did.
fn work(change: impl FnOnce(&mut State)) -> (usize, usize, usize) {
    let (mut state, mut memo) = (start(), Memo::kept());
    let all = made(&state, &mut memo).built.rendered;
    change(&mut state);
    let built = made(&state, &mut memo).built;
    assert_eq!(said(&built.diagnostics), "");
    (built.parsed, built.rendered, all)
}

fn replace(tree: &mut Tree, path: &str, from: &str, to: &str) {
    let text = source(tree, path).replacen(from, to, 1);
    assert_ne!(text, source(tree, path), "{from} is not in {path}");
    put(tree, path, &text);
}

#[test]
fn no_edit_is_no_work() {
    let (parsed, rendered, all) = work(|_| ());
    assert_eq!((parsed, rendered), (0, 0));
    assert!(all > 100, "{all}");
}

#[test]
fn a_body_renders_its_page() {
    let edits = [
        ("content/resources/first-knot/index.md", "| one  | left |", "| one  | right |"),
        ("content/news/opened.md", "More below.", "More below, soon.\n\n## Later\n\nSee you."),
    ];
    for (path, from, to) in edits {
        let (parsed, rendered, _) = work(|state| replace(&mut state.tree, path, from, to));
        assert_eq!((parsed, rendered), (1, 1), "{path}");
    }
}

#[test]
fn a_title_renders_what_shows_it() {
    let (parsed, rendered, all) =
        work(|state| replace(&mut state.tree, "content/tools/tools.yaml", "Fid,", "Big fid,"));
    assert_eq!(parsed, 1);
    // Its page, its keeper's page, the index and the two pages of its state; not more than a handful.
    assert!((2..=12).contains(&rendered), "{rendered} of {all}");
}

#[test]
fn style_and_words_parse_nothing() {
    let (parsed, rendered, all) =
        work(|state| put(&mut state.tree, "themes/default/i18n/en.yaml", "calendar: Almanac\n"));
    assert_eq!(parsed, 0);
    assert!(rendered > 0 && rendered <= all);
}

fn later(now: Now, span: jiff::Span) -> Now {
    Now { at: now.at.checked_add(span).unwrap() }
}

#[test]
fn a_minute_later_nothing_is_new() {
    let (parsed, rendered, _) = work(|state| state.now = later(state.now, 1.minute()));
    assert_eq!((parsed, rendered), (0, 0));
}

#[test]
fn at_midnight_little_is_new() {
    let (parsed, rendered, all) = work(|state| state.now = later(state.now, 13.hours()));
    assert_eq!(parsed, 0);
    assert!(rendered * 4 < all, "{rendered} of {all} pages are rendered at midnight");
}
