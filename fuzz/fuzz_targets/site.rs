//! Any text as one file of a small site: the build ends, and every problem has a place in its file. The first byte says which file; the
//! others stay as they are, and what they become is kept from one input to the next.
#![no_main]

use std::sync::{LazyLock, Mutex, PoisonError};

use libfuzzer_sys::fuzz_target;
use lyceum::output::Discard;
use lyceum::pipeline::{self, Memo, Options};
use lyceum::source::{Source, Tree};
use lyceum::time::{Now, Zone};

/// The files that the fuzzer writes, and what stands before its text.
const OPEN: [(&str, &str); 10] = [
    ("content/events/any.md", ""),
    ("content/events/night.md", "---\ntitle: Night\nstart: 2026-12-01T18:30\n"),
    ("content/events/night.es.md", "---\n"),
    ("content/events/all.yaml", ""),
    ("content/resources/all.csv", ""),
    ("content/discussions/first/index.md", "---\ntitle: First\nauthor: ana\ndate: 2026-11-02\n---\n"),
    ("content/discussions/first/replies/a.md", "---\nauthor: ana\ndate: 2026-11-03\n---\n"),
    ("site.yaml", "title: Hub\nurl: https://hub.example.org\n"),
    ("topics.yaml", ""),
    ("kinds/recipe.yaml", ""),
];

/// The files that stay, unless one of them is the fuzzer's.
const FIXED: [(&str, &str); 6] = [
    ("site.yaml", "title: Hub\nurl: https://hub.example.org\ntimezone: Europe/Lisbon\nlanguages: [en, es]\n"),
    ("content/people/ana.md", "---\nname: Ana\n---\n"),
    ("content/events/night.md", "---\ntitle: Night\nstart: 2026-12-01T18:30\nspeakers: [ana]\n---\nBring a friend.\n"),
    ("content/groups/rust.md", "---\ntitle: Rust\nmeets: {start: 2026-12-02T18:00, repeat: weekly}\n---\n"),
    ("content/resources/book.md", "---\ntitle: Book\nlink: https://book.example.org\n---\n"),
    ("content/discussions/first/index.md", "---\ntitle: First\nauthor: ana\ndate: 2026-11-02\n---\nHello.\n"),
];

static TREE: LazyLock<Tree> =
    LazyLock::new(|| FIXED.into_iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect());

static MEMO: LazyLock<Mutex<Memo>> = LazyLock::new(|| Mutex::new(Memo::kept()));

fuzz_target!(|bytes: &[u8]| {
    let Some((which, text)) = bytes.split_first() else { return };
    let (path, before) = OPEN[usize::from(*which) % OPEN.len()];
    let mut tree = TREE.clone();
    tree.insert(Source::new(path, [before.as_bytes(), text].concat()));
    check(&tree);
});

fn check(tree: &Tree) {
    let Ok(now) = Now::parse("2026-11-22", &Zone::utc()) else { return };
    let options = Options { now, base_url: None, drafts: false, relative: false, clock: || 0 };
    let mut memo = MEMO.lock().unwrap_or_else(PoisonError::into_inner);
    let found = pipeline::build(tree, &options, &mut memo, &Discard).diagnostics;
    for problem in &found {
        let bytes = tree.get(&problem.path).map_or(&[][..], Source::head);
        assert!(bytes.get(problem.span.range()).is_some(), "outside of the file: {problem:?}");
    }
    assert!(found.is_sorted_by(|a, b| a.sort_key() <= b.sort_key()));
}
