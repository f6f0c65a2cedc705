//! Problems as values: what is wrong, where, and the line to write. Returned beside each result, never printed on the way.

pub mod codes;
pub mod explain;
pub mod show;

pub use codes::Code;

use crate::source::SitePath;

/// How bad it is: with an error nothing is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The build stops after all problems are collected.
    Error,
    /// The build goes on.
    Warning,
}

/// A range of bytes in a file, `start..end`; empty for a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
}

impl Span {
    /// From byte offsets; files are far smaller than 4 GiB, larger offsets stick at the end.
    pub fn new(start: usize, end: usize) -> Self {
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clip(start), end: clip(end.max(start)) }
    }

    /// The same range, moved by `by` bytes: from a part of a file to the file.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by, self.end as usize + by)
    }

    /// As a range of `usize`, to slice with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place in the file.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value at a place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Another value at the same place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned::new(f(self.value), self.span)
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule; it carries the level.
    pub code: &'static Code,
    /// The file, relative to the site folder.
    pub path: SitePath,
    /// The place in the file.
    pub span: Span,
    /// What is wrong, in the words of an organizer.
    pub message: String,
    /// What to do: the line to write.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Error or warning.
    pub fn level(&self) -> Level {
        self.code.level
    }

    /// The order in which problems are shown.
    pub fn sort_key(&self) -> (&str, Span, &'static str, &str) {
        (&self.path, self.span, self.code.id, &self.message)
    }
}

/// A problem of a value whose place is not known here: what a parser of single values says. [`Wrong::at`] names the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Which rule.
    pub code: &'static Code,
    /// What is wrong.
    pub message: String,
    /// What to do: the line to write.
    pub help: Option<String>,
}

impl Wrong {
    /// A problem.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None }
    }

    /// With the line to write.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// At a place.
    pub fn at(self, span: Span) -> Fault {
        Fault { code: self.code, span, message: self.message, help: self.help }
    }
}

/// A problem whose file is not named yet: what a function says that knows text and place only. [`Fault::at`] names the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which rule.
    pub code: &'static Code,
    /// The place in the file.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Fault {
    /// A problem at a place.
    pub fn new(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), help: None }
    }

    /// With the line to write.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With the line to write, if there is one.
    #[must_use]
    pub fn help_opt(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// In a file.
    pub fn at(self, path: &SitePath) -> Diagnostic {
        Diagnostic { code: self.code, path: path.clone(), span: self.span, message: self.message, help: self.help }
    }
}

/// The nearest of some known words, if one is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    known
        .into_iter()
        .map(|k| (strsim::jaro_winkler(&word, &k.to_lowercase()), k))
        .filter(|(score, _)| *score > 0.84)
        // Of words that are near, the one with the fewest slips is meant: `tipe` is `type` and not `time`.
        .min_by_key(|(score, k)| {
            (strsim::osa_distance(&word, &k.to_lowercase()), std::cmp::Reverse((score * 1e6) as u64), *k)
        })
        .map(|(_, k)| k)
}
