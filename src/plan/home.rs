//! The home page: what comes next, and the sections that the theme asks for.

use std::sync::Arc;

use super::lists::{compare, has_value, is_open};
use super::meta::Meta;
use super::{FeedOf, Outline, PageId};
use crate::kinds::SortKey;
use crate::site::{Item, ItemId};
use crate::theme::SectionRule;
use crate::view::{Body, Card, HomeView, HtmlView, NavLink, Section, Text, TopicLink};

/// How many upcoming dates the home page shows.
const UPCOMING: usize = 6;
/// How many topics the home page shows.
const TOPICS: usize = 18;

impl Outline {
    pub(super) fn home(&self) -> HtmlView {
        let speech = self.main();
        let intro = self.site.items.iter().find(|item| item.url.is_empty());
        let view = HomeView {
            intro: intro.map(|item| self.html(&item.body, speech)).unwrap_or_default(),
            upcoming: self.upcoming(),
            sections: self.theme.sections.iter().filter_map(|rule| self.section(rule)).collect(),
            topics: self.top_topics(),
            kinds: self.kind_counts(),
        };
        let meta = Meta {
            title: self.site.config.title.clone(),
            breadcrumbs: Vec::new(),
            built: Some(self.built()),
            feeds: self
                .feed_links(&FeedOf::Site, &self.site.config.title)
                .into_iter()
                .chain([self.opml_link()])
                .collect(),
            json_ld: super::json_ld::home(&self.site).into(),
            ..self.meta(&PageId::Home, self.site.config.title.clone())
        };
        self.html_view(meta, Body::Home(view))
    }

    /// The next dates, each item once.
    fn upcoming(&self) -> Vec<Arc<Card>> {
        let mut seen = std::collections::BTreeSet::new();
        let next = self.site.dates.iter().filter(|dated| dated.occurrence.ends_at > self.site.now.at);
        // Something that runs for weeks is not what comes next.
        let short =
            next.filter(|dated| dated.occurrence.starts_at > self.site.now.at || !dated.occurrence.start.is_day());
        short
            .filter(|dated| seen.insert(dated.item))
            .take(UPCOMING)
            .map(|dated| self.dated_card(dated, self.main()))
            .collect()
    }

    fn section(&self, rule: &SectionRule) -> Option<Section> {
        let keys: Vec<SortKey> = rule.sort.iter().map(|key| sort_key(key)).collect();
        let fits = |item: &&Item| {
            rule.filter.iter().all(|(path, value)| has_value(item, path, value))
                && (!rule.open || is_open(&self.site, item))
        };
        let kind = self.site.kinds.get(&rule.kind)?;
        let plan = self.kinds.get(&kind.name)?;
        let mut items: Vec<&Item> = plan.items.iter().map(|id| self.site.item(*id)).filter(fits).collect();
        items.sort_by(|a, b| compare(&self.site, &keys, a, b));
        let cards: Vec<Text> = items.iter().take(rule.limit).map(|item| self.drawn.item(item.id)).collect();
        let more =
            (items.len() > cards.len()).then(|| NavLink { label: self.kind_label(kind), ..self.kind_link(kind) });
        (!cards.is_empty()).then(|| Section {
            name: rule.name.as_str().into(),
            title: self.main().word(&rule.title).into(),
            cards,
            more,
            open: rule.open,
        })
    }

    fn top_topics(&self) -> Vec<TopicLink> {
        let mut topics = self.topic_links();
        topics.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
        topics.truncate(TOPICS);
        topics.sort_by_key(|topic| topic.label.to_lowercase());
        topics
    }

    /// Every kind that has an index, with how many items it has.
    pub(super) fn kind_counts(&self) -> Vec<TopicLink> {
        let kinds = self.site.kinds.iter().filter(|kind| !kind.path.is_empty());
        let counted = kinds.map(|kind| (kind, self.kinds[&kind.name].items.len())).filter(|(_, count)| *count > 0);
        counted
            .map(|(kind, count)| TopicLink { label: self.kind_label(kind), url: self.kind_link(kind).url, count })
            .collect()
    }

    /// All topics with items, by label.
    pub(super) fn topic_links(&self) -> Vec<TopicLink> {
        let listed = |items: &Vec<ItemId>| items.len();
        let topics = self.site.by_topic.iter();
        let mut links: Vec<TopicLink> = topics
            .map(|(topic, items)| TopicLink { count: listed(items), ..self.topic_link(topic, &self.main().language) })
            .collect();
        links.sort_by(|a, b| (a.label.to_lowercase(), &a.url).cmp(&(b.label.to_lowercase(), &b.url)));
        links
    }
}

fn sort_key(text: &str) -> SortKey {
    match text.strip_prefix('-') {
        Some(path) => SortKey { path: path.into(), descending: true },
        None => SortKey { path: text.into(), descending: false },
    }
}
