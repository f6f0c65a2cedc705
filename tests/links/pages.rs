//! What a page links to, which ids it has, and what it must not contain.

use std::collections::BTreeSet;

use scraper::node::Element;
use scraper::{Html, Node};

/// What was found in a page.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) urls: Vec<String>,
    pub(crate) ids: BTreeSet<String>,
    pub(crate) wrong: Vec<String>,
}

/// Reads a page.
pub(crate) fn read(html: &str) -> Found {
    let page = Html::parse_document(html);
    let mut found = Found::default();
    for node in page.tree.nodes() {
        if let Node::Element(element) = node.value() {
            found.element(element);
        }
    }
    found
}

impl Found {
    fn element(&mut self, element: &Element) {
        for (name, value) in element.attrs() {
            match name {
                "href" | "src" | "poster" | "action" => self.urls.push(value.to_owned()),
                "srcset" => self.urls.extend(candidates(value)),
                "style" => self.wrong.push(format!("style={value:?}")),
                _ if name.starts_with("on") => self.wrong.push(format!("{name}={value:?}")),
                _ => {}
            }
        }
        if let Some(id) = element.id() {
            self.id(id);
        }
        self.runs(element);
    }

    fn id(&mut self, id: &str) {
        if id.is_empty() || id.contains(char::is_whitespace) {
            self.wrong.push(format!("id={id:?}"));
        }
        if !self.ids.insert(id.to_owned()) {
            self.wrong.push(format!("two elements have the id {id:?}"));
        }
    }

    /// Scripts, styles and fonts come from the website itself.
    fn runs(&mut self, element: &Element) {
        let elsewhere = |name: &str| element.attr(name).filter(|url| url.starts_with("http") || url.starts_with("//"));
        match element.name() {
            "script" if element.attr("src").is_none() && element.attr("type") != Some("application/ld+json") => {
                self.wrong.push("a script stands in the page".to_owned());
            }
            "script" => self.wrong.extend(elsewhere("src").map(|url| format!("a script from {url}"))),
            "link" if matches!(element.attr("rel"), Some("stylesheet" | "preload" | "icon" | "modulepreload")) => {
                self.wrong.extend(elsewhere("href").map(|url| format!("a style or font from {url}")));
            }
            "style" | "iframe" | "object" | "embed" => {
                self.wrong.push(format!("<{}> stands in the page", element.name()));
            }
            _ => {}
        }
    }
}

fn candidates(srcset: &str) -> Vec<String> {
    srcset.split(',').filter_map(|one| one.split_whitespace().next()).map(ToOwned::to_owned).collect()
}
