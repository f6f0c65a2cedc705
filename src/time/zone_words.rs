//! What people write in place of a zone's name, and the zone they mean.

use super::Zone;
use crate::diag::nearest;

/// Names of the database that are an abbreviation or a fixed offset, and a place that most who write them mean.
const FIXED: [(&str, &str); 14] = [
    ("CET", "Europe/Berlin"),
    ("CST6CDT", "America/Chicago"),
    ("EET", "Europe/Athens"),
    ("EST", "America/New_York"),
    ("EST5EDT", "America/New_York"),
    ("Etc/GMT", "Europe/London"),
    ("Etc/Greenwich", "Europe/London"),
    ("GMT", "Europe/London"),
    ("Greenwich", "Europe/London"),
    ("HST", "Pacific/Honolulu"),
    ("MET", "Europe/Berlin"),
    ("MST", "America/Denver"),
    ("MST7MDT", "America/Denver"),
    ("WET", "Europe/Lisbon"),
];

/// Abbreviations that several parts of the world use, each with zones that may be meant, the likeliest first.
const SEVERAL: [(&str, &[&str]); 8] = [
    ("amt", &["America/Manaus", "Asia/Yerevan"]),
    ("ast", &["America/Halifax", "Asia/Riyadh"]),
    ("bst", &["Europe/London", "Asia/Dhaka"]),
    ("cst", &["America/Chicago", "Asia/Shanghai", "America/Havana"]),
    ("gst", &["Asia/Dubai", "Atlantic/South_Georgia"]),
    ("ist", &["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
    ("pst", &["America/Los_Angeles", "Asia/Manila"]),
    ("sst", &["Pacific/Pago_Pago", "Asia/Singapore"]),
];

/// The zones that share an abbreviation.
pub(super) fn several(text: &str) -> Option<&'static [&'static str]> {
    let lower = text.to_lowercase();
    SEVERAL.iter().find(|(word, _)| *word == lower).map(|(_, zones)| *zones)
}

/// Abbreviations and words in small letters, each with the zone that is most often meant.
const WORDS: [(&str, &str); 80] = [
    ("acdt", "Australia/Adelaide"),
    ("acst", "Australia/Adelaide"),
    ("aedt", "Australia/Sydney"),
    ("aest", "Australia/Sydney"),
    ("akdt", "America/Anchorage"),
    ("akst", "America/Anchorage"),
    ("art", "America/Argentina/Buenos_Aires"),
    ("atlantic", "America/Halifax"),
    ("atlantic standard time", "America/Halifax"),
    ("atlantic time", "America/Halifax"),
    ("aus eastern standard time", "Australia/Sydney"),
    ("awst", "Australia/Perth"),
    ("british summer time", "Europe/London"),
    ("british time", "Europe/London"),
    ("brt", "America/Sao_Paulo"),
    ("cat", "Africa/Maputo"),
    ("cdt", "America/Chicago"),
    ("central", "America/Chicago"),
    ("central europe standard time", "Europe/Budapest"),
    ("central european standard time", "Europe/Warsaw"),
    ("central european summer time", "Europe/Berlin"),
    ("central european time", "Europe/Berlin"),
    ("central standard time", "America/Chicago"),
    ("central time", "America/Chicago"),
    ("cest", "Europe/Berlin"),
    ("china", "Asia/Shanghai"),
    ("china standard time", "Asia/Shanghai"),
    ("clt", "America/Santiago"),
    ("cot", "America/Bogota"),
    ("ct", "America/Chicago"),
    ("eastern", "America/New_York"),
    ("eastern standard time", "America/New_York"),
    ("eastern time", "America/New_York"),
    ("eat", "Africa/Nairobi"),
    ("edt", "America/New_York"),
    ("eest", "Europe/Athens"),
    ("et", "America/New_York"),
    ("germany", "Europe/Berlin"),
    ("gmt standard time", "Europe/London"),
    ("hdt", "America/Adak"),
    ("hkt", "Asia/Hong_Kong"),
    ("india", "Asia/Kolkata"),
    ("india standard time", "Asia/Kolkata"),
    ("japan standard time", "Asia/Tokyo"),
    ("jst", "Asia/Tokyo"),
    ("kst", "Asia/Seoul"),
    ("mdt", "America/Denver"),
    ("mesz", "Europe/Berlin"),
    ("mez", "Europe/Berlin"),
    ("mountain", "America/Denver"),
    ("mountain standard time", "America/Denver"),
    ("mountain time", "America/Denver"),
    ("msk", "Europe/Moscow"),
    ("mt", "America/Denver"),
    ("ndt", "America/St_Johns"),
    ("npt", "Asia/Kathmandu"),
    ("nst", "America/St_Johns"),
    ("nzdt", "Pacific/Auckland"),
    ("nzst", "Pacific/Auckland"),
    ("pacific", "America/Los_Angeles"),
    ("pacific standard time", "America/Los_Angeles"),
    ("pacific time", "America/Los_Angeles"),
    ("pdt", "America/Los_Angeles"),
    ("pet", "America/Lima"),
    ("pht", "Asia/Manila"),
    ("pkt", "Asia/Karachi"),
    ("pt", "America/Los_Angeles"),
    ("romance standard time", "Europe/Paris"),
    ("sast", "Africa/Johannesburg"),
    ("sgt", "Asia/Singapore"),
    ("trt", "Europe/Istanbul"),
    ("uk", "Europe/London"),
    ("universal time", "UTC"),
    ("utc time", "UTC"),
    ("vet", "America/Caracas"),
    ("w europe standard time", "Europe/Berlin"),
    ("wat", "Africa/Lagos"),
    ("west", "Europe/Lisbon"),
    ("wib", "Asia/Jakarta"),
    ("z", "UTC"),
];

/// The place that is meant by a name of the database which is no place.
pub(super) fn place_of_fixed(name: &str) -> Option<&'static str> {
    let exact = FIXED.iter().find(|(fixed, _)| *fixed == name).map(|(_, place)| *place);
    exact.or_else(|| is_fixed_offset(name).then_some("Europe/Berlin"))
}

/// `Etc/GMT+5` and its like: fixed offsets whose sign is the wrong way round for most readers.
fn is_fixed_offset(name: &str) -> bool {
    let digits = name.strip_prefix("Etc/GMT").or_else(|| name.strip_prefix("GMT"));
    digits.is_some_and(|rest| rest.starts_with(['+', '-', '0']))
}

/// The zone that is probably meant by a text that names none.
pub(super) fn meant(text: &str) -> Option<String> {
    let plain = plain(text);
    if plain.is_empty() || is_offset(text) {
        return None;
    }
    let names = Zone::names();
    by_word(&plain)
        .or_else(|| by_city(&plain, &names))
        .or_else(|| plain.split(' ').find_map(by_word))
        .or_else(|| nearest(text, names.iter().map(String::as_str)).map(str::to_owned))
        .or_else(|| by_near_city(&plain, &names))
}

/// Small letters and single spaces only: `PT (Pacific Time)` becomes `pt pacific time`.
fn plain(text: &str) -> String {
    let words: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    words.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// `UTC+1`, `GMT-05:00`, `+02:00`: no place can be told from it.
fn is_offset(text: &str) -> bool {
    let text = text.trim().to_ascii_uppercase();
    let rest = text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT")).unwrap_or(&text).trim_start();
    rest.starts_with(['+', '-', '−']) && rest.chars().skip(1).all(|c| c.is_ascii_digit() || c == ':')
}

fn by_word(plain: &str) -> Option<String> {
    let known = WORDS.iter().find(|(word, _)| *word == plain).map(|(_, zone)| *zone);
    known.or_else(|| several(plain)?.first().copied()).map(ToOwned::to_owned)
}

/// The part of a zone's name that is a city, as people write it: `new york`.
fn city(name: &str) -> Option<String> {
    name.contains('/').then(|| plain(name.rsplit('/').next().unwrap_or_default()))
}

fn by_city(plain: &str, names: &[String]) -> Option<String> {
    names.iter().find(|name| city(name).as_deref() == Some(plain)).cloned()
}

fn by_near_city(plain: &str, names: &[String]) -> Option<String> {
    let cities: Vec<String> = names.iter().filter_map(|name| city(name)).collect();
    let near = nearest(plain, cities.iter().map(String::as_str))?;
    by_city(near, names)
}

/// All words lead to zones that exist and have no warning of their own.
#[cfg(test)]
pub(super) fn assert_words_are_good() {
    for zone in SEVERAL.iter().flat_map(|(_, zones)| *zones) {
        assert!(Zone::parse(zone).is_ok_and(|known| known.warning().is_none()), "{zone}");
    }
    for (word, name) in WORDS.iter().chain(&FIXED) {
        assert!(Zone::parse(name).unwrap().warning().is_none(), "{word}");
    }
    assert!(WORDS.is_sorted());
}
