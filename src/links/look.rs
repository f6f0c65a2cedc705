//! Which addresses a file of the website names, and which anchors it has.

use std::collections::BTreeSet;

use lol_html::html_content::Element;
use lol_html::{HtmlRewriter, Settings, element};

/// The attributes that hold one address.
const ADDRESSES: [&str; 6] = ["href", "src", "poster", "action", "data", "cite"];
/// The names of `<meta>` elements whose content is an address.
const META: [&str; 5] = ["og:image", "og:url", "og:audio", "og:video", "twitter:image"];
/// What is read as text in which full addresses stand.
const TEXTS: [&str; 5] = [".xml", ".json", ".ics", ".txt", ".webmanifest"];

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The addresses, each once.
    pub(super) links: BTreeSet<String>,
    /// The anchors, if it is a page.
    pub(super) anchors: Option<BTreeSet<String>>,
}

/// Looks into a file.
pub(super) fn look(path: &str, bytes: &[u8]) -> Found {
    let texts = |links| Found { links, anchors: None };
    match path {
        path if path.ends_with(".html") => page(bytes),
        path if path.ends_with(".css") => texts(sheet(&String::from_utf8_lossy(bytes))),
        path if TEXTS.iter().any(|ending| path.ends_with(ending)) => {
            // A long line of a calendar file goes on behind a line break and a space.
            texts(full(&String::from_utf8_lossy(bytes).replace("\r\n ", "")))
        }
        _ => Found::default(),
    }
}

fn page(bytes: &[u8]) -> Found {
    let (mut links, mut anchors) = (BTreeSet::new(), BTreeSet::new());
    let handlers = vec![element!("*", |element| {
        addresses(element, &mut links);
        let named = (element.tag_name() == "a").then(|| element.get_attribute("name")).flatten();
        anchors.extend(element.get_attribute("id").into_iter().chain(named).map(|name| decoded(&name)));
        Ok(())
    })];
    let settings = Settings { element_content_handlers: handlers, ..Settings::new() };
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    // Only a limit on memory or a handler could make it fail; here there is neither.
    let _ = rewriter.write(bytes).and_then(|()| rewriter.end());
    Found { links, anchors: Some(anchors) }
}

fn addresses(element: &Element<'_, '_>, links: &mut BTreeSet<String>) {
    let attribute = |name: &str| element.get_attribute(name).map(|value| decoded(value.trim()));
    let preconnects = element.tag_name() == "link" && attribute("rel").is_some_and(|rel| rel.contains("connect"));
    links.extend(ADDRESSES.iter().filter(|_| !preconnects).filter_map(|name| attribute(name)));
    links.extend(attribute("srcset").iter().flat_map(|set| candidates(set)));
    if element.tag_name() == "meta"
        && let Some(content) = attribute("content")
    {
        let name = attribute("property").or_else(|| attribute("name"));
        let is_refresh = attribute("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh"));
        let refresh = is_refresh.then(|| content.split_once("url=").map(|(_, url)| url.trim().to_owned())).flatten();
        links.extend(refresh);
        links.extend(name.is_some_and(|name| META.contains(&&*name)).then_some(content));
    }
}

/// The addresses of a `srcset`, in which a comma may be a part of an address, but not its end (HTML, "parse a srcset attribute").
fn candidates(set: &str) -> Vec<String> {
    let (mut found, mut rest) = (Vec::new(), set);
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let (url, behind) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
        if url.is_empty() {
            return found;
        }
        let address = url.trim_end_matches(',');
        found.push(address.to_owned());
        rest = if address == url { behind.split_once(',').map_or("", |(_, next)| next) } else { behind };
    }
}

/// `url(…)` in a style sheet.
fn sheet(text: &str) -> BTreeSet<String> {
    let inside = text.match_indices("url(").filter_map(|(at, start)| text[at + start.len()..].split(')').next());
    let urls = inside.map(|url| url.trim().trim_matches(['"', '\'']).to_owned());
    urls.filter(|url| !url.is_empty() && !url.starts_with("data:")).collect()
}

/// The full addresses in a text, also in HTML that is written as text in it.
fn full(text: &str) -> BTreeSet<String> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | '\\' | '|' | '`' | '{' | '}');
    let (mut found, mut rest) = (BTreeSet::new(), text);
    while let Some(at) = ["https://", "http://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
        let (address, behind) = rest[at..].split_at(rest[at..].find(ends).unwrap_or(rest.len() - at));
        // `https://x.org/{id}` is a pattern of addresses.
        if !behind.starts_with('{') {
            found.insert(sentence(&inner(address)).to_owned());
        }
        rest = behind;
    }
    found
}

/// An address without what belongs to the sentence in which it stands.
fn sentence(address: &str) -> &str {
    address.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '*'])
}

/// An address without the end of an attribute that is written as text: `https://x.org/&quot;&gt;`.
fn inner(address: &str) -> String {
    let quotes = ["&quot;", "&#", "&lt;", "&gt;", "&apos;"];
    let end = quotes.iter().filter_map(|quote| address.find(quote)).min().unwrap_or(address.len());
    address[..end].replace("&amp;", "&")
}

/// The value of an attribute as it is meant: `&amp;` is `&`.
fn decoded(value: &str) -> String {
    let mut parts = value.split('&');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(';').and_then(|(name, rest)| Some((character(name)?, rest))) {
            Some((c, rest)) => {
                text.push(c);
                text.push_str(rest);
            }
            None => {
                text.push('&');
                text.push_str(part);
            }
        }
    }
    text
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
            hex.unwrap_or_else(|| number.parse()).ok().and_then(char::from_u32)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(path: &str, text: &str) -> Vec<String> {
        look(path, text.as_bytes()).links.into_iter().collect()
    }

    #[test]
    fn all_addresses_of_a_page() {
        let html = "<a href='/a/?x=1&amp;y=2#&#x62;'>a</a><img src=b.png srcset='c.png 1x, d.png 2x'>\
            <meta property=og:image content=https://x.org/e.png><meta name=description content=/no/>\
            <meta http-equiv=refresh content='0; url=/f/'><link rel=preconnect href=https://no.example>\
            <script>'<a href=/no/>'</script><!-- <a href=/no/> --><a name=old id=new>";
        let found = look("x.html", html.as_bytes());
        let expected = ["/a/?x=1&y=2#b", "/f/", "b.png", "c.png", "d.png", "https://x.org/e.png"];
        assert_eq!(found.links.into_iter().collect::<Vec<_>>(), expected);
        assert_eq!(found.anchors.unwrap().into_iter().collect::<Vec<_>>(), ["new", "old"]);
    }

    #[test]
    fn full_addresses_of_other_files() {
        let feed = "<link href=\"https://x.org/a?b&amp;c\"/>&lt;a href=&quot;https://x.org/d/&quot;&gt;";
        assert_eq!(links("feed.xml", feed), ["https://x.org/a?b&c", "https://x.org/d/"]);
        assert_eq!(links("a.ics", "URL:https://x.org/lo\r\n ng/\r\nX:1"), ["https://x.org/long/"]);
        let text = "(all at https://x.org/e/) https://x.org/f. https://x.org/{id} https://y.org/2024/https://x.org/g/";
        assert_eq!(
            links("a.txt", text),
            ["https://x.org/e/", "https://x.org/f", "https://y.org/2024/https://x.org/g/"]
        );
        let set = "<img srcset='https://y.org/w_4,c_fill/a.jpg 400w, b.jpg, c.jpg 2x,d.jpg'>";
        assert_eq!(links("x.html", set), ["b.jpg", "c.jpg", "d.jpg", "https://y.org/w_4,c_fill/a.jpg"]);
        assert_eq!(links("a.css", "a{b:url( 'x.png' )} c{d:url(data:x)}"), ["x.png"]);
        assert!(look("a.js", b"https://x.org/").links.is_empty());
    }
}
