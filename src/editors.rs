//! What editors, content management systems and issue forms have to know of the kinds, as files made from the kinds.

mod answers;
pub mod cms;
mod issues;
mod made;
mod schema;
mod yaml;

pub use answers::{Answers, answers};
pub use issues::issue_form;
pub use made::{Standing, standing};
pub use schema::{schema, schema_names};

use crate::config::{Config, Topics};
use crate::kinds::{Field, Kinds, Type};

/// What the files are made from.
#[derive(Clone, Copy, Debug)]
pub struct Hub<'a> {
    /// All kinds.
    pub kinds: &'a Kinds,
    /// The words of `topics.yaml`.
    pub topics: &'a Topics,
    /// The settings of the site.
    pub config: &'a Config,
}

impl Hub<'_> {
    /// The words that a field can have, if there is a list of them.
    fn words(&self, ty: &Type) -> Option<Vec<String>> {
        match ty {
            Type::Choice { of } => Some(of.iter().map(ToString::to_string).collect()),
            Type::Topic if self.topics.controlled && !self.topics.by_slug.is_empty() => {
                Some(self.topics.by_slug.keys().map(ToString::to_string).collect())
            }
            _ => None,
        }
    }
}

/// What is said of a field: what it is for, and a value to copy.
fn hint(field: &Field) -> String {
    match (&*field.help, &*field.example) {
        (help, "") => help.to_owned(),
        ("", example) => format!("Such as {example}"),
        (help, example) => format!("{help} – such as {example}"),
    }
}

/// What a value has to look like, as a regular expression that JavaScript understands; for the types that have such a form.
fn pattern(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::Date { partial: false } => r"^\d{4}-\d{2}-\d{2}$",
        Type::Date { partial: true } => r"^\d{4}(-\d{2}(-\d{2})?)?$",
        Type::Moment => r"^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2})?( ?([Zz]|[+-]\d{2}:?\d{2}))?)?$",
        Type::Duration => r"^(\d+[WwDdHhMmSs])+$|^[Pp](\d+[WwDd])*([Tt](\d+[HhMmSs])+)?$",
        Type::Timezone => r"^[A-Za-z_]+([/+-][A-Za-z0-9_+-]+)*$",
        Type::Language => r"^[a-z]{2,3}(-([A-Z]{2}|\d{3}|[A-Z][A-Za-z]{3}))*$",
        Type::Url => r"^(?!(javascript|data|vbscript):)[A-Za-z][A-Za-z0-9+.-]*:/*[^\s/?#.]\S*(\s+\S+://\S+)*$",
        Type::Email => r"^[^\s@]+@[^\s@]+\.[^\s@]+$",
        Type::Color => "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$",
        Type::Slug => SLUG,
        _ => return None,
    })
}

/// A name of a file: what is not forbidden in it, so that it works without knowledge of all scripts.
const SLUG: &str = r"^[^\s\x00-,./:-^`{-\x7f]+$";

/// A slug, perhaps behind the folder of its kind.
const REFERENCE: &str = r"^([^\s\x00-,./:-^`{-\x7f]+/)?[^\s\x00-,./:-^`{-\x7f]+$";

/// A price: nothing, or an amount with its currency.
const PRICE: &str = r"^([Ff][Rr][Ee][Ee]|\d+(\.\d{1,3})? [A-Z]{3})$";
