//! The moment for which a site is built: an input like any other.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{When, Zone, instant, write};
use crate::diag::{Wrong, codes};

/// What the build takes for the present.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Now {
    /// The instant.
    pub at: Timestamp,
}

impl Now {
    /// From the text of `--now`: a date or a wall time of the site's zone, or a time with an offset.
    ///
    /// # Errors
    /// `BAD_DATE`.
    pub fn parse(text: &str, zone: &Zone) -> Result<Self, Wrong> {
        let parsed = When::parse(text)?;
        let at = match parsed.offset {
            Some(offset) => offset.to_timestamp(parsed.when.first_moment()).unwrap_or(Timestamp::MAX),
            None => instant(&parsed.when, zone),
        };
        Ok(Self { at })
    }

    /// From the value of `SOURCE_DATE_EPOCH`: seconds since 1970.
    ///
    /// # Errors
    /// `BAD_DATE`.
    pub fn from_epoch(text: &str) -> Result<Self, Wrong> {
        let at = text.trim().parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
        at.map(|at| Self { at }).ok_or_else(|| {
            let message = format!("SOURCE_DATE_EPOCH is `{text}`, which is no number of seconds since 1970.");
            Wrong::new(&codes::BAD_DATE, message).help(write("SOURCE_DATE_EPOCH=1796083200"))
        })
    }

    /// The date of this moment in a zone.
    pub fn date(self, zone: &Zone) -> Date {
        zone.rules().to_datetime(self.at).date()
    }
}
