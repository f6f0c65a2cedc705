//! Parsed items: typed values with their places. References are names here; `site` binds them.

use std::sync::Arc;

use crate::diag::{Span, Spanned};
use crate::front::Node;
use crate::markdown::Rendered;
use crate::money::Price;
use crate::source::SitePath;
use crate::time::{Availability, Length, Offset, PartialDate, When, Zone};

/// One item as its file says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Doc {
    /// The file.
    pub path: SitePath,
    /// The beginning of its fields: where a missing one is reported.
    pub at: Span,
    /// The name of its kind.
    pub kind: Arc<str>,
    /// The name of the item within its kind.
    pub slug: Arc<str>,
    /// The language in the file's name: `es` of `guide.es.md`, a translation of `guide.md`.
    pub translation: Option<Arc<str>>,
    /// Its fields.
    pub fields: Map<Reference>,
    /// Its text.
    pub body: Body,
    /// The replies below its text, in the order of the file.
    pub replies: Vec<Reply>,
    /// What is known of fields beyond their values.
    pub notes: Notes,
}

impl Doc {
    /// Whether nothing but the words of its text is different: whatever another file, a card or a list knows of the item is the same.
    pub fn says_in_other_words(&self, other: &Self) -> bool {
        let (own, others) = (&self.body.text, &other.body.text);
        self.body.empty == other.body.empty
            && own.excerpt == others.excerpt
            && own.leads_to_the_same(others)
            && Self { body: other.body.clone(), ..self.clone() } == *other
    }
}

/// What later checks need to know of fields beyond their values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// The fields that are written but cannot be read, by their path: they are wrong, not missing.
    pub unread: Vec<Arc<str>>,
    /// The offsets that stand behind times, by the place of the time.
    pub offsets: Vec<Spanned<Offset>>,
}

/// The text of an item or a reply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The HTML with holes, and what fills them.
    pub text: Arc<Rendered>,
    /// Whether there is nothing but space.
    pub empty: bool,
}

/// A reply in a discussion.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The file, which is another than the discussion's in the folder form.
    pub path: SitePath,
    /// Its heading, or the fields of its file.
    pub at: Span,
    /// Its anchor: `r1`.
    pub id: Arc<str>,
    /// Who wrote it.
    pub author: Spanned<Reference>,
    /// When.
    pub date: Spanned<When>,
    /// The reply that it answers; none for the opening text.
    pub to: Option<Spanned<Arc<str>>>,
    /// Whether it is the answer.
    pub accepted: bool,
    /// What it says.
    pub body: Body,
}

/// What a file of `content/` holds.
#[derive(Clone, Debug)]
pub enum Part {
    /// An item.
    Item(Arc<Doc>),
    /// A reply in a file of its own; it belongs to the discussion with this slug.
    Reply {
        /// The kind of the discussion.
        kind: Arc<str>,
        /// The slug of the discussion.
        thread: Arc<str>,
        /// The reply.
        reply: Arc<Reply>,
    },
}

/// A reference to another item, or to somebody who has no page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// By slug, with the folder where the field may name any kind: `events/mentor-night`.
    Item {
        /// The folder, if it is given.
        folder: Option<Arc<str>>,
        /// The slug.
        slug: Arc<str>,
    },
    /// Somebody who has no page here.
    Guest(Arc<Guest>),
}

/// Somebody who is named but has no page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Guest {
    /// The name.
    pub name: Arc<str>,
    /// A web page about them.
    pub link: Option<Arc<str>>,
    /// Where they work or study.
    pub affiliation: Option<Arc<str>>,
    /// Who they are, in a few words.
    pub headline: Option<Arc<str>>,
}

/// The value of a field. `R` is what a reference is at this stage.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<R> {
    /// Plain text, a slug, a color.
    Text(Arc<str>),
    /// Formatted text.
    Markdown(Arc<Rendered>),
    /// Yes or no.
    Bool(bool),
    /// A number, as written: `12`, `3.5`.
    Number(Arc<str>),
    /// What it costs.
    Money(Arc<[Offer]>),
    /// A day, month or year.
    Date(PartialDate),
    /// A day, or a day and a time.
    Moment(When),
    /// How long.
    Duration(Length),
    /// A time zone.
    Zone(Zone),
    /// A language code.
    Language(Arc<str>),
    /// A web address.
    Url(Arc<str>),
    /// One of a list of words.
    Choice(Arc<str>),
    /// A topic's slug.
    Topic(Arc<str>),
    /// Another item, or a guest.
    Ref(R),
    /// Hours of a week.
    Availability(Availability),
    /// Anything, as it was written.
    Free(Arc<Node>),
    /// Several.
    List(Vec<Spanned<Value<R>>>),
    /// A group of fields.
    Map(Map<R>),
}

/// One price of an event or a resource.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Offer {
    /// Whom or what it is for: `Students`.
    pub name: Option<Arc<str>>,
    /// How much.
    pub price: Price,
    /// The last moment at which it is to be had.
    pub until: Option<When>,
    /// Where to pay.
    pub url: Option<Arc<str>>,
}

/// Fields with their values, in the order in which they are written.
#[derive(Clone, Debug, PartialEq)]
pub struct Map<R>(Vec<Entry<R>>);

/// A field with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<R> {
    /// The field's name.
    pub name: Arc<str>,
    /// Where the name stands.
    pub key: Span,
    /// The value.
    pub value: Spanned<Value<R>>,
}

impl<R> Default for Map<R> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<R> FromIterator<Entry<R>> for Map<R> {
    fn from_iter<I: IntoIterator<Item = Entry<R>>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl<R> Map<R> {
    /// All fields.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry<R>> {
        self.0.iter()
    }

    /// A field by its name.
    pub fn entry(&self, name: &str) -> Option<&Entry<R>> {
        self.0.iter().find(|entry| &*entry.name == name)
    }

    /// A value by the name of its field.
    pub fn get(&self, name: &str) -> Option<&Spanned<Value<R>>> {
        self.entry(name).map(|entry| &entry.value)
    }

    /// All single values at a path (`sessions.speakers`); lists on the way and at the end are walked through.
    pub fn at<'a>(&'a self, path: &str) -> Vec<&'a Spanned<Value<R>>> {
        let mut found = Vec::new();
        self.collect(path, &mut found);
        found
    }

    /// The first single value at a path.
    pub fn first<'a>(&'a self, path: &str) -> Option<&'a Spanned<Value<R>>> {
        let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
        let value = self.get(name)?;
        value.value.singles(value).iter().find_map(|single| match (rest, &single.value) {
            (None, _) => Some(single),
            (Some(rest), Value::Map(map)) => map.first(rest),
            (Some(_), _) => None,
        })
    }

    fn collect<'a>(&'a self, path: &str, found: &mut Vec<&'a Spanned<Value<R>>>) {
        let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
        if let Some(value) = self.get(name) {
            for single in value.value.singles(value) {
                match (rest, &single.value) {
                    (None, _) => found.push(single),
                    (Some(rest), Value::Map(map)) => map.collect(rest, found),
                    (Some(_), _) => {}
                }
            }
        }
    }
}

impl<'a, R> IntoIterator for &'a Map<R> {
    type Item = &'a Entry<R>;
    type IntoIter = std::slice::Iter<'a, Entry<R>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<R> Value<R> {
    /// The entries of a list, or the value itself, which is `whole`.
    pub fn singles<'a>(&'a self, whole: &'a Spanned<Self>) -> &'a [Spanned<Self>] {
        match self {
            Self::List(entries) => entries,
            _ => std::slice::from_ref(whole),
        }
    }

    /// The text of all values that are one word or one line.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(t) | Self::Number(t) | Self::Language(t) | Self::Url(t) | Self::Choice(t) | Self::Topic(t) => {
                Some(t)
            }
            _ => None,
        }
    }

    /// The day or moment, where the value is one that names a whole day at least.
    pub fn when(&self) -> Option<When> {
        match self {
            Self::Moment(when) => Some(*when),
            Self::Date(date) => Some(When::Day(date.first_day())),
            _ => None,
        }
    }

    /// The fields of a group.
    pub fn map(&self) -> Option<&Map<R>> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The reference: the value itself, or the first one in a group that stands for it (`{who: …, from: …}`).
    pub fn reference(&self) -> Option<&R> {
        match self {
            Self::Ref(reference) => Some(reference),
            Self::Map(map) => map.iter().find_map(|entry| match &entry.value.value {
                Self::Ref(reference) => Some(reference),
                _ => None,
            }),
            _ => None,
        }
    }
}
