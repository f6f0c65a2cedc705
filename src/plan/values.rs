//! Values of fields, ready to be shown.

use std::sync::Arc;

use super::speech::Speech;
use super::{Outline, PageId};
use crate::diag::Spanned;
use crate::doc::{Map, Offer, Value};
use crate::kinds::{Field, Fields, Shape, Type};
use crate::site::{Item, Target};
use crate::view::{FieldView, ImageView, PersonLink, Shown, Text, TopicLink};

/// What a group of fields has that is a link and no more.
const LINK: &[&str] = &["url", "title", "label", "name", "kind", "after_registration"];

impl Outline {
    /// A value, or nothing where there is nothing to show.
    pub(super) fn shown(
        &self,
        item: &Item,
        value: &Spanned<Value<Target>>,
        field: &Field,
        speech: &Speech,
    ) -> Option<Shown> {
        Some(match &value.value {
            Value::Text(text) | Value::Number(text) => Shown::Text { text: text.clone() },
            Value::Markdown(_) => Shown::Html { html: self.field_html(item, value.span, speech) },
            Value::Bool(value) => {
                Shown::Bool { value: *value, text: speech.word(if *value { "yes" } else { "no" }).into() }
            }
            Value::Money(offers) => self.money(offers, speech),
            Value::Date(date) => date_shown(speech.partial(date)),
            Value::Moment(when) => date_shown(speech.date(when, &self.site.zone_of(item))),
            Value::Duration(length) => Shown::Text { text: length.to_string().into() },
            Value::Zone(zone) => Shown::Text { text: speech.zone(zone) },
            Value::Language(code) => Shown::Choice { value: code.clone(), text: speech.language_name(code) },
            Value::Url(url) => Shown::Link { url: url.clone(), text: host(url), kind: "".into() },
            Value::Choice(word) => Shown::Choice { value: word.clone(), text: speech.choice(&field.name, word) },
            Value::Topic(topic) => Shown::Topic { topic: self.topic_link(topic, &speech.language) },
            Value::Ref(target) => self.target(target, ""),
            Value::Availability(hours) => Shown::Text { text: hours.to_string().into() },
            Value::Free(node) => Shown::Free { value: node.to_json() },
            Value::List(entries) => Shown::List {
                items: entries.iter().filter_map(|entry| self.shown(item, entry, field, speech)).collect(),
            },
            Value::Map(map) => return self.group(item, map, field, speech),
        })
    }

    fn group(&self, item: &Item, map: &Map<Target>, field: &Field, speech: &Speech) -> Option<Shown> {
        let fields = field.ty.fields()?;
        if field.ty.has_shape(Shape::Image) {
            return self.image(map).map(|image| Shown::Image { image });
        }
        if let (Type::Ref { .. }, Some(target)) =
            (&field.ty, map.iter().find_map(|entry| entry.value.value.reference()))
        {
            return Some(self.target(target, &self.note(item, map, fields, speech)));
        }
        let is_link = map.iter().all(|entry| LINK.contains(&&*entry.name)) && !after_registration(map);
        if let Some(Value::Url(url)) = map.get("url").map(|found| &found.value).filter(|_| is_link) {
            let text = |name: &str| map.get(name).and_then(|found| found.value.text());
            if let Some(title) = text("title").or_else(|| text("label")).or_else(|| text("name")) {
                return Some(Shown::Link {
                    url: url.clone(),
                    text: title.into(),
                    kind: text("kind").unwrap_or_default().into(),
                });
            }
        }
        let mut fields = self.field_views(item, map, fields, speech);
        if field.ty.has_shape(Shape::Place) {
            on_the_map(&mut fields, map, speech);
        }
        (!fields.is_empty()).then_some(Shown::Group { fields })
    }

    /// The fields of a group with their labels. The way into a call that is for the registered only is left out.
    pub(super) fn field_views(
        &self,
        item: &Item,
        map: &Map<Target>,
        fields: &Fields,
        speech: &Speech,
    ) -> Vec<FieldView> {
        let hidden = |name: &str| name == "after_registration" || (name == "url" && after_registration(map));
        let entries = map.iter().filter(|entry| !hidden(&entry.name));
        let view = |entry: &crate::doc::Entry<Target>| {
            let field = fields.get(&entry.name)?;
            let value = self.shown(item, &entry.value, field, speech)?;
            Some(FieldView { name: entry.name.clone(), label: speech.label(&field.label), value })
        };
        entries.filter_map(view).collect()
    }

    /// What stands beside a name: `2024-09 – 2026-06`, a role, a reason.
    fn note(&self, item: &Item, map: &Map<Target>, fields: &Fields, speech: &Speech) -> String {
        let words = self.field_views(item, map, fields, speech).into_iter().filter_map(|field| match field.value {
            Shown::Text { text } | Shown::Choice { text, .. } => Some(text.to_string()),
            Shown::Date { text, .. } if &*field.name == "to" => Some(format!("– {text}")),
            Shown::Date { text, .. } => Some(text.to_string()),
            _ => None,
        });
        words.collect::<Vec<_>>().join(" ")
    }

    fn target(&self, target: &Target, note: &str) -> Shown {
        match target {
            Target::Item(id) if self.site.item(*id).kind.fields.contains_key("name") => {
                Shown::Person { person: self.person(target), note: note.into() }
            }
            Target::Item(id) => Shown::Item {
                title: self.site.item(*id).title.clone(),
                url: self.item_href(*id),
                card: self.drawn.item(*id),
            },
            Target::Guest(_) => Shown::Person { person: self.person(target), note: note.into() },
        }
    }

    /// A person or an organization in a line.
    pub(super) fn person(&self, target: &Target) -> PersonLink {
        match target {
            Target::Item(id) => self.people[id.0].clone().unwrap_or_else(|| self.member(self.site.item(*id))),
            Target::Guest(guest) => PersonLink {
                name: guest.name.clone(),
                url: guest.link.clone().unwrap_or_default(),
                external: guest.link.is_some(),
                headline: guest.headline.clone().or_else(|| guest.affiliation.clone()).unwrap_or_default(),
                image: None,
                initials: initials(&guest.name),
            },
        }
    }

    /// An item in a line.
    pub(super) fn member(&self, item: &Item) -> PersonLink {
        PersonLink {
            name: item.title.clone(),
            url: self.item_href(item.id),
            external: false,
            headline: item.text("headline").unwrap_or_default().into(),
            image: self.item_image(item),
            initials: initials(&item.title),
        }
    }

    /// The picture of an item.
    pub(super) fn item_image(&self, item: &Item) -> Option<ImageView> {
        let path = item.kind.roles.image.as_ref()?;
        let found = item.fields.first(path).or_else(|| item.fields.first("image"))?;
        self.image(found.value.map()?)
    }

    fn image(&self, map: &Map<Target>) -> Option<ImageView> {
        let text = |name: &str| map.get(name).and_then(|found| found.value.text()).unwrap_or_default();
        let src = text("src");
        let asset = self.site.assets.get(src);
        if asset.is_none() && !src.contains("://") {
            return None;
        }
        Some(ImageView {
            url: asset.map_or_else(|| src.into(), |asset| self.base.local(&super::body::encoded(&asset.output))),
            alt: text("alt").into(),
            width: asset.map_or(0, |asset| asset.width),
            height: asset.map_or(0, |asset| asset.height),
            credit: text("credit").into(),
        })
    }

    pub(super) fn topic_link(&self, topic: &Arc<str>, language: &str) -> TopicLink {
        let has_page = self.site.by_topic.contains_key(topic);
        TopicLink {
            label: self.site.topics.label(topic, language).into(),
            url: if has_page { self.href(&PageId::Topic(topic.clone())) } else { "".into() },
            count: 0,
        }
    }

    fn money(&self, offers: &[Offer], speech: &Speech) -> Shown {
        let zone = self.site.config.zone_or_utc();
        let line = |offer: &Offer| -> Text {
            let name = offer.name.as_ref().map(|name| format!("{name}: ")).unwrap_or_default();
            let until = offer
                .until
                .as_ref()
                .map(|until| format!(" ({} {})", speech.word("until"), speech.date(until, &zone).text));
            format!("{name}{}{}", speech.price(&offer.price), until.unwrap_or_default()).into()
        };
        let shown = |offer: &Offer| match &offer.url {
            Some(url) => Shown::Link { url: url.clone(), text: line(offer), kind: "".into() },
            None => Shown::Text { text: line(offer) },
        };
        match offers {
            [one] => shown(one),
            several => Shown::List { items: several.iter().map(shown).collect() },
        }
    }
}

/// A place on the map in place of two numbers.
fn on_the_map(fields: &mut Vec<FieldView>, map: &Map<Target>, speech: &Speech) {
    let number = |name: &str| map.get(name)?.value.text();
    let (Some(lat), Some(lon)) = (number("lat"), number("lon")) else { return };
    let url = format!("https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}");
    let link = Shown::Link { url: url.into(), text: speech.word("on_the_map").into(), kind: "".into() };
    fields.retain(|field| !matches!(&*field.name, "lat" | "lon"));
    fields.push(FieldView { name: "map".into(), label: speech.word("map").into(), value: link });
}

fn date_shown(date: crate::view::DateView) -> Shown {
    Shown::Date { iso: date.iso, text: date.text }
}

/// Whether the way into a call is for the registered only.
pub(super) fn after_registration(map: &Map<Target>) -> bool {
    matches!(map.get("after_registration").map(|found| &found.value), Some(Value::Bool(true)))
}

/// The host of an address, which says where a link leads.
pub(super) fn host(url: &str) -> Text {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest).trim_start_matches("www.").into()
}

/// At most two letters for a picture that is not there.
pub(super) fn initials(name: &str) -> Text {
    let words: Vec<&str> = name.split_whitespace().collect();
    let ends = match words[..] {
        [] => vec![],
        [one] => vec![one],
        [first, .., last] => vec![first, last],
    };
    let letters = ends.into_iter().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    letters.flat_map(char::to_uppercase).collect::<String>().into()
}
