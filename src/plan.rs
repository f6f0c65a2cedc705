//! Which pages there are, and what each of them shows. The outline is made at once; a page's view only when it is asked for, so
//! that views can be made in parallel and dropped again.

mod agenda;
mod awards;
mod body;
mod calendar;
mod cards;
mod collection;
mod dates;
mod drawn;
mod facets;
mod feeds;
mod filter;
mod home;
mod ics;
mod invite;
mod items;
pub mod json_ld;
mod links;
mod lists;
mod meta;
mod outline;
mod places;
mod policy;
mod promises;
mod rules;
mod search;
mod speech;
mod steps;
mod topics;
mod values;
mod whole;
mod windows;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use drawn::{CardId, CardView, Pages};
pub use filter::FilterPart;
pub use outline::outline;
pub use search::FOLDER as SEARCH_INDEX;

use crate::config::BaseUrl;
use crate::diag::{Diagnostic, Fault, Span, codes};
use crate::kinds::Path;
use crate::output::path_of;
use crate::site::{Item, ItemId, Site};
use crate::source::SitePath;
use crate::theme::Theme;
use crate::time::When;
use crate::view::{Card, FeedView, HtmlView, OpmlView, PersonLink, RedirectView, SiteView, SitemapView};
use facets::FacetPlan;
use speech::Speech;

/// A page, or another file of the website, that is to be made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageId {
    /// The home page.
    Home,
    /// An item.
    Item(ItemId),
    /// A date of a series on which something is different: the item, which of its times, and the date as the rule has it.
    Date(ItemId, usize, When),
    /// The proof of an award: the item, and the name of the award among those of the item.
    Award(ItemId, Arc<str>),
    /// A page of the index of a kind, from 1.
    Index(Arc<str>, usize),
    /// All values of a facet of a kind.
    FacetIndex(Arc<str>, Path),
    /// A page of the items of a kind with one value of a facet.
    Facet(Arc<str>, Path, Arc<str>, usize),
    /// All topics.
    Topics,
    /// A topic.
    Topic(Arc<str>),
    /// The agenda.
    Calendar,
    /// A month: year and month.
    Month(i16, i8),
    /// A year of the archive.
    Year(i16),
    /// The search.
    Search,
    /// What is shown where there is nothing.
    NotFound,
    /// Atom and JSON Feed.
    Feed(FeedOf, FeedForm),
    /// All feeds, as OPML.
    Opml,
    /// The items of a kind as JSON.
    Collection(Arc<str>),
    /// What the filters of a list load.
    Filter(Arc<str>, FilterPart),
    /// A calendar file.
    Ics(IcsOf),
    /// All dates as JSCalendar.
    EventsJson,
    /// The site map.
    Sitemap,
    /// `robots.txt`.
    Robots,
    /// What stands at an old address: the address, and where it leads.
    Redirect(Arc<str>, Arc<str>),
    /// A file with a fixed text.
    Text(&'static str),
    /// A picture or download of the content.
    Asset(SitePath),
    /// A file of `static/`.
    Static(SitePath),
}

/// Which items a feed carries.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedOf {
    /// All.
    Site,
    /// Those of a kind.
    Kind(Arc<str>),
    /// Those of a topic.
    Topic(Arc<str>),
    /// Those in which an item has a part: a person, a group.
    Around(ItemId),
}

/// The form of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedForm {
    /// RFC 4287.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

/// Which dates a calendar file carries.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IcsOf {
    /// All.
    Site,
    /// Those in which one can take part from afar.
    Online,
    /// Those of one item, with its sessions.
    Item(ItemId),
    /// Those of one item, of what belongs to it, and of that in which it takes part.
    Around(ItemId),
    /// Those of a kind.
    Kind(Arc<str>),
    /// Those of a topic.
    Topic(Arc<str>),
}

/// What is to stand in a file.
#[derive(Clone, Debug, Hash)]
pub enum View {
    /// A page: the name of its template and what it shows.
    Html(Arc<str>, Box<HtmlView>),
    /// An Atom feed.
    Atom(FeedView),
    /// A JSON feed.
    JsonFeed(FeedView),
    /// All feeds.
    Opml(OpmlView),
    /// The site map.
    Sitemap(SitemapView),
    /// `robots.txt`: the address of the site map.
    Robots(Arc<str>),
    /// An old address.
    Redirect(RedirectView),
    /// Bytes that no template makes.
    Bytes(Vec<u8>),
    /// A file of the site, as it is.
    Copy(SitePath),
}

/// A file of the website with what is to stand in it.
#[derive(Clone, Debug, Hash)]
pub struct Page {
    /// Where it goes, relative to the output folder: `events/night/index.html`.
    pub path: String,
    /// The file of the content whose page it is, for messages.
    pub source: Option<SitePath>,
    /// What is to stand in it.
    pub view: View,
}

impl Page {
    /// The name of its template, or of what else makes it, for measurements.
    pub fn template(&self) -> &str {
        match &self.view {
            View::Html(template, _) => template,
            View::Atom(_) => "feed.atom.xml",
            View::JsonFeed(_) => "feed.json",
            View::Opml(_) => "opml.xml",
            View::Sitemap(_) => "sitemap.xml",
            View::Robots(_) => "robots.txt",
            View::Redirect(_) => "redirect.html",
            View::Bytes(_) => "(bytes)",
            View::Copy(_) => "(copy)",
        }
    }
}

/// All pages, and what their views are made of, but for the cards: see [`Outline::draw`].
pub struct Outline {
    site: Site,
    theme: Arc<Theme>,
    base: BaseUrl,
    main: Speech,
    others: BTreeMap<Arc<str>, Speech>,
    /// The address of each item, ready to print.
    hrefs: Vec<Arc<str>>,
    /// Each item that is a person or an organization, in a line.
    people: Vec<Option<PersonLink>>,
    awards: BTreeMap<ItemId, Vec<awards::Award>>,
    cards: Vec<Arc<Card>>,
    /// Which date the card of an item shows.
    next: Vec<Option<usize>>,
    drawn: drawn::Drawn,
    /// The months that have a date.
    months: BTreeSet<(i16, i8)>,
    changed: BTreeMap<dates::DateId, dates::Changed>,
    kinds: BTreeMap<Arc<str>, lists::KindPlan>,
    facets: BTreeMap<(Arc<str>, Path), FacetPlan>,
    agenda: ics::Agenda,
    promises: promises::Promises,
    own_policies: Vec<policy::Own>,
    /// Every page, sorted.
    pub pages: Vec<PageId>,
    /// What all pages know.
    pub site_view: SiteView,
}

impl Outline {
    /// The hub of which it is the outline.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// `/`, or `/hub/`.
    pub fn base_path(&self) -> &str {
        &self.base.path
    }

    /// What is wrong with the lock files; `found` is what is wrong with other files.
    pub fn lock_problems(&self, found: &[Diagnostic]) -> Vec<Diagnostic> {
        [self.agenda.problems(), self.promises.problems(self, found)].concat()
    }

    /// The lock files as they are to be, where they are not: path and text.
    pub fn locks(&self) -> Vec<(&'static str, String)> {
        let all = [(ics::LOCK, self.agenda.lock()), (promises::LOCK, self.promises.text())];
        all.into_iter().filter_map(|(path, text)| Some((path, text?))).collect()
    }

    /// Two pages at one address: an item named like a facet, a file of `static/` in the place of a page.
    pub fn collisions(&self) -> Vec<Diagnostic> {
        let mut first: BTreeMap<String, &PageId> = BTreeMap::new();
        let mut found = Vec::new();
        for page in &self.pages {
            let Some(other) = first.insert(self.path(page), page) else { continue };
            // Two items with one name were reported where they are read; their calendar files only follow.
            if !matches!((page, other), (PageId::Item(_), PageId::Item(_)) | (PageId::Ics(_), PageId::Ics(_))) {
                found.push(self.collision(page, other));
            }
        }
        found
    }

    fn collision(&self, one: &PageId, other: &PageId) -> Diagnostic {
        let (path, span) = [one, other]
            .iter()
            .find_map(|page| self.home_of(page))
            .unwrap_or_else(|| ("site.yaml".into(), Span::default()));
        let message = format!("two pages would stand at `/{}`", self.path(one));
        Fault::new(&codes::DUPLICATE_URL, span, message)
            .help("rename the file, or give the item a `slug` of its own")
            .at(&path)
    }

    fn home_of(&self, page: &PageId) -> Option<(SitePath, Span)> {
        match page {
            PageId::Item(id) | PageId::Date(id, ..) => {
                Some((self.site.item(*id).doc.path.clone(), self.site.item(*id).doc.at))
            }
            PageId::Static(path) => Some((path.clone(), Span::default())),
            _ => None,
        }
    }

    /// An address of the site without the base path: with a slash at its end for pages.
    fn url(&self, id: &PageId) -> Arc<str> {
        let path = self.path(id);
        path_of(&path).into()
    }

    /// An address of the site, ready to print.
    fn href(&self, id: &PageId) -> Arc<str> {
        self.base.local(&body::encoded(&self.url(id)))
    }

    fn item_href(&self, id: ItemId) -> Arc<str> {
        self.hrefs[id.0].clone()
    }

    /// The speech of a language; that of the site for languages that it does not have.
    fn speech(&self, language: &str) -> &Speech {
        self.others.get(language).unwrap_or(&self.main)
    }

    /// The speech of the page of an item.
    fn speech_of(&self, item: &Item) -> &Speech {
        self.speech(item.doc.translation.as_ref().unwrap_or(&self.site.config.language))
    }

    /// The speech of the site's main language.
    fn main(&self) -> &Speech {
        &self.main
    }
}
