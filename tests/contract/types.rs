//! The types of `src/view/`, read from their source: what stands there about each field is what authors of themes read.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test, and tests may read files")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Bool,
    Number,
    Pair,
    Anything,
    Fields,
    Named(String),
    Optional(Box<Kind>),
    List(Box<Kind>),
}

#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// The type that it belongs to.
    pub(crate) of: String,
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) kind: Kind,
    pub(crate) flat: bool,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Type {
    about: String,
    pub(crate) fields: Vec<Field>,
}

impl Type {
    /// Its fields with those of the types that it takes in.
    pub(crate) fn all(&self, types: &BTreeMap<String, Type>) -> Vec<Field> {
        let expanded = |field: &Field| match &field.kind {
            Kind::Named(inner) if field.flat => types[inner].all(types),
            _ => vec![field.clone()],
        };
        self.fields.iter().flat_map(expanded).collect()
    }
}

impl Kind {
    fn read(text: &str) -> Self {
        let inside = |outer: &str| text.strip_prefix(outer).and_then(|rest| rest.strip_suffix('>'));
        if let Some(inner) = inside("Option<") {
            return Self::Optional(Box::new(Self::read(inner)));
        }
        if let Some(inner) = inside("Vec<") {
            return Self::List(Box::new(Self::read(inner)));
        }
        if let Some(inner) = inside("Arc<").or_else(|| inside("Box<")) {
            return Self::read(inner);
        }
        match text {
            "Text" | "&'static str" | "str" => Self::Text,
            "bool" => Self::Bool,
            "usize" | "u8" | "u32" => Self::Number,
            "(Text, Text)" => Self::Pair,
            "FieldMap" => Self::Fields,
            "serde_json::Value" => Self::Anything,
            name => Self::Named(name.rsplit("::").next().unwrap_or(name).to_owned()),
        }
    }

    /// As authors of themes read it.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Text => "text".into(),
            Self::Bool => "true or false".into(),
            Self::Number => "number".into(),
            Self::Pair => "two texts".into(),
            Self::Anything => "anything".into(),
            Self::Fields => "[Shown](#shown) by name".into(),
            Self::Named(name) => format!("[{name}](#{})", name.to_lowercase()),
            Self::Optional(inner) => format!("{}, or none", inner.words()),
            Self::List(inner) => format!("list of {}", inner.words()),
        }
    }
}

/// Every type of the contract by name. The variants of `Shown` are types of their own: `Shown: date`.
pub(crate) fn read(src: &Path) -> BTreeMap<String, Type> {
    let mut files = vec![src.join("view.rs")];
    files.extend(fs::read_dir(src.join("view")).unwrap().map(|entry| entry.unwrap().path()));
    let mut reader = Reader::default();
    files.iter().for_each(|file| fs::read_to_string(file).unwrap().lines().for_each(|line| reader.line(line)));
    reader.types
}

#[derive(Default)]
struct Reader {
    types: BTreeMap<String, Type>,
    about: String,
    flat: bool,
    /// Whether templates can receive what comes now.
    sent: bool,
    /// The type that is being read.
    open: Option<String>,
    /// Whether it is `Shown`, whose variants have the fields.
    variants: bool,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let text = line.trim();
        if let Some(more) = text.strip_prefix("/// ") {
            self.about = format!("{} {more}", self.about).trim().to_owned();
            return;
        }
        if text.starts_with("#[") {
            self.sent |= text.starts_with("#[derive(") && text.contains("Serialize");
            self.flat |= text == "#[serde(flatten)]";
            return;
        }
        let about = std::mem::take(&mut self.about);
        let flat = std::mem::take(&mut self.flat);
        let begins = |start: &str| line.strip_prefix(start).and_then(|rest| rest.strip_suffix(" {")).map(str::to_owned);
        let sent = std::mem::take(&mut self.sent);
        let name = begins("pub struct ").or_else(|| begins("pub enum ").filter(|name| name == "Shown"));
        if let Some(name) = name.filter(|_| sent) {
            self.variants = name == "Shown";
            self.types.insert(name.clone(), Type { about, fields: Vec::new() });
            self.open = Some(name);
        } else if line == "}" {
            self.open = None;
            self.variants = false;
        } else if let Some(variant) = text.strip_suffix(" {").filter(|_| self.variants) {
            let name = format!("Shown: {}", variant.to_lowercase());
            self.types.insert(name.clone(), Type { about, fields: Vec::new() });
            self.open = Some(name);
        } else {
            self.field(text, about, flat);
        }
    }

    fn field(&mut self, text: &str, about: String, flat: bool) {
        let Some((of, one)) = self.open.as_ref().and_then(|name| Some((name, self.types.get_mut(name)?))) else {
            return;
        };
        let Some((name, kind)) = text.strip_suffix(',').and_then(|text| text.split_once(": ")) else { return };
        let name = name.trim_start_matches("pub ").to_owned();
        one.fields.push(Field { of: of.clone(), name, about, kind: Kind::read(kind), flat });
    }
}

/// `[`WhenView`]` and `[`super::WhenView`]` as links within the document.
fn linked(about: &str) -> String {
    let mut parts = about.split("[`");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some((name, rest)) = part.split_once("`]") else { continue };
        let name = name.rsplit("::").next().unwrap_or(name);
        let _ = write!(text, "[{name}](#{}){rest}", name.to_lowercase());
    }
    text
}

/// The document.
pub(crate) fn written(types: &BTreeMap<String, Type>, version: u32) -> String {
    let mut text = format!(
        "<!-- Written by `LYCEUM_BLESS=1 cargo test --test contract` from src/view/. -->\n# What templates receive\n\n\
        Version {version} of the contract between Lyceum and [themes](themes.md), which say in which template each of these stands: `page` is a\n\
        [PageMeta](#pagemeta), `site` a [SiteView](#siteview), and `view` what the template shows. All addresses are ready to print. Text that\n\
        is there under a name is printed escaped; what is said to be HTML is safe, and printed with `| safe`. A text that is not there is empty.\n"
    );
    for (name, one) in types {
        let (level, name) = match name.strip_prefix("Shown: ") {
            Some(variant) => ("###", format!("`type` is `{variant}`")),
            None => ("##", name.clone()),
        };
        let _ = write!(text, "\n{level} {name}\n{}\n", linked(&one.about));
        let shown: Vec<&Field> = one.fields.iter().filter(|field| !field.flat).collect();
        if !shown.is_empty() {
            text += "\n| field | what it is | |\n|---|---|---|\n";
        }
        for field in shown {
            let _ = writeln!(text, "| `{}` | {} | {} |", field.name, linked(&field.about), field.kind.words());
        }
    }
    text
}
