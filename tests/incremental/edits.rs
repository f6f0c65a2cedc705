//! Edits that people make, as values.

use jiff::ToSpan;
use lyceum::source::{SitePath, Tree};
use lyceum::time::Now;
use proptest::prelude::*;

use crate::website::{put, source, texts};

/// The inputs of a build.
pub(crate) struct State {
    pub(crate) tree: Tree,
    pub(crate) now: Now,
}

/// One edit. The numbers pick a file or a word.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    Body(usize, usize),
    Title(usize, usize),
    Front(usize, usize),
    Break(usize),
    Add(usize, usize),
    Remove(usize),
    Rename(usize, usize),
    Settings(usize),
    Topics(usize),
    Kind(usize),
    Stray(usize),
    Template(usize),
    Words(usize),
    Style(usize),
    Hours(i64),
    Days(i64),
}

const PARAGRAPHS: [&str; 5] = [
    "\nAnother paragraph.\n",
    "\n## A heading\n\nWith [a link](../events/open-bench.md).\n",
    "\nA footnote[^9].\n\n[^9]: Here.\n",
    "\n[Dead](nowhere.md) and <script>x</script>.\n",
    "\n## @ben 2026-11-20 10:00 {#r9}\nA reply, or not.\n",
];
const TITLES: [&str; 3] = ["New title", "Título & <b>", "\"Third: title\""];
const FRONT: [&str; 8] = [
    "topics: [teaching]",
    "draft: true",
    "publish: 2026-11-25",
    "unpublish: 2026-11-24",
    "related: [people/ana]",
    "aliases: [/elsewhere/]",
    "unknown: 1",
    "language: pt",
];
const SLUGS: [&str; 3] = ["aaa", "zzz", "first-knot"];
const KINDS: [(&str, &str); 4] = [
    (
        "kinds/tool.yaml",
        "label: {one: Tool, many: Instruments}\nfolder: tools\nfields:\n  keeper: {type: ref, to: person}\n  loan: {type: duration}\n  state: {type: text}\n",
    ),
    ("kinds/person.yaml", "fields:\n  shoe: {type: number}\nfacets: [can]\n"),
    (
        "kinds/stroll.yaml",
        "label: {one: Stroll, many: Strolls}\nfolder: strolls\nfields:\n  start: {type: moment}\nroles: {when: [start]}\n",
    ),
    ("kinds/stray.yaml", "label: {one: Stray, many: Strays}\nfolder: strays\nfields: {}\n"),
];
const TEMPLATES: [(&str, &str); 3] = [
    ("item/tool.html", "{% extends \"item.html\" %}{% block before %}<p>Borrow me.</p>{% endblock before %}"),
    ("404.html", "<!doctype html><title>{{ site.title }}</title>"),
    ("404.html", "{% if %}"),
];

fn number() -> impl Strategy<Value = usize> {
    0..1000_usize
}

pub(crate) fn edits() -> impl Strategy<Value = Edit> {
    prop_oneof![
        3 => (number(), number()).prop_map(|(file, text)| Edit::Body(file, text)),
        2 => (number(), number()).prop_map(|(file, text)| Edit::Title(file, text)),
        3 => (number(), number()).prop_map(|(file, text)| Edit::Front(file, text)),
        1 => number().prop_map(Edit::Break),
        2 => (number(), number()).prop_map(|(file, name)| Edit::Add(file, name)),
        2 => number().prop_map(Edit::Remove),
        2 => (number(), number()).prop_map(|(file, name)| Edit::Rename(file, name)),
        1 => number().prop_map(Edit::Settings),
        1 => number().prop_map(Edit::Topics),
        2 => number().prop_map(Edit::Kind),
        1 => number().prop_map(Edit::Stray),
        1 => number().prop_map(Edit::Template),
        1 => number().prop_map(Edit::Words),
        1 => number().prop_map(Edit::Style),
        2 => (-30..30_i64).prop_map(Edit::Hours),
        2 => (-40..400_i64).prop_map(Edit::Days),
    ]
}

/// All sorts, each with every text that it has.
pub(crate) fn one_of_each() -> Vec<Edit> {
    let mut all = vec![Edit::Stray(0), Edit::Break(2), Edit::Add(3, 0), Edit::Rename(5, 1), Edit::Remove(7)];
    all.extend((0..PARAGRAPHS.len()).map(|n| Edit::Body(n + 3, n)));
    all.extend((0..TITLES.len()).map(|n| Edit::Title(n + 5, n)));
    all.extend((0..FRONT.len()).map(|n| Edit::Front(n + 1, n)));
    all.extend((0..KINDS.len()).map(Edit::Kind));
    all.extend((0..TEMPLATES.len()).map(Edit::Template));
    all.extend([
        Edit::Settings(0),
        Edit::Settings(1),
        Edit::Settings(2),
        Edit::Topics(0),
        Edit::Words(0),
        Edit::Style(0),
    ]);
    all.extend([Edit::Hours(5), Edit::Days(1), Edit::Days(30), Edit::Days(-300)]);
    all
}

fn pick<T: Clone>(all: &[T], n: usize) -> T {
    all[n % all.len()].clone()
}

fn markdown(tree: &Tree, n: usize) -> SitePath {
    pick(&texts(tree, "content/", ".md"), n)
}

pub(crate) fn edit(state: &mut State, edit: &Edit) {
    let tree = &mut state.tree;
    match *edit {
        Edit::Body(file, text) => change(tree, file, |old| old.to_owned() + pick(&PARAGRAPHS, text)),
        Edit::Title(file, text) => change(tree, file, |old| titled(old, pick(&TITLES, text))),
        Edit::Front(file, text) => {
            change(tree, file, |old| old.replacen("---\n", &format!("---\n{}\n", pick(&FRONT, text)), 1));
        }
        Edit::Break(file) => change(tree, file, |old| old.replacen("---\n", "---\n: [\n", 1)),
        Edit::Add(file, name) => copy(tree, file, name, false),
        Edit::Rename(file, name) => copy(tree, file, name, true),
        Edit::Remove(file) => drop(tree.remove(&markdown(tree, file))),
        Edit::Settings(n) => settings(tree, n),
        Edit::Topics(n) => {
            put(tree, "topics.yaml", &format!("- {{slug: knots, label: Knots {n}}}\n- {{slug: tea, label: Tea}}\n"));
        }
        Edit::Kind(n) => put(tree, pick(&KINDS, n).0, pick(&KINDS, n).1),
        Edit::Stray(n) => put(tree, &format!("content/straye/{}.md", n % 3), "---\ntitle: Stray\n---\n"),
        Edit::Template(n) => {
            put(tree, &format!("themes/default/templates/{}", pick(&TEMPLATES, n).0), pick(&TEMPLATES, n).1);
        }
        Edit::Words(n) => put(tree, "themes/default/i18n/en.yaml", &format!("calendar: Almanac {n}\n")),
        Edit::Style(n) => put(tree, "themes/default/assets/extra.css", &format!("p {{ margin: {n}px }}\n")),
        Edit::Hours(n) => state.now.at = state.now.at.checked_add(n.hours()).unwrap(),
        Edit::Days(n) => state.now.at = state.now.at.checked_add((24 * n).hours()).unwrap(),
    }
}

fn change(tree: &mut Tree, file: usize, new: impl FnOnce(&str) -> String) {
    let path = markdown(tree, file);
    let text = new(source(tree, &path));
    put(tree, &path, &text);
}

fn titled(text: &str, title: &str) -> String {
    let is_title = |line: &str| line.starts_with("title: ") || line.starts_with("name: ");
    let line = |line: &str| match line.split_once(": ") {
        Some((key, _)) if is_title(line) => format!("{key}: {title}\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

/// The same item under another name, beside or in place of it.
fn copy(tree: &mut Tree, file: usize, name: usize, moved: bool) {
    let path = markdown(tree, file);
    let text = source(tree, &path).to_owned();
    let folder = path.rsplit_once('/').unwrap().0.trim_end_matches("/first-knot").to_owned();
    put(tree, &format!("{folder}/{}.md", pick(&SLUGS, name)), &text);
    if moved {
        tree.remove(&path);
    }
}

fn settings(tree: &mut Tree, n: usize) {
    let old = source(tree, "site.yaml");
    let new = match n % 3 {
        0 => old.replacen("title: ", &format!("title: {n}"), 1),
        1 => format!("{}page_size: {}\n", without(old, "page_size"), 1 + n % 4),
        _ => format!("{}highlight: {}\n", without(old, "highlight"), n % 2 == 1),
    };
    put(tree, "site.yaml", &new);
}

fn without(text: &str, key: &str) -> String {
    text.lines().filter(|line| !line.starts_with(key)).map(|line| format!("{line}\n")).collect()
}
