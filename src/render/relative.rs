//! Pages that work from `file://`: addresses that begin at the root of the site become relative ones.

use lol_html::html_content::Element;
use lol_html::{RewriteStrSettings, element, rewrite_str};

use crate::output::file_at;

/// The attributes that hold one address.
const ADDRESSES: [&str; 5] = ["href", "src", "poster", "action", "data"];

/// Rewrites every address of a finished page that begins with `base` (`/`, `/hub/`). `page` is where the page goes, relative to
/// the output folder: `events/night/index.html`. Folders get `index.html`, since nobody adds it when a file is opened.
pub fn relative(html: Vec<u8>, page: &str, base: &str) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(&html) else { return html };
    let place = Place { up: "../".repeat(page.matches('/').count()), base };
    let handlers = vec![element!("*", |element| {
        rewrite(element, &place);
        Ok(())
    })];
    rewrite_str(text, RewriteStrSettings { element_content_handlers: handlers, ..RewriteStrSettings::new() })
        .map_or(html, String::into_bytes)
}

struct Place<'a> {
    up: String,
    base: &'a str,
}

fn rewrite(element: &mut Element<'_, '_>, place: &Place<'_>) {
    for name in ADDRESSES {
        replace(element, name, |value| place.address(value));
    }
    replace(element, "srcset", |value| place.list(value));
    if element.tag_name() == "script" && element.get_attribute("type").as_deref() == Some("module") {
        // Browsers load no modules from a folder. Ours import nothing, so as plain scripts they do the same.
        element.remove_attribute("type");
        let _ = element.set_attribute("defer", "");
    }
    if element.tag_name() == "meta" {
        replace(element, "content", |value| place.refresh(value));
    }
}

fn replace(element: &mut Element<'_, '_>, name: &str, f: impl FnOnce(&str) -> Option<String>) {
    if let Some(new) = element.get_attribute(name).as_deref().and_then(f) {
        // Only an attribute name that HTML forbids is refused, and these are ours.
        let _ = element.set_attribute(name, &new);
    }
}

impl Place<'_> {
    /// The relative address, if this one begins at the root of the site.
    fn address(&self, url: &str) -> Option<String> {
        let rest = url.trim().strip_prefix(self.base)?;
        if rest.starts_with('/') {
            return None;
        }
        let (path, tail) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
        Some(format!("{}{}{tail}", self.up, file_at(path)))
    }

    /// The same for `a.png 1x, b.png 2x`.
    fn list(&self, set: &str) -> Option<String> {
        let one = |part: &str| {
            let (url, size) = part.trim().split_once(' ').unwrap_or((part.trim(), ""));
            let url = self.address(url).unwrap_or_else(|| url.to_owned());
            format!("{url} {size}").trim_end().to_owned()
        };
        Some(set.split(',').map(one).collect::<Vec<_>>().join(", "))
    }

    /// The same for `0; url=/there/`.
    fn refresh(&self, content: &str) -> Option<String> {
        let (wait, url) = content.split_once("url=")?;
        wait.trim().trim_end_matches(';').parse::<u32>().ok()?;
        Some(format!("{wait}url={}", self.address(url)?))
    }
}

#[cfg(test)]
mod tests {
    fn said(html: &str, page: &str, base: &str) -> String {
        String::from_utf8(super::relative(html.into(), page, base)).unwrap()
    }

    #[test]
    fn addresses_of_the_site_become_relative() {
        let html = r##"<a href="/hub/events/?x=1&amp;y=2#top">a</a><img src="/hub/a.png" srcset="/hub/a.png 1x, /hub/b.png 2x">"##;
        let there = r##"<a href="../../events/index.html?x=1&amp;y=2#top">a</a><img src="../../a.png" srcset="../../a.png 1x, ../../b.png 2x">"##;
        assert_eq!(said(html, "events/night/index.html", "/hub/"), there);
    }

    #[test]
    fn others_stay() {
        for html in [
            r#"<a href="https://x.org/">x</a>"#,
            r#"<a href="//x.org/">x</a>"#,
            r##"<a href="#main">x</a>"##,
            r#"<a href="mailto:x@example.org">x</a>"#,
            r#"<meta content="/not an address">"#,
        ] {
            assert_eq!(said(html, "a/index.html", "/"), html);
        }
    }

    #[test]
    fn modules_become_plain_scripts() {
        let html =
            r#"<script type="module" src="/assets/site.js"></script><script type="application/ld+json">{}</script>"#;
        let there =
            r#"<script src="../assets/site.js" defer=""></script><script type="application/ld+json">{}</script>"#;
        assert_eq!(said(html, "a/index.html", "/"), there);
    }

    #[test]
    fn home_and_redirects() {
        assert_eq!(said(r#"<a href="/">x</a>"#, "404.html", "/"), r#"<a href="index.html">x</a>"#);
        let html = r#"<meta http-equiv="refresh" content="0; url=/new/">"#;
        assert_eq!(
            said(html, "old/index.html", "/"),
            r#"<meta http-equiv="refresh" content="0; url=../new/index.html">"#
        );
    }
}
