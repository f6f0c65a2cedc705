//! Dates: what is read, and what is said about the rest.

use jiff::civil::date;

use super::{help, when};
use crate::diag::codes;
use crate::time::{PartialDate, When, parse_date};

#[test]
fn reads_dates_and_times() {
    assert_eq!(when("2026-12-01"), When::Day(date(2026, 12, 1)));
    let six = When::Time(date(2026, 12, 1).at(18, 0, 0, 0));
    for text in
        ["2026-12-01 18:00", "2026-12-01T18:00", "2026-12-01t18:00", " 2026-12-01T18:00:00 ", "2026-12-01T18:00:00.000"]
    {
        assert_eq!(when(text), six, "{text}");
        assert_eq!(When::parse(text).unwrap().offset, None);
    }
    assert_eq!((six.to_string(), when("2026-12-01").to_string()), ("2026-12-01T18:00".into(), "2026-12-01".into()));
}

#[test]
fn offsets_are_told() {
    for (text, hours) in [("2026-12-01T18:00Z", 0), ("2026-12-01T18:00:00+01:00", 1), ("2026-12-01 18:00:00 -0500", -5)]
    {
        let parsed = When::parse(text).unwrap();
        assert_eq!(parsed.when.to_string(), "2026-12-01T18:00");
        assert_eq!(parsed.offset.unwrap().seconds(), hours * 3600);
        let wrong = parsed.warning().unwrap();
        assert_eq!(wrong.code, &codes::OFFSET_NOT_ZONE);
        assert!(help(wrong).starts_with("write `2026-12-01T18:00`"));
    }
}

#[test]
fn suggests_the_date_that_is_meant() {
    let meant = [
        ("20240520", "write `2024-05-20`"),
        ("20240520T183000", "write `2024-05-20T18:30`"),
        ("13.06.2024 20:00", "write `2024-06-13T20:00`"),
        ("TUE, AUG 21, 2024", "write `2024-08-21`; but 21 August 2024 is a Wednesday, not a Tuesday"),
        ("Wed, Aug 21, 2024 6:30 PM", "write `2024-08-21T18:30`"),
        ("21st of August 2024", "write `2024-08-21`"),
        ("January 2019", "write `2019-01-01`, with the day that is meant"),
        ("2024-6-5", "write `2024-06-05`"),
        ("2024/06/05", "write `2024-06-05`"),
        ("06/13/2024", "write `2024-06-13`"),
        ("05/06/2024", "write `2024-06-05` for 5 June 2024 or `2024-05-06` for 6 May 2024"),
        ("13-06-2024", "write `2024-06-13`"),
        ("2026-12-01 9:00", "write `2026-12-01T09:00`"),
        ("2026-12-01 6pm", "write `2026-12-01T18:00`"),
        ("2026-12-01 20h30", "write `2026-12-01T20:30`"),
        ("2026-02-30", "write `2026-02-28` if the last day is meant"),
        ("2026-02-30T18:00", "write `2026-02-28T18:00` if the last day is meant"),
        ("30.02.2026", "write `2026-02-28` if the last day is meant"),
        ("2026-13-06", "write `2026-06-13`"),
        ("2026-12-01T24:00", "write `2026-12-02T00:00` for the midnight that ends the day"),
        ("2026-12-01T25:10", "write the hour from 00 to 23 and the minute from 00 to 59"),
        ("1 May 2026 - 3 May 2026", "write the first as `start` and the last as `end`"),
    ];
    for (text, line) in meant {
        let wrong = When::parse(text).unwrap_err();
        assert_eq!(wrong.code, &codes::BAD_DATE);
        assert_eq!(help(wrong), line, "{text}");
    }
}

#[test]
fn says_why_a_date_does_not_exist() {
    let message = |text| When::parse(text).unwrap_err().message;
    assert_eq!(message("2026-02-30"), "There is no day 30: February 2026 has 28 days.");
    assert_eq!(message("2024-02-30"), "There is no day 30: February 2024 has 29 days.");
    assert_eq!(message("2026-13-01"), "There is no month 13.");
    assert_eq!(message("2026-12-00"), "There is no day 0.");
    assert_eq!(message("2026-12-01T25:10"), "There is no 25:10: a day has 24 hours.");
    assert_eq!(message("2026-12-01T12:60"), "There is no 12:60: an hour has 60 minutes.");
    assert_eq!(message("2026-12-01T12:30:60"), "There is no 12:30:60: a minute has 60 seconds.");
    assert_eq!(message("next Tuesday"), "`next Tuesday` cannot be read as a date.");
    assert_eq!(message(""), "The date is empty.");
    for text in ["next Tuesday", "", "tba", "2026-12-01T", "2026-12-01Tnoon", "☃☃☃☃☃☃☃☃", "99999999999999999999"]
    {
        assert!(When::parse(text).unwrap_err().help.is_some(), "{text}");
    }
}

#[test]
fn odd_years() {
    let odd = |text| when(text).odd_year(2026);
    assert_eq!(odd("1900-03-05").unwrap().code, &codes::ODD_YEAR);
    assert_eq!(help(odd("2204-06-13T20:00").unwrap()), "write `2024-06-13T20:00` if that is meant");
    assert!(odd("1969-12-31").is_some() && odd("2037-01-01").is_some());
    assert!(odd("1970-01-01").is_none() && odd("2036-12-31").is_none());
}

#[test]
fn plain_dates() {
    assert_eq!(parse_date("2026-12-01"), Ok(date(2026, 12, 1)));
    assert_eq!(help(parse_date("2026-12-01T18:00").unwrap_err()), "write `2026-12-01`");
}

#[test]
fn partial_dates() {
    let parse = |text| PartialDate::parse(text).unwrap();
    assert_eq!(parse("2022"), PartialDate::Year(2022));
    assert_eq!(parse("2022-03"), PartialDate::Month(2022, 3));
    assert_eq!(parse("2022-03-04"), PartialDate::Day(date(2022, 3, 4)));
    assert!(parse("2022") < parse("2022-01") && parse("2022-01") < parse("2022-01-01"));
    assert!(parse("2021-12-31") < parse("2022"));
    for text in ["2022", "2022-03", "2022-03-04"] {
        assert_eq!(parse(text).to_string(), text);
    }
    let wrong = |text| help(PartialDate::parse(text).unwrap_err());
    assert_eq!(wrong("January 2019"), "write `2019-01`");
    assert_eq!(wrong("03/2022"), "write `2022-03`");
    assert_eq!(wrong("2022-13"), "write `2022-12`, or a month from 01 to 12");
    assert_eq!(wrong("4.3.2022"), "write `2022-03-04`");
}

#[test]
fn days_sort_before_their_times() {
    assert!(when("2026-12-01") < when("2026-12-01T00:00"));
    assert!(when("2026-12-01T23:00") < when("2026-12-02"));
}
