//! An event as VEVENT.

use super::line::Lines;
use super::{Conference, Event, Geo, Moment, Related, Series, Status};
use crate::source::Digest;
use crate::time::iso::basic;

impl Event {
    pub(super) fn write(&self, lines: &mut Lines) {
        lines.raw("BEGIN", "VEVENT");
        lines.text("UID", &self.uid);
        lines.raw("DTSTAMP", &basic::utc(self.stamp));
        lines.raw("LAST-MODIFIED", &basic::utc(self.stamp));
        if let Some(sequence) = self.sequence {
            lines.raw("SEQUENCE", &sequence.to_string());
        }
        self.write_times(lines);
        lines.text("SUMMARY", &self.summary);
        lines.text("DESCRIPTION", &self.whole_description());
        self.write_facts(lines);
        self.write_links(lines);
        lines.raw("END", "VEVENT");
    }

    /// What it is about, and the address of its page: many programs show no URL.
    pub(super) fn whole_description(&self) -> String {
        let parts = [Some(&self.description), self.url.as_ref()].into_iter().flatten();
        parts.map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    fn write_times(&self, lines: &mut Lines) {
        if let Some(date) = &self.instead_of {
            date.write("RECURRENCE-ID", lines);
        }
        self.times.start().write("DTSTART", lines);
        if let Some(end) = self.times.end() {
            end.write("DTEND", lines);
        }
        if let Some(Series { rule, except }) = &self.series {
            lines.raw("RRULE", rule);
            except.iter().for_each(|date| date.write("EXDATE", lines));
        }
    }

    fn write_facts(&self, lines: &mut Lines) {
        lines.text("LOCATION", &self.location);
        if let Some(Geo { lat, lon }) = &self.geo {
            lines.raw("GEO", &format!("{lat};{lon}"));
        }
        if let Some(conference) = &self.conference {
            lines.uri(&conference.name(), Some(&conference.url));
        }
        lines.list("CATEGORIES", &self.categories);
        lines.raw("STATUS", self.status.word());
    }

    fn write_links(&self, lines: &mut Lines) {
        lines.uri("URL", self.url.as_deref());
        lines.uri("IMAGE;VALUE=URI;DISPLAY=BADGE", self.image.as_deref());
        self.attachments.iter().for_each(|url| lines.uri("ATTACH", Some(url)));
        match &self.related {
            Some(Related::Parent(uid)) => lines.text("RELATED-TO;RELTYPE=PARENT", uid),
            Some(Related::Sibling(uid)) => lines.text("RELATED-TO;RELTYPE=SIBLING", uid),
            None => {}
        }
    }

    /// All moments that it names; no end is before its start.
    pub(super) fn moments(&self) -> impl Iterator<Item = Moment> {
        let except = self.series.iter().flat_map(|series| &series.except);
        [self.times.start()].into_iter().chain(self.instead_of.iter().chain(except).cloned())
    }
}

impl Conference {
    /// A quoted parameter has no quotes in it.
    fn name(&self) -> String {
        let label: String = self.label.trim().chars().filter(|c| !c.is_control() && *c != '"').collect();
        if label.is_empty() { "CONFERENCE;VALUE=URI".into() } else { format!("CONFERENCE;VALUE=URI;LABEL=\"{label}\"") }
    }
}

impl Status {
    const fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "CONFIRMED",
            Self::Tentative => "TENTATIVE",
            Self::Cancelled => "CANCELLED",
        }
    }
}

/// The digest of what some events say, to tell whether they changed: all but identity, stamps, and addresses of the website.
pub fn facts<'a>(events: impl IntoIterator<Item = &'a Event>) -> Digest {
    let mut lines = Lines::default();
    for event in events {
        event.write_times(&mut lines);
        lines.text("SUMMARY", &event.summary);
        lines.text("DESCRIPTION", &event.description);
        event.write_facts(&mut lines);
    }
    Digest::of(lines.into_text().as_bytes())
}
