//! Style sheets as they are sent: joined, without comments and spaces that mean nothing. They stand before everything that a reader sees,
//! and every page has room for one round trip; so the files stay readable, and what is sent is a tenth shorter.

use std::borrow::Cow;

/// Where a space means nothing.
const CLOSED: &str = "{};,";

/// A style sheet with those that it imports by name in their places: `@import "text.css";`. Names of assets contain a hash, so that a
/// browser would look for them in vain.
pub(super) fn joined<'a>(css: &str, other: impl Fn(&str) -> Option<Cow<'a, str>>) -> String {
    let import = |line: &str| other(line.trim().strip_prefix("@import \"")?.strip_suffix("\";")?);
    css.split_inclusive('\n').map(|line| import(line).unwrap_or_else(|| line.to_owned().into())).collect()
}

/// A style sheet that says the same in fewer bytes.
pub(super) fn shortened(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(next) = rest.chars().next() {
        let taken = match next {
            '/' if rest.starts_with("/*") => comment(rest, &mut out),
            '"' | '\'' => verbatim(rest, quoted(rest), &mut out),
            '(' if out.ends_with("url") => verbatim(rest, address(rest), &mut out),
            '\\' => verbatim(rest, rest.chars().take(2).map(char::len_utf8).sum(), &mut out),
            _ if next.is_ascii_whitespace() => space(rest, &mut out),
            _ => character(next, &mut out),
        };
        rest = &rest[taken..];
    }
    out.trim_end().to_owned()
}

fn verbatim(rest: &str, length: usize, out: &mut String) -> usize {
    out.push_str(&rest[..length]);
    length
}

/// A comment between two words keeps them apart, and joins nothing otherwise.
fn comment(rest: &str, out: &mut String) -> usize {
    let end = rest[2..].find("*/").map_or(rest.len(), |at| at + 4);
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    if out.ends_with(is_word) && rest[end..].starts_with(is_word) {
        out.push_str("/**/");
    }
    end
}

/// The length of a string with both of its quotes.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    let quote = rest.chars().next();
    let ends = |(_, c): &(usize, char)| {
        let ends = !escaped && Some(*c) == quote;
        escaped = *c == '\\' && !escaped;
        ends
    };
    rest.char_indices().skip(1).find(ends).map_or(rest.len(), |(at, _)| at + 1)
}

/// The length of `(…)` behind `url`: without quotes, nothing in it is a comment.
fn address(rest: &str) -> usize {
    match rest[1..].trim_start().starts_with(['"', '\'']) {
        true => 1,
        false => rest.find(')').map_or(rest.len(), |at| at + 1),
    }
}

fn space(rest: &str, out: &mut String) -> usize {
    let length = rest.len() - rest.trim_ascii_start().len();
    let means_nothing = out.is_empty() || out.ends_with(|c| CLOSED.contains(c) || c == ' ');
    if !means_nothing {
        out.push(' ');
    }
    length
}

fn character(next: char, out: &mut String) -> usize {
    if CLOSED.contains(next) && out.ends_with(' ') && !out.ends_with("\\ ") {
        out.pop();
    }
    if next == '}' && out.ends_with(';') {
        out.pop();
    }
    out.push(next);
    next.len_utf8()
}

#[cfg(test)]
mod tests {
    use super::{joined, shortened};

    #[test]
    fn imports_by_name_are_put_in() {
        let other = |name: &str| (name == "a.css").then(|| "a { b: c }\n".into());
        let css = "@import \"a.css\";\n@import \"other.css\";\n@import url(\"a.css\");\nd { e: f }";
        let wanted = "a { b: c }\n@import \"other.css\";\n@import url(\"a.css\");\nd { e: f }";
        assert_eq!(joined(css, other), wanted);
    }

    #[test]
    fn what_means_nothing_is_left_out() {
        let cases = [
            ("/* One */\na { color: red; }\n\nb , c { margin: 0 1px }\n", "a{color: red}b,c{margin: 0 1px}"),
            (
                "@media (min-width: 2rem) and (color) {\n  a { x: y }\n}",
                "@media (min-width: 2rem) and (color){a{x: y}}",
            ),
            ("a::after { content: \" ; /* \\\" */ \" }", "a::after{content: \" ; /* \\\" */ \"}"),
            ("a { b: url( data:x/*;y ) }", "a{b: url( data:x/*;y )}"),
            ("a { b: url( \"x y\" ) /* c */ ; d: calc(1px + 2px) }", "a{b: url( \"x y\" );d: calc(1px + 2px)}"),
            ("a/* */b .c/**/.d {}", "a/**/b .c.d{}"),
            (".a\\{ , b {}", ".a\\{,b{}"),
            ("a { b: '", "a{b: '"),
            ("/* never closed", ""),
        ];
        for (css, short) in cases {
            assert_eq!(shortened(css), short, "{css}");
        }
    }

    /// But for spaces, comments and the last semicolon of a rule, everything is there, and doing it again changes nothing.
    #[test]
    fn what_is_said_stays() {
        let sheets = crate::theme::files::merged(&crate::source::Tree::default(), crate::theme::DEFAULT);
        let sheets: Vec<_> =
            sheets.iter().filter(|(name, _)| name.starts_with("assets/") && name.ends_with(".css")).collect();
        assert!(sheets.len() > 3);
        for (name, file) in sheets {
            let (css, short) = (file.text(), shortened(&file.text()));
            let mut said =
                css.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest)).collect::<String>();
            said.retain(|c| !c.is_ascii_whitespace());
            let bare: String = short.chars().filter(|c| !c.is_ascii_whitespace()).collect();
            assert_eq!(bare, said.replace(";}", "}"), "{name}");
            assert_eq!(shortened(&short), short, "{name}");
        }
    }
}
