//! Pages that list items: home, the index of a kind, topics.

use std::sync::Arc;

use serde::Serialize;

use super::{Card, NavLink, Text, TopicLink};

/// The home page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct HomeView {
    /// The text of `content/index.md`, as HTML; may be empty.
    pub intro: Text,
    /// What comes next in the calendar.
    pub upcoming: Vec<Arc<Card>>,
    /// The other sections, as the theme declares them in `theme.yaml`; empty ones are left out.
    pub sections: Vec<Section>,
    /// The topics with most items.
    pub topics: Vec<TopicLink>,
    /// Every kind that has items, with how many: `Resources`, `25`.
    pub kinds: Vec<TopicLink>,
}

/// A few cards under a heading.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Section {
    /// For CSS and anchors.
    pub name: Text,
    /// The heading.
    pub title: Text,
    /// The cards, as HTML: items of a list.
    pub cards: Vec<Text>,
    /// Where there are more; none where these are all.
    pub more: Option<NavLink>,
    /// Whether it shows only what is to come or open: what is over since the build leaves it, by a script.
    pub open: bool,
}

/// The index of a kind, or a part of it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ListView {
    /// The name of the kind.
    pub kind: Text,
    /// `Resources`, or `Resources: Beginner`.
    pub heading: Text,
    /// What the kind is for, in a sentence.
    pub intro: Text,
    /// How many there are, in words: `25 resources`.
    pub count: Text,
    /// The cards of this page of the list, in groups where the order suggests them (upcoming and past); a group may have no title.
    pub groups: Vec<Section>,
    /// The ways to narrow the list.
    pub facets: Vec<Facet>,
    /// What the script that filters needs, where there are facets.
    pub filter: Option<FilterView>,
    /// Where the list is not narrowed, if it is.
    pub all: Option<NavLink>,
    /// The other pages of the list.
    pub pager: Option<Pager>,
    /// The address of the calendar file, if these take place.
    pub calendar: Option<Text>,
}

/// What the script that filters a list needs.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FilterView {
    /// The address of the values of all items, as JSON.
    pub url: Text,
    /// The address of the whole list, which is that of all filtered ones too.
    pub list: Text,
    /// The orders in which the list can be had, first its own; none if there is only that.
    pub orders: Vec<OrderView>,
}

/// An order of a list.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct OrderView {
    /// For the script and for addresses: `date`, or `list` for the list's own.
    pub value: Text,
    /// What people read.
    pub label: Text,
}

/// A field by which a list can be narrowed.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Facet {
    /// The field.
    pub name: Text,
    /// What people read.
    pub label: Text,
    /// Its values, most frequent first.
    pub values: Vec<FacetValue>,
    /// The page with all values, where these are not all.
    pub more: Option<NavLink>,
}

/// A value of a facet.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FacetValue {
    /// The value in addresses: `beginner`.
    pub value: Text,
    /// What people read.
    pub label: Text,
    /// The list of the items that have it.
    pub url: Text,
    /// How many there are.
    pub count: usize,
    /// Whether this page is that list.
    pub current: bool,
}

/// The other pages of a long list.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Pager {
    /// This page, from 1.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// `Page 2 of 7`.
    pub text: Text,
    /// The page before.
    pub previous: Option<Text>,
    /// The page behind.
    pub next: Option<Text>,
    /// All pages by number; long rows are cut, with an empty address where something is left out.
    pub links: Vec<NavLink>,
}

/// All topics.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TopicsView {
    /// Those with items, by label.
    pub topics: Vec<TopicLink>,
}

/// One topic.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TopicView {
    /// What it is called.
    pub label: Text,
    /// What it is.
    pub description: Text,
    /// The topics above it.
    pub broader: Vec<TopicLink>,
    /// The topics below it.
    pub narrower: Vec<TopicLink>,
    /// Its items, by kind.
    pub sections: Vec<Section>,
    /// The address of its calendar file, if some of them take place.
    pub calendar: Option<Text>,
}
