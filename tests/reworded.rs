//! A page whose text somebody is writing: what is shown at once is what a build makes of it, byte for byte, or nothing is shown at once.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod website;

use lyceum::output::{Body, Hasty};
use lyceum::pipeline::{self, Memo, Website};
use lyceum::source::Tree;
use proptest::prelude::*;
use website::{folder, options, put, source};

const SITE: &str = "tests/golden/whole";

/// The files with a text, each with the place at which it begins.
fn texts(tree: &Tree) -> Vec<(String, usize)> {
    let files = tree.under("content/").filter(|source| source.path.ends_with(".md"));
    let begin = |text: &str| text.get(3..)?.find("\n---\n").map(|at| at + 8);
    files.filter_map(|file| Some((file.path.to_string(), begin(file.text().ok()?)?))).collect()
}

/// Edits one file after the other, and says of how many the page was there at once.
fn shown_at_once(edit: impl Fn(&str) -> String) -> (usize, usize) {
    let mut tree = folder(SITE);
    let (mut memo, mut shown) = (Memo::kept(), 0);
    let all = texts(&tree);
    for (path, begin) in &all {
        let before = source(&tree, path).to_owned();
        let mut website = pipeline::build_and_keep(&tree, &options(), &mut memo, &Hasty::default()).1;
        put(&mut tree, path, &format!("{}{}", &before[..*begin], edit(&before[*begin..])));
        shown += usize::from(is_that_of_a_build(&mut website, &tree, path, &mut memo));
        put(&mut tree, path, &before);
    }
    (shown, all.len())
}

/// Whether the page comes at once; then it is that of a build.
fn is_that_of_a_build(website: &mut Website, tree: &Tree, path: &str, memo: &mut Memo) -> bool {
    let Some(page) = website.reworded(tree.get(path).unwrap()) else { return false };
    let all = Hasty::default();
    let built = pipeline::build(tree, &options(), memo, &all);
    let made = all.into_outputs().into_iter().find(|output| output.path == page.path);
    assert!(built.has_errors() || made == Some(page), "{path}");
    true
}

#[test]
fn other_words_are_shown_at_once() {
    let (shown, all) = shown_at_once(|text| format!("{text}\nOne more *sentence*.\n"));
    // Not those without a text, whose summary this would be, and not the intro of the home page.
    assert!(shown * 2 > all, "{shown} of {all}");
}

#[test]
fn what_others_know_of_is_not() {
    let more = [
        "\n[A link](https://example.org) and [another](/events/).\n",
        "\n## A heading\n",
        "\n![A picture](boat.jpg)\n",
    ];
    for more in more {
        let (shown, _) = shown_at_once(|text| format!("{text}{more}"));
        assert_eq!(shown, 0, "{more}");
    }
    let (shown, _) = shown_at_once(|text| format!("Another beginning, which is the summary of some. {text}"));
    let (_, all) = shown_at_once(str::to_owned);
    assert!(shown < all);
}

#[test]
fn fields_are_known_to_others() {
    let tree = folder(SITE);
    let path = "content/news/opened.md";
    let mut website = pipeline::build_and_keep(&tree, &options(), &mut Memo::once(), &Hasty::default()).1;
    let mut edited = tree.clone();
    put(&mut edited, path, &source(&tree, path).replacen("title: ", "title: Newly ", 1));
    assert!(website.reworded(edited.get(path).unwrap()).is_none());
    // It was not taken for the new one meanwhile.
    let page = website.reworded(tree.get(path).unwrap()).unwrap();
    assert!(matches!(page.body, Body::Bytes(html) if !String::from_utf8_lossy(&html).contains("Newly")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_edit_is_that_of_a_build(file in 0..1000_usize, at in 0.0..1.0_f64, gone in 0..20_usize, new in "[a-z#*_\\[\\]()!<>`:|\n -]{0,12}") {
        let mut tree = folder(SITE);
        let mut memo = Memo::kept();
        let all = texts(&tree);
        let (path, begin) = &all[file % all.len()];
        let mut website = pipeline::build_and_keep(&tree, &options(), &mut memo, &Hasty::default()).1;
        let text = source(&tree, path).to_owned();
        let letters: Vec<char> = text[*begin..].chars().collect();
        let from = (letters.len() as f64 * at) as usize;
        let (head, tail) = (&letters[..from], &letters[(from + gone).min(letters.len())..]);
        let text = [&text[..*begin], &head.iter().collect::<String>(), &new, &tail.iter().collect::<String>()].concat();
        put(&mut tree, path, &text);
        is_that_of_a_build(&mut website, &tree, path, &mut memo);
    }
}
