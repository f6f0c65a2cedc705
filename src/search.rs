//! The index of the search: what plan knows of each item becomes files that a browser reads piece by piece. Without the feature
//! `search` there is none.

#[cfg(feature = "search")]
mod files;
#[cfg(feature = "search")]
mod words;

use crate::output::Output;
use crate::view::SearchRecords;

/// Whether this program can make an index.
pub const AVAILABLE: bool = cfg!(feature = "search");

/// The files of an index, or what went wrong.
pub type Index = Result<Vec<Output>, String>;

/// The files of the index, sorted by path. Pagefind works in parallel by way of rayon where it can.
///
/// # Errors
/// What Pagefind says, in its own words, if it cannot make an index.
#[cfg(feature = "search")]
pub fn index(records: &SearchRecords) -> Index {
    files::index(records)
}

/// No files.
///
/// # Errors
/// Never.
#[cfg(not(feature = "search"))]
pub fn index(_: &SearchRecords) -> Index {
    Ok(Vec::new())
}
