//! The calendar: agenda, months and years.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::meta::Meta;
use super::speech::{Speech, moment};
use super::{IcsOf, Outline, PageId};
use crate::site::{Dated, Site};
use crate::time::Zone;
use crate::view::{
    Body, CalendarView, DayCell, DayEvent, HtmlView, MonthLink, MonthView, NavLink, Text, WeekdayName, YearView,
};

/// How many months one date may fill.
const MOST_MONTHS: usize = 60;

/// The days on which a date takes place, in its own zone, first and last.
fn days(dated: &Dated) -> (Date, Date) {
    (dated.occurrence.start.date(), dated.occurrence.last_day())
}

/// All months that have a date, and this one, in which people look first.
pub(super) fn months(site: &Site) -> BTreeSet<(i16, i8)> {
    let today = site.now.date(&site.config.zone_or_utc());
    let this = (!site.dates.is_empty()).then(|| (today.year(), today.month()));
    site.dates
        .iter()
        .flat_map(|dated| {
            let (first, last) = days(dated);
            let months =
                first.first_of_month().series(jiff::Span::new().months(1)).take_while(move |month| *month <= last);
            // Something that never seems to end is a typing error, not a calendar of centuries.
            months.take(MOST_MONTHS).map(|month| (month.year(), month.month()))
        })
        .chain(this)
        .collect()
}

/// The years in which something is over.
pub(super) fn archive_years(site: &Site) -> BTreeSet<i16> {
    site.dates
        .iter()
        .filter(|dated| dated.occurrence.ends_at <= site.now.at)
        .map(|dated| days(dated).0.year())
        .collect()
}

impl Outline {
    fn today(&self) -> Date {
        self.site.now.date(&self.site.config.zone_or_utc())
    }

    pub(super) fn calendar(&self) -> HtmlView {
        let speech = self.main();
        let (months, later) = self.months_ahead(speech);
        let today = self.today();
        let ics = self.base.full(&self.href(&PageId::Ics(IcsOf::Site)));
        let view = CalendarView {
            months,
            later,
            month: self.href(&PageId::Month(today.year(), today.month())),
            years: self.years(),
            webcal: ics.split_once("://").map_or_else(|| ics.clone(), |(_, rest)| format!("webcal://{rest}").into()),
            ics,
            feeds: self.single_calendars(),
        };
        let title: Text = speech.word("calendar").into();
        let meta = Meta { built: Some(self.built()), ..self.calendar_meta(&PageId::Calendar, title) };
        self.html_view(meta, Body::Calendar(view))
    }

    fn calendar_meta(&self, id: &PageId, title: Text) -> Meta {
        let mut meta = Meta { section: self.href(&PageId::Calendar), ..self.meta(id, title) };
        if *id != PageId::Calendar {
            meta.breadcrumbs
                .push(NavLink { label: self.main().word("calendar").into(), url: self.href(&PageId::Calendar) });
        }
        meta
    }

    fn years(&self) -> Vec<NavLink> {
        let link = |year: i16| NavLink { label: year.to_string().into(), url: self.href(&PageId::Year(year)) };
        archive_years(&self.site).into_iter().rev().map(link).collect()
    }

    pub(super) fn year(&self, id: &PageId, year: i16) -> HtmlView {
        let speech = self.main();
        let over = |dated: &&Dated| dated.occurrence.ends_at <= self.site.now.at && days(dated).0.year() == year;
        let dates: Vec<&Dated> = self.site.dates.iter().filter(over).collect();
        let (months, earlier) = self.months_past(dates, speech);
        let view = YearView { year: year.to_string().into(), months, earlier, years: self.years() };
        self.html_view(self.calendar_meta(id, format!("{} {year}", speech.word("calendar")).into()), Body::Year(view))
    }

    pub(super) fn month(&self, id: &PageId, year: i16, month: i8) -> HtmlView {
        let speech = self.main();
        let first = Date::new(year, month, 1).unwrap_or_else(|_| self.today());
        let title: Text = speech.locale.month_year(first).into();
        let (from, to) = (first, first.last_of_month());
        let mut dates: Vec<&Dated> =
            self.site.dates.iter().filter(|dated| days(dated).0 <= to && days(dated).1 >= from).collect();
        dates.sort_by_key(|dated| days(dated).0);
        let view = MonthView {
            title: title.clone(),
            iso: format!("{year:04}-{month:02}").into(),
            weekdays: weekdays(speech),
            weeks: self.weeks(first, &dates, speech),
            agenda: self.agenda_days(&dates, speech),
            previous: self.months.range(..(year, month)).next_back().map(|month| self.month_link(*month, speech)),
            next: self.months.range((year, month + 1)..).next().map(|month| self.month_link(*month, speech)),
        };
        self.html_view(self.calendar_meta(id, title), Body::Month(view))
    }

    fn month_link(&self, (year, month): (i16, i8), speech: &Speech) -> MonthLink {
        let first = Date::new(year, month, 1).unwrap_or_else(|_| self.today());
        MonthLink { title: speech.locale.month_year(first).into(), url: self.href(&PageId::Month(year, month)) }
    }

    /// Whole weeks from the first day of the week in the language, with the days of the neighboring months that fill them up.
    fn weeks(&self, first: Date, dates: &[&Dated], speech: &Speech) -> Vec<Vec<DayCell>> {
        let lead = i64::from(first.weekday().since(speech.locale.first_weekday()));
        let start = first.checked_sub(jiff::Span::new().days(lead)).unwrap_or(first);
        let count = (lead + i64::from(first.days_in_month())).div_euclid(7)
            + i64::from((lead + i64::from(first.days_in_month())) % 7 > 0);
        let day = |n: i64| start.checked_add(jiff::Span::new().days(n)).unwrap_or(start);
        (0..count).map(|week| (0..7).map(|n| self.cell(day(week * 7 + n), first, dates, speech)).collect()).collect()
    }

    fn cell(&self, day: Date, first: Date, dates: &[&Dated], speech: &Speech) -> DayCell {
        let inside = day.first_of_month() == first;
        let takes_place = |dated: &&&Dated| inside && days(dated).0 <= day && days(dated).1 >= day;
        let events = dates.iter().filter(takes_place).map(|dated| self.day_event(dated, day, speech)).collect();
        DayCell { iso: day.to_string().into(), day: u8::try_from(day.day()).unwrap_or_default(), inside, events }
    }

    fn day_event(&self, dated: &Dated, day: Date, speech: &Speech) -> DayEvent {
        let start = dated.occurrence.start;
        let continues = start.date() < day;
        let zone = self.zone_of_date(dated);
        DayEvent {
            title: self.dated_title(dated),
            url: self.nearest_card(dated).url.clone(),
            time: start.time().filter(|_| !continues).map(|time| self.hour(time, &zone, speech)).unwrap_or_default(),
            start: moment(&start, &zone),
            continues,
            cancelled: self.is_cancelled(dated),
        }
    }
}

impl Outline {
    /// A time of day; with its zone, where that is not the site's.
    fn hour(&self, time: jiff::civil::Time, zone: &Zone, speech: &Speech) -> Text {
        let hour = speech.locale.time(time);
        let foreign = self.site.config.zone.as_ref().is_some_and(|own| own != zone);
        if foreign { format!("{hour} {}", speech.zone(zone)).into() } else { hour.into() }
    }
}

fn weekdays(speech: &Speech) -> Vec<WeekdayName> {
    // 2024-01-01 was a Monday.
    let first = speech.locale.first_weekday().to_monday_one_offset();
    let week = (first..first + 7).map(|day| date(2024, 1, day));
    week.map(|day| WeekdayName {
        short: speech.locale.weekday_short(day).into(),
        long: speech.locale.weekday_long(day).into(),
    })
    .collect()
}
