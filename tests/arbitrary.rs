//! Whatever stands in the files of a site: a build ends, nothing panics, and every problem has a place in its file.

use std::path::PathBuf;
use std::sync::LazyLock;

use lyceum::disk;
use lyceum::output::Discard;
use lyceum::pipeline::{self, Memo, Options};
use lyceum::source::{Source, Tree};
use lyceum::time::{Now, Zone};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A site with an item for each sort of file.
const FILES: &[(&str, &str)] = &[
    ("site.yaml", "title: Hub\nurl: https://hub.example.org\ntimezone: Europe/Lisbon\nhighlight: false\n"),
    ("topics.yaml", "- {slug: rust, label: Rust}\n- {slug: python, broader: rust}\n"),
    (
        "kinds/recipe.yaml",
        "label: {one: Recipe, many: Recipes}\nfolder: recipes\nfields:\n  cook: {type: ref, to: person}\n",
    ),
    ("content/people/ana-silva.md", "---\nname: Ana Silva\n---\nHello.\n"),
    (
        "content/events/night.md",
        "---\ntitle: Night\nstart: 2026-12-01T18:30\nrepeat: {every: week, count: 3}\n---\n[Ana](../people/ana-silva.md)\n",
    ),
    ("content/events/night.es.md", "---\ntitle: Noche\n---\nHola.\n"),
    ("content/resources/books.csv", "title,link,authors\nA book,https://example.org/a,ana-silva\n"),
    ("content/resources/shelf.yaml", "- title: A book\n  link: https://example.org/b\n  body: \"*Good*\"\n"),
    (
        "content/discussions/first.md",
        "---\ntitle: First\nauthor: ana-silva\ndate: 2026-11-02\n---\nHow?\n\n## @ana-silva 2026-11-03 10:00 {#r1 .accepted}\nSo.\n",
    ),
    ("content/discussions/second/index.md", "---\ntitle: Second\nauthor: ana-silva\ndate: 2026-11-02\n---\nHow?\n"),
    ("content/discussions/second/replies/r1.md", "---\nauthor: ana-silva\ndate: 2026-11-03\n---\nSo.\n"),
    ("content/about.md", "---\ntitle: About\n---\n# About\n"),
];

fn tiny() -> Tree {
    FILES.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect()
}

/// The example hub of this project.
static EXAMPLE: LazyLock<Tree> = LazyLock::new(|| {
    let mut tree = disk::read(&PathBuf::from(env!("CARGO_MANIFEST_DIR"))).expect("the example can be read");
    let settings = String::from_utf8_lossy(tree.get("site.yaml").expect("it has settings").head()).into_owned();
    tree.insert(Source::new("site.yaml", format!("highlight: false\n{settings}").into_bytes()));
    tree
});

/// Builds, and checks what holds for every build.
fn check(tree: &Tree) {
    let now = Now::parse("2026-11-22", &Zone::utc()).expect("a date");
    let options = Options { now, base_url: None, drafts: false, relative: false, clock: || 0 };
    let found = pipeline::build(tree, &options, &mut Memo::once(), &Discard).diagnostics;
    for problem in &found {
        let range = problem.span.range();
        let bytes = tree.get(&problem.path).map_or(&[][..], Source::head);
        assert!(range.start <= range.end && range.end <= bytes.len(), "outside of the file: {problem:?}");
        if let Ok(text) = std::str::from_utf8(bytes) {
            let whole = text.is_char_boundary(range.start) && text.is_char_boundary(range.end);
            assert!(whole, "within a letter: {problem:?}");
        }
        assert!(!problem.message.is_empty() && problem.help.as_deref() != Some(""), "says nothing: {problem:?}");
    }
    assert!(found.is_sorted_by(|a, b| a.sort_key() <= b.sort_key()), "the problems are not sorted");
}

fn with(mut tree: Tree, path: &str, bytes: impl Into<Vec<u8>>) -> Tree {
    tree.insert(Source::new(path, bytes.into()));
    tree
}

fn any_path() -> impl Strategy<Value = &'static str> {
    select(FILES.iter().map(|(path, _)| *path).collect::<Vec<_>>())
}

/// Names that mean something, and some that nearly do.
const NAMES: &[&str] = &[
    "title",
    "start",
    "end",
    "duration",
    "time",
    "timezone",
    "repeat",
    "every",
    "on",
    "days",
    "until",
    "count",
    "interval",
    "rrule",
    "skip",
    "also",
    "change",
    "status",
    "type",
    "place",
    "name",
    "online",
    "url",
    "registration",
    "closes",
    "price",
    "sessions",
    "id",
    "speakers",
    "resources",
    "topics",
    "date",
    "author",
    "to",
    "from",
    "link",
    "authors",
    "image",
    "src",
    "alt",
    "draft",
    "publish",
    "unpublish",
    "slug",
    "aliases",
    "related",
    "about",
    "language",
    "languages",
    "uid",
    "extra",
    "mentoring",
    "availability",
    "confirmed",
    "steps",
    "text",
    "body",
    "requires",
    "folder",
    "fields",
    "roles",
    "label",
    "titel",
    "strat",
    "",
    "a b",
    "é",
    "~",
];

/// Values that mean something, and some that nearly do.
const VALUES: &[&str] = &[
    "Rust night",
    "2026-12-01",
    "2026-12-01T18:30",
    "2026-12-01 24:00",
    "2026-02-30",
    "9999-12-31T23:59",
    "0001-01-01",
    "-1",
    "2026-12-01T18:30+01:00",
    "90m",
    "1h30m",
    "999999999d",
    "P1Y",
    "Europe/Lisbon",
    "CET",
    "week",
    "day",
    "year",
    "1st tue",
    "last day",
    "february 30",
    "tue",
    "31",
    "10",
    "0",
    "1e999",
    "FREQ=DAILY;COUNT=5",
    "FREQ=YEARLY;BYDAY=-53SU",
    "true",
    "no",
    "ana-silva",
    "people/ana-silva",
    "night",
    "events/night",
    "山田太郎",
    "Jo Doe",
    "https://example.org/a",
    "javascript:x",
    "10 EUR",
    "free",
    "€10",
    "en",
    "English",
    "#1a6b5c",
    "stove.jpg",
    "../../../etc/passwd",
    "Mon-Thu 18:00-21:00",
    "~",
    "",
    "ana@example.org",
    "\"quoted \\u00e9\\L\"",
    "'it''s'",
    "*alias",
    "&anchor x",
    "!tag x",
    "@at",
    "%percent",
    "{}",
    "[]",
    "[[[]]]",
    "|\n    One\n\n    [two](nowhere.md)\n",
    ">\n    folded ![](x.png)\n    text\n",
    "{{ x }}",
    "\u{feff}",
    "\u{202e}",
    "é: ü",
    "- x",
    "\"[a](b.md)\\L\\L\\L\\n# x\\n### y\"",
    "2022",
    "2022-03",
    "rust",
    "r1",
    "/old/",
    "//",
    "?",
];

fn fragment() -> impl Strategy<Value = String> {
    let leaf = select(VALUES).prop_map(str::to_owned);
    leaf.prop_recursive(3, 24, 5, |inner| {
        let named = (select(NAMES), inner.clone()).prop_map(|(name, value)| format!("{name}: {value}"));
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(|all| format!("[{}]", all.join(", "))),
            prop::collection::vec(named, 0..4).prop_map(|all| format!("{{{}}}", all.join(", "))),
        ]
    })
}

fn fields() -> impl Strategy<Value = String> {
    let line = (select(NAMES), fragment(), select(&["", "  ", "- ", "\t"][..]), 0..12_u8);
    let line = line.prop_map(|(name, value, before, odd)| match odd {
        0 => format!("{before}{name}: {value}\n"),
        1 => format!("{name}:\n  - {value}\n"),
        _ => format!("{name}: {value}\n"),
    });
    prop::collection::vec(line, 0..12).prop_map(|lines| lines.concat())
}

/// Pieces of texts in which something can go wrong.
const TEXTS: &[&str] = &[
    "[a](",
    "[here](x.md#y)",
    "![",
    "](night.md)",
    "## @ana-silva 2026-11-03 10:00 {#r1 to=r1 .accepted}\n",
    "## @",
    "\n\n",
    "# ",
    "#### x\n",
    "<script>",
    "</p>",
    "<a href=javascript:x>",
    "```\n",
    "~~~",
    "[^1]",
    "[^1]: x\n",
    "| a | b |\n|---|---|\n",
    "> [!NOTE]\n",
    "- [ ] ",
    "ana@example.org",
    "{#id}",
    "<!--",
    "&amp;",
    "é",
    "\u{0}",
    "\r\n",
    "\t",
    "*",
    "**",
    "_",
    "`",
    "http://www.",
    "山",
    "---\n",
    "\\",
    "\"",
    "'",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(select(TEXTS), 0..20).prop_map(|parts| parts.concat())
}

fn rows() -> impl Strategy<Value = String> {
    let cell = prop_oneof![select(VALUES), select(NAMES), select(&["name: Jo", "a; b", "\"", "\"x\"\"", ","][..])];
    let row = prop::collection::vec(cell, 0..6).prop_map(|cells| cells.join(",") + "\n");
    let head = prop::collection::vec(select(NAMES), 0..6).prop_map(|cells| cells.join(",") + "\n");
    (head, prop::collection::vec(row, 0..6)).prop_map(|(head, rows)| head + &rows.concat())
}

/// What is done to the lines of a file.
#[derive(Clone, Debug)]
enum Edit {
    Delete(Index),
    Double(Index),
    Swap(Index, Index),
    Cut(Index),
    Flip(Index, u8),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        any::<Index>().prop_map(Edit::Delete),
        any::<Index>().prop_map(Edit::Double),
        any::<(Index, Index)>().prop_map(|(a, b)| Edit::Swap(a, b)),
        any::<Index>().prop_map(Edit::Cut),
        any::<(Index, u8)>().prop_map(|(at, bit)| Edit::Flip(at, bit)),
    ]
}

fn edited(bytes: &[u8], edit: &Edit) -> Vec<u8> {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let count = lines.len();
    match edit {
        Edit::Delete(at) => drop(lines.remove(at.index(count))),
        Edit::Double(at) => lines.insert(at.index(count), lines[at.index(count)].clone()),
        Edit::Swap(a, b) => lines.swap(a.index(count), b.index(count)),
        Edit::Cut(at) => lines.truncate(at.index(count)),
        Edit::Flip(at, bit) => {
            let mut all = bytes.to_vec();
            let at = at.index(all.len());
            all[at] ^= 1 << (bit % 8);
            return all;
        }
    }
    lines.concat()
}

/// A share of the usual number of cases (`PROPTEST_CASES`, else 256).
fn config(share: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases.div_ceil(share), failure_persistence: None, ..usual }
}

proptest! {
    #![proptest_config(config(1))]

    #[test]
    fn any_bytes(path in any_path(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(&with(tiny(), path, bytes));
    }

    #[test]
    fn any_text(path in any_path(), text in "\\PC{0,200}") {
        check(&with(tiny(), path, text));
    }

    #[test]
    fn plausible_fields(path in any_path(), fields in fields(), text in text()) {
        let is_item = path.ends_with(".md");
        check(&with(tiny(), path, if is_item { format!("---\n{fields}---\n{text}") } else { fields }));
    }

    #[test]
    fn plausible_events(fields in fields(), text in text()) {
        let front = format!("---\ntitle: Night\nstart: 2026-12-01T18:30\n{fields}---\n{text}");
        check(&with(tiny(), "content/events/other.md", front));
    }

    #[test]
    fn plausible_threads(text in text(), more in text()) {
        let front = "---\ntitle: First\nauthor: ana-silva\ndate: 2026-11-02\n---\n";
        let tree = with(tiny(), "content/discussions/first.md", format!("{front}{text}\n{more}"));
        check(&with(tree, "content/discussions/second/replies/r1.md", format!("{front}{more}")));
    }

    #[test]
    fn plausible_tables(rows in rows()) {
        check(&with(tiny(), "content/resources/books.csv", rows));
    }

    #[test]
    fn plausible_lists(entries in prop::collection::vec(fields(), 0..4)) {
        let text: String = entries.iter().map(|entry| format!("- {}\n", entry.trim_end().replace('\n', "\n  "))).collect();
        check(&with(with(tiny(), "content/resources/shelf.yaml", text.clone()), "topics.yaml", text));
    }
}

proptest! {
    #![proptest_config(config(8))]

    #[test]
    fn slips_in_the_example(edits in prop::collection::vec((any::<Index>(), edit()), 1..24)) {
        let mut tree = EXAMPLE.clone();
        let paths: Vec<_> = EXAMPLE.under("content/").map(|source| source.path.clone()).collect();
        let texts: Vec<_> = paths.iter().filter(|path| [".md", ".csv", ".yaml"].iter().any(|end| path.ends_with(end))).collect();
        for (file, edit) in &edits {
            let path = texts[file.index(texts.len())];
            let bytes = edited(tree.get(path).map_or(&[][..], Source::head), edit);
            tree.insert(Source::new(path, bytes));
        }
        check(&tree);
    }
}
