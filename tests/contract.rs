//! The contract with themes: `docs/view.md` is written from the types of `src/view/`, what templates receive is what stands there, and
//! nothing of a version of the contract is lost without a new one. `LYCEUM_BLESS=1 cargo test --test contract` writes the document.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, missing_docs)]

#[path = "website/planned.rs"]
mod planned;
#[path = "contract/types.rs"]
mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use lyceum::source::{Source, Tree};
use serde_json::Value;
use types::{Kind, Type, written};

const NOW: &str = "2026-11-22T12:00";

/// Sites that together have all that a view can have.
const SITES: &[&str] = &[".", "tests/golden/whole", "tests/golden/rtl", "tests/golden/subpath", "tests/browser/harbor"];

fn root(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A site with what no other one has: a date elsewhere, a mentor of whom nobody has asked for long, a picture that somebody made, and a
/// translation without text.
fn rest() -> Tree {
    let files = [
        (
            "site.yaml",
            "title: Sail Loft\nurl: https://loft.example.org\ntimezone: UTC\nlanguages: [en, es]\nreview: {mentor: 6 months}\n",
        ),
        (
            "content/events/mending.md",
            "---\ntitle: Mending\nstart: 2026-12-01 18:00\nduration: 1h\nrepeat: {every: week, count: 4}\n\
            place: {name: Loft}\nchange:\n  2026-12-08: {place: {name: Quay}}\n  2026-12-15: {online: {url: https://call.example.org}}\n---\n",
        ),
        (
            "content/mentors/bo.md",
            "---\nname: Bo\nmentoring: {status: open, topics: [sails], formats: [chat], confirmed: 2025-01-01}\n---\n",
        ),
        (
            "content/news/loft.md",
            "---\ntitle: A loft\ndate: 2026-11-01\nimage: {src: /loft.svg, alt: The loft, credit: Bo}\n---\nWe have a loft.\n",
        ),
        ("content/news/loft.es.md", "---\ntitle: Un taller\n---\n"),
        ("static/loft.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='3'></svg>"),
    ];
    // More than a page shows at once: dates of a year, and what somebody wrote.
    let daily = "---\ntitle: Daily\nstart: 2026-01-01 09:00\nduration: 1h\nrepeat: {every: day, count: 300}\n---\n";
    let texts = (0..20).map(|n| {
        let text = format!("---\ntitle: Text {n}\nlink: https://example.org/{n}\nauthors: [bo]\n---\n");
        Source::new(&format!("content/resources/text-{n}.md"), text.as_bytes())
    });
    let files = files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).chain(texts);
    files.chain([Source::new("content/events/daily.md", daily.as_bytes())]).collect()
}

/// The type of `view` in a template, as `docs/themes.md` says.
fn view_of(template: &str) -> &'static str {
    match template {
        "home.html" => "HomeView",
        "list.html" => "ListView",
        "award.html" => "AwardView",
        "topics.html" => "TopicsView",
        "topic.html" => "TopicView",
        "calendar.html" => "CalendarView",
        "month.html" => "MonthView",
        "year.html" => "YearView",
        "search.html" => "SearchView",
        "404.html" => "",
        _ => "ItemView",
    }
}

/// Compares values with types, and remembers which fields ever have one.
struct Walk<'a> {
    types: &'a BTreeMap<String, Type>,
    wrong: BTreeSet<String>,
    seen: BTreeSet<String>,
}

impl Walk<'_> {
    fn value(&mut self, kind: &Kind, value: &Value) {
        match (kind, value) {
            (Kind::Optional(_), Value::Null) => {}
            (Kind::Optional(inner), _) => self.value(inner, value),
            (Kind::List(inner), Value::Array(all)) => all.iter().for_each(|one| self.value(inner, one)),
            (Kind::Fields, Value::Object(all)) => {
                all.values().for_each(|one| self.value(&Kind::Named("Shown".into()), one));
            }
            (Kind::Named(name), Value::Object(_)) => self.object(name, value),
            (Kind::Text, Value::String(_)) | (Kind::Bool, Value::Bool(_)) | (Kind::Number, Value::Number(_)) => {}
            (Kind::Pair, Value::Array(pair)) if pair.len() == 2 => {}
            (Kind::Anything, _) => {}
            _ => drop(self.wrong.insert(format!("{value} is no {kind:?}"))),
        }
    }

    fn object(&mut self, name: &str, value: &Value) {
        let all = self.types;
        let variant = value.get("type").and_then(Value::as_str).filter(|_| name == "Shown");
        let name = variant.map_or(name.to_owned(), |variant| format!("Shown: {variant}"));
        let Some(fields) = all.get(&name).map(|one| one.all(all)) else {
            self.wrong.insert(format!("{name} is not there"));
            return;
        };
        let keys: BTreeSet<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
        let known: BTreeSet<&str> =
            fields.iter().map(|field| field.name.as_str()).chain(variant.map(|_| "type")).collect();
        self.wrong.extend(keys.symmetric_difference(&known).map(|key| format!("{name}.{key}")));
        for field in fields {
            let Some(value) = value.get(&field.name) else { continue };
            let empty = value.is_null()
                || *value == Value::Bool(false)
                || value.as_str() == Some("")
                || value.as_array().is_some_and(Vec::is_empty);
            if !empty {
                self.seen.insert(format!("{}.{}", field.of, field.name));
            }
            self.value(&field.kind, value);
        }
    }
}

#[test]
fn templates_receive_what_is_written() {
    let types = types::read(&root("src"));
    let mut walk = Walk { types: &types, wrong: BTreeSet::new(), seen: BTreeSet::new() };
    let sites = SITES.iter().map(|site| lyceum::disk::read(&root(site)).unwrap()).chain([rest()]);
    for site in sites {
        for (template, views) in planned::views(&site, NOW) {
            for view in views {
                walk.value(&Kind::Named("PageMeta".into()), &view["page"]);
                let of = view_of(&template);
                if !of.is_empty() {
                    walk.value(&Kind::Named(of.into()), &view["view"]);
                }
            }
        }
    }
    assert!(walk.wrong.is_empty(), "views and src/view/ differ: {:#?}", walk.wrong);
    // Feeds, the site map and what all pages know are no views of pages.
    let elsewhere = |name: &str| {
        ["Feed", "Opml", "Sitemap", "RedirectView", "SiteView", "HtmlView"].iter().any(|start| name.starts_with(start))
            && name != "FeedLink"
    };
    let never: Vec<String> = types
        .iter()
        .filter(|(name, _)| !elsewhere(name))
        .flat_map(|(name, one)| {
            one.fields.iter().filter(|field| !field.flat).map(move |field| format!("{name}.{}", field.name))
        })
        .filter(|field| !walk.seen.contains(field))
        .collect();
    assert!(never.is_empty(), "no page has these, so nobody knows whether they work: {never:#?}");
}

#[test]
fn the_document_is_written_from_the_types() {
    let document = written(&types::read(&root("src")), lyceum::view::CONTRACT);
    let place = root("docs/view.md");
    if std::env::var_os("LYCEUM_BLESS").is_some() {
        fs::write(&place, &document).unwrap();
    }
    let found = fs::read_to_string(&place).unwrap_or_default();
    assert!(found == document, "docs/view.md is not up to date: run `LYCEUM_BLESS=1 cargo test --test contract`");
    let themes = fs::read_to_string(root("docs/themes.md")).unwrap();
    for template in planned::views(&lyceum::disk::read(&root(".")).unwrap(), NOW).keys() {
        let row = |line: &&str| line.starts_with("| `") && line.contains(&format!("`{template}`"));
        let line = themes.lines().find(row).or_else(|| themes.lines().find(|line| line.contains("`item/<kind>.html`")));
        assert!(line.unwrap().contains(view_of(template)), "docs/themes.md on {template}");
    }
}

/// Whoever wrote a theme for this version finds all of this.
#[test]
fn nothing_of_the_contract_is_lost() {
    let place = root("tests/contract/fields.txt");
    let known = fs::read_to_string(&place).unwrap_or_default();
    let version = format!("contract {}", lyceum::view::CONTRACT);
    let types = types::read(&root("src"));
    let line = |(name, one): (&String, &Type)| -> Vec<String> {
        one.fields.iter().map(|field| format!("{name}.{} {}", field.name, field.kind.words())).collect()
    };
    let fields: BTreeSet<String> = types.iter().flat_map(line).collect();
    if known.lines().next() == Some(&version) {
        let lost: Vec<&str> = known.lines().skip(1).filter(|field| !fields.contains(*field)).collect();
        assert!(
            lost.is_empty(),
            "a new version of the contract (view::CONTRACT) is due, since these differ: {lost:#?}"
        );
    }
    let list = format!("{version}\n{}\n", fields.into_iter().collect::<Vec<_>>().join("\n"));
    if std::env::var_os("LYCEUM_BLESS").is_some() {
        fs::write(&place, &list).unwrap();
    } else {
        assert!(known == list, "tests/contract/fields.txt is not up to date: LYCEUM_BLESS=1 adds what is new");
    }
}
