//! The list of the files that we made in an output folder: what is on it may be replaced and removed, everything else is not ours.
//!
//! It is published with the site, so it holds nothing but digest, size and path.

use std::collections::BTreeMap;
use std::path::Path;

use super::read::bytes;
use super::{Fatal, outpath};
use crate::source::Digest;

/// The list's name in the output folder.
pub(super) const NAME: &str = ".lyceum-manifest";
const HEADER: &str = "# Files made by Lyceum. It changes and removes only these. version 1";

/// What we wrote into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Of all bytes.
    pub(super) digest: Digest,
    /// In bytes.
    pub(super) len: u64,
}

impl Entry {
    /// For a file that is just being replaced: it is ours, and may have either content.
    pub(super) const IN_MOTION: Self = Self { digest: Digest::from_bytes([0; 32]), len: u64::MAX };
}

/// Our files, sorted by path.
pub(super) type Manifest = BTreeMap<String, Entry>;

/// The manifest as text: one line per file.
pub(super) fn to_text(manifest: &Manifest) -> String {
    let line = |(path, entry): (&String, &Entry)| format!("{} {} {path}\n", entry.digest.hex(64), entry.len);
    std::iter::once(format!("{HEADER}\n")).chain(manifest.iter().map(line)).collect()
}

/// The manifest of an output folder; none if there is none.
pub(super) fn load(out: &Path) -> Result<Option<Manifest>, Fatal> {
    let path = out.join(NAME);
    match bytes(&path) {
        Ok(bytes) => parse(&String::from_utf8_lossy(&bytes)).map(Some).ok_or_else(|| damaged(&path)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Fatal::io("read", &path, &error)),
    }
}

fn parse(text: &str) -> Option<Manifest> {
    text.strip_prefix(HEADER)?.lines().filter(|line| !line.is_empty()).map(entry).collect()
}

/// Paths are checked again: whoever can change the list must not be able to have files elsewhere removed.
fn entry(line: &str) -> Option<(String, Entry)> {
    let mut parts = line.splitn(3, ' ');
    let digest = from_hex(parts.next()?)?;
    let len = parts.next()?.parse().ok()?;
    let path = parts.next().filter(|path| outpath::check(path).is_ok())?;
    Some((path.to_owned(), Entry { digest: Digest::from_bytes(digest), len }))
}

fn from_hex(hex: &str) -> Option<[u8; 32]> {
    let digits = hex.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    digits.collect::<Option<Vec<_>>>()?.try_into().ok()
}

fn damaged(path: &Path) -> Fatal {
    let message = format!("{} is damaged or from another version of Lyceum", path.display());
    Fatal::new(message, "Empty the output folder yourself, or choose another one with --out.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_back() {
        let entry = |text: &[u8]| Entry { digest: Digest::of(text), len: text.len() as u64 };
        let manifest: Manifest =
            [("b c.html", entry(b"x")), ("a/ü.html", Entry::IN_MOTION)].map(|(path, e)| (path.to_owned(), e)).into();
        let text = to_text(&manifest);
        assert!(text.lines().nth(1).unwrap().ends_with(" a/ü.html"));
        assert_eq!(parse(&text), Some(manifest));
        assert_eq!(parse(&to_text(&Manifest::new())), Some(Manifest::new()));
    }

    #[test]
    fn a_strange_list_is_refused() {
        let zeros = "0".repeat(64);
        let lines = ["x 1 a", &format!("{zeros} 1 ../a"), &format!("{zeros} 1 /a"), &format!("{zeros} one a"), &zeros];
        for line in lines {
            assert_eq!(parse(&format!("{HEADER}\n{line}\n")), None, "{line}");
        }
        assert_eq!(parse("something else\n"), None);
    }
}
