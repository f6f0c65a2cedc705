//! Rendering: a view and a template become a page. The only module that knows Tera and lol_html.

mod feed;
mod filters;
mod load;
mod page;
mod relative;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, Tera, Value};

use crate::diag::{Diagnostic, Wrong, codes};
use crate::plan::CardView;
use crate::source::Digest;
use crate::theme::{Asset, Theme};
use crate::view::{FeedView, HtmlView, OpmlView, RedirectView, SiteView, SitemapView, Text};

pub use page::{Drawn, Rendered};
pub use relative::relative;

/// All templates, read once, with what every page knows.
#[derive(Clone)]
pub struct Renderer {
    tera: Tera,
    /// The words of each language.
    words: BTreeMap<String, Value>,
    /// The language of `t` where a page does not differ.
    language: Text,
    title: Text,
    tokens: Option<Arc<Asset>>,
    key: Digest,
}

impl std::fmt::Debug for Renderer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Renderer").field("key", &self.key).finish_non_exhaustive()
    }
}

impl Renderer {
    /// Reads all templates. Those that cannot be read are reported, and the built-in ones stand in for them.
    pub fn new(theme: &Theme, site: &SiteView) -> (Self, Vec<Diagnostic>) {
        let (mut tera, mut problems) = load::templates(theme);
        let tokens = tokens(&tera, site, &mut problems);
        let words: BTreeMap<String, Value> =
            theme.words.languages().map(|l| (l.to_owned(), Value::from_serializable(&theme.words.table(l)))).collect();
        let global = tera.global_context();
        global.insert("site", site);
        global.insert("assets", &addresses(theme, site, tokens.as_deref()));
        global.insert_value("t", in_language(&words, &site.language).unwrap_or_else(Value::none));
        let key = key(theme, site);
        let (language, title) = (site.language.clone(), site.title.clone());
        (Self { tera, words, language, title, tokens, key }, problems)
    }

    /// The digest of everything beside the view that decides what a page looks like: theme, site, tokens.
    pub fn key(&self) -> Digest {
        self.key
    }

    /// Whether the theme has this template: `item/event.html`.
    pub fn has(&self, template: &str) -> bool {
        self.tera.contains_template(template)
    }

    /// The style sheet with the tokens that the site sets: an asset beside those of the theme.
    pub fn tokens(&self) -> Option<&Asset> {
        self.tokens.as_deref()
    }

    /// A page.
    ///
    /// # Errors
    /// `TEMPLATE_FAILED` if the template is not there, or asks for something that the view does not have.
    pub fn html(&self, template: &str, view: &HtmlView) -> Result<Vec<u8>, Wrong> {
        let mut context = Context::new();
        context.insert("page", &view.page);
        context.insert("view", &view.view);
        self.say_in(&view.page.language, &mut context);
        self.render(template, &context)
    }

    /// A card, as an item of a list.
    ///
    /// # Errors
    /// `TEMPLATE_FAILED`, if the theme's `card.html` fails.
    pub fn card_html(&self, view: &CardView) -> Result<Vec<u8>, Wrong> {
        let mut context = Context::new();
        context.insert("card", &*view.card);
        self.say_in(&view.language, &mut context);
        self.render("card.html", &context)
    }

    /// A feed as Atom.
    ///
    /// # Errors
    /// `TEMPLATE_FAILED`, if the theme's `feed.atom.xml` fails.
    pub fn atom(&self, feed: &FeedView) -> Result<Vec<u8>, Wrong> {
        let mut context = Context::new();
        context.insert("feed", feed);
        self.render("feed.atom.xml", &context).map(feed::without_controls)
    }

    /// A feed as JSON Feed 1.1.
    pub fn json_feed(&self, feed: &FeedView) -> Vec<u8> {
        feed::json(feed, &self.title)
    }

    /// The list of all feeds.
    ///
    /// # Errors
    /// `TEMPLATE_FAILED`, if the theme's `opml.xml` fails.
    pub fn opml(&self, opml: &OpmlView) -> Result<Vec<u8>, Wrong> {
        let mut context = Context::new();
        context.insert("opml", opml);
        self.render("opml.xml", &context).map(feed::without_controls)
    }

    /// The map of all pages for search engines.
    ///
    /// # Errors
    /// `TEMPLATE_FAILED`, if the theme's `sitemap.xml` fails.
    pub fn sitemap(&self, map: &SitemapView) -> Result<Vec<u8>, Wrong> {
        let mut context = Context::new();
        context.insert("pages", &map.pages);
        self.render("sitemap.xml", &context).map(feed::without_controls)
    }

    /// The page at an old address.
    ///
    /// # Errors
    /// `TEMPLATE_FAILED`, if the theme's `redirect.html` fails.
    pub fn redirect(&self, view: &RedirectView) -> Result<Vec<u8>, Wrong> {
        let mut context = Context::new();
        context.insert("redirect", view);
        self.render("redirect.html", &context)
    }

    /// `robots.txt`, with the full address of the site map.
    ///
    /// # Errors
    /// `TEMPLATE_FAILED`, if the theme's `robots.txt` fails.
    pub fn robots(&self, sitemap: &str) -> Result<Vec<u8>, Wrong> {
        let mut context = Context::new();
        context.insert("sitemap", sitemap);
        self.render("robots.txt", &context)
    }

    /// Puts the words of a page's language in the place of the site's.
    fn say_in(&self, language: &Text, context: &mut Context) {
        if *language == self.language || language.is_empty() {
            return;
        }
        if let Some(words) = in_language(&self.words, language) {
            context.insert_value("t", words);
        }
    }

    fn render(&self, template: &str, context: &Context) -> Result<Vec<u8>, Wrong> {
        let mut page = Vec::with_capacity(16 * 1024);
        match self.tera.render_to(template, context, &mut page) {
            Ok(()) => Ok(page),
            Err(error) => Err(Wrong::new(&codes::TEMPLATE_FAILED, load::failure(template, &error))),
        }
    }
}

/// The words of a language, of its base language, or of English.
fn in_language(words: &BTreeMap<String, Value>, language: &str) -> Option<Value> {
    let base = language.split('-').next().unwrap_or(language);
    [language, base, "en"].iter().find_map(|l| words.get(*l).cloned())
}

/// The address of each asset by its name.
fn addresses(theme: &Theme, site: &SiteView, tokens: Option<&Asset>) -> BTreeMap<String, String> {
    let all = theme.assets.iter().map(|(name, asset)| (name.as_str(), asset));
    let tokens = tokens.map(|asset| ("tokens.css", asset));
    all.chain(tokens).map(|(name, asset)| (name.to_owned(), format!("{}{}", site.home, asset.path))).collect()
}

fn key(theme: &Theme, site: &SiteView) -> Digest {
    let site = serde_json::to_string(site).unwrap_or_default();
    Digest::of(format!("{}{site}", theme.digest.hex(64)).as_bytes())
}

/// The tokens of the site as a style sheet. A value that could end its declaration is refused.
fn tokens(tera: &Tera, site: &SiteView, problems: &mut Vec<Diagnostic>) -> Option<Arc<Asset>> {
    let (good, bad): (Vec<_>, Vec<_>) = site.tokens.iter().partition(|(name, value)| load::harmless(name, value));
    problems.extend(bad.iter().map(|(name, value)| load::bad_token(name, value)));
    if good.is_empty() {
        return None;
    }
    let mut context = Context::new();
    let names = good.iter().map(|(name, value)| (name.replace('_', "-"), value)).collect::<Vec<_>>();
    context.insert("tokens", &names);
    match tera.render("tokens.css", &context) {
        Ok(css) => Some(Arc::new(Asset::new("tokens.css", css.as_bytes(), "site.yaml"))),
        Err(error) => {
            problems.push(load::bad_template("tokens.css", &error));
            None
        }
    }
}
