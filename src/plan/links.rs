//! What other items say of one: reverse links, by kind and role, each to the place where it is said.

use std::sync::Arc;

use super::Outline;
use super::awards::TO;
use super::drawn::{CardId, Mention};
use crate::doc::Map;
use crate::site::{Item, ItemId, Target};
use crate::view::{Card, LinkGroup, NavLink, Text};

/// Where somebody who answered a question is named.
const ACCEPTED: &str = "replies.accepted";

/// The parts of an event, which have anchors on its page.
const SESSIONS: &str = "sessions";

/// How many of a group are cards; the others are links, since some people did a lot.
const MOST_CARDS: usize = 12;

impl Outline {
    /// What other items say of this one, by kind and role.
    pub(super) fn links(&self, item: &Item) -> Vec<LinkGroup> {
        let mut groups: Vec<Group> = Vec::new();
        for link in &self.site.backlinks[item.id.0] {
            let from = self.site.item(link.from);
            let order = self.site.kinds.iter().position(|kind| kind.name == from.kind.name).unwrap_or_default();
            let label = self.link_label(item, from, &link.path);
            let mentions = self.mentions(item.id, from, &link.path);
            // One role may stand in several fields: speakers of an event, of a session, of a single date.
            match groups.iter_mut().find(|group| group.label == label) {
                Some(group) => group.mentions.extend(mentions),
                None => {
                    let name = format!("{}-{}", from.kind.name, link.path.replace('.', "-")).into();
                    groups.push(Group { order: (order, link.path.clone()), name, label, mentions });
                }
            }
        }
        groups.sort_by(|a, b| a.order.cmp(&b.order));
        groups.into_iter().map(Group::view).collect()
    }

    /// Where an item names another one in a field: the item, or the session, the date or the proof of an award that does.
    fn mentions(&self, of: ItemId, from: &Item, path: &str) -> Vec<Mention> {
        let found = match path.rsplit_once('.') {
            Some(_) if from.kind.is_of_one_date(path) => self.on_dates(of, from, path),
            Some((SESSIONS, rest)) => self.in_sessions(of, from, rest),
            Some((group, TO)) if from.kind.roles.awards.as_deref() == Some(group) => self.awards_to(of, from),
            _ => Vec::new(),
        };
        if found.is_empty() { vec![self.mention_item(from.id)] } else { found }
    }

    fn on_dates(&self, of: ItemId, from: &Item, path: &str) -> Vec<Mention> {
        let rest = path.rsplit('.').next().unwrap_or(path);
        let dates = self.site.dates_of(from).filter(|dated| {
            let timed = from.times.get(dated.time);
            let change = timed.and_then(|timed| timed.change_fields(&dated.occurrence));
            change.is_some_and(|fields| names(fields, rest, of))
        });
        dates.map(|dated| self.mention_date(dated)).collect()
    }

    fn in_sessions(&self, of: ItemId, from: &Item, rest: &str) -> Vec<Mention> {
        let parts = sessions(from).filter(|(_, map)| names(map, rest, of));
        parts.map(|(at, _)| self.mention(CardId::Part(from.id, at))).collect()
    }

    /// The card of an item that leads to one of its sessions.
    pub(super) fn part_card(&self, item: &Item, at: usize) -> Arc<Card> {
        let card = self.card_of(item.id);
        let Some((_, map)) = sessions(item).find(|(other, _)| *other == at) else { return card };
        let text = |name: &str| map.get(name).and_then(|found| found.value.text()).unwrap_or_default();
        let (url, title) = (format!("{}#{}", card.url, text("id")), format!("{} ({})", text("title"), card.title));
        Arc::new(Card { url: url.into(), title: title.into(), ..(*card).clone() })
    }

    /// For a person the role ("Speaker"), for other items what kind of item names them ("Pathways").
    fn link_label(&self, item: &Item, from: &Item, path: &str) -> Text {
        let (field, speech) = (from.kind.field(path), self.speech_of(item));
        let many = speech.label(&from.kind.label.many);
        let is_role =
            from.kind.roles.people.iter().any(|role| **role == *path || path.strip_suffix(".who") == Some(role));
        match field {
            // What an item is to another one is a role too: the sponsor of an event.
            Some(field) if item.kind.fields.contains_key("name") && (is_role || field.role != field.label) => {
                format!("{many}: {}", speech.label(&field.role)).into()
            }
            None if path == ACCEPTED => format!("{many}: {}", speech.word("accepted")).into(),
            None if path == "replies" => format!("{many}: {}", speech.word("replied")).into(),
            _ => many,
        }
    }
}

/// What others say of an item in one role.
struct Group {
    order: (usize, Text),
    name: Text,
    label: Text,
    mentions: Vec<Mention>,
}

impl Group {
    fn view(mut self) -> LinkGroup {
        self.mentions.sort_by(|a, b| newest_first(&a.card, &b.card));
        self.mentions.dedup_by(|a, b| a.card.url == b.card.url && a.card.title == b.card.title);
        let others = self.mentions.split_off(self.mentions.len().min(MOST_CARDS));
        let link = |mention: Mention| NavLink { label: mention.card.title.clone(), url: mention.card.url.clone() };
        LinkGroup {
            name: self.name,
            label: self.label,
            cards: self.mentions.into_iter().map(|mention| mention.html).collect(),
            others: others.into_iter().map(link).collect(),
        }
    }
}

/// The parts of an item that have an anchor, each with its place.
pub(super) fn sessions(item: &Item) -> impl Iterator<Item = (usize, &Map<Target>)> {
    let maps = item.fields.at(SESSIONS).into_iter().filter_map(|found| found.value.map()).enumerate();
    maps.filter(|(_, map)| ["id", "title"].iter().all(|name| map.get(name).is_some()))
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
