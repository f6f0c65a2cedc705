//! The one file of a site that the program writes: the lock file of its calendar, when somebody asks for it.

use std::fs;
use std::path::Path;

use super::Fatal;

/// Writes `calendar.lock` in the folder of a site: all of it, or nothing.
///
/// # Errors
/// If the disk refuses.
#[expect(clippy::disallowed_methods, reason = "disk is where files are written")]
pub fn write_lock(root: &Path, text: &str) -> Result<(), Fatal> {
    let (place, beside) = (root.join("calendar.lock"), root.join(".calendar.lock.tmp"));
    fs::write(&beside, text).and_then(|()| fs::rename(&beside, &place)).map_err(|e| Fatal::io("write", &place, &e))
}
