//! Single dates: what a list shows of one that is different, the page that it has, and what is left of one that is over.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::speech::Speech;
use super::{Outline, PageId};
use crate::doc::{Map, Value};
use crate::kinds::Path;
use crate::site::{Dated, Item, ItemId, Target};
use crate::time::When;
use crate::view::{Body, Card, DateEntry, HtmlView, MediaLink, NavLink, Text, WhenView};

/// What is kept of something that took place. All else among its resources was there before.
const KEPT: &[&str] = &["recording", "slides", "notes", "code", "captions", "video", "podcast"];

/// Which date: the item, which of its times, and the date as the rule has it.
pub(super) type DateId = (ItemId, usize, When);

/// A date on which something is different.
pub(super) struct Changed {
    /// The item as it is on that date.
    pub(super) item: Item,
    /// What lists show of it.
    pub(super) card: Arc<Card>,
    /// Whether it has a page of its own.
    pub(super) has_page: bool,
}

/// All dates on which something is different, those of translations among them.
pub(super) fn changed(outline: &Outline) -> BTreeMap<DateId, Changed> {
    let site = &outline.site;
    let mut all = BTreeMap::new();
    for item in &site.items {
        for dated in site.dates_of(item).filter(|dated| dated.occurrence.changed) {
            let Some(on_date) = site.on_date(item, dated) else { continue };
            let id = (item.id, dated.time, dated.occurrence.original);
            let has_page = site.has_page(item, dated);
            let page = has_page.then(|| outline.base.local(&super::body::encoded(&on_date.url)));
            let card = outline.date_card(item, &on_date, dated, page);
            all.insert(id, Changed { item: on_date, card, has_page });
        }
    }
    all
}

impl Outline {
    /// A date of an item, if something is different on it.
    pub(super) fn changed_date(&self, item: ItemId, dated: &Dated) -> Option<&Changed> {
        self.changed.get(&(item, dated.time, dated.occurrence.original)).filter(|_| dated.occurrence.changed)
    }

    /// The address of the page that the date with this anchor has.
    pub(super) fn page_of_date(&self, item: ItemId, anchor: &str) -> Option<Text> {
        if !anchor.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let item = self.site.item(item);
        let mut dates = self.site.dates_of(item).filter(|dated| dated.occurrence.changed);
        let dated = dates.find(|dated| self.site.date_path(dated, '-') == anchor)?;
        let changed = self.changed_date(item.id, dated).filter(|changed| changed.has_page)?;
        Some(changed.card.url.clone())
    }

    fn date_card(&self, item: &Item, on_date: &Item, dated: &Dated, page: Option<Text>) -> Arc<Card> {
        let speech = self.speech_of(item);
        Arc::new(Card {
            url: page.unwrap_or_else(|| self.item_href(item.id)),
            note: on_date.text("note").unwrap_or_default().into(),
            media: self.media_of(item, dated, speech),
            ..self.card(on_date, Some(dated))
        })
    }

    /// The dates of an item as its page lists them, with what each says of itself.
    pub(super) fn date_entry(&self, item: &Item, dated: &Dated, speech: &Speech) -> Option<DateEntry> {
        let when = self.when_of(dated, speech)?;
        let media = self.media_of(item, dated, speech);
        let plain = DateEntry { id: self.site.date_path(dated, '-').into(), when, media, ..DateEntry::default() };
        let Some(changed) = self.changed_date(item.id, dated) else { return Some(plain) };
        let (card, series) = (&changed.card, &self.cards[item.id.0]);
        let other = |own: &Text, all: &Text| if own == all { Text::from("") } else { own.clone() };
        let usual = self.site.item(dated.item).times.get(dated.time).map(|timed| item.title_of(timed));
        Some(DateEntry {
            url: if changed.has_page { card.url.clone() } else { "".into() },
            title: other(&changed.item.title, &usual.unwrap_or_else(|| item.title.clone())),
            status: card.status.clone().filter(|_| card.status != series.status),
            place: other(&card.place, &series.place),
            mode: card.mode.clone().filter(|_| card.mode != series.mode),
            note: card.note.clone(),
            people: if card.people == series.people { Vec::new() } else { card.people.clone() },
            ..plain
        })
    }

    /// What is kept of a date: of one of a series only what the date says itself.
    pub(super) fn media_of(&self, item: &Item, dated: &Dated, speech: &Speech) -> Vec<MediaLink> {
        let Some(timed) = self.site.item(dated.item).times.get(dated.time) else { return Vec::new() };
        if let Some(fields) = timed.change_fields(&dated.occurrence) {
            let kind = item.kind.on_one_date(timed.within.as_ref().map(|(path, _)| &**path));
            return self.media(fields, &kind.roles.materials, speech);
        }
        let schedule = &timed.schedule;
        if item.times.len() > 1 || schedule.rule.is_some() || !schedule.also.is_empty() {
            return Vec::new();
        }
        let mut all = self.media(&item.fields, &item.kind.roles.materials, speech);
        all.extend(self.media_from(item, speech));
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|link| seen.insert(link.url.clone()));
        all
    }

    fn media(&self, fields: &Map<Target>, paths: &[Path], speech: &Speech) -> Vec<MediaLink> {
        let found = paths.iter().flat_map(|path| fields.at(path));
        let link = |value: &Value<Target>| match (value, value.reference()) {
            (_, Some(Target::Item(id))) => self.media_item(self.site.item(*id), speech),
            (Value::Map(map), _) => {
                let text = |name: &str| map.get(name).and_then(|found| found.value.text());
                let kind = text("kind").filter(|kind| KEPT.contains(kind))?;
                let title = text("title").unwrap_or_default().into();
                Some(MediaLink {
                    kind: kind.into(),
                    label: speech.choice("kind", kind),
                    title,
                    url: text("url")?.into(),
                })
            }
            _ => None,
        };
        found.filter_map(|found| link(&found.value)).collect()
    }

    fn media_item(&self, item: &Item, speech: &Speech) -> Option<MediaLink> {
        let kind = item.text("type").filter(|kind| KEPT.contains(kind))?;
        let (label, title) = (speech.choice("type", kind), item.title.clone());
        Some(MediaLink { kind: kind.into(), label, title, url: self.item_href(item.id) })
    }

    /// What says of itself that it comes from an item.
    fn media_from(&self, item: &Item, speech: &Speech) -> Vec<MediaLink> {
        let links = self.site.backlinks[item.original.unwrap_or(item.id).0].iter();
        let from = links.map(|link| (self.site.item(link.from), &link.path));
        let is_origin = |(from, path): &(&Item, &Path)| from.kind.roles.origin.as_ref() == Some(*path);
        from.filter(is_origin).filter_map(|(from, _)| self.media_item(from, speech)).collect()
    }

    /// The page of a date.
    pub(super) fn date_page(&self, id: &PageId, date: &DateId) -> (Arc<str>, HtmlView) {
        let series = self.site.item(date.0);
        let speech = self.speech_of(series);
        let Some(changed) = self.changed.get(date) else { return self.item_page(&PageId::Item(date.0), date.0) };
        let item = &changed.item;
        let card = Card { when: changed.card.when.clone().map(alone), ..(*changed.card).clone() };
        let mut view = self.item_view(item, card.into(), speech);
        view.fields.retain(|field| &*field.name != "note");
        view.series = Some(NavLink { label: series.title.clone(), url: self.item_href(series.id) });
        let title = self.date_title(changed, series, date, speech);
        let mut meta = self.item_meta(id, item, speech);
        meta.title = title;
        let about = [&*changed.card.note, &*meta.description];
        meta.description = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ").into();
        meta.breadcrumbs.push(NavLink { label: series.title.clone(), url: self.item_href(series.id) });
        meta.json_ld = super::json_ld::date(&self.site, series, item).into();
        meta.alternates = self.date_alternates(series, date);
        ("date.html".into(), self.html_view(meta, Body::Item(Box::new(view))))
    }

    /// A title that no other date of the series has.
    fn date_title(&self, changed: &Changed, series: &Item, date: &DateId, speech: &Speech) -> Text {
        let own = series.times.get(date.1).map(|timed| series.title_of(timed));
        match own.is_some_and(|usual| usual == changed.item.title) {
            true => {
                let day = changed.item.times.first().map(|timed| timed.schedule.start.date());
                let day = day.map(|day| speech.locale.date_medium(day)).unwrap_or_default();
                format!("{}, {day}", changed.item.title).into()
            }
            false => changed.item.title.clone(),
        }
    }

    /// The page of a date in all its languages, where there are several.
    fn date_alternates(&self, series: &Item, date: &DateId) -> Vec<crate::view::Alternate> {
        let page = |version: &Item| {
            let id = (version.id, date.1, date.2);
            self.changed.get(&id).filter(|changed| changed.has_page).map(|_| PageId::Date(id.0, id.1, id.2))
        };
        let versions = self.versions(series).filter_map(|version| Some((version, page(version)?)));
        let all: Vec<_> = versions.map(|(version, page)| self.alternate(version, self.href(&page))).collect();
        if all.len() > 1 { all } else { Vec::new() }
    }
}

/// A date by itself does not repeat.
fn alone(when: WhenView) -> WhenView {
    WhenView { repeats: "".into(), ..when }
}

/// The pages of the dates that have one.
pub(super) fn pages<'a>(outline: &'a Outline) -> impl Iterator<Item = PageId> + 'a {
    let with_page = outline.changed.iter().filter(|(_, changed)| changed.has_page);
    with_page.map(|((item, time, original), _)| PageId::Date(*item, *time, *original))
}
