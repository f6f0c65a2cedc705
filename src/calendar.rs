//! Calendars as files: a typed calendar, and its ways into bytes as iCalendar (RFC 5545, RFC 7986) and JSCalendar (RFC 8984).

mod clocks;
mod color;
mod event;
mod jscalendar;
mod line;
mod lock;
mod moment;
mod vtimezone;

use std::sync::Arc;

use jiff::Timestamp;

use line::Lines;

pub use clocks::Clocks;
pub use color::is_color;
pub use event::facts;
pub use lock::{Entry, Lock};
pub use moment::{Moment, Times};

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
    /// The CSS name of its color.
    pub color: Option<Arc<str>>,
    /// What takes place.
    pub events: Vec<Arc<Event>>,
}

/// Something that takes place: once, again and again, or one date of a series that is not like the others.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Event {
    /// Its identity, which must stay. A series and its changed dates have the same.
    pub uid: Arc<str>,
    /// How often it was changed, where somebody counts.
    pub sequence: Option<u32>,
    /// When it was last changed: programs pass over a change whose stamp did not move.
    pub stamp: Timestamp,
    /// When it takes place; of a series the first date.
    pub times: Times,
    /// How it comes again.
    pub series: Option<Series>,
    /// Of a changed date, which date of the series it stands for.
    pub instead_of: Option<Moment>,
    /// What it belongs to.
    pub related: Option<Related>,
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
    pub conference: Option<Conference>,
    /// Its picture, as a full address.
    pub image: Option<Arc<str>>,
    /// What to read, bring or watch, as full addresses.
    pub attachments: Vec<Arc<str>>,
    /// Its topics.
    pub categories: Vec<Arc<str>>,
    /// Whether it takes place.
    pub status: Status,
}

/// How an event comes again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Series {
    /// The value of an RRULE.
    pub rule: Arc<str>,
    /// The dates that fall out, in the form of the first date.
    pub except: Vec<Moment>,
}

/// What an event belongs to, by its identity.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Related {
    /// It is a part of that event.
    Parent(Arc<str>),
    /// It is a date of that series, beside the rule.
    Sibling(Arc<str>),
}

/// The way into a call.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Conference {
    /// The address.
    pub url: Arc<str>,
    /// What the link is called; may be empty.
    pub label: Arc<str>,
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
    /// The file as iCalendar. `clocks` may know the zones of its events already.
    pub fn to_ics(&self, clocks: &Clocks) -> Vec<u8> {
        let mut lines = Lines::default();
        lines.raw("BEGIN", "VCALENDAR");
        self.head(&mut lines);
        clocks.write(&self.events, &mut lines);
        self.events.iter().for_each(|event| event.write(&mut lines));
        lines.raw("END", "VCALENDAR");
        lines.into_text().into_bytes()
    }

    /// The file as JSCalendar.
    pub fn to_jscalendar(&self) -> Vec<u8> {
        jscalendar::group(self).into_bytes()
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
        lines.text("COLOR", self.color.as_deref().unwrap_or_default());
        lines.raw("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
        lines.raw("X-PUBLISHED-TTL", REFRESH);
    }
}

/// The lines of a zone alone, right from `from` on.
pub fn vtimezone(zone: &Zone, from: Timestamp) -> Vec<u8> {
    let mut lines = Lines::default();
    vtimezone::write(&mut lines, zone, from);
    lines.into_text().into_bytes()
}
