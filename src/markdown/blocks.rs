//! Starts and ends of elements.

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use super::html::{Hole, Word};
use super::writer::Writer;

impl Writer<'_> {
    /// Writes what begins at `i`; the index to go on with.
    pub(super) fn start(&mut self, tag: &Tag<'_>, i: usize) -> usize {
        match tag {
            Tag::Paragraph => return self.paragraph(i),
            Tag::Heading { level, id, classes, .. } => self.heading(i, *level, id.as_deref(), classes),
            Tag::BlockQuote(None) => self.line("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.alert(*kind),
            Tag::CodeBlock(kind) => return self.code_block(kind, i),
            Tag::HtmlBlock => return self.html_block(i),
            Tag::List(first) => self.list(*first),
            Tag::Item => self.item(i),
            Tag::FootnoteDefinition(_) => return self.behind(i),
            Tag::Table(columns) => self.start_table(i, columns),
            Tag::TableHead => self.start_head(),
            Tag::TableRow => self.start_row(),
            Tag::TableCell => self.start_cell(i),
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(i, *link_type, dest_url, title),
            Tag::Image { dest_url, title, .. } => return self.image(i, dest_url, title),
            Tag::MetadataBlock(_) => return self.behind(i),
            simple => self.simple(simple),
        }
        i + 1
    }

    fn simple(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::DefinitionList => self.line("<dl>\n"),
            Tag::DefinitionListTitle => self.line("<dt>"),
            Tag::DefinitionListDefinition => self.line("<dd>"),
            Tag::Emphasis => self.out.push("<em>"),
            Tag::Strong => self.out.push("<strong>"),
            Tag::Strikethrough => self.out.push("<del>"),
            Tag::Superscript => self.out.push("<sup>"),
            Tag::Subscript => self.out.push("<sub>"),
            _ => {}
        }
    }

    /// Writes what ends at `i`.
    pub(super) fn end(&mut self, tag: TagEnd, i: usize) {
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Link => self.end_link(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_head(),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Paragraph => self.end_paragraph(i),
            other => self.out.push(closing(other)),
        }
    }

    /// Begins a paragraph, or writes all of one that is a figure or a formula.
    fn paragraph(&mut self, i: usize) -> usize {
        if let Some(end) = self.figure(i).or_else(|| self.formula(i)) {
            return end;
        }
        self.line("<p>");
        i + 1
    }

    /// The last paragraph of a footnote takes up the links back to the text.
    fn end_paragraph(&mut self, i: usize) {
        self.write_back_links(i);
        self.out.push("</p>\n");
    }

    /// A formula that is a paragraph of its own.
    fn formula(&mut self, i: usize) -> Option<usize> {
        let Some([(Event::DisplayMath(math), _), (Event::End(TagEnd::Paragraph), _)]) = self.events.get(i + 1..i + 3)
        else {
            return None;
        };
        self.out.fresh();
        self.element(r#"<pre class="math" tabindex="0">"#, math, "</pre>\n");
        Some(i + 3)
    }

    /// A formula within a line. `$5/$10` is none: money ends with a digit behind the sign.
    pub(super) fn inline_math(&mut self, math: &str, range: &std::ops::Range<usize>) {
        let money = self.source[range.end..].starts_with(|c: char| c.is_ascii_digit());
        let (start, end) = if money { ("$", "$") } else { (r#"<code class="math math-inline">"#, "</code>") };
        self.element(start, math, end);
    }

    fn alert(&mut self, kind: BlockQuoteKind) {
        let (class, word) = match kind {
            BlockQuoteKind::Note => ("note", Word::AlertNote),
            BlockQuoteKind::Tip => ("tip", Word::AlertTip),
            BlockQuoteKind::Important => ("important", Word::AlertImportant),
            BlockQuoteKind::Warning => ("warning", Word::AlertWarning),
            BlockQuoteKind::Caution => ("caution", Word::AlertCaution),
        };
        // With the role it is no landmark: a page may have many of them without names.
        self.line("<aside class=\"alert alert-");
        self.out.push(class);
        self.out.push("\" role=\"note\">\n<p class=\"alert-title\">");
        self.out.hole(Hole::Word(word));
        self.out.push("</p>\n");
    }

    fn list(&mut self, first: Option<u64>) {
        match first {
            None => self.line("<ul>\n"),
            Some(1) => self.line("<ol>\n"),
            Some(n) => self.line(&format!("<ol start=\"{n}\">\n")),
        }
    }

    fn item(&mut self, i: usize) {
        let next = |n: usize| self.events.get(i + n).map(|(event, _)| event);
        let task = match next(1) {
            Some(Event::TaskListMarker(_)) => true,
            Some(Event::Start(Tag::Paragraph)) => matches!(next(2), Some(Event::TaskListMarker(_))),
            _ => false,
        };
        self.line(if task { "<li class=\"task\">" } else { "<li>" });
    }
}

/// The end tag of an element that needs nothing more.
fn closing(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::BlockQuote(None) => "</blockquote>\n",
        TagEnd::BlockQuote(Some(_)) => "</aside>\n",
        TagEnd::List(true) => "</ol>\n",
        TagEnd::List(false) => "</ul>\n",
        TagEnd::Item => "</li>\n",
        TagEnd::DefinitionList => "</dl>\n",
        TagEnd::DefinitionListTitle => "</dt>\n",
        TagEnd::DefinitionListDefinition => "</dd>\n",
        TagEnd::TableRow => "</tr>\n",
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        TagEnd::Strikethrough => "</del>",
        TagEnd::Superscript => "</sup>",
        TagEnd::Subscript => "</sub>",
        _ => "",
    }
}
