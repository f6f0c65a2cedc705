//! Content lines of iCalendar: escaped, folded, each ended by CR and LF.

use std::borrow::Cow;
use std::sync::Arc;

/// The most octets of a line, its end not counted (RFC 5545, 3.1).
const WIDTH: usize = 75;

/// The lines of a file.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: String,
}

impl Lines {
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Lines that were made before.
    pub(super) fn ready(&mut self, lines: &str) {
        self.text.push_str(lines);
    }

    /// A line whose value is known to need no escaping.
    pub(super) fn raw(&mut self, name: &str, value: &str) {
        let mut column = 0;
        for part in [name, ":", value] {
            match part.bytes().any(may_be_control) {
                true => self.push(&part.chars().filter(|c| !c.is_control()).collect::<String>(), &mut column),
                false => self.push(part, &mut column),
            }
        }
        self.text.push_str("\r\n");
    }

    /// Text within a line, folded between characters. The space at the beginning of a folded line counts.
    fn push(&mut self, mut text: &str, column: &mut usize) {
        while *column + text.len() > WIDTH {
            let (here, rest) = text.split_at(text.floor_char_boundary(WIDTH - *column));
            self.text.push_str(here);
            self.text.push_str("\r\n ");
            *column = 1;
            text = rest;
        }
        self.text.push_str(text);
        *column += text.len();
    }

    /// A line of text; none for an empty one.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        let escaped = escaped(value.trim());
        if !escaped.is_empty() {
            self.raw(name, &escaped);
        }
    }

    /// A line with several texts; none without any.
    pub(super) fn list(&mut self, name: &str, values: &[Arc<str>]) {
        let values: Vec<Cow<'_, str>> =
            values.iter().map(|value| escaped(value.trim())).filter(|v| !v.is_empty()).collect();
        if !values.is_empty() {
            self.raw(name, &values.join(","));
        }
    }

    /// A line with an address, which is not escaped: a space in it would end it.
    pub(super) fn uri(&mut self, name: &str, value: Option<&str>) {
        let Some(value) = value else { return };
        let clean: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
        if !clean.is_empty() {
            self.raw(name, &clean);
        }
    }
}

/// TEXT (RFC 5545, 3.3.11). All that some reader takes for the end of a line becomes `\n`; other controls go.
fn escaped(text: &str) -> Cow<'_, str> {
    let is_special = |byte: u8| may_be_control(byte) || matches!(byte, b'\\' | b';' | b',' | 0xe2);
    if !text.bytes().any(is_special) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.into()
}

/// Whether a byte may belong to a control character, in ASCII or behind it (U+0080 to U+009F).
fn may_be_control(byte: u8) -> bool {
    byte < 0x20 || matches!(byte, 0x7f | 0xc2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(value: &str) -> String {
        let mut lines = Lines::default();
        lines.text("SUMMARY", value);
        lines.text
    }

    #[test]
    fn escapes() {
        assert_eq!(line("a,b;c\\d\ne\u{7}\r\nf: \"g\""), "SUMMARY:a\\,b\\;c\\\\d\\ne\\nf: \"g\"\r\n");
        assert_eq!(line(" \u{1}"), "");
    }

    #[test]
    fn folds_between_characters() {
        let text = format!("{}€{}", "x".repeat(65), "y".repeat(80));
        let expected = format!("SUMMARY:{}\r\n €{}\r\n {}\r\n", "x".repeat(65), "y".repeat(71), "y".repeat(9));
        assert_eq!(line(&text), expected);
        assert_eq!(line(&"x".repeat(67)), format!("SUMMARY:{}\r\n", "x".repeat(67)));
    }

    #[test]
    fn addresses_are_not_escaped() {
        let mut lines = Lines::default();
        lines.uri("URL", Some("https://x.org/a,b;c d\r\nX:1"));
        assert_eq!(lines.text, "URL:https://x.org/a,b;cdX:1\r\n");
    }
}
