//! Topic pages: everything about a topic, by kind.

use std::sync::Arc;

use super::meta::Meta;
use super::{FeedOf, IcsOf, Outline, PageId};
use crate::site::{Item, ItemId};
use crate::view::{Body, HtmlView, NavLink, Section, Text, TopicLink, TopicView, TopicsView};

/// How many cards of a kind a topic page shows; the list of the kind has the rest.
const MOST_CARDS: usize = 12;

impl Outline {
    pub(super) fn topics(&self) -> HtmlView {
        let title: Text = self.main().word("topics").into();
        self.html_view(self.meta(&PageId::Topics, title), Body::Topics(TopicsView { topics: self.topic_links() }))
    }

    pub(super) fn topic(&self, id: &PageId, slug: &Arc<str>) -> HtmlView {
        let speech = self.main();
        let label = self.topic_label(slug);
        let known = self.site.topics.by_slug.get(slug);
        let link = |topic: &Arc<str>| self.topic_link(topic, &speech.language);
        let view = TopicView {
            label: label.clone(),
            description: known.map(|topic| topic.description.clone()).unwrap_or_default(),
            broader: known.and_then(|topic| topic.broader.as_ref()).map(link).into_iter().filter(has_page).collect(),
            narrower: self.narrower(slug).map(link).filter(has_page).collect(),
            sections: self.sections(slug),
            calendar: self.calendar_href(IcsOf::Topic(slug.clone())),
        };
        let mut meta = Meta { section: self.href(&PageId::Topics), ..self.meta(id, label.clone()) };
        if !view.description.is_empty() {
            meta.description = view.description.clone();
        }
        meta.feeds = self.feed_links(&FeedOf::Topic(slug.clone()), &label);
        meta.breadcrumbs.push(NavLink { label: speech.word("topics").into(), url: self.href(&PageId::Topics) });
        self.html_view(meta, Body::Topic(view))
    }

    /// What a topic is called, in the language of the site.
    pub(super) fn topic_label(&self, slug: &str) -> Text {
        self.site.topics.label(slug, &self.main().language).into()
    }

    fn narrower(&self, slug: &Arc<str>) -> impl Iterator<Item = &Arc<str>> {
        let slug = slug.clone();
        self.site
            .topics
            .by_slug
            .iter()
            .filter(move |(_, topic)| topic.broader.as_ref() == Some(&slug))
            .map(|(slug, _)| slug)
    }

    /// The items of a topic by kind, each in the order of its index.
    fn sections(&self, slug: &Arc<str>) -> Vec<Section> {
        let of_topic: &[ItemId] = self.site.by_topic.get(slug).map_or(&[], |items| items);
        let mut sections = Vec::new();
        for kind in self.site.kinds.iter() {
            let mut items: Vec<&Item> =
                of_topic.iter().map(|id| self.site.item(*id)).filter(|item| item.kind.name == kind.name).collect();
            items.sort_by_key(|item| self.kinds[&kind.name].rank.get(&item.id).copied());
            items.retain(|item| kind.path.is_empty() || self.kinds[&kind.name].rank.contains_key(&item.id));
            let cards = items.iter().take(MOST_CARDS).map(|item| self.drawn.item(item.id)).collect();
            if !items.is_empty() {
                let more = (items.len() > MOST_CARDS).then(|| self.more(kind, slug)).flatten();
                let (name, title) = (kind.name.clone(), self.kind_label(kind));
                sections.push(Section { name, title, cards, more, open: false });
            }
        }
        sections
    }

    /// The list of a kind narrowed to the topic, where it has that facet.
    fn more(&self, kind: &crate::kinds::Kind, slug: &Arc<str>) -> Option<NavLink> {
        let path = kind.roles.topics.iter().find(|path| {
            self.facets.get(&(kind.name.clone(), (*path).clone())).is_some_and(|f| f.values.contains_key(slug))
        })?;
        Some(NavLink {
            label: self.kind_label(kind),
            url: self.href(&PageId::Facet(kind.name.clone(), path.clone(), slug.clone(), 1)),
        })
    }
}

fn has_page(link: &TopicLink) -> bool {
    !link.url.is_empty()
}
