//! The output folder before anything is written: is it a place for a website, and is it ours?
#![expect(clippy::disallowed_methods, reason = "disk is where folders are read")]

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::manifest::{self, Manifest};
use super::place::stays_inside;
use super::{Fatal, ROOTS};

/// What stands in an output folder.
#[derive(Debug)]
pub(super) struct Target {
    /// The folder, without links in its path; it may not exist yet.
    pub(super) out: PathBuf,
    /// Our files in it.
    pub(super) old: Manifest,
    /// There is nothing in it at all.
    pub(super) empty: bool,
}

/// Looks at an output folder, and refuses one that is not ours.
pub(super) fn look(root: &Path, out: &Path) -> Result<Target, Fatal> {
    let out = without_links(out)?;
    check_place(root, &out)?;
    let (old, empty) = match fs::symlink_metadata(&out) {
        Err(error) if error.kind() == ErrorKind::NotFound => (Manifest::new(), true),
        Err(error) => return Err(Fatal::io("look at", &out, &error)),
        Ok(meta) if meta.is_dir() => standing(&out)?,
        Ok(_) => return Err(refused(&out, "is not a folder")),
    };
    Ok(Target { out, old, empty })
}

/// The true place, even if its last folders do not exist yet.
fn without_links(out: &Path) -> Result<PathBuf, Fatal> {
    let out = std::path::absolute(out).map_err(|e| Fatal::io("find", out, &e))?;
    let found = out.ancestors().find_map(|a| Some((a, a.canonicalize().ok()?)));
    let rest = found.and_then(|(ancestor, real)| Some((real, out.strip_prefix(ancestor).ok()?)));
    match rest {
        Some((real, rest)) if rest.as_os_str().is_empty() => Ok(real),
        Some((real, rest)) if stays_inside(rest) => Ok(real.join(rest)),
        _ => Err(refused(&out, "cannot be found")),
    }
}

fn check_place(root: &Path, out: &Path) -> Result<(), Fatal> {
    if root.starts_with(out) {
        return Err(refused(out, "holds the sources of the site"));
    }
    let first = out.strip_prefix(root).ok().and_then(|inside| inside.components().next());
    if first.is_some_and(|first| ROOTS.iter().any(|own| first.as_os_str() == *own)) {
        return Err(refused(out, "lies among the sources of the site"));
    }
    Ok(())
}

fn standing(out: &Path) -> Result<(Manifest, bool), Fatal> {
    if let Some(old) = manifest::load(out)? {
        return Ok((old, false));
    }
    let mut entries = fs::read_dir(out).map_err(|e| Fatal::io("read", out, &e))?;
    if entries.next().is_none() {
        return Ok((Manifest::new(), true));
    }
    let message = format!("{} is not empty and was not made by Lyceum", out.display());
    Err(Fatal::new(message, "Choose another folder with --out, or empty it yourself."))
}

fn refused(out: &Path, reason: &str) -> Fatal {
    let message = format!("The website cannot be written to {}: it {reason}", out.display());
    Fatal::new(message, "Choose another folder with --out, such as `public`.")
}
