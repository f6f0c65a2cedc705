//! A page of the plan becomes a file of the website.

use super::{Renderer, relative};
use crate::diag::{Diagnostic, Span, Wrong};
use crate::output::Body;
use crate::plan::{CardView, Page, View};
use crate::source::SitePath;
use crate::view::Text;

/// A file, and what went wrong with it.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// Where it goes.
    pub path: String,
    /// What is in it; empty where its template failed.
    pub body: Body,
    /// The file of the item whose page it is.
    pub source: Option<SitePath>,
    /// Why its template failed, at the item whose page it is.
    pub problem: Option<Diagnostic>,
}

/// A card as HTML, and what went wrong with it.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// An item of a list; empty where the template failed.
    pub html: Text,
    /// Why it failed, at the item.
    pub problem: Option<Diagnostic>,
}

impl Renderer {
    /// Draws a card.
    pub fn card(&self, view: &CardView) -> Drawn {
        match self.card_html(view) {
            Ok(html) => Drawn { html: String::from_utf8_lossy(&html).trim().into(), problem: None },
            Err(wrong) => {
                let wrong = Wrong { message: format!("the card: {}", wrong.message), ..wrong };
                Drawn { html: "".into(), problem: Some(wrong.at(Span::default()).at(&view.source)) }
            }
        }
    }

    /// Renders a page. `base` is the base path where links are to be relative.
    pub fn page(&self, page: &Page, base: Option<&str>) -> Rendered {
        let made = match &page.view {
            View::Html(template, view) => self.html(template, view).map(|html| linked(html, page, base)),
            View::Redirect(view) => self.redirect(view).map(|html| linked(html, page, base)),
            View::Atom(feed) => self.atom(feed),
            View::JsonFeed(feed) => Ok(self.json_feed(feed)),
            View::Opml(opml) => self.opml(opml),
            View::Sitemap(map) => self.sitemap(map),
            View::Robots(sitemap) => self.robots(sitemap),
            View::Bytes(bytes) => Ok(bytes.clone()),
            View::Copy(path) => {
                let source = page.source.clone();
                return Rendered { path: page.path.clone(), body: Body::Copy(path.clone()), source, problem: None };
            }
        };
        let (bytes, wrong) = made.map_or_else(|wrong| (Vec::new(), Some(wrong)), |bytes| (bytes, None));
        Rendered {
            path: page.path.clone(),
            body: Body::Bytes(bytes.into()),
            source: page.source.clone(),
            problem: wrong.map(|wrong| at_item(wrong, page)),
        }
    }
}

fn linked(html: Vec<u8>, page: &Page, base: Option<&str>) -> Vec<u8> {
    match base {
        Some(base) => relative(html, &page.path, base),
        None => html,
    }
}

/// The problem at the item whose page failed; pages without an item are those of the whole site.
fn at_item(wrong: Wrong, page: &Page) -> Diagnostic {
    let wrong = Wrong { message: format!("the page `/{}`: {}", page.path, wrong.message), ..wrong };
    wrong.at(Span::default()).at(page.source.as_ref().unwrap_or(&"site.yaml".into()))
}
