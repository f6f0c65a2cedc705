//! Makes the index of the search beside everything else: it takes long, and nobody who writes is to wait for it.

use std::thread::JoinHandle;

use crate::memo::{self, digest_of};
use crate::output::{Body, Output};
use crate::search::{self, Index};
use crate::source::Digest;
use crate::view::SearchRecords;

/// The last index, and the one that is being made.
#[derive(Debug, Default)]
pub(super) struct Indexer {
    files: Vec<Output>,
    /// What the index that was made or begun last is of.
    of: Option<Digest>,
    coming: Option<JoinHandle<Index>>,
    due: Option<SearchRecords>,
}

impl Indexer {
    /// The files of the last index. Until there is a new one it finds nearly everything.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, Body)> {
        self.files.iter().map(|file| (file.path.clone(), file.body.clone()))
    }

    /// Hears what the search is to know; nothing where there is none.
    pub(super) fn outdate(&mut self, records: Option<SearchRecords>) {
        if records.is_none() {
            *self = Self::default();
        }
        self.due = records;
    }

    /// Whether there is a new index now; begins with one that is due, unless it would be the same.
    pub(super) fn look(&mut self) -> bool {
        if self.coming.as_ref().is_some_and(|coming| !coming.is_finished()) {
            return false;
        }
        let made = self.coming.take().and_then(|coming| coming.join().ok()?.ok());
        let is_new = made.is_some();
        if let Some(files) = made {
            self.files = files;
        }
        if let Some(records) = self.due.take() {
            let of = Some(digest_of(&records));
            if std::mem::replace(&mut self.of, of) != of {
                self.coming = Some(memo::aside(move || search::index(&records)));
            }
        }
        is_new
    }
}
