//! What was found in the web at the last check: a file in a hidden folder of the site, which versions of the content do not have.

use std::fs;
use std::path::Path;

use super::Fatal;
use super::replace::replace;

/// The folder; a git repository leaves out what its own `.gitignore` says.
const FOLDER: &str = ".lyceum";
const FILE: &str = "links.txt";

/// Reads it; empty if there is none.
#[expect(clippy::disallowed_methods, reason = "disk is where files are read")]
pub fn read_answers(root: &Path) -> String {
    fs::read(root.join(FOLDER).join(FILE)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// Writes it.
///
/// # Errors
/// If the disk refuses.
pub fn write_answers(root: &Path, text: &str) -> Result<(), Fatal> {
    let folder = root.join(FOLDER);
    if fs::symlink_metadata(&folder).is_ok_and(|folder| folder.is_symlink()) {
        let message = format!("{} is a link: the answers of websites are not written through it", folder.display());
        return Err(Fatal::new(message, "Remove it."));
    }
    fs::create_dir_all(&folder).map_err(|error| Fatal::io("write", &folder, &error))?;
    let ignore = folder.join(".gitignore");
    if !ignore.exists() {
        replace(&ignore, "*\n")?;
    }
    replace(&folder.join(FILE), text)
}
