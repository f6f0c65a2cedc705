//! One file to its items: front matter to typed values, Markdown to HTML with holes. Never asks another file, never fails.

mod changes;
mod fields;
mod offers;
mod places;
mod settings;
mod table;
mod thread;
mod topics;
mod value;

use std::sync::Arc;

pub use settings::{Overrides, settings};
pub(crate) use topics::squeeze;
pub use topics::topics;

use crate::diag::{Diagnostic, Fault, Span, codes};
use crate::doc::{Body, Doc, Map, Notes, Part, Reference};
use crate::front::{self, Node};
use crate::kinds::{Kind, Kinds};
use crate::markdown;
use crate::source::Source;

/// What a file holds, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// Its items and replies.
    pub parts: Vec<Part>,
    /// All its problems.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where a file of `content/` belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place<'a> {
    /// The first folder below `content/`, none for loose files.
    folder: Option<&'a str>,
    /// The slug by the file's name.
    slug: &'a str,
    /// `es` of `guide.es.md`.
    translation: Option<&'a str>,
    /// For a file in `<thread>/replies/`: the thread.
    thread: Option<&'a str>,
}

/// Whether a file of `content/` holds items.
pub fn holds_items(path: &str) -> bool {
    path.strip_prefix("content/").is_some_and(|rest| {
        rest.ends_with(".md")
            || (rest.contains('/') && [".csv", ".yaml", ".yml"].iter().any(|ending| rest.ends_with(ending)))
    })
}

/// The kind of the items in a file, by its folder. Loose files are pages.
pub fn kind_of<'k>(path: &str, kinds: &'k Kinds) -> Option<&'k Arc<Kind>> {
    match place(path).folder {
        Some(folder) => kinds.in_folder(folder),
        None => kinds.get("page"),
    }
}

/// Reads one file.
pub fn parse(source: &Source, kinds: &Kinds, highlight: bool) -> Parsed {
    let mut reader = Reader::new(source, highlight);
    let parts = reader.parts(kinds);
    let diagnostics = reader.faults.into_iter().map(|fault| fault.at(&source.path)).collect();
    Parsed { parts, diagnostics }
}

/// Reads one file; collects what is wrong.
struct Reader<'a> {
    source: &'a Source,
    highlight: bool,
    /// Whether the file translates another one.
    translation: bool,
    /// What is known of the fields of the item.
    notes: Notes,
    /// Whether the group of fields that is being read belongs to a series.
    repeats: bool,
    /// How many texts the fields of the item have: each has anchors of its own.
    texts: usize,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    fn new(source: &'a Source, highlight: bool) -> Self {
        let translation = source.path.ends_with(".md") && place(&source.path).translation.is_some();
        Self { source, highlight, translation, notes: Notes::default(), repeats: false, texts: 0, faults: Vec::new() }
    }

    /// Whether the file holds what people read, not settings.
    fn is_content(&self) -> bool {
        self.source.path.starts_with("content/")
    }

    fn parts(&mut self, kinds: &Kinds) -> Vec<Part> {
        let path = self.source.path.clone();
        let place = place(&path);
        let Some(text) = self.text() else { return Vec::new() };
        let Some(kind) = kind_of(&path, kinds) else {
            self.faults.push(unknown_folder(place.folder.unwrap_or_default(), kinds));
            return Vec::new();
        };
        match path.rsplit('.').next() {
            Some("csv") => self.table(&text, kind),
            Some("yaml" | "yml") => self.list(&text, kind),
            _ if place.thread.is_some() && kind.roles.replies.is_some() => self.loose_reply(&text, kind, &place),
            _ => self.markdown_item(&text, kind, &place),
        }
    }

    fn text(&mut self) -> Option<Arc<str>> {
        match front::text(self.source) {
            Ok(text) => Some(text.into()),
            Err(fault) => {
                self.faults.push(fault);
                None
            }
        }
    }

    fn markdown_item(&mut self, text: &str, kind: &Kind, place: &Place<'_>) -> Vec<Part> {
        let Some((node, body)) = self.front(text, kind) else { return Vec::new() };
        let mut doc = self.item(&node, kind, place.slug);
        doc.translation = place.translation.map(Into::into);
        if kind.roles.replies.is_some() {
            (doc.body, doc.replies) = self.thread(&text[body.clone()], body.start);
        } else {
            doc.body = self.body(&text[body.clone()], &markdown::Options { base: body.start, ..self.options() });
        }
        vec![Part::Item(Arc::new(doc))]
    }

    /// The fields at the top of a Markdown file, and where its body stands.
    fn front(&mut self, text: &str, kind: &Kind) -> Option<(Node, std::ops::Range<usize>)> {
        let split = front::split(text).map_err(|fault| self.faults.push(fault)).ok()?;
        let (node, faults) =
            front::read(&text[split.front.clone()], split.front.start).map_err(|fault| self.faults.push(fault)).ok()?;
        self.faults.extend(faults);
        if node.fields().is_empty() && !matches!(node.value, front::Yaml::Map(_) | front::Yaml::Null) {
            self.faults.push(not_fields(&node, first_field(kind)));
            return None;
        }
        Some((node, split.body))
    }

    /// An item from its fields.
    fn item(&mut self, node: &Node, kind: &Kind, slug: &str) -> Doc {
        self.texts = 0;
        let fields = self.fields(node, &kind.fields, "");
        let notes = std::mem::take(&mut self.notes);
        let own = fields.get("slug").and_then(|value| value.value.text());
        let slug: Arc<str> = own.unwrap_or(slug).into();
        if !is_slug(&slug) {
            let fault = Fault::new(&codes::BAD_SLUG, node.span, format!("`{slug}` cannot be an address"));
            self.faults
                .push(fault.help("name the file with small letters, digits and hyphens, such as `first-meeting.md`"));
        }
        Doc {
            path: self.source.path.clone(),
            at: node.span,
            kind: kind.name.clone(),
            slug,
            translation: None,
            fields,
            body: Body { empty: true, ..Body::default() },
            replies: Vec::new(),
            notes,
        }
    }

    fn options(&self) -> markdown::Options<'static> {
        markdown::Options { highlight: self.highlight, ..markdown::Options::default() }
    }

    fn body(&mut self, text: &str, options: &markdown::Options<'_>) -> Body {
        if text.trim().is_empty() {
            return Body { empty: true, ..Body::default() };
        }
        let mut rendered = markdown::render(text, options);
        self.faults.append(&mut rendered.faults);
        Body { text: Arc::new(rendered), empty: false }
    }

    /// The items of a YAML list.
    fn list(&mut self, text: &str, kind: &Kind) -> Vec<Part> {
        match front::read(text, 0) {
            Ok((node, faults)) => {
                self.faults.extend(faults);
                entries(&node, first_field(kind), &mut self.faults)
                    .iter()
                    .map(|entry| self.entry(entry, kind))
                    .collect()
            }
            Err(fault) => {
                self.faults.push(fault);
                Vec::new()
            }
        }
    }

    /// An item of a list or table: its `body` is a field, and so is its `slug`.
    fn entry(&mut self, node: &Node, kind: &Kind) -> Part {
        let named = node.said("slug").or_else(|| node.said("title")).or_else(|| node.said("name"));
        let link = node.said("link").and_then(Node::text);
        let slug = slug_of(named.and_then(Node::text).unwrap_or_default(), link);
        let (body, fields) = split_body(node);
        let mut doc = self.item(&fields, kind, &slug);
        if let Some((text, span)) = body {
            doc.body = self.text_within(&text, span, "");
        }
        Part::Item(Arc::new(doc))
    }

    /// A text that is the value of a field or a cell, which stands at `span`.
    fn text_within(&mut self, text: &str, span: Span, prefix: &str) -> Body {
        if text.trim().is_empty() {
            return Body { empty: true, ..Body::default() };
        }
        let mut rendered = markdown::render(text, &markdown::Options { prefix, ..self.options() });
        places::Places::find(self.source.head(), text, span).apply(&mut rendered);
        self.faults.append(&mut rendered.faults);
        Body { text: Arc::new(rendered), empty: false }
    }
}

/// The entries of a file that is a list, each a group of fields.
fn entries<'n>(node: &'n Node, first: &str, faults: &mut Vec<Fault>) -> Vec<&'n Node> {
    if !node.fields().is_empty() {
        let place = Span { start: node.span.start, end: node.span.start };
        let fault = Fault::new(&codes::WRONG_TYPE, place, "this file is a list, but here stands a group of fields");
        faults.push(fault.help(format!("begin each entry with a hyphen: `- {first}: …`, and indent its other fields")));
        return Vec::new();
    }
    let mut groups = Vec::new();
    for entry in node.entries() {
        match &entry.value {
            front::Yaml::Map(fields) if fields.is_empty() && entry.span == node.span => {}
            front::Yaml::Map(_) => groups.push(entry),
            _ => faults.push(not_fields(entry, first)),
        }
    }
    groups
}

/// The field that an item of this kind begins with.
fn first_field(kind: &Kind) -> &str {
    kind.fields.values().find(|field| field.required).map_or("title", |field| &field.name)
}

fn not_fields(node: &Node, first: &str) -> Fault {
    let message = format!("here stands {}, not a group of fields", node.shape());
    Fault::new(&codes::NOT_FIELDS, node.span, message).help(format!("write `{first}: …`"))
}

/// Takes the Markdown of the cell or key `body` out of the fields.
fn split_body(node: &Node) -> (Option<(Arc<str>, Span)>, Node) {
    let front::Yaml::Map(fields) = &node.value else { return (None, node.clone()) };
    let body = fields.iter().find(|(key, _)| &*key.name == "body");
    let body = body.and_then(|(_, value)| Some((value.text()?.into(), value.span)));
    let rest = fields.iter().filter(|(key, _)| &*key.name != "body").cloned().collect();
    (body, Node { value: front::Yaml::Map(rest), span: node.span })
}

/// A slug from a title; where no letter is left, from a digest of the link.
pub(crate) fn slug_of(title: &str, link: Option<&str>) -> String {
    let slug: String = title.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let words: Vec<&str> = slug.split('-').filter(|word| !word.is_empty()).collect();
    match words.is_empty() {
        false => words.join("-"),
        true => crate::source::Digest::of(link.unwrap_or(title).as_bytes()).hex(12),
    }
}

/// Small letters of any script, digits and single hyphens between them.
pub(crate) fn is_slug(text: &str) -> bool {
    text.len() <= 200
        && text.split('-').all(|part| {
            !part.is_empty()
                && part.chars().all(|c| c == '_' || (c.is_alphanumeric() && !c.is_uppercase()) || is_mark(c))
        })
}

/// Vowel signs and the like, which are part of a word in many scripts but are not letters.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

fn unknown_folder(folder: &str, kinds: &Kinds) -> Fault {
    let fault = Fault::new(
        &codes::UNKNOWN_FOLDER,
        Span::default(),
        format!("no kind of items has the folder `content/{folder}/`"),
    );
    match crate::diag::nearest(folder, kinds.iter().map(|kind| &*kind.folder)) {
        Some(near) => fault.help(format!("did you mean `content/{near}/`?")),
        None => fault.help(format!("move the file, or describe the kind in `kinds/`, with `folder: {folder}`")),
    }
}

/// Reads a path below `content/`.
fn place(path: &str) -> Place<'_> {
    let rest = path.strip_prefix("content/").unwrap_or(path);
    let parts: Vec<&str> = rest.split('/').collect();
    let file = parts.last().copied().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let (stem, translation) = match stem.rsplit_once('.') {
        Some((stem, language)) if value::is_language(language) => (stem, Some(language)),
        _ => (stem, None),
    };
    let folder = (parts.len() > 1).then(|| parts[0]);
    let above = |n: usize| (parts.len() > n + 1).then(|| parts[parts.len() - 1 - n]);
    let thread = (above(1) == Some("replies")).then(|| above(2)).flatten();
    let slug = match stem {
        "index" => above(1).unwrap_or("index"),
        stem => stem,
    };
    Place { folder, slug, translation, thread }
}

/// The values of a group: used for items, and for `site.yaml` and `topics.yaml`.
fn read_fields(source: &Source, node: &Node, kind: &Kind, faults: &mut Vec<Fault>) -> Map<Reference> {
    let mut reader = Reader::new(source, false);
    let fields = reader.fields(node, &kind.fields, "");
    faults.append(&mut reader.faults);
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let at = |path| {
            let Place { folder, slug, translation, thread } = place(path);
            (folder, slug, translation, thread)
        };
        assert_eq!(at("content/about.md"), (None, "about", None, None));
        assert_eq!(at("content/events/night.md"), (Some("events"), "night", None, None));
        assert_eq!(at("content/events/2026/night/index.md"), (Some("events"), "night", None, None));
        assert_eq!(at("content/resources/guide.es.md"), (Some("resources"), "guide", Some("es"), None));
        assert_eq!(at("content/discussions/first/replies/r1.md"), (Some("discussions"), "r1", None, Some("first")));
        assert_eq!(at("content/index.md"), (None, "index", None, None));
    }

    #[test]
    fn slugs() {
        assert!(is_slug("first-meeting") && is_slug("привет-2") && is_slug("हिन्दी"));
        assert!(!is_slug("First") && !is_slug("a--b") && !is_slug("") && !is_slug("a b") && !is_slug("../x"));
        assert_eq!(slug_of("A Byte of Python", None), "a-byte-of-python");
        assert_eq!(slug_of("++", Some("https://example.org/")).len(), 12);
    }
}
