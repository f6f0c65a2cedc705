//! Cards: what lists show of an item, made once and shared by all lists.

use std::sync::Arc;

use super::Outline;
use super::speech::{Speech, utc};
use super::values::initials;
use crate::doc::Value;
use crate::locale::direction;
use crate::site::{Dated, Item, ItemId, Site, Timed};
use crate::time::Zone;
use crate::view::{Card, Mark, PersonLink, Shown, Text, WhenView};

/// The cards of all items, in the order of the items. Persons on cards are plain names: a card never holds another card.
pub(super) fn all(outline: &Outline) -> Vec<Arc<Card>> {
    let next = |item: &Item| outline.next[item.original.unwrap_or(item.id).0].map(|at| &outline.site.dates[at]);
    outline.site.items.iter().map(|item| Arc::new(outline.card(item, next(item)))).collect()
}

/// The date to show for each item, by its place in the dates of the site: the next one that is not over, else the last.
pub(super) fn next_dates(site: &Site) -> Vec<Option<usize>> {
    let mut next: Vec<Option<usize>> = vec![None; site.items.len()];
    for dated in &site.dates {
        let slot = &mut next[dated.item.0];
        let coming = |known: &Dated| known.occurrence.ends_at > site.now.at && !known.occurrence.cancelled;
        let has_upcoming = slot.is_some_and(|known| coming(&site.dates[known]));
        if !has_upcoming {
            *slot = dated.id;
        }
    }
    next
}

impl Outline {
    pub(super) fn card(&self, item: &Item, next: Option<&Dated>) -> Card {
        let speech = self.speech_of(item);
        let foreign = item.language != self.site.config.language;
        let topics = item.topics.iter().map(|topic| self.topic_link(topic, &speech.language)).collect();
        let over_at = self.over_at(item);
        Card {
            url: self.item_href(item.id),
            title: item.title.clone(),
            summary: item.summary.clone(),
            kind: item.kind.name.clone(),
            kind_label: speech.label(&item.kind.label.one),
            language: foreign.then(|| item.language.clone()),
            direction: foreign.then(|| direction(&item.language).into()),
            translation: item.doc.translation.is_some(),
            image: self.item_image(item),
            initials: if item.kind.fields.contains_key("name") { initials(&item.title) } else { "".into() },
            when: next.and_then(|dated| self.when_of(dated, speech)),
            following: next.map(|dated| self.following(item, dated, speech)).unwrap_or_default(),
            over_at: over_at.map(utc).unwrap_or_default(),
            over: over_at.is_some_and(|at| at <= self.site.now.at),
            place: place(item),
            mode: mode(item, speech),
            status: status(item, speech),
            marks: self.marks(item, speech),
            people: self.card_people(item),
            topics,
            date: item.published().map(|date| speech.day(&date)),
            closes: item.kind.roles.closes.iter().find_map(|path| item.when(path)).map(|date| speech.day(&date)),
            link: item.kind.roles.link.as_ref().and_then(|path| item.text(path)).map(Into::into),
            replies: item.kind.roles.replies.as_ref().map(|_| speech.count("replies", item.replies.len()).into()),
            answered: item.is_answered(),
            note: "".into(),
            media: Vec::new(),
        }
    }

    pub(super) fn when_of(&self, dated: &Dated, speech: &Speech) -> Option<WhenView> {
        let timed = self.timed(dated)?;
        let foreign = self.site.config.zone.as_ref().is_some_and(|own| *own != timed.schedule.zone);
        Some(WhenView { foreign, ..speech.when(timed, &dated.occurrence, self.site.now) })
    }

    /// The zone of a date; an item may have schedules in several.
    pub(super) fn zone_of_date(&self, dated: &Dated) -> Zone {
        let own = self.timed(dated).map(|timed| timed.schedule.zone.clone());
        own.unwrap_or_else(|| self.site.config.zone_or_utc())
    }

    fn timed(&self, dated: &Dated) -> Option<&Timed> {
        self.site.item(dated.item).times.get(dated.time)
    }

    /// The card of an item with another of its dates, for the calendar.
    pub(super) fn dated_card(&self, dated: &Dated, speech: &Speech) -> Arc<Card> {
        if let Some(changed) = self.changed_date(dated.item, dated) {
            return changed.card.clone();
        }
        let (card, item) = (&self.cards[dated.item.0], self.site.item(dated.item));
        if self.is_next(dated) {
            return card.clone();
        }
        let over = dated.occurrence.ends_at <= self.site.now.at;
        Arc::new(Card {
            when: self.when_of(dated, speech),
            title: self.dated_title(dated),
            media: if over { self.media_of(item, dated, speech) } else { Vec::new() },
            following: Vec::new(),
            over_at: utc(dated.occurrence.ends_at),
            over,
            ..(**card).clone()
        })
    }

    /// What one of the dates of an item is called.
    pub(super) fn dated_title(&self, dated: &Dated) -> Text {
        if let Some(changed) = self.changed_date(dated.item, dated) {
            return changed.card.title.clone();
        }
        let item = self.site.item(dated.item);
        self.timed(dated).map_or_else(|| item.title.clone(), |timed| item.title_of(timed))
    }

    /// The card of a date on which something is different, else that of its item, whatever date that shows.
    pub(super) fn nearest_card(&self, dated: &Dated) -> &Card {
        self.changed_date(dated.item, dated).map_or(&self.cards[dated.item.0], |changed| &changed.card)
    }

    /// Whether one of the dates of an item is off.
    pub(super) fn is_cancelled(&self, dated: &Dated) -> bool {
        let card = self.nearest_card(dated);
        dated.occurrence.cancelled || card.status.as_ref().is_some_and(|status| &*status.value == "cancelled")
    }

    fn marks(&self, item: &Item, speech: &Speech) -> Vec<Mark> {
        let paths = item.kind.card.iter();
        paths.flat_map(|path| self.mark(item, path, speech)).collect()
    }

    fn mark(&self, item: &Item, path: &str, speech: &Speech) -> Vec<Mark> {
        let Some(field) = item.kind.field(path) else { return Vec::new() };
        let roles = &item.kind.roles;
        if roles.confirmed.as_deref() == Some(path) {
            return self.checked(item, speech).map(checked_mark).into_iter().collect();
        }
        let shown_elsewhere = matches!(path, "status" | "headline" | "title")
            || (path == "language" && item.language == speech.language)
            || roles.closes.iter().any(|closes| **closes == *path);
        // What an item does not say itself tells nothing apart.
        let top = path.split('.').next().unwrap_or(path);
        let is_default = item.fields.entry(top).is_some_and(|entry| entry.key == item.doc.at);
        if shown_elsewhere || is_default {
            return Vec::new();
        }
        let mark = |found: &crate::diag::Spanned<Value<crate::site::Target>>| {
            let value = match &found.value {
                Value::Money(offers) if offers.iter().all(|offer| offer.price.is_free()) => "free",
                Value::Money(_) => "paid",
                other => other.text().unwrap_or_default(),
            };
            let text = self.in_a_word(item, found, field, speech)?;
            Some(Mark { name: field.name.clone(), value: value.into(), text })
        };
        item.fields.at(path).into_iter().filter_map(mark).take(4).collect()
    }

    /// A value as one word or line, for marks.
    fn in_a_word(
        &self,
        item: &Item,
        value: &crate::diag::Spanned<Value<crate::site::Target>>,
        field: &crate::kinds::Field,
        speech: &Speech,
    ) -> Option<Text> {
        if let Some(target) = value.value.reference() {
            return Some(self.site.name_of(target).clone());
        }
        if let Value::Money(offers) = &value.value {
            return self.price_mark(offers, speech);
        }
        if let Value::Number(number) = &value.value {
            // A number alone says little: `2 places`, where the theme has a word for it.
            let (key, n) = (format!("count.{}", field.name), number.parse::<usize>());
            return Some(match n.ok().map(|n| speech.count(&key, n)).filter(|text| *text != key) {
                Some(text) => text.into(),
                None => number.clone(),
            });
        }
        match self.shown(item, value, field, speech)? {
            Shown::Text { text } | Shown::Choice { text, .. } | Shown::Date { text, .. } | Shown::Link { text, .. } => {
                Some(text)
            }
            Shown::Bool { value: true, .. } => Some(speech.label(&field.label)),
            _ => None,
        }
    }

    /// One price, or the lowest and the highest of several: `Free – 40 EUR`.
    fn price_mark(&self, offers: &[crate::doc::Offer], speech: &Speech) -> Option<Text> {
        let cents = |offer: &&crate::doc::Offer| match &offer.price {
            crate::money::Price::Amount { amount, .. } => {
                (amount.parse::<f64>().unwrap_or_default() * 100.0).round() as i64
            }
            crate::money::Price::Free => 0,
        };
        let lowest = speech.price(&offers.iter().min_by_key(cents)?.price);
        let highest = speech.price(&offers.iter().max_by_key(cents)?.price);
        Some(if lowest == highest { lowest } else { format!("{lowest} – {highest}").into() })
    }

    fn card_people(&self, item: &Item) -> Vec<PersonLink> {
        // Who is named in the title already ("Thanks to {to}") would be taken for the author.
        let titled = |path: &str| item.kind.title_from.iter().any(|from| from.contains(&format!("{{{path}}}")));
        let first = item.people.iter().map(|participant| &participant.path).find(|path| !titled(path));
        let first = first.filter(|path| !item.kind.is_of_one_date(path));
        let same = item.people.iter().filter(|participant| Some(&participant.path) == first);
        same.take(3).map(|participant| self.person(&participant.who)).collect()
    }

    /// The card of an item.
    pub(super) fn card_of(&self, id: ItemId) -> Arc<Card> {
        self.cards[id.0].clone()
    }
}

/// `confirmed in October`, or that it is too long ago.
fn checked_mark(checked: crate::view::CheckedView) -> Mark {
    let value = if checked.stale { "stale" } else { "fresh" };
    Mark { name: "confirmed".into(), value: value.into(), text: checked.text }
}

fn place(item: &Item) -> Text {
    let Some(path) = &item.kind.roles.place else {
        let parts = ["place.city", "place.country"].map(|path| item.text(path).unwrap_or_default());
        return parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ").into();
    };
    let part = |name: &str| item.text(&format!("{path}.{name}")).unwrap_or_default().to_string();
    let parts = [part("name"), part("address.city")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ").into()
}

/// In person, online or both, by the roles `place` and `online`.
fn mode(item: &Item, speech: &Speech) -> Option<Mark> {
    let has = |path: &Option<crate::kinds::Path>| path.as_ref().is_some_and(|path| item.fields.entry(path).is_some());
    let value = match (has(&item.kind.roles.place), has(&item.kind.roles.online)) {
        (true, true) => "hybrid",
        (true, false) => "in-person",
        (false, true) => "online",
        (false, false) => return None,
    };
    Some(Mark { name: "mode".into(), value: value.into(), text: speech.choice("mode", value) })
}

fn status(item: &Item, speech: &Speech) -> Option<Mark> {
    let status = item.text("status").filter(|status| *status != "confirmed" && !item.times.is_empty())?;
    Some(Mark { name: "status".into(), value: status.into(), text: speech.choice("status", status) })
}
