//! When items take place: fields to schedules, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::{Item, Site, Target, Timed};
use crate::config::Config;
use crate::diag::{Diagnostic, Fault, Span, Spanned, codes};
use crate::doc::{Entry, Map, Value};
use crate::kinds::{Path, Shape};
use crate::source::SitePath;
use crate::time::{
    Change, Ending, Ends, Every, Offset, On, Part, Rule, Schedule, When, Zone, last_instant, whole_number,
};

/// So many dates one series can leave out or add; each has to be found on its rule.
const MOST_LISTED: usize = 1_000;

/// Makes the schedules of all items.
pub(super) fn set(items: &mut [Item], config: &Config, found: &mut Vec<Diagnostic>) {
    let zones: Vec<Option<Zone>> = items.iter().map(|item| zone_of(&item.fields)).collect();
    let mut homeless = None;
    for item in items.iter_mut() {
        let group = item.fields.first("group").and_then(|found| match found.value.reference() {
            Some(Target::Item(id)) => zones[id.0].clone(),
            _ => None,
        });
        let zone = zones[item.id.0].clone().or(group).or_else(|| config.zone.clone());
        let before = found.len();
        item.times = times(item, zone.as_ref(), found, &mut homeless);
        // The times of a translation are those of the original, where their faults are reported.
        if item.original.is_some() {
            found.truncate(before);
        }
    }
    if let Some(path) = homeless {
        let message = format!("{path} has a time of day, and the site has no time zone");
        let fault = Fault::new(&codes::NO_TIMEZONE, Span::default(), message);
        found.push(
            fault.help("write `timezone: Europe/Lisbon` with the zone of your community").at(&"site.yaml".into()),
        );
    }
}

impl Site {
    /// The zone in which the times of an item are meant.
    pub fn zone_of(&self, item: &Item) -> Zone {
        let own = item.times.first().map(|timed| timed.schedule.zone.clone());
        own.or_else(|| zone_of(&item.fields)).unwrap_or_else(|| self.config.zone_or_utc())
    }

    /// The instant from which on an item is closed, by the first of its fields of that role.
    pub fn closes_at(&self, item: &Item) -> Option<Timestamp> {
        let closes = item.kind.roles.closes.iter().filter_map(|path| item.when(path));
        closes.map(|when| last_instant(&when, &self.zone_of(item))).min()
    }
}

fn zone_of(fields: &Map<Target>) -> Option<Zone> {
    match fields.first("timezone").map(|found| &found.value) {
        Some(Value::Zone(zone)) => Some(zone.clone()),
        _ => None,
    }
}

fn times(item: &Item, zone: Option<&Zone>, found: &mut Vec<Diagnostic>, homeless: &mut Option<SitePath>) -> Vec<Timed> {
    let mut all = Vec::new();
    for path in &item.kind.roles.when {
        for (within, group, start) in groups(item, path) {
            let own = zone_of(group).or_else(|| zone.cloned());
            let reading = Reading {
                fields: group,
                start,
                zone: own.clone().unwrap_or_else(Zone::utc),
                offsets: if own.is_some() { &item.doc.notes.offsets } else { &[] },
                unread: unread(item, within.as_ref().map(|(path, _)| path)),
            };
            let Some((schedule, wrongs)) = reading.schedule() else { continue };
            if own.is_none() && !schedule.start.is_day() {
                homeless.get_or_insert_with(|| item.doc.path.clone());
            }
            found.extend(wrongs.into_iter().chain(reading.checked(&schedule)).map(|fault| fault.at(&item.doc.path)));
            let text = |name: &str| group.first(name).and_then(|found| found.value.text().map(Arc::from));
            let title = within.as_ref().and_then(|_| text("title"));
            let call = item.kind.roles.online.as_deref();
            let call = call.and_then(|path| group.first(path).or_else(|| item.fields.first(path)));
            let changes = reading.changed_fields(call.map(|found| &found.value));
            let id = within.as_ref().and_then(|_| text("id"));
            all.push(Timed { id, title, schedule, within, changes });
        }
    }
    all
}

/// The fields of an item, or of one of its groups, that are written but cannot be read.
fn unread(item: &Item, within: Option<&Path>) -> Vec<Arc<str>> {
    let prefix = within.map(|path| format!("{path}.")).unwrap_or_default();
    let all = item.doc.notes.unread.iter();
    all.filter_map(|path| path.strip_prefix(&*prefix)).map(Arc::from).collect()
}

type Group<'a> = (Option<(Path, usize)>, &'a Map<Target>, &'a str);

/// The groups of fields that make a schedule, each with the name of its start.
fn groups<'a>(item: &'a Item, path: &'a Path) -> Vec<Group<'a>> {
    let is_schedule = item.kind.field(path).is_some_and(|field| field.ty.has_shape(Shape::Schedule));
    let (parent, start) = match (is_schedule, path.rsplit_once('.')) {
        (true, _) => (Some(path.clone()), "start"),
        (false, Some((parent, start))) => (Some(parent.into()), start),
        (false, None) => (None, &**path),
    };
    match parent {
        None => vec![(None, &item.fields, start)],
        Some(parent) => {
            let maps = item.fields.at(&parent).into_iter().filter_map(|found| found.value.map());
            maps.enumerate().map(|(at, map)| (Some((parent.clone(), at)), map, start)).collect()
        }
    }
}

/// Reads a schedule from a group of fields.
struct Reading<'a> {
    fields: &'a Map<Target>,
    start: &'a str,
    zone: Zone,
    /// The offsets that stand behind times, to be held against the zone.
    offsets: &'a [Spanned<Offset>],
    /// The fields that are written but cannot be read.
    unread: Vec<Arc<str>>,
}

impl Reading<'_> {
    fn value(&self, path: &str) -> Option<&Spanned<Value<Target>>> {
        self.fields.first(path)
    }

    fn when(&self, path: &str) -> Option<When> {
        self.value(path)?.value.when()
    }

    fn schedule(&self) -> Option<(Schedule, Vec<Fault>)> {
        let mut wrongs = Vec::new();
        let schedule = Schedule {
            start: self.when(self.start)?,
            end: self.ending(&mut wrongs),
            zone: self.zone.clone(),
            open_hour: self.value("time").and_then(|found| found.value.text()) == Some("tba"),
            rule: self.rule(&mut wrongs),
            skip: self.whens("skip", &mut wrongs).collect::<BTreeSet<_>>(),
            also: self.whens("also", &mut wrongs).collect(),
            change: self.changed().map(|(date, fields)| (date.value, change(fields))).collect(),
        };
        self.check_changes(&mut wrongs);
        Some((schedule, wrongs))
    }

    fn whens(&self, path: &str, wrongs: &mut Vec<Fault>) -> impl Iterator<Item = When> {
        let all = self.fields.at(path);
        if let Some(found) = all.get(MOST_LISTED) {
            let fault = Fault::new(&codes::BAD_RULE, found.span, format!("`{path}` has more than {MOST_LISTED} dates"));
            wrongs.push(fault.help("split it into several items, or choose a rule that needs fewer"));
        }
        all.into_iter().take(MOST_LISTED).filter_map(|found| found.value.when())
    }

    fn ending(&self, wrongs: &mut Vec<Fault>) -> Ending {
        wrongs.extend(two_ends(self.fields));
        ending(self.fields).unwrap_or_default()
    }

    fn rule(&self, wrongs: &mut Vec<Fault>) -> Option<Rule> {
        if let (Some(_), Some(text)) = (self.value("repeat"), self.value("rrule")) {
            let fault = Fault::new(&codes::BAD_RULE, text.span, "both `repeat` and `rrule` are given");
            wrongs.push(fault.help("keep one of the two"));
        }
        let rule = match (self.value("repeat"), self.value("rrule")) {
            (Some(repeat), _) => repeat.value.map().and_then(rule),
            (None, Some(text)) => Some(
                Rule::parse_rrule(text.value.text().unwrap_or_default(), &self.zone)
                    .map_err(|wrong| vec![wrong.at(text.span)]),
            ),
            (None, None) => None,
        };
        match rule? {
            Ok(rule) => Some(rule),
            Err(faults) => {
                wrongs.extend(faults);
                None
            }
        }
    }

    /// What differs on single dates, by the date that the rule gives.
    fn changed(&self) -> impl Iterator<Item = (Spanned<When>, &Map<Target>)> {
        let maps = self.fields.at("change").into_iter().filter_map(|found| found.value.map());
        maps.filter_map(|map| {
            let date = map.get("date")?;
            Some((Spanned::new(date.value.when()?, date.span), map))
        })
    }

    /// The same to be kept. A call that is for the registered only is so on every date, unless the date says otherwise.
    fn changed_fields(&self, call: Option<&Value<Target>>) -> BTreeMap<When, Map<Target>> {
        let is_hidden = |call: &Value<Target>| {
            call.map().and_then(|map| map.get(HIDDEN)).is_some_and(|found| found.value == Value::Bool(true))
        };
        let hidden = call.is_some_and(is_hidden);
        let kept = |fields: &Map<Target>| if hidden { fields.iter().map(hide).collect() } else { fields.clone() };
        self.changed().map(|(date, fields)| (date.value, kept(fields))).collect()
    }

    fn check_changes(&self, wrongs: &mut Vec<Fault>) {
        let mut seen = BTreeSet::new();
        for (date, fields) in self.changed() {
            wrongs.extend(two_ends(fields));
            wrongs.extend(far_away(date.value, fields));
            if !seen.insert(date.value) {
                let message = format!("what is different on {} stands here twice", date.value);
                wrongs.push(Fault::new(&codes::DUPLICATE_KEY, date.span, message).help("make one entry of the two"));
            }
        }
    }

    /// What is wrong with the schedule as a whole, each at its field.
    fn checked(&self, schedule: &Schedule) -> Vec<Fault> {
        let unread = |name: &str| self.unread.iter().any(|field| &**field == name);
        let repeats = ["repeat", "rrule"].into_iter().any(|name| self.value(name).is_some() || unread(name));
        let found = schedule.check().into_iter().map(|(part, wrong)| wrong.at(self.span(&part)));
        // A rule that cannot be read is one problem, not one for each of its exceptions too.
        let found = found.filter(|fault| !(repeats && fault.code == &codes::WITHOUT_REPEAT));
        let ends = unread("repeat.until") || unread("repeat.count");
        let found = found.filter(|fault| !(ends && fault.code == &codes::NO_END));
        let single = [self.start, "end"].into_iter().filter(|_| !repeats);
        found.chain(single.filter_map(|name| self.contradicted(name))).collect()
    }

    /// An offset that is another than that of the zone.
    fn contradicted(&self, name: &str) -> Option<Fault> {
        let found = self.value(name)?;
        let When::Time(local) = found.value.when()? else { return None };
        let offset = self.offsets.iter().find(|offset| offset.span == found.span)?;
        let real = self.zone.rules().to_datetime(offset.value.to_timestamp(local).ok()?);
        (real != local).then(|| {
            let (written, real) = (When::Time(local), When::Time(real));
            let message = format!("with its offset, `{written}` is {real} in {}", self.zone);
            Fault::new(&codes::OFFSET_WITH_REPEAT, found.span, message)
                .help(format!("write `{name}: {real}`, or `{name}: {written}` and the `timezone` that is meant"))
        })
    }

    fn span(&self, part: &Part) -> Span {
        let at = |path: &str| self.value(path).map(|found| found.span);
        let key = |name: &str| self.fields.entry(name).map(|entry| entry.key);
        let date = |name: &str, date: &When| {
            self.fields.at(name).into_iter().find(|found| found.value.when() == Some(*date)).map(|f| f.span)
        };
        let found = match part {
            Part::Start => None,
            Part::End => at("end"),
            Part::Duration => at("duration"),
            Part::Hour => at("time"),
            Part::Repeat => key("repeat").or_else(|| at("rrule")),
            Part::On => at("repeat.on").or_else(|| at("repeat.days")),
            Part::Interval => at("repeat.interval"),
            Part::Until => at("repeat.until"),
            Part::Count => at("repeat.count"),
            Part::Skip(when) => date("skip", when).or_else(|| key("skip")),
            Part::Also(when) => date("also", when).or_else(|| key("also")),
            Part::Change(when) => self.change_key(when).or_else(|| key("change")),
        };
        found
            .or_else(|| at("rrule").filter(|_| matches!(part, Part::On | Part::Interval | Part::Until | Part::Count)))
            .or_else(|| at(self.start))
            .unwrap_or_default()
    }

    fn change_key(&self, date: &When) -> Option<Span> {
        self.changed().find(|(key, _)| key.value == *date).map(|(key, _)| key.span)
    }
}

/// Whether the way into a call is for the registered only: a field of the shape `online`.
const HIDDEN: &str = "after_registration";

/// A field with what it does not say itself about who learns of a call.
fn hide(entry: &Entry<Target>) -> Entry<Target> {
    let Value::Map(call) = &entry.value.value else { return entry.clone() };
    let group = entry.value.span;
    let hidden = |field: &Entry<Target>| match &*field.name == HIDDEN && field.key == group {
        true => Entry { value: Spanned::new(Value::Bool(true), group), ..field.clone() },
        false => field.clone(),
    };
    let value = Spanned::new(Value::Map(call.iter().map(hidden).collect()), group);
    Entry { value, ..entry.clone() }
}

/// What a changed date says of its time. Its other fields are shown with it.
fn change(fields: &Map<Target>) -> Change {
    let start = fields.first("start").and_then(|found| found.value.when());
    let cancelled = fields.first("status").and_then(|found| found.value.text()) == Some("cancelled");
    Change { start, end: ending(fields), cancelled }
}

/// The longest way, in days, that a date is likely to be moved.
const MOST_MOVED: i32 = 180;

/// A date that is moved by half a year or more has a slip in it.
fn far_away(date: When, fields: &Map<Target>) -> Option<Fault> {
    let start = fields.first("start")?;
    let to = start.value.when()?;
    let days = (to.date() - date.date()).get_days();
    (days.abs() > MOST_MOVED).then(|| {
        let message = format!(
            "the date of {} moves to {}, {} days away: is it a typing error?",
            date.date(),
            to.date(),
            days.abs()
        );
        Fault::new(&codes::ODD_YEAR, start.span, message)
            .help(format!("write `start: {}` if that is meant", to.on(date.date())))
    })
}

/// The end that a group of fields gives, by itself or by a duration.
fn ending(fields: &Map<Target>) -> Option<Ending> {
    let end = fields.first("end").and_then(|found| found.value.when()).map(Ending::At);
    end.or_else(|| match fields.first("duration")?.value {
        Value::Duration(length) => Some(Ending::After(length)),
        _ => None,
    })
}

/// When a session takes place, in the zone of its event; none if it does not say.
pub fn session_schedule(fields: &Map<Target>, zone: &Zone) -> Option<Schedule> {
    let start = fields.first("start")?.value.when()?;
    Some(Schedule::once(start, ending(fields).unwrap_or_default(), zone.clone()))
}

fn two_ends(fields: &Map<Target>) -> Option<Fault> {
    let length = fields.first("end").and(fields.first("duration"))?;
    let fault = Fault::new(&codes::END_AND_DURATION, length.span, "both `end` and `duration` are given");
    Some(fault.help("keep one of the two"))
}

/// `repeat: {every, interval, on, until or count}`.
fn rule(fields: &Map<Target>) -> Option<Result<Rule, Vec<Fault>>> {
    let mut wrongs = Vec::new();
    let every = fields.first("every")?;
    let every = match Every::parse(every.value.text()?) {
        Ok(every) => every,
        Err(wrong) => return Some(Err(vec![wrong.at(every.span)])),
    };
    let mut on = Vec::new();
    for word in fields.at("on").into_iter().chain(fields.at("days")) {
        match On::parse(word.value.text().unwrap_or_default()) {
            Ok(parsed) => on.push(parsed),
            Err(wrong) => wrongs.push(wrong.at(word.span)),
        }
    }
    let interval = whole(fields, "interval", &mut wrongs).unwrap_or(1);
    let times = whole(fields, "count", &mut wrongs);
    let until = fields.first("until").and_then(|found| found.value.when());
    let count = fields.entry("count");
    if let (Some(_), Some(count)) = (until, count) {
        let fault = Fault::new(&codes::UNTIL_AND_COUNT, count.key, "both `until` and `count` are given");
        wrongs.push(fault.help("keep one of the two"));
    }
    let ends = match (until, times) {
        (Some(until), _) => Ends::Until(until),
        (None, Some(count)) => Ends::Count(count),
        (None, None) => Ends::Never,
    };
    Some(if wrongs.is_empty() { Ok(Rule { every, interval, on, ends }) } else { Err(wrongs) })
}

/// The interval or the count of a rule.
fn whole(fields: &Map<Target>, name: &str, wrongs: &mut Vec<Fault>) -> Option<u32> {
    let found = fields.first(name)?;
    let text = found.value.text()?;
    let number = whole_number(text);
    if number.is_none() {
        let fault = Fault::new(&codes::BAD_RULE, found.span, format!("`{text}` is not a whole number"));
        wrongs.push(fault.help("write digits only, such as `2`"));
    }
    number
}
