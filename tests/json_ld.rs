//! The JSON-LD of the example hub, read back: JSON, known properties, dates with offsets.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

#[path = "hub/mod.rs"]
mod hub;

use lyceum::plan::json_ld;
use serde_json::Value;

fn all() -> Vec<(String, String)> {
    let site = hub::site();
    let items = site.items.iter().map(|item| (item.url.to_string(), json_ld::item(&site, item)));
    let dates: Vec<_> =
        site.items.iter().flat_map(|item| site.dates_of(item).map(move |dated| (item, dated))).collect();
    let dates = dates.into_iter().filter_map(|(item, dated)| {
        let on_date = site.on_date(item, dated)?;
        Some((on_date.url.to_string(), json_ld::date(&site, item, &on_date)))
    });
    let all: Vec<_> = items.chain(dates).chain([("home".to_owned(), json_ld::home(&site))]).collect();
    assert!(all.iter().any(|(url, _)| url.ends_with("/2026-12-10/")), "no date of a series");
    all
}

/// Visits every property of every object.
fn visit(value: &Value, see: &mut impl FnMut(&str, &str, &Value)) {
    match value {
        Value::Array(all) => all.iter().for_each(|value| visit(value, see)),
        Value::Object(all) => {
            let ty = all.get("@type").and_then(Value::as_str).unwrap_or_default();
            all.iter().for_each(|(name, value)| see(ty, name, value));
            all.values().for_each(|value| visit(value, see));
        }
        _ => {}
    }
}

#[test]
fn everything_is_json_and_safe_in_a_script() {
    for (url, text) in all() {
        assert!(!text.contains('<') && !text.contains('\u{2028}'), "{url}: {text}");
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["@context"], "https://schema.org", "{url}");
    }
}

#[test]
fn times_have_offsets_and_addresses_are_full() {
    for (url, text) in all() {
        visit(&serde_json::from_str(&text).unwrap(), &mut |ty, name, value| {
            let text = value.as_str().unwrap_or_default();
            let is_date = name.ends_with("Date") || ["datePublished", "dateModified"].contains(&name);
            if is_date && text.contains('T') {
                assert!(text.len() == 25 && [b'+', b'-'].contains(&text.as_bytes()[19]), "{url}: {ty}.{name} = {text}");
            }
            if name == "url" || name == "image" || name == "sameAs" {
                value.as_array().unwrap_or(&vec![value.clone()]).iter().for_each(|url| {
                    assert!(url.as_str().unwrap().starts_with("http"), "{name} = {url}");
                });
            }
            assert!(name != "email" && !text.starts_with("mailto:"), "{url}: {text}");
        });
    }
}

#[test]
fn links_into_calls_for_registered_people_stay_hidden() {
    let site = hub::site();
    let mut hidden = 0;
    for item in &site.items {
        if item.is("online.after_registration") {
            hidden += 1;
            let link = item.text("online.url").unwrap_or("no link at all");
            assert!(!json_ld::item(&site, item).contains(link), "{}", item.url);
        }
    }
    assert!(hidden > 0, "the example hub has no such event");
}

/// What an independent reader with the vocabulary of schema.org says to it. It takes every duration for a wrong one.
fn judged(text: &str) -> Vec<String> {
    let html = format!("<html><head><script type=\"application/ld+json\">{text}</script></head></html>");
    let graph = schemaorg_rs::extract_all(&html).unwrap();
    assert!(!graph.nodes.is_empty(), "{text}");
    let found = schemaorg_rs::validation::validate(&graph);
    let all = found.errors().chain(found.warnings());
    let is_duration = |path: &str| path.ends_with(".timeRequired") || path.ends_with(".duration");
    all.filter(|problem| !is_duration(&problem.path)).map(|problem| format!("{problem:?}")).collect()
}

#[test]
fn types_and_properties_are_those_of_schema_org() {
    let all = all();
    let wrong: Vec<_> = all.iter().flat_map(|(url, text)| judged(text).into_iter().map(move |w| (url, w))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_reader_of_the_vocabulary_sees_mistakes() {
    let person =
        |property: &str| format!(r#"{{"@context":"https://schema.org","@type":"Person","name":"A",{property}}}"#);
    assert!(judged(&person(r#""jobTitle":"B""#)).is_empty());
    assert!(!judged(&person(r#""startDate":"2026-01-01""#)).is_empty());
    assert!(!judged(&person(r#""jobTitel":"B""#)).is_empty());
}
