//! A group of fields by its declaration: unknown, missing and wrong ones are reported, all at once.

use std::sync::Arc;

use super::{Reader, value};
use crate::diag::{Fault, Span, Spanned, Wrong, codes, nearest};
use crate::doc::{Entry, Guest, Map, Reference, Value};
use crate::front::{Key, Node, Yaml};
use crate::kinds::{Field, Fields, Shape, Type};
use crate::time::When;

type Read = Option<Spanned<Value<Reference>>>;

impl Reader<'_> {
    /// Reads a group of fields; `prefix` (`place.`) stands before their names in messages.
    pub(super) fn fields(&mut self, node: &Node, declared: &Fields, prefix: &str) -> Map<Reference> {
        let is_said = |field: &Field| node.get(&field.name).is_some_and(|child| !is_nothing(child, field));
        let repeats = ["repeat", "rrule"].into_iter().any(|name| declared.get(name).is_some_and(is_said));
        let around = std::mem::replace(&mut self.repeats, repeats);
        let mut entries = Vec::with_capacity(node.fields().len());
        for (key, child) in node.fields() {
            match declared.get(&key.name) {
                Some(field) => entries.extend(self.entry_of(key, child, field, prefix)),
                None => self.unknown(key, declared, prefix),
            }
        }
        self.repeats = around;
        // A translation takes what it does not say from what it translates.
        if !self.translation || !prefix.is_empty() {
            for field in declared.values() {
                entries.extend(self.unsaid(node, field, prefix));
            }
        }
        entries.into_iter().collect()
    }

    /// What a field is that says nothing: its default, or a fault where it has to say something.
    fn unsaid(&mut self, node: &Node, field: &Field, prefix: &str) -> Option<Entry<Reference>> {
        let written = node.fields().iter().find(|(key, _)| key.name == field.name);
        if written.is_some_and(|(_, child)| !is_nothing(child, field)) {
            return None;
        }
        if let Some(default) = &field.default {
            return self.default(default, field, node.span);
        }
        match written {
            _ if !field.required => {}
            None => self.missing(field, node.span, prefix, "is missing"),
            Some((key, child)) => {
                self.note_unread(field, prefix);
                let at = if child.span.start == child.span.end { key.span } else { child.span };
                self.missing(field, at, prefix, "is empty");
            }
        }
        None
    }

    fn entry_of(&mut self, key: &Key, child: &Node, field: &Field, prefix: &str) -> Option<Entry<Reference>> {
        if is_nothing(child, field) {
            return None;
        }
        let name = format!("{prefix}{}", field.name);
        let Some(value) = self.value(child, field, &name) else {
            self.note_unread(field, prefix);
            return None;
        };
        Some(Entry { name: field.name.clone(), key: key.span, value })
    }

    fn note_unread(&mut self, field: &Field, prefix: &str) {
        self.notes.unread.push(format!("{prefix}{}", field.name).into());
    }

    fn default(&mut self, text: &Arc<str>, field: &Field, span: Span) -> Option<Entry<Reference>> {
        let value = value::scalar(text, &field.ty).ok()?;
        Some(Entry { name: field.name.clone(), key: span, value: Spanned::new(value, span) })
    }

    fn unknown(&mut self, key: &Key, declared: &Fields, prefix: &str) {
        let fault = Fault::new(&codes::UNKNOWN_FIELD, key.span, format!("there is no field `{prefix}{}`", key.name));
        self.faults.push(match nearest(&key.name, declared.keys().map(|name| &**name)) {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None if declared.contains_key("extra") => {
                fault.help("write what is for your theme only under `extra`; `lyceum kinds` lists all fields")
            }
            None => {
                let names: Vec<&str> = declared.keys().map(|name| &**name).collect();
                fault.help(format!("the fields here are {}", names.join(", ")))
            }
        });
    }

    fn missing(&mut self, field: &Field, span: Span, prefix: &str, how: &str) {
        let first = Span { start: span.start, end: span.start };
        let name = format!("{prefix}{}", field.name);
        self.faults.push(match &*field.name {
            "alt" => Fault::new(&codes::IMAGE_WITHOUT_ALT, first, "the image has no text for people who cannot see it")
                .help("write `alt: \"What is to be seen\"` beside `src`"),
            _ => {
                let example = if field.example.is_empty() { "…" } else { &field.example };
                Fault::new(&codes::MISSING_FIELD, first, format!("the field `{name}` {how}"))
                    .help(format!("write `{}: {example}`", field.name))
            }
        });
    }

    fn wrong(&mut self, span: Span, message: String, help: String) -> Read {
        self.faults.push(Fault::new(&codes::WRONG_TYPE, span, message).help(help));
        None
    }

    /// Reads the value of a field, a list where the field takes several.
    fn value(&mut self, node: &Node, field: &Field, name: &str) -> Read {
        match (&field.ty, &node.value) {
            (Type::Free, _) => {
                if self.is_content() && &*field.name != "extra" {
                    self.check_free(node);
                }
                Some(Spanned::new(Value::Free(Arc::new(node.clone())), node.span))
            }
            (Type::Money, _) => Some(self.money(node, name)),
            (Type::Map { shape, fields }, Yaml::List(_)) if !field.many => self.group(node, *shape, fields, name),
            (_, Yaml::List(_)) if !field.many => self.wrong(
                node.span,
                format!("`{name}` takes one value, not a list"),
                format!("write `{}: …` with one value", field.name),
            ),
            _ if field.many => {
                let node = if field.ty.has_shape(Shape::Change) { &self.by_date(node) } else { node };
                let said = node.entries().iter().filter(|entry| !entry.is_nothing());
                let entries = said.filter_map(|entry| self.single(entry, field, name)).collect();
                Some(Spanned::new(Value::List(entries), node.span))
            }
            _ => self.single(node, field, name),
        }
    }

    fn single(&mut self, node: &Node, field: &Field, name: &str) -> Read {
        match &field.ty {
            Type::Map { shape, fields } => self.group(node, *shape, fields, name),
            Type::Ref { or, guest, .. } => self.reference(node, or, *guest, name),
            Type::Markdown => self.markdown(node, name),
            ty => self.scalar(node, ty, name),
        }
    }

    fn group(&mut self, node: &Node, shape: Option<Shape>, fields: &Fields, name: &str) -> Read {
        if let Yaml::Map(_) = node.value {
            let map = self.fields(node, fields, &format!("{name}."));
            return Some(Spanned::new(Value::Map(map), node.span));
        }
        let last = name.rsplit('.').next().unwrap_or(name);
        let fault = match (shape, node.text()) {
            (Some(Shape::Image), Some(src)) => Fault::new(
                &codes::IMAGE_WITHOUT_ALT,
                node.span,
                format!("`{name}` has no text for people who cannot see it"),
            )
            .help(format!("write `{last}: {{src: {src}, alt: \"What is to be seen\"}}`")),
            (_, text) => {
                let message = format!("`{name}` takes a group of fields, not {}", node.shape());
                let help = format!("write `{last}: {{{}}}`", first_line(fields, text));
                Fault::new(&codes::NOT_FIELDS, node.span, message).help(help)
            }
        };
        self.faults.push(fault);
        None
    }

    fn reference(&mut self, node: &Node, or: &Fields, guest: bool, name: &str) -> Read {
        match &node.value {
            Yaml::Scalar { text, .. } => self.named(text, node.span, guest, name),
            Yaml::Map(fields) if fields.iter().any(|(key, _)| or.contains_key(&key.name) && &*key.name != "name") => {
                let map = self.fields(node, or, &format!("{name}."));
                Some(Spanned::new(Value::Map(map), node.span))
            }
            Yaml::Map(_) if guest => Some(self.guest(node, name)),
            _ => self.wrong(
                node.span,
                format!("`{name}` names another item by its slug, not by {}", node.shape()),
                format!("write `{name}: the-slug`"),
            ),
        }
    }

    fn named(&mut self, text: &str, span: Span, guest: bool, name: &str) -> Read {
        if let Some(reference) = value::slug_reference(text) {
            return Some(Spanned::new(Value::Ref(reference), span));
        }
        if !guest {
            let slug = super::slug_of(text, None);
            return self.wrong(
                span,
                format!("`{text}` is not the name of a file"),
                format!("write `{name}: {slug}` if the file is `{slug}.md`"),
            );
        }
        let guest = Guest { name: text.trim_start_matches("name: ").into(), ..Guest::default() };
        Some(Spanned::new(Value::Ref(Reference::Guest(Arc::new(guest))), span))
    }

    /// `{name: "Guest Person", link, affiliation, headline}`.
    fn guest(&mut self, node: &Node, name: &str) -> Spanned<Value<Reference>> {
        let mut guest = Guest::default();
        for (key, child) in node.fields().iter().filter(|(_, child)| !child.is_nothing()) {
            let text: Arc<str> = child.text().unwrap_or_default().into();
            self.check_free(child);
            match &*key.name {
                "name" => guest.name = text,
                "link" => guest.link = self.scalar(child, &Type::Url, &format!("{name}.link")).and(Some(text)),
                "affiliation" => guest.affiliation = Some(text),
                "headline" => guest.headline = Some(text),
                _ => self.faults.push(
                    Fault::new(&codes::UNKNOWN_FIELD, key.span, format!("there is no field `{name}.{}`", key.name))
                        .help("a guest has `name`, `link`, `affiliation` and `headline`"),
                ),
            }
        }
        if guest.name.is_empty() {
            let fault = Fault::new(&codes::MISSING_FIELD, node.span, format!("`{name}` names nobody"));
            self.faults.push(fault.help(format!("write `{name}: {{name: \"Jo Doe\"}}`, or the slug of a person")));
        }
        Spanned::new(Value::Ref(Reference::Guest(Arc::new(guest))), node.span)
    }

    fn markdown(&mut self, node: &Node, name: &str) -> Read {
        let Some(text) = node.text() else { return self.scalar(node, &Type::Text, name) };
        self.texts += 1;
        let prefix = format!("{}-{}-", name.replace(['.', '_'], "-"), self.texts);
        let body = self.text_within(text, node.span, &prefix);
        Some(Spanned::new(Value::Markdown(body.text), node.span))
    }

    /// E-mail addresses in what is read without being understood.
    fn check_free(&mut self, node: &Node) {
        match &node.value {
            Yaml::Scalar { text, .. } if value::has_email(text) => self.faults.push(email(node.span)),
            Yaml::List(entries) => entries.iter().for_each(|entry| self.check_free(entry)),
            Yaml::Map(fields) => fields.iter().for_each(|(_, value)| self.check_free(value)),
            _ => {}
        }
    }

    /// Whether an e-mail address may stand in a field: an event's identity looks like one, and a community can have one.
    fn may_be_email(&self, name: &str) -> bool {
        name == "uid" || (name == "contact" && !self.is_content())
    }

    pub(super) fn scalar(&mut self, node: &Node, ty: &Type, name: &str) -> Read {
        let Some(text) = node.text() else {
            let help = format!("write `{}: …` on one line", name.rsplit('.').next().unwrap_or(name));
            return self.wrong(node.span, format!("`{name}` takes one value, not {}", node.shape()), help);
        };
        if matches!(ty, Type::Text | Type::Choice { .. } | Type::Topic)
            && !self.may_be_email(name)
            && value::has_email(text)
        {
            self.faults.push(email(node.span));
        }
        if matches!(ty, Type::Text) && !name.split('.').any(|part| part == "contact") && value::has_phone(text) {
            self.faults.push(phone(node.span));
        }
        self.note_offset(text, node.span, ty);
        let named = |wrong: Wrong| Wrong { message: format!("`{name}`: {}", wrong.message), ..wrong };
        match value::scalar(text, ty) {
            Ok(read) => {
                // A period that is none is an error, and `site` has the right one to tell.
                let is_period = name.ends_with("repeat.every");
                let doubt = value::doubt(text, ty)
                    .filter(|_| !is_period)
                    .map(|wrong| if self.repeats { in_series(wrong) } else { wrong });
                self.faults.extend(doubt.map(|wrong| named(wrong).at(node.span)));
                Some(Spanned::new(read, node.span))
            }
            Err(wrong) => {
                self.faults.push(named(wrong).at(node.span));
                None
            }
        }
    }

    fn note_offset(&mut self, text: &str, span: Span, ty: &Type) {
        // Only then: reading what is no date ends in guessing what was meant.
        if let Type::Moment = ty
            && let Some(offset) = When::parse(text).ok().and_then(|parsed| parsed.offset)
        {
            self.notes.offsets.push(Spanned::new(offset, span));
        }
    }
}

/// The fault of an address in public content.
pub(super) fn email(span: Span) -> Fault {
    Fault::new(&codes::EMAIL, span, "an e-mail address would stand on a public page")
        .help("take it out; link to a form, or write the address of the whole community under `contact` in site.yaml")
}

fn phone(span: Span) -> Fault {
    Fault::new(&codes::PHONE, span, "a telephone number would stand on a public page")
        .help("if it is somebody's own, take it out, and name another way to get in touch")
}

/// In a series an offset is more than doubtful: half of the dates would be an hour off.
fn in_series(wrong: Wrong) -> Wrong {
    match wrong.code == &codes::OFFSET_NOT_ZONE {
        true => Wrong { code: &codes::OFFSET_WITH_REPEAT, ..wrong },
        false => wrong,
    }
}

/// The first field that a group wants, with the value that stands in place of the group where it fits.
fn first_line(fields: &Fields, text: Option<&str>) -> String {
    let Some(field) = fields.values().find(|field| field.required).or_else(|| fields.values().next()) else {
        return "…".into();
    };
    let fits = |text: &&str| value::scalar(text, &field.ty).is_ok() && value::doubt(text, &field.ty).is_none();
    let near = || match &field.ty {
        Type::Choice { of } => nearest(text.unwrap_or_default(), of.iter().map(|word| &**word)),
        _ => None,
    };
    let example = if field.example.is_empty() { "…" } else { &field.example };
    format!("{}: {}", field.name, text.filter(fits).or_else(near).unwrap_or(example))
}

/// Whether a field was left empty, as forms leave fields that nobody has filled in: quotes with nothing in them, a group of such fields. A
/// list without entries says that there are none, where there may be none; but nobody writes a group in order to say only that.
fn is_nothing(node: &Node, field: &Field) -> bool {
    let is_hollow = |node: &Node| matches!(&node.value, Yaml::List(entries) if entries.iter().all(Node::is_nothing));
    match (&node.value, &field.ty) {
        // No price is none that is known, not one that has to be paid.
        (Yaml::List(_), ty) => (field.required || matches!(ty, Type::Money)) && is_hollow(node),
        (Yaml::Map(_), Type::Map { shape: Some(Shape::Change), .. }) => false,
        (Yaml::Map(children), Type::Map { fields, .. }) => children.iter().all(|(key, child)| {
            fields.get(&key.name).is_some_and(|inner| is_hollow(child) || is_nothing(child, inner))
        }),
        _ => node.is_nothing(),
    }
}
