//! Builds beside everything else, so that nobody who writes on waits for a website that shows what was written before.

use std::sync::Arc;
use std::thread::JoinHandle;

use super::Settings;
use super::shown::{self, Files};
use crate::disk::{self, Fatal};
use crate::output::Hasty;
use crate::pipeline::{self, Built, Memo, Options, Website};
use crate::source::Tree;
use crate::time::Now;
use crate::view::SearchRecords;

/// A website, without the index of the search.
pub(super) struct Made {
    /// What there is to say of it.
    pub(super) built: Built,
    /// What its pages are made of.
    pub(super) website: Website,
    /// Its files.
    pub(super) files: Files,
    /// What the search is to know; nothing where there is none.
    pub(super) records: Option<SearchRecords>,
    /// The files that it was made of.
    pub(super) tree: Arc<Tree>,
}

/// One build at a time; it knows what the last one made.
#[derive(Debug)]
pub(super) struct Builder {
    now: Option<Now>,
    drafts: bool,
    memo: Memo,
    coming: Option<JoinHandle<(Made, Memo)>>,
}

impl Builder {
    pub(super) fn new(settings: &Settings) -> Self {
        Self { now: settings.now, drafts: settings.drafts, memo: Memo::kept(), coming: None }
    }

    pub(super) fn is_busy(&self) -> bool {
        self.coming.is_some()
    }

    /// Begins a build.
    ///
    /// # Errors
    /// If nobody knows what time it is.
    pub(super) fn begin(&mut self, tree: Arc<Tree>) -> Result<(), Fatal> {
        let now = self.now.map_or_else(|| disk::clock().map(|at| Now { at }), Ok)?;
        let drafts = self.drafts;
        let mut memo = std::mem::replace(&mut self.memo, Memo::kept());
        self.coming = Some(std::thread::spawn(move || (make(tree, now, drafts, &mut memo), memo)));
        Ok(())
    }

    /// What the build made, if it is through; nothing if there was none.
    pub(super) fn done(&mut self) -> Option<Made> {
        if self.coming.as_ref()?.is_finished() { self.wait() } else { None }
    }

    /// What the build made, once it is through; nothing if there was none.
    pub(super) fn wait(&mut self) -> Option<Made> {
        let joined = self.coming.take()?.join();
        let (made, memo) = joined.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        self.memo = memo;
        Some(made)
    }
}

fn make(tree: Arc<Tree>, now: Now, drafts: bool, memo: &mut Memo) -> Made {
    let options = Options { now, base_url: None, drafts, relative: false, clock: disk::stopwatch };
    let sink = Hasty::default();
    let (built, website) = pipeline::build_and_keep(&tree, &options, memo, &sink);
    let records = website.has_search().then(|| website.search_records());
    Made { built, website, files: shown::by_path(sink.into_outputs()), records, tree }
}
