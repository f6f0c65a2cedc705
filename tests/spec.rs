//! The specs in `tests/spec/*.md` hold: each case is a tiny site and what the program says of it.
//!
//! `LYCEUM_BLESS=1 cargo test --test spec` writes what comes out in place of what is expected. Read every line of it: what
//! is written there is what organizers will read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

#[path = "spec/document.rs"]
mod document;
#[path = "spec/tiny.rs"]
mod tiny;

use std::collections::BTreeSet;
use std::path::PathBuf;

use document::{Case, Document};
use lyceum::diag::codes;

/// Problems that no content can have, and where they are tested.
const ELSEWHERE: &[(&str, &str)] = &[
    ("E073", "tests/check.rs: links of the finished website"),
    ("W078", "tests/web.rs: links into the web"),
    ("W079", "tests/web.rs: links into the web"),
    ("W080", "tests/web.rs: links into the web"),
    ("E091", "the tests of rendering: a template that cannot be read"),
    ("E092", "the tests of rendering: a template that fails"),
    ("E093", "the tests of rendering: a theme that is not there"),
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/spec")
}

#[expect(clippy::disallowed_methods, reason = "a test reads its own files")]
fn documents() -> Vec<(PathBuf, String, Document)> {
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    files.sort();
    assert!(!files.is_empty());
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let document = Document::parse(&name, &text);
        (path, text, document)
    };
    files.into_iter().map(read).collect()
}

/// Runs a case; what is not as expected is said in `wrong`, and put right in the case.
fn run(name: &str, case: &mut Case, wrong: &mut Vec<String>) {
    if case.blocks().next().is_none() {
        return;
    }
    let tree = tiny::tree(case);
    let built = tiny::build(&tree);
    let place = format!("{name}:{} {}", case.line, case.title);
    for (kind, actual) in [("problems", tiny::problems(&tree, &built.diagnostics)), ("held", tiny::held(&built.held))] {
        if case.expected(kind) != actual {
            wrong.push(format!("{place}, {kind}:\n{}", difference(case.expected(kind), &actual)));
            case.bless(kind, &actual);
        }
    }
    for (at, actual) in tiny::html(case, &tree) {
        let document::Piece::Block(block) = &case.pieces[at] else { continue };
        if block.body != actual {
            wrong.push(format!("{place}, html:\n{}", difference(&block.body, &actual)));
            case.replace(at, &actual);
        }
    }
}

/// Both texts, line by line: `-` was expected, `+` came out.
fn difference(expected: &str, actual: &str) -> String {
    let mut out = String::new();
    for line in expected.lines().filter(|line| !actual.lines().any(|other| other == *line)) {
        out += &format!("  - {line}\n");
    }
    for line in actual.lines() {
        let known = expected.lines().any(|other| other == line);
        out += &format!("  {} {line}\n", if known { ' ' } else { '+' });
    }
    out
}

#[test]
#[expect(clippy::disallowed_methods, reason = "blessing is asked for by a variable and writes the specs")]
fn the_specs_hold() {
    let bless = std::env::var("LYCEUM_BLESS").is_ok_and(|value| value == "1");
    let mut wrong = Vec::new();
    for (path, _, document) in documents() {
        let mut cases = document.cases();
        cases.iter_mut().for_each(|case| run(&document.name, case, &mut wrong));
        if bless {
            std::fs::write(path, Document::text(&cases)).unwrap();
        }
    }
    assert!(bless || wrong.is_empty(), "{} cases differ\n\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_problem_has_a_case() {
    let mut shown = BTreeSet::new();
    for (_, _, document) in documents() {
        for case in document.cases() {
            let lines = case.expected("problems").lines();
            shown.extend(lines.filter_map(|line| line.split(' ').nth(1)).map(str::to_owned));
        }
    }
    let covered = |id: &str| shown.contains(id) || ELSEWHERE.iter().any(|(code, _)| *code == id);
    let missing: Vec<&str> = codes::ALL.iter().map(|code| code.id).filter(|id| !covered(id)).collect();
    assert!(missing.is_empty(), "no case shows {}", missing.join(", "));
    let needless: Vec<&str> = ELSEWHERE.iter().map(|(code, _)| *code).filter(|code| shown.contains(*code)).collect();
    assert!(needless.is_empty(), "these are shown here too: {}", needless.join(", "));
}

#[test]
fn documents_are_written_as_they_are_read() {
    for (_, text, document) in documents() {
        assert_eq!(Document::text(&document.cases()), text, "{}", document.name);
    }
}

#[test]
fn titles_say_what_is_expected() {
    for (_, _, document) in documents() {
        let mut seen = BTreeSet::new();
        for case in document.cases() {
            assert!(seen.insert(case.title.clone()), "{}: two cases `{}`", document.name, case.title);
        }
    }
}
