//! Which files belong to a site, and where links may lead.

use std::path::{Component, Path, PathBuf};

use super::{Fatal, ROOTS};
use crate::source::SitePath;

/// Is this a name that is left out: hidden, an editor's backup, or a folder that is never published?
pub(super) fn left_out(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || [".swp", ".swo", ".tmp"].iter().any(|end| name.ends_with(end))
        || name.starts_with('#') && name.ends_with('#')
        || ["private", "node_modules", "target", "Thumbs.db", "desktop.ini"].contains(&name)
}

/// Does a path inside the site folder belong to the site, by its names alone?
pub(super) fn belongs(inside: &Path) -> bool {
    let mut names = inside.components().map(|c| c.as_os_str().to_string_lossy());
    names.clone().next().is_some_and(|first| ROOTS.contains(&&*first)) && !names.any(|name| left_out(&name))
}

/// Whether a file or folder right below that of the site is one of the site, by its name.
pub fn is_of_a_site(path: &Path) -> bool {
    path.file_name().is_some_and(|name| ROOTS.iter().any(|root| name == *root))
}

/// Where the files of a site lie, whether they are there or not.
pub fn folders_of_a_site(root: &Path) -> Vec<PathBuf> {
    ROOTS.iter().map(|name| root.join(name)).collect()
}

/// The path inside the site folder as text.
pub(super) fn site_path(inside: &Path) -> Result<SitePath, Fatal> {
    let names: Option<Vec<_>> = inside.components().map(|c| c.as_os_str().to_str()).collect();
    names.map(|names| names.join("/").into()).ok_or_else(|| {
        let message = format!("The name of the file {} is not UTF-8 text", inside.display());
        Fatal::new(message, "Rename the file: letters, digits and hyphens are always safe.")
    })
}

/// A link, like any file that is to be published, must lead to a place that belongs to the site: else the content of somebody else could
/// publish any file of this computer.
pub(super) fn check_link(root: &Path, link: &Path) -> Result<(), Fatal> {
    let inside = link.strip_prefix(root).unwrap_or(link).display();
    let target = link.canonicalize().map_err(|e| {
        Fatal::new(format!("{inside} leads nowhere: {e}"), "Remove the link, or put the file itself there.")
    })?;
    if target.strip_prefix(root).is_ok_and(belongs) {
        return Ok(());
    }
    let message = format!("{inside} leads to {}, which is not among the files of this site", target.display());
    Err(Fatal::new(message, "Copy the file into the site folder in place of the link."))
}

/// Does a path stay where it starts: only names, none of them `..`, no root?
pub(super) fn stays_inside(path: &Path) -> bool {
    path.components().all(|c| matches!(c, Component::Normal(_)))
}
