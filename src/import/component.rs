//! Calendar files as calendars with their events; what cannot be read is noted.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::lines::{Line, lines};
use super::{Given, Note};
use crate::diag::Level;

/// The most events of a file.
const MOST_EVENTS: usize = 20_000;
/// The most lines of an event.
const MOST_LINES: usize = 5_000;

/// A file.
#[derive(Debug)]
pub(super) struct Calendar {
    pub(super) file: Arc<str>,
    /// What the calendar says of itself: METHOD, X-WR-TIMEZONE.
    pub(super) about: Vec<Line>,
    pub(super) events: Vec<Vevent>,
    /// The names that the file gives to time zones, and the names of the database that stand beside some.
    pub(super) zones: BTreeMap<String, String>,
}

/// The lines of a VEVENT, without those of its alarms.
#[derive(Clone, Debug, Default)]
pub(super) struct Vevent {
    /// Where it begins.
    pub(super) number: usize,
    pub(super) lines: Vec<Line>,
}

impl Vevent {
    pub(super) fn line(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    pub(super) fn all<'a, 'n: 'a>(&'a self, name: &'n str) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(move |line| line.name == name)
    }

    /// The text of a property; none if it is empty.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.line(name).map(Line::text).filter(|text| !text.is_empty())
    }
}

/// Reads a file.
pub(super) fn read(given: &Given<'_>, notes: &mut Vec<Note>) -> Calendar {
    let file: Arc<str> = given.name.into();
    let calendar = Calendar { file: file.clone(), about: Vec::new(), events: Vec::new(), zones: BTreeMap::new() };
    let mut reader = Reader { calendar, open: Vec::new(), event: Vevent::default(), zone: None, notes };
    let mut any = false;
    for line in lines(given.bytes) {
        match line {
            Ok(line) => {
                any |= line.name == "BEGIN" && line.value.trim().eq_ignore_ascii_case("VCALENDAR");
                reader.line(line);
            }
            Err((number, why)) if any => reader.error(number, &why, "correct the line, or export the calendar again"),
            Err(_) => {}
        }
    }
    if !any {
        reader.error(
            1,
            "this is no calendar file: it has no line `BEGIN:VCALENDAR`",
            "export the calendar as iCalendar (.ics)",
        );
    }
    reader.end();
    reader.calendar
}

struct Reader<'n> {
    calendar: Calendar,
    /// The components that are open, with their lines.
    open: Vec<(String, usize)>,
    event: Vevent,
    zone: Option<String>,
    notes: &'n mut Vec<Note>,
}

impl Reader<'_> {
    fn error(&mut self, line: usize, message: &str, help: &str) {
        self.notes.push(Note::new(&self.calendar.file, line, Level::Error, message).help(help));
    }

    fn line(&mut self, line: Line) {
        let value = line.value.trim().to_ascii_uppercase();
        match line.name.as_str() {
            "BEGIN" => self.begin(value, line.number),
            "END" => self.close(&value),
            _ => self.property(line),
        }
    }

    fn begin(&mut self, name: String, number: usize) {
        match name.as_str() {
            "VEVENT" => self.event = Vevent { number, lines: Vec::new() },
            "VTIMEZONE" => self.zone = None,
            "VTODO" | "VJOURNAL" | "VFREEBUSY" => {
                let message = format!("a {name} is no event and is left out");
                self.notes.push(Note::new(&self.calendar.file, number, Level::Warning, message));
            }
            _ => {}
        }
        self.open.push((name, number));
    }

    fn close(&mut self, name: &str) {
        // What was opened inside and never closed ends here too.
        let Some(at) = self.open.iter().rposition(|(open, _)| open == name) else { return };
        self.open.truncate(at);
        if name == "VEVENT" {
            let event = std::mem::take(&mut self.event);
            match self.calendar.events.len() < MOST_EVENTS {
                true => self.calendar.events.push(event),
                false => self.error(event.number, "the file has more than 20000 events", "split it into several files"),
            }
        }
    }

    fn property(&mut self, line: Line) {
        match self.open.last().map(|(name, _)| name.as_str()) {
            Some("VCALENDAR") => self.calendar.about.push(line),
            Some("VEVENT") if self.event.lines.len() < MOST_LINES => self.event.lines.push(line),
            Some("VTIMEZONE") => self.zone_line(&line),
            _ => {}
        }
    }

    fn zone_line(&mut self, line: &Line) {
        match (line.name.as_str(), &self.zone) {
            ("TZID", _) => self.zone = Some(line.text()),
            ("X-LIC-LOCATION" | "TZID-ALIAS-OF", Some(zone)) => {
                self.calendar.zones.insert(zone.clone(), line.text());
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        if let Some((name, number)) = self.open.iter().rfind(|(name, _)| name == "VEVENT").cloned() {
            self.error(
                number,
                &format!("the {name} that begins here never ends"),
                "export the calendar again: the file is cut off",
            );
        }
    }
}
