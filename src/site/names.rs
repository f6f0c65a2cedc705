//! Finding items by name: the register that binds references, and the nearest name where there is none.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::nearest;
use crate::doc::Doc;
use crate::kinds::{Kind, Kinds};

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// An item that is shown, by its place among them.
    Shown(usize),
    /// An item that is held back, by its place among all documents.
    Held(usize),
}

/// All items by kind and slug.
pub(super) struct Register<'a> {
    kinds: &'a Kinds,
    by_kind: BTreeMap<Arc<str>, BTreeMap<Arc<str>, Entry>>,
}

impl<'a> Register<'a> {
    pub(super) fn new(kinds: &'a Kinds) -> Self {
        Self { kinds, by_kind: BTreeMap::new() }
    }

    /// Adds an item. The first of two with one name stays.
    pub(super) fn add(&mut self, doc: &Doc, entry: Entry) {
        self.by_kind.entry(doc.kind.clone()).or_default().entry(doc.slug.clone()).or_insert(entry);
    }

    /// Finds `slug` among the kinds of a field (`to`, empty for all), in `folder` if one is named.
    pub(super) fn find(&self, to: &[Arc<str>], folder: Option<&str>, slug: &str) -> Option<Entry> {
        self.candidates(to, folder).find_map(|kind| self.by_kind.get(&kind.name)?.get(slug).copied())
    }

    /// All items of this name that a field may mean, as folder and name.
    pub(super) fn places(&self, to: &[Arc<str>], slug: &str) -> Vec<String> {
        let has = |kind: &&Arc<Kind>| self.by_kind.get(&kind.name).is_some_and(|slugs| slugs.contains_key(slug));
        self.candidates(to, None).filter(has).map(|kind| format!("{}/{slug}", kind.folder)).collect()
    }

    /// The kinds that a field may name.
    fn candidates<'s>(&'s self, to: &'s [Arc<str>], folder: Option<&'s str>) -> impl Iterator<Item = &'s Arc<Kind>> {
        let fits = move |kind: &&Arc<Kind>| to.is_empty() || to.iter().any(|name| kind.is(name));
        self.kinds
            .iter()
            .filter(fits)
            .filter(move |kind| folder.is_none_or(|folder| &*kind.folder == folder || &*kind.name == folder))
    }

    /// The nearest name, written as the reference was: with or without folder.
    pub(super) fn nearest(&self, to: &[Arc<str>], folder: Option<&str>, slug: &str) -> Option<String> {
        let names =
            self.candidates(to, folder).filter_map(|kind| self.by_kind.get(&kind.name)).flat_map(BTreeMap::keys);
        match (nearest(slug, names.map(|slug| &**slug)), folder) {
            (Some(near), Some(folder)) => Some(format!("{folder}/{near}")),
            (Some(near), None) if to.is_empty() => self.places(to, near).into_iter().next(),
            (Some(near), None) => Some(near.to_string()),
            // The right name in the wrong folder.
            (None, _) => self.places(to, slug).into_iter().next(),
        }
    }

    /// What the kinds of a field are called: `person or organization`.
    pub(super) fn wanted(&self, to: &[Arc<str>]) -> String {
        let labels: Vec<String> =
            to.iter().filter_map(|name| self.kinds.get(name)).map(|kind| kind.label.one.to_lowercase()).collect();
        if labels.is_empty() { "item".into() } else { labels.join(" or ") }
    }
}
