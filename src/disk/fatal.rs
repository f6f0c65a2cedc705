//! What stops everything: the disk or the command line is not as it must be. Problems of the content are diagnostics instead.

use std::io::{Error, ErrorKind};
use std::path::Path;

use crate::diag::Wrong;

/// A reason to stop at once, in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fatal {
    /// What is wrong, with the path.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Fatal {
    /// Something is wrong and this helps.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: Some(help.into()) }
    }

    /// `verb` (read, write, remove …) did not work on `path`.
    pub(super) fn io(verb: &str, path: &Path, error: &Error) -> Self {
        let (reason, help) = words(error);
        Self { message: format!("Cannot {verb} {}: {reason}", path.display()), help: help.map(str::to_owned) }
    }
}

impl From<Wrong> for Fatal {
    fn from(Wrong { message, help, .. }: Wrong) -> Self {
        Self { message, help }
    }
}

impl std::fmt::Display for Fatal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)?;
        self.help.iter().try_for_each(|help| write!(f, "\nhelp: {help}"))
    }
}

impl std::error::Error for Fatal {}

/// The reason and the way out, for the reasons that people meet.
fn words(error: &Error) -> (String, Option<&'static str>) {
    let (reason, help) = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            ("the disk is full", "Make room and run this again. The site that was there is still there.")
        }
        ErrorKind::PermissionDenied => (
            "permission is missing",
            "Check to whom the file and its folder belong, and whether another program holds it open.",
        ),
        ErrorKind::ReadOnlyFilesystem => ("the disk can only be read", "Choose another folder with --out."),
        ErrorKind::NotFound => {
            ("it is not there", "Check the spelling, and that no other program is moving files just now.")
        }
        ErrorKind::NotADirectory => ("a part of this path is a file and no folder", "Choose another place."),
        ErrorKind::IsADirectory => ("it is a folder", "Name a file in it."),
        ErrorKind::InvalidFilename => ("this disk does not allow the name", "Give the page a shorter or simpler slug."),
        _ => return (error.to_string(), None),
    };
    (reason.to_owned(), Some(help))
}
