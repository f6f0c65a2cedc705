//! What an event of a calendar says, beside when and how often: from the item, its time, and what differs on the date.

use std::sync::Arc;

use super::agenda::Author;
use super::events::times;
use crate::calendar::{Event, Status};
use crate::doc::{Map, Value};
use crate::plan::json_ld::full;
use crate::plan::places::{self, Places};
use crate::site::{Dated, Item, Target, Timed};
use crate::time::{Occurrence, Schedule};

/// A time of an item.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) item: &'a Item,
    pub(super) timed: &'a Timed,
    /// Which of its times.
    pub(super) time: usize,
}

/// A time of an item on one date, with the item as it is on that date if something differs.
struct Face<'a> {
    subject: Subject<'a>,
    changed: Option<Item>,
    cancelled: bool,
}

impl Face<'_> {
    fn said(&self) -> &str {
        let own = self.changed.as_ref().and_then(|item| item.text("status"));
        own.or_else(|| self.subject.item.text("status")).unwrap_or_default()
    }

    /// What is postponed does not take place on the date that it has.
    fn status(&self) -> Status {
        match self.said() {
            "cancelled" | "postponed" => Status::Cancelled,
            _ if self.cancelled => Status::Cancelled,
            "tentative" => Status::Tentative,
            _ => Status::Confirmed,
        }
    }

    fn title(&self) -> Arc<str> {
        let Subject { item, timed, .. } = self.subject;
        self.changed.as_ref().map_or_else(|| item.title_of(timed), |item| item.title.clone())
    }

    /// What has moved into a call is no longer in its place.
    fn places(&self) -> Places<'_> {
        let Subject { item, timed, .. } = self.subject;
        let all = self.changed.as_ref().map_or_else(|| Places::of(item, timed), Places::of_item);
        Places { place: all.place.filter(|_| self.said() != "moved-online"), ..all }
    }

    fn fields(&self) -> &Map<Target> {
        let Subject { item, timed, .. } = self.subject;
        self.changed.as_ref().map_or_else(|| places::group(item, timed), |item| &item.fields)
    }

    fn description(&self) -> String {
        let item = self.subject.item;
        let note = self.changed.as_ref().and_then(|item| item.text("note"));
        let parts = [note.unwrap_or_default(), item.text("status_note").unwrap_or_default(), &item.summary];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    }
}

impl Author<'_> {
    /// What is said of a date. Who knows its identity sets `uid`, who knows its version the rest.
    pub(super) fn event(&self, subject: Subject<'_>, occurrence: &Occurrence) -> Event {
        let Subject { item, timed, time } = subject;
        let dated = Dated { id: None, item: item.id, time, occurrence: *occurrence };
        let face = Face { subject, changed: self.site().on_date(item, &dated), cancelled: occurrence.cancelled };
        // A date behind the horizon has no page yet.
        let page = self.outline.changed_date(item.id, &dated).filter(|changed| changed.has_page);
        let page = page.map_or(&item.url, |changed| &changed.item.url);
        let places = face.places();
        let category = |topic: &Arc<str>| self.site().topics.label(topic, &item.language).into();
        let resources = face.fields().at("resources");
        Event {
            uid: "".into(),
            sequence: None,
            stamp: jiff::Timestamp::UNIX_EPOCH,
            times: times(occurrence, &timed.schedule.zone),
            series: None,
            instead_of: None,
            related: None,
            summary: self.announced(&face, &face.title()).into(),
            description: face.description().into(),
            location: places.location().into(),
            geo: places.geo(),
            url: Some(full(self.site(), page).into()),
            conference: places.conference(),
            image: self.outline.item_image(item).map(|image| self.outline.full(&image.url)),
            attachments: resources.into_iter().filter_map(|found| self.address(&found.value)).collect(),
            categories: item.topics.iter().map(category).collect(),
            status: face.status(),
        }
    }

    /// A session: what it does not say itself is as in its event.
    pub(super) fn session(&self, subject: Subject<'_>, map: &Map<Target>, schedule: &Schedule) -> Event {
        let text = |name: &str| map.first(name).and_then(|found| found.value.text()).unwrap_or_default();
        let event = self.event(subject, &schedule.usual());
        let face = Face { subject, changed: None, cancelled: false };
        let about = map.first("text").and_then(|found| match &found.value {
            Value::Markdown(text) => Some(text.excerpt.as_str()),
            _ => None,
        });
        let title = format!("{}: {}", subject.item.title, text("title"));
        let location = [text("room"), &event.location].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        Event {
            summary: self.announced(&face, &title).into(),
            description: about.unwrap_or_default().into(),
            location: location.join(", ").into(),
            url: event.url.map(|url| format!("{url}#{}", text("id")).into()),
            attachments: map.at("resources").into_iter().filter_map(|found| self.address(&found.value)).collect(),
            ..event
        }
    }

    /// Some programs do not show the status.
    fn announced(&self, face: &Face<'_>, title: &str) -> String {
        if face.status() != Status::Cancelled {
            return title.to_owned();
        }
        let said = if face.said() == "postponed" { "postponed" } else { "cancelled" };
        format!("{}: {title}", self.outline.main().choice("status", said))
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
