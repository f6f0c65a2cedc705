//! Anchors: unique within a text, made from headings as forges make them, Unicode kept.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::char::is_combining_mark;

/// The anchors that are taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ids {
    used: BTreeSet<String>,
    /// Ids that somebody wrote: a heading above must not take them by chance.
    reserved: BTreeSet<String>,
    /// The last number that was tried behind an id.
    tried: BTreeMap<String, u32>,
}

impl Ids {
    /// Keeps an id for the one who wrote it.
    pub(super) fn reserve(&mut self, id: String) {
        self.reserved.insert(id);
    }

    /// Takes an id that somebody wrote; a second one of the same name gets a number.
    pub(super) fn claim(&mut self, id: String) -> String {
        if self.used.insert(id.clone()) { id } else { self.numbered(&id) }
    }

    /// Takes an id that was made from text.
    pub(super) fn derive(&mut self, id: String) -> String {
        if self.reserved.contains(&id) || !self.used.insert(id.clone()) { self.numbered(&id) } else { id }
    }

    fn numbered(&mut self, id: &str) -> String {
        loop {
            let n = self.tried.entry(id.to_owned()).or_default();
            *n += 1;
            let next = format!("{id}-{n}");
            if !self.reserved.contains(&next) && self.used.insert(next.clone()) {
                return next;
            }
        }
    }

    /// All that were taken, sorted.
    pub(super) fn into_sorted(self) -> Vec<String> {
        self.used.into_iter().collect()
    }

    /// Whether an id is taken.
    pub(super) fn has(&self, id: &str) -> bool {
        self.used.contains(id)
    }
}

/// The anchor for a heading: lower case, spaces become hyphens, punctuation goes.
pub(super) fn slug(text: &str) -> String {
    let slug: String = text.trim().chars().flat_map(char::to_lowercase).filter_map(slug_char).collect();
    if slug.is_empty() { "section".to_owned() } else { slug }
}

fn slug_char(c: char) -> Option<char> {
    match c {
        // Smart punctuation made these from the hyphens that a forge keeps.
        '–' | '—' => Some('-'),
        _ if c.is_whitespace() => Some('-'),
        _ if c.is_alphanumeric() || matches!(c, '-' | '_') || is_combining_mark(c) => Some(c),
        _ => None,
    }
}
