//! Which item stands at another address now: as a person would guess it, from title, name, folder and day.

use super::lock::{Entry, Lock};
use super::{day, slug};
use crate::plan::Outline;
use crate::site::Item;

/// How much one has to speak for an item: more than a shared folder and day, less than a title.
const ENOUGH: u32 = 4;
/// From which on two names are alike, from 0 to 1: `rust-night-3` and `rust-night-03`, but not `rust-night` and `rust-day`.
const ALIKE: f64 = 0.75;

/// The item that most likely stood at a lost address; none if nothing speaks for any.
pub(super) fn find<'a>(outline: &'a Outline, old: &Lock, new: &[&'a Item], url: &str) -> Option<&'a Item> {
    let items = &outline.site.items;
    let is = |one: &str, other: &str| one.trim_matches('/') == other.trim_matches('/');
    match old.get(url) {
        Some(Entry::Led(to)) => {
            let renamed = || items.iter().find(|item| item.aliases().any(|old| is(old, to)));
            items.iter().find(|item| is(&item.url, to)).or_else(renamed)
        }
        Some(Entry::Page { date, title }) => {
            let rated = new.iter().map(|item| (points(item, url, date.as_deref(), title), *item));
            // Of several that are as good, the first one: `max_by_key` would take the last.
            let best = rated.rev().max_by_key(|(points, _)| *points)?;
            (best.0 >= ENOUGH).then_some(best.1)
        }
        None => None,
    }
}

/// The items whose address is a new one.
pub(super) fn new_items<'a>(outline: &'a Outline, old: &Lock) -> Vec<&'a Item> {
    outline.site.items.iter().filter(|item| old.get(&format!("/{}", item.url)).is_none()).collect()
}

fn points(item: &Item, url: &str, date: Option<&str>, title: &str) -> u32 {
    let (folder, name) = (folder(url), slug(url));
    let other = slug(&item.url);
    let worth = |holds: bool, points: u32| if holds { points } else { 0 };
    let name = if name == other { 4 } else { worth(folder == self::folder(&item.url) && alike(name, other), 3) };
    let same_title = !title.is_empty() && title.eq_ignore_ascii_case(&item.title);
    let same_day = date.is_some() && date == day(item).as_deref();
    worth(same_title, 4) + name + worth(same_day, 2) + worth(folder == self::folder(&item.url), 1)
}

/// All of an address but its last part.
fn folder(url: &str) -> &str {
    url.trim_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn alike(one: &str, other: &str) -> bool {
    strsim::normalized_damerau_levenshtein(one, other) >= ALIKE
}
