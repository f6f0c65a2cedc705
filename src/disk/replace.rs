//! One file takes the place of another: whole, and never through a link that somebody laid.

use std::fs::{self, OpenOptions};
use std::io::{Error, ErrorKind, Write as _};
use std::path::Path;

/// Writes `text` to `beside`, a new file in the same folder, and moves it to `place`.
pub(super) fn replace(place: &Path, beside: &Path, text: &str) -> Result<(), Error> {
    match fs::remove_file(beside) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // A new one is created, even if a link appears here in between.
    OpenOptions::new().write(true).create_new(true).open(beside)?.write_all(text.as_bytes())?;
    fs::rename(beside, place)
}
