//! The paths of a website's files: which are possible, and which two cannot both be.

use std::collections::BTreeMap;
use std::path::Path;

use super::Fatal;

/// The longest name that disks allow, in bytes.
const LONGEST_NAME: usize = 255;

/// Refuses a path that leaves the output folder or that some disk or server cannot hold.
pub(super) fn check(path: &str) -> Result<(), Fatal> {
    let wrong = path.split('/').find_map(wrong_name);
    let wrong = wrong.or_else(|| crooked(path).then_some("it leads out of the output folder"));
    wrong.map_or(Ok(()), |reason| {
        Err(Fatal::new(
            format!("A page cannot be written to `{}`: {reason}", path.escape_debug()),
            "Give the item another slug.",
        ))
    })
}

/// On Windows `C:` and `a\..\b` mean more than their letters say.
fn crooked(path: &str) -> bool {
    path.contains('\\') || !super::place::stays_inside(Path::new(path))
}

fn wrong_name(name: &str) -> Option<&'static str> {
    match name {
        "" => Some("a part of the path is empty"),
        "." | ".." => Some("it leads out of the output folder"),
        _ if name.len() > LONGEST_NAME => Some("a name is longer than 255 bytes"),
        // The list of our files has one path per line.
        _ if name.contains(char::is_control) => Some("a name contains an invisible sign"),
        _ => None,
    }
}

/// The folders above a path, the nearest first: `a/b` and `a` for `a/b/c`.
pub(super) fn folders(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/'), |(folder, _)| folder.rsplit_once('/')).map(|(folder, _)| folder)
}

/// Names that are already given away, in the eyes of disks that take `A` and `a` for the same.
#[derive(Debug, Default)]
pub(super) struct Taken(BTreeMap<String, Name>);

#[derive(Debug, PartialEq, Eq)]
enum Name {
    /// A file, and how it is really spelled.
    File(String),
    Folder,
}

impl Taken {
    /// Takes a path for a file.
    pub(super) fn take(&mut self, path: &str) -> Result<(), Fatal> {
        let folded = path.to_lowercase();
        for folder in folders(&folded) {
            match self.0.get(folder) {
                Some(Name::File(other)) => return Err(collision(path, other)),
                Some(Name::Folder) => break,
                None => drop(self.0.insert(folder.to_owned(), Name::Folder)),
            }
        }
        match self.0.insert(folded, Name::File(path.to_owned())) {
            None => Ok(()),
            Some(Name::File(other)) => Err(collision(path, &other)),
            Some(Name::Folder) => Err(collision(path, "a folder of that name")),
        }
    }
}

/// The same words whichever of the two came first: they come from several threads.
fn collision(one: &str, other: &str) -> Fatal {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    let message = format!("Two files of the website would be in one place: {first} and {second}");
    Fatal::new(message, "Give one of the items another slug; capital and small letters are not enough of a difference.")
}
