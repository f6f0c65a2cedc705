//! HTML in Markdown: its links and pictures become holes, and what will be taken out is reported.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use super::address::{Address, classify};
use super::sanitize;
use super::tags::{RawAttribute, RawTag, tags};
use super::writer::Writer;
use super::{ImageUse, Link, find};
use crate::diag::{Span, Spanned, codes};

/// What is taken out of the HTML that somebody wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Removed {
    /// The first of them.
    first: Option<(Span, String)>,
    /// How many there are.
    count: usize,
}

impl Removed {
    fn note(&mut self, span: Span, what: String) {
        self.count += 1;
        self.first.get_or_insert((span, what));
    }
}

impl Writer<'_> {
    /// Writes the block of HTML that begins at `i`; the index behind it.
    pub(super) fn html_block(&mut self, i: usize) -> usize {
        let end = self.behind(i);
        let range = self.events[i].1.clone();
        let mut html = String::new();
        for (event, _) in &self.events[i..end.min(self.events.len())] {
            if let Event::Html(line) = event {
                html.push_str(line);
            }
        }
        if !is_comment(html.trim()) {
            self.out.fresh();
            self.raw(&html, range.clone());
            self.check_mails(&html, range);
        }
        end
    }

    fn check_mails(&mut self, html: &str, range: Range<usize>) {
        // A `mailto:` is reported with its link.
        let exact = self.is_exact(html, &range);
        let linked = |mail: &Range<usize>| html[..mail.start].ends_with("mailto:");
        for mail in find::emails(html).into_iter().filter(|mail| !linked(mail)) {
            let place = self.place_of(exact, &range, &mail);
            self.email_fault(&html[mail], place);
        }
    }

    /// Writes HTML within a line. Comments go, and a line break needs no sanitizing.
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        match html {
            "<br>" | "<br/>" | "<br />" => self.out.push("<br>"),
            _ if is_comment(html) => {}
            _ => self.raw(html, range),
        }
    }

    /// Whether a piece of HTML stands in the file as it is: the parser may have put it together from lines of a list.
    fn is_exact(&self, html: &str, range: &Range<usize>) -> bool {
        self.source.get(range.start..).is_some_and(|rest| rest.starts_with(html))
    }

    /// Where a part of a piece of HTML stands in the file; the whole, if that is not known.
    fn place_of(&self, exact: bool, range: &Range<usize>, part: &Range<usize>) -> Span {
        if exact { self.span(&(range.start + part.start..range.start + part.end)) } else { self.span(range) }
    }

    /// Writes HTML that somebody wrote.
    pub(super) fn raw(&mut self, html: &str, range: Range<usize>) {
        self.raw.get_or_insert(Span::new(range.start, range.end).shifted(self.options.base));
        let exact = self.is_exact(html, &range);
        let mut done = 0;
        for tag in tags(html).filter(|tag| !tag.end) {
            let span = self.place_of(exact, &range, &tag.range);
            self.check_tag(&tag, span);
            for attribute in &tag.attributes {
                self.out.push(&html[done..attribute.range.start]);
                done = attribute.range.start;
                if self.bound(&tag, attribute, span) {
                    done = attribute.range.end;
                }
            }
        }
        self.out.push(&html[done..]);
    }

    /// Whether an attribute is dealt with here and must not be written.
    fn bound(&mut self, tag: &RawTag<'_>, attribute: &RawAttribute<'_>, span: Span) -> bool {
        let value = unescaped(attribute.value.trim());
        match (tag.name.as_str(), attribute.name.as_str()) {
            ("a", "href") => self.bound_link(value, span),
            ("img", "src") => self.bound_image(tag, &value, span),
            (_, "id") | ("a", "name") => {
                let id = self.ids.claim(format!("{}{value}", self.options.prefix));
                self.attribute(&attribute.name, &id);
                true
            }
            _ => false,
        }
    }

    fn bound_link(&mut self, address: String, span: Span) -> bool {
        match classify(&address) {
            Address::External => {
                self.check_mailto(&address, span);
                self.done.external.push(Spanned::new(address, span));
                return false;
            }
            Address::Unsafe { scheme } => self.unsafe_fault(&scheme, span),
            Address::Internal { path, fragment } => {
                self.link_hole(Link { target: path, fragment, text: String::new(), span });
            }
        }
        true
    }

    fn bound_image(&mut self, tag: &RawTag<'_>, src: &str, span: Span) -> bool {
        let of =
            |name: &str| tag.attributes.iter().find(|a| a.name == name).map(|a| a.value.to_owned()).unwrap_or_default();
        let (alt, title) = (of("alt"), of("title"));
        let sized = tag.has("width") || tag.has("height");
        if let Some((src, external)) = self.source_of(src, span) {
            self.image_hole(ImageUse { src, external, alt, title, sized, span });
        }
        true
    }

    fn check_tag(&mut self, tag: &RawTag<'_>, span: Span) {
        let name = &tag.name;
        if !sanitize::allows_tag(name) {
            return self.removed.note(span, format!("`<{name}>`"));
        }
        for attribute in tag.attributes.iter().filter(|a| !sanitize::allows(name, &a.name)) {
            self.removed.note(span, format!("`{}` of `<{name}>`", attribute.name));
        }
        // An empty alt text, in HTML, says that the picture is an ornament.
        if name == "img" && !tag.has("alt") {
            let message = "This image has no alt text: who cannot see it does not learn what it shows.";
            self.fault(&codes::IMAGE_WITHOUT_ALT, span, message, "`<img alt=\"What it shows, in a few words\" …>`");
        }
    }

    /// One warning for all that was taken out.
    pub(super) fn report_removed(&mut self) {
        let Removed { first, count } = std::mem::take(&mut self.removed);
        let Some((span, what)) = first else { return };
        let more = match count {
            1 => String::new(),
            2 => " So was one more tag or attribute.".to_owned(),
            n => format!(" So were {} more tags or attributes.", n - 1),
        };
        let message = format!("{what} was taken out: it may not stand in a text.{more}");
        let help = "Write it in Markdown, or link to a page that has it. What all pages need belongs into the theme.";
        self.fault(&codes::HTML_REMOVED, span, message, help);
    }
}

/// An attribute's value without entities: `&amp;` becomes `&`. The Markdown parser knows them all.
fn unescaped(value: &str) -> String {
    let mut parts = value.split('&');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let entity = |name: &str| name.len() < 40 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#');
        match part.split_once(';').filter(|(name, _)| entity(name)) {
            Some((name, rest)) => {
                Parser::new(&format!("&{name};")).for_each(|event| push_text(&event, &mut text));
                text.push_str(rest);
            }
            None => text.extend(["&", part]),
        }
    }
    text
}

fn push_text(event: &Event<'_>, text: &mut String) {
    if let Event::Text(part) = event {
        text.push_str(part);
    }
}

fn is_comment(html: &str) -> bool {
    html.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")).is_some_and(|inner| !inner.contains("--"))
}
