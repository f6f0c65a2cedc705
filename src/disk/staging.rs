//! The folder beside the output in which new files wait until all are there. Same disk, so that each moves by a mere renaming.
#![expect(clippy::disallowed_methods, reason = "disk is where files are written")]

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::Fatal;

/// Says that the folder is ours; locked as long as the run that made it lives.
const MARK: &str = "made-by-lyceum";

/// A staging folder; it goes when this value goes.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    /// The files of the website, in a folder of their own, which can be moved whole.
    site: PathBuf,
    lock: Option<File>,
}

impl Staging {
    /// Makes the folder for an output folder; what a killed run has left there is removed first.
    pub(super) fn open(out: &Path) -> Result<Self, Fatal> {
        let folder = beside(out);
        clear(&folder)?;
        make(&folder).map_err(|e| Fatal::io("make the folder", &folder, &e))
    }

    /// Where a file of the website waits.
    pub(super) fn place(&self, path: &str) -> PathBuf {
        self.site.join(path)
    }

    /// All waiting files, as one folder.
    pub(super) fn site(&self) -> &Path {
        &self.site
    }

    /// A place outside of the website's files, for one file.
    pub(super) fn aside(&self) -> PathBuf {
        self.folder.join("aside")
    }

    /// Lets a file wait.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Fatal> {
        self.fill(path, |place| fs::write(place, bytes))
    }

    /// Lets the copy of a file wait. Only its bytes are taken: a web server must be able to read what only its author can.
    pub(super) fn copy(&self, path: &str, from: &Path) -> Result<(), Fatal> {
        self.fill(path, |place| io::copy(&mut File::open(from)?, &mut File::create(place)?).map(drop))
    }

    /// Without the lock, as when the run that held it was killed.
    #[cfg(test)]
    pub(super) fn unlocked(mut self) -> Self {
        drop(self.lock.take());
        self
    }

    /// Most files come into folders that are there already, so folders are made only after a first failure.
    fn fill(&self, path: &str, write: impl Fn(&Path) -> io::Result<()>) -> Result<(), Fatal> {
        let place = self.place(path);
        let again = |error: io::Error| match (error.kind(), place.parent()) {
            (ErrorKind::NotFound, Some(folder)) => fs::create_dir_all(folder).and_then(|()| write(&place)),
            _ => Err(error),
        };
        write(&place).or_else(again).map_err(|e| Fatal::io("write", &place, &e))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Some systems do not remove a file that is held open.
        drop(self.lock.take());
        // What cannot be removed now is removed by the next run, which finds the mark.
        let _ = remove(&self.folder);
    }
}

/// `public` → `.public.lyceum-new`.
fn beside(out: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(out.file_name().unwrap_or_default());
    name.push(".lyceum-new");
    out.with_file_name(name)
}

fn make(folder: &Path) -> io::Result<Staging> {
    folder.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::create_dir(folder)?;
    let lock = File::create(folder.join(MARK))?;
    // Where locks do not exist, two runs at once are not noticed here but when they rename.
    let _ = lock.try_lock();
    let site = folder.join("site");
    fs::create_dir(&site)?;
    Ok(Staging { folder: folder.to_owned(), site, lock: Some(lock) })
}

/// Removes what a killed run has left. Only a folder with our mark, or an empty one, is touched.
fn clear(folder: &Path) -> Result<(), Fatal> {
    match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Fatal::io("look at", folder, &error)),
        Ok(meta) if meta.is_dir() && (is_empty(folder) || is_marked(folder)?) => {
            remove(folder).map_err(|e| Fatal::io("remove", folder, &e))
        }
        Ok(_) => {
            let message = format!("{} is in the way and was not made by Lyceum", folder.display());
            Err(Fatal::new(message, "Move or remove it yourself, or choose another output folder with --out."))
        }
    }
}

/// Removes a folder of ours, its mark last: a run that is killed meanwhile leaves one that the next run knows.
fn remove(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        match entry.file_type()? {
            kind if kind.is_dir() => fs::remove_dir_all(entry.path())?,
            _ if entry.file_name() == MARK => {}
            _ => fs::remove_file(entry.path())?,
        }
    }
    fs::remove_dir_all(folder)
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

fn is_marked(folder: &Path) -> Result<bool, Fatal> {
    let Ok(mark) = File::open(folder.join(MARK)) else { return Ok(false) };
    match mark.try_lock() {
        Err(TryLockError::WouldBlock) => {
            let message = format!("Another build is being written beside {}", folder.display());
            Err(Fatal::new(message, "Wait until it is done, or choose another output folder with --out."))
        }
        _ => Ok(true),
    }
}
