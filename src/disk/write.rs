//! Writes a website: only what changed, and nothing takes its place before everything is there.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::manifest::{self, Entry, Manifest};
use super::outpath::{self, Taken};
use super::place::check_link;
use super::settle::Settle;
use super::staging::Staging;
use super::target::{self, Target};
use super::{Fatal, read};
use crate::output::{Body, Output, Sink};
use crate::source::Digest;

/// Takes the files of a website and writes them into a folder. New files wait in a folder beside it until [`Writer::finish`]; a writer
/// that is dropped leaves the old website as it was.
#[derive(Debug)]
pub struct Writer {
    root: PathBuf,
    target: Target,
    staging: Staging,
    state: Mutex<State>,
}

/// What happened to the files of a website.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were not there before.
    pub new: usize,
    /// Files whose content changed.
    pub changed: usize,
    /// Files that were not touched, since they are the same.
    pub unchanged: usize,
    /// Files of an earlier build that the website has no longer.
    pub removed: usize,
}

#[derive(Debug, Default)]
struct State {
    taken: Taken,
    files: Manifest,
    /// The files that wait in the staging folder.
    staged: Vec<String>,
    written: Written,
    failure: Option<Fatal>,
}

impl Writer {
    /// Prepares to write into `out`. `root` is the folder of the site, from which [`Body::Copy`] takes its files.
    ///
    /// # Errors
    /// If `out` holds files that Lyceum did not make; if it is, holds or lies among the sources of the site; if another build is just
    /// being written there; if the disk refuses.
    pub fn open(root: &Path, out: &Path) -> Result<Self, Fatal> {
        let root = root.canonicalize().map_err(|e| Fatal::io("find", root, &e))?;
        let target = target::look(&root, out)?;
        let staging = Staging::open(&target.out)?;
        let mut state = State::default();
        state.taken.take(manifest::NAME)?;
        Ok(Self { root, target, staging, state: Mutex::new(state) })
    }

    /// Puts all files in their places, removes those of ours that are no longer made, and notes which are ours.
    ///
    /// # Errors
    /// If one of the files could not be written, two of them wanted one place, or a file that is not ours is in the way: then nothing
    /// has changed. If the disk refuses in the middle: then the next build goes on from there.
    pub fn finish(self) -> Result<Written, Fatal> {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(failure) = state.failure {
            return Err(failure);
        }
        let settle = Settle { target: &self.target, staging: &self.staging, new: &state.files, staged: &state.staged };
        Ok(Written { removed: settle.run()?, ..state.written })
    }

    /// Leaves the old website as it was.
    pub fn abandon(self) {
        drop(self);
    }

    /// Stops in the middle of [`Writer::finish`], after these files have moved, and leaves everything as a killed run would.
    #[cfg(test)]
    pub(super) fn half_finish(self, moved: &[&str]) {
        let state = self.state.into_inner().unwrap();
        let settle = Settle { target: &self.target, staging: &self.staging, new: &state.files, staged: &state.staged };
        settle.announce().unwrap();
        moved.iter().for_each(|path| settle.place(path).unwrap());
        std::mem::forget(self.staging.unlocked());
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, output: Output) -> Result<(), Fatal> {
        outpath::check(&output.path)?;
        self.state().taken.take(&output.path)?;
        let output = self.published(output)?;
        let entry = self.entry(&output.body)?;
        let stands = self.stands(&output, entry);
        if !stands {
            self.stage(&output)?;
        }
        self.note(output.path, entry, stands);
        Ok(())
    }

    /// A picture goes out without its metadata, and so as bytes; all other files are copied as they are.
    fn published(&self, output: Output) -> Result<Output, Fatal> {
        let Body::Copy(path) = &output.body else { return Ok(output) };
        let from = self.root.join(&**path);
        check_link(&self.root, &from)?;
        let picture = read::picture(&from).map_err(|e| Fatal::io("read", &from, &e))?;
        Ok(picture.map(|bytes| Output { body: Body::Bytes(bytes.into()), ..output.clone() }).unwrap_or(output))
    }

    fn entry(&self, body: &Body) -> Result<Entry, Fatal> {
        match body {
            Body::Bytes(bytes) => Ok(Entry { digest: Digest::of(bytes), len: bytes.len() as u64 }),
            Body::Copy(path) => {
                let from = self.root.join(&**path);
                let (digest, len) = read::digest(&from).map_err(|e| Fatal::io("read", &from, &e))?;
                Ok(Entry { digest, len })
            }
        }
    }

    /// Is exactly this in its place already? Pages are compared byte by byte; of copies, which may be large, the length and what we noted.
    fn stands(&self, output: &Output, entry: Entry) -> bool {
        let Some(old) = self.target.old.get(&output.path) else { return false };
        let place = self.target.out.join(&output.path);
        let as_long = place.symlink_metadata().is_ok_and(|meta| meta.is_file() && meta.len() == entry.len);
        as_long
            && match &output.body {
                Body::Bytes(bytes) => read::bytes(&place).is_ok_and(|there| *there == **bytes),
                Body::Copy(_) => old.digest == entry.digest,
            }
    }

    fn stage(&self, output: &Output) -> Result<(), Fatal> {
        match &output.body {
            Body::Bytes(bytes) => self.staging.write(&output.path, bytes),
            Body::Copy(from) => self.staging.copy(&output.path, &self.root.join(&**from)),
        }
    }

    fn note(&self, path: String, entry: Entry, stands: bool) {
        let mut state = self.state();
        let count = match (stands, self.target.old.contains_key(&path)) {
            (true, _) => &mut state.written.unchanged,
            (false, true) => &mut state.written.changed,
            (false, false) => &mut state.written.new,
        };
        *count += 1;
        if !stands {
            state.staged.push(path.clone());
        }
        state.files.insert(path, entry);
    }
}

impl Sink for Writer {
    /// After a failure nothing more is written, since nothing would be kept.
    fn put(&self, output: Output) {
        if self.state().failure.is_some() {
            return;
        }
        if let Err(failure) = self.take(output) {
            self.state().failure.get_or_insert(failure);
        }
    }
}
