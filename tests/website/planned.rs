//! The pages that the program plans for a site, before anything is drawn: which there are, and what templates receive for each.
#![allow(dead_code, unreachable_pub, reason = "each test uses a part of it")]

#[path = "../hub/mod.rs"]
mod hub;

use std::collections::BTreeMap;

use lyceum::plan::{self, CardId, Page, PageId, View};
use lyceum::source::Tree;
use lyceum::view::{Body, HtmlView, Text};
use serde_json::{Value, json};

/// Goes through all pages of a site. Lists have a sign in place of each card.
pub fn each(tree: &Tree, now: &str, mut look: impl FnMut(&PageId, Page)) {
    let (site, theme) = hub::resolved(tree, now);
    let outline = plan::outline(site, &theme, tree);
    let cards: Vec<(CardId, Text)> = outline.cards().into_iter().map(|id| (id, "<card>".into())).collect();
    let pages = outline.draw(cards);
    pages.pages.iter().for_each(|id| look(id, pages.page(id)));
}

/// The name of what a page is: `Item`, `Month`.
pub fn name(id: &PageId) -> String {
    format!("{id:?}").split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
}

/// The kind whose page it is; empty where it is that of no kind.
fn kind(view: &View) -> Text {
    match view {
        View::Html(_, html) => match &html.view {
            Body::Item(item) => item.card.kind.clone(),
            Body::List(list) => list.kind.clone(),
            _ => Text::default(),
        },
        _ => Text::default(),
    }
}

/// All HTML pages of a site as JSON, for scripts that look at them: file, what sort of page it is, template, kind.
pub fn html(tree: &Tree, now: &str) -> Value {
    let mut all = Vec::new();
    each(tree, now, |id, page| {
        if page.path.ends_with(".html") && !matches!(page.view, View::Copy(_) | View::Bytes(_)) {
            let (template, kind) = (page.template().to_owned(), kind(&page.view));
            all.push(json!({"file": page.path, "page": name(id), "template": template, "kind": kind}));
        }
    });
    Value::Array(all)
}

/// What templates receive, by template: each view as JSON.
pub fn views(tree: &Tree, now: &str) -> BTreeMap<String, Vec<Value>> {
    let mut all: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    each(tree, now, |_, page| {
        if let View::Html(template, view) = &page.view {
            let view: &HtmlView = view;
            all.entry(template.to_string()).or_default().push(serde_json::to_value(view).unwrap());
        }
    });
    all
}
