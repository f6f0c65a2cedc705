//! Dates and times as programs exchange them: the basic and the extended format of ISO 8601, to the second.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// The basic format, which iCalendar uses (RFC 5545, sections 3.3.4 and 3.3.5).
pub mod basic {
    use super::{Date, DateTime, Timestamp, universal};

    /// `20261203`
    pub fn date(date: Date) -> String {
        format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
    }

    /// `20261203T183000`
    pub fn local(time: DateTime) -> String {
        format!("{}T{:02}{:02}{:02}", date(time.date()), time.hour(), time.minute(), time.second())
    }

    /// `20261203T183000Z`
    pub fn utc(at: Timestamp) -> String {
        local(universal(at)) + "Z"
    }
}

/// `2026-12-03T18:30:00`
pub fn local(time: DateTime) -> String {
    format!("{}T{:02}:{:02}:{:02}", time.date(), time.hour(), time.minute(), time.second())
}

/// `2026-12-03T18:30:00Z`
pub fn utc(at: Timestamp) -> String {
    local(universal(at)) + "Z"
}

fn universal(at: Timestamp) -> DateTime {
    TimeZone::UTC.to_datetime(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `strftime` as the oracle, a year before and after the usual four digits included.
    #[test]
    fn as_strftime_writes_them() {
        for text in ["2026-12-03T18:30:05.25Z", "0987-01-02T03:04:05Z", "1970-01-01T00:00:00Z"] {
            let at: Timestamp = text.parse().unwrap();
            let time = universal(at);
            assert_eq!(basic::date(time.date()), time.strftime("%Y%m%d").to_string());
            assert_eq!(basic::local(time), time.strftime("%Y%m%dT%H%M%S").to_string());
            assert_eq!(basic::utc(at), at.strftime("%Y%m%dT%H%M%SZ").to_string());
            assert_eq!(local(time), time.strftime("%Y-%m-%dT%H:%M:%S").to_string());
            assert_eq!(utc(at), at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
        }
    }
}
