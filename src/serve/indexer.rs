//! Makes the index of the search beside everything else: it takes long, and nobody who writes is to wait for it.

use std::collections::BTreeMap;
use std::thread::JoinHandle;

use crate::memo;
use crate::output::Body;
use crate::search::{self, Index};
use crate::view::SearchRecords;

/// The last index, and the one that is being made.
#[derive(Debug, Default)]
pub(super) struct Indexer {
    files: BTreeMap<String, Body>,
    coming: Option<JoinHandle<Index>>,
    is_due: bool,
}

impl Indexer {
    /// The files of the last index. Until there is a new one it finds nearly everything.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, Body)> {
        self.files.iter().map(|(path, body)| (path.clone(), body.clone()))
    }

    /// Hears that the website is another one, and whether it has a search.
    pub(super) fn outdate(&mut self, has_search: bool) {
        self.is_due = has_search;
        if !has_search {
            self.files.clear();
        }
    }

    /// Whether there is a new index now; begins with one that is due.
    pub(super) fn look(&mut self, records: impl FnOnce() -> Option<SearchRecords>) -> bool {
        if self.coming.as_ref().is_some_and(|coming| !coming.is_finished()) {
            return false;
        }
        let made = self.coming.take().and_then(|coming| coming.join().ok()?.ok());
        let is_new = made.is_some();
        if let Some(outputs) = made {
            self.files = outputs.into_iter().map(|output| (output.path, output.body)).collect();
        }
        if std::mem::take(&mut self.is_due) {
            self.coming = records().map(|records| memo::aside(move || search::index(&records)));
        }
        is_new
    }
}
