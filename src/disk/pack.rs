//! Compressed files beside the texts of a website. They are made when all its files are known, from what lies on the disk by then.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::manifest::{Entry, Manifest};
use super::staging::Staging;
use super::target::Target;
use super::{Fatal, outpath, read};
use crate::compress::{self, FORMS, Form};
use crate::memo::Cache;
use crate::source::Digest;

/// What is greater than this, in bytes, stays as it is: it would take minutes.
const MOST_BYTES: u64 = 32 << 20;

/// A website whose texts are to be compressed.
pub(super) struct Packing<'a> {
    /// The output folder and what is ours in it.
    pub(super) target: &'a Target,
    /// Where the new files wait.
    pub(super) staging: &'a Staging,
    /// All files of the website.
    pub(super) files: &'a Manifest,
    /// Those of them that wait.
    pub(super) staged: BTreeSet<&'a str>,
}

/// A compressed file: it stands where it belongs, or waits.
#[derive(Clone, Debug)]
pub(super) struct Packed {
    /// Where it belongs.
    pub(super) path: String,
    /// What is in it.
    pub(super) entry: Entry,
    /// Whether it is there already.
    pub(super) stands: bool,
}

impl Packing<'_> {
    /// Compresses what has changed, the greatest texts first, so that none of them is left to a single thread in the end.
    pub(super) fn run(&self) -> Result<Vec<Packed>, Fatal> {
        let is_text = |(path, entry): &(&String, &Entry)| compress::is_text(path) && entry.len <= MOST_BYTES;
        let mut texts: Vec<(&String, &Entry)> = self.files.iter().filter(is_text).collect();
        texts.sort_by_key(|(_, entry)| Reverse(entry.len));
        let packed = Cache::once().each(&texts, |(_, entry)| entry.digest, |(path, entry)| self.forms(path, **entry));
        let packed: Result<Vec<Vec<Packed>>, Fatal> = packed.into_iter().map(Arc::unwrap_or_clone).collect();
        packed.map(|packed| packed.into_iter().flatten().collect())
    }

    /// The forms of a text. Where the text is what it was, so are those that stand beside it; the others may not have been worth it, and
    /// are tried again.
    fn forms(&self, text: &str, entry: Entry) -> Result<Vec<Packed>, Fatal> {
        let unchanged = !self.staged.contains(text) && self.target.old.get(text) == Some(&entry);
        let (mut forms, mut read) = (Vec::new(), None);
        for form in FORMS {
            let path = format!("{text}{}", form.ending);
            if self.files.contains_key(&path) || outpath::check(&path).is_err() {
                // What the site itself has under that name is what its author wants there.
                continue;
            }
            if let Some(entry) = self.standing(&path).filter(|_| unchanged) {
                forms.push(Packed { path, entry, stands: true });
                continue;
            }
            let bytes: &Vec<u8> = match read {
                Some(ref bytes) => bytes,
                None => read.insert(self.bytes(text)?),
            };
            forms.extend(self.form(form, path, bytes)?);
        }
        Ok(forms)
    }

    /// What we noted of a file, if something as long is there.
    fn standing(&self, path: &str) -> Option<Entry> {
        let entry = self.target.old.get(path)?;
        let meta = self.target.out.join(path).symlink_metadata().ok()?;
        (meta.is_file() && meta.len() == entry.len).then_some(*entry)
    }

    fn bytes(&self, text: &str) -> Result<Vec<u8>, Fatal> {
        let place = if self.staged.contains(text) { self.staging.place(text) } else { self.target.out.join(text) };
        read::bytes(&place).map_err(|e| Fatal::io("read", &place, &e))
    }

    /// One form of a text, unless it is no smaller.
    fn form(&self, form: &Form, path: String, bytes: &[u8]) -> Result<Option<Packed>, Fatal> {
        let Some(packed) = (form.pack)(bytes).filter(|packed| packed.len() < bytes.len()) else { return Ok(None) };
        let entry = Entry { digest: Digest::of(&packed), len: packed.len() as u64 };
        let stands = self.standing(&path) == Some(entry);
        if !stands {
            self.staging.write(&path, &packed)?;
        }
        Ok(Some(Packed { path, entry, stands }))
    }
}
