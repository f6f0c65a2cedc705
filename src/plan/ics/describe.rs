//! What an event of a calendar says, beside when and how often: from the item, its time, and what differs on the date.

use std::sync::Arc;

use super::agenda::Author;
use super::events::times;
use crate::calendar::{Event, Status};
use crate::doc::{Map, Value};
use crate::plan::json_ld::full;
use crate::plan::places::{self, Places};
use crate::site::{Item, Target, Timed};
use crate::time::{Occurrence, Schedule};

/// A time of an item.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) item: &'a Item,
    pub(super) timed: &'a Timed,
}

impl<'a> Subject<'a> {
    /// What is postponed does not take place on the date that it has.
    pub(super) fn status(self, occurrence: &Occurrence) -> Status {
        match places::status(self.item, self.timed, occurrence) {
            _ if occurrence.cancelled => Status::Cancelled,
            Some("cancelled" | "postponed") => Status::Cancelled,
            Some("tentative") => Status::Tentative,
            _ => Status::Confirmed,
        }
    }

    /// Where a field of the date is found: in what differs on it, else beside the schedule.
    fn at(self, occurrence: &Occurrence, name: &str) -> Vec<&'a Value<Target>> {
        let own = self.timed.change_fields(occurrence).map(|fields| fields.at(name)).filter(|found| !found.is_empty());
        let found = own.unwrap_or_else(|| places::group(self.item, self.timed).at(name));
        found.into_iter().map(|found| &found.value).collect()
    }

    fn title(self, occurrence: &Occurrence) -> String {
        let item = &self.item.title;
        let own = self.timed.change_fields(occurrence).and_then(|fields| fields.first("title")?.value.text());
        match (own.or(self.timed.title.as_deref()), &self.timed.within) {
            (None, _) => item.to_string(),
            (Some(own), Some(_)) if !own.contains(&**item) => format!("{item}: {own}"),
            (Some(own), _) => own.to_owned(),
        }
    }

    fn description(self, occurrence: &Occurrence) -> String {
        let note = self.timed.change_fields(occurrence).and_then(|fields| fields.first("note")?.value.text());
        let parts = [note.unwrap_or_default(), self.item.text("status_note").unwrap_or_default(), &self.item.summary];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    }
}

impl Author<'_> {
    /// What is said of a date. Who knows its identity sets `uid`, who knows its version the rest.
    pub(super) fn event(&self, subject: Subject<'_>, occurrence: &Occurrence) -> Event {
        let Subject { item, timed } = subject;
        let places = Places::on(item, timed, occurrence);
        let status = subject.status(occurrence);
        let category = |topic: &Arc<str>| self.site().topics.label(topic, &item.language).into();
        Event {
            uid: "".into(),
            sequence: None,
            stamp: jiff::Timestamp::UNIX_EPOCH,
            times: times(occurrence, &timed.schedule.zone),
            series: None,
            instead_of: None,
            related: None,
            summary: self.announced(subject, occurrence, &subject.title(occurrence)).into(),
            description: subject.description(occurrence).into(),
            location: places.location().into(),
            geo: places.geo(),
            url: Some(full(self.site(), &item.url).into()),
            conference: places.conference(),
            image: self.outline.item_image(item).map(|image| self.outline.full(&image.url)),
            attachments: subject
                .at(occurrence, "resources")
                .into_iter()
                .filter_map(|found| self.address(found))
                .collect(),
            categories: item.topics.iter().map(category).collect(),
            status,
        }
    }

    /// A session: what it does not say itself is as in its event.
    pub(super) fn session(&self, subject: Subject<'_>, map: &Map<Target>, schedule: &Schedule) -> Event {
        let text = |name: &str| map.first(name).and_then(|found| found.value.text()).unwrap_or_default();
        let occurrence = schedule.usual();
        let event = self.event(subject, &occurrence);
        let about = map.first("text").and_then(|found| match &found.value {
            Value::Markdown(text) => Some(text.excerpt.as_str()),
            _ => None,
        });
        let title = format!("{}: {}", subject.item.title, text("title"));
        let location = [text("room"), &event.location].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        Event {
            summary: self.announced(subject, &occurrence, &title).into(),
            description: about.unwrap_or_default().into(),
            location: location.join(", ").into(),
            url: event.url.map(|url| format!("{url}#{}", text("id")).into()),
            attachments: map.at("resources").into_iter().filter_map(|found| self.address(&found.value)).collect(),
            ..event
        }
    }

    /// Some programs do not show the status.
    fn announced(&self, subject: Subject<'_>, occurrence: &Occurrence, title: &str) -> String {
        let said = places::status(subject.item, subject.timed, occurrence);
        match subject.status(occurrence) {
            Status::Cancelled => {
                let said = said.filter(|said| *said == "postponed" && !occurrence.cancelled).unwrap_or("cancelled");
                format!("{}: {title}", self.outline.main().choice("status", said))
            }
            _ => title.to_owned(),
        }
    }

    /// The full address of something to read: an item of the hub, or a link elsewhere.
    fn address(&self, value: &Value<Target>) -> Option<Arc<str>> {
        match (value, value.reference()) {
            (_, Some(Target::Item(id))) => Some(full(self.site(), &self.site().item(*id).url).into()),
            (Value::Map(map), _) => map.first("url")?.value.text().map(Arc::from),
            _ => None,
        }
    }
}
