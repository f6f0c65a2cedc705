//! The lock file of imports: what each import wrote, so that the next one knows which files nobody has edited since.
//!
//! It lies beside `site.yaml`, and not in the fields of the items: those belong to the people who write them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Note;
use crate::diag::Level;
use crate::front;
use crate::source::Digest;

/// Its name.
pub const FILE: &str = "import.lock";

/// What the file says of itself.
const HEAD: &str = "# What `lyceum import` wrote, so that the next import can tell which files were edited since.
# Commit it with the content. After a conflict keep the lines of both sides.
";

/// How many digits of a digest tell two versions of one file apart.
const DIGITS: usize = 16;

/// What was imported, by the name of each item: `uid:…` for events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    entries: BTreeMap<Arc<str>, Arc<str>>,
}

impl Lock {
    /// Reads the file. What cannot be read is left out, and reported.
    pub fn parse(text: &str) -> (Self, Vec<Note>) {
        let (mut lock, mut notes) = (Self::default(), Vec::new());
        for line in front::entries(text) {
            match line.text.split_once(' ').filter(|(digest, _)| is_digest(digest)) {
                Some((digest, name)) => drop(lock.entries.insert(name.trim().into(), digest.into())),
                None => {
                    let note = Note::new(&FILE.into(), line.number, Level::Warning, "this is no entry of the file");
                    notes.push(note.help("take the line out, or take the file back from your version control"));
                }
            }
        }
        (lock, notes)
    }

    /// Whether something was imported before.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// Whether the last import wrote exactly this text.
    pub(super) fn wrote(&self, name: &str, text: &str) -> bool {
        self.entries.get(name).is_some_and(|digest| **digest == *digest_of(text))
    }

    pub(super) fn insert(&mut self, name: &str, text: &str) {
        self.entries.insert(name.into(), digest_of(text).into());
    }
}

/// Line ends that a version control has changed are no edit.
fn digest_of(text: &str) -> String {
    Digest::of(text.replace("\r\n", "\n").as_bytes()).hex(DIGITS)
}

fn is_digest(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

impl std::fmt::Display for Lock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(HEAD)?;
        self.entries.iter().try_for_each(|(name, digest)| writeln!(f, "{digest} {name}"))
    }
}
