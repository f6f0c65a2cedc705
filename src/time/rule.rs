//! Repeat rules, and the one pattern of days that every rule comes down to.

use jiff::civil::{Date, Weekday};

use super::{On, Pick, When, write};
use crate::diag::{Wrong, codes, nearest};

/// How something repeats.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    /// The period.
    pub every: Every,
    /// Every how many periods; 1 is each.
    pub interval: u32,
    /// On which days; empty for the day of the start.
    pub on: Vec<On>,
    /// When it ends.
    pub ends: Ends,
}

/// The period of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Every {
    /// Daily.
    Day,
    /// Weekly; a week begins on Monday.
    Week,
    /// Monthly.
    Month,
    /// Yearly.
    Year,
}

/// When a rule ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ends {
    /// It goes on.
    Never,
    /// With the last date that is not after this; a day counts as a whole.
    Until(When),
    /// After so many dates, the skipped ones among them.
    Count(u32),
}

impl Every {
    /// Reads `day`, `week`, `month` or `year`.
    ///
    /// # Errors
    /// `BAD_RULE`, with the word to write for `weekly`, `2 weeks` and other usual forms.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let word = text.trim().to_lowercase();
        let exact = ALL.iter().find(|(name, _)| *name == word).map(|(_, every)| *every);
        exact.ok_or_else(|| wrong_every(text, &word))
    }
}

const ALL: [(&str, Every); 4] =
    [("day", Every::Day), ("week", Every::Week), ("month", Every::Month), ("year", Every::Year)];

fn wrong_every(text: &str, word: &str) -> Wrong {
    let wrong = Wrong::new(&codes::BAD_RULE, format!("`{text}` is not one of day, week, month and year."));
    let parts: Vec<&str> = word.split_whitespace().collect();
    match parts.as_slice() {
        ["fortnight" | "fortnightly" | "biweekly"] => wrong.help(format!("{} and `interval: 2`", write("every: week"))),
        [number, period] if number.parse::<u32>().is_ok() => {
            let Some(every) = period_meant(period) else { return wrong.help(write("every: week")) };
            wrong.help(format!("{} and `interval: {number}`", write(format_args!("every: {every}"))))
        }
        _ => wrong.help(write(format_args!("every: {}", period_meant(word).unwrap_or(Every::Week)))),
    }
}

fn period_meant(word: &str) -> Option<Every> {
    let forms = ["day", "daily", "days", "week", "weekly", "weeks", "month", "monthly", "months", "year", "yearly"];
    let near = nearest(word, forms.into_iter().chain(["years", "annual", "annually"]))?;
    if near.starts_with("dai") || near.starts_with("annual") {
        return Some(if near == "daily" { Every::Day } else { Every::Year });
    }
    ALL.iter().find(|(name, _)| near.starts_with(name)).map(|(_, every)| *every)
}

impl std::fmt::Display for Every {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        })
    }
}

/// A whole number of a rule; one that nobody can mean is as large as can be, to be found by the checks.
pub fn whole_number(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u32::MAX))
}

/// The days of a rule within each of its periods, as one RRULE could say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// Only these months, sorted; empty for all.
    pub(super) months: Vec<i8>,
    /// The days.
    pub(super) days: Days,
}

/// The days of a [`Pattern`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Days {
    /// As the start has it.
    AsStart,
    /// Days of the week, each perhaps counted within its month.
    Weekdays(Vec<(Option<i8>, Weekday)>),
    /// Days of the month; -1 is the last.
    Dates(Vec<i8>),
    /// The first (1) or last (-1) of these days in the month.
    Edge(i8, Vec<Weekday>),
}

impl Rule {
    /// The pattern of days that this rule means for a series which begins at `start`.
    ///
    /// # Errors
    /// `BAD_RULE` for days that do not go together, or not with the period.
    pub(super) fn pattern(&self, start: Date) -> Result<Pattern, Wrong> {
        let (mut months, picks) = self.parts()?;
        let days = self.days(&picks)?;
        // A day of the year without a month is one of the month in which the series starts.
        if self.every == Every::Year && months.is_empty() && days != Days::AsStart {
            months.push(start.month());
        }
        months.sort_unstable();
        months.dedup();
        if self.every == Every::Year && matches!(days, Days::Edge(..)) && months.len() > 1 {
            // An RRULE would count within the year, not within each month.
            let message = "The first or last workday of several months does not fit into a yearly rule.";
            return Err(Wrong::new(&codes::BAD_RULE, message).help(write("every: month")));
        }
        Ok(Pattern { months, days })
    }

    /// The months and the days of `on`.
    fn parts(&self) -> Result<(Vec<i8>, Vec<&Pick>), Wrong> {
        let (mut months, mut picks, mut dated) = (Vec::new(), Vec::new(), Vec::new());
        for on in &self.on {
            match on {
                On::Month(month) => months.push(*month),
                On::Day(pick) => picks.push(pick),
                On::DayOf(pick, month) => dated.push((*month, pick)),
            }
        }
        if dated.is_empty() {
            return Ok((months, once(picks)));
        }
        if self.every != Every::Year {
            let message = format!("A day of one month comes once a year, not every {}.", self.every);
            return Err(Wrong::new(&codes::BAD_RULE, message).help(write("every: year")));
        }
        if months.is_empty() && picks.is_empty() { product(&dated) } else { Err(mixed()) }
    }

    fn days(&self, picks: &[&Pick]) -> Result<Days, Wrong> {
        for pick in picks {
            self.fits(pick)?;
        }
        let weekdays: Option<Vec<_>> = picks.iter().map(|pick| as_weekday(pick)).collect();
        let dates: Option<Vec<_>> = picks.iter().map(|pick| as_date(pick)).collect();
        match (picks, weekdays, dates) {
            ([], ..) => Ok(Days::AsStart),
            ([Pick::Edge(edge, days)], ..) => Ok(Days::Edge(*edge, days.clone())),
            (_, Some(weekdays), _) => Ok(Days::Weekdays(weekdays)),
            (_, _, Some(dates)) => Ok(Days::Dates(dates)),
            _ => Err(mixed()),
        }
    }

    /// Whether a day makes sense within the period.
    fn fits(&self, pick: &Pick) -> Result<(), Wrong> {
        let of_month = !matches!(pick, Pick::Weekday(_));
        let by_day = matches!(pick, Pick::Date(_) | Pick::LastDay);
        match self.every {
            Every::Week if of_month => {}
            Every::Day if of_month && !by_day => {}
            _ => return Ok(()),
        }
        let message = format!("`{pick}` is a day of a month, but the rule says every {}.", self.every);
        Err(Wrong::new(&codes::BAD_RULE, message).help(write("every: month")))
    }
}

/// The months and days of `march 15, september 15`: one rule can only say it if each month has the same days.
fn product<'a>(dated: &[(i8, &'a Pick)]) -> Result<(Vec<i8>, Vec<&'a Pick>), Wrong> {
    let days_of = |wanted: i8| once(dated.iter().filter(|(month, _)| *month == wanted).map(|(_, pick)| *pick));
    let Some((first, _)) = dated.first() else { return Ok((Vec::new(), Vec::new())) };
    let days = days_of(*first);
    let same = |month| {
        let others = days_of(month);
        others.len() == days.len() && others.iter().all(|pick| days.contains(pick))
    };
    if dated.iter().all(|(month, _)| same(*month)) {
        return Ok((dated.iter().map(|(month, _)| *month).collect(), days));
    }
    let message = "Different days of different months do not fit into one rule.";
    Err(Wrong::new(&codes::BAD_RULE, message).help("keep one of them in `on` and list the other dates under `also`"))
}

/// What is written twice counts once.
fn once<'a>(picks: impl IntoIterator<Item = &'a Pick>) -> Vec<&'a Pick> {
    let mut kept = Vec::new();
    for pick in picks {
        if !kept.contains(&pick) {
            kept.push(pick);
        }
    }
    kept
}

fn mixed() -> Wrong {
    let message = "Days of different sorts do not fit into one rule.";
    let help = "keep to one sort: days of the week (`tue`, `1st tue`) or days of the month (`15`, `last day`)";
    Wrong::new(&codes::BAD_RULE, message).help(help)
}

fn as_weekday(pick: &Pick) -> Option<(Option<i8>, Weekday)> {
    match pick {
        Pick::Weekday(day) => Some((None, *day)),
        Pick::Nth(nth, day) => Some((Some(*nth), *day)),
        _ => None,
    }
}

fn as_date(pick: &Pick) -> Option<i8> {
    match pick {
        Pick::Date(day) => Some(*day),
        Pick::LastDay => Some(-1),
        _ => None,
    }
}
