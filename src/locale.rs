//! Dates, times and plurals in the language of a page, as the Unicode CLDR has them.

mod languages;

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use icu_calendar::Gregorian;
use icu_calendar::week::WeekInformation;
use icu_datetime::fieldsets::{D, E, M, MD, T, Y, YM, YMD, YMDE, YMDET};
use icu_datetime::input::{Date as IcuDate, DateTime as IcuDateTime, Time as IcuTime};
use icu_datetime::options::TimePrecision;
use icu_datetime::{DateTimeFormatterLoadError, FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu_locale_core::Locale as Tag;
use icu_plurals::{PluralCategory, PluralRules};
use jiff::civil::{Date, DateTime, Time, Weekday};

pub use languages::language_name;

type On<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

/// The language of a page. Clones share their formatters; two are equal if their codes are.
#[derive(Clone)]
pub struct Locale {
    code: Arc<str>,
    /// None only if the compiled data lacks even English: then dates are written as ISO 8601 has them.
    formats: Option<Arc<Formats>>,
}

/// One formatter for each form, built once. The calendar is always the Gregorian one, as in the addresses of the pages.
struct Formats {
    date_long: On<YMDE>,
    date_medium: On<YMD>,
    date_time: On<YMDET>,
    day: On<D>,
    day_month: On<MD>,
    month_long: On<M>,
    month_short: On<M>,
    month_year: On<YM>,
    plurals: PluralRules,
    time: NoCalendarFormatter<T>,
    weekday_long: On<E>,
    weekday_short: On<E>,
    year: On<Y>,
}

impl Formats {
    fn load(tag: &Tag) -> Result<Self, DateTimeFormatterLoadError> {
        let prefs = || tag.into();
        Ok(Self {
            date_long: On::try_new(prefs(), YMDE::long())?,
            date_medium: On::try_new(prefs(), YMD::medium())?,
            date_time: On::try_new(prefs(), YMDET::long().with_time_precision(MINUTES))?,
            day: On::try_new(prefs(), D::long())?,
            day_month: On::try_new(prefs(), MD::long())?,
            month_long: On::try_new(prefs(), M::long())?,
            month_short: On::try_new(prefs(), M::medium())?,
            month_year: On::try_new(prefs(), YM::long())?,
            plurals: PluralRules::try_new_cardinal(tag.into())?,
            time: NoCalendarFormatter::try_new(prefs(), T::hm())?,
            weekday_long: On::try_new(prefs(), E::long())?,
            weekday_short: On::try_new(prefs(), E::medium())?,
            year: On::try_new(prefs(), Y::long())?,
        })
    }

    /// The formatters of a language, if its months have names. Others have `M12` for December.
    fn of_known(tag: &Tag) -> Option<Self> {
        let formats = Self::load(tag).ok()?;
        let december = icu_date(jiff::civil::date(2026, 12, 1))?;
        (formats.month_long.format(&december).to_string() != "M12").then_some(formats)
    }
}

const MINUTES: TimePrecision = TimePrecision::Minute;

impl Locale {
    /// The language of a code such as `en`, `pt-BR` or `ar`. A code whose dates are not known keeps its direction, with English dates.
    pub fn new(lang: &str) -> Self {
        let tag = Tag::try_from_str(lang).ok();
        let own = tag.as_ref().and_then(Formats::of_known);
        let formats = own.or_else(|| Formats::load(&icu_locale_core::locale!("en")).ok());
        let code = tag.map_or_else(|| "en".to_owned(), |tag| tag.to_string());
        Self { code: code.into(), formats: formats.map(Arc::new) }
    }

    /// The code in its usual spelling: `pt-BR`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// `Thursday, December 3, 2026`
    pub fn date_long(&self, date: Date) -> String {
        self.date(date, |formats, date| formats.date_long.format(date).to_string())
    }

    /// `Dec 3, 2026`
    pub fn date_medium(&self, date: Date) -> String {
        self.date(date, |formats, date| formats.date_medium.format(date).to_string())
    }

    /// `Dec 5 – 6, 2026`: of several days in one month the month once, where it is written as a word with the day beside it.
    pub fn date_range(&self, first: Date, last: Date) -> String {
        let (whole, end) = (self.date_medium(first), self.date_medium(last));
        let alike = first.first_of_month() == last.first_of_month();
        let short = alike.then(|| with_days(&whole, first.day(), last.day())).flatten();
        short.unwrap_or_else(|| format!("{whole} – {end}"))
    }

    /// The day with which a week begins. Where a language has no region of its own, the region where most of its speakers are
    /// decides; English is at home in so many that it follows ISO 8601.
    pub fn first_weekday(&self) -> Weekday {
        let tag = Tag::try_from_str(&self.code)
            .ok()
            .filter(|tag| tag.id.region.is_some() || tag.id.language.as_str() != "en");
        let week = tag.and_then(|tag| WeekInformation::try_new((&tag).into()).ok());
        week.and_then(|week| Weekday::from_monday_one_offset(week.first_weekday as i8).ok()).unwrap_or(Weekday::Monday)
    }

    /// `Thursday, December 3, 2026 at 6:30 PM`
    pub fn date_time(&self, at: DateTime) -> String {
        let format = || {
            let at_icu = IcuDateTime { date: icu_date(at.date())?, time: icu_time(at.time())? };
            Some(self.formats.as_ref()?.date_time.format(&at_icu).to_string())
        };
        format().unwrap_or_else(|| at.to_string())
    }

    /// `3`, in some languages with the word for day.
    pub fn day(&self, date: Date) -> String {
        self.date(date, |formats, date| formats.day.format(date).to_string())
    }

    /// `December 3`
    pub fn day_month(&self, date: Date) -> String {
        self.date(date, |formats, date| formats.day_month.format(date).to_string())
    }

    /// `December`
    pub fn month_long(&self, date: Date) -> String {
        self.date(date, |formats, date| formats.month_long.format(date).to_string())
    }

    /// `Dec`
    pub fn month_short(&self, date: Date) -> String {
        self.date(date, |formats, date| formats.month_short.format(date).to_string())
    }

    /// `December 2026`
    pub fn month_year(&self, date: Date) -> String {
        // The Portuguese pattern of CLDR 48 has its year as a letter: it is put together here.
        if self.code.split('-').next() == Some("pt") {
            return format!("{} de {}", self.month_long(date), self.year(date));
        }
        self.date(date, |formats, date| formats.month_year.format(date).to_string())
    }

    /// `2026`, in some languages with other digits or the word for year.
    pub fn year(&self, date: Date) -> String {
        self.date(date, |formats, date| formats.year.format(date).to_string())
    }

    /// `Thursday`
    pub fn weekday_long(&self, date: Date) -> String {
        self.date(date, |formats, date| formats.weekday_long.format(date).to_string())
    }

    /// `Thu`
    pub fn weekday_short(&self, date: Date) -> String {
        self.date(date, |formats, date| formats.weekday_short.format(date).to_string())
    }

    /// `6:30 PM` or `18:30`
    pub fn time(&self, time: Time) -> String {
        let format = || Some(self.formats.as_ref()?.time.format(&icu_time(time)?).to_string());
        format().unwrap_or_else(|| time.to_string())
    }

    /// The form of a noun beside a number: `zero`, `one`, `two`, `few`, `many` or `other`.
    pub fn plural(&self, number: u64) -> &'static str {
        let Some(formats) = &self.formats else { return "other" };
        match formats.plurals.category_for(number) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }

    /// The direction of the script: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        languages::direction(&self.code)
    }

    fn date(&self, date: Date, format: impl Fn(&Formats, &IcuDate<Gregorian>) -> String) -> String {
        let formatted = self.formats.as_ref().and_then(|formats| Some(format(formats, &icu_date(date)?)));
        formatted.unwrap_or_else(|| date.to_string())
    }
}

/// A date with several days in the place of its first; none if the day does not stand by itself, or the month is a number.
fn with_days(date: &str, first: i8, last: i8) -> Option<String> {
    let day = first.to_string();
    let at = date.match_indices(&*day).map(|(at, _)| at).find(|at| {
        let (before, after) = (&date[..*at], &date[at + day.len()..]);
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    })?;
    let (before, after) = (&date[..at], &date[at + day.len()..]);
    date.contains(char::is_alphabetic).then(|| format!("{before}{day} – {last}{after}"))
}

fn icu_date(date: Date) -> Option<IcuDate<Gregorian>> {
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    IcuDate::try_new_gregorian(date.year().into(), month, day).ok()
}

fn icu_time(time: Time) -> Option<IcuTime> {
    let part = i8::unsigned_abs;
    IcuTime::try_new(part(time.hour()), part(time.minute()), part(time.second()), 0).ok()
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Locale({})", self.code)
    }
}

impl PartialEq for Locale {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Locale {}

impl Hash for Locale {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.code.hash(state);
    }
}

#[cfg(test)]
mod tests;
