//! JSON Schema: what the program reads fits, what it does not read does not.

use std::fmt::Write as _;

use lyceum::diag::{Code, Diagnostic, Level, codes};
use lyceum::disk;
use lyceum::editors::{schema, schema_names};
use lyceum::front;
use lyceum::kinds::{Field, Kind, Type, docs};
use lyceum::parse;
use lyceum::source::{Source, Tree};
use tempfile::TempDir;

use super::{Known, node, root, script, sites_of_specs};

/// A text, what it is held against, and whether the program can read it.
struct Case {
    schema: String,
    text: String,
    about: String,
    is_right: bool,
}

/// Problems of one file that a schema knows of.
const KNOWN: &[&Code] = &[
    &codes::UNKNOWN_FIELD,
    &codes::UNKNOWN_CHOICE,
    &codes::MISSING_FIELD,
    &codes::IMAGE_WITHOUT_ALT,
    &codes::WRONG_TYPE,
    &codes::NOT_FIELDS,
    &codes::BAD_DATE,
    &codes::BAD_DURATION,
    &codes::BAD_LANGUAGE,
    &codes::BAD_URL,
    &codes::UNSAFE_URL,
    &codes::BAD_PRICE,
    &codes::BAD_SLUG,
    &codes::YAML_SYNTAX,
];

/// What the program says against each case, and what the schema says: the cases on which the two differ.
fn differences(known: &Known, cases: &[Case]) -> Option<Vec<(usize, String)>> {
    let node = node()?;
    let folder = TempDir::new().unwrap();
    for name in schema_names(&known.hub()) {
        std::fs::write(folder.path().join(format!("{name}.json")), schema(&known.hub(), &name).unwrap()).unwrap();
    }
    let mut input = String::new();
    for case in cases {
        writeln!(input, "{}", serde_json::json!({"schema": case.schema, "text": case.text})).unwrap();
    }
    let said = script(&node, "schemas.mjs", &[folder.path().to_str().unwrap()], input);
    assert_eq!(said.len(), cases.len());
    let differs = |(at, said): (usize, String)| {
        let case = &cases[at];
        ((said == "yes") != case.is_right).then(|| {
            (
                at,
                format!(
                    "{} ({}): {said}\n{}",
                    case.about,
                    case.schema,
                    case.text.lines().take(25).collect::<Vec<_>>().join("\n")
                ),
            )
        })
    };
    Some(said.into_iter().enumerate().filter_map(differs).collect())
}

/// What of such problems a schema does not know of: which days and hours there are, how a file is named, what stands in the text of a
/// field, which addresses a website can have, which kinds there are, and that `007` is not how a number is written.
const BEYOND: &[&str] = &[
    "There is no ",
    "The last time of a day is",
    "cannot be an address",
    "This image has no alt text",
    "`ftp://hub.example.org`",
    "`review`: there is no kind",
    "`007` is not a number",
];

/// Words of a choice that are reported when the whole site is known.
const LATER: &[&str] = &["every: fortnight", "every: 2 weeks"];

fn problems_at(found: &[Diagnostic], path: &str) -> Vec<String> {
    let is_known = |problem: &&Diagnostic| {
        KNOWN.contains(&problem.code) && !BEYOND.iter().any(|words| problem.message.contains(words))
    };
    let here = found.iter().filter(|problem| *problem.path == *path).filter(is_known);
    here.map(|problem| format!("{} {}", problem.code.id, problem.message)).collect()
}

/// The files of a site that are YAML or begin with it.
fn cases(site: &str, tree: &Tree, known: &Known) -> Vec<Case> {
    let mut found = parse::settings(tree.get("site.yaml"), &known.kinds, &parse::Overrides::default()).1;
    found.extend(parse::topics(tree.get("topics.yaml"), &known.kinds).1);
    let mut all = Vec::new();
    for source in tree.iter() {
        let Some((schema, text)) = yaml_of(source, known) else { continue };
        let end = source.text().map_or(0, |all| all.find(&*text).unwrap_or_default() + text.len());
        if source.path.starts_with("content/") {
            found.extend(parse::parse(source, &known.kinds, false).diagnostics);
        }
        found.retain(|problem| problem.path != source.path || problem.span.start as usize <= end);
        let said = problems_at(&found, &source.path);
        let others = found.iter().any(|problem| problem.path == source.path && problem.level() == Level::Error);
        if said.is_empty() && (others || LATER.iter().any(|words| text.contains(words))) {
            continue;
        }
        let about = format!("{site} {} {said:?}", source.path);
        all.push(Case { schema, text, about, is_right: said.is_empty() });
    }
    all
}

/// The schema for a file, and what of the file it is about.
fn yaml_of(source: &Source, known: &Known) -> Option<(String, String)> {
    let path = &*source.path;
    match path {
        "site.yaml" => return Some(("site".into(), source.text().ok()?.into())),
        "topics.yaml" => return Some(("topics".into(), source.text().ok()?.into())),
        _ => {}
    }
    let kind = parse::holds_items(path).then(|| parse::kind_of(path, &known.kinds)).flatten()?;
    let text = source.text().ok()?;
    if path.ends_with(".yaml") || path.ends_with(".yml") {
        return Some((format!("{}.list", kind.name), text.into()));
    }
    if !path.ends_with(".md") || path.contains("/replies/") {
        return None;
    }
    let front = front::split(text).ok()?.front;
    // What is no YAML, no editor gets as far as to hold against a schema.
    (!text[front.clone()].trim().is_empty()).then_some(())?;
    front::read(&text[front.clone()], 0).ok().filter(|(_, twice)| twice.is_empty())?;
    let stem = path.rsplit('/').next()?.strip_suffix(".md")?;
    let ending =
        stem.rsplit_once('.').filter(|(_, language)| (2..=5).contains(&language.len())).map_or("", |_| ".translation");
    Some((format!("{}{ending}", kind.name), text[front].into()))
}

fn agree(known: &Known, cases: &[Case]) {
    let Some(found) = differences(known, cases) else { return };
    let found: Vec<String> = found.into_iter().map(|(_, text)| text).collect();
    assert!(found.is_empty(), "{} of {}:\n{}", found.len(), cases.len(), found[..found.len().min(12)].join("\n"));
}

#[test]
fn the_example_hub_fits() {
    let tree = disk::read(&root()).unwrap();
    let known = Known::of(&tree);
    let cases = cases("hub", &tree, &known);
    let wrong: Vec<&str> = cases.iter().filter(|case| !case.is_right).map(|case| &*case.about).collect();
    assert!(cases.len() > 50 && wrong.is_empty(), "{} {wrong:?}", cases.len());
    agree(&known, &cases);
}

#[test]
fn real_sites_fit() {
    let Some(real) =
        ["../shared/real", "../../shared/real"].iter().map(|path| root().join(path)).find(|path| path.is_dir())
    else {
        return eprintln!("skipped: {} is not there", root().join("../shared/real").display());
    };
    for site in ["mentoring-cohorts", "meetups", "standing-meetings", "library", "broken"] {
        let tree = disk::read(&real.join(site)).unwrap();
        let known = Known::of(&tree);
        let cases = cases(site, &tree, &known);
        assert!(!cases.is_empty());
        agree(&known, &cases);
    }
}

/// The tiny sites of tests/spec, most of which are wrong in some way. Of what a schema cannot know of, it says nothing.
#[test]
fn specs_fit_or_not() {
    let mut all = Vec::new();
    let (kinds_of_none, mut count) = (Known::of(&Tree::default()), 0);
    let is_plain = |tree: &Tree| tree.under("kinds/").next().is_none() && tree.get("topics.yaml").is_none();
    for (about, tree) in sites_of_specs().into_iter().filter(|(_, tree)| is_plain(tree)) {
        all.extend(cases(&about, &tree, &kinds_of_none));
        count += 1;
    }
    assert!(count > 100 && all.iter().filter(|case| !case.is_right).count() > 50, "{count}");
    agree(&kinds_of_none, &all);
}

/// Values of all sorts, right for some fields and wrong for others.
const VALUES: &[&str] = &[
    "some text",
    "\"2026\"",
    "12",
    "-1",
    "0.5",
    "true",
    "2026",
    "2026-12",
    "2026-12-01",
    "2026-12-01T18:30",
    "2026-12-01 18:30",
    "tomorrow",
    "2h",
    "1m30s",
    "PT1H30M",
    "90 min",
    "Europe/Lisbon",
    "en",
    "pt-BR",
    "English",
    "https://example.org/x",
    "example.org",
    "javascript:alert(1)",
    "a-slug",
    "A Slug",
    "events/a-slug",
    "[]",
    "[some text]",
    "[a-slug, b-slug]",
    "{zzz: 1}",
    "[{zzz: 1}]",
    "{name: Jo Doe}",
    "[{name: Jo Doe, link: https://example.org}]",
    "free",
    "10 EUR",
    "ten",
    "[{price: 10 EUR, name: All}]",
    "[{name: All}]",
    "{src: a.jpg}",
    "{src: a.jpg, alt: A}",
    "{name: The Hall}",
    "{title: Slides, url: https://example.org}",
    "{2026-12-22: {note: Early}}",
    "{tuesday: {note: Early}}",
    "Mon-Thu 18:00-21:00",
    "confirmed",
    "[[a]]",
    "~",
    "\"\"",
    "{}",
    "[\"\"]",
    "[~, some text]",
    "[~, a-slug]",
    "{src: \"\", alt: ~}",
    "{name: Jo Doe, link: \"\", affiliation: ~}",
    "[{price: 10 EUR, name: \"\", until: ~, url: \"\"}]",
];

/// Types of which a schema knows less than the program: which zones there are, which days and hours.
fn is_looser(ty: &Type) -> bool {
    matches!(ty, Type::Timezone | Type::Availability)
}

/// Every value in every field of every kind: whatever the program reads fits, and what it does not read does not.
#[test]
fn every_field_takes_what_the_program_takes() {
    let known = Known::of(&Tree::default());
    let mut all = Vec::new();
    for kind in known.kinds.iter() {
        let common = &known.kinds.common.fields;
        let is_own = |field: &&Field| common.get(&field.name).is_none_or(|shared| shared.help != field.help);
        for field in kind.fields.values().filter(|field| &*kind.name == "event" || is_own(field)) {
            let examples = docs::example_lines(field).join("\n");
            let values = VALUES.iter().map(|value| format!("{}: {value}", field.name)).chain([examples]);
            all.extend(values.filter_map(|lines| case_of(&known, kind, field, &lines)));
        }
    }
    assert!(all.len() > 5000 && all.iter().filter(|case| case.is_right).count() > 500);
    agree(&known, &all);
}

/// An item with what its kind requires, and with these lines for a field.
fn case_of(known: &Known, kind: &Kind, field: &Field, lines: &str) -> Option<Case> {
    let required = kind.fields.values().filter(|other| other.required && other.name != field.name);
    let others: Vec<String> = required.flat_map(docs::example_lines).collect();
    let text = format!("{}\n{lines}\n", others.join("\n"));
    let source = Source::new(&format!("content/{}/x.md", kind.folder), format!("---\n{text}---\nText.\n").as_bytes());
    let found = parse::parse(&source, &known.kinds, false).diagnostics;
    let said = problems_at(&found, &source.path);
    let only_program = found.iter().any(|problem| !KNOWN.contains(&problem.code)) || is_looser(&field.ty);
    let is_right = said.is_empty() && found.iter().all(|problem| problem.level() != Level::Error);
    // Of what only the program can know, nothing is expected of the schema.
    (is_right || !only_program).then(|| Case {
        schema: kind.name.to_string(),
        text,
        about: format!("{}.{} {said:?}", kind.name, field.name),
        is_right,
    })
}
