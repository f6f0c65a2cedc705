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
const MOST_LETTERS: usize = 48;

/// Decides, and notes in the lock file what will have been imported.
pub(super) fn settle(drafts: Vec<Draft>, hub: &Hub<'_>, mut lock: Lock) -> (Vec<Planned>, Lock) {
    let mut taken = BTreeSet::new();
    let mut items = Vec::new();
    for draft in drafts {
        let name = format!("uid:{}", draft.uid);
        let text = write::file(&draft.fields, &draft.body);
        let is_as_imported = hub.of_uid(&draft.uid).and_then(|path| hub.tree.get(path)?.text().ok()) == Some(&*text);
        let planned = match hub.of_uid(&draft.uid) {
            Some(path) => {
                let old = hub.tree.get(path).and_then(|source| source.text().ok()).unwrap_or_default();
                let fate = if path.ends_with(".md") { standing(&name, old, text.clone(), &lock) } else { Fate::Same };
                Planned { path: path.clone(), fate }
            }
            None => {
                let slug = free(&draft, |slug| hub.has_event(slug) || taken.contains(slug));
                let fate = if lock.has(&name) { Fate::Deleted } else { Fate::New(text.clone()) };
                let path = format!("{EVENTS}{slug}.md").into();
                taken.insert(slug);
                Planned { path, fate }
            }
        };
        match &planned.fate {
            Fate::New(text) | Fate::Updated { new: text, .. } => lock.insert(&name, text),
            // A file that an import wrote just before it was stopped.
            Fate::Same if is_as_imported => lock.insert(&name, &text),
            _ => {}
        }
        items.push(planned);
    }
    (items, lock)
}

/// What becomes of a file that is there.
fn standing(name: &str, old: &str, new: String, lock: &Lock) -> Fate {
    let same = old.replace("\r\n", "\n") == new;
    if same || lock.wrote(name, &new) {
        return Fate::Same;
    }
    match lock.wrote(name, old) {
        true => Fate::Updated { old: old.to_owned(), new },
        false => Fate::Conflict { difference: difference(old, &new) },
    }
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
    names.find(|name| !taken(name)).unwrap_or_else(|| format!("{dated}-{}", digest()))
}
