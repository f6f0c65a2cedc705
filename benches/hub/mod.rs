//! An invented hub of any size, always the same: 40 % events, 30 % resources, 10 % mentors, 20 % discussions, and a few groups.

mod code;
mod events;
mod mentors;
mod names;
mod random;
mod resources;
mod text;
mod threads;

/// The moment for which the hub is made: builds with this `--now` find no problem.
pub(crate) const NOW: &str = "2026-11-22";

/// A path in the site folder and what stands there.
pub(crate) type File = (String, String);

/// How many items of each kind there are.
#[derive(Clone, Copy)]
pub(crate) struct Hub {
    events: usize,
    resources: usize,
    mentors: usize,
    discussions: usize,
    groups: usize,
}

impl Hub {
    /// A hub of `items` items; at least ten, so that there is one of each kind.
    pub(crate) fn new(items: usize) -> Self {
        let items = items.max(10);
        let (events, resources, mentors) = (items * 2 / 5, items * 3 / 10, items / 10);
        let groups = items.div_ceil(500);
        Self { events, resources, mentors, discussions: items - events - resources - mentors - groups, groups }
    }

    /// All its files, one after the other.
    pub(crate) fn files(self) -> impl Iterator<Item = File> {
        let settings = [("site.yaml".into(), SITE.into()), ("topics.yaml".into(), names::topics_yaml())];
        settings
            .into_iter()
            .chain((0..self.events).map(move |at| events::file(self, at)))
            .chain((0..self.resources).map(move |at| resources::file(self, at)))
            .chain((0..self.mentors).map(move |at| mentors::file(self, at)))
            .chain((0..self.discussions).map(move |at| threads::file(self, at)))
            .chain((0..self.groups).map(move |at| mentors::group(self, at)))
    }
}

const SITE: &str = r#"title: The Long Quay
url: https://quay.example.org
description: An invented learning community, as large as a measurement needs it.
timezone: Europe/Lisbon
language: en
menu:
  - {label: Events, url: /events/}
  - {label: Library, url: /resources/}
  - {label: Mentors, url: /mentors/}
  - {label: Discussions, url: /discussions/}
calendar: {horizon: 12 months}
review: {mentor: 12 months, resource: 24 months, group: 6 months}
page_size: 50
contact: https://example.org/quay/contact
"#;
