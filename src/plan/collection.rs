//! The listed items of a kind as data: `index.json` beside each index.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::{Outline, PageId};
use crate::site::{Item, ItemId};
use crate::view::Text;

/// A collection; `items` is written line by line behind it.
#[derive(Serialize)]
struct Collection<'a> {
    title: &'a str,
    url: Text,
    kind: &'a str,
    language: &'a str,
    facets: BTreeMap<&'a str, &'a str>,
}

/// An item of it. What an item does not say is left out.
#[derive(Serialize)]
struct Entry<'a> {
    url: Text,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    kind: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<Span<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    place: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    topics: &'a [Arc<str>],
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    facets: BTreeMap<&'a str, BTreeSet<Arc<str>>>,
}

/// The instants of the next date, or of the last one.
#[derive(Serialize)]
struct Span<'a> {
    start: &'a str,
    end: &'a str,
}

impl Outline {
    /// All listed items of a kind, in the order of its index, an item a line.
    pub(super) fn collection(&self, kind: &Arc<str>) -> Vec<u8> {
        let Some(known) = self.site.kinds.get(kind) else { return Vec::new() };
        let head = Collection {
            title: &self.kind_label(known),
            url: self.base.full(&self.href(&PageId::Index(kind.clone(), 1))),
            kind,
            language: &self.site.config.language,
            facets: self.facets_of(kind).into_iter().map(|(_, facet)| (&*facet.name, &*facet.label)).collect(),
        };
        let entries = self.kinds[kind].items.iter().map(|id| json(&self.collected(kind, *id)));
        let entries = entries.collect::<Vec<_>>().join(",\n");
        let head = json(&head);
        format!("{},\n\"items\":[\n{entries}\n]}}\n", head.strip_suffix('}').unwrap_or(&head)).into_bytes()
    }

    fn collected(&self, kind: &Arc<str>, id: ItemId) -> Entry<'_> {
        let (item, card) = (self.site.item(id), &self.cards[id.0]);
        Entry {
            url: self.base.full(&card.url),
            title: &card.title,
            summary: &card.summary,
            kind: &card.kind,
            language: &item.language,
            date: card.date.as_ref().map(|date| &*date.iso),
            when: card.when.as_ref().map(|when| Span { start: &when.starts_at, end: &when.ends_at }),
            place: &card.place,
            mode: card.mode.as_ref().map(|mode| &*mode.value),
            people: self.names(item),
            topics: &item.topics,
            facets: self.values_by_facet(kind, item),
        }
    }

    /// Everybody who has a role in an item, once.
    fn names<'s>(&'s self, item: &'s Item) -> Vec<&'s str> {
        let mut names: Vec<&str> = Vec::new();
        for name in item.people.iter().map(|participant| &**self.site.name_of(&participant.who)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn values_by_facet(&self, kind: &Arc<str>, item: &Item) -> BTreeMap<&str, BTreeSet<Arc<str>>> {
        let slugs =
            |path: &str| self.facet_values(item, path).into_iter().map(|(slug, _)| slug).collect::<BTreeSet<_>>();
        let values = self.facets_of(kind).into_iter().map(|(path, facet)| (&*facet.name, slugs(path)));
        values.filter(|(_, slugs)| !slugs.is_empty()).collect()
    }
}

/// A value as JSON on one line. Ours have no keys that JSON could not have, so this always succeeds.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
