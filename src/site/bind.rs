//! Binding the values of an item: references to items, topics to the vocabulary, pictures to files.

use std::sync::Arc;

use super::files::Files;
use super::names::{Entry, Name, Register};
use super::{ItemId, Target};
use crate::config::Topics;
use crate::diag::{Diagnostic, Fault, Span, Spanned, codes, nearest};
use crate::doc::{self, Doc, Guest, Map, Reference, Value};
use crate::kinds::{Field, Fields, Kind, Shape, Type};

/// What binding an item needs to know of the others.
pub(super) struct Binder<'a> {
    pub(super) register: &'a Register<'a>,
    pub(super) docs: &'a [Arc<Doc>],
    pub(super) kinds: &'a crate::kinds::Kinds,
    pub(super) topics: &'a Topics,
    /// The names of persons, sorted: for guests that resemble one.
    pub(super) people: &'a [Name],
    /// The last year that does not look like a typing error is ten years behind this one.
    pub(super) year: i16,
    pub(super) files: Files<'a>,
    pub(super) found: Vec<Diagnostic>,
}

impl Binder<'_> {
    /// Binds the fields of an item.
    pub(super) fn item(&mut self, doc: &Doc, kind: &Kind) -> Map<Target> {
        self.map(doc, &doc.fields, &kind.fields, None)
    }

    fn map(&mut self, doc: &Doc, map: &Map<Reference>, fields: &Fields, shape: Option<Shape>) -> Map<Target> {
        let mut bound = Vec::new();
        for entry in map {
            let Some(field) = fields.get(&entry.name) else { continue };
            let value = match (shape, &*entry.name, &entry.value.value) {
                (Some(Shape::Image), "src", Value::Text(src)) => Value::Text(self.picture(doc, src, entry.value.span)),
                _ => self.value(doc, &entry.value, field),
            };
            bound.push(doc::Entry {
                name: entry.name.clone(),
                key: entry.key,
                value: Spanned::new(value, entry.value.span),
            });
        }
        bound.into_iter().collect()
    }

    fn value(&mut self, doc: &Doc, value: &Spanned<Value<Reference>>, field: &Field) -> Value<Target> {
        let span = value.span;
        match &value.value {
            Value::Ref(reference) => Value::Ref(self.reference(doc, reference, field, span)),
            Value::List(entries) => Value::List(
                entries.iter().map(|entry| Spanned::new(self.value(doc, entry, field), entry.span)).collect(),
            ),
            Value::Map(map) => match &field.ty {
                Type::Map { shape, fields } => Value::Map(self.map(doc, map, fields, *shape)),
                Type::Ref { or, .. } => Value::Map(self.map(doc, map, or, None)),
                _ => Value::Map(Map::default()),
            },
            Value::Topic(topic) => {
                self.topic(doc, topic, &field.name, span);
                Value::Topic(topic.clone())
            }
            Value::Moment(when) => {
                self.year(doc, when, span);
                Value::Moment(*when)
            }
            Value::Date(date) => {
                self.year(doc, &crate::time::When::Day(date.first_day()), span);
                Value::Date(*date)
            }
            other => unreferenced(other),
        }
    }

    fn say(&mut self, doc: &Doc, fault: Fault) {
        self.found.push(fault.at(&doc.path));
    }

    fn year(&mut self, doc: &Doc, when: &crate::time::When, span: Span) {
        if let Some(wrong) = when.odd_year(self.year) {
            self.say(doc, wrong.at(span));
        }
    }

    fn topic(&mut self, doc: &Doc, topic: &str, field: &str, span: Span) {
        if !self.topics.controlled || self.topics.by_slug.contains_key(topic) {
            return;
        }
        let lower = topic.to_lowercase();
        let meant = self.topics.by_slug.iter().find(|(_, known)| {
            known.synonyms.iter().chain(known.labels.values()).any(|word| word.to_lowercase() == lower)
        });
        let near =
            meant.map(|(slug, _)| &**slug).or_else(|| nearest(topic, self.topics.by_slug.keys().map(|slug| &**slug)));
        let fault = Fault::new(&codes::UNKNOWN_TOPIC, span, format!("`{field}`: there is no topic `{topic}`"));
        self.say(
            doc,
            match near {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => fault.help(format!("add it to topics.yaml: `- slug: {topic}`")),
            },
        );
    }

    pub(super) fn reference(&mut self, doc: &Doc, reference: &Reference, field: &Field, span: Span) -> Target {
        let Type::Ref { to, guest, .. } = &field.ty else { return nobody("") };
        match reference {
            Reference::Guest(named) => {
                if *guest {
                    self.resembles(doc, named, &field.name, span);
                }
                Target::Guest(named.clone())
            }
            Reference::Item { folder, slug } => match self.register.find(to, folder.as_deref(), slug) {
                Some(Entry::Shown(at)) => Target::Item(ItemId(at)),
                Some(Entry::Held(at)) => nobody(&self.held_name(at)),
                // A name without spaces, in a script without capitals or with an underscore, is shaped like a slug.
                None if *guest && folder.is_none() && !is_plain_slug(slug) => nobody(slug),
                None => {
                    self.unknown(doc, to, folder.as_deref(), slug, &field.name, span);
                    nobody(slug)
                }
            },
        }
    }

    fn held_name(&self, at: usize) -> Arc<str> {
        let doc = &self.docs[at];
        let title = doc.fields.first("title").or_else(|| doc.fields.first("name")).and_then(|found| found.value.text());
        title.unwrap_or(&doc.slug).into()
    }

    fn unknown(&mut self, doc: &Doc, to: &[Arc<str>], folder: Option<&str>, slug: &str, field: &str, span: Span) {
        let wanted = self.register.wanted(to);
        let written = folder.map_or_else(|| slug.to_string(), |folder| format!("{folder}/{slug}"));
        let fault = Fault::new(&codes::UNKNOWN_REFERENCE, span, format!("`{field}`: there is no {wanted} `{written}`"));
        let folders: Vec<&str> = to.iter().filter_map(|name| self.kinds.get(name)).map(|kind| &*kind.folder).collect();
        self.say(
            doc,
            match self.register.nearest(to, folder, slug) {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => match folders.first() {
                    Some(folder) => fault.help(format!(
                        "the file would be `content/{folder}/{slug}.md`; a guest is written `{{name: \"Jo Doe\"}}`"
                    )),
                    None => fault.help("write the folder and the name of the file: `events/first-meeting`"),
                },
            },
        );
    }

    fn resembles(&mut self, doc: &Doc, guest: &Guest, field: &str, span: Span) {
        let name = Name::new(&guest.name, 0);
        let start = self.people.partition_point(|known| known.first() < name.first());
        let alike = self.people[start..].iter().take_while(|known| known.first() == name.first());
        let near = alike.filter(|known| known.resembles(&name)).map(|known| known.doc).next();
        if let Some(at) = near {
            let slug = self.docs[at].slug.clone();
            let fault = Fault::new(
                &codes::GUEST_RESEMBLES,
                span,
                format!("`{field}`: the guest `{}` has nearly the name of somebody with a page here", guest.name),
            );
            self.say(doc, fault.help(format!("write `{slug}` if it is the same person")));
        }
    }

    /// The path of a picture in the site folder, or the address of one elsewhere, as it is.
    fn picture(&mut self, doc: &Doc, src: &Arc<str>, span: Span) -> Arc<str> {
        if src.contains("://") {
            return src.clone();
        }
        match self.files.find(&doc.path, src) {
            Some(source) => self.files.image(source),
            None => {
                let near =
                    nearest(src, self.files.neighbors(&doc.path, src)).map(|near| format!("did you mean `{near}`?"));
                self.say(doc, missing_picture(src, span).help_opt(near));
                src.clone()
            }
        }
    }
}

fn is_plain_slug(slug: &str) -> bool {
    slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// The fault of a picture that is not there.
pub(super) fn missing_picture(src: &str, span: Span) -> Fault {
    Fault::new(&codes::MISSING_IMAGE, span, format!("there is no picture `{src}` beside this file"))
}

/// Somebody without a page.
pub(super) fn nobody(name: &str) -> Target {
    Target::Guest(Arc::new(Guest { name: name.into(), ..Guest::default() }))
}

/// A value that holds no reference, in the type of the next stage.
fn unreferenced(value: &Value<Reference>) -> Value<Target> {
    match value {
        Value::Text(v) => Value::Text(v.clone()),
        Value::Markdown(v) => Value::Markdown(v.clone()),
        Value::Bool(v) => Value::Bool(*v),
        Value::Number(v) => Value::Number(v.clone()),
        Value::Money(v) => Value::Money(v.clone()),
        Value::Date(v) => Value::Date(*v),
        Value::Moment(v) => Value::Moment(*v),
        Value::Duration(v) => Value::Duration(*v),
        Value::Zone(v) => Value::Zone(v.clone()),
        Value::Language(v) => Value::Language(v.clone()),
        Value::Url(v) => Value::Url(v.clone()),
        Value::Choice(v) => Value::Choice(v.clone()),
        Value::Topic(v) => Value::Topic(v.clone()),
        Value::Availability(v) => Value::Availability(v.clone()),
        Value::Free(v) => Value::Free(v.clone()),
        Value::Ref(_) | Value::List(_) | Value::Map(_) => Value::Map(Map::default()),
    }
}
