//! The index of the search: what plan knows of each item becomes files that a browser reads piece by piece. Without the feature
//! `search` there is none.

#[cfg(feature = "search")]
mod files;

use crate::output::Output;
use crate::view::SearchRecords;

/// Whether this program can make an index.
pub const AVAILABLE: bool = cfg!(feature = "search");

/// The files of the index, sorted by path.
///
/// Pagefind works on threads of its own and on all of rayon's, so this must not run on one of those.
///
/// # Errors
/// What Pagefind says, in its own words, if it cannot make an index.
#[cfg(feature = "search")]
pub fn index(records: &SearchRecords) -> Result<Vec<Output>, String> {
    files::index(records)
}

/// No files.
///
/// # Errors
/// Never.
#[cfg(not(feature = "search"))]
pub fn index(_: &SearchRecords) -> Result<Vec<Output>, String> {
    Ok(Vec::new())
}
