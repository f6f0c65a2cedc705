//! Cards as HTML. A card stands on many pages and is drawn once, between the outline and the pages.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use super::{Outline, Page, PageId};
use crate::doc::{Doc, Map};
use crate::site::{Dated, Item, ItemId, Target};
use crate::source::SitePath;
use crate::view::{Card, Text};

/// A card that is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CardId {
    /// That of an item.
    Item(ItemId),
    /// That of an item with one of its dates, by its place in `Site::dates`.
    Date(usize),
    /// That of a part of an item, by its place among its sessions.
    Part(ItemId, usize),
    /// That of an item with one of its awards, by its place among them.
    Award(ItemId, usize),
}

/// A card, and what its template should know beside it.
#[derive(Clone, Debug, Hash)]
pub struct CardView {
    /// What it shows.
    pub card: Arc<Card>,
    /// The language of its words.
    pub language: Text,
    /// The file of its item, for messages.
    pub source: SitePath,
}

/// The HTML of all cards.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawn {
    items: Vec<Text>,
    others: BTreeMap<CardId, Text>,
}

impl Drawn {
    /// The card of an item.
    pub(super) fn item(&self, id: ItemId) -> Text {
        self.items.get(id.0).cloned().unwrap_or_default()
    }

    /// The card of an item with one of its dates.
    pub(super) fn date(&self, dated: &Dated) -> Text {
        let own = dated.id.and_then(|id| self.others.get(&CardId::Date(id))).cloned();
        own.unwrap_or_else(|| self.item(dated.item))
    }
}

/// The parts of an item in which others are named.
fn parts(item: &Item) -> impl Iterator<Item = CardId> {
    let names_somebody = |map: &Map<Target>| {
        map.iter().any(|entry| entry.value.value.singles(&entry.value).iter().any(|v| v.value.reference().is_some()))
    };
    let sessions = super::links::sessions(item).filter(move |(_, map)| names_somebody(map));
    sessions.map(|(at, _)| CardId::Part(item.id, at))
}

/// What is said of one item in another one: the card of the place where it is said, and its HTML.
pub(super) struct Mention {
    pub(super) card: Arc<Card>,
    pub(super) html: Text,
}

/// The outline with its cards: from here on pages can be made.
pub struct Pages(Outline);

impl Deref for Pages {
    type Target = Outline;

    fn deref(&self) -> &Outline {
        &self.0
    }
}

impl Outline {
    /// All cards that are to be drawn: those of items, and those of dates on which something is different.
    pub fn cards(&self) -> Vec<CardId> {
        let items = self.site.items.iter().map(|item| CardId::Item(item.id));
        let dates = self.site.dates.iter().filter(|dated| self.changed_date(dated.item, dated).is_some());
        let dates = dates.filter_map(|dated| dated.id).map(CardId::Date);
        let originals = self.site.items.iter().filter(|item| item.original.is_none());
        let parts = originals.clone().flat_map(parts);
        let awards = originals.flat_map(|item| (0..self.award_cards(item)).map(|at| CardId::Award(item.id, at)));
        items.chain(dates).chain(parts).chain(awards).collect()
    }

    /// Whether the card of an item shows just this date.
    pub(super) fn is_next(&self, dated: &Dated) -> bool {
        let item = self.site.item(dated.item);
        let is_over = dated.occurrence.ends_at <= self.site.now.at;
        self.next[dated.item.0] == dated.id
            && self.changed_date(dated.item, dated).is_none()
            && self.dated_title(dated) == item.title
            && (!is_over || self.media_of(item, dated, self.main()).is_empty())
    }

    /// What a card shows.
    pub fn card_view(&self, id: &CardId) -> CardView {
        let (item, card) = match id {
            CardId::Item(id) => (self.site.item(*id), self.cards[id.0].clone()),
            CardId::Date(at) => {
                let dated = &self.site.dates[*at];
                (self.site.item(dated.item), self.dated_card(dated, self.main()))
            }
            CardId::Part(id, at) => (self.site.item(*id), self.part_card(self.site.item(*id), *at)),
            CardId::Award(id, at) => (self.site.item(*id), self.award_card(self.site.item(*id), *at)),
        };
        CardView { card, language: self.speech_of(item).language.clone(), source: item.doc.path.clone() }
    }

    /// Puts in the HTML of [`Outline::cards`].
    pub fn draw(mut self, cards: impl IntoIterator<Item = (CardId, Text)>) -> Pages {
        let mut drawn = Drawn { items: vec![Text::default(); self.site.items.len()], ..Drawn::default() };
        for (id, html) in cards {
            match id {
                CardId::Item(item) => drawn.items[item.0] = html,
                other => drop(drawn.others.insert(other, html)),
            }
        }
        self.drawn = drawn;
        Pages(self)
    }

    /// The place where an item as a whole says something.
    pub(super) fn mention_item(&self, id: ItemId) -> Mention {
        Mention { card: self.card_of(id), html: self.drawn.item(id) }
    }

    pub(super) fn mention_date(&self, dated: &Dated) -> Mention {
        Mention { card: self.dated_card(dated, self.main()), html: self.drawn.date(dated) }
    }

    /// The part of an item, or its award, that says something.
    pub(super) fn mention(&self, id: CardId) -> Mention {
        Mention { card: self.card_view(&id).card, html: self.drawn.others.get(&id).cloned().unwrap_or_default() }
    }
}

impl Pages {
    /// Puts a new text in the place of that of an item, and says which page shows it. None if more than words is different, or if the item has
    /// no page of its own: then nothing changes.
    pub fn reword(&mut self, doc: &Arc<Doc>) -> Option<PageId> {
        let site = &mut self.0.site;
        let item = site.items.iter_mut().find(|item| item.doc.path == doc.path)?;
        let page = PageId::Item(item.id);
        if !doc.says_in_other_words(&item.doc) || self.0.pages.binary_search(&page).is_err() {
            return None;
        }
        item.body.text = doc.body.text.clone();
        item.doc = doc.clone();
        Some(page)
    }

    /// A page with its view.
    pub fn page(&self, id: &PageId) -> Page {
        let source = match id {
            PageId::Item(item) | PageId::Date(item, ..) | PageId::Award(item, _) => {
                Some(self.site.item(*item).doc.path.clone())
            }
            _ => None,
        };
        Page { path: self.path(id), source, view: self.view(id) }
    }
}
