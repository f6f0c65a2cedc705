//! Lock files: the only files that a build writes into the folder of a site, and only when somebody asks for it.

use std::path::Path;

use super::Fatal;
use super::replace::replace;

/// Writes a lock file in the folder of a site: all of it, or nothing.
///
/// # Errors
/// If the disk refuses.
pub fn write_lock(root: &Path, name: &str, text: &str) -> Result<(), Fatal> {
    let (place, beside) = (root.join(name), root.join(format!(".{name}.tmp")));
    replace(&place, &beside, text).map_err(|e| Fatal::io("write", &place, &e))
}
