//! Binding the values of an item: references to items, topics to the vocabulary, pictures to files.

use std::sync::Arc;

use super::files::Files;
use super::names::{Entry, Name, Register};
use super::{ItemId, Target};
use crate::config::Topics;
use crate::diag::{Diagnostic, Fault, Span, Spanned, codes, nearest};
use crate::doc::{self, Doc, Guest, Map, Reference, Value};
use crate::kinds::{Field, Fields, Kind, Shape, Type};
use crate::source::SitePath;

/// Behind so many problems the nearest name is no longer looked for.
const MOST_SUGGESTED: usize = 1_000;

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
    pub(super) fn fields(&mut self, from: &SitePath, fields: &Map<Reference>, kind: &Kind) -> Map<Target> {
        self.map(from, fields, &kind.fields, None)
    }

    /// Binds fields that no page shows: what is wrong in them is said, but their pictures do not go onto the website.
    pub(super) fn withheld(&mut self, from: &SitePath, fields: &Map<Reference>, kind: &Kind) -> Map<Target> {
        self.files.takes = false;
        let bound = self.fields(from, fields, kind);
        self.files.takes = true;
        bound
    }

    fn map(&mut self, from: &SitePath, map: &Map<Reference>, fields: &Fields, shape: Option<Shape>) -> Map<Target> {
        let mut bound = Vec::new();
        for entry in map {
            let Some(field) = fields.get(&entry.name) else { continue };
            let value = match (shape, &*entry.name, &entry.value.value) {
                (Some(Shape::Image), "src", Value::Text(src)) => Value::Text(self.picture(from, src, entry.value.span)),
                _ => self.value(from, &entry.value, field),
            };
            bound.push(doc::Entry {
                name: entry.name.clone(),
                key: entry.key,
                value: Spanned::new(value, entry.value.span),
            });
        }
        bound.into_iter().collect()
    }

    fn value(&mut self, from: &SitePath, value: &Spanned<Value<Reference>>, field: &Field) -> Value<Target> {
        let span = value.span;
        match &value.value {
            Value::Ref(reference) => Value::Ref(self.reference(from, reference, field, span)),
            Value::List(entries) => Value::List(
                entries.iter().map(|entry| Spanned::new(self.value(from, entry, field), entry.span)).collect(),
            ),
            Value::Map(map) => match &field.ty {
                Type::Map { shape, fields } => Value::Map(self.map(from, map, fields, *shape)),
                Type::Ref { or, .. } => Value::Map(self.map(from, map, or, None)),
                _ => Value::Map(Map::default()),
            },
            Value::Topic(topic) => {
                self.topic(from, topic, &field.name, span);
                Value::Topic(topic.clone())
            }
            Value::Moment(when) => {
                self.year(from, when, span);
                Value::Moment(*when)
            }
            Value::Date(date) => {
                self.year(from, &crate::time::When::Day(date.first_day()), span);
                Value::Date(*date)
            }
            other => unreferenced(other),
        }
    }

    fn say(&mut self, from: &SitePath, fault: Fault) {
        self.found.push(fault.at(from));
    }

    fn year(&mut self, from: &SitePath, when: &crate::time::When, span: Span) {
        if let Some(wrong) = when.odd_year(self.year) {
            self.say(from, wrong.at(span));
        }
    }

    fn topic(&mut self, from: &SitePath, topic: &str, field: &str, span: Span) {
        if !self.topics.controlled || self.topics.by_slug.contains_key(topic) {
            return;
        }
        let lower = topic.to_lowercase();
        let meant = self.topics.by_slug.iter().find(|(_, known)| {
            known.synonyms.iter().chain(known.labels.values()).any(|word| word.to_lowercase() == lower)
        });
        let known = self.topics.by_slug.keys().map(|slug| &**slug);
        let near = meant.map(|(slug, _)| &**slug).or_else(|| self.suggests().then(|| nearest(topic, known)).flatten());
        let fault = Fault::new(&codes::UNKNOWN_TOPIC, span, format!("`{field}`: there is no topic `{topic}`"));
        self.say(
            from,
            match near {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => fault.help(format!("add it to topics.yaml: `- slug: {topic}`")),
            },
        );
    }

    pub(super) fn reference(&mut self, from: &SitePath, reference: &Reference, field: &Field, span: Span) -> Target {
        let Type::Ref { to, guest, .. } = &field.ty else { return nobody("") };
        match reference {
            Reference::Guest(named) => {
                if *guest {
                    self.resembles(from, named, &field.name, span);
                }
                Target::Guest(named.clone())
            }
            Reference::Item { folder, slug } => {
                self.check_folder(from, reference, field, span);
                match self.register.find(to, folder.as_deref(), slug) {
                    Some(Entry::Shown(at)) => Target::Item(ItemId(at)),
                    Some(Entry::Held(at)) => nobody(&self.held_name(at)),
                    // A name without spaces, in a script without capitals or with an underscore, is shaped like a slug.
                    None if *guest && folder.is_none() && !is_plain_slug(slug) => nobody(slug),
                    None => {
                        self.unknown(from, folder.as_deref(), slug, field, span);
                        nobody(slug)
                    }
                }
            }
        }
    }

    /// Where a field may name any kind, or several items have the name, the folder says which one is meant.
    fn check_folder(&mut self, from: &SitePath, reference: &Reference, field: &Field, span: Span) {
        let (Type::Ref { to, .. }, Reference::Item { folder: None, slug }) = (&field.ty, reference) else { return };
        let places = if to.len() == 1 { Vec::new() } else { self.register.places(to, slug) };
        if places.len() > 1 || (to.is_empty() && !places.is_empty()) {
            let message = format!("`{}`: the folder of `{slug}` is missing", field.name);
            let lines: Vec<String> = places.iter().map(|place| format!("`{place}`")).collect();
            let fault = Fault::new(&codes::UNKNOWN_REFERENCE, span, message);
            self.say(from, fault.help(format!("write {}", lines.join(" or "))));
        }
    }

    fn held_name(&self, at: usize) -> Arc<str> {
        let doc = &self.docs[at];
        let title = doc.fields.first("title").or_else(|| doc.fields.first("name")).and_then(|found| found.value.text());
        title.unwrap_or(&doc.slug).into()
    }

    fn unknown(&mut self, from: &SitePath, folder: Option<&str>, slug: &str, field: &Field, span: Span) {
        let Type::Ref { to, guest, .. } = &field.ty else { return };
        let wanted = self.register.wanted(to);
        let written = folder.map_or_else(|| slug.to_string(), |folder| format!("{folder}/{slug}"));
        let other = folder.is_some() && self.register.find(&[], folder, slug).is_some();
        let message = match other {
            true => format!("`{}` names a {wanted}, but `{written}` is none", field.name),
            false => format!("`{}`: there is no {wanted} `{written}`", field.name),
        };
        let near = if self.suggests() && !other { self.register.nearest(to, folder, slug) } else { None };
        let home = to.iter().find_map(|name| self.kinds.get(name)).map(|kind| &kind.folder);
        let help = match (near, home) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, Some(home)) if other => format!("write the name of a file in `content/{home}/`"),
            (None, Some(home)) if *guest => format!(
                "the file would be `content/{home}/{slug}.md`; somebody without a page is written `{{name: \"{}\"}}`",
                name_of(slug)
            ),
            (None, Some(home)) => format!("the file would be `content/{home}/{slug}.md`"),
            (None, None) => "write the folder and the name of the file: `events/first-meeting`".into(),
        };
        self.say(from, Fault::new(&codes::UNKNOWN_REFERENCE, span, message).help(help));
    }

    /// Whether the file of the discussion is there to which the file of a reply belongs, `<thread>/replies/<id>.md`.
    pub(super) fn has_thread(&self, reply: &str) -> bool {
        let folder = reply.rsplitn(3, '/').nth(2).unwrap_or_default();
        let named = |path: String| self.files.has(&path);
        named(format!("{folder}/index.md")) || named(format!("{folder}.md"))
    }

    /// Whether the nearest name is still looked for: not behind thousands of problems, where it would take minutes.
    pub(super) fn suggests(&self) -> bool {
        self.found.len() < MOST_SUGGESTED
    }

    fn resembles(&mut self, from: &SitePath, guest: &Guest, field: &str, span: Span) {
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
            self.say(from, fault.help(format!("write `{slug}` if it is the same person")));
        }
    }

    /// The path of a picture in the site folder, or the address of one elsewhere, as it is.
    fn picture(&mut self, from: &SitePath, src: &Arc<str>, span: Span) -> Arc<str> {
        if src.contains("://") {
            return src.clone();
        }
        match self.files.find(from, src) {
            Some(source) => self.files.image(source),
            None => {
                let near = if self.suggests() { self.files.nearest(from, src) } else { None };
                self.say(from, missing_picture(src, span, near));
                src.clone()
            }
        }
    }
}

fn is_plain_slug(slug: &str) -> bool {
    slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// The name that a slug was probably made of: `Kim Larsen` of `kim-larsen`.
fn name_of(slug: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    slug.split('-').map(word).collect::<Vec<_>>().join(" ")
}

/// The fault of a picture that is not there.
pub(super) fn missing_picture(src: &str, span: Span, near: Option<String>) -> Fault {
    let help = near.map_or_else(
        || "put the file beside this one, or name it from content/: `/events/stove.jpg`".into(),
        |near| format!("did you mean `{near}`?"),
    );
    Fault::new(&codes::MISSING_IMAGE, span, format!("there is no picture `{src}`")).help(help)
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
