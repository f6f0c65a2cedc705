//! Time as organizers write it: wall times in named zones, lengths, repeat rules, and the dates that follow from them.
//!
//! Nothing here reads a clock or the machine's zones: the zone database is the bundled one, "now" is an argument.

mod availability;
mod candidates;
mod check;
mod clock;
mod clocks;
mod expand;
mod guess;
pub mod iso;
mod keys;
mod length;
mod now;
mod occurrence;
mod on;
mod partial;
mod rrule;
mod rule;
mod said;
mod schedule;
mod tokens;
mod when;
pub mod words;
mod zone;
mod zone_words;

pub use availability::Availability;
pub use check::Part;
pub use length::Length;
pub use now::Now;
pub use occurrence::Occurrence;
pub use on::{On, Pick};
pub use partial::PartialDate;
pub use rule::{Ends, Every, Rule, whole_number};
pub use schedule::{Change, Ending, Schedule};
pub use when::{Parsed, When, parse_date};
pub use words::WEEK;
pub use zone::{Zone, database_release, instant, last_instant, offset_text};

/// How far a wall time is from universal time: `+01:00`.
pub use jiff::tz::Offset;

/// The help that names the value to write.
fn write(value: impl std::fmt::Display) -> String {
    format!("write `{value}`")
}

#[cfg(test)]
mod tests;
