//! Titles: a field, or a text made of fields where a kind has no title of its own (`Thanks to {to}`).

use std::sync::Arc;

use super::{Item, Target};
use crate::doc::Value;

/// Sets the titles of all items: those from a field first, since the others may name them.
pub(super) fn set(items: &mut [Item]) {
    for item in items.iter_mut() {
        item.title = plain(item).unwrap_or_default();
    }
    let made: Vec<(usize, Arc<str>)> = items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.title.is_empty())
        .map(|(at, item)| (at, made(item, items)))
        .collect();
    for (at, title) in made {
        items[at].title = title;
    }
}

fn plain(item: &Item) -> Option<Arc<str>> {
    let fields = item.kind.title_from.iter().filter(|from| !from.contains('{'));
    let own = item.fields.first("title").and_then(|found| found.value.text());
    let named = || fields.clone().find_map(|from| item.fields.first(from).and_then(|found| found.value.text()));
    own.or_else(named).map(Into::into)
}

fn made(item: &Item, items: &[Item]) -> Arc<str> {
    let pattern = item.kind.title_from.iter().find(|from| from.contains('{'));
    pattern.map_or_else(|| item.doc.slug.clone(), |pattern| filled(pattern, item, items).into())
}

fn filled(pattern: &str, item: &Item, items: &[Item]) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(before);
        out.push_str(&words(item, name, items));
        rest = behind;
    }
    out + rest
}

fn words(item: &Item, path: &str, items: &[Item]) -> String {
    let word = |value: &Value<Target>| match value.reference() {
        Some(Target::Item(id)) => items[id.0].title.to_string(),
        Some(Target::Guest(guest)) => guest.name.to_string(),
        None => value.text().unwrap_or_default().to_string(),
    };
    let all: Vec<String> = item.fields.at(path).iter().map(|found| word(&found.value)).collect();
    match &all[..] {
        [first, second, _, _, ..] => format!("{first}, {second} and {} more", all.len() - 2),
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => all.join(""),
    }
}
