//! Lock files, which the program writes and people merge: one entry a line, so that changes of different items do not meet.

use super::text::text_up_to;
use crate::diag::{Diagnostic, Fault, Span, codes};
use crate::source::Source;

/// A site of a hundred thousand items has a longer one; it is all in memory.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// A line with an entry.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// From 1.
    pub number: usize,
    /// Its place in the file.
    pub span: Span,
    /// What it says.
    pub text: &'a str,
}

/// Reads a lock file that there may be. What cannot be read is left out, and reported; of a file that is too large, or no text, that is all.
pub fn read_lock<L: Default>(
    file: Option<&Source>,
    parse: impl Fn(&str) -> (L, Vec<Fault>),
) -> (Option<L>, Vec<Diagnostic>) {
    let Some(file) = file else { return (None, Vec::new()) };
    let (lock, faults) = text_up_to(file, MOST_BYTES)
        .map_or_else(|fault| (L::default(), vec![fault.help("take the file back from your version control")]), parse);
    (Some(lock), faults.into_iter().map(|fault| fault.at(&file.path)).collect())
}

/// The lines of a lock file but for empty ones and comments.
pub fn entries(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    let lines = (1..).zip(text.split_inclusive('\n')).map(move |(number, line)| {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        Line { number, span, text: line.trim() }
    });
    lines.filter(|line| !line.text.is_empty() && !line.text.starts_with('#'))
}

impl Line<'_> {
    /// Says that it is none of this file.
    pub fn broken(&self) -> Fault {
        Fault::new(&codes::BAD_LOCK, self.span, format!("line {} is not an entry of this file", self.number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::Facts;
    use crate::source::{Content, Digest};

    #[test]
    fn half_a_file_is_never_taken_for_all_of_it() {
        let content = Content::OnDisk { head: b"a\n"[..].into(), len: MOST_BYTES + 1, picture: Facts::default() };
        let large = Source { path: "a.lock".into(), content, digest: Digest::of(b"") };
        for (file, code) in [(large, &codes::TOO_LARGE), (Source::new("a.lock", &b"a\n\xff"[..]), &codes::NOT_UTF8)] {
            let (lock, problems) = read_lock(Some(&file), |text| (text.to_owned(), Vec::new()));
            assert_eq!(lock.as_deref(), Some(""));
            assert!(problems.len() == 1 && problems[0].code == code, "{problems:?}");
        }
    }
}
