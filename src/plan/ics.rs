//! The calendar files: which dates go into which, and what each file says of itself.

mod agenda;
mod describe;
mod events;

use std::sync::Arc;

use super::{IcsOf, Outline, PageId};
use crate::calendar::{Calendar, is_color};
use crate::site::{Item, ItemId};
use crate::view::NavLink;

use agenda::Told;
pub(super) use agenda::{Agenda, LOCK};

impl Outline {
    /// All calendar files that have a date.
    pub(super) fn calendar_files(&self) -> Vec<IcsOf> {
        let site = &self.site;
        let originals = || site.items.iter().filter(|item| item.original.is_none()).map(|item| item.id);
        let kinds = site.kinds.iter().filter(|kind| !kind.path.is_empty()).map(|kind| IcsOf::Kind(kind.name.clone()));
        let topics = site.by_topic.keys().map(|topic| IcsOf::Topic(topic.clone()));
        let all = [IcsOf::Site, IcsOf::Online].into_iter().chain(kinds).chain(topics);
        let all = all.chain(originals().map(IcsOf::Item)).chain(originals().map(IcsOf::Around));
        all.filter(|of| !self.told(of).is_empty()).collect()
    }

    /// A calendar file.
    pub(super) fn calendar_file(&self, of: &IcsOf) -> Calendar {
        let told = self.told(of);
        let events = told.iter().flat_map(|told| &told.events);
        // The sessions of a conference only fill the file of the conference: who subscribes to more wants one entry for it.
        let sessions = told.iter().filter(|_| matches!(of, IcsOf::Item(_))).flat_map(|told| &told.sessions);
        let (name, description, page) = self.about(of);
        let accent = self.site.config.tokens.iter().find(|(name, _)| &**name == "accent").map(|(_, color)| color);
        Calendar {
            name,
            description,
            url: Some(self.full(&self.href(&page))),
            source: Some(self.full(&self.href(&PageId::Ics(of.clone())))),
            color: accent.filter(|color| is_color(color)).map(|color| color.to_lowercase().into()),
            events: events.chain(sessions).cloned().collect(),
        }
    }

    /// The whole calendar as JSCalendar.
    pub(super) fn events_json(&self) -> Vec<u8> {
        let source = Some(self.full(&self.href(&PageId::EventsJson)));
        Calendar { source, ..self.calendar_file(&IcsOf::Site) }.to_jscalendar()
    }

    /// The address of the calendar file of an item, with all that concerns it.
    pub(super) fn calendar_of(&self, item: &Item) -> Option<Arc<str>> {
        let item = item.original.unwrap_or(item.id);
        [IcsOf::Around(item), IcsOf::Item(item)].into_iter().find_map(|of| self.calendar_href(of))
    }

    /// The address of a calendar file, if it has a date.
    pub(super) fn calendar_href(&self, of: IcsOf) -> Option<Arc<str>> {
        (!self.told(&of).is_empty()).then(|| self.href(&PageId::Ics(of)))
    }

    /// The calendar files of what is online, of kinds and of topics.
    pub(super) fn single_calendars(&self) -> Vec<NavLink> {
        let files = self.pages.iter().filter_map(|page| match page {
            PageId::Ics(of @ (IcsOf::Online | IcsOf::Kind(_) | IcsOf::Topic(_))) => Some(of),
            _ => None,
        });
        files.map(|of| NavLink { label: self.label(of), url: self.href(&PageId::Ics(of.clone())) }).collect()
    }

    fn told(&self, of: &IcsOf) -> Vec<&Told> {
        let site = &self.site;
        let mut told: Vec<&Told> = match of {
            IcsOf::Site => self.all_told().collect(),
            IcsOf::Online => self.all_told().filter(|told| told.online).collect(),
            IcsOf::Item(item) => self.agenda.of(*item).iter().collect(),
            IcsOf::Around(item) => self.around(*item),
            IcsOf::Kind(kind) => self.told_of(self.kinds.get(kind).map_or(&[], |plan| &plan.items)),
            IcsOf::Topic(topic) => self.told_of(site.by_topic.get(topic).map_or(&[], |items| items)),
        };
        // By time, so that the order of the files of the content does not matter.
        told.sort_by_cached_key(|told| told.events.first().map(|event| (event.times.start().at(), event.uid.clone())));
        told
    }

    fn all_told(&self) -> impl Iterator<Item = &Told> {
        self.site.items.iter().flat_map(|item| self.agenda.of(item.id))
    }

    fn told_of(&self, items: &[ItemId]) -> Vec<&Told> {
        items.iter().flat_map(|item| self.agenda.of(*item)).collect()
    }

    /// The dates of an item, of what belongs to it, and of that in which it takes part; none if that is only its own. Whoever is
    /// named as a member of a group does not come to all its meetings, so only what takes place itself counts for people.
    fn around(&self, item: ItemId) -> Vec<&Told> {
        let counts = |link: &&crate::site::Backlink| {
            let from = self.site.item(link.from);
            let takes_place = from.times.iter().any(|timed| timed.within.is_none());
            from.kind.roles.belongs.contains(&link.path) || (takes_place && from.kind.roles.people.contains(&link.path))
        };
        let mut others: Vec<ItemId> = self.site.backlinks[item.0].iter().filter(counts).map(|link| link.from).collect();
        others.dedup();
        let others = self.told_of(&others);
        if others.is_empty() { others } else { self.agenda.of(item).iter().chain(others).collect() }
    }

    /// The name, a sentence, and the page of a calendar.
    fn about(&self, of: &IcsOf) -> (Arc<str>, Arc<str>, PageId) {
        let site = &self.site;
        let label = self.label(of);
        let (description, page) = match of {
            IcsOf::Site => (Some(site.config.description.clone()), PageId::Calendar),
            IcsOf::Online => (None, PageId::Calendar),
            IcsOf::Item(item) | IcsOf::Around(item) => (Some(site.item(*item).summary.clone()), PageId::Item(*item)),
            IcsOf::Kind(kind) => {
                (site.kinds.get(kind).map(|kind| self.main().label(&kind.intro)), PageId::Index(kind.clone(), 1))
            }
            IcsOf::Topic(topic) => {
                (site.topics.by_slug.get(topic).map(|topic| topic.description.clone()), PageId::Topic(topic.clone()))
            }
        };
        let is_part = matches!(of, IcsOf::Online | IcsOf::Kind(_) | IcsOf::Topic(_));
        let name = if is_part { self.feed_title(&label) } else { label };
        (name, description.unwrap_or_default(), page)
    }

    fn label(&self, of: &IcsOf) -> Arc<str> {
        match of {
            IcsOf::Site => self.site.config.title.clone(),
            IcsOf::Online => self.main().choice("mode", "online"),
            IcsOf::Item(item) | IcsOf::Around(item) => self.site.item(*item).title.clone(),
            IcsOf::Kind(kind) => self.label_of(kind),
            IcsOf::Topic(topic) => self.topic_label(topic),
        }
    }

    /// The full address of one of the site, or of one elsewhere.
    pub(super) fn full(&self, href: &str) -> Arc<str> {
        if href.contains("://") { href.into() } else { self.base.full(href) }
    }
}
