//! The links of the finished website: whether each leads to a file and an anchor of it, and which ones lead elsewhere.
//!
//! Links between items are checked where they are read. This is for all others: what raw HTML, templates, menus and data bring into a page.

mod address;
mod look;
mod places;
mod report;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use crate::diag::{Diagnostic, Span};
use crate::output::{Body, Output, Sink};
use crate::source::{SitePath, Tree};

pub use address::Base;

/// Takes a website, and remembers its addresses only.
#[derive(Debug, Default)]
pub struct Links(Mutex<Seen>);

/// What is known of the files of a website.
#[derive(Debug, Default)]
struct Seen {
    /// The files that name addresses.
    pages: Vec<Page>,
    /// Every file, with the place of its page in `pages`.
    files: BTreeMap<String, Option<usize>>,
    /// Every address as it is written in pages, with the places of these pages.
    links: BTreeMap<String, Vec<usize>>,
    /// Every full address in feeds, calendar files and the like, with the places of these files.
    named: BTreeMap<String, Vec<usize>>,
    /// Files that are copied from the site: they are looked into at the end.
    copies: Vec<(String, SitePath)>,
}

/// A file that names addresses.
#[derive(Debug)]
struct Page {
    path: String,
    source: Option<SitePath>,
    /// Its anchors, if it is a page.
    anchors: Option<BTreeSet<String>>,
}

/// What the links of a website are like.
#[derive(Debug, Default)]
pub struct Checked {
    /// Those that lead nowhere.
    pub problems: Vec<Diagnostic>,
    /// Those that somebody wrote and that lead elsewhere.
    pub external: Vec<External>,
}

/// A link to another website.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct External {
    /// The address.
    pub url: String,
    /// The file in which it was first found.
    pub path: SitePath,
    /// Its place there.
    pub span: Span,
}

impl Sink for Links {
    fn put(&self, output: Output) {
        let lock = || self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match output.body {
            Body::Bytes(bytes) => {
                let found = look::look(&output.path, &bytes);
                lock().add(output.path, output.source, found);
            }
            Body::Copy(from) => lock().copies.push((output.path, from)),
        }
    }

    fn wants_index(&self) -> bool {
        false
    }
}

impl Links {
    /// Looks at all links. `known` are the problems that have been reported already; of links that lead elsewhere those that are `wanted`
    /// come back, since it takes time to find where each was written.
    pub fn check(self, base: &Base, tree: &Tree, known: &[Diagnostic], wanted: &dyn Fn(&str) -> bool) -> Checked {
        let mut seen = self.0.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        for (path, from) in std::mem::take(&mut seen.copies) {
            let text = tree.get(&from).and_then(|source| source.text().ok()).unwrap_or_default();
            let found = look::look(&path, text.as_bytes());
            seen.add(path, Some(from), found);
        }
        // Pages come from several threads, and what is said must not depend on which was faster.
        seen.links.values_mut().chain(seen.named.values_mut()).for_each(|pages| {
            pages.sort_by(|a, b| seen.pages[*a].path.cmp(&seen.pages[*b].path));
            pages.dedup();
        });
        report::Report { seen: &seen, base, tree, known }.all(wanted)
    }
}

impl Seen {
    fn add(&mut self, path: String, source: Option<SitePath>, found: look::Found) {
        let at = self.pages.len();
        let names = found.anchors.is_some() || !found.links.is_empty();
        let links = if found.anchors.is_some() { &mut self.links } else { &mut self.named };
        found.links.into_iter().for_each(|link| links.entry(link).or_default().push(at));
        self.files.insert(path.clone(), names.then_some(at));
        if names {
            self.pages.push(Page { path, source, anchors: found.anchors });
        }
    }
}
