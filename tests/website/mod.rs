//! A website as tests see it: built in memory, its files by path.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each test uses a part of it")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use lyceum::diag::Diagnostic;
use lyceum::disk;
use lyceum::output::{Body, Collected};
use lyceum::pipeline::{self, Built, Memo, Options};
use lyceum::source::{SitePath, Source, Tree};
use lyceum::time::{Now, Zone};
use scraper::{ElementRef, Html, Selector};

/// The moment for which tests build.
pub const NOW: &str = "2026-11-22T12:00";

/// The files of a website and what was said while it was built.
#[derive(Debug)]
pub struct Website {
    pub files: BTreeMap<String, Body>,
    pub built: Built,
}

/// A moment in UTC.
pub fn moment(text: &str) -> Now {
    Now::parse(text, &Zone::utc()).unwrap()
}

/// How tests build, unless they say otherwise.
pub fn options() -> Options<'static> {
    Options { now: moment(NOW), base_url: None, drafts: false, relative: false, clock: || 0 }
}

/// A site from texts: path and content of each file.
pub fn tree(files: &[(&str, &str)]) -> Tree {
    files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect()
}

/// A site from a folder of the project.
pub fn folder(path: &str) -> Tree {
    disk::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Builds with a memo; all is kept.
pub fn build(tree: &Tree, options: &Options<'_>, memo: &mut Memo) -> Website {
    let sink = Collected::default();
    let built = pipeline::build(tree, options, memo, &sink);
    let outputs = sink.into_outputs();
    let count = outputs.len();
    let files: BTreeMap<String, Body> = outputs.into_iter().map(|output| (output.path, output.body)).collect();
    assert_eq!(files.len(), count, "two outputs have one path");
    Website { files, built }
}

/// Builds once, as tests do.
pub fn once(tree: &Tree) -> Website {
    build(tree, &options(), &mut Memo::once())
}

/// Problems as lines: code, file, message, help.
pub fn said(problems: &[Diagnostic]) -> String {
    let line = |p: &Diagnostic| {
        format!("{} {} {} ({})\n", p.code.id, p.path, p.message, p.help.as_deref().unwrap_or_default())
    };
    problems.iter().map(line).collect()
}

impl Website {
    /// The text of a file.
    pub fn text(&self, path: &str) -> &str {
        match self.files.get(path) {
            Some(Body::Bytes(bytes)) => std::str::from_utf8(bytes).unwrap(),
            Some(Body::Copy(from)) => panic!("{path} is a copy of {from}"),
            None => panic!("there is no {path} among\n{}", self.paths().join("\n")),
        }
    }

    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    pub fn paths(&self) -> Vec<&str> {
        self.files.keys().map(String::as_str).collect()
    }

    /// All HTML pages: path and text.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.keys().filter(|path| path.ends_with(".html")).map(|path| (path.as_str(), self.text(path)))
    }

    /// A page to look into.
    pub fn page(&self, path: &str) -> Page {
        Page(Html::parse_document(self.text(path)))
    }
}

/// A parsed page.
pub struct Page(pub Html);

impl Page {
    pub fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.0.select(&Selector::parse(selector).unwrap()).collect()
    }

    /// The texts of what a selector finds, without needless space.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).into_iter().map(text_of).collect()
    }

    /// An attribute of each element that has it.
    pub fn attrs(&self, selector: &str, name: &str) -> Vec<String> {
        self.all(selector).into_iter().filter_map(|found| found.attr(name).map(ToOwned::to_owned)).collect()
    }

    /// The links inside what a selector finds.
    pub fn links(&self, selector: &str) -> Vec<String> {
        self.attrs(&format!("{selector} a[href]"), "href")
    }
}

/// The text of an element, without needless space.
pub fn text_of(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Replaces a file's text.
pub fn put(tree: &mut Tree, path: &str, text: &str) {
    tree.insert(Source::new(path, text.as_bytes()));
}

/// The text of a file of the site.
pub fn source<'a>(tree: &'a Tree, path: &str) -> &'a str {
    tree.get(path).unwrap_or_else(|| panic!("there is no {path}")).text().unwrap()
}

/// The paths of all texts of a site below a folder.
pub fn texts(tree: &Tree, under: &str, end: &str) -> Vec<SitePath> {
    let paths = tree.under(under).map(|source| Arc::clone(&source.path));
    paths.filter(|path| path.ends_with(end)).collect()
}
