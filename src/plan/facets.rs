//! Facets: the items of a kind by the values of a field.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Outline, PageId};
use crate::doc::Value;
use crate::kinds::{Kind, Path};
use crate::site::{Item, ItemId, Target};
use crate::view::{Facet, FacetValue, NavLink, Text, TopicLink};

/// How many values of a facet stand beside a list; the others are on a page of their own.
const MOST_VALUES: usize = 12;

/// A facet of a kind.
#[derive(Clone, Debug)]
pub(super) struct FacetPlan {
    /// The name in addresses: `level`.
    pub(super) name: Text,
    /// What people read.
    pub(super) label: Text,
    /// The values by their slug.
    pub(super) values: BTreeMap<Arc<str>, FacetItems>,
}

/// The items with one value.
#[derive(Clone, Debug, Default)]
pub(super) struct FacetItems {
    pub(super) label: Text,
    pub(super) items: Vec<ItemId>,
}

impl FacetPlan {
    pub(super) fn new(outline: &Outline, kind: &Kind, path: &Path) -> Self {
        let mut values: BTreeMap<Arc<str>, FacetItems> = BTreeMap::new();
        for id in &outline.kinds[&kind.name].items {
            for (slug, label) in outline.facet_values(outline.site.item(*id), path) {
                let value = values.entry(slug).or_insert_with(|| FacetItems { label, items: Vec::new() });
                if value.items.last() != Some(id) {
                    value.items.push(*id);
                }
            }
        }
        let name = path.rsplit('.').next().unwrap_or(path).replace('_', "-");
        let label = kind.field(path).map_or_else(|| name.as_str().into(), |field| outline.main().label(&field.label));
        Self { name: name.into(), label, values }
    }

    /// Whether it tells items apart at all.
    pub(super) fn is_useful(&self) -> bool {
        self.values.len() > 1
    }

    /// The values, most frequent first.
    pub(super) fn by_count(&self) -> Vec<(&Arc<str>, &FacetItems)> {
        let mut values: Vec<_> = self.values.iter().collect();
        values.sort_by(|a, b| b.1.items.len().cmp(&a.1.items.len()).then_with(|| a.1.label.cmp(&b.1.label)));
        values
    }
}

impl Outline {
    /// The values of an item for a facet: slug and label.
    pub(super) fn facet_values(&self, item: &Item, path: &str) -> Vec<(Arc<str>, Text)> {
        let speech = self.main();
        let name = path.rsplit('.').next().unwrap_or(path);
        let value = |value: &Value<Target>| -> Option<(Arc<str>, Text)> {
            Some(match value {
                Value::Choice(word) => (slug(word)?, speech.choice(name, word)),
                Value::Topic(topic) => (topic.clone(), self.site.topics.label(topic, &speech.language).into()),
                Value::Language(code) => (code.to_lowercase().into(), speech.language_name(code)),
                Value::Text(text) | Value::Number(text) => (slug(text)?, text.clone()),
                Value::Zone(zone) => (slug(zone.name())?, speech.zone(zone)),
                Value::Bool(yes) => {
                    ((if *yes { "yes" } else { "no" }).into(), speech.word(if *yes { "yes" } else { "no" }).into())
                }
                Value::Money(offers) => {
                    let free = offers.iter().any(|offer| offer.price.is_free());
                    let word = if free { "free" } else { "paid" };
                    (word.into(), speech.word(word).into())
                }
                Value::Date(date) => (date.year().to_string().into(), date.year().to_string().into()),
                value => {
                    let name = self.site.name_of(value.reference()?);
                    (slug(name)?, name.clone())
                }
            })
        };
        item.fields.at(path).into_iter().filter_map(|found| value(&found.value)).collect()
    }

    /// The facets of a kind beside one of its lists; `current` is the one that narrows it.
    pub(super) fn facet_views(&self, kind: &Arc<str>, current: Option<(&Path, &Arc<str>)>) -> Vec<Facet> {
        self.facets_of(kind).into_iter().map(|(path, facet)| self.facet_view(kind, path, facet, current)).collect()
    }

    /// The facets of a kind that tell its items apart, in the order in which it names them.
    pub(super) fn facets_of(&self, kind: &Arc<str>) -> Vec<(&Path, &FacetPlan)> {
        let named = self.site.kinds.get(kind).map_or(&[][..], |kind| &kind.facets);
        named.iter().filter_map(|path| Some((path, self.facets.get(&(kind.clone(), path.clone()))?))).collect()
    }

    fn facet_view(
        &self,
        kind: &Arc<str>,
        path: &Path,
        facet: &FacetPlan,
        current: Option<(&Path, &Arc<str>)>,
    ) -> Facet {
        let is_current = |slug: &Arc<str>| current == Some((path, slug));
        let all = facet.by_count();
        let value = |(slug, value): &(&Arc<str>, &FacetItems)| FacetValue {
            value: (*slug).clone(),
            label: value.label.clone(),
            url: self.href(&PageId::Facet(kind.clone(), path.clone(), (*slug).clone(), 1)),
            count: value.items.len(),
            current: is_current(slug),
        };
        let kept = all
            .iter()
            .enumerate()
            .filter(|(at, (slug, _))| *at < MOST_VALUES || is_current(slug))
            .map(|(_, entry)| value(entry));
        let more = (all.len() > MOST_VALUES).then(|| NavLink {
            label: self.main().word("show_all").into(),
            url: self.href(&PageId::FacetIndex(kind.clone(), path.clone())),
        });
        Facet { name: facet.name.clone(), label: facet.label.clone(), values: kept.collect(), more }
    }

    /// All values of a facet, by label.
    pub(super) fn facet_links(&self, kind: &Arc<str>, path: &Path) -> Vec<TopicLink> {
        let facet = &self.facets[&(kind.clone(), path.clone())];
        let link = |(slug, value): (&Arc<str>, &FacetItems)| TopicLink {
            label: value.label.clone(),
            url: self.href(&PageId::Facet(kind.clone(), path.clone(), slug.clone(), 1)),
            count: value.items.len(),
        };
        let mut links: Vec<TopicLink> = facet.values.iter().map(link).collect();
        links.sort_by(|a, b| (a.label.to_lowercase(), &a.url).cmp(&(b.label.to_lowercase(), &b.url)));
        links
    }
}

/// A name that is not among those that are taken, with a number behind it where need be; it is taken from now on.
pub(super) fn free(own: Arc<str>, taken: &mut BTreeSet<Arc<str>>) -> Arc<str> {
    let numbered = (2..).map(|n| Arc::from(format!("{own}-{n}")));
    let free = std::iter::once(own.clone()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or(own);
    taken.insert(free.clone());
    free
}

/// A value as part of an address; none if no letter is left.
pub(super) fn slug(text: &str) -> Option<Arc<str>> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && c != '+' && c != '#').filter(|word| !word.is_empty()).collect();
    let slug = words.join("-").replace('+', "p").replace('#', "sharp");
    (!slug.is_empty()).then(|| slug.into())
}
