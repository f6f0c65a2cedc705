//! What the clocks of many zones show: each component is made once, for all files that name the zone.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::Offset;

use super::line::Lines;
use super::{Event, Moment, vtimezone};
use crate::time::Zone;

/// Components of zones, by the year from whose beginning on they are right.
#[derive(Clone, Debug, Default)]
pub struct Clocks(BTreeMap<(Zone, i16), Arc<str>>);

impl Clocks {
    /// All that calendars of these events may need.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut all = Self::default();
        for (zone, from) in events.into_iter().flat_map(named) {
            all.0.entry((zone, year(from))).or_insert_with_key(|(zone, year)| component(zone, *year));
        }
        all
    }

    /// The zones that the events of a calendar name, each from the year in which it is first named on.
    pub(super) fn write(&self, events: &[Arc<Event>], lines: &mut Lines) {
        let mut first: BTreeMap<Zone, i16> = BTreeMap::new();
        for (zone, at) in events.iter().flat_map(|event| named(event)) {
            first.entry(zone).and_modify(|known| *known = year(at).min(*known)).or_insert_with(|| year(at));
        }
        for key in first {
            match self.0.get(&key) {
                Some(component) => lines.ready(component),
                None => lines.ready(&component(&key.0, key.1)),
            }
        }
    }
}

/// The zones that an event names, each with a moment.
fn named(event: &Event) -> impl Iterator<Item = (Zone, Timestamp)> {
    event.moments().filter_map(|moment| {
        let at = moment.at();
        match moment {
            Moment::Local(_, zone) => Some((zone, at)),
            _ => None,
        }
    })
}

fn year(at: Timestamp) -> i16 {
    Offset::UTC.to_datetime(at).year()
}

fn component(zone: &Zone, year: i16) -> Arc<str> {
    let from = Offset::UTC.to_timestamp(date(year, 1, 1).at(0, 0, 0, 0)).unwrap_or(Timestamp::MIN);
    let mut lines = Lines::default();
    vtimezone::write(&mut lines, zone, from);
    lines.into_text().into()
}
