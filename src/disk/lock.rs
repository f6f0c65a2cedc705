//! Lock files: the only files that a build writes into the folder of a site, and only when somebody asks for it.

use std::path::Path;

use super::Fatal;
use super::replace::replace;

/// Writes a lock file in the folder of a site: all of it, or nothing.
///
/// # Errors
/// If the disk refuses.
pub fn write_lock(root: &Path, name: &str, text: &str) -> Result<(), Fatal> {
    replace(&root.join(name), text)
}
