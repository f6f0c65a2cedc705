//! From parsed items to the hub: names first, then bindings, times and checks, each over all items.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::bind::Binder;
use super::files::Files;
use super::names::{Entry, Name, Register};
use super::{Backlink, Bound, Dated, Held, Item, ItemId, Participant, Site, Target, Why};
use super::{checks, consent, event_checks, pictures, rules, text, threads, times, titles, topics, translations};
use crate::config::{Config, Topics};
use crate::diag::{Diagnostic, Fault, codes};
use crate::doc::{Doc, Part, Value};
use crate::kinds::{Kind, Kinds};
use crate::source::Tree;
use crate::theme::Words;
use crate::time::{Now, Occurrence, Schedule, When, Zone, instant};

/// Everything that makes a hub, before it is put together.
#[derive(Clone, Debug)]
pub struct Parts<'a> {
    /// All files: pictures and downloads are looked up here.
    pub tree: &'a Tree,
    /// What `site.yaml` says.
    pub config: Arc<Config>,
    /// The kinds.
    pub kinds: Arc<Kinds>,
    /// The topics.
    pub topics: Arc<Topics>,
    /// All items and loose replies, in the order of their files.
    pub parts: Vec<Part>,
    /// The moment of the build.
    pub now: Now,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// What titles are made of that no field says: `Thanks to …`.
    pub words: &'a Words,
}

/// Puts the hub together. All problems are found in one go; whatever cannot be bound is left unbound.
pub fn resolve(input: Parts<'_>) -> (Site, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let zone = input.config.zone_or_utc();
    let docs = documents(&input.parts);
    let (shown, held) = sieve(&docs, &input, &zone);
    let register = register(&docs, &shown, &input.kinds, &mut found);
    let people = people(&docs, &input.kinds);
    let mut binder = Binder {
        register: &register,
        docs: &docs,
        kinds: &input.kinds,
        topics: &input.topics,
        people: &people,
        year: input.now.date(&zone).year(),
        files: Files::new(input.tree),
        found: Vec::new(),
    };
    let mut items: Vec<Item> =
        shown.iter().enumerate().map(|(at, doc)| item(ItemId(at), &docs[*doc], &input, &mut binder)).collect();
    translations::tie(&mut items, &mut found);
    titles::set(&mut items, input.words);
    threads::attach(&mut items, &input.parts, &mut binder);
    text::bind(&mut items, &mut binder, &input.kinds);
    found.append(&mut binder.found);
    let assets = binder.files.into_used();
    found.extend(pictures::check(input.tree, &assets));
    times::set(&mut items, &input.config, &mut found);
    checks::aliases(&mut items, &mut found);
    let dates = dates(&items, &input);
    let mut site = Site {
        backlinks: backlinks(&items),
        dates_by_item: dates_by_item(&dates, items.len()),
        dates,
        by_topic: by_topic(&items),
        config: input.config,
        kinds: input.kinds,
        topics: input.topics,
        now: input.now,
        items,
        assets,
        held,
    };
    checks::check(&site, &mut found);
    topics::check(&site, &mut found);
    event_checks::check(&site, &mut found);
    rules::check(&site, &mut found);
    site.held.sort_by(|a, b| a.path.cmp(&b.path));
    (site, found)
}

fn documents(parts: &[Part]) -> Vec<Arc<Doc>> {
    let docs = parts.iter().filter_map(|part| match part {
        Part::Item(doc) => Some(doc.clone()),
        Part::Reply { .. } => None,
    });
    docs.collect()
}

/// Which documents are shown, by their places, and which are held back.
fn sieve(docs: &[Arc<Doc>], input: &Parts<'_>, zone: &Zone) -> (Vec<usize>, Vec<Held>) {
    let mut held = Vec::new();
    let mut shown = Vec::new();
    let why = |doc: &Arc<Doc>| why_held(doc, input, zone);
    let originals = docs.iter().filter(|doc| doc.translation.is_none());
    let held_originals: BTreeMap<(&str, &str), Why> =
        originals.filter_map(|doc| Some(((&*doc.kind, &*doc.slug), why(doc)?))).collect();
    for (at, doc) in docs.iter().enumerate() {
        // A translation is held back with what it translates.
        let of_original = doc.translation.as_ref().and_then(|_| held_originals.get(&(&*doc.kind, &*doc.slug)));
        match of_original.cloned().or_else(|| why(doc)) {
            Some(why) => {
                let url = input.kinds.get(&doc.kind).map(|kind| url(kind, doc)).unwrap_or_default();
                held.push(Held { path: doc.path.clone(), url, why });
            }
            None => shown.push(at),
        }
    }
    let order = |at: &usize| {
        let kind = input.kinds.iter().position(|kind| kind.name == docs[*at].kind);
        (kind, docs[*at].slug.clone(), docs[*at].translation.clone())
    };
    shown.sort_by_cached_key(order);
    (shown, held)
}

fn why_held(doc: &Doc, input: &Parts<'_>, zone: &Zone) -> Option<Why> {
    let when = |name: &str| doc.fields.first(name).and_then(|found| found.value.when());
    let is_past = |when: &When| instant(when, zone) <= input.now.at;
    if input.drafts {
        return None;
    }
    if matches!(doc.fields.first("draft").map(|found| &found.value), Some(Value::Bool(true))) {
        return Some(Why::Draft);
    }
    let until = when("publish").filter(|when| !is_past(when)).map(Why::Until);
    until.or_else(|| when("unpublish").filter(is_past).map(Why::Since))
}

/// Registers all documents by name. Two of one family with one name are an error at the later file.
fn register<'k>(docs: &[Arc<Doc>], shown: &[usize], kinds: &'k Kinds, found: &mut Vec<Diagnostic>) -> Register<'k> {
    let mut register = Register::new(kinds);
    let mut names: BTreeMap<(&str, &str, Option<&str>), &Doc> = BTreeMap::new();
    for doc in docs {
        let family = kinds.get(&doc.kind).map_or("", |kind| kind.family());
        let name = (family, &*doc.slug, doc.translation.as_deref());
        if let Some(first) = names.get(&name) {
            let (message, help) = match first.path == doc.path {
                true => (format!("two entries of this file have the name `{}`", doc.slug), "give one of the two"),
                false => (
                    format!("the name `{}` is taken by {}", doc.slug, first.path),
                    "rename one of the two, or give one",
                ),
            };
            let help = format!("{help} a name of its own: `slug: {}-2`", doc.slug);
            found.push(Fault::new(&codes::DUPLICATE_SLUG, doc.at, message).help(help).at(&doc.path));
        } else {
            names.insert(name, doc);
        }
    }
    for (at, doc) in shown.iter().map(|doc| &docs[*doc]).enumerate().filter(|(_, doc)| doc.translation.is_none()) {
        register.add(doc, Entry::Shown(at));
    }
    for (at, doc) in docs.iter().enumerate().filter(|(_, doc)| doc.translation.is_none()) {
        register.add(doc, Entry::Held(at));
    }
    register
}

/// The names of everybody who has a page, for guests that resemble one.
fn people(docs: &[Arc<Doc>], kinds: &Kinds) -> Vec<Name> {
    let has_name = |doc: &Doc| kinds.get(&doc.kind).is_some_and(|kind| kind.fields.contains_key("name"));
    let name = |at, doc: &Doc| Some(Name::new(doc.fields.first("name")?.value.text()?, at));
    let named = docs.iter().enumerate().filter(|(_, doc)| has_name(doc));
    let mut people: Vec<_> = named.filter_map(|(at, doc)| name(at, doc)).collect();
    people.sort();
    people
}

fn item(id: ItemId, doc: &Arc<Doc>, input: &Parts<'_>, binder: &mut Binder<'_>) -> Item {
    // Every document was parsed with the fields of its kind, so the kind is there; the first one is a fallback that is never used.
    let kind = input.kinds.get(&doc.kind).or_else(|| input.kinds.iter().next()).cloned();
    let kind = kind.unwrap_or_else(|| input.kinds.site.clone());
    let (agreed, others) = consent::part(&kind, &doc.fields);
    let fields = binder.fields(&doc.path, &agreed, &kind);
    let withheld = binder.withheld(&doc.path, &others, &kind);
    let text = |name: &str| fields.first(name).and_then(|found| found.value.text());
    let language = doc.translation.as_deref().or_else(|| text("language")).or_else(|| only(&fields, "languages"));
    Item {
        id,
        url: url(&kind, doc),
        title: "".into(),
        summary: text("summary").or_else(|| text("headline")).unwrap_or(&doc.body.text.excerpt).into(),
        language: language.unwrap_or(&input.config.language).into(),
        times: Vec::new(),
        topics: topics_of(&kind, &fields),
        people: participants(&kind.roles.people, &fields),
        body: Bound { text: doc.body.text.clone(), ..Bound::default() },
        texts: BTreeMap::new(),
        withheld,
        replies: Vec::new(),
        translations: Vec::new(),
        original: None,
        fields,
        doc: doc.clone(),
        kind,
    }
}

/// The one language of a list with one entry.
fn only<'a>(fields: &'a crate::doc::Map<Target>, path: &str) -> Option<&'a str> {
    match fields.at(path)[..] {
        [one] => one.value.text(),
        _ => None,
    }
}

/// The address of an item, without the base path.
fn url(kind: &Kind, doc: &Doc) -> Arc<str> {
    let language = doc.translation.as_ref().map(|language| format!("{language}/")).unwrap_or_default();
    match (&*kind.path, &*doc.slug) {
        ("", "index") => language.into(),
        ("", slug) => format!("{language}{slug}/").into(),
        (path, slug) => format!("{language}{path}/{slug}/").into(),
    }
}

/// The topics in the fields of the role, each once, sorted.
pub(super) fn topics_of(kind: &Kind, fields: &crate::doc::Map<Target>) -> Vec<Arc<str>> {
    let values = kind.roles.topics.iter().flat_map(|path| fields.at(path));
    let topics: BTreeSet<Arc<str>> = values.filter_map(|found| found.value.text().map(Into::into)).collect();
    topics.into_iter().collect()
}

/// Everybody named in the fields of the role, once each and per field.
pub(super) fn participants(paths: &[crate::kinds::Path], fields: &crate::doc::Map<Target>) -> Vec<Participant> {
    let mut all: Vec<Participant> = Vec::new();
    for path in paths {
        for value in fields.at(path) {
            let Some(who) = value.value.reference() else { continue };
            let twin = all.iter().any(|known| known.who == *who && path.starts_with(&*known.path));
            if !twin {
                all.push(Participant { path: path.clone(), who: who.clone() });
            }
        }
    }
    all
}

/// Who names whom: every reference, turned round.
fn backlinks(items: &[Item]) -> Vec<Vec<Backlink>> {
    let mut all = vec![Vec::new(); items.len()];
    for item in items.iter().filter(|item| item.original.is_none()) {
        collect(&item.fields, "", &mut |path, target| {
            if let Target::Item(to) = target {
                all[to.0].push(Backlink { from: item.id, path: path.into() });
            }
        });
        for reply in &item.replies {
            if let Target::Item(to) = reply.author {
                let path = if reply.accepted { "replies.accepted" } else { "replies" };
                all[to.0].push(Backlink { from: item.id, path: path.into() });
            }
        }
    }
    all.iter_mut().for_each(|links| {
        links.sort();
        links.dedup();
    });
    all
}

/// Visits all references of an item with the path of the field that holds them.
fn collect(fields: &crate::doc::Map<Target>, prefix: &str, visit: &mut impl FnMut(&str, &Target)) {
    for entry in fields {
        let path = if prefix.is_empty() { entry.name.to_string() } else { format!("{prefix}.{}", entry.name) };
        for single in entry.value.value.singles(&entry.value) {
            match &single.value {
                Value::Ref(target) => visit(&path, target),
                Value::Map(map) => collect(map, &path, visit),
                _ => {}
            }
        }
    }
}

/// The most dates of one series that are listed.
const MOST_DATES: usize = 2_000;

fn dates(items: &[Item], input: &Parts<'_>) -> Vec<Dated> {
    let utc = Zone::utc();
    let from_now = |span: jiff::Span| {
        let then = utc.rules().to_datetime(input.now.at).checked_add(span).ok();
        then.and_then(|then| utc.rules().to_timestamp(then).ok())
    };
    let to = from_now(jiff::Span::new().months(input.config.horizon_months)).unwrap_or(jiff::Timestamp::MAX);
    let recent = from_now(jiff::Span::new().years(-3)).unwrap_or(jiff::Timestamp::MIN);
    let mut all = Vec::new();
    for item in items.iter().filter(|item| item.original.is_none()) {
        for (time, timed) in item.times.iter().enumerate() {
            let to = if timed.schedule.rule.is_some() { to } else { jiff::Timestamp::MAX };
            let listed = listed(&timed.schedule, recent, to);
            all.extend(listed.into_iter().map(|occurrence| Dated { id: None, item: item.id, time, occurrence }));
        }
    }
    all.sort_by_key(|dated| (dated.occurrence.starts_at, dated.item, dated.time));
    all.iter_mut().enumerate().for_each(|(at, dated)| dated.id = Some(at));
    all
}

fn dates_by_item(dates: &[Dated], items: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new(); items];
    dates.iter().enumerate().for_each(|(at, dated)| all[dated.item.0].push(at));
    all
}

/// All dates of a schedule; of a series with too many (a daily call for years) those since `recent`, lest the coming ones be missing.
fn listed(schedule: &Schedule, recent: jiff::Timestamp, to: jiff::Timestamp) -> Vec<Occurrence> {
    let all = schedule.occurrences(jiff::Timestamp::MIN, to, MOST_DATES);
    if all.len() < MOST_DATES { all } else { schedule.occurrences(recent, to, MOST_DATES) }
}

fn by_topic(items: &[Item]) -> BTreeMap<Arc<str>, Vec<ItemId>> {
    let mut all: BTreeMap<Arc<str>, Vec<ItemId>> = BTreeMap::new();
    for item in items.iter().filter(|item| item.original.is_none()) {
        item.topics.iter().for_each(|topic| all.entry(topic.clone()).or_default().push(item.id));
    }
    all
}
