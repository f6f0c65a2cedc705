//! Problems as text: for a person at a terminal, for scripts, and for the forges that show them beside the lines of a change.
//!
//! Everything here is pure: the caller prints.

mod github;
mod human;
mod json;
mod lines;
mod sarif;

pub use lines::{Lines, position};

use std::collections::BTreeMap;
use std::str::FromStr;

use super::{Diagnostic, Level};
use crate::source::{Content, Tree};

/// For whom the problems are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// A person at a terminal: the line, a caret under the place, what to write.
    #[default]
    Human,
    /// A script: one JSON object per line.
    Json,
    /// GitHub Actions: a workflow command per problem, which GitHub shows beside the line.
    Github,
    /// Code scanning services and editors: one SARIF 2.1.0 document.
    Sarif,
}

impl Format {
    /// All formats and the names that a person types for them.
    pub const NAMES: [(&'static str, Self); 4] =
        [("human", Self::Human), ("json", Self::Json), ("github", Self::Github), ("sarif", Self::Sarif)];
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let found = Self::NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, format)| *format).ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// A name that is none of [`Format::NAMES`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFormat(String);

impl std::fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` is not a format: write human, json, github or sarif", self.0)
    }
}

impl std::error::Error for UnknownFormat {}

/// All problems in one text, in the given order. `color` matters to [`Format::Human`] only.
pub fn show(diagnostics: &[Diagnostic], tree: &Tree, format: Format, color: bool) -> String {
    let mut texts = Texts::new(tree);
    match format {
        Format::Human => human::show(diagnostics, &mut texts, color),
        Format::Json => json::show(diagnostics, &mut texts),
        Format::Github => github::show(diagnostics, &mut texts),
        Format::Sarif => sarif::show(diagnostics, &mut texts),
    }
}

/// How many there are, in words: `3 errors, 1 warning`; `no problems` for none.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |level| diagnostics.iter().filter(|d| d.level() == level).count();
    let parts = [counted(count(Level::Error), "error"), counted(count(Level::Warning), "warning")];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "no problems".to_owned() } else { parts.join(", ") }
}

fn counted(n: usize, noun: &str) -> Option<String> {
    (n > 0).then(|| format!("{n} {noun}{}", if n == 1 { "" } else { "s" }))
}

/// The name of a level in every format.
fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
    }
}

/// The texts in which problems lie, each split into lines once, however many problems it has.
struct Texts<'a> {
    tree: &'a Tree,
    lines: BTreeMap<&'a str, Option<Lines<'a>>>,
}

impl<'a> Texts<'a> {
    fn new(tree: &'a Tree) -> Self {
        Self { tree, lines: BTreeMap::new() }
    }

    /// The lines of the problem's file, if it is one that is held in memory.
    fn lines(&mut self, diagnostic: &'a Diagnostic) -> Option<&Lines<'a>> {
        let tree = self.tree;
        let open = || match &tree.get(&diagnostic.path)?.content {
            Content::Bytes(bytes) => Some(Lines::new(bytes)),
            Content::OnDisk { .. } => None,
        };
        self.lines.entry(&diagnostic.path).or_insert_with(open).as_ref()
    }

    /// Where a problem begins and ends, as (line, column); the start of the file if its text is not known.
    fn region(&mut self, diagnostic: &'a Diagnostic) -> [(usize, usize); 2] {
        let span = diagnostic.span.range();
        let at = |lines: &Lines<'_>| [lines.position(span.start), lines.position(span.end)];
        self.lines(diagnostic).map_or([(1, 1), (1, 1)], at)
    }
}

#[cfg(test)]
mod tests;
