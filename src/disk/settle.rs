//! The moment at which a new website takes the place of the old one.
//!
//! First everything is checked, so that a refusal changes nothing. Then the list of our files is made to name the old and the new ones, so
//! that a run killed in the middle leaves no file that nobody owns up to: the next build goes on from there.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::Fatal;
use super::manifest::{self, Entry, Manifest};
use super::outpath::folders;
use super::staging::Staging;
use super::target::Target;

/// All that is needed to put the files in their places.
pub(super) struct Settle<'a> {
    /// The output folder and what is ours in it.
    pub(super) target: &'a Target,
    /// Where the new files wait.
    pub(super) staging: &'a Staging,
    /// All files of the new website.
    pub(super) new: &'a Manifest,
    /// Those of them that wait.
    pub(super) staged: &'a [String],
}

impl Settle<'_> {
    /// Puts them there; the number of removed files.
    pub(super) fn run(&self) -> Result<usize, Fatal> {
        if self.target.empty && self.swap_in()? {
            return Ok(0);
        }
        self.check_all()?;
        if self.staged.is_empty() && self.target.old == *self.new {
            return Ok(0);
        }
        self.announce()?;
        let removed = self.stale().filter(|path| self.remove(path)).count();
        self.staged.iter().try_for_each(|path| self.place(path))?;
        self.write_manifest(self.new)?;
        Ok(removed)
    }

    /// Makes the staging folder the output folder, in one step; says whether that was possible.
    fn swap_in(&self) -> Result<bool, Fatal> {
        let out = &self.target.out;
        self.staging.write(manifest::NAME, manifest::to_text(self.new).as_bytes())?;
        // An empty folder gives way. One that is a disk of its own cannot; then the files move one by one.
        let _ = fs::remove_dir(out);
        if fs::rename(self.staging.site(), out).is_ok() {
            return Ok(true);
        }
        fs::create_dir_all(out).map_err(|e| Fatal::io("make the folder", out, &e))?;
        Ok(false)
    }

    fn check_all(&self) -> Result<(), Fatal> {
        let mut seen = BTreeSet::new();
        for path in self.staged {
            folders(path).filter(|folder| seen.insert(folder.to_owned())).try_for_each(|f| self.check_folder(f))?;
            self.check_file(path)?;
        }
        Ok(())
    }

    /// Where a folder must be there may be one, or nothing, or a file of ours, which goes.
    fn check_folder(&self, folder: &str) -> Result<(), Fatal> {
        match self.there(folder).symlink_metadata() {
            Ok(meta) if meta.is_dir() || meta.is_file() && self.is_ours(folder) => Ok(()),
            Ok(_) => Err(self.in_the_way(folder)),
            Err(_) => Ok(()),
        }
    }

    /// Where a file must be there may be one of ours, or nothing, or a folder with nothing but files of ours, which go.
    fn check_file(&self, path: &str) -> Result<(), Fatal> {
        match self.there(path).symlink_metadata() {
            Ok(meta) if meta.is_dir() => self.check_below(path),
            Ok(meta) if !meta.is_file() || !self.is_ours(path) => Err(self.in_the_way(path)),
            _ => Ok(()),
        }
    }

    fn check_below(&self, folder: &str) -> Result<(), Fatal> {
        let entries = WalkDir::new(self.there(folder)).into_iter().flatten().filter(|e| !e.file_type().is_dir());
        for entry in entries {
            let inside = entry.path().strip_prefix(&self.target.out).unwrap_or(entry.path()).to_string_lossy();
            if !self.target.old.contains_key(&*inside.replace(std::path::MAIN_SEPARATOR, "/")) {
                return Err(self.in_the_way(&inside));
            }
        }
        Ok(())
    }

    /// Did we make the file at this path? Where `A` and `a` are the same, its true spelling counts.
    fn is_ours(&self, path: &str) -> bool {
        let real = || {
            let real = self.there(path).canonicalize().ok()?;
            let inside = real.strip_prefix(&self.target.out).ok()?.to_str()?;
            Some(self.target.old.contains_key(&inside.replace(std::path::MAIN_SEPARATOR, "/")))
        };
        self.target.old.contains_key(path) || real().unwrap_or(false)
    }

    fn in_the_way(&self, path: &str) -> Fatal {
        let message = format!("{} is in the way of a page and was not made by Lyceum", self.there(path).display());
        Fatal::new(message, "Move it away, or into `static/` of the site if it belongs to the website.")
    }

    fn stale(&self) -> impl Iterator<Item = &String> {
        self.target.old.keys().filter(|path| !self.new.contains_key(*path))
    }

    /// Removes a file of ours and the folders that are empty then. What somebody has replaced by something else is left alone.
    fn remove(&self, path: &str) -> bool {
        let is_dir = |folder: &str| self.there(folder).symlink_metadata().is_ok_and(|meta| meta.is_dir());
        let is_file = self.there(path).symlink_metadata().is_ok_and(|meta| meta.is_file());
        let removed = is_file && folders(path).all(is_dir) && fs::remove_file(self.there(path)).is_ok();
        if removed {
            // The first folder that is not empty refuses, and so would all above it.
            let _ = folders(path).try_for_each(|folder| fs::remove_dir(self.there(folder)));
        }
        removed
    }

    /// Moves a waiting file to its place.
    pub(super) fn place(&self, path: &str) -> Result<(), Fatal> {
        let (from, to) = (self.staging.place(path), self.there(path));
        self.move_file(&from, &to).map_err(|e| Fatal::io("write", &to, &e))
    }

    fn move_file(&self, from: &Path, to: &Path) -> io::Result<()> {
        match (fs::rename(from, to), to.parent()) {
            (Err(error), Some(folder)) if error.kind() == ErrorKind::NotFound => {
                fs::create_dir_all(folder)?;
                fs::rename(from, to).or_else(|error| self.move_across(from, to, error))
            }
            (Err(error), _) => self.move_across(from, to, error),
            (Ok(()), _) => Ok(()),
        }
    }

    /// If the output folder is a disk of its own, a file is copied beside its place first.
    fn move_across(&self, from: &Path, to: &Path, error: io::Error) -> io::Result<()> {
        if error.kind() != ErrorKind::CrossesDevices {
            return Err(error);
        }
        let near = self.there(".lyceum-moving");
        fs::copy(from, &near)?;
        fs::rename(near, to)
    }

    /// Notes the old and the new files as ours.
    pub(super) fn announce(&self) -> Result<(), Fatal> {
        let staged = self.staged.iter().map(|path| (path.clone(), Entry::IN_MOTION));
        self.write_manifest(&self.target.old.clone().into_iter().chain(staged).collect())
    }

    #[expect(clippy::disallowed_methods, reason = "disk is where files are written")]
    fn write_manifest(&self, manifest: &Manifest) -> Result<(), Fatal> {
        let (aside, to) = (self.staging.aside(), self.there(manifest::NAME));
        let written = fs::write(&aside, manifest::to_text(manifest)).and_then(|()| self.move_file(&aside, &to));
        written.map_err(|e| Fatal::io("write", &to, &e))
    }

    fn there(&self, path: &str) -> PathBuf {
        self.target.out.join(path)
    }
}
