//! What an import has to know of the site: its zone, its topics, and the items that are there already.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::{Config, Topics};
use crate::doc::{Doc, Part};
use crate::kinds::Kinds;
use crate::parse::{self, Overrides};
use crate::source::{SitePath, Tree};

/// The folder of events.
pub(super) const EVENTS: &str = "content/events/";

/// A site, as an import sees it.
#[derive(Debug)]
pub struct Hub<'a> {
    pub(super) tree: &'a Tree,
    pub(super) config: Config,
    pub(super) topics: Topics,
    /// The files of events, by their identity in calendars.
    by_uid: BTreeMap<Arc<str>, SitePath>,
    /// The names of all events.
    names: BTreeSet<String>,
}

impl<'a> Hub<'a> {
    /// Reads what is needed.
    pub fn new(tree: &'a Tree) -> Self {
        let (kinds, _) = Kinds::new(tree.under("kinds/"));
        let (config, _) = parse::settings(tree.get("site.yaml"), &kinds, &Overrides::default());
        let (topics, _) = parse::topics(tree.get("topics.yaml"), &kinds);
        let mut hub = Self { tree, config, topics, by_uid: BTreeMap::new(), names: BTreeSet::new() };
        let files = tree.under(EVENTS).filter(|source| parse::holds_items(&source.path));
        for part in files.flat_map(|source| parse::parse(source, &kinds, false).parts) {
            if let Part::Item(doc) = part {
                hub.note(&doc);
            }
        }
        hub
    }

    fn note(&mut self, doc: &Doc) {
        self.names.insert(doc.slug.to_string());
        if doc.translation.is_some() {
            return;
        }
        let own = doc.fields.first("uid").and_then(|found| found.value.text()).map(one_line);
        // An event without one has the identity that our own calendar files give to it.
        let uid = own.unwrap_or_else(|| format!("events/{}@{}", doc.slug, self.config.url.host));
        self.by_uid.entry(uid.into()).or_insert_with(|| doc.path.clone());
    }

    /// The file that has an event.
    pub(super) fn of_uid(&self, uid: &str) -> Option<&SitePath> {
        self.by_uid.get(uid)
    }

    /// Whether an event has this name.
    pub(super) fn has_event(&self, slug: &str) -> bool {
        self.names.contains(slug) || self.tree.get(&format!("{EVENTS}{slug}.md")).is_some()
    }

    /// The topic that a category means.
    pub(super) fn topic(&self, category: &str) -> Option<String> {
        let wanted = parse::squeeze(category);
        if !self.topics.controlled {
            return parse::is_slug(category).then(|| category.to_owned());
        }
        let means = |text: &str| parse::squeeze(text) == wanted;
        let mut all = self.topics.by_slug.iter();
        let found = all
            .find(|(slug, topic)| means(slug) || topic.labels.values().chain(&topic.synonyms).any(|text| means(text)));
        found.map(|(slug, _)| slug.to_string())
    }
}

/// An identity without line breaks and double spaces.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
