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

/// The name of a person, in small letters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    text: String,
    /// By its place among all documents.
    pub(super) doc: usize,
    /// How many letters it has.
    len: u32,
    /// A bit for each of its letters, modulo 64.
    letters: u64,
}

impl Name {
    pub(super) fn new(name: &str, doc: usize) -> Self {
        let text = name.to_lowercase();
        let letters = text.chars().fold(0, |letters, c| letters | 1 << (u32::from(c) % 64));
        Self { len: text.chars().count().try_into().unwrap_or(u32::MAX), text, doc, letters }
    }

    pub(super) fn first(&self) -> Option<char> {
        self.text.chars().next()
    }

    /// Whether two names are nearly the same.
    pub(super) fn resembles(&self, other: &Self) -> bool {
        self.may_resemble(other) && strsim::jaro_winkler(&self.text, &other.text) > 0.94
    }

    /// A quick look before the long one, which would be most of the time with thousands of persons: above 0.94 the shares of letters
    /// that one has and the other lacks add up to less than 0.3.
    fn may_resemble(&self, other: &Self) -> bool {
        let lacks =
            |one: &Self, other: &Self| f64::from((one.letters & !other.letters).count_ones()) / f64::from(one.len);
        lacks(self, other) + lacks(other, self) < 0.3
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_look_misses_nobody() {
        let names =
            ["Jo Doe", "Joe Doe", "Jo Dow", "Ana Silva", "Ana Sylva", "Anna Silva", "Łucja Ng", "Lucja Ng", "Li", "Lí"];
        for (one, other) in names.iter().flat_map(|one| names.iter().map(move |other| (one, other))) {
            let (one, other) = (Name::new(one, 0), Name::new(other, 1));
            assert_eq!(one.resembles(&other), strsim::jaro_winkler(&one.text, &other.text) > 0.94, "{one:?} {other:?}");
        }
        assert!(Name::new("Ana Silva", 0).resembles(&Name::new("anna silva", 1)));
    }
}
