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

/// The text of the first paragraphs, or of whatever comes first if there are none.
fn beginning(events: &[Item<'_>], paragraphs: bool) -> String {
    let mut text = String::new();
    let mut inside = !paragraphs;
    let mut i = 0;
    while i < events.len() && text.len() <= EXCERPT * 4 {
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
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

fn words_in(text: &str, in_word: &mut bool) -> u32 {
    let mut count = 0;
    for c in text.chars() {
        if c.is_whitespace() {
            *in_word = false;
        } else if matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}') {
            count += 1;
            *in_word = false;
        } else if !*in_word && c.is_alphanumeric() {
            count += 1;
            *in_word = true;
        }
    }
    count
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
                self.gap(2)
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
