//! The text of a file that people write.

use crate::diag::{Fault, Span, codes};
use crate::source::{Content, Source};

/// Nobody writes a longer file: a few million letters are some thousand pages of a book.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// The text of a file.
///
/// # Errors
/// It is too large, or not UTF-8.
pub fn text(source: &Source) -> Result<&str, Fault> {
    text_up_to(source, MOST_BYTES)
}

/// The same with a limit of its own.
pub(super) fn text_up_to(source: &Source, most: u64) -> Result<&str, Fault> {
    let size = match &source.content {
        Content::Bytes(bytes) => bytes.len() as u64,
        Content::OnDisk { len, .. } => *len,
    };
    if size > most {
        let message = format!("the file has {} MB; {} MB are read at most", size / 1_000_000, most / 1_000_000);
        return Err(Fault::new(&codes::TOO_LARGE, Span::default(), message).help("split it into several files"));
    }
    source.text().map_err(|at| {
        Fault::new(&codes::NOT_UTF8, Span::new(at, at), "this letter is not stored as UTF-8")
            .help("save the file with the encoding UTF-8")
    })
}
