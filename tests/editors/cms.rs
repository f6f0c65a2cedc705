//! Content management systems: they take the configuration, and what they write is read.

use lyceum::diag::{Diagnostic, Level, show};
use lyceum::disk;
use lyceum::editors::cms;
use lyceum::output::Discard;
use lyceum::pipeline::{self, Memo, Options};
use lyceum::source::{Source, Tree};
use lyceum::time::{Now, Zone};
use tempfile::TempDir;

use super::program::write;
use super::{Known, node, script};

/// A hub with a kind of its own, fields of its own, two languages and a list of topics.
const SITE: &[(&str, &str)] = &[
    (
        "site.yaml",
        "title: Hub\nurl: https://hub.example.org\ntimezone: Europe/Lisbon\nlanguages: [en, es]\nedit: {repository: example/hub}\n",
    ),
    ("topics.yaml", "- slug: rust\n  label: Rust\n- slug: \"on\"\n  label: Lamps\n"),
    (
        "kinds/recipe.yaml",
        "label: {one: Recipe, many: Recipes}\nfolder: recipes\nextends: resource\nfields:\n  cook: {type: ref, to: group, required: true}\n  \
         serves: {type: number, min: 1, max: 12}\n  course: {type: choice, of: [\"1\", \"true\", main], default: main}\n  tint: {type: color, example: \"#1f6f78\"}\n",
    ),
    ("kinds/event.yaml", "fields:\n  type: {of+: [vigil]}\n  dress: {type: text, many: true}\n"),
];

pub(super) fn site() -> (TempDir, Tree) {
    let folder = TempDir::new().unwrap();
    for (path, text) in SITE {
        write(folder.path(), path, text);
    }
    let tree = disk::read(folder.path()).unwrap();
    (folder, tree)
}

/// The configuration for a system, in a file.
fn config(folder: &TempDir, tree: &Tree, system: &str) -> String {
    let [(name, text), _] = cms::files(&Known::of(tree).hub(), system).unwrap();
    write(folder.path(), &format!("{system}/{name}"), &text);
    folder.path().join(system).join(name).to_str().unwrap().to_owned()
}

#[test]
fn sveltia_takes_its_configuration() {
    let Some(node) = node() else { return };
    let (folder, tree) = site();
    let path = config(&folder, &tree, "sveltia");
    assert_eq!(script(&node, "config.mjs", &["sveltia", &path], String::new()), Vec::<String>::new());
    // The schema sees what is wrong.
    let text = std::fs::read_to_string(&path).unwrap();
    for (good, bad) in
        [("value_type: float", "value_type: flat"), ("create: true", "create: maybe"), ("fields:", "felds:")]
    {
        assert!(text.contains(good));
        std::fs::write(&path, text.replacen(good, bad, 1)).unwrap();
        assert_ne!(script(&node, "config.mjs", &["sveltia", &path], String::new()), Vec::<String>::new(), "{bad}");
    }
}

/// Problems between fields of an item, of which a form does not know: what is wrong is said by the check.
const BETWEEN_FIELDS: &[&str] = &["E040", "E041", "E042", "E045", "E050", "E061", "E065"];

#[test]
fn what_decap_writes_is_read() {
    let Some(node) = node() else { return };
    let (folder, tree) = site();
    let path = config(&folder, &tree, "decap");
    let root = folder.path().to_str().unwrap();
    let fields = script(&node, "config.mjs", &["write", &path, root], String::new());
    assert!(fields.len() > 250, "{}", fields.len());
    let tree = disk::read(folder.path()).unwrap();
    let found = errors(&with_what_is_named(&tree, &errors(&tree)));
    let between = |problem: &Diagnostic| {
        BETWEEN_FIELDS.contains(&problem.code.id) || problem.message.starts_with("both `repeat` and `rrule`")
    };
    let wrong: Vec<_> = found.into_iter().filter(|problem| !between(problem)).collect();
    let shown = show::show(&wrong, &tree, show::Format::Human, false);
    assert!(wrong.is_empty(), "{} of {}\n{shown}", wrong.len(), fields.len());
}

pub(super) fn errors(tree: &Tree) -> Vec<Diagnostic> {
    let now = Now::parse("2026-11-22", &Zone::utc()).unwrap();
    let options = Options { now, base_url: None, drafts: true, relative: false, clock: || 0 };
    let found = pipeline::build(tree, &options, &mut Memo::once(), &Discard).diagnostics;
    found.into_iter().filter(|problem| problem.level() == Level::Error).collect()
}

/// The examples of the kinds name items and pictures that are nowhere: here they are, items with what the first of their kind says.
fn with_what_is_named(tree: &Tree, errors: &[Diagnostic]) -> Tree {
    let mut whole = tree.clone();
    whole
        .insert(Source::new("content/events/rust-night.md", tree.get("content/events/first-event.md").unwrap().head()));
    for problem in errors {
        let help = problem.help.as_deref().unwrap_or_default();
        let folder = problem.path.rsplit_once('/').unwrap().0;
        if let Some((_, rest)) = help.split_once("the file would be `") {
            let path = rest.split('`').next().unwrap();
            let beside = path.rsplit_once('/').unwrap().0;
            let first = tree.iter().find(|source| source.path.starts_with(&format!("{beside}/first-"))).unwrap();
            whole.insert(Source::new(path, first.head()));
        }
        if problem.code.id == "E031" {
            whole.insert(Source::new(&format!("{folder}/stove.jpg"), [0xff_u8, 0xd8, 0xff]));
        }
    }
    whole
}
