//! Dates in the words of somebody who types a command: `next thu 18:30`, `tomorrow`, `in 2 weeks`, `first tue of january 19:00`.

use jiff::Span;
use jiff::civil::{Date, Time};

use super::expand::Series;
use super::{Ends, Every, On, Pick, Rule, When, guess, tokens};
use crate::diag::Wrong;

/// The words that say nothing about which day is meant.
const FILLERS: [&str; 5] = ["on", "at", "the", "this", "coming"];

const FORMS: &str = "write it as `2026-12-03 18:30`, or in words: `next thu 18:30`, `tomorrow 18:00`, `in 2 weeks`, \
                     `first tue of january 19:00`";

impl When {
    /// Reads a date in words, or as [`When::parse`] does. A day of the week, a month or a year is the next one after `today`.
    ///
    /// # Errors
    /// `BAD_DATE`.
    pub fn said(text: &str, today: Date) -> Result<Self, Wrong> {
        let lower = text.to_lowercase().replace(',', " ");
        let mut words: Vec<&str> = lower.split_whitespace().filter(|word| !FILLERS.contains(word)).collect();
        match Self::parse(text) {
            Ok(parsed) => Ok(parsed.when),
            Err(_) => {
                let time = take_time(&mut words);
                let date = day(&words, today).ok_or_else(|| wrong(text))?;
                Ok(time.map_or(Self::Day(date), |time| Self::Time(date.to_datetime(time))))
            }
        }
    }
}

/// The message for words that name no day, with the date that is meant where it can be told.
fn wrong(text: &str) -> Wrong {
    let wrong = guess::wrong(text);
    if wrong.help.as_deref() == Some(guess::FORM) { wrong.help(FORMS) } else { wrong }
}

/// Takes the time from the end: `18:30`, `7pm`, `7 pm`.
fn take_time(words: &mut Vec<&str>) -> Option<Time> {
    let (time, count) = match words.as_slice() {
        [.., clock, half @ ("am" | "pm")] => (tokens::time(clock, Some(half)), 2),
        [.., clock] => (tokens::time(clock, None), 1),
        [] => (None, 0),
    };
    words.truncate(words.len() - if time.is_some() { count } else { 0 });
    time
}

fn day(words: &[&str], today: Date) -> Option<Date> {
    match words {
        ["today"] => Some(today),
        ["tomorrow"] => today.tomorrow().ok(),
        ["in", "a" | "an", unit] | ["next", unit] if span(1, unit).is_some() => today.checked_add(span(1, unit)?).ok(),
        ["in", number, unit] => today.checked_add(span(number.parse().ok()?, unit)?).ok(),
        ["next", rest @ ..] | rest => on(rest, today),
    }
}

/// So many days, weeks, months or years, up to more than anybody plans ahead.
fn span(number: i64, unit: &str) -> Option<Span> {
    let every = Every::parse(unit.strip_suffix('s').unwrap_or(unit)).ok()?;
    (0..1000).contains(&number).then(|| match every {
        Every::Day => Span::new().days(number),
        Every::Week => Span::new().weeks(number),
        Every::Month => Span::new().months(number),
        Every::Year => Span::new().years(number),
    })
}

/// The next day of those on which something could repeat, perhaps of a year: `thu`, `last fri`, `december 3`, `1st tue of january 2027`.
fn on(words: &[&str], today: Date) -> Option<Date> {
    let year = words.last().filter(|word| word.len() == 4).and_then(|word| word.parse::<i16>().ok());
    let words = &words[..words.len() - usize::from(year.is_some())];
    let on = On::parse(&words.join(" ")).ok()?;
    let (every, from) = match on {
        On::Month(_) => return None,
        On::DayOf(..) => (Every::Year, today),
        On::Day(Pick::Weekday(_)) => (Every::Week, today.tomorrow().ok()?),
        On::Day(_) => (Every::Month, today.tomorrow().ok()?),
    };
    let from = match (year, every) {
        (None, _) => from,
        (Some(year), Every::Year) => Date::new(year, 1, 1).ok()?,
        _ => return None,
    };
    let rule = Rule { every, interval: 1, on: vec![on], ends: Ends::Never };
    let found = Series::new(&rule, &When::Day(from))?.dates_from(from).next()?;
    year.is_none_or(|year| found.year() == year).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Said on Sunday 22 November 2026.
    fn said(text: &str) -> Result<String, Wrong> {
        When::said(text, Date::constant(2026, 11, 22)).map(|when| when.to_string())
    }

    #[test]
    fn dates_in_words() {
        for (text, date) in [
            ("2026-12-03", "2026-12-03"),
            ("2026-12-03 18:30", "2026-12-03T18:30"),
            ("today", "2026-11-22"),
            ("Tomorrow 18:00", "2026-11-23T18:00"),
            ("thu", "2026-11-26"),
            ("next Thursday at 18:30", "2026-11-26T18:30"),
            ("this thu, 6:30pm", "2026-11-26T18:30"),
            ("sun", "2026-11-29"),
            ("in 2 weeks", "2026-12-06"),
            ("in a month 9:00", "2026-12-22T09:00"),
            ("next week", "2026-11-29"),
            ("in 3 days 7 pm", "2026-11-25T19:00"),
            ("first tue of january 19:00", "2027-01-05T19:00"),
            ("the first tue of january 2028", "2028-01-04"),
            ("last fri", "2026-11-27"),
            ("1st tue", "2026-12-01"),
            ("last day", "2026-11-30"),
            ("22 november", "2026-11-22"),
            ("November 21", "2027-11-21"),
            ("3 dec 2026 20h", "2026-12-03T20:00"),
            ("feb 29", "2028-02-29"),
        ] {
            assert_eq!(said(text).as_deref(), Ok(date), "{text}");
        }
    }

    #[test]
    fn what_names_no_day_is_not_guessed() {
        for text in ["", "soon", "december", "18:30", "thu 25:00", "feb 29 2027", "in many weeks", "next", "2026-02-30"]
        {
            assert!(said(text).is_err(), "{text}");
        }
        assert!(said("soon").unwrap_err().help.unwrap().contains("`next thu 18:30`"));
        assert!(said("3.12.2026").unwrap_err().help.unwrap().contains("2026-12-03"));
        assert!(said("in 2000000000 years").is_err() && said("in 999 years").is_ok());
    }
}
