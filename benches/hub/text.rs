//! Markdown of a given length: paragraphs, headings, lists, quotes, tables, code, and links to other items.

use super::random::Random;
use super::{Hub, code, names};

const WORDS: &str = "the a of to and in that it we is for with on as you not this but they have from one what all when there can \
    more if no who so about time them some into only other new then now first also after way many must before too any same tell \
    does most large begin around learn letter water stove bread quay harbor rope meter shed evening winter table chair lamp map \
    tide boat crew paper pencil question answer mistake reason pattern program variable function loop test table column row \
    value error message memory pointer lifetime borrow compile measure compare explain listen repeat remember forget carry \
    lift mend sew cut draw paint print read write count choose leave return arrive carefully slowly quickly together alone \
    again often seldom never always perhaps enough without between under over behind beside against toward café naïve résumé";

/// Where a text stands: how it reaches other items, and how deep its headings begin.
pub(crate) struct Writer<'a> {
    pub(crate) hub: Hub,
    pub(crate) random: &'a mut Random,
    words: Vec<&'static str>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(hub: Hub, random: &'a mut Random) -> Self {
        Self { hub, random, words: WORDS.split_whitespace().collect() }
    }

    /// About `words` words.
    pub(crate) fn body(&mut self, words: usize, with_code: bool) -> String {
        let mut out = String::new();
        let mut left = words;
        let mut block = 0;
        while left > 0 {
            let part = self.random.within(40, 80).min(left);
            out += &self.block(part, block);
            left -= part;
            block += 1;
        }
        if with_code {
            out += &code::block(self.random);
            out.push('\n');
            out += &self.paragraph(12);
            out += &code::block(self.random);
        }
        out
    }

    fn block(&mut self, words: usize, at: usize) -> String {
        match (at % 4, self.random.below(10)) {
            (3, _) => format!("## {}\n\n{}", self.heading(), self.paragraph(words)),
            (_, 0) => self.list(words),
            (_, 1) => format!("> {}", self.paragraph(words)),
            (_, 2) => self.table(),
            _ => self.paragraph(words),
        }
    }

    fn heading(&mut self) -> String {
        let words = self.plain(4);
        let mut letters = words.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    fn plain(&mut self, words: usize) -> String {
        let all: Vec<&str> = (0..words).map(|_| self.words[self.random.below(self.words.len())]).collect();
        all.join(" ")
    }

    fn list(&mut self, words: usize) -> String {
        let entries = (words / 8).max(2);
        let lines: String = (0..entries).map(|_| format!("- {}\n", self.sentence(8))).collect();
        lines + "\n"
    }

    fn table(&mut self) -> String {
        let mut out = String::from("| What | Who | Why |\n|---|---|---|\n");
        for _ in 0..4 {
            out += &format!("| {} | {} | {} |\n", self.plain(2), self.plain(2), self.plain(4));
        }
        out + "\n"
    }

    fn paragraph(&mut self, words: usize) -> String {
        let mut out = String::new();
        let mut left = words;
        while left > 0 {
            let part = self.random.within(8, 18).min(left);
            out += &self.sentence(part);
            out.push(if out.len().is_multiple_of(5) { '\n' } else { ' ' });
            left -= part;
        }
        out.trim_end().to_string() + "\n\n"
    }

    fn sentence(&mut self, words: usize) -> String {
        let (before, after) = (words / 2, words - words / 2);
        let middle = match self.random.below(12) {
            0 => format!("*{}*", self.plain(2)),
            1 => format!("**{}**", self.plain(1)),
            2 => format!("`{}`", self.plain(1)),
            3 | 4 => self.link(),
            5 => format!("[the {} of it](https://example.org/{})", self.plain(1), self.random.below(1000)),
            _ => self.plain(1),
        };
        format!("{} {middle} {}.", self.heading_of(before.max(1)), self.plain(after.max(1)))
    }

    fn heading_of(&mut self, words: usize) -> String {
        let text = self.plain(words);
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// A link to the file of another item, relative to any folder of items.
    fn link(&mut self) -> String {
        let hub = self.hub;
        let random = &mut *self.random;
        let (folder, slug) = match random.below(8) {
            0..3 => ("events", names::event_slug(random.below(hub.events))),
            3..6 => ("resources", names::resource_slug(random.below(hub.resources))),
            6 => ("mentors", names::person_slug(random.below(hub.mentors))),
            _ => ("discussions", names::thread_slug(random.below(hub.discussions))),
        };
        format!("[our {} page](../{folder}/{slug}.md)", names::topic(self.random))
    }
}

/// The body of an item: 150 to 900 words, code in a third.
pub(crate) fn body(hub: Hub, random: &mut Random) -> String {
    let words = random.within(150, 900);
    let with_code = random.chance(33);
    Writer::new(hub, random).body(words, with_code)
}

/// A summary of one sentence.
pub(crate) fn summary(hub: Hub, random: &mut Random) -> String {
    let text = Writer::new(hub, random).plain(14);
    format!("This is {text}")
}
