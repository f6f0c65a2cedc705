//! Checks over all items: addresses and identities once, facts fresh, nothing over and still announced.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{Item, Site, Target};
use crate::diag::{Diagnostic, Fault, Span, Spanned, codes};
use crate::doc::{Entry, Value};
use crate::source::SitePath;
use crate::time::{Zone, last_instant};

/// Checks all items.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    urls(site, found);
    uids(site, found);
    let zone = site.config.zone_or_utc();
    let last = last_meetings(site);
    for item in site.items.iter().filter(|item| item.original.is_none()) {
        let faults = [stale(site, item, last[item.id.0], &zone), expired(site, item), unanswered(site, item, &zone)];
        found.extend(faults.into_iter().flatten().map(|fault| fault.at(&item.doc.path)));
    }
    super::translations::check(site, found);
}

/// No two items at one address.
fn urls(site: &Site, found: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<String, &Item> = BTreeMap::new();
    for item in &site.items {
        if let Some(first) =
            taken.insert(item.url.to_string(), item).filter(|first| first.kind.family() != item.kind.family())
        {
            let fault = Fault::new(
                &codes::DUPLICATE_URL,
                item.doc.at,
                format!("the address `/{}` is taken by {}", item.url, first.doc.path),
            );
            found.push(fault.help("rename one of the two files").at(&item.doc.path));
        }
        if let Some(kind) =
            site.kinds.iter().find(|kind| !kind.path.is_empty() && *item.url == *format!("{}/", kind.path))
        {
            let many = kind.label.many.to_lowercase();
            let fault = Fault::new(
                &codes::DUPLICATE_URL,
                item.doc.at,
                format!("the address `/{}` is that of the list of {many}", item.url),
            );
            found.push(fault.help("rename the file").at(&item.doc.path));
        }
    }
}

/// Takes old addresses that are in use, or none, out of their items, and reports them: a page must not be covered by them.
pub(super) fn aliases(items: &mut [Item], found: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<String, SitePath> =
        items.iter().map(|item| (item.url.to_string(), item.doc.path.clone())).collect();
    for item in items.iter_mut() {
        let (path, mut wrong) = (item.doc.path.clone(), Vec::new());
        for alias in item.fields.at("aliases") {
            let text = alias.value.text().unwrap_or_default();
            let url = format!("{}/", text.trim_matches('/'));
            if let Some(fault) = wrong_alias(text, alias.span, taken.get(&url)) {
                found.push(fault.at(&path));
                wrong.push(alias.span);
            } else {
                taken.insert(url, path.clone());
            }
        }
        if !wrong.is_empty() {
            item.fields = item.fields.iter().map(|entry| without(entry, &wrong)).collect();
        }
    }
}

fn wrong_alias(text: &str, span: Span, first: Option<&SitePath>) -> Option<Fault> {
    let (message, help) = match first {
        _ if !is_local(text) => {
            (format!("`{text}` is not an address of this site"), "write it as `/old/address/`".into())
        }
        Some(first) => (
            format!("the old address `{text}` is that of {first}"),
            format!("take `{text}` out of `aliases`: that address is in use"),
        ),
        None => return None,
    };
    Some(Fault::new(&codes::DUPLICATE_URL, span, message).help(help))
}

/// A field without the values at some places.
fn without(entry: &Entry<Target>, gone: &[Span]) -> Entry<Target> {
    let Value::List(values) = &entry.value.value else { return entry.clone() };
    let kept = values.iter().filter(|value| !gone.contains(&value.span)).cloned().collect();
    let value = Spanned::new(Value::List(kept), entry.value.span);
    Entry { name: entry.name.clone(), key: entry.key, value }
}

fn is_local(alias: &str) -> bool {
    alias.starts_with('/')
        && alias.len() > 1
        && !alias.contains("//")
        && !alias.contains(['?', '#', '\\', '\0'])
        && alias.split('/').all(|part| part != "..")
}

fn uids(site: &Site, found: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<&str, &Item> = BTreeMap::new();
    for item in site.items.iter().filter(|item| item.original.is_none()) {
        let Some(uid) = item.fields.first("uid") else { continue };
        let text = uid.value.text().unwrap_or_default();
        match taken.get(text) {
            Some(first) => {
                let fault = Fault::new(
                    &codes::DUPLICATE_UID,
                    uid.span,
                    format!("the uid `{text}` is that of {}", first.doc.path),
                );
                found.push(fault.help("take `uid` away from one of the two: it then gets its own").at(&item.doc.path));
            }
            None => {
                taken.insert(text, item);
            }
        }
    }
}

/// The stale limit of an item in months: that of its kind, or of one that it extends.
fn limit(site: &Site, item: &Item) -> Option<u32> {
    item.kind.lineage.iter().find_map(|kind| site.config.review.get(kind)).copied()
}

fn stale(site: &Site, item: &Item, last: Option<Timestamp>, zone: &Zone) -> Option<Fault> {
    let months = limit(site, item)?;
    let day = site.now.date(zone).checked_sub(jiff::Span::new().months(months)).ok()?;
    match &item.kind.roles.confirmed {
        Some(path) => unconfirmed(item, path, day, months),
        None => silent(item, last?, day, zone, months),
    }
}

impl Site {
    /// Whether the facts of an item were last looked at too long ago: nobody knows whether they still hold.
    pub fn is_stale(&self, item: &Item) -> bool {
        let zone = self.config.zone_or_utc();
        item.kind.roles.confirmed.is_some() && stale(self, item, None, &zone).is_some()
    }
}

/// The date at `path` is too long ago, while the conditions of the kind hold.
fn unconfirmed(item: &Item, path: &str, day: jiff::civil::Date, months: u32) -> Option<Fault> {
    let confirmed = item.fields.first(path)?;
    let when = confirmed.value.when()?;
    let old = when.date() < day
        && item
            .kind
            .roles
            .confirmed_if
            .iter()
            .all(|(path, values)| item.text(path).is_none_or(|text| values.iter().any(|value| **value == *text)));
    let name = path.rsplit('.').next().unwrap_or(path);
    old.then(|| {
        let message = format!("`{path}` is more than {months} months ago");
        Fault::new(&codes::STALE, confirmed.span, message)
            .help(format!("ask or look again, then write today's date at `{name}`"))
    })
}

/// The end of the last date of each item; a group also meets at the events that name it.
fn last_meetings(site: &Site) -> Vec<Option<Timestamp>> {
    let mut last: Vec<Option<Timestamp>> = vec![None; site.items.len()];
    for dated in &site.dates {
        let known = &mut last[dated.item.0];
        *known = (*known).max(Some(dated.occurrence.ends_at));
    }
    let own = last.clone();
    for (links, known) in site.backlinks.iter().zip(&mut last) {
        let events = links.iter().filter(|link| &*link.path == "group").filter_map(|link| own[link.from.0]);
        *known = events.chain(*known).max();
    }
    last
}

/// Something that meets regularly has not met for long.
fn silent(item: &Item, last: Timestamp, day: jiff::civil::Date, zone: &Zone, months: u32) -> Option<Fault> {
    let active = item.text("state").is_none_or(|state| state == "active");
    let entry =
        item.kind.roles.when.first().and_then(|path| item.fields.entry(path.split('.').next().unwrap_or(path)))?;
    (active && zone.rules().to_datetime(last).date() < day).then(|| {
        let message = format!("the last meeting was more than {months} months ago");
        Fault::new(&codes::STALE, entry.key, message).help("add the next meetings, or write `state: resting`")
    })
}

fn expired(site: &Site, item: &Item) -> Option<Fault> {
    let zone = site.zone_of(item);
    item.kind.roles.closes.iter().find_map(|path| {
        let closes = item.fields.first(path)?;
        let when = closes.value.when()?;
        (last_instant(&when, &zone) <= site.now.at).then(|| {
            let fault = Fault::new(&codes::EXPIRED, closes.span, format!("this closed on {}", when.date()));
            fault.help("move the date, or take the item away with `unpublish`")
        })
    })
}

/// How many days a question may stand without a word.
const DAYS_WITHOUT_REPLY: i32 = 14;

/// A question to which nobody has said anything.
fn unanswered(site: &Site, item: &Item, zone: &Zone) -> Option<Fault> {
    item.kind.roles.replies.as_ref()?;
    let open = item.text("state").is_none_or(|state| state == "open") && item.replies.is_empty();
    let asked = item.fields.first("date").filter(|_| open && item.text("type") == Some("question"))?;
    let last = site.now.date(zone).checked_sub(jiff::Span::new().days(DAYS_WITHOUT_REPLY)).ok()?;
    (asked.value.when()?.date() < last).then(|| {
        let message = format!("nobody has replied to this question for more than {DAYS_WITHOUT_REPLY} days");
        Fault::new(&codes::UNANSWERED, asked.span, message).help("ask somebody who knows, or write `state: closed`")
    })
}
