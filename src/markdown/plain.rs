//! Markdown as plain text: for excerpts, word counts, feeds and calendars.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::{self, Item, end_of};

/// About how many characters an excerpt has.
const EXCERPT: usize = 200;

/// The beginning of a text as plain text, and how many words it has.
pub(super) fn excerpt_and_words(events: &[Item<'_>]) -> (String, u32) {
    let text = beginning(events, true);
    let text = if text.is_empty() { beginning(events, false) } else { text };
    (cut(&text), words(events))
}

/// The text of the first paragraph, or of whatever comes first if there is none: what stands below changes no list.
fn beginning(events: &[Item<'_>], paragraphs: bool) -> String {
    let mut text = String::new();
    let mut inside = !paragraphs;
    let mut i = 0;
    while i < events.len() && !is_enough(&text) && (inside || text.trim().is_empty()) {
        match &events[i].0 {
            Event::Start(tag) if is_left_out(tag) => i = end_of(events, i),
            Event::Start(Tag::Paragraph) => inside = true,
            Event::End(TagEnd::Paragraph) => {
                inside = !paragraphs;
                text.push(' ');
            }
            Event::Text(t) | Event::Code(t) | Event::InlineMath(t) if inside => text.push_str(t),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Item) => text.push(' '),
            _ => {}
        }
        i += 1;
    }
    while text.contains("  ") {
        text = text.replace("  ", " ");
    }
    text.trim().replace(['\n', '\t'], " ")
}

/// More than an excerpt, so that it is seen where to cut; white space may still be merged.
fn is_enough(text: &str) -> bool {
    text.len() > EXCERPT + 50 && text.chars().count() > EXCERPT + 50
}

fn is_left_out(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::Table(_)
            | Tag::Image { .. }
    )
}

/// Cut at a word.
fn cut(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(EXCERPT) else {
        return text.to_owned();
    };
    // A language without spaces is cut anywhere.
    let word = text[..=end - 1 + text[end..].chars().next().map_or(1, char::len_utf8)].rfind(' ');
    let end = word.filter(|n| *n > end / 2).unwrap_or(end);
    format!("{}…", text[..end].trim_end_matches([' ', ',', ';', ':', '.', '-', '–', '—']))
}

/// Counts words. A sign of a language without spaces counts as one.
fn words(events: &[Item<'_>]) -> u32 {
    let (mut count, mut in_word, mut in_code) = (0_u32, false, false);
    for (event, _) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(t) | Event::Code(t) if !in_code => count = count.saturating_add(words_in(t, &mut in_word)),
            Event::SoftBreak | Event::HardBreak => in_word = false,
            Event::Start(tag) if !is_inline(tag) => in_word = false,
            _ => {}
        }
    }
    count
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// Words that begin in a text. The loops have no branches, so that the compiler can take many bytes at once.
fn words_in(text: &str, in_word: &mut bool) -> u32 {
    let bytes = text.as_bytes();
    let Some((last, before)) = bytes.split_last() else { return 0 };
    let begins = before.iter().zip(&bytes[1..]).map(|(a, b)| u32::from(space(*a) & !space(*b))).sum::<u32>();
    // The first bytes of kana and Chinese characters.
    let signs = bytes.iter().map(|b| u32::from((0xe3..=0xe9).contains(b))).sum::<u32>();
    let first = u32::from(!*in_word && !space(bytes[0]));
    *in_word = !space(*last);
    begins + first + signs
}

fn space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// A text without its marks: paragraphs with an empty line between them, list items with a hyphen, web addresses in
/// parentheses behind the text of their link.
pub fn plain(text: &str) -> String {
    let mut plain = Plain::default();
    if let Ok(events) = events::collect(text, false) {
        events.iter().for_each(|(event, _)| plain.event(event));
    }
    plain.text.trim().to_owned()
}

#[derive(Default)]
struct Plain {
    text: String,
    /// The numbers of the lists around; nothing for one with hyphens.
    lists: Vec<Option<u64>>,
    /// The address of the open link and where its text begins.
    link: Option<(String, usize)>,
}

impl Plain {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(t) | Event::Code(t) | Event::InlineMath(t) | Event::DisplayMath(t) => self.text.push_str(t),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.gap(2),
            Event::TaskListMarker(ticked) => self.text.push_str(if *ticked { "[x] " } else { "[ ] " }),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            _ => {}
        }
    }

    /// Ends the line, with `lines` line breaks in all.
    fn gap(&mut self, lines: usize) {
        let kept = self.text.trim_end_matches([' ', '\n']).len();
        self.text.truncate(kept);
        if kept > 0 {
            (0..lines).for_each(|_| self.text.push('\n'));
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.gap(if self.lists.is_empty() { 2 } else { 1 });
                self.lists.push(*first);
            }
            Tag::Item => self.item(),
            Tag::Link { dest_url, .. } => self.link = Some((dest_url.to_string(), self.text.len())),
            Tag::DefinitionListDefinition => self.text.push_str("  "),
            _ => {}
        }
    }

    fn item(&mut self) {
        if !self.text.ends_with('\n') {
            self.gap(1);
        }
        self.text.push_str(&"  ".repeat(self.lists.len().saturating_sub(1)));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.text.push_str(&format!("{number}. "));
                *number = number.saturating_add(1);
            }
            _ => self.text.push_str("- "),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => self.end_link(),
            TagEnd::Paragraph if !self.lists.is_empty() => self.gap(1),
            TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead | TagEnd::DefinitionListTitle => self.gap(1),
            TagEnd::DefinitionListDefinition => self.gap(1),
            TagEnd::TableCell => self.text.push_str("  "),
            TagEnd::List(_) => {
                self.lists.pop();
                self.gap(if self.lists.is_empty() { 2 } else { 1 });
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Table | TagEnd::BlockQuote(_) => {
                self.gap(2);
            }
            _ => {}
        }
    }

    fn end_link(&mut self) {
        let Some((address, start)) = self.link.take() else { return };
        let web = address.starts_with("http://") || address.starts_with("https://");
        if web && self.text.get(start..).is_some_and(|text| text != address) {
            self.text.push_str(&format!(" ({address})"));
        }
    }
}
