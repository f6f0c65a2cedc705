//! Makes the website anew after every change, as `lyceum build` would.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::headers::Headers;
use super::indexer::Indexer;
use super::shown::{self, Changed, Files, Problem, Shown};
use super::{News, Settings};
use crate::diag::Level;
use crate::diag::show::{Format, show};
use crate::disk::{self, Fatal};
use crate::output::{Body, Hasty, Output};
use crate::pipeline::{self, Built, Memo, Options, Website};
use crate::source::{Digest, SitePath, Tree};
use crate::time::Now;

/// How many pages a browser is told to have changed: a theme changes all of them.
const MOST_CHANGED: usize = 20;
/// How many problems the overlay tells.
const MOST_PROBLEMS: usize = 30;

/// After so long without a change there is time for everything that nobody waits for.
const REST: Duration = Duration::from_secs(2);
/// After so long without a change the rest of the website follows the page that somebody is writing.
const BREATH: Duration = Duration::from_millis(300);

/// Everything that is kept between two builds.
#[derive(Debug)]
pub struct Workshop {
    root: PathBuf,
    now: Option<Now>,
    drafts: bool,
    tree: Tree,
    memo: Memo,
    shown: Shown,
    /// What the pages of the last build without errors are made of.
    website: Option<Website>,
    /// The files of that build.
    files: Arc<BTreeMap<String, Body>>,
    indexer: Indexer,
    /// The files could not be read: what is known of them may be wrong.
    is_lost: bool,
    /// Only the pages of the files that changed are shown as they are now.
    is_partial: bool,
}

impl Workshop {
    /// Reads a site.
    ///
    /// # Errors
    /// As [`disk::read`].
    pub fn open(settings: &Settings) -> Result<Self, Fatal> {
        Ok(Self {
            root: settings.root.clone(),
            now: settings.now,
            drafts: settings.drafts,
            tree: disk::read(&settings.root)?,
            memo: Memo::kept(),
            // A page that is open since the last time must not take this for what it has.
            shown: Shown { version: first_version()?, base_path: "/".into(), ..Shown::default() },
            website: None,
            files: Arc::default(),
            indexer: Indexer::default(),
            is_lost: false,
            is_partial: false,
        })
    }

    /// Builds what was read.
    pub fn build(&mut self, tell: &mut dyn FnMut(&News<'_>)) -> Shown {
        // At the beginning everything is new, and nothing has changed.
        Shown { changed: Vec::new(), ..self.make(&[], tell) }
    }

    /// How long to wait for a change before there is time to [`Workshop::catch_up`].
    pub fn patience(&self) -> Duration {
        if self.is_partial { BREATH } else { REST }
    }

    /// Makes what was left for later: all pages beside those that somebody is writing, then the index of the search. Nothing if all is as it
    /// is to be, or not there yet.
    pub fn catch_up(&mut self, tell: &mut dyn FnMut(&News<'_>)) -> Option<Shown> {
        if self.is_partial {
            return Some(self.make(&[], tell));
        }
        let website = self.website.as_ref();
        if !self.indexer.look(|| Some(website?.search_records())) {
            return None;
        }
        // Pages stay as they are: nobody has to be told.
        self.show();
        Some(self.shown.clone())
    }

    /// Reads what changed and builds it; nothing if it does not concern the site. Where only words are different, the pages of the files
    /// come at once, and the rest is left for later.
    pub fn rebuild(&mut self, changed: &[PathBuf], tell: &mut dyn FnMut(&News<'_>)) -> Option<Shown> {
        let before = self.digests();
        if let Err(fatal) = self.read(changed) {
            self.is_lost = true;
            tell(&News::Unreadable(&fatal));
            let text = fatal.to_string();
            self.shown.version += 1;
            self.shown.problems = vec![Problem { error: true, text }];
            return Some(self.shown.clone());
        }
        let was_lost = std::mem::take(&mut self.is_lost);
        let after = self.digests();
        let edited: Vec<_> = after.iter().filter(|file| before.binary_search(file).is_err()).cloned().collect();
        // Programs touch files without changing them.
        if edited.is_empty() && before.len() == after.len() && !was_lost {
            return None;
        }
        let edited: Vec<_> = edited.into_iter().map(|(path, _)| path).collect();
        let pages = if before.len() == after.len() && !was_lost { self.reworded(&edited) } else { None };
        Some(match pages {
            Some(pages) => self.show_pages(pages),
            None => self.make(&edited, tell),
        })
    }

    /// The pages of files in which only words are different. What is wrong elsewhere stays wrong, and is told by a whole build.
    fn reworded(&mut self, edited: &[SitePath]) -> Option<Vec<Output>> {
        let website = self.website.as_mut().filter(|_| !self.shown.has_errors())?;
        edited.iter().map(|path| website.reworded(self.tree.get(path)?)).collect()
    }

    fn show_pages(&mut self, pages: Vec<Output>) -> Shown {
        let new = shown::by_path(pages);
        let paths: Vec<&str> = new.keys().map(String::as_str).collect();
        self.shown.version += 1;
        self.shown.changed = changed(&paths, &new, &[], &self.shown.base_path);
        Arc::make_mut(&mut self.shown.files).extend(new.into_iter().map(|(path, (body, _))| (path, body)));
        self.is_partial = true;
        self.shown.clone()
    }

    fn digests(&self) -> Vec<(SitePath, Digest)> {
        self.tree.iter().map(|source| (source.path.clone(), source.digest)).collect()
    }

    /// What cannot be brought up to date is read anew: files come and go while somebody switches branches.
    fn read(&mut self, changed: &[PathBuf]) -> Result<(), Fatal> {
        let known = !self.is_lost && !changed.contains(&self.root);
        if known && disk::refresh(&mut self.tree, &self.root, changed).is_ok() {
            return Ok(());
        }
        self.tree = disk::read(&self.root)?;
        Ok(())
    }

    fn make(&mut self, edited: &[SitePath], tell: &mut dyn FnMut(&News<'_>)) -> Shown {
        let sink = Hasty::default();
        self.is_partial = false;
        let (built, website) = match self.run(&sink) {
            Ok(made) => made,
            Err(fatal) => {
                tell(&News::Unreadable(&fatal));
                return self.shown.clone();
            }
        };
        let files = shown::by_path(sink.into_outputs());
        tell(&News::Built(&built, &self.tree, shown::differing(&self.files, &files).count()));
        // Pages that were shown before all others are nothing new now.
        let differing: Vec<&str> = shown::differing(&self.shown.files, &files).collect();
        self.shown.version += 1;
        self.shown.changed = changed(&differing, &files, edited, &built.base_path);
        self.shown.problems = problems(&built, &self.tree);
        if !built.has_errors() {
            self.indexer.outdate(website.has_search());
            self.website = Some(website);
            self.shown.headers = headers(&files);
            self.shown.base_path = built.base_path;
            self.files = Arc::new(files.into_iter().map(|(path, (body, _))| (path, body)).collect());
            self.show();
        }
        self.shown.clone()
    }

    fn run(&mut self, sink: &Hasty) -> Result<(Built, Website), Fatal> {
        let now = self.now.map_or_else(|| disk::clock().map(|at| Now { at }), Ok)?;
        let options = Options { now, base_url: None, drafts: self.drafts, relative: false, clock: disk::stopwatch };
        Ok(pipeline::build_and_keep(&self.tree, &options, &mut self.memo, sink))
    }

    /// Shows the files of the last build, with the index that there is.
    fn show(&mut self) {
        let files = self.files.iter().map(|(path, body)| (path.clone(), body.clone()));
        self.shown.files = Arc::new(files.chain(self.indexer.files()).collect());
    }
}

fn first_version() -> Result<u64, Fatal> {
    Ok(disk::clock()?.as_millisecond().unsigned_abs())
}

/// The pages of edited files first, then other pages of items that changed with them.
fn changed(differing: &[&str], files: &Files, edited: &[SitePath], base: &str) -> Vec<Changed> {
    let pages = differing.iter().filter_map(|path| {
        let page = path.strip_suffix("index.html")?;
        let source = files.get(*path)?.1.clone()?;
        Some(Changed { url: format!("{base}{page}"), source })
    });
    let (mut own, others): (Vec<_>, Vec<_>) = pages.partition(|page| edited.contains(&page.source));
    own.extend(others);
    own.truncate(MOST_CHANGED);
    own
}

fn problems(built: &Built, tree: &Tree) -> Vec<Problem> {
    let one = |problem: &crate::diag::Diagnostic| Problem {
        error: problem.level() == Level::Error,
        text: show(std::slice::from_ref(problem), tree, Format::Human, false),
    };
    let (errors, warnings): (Vec<_>, Vec<_>) =
        built.diagnostics.iter().partition(|problem| problem.level() == Level::Error);
    errors.into_iter().chain(warnings).take(MOST_PROBLEMS).map(one).collect()
}

fn headers(files: &Files) -> Headers {
    match files.get("_headers") {
        Some((Body::Bytes(bytes), _)) => Headers::read(&String::from_utf8_lossy(bytes)),
        _ => Headers::default(),
    }
}
