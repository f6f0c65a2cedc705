//! The files of a theme: those in the program, with those of the site laid over them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_embed::Embed;

use super::{DEFAULT, Words};
use crate::source::{Content, Digest, SitePath, Source, Tree};

/// The default theme, as it was when the program was compiled.
#[derive(Embed)]
#[folder = "themes/default"]
struct BuiltIn;

/// One file.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) path: SitePath,
    pub(super) content: Content,
    pub(super) digest: Digest,
}

/// Files by their name inside the theme: `templates/base.html`.
pub(super) type Files = BTreeMap<String, File>;

impl File {
    fn of(source: &Source) -> Self {
        Self { path: source.path.clone(), content: source.content.clone(), digest: source.digest }
    }

    pub(super) fn head(&self) -> &[u8] {
        match &self.content {
            Content::Bytes(bytes) => bytes,
            Content::OnDisk { head, .. } => head,
        }
    }

    pub(super) fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.head())
    }
}

/// All files; the last layer that has one wins.
pub(super) fn merged(tree: &Tree, name: &str) -> Files {
    layers(tree, name).into_iter().flatten().collect()
}

/// The files with words, layer by layer: they are joined word by word, so that a site may add a single one.
pub(super) fn words(tree: &Tree, name: &str) -> Vec<(String, File)> {
    let language = |file: &str| Some(file.strip_prefix("i18n/")?.strip_suffix(".yaml")?.to_owned());
    layers(tree, name).into_iter().flatten().filter_map(|(name, file)| Some((language(&name)?, file))).collect()
}

fn layers(tree: &Tree, name: &str) -> Vec<Files> {
    let mut layers = vec![built_in(), site(tree, DEFAULT)];
    if name != DEFAULT {
        layers.push(site(tree, name));
    }
    layers
}

/// The names of all files of the default theme, sorted: `templates/404.html`.
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = BuiltIn::iter().map(|name| name.to_string()).collect();
    names.sort();
    names
}

/// A file of the default theme by its name.
pub fn file(name: &str) -> Option<Vec<u8>> {
    BuiltIn::get(name).map(|file| file.data.into_owned())
}

/// Where a file of a site takes the place of one of the default theme.
pub fn place(name: &str) -> String {
    format!("themes/{DEFAULT}/{name}")
}

fn built_in() -> Files {
    BuiltIn::iter().filter_map(|name| Some((name.to_string(), embedded(&name)?))).collect()
}

fn embedded(name: &str) -> Option<File> {
    let file = BuiltIn::get(name)?;
    Some(File::of(&Source::new(&place(name), file.data.as_ref())))
}

fn site(tree: &Tree, theme: &str) -> Files {
    let prefix = format!("themes/{theme}/");
    tree.under(&prefix).map(|source| (source.path[prefix.len()..].to_owned(), File::of(source))).collect()
}

/// The digest of all files by name and content, and of all words, which come from several layers.
pub(super) fn digest(files: &Files, words: &Words) -> Digest {
    let mut lines: String = files.iter().map(|(name, file)| format!("{name} {}\n", file.digest.hex(64))).collect();
    for language in words.languages() {
        lines += &format!("{language} {:?}\n", words.table(language));
    }
    Digest::of(lines.as_bytes())
}
