//! The content of real communities, which lies beside the project: four sites without an error, and one with known ones.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test may panic and say why"
)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use lyceum::diag::{Diagnostic, Level, show};
use lyceum::disk;
use lyceum::output::Discard;
use lyceum::pipeline::{self, Memo, Options};
use lyceum::source::{Source, Tree};
use lyceum::time::{Now, Zone};

/// The folder of the sites, also as seen from a work tree; none where they are not at hand.
fn real() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let found = ["../shared/real", "../../shared/real"].iter().map(|path| root.join(path)).find(|path| path.is_dir());
    if found.is_none() {
        eprintln!("skipped: {} is not there", root.join("../shared/real").display());
    }
    found
}

fn check(site: &str) -> Option<(Tree, Vec<Diagnostic>)> {
    let tree = disk::read(&real()?.join(site)).expect("the site can be read");
    let now = Now::parse("2026-11-22", &Zone::utc()).expect("a date");
    let options = Options { now, base_url: None, drafts: false, relative: false, clock: || 0 };
    let built = pipeline::build(&tree, &options, &mut Memo::once(), &Discard);
    Some((tree, built.diagnostics))
}

fn errors(found: &[Diagnostic]) -> Vec<Diagnostic> {
    found.iter().filter(|problem| problem.level() == Level::Error).cloned().collect()
}

fn has_no_errors(site: &str) {
    let Some((tree, found)) = check(site) else { return };
    let errors = errors(&found);
    let shown = show::show(&errors[..errors.len().min(20)], &tree, show::Format::Human, false);
    assert!(errors.is_empty(), "{} errors\n{shown}", errors.len());
}

#[test]
fn mentoring_cohorts_has_no_errors() {
    has_no_errors("mentoring-cohorts");
}

#[test]
fn meetups_has_no_errors() {
    has_no_errors("meetups");
}

#[test]
fn standing_meetings_has_no_errors() {
    has_no_errors("standing-meetings");
}

#[test]
fn library_has_no_errors() {
    has_no_errors("library");
}

/// File, line and whether it is an error.
type Place = (String, usize, bool);

fn place(tree: &Tree, problem: &Diagnostic) -> Place {
    let text = tree.get(&problem.path).map_or(&[][..], Source::head);
    let (line, _) = show::position(text, problem.span.start as usize);
    (problem.path.to_string(), line, problem.level() == Level::Error)
}

fn expected() -> BTreeSet<Place> {
    let table = real().map(|root| root.join("broken/expected.tsv")).expect("the site is there");
    #[expect(clippy::disallowed_methods, reason = "a test reads its own files")]
    let text = std::fs::read_to_string(table).expect("the table can be read");
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        (cells[0].to_owned(), cells[1].parse().expect("a line"), cells[2] == "error")
    };
    text.lines().skip(1).map(row).collect()
}

#[test]
fn broken_has_all_that_is_expected_and_no_other_error() {
    let Some((tree, found)) = check("broken") else { return };
    let reported: BTreeSet<Place> = found.iter().map(|problem| place(&tree, problem)).collect();
    let expected = expected();
    let missed: Vec<_> = expected.difference(&reported).collect();
    assert!(missed.is_empty(), "not reported: {missed:#?}");
    let more: Vec<_> = reported.difference(&expected).filter(|(.., error)| *error).collect();
    assert!(more.is_empty(), "no error was expected there: {more:#?}");
}

#[test]
fn the_example_has_no_errors() {
    let tree = disk::read(&PathBuf::from(env!("CARGO_MANIFEST_DIR"))).expect("the site can be read");
    let now = Now::parse("2026-11-22", &Zone::utc()).expect("a date");
    let options = Options { now, base_url: None, drafts: false, relative: false, clock: || 0 };
    let found = pipeline::build(&tree, &options, &mut Memo::once(), &Discard).diagnostics;
    let errors = errors(&found);
    assert!(errors.is_empty(), "{}", show::show(&errors, &tree, show::Format::Human, false));
}
