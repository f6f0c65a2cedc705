//! Titles: a field, or a text made of fields where a kind has no title of its own (`Thanks to {to}`).

use std::sync::Arc;

use super::{Item, Target};
use crate::doc::Value;
use crate::theme::Words;

/// Sets the titles of all items: those from a field first, since the others may name them.
pub(super) fn set(items: &mut [Item], words: &Words) {
    for item in items.iter_mut() {
        item.title = plain(item).unwrap_or_default();
    }
    let made: Vec<(usize, Arc<str>)> = items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.title.is_empty())
        .map(|(at, item)| (at, made(item, items, words)))
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

fn made(item: &Item, items: &[Item], words: &Words) -> Arc<str> {
    let pattern = item.kind.title_from.iter().find(|from| from.contains('{'));
    let Some(pattern) = pattern else { return item.doc.slug.clone() };
    let key = format!("label.{pattern}");
    let translated = Some(words.get(&item.language, &key)).filter(|found| *found != key);
    filled(translated.unwrap_or(pattern), item, items, words).into()
}

fn filled(pattern: &str, item: &Item, items: &[Item], words: &Words) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(before);
        out.push_str(&named(item, name, items, words));
        rest = behind;
    }
    out + rest
}

fn named(item: &Item, path: &str, items: &[Item], words: &Words) -> String {
    let word = |value: &Value<Target>| match value.reference() {
        Some(Target::Item(id)) => items[id.0].title.to_string(),
        Some(Target::Guest(guest)) => guest.name.to_string(),
        None => value.text().unwrap_or_default().to_string(),
    };
    let all: Vec<String> = item.fields.at(path).iter().map(|found| word(&found.value)).collect();
    let join = |key: &str, one: &str, other: &str| {
        words.get(&item.language, key).replace("{names}", one).replace("{other}", other)
    };
    match &all[..] {
        [] => String::new(),
        [only] => only.clone(),
        [first, last] => join("names_and", first, last),
        [first, second, last] => join("names_and", &join("names_next", first, second), last),
        [first, second, rest @ ..] => join("names_more", &join("names_next", first, second), &rest.len().to_string()),
    }
}
