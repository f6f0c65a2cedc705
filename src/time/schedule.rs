//! When an item takes place: a start, an end, perhaps a rule, and what departs from it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{Span, Timestamp};

use super::expand::Series;
use super::{Length, Occurrence, Rule, When, Zone};

/// How a schedule or one date of it ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ending {
    /// It is not known; a day ends with itself.
    #[default]
    Open,
    /// At a wall time, or with the end of a day. For a series it is the end of its first date.
    At(When),
    /// After some time.
    After(Length),
}

/// What is different on one date of a series.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Change {
    /// It starts at another time; a day alone keeps the hour.
    pub start: Option<When>,
    /// It ends in another way; without, it lasts as long as the others.
    pub end: Option<Ending>,
    /// It does not take place.
    pub cancelled: bool,
}

/// When something takes place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Schedule {
    /// The first start; a day for an item that lasts all day.
    pub start: When,
    /// The end of the first date.
    pub end: Ending,
    /// The zone of all its wall times.
    pub zone: Zone,
    /// `time: tba`: the start is a day because its hour is still open.
    pub open_hour: bool,
    /// How it repeats.
    pub rule: Option<Rule>,
    /// Dates of the rule that fall out; a day alone means the date on that day.
    pub skip: BTreeSet<When>,
    /// More dates beside the rule; a day alone has the hour of the start.
    pub also: Vec<When>,
    /// What differs, by the date that the rule gives; a day alone means the date on that day.
    pub change: BTreeMap<When, Change>,
}

impl Schedule {
    /// Something that takes place once.
    pub fn once(start: When, end: Ending, zone: Zone) -> Self {
        let (skip, also, change) = (BTreeSet::new(), Vec::new(), BTreeMap::new());
        Self { start, end, zone, open_hour: false, rule: None, skip, also, change }
    }

    /// What overlaps the time from `from` to before `to`, sorted by start, at most `most`. What began before `from` and still
    /// runs is part of it, and so is what is cancelled.
    pub fn occurrences(&self, from: Timestamp, to: Timestamp, most: usize) -> Vec<Occurrence> {
        let inside = |o: &Occurrence| o.starts_at < to && (o.ends_at > from || o.starts_at >= from);
        let first_day = self.day_of(from).saturating_sub(Span::new().days(self.reach()));
        self.select(first_day, to, most, inside)
    }

    /// The first one of all.
    pub fn first(&self) -> Option<Occurrence> {
        self.select(Date::MIN, Timestamp::MAX, 1, |_| true).into_iter().next()
    }

    /// The first one that starts at `now` or later and takes place.
    pub fn next_after(&self, now: Timestamp) -> Option<Occurrence> {
        let coming = |o: &Occurrence| o.starts_at >= now && !o.cancelled;
        self.select(self.day_of(now).saturating_sub(Span::new().days(1)), Timestamp::MAX, 1, coming).into_iter().next()
    }

    /// When all is over; none if it never is.
    pub fn last_end(&self) -> Option<Timestamp> {
        let last_day = match self.rule.as_ref().map(|rule| rule.ends) {
            Some(super::Ends::Never) => return None,
            Some(super::Ends::Until(until)) => until.date(),
            Some(super::Ends::Count(_)) | None => self.start.date(),
        };
        // Near the end first: most rules have a date within a quarter before it.
        let before = |days: i64| last_day.saturating_sub(Span::new().days(days));
        let near = [100, 4_000].into_iter().map(before).find(|from| self.plain(*from, Date::MAX).next().is_some());
        let all = self.select(near.unwrap_or(Date::MIN), Timestamp::MAX, usize::MAX, |_| true);
        let last = all.into_iter().map(|o| o.ends_at).max();
        last.or_else(|| Some(self.occurrence(self.start, None, false).ends_at))
    }

    /// Whether the rule, or the start without one, has this date. A day alone means any time of it.
    pub fn original(&self, key: &When) -> Option<When> {
        self.originals(key.date()).next().filter(|original| matches(key, original))
    }

    /// The dates as the rule gives them, from a day on, the skipped ones among them.
    pub(super) fn originals(&self, from: Date) -> impl Iterator<Item = When> {
        let series = self.rule.as_ref().and_then(|rule| Series::new(rule, &self.start));
        let start = self.start;
        // Without a rule, or with one that cannot be used, the start stands alone.
        let alone = series.is_none().then_some(start).filter(|start| start.date() >= from);
        let dates = series.map(|series| series.dates_from(from)).into_iter().flatten();
        alone.into_iter().chain(dates.map(move |date| start.on(date)))
    }

    /// The dates that `keep` lets through, sorted by start; rule dates are looked at from `first_day` to `to` only.
    fn select(
        &self,
        first_day: Date,
        to: Timestamp,
        most: usize,
        keep: impl Fn(&Occurrence) -> bool,
    ) -> Vec<Occurrence> {
        let plain = self.plain(first_day, self.day_of(to));
        let plain = plain.map(|original| self.occurrence(original, self.change_of(&original), false));
        let mut all: Vec<Occurrence> = plain.filter(&keep).take(most).collect();
        all.extend(self.moved().chain(self.extras()).filter(&keep));
        all.sort_by_key(|o| (o.starts_at, o.original));
        all.truncate(most);
        all
    }

    /// Dates of the rule that take place at their own time.
    fn plain(&self, first_day: Date, last_day: Date) -> impl Iterator<Item = When> {
        let originals = self.originals(first_day).take_while(move |original| original.date() <= last_day);
        originals.filter(|original| !self.is_skipped(original) && !self.is_moved(original))
    }

    /// Dates of the rule whose time is changed: they may have come from anywhere.
    fn moved(&self) -> impl Iterator<Item = Occurrence> {
        self.changed().filter(|occurrence| self.is_moved(&occurrence.original))
    }

    /// The dates of the rule on which something differs, the cancelled ones among them, by the dates that the rule gives.
    pub fn changed(&self) -> impl Iterator<Item = Occurrence> {
        self.change.iter().filter_map(|(key, change)| {
            let original = self.original(key).filter(|original| !self.is_skipped(original))?;
            // A key with a time goes before one of the same day without.
            let meant = self.change_of(&original).is_some_and(|meant| std::ptr::eq(meant, change));
            meant.then(|| self.occurrence(original, Some(change), false))
        })
    }

    /// The dates of the rule that fall out.
    pub fn skipped(&self) -> BTreeSet<When> {
        self.skip.iter().filter_map(|key| self.original(key)).collect()
    }

    /// The first date as the rule has it, whatever differs on it: what all other dates are like.
    pub fn usual(&self) -> Occurrence {
        self.occurrence(self.start, None, false)
    }

    /// The dates of `also` that are not on the rule anyway.
    pub fn extras(&self) -> impl Iterator<Item = Occurrence> {
        let wanted: BTreeSet<When> = self.also.iter().map(|when| self.with_hour(*when)).collect();
        wanted.into_iter().filter(|when| self.original(when).is_none_or(|when| self.is_skipped(&when))).map(|when| {
            // Beside a date of the rule on the same day, a day alone means that one.
            let shared = self.original(&When::Day(when.date())).is_some();
            let change = if shared { self.change.get(&when) } else { self.change_of(&when) };
            self.occurrence(when, change, true)
        })
    }

    /// A date of the rule, if nothing is different on it.
    pub(super) fn as_usual(&self, original: When) -> Occurrence {
        self.occurrence(original, None, false)
    }

    fn occurrence(&self, original: When, change: Option<&Change>, extra: bool) -> Occurrence {
        let start = change.and_then(|change| change.start).map_or(original, |start| self.with_hour(start));
        let end = match change.and_then(|change| change.end) {
            Some(end) => end,
            None => self.shifted_end(&start),
        };
        let occurrence = Occurrence::new(original, start, &end, &self.zone);
        let cancelled = change.is_some_and(|change| change.cancelled);
        Occurrence { cancelled, changed: change.is_some(), extra, ..occurrence }
    }

    /// The end of a date that starts at `start`: as long after it, by the clock on the wall, as the first one's.
    fn shifted_end(&self, start: &When) -> Ending {
        let Ending::At(end) = self.end else { return self.end };
        let lasts = end.first_moment().duration_since(self.start.first_moment());
        let moved = start.first_moment().saturating_add(lasts);
        Ending::At(if end.is_day() { When::Day(moved.date()) } else { When::Time(moved) })
    }

    /// A day as a date of this series: with the hour of the start, if that has one.
    pub(super) fn with_hour(&self, when: When) -> When {
        if when.is_day() { self.start.on(when.date()) } else { when }
    }

    pub(super) fn is_skipped(&self, original: &When) -> bool {
        self.skip.contains(original) || self.skip.contains(&When::Day(original.date()))
    }

    fn is_moved(&self, original: &When) -> bool {
        self.change_of(original).is_some_and(|change| change.start.is_some() || change.end.is_some())
    }

    /// What differs on a date.
    pub fn change_of(&self, original: &When) -> Option<&Change> {
        self.change.get(original).or_else(|| self.change.get(&When::Day(original.date())))
    }

    fn day_of(&self, at: Timestamp) -> Date {
        self.zone.rules().to_datetime(at).date()
    }

    /// How many days before a moment something may have begun that still runs.
    fn reach(&self) -> i64 {
        let days = match self.end {
            Ending::Open => 0,
            Ending::After(length) => i64::from(length.days) + i64::from(length.seconds) / 86_400,
            Ending::At(end) => i64::from((end.date() - self.start.date()).get_days().max(0)),
        };
        days + 2
    }
}

/// Whether a key of `skip` or `change` means a date.
pub(super) fn matches(key: &When, original: &When) -> bool {
    key == original || (key.is_day() && key.date() == original.date())
}
