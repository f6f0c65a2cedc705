//! Repeat rules as iCalendar (RFC 5545) writes them, as far as all its readers agree about them.

use jiff::civil::{Date, Time, Weekday};

use super::iso::basic;
use super::rule::{Days, Pattern, whole_number};
use super::words::WEEK;
use super::{Ends, Every, On, Pick, Rule, When, Zone, instant};
use crate::diag::{Wrong, codes};

const CODES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

const PERIODS: [(&str, Every); 4] =
    [("DAILY", Every::Day), ("WEEKLY", Every::Week), ("MONTHLY", Every::Month), ("YEARLY", Every::Year)];

/// The parts of an RRULE, still as text.
#[derive(Default)]
struct Parts<'a> {
    list: Vec<(String, &'a str)>,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Result<Self, Wrong> {
        let text = text.trim();
        let text = text.strip_prefix("RRULE:").unwrap_or(text);
        let mut parts = Self::default();
        for part in text.split(';').filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=').ok_or_else(|| bad(format!("`{part}` is no part of a rule.")))?;
            let key = key.to_ascii_uppercase();
            if parts.get(&key).is_some() {
                return Err(bad(format!("{key} is written twice.")));
            }
            parts.list.push((key, value));
        }
        Ok(parts)
    }

    fn get(&self, key: &str) -> Option<&'a str> {
        self.list.iter().find(|(name, _)| name == key).map(|(_, value)| *value)
    }
}

fn bad(message: impl Into<String>) -> Wrong {
    Wrong::new(&codes::BAD_RULE, message).help("write the rule such as `rrule: FREQ=WEEKLY;BYDAY=TU;COUNT=8`")
}

fn refused(message: &str, help: &str) -> Wrong {
    Wrong::new(&codes::BAD_RULE, message).help(help)
}

impl Rule {
    /// Reads an RRULE of the subset that all calendars agree about. The zone is that of the start, for an UNTIL in UTC.
    ///
    /// # Errors
    /// `BAD_RULE` or `UNTIL_AND_COUNT`, with the reason.
    pub fn parse_rrule(text: &str, zone: &Zone) -> Result<Self, Wrong> {
        let parts = Parts::of(text)?;
        let every = period(&parts)?;
        for (key, value) in &parts.list {
            accept(key, value, every)?;
        }
        let interval = match parts.get("INTERVAL") {
            None => 1,
            Some(value) => whole_number(value).filter(|n| *n > 0).ok_or_else(|| {
                refused("INTERVAL must be 1 or more.", "take INTERVAL out, or write `INTERVAL=2` for every second one")
            })?,
        };
        let on = days(&parts, every)?;
        let rule = Self { every, interval, on, ends: ends(&parts, zone)? };
        weeks_begin_on_monday(&parts, &rule)?;
        Ok(rule)
    }

    /// The rule as RRULE value for a series that begins at `start`; none if its days do not go together.
    pub fn rrule(&self, start: &When, zone: &Zone) -> Option<String> {
        let pattern = self.pattern(start.date()).ok()?;
        let mut text = format!("FREQ={}", PERIODS.iter().find(|(_, every)| *every == self.every)?.0);
        if self.interval > 1 {
            text += &format!(";INTERVAL={}", self.interval);
        }
        text += &pattern_text(&pattern);
        match self.ends {
            Ends::Never => {}
            Ends::Count(count) => text += &format!(";COUNT={count}"),
            Ends::Until(until) => text += &format!(";UNTIL={}", until_text(&until, start, zone)),
        }
        Some(text)
    }
}

fn period(parts: &Parts<'_>) -> Result<Every, Wrong> {
    let word = parts.get("FREQ").ok_or_else(|| bad("The rule has no FREQ."))?.to_ascii_uppercase();
    if ["HOURLY", "MINUTELY", "SECONDLY"].contains(&word.as_str()) {
        return Err(refused("An event cannot repeat several times a day.", "write one event with `sessions`"));
    }
    let known = PERIODS.iter().find(|(name, _)| *name == word).map(|(_, every)| *every);
    known.ok_or_else(|| bad(format!("`{word}` is no FREQ.")))
}

/// Refuses the parts about which calendars disagree.
fn accept(key: &str, value: &str, every: Every) -> Result<(), Wrong> {
    let reason = match key {
        "FREQ" | "INTERVAL" | "UNTIL" | "COUNT" | "BYDAY" | "BYMONTH" | "BYSETPOS" | "WKST" => return Ok(()),
        "BYMONTHDAY" if every == Every::Week => "BYMONTHDAY is not allowed in a weekly rule.",
        "BYMONTHDAY" => return Ok(()),
        "BYWEEKNO" => "Many calendars do not know BYWEEKNO.",
        "BYYEARDAY" => "Many calendars do not know BYYEARDAY.",
        "BYHOUR" | "BYMINUTE" | "BYSECOND" => "The time of day belongs into `start`.",
        _ => return Err(bad(format!("`{key}={value}` is not known."))),
    };
    let help = match key {
        "BYHOUR" | "BYMINUTE" | "BYSECOND" => format!("take `{key}={value}` out"),
        "BYMONTHDAY" => "write `FREQ=MONTHLY`".to_owned(),
        _ => "write the day with BYMONTH and BYDAY or BYMONTHDAY, such as `FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15`"
            .to_owned(),
    };
    Err(refused(reason, &help))
}

/// The first day of the week matters if whole weeks are left out and a week has several days.
fn weeks_begin_on_monday(parts: &Parts<'_>, rule: &Rule) -> Result<(), Wrong> {
    let other = parts.get("WKST").is_some_and(|day| !day.eq_ignore_ascii_case("MO"));
    if other && rule.every == Every::Week && rule.interval > 1 && rule.on.len() > 1 {
        return Err(refused("Weeks begin on Monday here.", "take WKST out, and check the dates"));
    }
    Ok(())
}

fn ends(parts: &Parts<'_>, zone: &Zone) -> Result<Ends, Wrong> {
    match (parts.get("COUNT"), parts.get("UNTIL")) {
        (None, None) => Ok(Ends::Never),
        (Some(_), Some(until)) => {
            let wrong = Wrong::new(&codes::UNTIL_AND_COUNT, "Both UNTIL and COUNT are given.");
            Err(wrong.help(format!("take one of them out: `UNTIL={until}` or COUNT")))
        }
        (Some(count), None) => {
            let count = whole_number(count).filter(|count| *count > 0);
            count.map(Ends::Count).ok_or_else(|| bad("COUNT must be 1 or more."))
        }
        (None, Some(until)) => {
            let read = parse_until(until, zone);
            read.map(Ends::Until).ok_or_else(|| {
                refused(&format!("`UNTIL={until}` is no date."), "write `UNTIL=20261231` or `UNTIL=20261231T235959Z`")
            })
        }
    }
}

fn parse_until(text: &str, zone: &Zone) -> Option<When> {
    let (text, universal) = text.strip_suffix(['Z', 'z']).map_or((text, false), |text| (text, true));
    let (date, time) = text.split_once(['T', 't']).map_or((text, None), |(date, time)| (date, Some(time)));
    let date = digits(date, 8)
        .and_then(|_| Date::new(date[..4].parse().ok()?, date[4..6].parse().ok()?, date[6..].parse().ok()?).ok())?;
    let Some(time) = time else { return Some(When::Day(date)) };
    let time = digits(time, 6)
        .and_then(|_| Time::new(time[..2].parse().ok()?, time[2..4].parse().ok()?, time[4..].parse().ok()?, 0).ok())?;
    let at = When::Time(date.to_datetime(time));
    Some(if universal { When::Time(zone.rules().to_datetime(instant(&at, &Zone::utc()))) } else { at })
}

fn digits(text: &str, len: usize) -> Option<&str> {
    (text.len() == len && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

fn days(parts: &Parts<'_>, every: Every) -> Result<Vec<On>, Wrong> {
    let months = numbers(parts, "BYMONTH", 1..=12)?;
    let dates = numbers(parts, "BYMONTHDAY", -1..=31)?;
    let weekdays = parts.get("BYDAY").map_or(Ok(Vec::new()), weekdays)?;
    if !dates.is_empty() && !weekdays.is_empty() {
        return Err(refused("BYDAY and BYMONTHDAY together are rarely understood.", "keep one of them"));
    }
    let picks: Vec<Pick> = match parts.get("BYSETPOS") {
        Some(position) => vec![edge(position, &weekdays, every)?],
        None => weekdays.into_iter().chain(dates.into_iter().map(date)).collect(),
    };
    if every == Every::Year && months.len() > 1 && parts.get("BYSETPOS").is_some() {
        return Err(refused("BYSETPOS counts within the whole year here.", "write `FREQ=MONTHLY`"));
    }
    if every == Every::Year && months.is_empty() && !picks.is_empty() {
        let help = "add the month, such as `BYMONTH=3`";
        return Err(refused("A yearly rule that names a day must name its month.", help));
    }
    let nth = picks.iter().any(|pick| !matches!(pick, Pick::Weekday(_) | Pick::Date(_) | Pick::LastDay));
    if nth && matches!(every, Every::Day | Every::Week) {
        return Err(refused("A counted weekday such as 1TU needs a monthly rule.", "write `FREQ=MONTHLY`"));
    }
    Ok(months.into_iter().map(On::Month).chain(picks.into_iter().map(On::Day)).collect())
}

fn date(day: i8) -> Pick {
    if day < 0 { Pick::LastDay } else { Pick::Date(day) }
}

fn numbers(parts: &Parts<'_>, key: &str, range: std::ops::RangeInclusive<i8>) -> Result<Vec<i8>, Wrong> {
    let Some(list) = parts.get(key) else { return Ok(Vec::new()) };
    let number = |text: &str| {
        let number = text.trim().parse().ok().filter(|n| *n != 0 && range.contains(n));
        let help = match key {
            "BYMONTHDAY" => "write days from 1 to 31, or `BYMONTHDAY=-1` for the last",
            _ => "write months from 1 to 12",
        };
        number.ok_or_else(|| refused(&format!("`{key}={text}` is not possible."), help))
    };
    list.split(',').map(number).collect()
}

fn weekdays(list: &str) -> Result<Vec<Pick>, Wrong> {
    list.split(',')
        .map(|text| weekday(text.trim()).ok_or_else(|| bad(format!("`BYDAY={text}` is no weekday."))))
        .collect()
}

fn weekday(text: &str) -> Option<Pick> {
    let (number, code) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let at = CODES.iter().position(|known| known.eq_ignore_ascii_case(code))?;
    let day = *WEEK.get(at)?;
    if number.is_empty() {
        return Some(Pick::Weekday(day));
    }
    let nth: i8 = number.parse().ok()?;
    (nth != 0 && (-4..=5).contains(&nth)).then_some(Pick::Nth(nth, day))
}

/// BYSETPOS is the same everywhere only for the first or last of some weekdays of a month.
fn edge(position: &str, weekdays: &[Pick], every: Every) -> Result<Pick, Wrong> {
    let plain: Option<Vec<Weekday>> =
        weekdays.iter().map(|pick| if let Pick::Weekday(day) = pick { Some(*day) } else { None }).collect();
    let monthly = matches!(every, Every::Month | Every::Year);
    match (position, plain) {
        ("1" | "+1", Some(days)) if monthly && !days.is_empty() => Ok(one_edge(1, days)),
        ("-1", Some(days)) if monthly && !days.is_empty() => Ok(one_edge(-1, days)),
        _ => Err(refused(
            "Calendars agree about BYSETPOS only as 1 or -1 beside weekdays of a month.",
            "write a counted weekday, such as `BYDAY=2TU`, in place of BYSETPOS",
        )),
    }
}

fn one_edge(edge: i8, days: Vec<Weekday>) -> Pick {
    match days.as_slice() {
        [day] => Pick::Nth(edge, *day),
        _ => Pick::Edge(edge, days),
    }
}

fn pattern_text(pattern: &Pattern) -> String {
    let list = |key: &str, values: Vec<String>| format!(";{key}={}", values.join(","));
    let mut text = String::new();
    if !pattern.months.is_empty() {
        text += &list("BYMONTH", pattern.months.iter().map(ToString::to_string).collect());
    }
    text += &match &pattern.days {
        Days::AsStart => String::new(),
        Days::Dates(days) => list("BYMONTHDAY", days.iter().map(ToString::to_string).collect()),
        Days::Weekdays(days) => {
            let one = |(nth, day): &(Option<i8>, Weekday)| nth.map_or_else(String::new, |n| n.to_string()) + code(*day);
            list("BYDAY", days.iter().map(one).collect())
        }
        Days::Edge(edge, days) => {
            list("BYDAY", days.iter().map(|day| code(*day).to_owned()).collect()) + &format!(";BYSETPOS={edge}")
        }
    };
    text
}

fn code(day: Weekday) -> &'static str {
    CODES.iter().zip(WEEK).find(|(_, known)| *known == day).map_or("MO", |(code, _)| code)
}

/// UNTIL is a date for whole days, else the UTC instant of the last moment that still counts.
fn until_text(until: &When, start: &When, zone: &Zone) -> String {
    if start.is_day() {
        return basic::date(until.date());
    }
    let last = match until {
        When::Day(day) => When::Time(day.at(23, 59, 59, 0)),
        When::Time(_) => *until,
    };
    basic::utc(instant(&last, zone))
}
