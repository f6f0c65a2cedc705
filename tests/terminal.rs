//! What the program shows on a terminal, and that none of it comes through a pipe. `script` of util-linux is the terminal.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

#[path = "website/program.rs"]
mod program;
#[path = "website/tools.rs"]
mod tools;

use std::process::Command;

use program::{lyceum, run, write};
use tempfile::TempDir;

/// A hub that takes longer than a second to build, even on a fast machine.
fn large() -> TempDir {
    let site = TempDir::new().unwrap();
    write(site.path(), "site.yaml", "title: Large\nurl: https://large.example.org\ntimezone: UTC\nsearch: false\n");
    let rows: String =
        (0..3000).map(|n| format!("Book {n},https://books.example.org/{n},book,topic-{}\n", n % 50)).collect();
    write(site.path(), "content/resources/books.csv", &format!("title,link,type,topics\n{rows}"));
    site
}

/// All that appears on a terminal.
fn on_terminal(line: &str, variables: &[(&str, &str)]) -> Option<String> {
    let script = match tools::installed(&["script"]) {
        Ok(script) => script,
        Err(why) => {
            tools::skip(&why);
            return None;
        }
    };
    let mut command = Command::new(script);
    command.args(["-qec", line, "/dev/null"]).env("TERM", "xterm").env_remove("CI").env_remove("NO_COLOR");
    Some(run(command.envs(variables.iter().copied())).out)
}

#[test]
fn a_long_build_says_how_far_it_is_and_cleans_up() {
    let site = large();
    let root = site.path().to_str().unwrap();
    let program = env!("CARGO_BIN_EXE_lyceum");
    let Some(text) = on_terminal(&format!("{program} build --root {root}"), &[]) else { return };
    let (shown, rest) = text.split_at(text.find("Built ").unwrap());
    assert!(shown.contains("\rMaking the pages: ") && shown.contains(" of "), "{text:?}");
    assert!(!rest.contains("Making"), "{text:?}");
    // Before the summary begins, the line is empty again, and the cursor at its start.
    let mut parts = shown.rsplit('\r');
    assert_eq!(parts.next(), Some(""), "{text:?}");
    let (spaces, last) = (parts.next().unwrap(), parts.next().unwrap());
    assert!(spaces.trim().is_empty() && spaces.chars().count() == last.chars().count(), "{text:?}");

    let ci = on_terminal(&format!("{program} check --root {root}"), &[("CI", "true")]).unwrap();
    assert!(!ci.contains("Making") && !ci.contains("Reading"), "{ci:?}");
    let piped = run(lyceum(&["check", "--root", root]).env_remove("CI"));
    assert_eq!((piped.out.as_str(), piped.err.as_str()), ("", "no problems\n"));
}

#[test]
fn color_is_for_terminals_that_want_it() {
    let site = TempDir::new().unwrap();
    write(site.path(), "site.yaml", "title: Small\nurl: https://small.example.org\ntimezone: UTC\ncolour: red\n");
    let line = format!("{} check --root {}", env!("CARGO_BIN_EXE_lyceum"), site.path().display());
    let Some(plain) = on_terminal(&line, &[("NO_COLOR", "1")]) else { return };
    assert!(plain.contains("W020") && !plain.contains('\x1b'), "{plain:?}");
    assert!(!on_terminal(&line, &[("TERM", "dumb")]).unwrap().contains('\x1b'));
    assert!(on_terminal(&line, &[]).unwrap().contains('\x1b'));
    let piped = run(lyceum(&["check", "--root", site.path().to_str().unwrap()]).env_remove("NO_COLOR"));
    assert!(piped.err.contains("W020") && !piped.err.contains('\x1b'), "{}", piped.err);
}

#[test]
fn whoever_has_read_enough_may_leave() {
    let ran = run(Command::new("sh").args(["-c", &format!("{} explain E020 | true", env!("CARGO_BIN_EXE_lyceum"))]));
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
}
