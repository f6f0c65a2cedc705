//! Translations: tied to what they translate, from which they take what they do not say.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::resolve::{participants, topics_of};
use super::{Item, ItemId, Site};
use crate::diag::{Diagnostic, Fault, codes, nearest};

/// What a translation does not take over: these are the original's own.
const OWN: &[&str] = &["slug", "aliases", "uid", "draft", "publish", "unpublish"];

/// Ties translations to what they translate.
pub(super) fn tie(items: &mut [Item], found: &mut Vec<Diagnostic>) {
    let originals: BTreeMap<(Arc<str>, Arc<str>), ItemId> =
        items.iter().filter(|item| item.doc.translation.is_none()).map(|item| (key(item), item.id)).collect();
    for at in 0..items.len() {
        if items[at].doc.translation.is_none() {
            continue;
        }
        match originals.get(&key(&items[at])) {
            Some(original) => join(items, at, *original),
            None => found.push(orphan(&items[at], &originals)),
        }
    }
}

fn key(item: &Item) -> (Arc<str>, Arc<str>) {
    (item.kind.name.clone(), item.doc.slug.clone())
}

fn join(items: &mut [Item], at: usize, original: ItemId) {
    items[at].original = Some(original);
    inherit(items, at, original);
    let siblings = items[original.0].translations.clone();
    items[original.0].translations.push(ItemId(at));
    items[at].translations = [vec![original], siblings.clone()].concat();
    siblings.iter().for_each(|sibling| items[sibling.0].translations.push(ItemId(at)));
}

fn inherit(items: &mut [Item], at: usize, original: ItemId) {
    let has = |name: &str| items[at].fields.entry(name).is_some();
    let fields = items[original.0].fields.iter();
    let missing: Vec<_> = fields.filter(|entry| !OWN.contains(&&*entry.name) && !has(&entry.name)).cloned().collect();
    let item = &mut items[at];
    item.fields = item.fields.iter().cloned().chain(missing).collect();
    item.topics = topics_of(&item.kind, &item.fields);
    item.people = participants(&item.kind.roles.people, &item.fields);
}

fn orphan(item: &Item, originals: &BTreeMap<(Arc<str>, Arc<str>), ItemId>) -> Diagnostic {
    let (doc, language) = (&item.doc, item.doc.translation.as_deref().unwrap_or_default());
    let of_kind = originals.keys().filter(|(kind, _)| *kind == doc.kind).map(|(_, slug)| &**slug);
    let help = match nearest(&doc.slug, of_kind) {
        Some(near) => format!("did you mean `{near}.{language}.md`?"),
        None => {
            format!("write `{0}.md` beside it; or, if this is no translation, name it `{0}-{language}.md`", doc.slug)
        }
    };
    let message = format!("this translates `{}`, which is not there", doc.slug);
    Fault::new(&codes::UNKNOWN_REFERENCE, doc.at, message).help(help).at(&doc.path)
}

/// What is not there in every language of the site. Only kinds of which a third is translated: nobody translates thanks, and a
/// hub with one page in another language has not forgotten all others.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    // What is in a language that the site does not have is there as it is, such as a book.
    let is_own = |item: &&Item| item.original.is_none() && site.config.languages.contains(&item.language);
    let own: Vec<&Item> = site.items.iter().filter(is_own).collect();
    let mut kinds: BTreeMap<&Arc<str>, (usize, usize)> = BTreeMap::new();
    for item in &own {
        let (all, translated) = kinds.entry(&item.kind.name).or_default();
        *all += 1;
        *translated += usize::from(!item.translations.is_empty());
    }
    let is_meant = |item: &&Item| kinds.get(&item.kind.name).is_some_and(|(all, translated)| translated * 3 >= *all);
    found.extend(own.into_iter().filter(is_meant).filter_map(|item| untranslated(site, item)));
}

fn untranslated(site: &Site, item: &Item) -> Option<Diagnostic> {
    let has = |language: &Arc<str>| {
        item.language == *language || item.translations.iter().any(|id| site.item(*id).language == *language)
    };
    let missing: Vec<&str> = site.config.languages.iter().filter(|one| !has(one)).map(|one| &**one).collect();
    let first = missing.first()?;
    let file = item.doc.path.rsplit('/').next().unwrap_or_default();
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "md"));
    let message = format!("this is not there in: {}", missing.join(", "));
    let help = format!(
        "translate it into a file `{stem}.{first}.{ending}` beside it; until then its readers see the original"
    );
    Some(Fault::new(&codes::NOT_TRANSLATED, item.doc.at, message).help(help).at(&item.doc.path))
}
