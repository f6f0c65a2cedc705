//! Makes HTML that somebody wrote harmless: an allow-list on the whole text, so that nothing depends on how its parts fit.

use std::borrow::Cow;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::address::SCHEMES;
use super::html::{Hole, Html};
use super::tags::tags;
use crate::diag::{Wrong, codes};
use crate::source::Digest;

/// What a text may contain, and what this module writes itself. No first heading: that is the title of the page.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// What goes with all that is in it.
const WITH_CONTENT: &[&str] =
    &["script", "style", "iframe", "object", "noscript", "template", "textarea", "title", "svg", "math", "select"];

/// Attributes of any tag; beside them, those that begin with `aria-`.
const ATTRIBUTES: &[&str] = &["class", "dir", "id", "lang", "role", "title"];

/// Attributes of single tags.
const TAG_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang", "rel", "name"]),
    ("img", &["src", "alt", "width", "height", "loading", "decoding"]),
    ("input", &["type", "checked", "disabled"]),
    ("ol", &["start", "reversed", "type"]),
    ("li", &["value"]),
    ("td", &["colspan", "rowspan", "headers"]),
    ("th", &["colspan", "rowspan", "headers", "scope", "abbr"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("time", &["datetime"]),
    ("del", &["datetime"]),
    ("ins", &["datetime"]),
    ("data", &["value"]),
    ("details", &["open", "name"]),
];

/// The deepest that tags can be nested, and the most that may stay open: the sanitizer's time grows with their square.
const MOST_OPEN: usize = 200;
/// The most attributes of one tag.
const MOST_ATTRIBUTES: usize = 40;

/// Whether a tag stays.
pub(super) fn allows_tag(tag: &str) -> bool {
    TAGS.contains(&tag)
}

/// Whether an attribute of a tag stays.
pub(super) fn allows(tag: &str, attribute: &str) -> bool {
    let own = TAG_ATTRIBUTES.iter().find(|(t, _)| *t == tag).is_some_and(|(_, names)| names.contains(&attribute));
    own || ATTRIBUTES.contains(&attribute) || attribute.starts_with("aria-")
}

static POLICY: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut policy = Builder::new();
    policy
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(WITH_CONTENT.iter().copied().collect())
        .generic_attributes(ATTRIBUTES.iter().copied().collect())
        .add_generic_attribute_prefixes(["aria-"])
        .tag_attributes(TAG_ATTRIBUTES.iter().map(|(tag, names)| (*tag, names.iter().copied().collect())).collect())
        .url_schemes(SCHEMES.iter().copied().chain(["x-hole"]).collect())
        .url_relative(UrlRelative::Custom(Box::new(within_page)))
        .link_rel(None);
    // Any box is a ticked or empty one: a text has no forms.
    policy.set_tag_attribute_value("input", "type", "checkbox").set_tag_attribute_value("input", "disabled", "");
    for tag in ["pre", "div"] {
        policy.add_tag_attribute_values(tag, "tabindex", ["0"]);
    }
    policy
});

/// Links within the page stay. Relative ones are holes by now; one that is not was hidden and goes.
fn within_page(url: &str) -> Option<Cow<'_, str>> {
    url.starts_with('#').then_some(Cow::Borrowed(url))
}

/// Cleans HTML that contains something that somebody wrote; `source` is the Markdown.
pub(super) fn clean(html: &Html, source: &str) -> Result<Html, Wrong> {
    // Nobody can write a text that contains its own digest: so nobody can forge a mark.
    let mark = format!("x-hole:{}.", Digest::of(source.as_bytes()).hex(32));
    let marked = marked(html, &mark);
    guard(&marked)?;
    Ok(split(&POLICY.clean(&marked).to_string(), &mark, html.holes()))
}

/// HTML with a marker in the place of each hole.
fn marked(html: &Html, mark: &str) -> String {
    let mut out = String::with_capacity(html.text().len() + html.holes().len() * 64);
    let mut number = 0;
    html.fill(&mut out, |hole, out| {
        let (before, after) = around(hole);
        out.push_str(&format!("{before}{mark}{number}.{after}"));
        number += 1;
    });
    out
}

/// What stands around the marker of a hole.
fn around(hole: Hole) -> (&'static str, &'static str) {
    match hole {
        Hole::Link(_) => (" href=\"", "\""),
        Hole::Image(_) => (" src=\"", "\""),
        Hole::Word(_) => ("", ""),
    }
}

/// HTML with holes in the place of markers.
fn split(cleaned: &str, mark: &str, holes: &[(usize, Hole)]) -> Html {
    let mut html = Html::sized(cleaned.len() / 2);
    let mut parts = cleaned.split(mark);
    let mut before = parts.next().unwrap_or_default();
    for part in parts {
        let (number, after) = part.split_once('.').unwrap_or(("", part));
        let hole = number.parse().ok().and_then(|n: usize| holes.get(n)).map(|(_, hole)| *hole);
        let (start, end) = hole.map_or(("", ""), around);
        match (before.strip_suffix(start), after.strip_prefix(end), hole) {
            (Some(text), Some(rest), Some(hole)) => {
                html.push(text);
                html.hole(hole);
                before = rest;
            }
            // A marker that has lost its attribute stands in a text: it goes.
            _ => {
                html.push(before);
                before = after;
            }
        }
    }
    html.push(before);
    html
}

/// Refuses HTML on which the sanitizer would take very long.
fn guard(html: &str) -> Result<(), Wrong> {
    let mut open: Vec<String> = Vec::new();
    for tag in tags(html).filter(|tag| !stands_alone(&tag.name)) {
        if tag.attributes.len() > MOST_ATTRIBUTES || open.len() > MOST_OPEN {
            return Err(too_much(&tag.name));
        }
        if tag.end {
            close(&mut open, &tag.name);
        } else {
            while open.last().is_some_and(|last| closed_by(&tag.name).contains(&last.as_str())) {
                open.pop();
            }
            open.push(tag.name);
        }
    }
    Ok(())
}

/// Closes an element as a browser does, or leaves more open than that: never less.
fn close(open: &mut Vec<String>, name: &str) {
    let Some(at) = open.iter().rposition(|tag| tag == name) else { return };
    if open[at + 1..].iter().any(|tag| WALLS.contains(&tag.as_str())) {
        return;
    }
    if FORMATTING.contains(&name) {
        open.remove(at);
        return;
    }
    // What forms text outlives the element that it was opened in.
    let inner = open.split_off(at);
    open.extend(inner.into_iter().skip(1).filter(|tag| FORMATTING.contains(&tag.as_str())));
}

/// No end tag reaches through these.
const WALLS: &[&str] =
    &["table", "caption", "template", "marquee", "object", "applet", "button", "svg", "math", "select"];

/// Elements that are opened anew behind the end of what they stand in.
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

fn too_much(tag: &str) -> Wrong {
    let message = format!(
        "The HTML in this text opens too many tags without closing them, or gives one too many attributes (at `<{tag}>`)."
    );
    Wrong::new(&codes::TOO_DEEP, message).help(format!("Close each tag: `</{tag}>`. Or write the text in Markdown."))
}

/// Tags without an end tag.
fn stands_alone(tag: &str) -> bool {
    const ALONE: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    ];
    ALONE.contains(&tag)
}

/// What a start tag closes if it is directly around.
fn closed_by(tag: &str) -> &'static [&'static str] {
    match tag {
        "p" => &["p"],
        "li" => &["p", "li"],
        "dd" | "dt" => &["p", "dd", "dt"],
        "td" | "th" => &["p", "td", "th"],
        "tr" => &["p", "td", "th", "tr"],
        "option" => &["option"],
        _ => &[],
    }
}
