//! Problems for a person: message, excerpt with a caret, and the line to write.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level as Shade, Origin, Renderer, Snippet};

use super::lines::{Lines, continues};
use super::{Level, Texts};
use crate::diag::Diagnostic;

/// Wide enough for the lines that people write, narrow enough for a terminal.
const WIDTH: usize = 120;

/// Shows them one after another with an empty line between.
pub(super) fn show<'a>(diagnostics: &'a [Diagnostic], texts: &mut Texts<'a>, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    diagnostics.iter().map(|d| renderer.render(&[group(d, texts)]) + "\n\n").collect()
}

fn group<'a>(diagnostic: &'a Diagnostic, texts: &mut Texts<'a>) -> Group<'a> {
    let shade = match diagnostic.level() {
        Level::Error => Shade::ERROR,
        Level::Warning => Shade::WARNING,
    };
    let help = diagnostic.help.as_deref().map(|text| Shade::HELP.message(text));
    let title = shade.primary_title(diagnostic.message.as_str()).id(diagnostic.code.id);
    title.element(place(diagnostic, texts)).elements(help)
}

/// The excerpt, or only the name of the file if its text is not in memory.
fn place<'a>(diagnostic: &'a Diagnostic, texts: &mut Texts<'a>) -> Element<'a> {
    match texts.lines(diagnostic) {
        Some(lines) => excerpt(diagnostic, lines).into(),
        None => Origin::path(&*diagnostic.path).into(),
    }
}

/// Only the line in question is handed on: the renderer reads all that it is given for every problem again.
fn excerpt<'a>(diagnostic: &'a Diagnostic, lines: &Lines<'_>) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let span = diagnostic.span.range();
    let (line, _) = lines.position(span.start);
    let (text, marked) = readable(lines.text(), lines.around(span.start), span);
    let snippet = Snippet::source(text).path(&*diagnostic.path).line_start(line);
    snippet.annotation(AnnotationKind::Primary.span(marked))
}

/// A line as text, and the marked part of it; bytes that are not UTF-8 are shown as `�`.
fn readable(text: &[u8], line: Range<usize>, span: Range<usize>) -> (String, Range<usize>) {
    let start = back_to_character(text, span.start.clamp(line.start, line.end), line.start);
    let end = on_to_character(text, span.end.clamp(start, line.end), line.end);
    let mut shown = String::from_utf8_lossy(&text[line.start..start]).into_owned();
    let from = shown.len();
    shown += &String::from_utf8_lossy(&text[start..end]);
    let to = shown.len();
    (shown + &String::from_utf8_lossy(&text[end..line.end]), from..to)
}

fn back_to_character(text: &[u8], at: usize, least: usize) -> usize {
    let inside = |at: &usize| *at > least && text.get(*at).is_some_and(|byte| continues(*byte));
    // Four bytes are the longest character: more than three to skip is no UTF-8, and the place is as good as any.
    (0..4).filter_map(|back| at.checked_sub(back)).find(|at| !inside(at)).unwrap_or(at)
}

fn on_to_character(text: &[u8], at: usize, most: usize) -> usize {
    let inside = |at: &usize| *at < most && text.get(*at).is_some_and(|byte| continues(*byte));
    (at..at + 4).find(|at| !inside(at)).unwrap_or(at)
}
