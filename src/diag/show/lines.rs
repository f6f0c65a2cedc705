//! From byte offsets to lines and columns.

use std::ops::Range;

/// The lines of a text, found once, so that many offsets are looked up quickly.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a [u8],
    /// The offset of each line's first byte; the first is always 0.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines. The text may be any bytes.
    pub fn new(text: &'a [u8]) -> Self {
        let breaks = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        Self { text, starts: std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect() }
    }

    /// The line and the column of an offset, both from 1, the column in characters. An offset behind the end is the end.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.line_of(offset);
        (line, column(&self.text[self.starts[line - 1]..offset]))
    }

    /// The bytes of the line at an offset, without its line break.
    pub(super) fn around(&self, offset: usize) -> Range<usize> {
        let line = self.line_of(offset.min(self.text.len()));
        let start = self.starts[line - 1];
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        start..end - usize::from(self.text[start..end].ends_with(b"\r"))
    }

    /// All bytes.
    pub(super) fn text(&self) -> &'a [u8] {
        self.text
    }

    fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }
}

/// The line and the column of one offset; see [`Lines::position`].
pub fn position(text: &[u8], offset: usize) -> (usize, usize) {
    let before = &text[..offset.min(text.len())];
    let line = before.split(|byte| *byte == b'\n');
    let last = line.clone().next_back().unwrap_or_default();
    (line.count(), column(last))
}

/// Counts each character by its first byte; a stray byte of a broken text is part of the character before it.
fn column(before: &[u8]) -> usize {
    1 + before.iter().filter(|byte| !continues(**byte)).count()
}

/// Is this a later byte of a character in UTF-8?
pub(super) fn continues(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}
