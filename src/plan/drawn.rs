//! Cards as HTML. A card stands on many pages and is drawn once, between the outline and the pages.

use std::ops::Deref;
use std::sync::Arc;

use super::{Outline, Page, PageId};
use crate::site::{Dated, ItemId};
use crate::source::SitePath;
use crate::view::{Card, Text};

/// A card that is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardId {
    /// That of an item.
    Item(ItemId),
    /// That of an item with one of its dates, by its place in `Site::dates`.
    Date(usize),
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
    dates: Vec<Text>,
}

impl Drawn {
    /// The card of an item.
    pub(super) fn item(&self, id: ItemId) -> Text {
        self.items.get(id.0).cloned().unwrap_or_default()
    }

    /// The card of an item with one of its dates.
    pub(super) fn date(&self, dated: &Dated) -> Text {
        self.dates.get(dated.id).cloned().unwrap_or_default()
    }
}

/// The outline with its cards: from here on pages can be made.
pub struct Pages<'a>(Outline<'a>);

impl<'a> Deref for Pages<'a> {
    type Target = Outline<'a>;

    fn deref(&self) -> &Outline<'a> {
        &self.0
    }
}

impl<'a> Outline<'a> {
    /// All cards that are to be drawn: those of items, and those of dates that look other than the item's.
    pub fn cards(&self) -> Vec<CardId> {
        let items = self.site.items.iter().map(|item| CardId::Item(item.id));
        let dates = self.site.dates.iter().filter(|dated| !self.is_next(dated)).map(|dated| CardId::Date(dated.id));
        items.chain(dates).collect()
    }

    /// Whether the card of an item shows just this date.
    fn is_next(&self, dated: &Dated) -> bool {
        self.next[dated.item.0] == Some(dated.id)
            && self.dated_title(dated) == self.cards[dated.item.0].title
            && !dated.occurrence.cancelled
    }

    /// What a card shows.
    pub fn card_view(&self, id: &CardId) -> CardView {
        let (item, card) = match id {
            CardId::Item(id) => (self.site.item(*id), self.cards[id.0].clone()),
            CardId::Date(at) => {
                let dated = &self.site.dates[*at];
                (self.site.item(dated.item), self.dated_card(dated, self.main()))
            }
        };
        let language = item.doc.translation.as_ref().unwrap_or(&self.site.config.language).clone();
        CardView { card, language, source: item.doc.path.clone() }
    }

    /// Puts in the HTML of all [`Outline::cards`], in their order.
    pub fn draw(mut self, html: Vec<Text>) -> Pages<'a> {
        let items = self.site.items.len();
        let mut own = html.iter().skip(items);
        let dates = self.site.dates.iter().map(|dated| {
            let html = if self.is_next(dated) { html.get(dated.item.0) } else { own.next() };
            html.cloned().unwrap_or_default()
        });
        let dates = dates.collect();
        self.drawn = Drawn { dates, items: html.into_iter().take(items).collect() };
        Pages(self)
    }
}

impl Pages<'_> {
    /// A page with its view.
    pub fn page(&self, id: &PageId) -> Page {
        let source = match id {
            PageId::Item(item) => Some(self.site.item(*item).doc.path.clone()),
            _ => None,
        };
        Page { path: self.path(id), source, view: self.view(id) }
    }
}
