//! All events of the hub as calendars have them, each with its identity and its version.

use std::sync::Arc;

use jiff::Timestamp;

use super::describe::Subject;
use super::events::with;
use crate::calendar::{Clocks, Event, Lock, facts};
use crate::diag::{Diagnostic, Fault, Span, codes};
use crate::front;
use crate::plan::Outline;
use crate::plan::places::Places;
use crate::site::{Item, ItemId, Site, Timed};
use crate::source::Source;
use crate::time::instant;

/// What calendars say of all items.
#[derive(Debug, Default)]
pub(in crate::plan) struct Agenda {
    /// By item; of each its times.
    told: Vec<Vec<Told>>,
    /// The zones of all of them.
    clocks: Clocks,
    /// The lock file as it is to be.
    lock: Lock,
    /// The lock file as it is, if there is one.
    old: Option<Lock>,
    /// What is wrong with it.
    problems: Vec<Diagnostic>,
}

/// What calendars say of a time of an item.
#[derive(Debug)]
pub(in crate::plan) struct Told {
    /// The event or the series with its dates.
    pub(super) events: Vec<Arc<Event>>,
    /// Its sessions.
    pub(super) sessions: Vec<Arc<Event>>,
    /// Whether one can take part from afar.
    pub(super) online: bool,
}

/// The path of the lock file.
pub(in crate::plan) const LOCK: &str = "calendar.lock";

impl Agenda {
    pub(in crate::plan) fn new(outline: &Outline, lock: Option<&Source>) -> Self {
        let (old, problems) = front::read_lock(lock, Lock::parse);
        let mut author = Author { outline, old: old.as_ref(), lock: Lock::default() };
        let told: Vec<Vec<Told>> = outline.site.items.iter().map(|item| author.item(item)).collect();
        let all = told.iter().flatten().flat_map(|told| told.events.iter().chain(&told.sessions));
        let clocks = Clocks::of(all.map(|event| &**event));
        let lock = author.lock;
        Self { told, clocks, lock, old, problems }
    }

    /// What is said of an item.
    pub(super) fn of(&self, item: ItemId) -> &[Told] {
        self.told.get(item.0).map_or(&[], |told| told)
    }

    /// What the clocks of all zones show.
    pub(in crate::plan) fn clocks(&self) -> &Clocks {
        &self.clocks
    }

    /// The text of the lock file, where it is not what stands there.
    pub(in crate::plan) fn lock(&self) -> Option<String> {
        (self.old.as_ref() != Some(&self.lock)).then(|| self.lock.to_string())
    }

    /// What is wrong with the lock file. An event that is gone does no harm there.
    pub(in crate::plan) fn problems(&self) -> Vec<Diagnostic> {
        let old = self.old.as_ref().filter(|_| self.problems.is_empty());
        let moved: Vec<&Arc<str>> = old.map(|old| self.lock.moved_since(old).collect()).unwrap_or_default();
        let stale = moved.first().map(|first| {
            let more = if moved.len() > 1 { format!(", and {} more,", moved.len() - 1) } else { String::new() };
            let message = format!("`{first}`{more} changed or came in after this file was written");
            let fault = Fault::new(&codes::STALE_LOCK, Span::default(), message);
            fault.help("run `lyceum build --lock` and commit calendar.lock").at(&LOCK.into())
        });
        self.problems.iter().cloned().chain(stale).collect()
    }
}

/// Writes down what is said, and notes the versions.
pub(super) struct Author<'a> {
    pub(super) outline: &'a Outline,
    old: Option<&'a Lock>,
    lock: Lock,
}

/// The version of an event.
#[derive(Clone, Copy)]
pub(super) struct Revision {
    stamp: Timestamp,
    sequence: Option<u32>,
}

impl Revision {
    pub(super) fn of(self, event: Event) -> Event {
        Event { stamp: self.stamp, sequence: self.sequence, ..event }
    }
}

impl<'a> Author<'a> {
    pub(super) fn site(&self) -> &'a Site {
        &self.outline.site
    }

    /// A translation has the dates of its original, which tells them.
    fn item(&mut self, item: &Item) -> Vec<Told> {
        if item.original.is_some() {
            return Vec::new();
        }
        (0..).zip(&item.times).map(|(place, timed)| self.told(item, place, timed)).collect()
    }

    fn told(&mut self, item: &Item, place: usize, timed: &Timed) -> Told {
        let subject = Subject { item, timed, time: place };
        let uid: Arc<str> = self.uid(item, place, timed).into();
        let events = self.events(subject, &uid);
        let sessions = if timed.within.is_none() { self.sessions(subject, &uid) } else { Vec::new() };
        let moved = item.text("status") == Some("moved-online");
        let shared = |events: Vec<Event>| events.into_iter().map(Arc::new).collect();
        Told {
            events: shared(events),
            sessions: shared(sessions),
            online: moved || Places::of(item, timed).call.is_some(),
        }
    }

    /// The name of the item; of one of several times also its own name. Nothing of it depends on other items.
    fn uid(&self, item: &Item, place: usize, timed: &Timed) -> String {
        let own = item.text("uid").map(|own| own.split_whitespace().collect::<Vec<_>>().join(" "));
        let host = &self.site().config.url.host;
        let uid = own.unwrap_or_else(|| format!("{}/{}@{host}", item.kind.folder, item.doc.slug));
        with(uid.trim_start_matches('/'), &which(item, place, timed))
    }

    /// The version of what is said with one identity: what the item says of itself, and where there is a lock file, what that knows.
    /// The clock of a build alone would change every file at every build.
    pub(super) fn revision<'e>(
        &mut self,
        Subject { item, timed, .. }: Subject<'_>,
        uid: &Arc<str>,
        events: impl IntoIterator<Item = &'e Event>,
    ) -> Revision {
        let zone = self.site().config.zone_or_utc();
        let said = item.when("updated").or_else(|| item.published()).map(|when| instant(&when, &zone));
        let counted = item.text("sequence").and_then(|number| number.parse::<u32>().ok());
        let now = self.site().now.at;
        let empty = Lock::default();
        let entry = self.old.unwrap_or(&empty).next(uid, &facts(events), said.unwrap_or(now), now);
        self.lock.insert(uid.clone(), entry.clone());
        if self.old.is_some() {
            // Neither may go back when the other one moves.
            let stamp = said.map_or(entry.stamp, |said| said.max(entry.stamp));
            return Revision { stamp, sequence: Some(counted.map_or(entry.sequence, |n| n.max(entry.sequence))) };
        }
        let start = instant(&timed.schedule.start, &timed.schedule.zone);
        Revision { stamp: said.unwrap_or(start), sequence: counted }
    }
}

/// Which of several times of an item: by its name; by its title where its kind has no field for a name; else by its place.
fn which(item: &Item, place: usize, timed: &Timed) -> String {
    let title = || {
        let (path, _) = timed.within.as_ref()?;
        item.kind.field(&format!("{path}.id")).is_none().then_some(())?;
        let words = timed.title.as_ref()?.to_lowercase();
        let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let same = item.times.iter().filter(|other| other.title == timed.title).count();
        (same == 1 && !words.is_empty()).then(|| words.join("-"))
    };
    match (timed.id.as_deref().map(str::to_owned).or_else(title), place) {
        (Some(name), _) => format!("/{name}"),
        (None, 0) => String::new(),
        (None, place) => format!("/{}", place + 1),
    }
}
