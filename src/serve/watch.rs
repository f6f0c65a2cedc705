//! Which paths changed: one batch for everything that happens in one go, be it a save, a rename or a switch of branches.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use notify::event::{EventKind, ModifyKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::News;
use crate::disk;

/// A batch ends when nothing happened for so long: programs save a file in several steps.
const QUIET: Duration = Duration::from_millis(20);
/// How many times that a batch may last.
const LONGEST: u32 = 50;
/// How often changes are looked for, where the system does not tell of them.
const POLL: Duration = Duration::from_millis(500);

/// Changes in the folder of a site.
pub struct Changes {
    root: PathBuf,
    events: Receiver<notify::Result<Event>>,
    /// What could not be looked at: who looks for changes says so every time.
    failed: BTreeSet<PathBuf>,
    /// It watches as long as it lives.
    watcher: Box<dyn Watcher + Send>,
}

impl std::fmt::Debug for Changes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Changes").field("root", &self.root).finish_non_exhaustive()
    }
}

impl Changes {
    /// Watches the files of a site, by looking for changes if the system does not tell of them.
    pub fn watch(root: &Path, poll: bool, tell: &mut dyn FnMut(&News<'_>)) -> Self {
        let (sender, events) = channel();
        let told = if poll { Err(None) } else { told(root, &sender).map_err(Some) };
        let watcher = told.unwrap_or_else(|why| {
            tell(&News::Polling(&why.map_or_else(|| "--poll".to_owned(), |why| why.to_string())));
            polled(root, sender)
        });
        Self { root: root.to_owned(), events, failed: BTreeSet::new(), watcher }
    }

    /// Waits for the next batch, but not longer than `patience`: then it is empty. The folder of the site stands for "anything".
    pub fn batch(&mut self, patience: Duration) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        while paths.is_empty() {
            match self.events.recv_timeout(patience) {
                Ok(event) => self.add(event, &mut paths),
                Err(_) => return paths,
            }
        }
        for _ in 0..LONGEST {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => self.add(event, &mut paths),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        paths.sort();
        paths.dedup();
        paths
    }

    fn add(&mut self, event: notify::Result<Event>, paths: &mut Vec<PathBuf>) {
        match event {
            Ok(event) if is_only_a_look(event.kind) => {}
            Ok(event) if !event.need_rescan() => {
                event.paths.iter().for_each(|path| self.watch_new(path));
                paths.extend(event.paths);
            }
            Err(error) if !error.paths.is_empty() && !self.is_news(&error) => {}
            // Something happened, and what is not known.
            _ => paths.push(self.root.clone()),
        }
    }

    /// Whether something cannot be looked at that could before. What is gone is no longer watched.
    fn is_news(&mut self, error: &notify::Error) -> bool {
        let before = self.failed.len();
        for path in &error.paths {
            if !path.exists() {
                // Files within a folder are not watched on their own.
                let _ = self.watcher.unwatch(path);
            }
            self.failed.insert(path.clone());
        }
        self.failed.len() > before
    }

    /// A folder such as `static`, which was not there before.
    fn watch_new(&mut self, path: &Path) {
        self.failed.remove(path);
        if path.parent() == Some(&self.root) && path.is_dir() && disk::is_of_a_site(path) {
            // If it is gone again, there is nothing to watch.
            let _ = self.watcher.watch(path, RecursiveMode::Recursive);
        }
    }
}

fn is_only_a_look(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(notify::event::MetadataKind::AccessTime))
    )
}

fn told(root: &Path, sender: &Sender<notify::Result<Event>>) -> notify::Result<Box<dyn Watcher + Send>> {
    let mut watcher = RecommendedWatcher::new(sender.clone(), Config::default())?;
    watch_all(&mut watcher, root)?;
    Ok(Box::new(watcher))
}

/// A watcher that compares what it finds. If not even that is possible, changes are not seen.
fn polled(root: &Path, sender: Sender<notify::Result<Event>>) -> Box<dyn Watcher + Send> {
    let config = Config::default().with_poll_interval(POLL).with_compare_contents(true);
    match PollWatcher::new(sender, config) {
        Ok(mut watcher) => {
            let _ = watch_all(&mut watcher, root);
            Box::new(watcher)
        }
        Err(_) => Box::new(notify::NullWatcher),
    }
}

/// Only what belongs to the site: beside it there may be the history of years, and the website itself.
fn watch_all(watcher: &mut dyn Watcher, root: &Path) -> notify::Result<()> {
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    let folders = disk::folders_of_a_site(root).into_iter();
    folders.filter(|folder| folder.is_dir()).try_for_each(|folder| watcher.watch(&folder, RecursiveMode::Recursive))
}
