//! What the filters of a list load in the browser: facet values in columns, texts to look in, and cards in small portions.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::collection::json;
use super::facets::FacetPlan;
use super::{Outline, PageId};
use crate::site::ItemId;
use crate::view::{FilterView, OrderView, Text};

/// How many cards a portion has. A page of results needs some two dozen from anywhere in the list, so that larger portions would
/// bring along what nobody sees; smaller ones would be too many files.
const PORTION: usize = 16;

/// How many results are shown at once: each may lie in a portion of its own.
const MOST_RESULTS: usize = 24;

/// A file for the filters of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FilterPart {
    /// Which items have which values, and in which orders they can stand.
    Columns,
    /// Titles and summaries.
    Texts,
    /// A portion of the cards, from 0.
    Cards(usize),
}

/// The columns. An item is its place in the list.
#[derive(Serialize)]
struct Columns<'a> {
    /// Which order of which items the places mean; the other files say the same.
    version: &'a str,
    count: usize,
    portion: usize,
    page: usize,
    texts: Text,
    /// The address of portions, with `{n}` for their number.
    cards: String,
    orders: &'a BTreeMap<&'static str, Vec<usize>>,
    facets: Vec<Column<'a>>,
}

#[derive(Serialize)]
struct Column<'a> {
    name: &'a str,
    /// Slug and label, most frequent first.
    values: Vec<(&'a str, &'a str)>,
    /// Of each item the number of its value, from 1.
    items: Vec<Cell>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Cell {
    One(usize),
    Many(Vec<usize>),
}

#[derive(Serialize)]
struct Portion<'a, T> {
    version: &'a str,
    items: Vec<T>,
}

impl Outline {
    /// The files for the filters of all lists that have facets.
    pub(super) fn filter_pages(&self) -> Vec<PageId> {
        let mut pages = Vec::new();
        for kind in self.kinds.keys().filter(|kind| !self.facets_of(kind).is_empty()) {
            let portions = self.kinds[kind].items.len().div_ceil(PORTION);
            let cards = (0..portions).map(FilterPart::Cards);
            let parts = [FilterPart::Columns, FilterPart::Texts].into_iter().chain(cards);
            pages.extend(parts.map(|part| PageId::Filter(kind.clone(), part)));
        }
        pages
    }

    /// What a page of a list tells the script.
    pub(super) fn filter_view(&self, kind: &Arc<str>) -> Option<FilterView> {
        if self.facets_of(kind).is_empty() {
            return None;
        }
        let order =
            |name: &str| OrderView { value: name.into(), label: self.main().word(&format!("order_{name}")).into() };
        let orders = self.kinds[kind].orders.keys().map(|name| order(name));
        Some(FilterView {
            url: self.href(&PageId::Filter(kind.clone(), FilterPart::Columns)),
            list: self.href(&PageId::Index(kind.clone(), 1)),
            orders: [order("list")].into_iter().filter(|_| orders.len() > 0).chain(orders.clone()).collect(),
        })
    }

    /// A file for the filters of a list.
    pub(super) fn filter(&self, kind: &Arc<str>, part: FilterPart) -> Vec<u8> {
        let items = &self.kinds[kind].items;
        let version = &*self.kinds[kind].version;
        let text = match part {
            FilterPart::Columns => self.columns(kind),
            FilterPart::Texts => {
                let items = items.iter().map(|id| &self.cards[id.0]);
                json(&Portion {
                    version,
                    items: items
                        .map(|card| format!("{}\n{}", card.title, card.summary).trim_end().to_owned())
                        .collect(),
                })
            }
            FilterPart::Cards(number) => {
                let items = items.chunks(PORTION).nth(number).unwrap_or_default();
                json(&Portion { version, items: items.iter().map(|id| self.drawn.item(*id)).collect() })
            }
        };
        text.into_bytes()
    }

    fn columns(&self, kind: &Arc<str>) -> String {
        let plan = &self.kinds[kind];
        let facets = self.facets_of(kind);
        json(&Columns {
            version: &plan.version,
            count: plan.items.len(),
            portion: PORTION,
            page: self.site.config.page_size.min(MOST_RESULTS),
            texts: self.href(&PageId::Filter(kind.clone(), FilterPart::Texts)),
            cards: self.href(&PageId::Filter(kind.clone(), FilterPart::Cards(0))).replace("/0.json", "/{n}.json"),
            orders: &plan.orders,
            facets: facets.into_iter().map(|(_, facet)| column(facet, &plan.rank)).collect(),
        })
    }
}

fn column<'a>(facet: &'a FacetPlan, place: &BTreeMap<ItemId, usize>) -> Column<'a> {
    let mut items: Vec<Vec<usize>> = vec![Vec::new(); place.len()];
    let values = facet.by_count();
    for (number, (_, value)) in values.iter().enumerate() {
        for at in value.items.iter().filter_map(|id| place.get(id)) {
            items[*at].push(number + 1);
        }
    }
    let cell = |mut values: Vec<usize>| match values.len() {
        0 | 1 => Cell::One(values.pop().unwrap_or_default()),
        _ => Cell::Many(values),
    };
    Column {
        name: &facet.name,
        values: values.into_iter().map(|(slug, value)| (&**slug, &*value.label)).collect(),
        items: items.into_iter().map(cell).collect(),
    }
}
