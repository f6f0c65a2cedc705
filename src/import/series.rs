//! When an event takes place: start, end, rule, and the dates beside it.

use jiff::Span;

use super::event::{Found, Reading, moment_of};
use super::moment::{self, Moment};
use super::repeat;
use super::write::Value;
use crate::diag::{Level, codes};
use crate::time::{Ending, Ends, Length, Schedule, When, Zone};

/// So many dates a series can leave out or add.
const MOST_LISTED: usize = 1_000;

/// When an event takes place.
#[derive(Clone, Debug)]
pub(super) struct Times {
    pub(super) schedule: Schedule,
    /// The field for its rule.
    pub(super) rule: Option<(String, Value)>,
}

/// Reads it; none, with an error, if there is no start.
pub(super) fn read(found: Found<'_>, reading: &mut Reading<'_>) -> Option<Times> {
    let event = found.event;
    if event.line("DTSTART").is_none() {
        reading.note(
            found,
            event.number,
            Level::Error,
            "the event has no DTSTART".to_owned(),
            "add its start, such as `DTSTART;TZID=Europe/Lisbon:20261201T183000`",
        );
        return None;
    }
    let start = moment_of(found, "DTSTART", Level::Error, reading)?;
    let zone = zone_of(&start, found, reading);
    let start = plain(start.when(&zone), found);
    let end = end_of(found, start, &zone, reading);
    let schedule = Schedule::once(start, end, zone);
    let mut times = Times { schedule, rule: None };
    times.add_rule(found, reading);
    times.add_dates(found, reading);
    times.leave_out(found, reading);
    Some(times)
}

/// The zone in which the event is told: that of its start, or the usual one.
fn zone_of(start: &Moment, found: Found<'_>, reading: &Reading<'_>) -> Zone {
    let said = found.calendar.about.iter().find(|line| line.name == "X-WR-TIMEZONE");
    let usual = || {
        let said = said.and_then(|line| super::zones::zone(&line.text()));
        // A calendar that says UTC says nothing about where people are.
        let said = said.filter(|zone| !zone.is_utc());
        said.or_else(|| reading.hub.config.zone.clone()).unwrap_or_else(Zone::utc)
    };
    match start {
        Moment::Zoned(_, zone) => zone.clone(),
        Moment::Day(_) | Moment::Floating(_) => usual(),
        // A series in universal time does not follow anybody's summer time, and a time that comes twice needs it too.
        Moment::Utc(at) => {
            let zone = usual();
            let repeats = ["RRULE", "RDATE"].into_iter().any(|name| found.event.line(name).is_some());
            if repeats || !zone.is_plain(zone.rules().to_datetime(*at)) { Zone::utc() } else { zone }
        }
    }
}

/// Some programs write whole days as times from midnight to midnight, and say so beside.
fn plain(when: When, found: Found<'_>) -> When {
    let marks = ["X-MICROSOFT-CDO-ALLDAYEVENT", "X-FUNAMBOL-ALLDAY"];
    let whole = marks.iter().any(|mark| found.event.text(mark).is_some_and(|said| said == "TRUE" || said == "1"));
    let midnight = when.time().is_some_and(|time| time == jiff::civil::Time::midnight());
    if whole && midnight { When::Day(when.date()) } else { when }
}

/// The end of an event, or of one date of a series.
pub(super) fn end_of(found: Found<'_>, start: When, zone: &Zone, reading: &mut Reading<'_>) -> Ending {
    if let Some(end) = moment_of(found, "DTEND", Level::Warning, reading) {
        let end = plain(end.when(zone), found);
        let before = end < start || end.is_day() != start.is_day();
        if before {
            let line = found.event.line("DTEND").map_or(0, |line| line.number);
            reading.warn(found, line, format!("the end ({end}) does not fit the start ({start}) and is left out"), "");
            return Ending::Open;
        }
        return until(start, end, zone);
    }
    let Some(line) = found.event.line("DURATION") else { return Ending::Open };
    match Length::parse(line.value.trim()) {
        Ok(length) if start.is_day() => whole_days(start, length),
        Ok(length) => Ending::After(length),
        Err(wrong) => {
            reading.warn(found, line.number, wrong.message, "");
            Ending::Open
        }
    }
}

/// In calendar files the end of whole days is the day after the last one.
fn until(start: When, end: When, zone: &Zone) -> Ending {
    if start.is_day() {
        let last = end.date().saturating_sub(Span::new().days(1));
        return if last > start.date() { Ending::At(When::Day(last)) } else { Ending::Open };
    }
    let lasts = end.first_moment().duration_since(start.first_moment());
    let offset = |when: When| zone.rules().to_offset(crate::time::instant(&when, zone));
    let seconds = u32::try_from(lasts.as_secs()).unwrap_or(u32::MAX);
    match seconds {
        0 => Ending::Open,
        ..=DAY if offset(start) == offset(end) => Ending::After(Length { days: 0, seconds }),
        _ => Ending::At(end),
    }
}

/// What lasts longer has an end with a date.
const DAY: u32 = 24 * 60 * 60 - 1;

fn whole_days(start: When, length: Length) -> Ending {
    let days = i64::from(length.days) + i64::from(length.seconds / (DAY + 1));
    let last = start.date().saturating_add(Span::new().days(days.saturating_sub(1).max(0)));
    if last > start.date() { Ending::At(When::Day(last)) } else { Ending::Open }
}

/// The field for an end.
pub(super) fn ending(end: &Ending) -> Option<(String, Value)> {
    match end {
        Ending::Open => None,
        Ending::At(when) => Some(("end".to_owned(), when.to_string().into())),
        Ending::After(length) => Some(("duration".to_owned(), length.to_string().into())),
    }
}

impl Times {
    fn add_rule(&mut self, found: Found<'_>, reading: &mut Reading<'_>) {
        let mut lines = found.event.all("RRULE");
        let Some(line) = lines.next() else { return };
        if let Some(second) = lines.next() {
            reading.left.push(second.source());
            reading.warn(
                found,
                second.number,
                "a second rule is kept in the text: an event has one".to_owned(),
                "make an event of its own for it",
            );
        }
        match self.with_rule(&line.value) {
            Ok(moved) => {
                if let Some(first) = moved {
                    let message = format!("the first date, {first}, is not on the rule: it stands under `also`");
                    reading.warn(found, line.number, message, "");
                }
            }
            Err(why) => {
                reading.left.push(line.source());
                let message = format!("the rule is kept in the text, and only the first date is taken over: {why}");
                reading.warn(
                    found,
                    line.number,
                    message,
                    "write the series with `repeat` in the file, or list its dates under `also`",
                );
            }
        }
    }

    /// Sets the rule, and says which date had to move out of it.
    fn with_rule(&mut self, text: &str) -> Result<Option<When>, String> {
        let schedule = &self.schedule;
        let (mut rule, _) = repeat::read(text, &schedule.start, &schedule.zone)?;
        let with = |rule| Schedule { rule: Some(rule), ..schedule.clone() };
        let first = with(rule.clone()).first().map(|first| first.original).ok_or("it has no date")?;
        let off = (first.date() != schedule.start.date()).then_some(schedule.start);
        let mut changed = schedule.clone();
        if let Some(start) = off {
            // A start counts as a date even if the rule does not name it.
            if let Ends::Count(count) = &mut rule.ends {
                *count = count.saturating_sub(1);
            }
            if let Ending::At(end) = &mut changed.end {
                let later = first.first_moment().duration_since(start.first_moment());
                let moved = end.first_moment().saturating_add(later);
                *end = if end.is_day() { When::Day(moved.date()) } else { When::Time(moved) };
            }
            changed.start = first;
            changed.also.push(start);
        }
        changed.rule = Some(rule.clone());
        let wrong = changed.check().into_iter().map(|(_, wrong)| wrong).find(|wrong| wrong.code.level == Level::Error);
        if let Some(wrong) = wrong.filter(|wrong| wrong.code != &codes::DAY_AND_TIME) {
            return Err(wrong.message);
        }
        self.rule = Some(repeat::field(&rule, text, &changed.start, &changed.zone));
        self.schedule = changed;
        Ok(off)
    }

    fn add_dates(&mut self, found: Found<'_>, reading: &mut Reading<'_>) {
        for (line, when) in self.whens("RDATE", found, reading) {
            let known = self.schedule.original(&when).is_some() || self.schedule.also.contains(&when);
            if !known && self.schedule.also.len() < MOST_LISTED {
                self.schedule.also.push(when);
            } else if !known {
                reading.warn(found, line, format!("more than {MOST_LISTED} dates: {when} is left out"), "");
            }
        }
        self.schedule.also.sort();
    }

    fn leave_out(&mut self, found: Found<'_>, reading: &mut Reading<'_>) {
        for (line, when) in self.whens("EXDATE", found, reading) {
            let day = When::Day(when.date());
            let on_rule = self.schedule.rule.is_some() && self.schedule.original(&day).is_some();
            let also = self.schedule.also.iter().position(|extra| *extra == when);
            match also {
                Some(at) if !on_rule => drop(self.schedule.also.remove(at)),
                _ if on_rule && self.schedule.skip.len() < MOST_LISTED => drop(self.schedule.skip.insert(day)),
                _ => reading.warn(found, line, format!("{when} is no date of the series: nothing to leave out"), ""),
            }
        }
    }

    /// The dates of all lines of a name, with the number of their line.
    fn whens(&self, name: &str, found: Found<'_>, reading: &mut Reading<'_>) -> Vec<(usize, When)> {
        let mut all = Vec::new();
        for line in found.event.all(name) {
            match moment::moments(line, found.calendar) {
                Ok(moments) => all.extend(moments.iter().map(|m| (line.number, self.fit(m.when(&self.schedule.zone))))),
                Err((message, help)) => reading.warn(found, line.number, format!("{name}: {message}"), &help),
            }
            if all.len() > MOST_LISTED {
                let message = format!("{name} has more than {MOST_LISTED} dates: the others are left out");
                reading.warn(found, line.number, message, "");
                all.truncate(MOST_LISTED);
                break;
            }
            if line.value.contains('/') {
                let message = "of a date with its own length only the start is taken over".to_owned();
                reading.warn(found, line.number, message, "write the length under `change`");
            }
        }
        all
    }

    /// A date in the form that the start has.
    pub(super) fn fit(&self, when: When) -> When {
        match (self.schedule.start.is_day(), when.is_day()) {
            (true, false) => When::Day(when.date()),
            (false, true) => self.schedule.start.on(when.date()),
            _ => when,
        }
    }

    /// The date of the series that a RECURRENCE-ID means.
    pub(super) fn original(&self, moment: &Moment) -> When {
        self.fit(moment.when(&self.schedule.zone))
    }

    /// The name of a date under `change`: its day, or its time too where a day has two dates.
    pub(super) fn key(&self, original: &When) -> When {
        let day = When::Day(original.date());
        let others = self.schedule.also.iter().filter(|extra| extra.date() == original.date()).count();
        let on_rule = self.schedule.original(&day).is_some();
        if others + usize::from(on_rule) > 1 { *original } else { day }
    }
}
