//! The words of rendered Markdown, for properties that take plain text.

use crate::markdown::{Html, Piece};

/// Tags after which a new line begins.
const BLOCKS: &[&str] =
    &["/p", "br", "/li", "/pre", "/tr", "/h2", "/h3", "/h4", "/h5", "/h6", "/blockquote", "/dd", "/dt"];

/// The words of a text, without tags; blocks end with a line.
pub(in crate::plan) fn words(html: &Html) -> String {
    let mut text = String::new();
    for piece in html.pieces() {
        match piece {
            Piece::Html(html) => text.push_str(html),
            // An attribute: a hole never holds words that are worth telling.
            Piece::Hole(_) => {}
        }
    }
    tidy(&decoded(&without_tags(&text)))
}

/// Line breaks count in code only.
fn without_tags(html: &str) -> String {
    let (mut out, mut rest, mut is_code) = (String::new(), html, false);
    loop {
        let (before, tag) = rest.split_once('<').unwrap_or((rest, ""));
        out += &if is_code { before.to_owned() } else { before.replace('\n', " ") };
        if tag.is_empty() {
            return out;
        }
        let (tag, behind) = tag.split_at(end_of_tag(tag));
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        is_code = (is_code || name == "pre") && name != "/pre";
        if BLOCKS.contains(&name) {
            out.push('\n');
        }
        rest = behind.strip_prefix('>').unwrap_or(behind);
    }
}

/// Where a tag ends: at the first `>` that is not within quotes.
fn end_of_tag(tag: &str) -> usize {
    let mut quoted = false;
    let end = tag.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    end.unwrap_or(tag.len())
}

/// Ours are the only entities in finished HTML. The ampersand comes last: what it makes is no entity.
fn decoded(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&#x27;", "'").replace("&#39;", "'").replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}

/// No empty lines, no space around lines.
fn tidy(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Options, render};

    #[test]
    fn only_the_words_stay() {
        let html =
            render("Take *the* [rope](x.md)\n& `a < b`.\n\n- one\n- \"two\"\n\n```\nc\nd\n```\n", &Options::default())
                .html;
        assert_eq!(words(&html), "Take the rope & a < b.\none\n“two”\nc\nd");
        assert_eq!(without_tags("a<img alt=\"x > y\">b<br>c"), "ab\nc");
    }
}
