//! A card: what a list shows of an item. It holds nothing of the body beyond the summary, so that editing a body changes no list.

use serde::Serialize;

use super::{PersonLink, Text};

/// What a list shows of an item.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct Card {
    /// Where its page is.
    pub url: Text,
    /// Its title.
    pub title: Text,
    /// One or two sentences, plain text; may be empty.
    pub summary: Text,
    /// The name of its kind, for CSS classes and icons: `event`.
    pub kind: Text,
    /// What its kind is called: `Event`.
    pub kind_label: Text,
    /// The language of its title, summary and text, where it is not the site's.
    pub language: Option<Text>,
    /// `ltr` or `rtl`, where it is not the site's.
    pub direction: Option<Text>,
    /// Whether it is a translation: then all words on it are in its language, else only those of the item itself.
    pub translation: bool,
    /// Its picture.
    pub image: Option<ImageView>,
    /// Of a person or organization: the letters for a portrait that is not there, such as `AS`; empty for everything else.
    pub initials: Text,
    /// When it takes place: the next time, or the last one.
    pub when: Option<WhenView>,
    /// The few dates behind that one, for scripts: they show the next one when one is over. A card of a single date has none.
    pub following: Vec<WhenView>,
    /// The instant in UTC from which on nothing of it is to come: its last end, or when it closes. Empty if that is not known.
    pub over_at: Text,
    /// Whether it is over.
    pub over: bool,
    /// Where: the name of the place, and the city.
    pub place: Text,
    /// `in-person`, `online`, `hybrid`, or empty, with its word.
    pub mode: Option<Mark>,
    /// That it is cancelled, postponed, tentative …; never that it is confirmed.
    pub status: Option<Mark>,
    /// What a list shows at a glance: type, level, price, state …
    pub marks: Vec<Mark>,
    /// Who stands on the card: authors, speakers; at most three.
    pub people: Vec<PersonLink>,
    /// What it is about.
    pub topics: Vec<TopicLink>,
    /// When it was published.
    pub date: Option<DateView>,
    /// When it closes: applications, an opportunity.
    pub closes: Option<DateView>,
    /// The address that it is about (a resource's link).
    pub link: Option<Text>,
    /// Of a discussion: how many replies, in words.
    pub replies: Option<Text>,
    /// Of a discussion: whether it has an accepted answer.
    pub answered: bool,
    /// Of one date of a series: what people should know about it; else empty.
    pub note: Text,
    /// Of a date: what is kept of it, such as its recording.
    pub media: Vec<MediaLink>,
}

/// A small mark: a field's value in a word.
#[derive(Clone, Debug, Hash, Serialize, PartialEq, Eq)]
pub struct Mark {
    /// The field: `level`.
    pub name: Text,
    /// The value, for CSS classes: `beginner`.
    pub value: Text,
    /// The value in words: `Beginner`.
    pub text: Text,
}

/// What is kept of something that took place.
#[derive(Clone, Debug, Hash, Serialize, PartialEq, Eq)]
pub struct MediaLink {
    /// `recording`, `slides`, `video` …
    pub kind: Text,
    /// The same in words: `Recording`.
    pub label: Text,
    /// What it is called.
    pub title: Text,
    /// Where it is.
    pub url: Text,
}

/// A topic.
#[derive(Clone, Debug, Hash, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct TopicLink {
    /// What it is called.
    pub label: Text,
    /// Its page.
    pub url: Text,
    /// How many items it has; 0 where it is not counted.
    pub count: usize,
}

/// A picture with its dimensions.
#[derive(Clone, Debug, Hash, Serialize, PartialEq, Eq)]
pub struct ImageView {
    /// Where it is.
    pub url: Text,
    /// What it shows.
    pub alt: Text,
    /// Width in pixels; 0 if unknown.
    pub width: usize,
    /// Height in pixels; 0 if unknown.
    pub height: usize,
    /// Who made it.
    pub credit: Text,
}

/// A day, or a moment.
#[derive(Clone, Debug, Default, Hash, Serialize, PartialEq, Eq)]
pub struct DateView {
    /// For the `datetime` attribute: `2026-12-03`, `2026-12-03T18:30+00:00`.
    pub iso: Text,
    /// In words of the page's language: `December 3, 2026`.
    pub text: Text,
}

/// When something takes place, in its own time zone.
#[derive(Clone, Debug, Default, Hash, Serialize, PartialEq, Eq)]
pub struct WhenView {
    /// The start for the `datetime` attribute: `2026-12-03T18:30:00+00:00`, or a day.
    pub start: Text,
    /// The end, likewise; empty if it is not known. Of whole days the last one.
    pub end: Text,
    /// The start as an instant in UTC, for scripts: `2026-12-03T18:30:00Z`.
    pub starts_at: Text,
    /// The end as an instant in UTC.
    pub ends_at: Text,
    /// `Thursday, December 3, 2026`, or `March 28 – 30, 2027`.
    pub date: Text,
    /// `18:30 – 20:00`; empty for whole days; "hour to be announced".
    pub time: Text,
    /// The time zone in words: `Lisbon time`.
    pub zone: Text,
    /// The name of the time zone: `Europe/Lisbon`.
    pub zone_name: Text,
    /// Whether that is not the zone of the site.
    pub foreign: bool,
    /// Date block: `3`.
    pub day: Text,
    /// Date block: `Dec`.
    pub month: Text,
    /// Date block: `Thu`.
    pub weekday: Text,
    /// Date block: `2026`.
    pub year: Text,
    /// Whether it has whole days and no hours.
    pub all_day: bool,
    /// Whether it is over.
    pub past: bool,
    /// How it repeats, in words; empty if it does not.
    pub repeats: Text,
}
