//! Footnotes: collected at the end, numbered by first use, with a link back to each use.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Tag};

use super::events::{Item, end_of};
use super::html::{Hole, Word};
use super::writer::Writer;

/// One footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Note {
    /// The indices of the events that begin and end it.
    start: usize,
    end: usize,
    /// How often the text refers to it.
    uses: u32,
    /// How many of these references are written.
    written: u32,
}

/// All footnotes of a text, in the order of their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Notes {
    notes: Vec<Note>,
    /// Label, in lower case, to number − 1.
    numbers: BTreeMap<String, usize>,
    /// The note that is being written, and the event before which its links back go.
    open: Option<(usize, usize)>,
}

impl Notes {
    /// Counts and numbers the footnotes.
    pub(super) fn new(events: &[Item<'_>]) -> Self {
        let mut defined = definitions(events);
        let mut notes = Self::default();
        if defined.is_empty() {
            return notes;
        }
        notes.count(events, 0, events.len(), &mut defined);
        // Notes refer to notes: these are used when their note is.
        let mut next = 0;
        loop {
            while let Some(note) = notes.notes.get(next) {
                let (start, end) = (note.start + 1, note.end);
                notes.count(events, start, end, &mut defined);
                next += 1;
            }
            // What nobody refers to comes last: a text does not vanish.
            let Some((label, note)) = defined.pop_first() else { break };
            notes.number(label, note);
        }
        notes
    }

    fn number(&mut self, label: String, note: Note) {
        self.numbers.insert(label, self.notes.len());
        self.notes.push(note);
    }

    fn count(&mut self, events: &[Item<'_>], start: usize, end: usize, defined: &mut BTreeMap<String, Note>) {
        let mut i = start;
        while i < end {
            match &events[i].0 {
                // An alt text has no links.
                Event::Start(Tag::FootnoteDefinition(_) | Tag::Image { .. }) => i = end_of(events, i),
                Event::FootnoteReference(label) => self.used(label, defined),
                _ => {}
            }
            i += 1;
        }
    }

    fn used(&mut self, label: &str, defined: &mut BTreeMap<String, Note>) {
        let label = label.to_lowercase();
        if let Some(note) = defined.remove(&label) {
            self.number(label.clone(), note);
        }
        if let Some(note) = self.numbers.get(&label).and_then(|n| self.notes.get_mut(*n)) {
            note.uses += 1;
        }
    }
}

fn definitions(events: &[Item<'_>]) -> BTreeMap<String, Note> {
    let mut notes = BTreeMap::new();
    for (start, (event, _)) in events.iter().enumerate() {
        if let Event::Start(Tag::FootnoteDefinition(label)) = event {
            let note = || Note { start, end: end_of(events, start), uses: 0, written: 0 };
            notes.entry(label.to_lowercase()).or_insert_with(note);
        }
    }
    notes
}

impl Writer<'_> {
    /// Takes the ids of the footnotes before any heading can.
    pub(super) fn claim_note_ids(&mut self) {
        for number in 1..=self.notes.notes.len() {
            let uses = self.notes.notes[number - 1].uses;
            let ids = [self.note_id(number)].into_iter().chain((1..=uses).map(|n| self.use_id(number, n)));
            for id in ids.collect::<Vec<_>>() {
                self.ids.claim(id);
            }
        }
    }

    fn note_id(&self, number: usize) -> String {
        format!("{}fn-{number}", self.options.prefix)
    }

    fn use_id(&self, number: usize, n: u32) -> String {
        let again = if n == 1 { String::new() } else { format!("-{n}") };
        format!("{}fnref-{number}{again}", self.options.prefix)
    }

    pub(super) fn note_reference(&mut self, label: &str) {
        let Some(index) = self.notes.numbers.get(&label.to_lowercase()).copied() else {
            return self.element("[^", label, "]");
        };
        self.notes.notes[index].written += 1;
        let number = index + 1;
        let (id, target) = (self.use_id(number, self.notes.notes[index].written), self.note_id(number));
        self.out.push("<sup");
        self.attribute("id", &id);
        self.out.push("><a");
        self.attribute("href", &format!("#{target}"));
        self.out.push(&format!(" role=\"doc-noteref\">{number}</a></sup>"));
    }

    /// Writes the section at the end.
    pub(super) fn write_notes(&mut self) {
        if self.notes.notes.is_empty() {
            return;
        }
        self.line("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        self.out.hole(Hole::Word(Word::Footnotes));
        self.out.push("\">\n<ol>\n");
        (0..self.notes.notes.len()).for_each(|index| self.write_note(index));
        self.out.push("</ol>\n</section>\n");
    }

    fn write_note(&mut self, index: usize) {
        let (start, end) = (self.notes.notes[index].start, self.notes.notes[index].end);
        self.line("<li");
        self.attribute("id", &self.note_id(index + 1));
        self.out.push(">");
        self.notes.open = Some((index, end.saturating_sub(1)));
        self.write(start + 1, end);
        // Not taken up by a last paragraph: the note ends with a list or a code block.
        if self.notes.open.is_some() {
            self.out.push("<p>");
            self.write_back_links(end.saturating_sub(1));
            self.out.push("</p>\n");
        }
        self.out.push("</li>\n");
    }

    /// Writes the links back to the text, if the paragraph that ends at `i` is the last of a footnote.
    pub(super) fn write_back_links(&mut self, i: usize) {
        let Some((index, _)) = self.notes.open.filter(|(_, end)| *end == i) else { return };
        self.notes.open = None;
        for n in 1..=self.notes.notes[index].uses {
            self.back_link(index + 1, n);
        }
    }

    fn back_link(&mut self, number: usize, n: u32) {
        self.out.push(" <a");
        self.attribute("href", &format!("#{}", self.use_id(number, n)));
        self.out.push(" role=\"doc-backlink\" aria-label=\"");
        self.out.hole(Hole::Word(Word::BackToText));
        let (label, mark) =
            if n == 1 { (String::new(), String::new()) } else { (format!("-{n}"), format!("<sup>{n}</sup>")) };
        self.out.push(&format!(" {number}{label}\">↩{mark}</a>"));
    }
}
