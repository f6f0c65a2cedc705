//! What can be wrong with a schedule as a whole, each with the line to write.

use jiff::civil::Date;

use super::clocks;
use super::expand::{MOST_COUNT, MOST_INTERVAL, Series};
use super::rule::Days;
use super::schedule::matches;
use super::words::{month_name, spoken, spoken_with_weekday, weekday_short};
use super::{Ending, Ends, Every, Rule, Schedule, When, write};
use crate::diag::{Wrong, codes};

/// The field at which a problem lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// `start`
    Start,
    /// `end`
    End,
    /// `duration`
    Duration,
    /// `time: tba`
    Hour,
    /// `repeat` or `rrule`
    Repeat,
    /// `repeat.on`
    On,
    /// `repeat.interval`
    Interval,
    /// `repeat.until`
    Until,
    /// `repeat.count`
    Count,
    /// An entry of `skip`.
    Skip(When),
    /// An entry of `also`.
    Also(When),
    /// An entry of `change`, by its key.
    Change(When),
}

/// A problem and its field.
pub(super) type Found = (Part, Wrong);

impl Schedule {
    /// All problems of this schedule that need more than one of its fields to be seen.
    pub fn check(&self) -> Vec<Found> {
        let mut found = Vec::new();
        found.extend(self.check_hour());
        found.extend(self.check_end());
        found.extend(clocks::check(self));
        match &self.rule {
            Some(rule) => self.check_rule(rule, &mut found),
            None => found.extend(self.check_without_rule()),
        }
        found.extend(self.check_also());
        found
    }

    /// `time: tba` beside a time.
    fn check_hour(&self) -> Option<Found> {
        (self.open_hour && !self.start.is_day()).then(|| {
            let message = "`time: tba` says that the hour is still open, but the start has one.";
            let help = format!("{}, or take `time: tba` out", write(format_args!("start: {}", self.start.date())));
            (Part::Hour, Wrong::new(&codes::DAY_AND_TIME, message).help(help))
        })
    }

    fn check_end(&self) -> Option<Found> {
        match self.end {
            Ending::Open => None,
            Ending::At(end) => end_of(&self.start, &end).map(|wrong| (Part::End, self.of_series(end, wrong))),
            Ending::After(length) => {
                let hours = self.start.is_day() && length.seconds > 0 && !self.open_hour;
                hours.then(|| (Part::Duration, self.hours_of_a_day()))
            }
        }
    }

    /// A day as the end of evenings that repeat is the last day of the series.
    fn of_series(&self, end: When, wrong: Wrong) -> Wrong {
        let is_last = self.rule.is_some() && end.is_day() && !self.start.is_day() && end.date() > self.start.date();
        if is_last { wrong.help(self.end_and_until(end)) } else { wrong }
    }

    /// The lines to write where the end of the series stands as the end of its first date.
    fn end_and_until(&self, end: When) -> String {
        let later = self.start.first_moment().saturating_add(jiff::Span::new().hours(2));
        let first = if self.start.is_day() { self.start } else { When::Time(later) };
        format!("write the end of the first date, such as `end: {first}`, and `until: {}` under `repeat`", end.date())
    }

    fn hours_of_a_day(&self) -> Wrong {
        let message = "The duration has hours, but the start has no time.";
        let help = format!("write the time at the start, such as `start: {}T18:00`", self.start.date());
        Wrong::new(&codes::DAY_AND_TIME, message).help(help)
    }

    fn check_rule(&self, rule: &Rule, found: &mut Vec<Found>) {
        let broken = check_numbers(rule).or_else(|| check_days(rule, self.start.date()));
        let broken = broken.or_else(|| self.check_until(rule)).or_else(|| self.check_start(rule));
        let broken = broken.or_else(|| self.check_count(rule));
        if let Some(broken) = broken {
            found.push(broken);
            return;
        }
        found.extend(self.check_no_end(rule));
        found.extend(check_month_end(rule, self.start.date()));
        found.extend(self.check_keys());
        found.extend(self.check_overlap());
    }

    fn check_until(&self, rule: &Rule) -> Option<Found> {
        let Ends::Until(until) = rule.ends else { return None };
        let before = if until.is_day() { until.date() < self.start.date() } else { until < self.start };
        before.then(|| {
            let message = format!("The series ends ({until}) before it starts ({}).", self.start);
            let example = Date::new(self.start.date().year(), 12, 31).unwrap_or(Date::MAX);
            let help = format!("write the last date after the start, such as `until: {example}`");
            (Part::Until, Wrong::new(&codes::UNTIL_BEFORE_START, message).help(help))
        })
    }

    /// The start must be the first date of its rule: readers of calendars disagree about what else it would be.
    fn check_start(&self, rule: &Rule) -> Option<Found> {
        // The end is left out, so that the first right date is named even if it lies behind it.
        let open = Rule { ends: Ends::Never, ..rule.clone() };
        let series = Series::new(&open, &self.start)?;
        let Some(first) = series.dates_from(self.start.date()).next() else { return Some((Part::On, never(rule))) };
        if first == self.start.date() {
            return None;
        }
        let given = if rule.on.is_empty() { String::new() } else { format!(" (`{}`)", on_text(rule)) };
        let (start, right) = (spoken_with_weekday(self.start.date()), spoken_with_weekday(first));
        let message = format!("The start, {start}, is not on its own rule{given}: the first date is {right}.");
        let help = write(format_args!("start: {}", self.start.on(first)));
        Some((Part::Start, Wrong::new(&codes::START_OFF_RULE, message).help(help)))
    }

    /// A rule may end before its count, with the calendar or because it is so rare that nobody can mean it.
    fn check_count(&self, rule: &Rule) -> Option<Found> {
        let Ends::Count(count) = rule.ends else { return None };
        let dates = self.originals(Date::MIN).count();
        (dates < usize::try_from(count).ok()?).then(|| {
            let message = format!("Of {count} dates the rule has only {dates}.");
            let help = format!("write `count: {dates}`, or a rule that comes true more often");
            (Part::Count, Wrong::new(&codes::BAD_RULE, message).help(help))
        })
    }

    fn check_no_end(&self, rule: &Rule) -> Option<Found> {
        (rule.ends == Ends::Never).then(|| {
            let next = self.start.date().year().saturating_add(1);
            let help = format!("write `until: {next}-12-31` or `count: 10` under `repeat`, if it is to end");
            (Part::Repeat, Wrong::new(&codes::NO_END, "The series has no end.").help(help))
        })
    }

    /// An end that belongs to the whole series makes every date last until then.
    fn check_overlap(&self) -> Option<Found> {
        let mut dates = self.originals(self.start.date()).map(|original| self.as_usual(original));
        let (first, second) = (dates.next()?, dates.next()?);
        if first.ends_at <= second.starts_at {
            return None;
        }
        let (part, help) = match self.end {
            Ending::At(end) => (Part::End, self.end_and_until(end)),
            _ => (Part::Duration, "write how long one date lasts, such as `duration: 2h`".to_owned()),
        };
        let message = "each date lasts longer than it takes to the next one";
        Some((part, Wrong::new(&codes::DATES_OVERLAP, message).help(help)))
    }

    fn check_without_rule(&self) -> Vec<Found> {
        let wrong = |field: &str| {
            let message = format!("`{field}` needs a series, but nothing repeats here.");
            Wrong::new(&codes::WITHOUT_REPEAT, message)
                .help(format!("add a rule such as `repeat: {{every: week}}`, or take `{field}` out"))
        };
        let skips = self.skip.iter().map(|key| (Part::Skip(*key), wrong("skip")));
        let own = |key: &&When| !matches(key, &self.start) || self.also.is_empty();
        let changes = self.change.keys().filter(own).filter(|key| !self.is_extra(key));
        skips.chain(changes.map(|key| (Part::Change(*key), wrong("change")))).collect()
    }

    fn check_also(&self) -> Vec<Found> {
        let timed = self.also.iter().filter(|when| self.start.is_day() && !when.is_day());
        let wrong = |when: &When| {
            let message = format!("{when} has a time, but the start has none.");
            Wrong::new(&codes::DAY_AND_TIME, message).help(write(when.date()))
        };
        timed.map(|when| (Part::Also(*when), wrong(when))).collect()
    }
}

/// What is wrong with an end.
pub(super) fn end_of(start: &When, end: &When) -> Option<Wrong> {
    match (start, end) {
        (When::Day(day), When::Time(_)) => {
            Some(Wrong::new(&codes::DAY_AND_TIME, "The end has a time, but the start has none.").help(format!(
                "{} for whole days, or give the start a time such as `start: {day}T09:00`",
                write(format_args!("end: {}", end.date()))
            )))
        }
        (When::Time(start), When::Day(day)) => {
            let later = start.time().wrapping_add(jiff::Span::new().hours(2));
            let help = format!("write its time too, such as `end: {}`", When::Time(day.to_datetime(later)));
            Some(Wrong::new(&codes::DAY_AND_TIME, "The start has a time, but the end has none.").help(help))
        }
        _ if end < start => Some(before_start(start, end)),
        (When::Time(_), When::Time(_)) if end == start => {
            let wrong = Wrong::new(&codes::END_BEFORE_START, "The end is the same as the start.");
            Some(wrong.help("write `duration: 1h` in place of the end, or leave the end out while it is not known"))
        }
        _ => None,
    }
}

fn before_start(start: &When, end: &When) -> Wrong {
    let wrong = Wrong::new(&codes::END_BEFORE_START, format!("The end ({end}) is before the start ({start})."));
    if start.date() == end.date() {
        let next = end.date().saturating_add(jiff::Span::new().days(1));
        return wrong.help(format!("{} if it ends on the next day", write(format_args!("end: {}", end.on(next)))));
    }
    let in_year = |year: i16| end.date().with().year(year).build().ok().map(|date| end.on(date));
    let year = start.date().year();
    match [in_year(year), in_year(year.saturating_add(1))].into_iter().flatten().find(|end| end >= start) {
        Some(likely) => wrong.help(format!("{} if the year is wrong", write(format_args!("end: {likely}")))),
        None => wrong.help("write an end that is after the start"),
    }
}

fn check_numbers(rule: &Rule) -> Option<Found> {
    let wrong = |message: String, help: String| Wrong::new(&codes::BAD_RULE, message).help(help);
    if rule.interval == 0 {
        let message = format!("An interval of 0 {}s never moves on.", rule.every);
        let help = format!("write `interval: 1`, or leave it out for every {}", rule.every);
        return Some((Part::Interval, wrong(message, help)));
    }
    if rule.interval > MOST_INTERVAL {
        let message = format!("The interval is too long: {MOST_INTERVAL} {}s is the limit.", rule.every);
        let help = format!("write how many {}s lie between two dates, such as `interval: 2`", rule.every);
        return Some((Part::Interval, wrong(message, help)));
    }
    match rule.ends {
        Ends::Count(0) => {
            let help = "write how often it takes place, such as `count: 8`, or take the rule out".to_owned();
            Some((Part::Count, wrong("A count of 0 leaves no date.".to_owned(), help)))
        }
        Ends::Count(count) if count > MOST_COUNT => {
            let message = format!("The count is too large: {MOST_COUNT} dates are the limit.");
            Some((Part::Count, wrong(message, "take the count out if the series has no end".to_owned())))
        }
        _ => None,
    }
}

fn check_days(rule: &Rule, start: Date) -> Option<Found> {
    rule.pattern(start).err().map(|wrong| (Part::On, wrong))
}

fn never(rule: &Rule) -> Wrong {
    let message = format!("The rule never comes true: no {} has such a day (`{}`).", rule.every, on_text(rule));
    let help = "write days that exist, such as `last day of february`, or name the month: `june 30`";
    Wrong::new(&codes::RULE_NEVER, message).help(help)
}

fn on_text(rule: &Rule) -> String {
    rule.on.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Days that some months do not have: these months are left out, which few organizers mean.
fn check_month_end(rule: &Rule, start: Date) -> Option<Found> {
    if !matches!(rule.every, Every::Month | Every::Year) {
        return None;
    }
    let pattern = rule.pattern(start).ok()?;
    let months = months_of(rule, &pattern.months, start);
    // The shortest form of each month: February with 28 days.
    let short = |day: i8| months.iter().any(|month| Date::new(2026, *month, day).is_err());
    let (what, last) = match &pattern.days {
        Days::AsStart => (short(start.day()).then(|| spoken(start))?, last_day(rule, start)),
        Days::Dates(days) => {
            let day = days.iter().find(|day| **day > 0 && short(**day))?;
            (format!("day {day}"), last_day(rule, start))
        }
        Days::Weekdays(days) => {
            let (_, day) = days.iter().find(|(nth, _)| *nth == Some(5))?;
            let day = weekday_short(*day);
            (format!("5th {day}"), format!("last {day}"))
        }
        Days::Edge(..) => return None,
    };
    let message = format!("Not every month has such a day ({what}): those without it are left out.");
    let help = format!("write `on: [{last}]`, if the end of the month is meant");
    Some((Part::On, Wrong::new(&codes::MONTH_END, message).help(help)))
}

/// The end of the month, as an entry of `on`.
fn last_day(rule: &Rule, start: Date) -> String {
    match rule.every {
        Every::Year => format!("last day of {}", month_name(start.month()).to_lowercase()),
        _ => "last day".to_owned(),
    }
}

/// The months in which a rule has dates.
fn months_of(rule: &Rule, named: &[i8], start: Date) -> Vec<i8> {
    match rule.every {
        _ if !named.is_empty() => named.to_vec(),
        Every::Month => (1..=12).collect(),
        _ => vec![start.month()],
    }
}
