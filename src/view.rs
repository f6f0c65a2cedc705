//! What templates receive: the view contract, version [`CONTRACT`]. Plain data, complete; a template asks for nothing else.
//!
//! Every view is hashable: its hash, with the theme's, is the key under which a rendered page is kept, so a page can depend on
//! nothing that is not in its view. All addresses are ready to print: they contain the base path.

mod calendar;
mod card;
mod item;
mod list;
mod search;

use std::sync::Arc;

use serde::Serialize;

pub use calendar::{
    AgendaDay, AgendaEntry, AgendaMonth, CalendarView, DayCell, DayEvent, MonthLink, MonthView, WeekdayName, YearView,
};
pub use card::{Card, DateView, ImageView, Mark, MediaLink, TopicLink, WhenView};
pub use item::{
    AwardLink, AwardView, CheckedView, DateEntry, FieldMap, FieldView, ItemView, LinkGroup, PersonLink, ReplyView,
    RoleGroup, SessionView, Shown, StepView, TocEntry, WindowView,
};
pub use list::{Facet, FacetValue, FilterView, HomeView, ListView, OrderView, Pager, Section, TopicView, TopicsView};
pub use search::{Choice, SearchRecord, SearchRecords, SearchView};

/// The version of the contract. It grows by one when a field is renamed, removed or changes its meaning.
pub const CONTRACT: u32 = 1;

/// Text or HTML that many views share.
pub type Text = Arc<str>;

/// What all pages know, in templates as `site`.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct SiteView {
    /// The name of the hub.
    pub title: Text,
    /// What it is, in a sentence.
    pub description: Text,
    /// The address of the home page: `/`, `/hub/`.
    pub home: Text,
    /// The public address of the home page: `https://x.org/hub/`.
    pub url: Text,
    /// The main language.
    pub language: Text,
    /// The main menu.
    pub menu: Vec<NavLink>,
    /// Links of the last resort: contact, code of conduct, feeds, calendar file.
    pub footer: Vec<NavLink>,
    /// Where to tell the organizers that something is wrong, if there is such a place.
    pub contact: Option<Text>,
    /// Accounts elsewhere.
    pub social: Vec<NavLink>,
    /// Where the calendar is, if anything in the hub takes place.
    pub calendar: Option<Text>,
    /// Where the search is, if the site has one.
    pub search: Option<Text>,
    /// The theme's tokens that the site sets: `accent` → `#1a6b5c`.
    pub tokens: Vec<(Text, Text)>,
    /// `Lyceum 0.1.0`.
    pub generator: Text,
}

/// A link of a menu.
#[derive(Clone, Debug, Default, Hash, Serialize, PartialEq, Eq)]
pub struct NavLink {
    /// What it says.
    pub label: Text,
    /// Where it leads.
    pub url: Text,
}

/// What a page says of itself, in templates as `page`.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct PageMeta {
    /// The address, with base path: `/hub/events/night/`.
    pub url: Text,
    /// The full address for search engines.
    pub canonical: Text,
    /// The title, without the site's.
    pub title: Text,
    /// A sentence for search engines and previews.
    pub description: Text,
    /// The language of the page.
    pub language: Text,
    /// `ltr` or `rtl`.
    pub direction: Text,
    /// `website` or `article`, for Open Graph.
    pub og_type: Text,
    /// The preview picture, as a full address.
    pub image: Option<ImageView>,
    /// Feeds that belong to the page.
    pub feeds: Vec<FeedLink>,
    /// The way from the home page, without the page itself.
    pub breadcrumbs: Vec<NavLink>,
    /// The menu entry that the page belongs to, by its address.
    pub section: Text,
    /// The page in all its languages, this one included, where there are several.
    pub alternates: Vec<Alternate>,
    /// Where its source can be edited.
    pub edit: Option<Text>,
    /// JSON-LD, escaped so that it can stand in a `script` element.
    pub json_ld: Text,
    /// Whether search engines should leave it out.
    pub noindex: bool,
    /// The day of the build, on the few pages that are about the present: any other page would change at midnight for it alone.
    pub built: Option<DateView>,
}

/// A feed in the head of a page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FeedLink {
    /// What it carries.
    pub title: Text,
    /// Where it is.
    pub url: Text,
    /// Its media type.
    pub media_type: &'static str,
}

/// A page in one of its languages.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Alternate {
    /// The language code.
    pub language: Text,
    /// The language's own name.
    pub label: Text,
    /// Where it is.
    pub url: Text,
    /// Its full address, for search engines.
    pub full: Text,
    /// Whether it is the original, for readers of all other languages.
    pub original: bool,
}

/// What a template receives beside `site`, `t` (words) and `assets`: `page`, and the body as `view`.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct HtmlView {
    /// What the page says of itself.
    pub page: PageMeta,
    /// What it shows.
    pub view: Body,
}

/// What a page shows; one variant a page template.
#[derive(Clone, Debug, Hash, Serialize)]
#[serde(untagged)]
pub enum Body {
    /// `home.html`.
    Home(HomeView),
    /// `list.html`: the index of a kind, whole or narrowed by a facet.
    List(ListView),
    /// `item.html`, or `item/<kind>.html` where the theme has one.
    Item(Box<ItemView>),
    /// `award.html`.
    Award(Box<AwardView>),
    /// `topics.html`.
    Topics(TopicsView),
    /// `topic.html`.
    Topic(TopicView),
    /// `calendar.html`.
    Calendar(CalendarView),
    /// `month.html`.
    Month(MonthView),
    /// `year.html`.
    Year(YearView),
    /// `search.html`.
    Search(SearchView),
    /// `404.html`.
    NotFound,
}

/// A feed: `feed.atom.xml` and JSON Feed are made from it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FeedView {
    /// What it carries.
    pub title: Text,
    /// What the hub is.
    pub description: Text,
    /// The full address of the page that it belongs to.
    pub home: Text,
    /// Its own full address as Atom.
    pub atom: Text,
    /// Its own full address as JSON Feed.
    pub json: Text,
    /// The language.
    pub language: Text,
    /// The newest date in it, RFC 3339.
    pub updated: Text,
    /// The newest entries, newest first.
    pub entries: Vec<FeedEntry>,
}

/// An entry of a feed.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FeedEntry {
    /// The full address, which is also its identity.
    pub url: Text,
    /// The title.
    pub title: Text,
    /// The summary.
    pub summary: Text,
    /// RFC 3339.
    pub published: Text,
    /// RFC 3339.
    pub updated: Text,
    /// Names of authors.
    pub authors: Vec<Text>,
    /// Labels of topics.
    pub topics: Vec<Text>,
}

/// `opml.xml`: all feeds.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct OpmlView {
    /// The name of the hub.
    pub title: Text,
    /// The feeds, those of one sort together.
    pub groups: Vec<OpmlGroup>,
}

/// Feeds of one sort.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct OpmlGroup {
    /// What they are about: `Topics`.
    pub label: Text,
    /// By label.
    pub feeds: Vec<OpmlFeed>,
}

/// A feed in a list of feeds.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct OpmlFeed {
    /// What it carries.
    pub title: Text,
    /// Its full address as Atom.
    pub url: Text,
    /// The full address of the page that it belongs to.
    pub home: Text,
}

/// `sitemap.xml`.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SitemapView {
    /// All pages for search engines, sorted by address.
    pub pages: Vec<SitemapEntry>,
}

/// A page in the site map.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SitemapEntry {
    /// The full address.
    pub url: Text,
    /// The date of its last change, where the content tells it.
    pub modified: Option<Text>,
}

/// `redirect.html`: stands where a page used to be.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct RedirectView {
    /// Where the page is now.
    pub url: Text,
    /// The full address of where it is now.
    pub canonical: Text,
    /// The title of the page.
    pub title: Text,
}
