//! The source files as these tests see them: without comments and without test code.
#![expect(clippy::disallowed_methods, reason = "tests may read files")]

use std::io;
use std::path::{Path, PathBuf};

/// A source file.
pub(crate) struct Source {
    /// Relative to `src`, `/`-separated: `diag/show.rs`.
    pub(crate) path: String,
    /// All of it.
    pub(crate) text: String,
}

impl Source {
    /// All source files, sorted.
    pub(crate) fn all() -> io::Result<Vec<Self>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut paths = Vec::new();
        collect(&root, &mut paths)?;
        paths.sort();
        paths.iter().map(|path| Self::read(&root, path)).collect()
    }

    fn read(root: &Path, path: &Path) -> io::Result<Self> {
        let inside = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        Ok(Self { path: inside, text: std::fs::read_to_string(path)? })
    }

    /// The modules above and of this file: `diag`, `show`.
    pub(crate) fn modules(&self) -> Vec<&str> {
        let path = self.path.strip_suffix(".rs").unwrap_or(&self.path);
        path.strip_suffix("/mod").unwrap_or(path).split('/').collect()
    }

    /// Is all of this file test code?
    pub(crate) fn is_test(&self) -> bool {
        self.modules().contains(&"tests")
    }

    /// The lines that are neither comments nor test code, with their numbers.
    pub(crate) fn code(&self) -> Vec<(usize, &str)> {
        let mut lines = Vec::new();
        let mut skipped = None;
        for (number, line) in self.text.lines().enumerate().filter(|_| !self.is_test()) {
            let indent = line.len() - line.trim_start().len();
            match skipped {
                None if line.trim() == "#[cfg(test)]" => skipped = Some(indent),
                None => lines.push((number + 1, without_comment(line))),
                Some(start) if indent == start && ends_item(line) => skipped = None,
                Some(_) => {}
            }
        }
        lines
    }
}

/// Formatted code closes an item at the column at which it began.
fn ends_item(line: &str) -> bool {
    line.trim_start().starts_with('}') || line.ends_with(';') || line.ends_with('}')
}

/// A comment is a line of its own or follows two spaces or a sign; `//` inside of an address follows a colon.
fn without_comment(line: &str) -> &str {
    let comment = line.match_indices("//").find(|(at, _)| !line[..*at].ends_with(':'));
    comment.map_or(line, |(at, _)| &line[..at])
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
    Ok(())
}
