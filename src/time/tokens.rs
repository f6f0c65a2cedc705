//! The numbers and names in a text that should have been a date.

use jiff::civil::{Time, Weekday};

use super::words;

/// What stands in a text: enough to guess the date that is meant.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// All numbers that are no time, with the count of their digits.
    pub(super) numbers: Vec<(i16, usize)>,
    /// Names of months.
    pub(super) months: Vec<i8>,
    /// The first name of a weekday.
    pub(super) weekday: Option<Weekday>,
    /// The first time of day.
    pub(super) time: Option<Time>,
    /// Whether slashes separate the numbers: then the order of day and month differs between countries.
    pub(super) slashes: bool,
}

impl Tokens {
    /// Takes a text apart.
    pub(super) fn of(text: &str) -> Self {
        let mut tokens = Self { slashes: text.contains('/'), ..Self::default() };
        let text = separate(text);
        let mut rest = text.split_whitespace().peekable();
        while let Some(token) = rest.next() {
            let half = rest.next_if(|next| is_half(next));
            tokens.take(token, half);
        }
        tokens
    }

    fn take(&mut self, token: &str, half: Option<&str>) {
        if let Some(time) = time(token, half) {
            self.time.get_or_insert(time);
        } else if let Some(number) = number(token) {
            self.numbers.push(number);
        } else if let Some(month) = words::month(token) {
            self.months.push(month);
        } else if let Some(weekday) = words::weekday(token) {
            self.weekday.get_or_insert(weekday);
        }
    }

    /// Takes the year out of the numbers: the only one with four digits. The flag tells whether it was the first number.
    pub(super) fn take_year(&mut self) -> Option<(i16, bool)> {
        let at = self.numbers.iter().position(|(_, digits)| *digits == 4)?;
        Some((self.numbers.remove(at).0, at == 0))
    }
}

/// Spaces in place of everything that separates, also between a compact date and its parts: `20240520T1830`.
fn separate(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if ".,/-–()_".contains(c) { ' ' } else { c }).collect();
    spaced.split_whitespace().map(compact).collect::<Vec<_>>().join(" ")
}

/// `20240520` as three numbers, and `2024 05 20T18:30` with a space before its time.
fn compact(token: &str) -> String {
    let (date, time) = token.split_once(['T', 't']).filter(|(date, _)| is_digits(date)).unwrap_or((token, ""));
    let time = match time.len() {
        4 | 6 if is_digits(time) => format!("{}:{}", &time[..2], &time[2..4]),
        _ => time.to_owned(),
    };
    if date.len() == 8 && is_digits(date) {
        return format!("{} {} {} {time}", &date[..4], &date[4..6], &date[6..]);
    }
    format!("{date} {time}")
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_half(token: &str) -> bool {
    ["am", "pm"].iter().any(|half| token.eq_ignore_ascii_case(half))
}

/// `20:00`, `8:30pm`, `8 pm`, `20h`, `20h30`.
pub(super) fn time(token: &str, half: Option<&str>) -> Option<Time> {
    let lower = token.to_ascii_lowercase();
    let (clock, half) = match lower.strip_suffix("pm").or_else(|| lower.strip_suffix("am")) {
        Some(clock) => (clock, Some(&lower[clock.len()..])),
        None => (lower.as_str(), half),
    };
    let mut parts = clock.trim_end_matches(['z', 'h']).split([':', 'h']);
    let (hour, minute) = (parts.next()?, parts.next());
    (half.is_some() || minute.is_some() || clock.ends_with('h')).then_some(())?;
    let hour = hours(hour.parse().ok()?, half)?;
    Time::new(hour, minute.unwrap_or("0").parse().ok()?, 0, 0).ok()
}

fn hours(hour: i8, half: Option<&str>) -> Option<i8> {
    match half {
        None => Some(hour),
        Some(_) if !(1..=12).contains(&hour) => None,
        Some(half) if half.eq_ignore_ascii_case("pm") => Some(hour % 12 + 12),
        Some(_) => Some(hour % 12),
    }
}

/// A number of up to four digits, also `21st`.
fn number(token: &str) -> Option<(i16, usize)> {
    let digits = token.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = token[digits.len()..].to_ascii_lowercase();
    let ordinal = ["", "st", "nd", "rd", "th"].contains(&ending.as_str());
    (ordinal && is_digits(digits) && digits.len() <= 4).then(|| Some((digits.parse().ok()?, digits.len())))?
}
