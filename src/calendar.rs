//! iCalendar files (RFC 5545, RFC 7986): a typed calendar and its one way into bytes.

mod line;
mod vtimezone;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use line::Lines;

use crate::time::Zone;

/// Who made the file. Without a version: the same content must give the same bytes.
const PRODUCT: &str = "-//Lyceum//Lyceum//EN";

/// How often programs should look again; many look when they like.
const REFRESH: &str = "PT12H";

/// A calendar to subscribe to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Calendar {
    /// What it is called.
    pub name: Arc<str>,
    /// What it holds, in a sentence; may be empty.
    pub description: Arc<str>,
    /// The page about it, as a full address.
    pub url: Option<Arc<str>>,
    /// Where the file itself is, as a full address.
    pub source: Option<Arc<str>>,
    /// What takes place.
    pub events: Vec<Event>,
}

/// One date of something that takes place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Event {
    /// Its identity, which must stay.
    pub uid: Arc<str>,
    /// How often it was changed, where somebody counts.
    pub sequence: Option<u32>,
    /// When it was last changed: programs pass over a change whose stamp did not move.
    pub stamp: Timestamp,
    /// When it takes place.
    pub times: Times,
    /// Its title.
    pub summary: Arc<str>,
    /// What it is about, plain text; may be empty.
    pub description: Arc<str>,
    /// Where it takes place; may be empty.
    pub location: Arc<str>,
    /// The same as a point on the map.
    pub geo: Option<Geo>,
    /// Its page, as a full address.
    pub url: Option<Arc<str>>,
    /// The way into its call.
    pub conference: Option<Arc<str>>,
    /// Its topics.
    pub categories: Vec<Arc<str>>,
    /// Whether it takes place.
    pub status: Status,
}

/// From when to when an event lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Times {
    /// Whole days.
    Days {
        /// The first day.
        first: Date,
        /// The day after the last one.
        after: Date,
    },
    /// Instants.
    Instants {
        /// The start.
        start: Timestamp,
        /// The end, if it is known.
        end: Option<Timestamp>,
    },
}

/// A point on the map, in degrees as they were written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Geo {
    /// Degrees north.
    pub lat: Arc<str>,
    /// Degrees east.
    pub lon: Arc<str>,
}

/// Whether an event takes place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// It does.
    #[default]
    Confirmed,
    /// It is not certain.
    Tentative,
    /// It does not.
    Cancelled,
}

impl Calendar {
    /// The file.
    pub fn to_ics(&self) -> Vec<u8> {
        let mut lines = Lines::default();
        lines.raw("BEGIN", "VCALENDAR");
        self.head(&mut lines);
        self.events.iter().for_each(|event| event.write(&mut lines));
        lines.raw("END", "VCALENDAR");
        lines.into_bytes()
    }

    /// Old programs know the properties with `X-` only.
    fn head(&self, lines: &mut Lines) {
        lines.raw("VERSION", "2.0");
        lines.raw("PRODID", PRODUCT);
        lines.raw("CALSCALE", "GREGORIAN");
        lines.raw("METHOD", "PUBLISH");
        lines.text("NAME", &self.name);
        lines.text("X-WR-CALNAME", &self.name);
        lines.text("DESCRIPTION", &self.description);
        lines.text("X-WR-CALDESC", &self.description);
        lines.uri("URL", self.url.as_deref());
        lines.uri("SOURCE;VALUE=URI", self.source.as_deref());
        lines.raw("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
        lines.raw("X-PUBLISHED-TTL", REFRESH);
    }
}

impl Event {
    fn write(&self, lines: &mut Lines) {
        lines.raw("BEGIN", "VEVENT");
        lines.text("UID", &self.uid);
        lines.raw("DTSTAMP", &utc(self.stamp));
        if let Some(sequence) = self.sequence {
            lines.raw("SEQUENCE", &sequence.to_string());
        }
        self.times.write(lines);
        lines.text("SUMMARY", &self.summary);
        lines.text("DESCRIPTION", &self.description);
        self.write_place(lines);
        lines.uri("URL", self.url.as_deref());
        lines.list("CATEGORIES", &self.categories);
        lines.raw("STATUS", self.status.word());
        lines.raw("END", "VEVENT");
    }

    fn write_place(&self, lines: &mut Lines) {
        lines.text("LOCATION", &self.location);
        if let Some(Geo { lat, lon }) = &self.geo {
            lines.raw("GEO", &format!("{lat};{lon}"));
        }
        lines.uri("CONFERENCE;VALUE=URI", self.conference.as_deref());
    }
}

impl Times {
    fn write(self, lines: &mut Lines) {
        match self {
            Self::Days { first, after } => {
                lines.raw("DTSTART;VALUE=DATE", &day(first));
                lines.raw("DTEND;VALUE=DATE", &day(after));
            }
            Self::Instants { start, end } => {
                lines.raw("DTSTART", &utc(start));
                // An end that is not behind the start is none.
                if let Some(end) = end.filter(|end| *end > start) {
                    lines.raw("DTEND", &utc(end));
                }
            }
        }
    }
}

impl Status {
    const fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "CONFIRMED",
            Self::Tentative => "TENTATIVE",
            Self::Cancelled => "CANCELLED",
        }
    }
}

/// The lines of a zone alone, right from `from` on.
pub fn vtimezone(zone: &Zone, from: Timestamp) -> Vec<u8> {
    let mut lines = Lines::default();
    vtimezone::write(&mut lines, zone, from);
    lines.into_bytes()
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// `20261203T183000Z`
fn utc(at: Timestamp) -> String {
    let wall = TimeZone::UTC.to_datetime(at);
    format!("{}T{:02}{:02}{:02}Z", day(wall.date()), wall.hour(), wall.minute(), wall.second())
}
