//! The files of a website as values: what rendering makes and `disk` writes.

use std::sync::{Arc, Mutex};

use crate::source::SitePath;

/// What is to stand in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// These bytes. They are shared: what is kept for the next build is not copied for this one.
    Bytes(Arc<[u8]>),
    /// The bytes of this file of the site; of a picture without its metadata (`picture::published`).
    Copy(SitePath),
}

/// The file of a folder.
const INDEX: &str = "index.html";

/// The file that hosts send for a path: `events/index.html` for `events/`.
pub fn file_at(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}{INDEX}") } else { path.to_owned() }
}

/// The path at which hosts send a file: `events/` for `events/index.html`.
pub fn path_of(file: &str) -> &str {
    file.strip_suffix(INDEX).filter(|folder| folder.is_empty() || folder.ends_with('/')).unwrap_or(file)
}

/// One file of the website.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Where it goes, relative to the output folder, `/`-separated: `events/night/index.html`.
    pub path: String,
    /// What is in it.
    pub body: Body,
    /// The file of the site whose page it is; none for lists, feeds and all that has no single source.
    pub source: Option<SitePath>,
}

/// Takes the outputs as they are made, in any order and from several threads, so that none has to stay in memory.
pub trait Sink: Sync {
    /// Takes one file. A sink that cannot write remembers why and says so when it is closed.
    fn put(&self, output: Output);

    /// Hears how many pages and other files will come, before the first of them: for whoever shows how far a build is.
    fn announce(&self, _pages: usize) {}

    /// Whether it waits for the index of the search, which takes long and in which nothing can be wrong.
    fn wants_index(&self) -> bool {
        true
    }
}

/// Keeps all outputs: for tests, and for serving from memory.
#[derive(Debug, Default)]
pub struct Collected(Mutex<Vec<Output>>);

impl Collected {
    /// All outputs, sorted by path.
    pub fn into_outputs(self) -> Vec<Output> {
        let mut all = self.0.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        all.sort_by(|a, b| a.path.cmp(&b.path));
        all
    }
}

impl Sink for Collected {
    fn put(&self, output: Output) {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(output);
    }
}

/// Keeps all outputs, and does not wait for the index: for serving what somebody edits.
#[derive(Debug, Default)]
pub struct Hasty(Collected);

impl Hasty {
    /// All outputs, sorted by path.
    pub fn into_outputs(self) -> Vec<Output> {
        self.0.into_outputs()
    }
}

impl Sink for Hasty {
    fn put(&self, output: Output) {
        self.0.put(output);
    }

    fn wants_index(&self) -> bool {
        false
    }
}

/// Forgets everything: for `check`.
#[derive(Clone, Copy, Debug)]
pub struct Discard;

impl Sink for Discard {
    fn put(&self, _: Output) {}

    fn wants_index(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_their_index() {
        for (path, file) in
            [("", "index.html"), ("a/b/", "a/b/index.html"), ("a.png", "a.png"), ("old-index.html", "old-index.html")]
        {
            assert_eq!((file_at(path).as_str(), path_of(file)), (file, path));
        }
    }
}
