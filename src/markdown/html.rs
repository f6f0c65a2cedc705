//! HTML with holes: text, and the places at which something of the site goes in.

/// What goes into a hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hole {
    /// ` href="…"` of this entry of [`Rendered::links`](super::Rendered::links), with the space before; or nothing.
    Link(usize),
    /// ` src="…" width="…" height="…"` of this entry of [`Rendered::images`](super::Rendered::images), with the space before.
    Image(usize),
    /// A word in the language of the page, escaped: it may stand in an attribute.
    Word(Word),
}

/// A word of the theme that rendered Markdown needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    /// Title of a note.
    AlertNote,
    /// Title of a tip.
    AlertTip,
    /// Title of something important.
    AlertImportant,
    /// Title of a warning.
    AlertWarning,
    /// Title of a caution.
    AlertCaution,
    /// Name of the section with the footnotes.
    Footnotes,
    /// Name of the link from a footnote to the text.
    BackToText,
    /// Name of a ticked box.
    TaskDone,
    /// Name of an empty box.
    TaskOpen,
}

impl Word {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::AlertNote,
        Self::AlertTip,
        Self::AlertImportant,
        Self::AlertWarning,
        Self::AlertCaution,
        Self::Footnotes,
        Self::BackToText,
        Self::TaskDone,
        Self::TaskOpen,
    ];

    /// The key under which a theme has the word.
    pub const fn key(self) -> &'static str {
        match self {
            Self::AlertNote => "alert_note",
            Self::AlertTip => "alert_tip",
            Self::AlertImportant => "alert_important",
            Self::AlertWarning => "alert_warning",
            Self::AlertCaution => "alert_caution",
            Self::Footnotes => "footnotes",
            Self::BackToText => "back_to_text",
            Self::TaskDone => "task_done",
            Self::TaskOpen => "task_open",
        }
    }
}

/// HTML with holes. One string and the offsets of the holes: smaller than a list of strings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Html {
    text: String,
    holes: Vec<(usize, Hole)>,
}

/// A part of [`Html`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Piece<'a> {
    /// Finished HTML.
    Html(&'a str),
    /// A hole.
    Hole(Hole),
}

impl Html {
    /// Whether there is nothing at all.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.holes.is_empty()
    }

    /// The parts in order, empty ones left out.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let mut done = 0;
        let ends = self.holes.iter().map(|(at, hole)| (*at, Some(*hole))).chain([(self.text.len(), None)]);
        ends.flat_map(move |(at, hole)| {
            let before = &self.text[done..at];
            done = at;
            [Some(Piece::Html(before)).filter(|_| !before.is_empty()), hole.map(Piece::Hole)].into_iter().flatten()
        })
    }

    /// Appends the HTML to `out`; `fill` writes what goes into each hole.
    pub fn fill(&self, out: &mut String, mut fill: impl FnMut(Hole, &mut String)) {
        out.reserve(self.text.len() + 32 * self.holes.len());
        for piece in self.pieces() {
            match piece {
                Piece::Html(html) => out.push_str(html),
                Piece::Hole(hole) => fill(hole, out),
            }
        }
    }

    /// With room for about as much HTML as `bytes` of Markdown become.
    pub(super) fn sized(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes + bytes / 2), holes: Vec::new() }
    }

    /// The same in no more memory than it needs: it is kept as long as the site.
    pub(super) fn fitted(self) -> Self {
        Self { text: self.text.as_str().to_owned(), holes: self.holes.as_slice().to_vec() }
    }

    /// Appends finished HTML.
    pub(super) fn push(&mut self, html: &str) {
        self.text.push_str(html);
    }

    /// Appends text, escaped.
    pub(super) fn escaped(&mut self, text: &str) {
        escape(text, &mut self.text);
    }

    /// Appends an address, escaped for an attribute.
    pub(super) fn address(&mut self, address: &str) {
        escape_href(address, &mut self.text);
    }

    /// Appends a hole.
    pub(super) fn hole(&mut self, hole: Hole) {
        self.holes.push((self.text.len(), hole));
    }

    /// Begins a new line, unless one has just begun.
    pub(super) fn fresh(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// The string to append finished HTML to.
    #[cfg(feature = "highlight")]
    pub(super) fn text_mut(&mut self) -> &mut String {
        &mut self.text
    }

    /// The text without its holes.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The holes and where they are.
    pub(super) fn holes(&self) -> &[(usize, Hole)] {
        &self.holes
    }
}

/// Appends `text` so that it stands for itself between tags and in quoted attributes.
pub fn escape(text: &str, out: &mut String) {
    let mut done = 0;
    for (i, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[done..i]);
        out.push_str(entity);
        done = i + 1;
    }
    out.push_str(&text[done..]);
}

/// Appends an address for a quoted attribute: what may not stand in an address is percent-encoded, what is encoded stays.
pub fn escape_href(address: &str, out: &mut String) {
    for byte in address.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#x27;"),
            b if b.is_ascii_alphanumeric() || b"-_.+!*(),%#@?=;:/$~".contains(&b) => out.push(char::from(b)),
            b => [b'%', hex(b >> 4), hex(b & 15)].iter().for_each(|b| out.push(char::from(*b))),
        }
    }
}

/// The hexadecimal digit for a number below 16.
fn hex(digit: u8) -> u8 {
    if digit < 10 { b'0' + digit } else { b'A' + digit - 10 }
}
