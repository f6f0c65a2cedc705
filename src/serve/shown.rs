//! What browsers are shown: the last website without errors, and what is wrong now.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::headers::Headers;
use crate::output::{Body, Output, file_at};
use crate::plan::SEARCH_INDEX;
use crate::source::SitePath;

/// The website as it is served.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// A number that grows with whatever is new.
    pub version: u64,
    /// Where it stands: `/`, `/hub/`.
    pub base_path: String,
    /// Its files by their path below that.
    pub files: Arc<BTreeMap<String, Body>>,
    /// What hosts are to send with them.
    pub(super) headers: Headers,
    /// The pages that the last change made or changed and that are of a file of their own: first those of files that were edited.
    pub changed: Vec<Changed>,
    /// What keeps the newest state from being shown, and what else is wrong.
    pub problems: Vec<Problem>,
}

/// A page that is different now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// Its address.
    pub url: String,
    /// The file that it is made of.
    pub source: SitePath,
}

/// A problem as the overlay tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Whether the newest state cannot be shown because of it.
    pub error: bool,
    /// All of it, as it stands in the terminal.
    pub text: String,
}

/// A website: its files and where each comes from.
pub(super) type Files = BTreeMap<String, (Body, Option<SitePath>)>;

impl Shown {
    /// What stands at a path of the website: a file, the page of a folder, or the address with the slash that is missing.
    pub(super) fn at(&self, path: &str) -> Found<'_> {
        let folder = path.is_empty() || path.ends_with('/');
        match self.files.get_key_value(&file_at(path)) {
            Some((name, body)) => Found::File(name, body),
            None if !folder && self.files.contains_key(&file_at(&format!("{path}/"))) => Found::Folder,
            None => Found::Nothing,
        }
    }

    /// Whether something is wrong that keeps the newest state from being shown.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.error)
    }
}

/// What stands at a path.
pub(super) enum Found<'a> {
    /// A file, by its path.
    File(&'a str, &'a Body),
    /// Nothing, but there is a folder of that name.
    Folder,
    /// Nothing.
    Nothing,
}

/// The files by path.
pub(super) fn by_path(outputs: Vec<Output>) -> Files {
    outputs.into_iter().map(|output| (output.path, (output.body, output.source))).collect()
}

/// The paths at which two websites differ, beside the index of the search. What came out of the memo is the same value, so that bytes are seldom
/// compared.
pub(super) fn differing<'a>(old: &'a BTreeMap<String, Body>, new: &'a Files) -> impl Iterator<Item = &'a str> {
    let gone = old.keys().filter(|path| !new.contains_key(*path) && !is_of_index(path));
    let other = new.iter().filter(|(path, (body, _))| old.get(*path).is_none_or(|known| !same(known, body)));
    gone.chain(other.map(|(path, _)| path)).map(String::as_str)
}

/// Whether a file is one of the index of the search.
pub(super) fn is_of_index(path: &str) -> bool {
    path.strip_prefix(SEARCH_INDEX).is_some_and(|rest| rest.starts_with('/'))
}

fn same(a: &Body, b: &Body) -> bool {
    match (a, b) {
        (Body::Bytes(a), Body::Bytes(b)) => Arc::ptr_eq(a, b) || a == b,
        // A picture that was drawn anew has another address.
        (Body::Copy(a), Body::Copy(b)) => a == b,
        _ => false,
    }
}
