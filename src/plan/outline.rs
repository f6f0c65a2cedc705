//! The outline: every page of the website, from the items, kinds, topics and dates that there are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::body::encoded;
use super::facets::FacetPlan;
use super::lists::KindPlan;
use super::speech::Speech;
use super::{FeedForm, FeedOf, Outline, PageId, cards, dates, whole};
use crate::site::{Item, Site};
use crate::source::Tree;
use crate::theme::Theme;

/// Plans the whole website.
pub fn outline(site: Site, theme: &Arc<Theme>, tree: &Tree) -> Outline {
    let mut outline = Outline {
        theme: theme.clone(),
        base: site.config.url.clone(),
        main: Speech::new(&site.config.language, &theme.words),
        others: other_speeches(&site, theme),
        awards: super::awards::all(&site),
        hrefs: site.items.iter().map(|item| site.config.url.local(&encoded(&item.url))).collect(),
        people: Vec::new(),
        cards: Vec::new(),
        next: cards::next_dates(&site),
        drawn: super::drawn::Drawn::default(),
        months: super::calendar::months(&site),
        changed: BTreeMap::new(),
        kinds: BTreeMap::new(),
        facets: BTreeMap::new(),
        agenda: super::ics::Agenda::default(),
        promises: super::promises::Promises::default(),
        own_policies: super::policy::own(tree),
        pages: Vec::new(),
        site_view: crate::view::SiteView::default(),
        site,
    };
    let is_named = |item: &&Item| item.kind.fields.contains_key("name");
    let site = &outline.site;
    outline.people =
        site.items.iter().map(|item| Some(item).filter(is_named).map(|item| outline.member(item))).collect();
    outline.cards = cards::all(&outline);
    outline.changed = dates::changed(&outline);
    outline.kinds =
        outline.site.kinds.iter().map(|kind| (kind.name.clone(), KindPlan::new(&outline.site, kind))).collect();
    outline.facets = facets(&outline);
    outline.agenda = super::ics::Agenda::new(&outline, tree.get(super::ics::LOCK));
    outline.pages = pages(&outline, tree);
    outline.promises = super::promises::Promises::new(&outline, tree.get(super::promises::LOCK));
    outline.site_view = whole::site_view(&outline);
    outline
}

fn other_speeches(site: &Site, theme: &Theme) -> BTreeMap<Arc<str>, Speech> {
    let translated = site.items.iter().filter_map(|item| item.doc.translation.clone());
    let languages: BTreeSet<Arc<str>> = site.config.languages.iter().skip(1).cloned().chain(translated).collect();
    languages.into_iter().map(|language| (language.clone(), Speech::new(&language, &theme.words))).collect()
}

fn facets(outline: &Outline) -> BTreeMap<(Arc<str>, crate::kinds::Path), FacetPlan> {
    let mut all = BTreeMap::new();
    for kind in outline.site.kinds.iter().filter(|kind| !kind.path.is_empty()) {
        let mut names = BTreeSet::new();
        for path in &kind.facets {
            let mut plan = FacetPlan::new(outline, kind, path);
            if !plan.is_useful() {
                continue;
            }
            if !names.insert(plan.name.clone()) {
                // `mentoring.topics` beside `topics`: the second one takes its whole path as its name.
                plan.name = path.replace(['.', '_'], "-").into();
                names.insert(plan.name.clone());
            }
            all.insert((kind.name.clone(), path.clone()), plan);
        }
    }
    all
}

fn pages(outline: &Outline, tree: &Tree) -> Vec<PageId> {
    let site = &outline.site;
    let mut pages = vec![PageId::Home, PageId::NotFound, PageId::Sitemap, PageId::Robots];
    // `content/index.md` is part of the home page and has no page of its own.
    pages.extend(site.items.iter().filter(|item| !is_home(&item.url, site)).map(|item| PageId::Item(item.id)));
    pages.extend(dates::pages(outline));
    pages.extend(outline.award_pages());
    pages.extend(list_pages(outline));
    pages.extend(date_pages(outline));
    pages.extend(feed_pages(outline));
    if !site.by_topic.is_empty() {
        pages.push(PageId::Topics);
        pages.extend(site.by_topic.keys().map(|topic| PageId::Topic(topic.clone())));
    }
    pages.extend(site.config.search.then_some(PageId::Search));
    pages.extend(redirects(outline));
    pages.extend([".nojekyll", "_headers", "_redirects"].map(PageId::Text));
    pages.extend(site.assets.keys().map(|path| PageId::Asset(path.clone())));
    pages.extend(tree.under("static/").map(|source| PageId::Static(source.path.clone())));
    pages.sort();
    pages
}

/// Whether an address is that of the home page, in any language.
pub(super) fn is_home(url: &str, site: &Site) -> bool {
    url.is_empty()
        || url.strip_suffix('/').is_some_and(|language| site.config.languages.iter().any(|known| **known == *language))
}

fn list_pages(outline: &Outline) -> Vec<PageId> {
    let size = outline.site.config.page_size;
    let mut pages = Vec::new();
    for kind in outline.site.kinds.iter().filter(|kind| !kind.path.is_empty()) {
        let count = outline.kinds[&kind.name].items.len();
        if count > 0 {
            pages.extend((1..=count.div_ceil(size)).map(|page| PageId::Index(kind.name.clone(), page)));
            pages.push(PageId::Collection(kind.name.clone()));
        }
    }
    for ((kind, path), facet) in &outline.facets {
        pages.push(PageId::FacetIndex(kind.clone(), path.clone()));
        for (slug, value) in &facet.values {
            let numbers = 1..=value.items.len().div_ceil(size);
            pages.extend(numbers.map(|page| PageId::Facet(kind.clone(), path.clone(), slug.clone(), page)));
        }
    }
    pages.extend(outline.filter_pages());
    pages
}

fn date_pages(outline: &Outline) -> Vec<PageId> {
    if outline.site.dates.is_empty() {
        return Vec::new();
    }
    let years: BTreeSet<i16> = super::calendar::archive_years(&outline.site);
    let months = outline.months.iter().map(|(year, month)| PageId::Month(*year, *month));
    let files = outline.calendar_files().into_iter().map(PageId::Ics);
    [PageId::Calendar, PageId::EventsJson]
        .into_iter()
        .chain(months)
        .chain(years.into_iter().map(PageId::Year))
        .chain(files)
        .collect()
}

fn feed_pages(outline: &Outline) -> Vec<PageId> {
    let mut feeds = vec![FeedOf::Site];
    let kinds =
        outline.site.kinds.iter().filter(|kind| !kind.path.is_empty() && !outline.kinds[&kind.name].items.is_empty());
    feeds.extend(kinds.map(|kind| FeedOf::Kind(kind.name.clone())));
    feeds.extend(outline.site.by_topic.keys().map(|topic| FeedOf::Topic(topic.clone())));
    feeds.extend(outline.feeds_around());
    feeds
        .into_iter()
        .flat_map(|feed| [FeedForm::Atom, FeedForm::Json].map(|form| PageId::Feed(feed.clone(), form)))
        .chain([PageId::Opml])
        .collect()
}

fn redirects(outline: &Outline) -> impl Iterator<Item = PageId> {
    outline
        .site
        .items
        .iter()
        .flat_map(|item| item.aliases().map(|from| PageId::Redirect(from.trim_matches('/').into(), item.url.clone())))
}
