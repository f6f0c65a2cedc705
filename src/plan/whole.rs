//! What belongs to the whole website: what all pages know, the site map, redirects, rules for the host; and where each page lies.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{FeedForm, FeedOf, FilterPart, IcsOf, Outline, PageId, View};
use crate::site::Item;
use crate::time::When;
use crate::view::{HtmlView, NavLink, RedirectView, SiteView, SitemapEntry, SitemapView, Text};

/// What a host that reads `_headers` sends along: nothing from elsewhere runs, and what has a digest in its name stays in caches.
/// `{base}` is the base path, `{policy}` what pages may do, `{lasting}` stands for [`LASTING`].
const HEADERS: &str = "{base}*
  Content-Security-Policy: {policy}
  Referrer-Policy: strict-origin-when-cross-origin
  X-Content-Type-Options: nosniff
{base}assets/*
  {lasting}
{base}*.ics
  Content-Type: text/calendar; charset=utf-8
  Access-Control-Allow-Origin: *
{base}events.json
  Access-Control-Allow-Origin: *
{base}*/index.json
  Access-Control-Allow-Origin: *
";
const LASTING: &str = "Cache-Control: public, max-age=31536000, immutable";

impl Outline {
    /// Where a page lies in the output folder.
    pub fn path(&self, id: &PageId) -> String {
        let folder = |kind: &str| self.site.kinds.get(kind).map_or(kind, |kind| &kind.path).to_string();
        let facet = |kind: &Arc<str>, path: &crate::kinds::Path| {
            let name = self.facets.get(&(kind.clone(), path.clone())).map_or(path, |facet| &facet.name);
            format!("{}/{name}", folder(kind))
        };
        match id {
            PageId::Home => "index.html".into(),
            PageId::Item(item) => format!("{}index.html", self.site.item(*item).url),
            PageId::Date(item, time, original) => {
                let date = self.changed.get(&(*item, *time, *original));
                format!("{}index.html", date.map_or_else(|| &self.site.item(*item).url, |date| &date.item.url))
            }
            PageId::Award(item, slug) => format!("{}{slug}/index.html", self.site.item(*item).url),
            PageId::Index(kind, page) => paged(&folder(kind), *page),
            PageId::FacetIndex(kind, path) => format!("{}/index.html", facet(kind, path)),
            PageId::Facet(kind, path, slug, page) => paged(&format!("{}/{slug}", facet(kind, path)), *page),
            PageId::Topics => "topics/index.html".into(),
            PageId::Topic(topic) => format!("topics/{topic}/index.html"),
            PageId::Calendar => "calendar/index.html".into(),
            PageId::Month(year, month) => format!("calendar/{year:04}-{month:02}/index.html"),
            PageId::Year(year) => format!("calendar/{year:04}/index.html"),
            PageId::Search => "search/index.html".into(),
            PageId::NotFound => "404.html".into(),
            PageId::Feed(of, form) => self.feed_path(of, *form, folder),
            PageId::Ics(of) => self.ics_path(of, folder),
            PageId::Opml => "opml.xml".into(),
            PageId::Collection(kind) => format!("{}/index.json", folder(kind)),
            PageId::Filter(kind, FilterPart::Columns) => format!("{}/filter.json", folder(kind)),
            PageId::Filter(kind, FilterPart::Texts) => format!("{}/filter-texts.json", folder(kind)),
            PageId::Filter(kind, FilterPart::Cards(number)) => format!("{}/cards/{number}.json", folder(kind)),
            PageId::EventsJson => "events.json".into(),
            PageId::Sitemap => "sitemap.xml".into(),
            PageId::Robots => "robots.txt".into(),
            PageId::Redirect(from, _) if from.ends_with(".html") => from.to_string(),
            PageId::Redirect(from, _) => format!("{from}/index.html"),
            PageId::Text(name) => (*name).into(),
            PageId::Asset(path) => {
                self.site.assets.get(path).map_or_else(|| path.to_string(), |asset| asset.output.to_string())
            }
            PageId::Static(path) => path.strip_prefix("static/").unwrap_or(path).to_string(),
        }
    }

    fn feed_path(&self, of: &FeedOf, form: FeedForm, folder: impl Fn(&str) -> String) -> String {
        let name = match form {
            FeedForm::Atom => "feed.xml",
            FeedForm::Json => "feed.json",
        };
        match of {
            FeedOf::Site => name.into(),
            FeedOf::Kind(kind) => format!("{}/{name}", folder(kind)),
            FeedOf::Topic(topic) => format!("topics/{topic}/{name}"),
            FeedOf::Around(item) => format!("{}{name}", self.site.item(*item).url),
        }
    }

    fn ics_path(&self, of: &IcsOf, folder: impl Fn(&str) -> String) -> String {
        match of {
            IcsOf::Site => "calendar.ics".into(),
            IcsOf::Online => "calendar/online.ics".into(),
            IcsOf::Item(item) => format!("{}event.ics", self.site.item(*item).url),
            IcsOf::Around(item) => format!("{}calendar.ics", self.site.item(*item).url),
            IcsOf::Kind(kind) => format!("{}/calendar.ics", folder(kind)),
            IcsOf::Topic(topic) => format!("topics/{topic}/calendar.ics"),
        }
    }

    /// What a page shows.
    pub(super) fn view(&self, id: &PageId) -> View {
        let html = |template: &str, view: HtmlView| View::Html(template.into(), Box::new(view));
        match id {
            PageId::Home => html("home.html", self.home()),
            PageId::Item(item) => {
                let (template, view) = self.item_page(id, *item);
                View::Html(template, Box::new(view))
            }
            PageId::Date(item, time, original) => {
                let (template, view) = self.date_page(id, &(*item, *time, *original));
                View::Html(template, Box::new(view))
            }
            PageId::Award(item, slug) => html("award.html", self.award_page(id, *item, slug)),
            PageId::Index(kind, page) => html("list.html", self.index(id, kind, *page)),
            PageId::FacetIndex(kind, path) => html("topics.html", self.facet_index(id, kind, path)),
            PageId::Facet(kind, path, slug, page) => html("list.html", self.narrowed(id, kind, path, slug, *page)),
            PageId::Topics => html("topics.html", self.topics()),
            PageId::Topic(topic) => html("topic.html", self.topic(id, topic)),
            PageId::Calendar => html("calendar.html", self.calendar()),
            PageId::Month(year, month) => html("month.html", self.month(id, *year, *month)),
            PageId::Year(year) => html("year.html", self.year(id, *year)),
            PageId::Search => html("search.html", self.search()),
            PageId::NotFound => html("404.html", self.not_found()),
            PageId::Feed(of, FeedForm::Atom) => View::Atom(self.feed(of)),
            PageId::Feed(of, FeedForm::Json) => View::JsonFeed(self.feed(of)),
            PageId::Ics(of) => View::Bytes(self.calendar_file(of).to_ics(self.agenda.clocks())),
            PageId::Opml => View::Opml(self.opml()),
            PageId::Collection(kind) => View::Bytes(self.collection(kind)),
            PageId::Filter(kind, part) => View::Bytes(self.filter(kind, *part)),
            PageId::EventsJson => View::Bytes(self.events_json()),
            PageId::Sitemap => View::Sitemap(self.sitemap()),
            PageId::Robots => View::Robots(self.base.full(&self.href(&PageId::Sitemap))),
            PageId::Redirect(_, to) => View::Redirect(self.redirect(to)),
            PageId::Text(name) => View::Bytes(self.text(name).into_bytes()),
            PageId::Asset(path) | PageId::Static(path) => View::Copy(path.clone()),
        }
    }

    fn sitemap(&self) -> SitemapView {
        let indexed = |id: &&PageId| match id {
            PageId::Item(item) | PageId::Date(item, ..) => !self.site.item(*item).is("noindex"),
            PageId::Home | PageId::Topics | PageId::Topic(_) | PageId::Calendar | PageId::Year(_) => true,
            PageId::Index(_, page) => *page == 1,
            _ => false,
        };
        let entry = |id: &PageId| SitemapEntry { url: self.base.full(&self.href(id)), modified: self.modified(id) };
        let mut pages: Vec<SitemapEntry> = self.pages.iter().filter(indexed).map(entry).collect();
        pages.sort_by(|a, b| a.url.cmp(&b.url));
        SitemapView { pages }
    }

    fn modified(&self, id: &PageId) -> Option<Text> {
        let PageId::Item(item) = id else { return None };
        let item: &Item = self.site.item(*item);
        let when: When = item.when("updated").or_else(|| item.published())?;
        Some(when.date().to_string().into())
    }

    fn redirect(&self, to: &str) -> RedirectView {
        let item = self.site.items.iter().find(|item| *item.url == *to);
        let url = self.base.local(&super::body::encoded(to));
        RedirectView {
            canonical: self.base.full(&url),
            url,
            title: item.map(|item| item.title.clone()).unwrap_or_default(),
        }
    }

    fn text(&self, name: &str) -> String {
        match name {
            "_headers" => self.headers(),
            "_redirects" => self.redirects(),
            _ => String::new(),
        }
    }

    fn headers(&self) -> String {
        let fixed = HEADERS.replace("{base}", &self.base.path).replace("{lasting}", LASTING);
        format!("{}{}{}", fixed.replace("{policy}", &self.policy()), self.strict_rules(), self.lasting())
    }

    /// Rules for pictures, whose names have a digest as those of assets: for endings that no other file has.
    fn lasting(&self) -> String {
        let ending = |path: &str| path.rsplit_once('.').map(|(_, ending)| ending.to_owned());
        let (lasting, others): (Vec<_>, Vec<_>) = self.site.assets.values().partition(|asset| asset.lasting);
        let mut endings: BTreeSet<String> = lasting.iter().filter_map(|asset| ending(&asset.output)).collect();
        let fixed = self.pages.iter().filter_map(|id| match id {
            PageId::Static(path) => ending(path),
            _ => None,
        });
        for other in fixed.chain(others.iter().filter_map(|asset| ending(&asset.output))) {
            endings.remove(&other);
        }
        endings.iter().map(|ending| format!("{}*.{ending}\n  {LASTING}\n", self.base.path)).collect()
    }

    fn redirects(&self) -> String {
        let line = |id: &PageId| match id {
            PageId::Redirect(from, to) => {
                Some(format!("{}{from} {} 301\n", self.base.path, self.base.local(&super::body::encoded(to))))
            }
            _ => None,
        };
        self.pages.iter().filter_map(line).collect()
    }

    /// A link that the site's settings name: an address of the site, a file of the content, or an address elsewhere.
    fn settled(&self, url: &str) -> Text {
        if url.contains("://") || url.starts_with("mailto:") {
            return url.into();
        }
        if url.contains('@') && !url.contains('/') {
            return format!("mailto:{url}").into();
        }
        let path = format!("content/{}", url.trim_start_matches('/'));
        match self.site.items.iter().find(|item| *item.doc.path == *path) {
            Some(item) => self.item_href(item.id),
            None => self.base.local(url),
        }
    }
}

/// `resources/`, `resources/page/2/`.
fn paged(folder: &str, page: usize) -> String {
    if page == 1 { format!("{folder}/index.html") } else { format!("{folder}/page/{page}/index.html") }
}

/// What all pages know.
pub(super) fn site_view(outline: &Outline) -> SiteView {
    let config = &outline.site.config;
    let link = |link: &crate::config::Link| NavLink { label: link.label.clone(), url: outline.settled(&link.url) };
    let home = outline.href(&PageId::Home);
    SiteView {
        title: config.title.clone(),
        description: config.description.clone(),
        url: outline.base.full(&home),
        home,
        language: config.language.clone(),
        menu: config.menu.as_ref().map_or_else(|| default_menu(outline), |menu| menu.iter().map(link).collect()),
        footer: footer(outline),
        contact: config.contact.as_ref().map(|contact| outline.settled(contact)),
        social: config.social.iter().map(link).collect(),
        calendar: (!outline.site.dates.is_empty()).then(|| outline.href(&PageId::Calendar)),
        search: config.search.then(|| outline.href(&PageId::Search)),
        tokens: config.tokens.clone(),
        generator: concat!("Lyceum ", env!("CARGO_PKG_VERSION")).into(),
    }
}

/// The kinds that have items, in their order, at most seven.
fn default_menu(outline: &Outline) -> Vec<NavLink> {
    outline.kind_counts().into_iter().take(7).map(|kind| NavLink { label: kind.label, url: kind.url }).collect()
}

fn footer(outline: &Outline) -> Vec<NavLink> {
    let config = &outline.site.config;
    let speech = outline.main();
    let named =
        [("contact", &config.contact), ("code_of_conduct", &config.code_of_conduct), ("privacy", &config.privacy)];
    let named = named.into_iter().filter_map(|(word, url)| {
        Some(NavLink { label: speech.word(word).into(), url: outline.settled(url.as_ref()?) })
    });
    let feed =
        NavLink { label: speech.word("feed").into(), url: outline.href(&PageId::Feed(FeedOf::Site, FeedForm::Atom)) };
    named.chain([feed]).collect()
}
