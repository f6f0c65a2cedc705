//! Lengths and availability.

use proptest::prelude::*;

use super::help;
use crate::diag::codes;
use crate::time::{Availability, Length};

#[test]
fn reads_lengths() {
    let same = [
        ("90m", "PT1H30M", "1h30m"),
        ("1h30m", "PT1H30M", "1h30m"),
        ("2h", "PT2H", "2h"),
        ("3d", "P3D", "3d"),
        ("1w", "P7D", "7d"),
        ("PT1H30M", "PT1H30M", "1h30m"),
        ("P3D", "P3D", "3d"),
        ("p2w", "P14D", "14d"),
        ("P1DT12H", "P1DT12H", "1d12h"),
        ("PT45S", "PT45S", "45s"),
        ("1h45s", "PT1H45S", "1h45s"),
    ];
    for (text, iso, short) in same {
        let length = Length::parse(text).unwrap();
        assert_eq!((length.iso(), length.to_string()), (iso.into(), short.into()), "{text}");
    }
    assert_eq!(Length::parse("1d2h").unwrap().total_minutes(), 26 * 60);
}

#[test]
fn says_what_to_write() {
    let meant = [
        ("90 min", "write `1h30m`"),
        ("01:30", "write `1h30m`"),
        ("1:30", "write `1h30m`"),
        ("00:60:00", "write `1h`"),
        ("00:00:30", "write `30s`"),
        ("1 min 30 sec", "write `1m30s`"),
        ("2 hours", "write `2h`"),
        ("2 hours and a bit", "write `2h`"),
        ("1.5 h", "write `1h30m`"),
        ("1,5 hours", "write `1h30m`"),
        ("1 hour 30 minutes", "write `1h30m`"),
        ("2 days", "write `2d`"),
        ("1h 30m", "write `1h30m`"),
        ("30m1h", "write `1h30m`"),
        ("90", "write `90m` for minutes, or `90h` for hours"),
        ("0m", "write `1h`, or leave the duration out while it is not known"),
        ("PT0S", "write `1h`, or leave the duration out while it is not known"),
        ("", "write `1h30m`"),
        ("P1M", "write hours and minutes as `1h30m`, or days as `3d`"),
        ("PT", "write hours and minutes as `1h30m`, or days as `3d`"),
        ("long", "write hours and minutes as `1h30m`, or days as `3d`"),
        ("99999d", "give the `end` in place of the duration"),
        ("99999999999999h", "write hours and minutes as `1h30m`, or days as `3d`"),
    ];
    for (text, line) in meant {
        let wrong = Length::parse(text).unwrap_err();
        assert_eq!(wrong.code, &codes::BAD_DURATION);
        assert_eq!(help(wrong), line, "{text}");
    }
}

#[test]
fn reads_availability() {
    for text in [
        "Mon-Thu 18:00-21:00",
        "Sat 10:00-12:00",
        "Mon, Wed 18:00-19:00",
        "Fri-Mon 09:00-24:00",
        "Mon, Tue 09:00-10:00",
    ] {
        assert_eq!(Availability::parse(text).unwrap().to_string(), text);
    }
    assert_eq!(Availability::parse("mon–thu 18:00–21:00").unwrap().minutes_a_week(), 4 * 180);
}

#[test]
fn suggests_availability() {
    let meant = [
        ("weekday evenings", "write `Mon-Fri 18:00-21:00`"),
        ("Weekend mornings", "write `Sat, Sun 09:00-12:00`"),
        ("Mon 6pm-9pm", "write `Mon 18:00-21:00`"),
        ("Mon-Thu 18-21", "write `Mon-Thu 18:00-21:00`"),
        ("Tue afternoon", "write `Tue 13:00-17:00`"),
        ("sometimes", "write `Mon-Thu 18:00-21:00`: the days, then the hours"),
        ("", "write `Mon-Thu 18:00-21:00`: the days, then the hours"),
        (
            "Mon 22:00-02:00",
            "write two lines if it goes on after midnight: the first until 24:00, the second from 00:00",
        ),
    ];
    for (text, line) in meant {
        let wrong = Availability::parse(text).unwrap_err();
        assert_eq!(wrong.code, &codes::BAD_AVAILABILITY);
        assert_eq!(help(wrong), line, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shown_lengths_read_back(days in 0u32..100, seconds in 0u32..200_000) {
        prop_assume!(days + seconds > 0);
        let length = Length { days, seconds };
        prop_assert_eq!(Length::parse(&length.to_string()), Ok(length));
        prop_assert_eq!(Length::parse(&length.iso()), Ok(length));
    }

    #[test]
    fn no_text_breaks_a_parser(text in "\\PC{0,24}") {
        let _ = Length::parse(&text);
        let _ = Availability::parse(&text);
        let _ = crate::time::When::parse(&text);
        let _ = crate::time::PartialDate::parse(&text);
        let _ = crate::time::On::parse(&text);
        let _ = crate::time::Every::parse(&text);
        let _ = crate::time::Rule::parse_rrule(&text, &crate::time::Zone::utc());
        let _ = crate::money::Price::parse(&text);
    }

    #[test]
    fn no_text_like_a_date_breaks_a_parser(text in "[0-9apmTZ:+. /é-]{0,24}") {
        let _ = Length::parse(&text);
        let _ = Availability::parse(&format!("Mon {text}"));
        let _ = crate::time::When::parse(&text);
        let _ = crate::time::Rule::parse_rrule(&format!("FREQ=WEEKLY;UNTIL={text}"), &crate::time::Zone::utc());
        let _ = crate::money::Price::parse(&text);
    }
}
