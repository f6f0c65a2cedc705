//! How the program speaks in one language: words of the theme, dates, times, amounts.

use std::sync::Arc;

use jiff::civil::Date;

use crate::locale::{Locale, language_name};
use crate::money::Price;
use crate::site::Timed;
use crate::theme::Words;
use crate::time::iso;
use crate::time::{Now, Occurrence, PartialDate, Schedule, When, Zone, instant, offset_text};
use crate::view::{DateView, Text, WhenView};

/// One language.
pub(super) struct Speech {
    pub(super) language: Arc<str>,
    pub(super) locale: Locale,
    words: Arc<Words>,
}

impl Speech {
    pub(super) fn new(language: &Arc<str>, words: &Arc<Words>) -> Self {
        Self { language: language.clone(), locale: Locale::new(language), words: words.clone() }
    }

    /// A word of the theme.
    pub(super) fn word<'s>(&'s self, key: &'s str) -> &'s str {
        self.words.get(&self.language, key)
    }

    /// What a kind file calls something, in this language: the theme's word for `label.` and the text, or the text itself. A text
    /// that the site wrote in its own kind file has no such word, and so stays as it is.
    pub(super) fn label(&self, text: &Text) -> Text {
        let key = format!("label.{text}");
        match self.word(&key) {
            word if word == key => text.clone(),
            word => word.into(),
        }
    }

    /// A counted word: `25 resources`.
    pub(super) fn count(&self, key: &str, n: usize) -> String {
        self.words.count(&self.language, key, n, self.locale.plural(n as u64))
    }

    /// A word with `{name}` filled in.
    pub(super) fn filled(&self, key: &str, name: &str, value: &str) -> String {
        self.word(key).replace(&format!("{{{name}}}"), value)
    }

    /// A value of a choice as people read it: the theme's word for it, or the value with a capital and spaces.
    pub(super) fn choice(&self, field: &str, value: &str) -> Text {
        let key = format!("{field}.{value}");
        match self.word(&key) {
            word if word == key => capitalized(&value.replace(['-', '_'], " ")).into(),
            word => word.into(),
        }
    }

    pub(super) fn language_name(&self, code: &str) -> Text {
        language_name(code).into()
    }

    pub(super) fn price(&self, price: &Price) -> Text {
        match price {
            price if price.is_free() => self.word("free").into(),
            other => other.to_string().into(),
        }
    }

    /// A day or a moment in a zone.
    pub(super) fn date(&self, when: &When, zone: &Zone) -> DateView {
        match when {
            When::Day(day) => DateView { iso: day.to_string().into(), text: self.locale.date_medium(*day).into() },
            When::Time(time) => DateView { iso: moment(when, zone), text: self.locale.date_time(*time).into() },
        }
    }

    /// Only the day of a moment.
    pub(super) fn day(&self, when: &When) -> DateView {
        DateView { iso: when.date().to_string().into(), text: self.locale.date_medium(when.date()).into() }
    }

    pub(super) fn partial(&self, date: &PartialDate) -> DateView {
        let text = match date {
            PartialDate::Year(year) => year.to_string(),
            PartialDate::Month(..) => self.locale.month_year(date.first_day()),
            PartialDate::Day(day) => self.locale.date_medium(*day),
        };
        DateView { iso: date.to_string().into(), text: text.into() }
    }

    /// An occurrence of something.
    pub(super) fn when(&self, timed: &Timed, occurrence: &Occurrence, now: Now) -> WhenView {
        let schedule = &timed.schedule;
        let (start, end) = (occurrence.start, occurrence.end);
        let first = start.date();
        WhenView {
            start: moment(&start, &schedule.zone),
            end: end.map_or_else(|| "".into(), |end| moment(&end, &schedule.zone)),
            starts_at: utc(occurrence.starts_at),
            ends_at: utc(occurrence.ends_at),
            date: self.range(first, occurrence.last_day()).into(),
            time: self.time(schedule, &start, end.as_ref()).into(),
            zone: self.zone(&schedule.zone),
            zone_name: schedule.zone.name().into(),
            foreign: false,
            day: self.locale.day(first).into(),
            month: self.locale.month_short(first).into(),
            weekday: self.locale.weekday_short(first).into(),
            year: self.locale.year(first).into(),
            all_day: start.is_day() && !schedule.open_hour,
            past: occurrence.ends_at <= now.at && occurrence.starts_at < now.at,
            repeats: schedule.rule.as_ref().map_or_else(|| "".into(), |rule| self.repeats(rule, first)),
        }
    }

    /// `Lisbon time`.
    pub(super) fn zone(&self, zone: &Zone) -> Text {
        let city = zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ");
        if city == "UTC" { city.into() } else { self.filled("local_time", "city", &city).into() }
    }

    /// One day in full; several days short, with a dash.
    fn range(&self, first: Date, last: Date) -> String {
        if first == last {
            return self.locale.date_long(first);
        }
        self.locale.date_range(first, last)
    }

    fn time(&self, schedule: &Schedule, start: &When, end: Option<&When>) -> String {
        let Some(begins) = start.time() else {
            return if schedule.open_hour { self.word("time_to_be_announced").into() } else { String::new() };
        };
        match end.and_then(When::time) {
            Some(ends) => format!("{} – {}", self.locale.time(begins), self.locale.time(ends)),
            None => self.locale.time(begins),
        }
    }
}

/// For the `datetime` attribute: a day, or a moment with its offset.
pub(super) fn moment(when: &When, zone: &Zone) -> Text {
    match when {
        When::Day(day) => day.to_string().into(),
        When::Time(time) => {
            let offset = offset_text(instant(when, zone), zone);
            format!("{}{offset}", iso::local(*time)).into()
        }
    }
}

/// An instant in UTC, for scripts.
pub(super) fn utc(at: jiff::Timestamp) -> Text {
    iso::utc(at).into()
}

pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
