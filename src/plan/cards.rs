//! Cards: what lists show of an item, made once and shared by all lists.

use std::sync::Arc;

use super::Outline;
use super::speech::Speech;
use super::values::initials;
use crate::doc::Value;
use crate::locale::Locale;
use crate::site::{Dated, Item, ItemId, Timed};
use crate::view::{Card, Mark, PersonLink, Shown, Text, WhenView};

/// The cards of all items, in the order of the items. Persons on cards are plain names: a card never holds another card.
pub(super) fn all(outline: &Outline<'_>) -> Vec<Arc<Card>> {
    let next = next_dates(outline);
    let card = |item: &Item| Arc::new(outline.card(item, next[item.original.unwrap_or(item.id).0]));
    outline.site.items.iter().map(card).collect()
}

/// The date to show for each item: the next one that is not over, else the last.
fn next_dates<'a>(outline: &Outline<'a>) -> Vec<Option<&'a Dated>> {
    let mut next: Vec<Option<&Dated>> = vec![None; outline.site.items.len()];
    for dated in &outline.site.dates {
        let slot = &mut next[dated.item.0];
        let coming = |known: &Dated| known.occurrence.ends_at > outline.site.now.at && !known.occurrence.cancelled;
        let has_upcoming = slot.is_some_and(coming);
        if !has_upcoming {
            *slot = Some(dated);
        }
    }
    next
}

impl Outline<'_> {
    pub(super) fn card(&self, item: &Item, next: Option<&Dated>) -> Card {
        let speech = self.speech_of(item);
        let foreign = item.language != self.site.config.language;
        let topics = item.topics.iter().map(|topic| self.topic_link(topic, &speech.language)).collect();
        Card {
            url: self.item_href(item.id),
            title: item.title.clone(),
            summary: item.summary.clone(),
            kind: item.kind.name.clone(),
            kind_label: item.kind.label.one.clone(),
            language: foreign.then(|| item.language.clone()),
            direction: foreign.then(|| Locale::new(&item.language).direction().into()),
            image: self.item_image(item),
            initials: if item.kind.fields.contains_key("name") { initials(&item.title) } else { "".into() },
            when: next.and_then(|dated| self.when_of(dated, speech)),
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

    pub(super) fn when_of(&self, dated: &Dated, speech: &Speech<'_>) -> Option<WhenView> {
        let timed = self.timed(dated)?;
        Some(speech.when(timed, &dated.occurrence, self.site.now))
    }

    fn timed(&self, dated: &Dated) -> Option<&Timed> {
        self.site.item(dated.item).times.get(dated.time)
    }

    /// The card of an item with another of its dates, for the calendar.
    pub(super) fn dated_card(&self, dated: &Dated, speech: &Speech<'_>) -> Arc<Card> {
        if let Some(changed) = self.changed_date(dated.item, dated) {
            return changed.card.clone();
        }
        let (card, item) = (&self.cards[dated.item.0], self.site.item(dated.item));
        let title = self.timed(dated).map_or_else(|| item.title.clone(), |timed| item.title_of(timed));
        let when = self.when_of(dated, speech);
        let is_over = dated.occurrence.ends_at <= self.site.now.at;
        let media = if is_over { self.media_of(item, dated, speech) } else { Vec::new() };
        if card.when == when && card.title == title && media.is_empty() {
            return card.clone();
        }
        Arc::new(Card { when, title, media, ..(**card).clone() })
    }

    fn marks(&self, item: &Item, speech: &Speech<'_>) -> Vec<Mark> {
        let paths = item.kind.card.iter();
        paths.flat_map(|path| self.mark(item, path, speech)).collect()
    }

    fn mark(&self, item: &Item, path: &str, speech: &Speech<'_>) -> Vec<Mark> {
        let Some(field) = item.kind.field(path) else { return Vec::new() };
        let shown_elsewhere =
            matches!(path, "status" | "headline" | "title") || (path == "language" && item.language == speech.language);
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
        speech: &Speech<'_>,
    ) -> Option<Text> {
        if let Some(target) = value.value.reference() {
            return Some(self.site.name_of(target).clone());
        }
        if let Value::Money(offers) = &value.value {
            return self.price_mark(offers, speech);
        }
        match self.shown(item, value, field, speech)? {
            Shown::Text { text } | Shown::Choice { text, .. } | Shown::Date { text, .. } | Shown::Link { text, .. } => {
                Some(text)
            }
            Shown::Bool { value: true, .. } => Some(field.label.clone()),
            _ => None,
        }
    }

    /// One price, or the lowest and the highest of several: `Free – 40 EUR`.
    fn price_mark(&self, offers: &[crate::doc::Offer], speech: &Speech<'_>) -> Option<Text> {
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
fn mode(item: &Item, speech: &Speech<'_>) -> Option<Mark> {
    let has = |path: &Option<crate::kinds::Path>| path.as_ref().is_some_and(|path| item.fields.entry(path).is_some());
    let value = match (has(&item.kind.roles.place), has(&item.kind.roles.online)) {
        (true, true) => "hybrid",
        (true, false) => "in-person",
        (false, true) => "online",
        (false, false) => return None,
    };
    Some(Mark { name: "mode".into(), value: value.into(), text: speech.choice("mode", value) })
}

fn status(item: &Item, speech: &Speech<'_>) -> Option<Mark> {
    let status = item.text("status").filter(|status| *status != "confirmed" && !item.times.is_empty())?;
    Some(Mark { name: "status".into(), value: status.into(), text: speech.choice("status", status) })
}
