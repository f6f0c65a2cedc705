//! The search: its page, and what it knows of each item.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Text;

/// The page of the search.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SearchView {
    /// The folder of the index, with a slash at its end.
    pub index: Text,
    /// The kinds that have items.
    pub kinds: Vec<Choice>,
    /// The topics that have items, by label.
    pub topics: Vec<Choice>,
    /// The languages in which there are items.
    pub languages: Vec<Choice>,
}

/// What results can be narrowed to.
#[derive(Clone, Debug, Hash, Serialize, PartialEq, Eq)]
pub struct Choice {
    /// The value, as in the index and in addresses: `resource`.
    pub value: Text,
    /// What people read: `Resources`.
    pub label: Text,
    /// The page that lists the same; empty where there is none.
    pub url: Text,
    /// How many items there are.
    pub count: usize,
}

/// An item as the search knows it.
#[derive(Clone, Debug, Default, Hash, PartialEq, Eq)]
pub struct SearchRecord {
    /// Where its page is.
    pub url: Text,
    /// All its words, plain text, of which excerpts are shown.
    pub text: String,
    /// What a result shows and is found by: `title`, `kind`, `date` in words.
    pub shown: BTreeMap<&'static str, Text>,
    /// What results can be narrowed to: `kind`, `topic`, `language`, `day` (2026-12-03).
    pub filters: BTreeMap<&'static str, Vec<Text>>,
    /// The day by which results are sorted: `2026-12-03`; `0000-00-00` for what has none.
    pub day: Text,
}

/// Everything that the search knows.
#[derive(Clone, Debug, Default, Hash, PartialEq, Eq)]
pub struct SearchRecords {
    /// The folder of the index in the output: `search/index`.
    pub folder: &'static str,
    /// The language whose endings are taken off words: that of the site.
    pub language: Text,
    /// Every item that can be found.
    pub records: Vec<SearchRecord>,
}
