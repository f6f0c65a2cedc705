//! Code blocks.

use pulldown_cmark::{CodeBlockKind, Event};

use super::writer::Writer;

/// From this size on a block is not highlighted.
#[cfg(feature = "highlight")]
const MOST_BYTES: usize = 200_000;
/// From this length of a line on a block is not highlighted: regular expressions take long on minified files.
#[cfg(feature = "highlight")]
const MOST_LINE: usize = 2_000;

impl Writer<'_> {
    /// Writes the code block that begins at `i`; the index behind it.
    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'_>, i: usize) -> usize {
        let end = self.behind(i);
        // It can be wider than the page and must be reachable with the keyboard to be scrolled.
        self.line("<pre class=\"code\" tabindex=\"0\"><code");
        let language = language(kind);
        if !language.is_empty() {
            self.attribute("class", &format!("language-{language}"));
        }
        self.out.push(">");
        if !self.highlighted(language, i..end) {
            self.lines(i..end);
        }
        self.out.push("</code></pre>\n");
        end
    }

    fn lines(&mut self, events: std::ops::Range<usize>) {
        for (event, _) in &self.events[events.start..events.end.min(self.events.len())] {
            if let Event::Text(text) = event {
                self.out.escaped(text);
            }
        }
    }

    #[cfg(feature = "highlight")]
    fn highlighted(&mut self, language: &str, events: std::ops::Range<usize>) -> bool {
        if !self.options.highlight || language.is_empty() {
            return false;
        }
        let code = super::events::text_of(&self.events[events.start..events.end.min(self.events.len())]);
        code.len() <= MOST_BYTES
            && code.lines().all(|line| line.len() <= MOST_LINE)
            && super::highlight::write(language, &code, self.out.text_mut())
    }

    #[cfg(not(feature = "highlight"))]
    fn highlighted(&mut self, _: &str, _: std::ops::Range<usize>) -> bool {
        false
    }
}

/// The first word behind the fence.
fn language<'k>(kind: &'k CodeBlockKind<'_>) -> &'k str {
    match kind {
        CodeBlockKind::Fenced(info) => info.split([' ', '\t', ',', '{']).next().unwrap_or_default(),
        CodeBlockKind::Indented => "",
    }
}
