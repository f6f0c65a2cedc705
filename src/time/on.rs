//! On which days something repeats: `tue`, `1st tue`, `last fri`, `15`, `last day`, `march`, `march 15`.

use jiff::civil::Weekday;

use super::words::{self, ordinal, weekday_short};
use crate::diag::{Wrong, codes};

/// One entry of `on`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum On {
    /// A day of a week, a month or a year.
    Day(Pick),
    /// Only this month, 1 to 12.
    Month(i8),
    /// A day of one month of a year: `march 15`.
    DayOf(Pick, i8),
}

/// A day within a period.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Pick {
    /// Every such day of the week: `tue`.
    Weekday(Weekday),
    /// The first (1) to fifth, or counted from the end (-1 is the last, to -4) such day of the month: `1st tue`, `last fri`.
    Nth(i8, Weekday),
    /// A day of the month: `15`.
    Date(i8),
    /// The last day of the month: `last day`.
    LastDay,
    /// The first (1) or last (-1) day of the month that is one of these: `last workday`.
    Edge(i8, Vec<Weekday>),
}

/// Monday to Friday.
const WORKDAYS: usize = 5;

const FORMS: &str = "write days as `tue`, `1st tue`, `last fri`, `15`, `last day`, `march 15` or `1st tue of november`";

impl On {
    /// Reads one entry of `on`.
    ///
    /// # Errors
    /// `BAD_RULE`.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let lower = text.to_lowercase().replace(',', " ");
        let words: Vec<&str> = lower.split_whitespace().filter(|word| *word != "the").collect();
        if let Some(day) = words.iter().find_map(|word| impossible_day(word)) {
            let message = format!("`{text}`: there is no day {day} in any month.");
            return Err(Wrong::new(&codes::BAD_RULE, message).help("write a day from 1 to 31, or `last day`"));
        }
        read(&words).ok_or_else(|| wrong(text, &words))
    }
}

fn read(words: &[&str]) -> Option<On> {
    if let [word] = words
        && let Some(month) = words::month(word)
    {
        return Some(On::Month(month));
    }
    if let [day @ .., "of", month] = words {
        return Some(On::DayOf(pick(day)?, words::month(month)?));
    }
    match words {
        [month, day] if words::month(month).is_some() => Some(On::DayOf(date(day)?, words::month(month)?)),
        [day, month] if words::month(month).is_some() => Some(On::DayOf(date(day)?, words::month(month)?)),
        _ => pick(words).map(On::Day),
    }
}

fn pick(words: &[&str]) -> Option<Pick> {
    match words {
        ["last", "day"] => Some(Pick::LastDay),
        [edge @ ("first" | "1st" | "last"), "weekday" | "workday"] => {
            Some(Pick::Edge(if *edge == "last" { -1 } else { 1 }, words::WEEK[..WORKDAYS].to_vec()))
        }
        [word] => words::weekday(word).map(Pick::Weekday).or_else(|| date(word)),
        ["last", day] => Some(Pick::Nth(-1, words::weekday(day)?)),
        [number, day] => Some(Pick::Nth(nth(number)?, words::weekday(day)?)),
        // Calendars differ about the fifth from the end.
        [number, "last", day] => Some(Pick::Nth(-nth(number).filter(|nth| *nth < 5)?, words::weekday(day)?)),
        _ => None,
    }
}

fn nth(word: &str) -> Option<i8> {
    let (digits, names) = (["1st", "2nd", "3rd", "4th", "5th"], ["first", "second", "third", "fourth", "fifth"]);
    (1..).zip(digits.iter().zip(names)).find(|(_, (digit, name))| word == **digit || word == *name).map(|(n, _)| n)
}

/// `15` or `15th`, from 1 to 31.
fn date(word: &str) -> Option<Pick> {
    number(word).filter(|day| (1..=31).contains(day)).and_then(|day| i8::try_from(day).ok()).map(Pick::Date)
}

fn number(word: &str) -> Option<i64> {
    let plain = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    plain.parse().ok()
}

fn impossible_day(word: &str) -> Option<i64> {
    number(word).filter(|day| !(1..=31).contains(day))
}

fn wrong(text: &str, words: &[&str]) -> Wrong {
    let message = match words {
        [] => "The day is empty.".to_owned(),
        _ => format!("`{text}` is not a day of the week, the month or the year."),
    };
    let wrong = Wrong::new(&codes::BAD_RULE, message);
    let meant = if words == ["first", "day"] || words == ["1st", "day"] { read(&["1"]) } else { meant(words) };
    match meant {
        Some(on) => wrong.help(super::write(on)),
        None => wrong.help(FORMS),
    }
}

/// The entry with its misspelt words put right.
fn meant(words: &[&str]) -> Option<On> {
    let known = words::WEEK.map(|day| words::weekday_name(day).to_lowercase());
    let months: Vec<String> = (1..=12).map(|month| words::month_name(month).to_lowercase()).collect();
    let fixed = |word: &&str| {
        let kept = words::weekday(word).is_some() || words::month(word).is_some() || number(word).is_some();
        let all = known.iter().chain(&months).map(String::as_str);
        let near = crate::diag::nearest(word, all.chain(["last", "first", "second", "third", "fourth", "of", "day"]));
        if kept { (*word).to_owned() } else { near.unwrap_or(word).to_owned() }
    };
    let fixed: Vec<String> = words.iter().filter(|word| !["every", "on", "each"].contains(word)).map(fixed).collect();
    read(&fixed.iter().map(String::as_str).collect::<Vec<_>>())
}

impl std::fmt::Display for On {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Day(pick) => write!(f, "{pick}"),
            Self::Month(month) => f.write_str(&words::month_name(*month).to_lowercase()),
            Self::DayOf(Pick::Date(day), month) => write!(f, "{} {day}", words::month_name(*month).to_lowercase()),
            Self::DayOf(pick, month) => write!(f, "{pick} of {}", words::month_name(*month).to_lowercase()),
        }
    }
}

impl std::fmt::Display for Pick {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Weekday(day) => f.write_str(&weekday_short(*day)),
            Self::Nth(-1, day) => write!(f, "last {}", weekday_short(*day)),
            Self::Nth(n @ ..0, day) => write!(f, "{} last {}", ordinal(-n), weekday_short(*day)),
            Self::Nth(n, day) => write!(f, "{} {}", ordinal(*n), weekday_short(*day)),
            Self::Date(day) => write!(f, "{day}"),
            Self::LastDay => f.write_str("last day"),
            Self::Edge(edge, days) => {
                let edge = if *edge < 0 { "last" } else { "first" };
                match days.as_slice() {
                    days if days == &words::WEEK[..WORKDAYS] => write!(f, "{edge} workday"),
                    days => {
                        write!(f, "{edge} of {}", days.iter().copied().map(weekday_short).collect::<Vec<_>>().join("/"))
                    }
                }
            }
        }
    }
}
