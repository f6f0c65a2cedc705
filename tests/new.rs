//! New files: whatever the kind, what `lyceum new` writes is right, says what was given, and takes the place of nothing.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, missing_docs)]

#[path = "website/program.rs"]
mod program;
#[path = "website/tools.rs"]
mod tools;

use std::fs;

use lyceum::diag::Level;
use lyceum::front;
use lyceum::kinds::Kinds;
use lyceum::new::{self, Given};
use lyceum::output::Discard;
use lyceum::parse;
use lyceum::pipeline::{self, Memo, Options};
use lyceum::source::{Source, Tree};
use lyceum::time::{Now, Zone};
use program::{Ran, files, lyceum, run, write};
use proptest::prelude::*;
use tempfile::TempDir;

const SITE: &str = "title: Small\nurl: https://small.example.org\ntimezone: Europe/Lisbon\n";

/// A file with nothing but what is required, which has the values of the examples.
fn example(kinds: &Kinds, kind: &str, title: &str) -> Source {
    let kind = kinds.get(kind).unwrap();
    let mut given = Given::default();
    let name = if kind.title_from.iter().any(|name| &**name == "name") { "name" } else { "title" };
    given.add(kind, name, title).unwrap();
    for missing in new::missing(kind, &given) {
        given.add(kind, &missing.path, &missing.example).unwrap();
    }
    assert!(new::missing(kind, &given).is_empty(), "{}", kind.name);
    new::file(kind, title, &given, "2026-11-22".parse().unwrap()).unwrap()
}

fn errors(tree: &Tree) -> Vec<String> {
    let now = Now::parse("2026-11-22T12:00", &Zone::utc()).unwrap();
    let options = Options { now, base_url: None, drafts: true, relative: false, clock: || 0 };
    let built = pipeline::build(tree, &options, &mut Memo::once(), &Discard);
    let errors = built.diagnostics.iter().filter(|problem| problem.level() == Level::Error);
    errors.map(|problem| format!("{}: {}", problem.path, problem.message)).collect()
}

#[test]
fn files_of_every_kind_have_no_errors() {
    let kinds = Kinds::new(std::iter::empty()).0;
    let mut tree = Tree::from_iter([Source::new("site.yaml", SITE.as_bytes())]);
    // Those whom the examples name.
    let named = [("person", "Ana Silva"), ("person", "Jo Doe"), ("program", "Two Strands")];
    named.iter().for_each(|(kind, title)| tree.insert(example(&kinds, kind, title)));
    let before = tree.iter().count();
    for kind in kinds.iter() {
        tree.insert(example(&kinds, &kind.name, &format!("Example of {}", kind.name)));
    }
    assert_eq!(tree.iter().count(), before + kinds.iter().count());
    assert_eq!(errors(&tree), Vec::<String>::new());
}

#[test]
fn lines_that_are_taken_out_of_comments_can_be_read() {
    let kinds = Kinds::new(std::iter::empty()).0;
    let mut taken = 0;
    for kind in kinds.iter() {
        let file = example(&kinds, &kind.name, "Example");
        let uncommented = |line: &str| match line.strip_prefix("# ") {
            Some(rest)
                if rest.starts_with("  ") || rest.split_once(':').is_some_and(|(key, _)| kind.field(key).is_some()) =>
            {
                format!("{rest}\n")
            }
            _ => format!("{line}\n"),
        };
        let text: String = file.text().unwrap().lines().map(uncommented).collect();
        taken += usize::from(text.len() < file.text().unwrap().len());
        let parsed = parse::parse(&Source::new(&file.path, text.as_bytes()), &kinds, false);
        assert!(parsed.diagnostics.is_empty(), "{text}\n{:?}", parsed.diagnostics);
    }
    assert!(taken > 10, "only {taken} kinds have comments");
}

proptest! {
    #[test]
    fn any_title_is_kept(title in prop_oneof!["[-?:!&*]{1,2}", "\\PC{0,20}", "[-a-z:#'\"{}\\[\\],&*!|>%@`~ ]{1,12}", any::<String>()]) {
        let kinds = Kinds::new(std::iter::empty()).0;
        let file = example(&kinds, "event", &title);
        let text = file.text().unwrap();
        let split = front::split(text).unwrap();
        let (node, faults) = front::read(&text[split.front.clone()], split.front.start).unwrap();
        prop_assert!(faults.is_empty());
        prop_assert_eq!(node.get("title").and_then(|node| node.text()), Some(&*title));
    }
}

struct Site(TempDir);

impl Site {
    fn new() -> Self {
        let site = Self(TempDir::new().unwrap());
        write(site.0.path(), "site.yaml", SITE);
        site
    }

    fn new_file(&self, arguments: &[&str]) -> Ran {
        run(lyceum(&[&["new"], arguments].concat()).current_dir(self.0.path()))
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap()
    }
}

#[test]
fn an_event_on_the_command_line() {
    let site = Site::new();
    assert_eq!(site.new_file(&["person", "Ana Silva"]).status, 0);
    let arguments = ["event", "Rust: a night", "--start", "next thu 18:30", "--duration=2h", "--hosts", "ana-silva"];
    let ran = site.new_file(&[&arguments[..], &["--set", "place.name=City Library", "--now", "2026-11-22"]].concat());
    assert_eq!((ran.status, ran.out.as_str()), (0, "content/events/rust-a-night.md\n"), "{}", ran.err);
    assert_eq!(ran.err, "start: Thursday 26 November 2026, 18:30\n");
    let text = site.text("content/events/rust-a-night.md");
    let start = "---\ntitle: \"Rust: a night\"\nstart: 2026-11-26T18:30\nduration: 2h\nplace:\n  name: City Library\nhosts: [ana-silva]\n";
    assert!(text.starts_with(start) && text.ends_with("---\n\n"), "{text}");
    assert!(text.contains("\n# How much one should know beforehand\n# level: beginner\n"), "{text}");
}

#[test]
fn a_day_is_one_of_the_zone_of_the_site() {
    let site = Site::new();
    write(site.0.path(), "site.yaml", &SITE.replace("Europe/Lisbon", "Pacific/Auckland"));
    // It is Monday already in Auckland.
    let ran = site.new_file(&["event", "Dawn", "--start", "tomorrow 7am", "--now", "2026-11-22T20:00"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(site.text("content/events/dawn.md").contains("start: 2026-11-24T07:00\n"));
}

#[test]
fn nothing_is_overwritten() {
    let site = Site::new();
    write(site.0.path(), "content/pages/about.md", "---\ntitle: About\n---\nUs.\n");
    let before = files(site.0.path());
    let ran = site.new_file(&["page", "About"]);
    assert!(ran.status == 2 && ran.err.contains("content/pages/about.md is there already"), "{}", ran.err);
    assert_eq!(files(site.0.path()), before);
}

#[test]
fn what_has_errors_is_not_written() {
    let site = Site::new();
    write(site.0.path(), "content/people/ana.md", "---\nname: Ana\n---\n");
    let before = files(site.0.path());
    for (arguments, status, said) in [
        (&["event", "B", "--start", "2026-12-01", "--hosts", "anna"][..], 1, "did you mean `ana`?"),
        (&["event", "B", "--start", "2026-12-01", "--level", "beginer"], 1, "did you mean `beginner`?"),
        (&["event", "B", "--start", "2026-12-01", "--end", "2026-11-01"], 1, "E040"),
        (&["mentor", "Ana", "--set", "mentoring={status: open, topics: [x], confirmed: 2026-11-01}"], 1, "E061"),
        (&["event", "B", "--start", "soon"], 2, "`next thu 18:30`"),
        (&["event", "B", "--strat", "2026-12-01"], 2, "did you mean `start`?"),
        (&["event", "B"], 2, "--start \"2026-12-01T18:30\""),
        (&["event"], 2, "the title is missing"),
        (&["event", "B", "night"], 2, "in quotes"),
        (&["event", "B", "--start"], 2, "--start has no value"),
        (&["evnet", "B"], 2, "did you mean `event`?"),
        (&["zebra", "B"], 2, "\n  resource "),
        (&[], 2, "\n  resource "),
        (&["thanks", "B", "--to", "ana", "--date", "today"], 2, "--body"),
        (&["event", "B", "--start", "2026-12-01", "--root", "nowhere"], 2, "There is no folder nowhere"),
    ] {
        let ran = site.new_file(arguments);
        assert!(ran.status == status && ran.err.contains(said), "{arguments:?}: {} {}", ran.status, ran.err);
        assert_eq!((files(site.0.path()), ran.out.as_str()), (before.clone(), ""), "{arguments:?}");
    }
}

/// `script` starts the program with a terminal of its own.
#[test]
#[cfg(target_os = "linux")]
fn on_a_terminal_it_asks() {
    let site = Site::new();
    let script = match tools::installed(&["script"]) {
        Ok(script) => script,
        Err(why) => return tools::skip(&why),
    };
    let line = format!("{} new event --now 2026-11-22", env!("CARGO_BIN_EXE_lyceum"));
    let mut terminal = std::process::Command::new(script);
    terminal.args(["-qec", &line, "/dev/null"]).current_dir(site.0.path());
    let ran = program::run_with(&mut terminal, "Asked\nsoon\n\ntomorrow 18:00\n".into());
    let said = ran.out;
    assert!(ran.status == 0 && said.contains("`next thu 18:30`"), "{said}");
    assert!(said.contains("Monday 23 November 2026, 18:00"), "{said}");
    assert!(site.text("content/events/asked.md").contains("\ntitle: Asked\nstart: 2026-11-23T18:00\n"));
}

#[test]
fn kinds_of_the_site_have_new_files_too() {
    let site = Site::new();
    let kind = "label: {one: Tool, many: Tools}\nfolder: tools\nfields:\n  title: {type: text, required: true, help: x}\n  \
                state: {type: choice, of: [in, out], required: true, help: \"Where it is\", example: in}\n  \
                root: {type: text, help: \"Where it grows\", example: x}\n  kept_at: text\ncard: [kept_at]\n";
    write(site.0.path(), "kinds/tool.yaml", kind);
    let ran = site.new_file(&["tool", "Soldering iron", "--state", "out", "--set", "root=oak"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "content/tools/soldering-iron.md\n"), "{}", ran.err);
    let fields = "title: Soldering iron\nstate: out\nroot: oak\n";
    assert!(site.text("content/tools/soldering-iron.md").contains(fields));
    // Without an example in the kind file there is an empty line to fill in.
    assert!(site.text("content/tools/soldering-iron.md").contains("\n# Kept at\n# kept_at:\n"));
    assert!(site.new_file(&["tool", "Iron"]).err.contains("--state \"in\"   Where it is"));
    let help = site.new_file(&["tool", "--help"]);
    assert!(help.status == 0 && help.out.contains("--state (required)"), "{}", help.out);
    assert!(site.new_file(&["--help"]).out.contains("Example:\n  lyceum new event"));
}
