//! HTML of descriptions as Markdown: paragraphs, lists, links, emphasis; all other tags go, their text stays.

use super::plain::{inline, tidy};

/// Tags by which a text is known to be HTML.
const MARKS: [&str; 14] =
    ["<br", "<p>", "<p ", "<a ", "<b>", "<i>", "<ul", "<ol", "<li", "<div", "<span", "<html", "<strong>", "<em>"];

/// Tags that begin on a new line, with what is written then.
const BLOCKS: [(&str, &str); 16] = [
    ("br", "\n"),
    ("p", "\n\n"),
    ("div", "\n"),
    ("ul", "\n\n"),
    ("ol", "\n\n"),
    ("li", "\n- "),
    ("tr", "\n"),
    ("table", "\n\n"),
    ("blockquote", "\n\n"),
    ("hr", "\n\n"),
    ("h1", "\n\n## "),
    ("h2", "\n\n## "),
    ("h3", "\n\n### "),
    ("h4", "\n\n#### "),
    ("h5", "\n\n"),
    ("h6", "\n\n"),
];

/// Tags that make a word stand out.
const INLINE: [(&str, &str); 5] = [("b", "**"), ("strong", "**"), ("i", "*"), ("em", "*"), ("code", "")];

/// Elements whose content nobody reads.
const HIDDEN: [&str; 4] = ["style", "script", "head", "title"];

/// A tag is not longer, in bytes, and the name of a character neither: so that what never ends is not searched again and again.
const MOST_TAG: usize = 4_096;
const MOST_NAME: usize = 12;

/// The beginning of a text.
fn near(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// Whether a text is HTML.
pub(super) fn is_html(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    MARKS.iter().any(|mark| lower.contains(mark))
}

/// The Markdown of HTML.
pub(super) fn markdown(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    // Some calendars mix lines of plain text with tags.
    let lines = !["<br", "<p>", "<p ", "<div"].iter().any(|mark| lower.contains(mark));
    let mut reader = Reader { out: String::new(), lines, link: None, hidden: None };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        reader.text(text);
        let is_tag = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match near(tag, MOST_TAG).find('>').filter(|_| is_tag) {
            Some(end) => {
                reader.tag(&tag[1..end]);
                rest = &tag[end + 1..];
            }
            None => {
                reader.text("<");
                rest = &tag[1..];
            }
        }
    }
    reader.text(rest);
    tidy(&hard_breaks(&reader.out))
}

struct Reader {
    out: String,
    lines: bool,
    /// The address of the link that is open, and where its text begins.
    link: Option<(String, usize)>,
    hidden: Option<&'static str>,
}

impl Reader {
    fn text(&mut self, text: &str) {
        if self.hidden.is_some() || text.is_empty() {
            return;
        }
        let text = entities(text);
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.out.push(if self.lines { '\n' } else { ' ' });
            }
            let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
            let space = |edge: bool| if edge && !line.is_empty() { " " } else { "" };
            let fresh = self.out.is_empty() || self.out.ends_with(['\n', ' ']);
            let lead = space(line.starts_with(char::is_whitespace) && !fresh);
            let tail = space(line.ends_with(char::is_whitespace) && !words.is_empty());
            let words = if self.link.is_some() { words.replace(['[', ']'], "") } else { inline(&words) };
            self.out += &format!("{lead}{words}{tail}");
        }
    }

    fn tag(&mut self, tag: &str) {
        let (tag, closing) = tag.strip_prefix('/').map_or((tag, false), |tag| (tag, true));
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let name = tag[..end].to_ascii_lowercase();
        if let Some(hidden) = self.hidden {
            self.hidden = (!(closing && name == hidden)).then_some(hidden);
            return;
        }
        let of = |table: &[(&str, &'static str)]| table.iter().find(|(tag, _)| *tag == name).map(|(_, mark)| *mark);
        match (name.as_str(), closing) {
            ("a", false) => self.link = attribute(tag, "href").map(|href| (href, self.out.len())),
            ("a", true) => self.close_link(),
            (_, false) if HIDDEN.contains(&name.as_str()) => {
                self.hidden = HIDDEN.into_iter().find(|hidden| *hidden == name);
            }
            _ => match of(&BLOCKS) {
                Some(mark) if !closing => self.out += mark,
                Some(mark) => self.out += mark.trim_end_matches(|c| c != '\n'),
                None => self.emphasis(of(&INLINE).unwrap_or_default(), closing),
            },
        }
    }

    /// A mark stands at the words, not at the space beside them.
    fn emphasis(&mut self, mark: &str, closing: bool) {
        if !closing || mark.is_empty() {
            self.out += mark;
            return;
        }
        let words = self.out.trim_end().len();
        let space = self.out.split_off(words);
        match self.out.strip_suffix(mark) {
            Some(before) => self.out.truncate(before.len()),
            None => self.out += mark,
        }
        self.out += &space;
    }

    fn close_link(&mut self) {
        let Some((href, at)) = self.link.take() else { return };
        let text = self.out.get(at..).unwrap_or_default().trim().to_owned();
        let web = href.starts_with("https://") || href.starts_with("http://");
        let clean = !href.contains(['<', '>', '\n', '\\', '"']) && !href.contains(char::is_whitespace);
        if !web || !clean || text.contains('\n') {
            return;
        }
        self.out.truncate(at);
        let bare = text.is_empty() || text == href || format!("{text}/") == href || text.starts_with("http");
        self.out += &if bare { format!("<{href}>") } else { format!("[{}](<{href}>)", inline(&text)) };
    }
}

/// A line break within a paragraph stays one.
fn hard_breaks(text: &str) -> String {
    let lines = without_gaps(text);
    let block = |line: &str| line.is_empty() || line.starts_with("- ") || line.starts_with('#');
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1).copied().unwrap_or_default();
        let entry = line.starts_with("- ");
        out += line;
        out += match (block(line), block(next)) {
            (false, false) => "\\\n",
            (false, true) | (true, _) if next.starts_with("- ") && !entry => "\n\n",
            _ => "\n",
        };
    }
    out
}

/// The lines, without those that are empty between two entries of a list.
fn without_gaps(text: &str) -> Vec<&str> {
    let mut kept: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("- ") {
            let entry = kept.iter().rposition(|line| !line.is_empty()).filter(|at| kept[*at].starts_with("- "));
            kept.truncate(entry.map_or(kept.len(), |at| at + 1));
        }
        kept.push(line);
    }
    kept
}

/// An attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.to_ascii_lowercase().find(&format!("{name}="))? + name.len() + 1;
    let rest = &tag[at..];
    let value = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next()?,
        _ => rest.split_whitespace().next()?,
    };
    Some(entities(value).trim().to_owned())
}

/// The entities that descriptions have; others stay as they are.
const ENTITIES: [(&str, &str); 14] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("rdquo", "”"),
    ("ldquo", "“"),
    ("bull", "•"),
];

fn entities(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out += before;
        let name = near(&from[1..], MOST_NAME).split_once(';').map(|(name, _)| name);
        match name.and_then(|name| Some((name, character(name)?))) {
            Some((name, character)) => {
                out += &character;
                rest = &from[name.len() + 2..];
            }
            None => {
                out.push('&');
                rest = &from[1..];
            }
        }
    }
    out + rest
}

fn character(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
        let code = hex.unwrap_or_else(|| number.parse()).ok()?;
        return char::from_u32(code).filter(|c| !c.is_control()).map(String::from);
    }
    ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn becomes_markdown() {
        let html = "<p>Soup &amp; <b>bread </b>for all.<br>See <a href=\"https://x.org/?a=1&amp;b=2\">the plan</a>.</p>\n\
                    <ul><li>a spoon</li><li>a <i>bowl</i></li></ul><style>p {}</style>";
        let expected =
            "Soup \\& **bread** for all.\\\nSee [the plan](<https://x.org/?a=1&b=2>).\n\n- a spoon\n- a *bowl*";
        assert_eq!(markdown(html), expected);
        assert!(is_html(html) && !is_html("a < b and c > d"));
    }

    #[test]
    fn lines_with_some_tags() {
        assert_eq!(
            markdown("One <b>bold</b> line\ntwo < three\n<a href='https://x.org/'>https://x.org</a>"),
            "One **bold** line\\\ntwo \\< three\\\n<https://x.org/>"
        );
        assert_eq!(
            markdown("<b></b><script>alert(1)</script><a href=\"javascript:x\">go</a> &bogus; &#x263a;"),
            "go \\&bogus; ☺"
        );
    }
}
