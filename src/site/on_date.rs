//! One date of a series that says something of its own, as an item that takes place once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::resolve::participants;
use super::{Dated, Item, Site, Target, Timed};
use crate::diag::{Span, Spanned};
use crate::doc::{Entry, Map, Value};
use crate::time::{Ending, Occurrence, Schedule, When};

/// The parts of a change that say when it is: they are in the occurrence.
const TIMES: &[&str] = &["date", "start", "end", "duration"];

/// The parts of a series that do not belong to one of its dates.
const SERIES: &[&str] =
    &["start", "end", "duration", "repeat", "rrule", "skip", "also", "change", "sessions", "id", "previous_start"];

impl Site {
    /// An item as it is on a date on which something is different; none on all other dates. Its address is that of a page of its own
    /// below the item's, whether there is such a page ([`Site::has_page`]) or not.
    pub fn on_date(&self, item: &Item, dated: &Dated) -> Option<Item> {
        let change = self.change(item, dated)?;
        let timed = self.timed(dated)?;
        let kind = Arc::new(item.kind.on_one_date(timed.within.as_ref().map(|(path, _)| &**path)));
        let mut fields = over(&base(item, timed), &change);
        mark_as_moved(&mut fields, &dated.occurrence);
        if change.get("status").and_then(|found| found.value.text()) == Some("moved-online") {
            let stays = |entry: &&Entry<Target>| kind.roles.place.as_ref() != Some(&entry.name);
            fields = fields.iter().filter(stays).cloned().collect();
        }
        let title = change.get("title").and_then(|found| found.value.text());
        let title = title.map_or_else(|| item.title_of(timed), |own| item.titled(timed, own));
        Some(Item {
            url: format!("{}{}/", item.url, self.date_path(dated, '/')).into(),
            title,
            people: participants(&kind.roles.people, &fields),
            times: vec![once(&dated.occurrence, timed)],
            replies: Vec::new(),
            translations: Vec::new(),
            fields,
            kind,
            ..item.clone()
        })
    }

    /// Whether a date says more of itself than its time and its state, and so has a page. It keeps it when it is over.
    pub fn has_page(&self, item: &Item, dated: &Dated) -> bool {
        let says = |entry: &Entry<Target>| !TIMES.contains(&&*entry.name) && &*entry.name != "status";
        self.change(item, dated).is_some_and(|change| change.iter().any(says))
    }

    /// The name of a date among those of its item: an anchor, with `-` between its parts, or the end of an address, with `/`.
    pub fn date_path(&self, dated: &Dated, between: char) -> String {
        let times = &self.item(dated.item).times;
        let Some(timed) = times.get(dated.time) else { return String::new() };
        let which = timed.id.as_deref().map_or_else(|| (dated.time + 1).to_string(), ToOwned::to_owned);
        let which = if times.len() > 1 { format!("{which}{between}") } else { String::new() };
        which + &date_name(&timed.schedule, &dated.occurrence)
    }

    fn timed(&self, dated: &Dated) -> Option<&Timed> {
        self.item(dated.item).times.get(dated.time)
    }

    /// What is different. A translation says it in its own words, where it has some.
    fn change(&self, item: &Item, dated: &Dated) -> Option<Map<Target>> {
        let change = self.timed(dated)?.change_fields(&dated.occurrence)?;
        let own = item.times.get(dated.time).filter(|_| item.original.is_some());
        Some(match own.and_then(|timed| timed.change_fields(&dated.occurrence)) {
            Some(words) => over(change, words),
            None => change.clone(),
        })
    }
}

impl Item {
    /// What one of its times is called.
    pub fn title_of(&self, timed: &Timed) -> Arc<str> {
        timed.title.as_deref().map_or_else(|| self.title.clone(), |title| self.titled(timed, title))
    }

    /// `Harbor Coders: Evening meeting`, without saying a word twice; a date of the item itself has its title alone.
    fn titled(&self, timed: &Timed, title: &str) -> Arc<str> {
        match timed.within.is_none() || title.contains(&*self.title) {
            true => title.into(),
            false => format!("{}: {title}", self.title).into(),
        }
    }
}

/// The day; with the hour where something beside the rule shares its day with another date.
fn date_name(schedule: &Schedule, occurrence: &Occurrence) -> String {
    let day = occurrence.original.date();
    let beside = schedule.also.iter().filter(|when| when.date() == day).count();
    let shared = beside + usize::from(schedule.original(&When::Day(day)).is_some()) > 1;
    match occurrence.original.time().filter(|_| occurrence.extra && shared) {
        Some(time) => format!("{day}-{:02}{:02}", time.hour(), time.minute()),
        None => day.to_string(),
    }
}

/// The fields of the later group over those of the first.
fn over(base: &Map<Target>, own: &Map<Target>) -> Map<Target> {
    let kept = base.iter().filter(|entry| own.entry(&entry.name).is_none());
    kept.chain(own.iter().filter(|entry| !TIMES.contains(&&*entry.name))).cloned().collect()
}

/// What holds for all dates: the fields of the item, or those of the group of fields that has the schedule, with the item's places.
fn base(item: &Item, timed: &Timed) -> Map<Target> {
    let keeps = |entry: &&Entry<Target>| !SERIES.contains(&&*entry.name);
    let Some((path, at)) = &timed.within else { return item.fields.iter().filter(keeps).cloned().collect() };
    let groups = item.fields.at(path);
    let empty = Map::default();
    let group = groups.get(*at).and_then(|found| found.value.map()).unwrap_or(&empty);
    let places = [&item.kind.roles.place, &item.kind.roles.online];
    let is_place = |name: &str| places.iter().any(|path| path.as_deref() == Some(name));
    let own_places = group.iter().any(|entry| is_place(&entry.name));
    let of_item = item.fields.iter().filter(|entry| is_place(&entry.name) && !own_places);
    of_item.chain(group.iter().filter(keeps)).cloned().collect()
}

/// A date that takes place at another time than the rule says has been moved, and rescheduled if it is on another day.
fn mark_as_moved(fields: &mut Map<Target>, occurrence: &Occurrence) {
    let (before, start) = (occurrence.original, occurrence.start);
    if occurrence.extra || occurrence.cancelled || before == start {
        return;
    }
    let entry = |name: &str, value| Entry {
        name: name.into(),
        key: Span::default(),
        value: Spanned::new(value, Span::default()),
    };
    let mut marks = vec![entry("previous_start", Value::Moment(before))];
    let said = fields.get("status").and_then(|found| found.value.text()).is_some_and(|status| status != "confirmed");
    if !said && before.date() != start.date() {
        marks.push(entry("status", Value::Choice("rescheduled".into())));
    }
    *fields = over(fields, &marks.into_iter().collect());
}

fn once(occurrence: &Occurrence, timed: &Timed) -> Timed {
    let schedule = Schedule {
        open_hour: timed.schedule.open_hour,
        ..Schedule::once(occurrence.start, occurrence.end.map_or(Ending::Open, Ending::At), timed.schedule.zone.clone())
    };
    Timed { id: None, title: None, schedule, within: None, changes: BTreeMap::new() }
}
