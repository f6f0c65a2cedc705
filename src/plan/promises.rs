//! Addresses that were published once are promises: which ones `urls.lock` remembers, which of them lead nowhere now, and what mends that.
//!
//! Only addresses of items and their old addresses are remembered. Lists, months, topics and dates of series come and go with the content.

mod lock;
mod successor;

use std::collections::BTreeSet;

use lock::{Entry, Lock};

use super::outline::is_home;
use super::{Outline, PageId};
use crate::diag::{Diagnostic, Fault, Level, Span, codes};
use crate::front;
use crate::output::file_at;
use crate::site::Item;
use crate::source::Source;

/// The path of the lock file.
pub(super) const LOCK: &str = "urls.lock";

/// What was promised, and what is.
#[derive(Debug, Default)]
pub(super) struct Promises {
    /// The lock file as it is, if there is one.
    old: Option<Lock>,
    /// The lock file as it is to be.
    new: Lock,
    /// What is wrong with its form.
    broken: Vec<Diagnostic>,
}

impl Promises {
    pub(super) fn new(outline: &Outline, file: Option<&Source>) -> Self {
        let (old, broken) = front::read_lock(file, Lock::parse);
        let mut new = old.clone().unwrap_or_default();
        outline.pages.iter().filter_map(|page| promise(outline, page)).for_each(|(url, entry)| new.insert(url, entry));
        Self { old, new, broken }
    }

    /// The text of the lock file, where it is not what stands there.
    pub(super) fn text(&self) -> Option<String> {
        let same = self.old.as_ref().is_some_and(|old| old.same(&self.new));
        (!same).then(|| self.new.to_string())
    }

    /// What is wrong, with the line to write. `found` is what else is wrong: an item whose file has an error may be missing for that reason
    /// only.
    pub(super) fn problems(&self, outline: &Outline, found: &[Diagnostic]) -> Vec<Diagnostic> {
        let Some(old) = &self.old else { return Vec::new() };
        let errors: Vec<&str> =
            found.iter().filter(|problem| problem.level() == Level::Error).map(|problem| &*problem.path).collect();
        let new = successor::new_items(outline, old);
        let lost: Vec<Lost<'_>> = lost(outline, old)
            .filter(|url| !errors.iter().any(|path| is_of(path, url)))
            .map(|url| Lost { url, item: successor::find(outline, old, &new, url) })
            .collect();
        let told = lost.iter().map(|one| one.told(old, &lost));
        self.broken.iter().cloned().chain(told).chain(self.stale(old)).collect()
    }

    fn stale(&self, old: &Lock) -> Option<Diagnostic> {
        let missing: Vec<&str> = self.new.urls().filter(|url| old.get(url).is_none()).collect();
        let first = missing.first().filter(|_| self.broken.is_empty())?;
        let more = if missing.len() > 1 { format!(" and {} more are", missing.len() - 1) } else { " is".to_owned() };
        let fault = Fault::new(&codes::STALE_LOCK, Span::default(), format!("`{first}`{more} not in this file yet"));
        Some(fault.help(format!("run `lyceum build --lock` and commit {LOCK}")).at(&LOCK.into()))
    }
}

/// The addresses of a lock file at which nothing stands, and which no item that is held back will have again.
fn lost<'a>(outline: &'a Outline, old: &'a Lock) -> impl Iterator<Item = &'a str> {
    let there: BTreeSet<String> = outline.pages.iter().map(|page| outline.path(page)).collect();
    let held: BTreeSet<&str> = outline.site.held.iter().map(|held| &*held.url).collect();
    let stands = move |url: &str| files(url).iter().any(|file| there.contains(file)) || held.contains(&url[1..]);
    old.urls().filter(move |url| !stands(url))
}

/// A lost address, and the item that most likely stood there.
struct Lost<'a> {
    url: &'a str,
    item: Option<&'a Item>,
}

impl Lost<'_> {
    fn told(&self, old: &Lock, all: &[Self]) -> Diagnostic {
        let (url, line) = (self.url, old.line(self.url));
        let give_up = format!("to give the address up, take line {} out of {LOCK}", line.number);
        let mend = match self.item {
            Some(item) => format!("its page seems to be {} now: {}", item.doc.path, self.alias(item, all)),
            None => format!("if its page has another address now, write `aliases: [{url}]` into its file"),
        };
        let what = old.get(url).and_then(Entry::title).map(|title| format!(" ({title})")).unwrap_or_default();
        let fault =
            Fault::new(&codes::LOST_URL, line.span, format!("`{url}`{what} was published and leads nowhere now"));
        fault.help(format!("{mend}; {give_up}")).at(&LOCK.into())
    }

    /// What to write into the file of the item: one line with the old addresses that it has, and with all that are lost.
    fn alias(&self, item: &Item, all: &[Self]) -> String {
        if item.doc.path.ends_with(".csv") {
            return format!("write `{}` into the column `aliases` of `{}`", self.url, item.title);
        }
        let lost = all.iter().filter(|other| other.item.is_some_and(|other| other.id == item.id));
        let aliases: Vec<&str> = item.aliases().chain(lost.map(|other| other.url)).collect();
        format!("write `aliases: [{}]` there", aliases.join(", "))
    }
}

/// What a page promises.
fn promise(outline: &Outline, page: &PageId) -> Option<(String, Entry)> {
    let (url, entry) = match page {
        PageId::Item(id) => {
            let item = outline.site.item(*id);
            (format!("/{}", item.url), Entry::Page { date: day(item), title: item.title.to_string() })
        }
        PageId::Redirect(from, to) if from.ends_with(".html") => (format!("/{from}"), Entry::Led(format!("/{to}"))),
        PageId::Redirect(from, to) => (format!("/{from}/"), Entry::Led(format!("/{to}"))),
        _ => return None,
    };
    // A space divides the parts of an entry. Only an old address that somebody wrote can have one.
    (!url.contains(char::is_whitespace) && !is_home(&url[1..], &outline.site)).then_some((url, entry))
}

/// The day of an item: on which it takes place, or on which it was published.
fn day(item: &Item) -> Option<String> {
    let first = item.times.first().map(|timed| timed.schedule.start);
    first.or_else(|| item.published()).map(|when| when.date().to_string())
}

/// The files of which one has to be there, so that an address leads somewhere.
fn files(url: &str) -> Vec<String> {
    let path = url.trim_start_matches('/');
    match path.is_empty() || path.ends_with('/') {
        true => vec![file_at(path)],
        false => vec![path.to_owned(), file_at(&format!("{path}/"))],
    }
}

/// Whether a file of the content may be the one of an item with this address: by its name, or because it holds many.
fn is_of(path: &str, url: &str) -> bool {
    let folder = url.trim_matches('/').rsplit('/').nth(1).unwrap_or_default();
    let has = |name: &str| path.split(['/', '.']).any(|part| part == name);
    path.starts_with("content/") && (has(slug(url)) || (!path.ends_with(".md") && has(folder)))
}

/// The last part of an address, without an ending of old programs.
fn slug(url: &str) -> &str {
    let last = url.trim_matches('/').rsplit('/').next().unwrap_or_default();
    last.strip_suffix(".html").unwrap_or(last)
}
