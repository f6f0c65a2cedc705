//! Dates that cannot be read or do not exist: what to say, and what is probably meant.

use jiff::civil::{Date, Time};

use super::tokens::Tokens;
use super::when::Fields;
use super::{PartialDate, When, clock, words, write};
use crate::diag::{Wrong, codes};

/// How a date is written, if nothing better can be said.
pub(super) const FORM: &str = "write the date as `2026-12-01`, or with its time as `2026-12-01T18:00`";

/// The message for a text that is not written as a date.
pub(super) fn wrong(text: &str) -> Wrong {
    if text.is_empty() {
        return Wrong::new(&codes::BAD_DATE, "The date is empty.").help(FORM);
    }
    if let Some(time) = clock::parse(text).and_then(|read| read.clock.time()) {
        let whole = When::Time(Date::constant(2026, 12, 1).to_datetime(time));
        let wrong = Wrong::new(&codes::BAD_DATE, format!("`{text}` is a time without its day"));
        return wrong.help(format!("write the day before it, such as `{whole}`"));
    }
    let message = format!("`{text}` cannot be read as a date.");
    match Guess::of(text) {
        Guess::Nothing => Wrong::new(&codes::BAD_DATE, message).help(FORM),
        Guess::Two => Wrong::new(&codes::BAD_DATE, format!("`{text}` is more than one date."))
            .help("write the first as `start` and the last as `end`"),
        Guess::Part(part) => {
            let help = format!("{}, with the day that is meant", write(part.first_day()));
            Wrong::new(&codes::BAD_DATE, message).help(help)
        }
        Guess::Impossible(wrong) => wrong,
        Guess::Dates { dates, time, note } => {
            Wrong::new(&codes::BAD_DATE, message).help(format!("{}{note}", options(&dates, time)))
        }
    }
}

/// The message for a text that may be a year or a month, if one can be guessed.
pub(super) fn partial(text: &str) -> Option<Wrong> {
    let Guess::Part(part) = Guess::of(text) else { return None };
    let message = format!("`{text}` cannot be read as a date.");
    Some(Wrong::new(&codes::BAD_DATE, message).help(write(part)))
}

/// What a text probably means.
enum Guess {
    Nothing,
    /// Several dates stand in it.
    Two,
    /// A month or year without a day.
    Part(PartialDate),
    /// A date that does not exist.
    Impossible(Wrong),
    /// One date, or two that are equally likely, and a word about the weekday.
    Dates {
        dates: Vec<Date>,
        time: Option<Time>,
        note: String,
    },
}

impl Guess {
    fn of(text: &str) -> Self {
        let mut tokens = Tokens::of(text);
        let Some((year, year_first)) = tokens.take_year() else { return Self::Nothing };
        if tokens.take_year().is_some() {
            return Self::Two;
        }
        let numbers: Vec<i8> = tokens.numbers.iter().filter_map(|(n, _)| i8::try_from(*n).ok()).collect();
        match (tokens.months.as_slice(), numbers.as_slice()) {
            ([month], [day]) => Self::dates(&[(year, *month, *day)], &tokens),
            ([month], []) => Self::Part(PartialDate::Month(year, *month)),
            ([], [month @ 1..=12]) => Self::Part(PartialDate::Month(year, *month)),
            ([], []) => Self::Part(PartialDate::Year(year)),
            ([], [month, day]) if year_first => Self::dates(&[(year, *month, *day)], &tokens),
            ([], [a, b]) => Self::dates(&orders(year, *a, *b, tokens.slashes), &tokens),
            _ => Self::Nothing,
        }
    }

    fn dates(fields: &[Fields], tokens: &Tokens) -> Self {
        let rest = tokens.time.map(|time| time.strftime("T%H:%M").to_string()).unwrap_or_default();
        let real: Result<Vec<Date>, Wrong> = fields.iter().map(|fields| real_date(*fields, &rest)).collect();
        match real {
            Ok(dates) => Self::Dates { note: weekday_note(&dates, tokens), dates, time: tokens.time },
            Err(wrong) => Self::Impossible(wrong),
        }
    }
}

/// Day and month from two numbers before a year: the larger one decides; with slashes both orders are in use.
fn orders(year: i16, a: i8, b: i8, slashes: bool) -> Vec<Fields> {
    match (a > 12, b > 12) {
        (false, true) => vec![(year, a, b)],
        (false, false) if slashes && a != b => vec![(year, b, a), (year, a, b)],
        _ => vec![(year, b, a)],
    }
}

fn weekday_note(dates: &[Date], tokens: &Tokens) -> String {
    match (dates, tokens.weekday) {
        ([date], Some(said)) if date.weekday() != said => {
            let (right, said) = (words::weekday_name(date.weekday()), words::weekday_name(said));
            format!("; but {} is a {right}, not a {said}", words::spoken(*date))
        }
        _ => String::new(),
    }
}

fn options(dates: &[Date], time: Option<Time>) -> String {
    let shown = |date: &Date| match time {
        Some(time) => When::Time(date.to_datetime(time)),
        None => When::Day(*date),
    };
    match dates {
        [date] => write(shown(date)),
        _ => {
            let each = dates.iter().map(|date| format!("`{}` for {}", shown(date), words::spoken(*date)));
            format!("write {}", each.collect::<Vec<_>>().join(" or "))
        }
    }
}

/// The date of three numbers; `rest` is what stands behind it, to be kept in the line to write.
pub(super) fn real_date((year, month, day): Fields, rest: &str) -> Result<Date, Wrong> {
    if let Ok(date) = Date::new(year, month, day) {
        return Ok(date);
    }
    let wrong = |message: String| Wrong::new(&codes::BAD_DATE, message);
    let Ok(first) = Date::new(year, month, 1) else {
        let swapped = Date::new(year, day, month);
        let wrong = wrong(format!("There is no month {month}."));
        return Err(wrong.help(swapped.map_or_else(|_| FORM.to_owned(), |date| write(format_args!("{date}{rest}")))));
    };
    let last = first.last_of_month();
    let message = match day {
        ..1 => "There is no day 0.".to_owned(),
        _ => format!("There is no day {day}: {} {year} has {} days.", words::month_name(month), last.day()),
    };
    let near = if day < 1 { first } else { last };
    let end = if day < 1 { "first" } else { "last" };
    Err(wrong(message).help(format!("{} if the {end} day is meant", write(format_args!("{near}{rest}")))))
}

/// The message for a thirteenth month.
pub(super) fn no_such_month(month: i8, year: impl std::fmt::Display) -> Wrong {
    let help = format!("{}, or a month from 01 to 12", write(format_args!("{year}-12")));
    Wrong::new(&codes::BAD_DATE, format!("There is no month {month}.")).help(help)
}
