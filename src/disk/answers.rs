//! What was found in the web at the last check: a file in a hidden folder of the site, which versions of the content do not have.

use std::fs;
use std::path::Path;

use super::Fatal;

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
#[expect(clippy::disallowed_methods, reason = "disk is where files are written")]
pub fn write_answers(root: &Path, text: &str) -> Result<(), Fatal> {
    let folder = root.join(FOLDER);
    let (place, beside) = (folder.join(FILE), folder.join(".links.tmp"));
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(folder.join(".gitignore"), "*\n"))
        .and_then(|()| fs::write(&beside, text))
        .and_then(|()| fs::rename(&beside, &place))
        .map_err(|error| Fatal::io("write", &place, &error))
}
