//! The zone that a calendar file means: by its IANA name, by the name that Windows gives to it (CLDR), or by a prefix that some programs add.

use icu_time::zone::WindowsParser;
use icu_time::zone::iana::IanaParserExtended;

use crate::time::Zone;

/// The zone of a TZID; none if nobody can tell.
pub(super) fn zone(name: &str) -> Option<Zone> {
    let name = name.trim();
    Zone::parse(name).ok().or_else(|| prefixed(name)).or_else(|| of_windows(name))
}

/// `/freeassociation.sourceforge.net/Europe/Lisbon`, `/mozilla.org/20050126_1/Europe/Lisbon`.
fn prefixed(name: &str) -> Option<Zone> {
    let starts = name.strip_prefix('/')?.match_indices('/').map(|(at, _)| at + 2);
    starts.filter_map(|at| name.get(at..)).find_map(|rest| Zone::parse(rest).ok())
}

/// `Romance Standard Time`.
fn of_windows(name: &str) -> Option<Zone> {
    let meant = WindowsParser::new().parse(name, None)?;
    let names = IanaParserExtended::new();
    let mut known = names.iter().filter(|zone| zone.time_zone == meant);
    known.find_map(|zone| Zone::parse(zone.canonical).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of CLDR's windowsZones for the territory 001, written off by hand.
    #[test]
    fn knows_the_names_of_windows() {
        for (name, expected) in [
            ("Romance Standard Time", "Europe/Paris"),
            ("W. Europe Standard Time", "Europe/Berlin"),
            ("GMT Standard Time", "Europe/London"),
            ("Pacific Standard Time", "America/Los_Angeles"),
            ("India Standard Time", "Asia/Kolkata"),
            ("Montevideo Standard Time", "America/Montevideo"),
            ("UTC", "UTC"),
            ("/freeassociation.sourceforge.net/Europe/Lisbon", "Europe/Lisbon"),
            ("/mozilla.org/20050126_1/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ] {
            assert_eq!(zone(name).map(|zone| zone.name().to_owned()).as_deref(), Some(expected), "{name}");
        }
        assert_eq!(zone("Customized Time Zone"), None);
    }
}
