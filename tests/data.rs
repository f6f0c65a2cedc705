//! Data of a website: collections as JSON, what filters load, feeds of persons and groups, and the list of all feeds.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, missing_docs)]

mod website;

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Document;
use serde_json::Value;
use website::{Website, folder, once, tree};

fn hub() -> Website {
    once(&folder("."))
}

fn json(website: &Website, path: &str) -> Value {
    serde_json::from_str(website.text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The folders of kinds with an index.
fn collections(website: &Website) -> Vec<String> {
    website.paths().iter().filter_map(|path| path.strip_suffix("/index.json")).map(str::to_owned).collect()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

const SITE: (&str, &str) = ("site.yaml", "title: Quay\nurl: https://quay.example.org/hub/\ntimezone: Europe/Lisbon\n");

fn quay() -> Website {
    once(&tree(&[
        SITE,
        ("content/people/ana.md", "---\nname: Ana Sal\n---\n"),
        ("content/people/hidden.md", "---\nname: Somebody\nlisted: false\n---\n"),
        ("content/groups/knots.md", "---\nname: Knots\n---\n"),
        (
            "content/events/night.md",
            "---\ntitle: Knot Night\nsummary: Bring rope.\ndate: 2026-11-01\nstart: 2026-12-03 18:30\nduration: 1h\ngroup: knots\n\
             speakers: [ana, hidden, Guest Speaker]\nplace: {name: Shed, address: {city: Porto}}\ntopics: [rope]\n---\n",
        ),
        ("content/resources/a.md", "---\ntitle: A\nlink: https://example.org\nlevel: beginner\n---\n"),
        (
            "content/resources/b.md",
            "---\ntitle: B\nlink: https://example.org\nlevel: advanced\nlanguages: [en, es]\n---\n",
        ),
        ("topics.yaml", "rope: Rope\n"),
    ]))
}

#[test]
fn a_collection_tells_what_is_known() {
    let website = quay();
    let events = json(&website, "events/index.json");
    assert_eq!(events["url"], "https://quay.example.org/hub/events/");
    let night = &events["items"][0];
    let wanted = serde_json::json!({
        "url": "https://quay.example.org/hub/events/night/", "title": "Knot Night", "summary": "Bring rope.", "kind": "event",
        "language": "en", "date": "2026-11-01", "place": "Shed, Porto", "mode": "in-person", "topics": ["rope"],
        // Lisbon is at UTC in winter.
        "when": {"start": "2026-12-03T18:30:00Z", "end": "2026-12-03T19:30:00Z"},
        "people": ["Ana Sal", "Somebody", "Guest Speaker"],
    });
    for (name, value) in wanted.as_object().unwrap() {
        assert_eq!(&night[name], value, "{name}");
    }
    let resources = json(&website, "resources/index.json");
    let titles: Vec<&Value> = resources["items"].as_array().unwrap().iter().map(|item| &item["title"]).collect();
    assert_eq!(titles, ["A", "B"]);
    let people = json(&website, "people/index.json");
    let names: Vec<&Value> = people["items"].as_array().unwrap().iter().map(|item| &item["title"]).collect();
    assert_eq!(names, ["Ana Sal"], "who is not listed is not in it");
    assert_eq!(resources["facets"]["level"], "Level");
    assert_eq!(resources["items"][1]["facets"]["level"], serde_json::json!(["advanced"]));
    assert!(resources["items"][0].get("when").is_none(), "what is not known is left out");
}

/// The pages of a facet and the collection are made in different ways, and have to agree.
#[test]
fn collections_agree_with_the_lists() {
    let website = hub();
    let mut checked = 0;
    for at in collections(&website) {
        let items = json(&website, &format!("{at}/index.json"));
        let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
        for item in items["items"].as_array().unwrap() {
            let page = item["url"].as_str().unwrap().strip_prefix("https://ropewalk.example.org/").unwrap();
            assert!(website.files.contains_key(&format!("{page}index.html")), "{page}");
            for (facet, values) in item.get("facets").and_then(Value::as_object).into_iter().flatten() {
                strings(values).into_iter().for_each(|value| *counts.entry((facet.clone(), value)).or_default() += 1);
            }
        }
        let list = website.page(&format!("{at}/index.html"));
        let links = scraper::Selector::parse("[data-facet] a[data-value]").unwrap();
        for link in list.0.select(&links) {
            let facet = link.ancestors().filter_map(scraper::ElementRef::wrap).find_map(|up| up.attr("data-facet"));
            let (facet, value) = (facet.unwrap().to_owned(), link.attr("data-value").unwrap().to_owned());
            let base = url::Url::parse("https://x.org").unwrap();
            let wanted = base.join(&format!("{at}/{facet}/{value}/")).unwrap();
            assert_eq!(base.join(link.attr("href").unwrap()).unwrap(), wanted);
            let count = link.text().collect::<String>().split_whitespace().last().unwrap().parse::<usize>().unwrap();
            assert_eq!(counts.get(&(facet.clone(), value.clone())), Some(&count), "{at}: {facet} {value}");
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked}");
}

/// The columns say of each item the same values as the collection; texts and cards stand in the same order.
#[test]
fn what_filters_load_says_the_same() {
    let website = hub();
    let mut filtered = 0;
    for at in collections(&website).iter().filter(|at| website.files.contains_key(&format!("{at}/filter.json"))) {
        let (all, columns) =
            (json(&website, &format!("{at}/index.json")), json(&website, &format!("{at}/filter.json")));
        let items = all["items"].as_array().unwrap();
        assert_eq!(columns["count"].as_u64().unwrap() as usize, items.len());
        for column in columns["facets"].as_array().unwrap() {
            let values = column["values"].as_array().unwrap();
            for (cell, item) in column["items"].as_array().unwrap().iter().zip(items) {
                let numbers = cell.as_array().cloned().unwrap_or_else(|| vec![cell.clone()]);
                let numbers = numbers.iter().filter_map(|n| (n.as_u64()? as usize).checked_sub(1));
                let of_column: BTreeSet<&str> = numbers.map(|n| values[n][0].as_str().unwrap()).collect();
                let name = column["name"].as_str().unwrap();
                let of_item = item.get("facets").and_then(|facets| facets.get(name)).map(strings).unwrap_or_default();
                assert_eq!(of_column, of_item.iter().map(String::as_str).collect(), "{at} {name}: {}", item["title"]);
            }
        }
        for (_, order) in columns["orders"].as_object().unwrap() {
            let places: BTreeSet<u64> = order.as_array().unwrap().iter().map(|at| at.as_u64().unwrap()).collect();
            assert_eq!(places, (0..items.len() as u64).collect());
        }
        texts_and_cards(&website, at, items, &columns);
        filtered += 1;
    }
    assert!(filtered > 5, "{filtered}");
}

fn texts_and_cards(website: &Website, at: &str, items: &[Value], columns: &Value) {
    let texts = json(website, &format!("{at}/filter-texts.json"));
    let portion = columns["portion"].as_u64().unwrap() as usize;
    for (place, item) in items.iter().enumerate() {
        let (title, summary) = (item["title"].as_str().unwrap(), item["summary"].as_str().unwrap_or_default());
        assert_eq!(texts["items"][place], format!("{title}\n{summary}").trim_end());
        let cards = json(website, &format!("{at}/cards/{}.json", place / portion));
        assert_eq!(cards["version"], columns["version"]);
        let card = scraper::Html::parse_fragment(cards["items"][place % portion].as_str().unwrap());
        let link = card.select(&scraper::Selector::parse(".card-title a").unwrap()).next().unwrap();
        assert!(item["url"].as_str().unwrap().ends_with(link.attr("href").unwrap()), "{title}");
    }
    let portions = items.len().div_ceil(portion);
    assert!(!website.files.contains_key(&format!("{at}/cards/{portions}.json")));
}

/// What a filter loads at the first click must stay small for ten thousand items: numbers, no texts.
#[test]
fn an_item_costs_few_bytes() {
    let size = |count: usize| {
        let level = ["beginner", "intermediate", "advanced"];
        let rows = (0..count).map(|n| {
            let (level, year) = (level[n % 3], 2000 + n % 20);
            format!(
                "r{n},A rather long title of a resource {n},https://example.org/{n},book,{level},t{}; t{},{year}\n",
                n % 40,
                n % 7
            )
        });
        let list = format!("slug,title,link,type,level,topics,year\n{}", rows.collect::<String>());
        let topics: String = (0..40).map(|n| format!("t{n}: Topic {n}\n")).collect();
        once(&tree(&[SITE, ("topics.yaml", &topics), ("content/resources/all.csv", &list)]))
            .text("resources/filter.json")
            .len()
    };
    let (some, more) = (size(400), size(1400));
    let each = (more - some) as f64 / 1000.0;
    assert!(each < 20.0, "{each} bytes an item");
}

#[test]
fn persons_and_groups_have_feeds_of_what_names_them() {
    let website = quay();
    for path in ["people/ana/feed.json", "groups/knots/feed.json"] {
        let feed = json(&website, path);
        let urls: Vec<&Value> = feed["items"].as_array().unwrap().iter().map(|item| &item["url"]).collect();
        assert_eq!(urls, ["https://quay.example.org/hub/events/night/"], "{path}");
        let xml = website.text(&path.replace(".json", ".xml"));
        assert!(
            Document::parse(xml)
                .unwrap()
                .descendants()
                .any(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", "entry")))
        );
        let page = website.page(&path.replace("feed.json", "index.html"));
        let head = scraper::Selector::parse(r#"link[rel="alternate"][type="application/feed+json"]"#).unwrap();
        assert_eq!(page.0.select(&head).next().and_then(|link| link.attr("href")), Some(&*format!("/hub/{path}")));
    }
    assert!(!website.files.contains_key("people/hidden/feed.xml"), "who is not listed has no feed");
    assert!(!website.files.contains_key("resources/a/feed.xml"), "what nobody has a role in has no feed");
}

#[test]
fn opml_lists_all_feeds_once() {
    for (website, base) in [(quay(), "https://quay.example.org/hub/"), (hub(), "https://ropewalk.example.org/")] {
        let opml = Document::parse(website.text("opml.xml")).unwrap();
        assert_eq!(opml.root_element().attribute("version"), Some("2.0"));
        let outlines = opml.descendants().filter(|node| node.attribute("type") == Some("rss"));
        let mut listed: Vec<String> = Vec::new();
        for outline in outlines {
            let path = outline.attribute("xmlUrl").unwrap().strip_prefix(base).unwrap();
            let feed = Document::parse(website.text(path)).unwrap();
            let alternate = feed.descendants().find(|node| node.attribute("rel") == Some("alternate")).unwrap();
            assert_eq!(alternate.attribute("href"), outline.attribute("htmlUrl"));
            listed.push(path.to_owned());
        }
        listed.sort();
        let feeds: Vec<String> =
            website.paths().iter().filter(|path| path.ends_with("feed.xml")).map(ToString::to_string).collect();
        assert_eq!(listed, feeds);
    }
}

/// Cards are microformats: programs that look for `h-event` and `h-card` find a name, an address and a start.
#[test]
fn cards_are_microformats() {
    let website = hub();
    for (list, root, parts) in [
        ("events", "h-event", &["a.p-name.u-url[href]", "time.dt-start[datetime]"][..]),
        ("people", "h-card", &["a.p-name.u-url[href]"]),
        ("news", "h-entry", &["a.p-name.u-url[href]", "time.dt-published[datetime]"]),
    ] {
        let page = website.page(&format!("{list}/index.html"));
        let cards = page.all(&format!("article.card.{root}"));
        assert_eq!(cards.len(), page.all("article.card").len(), "{list}");
        assert!(cards.len() > 2, "{list}");
        for (card, part) in cards.iter().flat_map(|card| parts.iter().map(move |part| (card, part))) {
            let part = scraper::Selector::parse(part).unwrap();
            assert!(card.select(&part).next().is_some(), "{list}: {}", website::text_of(*card));
        }
    }
}
