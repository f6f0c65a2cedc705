//! Makes the website anew after every change, as `lyceum build` would.

use std::path::PathBuf;
use std::sync::Arc;

use super::headers::Headers;
use super::shown::{self, Changed, Files, Problem, Shown};
use super::{News, Settings};
use crate::diag::Level;
use crate::diag::show::{Format, show};
use crate::disk::{self, Fatal};
use crate::output::{Body, Collected, Hasty, Sink};
use crate::pipeline::{self, Built, Memo, Options};
use crate::source::{Digest, SitePath, Tree};
use crate::time::Now;

/// How many pages a browser is told to have changed: a theme changes all of them.
const MOST_CHANGED: usize = 20;
/// How many problems the overlay tells.
const MOST_PROBLEMS: usize = 30;

/// Everything that is kept between two builds.
#[derive(Debug)]
pub struct Workshop {
    root: PathBuf,
    now: Option<Now>,
    drafts: bool,
    tree: Tree,
    memo: Memo,
    shown: Shown,
    /// The files could not be read: what is known of them may be wrong.
    is_lost: bool,
    /// The index of the search is that of what is shown.
    is_indexed: bool,
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
            is_lost: false,
            is_indexed: false,
        })
    }

    /// Builds what was read.
    pub fn build(&mut self, tell: &mut dyn FnMut(&News<'_>)) -> Shown {
        // At the beginning everything is new, and nothing has changed.
        Shown { changed: Vec::new(), ..self.make(&[], tell) }
    }

    /// Makes the index of the search too, once there is time for it; nothing if it is as it is to be.
    pub fn index(&mut self) -> Option<Shown> {
        if std::mem::replace(&mut self.is_indexed, true) {
            return None;
        }
        let sink = Collected::default();
        let built = self.run(&sink).ok().filter(|built| !built.has_errors())?;
        // Pages stay as they are: nobody has to be told.
        self.show(built.base_path, shown::by_path(sink.into_outputs()));
        Some(self.shown.clone())
    }

    /// Reads what changed and builds it; nothing if it does not concern the site.
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
        Some(self.make(&edited, tell))
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
        let built = match self.run(&sink) {
            Ok(built) => built,
            Err(fatal) => {
                tell(&News::Unreadable(&fatal));
                return self.shown.clone();
            }
        };
        let mut files = shown::by_path(sink.into_outputs());
        // Until there is a new one, the last index finds nearly everything.
        files.extend(self.shown.index().map(|(path, body)| (path.clone(), (body.clone(), None))));
        let differing = shown::differing(&self.shown.files, &files);
        tell(&News::Built(&built, &self.tree, differing.len()));
        self.shown.version += 1;
        self.shown.changed = changed(&differing, &files, edited, &built.base_path);
        self.shown.problems = problems(&built, &self.tree);
        if !built.has_errors() {
            self.is_indexed = false;
            self.show(built.base_path, files);
        }
        self.shown.clone()
    }

    fn run(&mut self, sink: &dyn Sink) -> Result<Built, Fatal> {
        let now = self.now.map_or_else(|| disk::clock().map(|at| Now { at }), Ok)?;
        let options = Options { now, base_url: None, drafts: self.drafts, relative: false, clock: disk::stopwatch };
        Ok(pipeline::build(&self.tree, &options, &mut self.memo, sink))
    }

    fn show(&mut self, base_path: String, files: Files) {
        self.shown.headers = headers(&files);
        self.shown.base_path = base_path;
        self.shown.files = Arc::new(files.into_iter().map(|(path, (body, _))| (path, body)).collect());
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
