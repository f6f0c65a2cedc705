//! Zones: names, what is meant by others, offsets.

use super::{at, help, when, zone};
use crate::diag::codes;
use crate::time::{Now, Zone, instant, offset_text};

#[test]
fn known_names() {
    assert_eq!(zone("Europe/Berlin").name(), "Europe/Berlin");
    assert_eq!(zone("europe/berlin"), zone("Europe/Berlin"));
    assert_eq!(zone("UTC"), Zone::utc());
    assert!(zone("America/New_York") < zone("Europe/Berlin"));
    assert!(Zone::names().len() > 400);
}

#[test]
fn unknown_names() {
    let meant = [
        ("Europe/Berln", "Europe/Berlin"),
        ("PT (Pacific Time)", "America/Los_Angeles"),
        ("CEST", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("US Eastern", "America/New_York"),
        ("America/NewYork", "America/New_York"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Londn", "Europe/London"),
    ];
    for (text, name) in meant {
        let wrong = Zone::parse(text).unwrap_err();
        assert_eq!(wrong.code, &codes::BAD_ZONE);
        assert_eq!(wrong.message, format!("There is no time zone `{text}`."));
        assert_eq!(help(wrong), format!("write `timezone: {name}`"), "{text}");
    }
    let wrong = Zone::parse("CST").unwrap_err();
    assert_eq!(wrong.message, "`CST` is an abbreviation of several time zones");
    assert_eq!(help(wrong), "write the one that is meant: `America/Chicago`, `Asia/Shanghai`, `America/Havana`");
    for text in ["UTC+1", "+02:00", "GMT-5", "xyzzy", "Factory"] {
        assert!(help(Zone::parse(text).unwrap_err()).contains("a city"), "{text}");
    }
    assert_eq!(Zone::parse("").unwrap_err().message, "The time zone is empty.");
}

#[test]
fn every_suggested_place_exists() {
    for name in ["EST", "MST", "HST", "EST5EDT", "CET", "EET", "MET", "WET", "GMT", "Etc/GMT+5"] {
        let wrong = zone(name).warning().unwrap();
        assert_eq!(wrong.code, &codes::ZONE_WITHOUT_SUMMER);
        let help = help(wrong);
        let place = help.strip_prefix("write `timezone: ").and_then(|rest| rest.split('`').next()).unwrap();
        assert!(Zone::parse(place).unwrap().warning().is_none(), "{name}");
    }
    assert!(zone("EST").warning().unwrap().message.contains("never has summer time"));
    assert!(help(zone("EST").warning().unwrap()).contains("America/New_York"));
    assert!(zone("CET").warning().unwrap().message.contains("abbreviation"));
    assert!(zone("UTC").warning().is_none() && zone("Asia/Kolkata").warning().is_none());
    crate::time::zone_words::assert_words_are_good();
}

#[test]
fn instants_and_offsets() {
    let berlin = zone("Europe/Berlin");
    assert_eq!(instant(&when("2026-12-01T18:00"), &berlin), at("2026-12-01T17:00:00Z"));
    assert_eq!(instant(&when("2026-12-01"), &berlin), at("2026-11-30T23:00:00Z"));
    // A gap counts on, of a fold the first is meant.
    assert_eq!(instant(&when("2026-03-29T02:30"), &berlin), at("2026-03-29T01:30:00Z"));
    assert_eq!(instant(&when("2026-10-25T02:30"), &berlin), at("2026-10-25T00:30:00Z"));
    // Summer time begins at midnight in Beirut: the day begins at 01:00.
    assert_eq!(instant(&when("2026-03-29"), &zone("Asia/Beirut")), at("2026-03-28T22:00:00Z"));
    assert_eq!(offset_text(at("2026-12-01T17:00:00Z"), &berlin), "+01:00");
    assert_eq!(offset_text(at("2026-07-01T17:00:00Z"), &zone("America/St_Johns")), "-02:30");
    assert_eq!(offset_text(at("2026-07-01T17:00:00Z"), &Zone::utc()), "+00:00");
}

#[test]
fn now() {
    let berlin = zone("Europe/Berlin");
    let parse = |text| Now::parse(text, &berlin).unwrap().at;
    assert_eq!(parse("2026-11-22"), at("2026-11-21T23:00:00Z"));
    assert_eq!(parse("2026-11-22T18:00"), at("2026-11-22T17:00:00Z"));
    assert_eq!(parse("2026-11-22T18:00Z"), at("2026-11-22T18:00:00Z"));
    assert_eq!(Now::from_epoch("1796083200").unwrap().at.as_second(), 1_796_083_200);
    assert_eq!(Now::from_epoch("soon").unwrap_err().code, &codes::BAD_DATE);
    assert_eq!(Now::parse("2026-11-21T23:30Z", &berlin).unwrap().date(&berlin).to_string(), "2026-11-22");
}
