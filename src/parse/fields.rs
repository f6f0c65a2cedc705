//! A group of fields by its declaration: unknown, missing and wrong ones are reported, all at once.

use std::sync::Arc;

use super::{Reader, value};
use crate::diag::{Fault, Span, Spanned, codes, nearest};
use crate::doc::{Entry, Guest, Map, Offer, Reference, Value};
use crate::front::{Key, Node, Yaml};
use crate::kinds::{Field, Fields, Shape, Type};
use crate::money::Price;

type Read = Option<Spanned<Value<Reference>>>;

impl Reader<'_> {
    /// Reads a group of fields; `prefix` (`place.`) stands before their names in messages.
    pub(super) fn fields(&mut self, node: &Node, declared: &Fields, prefix: &str) -> Map<Reference> {
        let mut entries = Vec::with_capacity(node.fields().len());
        for (key, child) in node.fields() {
            match declared.get(&key.name) {
                Some(field) => entries.extend(self.entry_of(key, child, field, prefix)),
                None => self.unknown(key, declared, prefix),
            }
        }
        for field in declared.values().filter(|field| node.get(&field.name).is_none()) {
            match &field.default {
                Some(default) => entries.extend(self.default(default, field, node.span)),
                // A translation takes what it does not say from what it translates.
                None if field.required && !(self.translation && prefix.is_empty()) => {
                    self.missing(field, node.span, prefix, "is missing")
                }
                None => {}
            }
        }
        entries.into_iter().collect()
    }

    fn entry_of(&mut self, key: &Key, child: &Node, field: &Field, prefix: &str) -> Option<Entry<Reference>> {
        if is_nothing(child, field) {
            if field.required {
                let at = if child.span.start == child.span.end { key.span } else { child.span };
                self.missing(field, at, prefix, "is empty");
            }
            return None;
        }
        let name = format!("{prefix}{}", field.name);
        let value = self.value(child, field, &name)?;
        Some(Entry { name: field.name.clone(), key: key.span, value })
    }

    fn default(&mut self, text: &Arc<str>, field: &Field, span: Span) -> Option<Entry<Reference>> {
        let value = value::scalar(text, &field.ty).ok()?;
        Some(Entry { name: field.name.clone(), key: span, value: Spanned::new(value, span) })
    }

    fn unknown(&mut self, key: &Key, declared: &Fields, prefix: &str) {
        let fault = Fault::new(&codes::UNKNOWN_FIELD, key.span, format!("there is no field `{prefix}{}`", key.name));
        self.faults.push(match nearest(&key.name, declared.keys().map(|name| &**name)) {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => fault.help("write what is for your theme only under `extra`; `lyceum kinds` lists all fields"),
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
            (Type::Free, _) => Some(Spanned::new(Value::Free(Arc::new(node.clone())), node.span)),
            (Type::Money, _) => self.money(node, name),
            (_, Yaml::List(_)) if !field.many => self.wrong(
                node.span,
                format!("`{name}` takes one value, not a list"),
                format!("write `{}: …` with one value", field.name),
            ),
            _ if field.many => {
                let entries = node.entries().iter().filter_map(|entry| self.single(entry, field, name)).collect();
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
        let first = fields
            .values()
            .find(|field| field.required)
            .or_else(|| fields.values().next())
            .map_or("…", |field| &field.name);
        let fault = match (shape, node.text()) {
            (Some(Shape::Image), Some(src)) => Fault::new(
                &codes::IMAGE_WITHOUT_ALT,
                node.span,
                format!("`{name}` has no text for people who cannot see it"),
            )
            .help(format!("write `{name}: {{src: {src}, alt: \"What is to be seen\"}}`")),
            (_, Some(text)) => {
                Fault::new(&codes::NOT_FIELDS, node.span, format!("`{name}` takes a group of fields, not one value"))
                    .help(format!("write `{name}: {{{first}: {text}}}`"))
            }
            _ => Fault::new(
                &codes::NOT_FIELDS,
                node.span,
                format!("`{name}` takes a group of fields, not {}", node.shape()),
            )
            .help(format!("write `{name}: {{{first}: …}}`")),
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
        for (key, child) in node.fields() {
            let text: Arc<str> = child.text().unwrap_or_default().into();
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
        let body = self.body(text, &crate::markdown::Options { base: node.span.start as usize, ..self.options() });
        Some(Spanned::new(Value::Markdown(body.text), node.span))
    }

    fn scalar(&mut self, node: &Node, ty: &Type, name: &str) -> Read {
        let Some(text) = node.text() else {
            let help = format!("write `{name}: …` on one line");
            return self.wrong(node.span, format!("`{name}` takes one value, not {}", node.shape()), help);
        };
        if matches!(ty, Type::Text) && name != "uid" && value::has_email(text) {
            self.faults.push(email(node.span));
        }
        match value::scalar(text, ty) {
            Ok(read) => {
                self.faults.extend(value::doubt(text, ty).map(|wrong| wrong.at(node.span)));
                Some(Spanned::new(read, node.span))
            }
            Err(wrong) => {
                let wrong = crate::diag::Wrong { message: format!("`{name}`: {}", wrong.message), ..wrong };
                self.faults.push(wrong.at(node.span));
                None
            }
        }
    }

    fn money(&mut self, node: &Node, name: &str) -> Read {
        let offers: Vec<Offer> = node.entries().iter().filter_map(|entry| self.offer(entry, name)).collect();
        Some(Spanned::new(Value::Money(offers.into()), node.span))
    }

    fn offer(&mut self, node: &Node, name: &str) -> Option<Offer> {
        let price = node.get("price").unwrap_or(node);
        let text = price.text().unwrap_or_default();
        let parsed = match Price::parse(text) {
            Ok(parsed) => parsed,
            Err(wrong) => {
                self.faults.push(
                    crate::diag::Wrong { message: format!("`{name}`: {}", wrong.message), ..wrong }.at(price.span),
                );
                return None;
            }
        };
        let until = node.get("until").and_then(|child| self.scalar(child, &Type::Moment, "price.until"));
        let url = node.get("url").and_then(|child| self.scalar(child, &Type::Url, "price.url"));
        Some(Offer {
            name: node.get("name").and_then(Node::text).map(Into::into),
            price: parsed,
            until: until.and_then(|read| read.value.when()),
            url: url.and_then(|read| read.value.text().map(Into::into)),
        })
    }
}

/// The fault of an address in public content.
pub(super) fn email(span: Span) -> Fault {
    Fault::new(&codes::EMAIL, span, "an e-mail address would stand on a public page")
        .help("take it out; link to a form, or write the address of the whole community under `contact` in site.yaml")
}

/// Whether a field was left empty. Quotes with nothing in them are empty too, except where a text is expected.
fn is_nothing(node: &Node, field: &Field) -> bool {
    match &node.value {
        Yaml::Null => true,
        Yaml::Scalar { text, .. } => {
            text.trim().is_empty() && (field.required || !matches!(field.ty, Type::Text | Type::Free))
        }
        _ => false,
    }
}
