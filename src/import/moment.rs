//! Dates and times of calendar files, and what they are on the clocks of a zone.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

use super::component::Calendar;
use super::lines::Line;
use super::zones;
use crate::time::{When, Zone, instant};

/// A moment as a calendar file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// A whole day.
    Day(Date),
    /// A time on the clocks of wherever one is.
    Floating(DateTime),
    /// An instant.
    Utc(Timestamp),
    /// A time on the clocks of a zone.
    Zoned(DateTime, Zone),
}

impl Moment {
    /// What it is on the clocks of a zone.
    pub(super) fn when(&self, zone: &Zone) -> When {
        match self {
            Self::Day(day) => When::Day(*day),
            Self::Floating(time) => When::Time(*time),
            Self::Utc(at) => When::Time(zone.rules().to_datetime(*at)),
            Self::Zoned(time, own) if own == zone => When::Time(*time),
            Self::Zoned(time, own) => When::Time(zone.rules().to_datetime(instant(&When::Time(*time), own))),
        }
    }
}

/// What is wrong with a moment: what to say, what to do.
pub(super) type Unread = (String, String);

/// The moments of a line: DTSTART has one, EXDATE and RDATE have several.
pub(super) fn moments(line: &Line, calendar: &Calendar) -> Result<Vec<Moment>, Unread> {
    let zone = line.param("TZID").map(|name| named(name, calendar)).transpose()?;
    let values = line.value.split(',').map(str::trim).filter(|value| !value.is_empty());
    values.map(|value| one(value, zone.as_ref()).ok_or_else(|| no_date(line, value))).collect()
}

/// The one moment of a line.
pub(super) fn moment(line: &Line, calendar: &Calendar) -> Result<Moment, Unread> {
    moments(line, calendar)?.into_iter().next().ok_or_else(|| no_date(line, ""))
}

fn no_date(line: &Line, value: &str) -> Unread {
    let help = format!("write `{}:20261201T183000` or `{};VALUE=DATE:20261201`", line.name, line.name);
    (format!("`{value}` is no date"), help)
}

fn named(name: &str, calendar: &Calendar) -> Result<Zone, Unread> {
    let beside = calendar.zones.get(name).and_then(|place| zones::zone(place));
    beside.or_else(|| zones::zone(name)).ok_or_else(|| {
        let help = "write the continent and a city of the zone in its place, such as `TZID=Europe/Lisbon`";
        (format!("nobody can tell which time zone `{name}` is"), help.to_owned())
    })
}

/// `20261201`, `20261201T183000`, `20261201T173000Z`; of a period its start.
fn one(value: &str, zone: Option<&Zone>) -> Option<Moment> {
    let value = value.split('/').next()?;
    let (value, universal) = value.strip_suffix(['Z', 'z']).map_or((value, false), |value| (value, true));
    let Some((date, time)) = value.split_once(['T', 't']) else { return date(value).map(Moment::Day) };
    let local = self::date(date)?.to_datetime(self::time(time)?);
    Some(match zone {
        _ if universal => Moment::Utc(instant(&When::Time(local), &Zone::utc())),
        Some(zone) => Moment::Zoned(local, zone.clone()),
        None => Moment::Floating(local),
    })
}

fn date(text: &str) -> Option<Date> {
    let digits = digits(text, 8)?;
    Date::new(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?).ok()
}

/// A leap second is the one before it.
fn time(text: &str) -> Option<Time> {
    let digits = digits(text, 6)?;
    let second: i8 = digits[4..].parse().ok()?;
    Time::new(digits[..2].parse().ok()?, digits[2..4].parse().ok()?, second.min(59), 0).ok()
}

fn digits(text: &str, len: usize) -> Option<&str> {
    (text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}
