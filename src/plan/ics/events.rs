//! What a calendar says of a time of an item: a single event, or a series with what differs on single dates; and the sessions.

use std::sync::Arc;

use jiff::Span;

use super::agenda::Author;
use super::describe::Subject;
use crate::calendar::{Event, Moment, Related, Series, Status, Times};
use crate::site::session_schedule;
use crate::time::{Occurrence, Schedule, When, Zone, instant};

impl Author<'_> {
    /// The series or the single event with this identity, and its additional dates.
    pub(super) fn events(&mut self, subject: Subject<'_>, uid: &Arc<str>) -> Vec<Event> {
        let schedule = &subject.timed.schedule;
        let rule = schedule.rule.as_ref().and_then(|rule| rule.rrule(&schedule.start, &schedule.zone));
        let mut all = match rule {
            Some(rule) => self.series(subject, uid, rule.into()),
            None => vec![self.single(subject, uid)],
        };
        all.extend(schedule.extras().filter_map(|extra| self.extra(subject, uid, &extra)));
        all
    }

    fn single(&mut self, subject: Subject<'_>, uid: &Arc<str>) -> Event {
        let schedule = &subject.timed.schedule;
        let occurrence = schedule.changed().next().unwrap_or_else(|| schedule.usual());
        let event = Event { uid: uid.clone(), ..self.event(subject, &occurrence) };
        let revision = self.revision(subject, uid, [&event]);
        revision.of(event)
    }

    /// RDATE would be the property for a date beside the rule, but some of the most used programs pass over it.
    fn extra(&mut self, subject: Subject<'_>, series: &Arc<str>, extra: &Occurrence) -> Option<Event> {
        let uid: Arc<str> = with(series, &format!("-x{}", extra_name(&subject.timed.schedule, extra))).into();
        let related = Some(Related::Sibling(series.clone()));
        let event = Event { uid: uid.clone(), related, ..self.event(subject, extra) };
        let revision = self.revision(subject, &uid, [&event]);
        Some(revision.of(event)).filter(|event| !self.is_forgotten(extra, event))
    }

    fn series(&mut self, subject: Subject<'_>, uid: &Arc<str>, rule: Arc<str>) -> Vec<Event> {
        let schedule = &subject.timed.schedule;
        let usual = schedule.usual();
        let except = schedule.skipped().iter().map(|original| moment(original, &schedule.zone)).collect();
        let mut series = Series { rule, except };
        let event =
            Event { uid: uid.clone(), times: wall_times(&usual, &schedule.zone), ..self.event(subject, &usual) };
        let date = |this: &Self, occurrence: &Occurrence| Event {
            uid: uid.clone(),
            instead_of: Some(moment(&occurrence.original, &schedule.zone)),
            ..this.event(subject, occurrence)
        };
        let changed: Vec<(Occurrence, Event)> =
            schedule.changed().map(|occurrence| (occurrence, date(self, &occurrence))).collect();
        let whole = Event { series: Some(series.clone()), ..event.clone() };
        let revision = self.revision(subject, uid, std::iter::once(&whole).chain(changed.iter().map(|(_, d)| d)));
        // What follows depends on the day of the build, and is no change of the event.
        let (gone, kept): (Vec<_>, Vec<_>) = changed.into_iter().partition(|(o, event)| self.is_forgotten(o, event));
        series.except.extend(gone.into_iter().filter_map(|(_, date)| date.instead_of));
        series.except.sort_by_key(Moment::at);
        let pinned = self.pinned(subject, &usual).map(|occurrence| date(self, occurrence));
        let dates = kept.into_iter().map(|(_, date)| date).chain(pinned);
        let whole = Event { series: Some(series), ..event };
        std::iter::once(whole).chain(dates).map(|event| revision.of(event)).collect()
    }

    /// The known dates of a series about which readers disagree: at a time that the clocks skip or show twice, or longer or shorter
    /// than the others since the clocks are set while it lasts. Each is told for itself, as it is.
    fn pinned(&self, subject: Subject<'_>, usual: &Occurrence) -> impl Iterator<Item = &Occurrence> {
        let zone = subject.timed.schedule.zone.clone();
        let lasts = |o: &Occurrence| {
            let by_wall = o.end.map(|end| end.first_moment().duration_since(o.start.first_moment()));
            (o.ends_at.duration_since(o.starts_at), by_wall)
        };
        let usually = lasts(usual);
        let is_odd = move |o: &Occurrence| {
            let plain = |when: When| zone.is_plain(when.first_moment());
            !o.start.is_day() && (!plain(o.original) || !o.end.is_none_or(plain) || lasts(o) != usually)
        };
        let dates = self.site().dates_of(subject.item);
        let own = dates.filter(move |dated| std::ptr::eq(&subject.item.times[dated.time], subject.timed));
        own.map(|dated| &dated.occurrence).filter(|o| !o.changed && !o.extra).filter(move |o| is_odd(o))
    }

    /// Whether a date of a series was cancelled so long ago that nobody looks for it any more.
    fn is_forgotten(&self, occurrence: &Occurrence, event: &Event) -> bool {
        let days = Span::new().hours(24 * i64::from(self.site().config.keep_cancelled_days));
        let until = occurrence.ends_at.saturating_add(days).unwrap_or(jiff::Timestamp::MAX);
        occurrence.changed && event.status == Status::Cancelled && until <= self.site().now.at
    }

    /// The sessions that have a time.
    pub(super) fn sessions(&mut self, subject: Subject<'_>, uid: &Arc<str>) -> Vec<Event> {
        let maps = subject.item.fields.at("sessions").into_iter().filter_map(|found| found.value.map());
        let mut all = Vec::new();
        for map in maps {
            let text = |name: &str| map.first(name).and_then(|found| found.value.text());
            let Some((id, schedule)) = text("id").zip(session_schedule(map, &subject.timed.schedule.zone)) else {
                continue;
            };
            let uid_of_session: Arc<str> = with(uid, &format!("#{id}")).into();
            let related = Some(Related::Parent(uid.clone()));
            let event = Event { uid: uid_of_session.clone(), related, ..self.session(subject, map, &schedule) };
            let revision = self.revision(subject, &uid_of_session, [&event]);
            all.push(revision.of(event));
        }
        all
    }
}

/// How the clocks of a zone say from when to when a date lasts. A wall time that happens twice is told in universal time, since
/// readers disagree about which one is meant.
pub(super) fn times(occurrence: &Occurrence, zone: &Zone) -> Times {
    let plain = |when: When| zone.is_plain(when.first_moment());
    match occurrence.start {
        When::Time(_) if !plain(occurrence.start) || !occurrence.end.is_none_or(plain) => instants(occurrence),
        _ => wall_times(occurrence, zone),
    }
}

fn wall_times(occurrence: &Occurrence, zone: &Zone) -> Times {
    match occurrence.start {
        When::Day(first) => {
            let last = occurrence.end.map_or(first, |end| end.date().max(first));
            Times::Days { first, after: last.saturating_add(Span::new().days(1)) }
        }
        When::Time(_) if zone.is_utc() => instants(occurrence),
        When::Time(start) => {
            Times::Zoned { start, end: occurrence.end.map(|end| end.first_moment()), zone: zone.clone() }
        }
    }
}

fn instants(occurrence: &Occurrence) -> Times {
    Times::Instants { start: occurrence.starts_at, end: occurrence.end.map(|_| occurrence.ends_at) }
}

/// A date of a series, in the form that its start has.
fn moment(when: &When, zone: &Zone) -> Moment {
    match when {
        When::Day(day) => Moment::Day(*day),
        When::Time(_) if zone.is_utc() => Moment::Utc(instant(when, zone)),
        When::Time(time) => Moment::Local(*time, zone.clone()),
    }
}

/// An identity with something behind its name: `events/night@x.org` and `#opening` make `events/night#opening@x.org`.
pub(super) fn with(uid: &str, part: &str) -> String {
    uid.rsplit_once('@').map_or_else(|| format!("{uid}{part}"), |(name, host)| format!("{name}{part}@{host}"))
}

/// The day, and the hour where that is another than the series has: no other date of the event has part in it.
fn extra_name(schedule: &Schedule, extra: &Occurrence) -> String {
    let day = extra.original.date();
    match extra.original.time().filter(|time| Some(*time) != schedule.start.time()) {
        Some(time) => format!("{day}T{:02}{:02}", time.hour(), time.minute()),
        None => day.to_string(),
    }
}
