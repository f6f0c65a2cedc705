//! The mark of files that are made from the kinds: it holds a digest of the file, so that a file that somebody has changed is known.

use crate::source::Digest;

/// What stands for the digest while it is computed.
const OPEN: &str = "000000000000";

const LEAD: &str = "Made by `lyceum kinds`, ";

/// What a file says of itself, with room for its digest.
pub(super) fn mark() -> String {
    format!("{LEAD}{OPEN}. Change the kinds and make it anew, rather than this file.")
}

/// A whole text with its mark, sealed.
pub(super) fn sealed(text: &str) -> String {
    text.replacen(&format!("{LEAD}{OPEN}"), &format!("{LEAD}{}", Digest::of(text.as_bytes()).hex(OPEN.len())), 1)
}

/// What a file that is there is to the one that would be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The very same.
    Same,
    /// An older one that nobody has changed.
    Older,
    /// A file of somebody else, or one that somebody has changed.
    Foreign,
}

/// What the text `there` is to `new`, which is to take its place.
pub fn standing(there: &str, new: &str) -> Standing {
    // As git writes it on Windows.
    let there = &*there.replace("\r\n", "\n");
    let digest = there.find(LEAD).and_then(|at| there.get(at + LEAD.len()..at + LEAD.len() + OPEN.len()));
    let is_whole = |digest: &str| sealed(&there.replacen(digest, OPEN, 1)) == there;
    match digest {
        _ if there == new => Standing::Same,
        Some(digest) if is_whole(digest) => Standing::Older,
        _ => Standing::Foreign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_has_changed_is_not_ours() {
        let [old, new] = ["a: 1", "a: 2"].map(|text| sealed(&format!("# {}\n{text}\n", mark())));
        assert_eq!(standing(&old, &old), Standing::Same);
        assert_eq!(standing(&old, &new), Standing::Older);
        assert_eq!(standing(&old.replace('\n', "\r\n"), &new), Standing::Older);
        assert_eq!(standing(&old.replace("a: 1", "a: 3"), &new), Standing::Foreign);
        assert_eq!(standing("a: 1\n", &new), Standing::Foreign);
        assert_eq!(standing(LEAD, &new), Standing::Foreign);
    }
}
