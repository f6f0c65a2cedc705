//! Splits a discussion: a reply is a level-2 heading that begins with `@`.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag};

use super::events;
use crate::diag::{Fault, Span, Spanned, codes, nearest};

/// A thread: the opening text and the replies to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// The opening text: a range of the text that was split.
    pub opening: Range<usize>,
    /// The replies that can be read, in the order of the file.
    pub replies: Vec<Reply>,
    /// Headings of replies that cannot be read.
    pub faults: Vec<Fault>,
}

/// A reply.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reply {
    /// The heading, in the file.
    pub heading: Span,
    /// Who wrote it.
    pub author: Spanned<Author>,
    /// When, as it is written: `2026-11-02 21:05`. It has the form of a date and a time, but may be none.
    pub at: Spanned<String>,
    /// Its id: `r1`.
    pub id: Option<Spanned<String>>,
    /// The id of the reply that it answers.
    pub to: Option<Spanned<String>>,
    /// Where it is marked as the accepted one.
    pub accepted: Option<Span>,
    /// The text: a range of the text that was split.
    pub body: Range<usize>,
}

/// Who wrote a reply.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Author {
    /// A person of the site: `@ana`.
    Slug(String),
    /// Somebody else: `@"Noor Diallo"`.
    Guest(String),
}

/// Splits the text of a discussion; `base` is its byte offset in the file, added to all spans.
pub fn split_replies(text: &str, base: usize) -> Thread {
    let headings = headings(text);
    let starts = headings.iter().map(|range| range.start).chain([text.len()]).collect::<Vec<_>>();
    let mut thread = Thread { opening: 0..starts[0], ..Thread::default() };
    for (range, next) in headings.iter().zip(&starts[1..]) {
        match reply(text, range, base, range.end..*next) {
            Ok(reply) => thread.replies.push(reply),
            Err(fault) => thread.faults.push(fault),
        }
    }
    thread
}

/// The headings of replies. A text beyond the limits has none: rendering it reports that.
fn headings(text: &str) -> Vec<Range<usize>> {
    let Ok(events) = events::collect(text, false) else { return Vec::new() };
    let mut depth = 0_usize;
    let mut found = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(tag) => {
                let is_second = matches!(tag, Tag::Heading { level: HeadingLevel::H2, .. });
                if depth == 0 && is_second && is_reply(&text[range.clone()]) {
                    found.push(range);
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

fn is_reply(heading: &str) -> bool {
    heading.trim_start().strip_prefix("##").is_some_and(|rest| rest.trim_start().starts_with('@'))
}

/// A part of a heading: the text and where it begins.
#[derive(Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Part<'t> {
    fn trimmed(self) -> Self {
        let text = self.text.trim_start();
        Self { text: text.trim_end(), at: self.at + self.text.len() - text.len() }
    }

    fn split(self, n: usize) -> (Self, Self) {
        let (first, second) = self.text.split_at(n);
        (Self { text: first, at: self.at }, Self { text: second, at: self.at + n })
    }

    fn span(self) -> Span {
        Span::new(self.at, self.at + self.text.len())
    }

    fn spanned(self) -> Spanned<String> {
        Spanned::new(self.text.to_owned(), self.span())
    }

    fn words(self) -> impl Iterator<Item = Part<'t>> {
        let start = self.text.as_ptr() as usize;
        self.text.split_whitespace().map(move |text| Part { text, at: self.at + text.as_ptr() as usize - start })
    }
}

fn reply(text: &str, range: &Range<usize>, base: usize, body: Range<usize>) -> Result<Reply, Fault> {
    let whole = Part { text: &text[range.clone()], at: base + range.start }.trimmed();
    let wrong = |what: &str| bad(whole, what);
    let (line, attributes) = attributes(whole.split(2).1.trimmed());
    let (author, rest) = author(line.split(1).1).ok_or_else(|| wrong("Behind `@` a person is expected."))?;
    let at = rest.trimmed();
    if !is_moment(at.text) {
        return Err(wrong("Behind the person a date and a time are expected."));
    }
    let mut reply = Reply { heading: whole.span(), author, at: at.spanned(), id: None, to: None, accepted: None, body };
    for word in attributes.into_iter().flat_map(Part::words) {
        attribute(&mut reply, word).map_err(|what| wrong(&what))?;
    }
    Ok(reply)
}

/// Separates `{…}` from the end of a heading.
fn attributes(heading: Part<'_>) -> (Part<'_>, Option<Part<'_>>) {
    // A heading may be closed with `##` too.
    let heading = Part { text: heading.text.trim_end_matches('#').trim_end(), at: heading.at };
    let inner = heading.text.strip_suffix('}').and_then(|text| text.rfind('{'));
    match inner {
        Some(open) => {
            let (line, block) = heading.split(open);
            (line, Some(Part { text: &block.text[1..block.text.len() - 1], at: block.at + 1 }))
        }
        None => (heading, None),
    }
}

fn author(line: Part<'_>) -> Option<(Spanned<Author>, Part<'_>)> {
    let quote = line.text.chars().next().filter(|c| matches!(c, '"' | '“' | '„' | '«'));
    let Some(quote) = quote else {
        let (slug, rest) = line.split(line.text.find(char::is_whitespace).unwrap_or(line.text.len()));
        return (!slug.text.is_empty()).then(|| (Spanned::new(Author::Slug(slug.text.to_owned()), slug.span()), rest));
    };
    let inner = line.split(quote.len_utf8()).1;
    let (name, rest) = inner.split(inner.text.find(['"', '”', '“', '»'])?);
    let closing = rest.text.chars().next().map_or(0, char::len_utf8);
    let guest = Author::Guest(name.text.trim().to_owned());
    (!name.text.trim().is_empty()).then(|| (Spanned::new(guest, name.span()), rest.split(closing).1))
}

/// Whether a text has the form `2026-11-02 21:05`; seconds and an offset may follow.
fn is_moment(text: &str) -> bool {
    let form = b"0000-00-00 00:00";
    let fits = |(byte, form): (u8, &u8)| match form {
        b'0' => byte.is_ascii_digit(),
        b' ' => matches!(byte, b' ' | b'T' | b't'),
        mark => byte == *mark,
    };
    text.len() >= form.len() && text.bytes().zip(form).all(fits)
}

fn attribute(reply: &mut Reply, word: Part<'_>) -> Result<(), String> {
    if let Some(id) = word.text.strip_prefix('#').filter(|id| !id.is_empty()) {
        reply.id = Some(Spanned::new(id.to_owned(), word.span()));
    } else if let Some(to) = word.text.strip_prefix("to=").filter(|to| !to.is_empty()) {
        let to = to.trim_matches('"').trim_start_matches('#');
        reply.to = Some(Spanned::new(to.to_owned(), word.span()));
    } else if word.text == ".accepted" {
        reply.accepted = Some(word.span());
    } else {
        let near = nearest(word.text, [".accepted", "to="]).map(|n| format!(" Is `{n}` meant?")).unwrap_or_default();
        return Err(format!("`{}` is not known in the heading of a reply.{near}", word.text));
    }
    Ok(())
}

fn bad(heading: Part<'_>, what: &str) -> Fault {
    Fault::new(&codes::BAD_REPLY, heading.span(), format!("This heading of a reply cannot be read. {what}")).help(
        "`## @ana 2026-11-03 08:12 {#r2 to=r1}`; a guest is `## @\"Noor Diallo\" 2026-11-03 08:12 {#r2}`. A heading that is no \
         reply must not begin with `@`.",
    )
}
