//! `theme.yaml`: the version of the contract, and the sections of the home page.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diag::Fault;

/// A section of the home page, as data: plan fills it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionRule {
    /// For CSS and anchors: `questions`.
    pub name: String,
    /// The key of the word that is its heading: `open_questions`.
    pub title: String,
    /// The kind whose items it shows; kinds that extend it are included.
    pub kind: String,
    /// Field paths and the values that they must have: `mentoring.status: open`.
    #[serde(default, rename = "where", deserialize_with = "texts")]
    pub filter: BTreeMap<String, String>,
    /// Only what is still open: discussions without an accepted answer, opportunities that are not closed.
    #[serde(default)]
    pub open: bool,
    /// The fields by which it is sorted, with `-` before those that go down: `-date`.
    #[serde(default)]
    pub sort: Vec<String>,
    /// How many items it shows.
    #[serde(default = "six")]
    pub limit: usize,
}

/// What is in `theme.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    #[serde(default)]
    pub(super) contract: u32,
    #[serde(default)]
    pub(super) sections: Vec<SectionRule>,
}

/// Reads it; a file that cannot be read counts as empty.
pub(super) fn read(text: &str) -> (Manifest, Option<Fault>) {
    match crate::front::data(text) {
        Ok(manifest) => (manifest, None),
        Err(fault) => (Manifest::default(), Some(fault)),
    }
}

fn six() -> usize {
    6
}

/// `open`, `true` and `3` are all compared as text.
fn texts<'de, D: serde::Deserializer<'de>>(from: D) -> Result<BTreeMap<String, String>, D::Error> {
    let values = BTreeMap::<String, serde_json::Value>::deserialize(from)?;
    let text = |value: serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Ok(values.into_iter().map(|(path, value)| (path, text(value))).collect())
}
