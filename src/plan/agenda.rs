//! The agenda: dates by month and day, as the calendar, its months and the years of the archive list them.

use jiff::civil::Date;

use super::speech::Speech;
use super::{Outline, PageId};
use crate::site::Dated;
use crate::view::{AgendaDay, AgendaEntry, AgendaMonth, TopicLink};

/// The calendar shows months whole until it has so many dates; the others are links.
const ENOUGH: usize = 30;
/// So does a year of the archive; and no month lists more dates than this.
const MOST: usize = 150;

/// The day on which a date begins, in its own zone.
fn first_day(dated: &Dated) -> Date {
    dated.occurrence.start.date()
}

/// The day on which the first one begins.
fn first(dates: &[&Dated]) -> Date {
    dates.first().map(|dated| first_day(dated)).unwrap_or_default()
}

impl Outline {
    /// The months that the calendar shows, and those that it only names.
    pub(super) fn months_ahead(&self, speech: &Speech) -> (Vec<AgendaMonth>, Vec<TopicLink>) {
        let is_ahead = |dated: &&Dated| dated.occurrence.ends_at > self.site.now.at;
        let mut dates: Vec<&Dated> = self.site.dates.iter().filter(is_ahead).collect();
        dates.sort_by_key(|dated| first_day(dated));
        self.months_until(ENOUGH, &dates, speech)
    }

    /// The same of dates that are over, the newest months first.
    pub(super) fn months_past(&self, mut dates: Vec<&Dated>, speech: &Speech) -> (Vec<AgendaMonth>, Vec<TopicLink>) {
        dates.sort_by_key(|dated| std::cmp::Reverse(first_day(dated)));
        self.months_until(MOST, &dates, speech)
    }

    fn months_until(&self, enough: usize, dates: &[&Dated], speech: &Speech) -> (Vec<AgendaMonth>, Vec<TopicLink>) {
        let months: Vec<&[&Dated]> = by_month(dates).collect();
        let before = months.iter().scan(0, |count, month| Some(std::mem::replace(count, *count + month.len())));
        let whole = before.take_while(|count| *count < enough).count();
        let (whole, others) = months.split_at(whole);
        (
            whole.iter().map(|month| self.agenda_month(month, speech)).collect(),
            others.iter().map(|month| self.named(month, speech)).collect(),
        )
    }

    fn agenda_month(&self, dates: &[&Dated], speech: &Speech) -> AgendaMonth {
        let TopicLink { label: title, url, .. } = self.named(dates, speech);
        let first = first(dates);
        let name = format!("{:04}-{:02}", first.year(), first.month()).into();
        AgendaMonth { name, title, url, days: self.agenda_days(dates, speech) }
    }

    fn named(&self, dates: &[&Dated], speech: &Speech) -> TopicLink {
        let first = first(dates);
        let url = self.href(&PageId::Month(first.year(), first.month()));
        TopicLink { label: speech.locale.month_year(first).into(), url, count: dates.len() }
    }

    /// The days on which dates begin, in the order of the dates.
    pub(super) fn agenda_days(&self, dates: &[&Dated], speech: &Speech) -> Vec<AgendaDay> {
        let dates = &dates[..dates.len().min(MOST)];
        let days = dates.chunk_by(|one, other| first_day(one) == first_day(other));
        days.map(|dates| self.agenda_day(dates, speech)).collect()
    }

    fn agenda_day(&self, dates: &[&Dated], speech: &Speech) -> AgendaDay {
        let day = first(dates);
        AgendaDay {
            iso: day.to_string().into(),
            text: speech.locale.date_long(day).into(),
            day: speech.locale.day(day).into(),
            month: speech.locale.month_short(day).into(),
            weekday: speech.locale.weekday_short(day).into(),
            year: speech.locale.year(day).into(),
            past: dates.iter().all(|dated| dated.occurrence.ends_at <= self.site.now.at),
            entries: dates.iter().map(|dated| self.agenda_entry(dated, speech)).collect(),
        }
    }

    fn agenda_entry(&self, dated: &Dated, speech: &Speech) -> AgendaEntry {
        let card = self.dated_card(dated, speech);
        let date = card.when.as_ref().map(|when| when.date.clone()).unwrap_or_default();
        AgendaEntry { days: if dated.occurrence.last_day() > first_day(dated) { date } else { "".into() }, card }
    }
}

fn by_month<'a, 'd>(dates: &'a [&'d Dated]) -> impl Iterator<Item = &'a [&'d Dated]> {
    dates.chunk_by(|one, other| first_day(one).first_of_month() == first_day(other).first_of_month())
}
