//! Text within a line: bare addresses become links, quotes take the form of the language, e-mail addresses are found.

use std::ops::Range;

use pulldown_cmark::Event;

use super::find::{self, Kind};
use super::marks;
use super::phone;
use super::writer::Writer;
use crate::diag::{Span, Spanned, codes};

/// A run of text events as one text. The parser cuts text at every mark that might mean something, addresses too.
struct Run {
    /// The text, with marks as they were typed.
    text: String,
    /// Where each event begins in `text`.
    starts: Vec<usize>,
    /// The index of the first event.
    first: usize,
}

impl Writer<'_> {
    /// Writes the text events from `i` on; the index behind them.
    pub(super) fn run_of_text(&mut self, i: usize) -> usize {
        let is_text = |n: &usize| matches!(self.events.get(*n), Some((Event::Text(_), _)));
        let end = (i + 1..).find(|n| !is_text(n)).unwrap_or(i + 1);
        let source = &self.source[self.events[i].1.start..self.events[end - 1].1.end];
        if phone::promising(source) {
            self.check_phones(i..end);
        }
        if find::promising(source, self.www) && self.addresses(i..end) {
            return end;
        }
        (i..end).for_each(|n| self.text(n));
        end
    }

    /// Writes one text event.
    fn text(&mut self, i: usize) {
        if let (Event::Text(text), range) = &self.events[i] {
            let typed = self.source.get(range.clone()).unwrap_or_default();
            self.out.escaped(marks::localized(text, typed, self.options.language));
        }
    }

    /// Writes a run with addresses in it; false if there are none.
    fn addresses(&mut self, events: Range<usize>) -> bool {
        let run = self.joined(events.clone());
        let found = find::addresses(&run.text);
        let mut done = 0;
        for (kind, range) in &found {
            self.between(&run, done..range.start);
            done = range.end;
            match kind {
                Kind::Email => self.email(&run, range.clone()),
                _ if self.link.is_some() => self.out.escaped(&run.text[range.clone()]),
                kind => self.autolink(*kind, &run, range.clone()),
            }
        }
        if !found.is_empty() {
            self.between(&run, done..run.text.len());
        }
        !found.is_empty()
    }

    fn joined(&self, events: Range<usize>) -> Run {
        let mut run = Run { text: String::new(), starts: Vec::with_capacity(events.len()), first: events.start };
        for (event, range) in &self.events[events] {
            run.starts.push(run.text.len());
            if let Event::Text(text) = event {
                let typed = self.source.get(range.clone()).unwrap_or(text);
                let entity = typed.starts_with('&') || typed.contains(['\0', '\r']);
                run.text.push_str(if entity { text } else { typed });
            }
        }
        run
    }

    /// Writes the part of a run between two addresses, as if there were none.
    fn between(&mut self, run: &Run, range: Range<usize>) {
        let mut k = run.starts.partition_point(|start| *start <= range.start).saturating_sub(1);
        while let Some(start) = run.starts.get(k).copied().filter(|start| *start < range.end) {
            let end = run.starts.get(k + 1).copied().unwrap_or(run.text.len());
            if start >= range.start && end <= range.end {
                self.text(run.first + k);
            } else {
                self.out.escaped(&run.text[start.max(range.start)..end.min(range.end)]);
            }
            k += 1;
        }
    }

    fn place(&self, run: &Run, range: &Range<usize>) -> Span {
        let at = |n: usize| {
            let k = run.starts.partition_point(|start| *start <= n).saturating_sub(1);
            let (_, event) = &self.events[run.first + k];
            (event.start + n - run.starts[k]).min(event.end)
        };
        self.span(&(at(range.start)..at(range.end - 1) + 1))
    }

    fn autolink(&mut self, kind: Kind, run: &Run, range: Range<usize>) {
        let text = &run.text[range.clone()];
        let scheme = if kind == Kind::Www { "http://" } else { "" };
        let address = format!("{scheme}{text}");
        self.out.push("<a href=\"");
        self.out.address(&address);
        self.element("\">", text, "</a>");
        self.done.external.push(Spanned::new(address, self.place(run, &range)));
    }

    fn email(&mut self, run: &Run, range: Range<usize>) {
        let address = &run.text[range.clone()];
        self.out.escaped(address);
        if !self.link.is_some_and(|link| link.mail) {
            self.email_fault(address, self.place(run, &range));
        }
    }

    /// Reports telephone numbers.
    fn check_phones(&mut self, events: Range<usize>) {
        let run = self.joined(events);
        for range in phone::phones(&run.text) {
            let message = format!("The telephone number `{}` stands in public text.", &run.text[range.clone()]);
            let help = "If it is somebody's own, take it out, and name another way to get in touch. A number that is only an example \
                        goes between backticks.";
            self.fault(&codes::PHONE, self.place(&run, &range), message, help);
        }
    }

    /// Reports an e-mail address.
    pub(super) fn email_fault(&mut self, address: &str, span: Span) {
        let message =
            format!("The e-mail address `{address}` stands in public text, where senders of spam collect it.");
        let help = "Name another way to get in touch: a link to a form, a chat or a forge. \
                    An address that is only an example goes between backticks.";
        self.fault(&codes::EMAIL, span, message, help);
    }
}
