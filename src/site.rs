//! The whole hub as one value: references bound, times expanded, reverse links made. Pure and cheap, computed anew for each build.

mod bind;
mod checks;
mod consent;
mod event_checks;
mod files;
mod names;
mod on_date;
mod pictures;
mod resolve;
mod rings;
mod rules;
mod text;
mod threads;
mod times;
mod titles;
mod topics;
mod translations;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use files::Asset;
pub use resolve::{Parts, resolve};
pub use times::session_schedule;

use crate::config::{Config, Topics};
use crate::diag::{Span, Spanned};
use crate::doc::{Doc, Guest, Map, Value};
use crate::kinds::{Kind, Kinds, Path};
use crate::markdown::Rendered;
use crate::source::SitePath;
use crate::time::{Now, Occurrence, Schedule, When};

/// Which item: its place in [`Site::items`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub usize);

/// The whole hub.
#[derive(Clone, Debug)]
pub struct Site {
    /// What `site.yaml` says.
    pub config: Arc<Config>,
    /// The kinds of its items.
    pub kinds: Arc<Kinds>,
    /// The vocabulary of topics.
    pub topics: Arc<Topics>,
    /// The moment of the build.
    pub now: Now,
    /// All items that are shown, by kind and slug.
    pub items: Vec<Item>,
    /// What other items say of each item; the same length as `items`.
    pub backlinks: Vec<Vec<Backlink>>,
    /// All dates of all items, by start.
    pub dates: Vec<Dated>,
    /// The places in `dates` of the dates of each item; the same length as `items`.
    pub dates_by_item: Vec<Vec<usize>>,
    /// The items of each topic.
    pub by_topic: BTreeMap<Arc<str>, Vec<ItemId>>,
    /// The files that pages show or link to, by path.
    pub assets: BTreeMap<SitePath, Asset>,
    /// What is held back, and why.
    pub held: Vec<Held>,
}

/// One item.
#[derive(Clone, Debug)]
pub struct Item {
    /// Which.
    pub id: ItemId,
    /// What its file says.
    pub doc: Arc<Doc>,
    /// Its kind.
    pub kind: Arc<Kind>,
    /// Its address without the base path: `events/night/`.
    pub url: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// A sentence or two, plain text.
    pub summary: Arc<str>,
    /// Its language.
    pub language: Arc<str>,
    /// Its fields, with references bound.
    pub fields: Map<Target>,
    /// The groups of fields to whose showing nobody has agreed (role `consent`): for checks only, no page may see them.
    pub withheld: Map<Target>,
    /// When it takes place.
    pub times: Vec<Timed>,
    /// Its topics' slugs.
    pub topics: Vec<Arc<str>>,
    /// Who takes part.
    pub people: Vec<Participant>,
    /// Its text.
    pub body: Bound,
    /// The texts of its fields of type `markdown`, by the place of the value.
    pub texts: BTreeMap<Span, Bound>,
    /// The replies below it.
    pub replies: Vec<BoundReply>,
    /// The same item in other languages.
    pub translations: Vec<ItemId>,
    /// For a translation: the item that it translates.
    pub original: Option<ItemId>,
}

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Another item.
    Item(ItemId),
    /// Somebody or something without a page here.
    Guest(Arc<Guest>),
}

/// Somebody who takes part in an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The field: `speakers`, `sessions.speakers`.
    pub path: Path,
    /// Who.
    pub who: Target,
}

/// A time of an item: an event has one, a group one for each of its regular meetings.
#[derive(Clone, Debug)]
pub struct Timed {
    /// Its short name, where an item has several.
    pub id: Option<Arc<str>>,
    /// What it is called, if not like the item.
    pub title: Option<Arc<str>>,
    /// The rule.
    pub schedule: Schedule,
    /// Where the fields of the schedule stand: the path of the group of fields, and which one of several; none for the item itself.
    pub within: Option<(Path, usize)>,
    /// The fields that differ on single dates, by the date that the rule gives; a day alone means the date on that day.
    pub changes: BTreeMap<When, Map<Target>>,
}

/// A date of an item.
#[derive(Clone, Debug)]
pub struct Dated {
    /// Its place in [`Site::dates`]; none for one that is not listed there.
    pub id: Option<usize>,
    /// Which item.
    pub item: ItemId,
    /// Which of its times.
    pub time: usize,
    /// When.
    pub occurrence: Occurrence,
}

/// What another item says of this one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    /// Which item.
    pub from: ItemId,
    /// In which field; `replies` for a reply, `replies.accepted` for one that is the answer.
    pub path: Path,
}

/// A text whose links and images are bound.
#[derive(Clone, Debug, Default)]
pub struct Bound {
    /// The HTML with holes.
    pub text: Arc<Rendered>,
    /// Where each of its links leads.
    pub links: Vec<LinkTarget>,
    /// Each of its images.
    pub images: Vec<ImageTarget>,
}

/// Where a link in a text leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// To an item, and there to an anchor.
    Item(ItemId, Option<Arc<str>>),
    /// To a file that is copied to the site: its path in the site folder.
    File(SitePath),
    /// To an address of the site, without the base path.
    Local(Arc<str>),
    /// To an anchor of the same text.
    Anchor(Arc<str>),
    /// To something that is held back or not there: the text stays, the link goes.
    Nowhere,
}

/// What an image of a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageTarget {
    /// A picture of the site: its path in the site folder.
    File(SitePath),
    /// A picture elsewhere, by its address.
    External(Arc<str>),
}

/// A reply whose author and text are bound.
#[derive(Clone, Debug)]
pub struct BoundReply {
    /// Its file.
    pub path: SitePath,
    /// Its anchor.
    pub id: Arc<str>,
    /// Who wrote it.
    pub author: Target,
    /// When.
    pub date: When,
    /// The reply that it answers.
    pub to: Option<Arc<str>>,
    /// Whether it is the answer.
    pub accepted: bool,
    /// What it says.
    pub body: Bound,
}

/// An item that is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its file.
    pub path: SitePath,
    /// The address that it would have, without the base path.
    pub url: Arc<str>,
    /// Why.
    pub why: Why,
}

/// Why an item is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// `draft: true`.
    Draft,
    /// `publish` is in the future.
    Until(When),
    /// `unpublish` is in the past.
    Since(When),
}

impl Site {
    /// One item.
    pub fn item(&self, id: ItemId) -> &Item {
        &self.items[id.0]
    }

    /// The items of a kind, without translations, in the order of their slugs.
    pub fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(move |item| item.original.is_none() && &*item.kind.name == kind)
    }

    /// The dates of an item, by start. A translation has those of its original.
    pub fn dates_of(&self, item: &Item) -> impl Iterator<Item = &Dated> {
        let original = item.original.unwrap_or(item.id);
        self.dates_by_item[original.0].iter().map(|at| &self.dates[*at])
    }

    /// The title of what a reference leads to.
    pub fn name_of<'a>(&'a self, target: &'a Target) -> &'a Arc<str> {
        match target {
            Target::Item(id) => &self.item(*id).title,
            Target::Guest(guest) => &guest.name,
        }
    }
}

impl Timed {
    /// The fields that differ on a date, if any do.
    pub fn change_fields(&self, occurrence: &Occurrence) -> Option<&Map<Target>> {
        let named = |date: &When| self.changes.get(date);
        let found = named(&occurrence.original).or_else(|| named(&When::Day(occurrence.original.date())));
        found.filter(|_| occurrence.changed)
    }
}

impl Item {
    /// The text of a field that is one word or line.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.fields.first(path).and_then(|found| found.value.text())
    }

    /// The day or moment of a field.
    pub fn when(&self, path: &str) -> Option<When> {
        self.fields.first(path).and_then(|found| found.value.when())
    }

    /// Whether a field is `true`.
    pub fn is(&self, path: &str) -> bool {
        matches!(self.fields.first(path), Some(Spanned { value: Value::Bool(true), .. }))
    }

    /// Its old addresses, as they are written.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        self.fields.at("aliases").into_iter().filter_map(|alias| alias.value.text())
    }

    /// When it was published: its `date`.
    pub fn published(&self) -> Option<When> {
        self.when("date")
    }

    /// Whether a reply is marked as the answer.
    pub fn is_answered(&self) -> bool {
        self.replies.iter().any(|reply| reply.accepted)
    }
}
