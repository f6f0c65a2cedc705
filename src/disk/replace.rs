//! One file takes the place of another: whole, and never through a link that somebody laid.

use std::fs::{self, OpenOptions};
use std::io::{Error, ErrorKind, Write as _};
use std::path::Path;

use super::Fatal;

/// Writes `text` to a new file beside `place`, hidden and named after it and this program, and moves it there: of two that write at once, each
/// writes a whole file.
pub(super) fn replace(place: &Path, text: &str) -> Result<(), Fatal> {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let beside = place.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    moved(&beside, place, text).map_err(|error| {
        // What was begun is of no use to anybody; that it cannot be removed changes nothing.
        let _ = fs::remove_file(&beside);
        Fatal::io("write", place, &error)
    })
}

fn moved(beside: &Path, place: &Path, text: &str) -> Result<(), Error> {
    match fs::remove_file(beside) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // A new one is created, even if a link appears here in between.
    OpenOptions::new().write(true).create_new(true).open(beside)?.write_all(text.as_bytes())?;
    fs::rename(beside, place)
}
