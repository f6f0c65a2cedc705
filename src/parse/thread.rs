//! Discussions: the opening text and its replies, in one file or in files of their own.

use std::sync::Arc;

use super::{Place, Reader, value};
use crate::diag::{Fault, Span, Spanned, codes};
use crate::doc::{Body, Guest, Part, Reference, Reply};
use crate::front::Node;
use crate::kinds::{Kind, Type};
use crate::markdown::{self, Author};
use crate::time::When;

impl Reader<'_> {
    /// Splits the text of a discussion into its opening and its replies; `base` is where it begins in the file.
    pub(super) fn thread(&mut self, text: &str, base: usize) -> (Body, Vec<Reply>) {
        let thread = markdown::split_replies(text, base);
        self.faults.extend(thread.faults);
        let opening = &text[thread.opening.clone()];
        let body = self.body(opening, &markdown::Options { base: base + thread.opening.start, ..self.options() });
        let replies =
            thread.replies.iter().enumerate().filter_map(|(n, reply)| self.reply(text, base, n, reply)).collect();
        (body, replies)
    }

    fn reply(&mut self, text: &str, base: usize, n: usize, reply: &markdown::Reply) -> Option<Reply> {
        self.check_id(reply.id.as_ref().map(|id| (&*id.value, id.span)));
        let date = self.moment(&reply.at.value, reply.at.span)?;
        let id: Arc<str> =
            reply.id.as_ref().map_or_else(|| format!("r{}", n + 1).into(), |id| id.value.as_str().into());
        let author = match &reply.author.value {
            Author::Slug(slug) => Reference::Item { folder: None, slug: slug.as_str().into() },
            Author::Guest(name) => Reference::Guest(Arc::new(Guest { name: name.as_str().into(), ..Guest::default() })),
        };
        let body = self.reply_body(&text[reply.body.clone()], base + reply.body.start, &id);
        Some(Reply {
            path: self.source.path.clone(),
            at: reply.heading,
            id,
            author: Spanned::new(author, reply.author.span),
            date,
            to: reply.to.clone().map(|to| to.map(Into::into)),
            accepted: reply.accepted.is_some(),
            body,
        })
    }

    /// The id of a reply is part of addresses.
    fn check_id(&mut self, id: Option<(&str, Span)>) {
        let fits = |id: &str| id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if let Some((id, span)) = id.filter(|(id, _)| !fits(id)) {
            let fault = Fault::new(&codes::BAD_REPLY, span, format!("`{id}` cannot be the name of a reply"));
            self.faults.push(fault.help("write letters, digits and hyphens only, such as `r1`"));
        }
    }

    fn reply_body(&mut self, text: &str, base: usize, id: &str) -> Body {
        let prefix = format!("{id}-");
        self.body(text, &markdown::Options { base, prefix: &prefix, heading_shift: 1, ..self.options() })
    }

    fn moment(&mut self, text: &str, span: Span) -> Option<Spanned<When>> {
        match When::parse(text) {
            Ok(parsed) => Some(Spanned::new(parsed.when, span)),
            Err(wrong) => {
                self.faults.push(wrong.at(span));
                None
            }
        }
    }

    /// A reply in a file of its own: `<thread>/replies/<id>.md` with `author`, `date`, `to`, `accepted`.
    pub(super) fn loose_reply(&mut self, text: &str, kind: &Kind, place: &Place<'_>) -> Vec<Part> {
        let Some((node, range)) = self.front(text, kind) else { return Vec::new() };
        self.check_id(Some((place.slug, Span { start: node.span.start, end: node.span.start })));
        let author = node.said("author").and_then(|child| self.author(child, kind));
        let date = node.said("date").and_then(|child| self.moment(child.text().unwrap_or_default(), child.span));
        self.check_reply_fields(&node);
        let (Some(author), Some(date)) = (author, date) else { return Vec::new() };
        let to = node.said("to").and_then(|child| Some(Spanned::new(child.text()?.into(), child.span)));
        let accepted = node.said("accepted").is_some_and(|child| self.flag(child));
        let body = self.reply_body(&text[range.clone()], range.start, place.slug);
        let reply = Reply {
            path: self.source.path.clone(),
            at: node.span,
            id: place.slug.into(),
            author,
            date,
            to,
            accepted,
            body,
        };
        let thread = place.thread.unwrap_or_default().into();
        vec![Part::Reply { kind: kind.name.clone(), thread, reply: Arc::new(reply) }]
    }

    fn author(&mut self, node: &Node, kind: &Kind) -> Option<Spanned<Reference>> {
        let field = kind.roles.replies.as_ref().and_then(|path| kind.field(path))?;
        let fields = [(field.name.clone(), field.clone())].into_iter().collect();
        let key = crate::front::Key { name: field.name.clone(), span: node.span };
        let group = Node { value: crate::front::Yaml::Map(vec![(key, node.clone())]), span: node.span };
        let map = self.fields(&group, &fields, "");
        let value = map.first(&field.name)?;
        Some(Spanned::new(value.value.reference()?.clone(), value.span))
    }

    fn flag(&mut self, node: &Node) -> bool {
        match value::scalar(node.text().unwrap_or_default(), &Type::Bool) {
            Ok(read) => read == crate::doc::Value::Bool(true),
            Err(wrong) => {
                self.faults.push(wrong.at(node.span));
                false
            }
        }
    }

    fn check_reply_fields(&mut self, node: &Node) {
        const KNOWN: [&str; 4] = ["author", "date", "to", "accepted"];
        for (key, _) in node.fields().iter().filter(|(key, _)| !KNOWN.contains(&&*key.name)) {
            let fault = Fault::new(&codes::UNKNOWN_FIELD, key.span, format!("a reply has no field `{}`", key.name));
            self.faults.push(fault.help("it has `author`, `date`, `to` and `accepted`"));
        }
        for name in ["author", "date"].into_iter().filter(|name| node.said(name).is_none()) {
            let example = if name == "author" { "ana-silva" } else { "2026-12-01T19:30" };
            let first = Span { start: node.span.start, end: node.span.start };
            let fault = Fault::new(&codes::MISSING_FIELD, first, format!("the field `{name}` is missing"));
            self.faults.push(fault.help(format!("write `{name}: {example}`")));
        }
    }
}
