//! Values of fields, and an item that has nothing.

use std::sync::Arc;

use lyceum::view::*;

use super::samples::{mark, person, text};

pub(crate) fn words(s: &str) -> Shown {
    Shown::Text { text: text(s) }
}

pub(crate) fn link(url: &str, name: &str) -> Shown {
    Shown::Link { url: text(url), text: text(name), kind: text("") }
}

pub(crate) fn day(iso: &str, words: &str) -> Shown {
    Shown::Date { iso: text(iso), text: text(words) }
}

pub(crate) fn html(s: &str) -> Shown {
    Shown::Html { html: text(s) }
}

pub(crate) fn choice(value: &str, words: &str) -> Shown {
    Shown::Choice { value: text(value), text: text(words) }
}

pub(crate) fn item(card: &Arc<Card>) -> Shown {
    let html = super::samples::drawn(vec![card.clone()]).remove(0);
    Shown::Item { title: card.title.clone(), url: card.url.clone(), card: html }
}

pub(crate) fn many(items: Vec<Shown>) -> Shown {
    Shown::List { items }
}

pub(crate) fn field(name: &str, label: &str, value: Shown) -> FieldView {
    FieldView { name: text(name), label: text(label), value }
}

pub(crate) fn group(fields: Vec<FieldView>) -> Shown {
    Shown::Group { fields }
}

pub(crate) fn data(fields: &[FieldView]) -> FieldMap {
    FieldMap(fields.iter().map(|f| (f.name.clone(), f.value.clone())).collect())
}

/// An item that has nothing but a title.
pub(crate) fn bare() -> ItemView {
    let card = Card {
        title: text("Bare"),
        kind: text("recipe"),
        kind_label: text("Recipe"),
        url: text("/bare/"),
        ..Card::default()
    };
    ItemView {
        card: Arc::new(card),
        lead: text(""),
        body: text(""),
        toc: vec![],
        dates: vec![],
        series: None,
        sessions: vec![],
        steps: vec![],
        awards: vec![],
        checked: None,
        people: vec![],
        fields: vec![],
        data: FieldMap::default(),
        links: vec![],
        related: vec![],
        replies: vec![],
        calendar: None,
        add: vec![],
        windows: vec![],
        published: None,
        updated: None,
        reading_minutes: 0,
        untranslated: None,
    }
}

/// A date like all others of its series.
pub(crate) fn plain(when: WhenView) -> DateEntry {
    DateEntry { id: when.start.split('T').next().unwrap_or_default().into(), when, ..DateEntry::default() }
}

/// A date on which everything is different.
pub(crate) fn changed(when: WhenView) -> DateEntry {
    DateEntry {
        url: text("/events/open-bench/2026-12-10/"),
        title: text("Open bench, in the dark"),
        status: Some(mark("status", "rescheduled", "New date")),
        place: text("The Ropewalk, meter 40"),
        mode: Some(mark("mode", "hybrid", "In person and online")),
        note: text("Bring a lamp."),
        people: vec![person("Efua Larbi", "EL", "", false)],
        media: vec![recording()],
        ..plain(when)
    }
}

pub(crate) fn recording() -> MediaLink {
    MediaLink {
        kind: text("recording"),
        label: text("Recording"),
        title: text("The whole evening"),
        url: text("https://video.example.org/1"),
    }
}

pub(crate) fn with_fields(view: ItemView, fields: Vec<FieldView>) -> ItemView {
    ItemView { data: data(&fields), fields, ..view }
}

pub(crate) fn roles(name: &str, label: &str, people: Vec<PersonLink>) -> RoleGroup {
    RoleGroup { name: text(name), label: text(label), people }
}
