//! What somebody says of a new file: values by the paths of fields.

use crate::diag::{Wrong, codes, nearest};
use crate::kinds::Kind;

use super::BODY;

/// Values by path, in the order in which they are given; a path that comes again adds to a list.
#[derive(Clone, Debug, Default)]
pub struct Given(Vec<(String, String)>);

impl Given {
    /// Adds a value. The path may be written with hyphens in place of underscores: `shared-by`.
    ///
    /// # Errors
    /// `UNKNOWN_FIELD` if the kind has no such field.
    pub fn add(&mut self, kind: &Kind, path: &str, text: &str) -> Result<(), Wrong> {
        let written = [path.to_owned(), path.replace('-', "_")];
        let known = written.into_iter().find(|path| path == BODY || kind.field(path).is_some());
        let known = known.ok_or_else(|| unknown(kind, path))?;
        self.0.push((known, text.to_owned()));
        Ok(())
    }

    /// The values of exactly this path.
    pub(super) fn exactly<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == path).map(|(_, text)| &**text)
    }

    /// The first value of exactly this path.
    pub fn first<'a>(&'a self, path: &'a str) -> Option<&'a str> {
        self.exactly(path).next()
    }

    /// Whether there is a value of this path, or of a field in it.
    pub fn has(&self, path: &str) -> bool {
        let within =
            |known: &str| known.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        self.0.iter().any(|(known, _)| within(known))
    }
}

fn unknown(kind: &Kind, path: &str) -> Wrong {
    let message = format!("the kind `{}` has no field `{path}`", kind.name);
    let wrong = Wrong::new(&codes::UNKNOWN_FIELD, message);
    let paths = kind.paths();
    match nearest(&path.replace('-', "_"), paths.iter().map(|(path, _)| &**path)) {
        Some(near) => wrong.help(format!("did you mean `{near}`?")),
        None => {
            let names: Vec<&str> = kind.fields.keys().map(|name| &**name).collect();
            wrong.help(format!("its fields are {}", names.join(", ")))
        }
    }
}
