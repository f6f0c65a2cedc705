//! Front matter: splits it from the body and reads YAML into nodes that know their place. The only module that knows YAML.

mod fault;
mod lock;
mod quoted;
mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle};

pub use lock::{Line, entries, read_lock};
pub use quoted::quoted;
pub use text::text;

use crate::diag::{Fault, Span, codes};

/// How deep lists and groups may stand in each other.
const MOST_DEPTH: usize = 32;
/// How many values a file may have after its aliases are written out (a "YAML bomb" has billions).
const MOST_NODES: usize = 200_000;

/// A YAML value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub value: Yaml,
    /// Where it stands, in bytes of the file.
    pub span: Span,
}

/// What a YAML value is. Scalars stay text: what they mean is decided by the field that holds them, so that `no`, `1:30` and
/// `007` are never guessed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Yaml {
    /// Nothing, `~` or `null`.
    Null,
    /// A text; `plain` if it has no quotes.
    Scalar {
        /// The text without quotes and escapes.
        text: Arc<str>,
        /// Whether it was written without quotes.
        plain: bool,
    },
    /// `- a` or `[a]`.
    List(Vec<Node>),
    /// `key: value`, in the order of the file.
    Map(Vec<(Key, Node)>),
}

/// The name of a field and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The name.
    pub name: Arc<str>,
    /// Where it stands.
    pub span: Span,
}

impl Node {
    /// A text that was written without quotes, such as a cell of a table.
    pub fn scalar(text: &str, span: Span) -> Self {
        Self { value: Yaml::Scalar { text: text.into(), plain: true }, span }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Yaml::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The fields of a group, empty for anything else.
    pub fn fields(&self) -> &[(Key, Node)] {
        match &self.value {
            Yaml::Map(fields) => fields,
            _ => &[],
        }
    }

    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.fields().iter().find(|(key, _)| &*key.name == name).map(|(_, node)| node)
    }

    /// The value of a field that says something.
    pub fn said(&self, name: &str) -> Option<&Node> {
        self.get(name).filter(|node| !node.is_nothing())
    }

    /// Whether nothing is said: nothing at all, or quotes with nothing in them.
    pub fn is_nothing(&self) -> bool {
        matches!(self.value, Yaml::Null) || self.text().is_some_and(|text| text.trim().is_empty())
    }

    /// The entries of a list; anything else is its own only entry, nothing has none.
    pub fn entries(&self) -> &[Node] {
        match &self.value {
            Yaml::List(entries) => entries,
            Yaml::Null => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// What it is, in words for an organizer.
    pub fn shape(&self) -> &'static str {
        match &self.value {
            Yaml::Null => "nothing",
            Yaml::Scalar { .. } => "one value",
            Yaml::List(_) => "a list",
            Yaml::Map(_) => "a group of fields",
        }
    }

    /// The same value as JSON: numbers and `true`/`false` without quotes become such, all else is text.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value;
        match &self.value {
            Yaml::Null => Value::Null,
            Yaml::Scalar { text, plain: true } => match &**text {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                number => number.parse::<i64>().map_or_else(|_| Value::from(number), Value::from),
            },
            Yaml::Scalar { text, plain: false } => Value::from(&**text),
            Yaml::List(entries) => entries.iter().map(Self::to_json).collect(),
            Yaml::Map(fields) => fields.iter().map(|(key, node)| (key.name.to_string(), node.to_json())).collect(),
        }
    }
}

/// Where front matter and body stand in a Markdown file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The lines between the two `---`.
    pub front: std::ops::Range<usize>,
    /// Everything below the second `---`.
    pub body: std::ops::Range<usize>,
}

/// Finds the front matter.
///
/// # Errors
/// `NO_FRONT_MATTER` if the first line is not `---`, `FRONT_MATTER_OPEN` if there is no second one.
pub fn split(text: &str) -> Result<Split, Fault> {
    let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let first = line_end(text, bom);
    let opening = Span::new(bom, first.min(text.len()));
    if text[bom..first].trim_end() != "---" {
        let fault = Fault::new(&codes::NO_FRONT_MATTER, opening, "the file does not begin with its fields");
        return Err(fault.help("begin the file with a line `---`, then `title: …`, then a second line `---`"));
    }
    let mut at = first;
    while at < text.len() {
        let end = line_end(text, at);
        if text[at..end].trim_end() == "---" {
            return Ok(Split { front: first..at, body: end..text.len() });
        }
        at = end;
    }
    let fault = Fault::new(&codes::FRONT_MATTER_OPEN, opening, "the fields at the top of the file never end");
    Err(fault.help("write a second line `---` below the last field"))
}

fn line_end(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |n| from + n + 1)
}

/// Reads YAML. `base` is where `text` begins in its file. An empty text is an empty group.
///
/// # Errors
/// One fault that says where the text stops being YAML. Fields that are written twice are faults beside the value: the first one
/// counts.
pub fn read(text: &str, base: usize) -> Result<(Node, Vec<Fault>), Fault> {
    let mut reader = Reader {
        parser: Parser::new_from_str(text),
        text,
        base,
        anchors: BTreeMap::new(),
        faults: Vec::new(),
        nodes: 0,
    };
    let root = reader.document()?;
    Ok((root, reader.faults))
}

/// Reads YAML into a type, for the program's own files (themes, words): all fields are known beforehand there.
///
/// # Errors
/// What the type does not accept, at its line.
pub fn data<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_yaml::from_str(text).map_err(|error| {
        let at = text.floor_char_boundary(error.location().map_or(0, |l| l.index()).min(text.len()));
        Fault::new(&codes::YAML_SYNTAX, Span::new(at, at), error.to_string())
    })
}

struct Reader<'t> {
    parser: Parser<'t, granit_parser::StrInput<'t>>,
    text: &'t str,
    base: usize,
    anchors: BTreeMap<usize, Node>,
    faults: Vec<Fault>,
    nodes: usize,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Result<(Event<'t>, Span), Fault> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let range = span.byte_range().unwrap_or(0..0);
                Ok((event, Span::new(range.start, range.end).shifted(self.base)))
            }
            Some(Err(error)) => Err(fault::explain(self.text, self.base, &error)),
            None => Ok((Event::StreamEnd, Span::new(self.base, self.base))),
        }
    }

    fn document(&mut self) -> Result<Node, Fault> {
        loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(..), _) => {}
                (Event::StreamEnd | Event::DocumentEnd, _) => {
                    let nothing = Span::new(self.base, self.base);
                    return Ok(Node { value: Yaml::Map(Vec::new()), span: nothing });
                }
                (event, span) => {
                    let root = self.node(event, span, 0)?;
                    self.rest()?;
                    return Ok(root);
                }
            }
        }
    }

    /// Reads to the end, so that a fault behind the first document is not lost.
    fn rest(&mut self) -> Result<(), Fault> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(()),
                (Event::DocumentStart(..), span) => {
                    let fault =
                        Fault::new(&codes::YAML_SYNTAX, span, "a second document begins here: only one is read");
                    return Err(fault.help("take the line `---` out"));
                }
                _ => {}
            }
        }
    }

    fn node(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Node, Fault> {
        self.count(span, 1)?;
        if depth > MOST_DEPTH {
            let message = format!("more than {MOST_DEPTH} levels stand in each other here");
            return Err(Fault::new(&codes::TOO_DEEP, span, message).help("write it with fewer levels"));
        }
        let (node, anchor) = match event {
            Event::Scalar(text, style, anchor, _) => (scalar(&text, style, span), anchor),
            Event::SequenceStart(_, anchor, _) => (self.list(span, depth)?, anchor),
            Event::MappingStart(_, anchor, _) => (self.map(span, depth)?, anchor),
            Event::Alias(id) => (self.alias(id, span)?, 0),
            _ => (Node { value: Yaml::Null, span }, 0),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<Node, Fault> {
        let node = self.anchors.get(&id).cloned().unwrap_or(Node { value: Yaml::Null, span });
        self.count(span, size(&node))?;
        Ok(Node { span, ..node })
    }

    fn count(&mut self, span: Span, more: usize) -> Result<(), Fault> {
        self.nodes += more;
        if self.nodes > MOST_NODES {
            let message = format!("more than {MOST_NODES} values stand in one file");
            return Err(Fault::new(&codes::TOO_LARGE, span, message)
                .help("split the file, and write values out in place of repeating them with `*`"));
        }
        Ok(())
    }

    fn list(&mut self, span: Span, depth: usize) -> Result<Node, Fault> {
        let mut entries = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, end) => return Ok(Node { value: Yaml::List(entries), span: join(span, end) }),
                (event, at) => entries.push(self.node(event, at, depth + 1)?),
            }
        }
    }

    fn map(&mut self, span: Span, depth: usize) -> Result<Node, Fault> {
        let mut fields: Vec<(Key, Node)> = Vec::new();
        loop {
            match self.next()? {
                (Event::MappingEnd, end) => return Ok(Node { value: Yaml::Map(fields), span: join(span, end) }),
                (event, at) => {
                    let key = self.key(event, at, depth)?;
                    let (event, at) = self.next()?;
                    let node = self.node(event, at, depth + 1)?;
                    match fields.iter().any(|(known, _)| known.name == key.name) {
                        true => self.faults.push(twice(&key)),
                        false => fields.push((key, node)),
                    }
                }
            }
        }
    }

    fn key(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Key, Fault> {
        let node = self.node(event, span, depth + 1)?;
        let name: Arc<str> = match node.value {
            Yaml::Scalar { text, .. } => text,
            Yaml::Null => "".into(),
            _ => {
                let fault =
                    Fault::new(&codes::YAML_SYNTAX, span, "the name of a field is one word, not a list or a group");
                return Err(fault.help("put a text that begins with `[` or `{` into quotes"));
            }
        };
        Ok(Key { name, span })
    }
}

fn twice(key: &Key) -> Fault {
    Fault::new(&codes::DUPLICATE_KEY, key.span, format!("the field `{}` stands here a second time", key.name))
        .help("keep one of the two; several values go into one list: `[a, b]`")
}

fn scalar(text: &str, style: ScalarStyle, span: Span) -> Node {
    let plain = style == ScalarStyle::Plain;
    let value = match text {
        "" | "~" | "null" if plain => Yaml::Null,
        _ => Yaml::Scalar { text: text.into(), plain },
    };
    Node { value, span }
}

/// From the first byte of a collection to the end of its last entry. A block ends where the next field begins; what is shown is
/// its beginning anyway.
fn join(start: Span, end: Span) -> Span {
    Span { start: start.start, end: end.start.max(start.start) }
}

fn size(node: &Node) -> usize {
    match &node.value {
        Yaml::List(entries) => 1 + entries.iter().map(size).sum::<usize>(),
        Yaml::Map(fields) => 1 + fields.iter().map(|(_, n)| 1 + size(n)).sum::<usize>(),
        _ => 1,
    }
}

#[cfg(test)]
mod tests;
