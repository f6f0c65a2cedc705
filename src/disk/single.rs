//! What commands read and write of single files: any file, and those that they have written before, such as what an import brought.
#![expect(clippy::disallowed_methods, reason = "disk is where files are read and written")]

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::place::stays_inside;
use super::replace::replace;
use super::{Fatal, write_new};

/// The greatest file that is read, in bytes.
const MOST_BYTES: u64 = 64 << 20;

/// Reads a file that somebody names.
///
/// # Errors
/// If it cannot be read, or is too large to be what it should be.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Fatal> {
    let size = fs::metadata(path).map_err(|e| Fatal::io("read", path, &e))?.len();
    if size > MOST_BYTES {
        let message = format!("{} is larger than 64 MB", path.display());
        return Err(Fatal::new(message, "Split it into several files."));
    }
    fs::read(path).map_err(|e| Fatal::io("read", path, &e))
}

/// The text of a file, if it is there.
///
/// # Errors
/// If it is there and cannot be read.
pub fn text_of(path: &Path) -> Result<Option<String>, Fatal> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Fatal::io("read", path, &error)),
    }
}

/// Writes a file: all of it, or nothing. Only if it holds `old` (nothing: if it is not there) it is written, so that what
/// somebody has saved in the meantime stays.
///
/// # Errors
/// If the disk refuses, or the file is another one by now.
pub fn write_over(root: &Path, path: &str, old: Option<&str>, text: &str) -> Result<(), Fatal> {
    let place = root.join(path);
    let Some(old) = old else { return write_new(root, path, text.as_bytes()) };
    if !stays_inside(Path::new(path)) {
        return Err(Fatal::new(format!("{path} lies outside of the site"), "Choose another name."));
    }
    if fs::read_to_string(&place).ok().as_deref() != Some(old) {
        let message = format!("{path} was changed in the meantime, and is left alone");
        return Err(Fatal::new(message, "Run the command again."));
    }
    replace(&place, text)
}
