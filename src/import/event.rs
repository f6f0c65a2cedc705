//! Events of calendar files as items: what belongs together is gathered, then told in the fields that events have here.

use std::collections::BTreeMap;

use super::component::{Calendar, Vevent};
use super::facts;
use super::hub::{Hub, one_line};
use super::moment;
use super::series::{self, Times};
use super::write::{Fields, Value};
use super::{Note, mail, overrides, unfit};
use crate::diag::Level;
use crate::source::Digest;
use crate::time::When;

/// An event as it will stand in its file.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) uid: String,
    pub(super) title: String,
    pub(super) start: When,
    pub(super) fields: Fields,
    pub(super) body: String,
}

/// An event of one of the files.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'a> {
    pub(super) calendar: &'a Calendar,
    pub(super) event: &'a Vevent,
}

/// What a VEVENT is read with, and what there is to say about it.
pub(super) struct Reading<'a> {
    pub(super) hub: &'a Hub<'a>,
    pub(super) notes: &'a mut Vec<Note>,
    /// Lines that no field can say.
    pub(super) left: Vec<String>,
}

impl Reading<'_> {
    pub(super) fn note(&mut self, found: Found<'_>, line: usize, level: Level, message: String, help: &str) {
        let note = Note::new(&found.calendar.file, line, level, message);
        self.notes.push(if help.is_empty() { note } else { note.help(help) });
    }

    pub(super) fn warn(&mut self, found: Found<'_>, line: usize, message: String, help: &str) {
        self.note(found, line, Level::Warning, message, help);
    }
}

/// All events of some files, in their order, the single dates of a series within it.
pub(super) fn drafts(calendars: &[Calendar], hub: &Hub<'_>, notes: &mut Vec<Note>) -> Vec<Draft> {
    let mut all = Vec::new();
    for (uid, gathered) in gathered(calendars, notes) {
        let mut reading = Reading { hub, notes: &mut *notes, left: Vec::new() };
        match gathered.series {
            Some(series) => all.extend(draft(series, &uid, &gathered.dates, &mut reading)),
            None => {
                for date in gathered.dates {
                    reading.left.clear();
                    all.extend(lonely(date, &uid, &mut reading));
                }
            }
        }
    }
    all
}

/// The longest text of an event, in bytes.
const MOST_TEXT: usize = 1 << 20;

/// The most changed dates of a series.
const MOST_DATES: usize = 1_000;

#[derive(Default)]
struct Gathered<'a> {
    series: Option<Found<'a>>,
    dates: Vec<Found<'a>>,
}

/// The events with the same UID, in the order in which these come first.
fn gathered<'a>(calendars: &'a [Calendar], notes: &mut Vec<Note>) -> Vec<(String, Gathered<'a>)> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut all: Vec<(String, Gathered<'a>)> = Vec::new();
    for calendar in calendars {
        for event in &calendar.events {
            let found = Found { calendar, event };
            let uid = uid(found);
            let at = *places.entry(uid.clone()).or_insert(all.len());
            if at == all.len() {
                all.push((uid, Gathered::default()));
            }
            if let Some((_, gathered)) = all.get_mut(at) {
                gathered.add(found, notes);
            }
        }
    }
    all
}

impl<'a> Gathered<'a> {
    /// Of two versions of one event the later one counts.
    fn add(&mut self, found: Found<'a>, notes: &mut Vec<Note>) {
        let sequence = |found: &Found<'_>| found.event.text("SEQUENCE").and_then(|n| n.parse().ok()).unwrap_or(0_u64);
        let own = date_of(found);
        let full = own.is_some() && self.dates.len() >= MOST_DATES;
        let slot = match &own {
            None => self.series.as_mut(),
            Some(_) => self.dates.iter_mut().find(|date| date_of(**date) == own),
        };
        match slot {
            Some(known) => {
                let message = "the event is there twice; the version with the larger SEQUENCE counts".to_owned();
                notes.push(Note::new(&found.calendar.file, found.event.number, Level::Warning, message));
                if sequence(&found) >= sequence(known) {
                    *known = found;
                }
            }
            None if full => {
                let message = format!("a series has more than {MOST_DATES} changed dates: this one is left out");
                notes.push(Note::new(&found.calendar.file, found.event.number, Level::Error, message));
            }
            None if own.is_some() => self.dates.push(found),
            None => self.series = Some(found),
        }
    }
}

/// Which date of a series is meant: its letters and digits, which are also its name in the lock file.
fn date_of(found: Found<'_>) -> Option<String> {
    let line = found.event.line("RECURRENCE-ID")?;
    Some(line.value.chars().filter(char::is_ascii_alphanumeric).collect())
}

/// The identity of an event. One that has none is known by its title and its start.
fn uid(found: Found<'_>) -> String {
    let own = found.event.text("UID").map(|uid| one_line(&uid)).filter(|uid| !uid.is_empty());
    own.unwrap_or_else(|| {
        let said = |name: &str| found.event.line(name).map(|line| line.value.clone()).unwrap_or_default();
        let text = format!("{}\n{}", said("SUMMARY"), said("DTSTART"));
        format!("imported-{}", Digest::of(text.as_bytes()).hex(16))
    })
}

/// A changed date of a series that is not in the files becomes an event of its own.
fn lonely(found: Found<'_>, uid: &str, reading: &mut Reading<'_>) -> Option<Draft> {
    let message =
        "this is one date of a series, and the series is not in the file: the date becomes an event of its own";
    reading.warn(found, found.event.number, message.to_owned(), "");
    let date = date_of(found).unwrap_or_default();
    draft(found, &format!("{uid}#{date}"), &[], reading)
}

fn draft(found: Found<'_>, uid: &str, dates: &[Found<'_>], reading: &mut Reading<'_>) -> Option<Draft> {
    let mut times = series::read(found, reading)?;
    let face = facts::face(found, reading);
    let mut texts = vec![face.text.clone()];
    let changes = overrides::read(dates, &mut times, &face, &mut texts, reading);
    let mut fields: Fields = vec![("title".to_owned(), face.title.as_str().into())];
    fields.extend(times.fields(reading.hub.config.zone.as_ref()));
    if !changes.is_empty() {
        fields.push(("change".to_owned(), Value::Lines(changes)));
    }
    fields.extend(face.fields());
    fields.extend(facts::rest(found, &mut texts, reading));
    fields.push(("uid".to_owned(), uid.into()));
    let sequence = found.event.text("SEQUENCE").filter(|text| text.parse::<u32>().is_ok_and(|number| number > 0));
    fields.extend(sequence.map(|number| ("sequence".to_owned(), number.into())));
    texts.retain(|text| !text.is_empty());
    let body = unfit::kept(&texts.join("\n\n"), &reading.left);
    let mut mails = 0;
    mail::out_of(&mut fields, &mut mails);
    let (mut body, title) = (mail::without(&body, &mut mails), mail::without(&face.title, &mut mails.clone()));
    if body.len() > MOST_TEXT {
        body.truncate(body.floor_char_boundary(MOST_TEXT));
        let message = "the description is longer than a million characters and is cut off".to_owned();
        reading.note(found, found.event.number, Level::Error, message, "");
    }
    if mails > 0 {
        let message = format!("{mails} e-mail addresses left out: a website would hand them to senders of spam");
        reading.warn(found, found.event.number, message, "name another way to get in touch, such as a link to a form");
    }
    Some(Draft { uid: uid.to_owned(), title, start: times.schedule.start, fields, body })
}

/// The moment of a property; what cannot be read is said.
pub(super) fn moment_of(
    found: Found<'_>,
    name: &str,
    level: Level,
    reading: &mut Reading<'_>,
) -> Option<moment::Moment> {
    let line = found.event.line(name)?;
    match moment::moment(line, found.calendar) {
        Ok(moment) => Some(moment),
        Err((message, help)) => {
            reading.note(found, line.number, level, format!("{name}: {message}"), &help);
            None
        }
    }
}

impl Times {
    /// The fields that say when.
    fn fields(&self, usual: Option<&crate::time::Zone>) -> Fields {
        let schedule = &self.schedule;
        let mut fields: Fields = vec![("start".to_owned(), schedule.start.to_string().into())];
        fields.extend(series::ending(&schedule.end));
        let foreign = !schedule.start.is_day() && usual != Some(&schedule.zone);
        fields.extend(foreign.then(|| ("timezone".to_owned(), schedule.zone.name().into())));
        fields.extend(self.rule.clone());
        let list = |name: &str, dates: Vec<String>| {
            let values: Vec<Value> = dates.into_iter().map(Value::from).collect();
            (!values.is_empty()).then(|| (name.to_owned(), Value::List(values)))
        };
        fields.extend(list("skip", schedule.skip.iter().map(ToString::to_string).collect()));
        fields.extend(list("also", schedule.also.iter().map(ToString::to_string).collect()));
        fields
    }
}
