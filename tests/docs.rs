//! The examples in the documents build: what people copy works, and problems look as the program shows them.
//!
//! All examples of a document make one site. A block fenced with `yaml site.yaml` or `markdown content/events/night.md` is that
//! file, new or in place of an earlier one; `text problems` is what the program says of the site up to there. At the end of the
//! document it has nothing to say. Files that do not belong to a site (`.github/…`) are passed over.
//! `LYCEUM_BLESS=1 cargo test --test docs` writes what the program says into the documents.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test, and tests may read files")]

use std::path::Path;

use lyceum::diag::show::{Format, show};
use lyceum::output::Discard;
use lyceum::pipeline::{self, Memo, Options};
use lyceum::source::{Source, Tree};
use lyceum::time::{Now, Zone};

/// Documents that are made or tested elsewhere.
const ELSEWHERE: &[&str] = &["kinds.md", "start.md", "themes.md", "view.md"];

/// Languages of examples that nobody can check without the name of a file.
const NAMED: &[&str] = &["yaml", "markdown", "csv", "svg"];

struct Block<'a> {
    line: usize,
    info: &'a str,
    text: String,
}

fn blocks(document: &str) -> Vec<Block<'_>> {
    let mut lines = document.lines().enumerate();
    let mut blocks = Vec::new();
    while let Some((at, line)) = lines.next() {
        let info = line.trim_start_matches('`');
        let fence = &line[..line.len() - info.len()];
        if fence.len() >= 3 {
            let text = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != fence);
            blocks.push(Block { line: at + 1, info, text: text.map(|line| format!("{line}\n")).collect() });
        }
    }
    blocks
}

/// What the program says of a site.
fn said(tree: &Tree) -> String {
    let now = Now::parse("2026-11-22T12:00", &Zone::utc()).unwrap();
    let options = Options { now, base_url: None, drafts: true, relative: false, clock: || 0 };
    show(&pipeline::build(tree, &options, &mut Memo::once(), &Discard).diagnostics, tree, Format::Human, false)
}

fn belongs(path: &str) -> bool {
    ["site.yaml", "topics.yaml", "content/", "kinds/", "static/", "themes/"].iter().any(|start| path.starts_with(start))
}

/// The document as it should be: with what the program says where it is to say something.
fn checked(name: &str, document: &str) -> String {
    let mut tree = Tree::default();
    let mut right: Vec<String> = document.lines().map(|line| format!("{line}\n")).collect();
    for Block { line, info, text } in blocks(document) {
        let (language, path) = info.split_once(' ').unwrap_or((info, ""));
        match (language, path) {
            ("text", "problems") => say(&mut right[line..line + text.lines().count()], &said(&tree), &text),
            (_, path) if belongs(path) => tree.insert(Source::new(path, text.as_bytes())),
            (_, "") => assert!(!NAMED.contains(&language), "{name}:{line}: which file? ```{language} site.yaml"),
            _ => {}
        }
    }
    if tree.iter().next().is_some() {
        assert_eq!(said(&tree), "", "{name}");
    }
    right.concat()
}

/// Puts what is said in place of the lines of a block, which are `text`.
fn say(lines: &mut [String], said: &str, text: &str) {
    if said.trim() != text.trim() {
        lines.iter_mut().for_each(String::clear);
        match lines.first_mut() {
            Some(first) => *first = format!("{}\n", said.trim()),
            None => panic!("write a line into the empty block, and bless again; it should say\n{said}"),
        }
    }
}

#[test]
fn examples_build() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let documents = std::fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path());
    for path in documents.chain([root.join("README.md")]) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.ends_with(".md") && !ELSEWHERE.contains(&name) {
            let document = std::fs::read_to_string(&path).unwrap();
            let right = checked(name, &document);
            if std::env::var_os("LYCEUM_BLESS").is_some() {
                std::fs::write(&path, &right).unwrap();
                continue;
            }
            assert_eq!(document, right, "{name}: `LYCEUM_BLESS=1 cargo test --test docs` writes what the program says");
        }
    }
}

#[test]
fn blocks_are_read() {
    let read = blocks("a\n```yaml site.yaml\ntitle: x\n```\n\n````text\n```\n````\n");
    let read: Vec<_> = read.iter().map(|b| (b.line, b.info, b.text.as_str())).collect();
    assert_eq!(read, [(2, "yaml site.yaml", "title: x\n"), (6, "text", "```\n")]);
}
