//! The dates that `skip` and `change` name: each must be one of the series, and not both.

use jiff::civil::Date;

use super::check::{Found, Part};
use super::expand::MOST_EMPTY;
use super::schedule::matches;
use super::words::spoken_with_weekday;
use super::{Schedule, When, write};
use crate::diag::{Wrong, codes};

impl Schedule {
    /// `skip` and `change` must name dates of the series.
    pub(super) fn check_keys(&self) -> Vec<Found> {
        let skips = self.skip.iter().map(|key| (Part::Skip(*key), key));
        let changes = self.change.keys().map(|key| (Part::Change(*key), key)).filter(|(_, key)| !self.is_extra(key));
        let missing = skips.chain(changes).filter(|(_, key)| self.original(key).is_none());
        let missing = missing.map(|(part, key)| (part, self.no_occurrence(key)));
        missing.chain(self.skipped_and_changed()).chain(self.all_skipped()).collect()
    }

    pub(super) fn is_extra(&self, key: &When) -> bool {
        self.also.iter().any(|when| matches(key, &self.with_hour(*when)))
    }

    fn skipped_and_changed(&self) -> impl Iterator<Item = Found> {
        let skipped = |key: &&When| self.original(key).is_some_and(|original| self.is_skipped(&original));
        self.change.keys().filter(skipped).map(|key| {
            let message = format!("{key} stands under `skip` too, so that nothing can be different on it");
            let help = "take it out of one of the two; a date that is off and still to be seen has `{status: cancelled}` under `change`";
            (Part::Change(*key), Wrong::new(&codes::NO_OCCURRENCE, message).help(help))
        })
    }

    /// A series of which nothing is left.
    fn all_skipped(&self) -> Option<Found> {
        let skip = self.skip.first().filter(|_| self.first().is_none())?;
        let message = "all dates of the series are skipped";
        let help = "write `status: cancelled` in place of `skip` if it is off; the page stays and says so";
        Some((Part::Skip(*skip), Wrong::new(&codes::RULE_NEVER, message).help(help)))
    }

    fn no_occurrence(&self, key: &When) -> Wrong {
        if self.is_extra(key) {
            let message = format!("{key} comes from `also`, and is no date of the rule that could be skipped");
            return Wrong::new(&codes::NO_OCCURRENCE, message).help("take it out of both");
        }
        let wrong = Wrong::new(&codes::NO_OCCURRENCE, format!("{key} is no date of this series."));
        let Some(near) = self.nearest_original(key) else { return wrong.help("take it out") };
        // A key with a time is answered with a time, as the hour may be what is wrong.
        let shown = if key.is_day() { When::Day(near.date()) } else { near };
        wrong.help(format!("{}: the nearest date is {}", write(shown), spoken_with_weekday(near.date())))
    }

    fn nearest_original(&self, key: &When) -> Option<When> {
        let after = self.originals(key.date()).next();
        let back = |days: i64| key.date().saturating_sub(jiff::Span::new().days(days));
        let before = [40, 400, i64::from(MOST_EMPTY)]
            .into_iter()
            .find_map(|days| self.originals(back(days)).take_while(|original| original.date() < key.date()).last());
        let before = before.or_else(|| self.originals(Date::MIN).take_while(|o| o.date() < key.date()).last());
        let distance = |when: &When| when.date().duration_since(key.date()).abs();
        before.into_iter().chain(after).min_by_key(distance)
    }
}
