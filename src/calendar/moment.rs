//! When: days, wall times with their zone, instants; and how iCalendar writes them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::line::Lines;
use crate::time::iso::basic;
use crate::time::{When, Zone, instant};

/// One value of DTSTART, DTEND, EXDATE or RECURRENCE-ID.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// A day.
    Day(Date),
    /// A wall time of a zone.
    Local(DateTime, Zone),
    /// An instant.
    Utc(Timestamp),
}

/// From when to when an event lasts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Times {
    /// Whole days.
    Days {
        /// The first day.
        first: Date,
        /// The day after the last one.
        after: Date,
    },
    /// Wall times of a zone, each of which happens once.
    Zoned {
        /// The start.
        start: DateTime,
        /// The end, if it is known.
        end: Option<DateTime>,
        /// The zone of both.
        zone: Zone,
    },
    /// Instants: what is planned in universal time, or at a wall time that the clocks show twice.
    Instants {
        /// The start.
        start: Timestamp,
        /// The end, if it is known.
        end: Option<Timestamp>,
    },
}

impl Moment {
    /// The moment itself; of a day the midnight of universal time.
    pub fn at(&self) -> Timestamp {
        match self {
            Self::Day(day) => instant(&When::Day(*day), &Zone::utc()),
            Self::Local(time, zone) => instant(&When::Time(*time), zone),
            Self::Utc(at) => *at,
        }
    }

    /// What the clocks of a zone show then; of a day its midnight.
    pub(super) fn wall(&self, zone: &Zone) -> DateTime {
        match self {
            Self::Day(day) => day.at(0, 0, 0, 0),
            Self::Local(time, own) if own == zone => *time,
            Self::Local(..) | Self::Utc(_) => zone.rules().to_datetime(self.at()),
        }
    }

    pub(super) fn write(&self, name: &str, lines: &mut Lines) {
        match self {
            Self::Day(day) => lines.raw(&format!("{name};VALUE=DATE"), &basic::date(*day)),
            Self::Local(time, zone) => lines.raw(&format!("{name};TZID={}", zone.name()), &basic::local(*time)),
            Self::Utc(at) => lines.raw(name, &basic::utc(*at)),
        }
    }
}

impl Times {
    /// When it begins.
    pub fn start(&self) -> Moment {
        match self {
            Self::Days { first, .. } => Moment::Day(*first),
            Self::Zoned { start, zone, .. } => Moment::Local(*start, zone.clone()),
            Self::Instants { start, .. } => Moment::Utc(*start),
        }
    }

    /// When it ends. An end that is not behind the start is none.
    pub fn end(&self) -> Option<Moment> {
        match self {
            Self::Days { after, .. } => Some(Moment::Day(*after)),
            Self::Zoned { start, end, zone } => {
                end.filter(|end| end > start).map(|end| Moment::Local(end, zone.clone()))
            }
            Self::Instants { start, end } => end.filter(|end| end > start).map(Moment::Utc),
        }
    }
}
