//! Markdown of one text becomes HTML with holes, and a list of what the holes ask for. It never asks another file.
//!
//! [`render`] knows neither pages nor addresses: a link between files is a [`Hole::Link`] and an entry of
//! [`Rendered::links`], a picture a [`Hole::Image`], a word of the theme a [`Hole::Word`]. A later stage binds the
//! targets, a still later one calls [`Html::fill`].

mod address;
mod blocks;
mod code;
mod events;
mod find;
#[cfg(feature = "highlight")]
mod highlight;
mod html;
mod ids;
mod images;
mod inline;
mod links;
mod marks;
mod notes;
mod phone;
mod plain;
mod raw;
mod reply;
mod sanitize;
mod tables;
mod tags;
#[cfg(test)]
mod tests;
mod writer;

pub use find::emails;
pub use html::{Hole, Html, Piece, Word, escape, escape_href};
pub use phone::phones;
pub use plain::plain;
pub use reply::{Author, Reply, Thread, split_replies};

use crate::diag::{Fault, Span, Spanned};

/// How a text is rendered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Options<'a> {
    /// The byte offset of the text in its file: it is added to all spans.
    pub base: usize,
    /// What is put before every id, so that texts on one page do not clash: `r1-`.
    pub prefix: &'a str,
    /// By how many levels headings are demoted, beyond leaving the first level to the page: 1 in replies.
    pub heading_shift: u8,
    /// Whether quotes, dashes and ellipses become typographic ones.
    pub smart: bool,
    /// The language of the text: it decides on the form of double quotes.
    pub language: &'a str,
    /// Whether code blocks are highlighted, where the language is known.
    pub highlight: bool,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { base: 0, prefix: "", heading_shift: 0, smart: true, language: "en", highlight: true }
    }
}

/// What became of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The HTML, with holes; empty if the text is too large or nested too deep.
    pub html: Html,
    /// All headings, in order: for the table of contents.
    pub headings: Vec<Heading>,
    /// All anchors in the text (headings, footnotes, ids in raw HTML), sorted: for checks of links with a fragment.
    pub ids: Vec<String>,
    /// What the [`Hole::Link`]s ask for.
    pub links: Vec<Link>,
    /// What the [`Hole::Image`]s ask for.
    pub images: Vec<ImageUse>,
    /// The addresses outside the site that the text links to.
    pub external: Vec<Spanned<String>>,
    /// The plain text of the first paragraphs, about 200 characters.
    pub excerpt: String,
    /// How many words the text has, code blocks not counted.
    pub words: u32,
    /// What is wrong with the text.
    pub faults: Vec<Fault>,
}

impl Rendered {
    /// Whether two texts have the same links, pictures and anchors, in the same order: what fills the holes of one fills those of the other.
    pub fn leads_to_the_same(&self, other: &Self) -> bool {
        let links =
            |text: &Self| -> Vec<_> { text.links.iter().map(|l| (l.target.clone(), l.fragment.clone())).collect() };
        let images = |text: &Self| -> Vec<_> {
            text.images.iter().map(|image| ImageUse { span: Span::default(), ..image.clone() }).collect()
        };
        self.ids == other.ids && links(self) == links(other) && images(self) == images(other)
    }
}

/// A heading of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// The level on the page, 2 to 6: after demotion.
    pub level: u8,
    /// The anchor, with the prefix.
    pub id: String,
    /// The plain text.
    pub text: String,
    /// The place in the file.
    pub span: Span,
}

/// A link inside the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// The file, relative to the file of the text, or from `content/` if it begins with `/`; decoded. Empty: the page itself.
    pub target: String,
    /// What stands behind `#`, decoded. A heading of the same text is named with its prefix.
    pub fragment: Option<String>,
    /// The text of the link.
    pub text: String,
    /// The place in the file.
    pub span: Span,
}

/// A picture in a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ImageUse {
    /// The file, relative or from `content/` as with links and decoded; or an address of the web as it was written.
    pub src: String,
    /// Whether `src` is an address of the web.
    pub external: bool,
    /// The alt text.
    pub alt: String,
    /// The title; below the picture if it stands alone.
    pub title: String,
    /// Whether the text gives width or height itself (raw HTML): then the hole takes ` src="…"` only.
    pub sized: bool,
    /// The place in the file.
    pub span: Span,
}

/// Renders a text.
pub fn render(text: &str, options: &Options<'_>) -> Rendered {
    match events::collect(text, options.smart) {
        Ok(events) => writer::Writer::new(text, options, &events).run(),
        Err(fault) => {
            let span = fault.span.shifted(options.base);
            Rendered { faults: vec![Fault { span, ..fault }], ..Rendered::default() }
        }
    }
}
