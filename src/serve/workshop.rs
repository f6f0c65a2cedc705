//! Makes the website anew after every change, as `lyceum build` would.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::builder::{Builder, Made};
use super::headers::Headers;
use super::indexer::Indexer;
use super::shown::{self, Changed, Files, Problem, Shown};
use super::{News, Settings};
use crate::diag::Level;
use crate::diag::show::{Format, show};
use crate::disk::{self, Fatal};
use crate::output::{Body, Output, path_of};
use crate::pipeline::{Built, Website};
use crate::source::{SitePath, Source, Tree};

/// How many pages a browser is told to have changed: a theme changes all of them.
const MOST_CHANGED: usize = 20;
/// How many problems the overlay tells.
const MOST_PROBLEMS: usize = 30;

/// After so long without a change there is time for everything that nobody waits for.
const REST: Duration = Duration::from_secs(2);
/// After so long without a change the rest of the website follows the page that somebody is writing.
const BREATH: Duration = Duration::from_millis(300);
/// How often to look whether a build is through.
const LOOK: Duration = Duration::from_millis(10);

/// Whether the website is to be built anew, by how much that presses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    /// No: it is as the files are.
    Not,
    /// When there is time: the pages that somebody is writing are shown already.
    Later,
    /// At once.
    Now,
}

/// Everything that is kept between two builds.
#[derive(Debug)]
pub struct Workshop {
    root: PathBuf,
    tree: Arc<Tree>,
    builder: Builder,
    indexer: Indexer,
    shown: Shown,
    /// What the pages of the last website without errors are made of.
    website: Option<Website>,
    /// The files of that website, beside the index of the search.
    files: BTreeMap<String, Body>,
    /// The files could not be read: what is known of them may be wrong.
    is_lost: bool,
    due: Due,
    /// The files that changed since the last build began.
    edited: Vec<SitePath>,
    /// Those that changed before, which it is about.
    built: Vec<SitePath>,
    /// Those that changed since it began and whose pages were shown at once.
    reworded: BTreeSet<SitePath>,
}

impl Workshop {
    /// Reads a site.
    ///
    /// # Errors
    /// As [`disk::read`].
    pub fn open(settings: &Settings) -> Result<Self, Fatal> {
        Ok(Self {
            root: settings.root.clone(),
            tree: Arc::new(disk::read(&settings.root)?),
            builder: Builder::new(settings),
            indexer: Indexer::default(),
            // A page that is open since the last time must not take this for what it has.
            shown: Shown { version: first_version()?, base_path: "/".into(), ..Shown::default() },
            website: None,
            files: BTreeMap::new(),
            is_lost: false,
            due: Due::Now,
            edited: Vec::new(),
            built: Vec::new(),
            reworded: BTreeSet::new(),
        })
    }

    /// Builds what was read, and waits for it.
    pub fn build(&mut self, tell: &mut dyn FnMut(&News<'_>)) -> Shown {
        self.begin(tell);
        let made = self.builder.wait();
        let shown = made.and_then(|made| self.put_up(made, tell));
        // At the beginning everything is new, and nothing has changed.
        Shown { changed: Vec::new(), ..shown.unwrap_or_else(|| self.shown.clone()) }
    }

    /// How long to wait for a change before there is something else to do.
    pub fn patience(&self) -> Duration {
        match self.due {
            _ if self.builder.is_busy() => LOOK,
            Due::Now => Duration::ZERO,
            Due::Later => BREATH,
            Due::Not => REST,
        }
    }

    /// Does what there is to do while nothing changes, and says whether something new is to be seen: all pages, then the index of the search.
    pub fn catch_up(&mut self, tell: &mut dyn FnMut(&News<'_>)) -> Option<Shown> {
        if self.builder.is_busy() {
            return self.builder.done().and_then(|made| self.put_up(made, tell));
        }
        if self.due != Due::Not {
            self.begin(tell);
            return None;
        }
        if !self.indexer.look() {
            return None;
        }
        // Pages stay as they are: nobody has to be told.
        let files = Arc::make_mut(&mut self.shown.files);
        files.retain(|path, _| !shown::is_of_index(path));
        files.extend(self.indexer.files());
        Some(self.shown.clone())
    }

    /// Reads what changed, and says whether something new is to be seen: pages of files in which only words are different come at once.
    /// Everything else is left to [`Workshop::catch_up`].
    pub fn rebuild(&mut self, changed: &[PathBuf], tell: &mut dyn FnMut(&News<'_>)) -> Option<Shown> {
        let made = self.builder.done();
        let done = made.and_then(|made| self.put_up(made, tell));
        // Where something else changes without end, there is no other time for what was left.
        self.take_in(changed, tell).or(done).or_else(|| self.catch_up(tell))
    }

    fn take_in(&mut self, changed: &[PathBuf], tell: &mut dyn FnMut(&News<'_>)) -> Option<Shown> {
        let before = self.tree.clone();
        if let Err(fatal) = self.read(changed) {
            self.is_lost = true;
            tell(&News::Unreadable(&fatal));
            let text = fatal.to_string();
            self.shown.version += 1;
            self.shown.problems = vec![Problem { error: true, text }];
            return Some(self.shown.clone());
        }
        let was_lost = std::mem::take(&mut self.is_lost);
        let is_other = |file: &&Source| before.get(&file.path).is_none_or(|known| known.digest != file.digest);
        let edited: Vec<SitePath> = self.tree.iter().filter(is_other).map(|file| file.path.clone()).collect();
        let is_whole = before.iter().count() == self.tree.iter().count() && !was_lost;
        // Programs touch files without changing them.
        if edited.is_empty() && is_whole {
            return None;
        }
        self.edited.extend(edited.iter().cloned());
        let at_once = is_whole && !self.shown.has_errors() && edited.len() <= MOST_CHANGED;
        let pages = self.website.as_mut().filter(|_| at_once).and_then(|site| reworded(site, &self.tree, &edited));
        let Some(pages) = pages else {
            self.due = Due::Now;
            return None;
        };
        Some(self.show_at_once(edited, pages))
    }

    /// What cannot be brought up to date is read anew: files come and go while somebody switches branches.
    fn read(&mut self, changed: &[PathBuf]) -> Result<(), Fatal> {
        let known = !self.is_lost && !changed.contains(&self.root);
        if known && disk::refresh(Arc::make_mut(&mut self.tree), &self.root, changed).is_ok() {
            return Ok(());
        }
        self.tree = Arc::new(disk::read(&self.root)?);
        Ok(())
    }

    fn begin(&mut self, tell: &mut dyn FnMut(&News<'_>)) {
        self.due = Due::Not;
        self.built = std::mem::take(&mut self.edited);
        self.reworded.clear();
        if let Err(fatal) = self.builder.begin(self.tree.clone()) {
            tell(&News::Unreadable(&fatal));
        }
    }

    fn show_at_once(&mut self, edited: Vec<SitePath>, pages: Vec<Output>) -> Shown {
        let new = shown::by_path(pages);
        let paths: Vec<&str> = new.keys().map(String::as_str).collect();
        self.shown.version += 1;
        self.shown.changed = changed(&paths, &new, &edited, &self.shown.base_path);
        Arc::make_mut(&mut self.shown.files).extend(new.into_iter().map(|(path, (body, _))| (path, body)));
        self.reworded.extend(edited);
        self.due = self.due.max(Due::Later);
        self.shown.clone()
    }

    /// Takes a website that was built; what is shown stays if it is wrong.
    fn put_up(&mut self, made: Made, tell: &mut dyn FnMut(&News<'_>)) -> Option<Shown> {
        let Made { built, mut website, mut files, records, tree } = made;
        if self.is_lost {
            // Once the files can be read again, there is another build.
            return None;
        }
        // Pages that somebody has written on are not to go back. Where one cannot be made again, more than words has changed since, and a build
        // with that is due.
        let pages = match built.has_errors() {
            true => None,
            false => Some(reworded(&mut website, &self.tree, &self.reworded)?),
        };
        tell(&News::Built(&built, &tree, shown::differing(&self.files, &files).count()));
        self.shown.version += 1;
        self.shown.problems = problems(&built, &tree);
        if let Some(pages) = pages {
            self.indexer.outdate(records);
            self.website = Some(website);
            self.files = files.iter().map(|(path, (body, _))| (path.clone(), body.clone())).collect();
            files.extend(shown::by_path(pages));
            self.show(files, built.base_path);
        }
        Some(self.shown.clone())
    }

    /// Shows a website, with the index that there is.
    fn show(&mut self, files: Files, base_path: String) {
        // Pages that were shown before all others are nothing new now.
        let differing: Vec<&str> = shown::differing(&self.shown.files, &files).collect();
        self.shown.changed = changed(&differing, &files, &self.built, &base_path);
        self.shown.headers = headers(&files);
        self.shown.base_path = base_path;
        let files = files.into_iter().map(|(path, (body, _))| (path, body));
        self.shown.files = Arc::new(files.chain(self.indexer.files()).collect());
    }
}

/// The pages of files in which only words are different; nothing if more is different in one of them.
fn reworded<'a>(
    website: &mut Website,
    tree: &Tree,
    files: impl IntoIterator<Item = &'a SitePath>,
) -> Option<Vec<Output>> {
    files.into_iter().map(|path| website.reworded(tree.get(path)?)).collect()
}

fn first_version() -> Result<u64, Fatal> {
    Ok(disk::clock()?.as_millisecond().unsigned_abs())
}

/// The pages of edited files first, then other pages of items that changed with them.
fn changed(differing: &[&str], files: &Files, edited: &[SitePath], base: &str) -> Vec<Changed> {
    let pages = differing.iter().filter_map(|path| {
        let page = Some(path_of(path)).filter(|page| page != path)?;
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
