//! What becomes of each event: new, brought up to date, left alone, or a conflict that people have to decide.

use std::collections::BTreeSet;

use super::difference::difference;
use super::event::Draft;
use super::hub::{EVENTS, Hub};
use super::lock::Lock;
use super::{Fate, Planned, write};
use crate::parse;
use crate::source::Digest;

/// The longest part of a title that becomes the name of a file.
const MOST_LETTERS: usize = 40;

/// Decides, and notes in the lock file what will have been imported.
pub(super) fn settle(drafts: Vec<Draft>, hub: &Hub<'_>, mut lock: Lock) -> (Vec<Planned>, Lock) {
    let mut taken = BTreeSet::new();
    let mut items = Vec::new();
    for draft in drafts {
        let name = format!("uid:{}", draft.uid);
        let text = write::file(&draft.fields, &draft.body);
        let planned = match hub.of_uid(&draft.uid) {
            // An entry of a list is not compared: its file has others too.
            Some(path) if !path.ends_with(".md") => Planned { path: path.clone(), fate: Fate::Same },
            Some(path) => {
                let old = hub.tree.get(path).and_then(|source| source.text().ok()).unwrap_or_default();
                Planned { path: path.clone(), fate: fate(&name, Some(old), &text, &mut lock) }
            }
            None => {
                let slug = free(&draft, |slug| hub.has_event(slug) || taken.contains(slug));
                let path = format!("{EVENTS}{slug}.md").into();
                taken.insert(slug);
                Planned { path, fate: fate(&name, None, &text, &mut lock) }
            }
        };
        items.push(planned);
    }
    (items, lock)
}

/// What becomes of one item, of which the file holds `old` and should hold `new`.
pub(super) fn fate(name: &str, old: Option<&str>, new: &str, lock: &mut Lock) -> Fate {
    let fate = match old {
        None if lock.has(name) => return Fate::Deleted,
        None => Fate::New(new.to_owned()),
        // Perhaps an import wrote it just before it was stopped: then it is noted now.
        Some(old) if old.replace("\r\n", "\n") == new => Fate::Same,
        Some(_) if lock.wrote(name, new) => return Fate::Same,
        Some(old) if lock.wrote(name, old) => Fate::Updated { old: old.to_owned(), new: new.to_owned() },
        Some(old) => return Fate::Conflict { difference: difference(old, new) },
    };
    lock.insert(name, new);
    fate
}

/// Beyond this many events of one title on one day their names are digests.
const MOST_NUMBERED: usize = 100;

/// A name that no other event has: that of its title, then with its day, then with a number.
fn free(draft: &Draft, taken: impl Fn(&str) -> bool) -> String {
    let digest = || Digest::of(draft.uid.as_bytes()).hex(12);
    let title: String = parse::slug_of(&draft.title, Some(&draft.uid)).chars().take(MOST_LETTERS).collect();
    let title = title.trim_end_matches('-').to_owned();
    let title = if parse::is_slug(&title) { title } else { digest() };
    let dated = format!("{title}-{}", draft.start.date());
    let numbered = (2..MOST_NUMBERED).map(|n| format!("{dated}-{n}"));
    let mut names = [title, dated.clone()].into_iter().chain(numbered);
    names.find(|name| name != "index" && !taken(name)).unwrap_or_else(|| format!("{dated}-{}", digest()))
}
