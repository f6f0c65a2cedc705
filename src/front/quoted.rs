//! Texts as YAML: with quotes where some reader could take them for something else without.

use std::fmt::Write as _;

/// Words that YAML takes for something else than text.
const WORDS: [&str; 10] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"];

/// A text on one line, as a value or within a list or group: bare where every reader of YAML takes it for that text, else in quotes.
pub fn quoted(text: &str) -> String {
    let mild = |c: char| c.is_alphanumeric() || " -_./+()'?!;".contains(c) || c == ':' || c == '=';
    let bare = text.starts_with(|c: char| c.is_alphanumeric())
        && text.chars().all(mild)
        && !text.contains(": ")
        && !text.ends_with([':', ' '])
        && !text.contains("://")
        && !WORDS.contains(&text.to_ascii_lowercase().as_str());
    if bare { text.to_owned() } else { in_quotes(text) }
}

fn in_quotes(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out + "\""
}
