//! The lock file of addresses: one line an address, so that changes of different items do not meet.

use std::collections::BTreeMap;

use crate::diag::{Fault, Span};
use crate::front;

/// What the file says of itself.
const HEAD: &str =
    "# Addresses that were published: none of them may be lost. `lyceum build --lock` adds new ones to this file.
# Commit it with the content. To give an address up, take its line out.
";

/// What is known of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A page stood there.
    Page {
        /// The day of the item, `2026-12-01`.
        date: Option<String>,
        /// Its title.
        title: String,
    },
    /// It led to another address.
    Led(String),
}

/// Where an entry stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line {
    /// From 1.
    pub(super) number: usize,
    /// Its place in the file.
    pub(super) span: Span,
}

/// All entries, by address.
#[derive(Clone, Debug, Default)]
pub(super) struct Lock {
    entries: BTreeMap<String, Entry>,
    lines: BTreeMap<String, Line>,
}

impl Entry {
    /// The title of the page.
    pub(super) fn title(&self) -> Option<&str> {
        match self {
            Self::Page { title, .. } => Some(&**title).filter(|title| !title.is_empty()),
            Self::Led(_) => None,
        }
    }
}

impl Lock {
    /// Reads the file. What cannot be read is left out, and reported; of two lines for one address the second one holds.
    pub(super) fn parse(text: &str) -> (Self, Vec<Fault>) {
        let (mut lock, mut faults) = (Self::default(), Vec::new());
        for line in front::entries(text) {
            match entry(line.text) {
                Some((url, entry)) => {
                    lock.entries.insert(url.to_owned(), entry);
                    lock.lines.insert(url.to_owned(), Line { number: line.number, span: line.span });
                }
                None => faults.push(line.broken().help(
                    "write an address such as `/events/night/`, take the line out, or take the file back from your version control",
                )),
            }
        }
        (lock, faults)
    }

    pub(super) fn insert(&mut self, url: String, entry: Entry) {
        self.entries.insert(url, entry);
    }

    pub(super) fn get(&self, url: &str) -> Option<&Entry> {
        self.entries.get(url)
    }

    /// The line of an address.
    pub(super) fn line(&self, url: &str) -> Line {
        self.lines.get(url).copied().unwrap_or_default()
    }

    pub(super) fn urls(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Whether both say the same.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl std::fmt::Display for Lock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(HEAD)?;
        self.entries.iter().try_for_each(|(url, entry)| match entry {
            Entry::Page { date, title } => {
                let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
                writeln!(f, "{}", format!("{url} {} {title}", date.as_deref().unwrap_or("-")).trim_end())
            }
            Entry::Led(to) => writeln!(f, "{url} > {to}"),
        })
    }
}

/// `/events/night/ 2026-12-01 Rust night`, `/old/night/ > /events/night/`; an address alone, if somebody writes down those of an older website.
fn entry(line: &str) -> Option<(&str, Entry)> {
    let (url, rest) = line.split_once(' ').unwrap_or((line, ""));
    let (first, title) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
    let entry = match first {
        ">" => Entry::Led(is_url(title).then(|| title.to_owned())?),
        "" | "-" => Entry::Page { date: None, title: title.trim().to_owned() },
        date => {
            date.parse::<jiff::civil::Date>().ok()?;
            Entry::Page { date: Some(date.to_owned()), title: title.trim().to_owned() }
        }
    };
    is_url(url).then_some((url, entry))
}

fn is_url(text: &str) -> bool {
    text.starts_with('/') && !text.contains("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let page = |date: Option<&str>, title: &str| Entry::Page { date: date.map(Into::into), title: title.into() };
        let mut lock = Lock::default();
        lock.insert("/a/".into(), page(Some("2026-12-01"), "Rust > night"));
        lock.insert("/b/".into(), page(None, "2026-12-01 and more"));
        lock.insert("/c/".into(), page(None, ""));
        lock.insert("/d.html".into(), Entry::Led("/a/".into()));
        let (read, faults) = Lock::parse(&lock.to_string().replace('\n', "\r\n"));
        assert!(faults.is_empty() && read.same(&lock), "{faults:?} {read:?}");
        assert_eq!(read.line("/a/").number, 3);
    }

    #[test]
    fn an_address_alone_is_enough_and_others_are_named() {
        let text = "/old/\n<<<<<<< HEAD\n/x/ soon Title\nold/\n/y/ > z\n/y/ > /z/\n";
        let (lock, faults) = Lock::parse(text);
        let lines: Vec<&str> = faults.iter().map(|fault| &text[fault.span.range()]).collect();
        assert_eq!(lines, ["<<<<<<< HEAD", "/x/ soon Title", "old/", "/y/ > z"]);
        assert_eq!(lock.urls().collect::<Vec<_>>(), ["/old/", "/y/"]);
    }
}
