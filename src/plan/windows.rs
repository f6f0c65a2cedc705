//! Until when: the end of an item, what comes after its next date, and the times in which one can register, propose or apply.

use jiff::Timestamp;

use super::Outline;
use super::speech::{Speech, utc};
use crate::doc::{Entry, Map, Value};
use crate::kinds::Fields;
use crate::site::{Dated, Item, Target};
use crate::time::{When, instant, last_instant};
use crate::view::{DateView, NavLink, WhenView, WindowView};

/// How many dates behind the next one a card knows: enough for some days without a build.
const FOLLOWING: usize = 3;

/// What makes a group of fields a window.
const OPENS: &str = "opens";
const CLOSES: &str = "closes";

impl Outline {
    /// The item that has the times: a translation takes place when its original does.
    pub(super) fn original<'s>(&'s self, item: &'s Item) -> &'s Item {
        item.original.map_or(item, |id| self.site.item(id))
    }

    /// The instant from which on nothing of an item is to come; none for what has no end.
    pub(super) fn over_at(&self, item: &Item) -> Option<Timestamp> {
        let item = self.original(item);
        if item.times.is_empty() {
            return self.site.closes_at(item);
        }
        let ends: Option<Vec<Timestamp>> = item.times.iter().map(|timed| timed.schedule.last_end()).collect();
        ends?.into_iter().max()
    }

    pub(super) fn is_over(&self, item: &Item) -> bool {
        self.over_at(item).is_some_and(|at| at <= self.site.now.at)
    }

    /// The dates behind the next one that take place.
    pub(super) fn following(&self, item: &Item, next: &Dated, speech: &Speech) -> Vec<WhenView> {
        let (now, after) = (self.site.now.at, next.occurrence.starts_at);
        let coming = |dated: &&Dated| {
            let date = &dated.occurrence;
            date.starts_at > after && date.ends_at > now && !date.cancelled
        };
        let dates = self.site.dates_of(item).filter(coming).take(FOLLOWING);
        dates.filter_map(|dated| self.when_of(dated, speech)).collect()
    }

    /// All that opens and closes. What is called off has nothing to register for.
    pub(super) fn windows(&self, item: &Item, speech: &Speech) -> Vec<WindowView> {
        if is_called_off(item) {
            return Vec::new();
        }
        item.fields.iter().filter_map(|entry| self.window(item, entry, speech)).collect()
    }

    fn window(&self, item: &Item, entry: &Entry<Target>, speech: &Speech) -> Option<WindowView> {
        let field = item.kind.fields.get(&entry.name)?;
        let fields = field.ty.fields().filter(|fields| fields.contains_key(OPENS) || fields.contains_key(CLOSES))?;
        let map = entry.value.value.map()?;
        let zone = self.site.zone_of(self.original(item));
        let when = |name: &str| map.get(name).and_then(|found| found.value.when());
        let shown = |when: When| -> DateView { speech.date(&when, &zone) };
        let opens = when(OPENS).map(|when| instant(&when, &zone));
        let closes = when(CLOSES).map(|when| last_instant(&when, &zone));
        let over = self.over_at(item);
        let until = closes.into_iter().chain(over).min();
        Some(WindowView {
            name: entry.name.clone(),
            label: speech.label(&field.label),
            links: links(map, fields, speech),
            opens: when(OPENS).map(shown),
            opens_at: opens.map(utc).unwrap_or_default(),
            closes: when(CLOSES).map(shown),
            closes_at: until.map(utc).unwrap_or_default(),
            state: state(opens, until, over, self.site.now.at),
        })
    }
}

fn state(opens: Option<Timestamp>, until: Option<Timestamp>, over: Option<Timestamp>, now: Timestamp) -> &'static str {
    let reached = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
    match () {
        () if reached(over) => "over",
        () if reached(until) => "closed",
        () if opens.is_some_and(|at| at > now) => "early",
        () => "open",
    }
}

/// All web addresses of the group, each with the label of its field.
fn links(map: &Map<Target>, fields: &Fields, speech: &Speech) -> Vec<NavLink> {
    let link = |entry: &Entry<Target>| match &entry.value.value {
        Value::Url(url) => Some(NavLink { label: speech.label(&fields.get(&entry.name)?.label), url: url.clone() }),
        _ => None,
    };
    map.iter().filter_map(link).collect()
}

/// Cancelled, or postponed to a day that nobody knows.
pub(super) fn is_called_off(item: &Item) -> bool {
    matches!(item.text("status"), Some("cancelled" | "postponed"))
}
