//! Where a text that stands in a field or a cell has its lines: quotes, escapes and indents move them.

use crate::diag::Span;
use crate::markdown::Rendered;

/// The places of a text's lines in its file.
pub(super) struct Places {
    /// Where the lines begin: in the text, and in the file.
    lines: Vec<(usize, usize)>,
    /// The whole value: no place lies outside.
    whole: Span,
}

impl Places {
    /// Finds the lines of `text` in the bytes of the file at `whole`. Where one is written otherwise (with escapes, or folded), all
    /// places are that of the whole value.
    pub(super) fn find(file: &[u8], text: &str, whole: Span) -> Self {
        let raw = file.get(whole.range()).and_then(|raw| std::str::from_utf8(raw).ok()).unwrap_or_default();
        Self { lines: lines(raw, text, whole.start as usize).unwrap_or_default(), whole }
    }

    /// Moves all places of a rendered text from the text to the file.
    pub(super) fn apply(&self, text: &mut Rendered) {
        text.headings.iter_mut().for_each(|heading| self.shift(&mut heading.span));
        text.links.iter_mut().for_each(|link| self.shift(&mut link.span));
        text.images.iter_mut().for_each(|image| self.shift(&mut image.span));
        text.external.iter_mut().for_each(|address| self.shift(&mut address.span));
        text.faults.iter_mut().for_each(|fault| self.shift(&mut fault.span));
    }

    fn shift(&self, span: &mut Span) {
        let Span { start, end } = *span;
        *span = match self.lines.is_empty() {
            true => self.whole,
            false => Span::new(self.place(start as usize), self.place(end as usize)),
        };
    }

    fn place(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        let (start, place) = self.lines[line];
        (place + at.saturating_sub(start)).min(self.whole.end as usize)
    }
}

/// Each line of `text` that is not empty, found in `raw` one behind the other.
fn lines(raw: &str, text: &str, base: usize) -> Option<Vec<(usize, usize)>> {
    let mut found = Vec::new();
    let (mut at, mut done) = (0, 0);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if !bare.is_empty() {
            let place = done + raw[done..].find(bare)?;
            found.push((at, base + place));
            done = place + bare.len();
        }
        at += line.len();
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(file: &str, text: &str) -> Vec<(usize, usize)> {
        Places::find(file.as_bytes(), text, Span::new(0, file.len())).lines
    }

    #[test]
    fn lines_are_found_behind_indents() {
        assert_eq!(places("|\n  One\n\n  two\n", "One\n\ntwo\n"), [(0, 4), (5, 11)]);
        assert_eq!(places("\"One\"", "One"), [(0, 1)]);
    }

    #[test]
    fn escapes_are_not_guessed_at() {
        assert_eq!(places("\"\\u00e9\"", "é"), []);
    }
}
