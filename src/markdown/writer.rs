//! Walks the events once and writes HTML, holes and findings. The parts of the work are in the modules beside it.

use pulldown_cmark::{Event, HeadingLevel, Tag};

use super::events::{Item, end_of, text_of};
use super::html::{Hole, Html, Word};
use super::ids::{Ids, slug};
use super::links::OpenLink;
use super::notes::Notes;
use super::raw::Removed;
use super::tables::Table;
use super::{Heading, Options, Rendered, plain, sanitize};
use crate::diag::{Code, Fault, Span, codes};

/// The state of one rendering.
pub(super) struct Writer<'e> {
    pub(super) source: &'e str,
    pub(super) options: &'e Options<'e>,
    pub(super) events: &'e [Item<'e>],
    pub(super) out: Html,
    pub(super) done: Rendered,
    pub(super) ids: Ids,
    pub(super) notes: Notes,
    pub(super) table: Table,
    /// The link that is open, if any.
    pub(super) link: Option<OpenLink>,
    /// Where the first raw HTML stands: only then the result is sanitized.
    pub(super) raw: Option<Span>,
    pub(super) removed: Removed,
    /// Whether `www.` is anywhere in the text.
    pub(super) www: bool,
    /// By how much headings are demoted.
    shift: u8,
    /// The level of the last heading, as written.
    level: u8,
}

impl<'e> Writer<'e> {
    /// Ready to run.
    pub(super) fn new(source: &'e str, options: &'e Options<'e>, events: &'e [Item<'e>]) -> Self {
        let mut writer = Self {
            source,
            options,
            events,
            out: Html::sized(source.len()),
            done: Rendered::default(),
            ids: Ids::default(),
            notes: Notes::new(events),
            table: Table::default(),
            link: None,
            raw: None,
            removed: Removed::default(),
            www: source.contains("www.") || source.contains("WWW."),
            shift: options.heading_shift,
            level: 1 + options.heading_shift,
        };
        writer.look_at_headings();
        writer
    }

    /// Writes everything.
    pub(super) fn run(mut self) -> Rendered {
        self.claim_note_ids();
        self.write(0, self.events.len());
        self.write_notes();
        self.name_own_headings();
        self.report_removed();
        let (excerpt, words) = plain::excerpt_and_words(self.events);
        let html = self.finished_html();
        let mut done = self.done;
        done.faults.sort_by(|a, b| (a.span, a.code.id).cmp(&(b.span, b.code.id)));
        Rendered { html, excerpt, words, ids: self.ids.into_sorted(), ..done }
    }

    fn finished_html(&mut self) -> Html {
        let html = std::mem::take(&mut self.out);
        let Some(span) = self.raw else { return html.fitted() };
        sanitize::clean(&html, self.source).unwrap_or_else(|problem| {
            self.done.faults.push(problem.at(span));
            Html::default()
        })
    }

    /// Writes the events from `start` until before `end`.
    pub(super) fn write(&mut self, start: usize, end: usize) {
        let mut i = start;
        while i < end {
            i = self.event(i);
        }
    }

    /// Writes one event, or several that belong together; the index behind them.
    fn event(&mut self, i: usize) -> usize {
        let (event, range) = &self.events[i];
        match event {
            Event::Start(tag) => return self.start(tag, i),
            Event::End(tag) => self.end(*tag, i),
            Event::Text(_) => return self.run_of_text(i),
            Event::Code(code) => self.element("<code>", code, "</code>"),
            Event::InlineMath(math) => self.inline_math(math, range),
            Event::DisplayMath(math) => self.element(r#"<code class="math math-display">"#, math, "</code>"),
            Event::Html(html) => self.raw(html, range.clone()),
            Event::InlineHtml(html) => self.inline_html(html, range.clone()),
            Event::FootnoteReference(label) => self.note_reference(label),
            Event::SoftBreak => self.out.push("\n"),
            Event::HardBreak => self.out.push("<br>\n"),
            Event::Rule => self.line("<hr>\n"),
            Event::TaskListMarker(ticked) => self.checkbox(*ticked),
        }
        i + 1
    }

    /// Writes HTML that begins a line.
    pub(super) fn line(&mut self, html: &str) {
        self.out.fresh();
        self.out.push(html);
    }

    /// Writes text in an element.
    pub(super) fn element(&mut self, start: &str, text: &str, end: &str) {
        self.out.push(start);
        self.out.escaped(text);
        self.out.push(end);
    }

    /// The place of a range of the text, in the file.
    pub(super) fn span(&self, range: &std::ops::Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.options.base)
    }

    /// Notes a problem.
    pub(super) fn fault(
        &mut self,
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.done.faults.push(Fault::new(code, span, message).help(help));
    }

    fn checkbox(&mut self, ticked: bool) {
        let (state, word) = if ticked { (" checked", Word::TaskDone) } else { ("", Word::TaskOpen) };
        self.out.push(r#"<input type="checkbox" disabled"#);
        self.out.push(state);
        self.out.push(r#" aria-label=""#);
        self.out.hole(Hole::Word(word));
        self.out.push("\"> ");
    }

    /// Finds the highest level, and the ids that are spoken for.
    fn look_at_headings(&mut self) {
        let mut highest = 6;
        for (event, _) in self.events {
            if let Event::Start(Tag::Heading { level, id, .. }) = event {
                highest = highest.min(*level as u8);
                if let Some(id) = id {
                    self.ids.reserve(format!("{}{id}", self.options.prefix));
                }
            }
        }
        // The first level is the title of the page.
        self.shift += u8::from(highest == 1);
    }

    /// Begins a heading.
    pub(super) fn heading(&mut self, i: usize, level: HeadingLevel, id: Option<&str>, classes: &[impl AsRef<str>]) {
        let (_, range) = &self.events[i];
        let text = text_of(&self.events[i..end_of(self.events, i)]);
        let id = self.heading_id(id, &text);
        self.check_level(level as u8, self.span(range));
        let level = (level as u8).saturating_add(self.shift).min(6);
        self.out.fresh();
        self.out.push(["<h1", "<h2", "<h3", "<h4", "<h5", "<h6"][usize::from(level - 1)]);
        self.attribute("id", &id);
        let classes: Vec<&str> = classes.iter().map(AsRef::as_ref).collect();
        if !classes.is_empty() {
            self.attribute("class", &classes.join(" "));
        }
        self.out.push(">");
        self.table.below(&id);
        self.done.headings.push(Heading { level, id, text: text.trim().to_owned(), span: self.span(range) });
    }

    /// Ends the heading that was begun last.
    pub(super) fn end_heading(&mut self) {
        let level = self.done.headings.last().map_or(2, |h| h.level);
        self.out.push(["</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"][usize::from(level - 1)]);
    }

    /// Writes an attribute.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(" ");
        self.out.push(name);
        self.out.push("=\"");
        self.out.escaped(value);
        self.out.push("\"");
    }

    fn heading_id(&mut self, id: Option<&str>, text: &str) -> String {
        let prefix = self.options.prefix;
        match id {
            Some(id) => self.ids.claim(format!("{prefix}{id}")),
            None => self.ids.derive(format!("{prefix}{}", slug(text))),
        }
    }

    fn check_level(&mut self, level: u8, span: Span) {
        let last = std::mem::replace(&mut self.level, level);
        if level > last + 1 {
            let (now, right) = ("#".repeat(level.into()), "#".repeat(usize::from(last) + 1));
            let message = format!("A heading level is skipped: `{now}` follows level {last}.");
            self.fault(&codes::HEADING_SKIPPED, span, message, format!("Begin the line with `{right} ` instead."));
        }
    }

    /// Gives links to headings of this text the prefix of its ids.
    fn name_own_headings(&mut self) {
        let prefix = self.options.prefix;
        if prefix.is_empty() {
            return;
        }
        for link in self.done.links.iter_mut().filter(|link| link.target.is_empty()) {
            let own = link.fragment.as_ref().map(|f| format!("{prefix}{f}"));
            link.fragment = own.filter(|f| self.ids.has(f)).or(link.fragment.take());
        }
    }
}
