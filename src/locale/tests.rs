//! Tests: forms as the CLDR has them, in languages of different kinds.

use jiff::civil::{date, time};

use super::*;

const DAY: Date = date(2026, 12, 3);
const ENGLISH: [&str; 28] = [
    "bm", "bo", "ce", "dz", "en", "ff", "gn", "gsw", "gv", "ht", "kab", "kl", "kw", "lg", "ln", "lu", "mg", "nd", "ny",
    "os", "rn", "se", "sg", "sm", "sn", "tl", "yi", "zgh",
];

#[test]
fn english() {
    let en = Locale::new("en");
    assert_eq!(en.date_long(DAY), "Thursday, December 3, 2026");
    assert_eq!(en.date_medium(DAY), "Dec 3, 2026");
    assert_eq!(en.date_time(DAY.at(18, 30, 0, 0)), "Thursday, December 3, 2026 at 6:30\u{202f}PM");
    assert_eq!(en.time(time(18, 30, 0, 0)), "6:30\u{202f}PM");
    assert_eq!((en.day(DAY), en.day_month(DAY), en.year(DAY)), ("3".into(), "December 3".into(), "2026".into()));
    assert_eq!((en.month_short(DAY), en.month_long(DAY)), ("Dec".into(), "December".into()));
    assert_eq!((en.weekday_short(DAY), en.weekday_long(DAY)), ("Thu".into(), "Thursday".into()));
    assert_eq!(en.month_year(date(2026, 3, 1)), "March 2026");
    assert_eq!((en.plural(0), en.plural(1), en.plural(2)), ("other", "one", "other"));
    assert_eq!(en.direction(), "ltr");
}

#[test]
fn other_languages() {
    let de = Locale::new("de");
    assert_eq!(de.date_long(DAY), "Donnerstag, 3. Dezember 2026");
    assert_eq!(de.time(time(18, 30, 0, 0)), "18:30");
    assert_eq!(Locale::new("en-GB").time(time(18, 30, 0, 0)), "18:30");
    assert_eq!(Locale::new("fr").month_year(DAY), "décembre 2026");
    assert_eq!(Locale::new("pt-BR").month_year(DAY), "dezembro de 2026");
    assert_eq!((Locale::new("pl").plural(3), Locale::new("ar").plural(0)), ("few", "zero"));
    assert_eq!((Locale::new("ar").direction(), Locale::new("he").direction()), ("rtl", "rtl"));
}

#[test]
fn days_of_one_month_name_it_once() {
    let range = |code: &str, last: Date| Locale::new(code).date_range(date(2026, 12, 5), last);
    assert_eq!(range("en", date(2026, 12, 6)), "Dec 5 – 6, 2026");
    assert_eq!(range("es", date(2026, 12, 6)), "5 – 6 dic 2026");
    assert_eq!(range("en", date(2027, 1, 2)), "Dec 5, 2026 – Jan 2, 2027");
    // Where the month is a number, or the day has a word of its own, both dates stand in full.
    assert_eq!(range("de", date(2026, 12, 6)), "05.12.2026 – 06.12.2026");
    assert_eq!(range("zh", date(2026, 12, 6)), "2026年12月5日 – 2026年12月6日");
    // The digits of the year are no day.
    assert_eq!(Locale::new("es").date_range(date(2026, 1, 20), date(2026, 1, 26)), "20 – 26 ene 2026");
}

#[test]
fn weeks_begin_where_people_begin_them() {
    let first = |code: &str| Locale::new(code).first_weekday();
    assert_eq!([first("es"), first("de"), first("en-GB"), first("fr")], [Weekday::Monday; 4]);
    assert_eq!([first("en-US"), first("he"), first("ja"), first("pt-BR")], [Weekday::Sunday; 4]);
    assert_eq!([first("ar"), first("fa")], [Weekday::Saturday; 2]);
    assert_eq!([first("en"), first("xx")], [Weekday::Monday; 2]);
}

#[test]
fn the_calendar_is_always_gregorian() {
    assert!(Locale::new("th").year(DAY).contains("2026"));
    assert!(Locale::new("fa").year(DAY).contains("۲۰۲۶"));
}

#[test]
fn unknown_languages_fall_back_to_english() {
    for code in ["xx", "tlh", "not a language", ""] {
        assert_eq!(Locale::new(code).month_year(DAY), "December 2026", "{code}");
    }
    assert_eq!(Locale::new("dv").direction(), "rtl");
}

#[test]
fn all_languages_of_the_table_have_all_forms() {
    let forms = [
        Locale::date_long,
        Locale::date_medium,
        Locale::day,
        Locale::day_month,
        Locale::month_long,
        Locale::month_short,
        Locale::month_year,
        Locale::weekday_long,
        Locale::weekday_short,
        Locale::year,
    ];
    let mut english = Vec::new();
    for (code, _) in languages::NAMES {
        let locale = Locale::new(code);
        if locale.month_long(DAY) == "December" {
            english.push(code);
        }
        // A form without its data panics here, as the formatters have debug assertions.
        assert!(forms.iter().all(|form| !form(&locale, DAY).is_empty()), "{code}");
        assert!(!locale.date_time(DAY.at(18, 30, 0, 0)).is_empty() && !locale.time(time(18, 30, 0, 0)).is_empty());
    }
    // The compiled data of ICU has the other languages' months.
    assert_eq!(english, ENGLISH);
}

#[test]
fn shared_between_threads_and_cheap() {
    fn shareable<T: Send + Sync>(_: &T) {}
    let en = Locale::new("en");
    shareable(&en);
    let long: usize = (0..50_000).map(|_| en.date_long(DAY).len()).sum();
    assert_eq!(long, 50_000 * "Thursday, December 3, 2026".len());
}
