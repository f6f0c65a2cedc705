//! Kinds of items as data: what fields an event or a resource has, and what the rest of the site may know about it.
//!
//! A kind is a YAML file (`src/kinds/*.yaml` for the built-in ones, `kinds/*.yaml` of a site for its own). Everything that reads,
//! checks, lists or documents items goes by these types and never by a kind's name.

mod assemble;
mod builtin;
mod compile;
pub mod docs;
mod file;
mod merge;
mod names;
mod one_date;
mod sources;

use std::sync::Arc;

use indexmap::IndexMap;

pub use compile::Kinds;

use crate::source::Digest;

/// The name of a field; with dots it reaches into groups: `sessions.speakers`.
pub type Path = Arc<str>;

/// Fields by name, in the order in which they are declared and shown.
pub type Fields = IndexMap<Arc<str>, Field>;

/// A kind of items.
#[derive(Clone, Debug)]
pub struct Kind {
    /// `event`.
    pub name: Arc<str>,
    /// `Event` and `Events`.
    pub label: Label,
    /// What it is for, in a sentence for organizers.
    pub help: Arc<str>,
    /// What the index says of it, in a sentence for members.
    pub intro: Arc<str>,
    /// The folder in `content/`: `events`.
    pub folder: Arc<str>,
    /// Where its pages are: `events` for `/events/<slug>/`, empty for `/<slug>/`.
    pub path: Arc<str>,
    /// This kind and all that it extends, nearest first: `[mentor, person]`.
    pub lineage: Vec<Arc<str>>,
    /// Where an item without a title takes it from: field names, or texts with `{field}` in them.
    pub title_from: Vec<Arc<str>>,
    /// Its fields, common ones included.
    pub fields: Fields,
    /// What the rest of the site may know.
    pub roles: Roles,
    /// The fields by which its index can be narrowed.
    pub facets: Vec<Path>,
    /// The order of its index.
    pub sort: Vec<SortKey>,
    /// The fields that a card shows as small marks.
    pub card: Vec<Path>,
    /// Checks of whole items.
    pub rules: Vec<Rule>,
    /// The schema.org type of an item.
    pub schema_org: Arc<str>,
    /// The digest of everything above: part of the key under which parsed items are kept.
    pub digest: Digest,
}

/// What a kind is called.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// One of them.
    pub one: Arc<str>,
    /// Several.
    pub many: Arc<str>,
}

/// One field of a kind.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name in front matter.
    pub name: Arc<str>,
    /// What people see before its value.
    pub label: Arc<str>,
    /// What its value is.
    pub ty: Type,
    /// Whether it takes a list.
    pub many: bool,
    /// Whether an item without it is an error.
    pub required: bool,
    /// The value of an item that does not say.
    pub default: Option<Arc<str>>,
    /// What to write, for organizers.
    pub help: Arc<str>,
    /// A value to copy.
    pub example: Arc<str>,
    /// What a person named here is in relation to the item: `Speaker`.
    pub role: Arc<str>,
}

/// What the value of a field is.
#[derive(Clone, Debug)]
pub enum Type {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// `true` or `false`.
    Bool,
    /// A number within bounds.
    Number {
        /// The least, if there is one.
        min: Option<f64>,
        /// The greatest, if there is one.
        max: Option<f64>,
    },
    /// `free`, `10 EUR`, or a list of named prices.
    Money,
    /// A day; `partial` also takes `2022` and `2022-03`.
    Date {
        /// Whether a year or a month is enough.
        partial: bool,
    },
    /// A day or a day and a time.
    Moment,
    /// `90m`, `1h30m`, `3d`.
    Duration,
    /// An IANA zone.
    Timezone,
    /// A BCP 47 language code.
    Language,
    /// A web address.
    Url,
    /// An e-mail address that is meant to be public.
    Email,
    /// A CSS color in hexadecimal.
    Color,
    /// Small letters, digits, hyphens.
    Slug,
    /// One of a list of words.
    Choice {
        /// The words.
        of: Vec<Arc<str>>,
    },
    /// A word of `topics.yaml`.
    Topic,
    /// Another item.
    Ref {
        /// The kinds that it may be of; empty for any.
        to: Vec<Arc<str>>,
        /// The fields of a group that may stand in place of the reference: `{who, from, to}`.
        or: Fields,
        /// Whether somebody may be named who has no page: the kinds that it may be of say so.
        guest: bool,
    },
    /// `Mon-Thu 18:00-21:00`.
    Availability,
    /// Anything, for a theme.
    Free,
    /// A group of fields.
    Map {
        /// What the group means to the program, if anything.
        shape: Option<Shape>,
        /// Its fields.
        fields: Fields,
    },
}

/// A group of fields that the program knows: the field types `image`, `place`, `online`, `schedule` and `changes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// A picture.
    Image,
    /// Where people meet.
    Place,
    /// The way into a call.
    Online,
    /// When something takes place.
    Schedule,
    /// What is different on one date of a series: its `date`, and fields of the group that has the series.
    Change,
}

/// What the rest of the site may know about the items of a kind.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    /// When it takes place: fields of type `schedule`, or the `start` of a schedule whose other parts stand beside it.
    pub when: Vec<Path>,
    /// The persons who take part.
    pub people: Vec<Path>,
    /// What its dates belong to: the calendar file of a group has the dates of all that name it.
    pub belongs: Vec<Path>,
    /// What it is about.
    pub topics: Vec<Path>,
    /// Where it takes place.
    pub place: Option<Path>,
    /// The way into its call.
    pub online: Option<Path>,
    /// What help is looked for.
    pub seeks: Vec<Path>,
    /// What help is offered.
    pub offers: Vec<Path>,
    /// Whether its body is a thread with replies; the field that names who opened it.
    pub replies: Option<Path>,
    /// The list of awards.
    pub awards: Option<Path>,
    /// The list of its steps, each a group of fields: what one does, one after the other.
    pub steps: Option<Path>,
    /// Lists of groups of which each is shown only if a field in it is `true`: the list, and the field.
    pub consent: Vec<(Path, Path)>,
    /// When it is over.
    pub closes: Vec<Path>,
    /// What is kept of it when it is over: slides, recordings.
    pub materials: Vec<Path>,
    /// The item that it comes from: the event of a recording.
    pub origin: Option<Path>,
    /// The picture of an item.
    pub image: Option<Path>,
    /// The address that the item is about.
    pub link: Option<Path>,
    /// When the facts of an item were last looked at, for the stale limits of `site.yaml`.
    pub confirmed: Option<Path>,
    /// The limits hold only while these fields have one of these values: a mentor who has stopped need not confirm.
    pub confirmed_if: Vec<(Path, Vec<Arc<str>>)>,
}

/// One key of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortKey {
    /// The field.
    pub path: Path,
    /// Greatest first.
    pub descending: bool,
}

/// A check of a whole item that a kind asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// One of these fields, or `body`, must be there.
    OneOf(Vec<Path>),
    /// The second date is not before the first.
    Ordered(Path, Path),
    /// References through this field must not lead back.
    Acyclic(Path),
    /// Everybody in the first list is also in the second.
    Members(Path, Path),
}

impl Kind {
    /// Whether items of this kind are also of the kind `name`.
    pub fn is(&self, name: &str) -> bool {
        self.lineage.iter().any(|kind| &**kind == name)
    }

    /// The field that the title of an item is: `name` of a person.
    pub fn title_field(&self) -> &str {
        self.title_from.iter().find(|name| self.fields.contains_key(*name)).map_or("title", |name| name)
    }

    /// The root of its lineage: items that share it share their slugs (a mentor is a person).
    pub fn family(&self) -> &str {
        self.lineage.last().map_or(&self.name, |name| name)
    }

    /// Whether a field belongs to single dates of a series: what stands there does not hold for all of them.
    pub fn is_of_one_date(&self, path: &str) -> bool {
        let groups = path.match_indices('.').filter_map(|(end, _)| self.field(&path[..end]));
        groups.into_iter().any(|group| group.ty.has_shape(Shape::Change))
    }

    /// All its fields with their paths, those of groups behind their group: `place`, `place.name`.
    pub fn paths(&self) -> Vec<(Path, &Field)> {
        let mut all = Vec::new();
        paths(&self.fields, "", &mut all);
        all
    }

    /// The field at a path.
    pub fn field(&self, path: &str) -> Option<&Field> {
        let mut fields = &self.fields;
        let mut names = path.split('.').peekable();
        while let Some(name) = names.next() {
            let field = fields.get(name)?;
            if names.peek().is_none() {
                return Some(field);
            }
            fields = field.ty.fields()?;
        }
        None
    }
}

fn paths<'a>(fields: &'a Fields, before: &str, all: &mut Vec<(Path, &'a Field)>) {
    for (name, field) in fields {
        let path = format!("{before}{name}");
        all.push((path.as_str().into(), field));
        if let Some(nested) = field.ty.fields() {
            paths(nested, &format!("{path}."), all);
        }
    }
}

impl Field {
    /// Whether it is a group of fields, or a list of such.
    pub fn is_group(&self) -> bool {
        matches!(self.ty, Type::Map { .. })
    }
}

impl Type {
    /// The fields of a group, or those that may stand in place of a reference.
    pub fn fields(&self) -> Option<&Fields> {
        match self {
            Self::Map { fields, .. } | Self::Ref { or: fields, .. } if !fields.is_empty() => Some(fields),
            _ => None,
        }
    }

    /// Whether the group means this to the program.
    pub fn has_shape(&self, wanted: Shape) -> bool {
        matches!(self, Self::Map { shape: Some(shape), .. } if *shape == wanted)
    }
}
