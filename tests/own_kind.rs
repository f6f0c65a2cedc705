//! A kind is data: one file in `kinds/`, no Rust and no template, and the whole site knows the kind.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod website;

use lyceum::kinds::{Kinds, docs};
use website::{Website, once, put, said, tree};

const SITE: &str = "title: Long Table\nurl: https://table.example.org\ntimezone: Europe/Lisbon\ndescription: People who cook together.\n";
const TOPICS: &str = "- {slug: bread, label: Bread}\n- {slug: soup, label: Soup}\n";

const RECIPE: &str = r#"label: {one: Recipe, many: Recipes}
help: "Something that was cooked here."
folder: recipes
title_from: title
fields:
  cook:      {type: ref, to: person, required: true, as: Cook, help: "Who brought it"}
  oven:      {type: ref, to: kitchen, help: "The kitchen it needs"}
  serves:    {type: number, min: 1, help: "How many it feeds"}
  course:    {type: choice, of: [starter, main, dessert], default: main, help: "Its place in the meal"}
  start:     {type: moment, help: "When it is cooked together"}
  duration:  {type: duration, help: "How long it takes"}
  repeat:    {type: map, help: "How it comes again", fields: {every: {type: choice, of: [week], required: true}, count: {type: number}}}
  claim_by:  {type: date, help: "Until when one can take it over"}
roles:
  when: [start]
  people: [cook]
  topics: topics
  closes: [claim_by]
facets: [course, topics]
sort: [-date, title]
schema_org: Recipe
"#;

const KITCHEN: &str = r#"label: {one: Kitchen, many: Kitchens}
folder: kitchens
title_from: title
fields:
  burners: {type: number, help: "How many pots at once"}
"#;

const BROA: &str = "---
title: Broa de milho
date: 2026-11-01
cook: rosa
oven: chapel
serves: 12
course: starter
topics: [bread]
start: 2026-12-05T18:00
duration: 2h
repeat: {every: week, count: 3}
claim_by: 2026-11-30
---
Scald the corn flour, then wait.
";

const CALDO: &str = "---
title: Caldo verde
date: 2026-11-08
cook: rosa
topics: [soup]
---
Cut the cabbage thinner than you think.
";

fn site() -> lyceum::source::Tree {
    tree(&[
        ("site.yaml", SITE),
        ("topics.yaml", TOPICS),
        ("kinds/recipe.yaml", RECIPE),
        ("kinds/kitchen.yaml", KITCHEN),
        ("content/recipes/broa.md", BROA),
        ("content/recipes/caldo-verde.md", CALDO),
        ("content/kitchens/chapel.md", "---\ntitle: Chapel kitchen\nburners: 4\n---\nBehind the altar.\n"),
        ("content/people/rosa.md", "---\nname: Rosa Lamego\n---\nBakes.\n"),
    ])
}

fn website() -> Website {
    let website = once(&site());
    assert_eq!(said(&website.built.diagnostics), "");
    website
}

#[test]
fn it_has_an_index_and_item_pages() {
    let website = website();
    let index = website.page("recipes/index.html");
    assert_eq!(index.texts("h1"), ["Recipes"]);
    // The newest first, as its `sort` says.
    assert_eq!(index.texts("main h2 a, main h3 a"), ["Caldo verde", "Broa de milho"]);
    let item = website.page("recipes/broa/index.html");
    assert_eq!(item.texts("h1"), ["Broa de milho"]);
    assert!(item.texts(".prose").concat().contains("Scald the corn flour"));
    assert_eq!(item.texts("[data-field=serves] dt, [data-field=serves] dd"), ["Serves", "12"]);
    assert_eq!(item.texts("[data-field=course] dd"), ["Starter"]);
    assert!(website.page("index.html").links(".holdings").contains(&"/recipes/".to_owned()));
    assert!(website.text("sitemap.xml").contains("<loc>https://table.example.org/recipes/broa/</loc>"));
}

#[test]
fn its_facets_have_pages() {
    let website = website();
    let index = website.page("recipes/index.html");
    for path in ["/recipes/course/starter/", "/recipes/course/main/", "/recipes/topics/bread/"] {
        assert!(index.links("main").contains(&path.to_owned()), "{path} is not linked");
    }
    // `main` is the default of the kind: the soup does not say it.
    let main = website.page("recipes/course/main/index.html");
    assert_eq!(main.texts("main h2 a, main h3 a"), ["Caldo verde"]);
    let all = website.page("recipes/course/index.html");
    assert!(all.links("main").contains(&"/recipes/course/starter/".to_owned()));
}

#[test]
fn it_is_on_topic_pages() {
    let website = website();
    assert!(website.page("topics/bread/index.html").links("main").contains(&"/recipes/broa/".to_owned()));
    assert!(!website.page("topics/soup/index.html").links("main").contains(&"/recipes/broa/".to_owned()));
}

#[test]
fn it_has_feeds() {
    let website = website();
    for path in ["recipes/feed.xml", "feed.xml", "topics/bread/feed.xml"] {
        assert!(website.text(path).contains("https://table.example.org/recipes/broa/"), "{path}");
    }
    let json: serde_json::Value = serde_json::from_str(website.text("recipes/feed.json")).unwrap();
    let titles: Vec<_> = json["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Caldo verde", "Broa de milho"]);
    let head = website.page("recipes/index.html").attrs("link[rel=alternate]", "href");
    assert_eq!(head, ["/recipes/feed.xml", "/recipes/feed.json"]);
}

#[test]
fn what_it_names_says_so() {
    let website = website();
    let rosa = website.page("people/rosa/index.html");
    assert_eq!(rosa.texts("section.section > h2"), ["Recipes: Cook"]);
    assert_eq!(rosa.links("#recipe-cook :is(h2, h3)"), ["/recipes/broa/", "/recipes/caldo-verde/"].map(String::from));
    let chapel = website.page("kitchens/chapel/index.html");
    assert!(chapel.links("#recipe-oven").contains(&"/recipes/broa/".to_owned()));
    let broa = website.page("recipes/broa/index.html");
    assert!(broa.links("aside").contains(&"/people/rosa/".to_owned()));
    assert!(broa.links("[data-field=oven]").contains(&"/kitchens/chapel/".to_owned()));
}

#[test]
fn its_dates_are_in_the_agenda() {
    let website = website();
    let agenda = website.page("calendar/index.html");
    let starts = agenda.attrs("main time", "datetime");
    for day in ["2026-12-05T18:00", "2026-12-12T18:00", "2026-12-19T18:00"] {
        assert!(starts.iter().any(|start| start.starts_with(day)), "{day} is not among {starts:?}");
    }
    let month = website.page("calendar/2026-12/index.html");
    assert_eq!(month.links("td").iter().filter(|link| *link == "/recipes/broa/").count(), 3);
    assert!(website.page("index.html").links(".coming").contains(&"/recipes/broa/".to_owned()));
    let open = website.page("recipes/broa/index.html").attrs("time", "datetime");
    assert!(open.contains(&"2026-11-30".to_owned()), "its closing day is not among {open:?}");
}

#[test]
fn its_dates_are_in_calendar_files() {
    let website = website();
    for path in ["calendar.ics", "recipes/calendar.ics", "recipes/broa/event.ics"] {
        let ics = website.text(path).replace("\r\n ", "");
        assert!(ics.contains("SUMMARY:Broa de milho"), "{path}: {ics}");
        assert!(ics.contains("DTSTART;TZID=Europe/Lisbon:20261205T180000"), "{path}: {ics}");
        assert!(ics.contains("RRULE:FREQ=WEEKLY;COUNT=3"), "{path}: {ics}");
        assert_eq!(ics.matches("BEGIN:VEVENT").count(), 1, "{path}: {ics}");
        assert!(ics.contains("https://table.example.org/recipes/broa/"), "{path}: {ics}");
    }
    assert!(!website.has("recipes/caldo-verde/event.ics"), "what has no date has no calendar file");
}

#[test]
fn search_engines_know_its_type() {
    let website = website();
    let scripts = website.page("recipes/broa/index.html").texts(r#"script[type="application/ld+json"]"#);
    let parsed: Vec<serde_json::Value> = scripts.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
    let types = serde_json::to_string(&parsed).unwrap();
    assert!(types.contains(r#""@type":"Recipe""#), "{types}");
    assert!(types.contains("Broa de milho"), "{types}");
}

#[test]
fn its_fields_are_checked() {
    let cases = [
        ("cook: rosa", "cok: rosa", ["W020", "cook"]),
        ("cook: rosa", "cok: rosa", ["E020", "cook"]),
        ("cook: rosa", "cook: rossa", ["E060", "rosa"]),
        ("oven: chapel", "oven: chapell", ["E060", "chapel"]),
        ("course: starter", "course: startr", ["W021", "starter"]),
        ("serves: 12", "serves: twelve", ["E021", "serves"]),
        ("serves: 12", "serves: 0", ["E021", "1"]),
        ("start: 2026-12-05T18:00", "start: 2026-12-32", ["E023", "2026-12-31"]),
        ("duration: 2h", "duration: 120 min", ["E024", "2h"]),
        ("topics: [bread]", "topics: [braed]", ["W061", "bread"]),
    ];
    for (good, bad, [code, near]) in cases {
        let mut tree = site();
        put(&mut tree, "content/recipes/broa.md", &BROA.replace(good, bad));
        let built = once(&tree).built;
        let found = built.diagnostics.iter().find(|problem| problem.code.id == code);
        let found = found.unwrap_or_else(|| panic!("{bad}: no {code} in\n{}", said(&built.diagnostics)));
        assert_eq!(&*found.path, "content/recipes/broa.md");
        let text = format!("{} {}", found.message, found.help.as_deref().unwrap_or_default());
        assert!(text.contains(near), "{bad}: {text} does not name {near}");
    }
}

#[test]
fn it_is_in_the_reference() {
    let tree = site();
    let (kinds, problems) = Kinds::new(tree.under("kinds/"));
    assert_eq!(said(&problems), "");
    let text = docs::markdown(&kinds);
    let section = text.split("\n## Recipes\n").nth(1).unwrap().split("\n## ").next().unwrap();
    assert!(section.contains("content/recipes/"), "{section}");
    assert!(section.contains("Something that was cooked here."), "{section}");
    for row in
        ["| `cook` |", "| `serves` |", "| `course` |", "| `repeat.every` |", "Who brought it", "`main` if left out"]
    {
        assert!(section.contains(row), "{row} is not in {section}");
    }
}

/// A kind that extends another one is taken where that one is asked for, and listed with it.
#[test]
fn a_kind_that_extends_is_also_the_other() {
    let mut tree = site();
    put(
        &mut tree,
        "kinds/baker.yaml",
        "label: {one: Baker, many: Bakers}\nfolder: bakers\nextends: person\nfields:\n  starter: {type: text}\n",
    );
    put(&mut tree, "content/bakers/ilda.md", "---\nname: Ilda Seixas\nstarter: Rye, from 1998\n---\nOld hand.\n");
    put(&mut tree, "content/recipes/broa.md", &BROA.replace("cook: rosa", "cook: ilda"));
    let website = once(&tree);
    assert_eq!(said(&website.built.diagnostics), "");
    assert!(website.page("recipes/broa/index.html").links("aside").contains(&"/bakers/ilda/".to_owned()));
    assert!(website.page("bakers/ilda/index.html").links("#recipe-cook").contains(&"/recipes/broa/".to_owned()));
    let people = website.page("people/index.html").links("main");
    assert!(people.contains(&"/bakers/ilda/".to_owned()), "{people:?}");
}
