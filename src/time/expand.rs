//! From a rule to its dates: the periods, the candidate days of each, then what start and end leave of them.

use jiff::Span;
use jiff::civil::{Date, Time};

use super::rule::Pattern;
use super::{Ends, Every, Rule, When, candidates};

/// After so many periods in a row without a date a rule has none any more: no rule can keep the build busy.
pub(super) const MOST_EMPTY: u32 = 5_000;

/// After so many periods without a date, in a row or not, a series with a count is over. It is counted from its start each
/// time, while others are looked at where they are needed.
const MOST_EMPTY_COUNTED: u32 = 20_000;

/// A count beyond this is a typing error; what lies behind it is left out.
pub(super) const MOST_COUNT: u32 = 5_000;

/// An interval beyond this is a typing error.
pub(super) const MOST_INTERVAL: u32 = 1_000;

/// A rule with a start, ready to be expanded.
#[derive(Clone, Debug)]
pub(super) struct Series {
    pattern: Pattern,
    every: Every,
    interval: i64,
    start: Date,
    count: Option<u32>,
    last: Date,
}

impl Series {
    /// A rule for a series that begins at `start`; none if its days do not go together.
    pub(super) fn new(rule: &Rule, start: &When) -> Option<Self> {
        let (count, last) = match rule.ends {
            Ends::Never => (None, Date::MAX),
            Ends::Count(count) => (Some(count.min(MOST_COUNT)), Date::MAX),
            Ends::Until(until) => (None, last_date(until, start.time())),
        };
        let pattern = rule.pattern(start.date()).ok()?;
        let interval = i64::from(rule.interval.max(1));
        Some(Self { pattern, every: rule.every, interval, start: start.date(), count, last })
    }

    /// The dates from a day on, in order. Without a count the periods before it are jumped over.
    pub(super) fn dates_from(self, day: Date) -> Dates {
        let period = if self.count.is_some() { 0 } else { self.period_of(day) };
        let (left, from) = (self.count, day.max(self.start));
        Dates { series: self, period, ready: Vec::new().into_iter(), empty: 0, left, from }
    }

    /// The number of the period in which a day lies, or of the last one before it.
    fn period_of(&self, day: Date) -> i64 {
        if day <= self.start {
            return 0;
        }
        let days = i64::from((day - self.start).get_days());
        let months = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
        let apart = match self.every {
            Every::Day => days,
            // Perhaps one week too few, as the start need not be a Monday: that costs one period.
            Every::Week => days / 7,
            Every::Month => months(day) - months(self.start),
            Every::Year => i64::from(day.year()) - i64::from(self.start.year()),
        };
        apart / self.interval
    }

    /// The candidate days of a period; none behind the end of the calendar.
    fn days_of(&self, period: i64) -> Option<Vec<Date>> {
        let by = period.checked_mul(self.interval)?;
        let start = self.start;
        Some(match self.every {
            Every::Day => candidates::of_day(&self.pattern, later(start, by)?),
            Every::Week => candidates::of_week(&self.pattern, later(monday(start)?, by.checked_mul(7)?)?, start),
            Every::Month => candidates::of_month(&self.pattern, later_month(start, by)?, start),
            Every::Year => {
                let year = i64::from(start.year()).checked_add(by).and_then(|year| i16::try_from(year).ok())?;
                Date::new(year, 1, 1).ok()?;
                candidates::of_year(&self.pattern, year, start)
            }
        })
    }
}

/// The last date on which something may start that has to start by `until`.
fn last_date(until: When, time: Option<Time>) -> Date {
    match (until.time(), time) {
        (Some(until_time), Some(time)) if time > until_time => until.date().saturating_sub(Span::new().days(1)),
        _ => until.date(),
    }
}

fn later(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

fn later_month(date: Date, months: i64) -> Option<Date> {
    date.first_of_month().checked_add(Span::new().try_months(months).ok()?).ok()
}

fn monday(date: Date) -> Option<Date> {
    later(date, -i64::from(date.weekday().to_monday_zero_offset()))
}

/// The dates of a series, in order.
#[derive(Debug)]
pub(super) struct Dates {
    series: Series,
    period: i64,
    ready: std::vec::IntoIter<Date>,
    empty: u32,
    left: Option<u32>,
    from: Date,
}

impl Dates {
    /// The next day that the rule names, not before the start.
    fn next_named(&mut self) -> Option<Date> {
        loop {
            if let Some(day) = self.ready.next() {
                if day >= self.series.start {
                    return Some(day);
                }
                continue;
            }
            let days = self.series.days_of(self.period)?;
            self.period += 1;
            if self.gives_up(days.is_empty()) {
                return None;
            }
            self.ready = days.into_iter();
        }
    }

    /// Counts the periods without a date.
    fn gives_up(&mut self, is_empty: bool) -> bool {
        let counted = self.series.count.is_some();
        self.empty = match is_empty {
            true => self.empty + 1,
            false if counted => self.empty,
            false => 0,
        };
        self.empty > if counted { MOST_EMPTY_COUNTED } else { MOST_EMPTY }
    }
}

impl Iterator for Dates {
    type Item = Date;

    fn next(&mut self) -> Option<Date> {
        loop {
            if self.left == Some(0) {
                return None;
            }
            let day = self.next_named().filter(|day| *day <= self.series.last)?;
            self.left = self.left.map(|left| left - 1);
            if day >= self.from {
                return Some(day);
            }
        }
    }
}
