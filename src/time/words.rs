//! English names of days and months: read from organizers, spoken in messages.

use jiff::civil::{Date, Weekday};

/// The days of a week, Monday first.
pub const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a day of the week: `Tuesday`.
pub const fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// The three letters that a rule is written with: `tue`.
pub fn weekday_short(day: Weekday) -> String {
    weekday_name(day)[..3].to_lowercase()
}

/// The name of a month, 1 to 12: `March`. Any other number has an empty name.
pub fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
}

/// The day that a word names: `tue`, `Tues.`, `tuesdays`.
pub fn weekday(word: &str) -> Option<Weekday> {
    WEEK.into_iter().find(|day| names(word, weekday_name(*day)))
}

/// The month that a word names: `mar`, `Sept.`, `march`.
pub fn month(word: &str) -> Option<i8> {
    (1..=12).find(|month| names(word, month_name(*month)))
}

/// Whether a word is the name, its plural, or at least its first three letters.
fn names(word: &str, name: &str) -> bool {
    let (word, name) = (word.trim_end_matches('.').to_lowercase(), name.to_lowercase());
    word.len() >= 3 && (name.starts_with(&word) || word.strip_suffix('s') == Some(&name))
}

/// A date in words: `21 August 2024`.
pub fn spoken(date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(date.month()), date.year())
}

/// A date in words with its weekday: `Wednesday 21 August 2024`.
pub fn spoken_with_weekday(date: Date) -> String {
    format!("{} {}", weekday_name(date.weekday()), spoken(date))
}

/// A number with the ending of its ordinal: `1st`, `22nd`.
pub fn ordinal(number: i8) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
