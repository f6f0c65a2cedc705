//! When somebody usually has time: `Mon-Thu 18:00-21:00`.

use jiff::civil::Weekday;

use super::{clock, tokens, words, write};
use crate::diag::{Wrong, codes};

/// Some days of the week and a span of hours on each, as wall time of the person's zone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Availability {
    /// The days, in the order of the text.
    pub days: Vec<Weekday>,
    /// The beginning, in minutes since midnight.
    pub from: u16,
    /// The end, in minutes since midnight: up to 1440, which is 24:00.
    pub to: u16,
}

impl Availability {
    /// Reads `Mon-Thu 18:00-21:00`, `Sat 10:00-12:00` or `Mon, Wed 18:00-19:00`.
    ///
    /// # Errors
    /// `BAD_AVAILABILITY`.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let text = text.trim();
        let plain = text.replace(['–', '—'], "-");
        let Some((days, from, to)) = read(&plain) else { return Err(wrong(text, &plain)) };
        if from < to {
            return Ok(Self { days, from, to });
        }
        let message = format!("`{text}` ends before it begins.");
        let help = "write two lines if it goes on after midnight: the first until 24:00, the second from 00:00";
        Err(Wrong::new(&codes::BAD_AVAILABILITY, message).help(help))
    }

    /// How many minutes a week this is.
    pub fn minutes_a_week(&self) -> u32 {
        u32::from(self.to - self.from) * u32::try_from(self.days.len()).unwrap_or(0)
    }
}

impl std::fmt::Display for Availability {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let short = |day: &Weekday| words::weekday_name(*day)[..3].to_owned();
        let one_run = self.days.windows(2).all(|pair| pair[0].next() == pair[1]);
        match self.days.as_slice() {
            [first, _, .., last] if one_run => write!(f, "{}-{}", short(first), short(last))?,
            days => f.write_str(&days.iter().map(short).collect::<Vec<_>>().join(", "))?,
        }
        write!(f, " {}-{}", clock_text(self.from), clock_text(self.to))
    }
}

fn clock_text(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn read(text: &str) -> Option<(Vec<Weekday>, u16, u16)> {
    let hours_at = text.find(|c: char| c.is_ascii_digit())?;
    let (days, hours) = text.split_at(hours_at);
    let (from, to) = hours.split_once('-')?;
    Some((read_days(days)?, minutes(from.trim())?, minutes(to.trim())?))
}

fn minutes(text: &str) -> Option<u16> {
    let clock = clock::parse_clock(text)?;
    (clock.is_end_of_day() || clock.time().is_some()).then_some(())?;
    Some(u16::try_from(clock.hour).ok()? * 60 + u16::try_from(clock.minute).ok()?)
}

/// `Mon-Thu`, `Mon, Wed`, `Sat`.
fn read_days(text: &str) -> Option<Vec<Weekday>> {
    let mut days = Vec::new();
    for part in text.split(',').map(str::trim) {
        match part.split_once('-') {
            None => days.push(words::weekday(part)?),
            Some((first, last)) => days.extend(run(words::weekday(first.trim())?, words::weekday(last.trim())?)),
        }
    }
    Some(days)
}

/// All days from the first to the last, over the weekend if need be.
fn run(first: Weekday, last: Weekday) -> impl Iterator<Item = Weekday> {
    first.cycle_forward().take(usize::from(last.since(first).unsigned_abs()) + 1)
}

const EXAMPLE: &str = "Mon-Thu 18:00-21:00";

fn wrong(text: &str, plain: &str) -> Wrong {
    let message = match text {
        "" => "The availability is empty.".to_owned(),
        _ => format!("`{text}` cannot be read as days and hours."),
    };
    let wrong = Wrong::new(&codes::BAD_AVAILABILITY, message);
    match meant(&plain.to_lowercase()) {
        Some(meant) => wrong.help(write(meant)),
        None => wrong.help(format!("{}: the days, then the hours", write(EXAMPLE))),
    }
}

/// What words such as `weekday evenings` or `Mon 6pm-9pm` mean, as far as they name both days and hours.
fn meant(text: &str) -> Option<Availability> {
    let days = days_in_words(text)?;
    let (from, to) = hours_in_words(text).or_else(|| part_of_day(text))?;
    (from < to).then_some(Availability { days, from, to })
}

fn days_in_words(text: &str) -> Option<Vec<Weekday>> {
    let (monday, friday) = (Weekday::Monday, Weekday::Friday);
    if text.contains("weekday") || text.contains("workday") {
        return Some(run(monday, friday).collect());
    }
    if text.contains("weekend") {
        return Some(vec![Weekday::Saturday, Weekday::Sunday]);
    }
    if text.contains("daily") || text.contains("every day") {
        return Some(words::WEEK.to_vec());
    }
    let before_hours = text.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    read_days(before_hours).or_else(|| {
        let named: Vec<_> = text.split(|c: char| !c.is_alphabetic()).filter_map(words::weekday).collect();
        (!named.is_empty()).then_some(named)
    })
}

fn part_of_day(text: &str) -> Option<(u16, u16)> {
    let parts = [("morning", 9, 12), ("afternoon", 13, 17), ("evening", 18, 21), ("night", 20, 23)];
    parts.iter().find(|(word, ..)| text.contains(word)).map(|(_, from, to)| (from * 60, to * 60))
}

/// `6pm-9pm`, `18-21`, `9:30-12`.
fn hours_in_words(text: &str) -> Option<(u16, u16)> {
    let hours = &text[text.find(|c: char| c.is_ascii_digit())?..];
    let (from, to) = hours.split_once('-').or_else(|| hours.split_once(" to "))?;
    let half = ["am", "pm"].into_iter().find(|half| to.trim_end().ends_with(half));
    let minutes = |text: &str, half| {
        let text = text.replace(' ', "");
        let time = tokens::time(&text, half).or_else(|| tokens::time(&format!("{text}:00"), half))?;
        Some(u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs()))
    };
    Some((minutes(from, half)?, minutes(to, None)?))
}
