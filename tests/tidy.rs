//! House rules that no compiler checks.

#[path = "layers/code.rs"]
mod code;

use code::Source;

const LONGEST_FILE: usize = 400;

/// Files that may be longer: tables that are declared, not programmed.
const LONG_TABLES: &[(&str, &str)] = &[
    ("diag/codes.rs", "the registry of all problems"),
    ("time/zone_words.rs", "names that people give to time zones"),
];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &["util", "utils", "helper", "helpers", "common", "misc", "manager", "context"];

/// Collects what is wrong in all files and shows it at once.
fn check(wrong: impl Fn(&Source) -> Vec<(usize, String)>) {
    let all = Source::all().unwrap_or_default();
    assert!(!all.is_empty(), "there are no source files");
    let found: Vec<_> =
        all.iter().flat_map(|s| wrong(s).into_iter().map(move |(l, w)| format!("src/{}:{l}: {w}", s.path))).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

fn lines(source: &Source, is_wrong: impl Fn(&str) -> bool, what: &str) -> Vec<(usize, String)> {
    let numbered = source.text.lines().enumerate();
    numbered.filter(|(_, line)| is_wrong(line)).map(|(at, _)| (at + 1, what.to_owned())).collect()
}

#[test]
fn files_begin_with_their_job() {
    check(|source| {
        let job = source.text.lines().next().and_then(|line| line.strip_prefix("//! "));
        if job.is_some_and(|job| job.len() > 3) { vec![] } else { vec![(1, "begin with `//! its job`".to_owned())] }
    });
}

#[test]
fn files_are_short() {
    check(|source| {
        let long =
            source.text.lines().count() > LONGEST_FILE && !LONG_TABLES.iter().any(|(path, _)| *path == source.path);
        if long { vec![(LONGEST_FILE, format!("longer than {LONGEST_FILE} lines"))] } else { vec![] }
    });
}

#[test]
fn modules_are_named_after_what_they_hold() {
    check(|source| {
        let empty = source.modules().into_iter().filter(|name| EMPTY_NAMES.contains(name));
        empty.map(|name| (1, format!("`{name}` says nothing"))).collect()
    });
}

#[test]
fn nothing_is_left_for_later() {
    let marks = ["TODO", "FIXME", "XXX", "HACK"];
    let is_word = |line: &str, mark: &str| line.split(|c: char| !c.is_alphanumeric()).any(|word| word == mark);
    check(|source| {
        lines(source, |line| marks.iter().any(|mark| is_word(line, mark)), "do it now, or write it down elsewhere")
    });
}

#[test]
fn lines_end_where_the_text_ends() {
    check(|source| lines(source, |line| line.ends_with([' ', '\t', '\r']), "space at the end of the line"));
    check(|source| if source.text.ends_with("\n\n") { vec![(1, "empty lines at the end".to_owned())] } else { vec![] });
}

#[test]
fn nothing_panics_on_purpose() {
    let calls = [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!(", "dbg!("];
    check(|source| {
        let wrong = source.code().into_iter().filter(|(_, code)| calls.iter().any(|call| code.contains(call)));
        wrong.map(|(line, code)| (line, code.trim().to_owned())).collect()
    });
}

#[test]
fn no_hash_ordered_collections() {
    let named = ["HashMap", "HashSet"];
    check(|source| {
        let wrong = source.code().into_iter().filter(|(_, code)| named.iter().any(|name| code.contains(name)));
        wrong.map(|(line, code)| (line, code.trim().to_owned())).collect()
    });
}
