//! Links that lead nowhere as problems, each once and where somebody wrote it; and those that lead elsewhere.

use std::collections::BTreeMap;

use super::address::Leads;
use super::{Base, Checked, External, Page, Seen, places};
use crate::diag::{Diagnostic, Fault, Span, codes, nearest};
use crate::output::path_of;
use crate::source::{SitePath, Tree};

/// Everything that is known at the end.
pub(super) struct Report<'a> {
    pub(super) seen: &'a Seen,
    pub(super) base: &'a Base,
    pub(super) tree: &'a Tree,
    pub(super) known: &'a [Diagnostic],
}

/// What is wrong with a link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Wrong {
    /// There is no such file.
    NoFile(String),
    /// In this page there is no such anchor.
    NoAnchor(String, String),
    /// It leads out of the folder of the website.
    Outside,
}

/// A place in a file of the site.
type Place = (SitePath, Span);

impl Report<'_> {
    pub(super) fn all(&self, wanted: &dyn Fn(&str) -> bool) -> Checked {
        let mut checked = Checked::default();
        for (written, pages) in &self.seen.links {
            match self.elsewhere(written, pages) {
                Some(url) if !wanted(&url) => {}
                Some(url) => checked.external.extend(self.external(&url, written, pages)),
                None => self.check(written, pages, &mut checked.problems),
            }
        }
        for (written, pages) in &self.seen.named {
            self.check(written, pages, &mut checked.problems);
        }
        checked.external.sort_by(|a, b| (&a.url, &a.path, a.span).cmp(&(&b.url, &b.path, b.span)));
        checked.external.dedup_by(|a, b| a.url == b.url);
        checked
    }

    fn elsewhere(&self, written: &str, pages: &[usize]) -> Option<String> {
        match self.base.leads(&self.seen.pages[*pages.first()?].path, written) {
            Leads::Elsewhere(url) => Some(url),
            _ => None,
        }
    }

    /// A link into the web, if somebody wrote it. Links that the program makes, such as those for editing a page, are not looked for.
    fn external(&self, url: &str, written: &str, pages: &[usize]) -> Option<External> {
        let url = url.split('#').next().unwrap_or(url).to_owned();
        let place = pages.iter().find_map(|page| self.own(&self.seen.pages[*page], written));
        let (path, span) = place.or_else(|| places::shared(self.tree, written, self.base.path()))?;
        Some(External { url, path, span })
    }

    /// The place of an address in the file whose page it is on.
    fn own(&self, page: &Page, written: &str) -> Option<Place> {
        places::within(self.tree, page.source.as_ref()?, written, self.base.path())
    }

    /// Reports an address where it is wrong: once in each file in which it was written, and once for all other pages.
    fn check(&self, written: &str, pages: &[usize], found: &mut Vec<Diagnostic>) {
        let mut grouped: BTreeMap<(Wrong, Option<Place>), Vec<&Page>> = BTreeMap::new();
        for page in pages.iter().map(|page| &self.seen.pages[*page]) {
            if let Some(wrong) = self.wrong(page, written) {
                grouped.entry((wrong, self.own(page, written))).or_default().push(page);
            }
        }
        for ((wrong, own), pages) in grouped {
            let Some(first) = pages.first() else { continue };
            let shared = || places::shared(self.tree, written, self.base.path());
            // Where nobody wrote it, a template of the theme or the program did.
            let (path, span) = own.clone().or_else(shared).unwrap_or_else(|| {
                (
                    first.source.clone().filter(|_| pages.len() == 1).unwrap_or_else(|| "site.yaml".into()),
                    Span::default(),
                )
            });
            if !self.is_known(&wrong, &path) {
                let on = if own.is_some() { String::new() } else { on(&pages) };
                found.push(self.fault(&wrong, written, &on, span).at(&path));
            }
        }
    }

    fn wrong(&self, page: &Page, written: &str) -> Option<Wrong> {
        let (files, anchor) = match self.base.leads(&page.path, written) {
            Leads::Here(files, anchor) => (files, anchor),
            Leads::Outside if page.anchors.is_some() => return Some(Wrong::Outside),
            _ => return None,
        };
        let Some((file, at)) = files.iter().find_map(|file| self.seen.files.get_key_value(file)) else {
            return files.first().map(|file| Wrong::NoFile(file.clone()));
        };
        let anchors = at.and_then(|at| self.seen.pages[at].anchors.as_ref());
        let anchor = anchor.filter(|anchor| anchors.is_some_and(|anchors| !anchors.contains(anchor)));
        anchor.map(|anchor| Wrong::NoAnchor(file.clone(), anchor))
    }

    /// Whether the author has been told of this anchor where the text was read.
    fn is_known(&self, wrong: &Wrong, path: &SitePath) -> bool {
        let Wrong::NoAnchor(_, anchor) = wrong else { return false };
        let mut told = self.known.iter().filter(|known| known.code == &codes::DEAD_ANCHOR && known.path == *path);
        told.any(|known| known.message.contains(&**anchor))
    }

    fn fault(&self, wrong: &Wrong, written: &str, on: &str, span: Span) -> Fault {
        let address = |file: &str| format!("{}{}", self.base.path(), path_of(file));
        match wrong {
            Wrong::NoFile(file) => {
                let fault = Fault::new(&codes::BROKEN_LINK, span, format!("`{written}` leads nowhere{on}"));
                let near = nearest(file, self.seen.files.keys().map(String::as_str));
                let correct = "write an address that exists, or take the link out".to_owned();
                fault.help(near.map_or(correct, |near| format!("did you mean `{}`?", address(near))))
            }
            Wrong::NoAnchor(file, anchor) => {
                let message = format!("`{written}`: there is no `{anchor}` in the page `{}`{on}", address(file));
                Fault::new(&codes::DEAD_ANCHOR, span, message).help("take away what is behind the `#`, or correct it")
            }
            Wrong::Outside => {
                let message =
                    format!("`{written}` leads out of the website, which stands at `{}`{on}", self.base.path());
                let inside = format!("{}{}", self.base.path(), written.trim_start_matches('/'));
                Fault::new(&codes::BROKEN_LINK, span, message).help(format!("write `{inside}`, or the full address"))
            }
        }
    }
}

/// On which pages.
fn on(pages: &[&Page]) -> String {
    let first = pages.first().map_or("", |page| &page.path);
    match pages.len() {
        0 | 1 => format!(", in {first}"),
        count => format!(", on {count} pages such as {first}"),
    }
}
