//! Texts: the holes of their HTML are filled with addresses, pictures and words.

use std::fmt::Write as _;

use super::Outline;
use super::speech::Speech;
use crate::diag::Span;
use crate::markdown::{Hole, escape, escape_href};
use crate::site::{Bound, ImageTarget, Item, LinkTarget};
use crate::view::Text;

impl Outline {
    /// The HTML of a text.
    pub(super) fn html(&self, text: &Bound, speech: &Speech) -> Text {
        let mut out = String::new();
        text.text.html.fill(&mut out, |hole, out| match hole {
            Hole::Link(at) => self.link(text.links.get(at), out),
            Hole::Image(at) => self.picture(text, at, out),
            Hole::Word(word) => escape(speech.word(word.key()), out),
        });
        out.into()
    }

    /// The HTML of a field of type `markdown`.
    pub(super) fn field_html(&self, item: &Item, span: Span, speech: &Speech) -> Text {
        item.texts.get(&span).map_or_else(|| "".into(), |text| self.html(text, speech))
    }

    fn link(&self, target: Option<&LinkTarget>, out: &mut String) {
        let href = match target {
            Some(LinkTarget::Item(id, None)) => self.item_href(*id).to_string(),
            Some(LinkTarget::Item(id, Some(fragment))) => match self.page_of_date(*id, fragment) {
                Some(page) => page.to_string(),
                None => format!("{}#{fragment}", self.item_href(*id)),
            },
            Some(LinkTarget::File(path)) => match self.site.assets.get(path) {
                Some(asset) => self.base.local(&encoded(&asset.output)).to_string(),
                None => return,
            },
            Some(LinkTarget::Local(url)) => self.base.local(url).to_string(),
            Some(LinkTarget::Anchor(id)) => format!("#{id}"),
            Some(LinkTarget::Nowhere) | None => return,
        };
        out.push_str(" href=\"");
        escape_href(&href, out);
        out.push('"');
    }

    fn picture(&self, text: &Bound, at: usize, out: &mut String) {
        let sized = text.text.images.get(at).is_some_and(|image| image.sized);
        let (src, width, height) = match text.images.get(at) {
            Some(ImageTarget::File(path)) => match self.site.assets.get(path) {
                Some(asset) => (self.base.local(&encoded(&asset.output)), asset.width, asset.height),
                None => return,
            },
            Some(ImageTarget::External(url)) => (url.clone(), 0, 0),
            None => return,
        };
        out.push_str(" src=\"");
        escape_href(&src, out);
        out.push('"');
        if width > 0 && height > 0 && !sized {
            // Writing to a string cannot fail.
            let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        }
    }
}

/// A path as part of an address: all but unreserved characters and slashes is percent-encoded (RFC 3986, section 2).
pub(super) fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
