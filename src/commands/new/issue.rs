//! The text of an issue, from a file or from standard input.

use std::io::{Read, stdin};
use std::path::Path;

use crate::disk::{self, Fatal};

/// The longest text that is read, in bytes: far more than the service takes.
const MOST_BYTES: u64 = 1 << 20;

/// Reads the text; `-` is standard input.
pub(super) fn text(path: &Path) -> Result<String, Fatal> {
    let bytes = if path == Path::new("-") { input()? } else { disk::read_file(path)? };
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Fatal::new(format!("{} is too long for an issue", path.display()), "Give the text of one issue."));
    }
    String::from_utf8(bytes)
        .map_err(|_| Fatal::new(format!("{} is not text", path.display()), "Save it with the encoding UTF-8."))
}

fn input() -> Result<Vec<u8>, Fatal> {
    let mut bytes = Vec::new();
    let read = stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| Fatal::new(format!("standard input cannot be read: {error}"), "Give a file in place of -."))?;
    Ok(bytes)
}
