//! Awards: who has one, and the page that proves it. Its address stays as long as the file of the achievement says it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::drawn::{CardId, Mention};
use super::facets::{free, slug};
use super::meta::Meta;
use super::speech::Speech;
use super::{Outline, PageId};
use crate::doc::{Map, Value};
use crate::site::{Item, ItemId, Site, Target};
use crate::view::{AwardLink, AwardView, Body, Card, DateView, FieldView, HtmlView};

/// The fields of an award that stand in a place of their own: who has it, and since when.
pub(super) const TO: &str = "to";
const DATE: &str = "date";

/// One award to one of those who have it.
pub(super) struct Award {
    /// Its name in addresses.
    slug: Arc<str>,
    to: Target,
    fields: Map<Target>,
}

/// The awards of an item, by the role of that name, one for each who has it.
fn awards(site: &Site, item: &Item) -> Vec<Award> {
    let Some(path) = &item.kind.roles.awards else { return Vec::new() };
    let groups = item.fields.at(path).into_iter().filter_map(|found| found.value.map());
    let each = groups.flat_map(|fields| fields.at(TO).into_iter().map(move |to| (fields, to)));
    let mut taken = BTreeSet::new();
    let award = |(fields, to): (&Map<Target>, &crate::diag::Spanned<Value<Target>>)| {
        let to = to.value.reference()?;
        Some(Award { slug: name(site, to, &mut taken), to: to.clone(), fields: fields.clone() })
    };
    each.filter_map(award).collect()
}

/// The name of who has it; a number behind the second award to the same person.
fn name(site: &Site, to: &Target, taken: &mut BTreeSet<Arc<str>>) -> Arc<str> {
    let own = match to {
        Target::Item(id) => Some(site.item(*id).doc.slug.clone()),
        Target::Guest(guest) => slug(&guest.name),
    };
    free(own.unwrap_or_else(|| "award".into()), taken)
}

/// The awards of each item that has some.
pub(super) fn all(site: &Site) -> BTreeMap<ItemId, Vec<Award>> {
    site.items.iter().map(|item| (item.id, awards(site, item))).filter(|(_, awards)| !awards.is_empty()).collect()
}

impl Outline {
    fn awards_of(&self, item: &Item) -> &[Award] {
        self.awards.get(&item.id).map_or(&[], Vec::as_slice)
    }

    /// The pages that prove the awards of all items.
    pub(super) fn award_pages(&self) -> Vec<PageId> {
        let originals = self.awards.iter().filter(|(id, _)| self.site.item(**id).original.is_none());
        originals.flat_map(|(id, awards)| awards.iter().map(|award| PageId::Award(*id, award.slug.clone()))).collect()
    }

    /// Who has it, the newest last.
    pub(super) fn award_links(&self, item: &Item, speech: &Speech) -> Vec<AwardLink> {
        let original = item.original.unwrap_or(item.id);
        let link = |award: &Award| AwardLink {
            to: self.person(&award.to),
            date: date(award, speech),
            url: self.href(&PageId::Award(original, award.slug.clone())),
        };
        self.awards_of(item).iter().map(link).collect()
    }

    /// How many awards have a card: one each.
    pub(super) fn award_cards(&self, item: &Item) -> usize {
        self.awards_of(item).len()
    }

    /// The card of an item that leads to the page that proves one of its awards.
    pub(super) fn award_card(&self, item: &Item, at: usize) -> Arc<Card> {
        let card = self.card_of(item.id);
        let Some(award) = self.awards_of(item).get(at) else { return card };
        let (url, date) = (self.href(&PageId::Award(item.id, award.slug.clone())), date(award, self.main()));
        Arc::new(Card { url, date: date.or_else(|| card.date.clone()), people: Vec::new(), ..(*card).clone() })
    }

    /// The awards of an item to another one.
    pub(super) fn awards_to(&self, of: ItemId, from: &Item) -> Vec<Mention> {
        let to_it = self.awards_of(from).iter().enumerate().filter(|(_, award)| award.to == Target::Item(of));
        to_it.map(|(at, _)| self.mention(CardId::Award(from.id, at))).collect()
    }

    pub(super) fn award_page(&self, id: &PageId, item: ItemId, slug: &str) -> HtmlView {
        let (item, speech) = (self.site.item(item), self.main());
        let Some(award) = self.awards_of(item).iter().find(|award| *award.slug == *slug) else {
            return self.not_found();
        };
        let to = self.person(&award.to);
        let title = format!("{}: {}", item.title, to.name).into();
        let mut meta = self.item_meta(id, item, speech);
        meta.breadcrumbs.push(crate::view::NavLink { label: item.title.clone(), url: self.item_href(item.id) });
        let meta = Meta {
            json_ld: super::json_ld::award(&self.site, item, &award.to, &award.fields).into(),
            alternates: Vec::new(),
            noindex: true,
            ..Meta { url: self.href(id), title, ..meta }
        };
        let view = AwardView {
            to,
            card: self.card_of(item.id),
            date: date(award, speech),
            fields: self.award_fields(item, award, speech),
            criteria: Self::other_fields(item, &self.field_views(item, &item.fields, &item.kind.fields, speech)),
        };
        self.html_view(meta, Body::Award(Box::new(view)))
    }

    fn award_fields(&self, item: &Item, award: &Award, speech: &Speech) -> Vec<FieldView> {
        let fields = item.kind.roles.awards.as_ref().and_then(|path| item.kind.field(path)?.ty.fields());
        let views = fields.map(|fields| self.field_views(item, &award.fields, fields, speech)).unwrap_or_default();
        views.into_iter().filter(|view| !matches!(&*view.name, TO | DATE)).collect()
    }
}

fn date(award: &Award, speech: &Speech) -> Option<DateView> {
    match &award.fields.get(DATE)?.value {
        Value::Date(date) => Some(speech.partial(date)),
        other => other.when().map(|when| speech.day(&when)),
    }
}
