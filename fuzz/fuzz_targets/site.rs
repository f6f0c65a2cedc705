//! Any files as a site: the build ends, and every problem has a place in its file.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use lyceum::output::Discard;
use lyceum::pipeline::{self, Memo, Options};
use lyceum::source::{Source, Tree};
use lyceum::time::{Now, Zone};

/// The files of a site; what is in them is up to the fuzzer.
#[derive(Arbitrary, Debug)]
struct Files<'a> {
    settings: Option<&'a [u8]>,
    topics: Option<&'a [u8]>,
    kind: Option<&'a [u8]>,
    event: &'a [u8],
    fields: &'a str,
    translation: Option<&'a str>,
    table: Option<&'a [u8]>,
    list: Option<&'a str>,
    thread: &'a str,
    reply: Option<&'a str>,
}

fuzz_target!(|files: Files<'_>| {
    let settings = files.settings.unwrap_or(b"title: Hub\nurl: https://hub.example.org\ntimezone: Europe/Lisbon\n");
    let mut tree = Tree::default();
    let mut put = |path: &str, bytes: &[u8]| tree.insert(Source::new(path, bytes));
    put("site.yaml", settings);
    put("content/people/ana.md", b"---\nname: Ana\n---\n");
    put("content/events/any.md", files.event);
    put("content/events/night.md", format!("---\ntitle: Night\nstart: 2026-12-01T18:30\n{}", files.fields).as_bytes());
    put("content/discussions/first/index.md", thread(files.thread).as_bytes());
    let others =
        [("topics.yaml", files.topics), ("kinds/recipe.yaml", files.kind), ("content/resources/all.csv", files.table)];
    others.into_iter().for_each(|(path, bytes)| bytes.into_iter().for_each(|bytes| put(path, bytes)));
    files.translation.into_iter().for_each(|text| put("content/events/night.es.md", format!("---\n{text}").as_bytes()));
    files.list.into_iter().for_each(|text| put("content/events/all.yaml", text.as_bytes()));
    files.reply.into_iter().for_each(|text| put("content/discussions/first/replies/a.md", thread(text).as_bytes()));
    check(&tree);
});

fn thread(text: &str) -> String {
    format!("---\ntitle: First\nauthor: ana\ndate: 2026-11-02\n---\n{text}")
}

fn check(tree: &Tree) {
    let Ok(now) = Now::parse("2026-11-22", &Zone::utc()) else { return };
    let options = Options { now, base_url: None, drafts: false, relative: false, clock: || 0 };
    let found = pipeline::build(tree, &options, &mut Memo::once(), &Discard).diagnostics;
    for problem in &found {
        let bytes = tree.get(&problem.path).map_or(&[][..], Source::head);
        assert!(bytes.get(problem.span.range()).is_some(), "outside of the file: {problem:?}");
    }
    assert!(found.is_sorted_by(|a, b| a.sort_key() <= b.sort_key()));
}
