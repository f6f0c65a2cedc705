//! VTIMEZONE: what the clocks of a zone show from a moment on, for all time.

use std::sync::Arc;

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::{Offset, TimeZoneTransition};
use jiff::{SignedDuration, Timestamp};

use super::line::Lines;
use crate::time::Zone;
use crate::time::iso::basic;

/// From this year on no zone of the database has dates of its own any more, such as those of Ramadan in Morocco: what
/// still changes follows rules that run for ever.
const SETTLED: i16 = 2101;

/// In so many years every day of the year falls on every day of the week, also the last one of February.
const CYCLE: i16 = 28;

/// When what never changed began, as far as a file needs to know.
const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

/// The codes of the days of the week, from Monday on.
const CODES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// One component, which is right from `from` on.
pub(super) fn write(lines: &mut Lines, zone: &Zone, from: Timestamp) {
    lines.raw("BEGIN", "VTIMEZONE");
    lines.raw("TZID", zone.name());
    observances(zone, from).iter().for_each(|observance| observance.write(lines));
    lines.raw("END", "VTIMEZONE");
}

/// How the clocks are set at an onset.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shift {
    from: Offset,
    to: Offset,
    name: Arc<str>,
    daylight: bool,
}

/// A moment at which clocks are set, by the clocks before it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Onset {
    at: DateTime,
    shift: Shift,
}

impl Onset {
    fn of(transition: &TimeZoneTransition<'_>, zone: &Zone) -> Self {
        let at = transition.timestamp();
        let before = at.saturating_sub(SignedDuration::from_secs(1)).unwrap_or(Timestamp::MIN);
        let from = zone.rules().to_offset(before);
        let (name, daylight) = (transition.abbreviation().into(), transition.dst().is_dst());
        Self { at: from.to_datetime(at), shift: Shift { from, to: transition.offset(), name, daylight } }
    }

    /// The state of a zone that never changed before `from`.
    fn always(zone: &Zone, from: Timestamp) -> Self {
        let info = zone.rules().to_offset_info(from);
        let (name, daylight) = (info.abbreviation().into(), info.dst().is_dst());
        let at = info.offset().to_datetime(from).min(EPOCH);
        Self { at, shift: Shift { from: info.offset(), to: info.offset(), name, daylight } }
    }
}

/// Onsets that are alike: at dates of their own, or by a rule.
struct Observance {
    shift: Shift,
    dates: Vec<DateTime>,
    rule: Option<String>,
}

/// What holds at `from`, what changes until the running rules begin, and these; in the order in which they begin.
fn observances(zone: &Zone, from: Timestamp) -> Vec<Observance> {
    let onsets = onsets(zone, within(from));
    let patterns = patterns(zone);
    let first_year = onsets.first().map_or(SETTLED, |onset| onset.at.year());
    let mut ruled: Vec<Onset> = patterns.iter().flat_map(|pattern| pattern.onsets(first_year, SETTLED)).collect();
    ruled.sort_by_key(|onset| onset.at);
    let same = onsets.iter().rev().zip(ruled.iter().rev()).take_while(|(onset, ruled)| onset == ruled).count();
    let (dated, running) = onsets.split_at(onsets.len() - same);
    let since = running.first().map_or(DateTime::constant(SETTLED, 1, 1, 0, 0, 0, 0), |onset| onset.at);
    let mut all = grouped(dated);
    all.extend(patterns.iter().filter_map(|pattern| pattern.since(since)));
    all.sort_by_key(|observance| observance.dates.first().copied());
    all
}

/// A year has four digits in a file; where rules alone hold, an earlier start says the same.
fn within(from: Timestamp) -> Timestamp {
    let instant = |year| Offset::UTC.to_timestamp(DateTime::constant(year, 1, 2, 0, 0, 0, 0));
    from.max(instant(1).unwrap_or(from)).min(instant(SETTLED - 1).unwrap_or(from))
}

/// The onset whose clocks hold at `from`, and those behind it until the rules alone hold.
fn onsets(zone: &Zone, from: Timestamp) -> Vec<Onset> {
    let just_after = from.saturating_add(SignedDuration::from_secs(1)).unwrap_or(from);
    let before = zone.rules().preceding(just_after).next();
    let first = before.map_or_else(|| Onset::always(zone, from), |transition| Onset::of(&transition, zone));
    let later = zone.rules().following(from).map(|transition| Onset::of(&transition, zone));
    [first].into_iter().chain(later.take_while(|onset| onset.at.year() < SETTLED)).collect()
}

/// Onsets at the same time of the same day of the week in some days of a month: as much as one rule can say.
struct Pattern {
    shift: Shift,
    month: i8,
    weekday: Weekday,
    time: Time,
    days: Vec<i8>,
}

/// The rules of a zone that run for ever, read off one cycle of years.
fn patterns(zone: &Zone) -> Vec<Pattern> {
    let mut found: Vec<Pattern> = Vec::new();
    let settled = Offset::UTC.to_timestamp(DateTime::constant(SETTLED, 1, 2, 0, 0, 0, 0)).unwrap_or(Timestamp::MAX);
    let onsets = zone.rules().following(settled).map(|transition| Onset::of(&transition, zone));
    for onset in onsets.take_while(|onset| onset.at.year() < SETTLED + CYCLE) {
        match found.iter_mut().find(|pattern| pattern.is_of(&onset)) {
            Some(pattern) => pattern.days.push(onset.at.day()),
            None => found.push(Pattern::of(onset)),
        }
    }
    for pattern in &mut found {
        pattern.days.sort_unstable();
        pattern.days.dedup();
    }
    found
}

impl Pattern {
    fn of(onset: Onset) -> Self {
        let Onset { at, shift } = onset;
        Self { shift, month: at.month(), weekday: at.weekday(), time: at.time(), days: vec![at.day()] }
    }

    fn is_of(&self, onset: &Onset) -> bool {
        let Onset { at, shift } = onset;
        (self.month, self.weekday, self.time) == (at.month(), at.weekday(), at.time()) && self.shift == *shift
    }

    /// Its onsets in some years.
    fn onsets(&self, first_year: i16, before: i16) -> impl Iterator<Item = Onset> {
        let day = move |year| move |day: &i8| Date::new(year, self.month, *day).ok();
        let days = (first_year..before).flat_map(move |year| self.days.iter().filter_map(day(year)));
        let days = days.filter(|day| day.weekday() == self.weekday);
        days.map(|day| Onset { at: day.to_datetime(self.time), shift: self.shift.clone() })
    }

    /// As a rule that begins with its first onset from a moment on.
    fn since(&self, since: DateTime) -> Option<Observance> {
        let first = self.onsets(since.year(), SETTLED + CYCLE).find(|onset| onset.at >= since)?;
        let rule = format!("FREQ=YEARLY;BYMONTH={};{}", self.month, self.by_day());
        Some(Observance { shift: first.shift, dates: vec![first.at], rule: Some(rule) })
    }

    /// Its days as the shortest words for them.
    fn by_day(&self) -> String {
        let code = CODES[usize::from(self.weekday.to_monday_zero_offset().unsigned_abs()) % CODES.len()];
        let last = Date::new(2001, self.month, 1).map_or(31, Date::days_in_month);
        match self.days.as_slice() {
            [1, .., 7] => format!("BYDAY=1{code}"),
            [8, .., 14] => format!("BYDAY=2{code}"),
            [15, .., 21] => format!("BYDAY=3{code}"),
            [first, .., end] if *end == last && end - first == 6 => format!("BYDAY=-1{code}"),
            days => {
                let days: Vec<String> = days.iter().map(ToString::to_string).collect();
                format!("BYDAY={code};BYMONTHDAY={}", days.join(","))
            }
        }
    }
}

/// Onsets with dates of their own, those alike together.
fn grouped(onsets: &[Onset]) -> Vec<Observance> {
    let mut found: Vec<Observance> = Vec::new();
    for Onset { at, shift } in onsets {
        match found.iter_mut().find(|observance| observance.shift == *shift) {
            Some(observance) => observance.dates.push(*at),
            None => found.push(Observance { shift: shift.clone(), dates: vec![*at], rule: None }),
        }
    }
    found
}

impl Observance {
    fn write(&self, lines: &mut Lines) {
        let name = if self.shift.daylight { "DAYLIGHT" } else { "STANDARD" };
        let dates: Vec<String> = self.dates.iter().map(|at| basic::local(*at)).collect();
        lines.raw("BEGIN", name);
        lines.raw("TZNAME", &self.shift.name);
        lines.raw("TZOFFSETFROM", &offset(self.shift.from));
        lines.raw("TZOFFSETTO", &offset(self.shift.to));
        lines.raw("DTSTART", dates.first().map_or("", String::as_str));
        match &self.rule {
            Some(rule) => lines.raw("RRULE", rule),
            // With dates beside it, some readers pass over DTSTART: it is one of them. And of a list they take the first.
            None if dates.len() > 1 => dates.iter().for_each(|date| lines.raw("RDATE", date)),
            None => {}
        }
        lines.raw("END", name);
    }
}

/// `+0100`, with seconds where there are some.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, size) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs());
    let minutes = format!("{sign}{:02}{:02}", size / 3_600, size / 60 % 60);
    if size % 60 == 0 { minutes } else { format!("{minutes}{:02}", size % 60) }
}
