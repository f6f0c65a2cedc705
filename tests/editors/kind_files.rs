//! JSON Schema of kind files: the program and the schema agree on every key.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use lyceum::diag::codes;
use lyceum::disk;
use lyceum::editors::schema;
use lyceum::kinds::Kinds;
use lyceum::source::{Source, Tree};
use serde_json::Value;
use tempfile::TempDir;

use super::{Known, node, root, script, sites_of_specs};

/// What a schema does not know of: which fields there are, what other files say, how a file is named, and that a tab is no space (which is no
/// YAML, and so never comes as far as to the schema).
const BEYOND: &[&str] =
    &["is named, which is not there", "names a field", "is a word of the program", "is already that of"];

/// What is wrong with a file of `kinds/`, as far as a schema can know.
fn problems_at(tree: &Tree, path: &str) -> Vec<String> {
    let (_, found) = Kinds::new(tree.under("kinds/"));
    let here = found.into_iter().filter(|problem| *problem.path == *path);
    let known = here.filter(|problem| !BEYOND.iter().any(|words| problem.message.contains(words)));
    known
        .map(|problem| {
            assert!(std::ptr::eq(problem.code, &codes::BAD_KIND));
            format!("{} {}", problem.message, problem.help.unwrap_or_default())
        })
        .collect()
}

/// A text, the site in which it is a kind file, and what the program says of it.
struct Case {
    site: usize,
    text: String,
    said: Vec<String>,
}

/// The cases on which program and schema differ.
fn differences(sites: &[Tree], cases: &[Case]) -> Option<Vec<String>> {
    let node = node()?;
    let folder = TempDir::new().unwrap();
    for (at, site) in sites.iter().enumerate() {
        let text = schema(&Known::of(site).hub(), "kinds").unwrap();
        std::fs::write(folder.path().join(format!("{at}.json")), text).unwrap();
    }
    let mut input = String::new();
    for case in cases {
        writeln!(input, "{}", serde_json::json!({"schema": case.site.to_string(), "text": case.text})).unwrap();
    }
    let said = script(&node, "schemas.mjs", &[folder.path().to_str().unwrap()], input);
    assert_eq!(said.len(), cases.len());
    let both = said.iter().zip(cases).filter(|(said, case)| (*said == "yes") != case.said.is_empty());
    Some(both.map(|(said, case)| format!("{said}, but {:?}\n{}", case.said, case.text)).collect())
}

fn agree(sites: &[Tree], cases: &[Case]) {
    let found = differences(sites, cases).unwrap_or_default();
    assert!(found.is_empty(), "{} of {}:\n{}", found.len(), cases.len(), found[..found.len().min(25)].join("\n"));
}

fn cases_of(at: usize, site: &Tree) -> Vec<Case> {
    let files = site.under("kinds/").filter(|source| source.path.ends_with(".yaml"));
    let case = |source: &Source| Case {
        site: at,
        text: source.text().unwrap().to_owned(),
        said: problems_at(site, &source.path),
    };
    files.map(case).collect()
}

#[test]
fn the_kinds_of_the_hub_and_our_own_fit() {
    let hub = disk::read(&root()).unwrap();
    let mut cases = cases_of(0, &hub);
    assert!(!cases.is_empty());
    for entry in std::fs::read_dir(root().join("src/kinds")).unwrap() {
        let path = entry.unwrap().path();
        // The groups behind some types: no kind.
        if path.extension().is_some_and(|ending| ending == "yaml") && !path.ends_with("shapes.yaml") {
            cases.push(Case { site: 0, text: std::fs::read_to_string(path).unwrap(), said: Vec::new() });
        }
    }
    assert!(cases.len() > 18 && cases.iter().all(|case| case.said.is_empty()));
    agree(&[hub], &cases);
}

#[test]
fn the_kinds_of_the_specs_fit_or_not() {
    let (mut sites, mut cases) = (Vec::new(), Vec::new());
    for (_, tree) in sites_of_specs().into_iter().filter(|(_, tree)| tree.under("kinds/").next().is_some()) {
        cases.extend(cases_of(sites.len(), &tree));
        sites.push(tree);
    }
    assert!(cases.len() > 10 && cases.iter().filter(|case| !case.said.is_empty()).count() > 2, "{}", cases.len());
    agree(&sites, &cases);
}

/// Values of all shapes.
const VALUES: &[&str] = &[
    "word",
    "event",
    "choice",
    "\"12\"",
    "12",
    "0.5",
    "true",
    "[]",
    "[a]",
    "[a, b]",
    "[a, b, c]",
    "[1]",
    "[event, any]",
    "[[a]]",
    "{}",
    "{a: b}",
    "{a: [b]}",
    "{a: text}",
    "{a: nubmer}",
    "{a: {type: url}}",
    "{a: {tpye: url}}",
    "{one: A, many: B}",
    "{one: A}",
    "{one: A, many: B, few: C}",
    "[{one_of: [a, b]}]",
    "[{ordered: [a, b]}]",
    "[{ordered: [a]}]",
    "[{members: [a, b], acyclic: a}]",
    "[{zzz: a}]",
];

/// The places of keys, each with what stands around them; a key that is not there makes the program tell all others.
const PLACES: &[(&str, &str, &str)] = &[
    ("/properties", "", ""),
    ("/properties/roles/properties", "roles: {", "}\n"),
    ("/properties/rules/items/properties", "rules: [{", "}]\n"),
    ("/$defs/field/anyOf/1/properties", "fields: {a: {", "}}\n"),
];

/// Types of fields beside which each key is tried, with values that are right for some key.
const TYPES: &[&str] = &["text", "choice", "ref", "map", "number", "date", "changes", "place", "nubmer"];
const RIGHT: &[&str] = &["event", "12", "true", "[a]", "{a: text}"];

fn said_of(text: &str) -> Vec<String> {
    let tree: Tree = [Source::new("kinds/novel.yaml", text.as_bytes())].into_iter().collect();
    problems_at(&tree, "kinds/novel.yaml")
}

#[test]
fn the_schema_knows_every_key_and_no_other() {
    let whole: Value = serde_json::from_str(&schema(&Known::of(&Tree::default()).hub(), "kinds").unwrap()).unwrap();
    let mut cases = Vec::new();
    for (place, before, after) in PLACES {
        let said = said_of(&format!("{before}zzz: 1{after}"));
        let (_, told) = said[0].split_once("the keys are ").unwrap();
        let told: BTreeSet<&str> = told.split(", ").map(str::trim).collect();
        let known: BTreeSet<&str> =
            whole.pointer(place).unwrap().as_object().unwrap().keys().map(|key| &**key).collect();
        assert_eq!(known, told, "{place}");
        for key in &known {
            // Without a type the key may be that of a field that is there already, of which a schema knows nothing; the program looks into a
            // group only where one belongs.
            let of = match *key {
                "fields" if place.contains("field/") => "type: map, ",
                "to" | "or" => "type: ref, ",
                _ => "",
            };
            let bare = VALUES.iter().map(|value| (format!("{before}{of}{key}: {value}{after}\n"), "goes with `type:"));
            let is_field = place.contains("field/") && *key != "type";
            let typed = TYPES.iter().flat_map(|ty| RIGHT.iter().map(move |value| (ty, value))).filter(|_| is_field);
            let typed = typed.map(|(ty, value)| (format!("{before}type: {ty}, {key}: {value}{after}\n"), "\0"));
            cases.extend(bare.chain(typed).map(|(text, beyond)| {
                let said = said_of(&text).into_iter().filter(|said| !said.contains(beyond)).collect();
                Case { site: 0, text, said }
            }));
        }
    }
    assert!(cases.len() > 2000 && cases.iter().filter(|case| case.said.is_empty()).count() > 300, "{}", cases.len());
    agree(&[Tree::default()], &cases);
}
