//! Pictures: a hole for the file, the alt text from the Markdown, a caption if one stands alone.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::ImageUse;
use super::address::{Address, classify};
use super::events::{end_of, text_of};
use super::html::Hole;
use super::writer::Writer;
use crate::diag::{Span, codes};

impl Writer<'_> {
    /// The index behind what begins at `i`.
    pub(super) fn behind(&self, i: usize) -> usize {
        end_of(self.events, i) + 1
    }

    /// Writes the picture that begins at `i`; the index behind it.
    pub(super) fn image(&mut self, i: usize, src: &str, title: &str) -> usize {
        self.picture(i, src, title, true);
        self.behind(i)
    }

    fn picture(&mut self, i: usize, src: &str, title: &str, with_title: bool) {
        let span = self.span(&self.events[i].1);
        let alt = text_of(&self.events[i..end_of(self.events, i)]).trim().to_owned();
        self.check_alt(&alt, src, span);
        let Some((src, external)) = self.source_of(src, span) else {
            return self.out.escaped(&alt);
        };
        self.out.push("<img");
        self.image_hole(ImageUse { src, external, alt: alt.clone(), title: title.to_owned(), sized: false, span });
        self.attribute("alt", &alt);
        if with_title {
            self.title(title);
        }
        self.out.push(" loading=\"lazy\" decoding=\"async\">");
    }

    /// A hole for a picture.
    pub(super) fn image_hole(&mut self, image: ImageUse) {
        self.out.hole(Hole::Image(self.done.images.len()));
        self.done.images.push(image);
    }

    /// The file or the web address of a picture; nothing if it is unsafe.
    pub(super) fn source_of(&mut self, src: &str, span: Span) -> Option<(String, bool)> {
        match classify(src) {
            Address::Unsafe { scheme } => {
                self.unsafe_fault(&scheme, span);
                None
            }
            Address::External => Some((src.to_owned(), true)),
            Address::Internal { path, fragment } => {
                Some((path + &fragment.map(|f| format!("#{f}")).unwrap_or_default(), false))
            }
        }
    }

    fn check_alt(&mut self, alt: &str, src: &str, span: Span) {
        if alt.is_empty() {
            let message = "This image has no alt text: who cannot see it does not learn what it shows.";
            self.fault(&codes::IMAGE_WITHOUT_ALT, span, message, format!("`![What it shows, in a few words]({src})`"));
        }
    }

    /// A picture with a title that is a paragraph of its own: the title becomes the caption.
    pub(super) fn figure(&mut self, i: usize) -> Option<usize> {
        let (Event::Start(Tag::Image { dest_url, title, .. }), _) = self.events.get(i + 1)? else {
            return None;
        };
        let end = self.behind(i + 1);
        let alone = matches!(self.events.get(end)?.0, Event::End(TagEnd::Paragraph));
        if title.is_empty() || !alone {
            return None;
        }
        self.line("<figure>");
        self.picture(i + 1, dest_url, title, false);
        self.element("<figcaption>", title, "</figcaption></figure>\n");
        Some(end + 1)
    }
}
