//! The index of a kind: order, pages, facets.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::meta::Meta;
use super::{FeedForm, FeedOf, IcsOf, Outline, PageId};
use crate::doc::Value;
use crate::kinds::{Kind, Path, SortKey, Type};
use crate::site::{Item, ItemId, Site, Target};
use crate::view::{Body, FeedLink, HtmlView, ListView, NavLink, Pager, Section, Text, TopicsView};

/// The items of a kind in the order of its index.
#[derive(Clone, Debug)]
pub(super) struct KindPlan {
    /// All that are listed; what takes place comes as upcoming ones, then past ones; what closes or is answered as open ones, then others.
    pub(super) items: Vec<ItemId>,
    /// The place of each in the order.
    pub(super) rank: BTreeMap<ItemId, usize>,
    /// Those that are not over, closed or settled: the first group.
    upcoming: BTreeSet<ItemId>,
    /// Changes with the items and their order.
    pub(super) version: String,
    /// Other orders by name, as places in this one.
    pub(super) orders: BTreeMap<&'static str, Vec<usize>>,
}

impl KindPlan {
    pub(super) fn new(site: &Site, kind: &Kind) -> Self {
        let listed = |item: &&Item| {
            item.original.is_none() && item.kind.is(&kind.name) && !is_unlisted(item) && !item.url.is_empty()
        };
        let mut items: Vec<&Item> = site.items.iter().filter(listed).collect();
        // Nobody knows whether what was not confirmed for long still holds.
        items.sort_by(|a, b| site.is_stale(a).cmp(&site.is_stale(b)).then_with(|| compare(site, &kind.sort, a, b)));
        let (order, upcoming) = match grouping(kind) {
            Some(Grouping::Time) => by_time(site, &items),
            Some(Grouping::State) => by_state(site, &items),
            None => (items.iter().map(|item| item.id).collect(), BTreeSet::new()),
        };
        let rank = order.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let orders = orders(site, &order);
        let urls: Vec<&str> = order.iter().map(|id| &*site.item(*id).url).collect();
        let version = crate::source::Digest::of(urls.join("\n").as_bytes()).hex(8);
        Self { items: order, rank, upcoming, version, orders }
    }
}

/// The orders that readers may choose, but for the list's own.
fn orders(site: &Site, items: &[ItemId]) -> BTreeMap<&'static str, Vec<usize>> {
    let title = |at: &usize| site.item(items[*at]).title.to_lowercase();
    let date = |at: &usize| {
        let item = site.item(items[*at]);
        let first = || site.dates_of(item).next().map(|dated| dated.occurrence.start);
        std::cmp::Reverse(item.published().or_else(first))
    };
    let own: Vec<usize> = (0..items.len()).collect();
    let (mut by_title, mut by_date) = (own.clone(), own.clone());
    by_title.sort_by_cached_key(title);
    by_date.sort_by_cached_key(date);
    [("date", by_date), ("title", by_title)].into_iter().filter(|(_, order)| *order != own).collect()
}

/// What divides the index of a kind in two: the first group is for those who want to take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grouping {
    /// What is to come, and what is past.
    Time,
    /// What is open, and what is closed or answered.
    State,
}

impl Grouping {
    /// The words for the headings of both groups.
    fn words(self) -> [&'static str; 2] {
        match self {
            Self::Time => ["upcoming", "past"],
            Self::State => ["list_open", "list_settled"],
        }
    }
}

fn grouping(kind: &Kind) -> Option<Grouping> {
    let roles = &kind.roles;
    if roles.when.first().is_some_and(|when| kind.sort.first().is_some_and(|key| key.path == *when)) {
        return Some(Grouping::Time);
    }
    (roles.when.is_empty() && (!roles.closes.is_empty() || roles.replies.is_some())).then_some(Grouping::State)
}

/// Open ones, then those that are closed or answered.
fn by_state(site: &Site, items: &[&Item]) -> (Vec<ItemId>, BTreeSet<ItemId>) {
    let (open, settled): (Vec<&Item>, Vec<&Item>) = items.iter().partition(|item| is_open(site, item));
    let upcoming = open.iter().map(|item| item.id).collect();
    (open.iter().chain(&settled).map(|item| item.id).collect(), upcoming)
}

/// Neither answered nor closed nor over, and not unconfirmed for long.
pub(super) fn is_open(site: &Site, item: &Item) -> bool {
    let closed = site.closes_at(item).is_some_and(|at| at <= site.now.at);
    let state = item.text("state").is_some_and(|state| matches!(state, "closed" | "archived" | "answered" | "retired"));
    !closed && !state && !item.is_answered() && !site.is_stale(item)
}

/// `listed: false` keeps an item out of lists.
pub(super) fn is_unlisted(item: &Item) -> bool {
    matches!(item.fields.first("listed").map(|found| &found.value), Some(Value::Bool(false)))
}

/// Upcoming ones by their next date, then past ones, the last first.
fn by_time(site: &Site, items: &[&Item]) -> (Vec<ItemId>, BTreeSet<ItemId>) {
    let coming = |id: &ItemId| site.dates_of(site.item(*id)).find(|dated| dated.occurrence.ends_at > site.now.at);
    let next = |id: &ItemId| coming(id).map(|dated| dated.occurrence.starts_at);
    let last = |id: &ItemId| site.dates_of(site.item(*id)).last().map(|dated| dated.occurrence.starts_at);
    let (mut upcoming, mut past): (Vec<ItemId>, Vec<ItemId>) =
        items.iter().map(|item| item.id).partition(|id| next(id).is_some());
    upcoming.sort_by_cached_key(next);
    past.sort_by_cached_key(|id| std::cmp::Reverse(last(id)));
    let is_upcoming = upcoming.iter().copied().collect();
    upcoming.extend(past);
    (upcoming, is_upcoming)
}

/// The order of two items by the keys of their kind; what has no value comes last.
pub(super) fn compare(site: &Site, keys: &[SortKey], a: &Item, b: &Item) -> Ordering {
    let by_key = |key: &SortKey| {
        let (one, other) = (sort_value(site, a, &key.path), sort_value(site, b, &key.path));
        match (one, other) {
            (Some(one), Some(other)) if key.descending => other.cmp(&one),
            (Some(one), Some(other)) => one.cmp(&other),
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
        }
    };
    keys.iter().map(by_key).find(|order| order.is_ne()).unwrap_or_else(|| a.doc.slug.cmp(&b.doc.slug))
}

fn sort_value(site: &Site, item: &Item, path: &str) -> Option<SortValue> {
    if path == "title" || path == "name" {
        return Some(SortValue::Text(item.title.to_lowercase()));
    }
    let value = &item.fields.first(path)?.value;
    Some(match value {
        // Words of a choice stand in the order of the kind: open, full, paused.
        Value::Choice(word) => SortValue::Number(place_of(item, path, word)),
        Value::Number(number) => SortValue::Number((number.parse::<f64>().unwrap_or_default() * 1000.0) as i64),
        Value::Bool(value) => SortValue::Number(i64::from(*value)),
        value => match (value.when(), value.reference()) {
            (Some(when), _) => SortValue::When(when),
            (None, Some(target)) => SortValue::Text(site.name_of(target).to_lowercase()),
            (None, None) => SortValue::Text(value.text()?.to_lowercase()),
        },
    })
}

fn place_of(item: &Item, path: &str, word: &str) -> i64 {
    let Some(Type::Choice { of }) = item.kind.field(path).map(|field| &field.ty) else { return i64::MAX };
    of.iter().position(|known| **known == *word).and_then(|at| i64::try_from(at).ok()).unwrap_or(i64::MAX)
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SortValue {
    Number(i64),
    When(crate::time::When),
    Text(String),
}

impl Outline {
    /// A page of the index of a kind.
    pub(super) fn index(&self, id: &PageId, kind: &Arc<str>, page: usize) -> HtmlView {
        let plan = &self.kinds[kind];
        let Some(kind) = self.site.kinds.get(kind) else { return self.not_found() };
        let title = self.kind_label(kind);
        let view =
            self.list(kind, title.clone(), &plan.items, page, None, |page| PageId::Index(kind.name.clone(), page));
        let meta = Meta { description: self.main().label(&kind.intro), ..self.list_meta(id, kind, title, page) };
        self.html_view(meta, Body::List(view))
    }

    /// A page of the items with one value of a facet.
    pub(super) fn narrowed(&self, id: &PageId, kind: &Arc<str>, path: &Path, slug: &Arc<str>, page: usize) -> HtmlView {
        let Some(kind) = self.site.kinds.get(kind) else { return self.not_found() };
        let facet = &self.facets[&(kind.name.clone(), path.clone())];
        let value = &facet.values[slug];
        let title: Text = format!("{}: {}", self.kind_label(kind), value.label).into();
        let at = |page| PageId::Facet(kind.name.clone(), path.clone(), slug.clone(), page);
        let view = self.list(kind, title.clone(), &value.items, page, Some((path, slug)), at);
        let mut meta = self.list_meta(id, kind, title, page);
        meta.breadcrumbs.push(self.kind_link(kind));
        self.html_view(meta, Body::List(view))
    }

    /// All values of a facet.
    pub(super) fn facet_index(&self, id: &PageId, kind: &Arc<str>, path: &Path) -> HtmlView {
        let Some(kind) = self.site.kinds.get(kind) else { return self.not_found() };
        let facet = &self.facets[&(kind.name.clone(), path.clone())];
        let title: Text = format!("{}: {}", self.kind_label(kind), facet.label).into();
        let mut meta = self.list_meta(id, kind, title, 1);
        meta.breadcrumbs.push(self.kind_link(kind));
        self.html_view(meta, Body::Topics(TopicsView { topics: self.facet_links(&kind.name, path) }))
    }

    fn list_meta(&self, id: &PageId, kind: &Kind, title: Text, page: usize) -> Meta {
        let title = if page > 1 { format!("{title} ({page})").into() } else { title };
        Meta {
            section: self.href(&PageId::Index(kind.name.clone(), 1)),
            feeds: self.feed_links(&FeedOf::Kind(kind.name.clone()), &self.kind_label(kind)),
            ..self.meta(id, title)
        }
    }

    /// What the items of a kind are called, in the language of the site.
    pub(super) fn kind_label(&self, kind: &Kind) -> Text {
        self.main().label(&kind.label.many)
    }

    /// The same by the name of the kind.
    pub(super) fn label_of(&self, kind: &Arc<str>) -> Text {
        self.site.kinds.get(kind).map_or_else(|| kind.clone(), |kind| self.kind_label(kind))
    }

    pub(super) fn kind_link(&self, kind: &Kind) -> NavLink {
        NavLink { label: self.kind_label(kind), url: self.href(&PageId::Index(kind.name.clone(), 1)) }
    }

    /// The two feeds of something, for the head of a page.
    pub(super) fn feed_links(&self, feed: &FeedOf, title: &Text) -> Vec<FeedLink> {
        let link = |form, name, media_type| FeedLink {
            title: format!("{title} ({name})").into(),
            url: self.href(&PageId::Feed(feed.clone(), form)),
            media_type,
        };
        vec![
            link(FeedForm::Atom, "Atom", "application/atom+xml"),
            link(FeedForm::Json, "JSON Feed", "application/feed+json"),
        ]
    }

    fn list(
        &self,
        kind: &Kind,
        heading: Text,
        items: &[ItemId],
        page: usize,
        facet: Option<(&Path, &Arc<str>)>,
        at: impl Fn(usize) -> PageId,
    ) -> ListView {
        let size = self.site.config.page_size;
        let speech = self.main();
        let start = (page - 1) * size;
        let slice = &items[start.min(items.len())..(start + size).min(items.len())];
        ListView {
            kind: kind.name.clone(),
            heading,
            intro: if facet.is_none() && page == 1 { self.main().label(&kind.intro) } else { "".into() },
            count: speech.count("items", items.len()).into(),
            groups: self.groups(kind, slice),
            facets: self.facet_views(&kind.name, facet),
            filter: self.filter_view(&kind.name),
            all: facet.map(|_| self.kind_link(kind)),
            pager: self.pager(page, items.len().div_ceil(size), at),
            calendar: self.calendar_href(IcsOf::Kind(kind.name.clone())),
        }
    }

    /// Upcoming and past ones apart, or open and settled ones, as the kind wants it; else one group.
    fn groups(&self, kind: &Kind, slice: &[ItemId]) -> Vec<Section> {
        let speech = self.main();
        let group = |name: &str, title: &str, items: &[ItemId]| Section {
            name: name.into(),
            title: title.into(),
            cards: items.iter().map(|id| self.drawn.item(*id)).collect(),
            more: None,
            open: name == "upcoming",
        };
        let Some(grouping) = grouping(kind) else { return vec![group("all", "", slice)] };
        let [first, second] = grouping.words();
        let plan = &self.kinds[&kind.name];
        let split = slice.iter().position(|id| !plan.upcoming.contains(id)).unwrap_or(slice.len());
        let groups = [("upcoming", first, &slice[..split]), ("past", second, &slice[split..])];
        let groups = groups.into_iter().filter(|(.., items)| !items.is_empty());
        groups.map(|(name, word, items)| group(name, speech.word(word), items)).collect()
    }

    fn pager(&self, page: usize, pages: usize, at: impl Fn(usize) -> PageId) -> Option<Pager> {
        let href = |page: usize| self.href(&at(page));
        let near = |other: usize| other == 1 || other == pages || other.abs_diff(page) <= 2;
        let mut links: Vec<NavLink> = Vec::new();
        for number in 1..=pages {
            if near(number) {
                links.push(NavLink { label: number.to_string().into(), url: href(number) });
            } else if links.last().is_some_and(|last| !last.url.is_empty()) {
                links.push(NavLink { label: "…".into(), url: "".into() });
            }
        }
        let text = self.main().filled("page_of", "n", &page.to_string()).replace("{pages}", &pages.to_string());
        (pages > 1).then(|| Pager {
            page,
            pages,
            text: text.into(),
            previous: (page > 1).then(|| href(page - 1)),
            next: (page < pages).then(|| href(page + 1)),
            links,
        })
    }
}

/// Whether an item has a value at a path that equals a text, or any value for `*`.
pub(super) fn has_value(item: &Item, path: &str, wanted: &str) -> bool {
    let equals = |value: &Value<Target>| {
        wanted == "*" || value.text() == Some(wanted) || matches!(value, Value::Bool(yes) if yes.to_string() == wanted)
    };
    item.fields.at(path).into_iter().any(|found| equals(&found.value))
}
