//! Feeds: what is new, as Atom and JSON Feed.

use std::collections::BTreeSet;

use super::lists::is_unlisted;
use super::speech::utc;
use super::{FeedForm, FeedOf, Outline, PageId};
use crate::site::{Backlink, Item, ItemId};
use crate::time::instant;
use crate::view::{FeedEntry, FeedLink, FeedView, OpmlFeed, OpmlGroup, OpmlView, Text};

/// How many entries a feed has.
const MOST_ENTRIES: usize = 30;

impl Outline {
    pub(super) fn feed(&self, of: &FeedOf) -> FeedView {
        let config = &self.site.config;
        let title = match of {
            FeedOf::Site => config.title.clone(),
            _ => self.feed_title(&self.fed(of)),
        };
        let items = self.newest(&self.items_of(of));
        let entries: Vec<FeedEntry> =
            items.into_iter().take(MOST_ENTRIES).map(|(published, item)| self.entry(item, published)).collect();
        let full = |id: &PageId| self.base.full(&self.href(id));
        FeedView {
            title,
            description: config.description.clone(),
            home: full(&home_of(of)),
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

    /// What a feed is about, in a word.
    fn fed(&self, of: &FeedOf) -> Text {
        match of {
            FeedOf::Site => self.site.config.title.clone(),
            FeedOf::Kind(kind) => self.label_of(kind),
            FeedOf::Topic(topic) => self.topic_label(topic),
            FeedOf::Around(item) => self.site.item(*item).title.clone(),
        }
    }

    fn items_of(&self, of: &FeedOf) -> Vec<ItemId> {
        match of {
            FeedOf::Site => self.site.items.iter().map(|item| item.id).collect(),
            FeedOf::Kind(kind) => self.kinds[kind].items.clone(),
            FeedOf::Topic(topic) => self.site.by_topic.get(topic).cloned().unwrap_or_default(),
            FeedOf::Around(item) => self.naming(*item),
        }
    }

    /// The listed items that name one, each once.
    fn naming(&self, item: ItemId) -> Vec<ItemId> {
        let from = self.site.backlinks[item.0].iter().map(|link| link.from);
        let listed: BTreeSet<ItemId> = from.filter(|id| !is_unlisted(self.site.item(*id))).collect();
        listed.into_iter().collect()
    }

    /// The feeds of persons, who take part in something, and of groups, to which something belongs: by roles, where there is news.
    pub(super) fn feeds_around(&self) -> Vec<FeedOf> {
        let has_role = |link: &Backlink| {
            let roles = &self.site.item(link.from).kind.roles;
            roles.people.contains(&link.path) || roles.belongs.contains(&link.path)
        };
        let is_listed = |item: &&Item| item.original.is_none() && !item.kind.path.is_empty() && !is_unlisted(item);
        let named =
            self.site.items.iter().filter(is_listed).filter(|item| self.site.backlinks[item.id.0].iter().any(has_role));
        named
            .filter(|item| !self.newest(&self.naming(item.id)).is_empty())
            .map(|item| FeedOf::Around(item.id))
            .collect()
    }

    /// The feeds of the page of an item: its own where it has them, else those of the website.
    pub(super) fn feeds_of(&self, item: &Item) -> Vec<FeedLink> {
        let own = FeedOf::Around(item.original.unwrap_or(item.id));
        let has_own = self.pages.binary_search(&PageId::Feed(own.clone(), FeedForm::Atom)).is_ok();
        let of = if has_own { own } else { FeedOf::Site };
        self.feed_links(&of, &self.fed(&of))
    }

    /// The list of all feeds, for the head of a page.
    pub(super) fn opml_link(&self) -> FeedLink {
        let title = format!("{} (OPML)", self.site.config.title).into();
        FeedLink { title, url: self.href(&PageId::Opml), media_type: "text/x-opml" }
    }

    /// All feeds, for programs that read them.
    pub(super) fn opml(&self) -> OpmlView {
        let mut groups: Vec<OpmlGroup> = Vec::new();
        let feeds = self.pages.iter().filter_map(|page| match page {
            PageId::Feed(of, FeedForm::Atom) => Some(of),
            _ => None,
        });
        for of in feeds {
            let label = self.opml_group(of);
            let full = |id: &PageId| self.base.full(&self.href(id));
            let feed = OpmlFeed {
                title: self.fed(of),
                url: full(&PageId::Feed(of.clone(), FeedForm::Atom)),
                home: full(&home_of(of)),
            };
            match groups.iter_mut().find(|group| group.label == label) {
                Some(group) => group.feeds.push(feed),
                None => groups.push(OpmlGroup { label, feeds: vec![feed] }),
            }
        }
        for group in &mut groups {
            group.feeds.sort_by(|a, b| (a.title.to_lowercase(), &a.url).cmp(&(b.title.to_lowercase(), &b.url)));
        }
        OpmlView { title: self.site.config.title.clone(), groups }
    }

    /// Those of the website and its kinds first, then topics, then one group for each kind of item.
    fn opml_group(&self, of: &FeedOf) -> Text {
        match of {
            FeedOf::Site | FeedOf::Kind(_) => self.site.config.title.clone(),
            FeedOf::Topic(_) => self.main().word("topics").into(),
            FeedOf::Around(item) => self.kind_label(&self.site.item(*item).kind),
        }
    }

    /// The items that have a date, newest first.
    fn newest(&self, items: &[ItemId]) -> Vec<(Text, &Item)> {
        let dated = items
            .iter()
            .map(|id| self.site.item(*id))
            .filter(|item| item.original.is_none() && !item.kind.path.is_empty());
        let mut dated: Vec<(Text, &Item)> = dated
            .filter_map(|item| Some((self.published(item)?, item)))
            .filter(|(at, _)| *at <= utc(self.site.now.at))
            .collect();
        dated.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.url.cmp(&b.1.url)));
        dated
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

/// The page that a feed belongs to.
fn home_of(of: &FeedOf) -> PageId {
    match of {
        FeedOf::Site => PageId::Home,
        FeedOf::Kind(kind) => PageId::Index(kind.clone(), 1),
        FeedOf::Topic(topic) => PageId::Topic(topic.clone()),
        FeedOf::Around(item) => PageId::Item(*item),
    }
}
