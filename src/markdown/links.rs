//! Links: into the site as holes, out of it as they are, and none to what a browser would run.

use pulldown_cmark::{Event, LinkType, Tag};

use super::address::{Address, classify, decoded};
use super::events::{end_of, text_of};
use super::html::Hole;
use super::writer::Writer;
use super::{Link, find};
use crate::diag::{Span, Spanned, codes};

/// A link that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OpenLink {
    /// Whether there is a tag to close.
    written: bool,
    /// Whether it leads to an e-mail address: that is reported once.
    pub(super) mail: bool,
}

impl Writer<'_> {
    pub(super) fn start_link(&mut self, i: usize, kind: LinkType, address: &str, title: &str) {
        let span = self.span(&self.events[i].1);
        let text = text_of(&self.events[i..end_of(self.events, i)]);
        self.check_text(text.trim(), span);
        self.check_content(i, text.trim(), span);
        if kind == LinkType::Email {
            return self.mail_link(address, span);
        }
        let mail = self.check_mailto(address, span);
        let written = self.open(address, text.trim(), span);
        if written {
            self.title(title);
            self.out.push(">");
        }
        self.link = Some(OpenLink { written, mail });
    }

    /// Writes the tag up to the address; false if the address is not written.
    fn open(&mut self, address: &str, text: &str, span: Span) -> bool {
        match classify(address) {
            Address::Unsafe { scheme } => {
                self.unsafe_fault(&scheme, span);
                return false;
            }
            Address::External => {
                self.out.push("<a href=\"");
                self.out.address(address);
                self.out.push("\"");
                self.done.external.push(Spanned::new(address.to_owned(), span));
            }
            Address::Internal { path, fragment } => {
                self.out.push("<a");
                self.link_hole(Link { target: path, fragment, text: text.to_owned(), span });
            }
        }
        true
    }

    /// A hole for a link inside the site.
    pub(super) fn link_hole(&mut self, link: Link) {
        self.out.hole(Hole::Link(self.done.links.len()));
        self.done.links.push(link);
    }

    pub(super) fn end_link(&mut self) {
        if self.link.take().is_some_and(|link| link.written) {
            self.out.push("</a>");
        }
    }

    /// Writes a title, if there is one.
    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.attribute("title", title);
        }
    }

    fn mail_link(&mut self, address: &str, span: Span) {
        self.email_fault(address, span);
        self.out.push("<a href=\"mailto:");
        self.out.address(address);
        self.out.push("\">");
        self.done.external.push(Spanned::new(format!("mailto:{address}"), span));
        self.link = Some(OpenLink { written: true, mail: true });
    }

    /// Reports the e-mail address of a `mailto:` link; whether there is one.
    pub(super) fn check_mailto(&mut self, address: &str, span: Span) -> bool {
        let Some(mail) = address.get(..7).filter(|s| s.eq_ignore_ascii_case("mailto:")).map(|_| decoded(&address[7..]))
        else {
            return false;
        };
        let first = find::emails(&mail).into_iter().next();
        first.is_some_and(|range| {
            self.email_fault(&mail[range], span);
            true
        })
    }

    /// Reports an address with a scheme that is not allowed.
    pub(super) fn unsafe_fault(&mut self, scheme: &str, span: Span) {
        let message = match scheme {
            "javascript" | "vbscript" | "data" => {
                format!("An address with `{scheme}:` could run a script in the reader's browser.")
            }
            _ => format!("`{scheme}:` is no kind of address that Lyceum knows to be safe."),
        };
        let help = "Write a web address (`https://…`) or a file (`../resources/guide.md`). A file with a colon in its name \
                    begins with `./`.";
        self.fault(&codes::UNSAFE_URL, span, message, help);
    }

    /// A link with nothing in it: nobody can press it, and a screen reader spells out its address. A picture speaks by its alt text.
    fn check_content(&mut self, i: usize, text: &str, span: Span) {
        let speaks = |event: &Event<'_>| matches!(event, Event::Start(Tag::Image { .. }) | Event::InlineHtml(_));
        if text.is_empty() && !self.events[i..end_of(self.events, i)].iter().any(|(event, _)| speaks(event)) {
            let help = "Write what it leads to between the brackets: `[The guide to mentoring](…)`.";
            self.fault(&codes::EMPTY_LINK, span, "The link has no text, so nobody can see it or press it.", help);
        }
    }

    fn check_text(&mut self, text: &str, span: Span) {
        if says_nothing(text) {
            let message = format!("The link text `{text}` does not say where the link leads.");
            let help = "Name the target: `[the mentoring guide](…)`. Readers who jump from link to link hear only these words.";
            self.fault(&codes::LINK_TEXT, span, message, help);
        }
    }
}

/// Link texts that mean nothing alone.
const EMPTY_TEXTS: &[&str] = &[
    "here",
    "click here",
    "this link",
    "this",
    "read more",
    "link",
    "more",
    "aquí",
    "haz clic aquí",
    "clic aquí",
    "este enlace",
    "leer más",
    "más",
    "ici",
    "cliquez ici",
    "ce lien",
    "lire la suite",
    "en savoir plus",
    "lien",
    "hier",
    "hier klicken",
    "klicken sie hier",
    "dieser link",
    "mehr",
    "weiterlesen",
    "aqui",
    "clique aqui",
    "este link",
    "leia mais",
    "saiba mais",
    "mais",
    "clique ici",
    "da click aquí",
    "klick hier",
    "hier lang",
    "هنا",
    "اضغط هنا",
    "انقر هنا",
    "المزيد",
    "ここ",
    "こちら",
    "ここをクリック",
    "こちらをクリック",
    "もっと見る",
    "続きを読む",
    "यहाँ",
    "यहां",
    "यहाँ क्लिक करें",
    "यहां क्लिक करें",
    "और पढ़ें",
];

fn says_nothing(text: &str) -> bool {
    text.len() <= 48 && EMPTY_TEXTS.contains(&text.to_lowercase().as_str())
}
