//! New files in the folder of a site: written where nothing is, never over something.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::Fatal;
use super::place::stays_inside;

/// Writes a new file, with the folders above it; one that is there stays as it is.
///
/// # Errors
/// If there is such a file already, if its path leads out of `root`, or if the disk refuses.
pub fn write_new(root: &Path, path: &str, bytes: &[u8]) -> Result<(), Fatal> {
    let place = root.join(path);
    if !stays_inside(Path::new(path)) {
        return Err(Fatal::new(format!("{path} leads out of {}", root.display()), "Choose another name."));
    }
    place.parent().map_or(Ok(()), fs::create_dir_all).map_err(|error| Fatal::io("write", &place, &error))?;
    let mut file = match OpenOptions::new().write(true).create_new(true).open(&place) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(is_there(path)),
        opened => opened.map_err(|error| Fatal::io("write", &place, &error))?,
    };
    file.write_all(bytes).map_err(|error| {
        // Half a file would be taken for a whole one; if it cannot be removed either, the message tells which it is.
        let _ = fs::remove_file(&place);
        Fatal::io("write", &place, &error)
    })
}

fn is_there(path: &str) -> Fatal {
    Fatal::new(format!("{path} is there already"), "Edit that file, or move it away first.")
}

/// Whether a new hub can begin in a folder: it is not there, or nothing is in it but a repository.
///
/// # Errors
/// If something is in it, or it cannot be read.
#[expect(clippy::disallowed_methods, reason = "disk is where folders are looked into")]
pub fn vacant(folder: &Path) -> Result<(), Fatal> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(|error| Fatal::io("read", folder, &error))?,
    };
    match entries.flatten().find(|entry| entry.file_name() != ".git") {
        None => Ok(()),
        Some(_) => {
            let message = format!("The folder {} is not empty", folder.display());
            Err(Fatal::new(message, "Name a folder that is not there yet: lyceum init my-hub"))
        }
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test reads what was written")]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_stays() {
        let root = tempfile::TempDir::new().unwrap();
        write_new(root.path(), "content/events/night.md", b"one").unwrap();
        let error = write_new(root.path(), "content/events/night.md", b"two").unwrap_err();
        assert!(error.message.contains("night.md is there already"), "{error}");
        assert_eq!(fs::read(root.path().join("content/events/night.md")).unwrap(), b"one");
        assert!(write_new(root.path(), "../night.md", b"three").is_err());
    }
}
