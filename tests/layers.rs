//! The architecture as a test: a module names only modules of lower layers, and each outside thing is known to one module.

#[path = "layers/code.rs"]
mod code;

use std::collections::BTreeSet;

use code::Source;

/// Low to high. Modules in one line do not name each other.
const LAYERS: &[&str] = &[
    "compress picture",
    "source output",
    "diag memo",
    "time money locale",
    "config front markdown",
    "calendar theme",
    "kinds",
    "doc",
    "parse",
    "site",
    "view",
    "plan",
    "render search links",
    "pipeline",
    "disk serve web",
    "import matching new init",
    "editors",
    "commands cli",
    "main",
];

/// What may be named within one line all the same: from, to.
const NOTED: &[(&str, &str)] = &[("output", "source"), ("serve", "disk"), ("cli", "commands")];

/// Who may name an outside thing. An entry with `/` is one file or folder below a module.
const OWNERS: &[(&str, &[&str])] = &[
    ("std::fs", &["disk", "serve"]),
    ("fs::", &["disk", "serve"]),
    ("walkdir", &["disk"]),
    ("rayon", &["memo"]),
    ("brotli", &["compress"]),
    ("libdeflater", &["compress"]),
    ("zstd", &["compress"]),
    ("serde_yaml", &["front"]),
    ("granit_parser", &["front"]),
    ("pulldown_cmark", &["markdown"]),
    ("ammonia", &["markdown"]),
    ("syntect", &["markdown"]),
    ("tera", &["render"]),
    ("lol_html", &["links", "render"]),
    ("ureq", &["web"]),
    ("notify", &["serve"]),
    ("imagesize", &["picture"]),
    ("pagefind", &["search"]),
    ("axum", &["serve"]),
    ("tokio", &["search", "serve"]),
    ("icu_segmenter", &["search"]),
    ("icu_time", &["import"]),
    ("clap", &["cli", "commands", "main"]),
    ("annotate_snippets", PRINTERS),
    ("print!", PRINTERS),
    ("println!", PRINTERS),
    ("eprint!", PRINTERS),
    ("eprintln!", PRINTERS),
];

const PRINTERS: &[&str] = &["cli", "commands", "serve", "main", "diag/show"];

fn level(module: &str) -> Option<usize> {
    LAYERS.iter().position(|line| line.split(' ').any(|name| name == module))
}

fn allowed(from: &str, to: &str) -> bool {
    from == to || NOTED.contains(&(from, to)) || level(to) < level(from)
}

/// The modules that a file names, with the line: `crate::a::b`, `crate::{a, b::c}`, in the binary `lyceum::a`, and `super::` up to the top.
fn named(source: &Source) -> BTreeSet<(usize, String)> {
    let mut text = String::new();
    let mut starts = Vec::new();
    for (number, line) in source.code() {
        starts.push((text.len(), number));
        text.push_str(line);
        text.push('\n');
    }
    let line = |at: usize| starts[starts.partition_point(|(start, _)| *start <= at) - 1].1;
    let own = if source.path == "main.rs" { "lyceum::" } else { "crate::" };
    let up = "super::".repeat(source.modules().len());
    let roots =
        [own, &up].into_iter().flat_map(|root| text.match_indices(root).map(|(at, root)| (at, at + root.len())));
    let roots = roots.filter(|(at, _)| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'));
    roots.flat_map(|(at, end)| names(&text[end..]).into_iter().map(move |name| (line(at), name))).collect()
}

/// The first names of a path or of a group of paths.
fn names(text: &str) -> Vec<String> {
    let Some(group) = text.strip_prefix('{') else { return first_name(text).into_iter().collect() };
    let mut depth = 0_usize;
    let mut names = Vec::new();
    let mut begins = true;
    for (at, c) in group.char_indices() {
        match c {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth > 0 || c.is_whitespace() => continue,
            _ if begins => names.extend(first_name(&group[at..])),
            _ => {}
        }
        begins = c == ',';
    }
    names
}

/// A module's name; what begins with a capital is a type at the top, of which there are none.
fn first_name(text: &str) -> Option<String> {
    let name: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    name.starts_with(|c: char| c.is_lowercase()).then_some(name)
}

#[test]
fn every_module_has_a_layer() {
    for source in Source::all().unwrap() {
        let module = source.modules()[0];
        assert!(module == "lib" || level(module).is_some(), "{} belongs to no layer", source.path);
    }
}

#[test]
fn modules_name_only_lower_layers() {
    let mut wrong = Vec::new();
    for source in Source::all().unwrap().iter().filter(|source| source.path != "lib.rs") {
        let from = source.modules()[0];
        for (line, to) in named(source) {
            if !allowed(from, &to) {
                wrong.push(format!("src/{}:{line}: {from} names {to}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn outside_things_have_owners() {
    let mut wrong = Vec::new();
    for source in Source::all().unwrap() {
        for (line, code) in source.code() {
            let foreign = OWNERS.iter().filter(|(thing, owners)| mentions(code, thing) && !owns(&source, owners));
            wrong.extend(foreign.map(|(thing, _)| format!("src/{}:{line}: {thing}", source.path)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn owns(source: &Source, owners: &[&str]) -> bool {
    let path = source.modules().join("/");
    owners.iter().any(|owner| path == *owner || path.starts_with(&format!("{owner}/")))
}

/// A crate is named by `use` or before `::`; other things by their letters. Neither as a part of a longer word.
fn mentions(code: &str, thing: &str) -> bool {
    let is_crate = thing.chars().all(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(thing).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + thing.len()..]);
        let is_word = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':' || c == '.' || c == '"');
        is_word && (!is_crate || after.starts_with("::") || (before.ends_with("use ") && after.starts_with([';', ' '])))
    })
}

/// The table stands in ARCHITECTURE.md too, as a block fenced with the word `layers`.
#[test]
#[expect(clippy::disallowed_methods, reason = "tests may read files")]
fn the_document_tells_the_same() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/ARCHITECTURE.md");
    let Ok(text) = std::fs::read_to_string(path) else { return };
    if let Some((_, rest)) = text.split_once("```layers\n") {
        let block = rest.split("```").next().unwrap_or_default();
        let lines: Vec<_> = block.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, LAYERS, "the layers in ARCHITECTURE.md are not those of this test");
    }
}

#[test]
fn the_reader_of_imports_reads() {
    assert_eq!(names("a::b;"), ["a"]);
    assert_eq!(names("{a, b::{c, d},\n    e::F};"), ["a", "b", "e"]);
    assert_eq!(names("Type;"), Vec::<String>::new());
    let text = "use crate::{plan::Page, source};\n// crate::no\nuse super::site;\n#[cfg(test)]\nmod tests {\n    use crate::no;\n}\nfn f() { crate::view::g() }\n";
    let source = Source { path: "render.rs".to_owned(), text: text.to_owned() };
    let named: Vec<_> = named(&source).into_iter().map(|(line, name)| format!("{line} {name}")).collect();
    assert_eq!(named, ["1 plan", "1 source", "3 site", "8 view"]);
    assert!(
        allowed("render", "plan")
            && !allowed("plan", "render")
            && !allowed("time", "money")
            && allowed("output", "source")
    );
    assert!(mentions("use tera::Tera;", "tera") && mentions("    println!(\"x\")", "println!"));
    assert!(!mentions("let iterator = tera;", "tera") && !mentions("eprintln!()", "println!"));
}
