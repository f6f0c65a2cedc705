//! A text as a list of events, within limits: nothing later has to fear size or depth.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::diag::{Fault, Span, codes};

/// An event and its byte range in the text.
pub(super) type Item<'a> = (Event<'a>, Range<usize>);

/// The most bytes of one text.
const MOST_BYTES: usize = 2 << 20;
/// The deepest nesting.
const MOST_DEPTH: usize = 64;
/// The most list and quote marks at the beginning of one line: the parser's time grows with their product with the lines.
const MOST_MARKS: usize = 400;

/// All events of a text.
pub(super) fn collect(text: &str, smart: bool) -> Result<Vec<Item<'_>>, Fault> {
    check_size(text)?;
    check_marks(text)?;
    let mut events = Vec::with_capacity(text.len() / 16);
    events.extend(Parser::new_ext(text, extensions(smart)).into_offset_iter());
    check_depth(&events)?;
    Ok(events)
}

/// What is read beyond CommonMark. Never `Options::all()`, which turns on old footnotes.
fn extensions(smart: bool) -> Options {
    let mut on = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_MATH;
    on.set(Options::ENABLE_SMART_PUNCTUATION, smart);
    on
}

fn check_size(text: &str) -> Result<(), Fault> {
    if text.len() <= MOST_BYTES {
        return Ok(());
    }
    let message = format!("This text has {} bytes; the most is {MOST_BYTES}.", text.len());
    Err(Fault::new(&codes::TOO_LARGE, Span::new(0, 0), message)
        .help("Split it into several files that link to each other."))
}

fn too_deep(span: Span) -> Fault {
    Fault::new(&codes::TOO_DEEP, span, format!("Lists and quotes are nested more than {MOST_DEPTH} deep here."))
        .help("Write the inner parts as paragraphs of their own.")
}

fn check_marks(text: &str) -> Result<(), Fault> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.len() > MOST_MARKS && marks(line) > MOST_MARKS {
            return Err(too_deep(Span::new(start, start + line.len())));
        }
        start += line.len();
    }
    Ok(())
}

/// How many list and quote marks a line begins with; none if it is a ruler such as `- - -`.
fn marks(line: &str) -> usize {
    let bytes = line.trim_end().as_bytes();
    let mut count = 0;
    for (i, byte) in bytes.iter().enumerate() {
        match byte {
            b'>' | b'-' | b'+' | b'*' => count += 1,
            b'.' | b')' if i > 0 && bytes[i - 1].is_ascii_digit() => count += 1,
            b' ' | b'\t' | b'0'..=b'9' => {}
            _ => return count,
        }
    }
    let ruler = [b'-', b'*'].iter().any(|c| bytes.iter().all(|b| b == c || matches!(b, b' ' | b'\t')));
    if ruler { 0 } else { count }
}

fn check_depth(events: &[Item<'_>]) -> Result<(), Fault> {
    let mut depth = 0_usize;
    for (event, range) in events {
        match event {
            // A list and its item count as one level.
            Event::Start(Tag::List(_) | Tag::DefinitionList) => {}
            Event::End(TagEnd::List(_) | TagEnd::DefinitionList) => {}
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MOST_DEPTH {
            return Err(too_deep(Span::new(range.start, range.end)));
        }
    }
    Ok(())
}

/// The index of the event that ends what starts at `start`.
pub(super) fn end_of(events: &[Item<'_>], start: usize) -> usize {
    let mut depth = 0_usize;
    for (i, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth <= 1 => return i,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    events.len()
}

/// The plain text of some events: of a heading, a link, an alt text.
pub(super) fn text_of(events: &[Item<'_>]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(t) | Event::Code(t) | Event::InlineMath(t) | Event::DisplayMath(t) => text.push_str(t),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}
