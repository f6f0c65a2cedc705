//! Feeds: what is new, as Atom and JSON Feed.

use super::speech::utc;
use super::{FeedForm, FeedOf, Outline, PageId};
use crate::site::{Item, ItemId};
use crate::time::instant;
use crate::view::{FeedEntry, FeedView, Text};

/// How many entries a feed has.
const MOST_ENTRIES: usize = 30;

impl Outline<'_> {
    pub(super) fn feed(&self, of: &FeedOf) -> FeedView {
        let config = &self.site.config;
        let (title, home, items) = match of {
            FeedOf::Site => (config.title.clone(), PageId::Home, self.site.items.iter().map(|item| item.id).collect()),
            FeedOf::Kind(kind) => {
                let label = self.site.kinds.get(kind).map_or_else(|| kind.clone(), |kind| self.main().label(&kind.label.many));
                (self.feed_title(&label), PageId::Index(kind.clone(), 1), self.kinds[kind].items.clone())
            }
            FeedOf::Topic(topic) => {
                let label = self.site.topics.label(topic, &config.language);
                (
                    self.feed_title(label),
                    PageId::Topic(topic.clone()),
                    self.site.by_topic.get(topic).cloned().unwrap_or_default(),
                )
            }
        };
        let entries = self.entries(&items);
        let full = |id: &PageId| self.base.full(&self.href(id));
        FeedView {
            title,
            description: config.description.clone(),
            home: full(&home),
            atom: full(&PageId::Feed(of.clone(), FeedForm::Atom)),
            json: full(&PageId::Feed(of.clone(), FeedForm::Json)),
            language: config.language.clone(),
            // A feed without entries is as old as time: its stamp must not depend on the clock.
            updated: entries
                .iter()
                .map(|entry| entry.updated.clone())
                .max()
                .unwrap_or_else(|| "1970-01-01T00:00:00Z".into()),
            entries,
        }
    }

    pub(super) fn feed_title(&self, label: &str) -> Text {
        format!("{}: {label}", self.site.config.title).into()
    }

    /// The newest items that have a date, newest first.
    fn entries(&self, items: &[ItemId]) -> Vec<FeedEntry> {
        let dated = items
            .iter()
            .map(|id| self.site.item(*id))
            .filter(|item| item.original.is_none() && !item.kind.path.is_empty());
        let mut dated: Vec<(Text, &Item)> = dated
            .filter_map(|item| Some((self.published(item)?, item)))
            .filter(|(at, _)| *at <= utc(self.site.now.at))
            .collect();
        dated.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.url.cmp(&b.1.url)));
        dated.into_iter().take(MOST_ENTRIES).map(|(published, item)| self.entry(item, published)).collect()
    }

    /// When an item came out, as an instant: its date, else the last look at it.
    fn published(&self, item: &Item) -> Option<Text> {
        let zone = self.site.config.zone_or_utc();
        let when = item
            .published()
            .or_else(|| item.when("updated"))
            .or_else(|| item.kind.roles.confirmed.as_ref().and_then(|path| item.when(path)))?;
        Some(utc(instant(&when, &zone)))
    }

    fn entry(&self, item: &Item, published: Text) -> FeedEntry {
        let zone = self.site.config.zone_or_utc();
        let updated = item.when("updated").map(|when| utc(instant(&when, &zone)));
        let card = self.card_of(item.id);
        FeedEntry {
            url: self.base.full(&card.url),
            title: card.title.clone(),
            summary: card.summary.clone(),
            updated: updated.filter(|updated| *updated > published).unwrap_or_else(|| published.clone()),
            published,
            authors: card.people.iter().map(|person| person.name.clone()).collect(),
            topics: card.topics.iter().map(|topic| topic.label.clone()).collect(),
        }
    }
}
