//! The page of an item.

use std::sync::Arc;

use serde::Serialize;

use super::{Card, DateView, ImageView, Mark, MediaLink, NavLink, Text, TopicLink, WhenView};

/// The page of an item of any kind.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ItemView {
    /// What lists show of it.
    pub card: Arc<Card>,
    /// Its summary, where it was written; a summary taken from the body would stand on its page twice.
    pub lead: Text,
    /// Its body as HTML, safe to print.
    pub body: Text,
    /// The headings of its body.
    pub toc: Vec<TocEntry>,
    /// All its dates: one for a single event, several for a series, the upcoming ones first.
    pub dates: Vec<DateEntry>,
    /// On the page of one date: the series that it belongs to.
    pub series: Option<NavLink>,
    /// The parts of an event, in order.
    pub sessions: Vec<SessionView>,
    /// The steps to go, in order.
    pub steps: Vec<StepView>,
    /// Who was awarded it, each with a page that proves it.
    pub awards: Vec<AwardLink>,
    /// When its facts were last looked at.
    pub checked: Option<CheckedView>,
    /// Who takes part, by role.
    pub people: Vec<RoleGroup>,
    /// All other fields that have a value, in the order of the kind: what a page shows where it has no special place for them.
    pub fields: Vec<FieldView>,
    /// The same and all others by name, for templates made for a kind: `view.data.registration`.
    pub data: FieldMap,
    /// What other items say of this one: the talks of a person, the pathways of a resource.
    pub links: Vec<LinkGroup>,
    /// The cards of what it names under `related`, as HTML.
    pub related: Vec<Text>,
    /// The replies of a discussion, in order.
    pub replies: Vec<ReplyView>,
    /// The address of its calendar file: its own dates, and those of what belongs to it or in which it takes part.
    pub calendar: Option<Text>,
    /// Where it can be put into a calendar on the web: `Google Calendar`, `Outlook` …; none where nothing of it is to come.
    pub add: Vec<NavLink>,
    /// What opens and closes: registration, a call for proposals, applications.
    pub windows: Vec<WindowView>,
    /// When it was published.
    pub published: Option<DateView>,
    /// When it was last changed.
    pub updated: Option<DateView>,
    /// How many minutes it takes to read; 0 for short texts.
    pub reading_minutes: u32,
    /// The language of the body, where a translation has none of its own and shows that of the original.
    pub untranslated: Option<Text>,
}

/// A date of an item, with what is different on it. It has all fields of a [`WhenView`] too.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct DateEntry {
    /// When.
    #[serde(flatten)]
    pub when: WhenView,
    /// Its anchor: `2026-12-03`.
    pub id: Text,
    /// Its own page; empty if it has none.
    pub url: Text,
    /// Its title, if it has one of its own; else empty.
    pub title: Text,
    /// What it should be known for: cancelled, postponed …
    pub status: Option<Mark>,
    /// Where, if elsewhere than the others; else empty.
    pub place: Text,
    /// `online` …, if otherwise than the others.
    pub mode: Option<Mark>,
    /// What people should know about it.
    pub note: Text,
    /// Who speaks, if others than usual.
    pub people: Vec<PersonLink>,
    /// What is kept of it, such as its recording.
    pub media: Vec<MediaLink>,
}

/// Values by field name; prints as a map.
#[derive(Clone, Debug, Default, Hash)]
pub struct FieldMap(pub Vec<(Text, Shown)>);

impl Serialize for FieldMap {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// A heading of a body.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TocEntry {
    /// Its anchor.
    pub id: Text,
    /// What it says.
    pub text: Text,
    /// 2 to 6.
    pub level: u8,
}

/// A part of an event.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SessionView {
    /// Its anchor.
    pub id: Text,
    /// Its title.
    pub title: Text,
    /// When, if it is known.
    pub when: Option<WhenView>,
    /// The day in words where it is another than that of the session before; else empty.
    pub new_day: Text,
    /// Where in the house.
    pub room: Text,
    /// The track.
    pub track: Text,
    /// Who speaks.
    pub speakers: Vec<PersonLink>,
    /// What it is about, as HTML.
    pub text: Text,
    /// Slides, recordings.
    pub resources: Vec<Shown>,
}

/// A step of a pathway.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct StepView {
    /// Its anchor. It stays when steps are added, so that a browser can remember it.
    pub id: Text,
    /// Its title.
    pub title: Text,
    /// What sort of step it is, how long it takes, whether it can be left out.
    pub marks: Vec<Mark>,
    /// What to do, as HTML.
    pub text: Text,
    /// Its other fields, in the order of the kind.
    pub fields: Vec<FieldView>,
}

/// Who was awarded something.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AwardLink {
    /// Who.
    pub to: PersonLink,
    /// When.
    pub date: Option<DateView>,
    /// The page that proves it.
    pub url: Text,
}

/// A page that proves one award: `award.html`.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AwardView {
    /// Who was awarded it.
    pub to: PersonLink,
    /// What: its title, its page, its picture.
    pub card: Arc<Card>,
    /// When.
    pub date: Option<DateView>,
    /// Who awarded it, and other fields of the award.
    pub fields: Vec<FieldView>,
    /// What it takes to be awarded it, and other fields of the achievement.
    pub criteria: Vec<FieldView>,
}

/// When the facts of an item were last looked at.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CheckedView {
    /// The field: `mentoring.confirmed`.
    pub name: Text,
    /// What people read before the date: `Checked on`.
    pub label: Text,
    /// When.
    pub date: DateView,
    /// In words: `confirmed in October 2026`, or `resting` if that is too long ago.
    pub text: Text,
    /// Whether it is longer ago than the site's limit.
    pub stale: bool,
}

/// A time in which one can register, propose or apply. All instants are in UTC, for scripts.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct WindowView {
    /// The field: `registration`.
    pub name: Text,
    /// What people read: `Registration`.
    pub label: Text,
    /// Where to go, while it is open.
    pub links: Vec<NavLink>,
    /// From when on.
    pub opens: Option<DateView>,
    /// The instant of that; empty if it is open from the beginning.
    pub opens_at: Text,
    /// Until when, as it was written.
    pub closes: Option<DateView>,
    /// The instant at which it is over: the end of the last day, but no later than the item itself. Empty if that is not known.
    pub closes_at: Text,
    /// `early`, `open`, `closed`, or `over` with the item itself.
    pub state: &'static str,
}

/// Persons in one role.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct RoleGroup {
    /// The field: `speakers`.
    pub name: Text,
    /// What people read: `Speakers`.
    pub label: Text,
    /// Who.
    pub people: Vec<PersonLink>,
}

/// A person or an organization in a line.
#[derive(Clone, Debug, Hash, Serialize, PartialEq, Eq)]
pub struct PersonLink {
    /// The name.
    pub name: Text,
    /// Their page here, or elsewhere; empty if there is none.
    pub url: Text,
    /// Whether the page is elsewhere.
    pub external: bool,
    /// Who they are, in a few words.
    pub headline: Text,
    /// Their picture.
    pub image: Option<ImageView>,
    /// The letters for a picture that is not there: `AS`.
    pub initials: Text,
}

/// What other items say of this one, in one role.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LinkGroup {
    /// The kind and field, for CSS and anchors: `event-speakers`.
    pub name: Text,
    /// What people read: `Speaker`, `Pathways`.
    pub label: Text,
    /// The cards of the items as HTML, newest or next first.
    pub cards: Vec<Text>,
    /// Older ones, where there are many.
    pub others: Vec<NavLink>,
}

/// A reply in a discussion.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ReplyView {
    /// Its anchor.
    pub id: Text,
    /// Who wrote it.
    pub author: PersonLink,
    /// When.
    pub date: DateView,
    /// The reply that it answers: its anchor and author; none for the opening text.
    pub to: Option<(Text, Text)>,
    /// The replies that answer it: anchor and author of each.
    pub answers: Vec<(Text, Text)>,
    /// Whether it is the answer.
    pub accepted: bool,
    /// What it says, as HTML.
    pub body: Text,
}

/// A field with its label.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FieldView {
    /// Its name.
    pub name: Text,
    /// What people read before the value.
    pub label: Text,
    /// The value.
    pub value: Shown,
}

/// A value, ready to be shown; `type` tells a template how.
#[derive(Clone, Debug, Hash, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Shown {
    /// A line of text.
    Text {
        /// The text.
        text: Text,
    },
    /// Formatted text.
    Html {
        /// HTML, safe to print.
        html: Text,
    },
    /// Yes or no.
    Bool {
        /// Which.
        value: bool,
        /// In words.
        text: Text,
    },
    /// A day or a moment.
    Date {
        /// For the `datetime` attribute.
        iso: Text,
        /// In words.
        text: Text,
    },
    /// A web address elsewhere.
    Link {
        /// The address.
        url: Text,
        /// What it is called, or its host.
        text: Text,
        /// `slides`, `recording` …, or empty.
        kind: Text,
    },
    /// Another item.
    Item {
        /// Its title.
        title: Text,
        /// Its page.
        url: Text,
        /// Its card as HTML.
        card: Text,
    },
    /// A person or organization.
    Person {
        /// Who.
        person: PersonLink,
        /// Beside the name: a role, years, a reason; may be empty.
        note: Text,
    },
    /// One word of a list.
    Choice {
        /// The word.
        value: Text,
        /// As people read it.
        text: Text,
    },
    /// A topic.
    Topic {
        /// Its page.
        topic: TopicLink,
    },
    /// A picture.
    Image {
        /// The picture.
        image: ImageView,
    },
    /// A group of fields.
    Group {
        /// The fields that have a value, in order.
        fields: Vec<FieldView>,
    },
    /// Several values.
    List {
        /// In order.
        items: Vec<Shown>,
    },
    /// Anything, as it was written.
    Free {
        /// The value.
        value: serde_json::Value,
    },
}
