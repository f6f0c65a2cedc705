//! Rules: their text forms, and RRULE in both directions.

use super::{dates, help, rule, series, when, zone};
use crate::diag::codes;
use crate::time::{Ends, Every, On, Rule};

#[test]
fn entries_of_on_read_back() {
    let forms = [
        "tue",
        "1st tue",
        "2nd fri",
        "5th sun",
        "last fri",
        "2nd last fri",
        "15",
        "31",
        "last day",
        "march",
        "march 15",
        "1st tue of november",
        "last day of february",
        "first workday",
        "last workday of june",
    ];
    for text in forms {
        assert_eq!(On::parse(text).unwrap().to_string(), text);
    }
    let same = [
        ("Tuesday", "tue"),
        ("tuesdays", "tue"),
        ("Thurs", "thu"),
        ("first Tuesday", "1st tue"),
        ("15th", "15"),
        ("Mar", "march"),
        ("15 March", "march 15"),
        ("the first Tuesday of November", "1st tue of november"),
    ];
    for (text, shown) in same {
        assert_eq!(On::parse(text).unwrap().to_string(), shown);
    }
}

#[test]
fn entries_of_on_that_cannot_be_read() {
    let meant = [
        ("tuseday", "write `tue`"),
        ("every tuesday", "write `tue`"),
        ("first tusday", "write `1st tue`"),
        ("32", "write a day from 1 to 31, or `last day`"),
        ("0", "write a day from 1 to 31, or `last day`"),
    ];
    for (text, line) in meant {
        let wrong = On::parse(text).unwrap_err();
        assert_eq!(wrong.code, &codes::BAD_RULE);
        assert_eq!(help(wrong), line, "{text}");
    }
    for text in ["wednesday after the fourth tuesday", "", "sometimes", "6th tue"] {
        assert!(help(On::parse(text).unwrap_err()).starts_with("write days as"), "{text}");
    }
}

#[test]
fn periods() {
    assert_eq!(Every::parse("Week"), Ok(Every::Week));
    let meant = [
        ("weekly", "write `every: week`"),
        ("daily", "write `every: day`"),
        ("monthly", "write `every: month`"),
        ("annually", "write `every: year`"),
        ("2 weeks", "write `every: week` and `interval: 2`"),
        ("fortnight", "write `every: week` and `interval: 2`"),
    ];
    for (text, line) in meant {
        assert_eq!(help(Every::parse(text).unwrap_err()), line, "{text}");
    }
}

#[test]
fn days_that_do_not_go_together() {
    let wrong = |text| help(rule(text).pattern(when("2026-01-01").date()).unwrap_err());
    assert_eq!(wrong("week 1st tue"), "write `every: month`");
    assert_eq!(wrong("week 15"), "write `every: month`");
    assert_eq!(wrong("day last fri"), "write `every: month`");
    assert_eq!(wrong("month march 15"), "write `every: year`");
    assert!(wrong("month 15, tue").starts_with("keep to one sort"));
    assert!(wrong("month first workday, tue").starts_with("keep to one sort"));
    assert!(wrong("year march 15, april 20").contains("also"));
    assert!(wrong("year march 15, april").starts_with("keep to one sort"));
    assert!(wrong("year first workday, march, june").contains("every: month"));
}

#[test]
fn rrule_reads_and_writes() {
    let start = when("2026-03-03T18:00");
    let berlin = zone("Europe/Berlin");
    let same = [
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=8",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "FREQ=MONTHLY;BYDAY=1TU,-1FR",
        "FREQ=MONTHLY;BYMONTHDAY=15,-1",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=11;BYDAY=1TU",
        "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=15",
        "FREQ=YEARLY",
        "FREQ=WEEKLY;UNTIL=20261231T225959Z",
        "FREQ=WEEKLY;BYMONTH=3,4;BYDAY=TU",
    ];
    for text in same {
        assert_eq!(Rule::parse_rrule(text, &berlin).unwrap().rrule(&start, &berlin).unwrap(), text);
    }
    let until = Rule::parse_rrule("RRULE:FREQ=WEEKLY;UNTIL=20261231T225959Z", &berlin).unwrap();
    assert_eq!(until.ends, Ends::Until(when("2026-12-31T23:59:59")));
    assert_eq!(rule("week until 2026-12-31").rrule(&start, &berlin).unwrap(), "FREQ=WEEKLY;UNTIL=20261231T225959Z");
    assert_eq!(
        rule("week until 2026-12-31").rrule(&when("2026-03-03"), &berlin).unwrap(),
        "FREQ=WEEKLY;UNTIL=20261231"
    );
    let single = Rule::parse_rrule("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", &berlin).unwrap();
    assert_eq!(single, rule("month last fri"));
    let twice = "FREQ=YEARLY;BYMONTH=2,3;BYDAY=1MO";
    let written = rule("year 1st mon of march, 1st mon of february, 1st mon of february").rrule(&start, &berlin);
    assert_eq!(written.as_deref(), Some(twice));
    assert_eq!(rule("week tue, tue").rrule(&start, &berlin).unwrap(), "FREQ=WEEKLY;BYDAY=TU");
    assert_eq!(rule("year 30").rrule(&start, &berlin).unwrap(), "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=30");
}

#[test]
fn rrule_refuses_what_calendars_disagree_about() {
    let refused = [
        ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO"),
        ("FREQ=YEARLY;BYYEARDAY=100", "BYYEARDAY"),
        ("FREQ=HOURLY", "several times a day"),
        ("FREQ=MINUTELY;INTERVAL=5", "several times a day"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "BYSETPOS"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15;BYSETPOS=1", "BYSETPOS"),
        ("FREQ=WEEKLY;BYDAY=TU;BYSETPOS=1", "BYSETPOS"),
        ("FREQ=YEARLY;BYMONTHDAY=15", "must name its month"),
        ("FREQ=YEARLY;BYDAY=1TU", "must name its month"),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20261231", "Both UNTIL and COUNT"),
        ("FREQ=WEEKLY;INTERVAL=0", "INTERVAL"),
        ("FREQ=WEEKLY;COUNT=0", "COUNT"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "weekly"),
        ("FREQ=WEEKLY;BYDAY=1TU", "counted weekday"),
        ("FREQ=DAILY;BYHOUR=9", "`start`"),
        ("FREQ=WEEKLY;BYDAY=XX", "no weekday"),
        ("FREQ=WEEKLY;BYDAY=TU;FREQ=DAILY", "twice"),
        ("FREQ=WEEKLY;UNTIL=tomorrow", "no date"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", "Monday"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "together"),
        ("INTERVAL=2", "no FREQ"),
        ("every tuesday", "no part"),
        ("FREQ=YEARLY;RSCALE=CHINESE", "not known"),
    ];
    for (text, reason) in refused {
        let wrong = Rule::parse_rrule(text, &zone("UTC")).unwrap_err();
        assert!(wrong.message.contains(reason), "{text}: {}", wrong.message);
        assert!(wrong.help.is_some());
    }
    let wrong = Rule::parse_rrule("FREQ=WEEKLY;COUNT=3;UNTIL=20261231", &zone("UTC")).unwrap_err();
    assert_eq!(wrong.code, &codes::UNTIL_AND_COUNT);
}

#[test]
fn expansions() {
    let first = |start, rule, most| dates(&series(start, rule), most).join(" ");
    assert_eq!(first("2026-03-03", "week/2 tue, thu", 5), "2026-03-03 2026-03-05 2026-03-17 2026-03-19 2026-03-31");
    // Weeks begin on Monday: the Sunday after belongs to the week of the start.
    assert_eq!(first("2026-03-07", "week/2 mon, sat, sun", 4), "2026-03-07 2026-03-08 2026-03-16 2026-03-21");
    assert_eq!(first("2026-01-30", "month last fri", 3), "2026-01-30 2026-02-27 2026-03-27");
    assert_eq!(first("2026-01-31", "month", 3), "2026-01-31 2026-03-31 2026-05-31");
    assert_eq!(first("2026-01-31", "month last day", 3), "2026-01-31 2026-02-28 2026-03-31");
    assert_eq!(first("2024-02-29", "year", 3), "2024-02-29 2028-02-29 2032-02-29");
    assert_eq!(first("2096-02-29", "year", 2), "2096-02-29 2104-02-29");
    assert_eq!(first("2026-11-03", "year 1st tue of november", 2), "2026-11-03 2027-11-02");
    assert_eq!(first("2026-11-03", "year 1st tue", 2), "2026-11-03 2027-11-02");
    assert_eq!(first("2026-02-28", "year last day of february", 3), "2026-02-28 2027-02-28 2028-02-29");
    assert_eq!(first("2026-03-15", "year march 15, september 15", 3), "2026-03-15 2026-09-15 2027-03-15");
    assert_eq!(first("2026-01-30", "month last workday", 3), "2026-01-30 2026-02-27 2026-03-31");
    assert_eq!(first("2026-01-01", "day/10 count 3", 9), "2026-01-01 2026-01-11 2026-01-21");
    assert_eq!(first("2026-01-01", "day until 2026-01-03", 9), "2026-01-01 2026-01-02 2026-01-03");
    assert_eq!(first("2026-03-31", "week tue, march", 3), "2026-03-31 2027-03-02 2027-03-09");
}

#[test]
fn rules_that_never_come_true_end() {
    let first = |start, rule| dates(&series(start, rule), 3).len();
    assert_eq!(first("2026-02-27T18:00", "year 30"), 0);
    assert_eq!(first("2025-02-28", "year/4 february 29"), 0);
    assert_eq!(first("2026-01-01", "day/7 mon"), 0);
}
