//! What other items say of one: reverse links, by kind and role, each to the place where it is said.

use std::sync::Arc;

use super::Outline;
use crate::doc::Map;
use crate::site::{Item, ItemId, Target};
use crate::view::{Card, LinkGroup, Text};

/// The parts of an event, which have anchors on its page.
const SESSIONS: &str = "sessions";

impl Outline<'_> {
    /// What other items say of this one, by kind and role.
    pub(super) fn links(&self, item: &Item) -> Vec<LinkGroup> {
        let mut groups: Vec<((usize, Text), LinkGroup)> = Vec::new();
        for link in &self.site.backlinks[item.id.0] {
            let from = self.site.item(link.from);
            let order = self.site.kinds.iter().position(|kind| kind.name == from.kind.name).unwrap_or_default();
            let label = self.link_label(item, from, &link.path);
            let cards = self.mentions(item.id, from, &link.path);
            // One role may stand in several fields: speakers of an event, of a session, of a single date.
            match groups.iter_mut().find(|(_, group)| group.label == label) {
                Some((_, group)) => group.cards.extend(cards),
                None => {
                    let name = format!("{}-{}", from.kind.name, link.path.replace('.', "-")).into();
                    groups.push(((order, link.path.clone()), LinkGroup { name, label, cards }));
                }
            }
        }
        groups.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut groups: Vec<LinkGroup> = groups.into_iter().map(|(_, group)| group).collect();
        groups.iter_mut().for_each(|group| {
            group.cards.sort_by(|a, b| newest_first(a, b));
            group.cards.dedup_by(|a, b| a.url == b.url && a.title == b.title);
        });
        groups
    }

    /// Where an item names another one in a field: the item, or the session or the date that does.
    fn mentions(&self, of: ItemId, from: &Item, path: &str) -> Vec<Arc<Card>> {
        let found = match path.rsplit_once('.') {
            Some(_) if from.kind.is_of_one_date(path) => self.on_dates(of, from, path),
            Some((SESSIONS, rest)) => self.in_sessions(of, from, rest),
            _ => Vec::new(),
        };
        if found.is_empty() { vec![self.card_of(from.id)] } else { found }
    }

    fn on_dates(&self, of: ItemId, from: &Item, path: &str) -> Vec<Arc<Card>> {
        let rest = path.rsplit('.').next().unwrap_or(path);
        let dates = self.site.dates_of(from).filter(|dated| {
            let timed = from.times.get(dated.time);
            let change = timed.and_then(|timed| timed.change_fields(&dated.occurrence));
            change.is_some_and(|fields| names(fields, rest, of))
        });
        dates.filter_map(|dated| Some(self.changed_date(from.id, dated)?.card.clone())).collect()
    }

    fn in_sessions(&self, of: ItemId, from: &Item, rest: &str) -> Vec<Arc<Card>> {
        let maps = from.fields.at(SESSIONS).into_iter().filter_map(|found| found.value.map());
        let part = |map: &Map<Target>| {
            let text = |name: &str| map.get(name).and_then(|found| found.value.text());
            let (id, title) = (text("id")?, text("title")?);
            let card = self.card_of(from.id);
            let (url, title) = (format!("{}#{id}", card.url), format!("{title} ({})", card.title));
            Some(Arc::new(Card { url: url.into(), title: title.into(), ..(*card).clone() }))
        };
        maps.filter(|map| names(map, rest, of)).filter_map(part).collect()
    }

    /// For a person the role ("Speaker"), for other items what kind of item names them ("Pathways").
    fn link_label(&self, item: &Item, from: &Item, path: &str) -> Text {
        let field = from.kind.field(path);
        let is_role =
            from.kind.roles.people.iter().any(|role| **role == *path || path.strip_suffix(".who") == Some(role));
        match field {
            Some(field) if is_role && item.kind.fields.contains_key("name") => {
                format!("{}: {}", from.kind.label.many, field.role).into()
            }
            None if path == "replies" => format!("{}: {}", from.kind.label.many, self.main().word("replied")).into(),
            _ => from.kind.label.many.clone(),
        }
    }
}

fn names(fields: &Map<Target>, path: &str, of: ItemId) -> bool {
    fields.at(path).into_iter().any(|found| found.value.reference() == Some(&Target::Item(of)))
}

/// Upcoming dates before past ones are too much for a list of mentions: the newest comes first.
fn newest_first(a: &Card, b: &Card) -> std::cmp::Ordering {
    let key = |card: &Card| {
        card.when
            .as_ref()
            .map(|when| when.starts_at.clone())
            .or_else(|| card.date.as_ref().map(|date| date.iso.clone()))
    };
    key(b).cmp(&key(a)).then_with(|| a.title.cmp(&b.title))
}
