//! Single dates of a series that are different: RECURRENCE-ID becomes `change`.

use super::event::{Found, Reading, moment_of};
use super::facts::{self, Face};
use super::series::{self, Times};
use super::write::{Fields, Value};
use crate::diag::Level;
use crate::time::{Ending, Schedule, When};

/// A longer text than this is no note on a date.
const MOST_NOTE: usize = 300;

/// The entries of `change`, by date. Texts that are too long for a note go to `texts`.
pub(super) fn read(
    dates: &[Found<'_>],
    times: &mut Times,
    usual: &Face,
    texts: &mut Vec<String>,
    reading: &mut Reading<'_>,
) -> Fields {
    let mut all: Vec<(When, Fields)> = Vec::new();
    for found in dates {
        let Some(id) = moment_of(*found, "RECURRENCE-ID", Level::Error, reading) else { continue };
        if found.event.line("RECURRENCE-ID").is_some_and(|line| line.param("RANGE").is_some()) {
            let message = "a change of all dates from here on is taken over for this date only".to_owned();
            reading.warn(*found, found.event.number, message, "end the series there, and write a second event");
        }
        let original = times.original(&id);
        let (start, end) = own_time(*found, times, reading);
        let original = times.admit(original, start);
        let face = facts::face(*found, reading);
        let mut fields = times.moved(original, start, end);
        fields.extend(different(*found, &face, usual, original, texts, reading));
        if !fields.is_empty() && !all.iter().any(|(date, _)| *date == original) {
            all.push((original, fields));
        }
    }
    all.sort_by_key(|(date, _)| *date);
    all.into_iter().map(|(date, fields)| (times.key(&date).to_string(), Value::Group(fields))).collect()
}

fn own_time(found: Found<'_>, times: &Times, reading: &mut Reading<'_>) -> (Option<When>, Ending) {
    let zone = &times.schedule.zone;
    let said = moment_of(found, "DTSTART", Level::Warning, reading).map(|start| start.when(zone));
    let start = said.map(|said| times.fit(said));
    if let Some(said) = said.filter(|said| start != Some(*said)) {
        let message =
            format!("{said} is taken over as far as it is like the start of the series, {}", times.schedule.start);
        reading.warn(
            found,
            found.event.number,
            message,
            "write an event of its own for a date that is of another sort",
        );
    }
    let end = start.map_or(Ending::Open, |start| series::end_of(found, start, zone, reading));
    (start, end)
}

impl Times {
    /// The name that a date has in the series. One that is not on the rule is added beside it.
    fn admit(&mut self, original: When, start: Option<When>) -> When {
        let day = When::Day(original.date());
        if self.schedule.also.contains(&original) {
            return original;
        }
        if let Some(known) = self.schedule.original(&day) {
            // Some programs write a changed date among those that are left out, too.
            self.schedule.skip.remove(&day);
            return known;
        }
        let added = start.unwrap_or(original);
        self.schedule.also.push(added);
        self.schedule.also.sort();
        added
    }

    /// The time of a date, as far as it is not the usual one.
    fn moved(&self, original: When, start: Option<When>, end: Ending) -> Fields {
        let Some(start) = start else { return Fields::new() };
        let schedule = &self.schedule;
        let mut fields = Fields::new();
        if start != original {
            fields.push(("start".to_owned(), start.to_string().into()));
        }
        let usual =
            Schedule { start: schedule.start, ..Schedule::once(schedule.start, schedule.end, schedule.zone.clone()) };
        if lasts(start, &end) != lasts(usual.start, &usual.end) {
            fields.extend(series::ending(&end));
        }
        fields
    }
}

/// How long something lasts by the clock on the wall, in seconds; of whole days the days.
fn lasts(start: When, end: &Ending) -> i64 {
    match end {
        Ending::Open => 0,
        Ending::At(end) => end.first_moment().duration_since(start.first_moment()).as_secs(),
        Ending::After(length) => i64::from(length.days) * 86_400 + i64::from(length.seconds),
    }
}

fn different(
    found: Found<'_>,
    face: &Face,
    usual: &Face,
    date: When,
    texts: &mut Vec<String>,
    reading: &mut Reading<'_>,
) -> Fields {
    let mut fields = Fields::new();
    let mut say = |name: &str, value: Value| fields.push((name.to_owned(), value));
    if face.title != usual.title {
        say("title", face.title.as_str().into());
    }
    if face.status != usual.status {
        say("status", face.status.unwrap_or("confirmed").into());
    }
    for (name, own, other) in [("place", &face.place, &usual.place), ("online", &face.online, &usual.online)] {
        match own {
            Some(own) if Some(own) != other.as_ref() => say(name, own.clone()),
            None if other.is_some() && face.status != Some("cancelled") => {
                let message = format!("on {} there is no `{name}`, which cannot be said of a single date", date.date());
                reading.warn(found, found.event.number, message, "write what is different under `change` in the file");
            }
            _ => {}
        }
    }
    if face.text != usual.text && !face.text.is_empty() {
        match face.text.len() <= MOST_NOTE && !face.text.contains('\n') {
            true => say("note", note(found)),
            false => texts.push(format!("## {}\n\n{}", date.date(), face.text)),
        }
    }
    fields
}

/// A note is text without Markdown.
fn note(found: Found<'_>) -> Value {
    let text = found.event.text("DESCRIPTION").unwrap_or_default();
    super::hub::one_line(&text).into()
}
