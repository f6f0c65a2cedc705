//! The files of a site as values: what `disk` reads and every later stage works on.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::picture::{self, Facts};

/// A path inside the site folder, `/`-separated, never absolute, never with `..`: `content/events/night.md`.
pub type SitePath = Arc<str>;

/// A BLAKE3 digest.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The digest from an own computation, such as a streamed one.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The raw bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The first `n` hexadecimal digits (at most 64), as used in file names.
    pub fn hex(&self, n: usize) -> String {
        self.0.iter().flat_map(|b| [b >> 4, b & 15]).take(n).filter_map(|d| char::from_digit(d.into(), 16)).collect()
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.hex(12))
    }
}

/// What is in a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// All bytes: everything that a stage reads (Markdown, YAML, CSV, templates, styles, SVG).
    Bytes(Arc<[u8]>),
    /// A picture or another large file: it is copied, and does not stay in memory.
    OnDisk {
        /// The first bytes (up to 64 KiB).
        head: Arc<[u8]>,
        /// The length in bytes.
        len: u64,
        /// What was to be known of it while it was read.
        picture: Facts,
    },
}

/// One file of the site.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it lies.
    pub path: SitePath,
    /// What is in it.
    pub content: Content,
    /// The digest of all its bytes.
    pub digest: Digest,
}

impl Source {
    /// A file held in memory.
    pub fn new(path: &str, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        Self { path: path.into(), digest: Digest::of(&bytes), content: Content::Bytes(bytes) }
    }

    /// All bytes, or the beginning of a file that stays on the disk.
    pub fn head(&self) -> &[u8] {
        match &self.content {
            Content::Bytes(bytes) => bytes,
            Content::OnDisk { head, .. } => head,
        }
    }

    /// What is to be known of it as a picture.
    pub fn picture(&self) -> Facts {
        match &self.content {
            Content::Bytes(bytes) => picture::facts(bytes),
            Content::OnDisk { picture, .. } => *picture,
        }
    }

    /// The text, if all of it is in memory and UTF-8; else the offset of the first wrong byte.
    ///
    /// # Errors
    /// The byte offset at which the text stops being UTF-8.
    pub fn text(&self) -> Result<&str, usize> {
        std::str::from_utf8(self.head()).map_err(|e| e.valid_up_to())
    }
}

/// All files of a site, by path. The only input of a build beside the time.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    files: BTreeMap<SitePath, Source>,
}

impl Tree {
    /// Adds or replaces a file.
    pub fn insert(&mut self, source: Source) {
        self.files.insert(source.path.clone(), source);
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) -> Option<Source> {
        self.files.remove(path)
    }

    /// One file.
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.files.get(path)
    }

    /// All files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.values()
    }

    /// The files whose path begins with `prefix` (`content/`), sorted by path.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Source> {
        self.files
            .range::<str, _>((std::ops::Bound::Included(prefix), std::ops::Bound::Unbounded))
            .map(|(_, source)| source)
            .take_while(move |source| source.path.starts_with(prefix))
    }
}

impl FromIterator<Source> for Tree {
    fn from_iter<I: IntoIterator<Item = Source>>(sources: I) -> Self {
        let mut tree = Self::default();
        sources.into_iter().for_each(|s| tree.insert(s));
        tree
    }
}
