//! The checks that a kind asks for in its file: `rules`.

use std::collections::{BTreeMap, BTreeSet};

use super::rings::on_rings;
use super::{Item, ItemId, Site, Target};
use crate::diag::{Diagnostic, Fault, Span, codes};
use crate::kinds::{Path, Rule};

/// Checks every item by the rules of its kind.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let mut rings: BTreeMap<&Path, BTreeSet<ItemId>> = BTreeMap::new();
    for item in site.items.iter().filter(|item| item.original.is_none()) {
        for rule in &item.kind.rules {
            let faults = match rule {
                Rule::OneOf(paths) => one_of(item, paths),
                Rule::Ordered(first, second) => ordered(item, first, second),
                Rule::Acyclic(path) => {
                    let ring = rings.entry(path).or_insert_with(|| {
                        let next: Vec<Vec<ItemId>> =
                            site.items.iter().map(|item| targets(item, path).collect()).collect();
                        on_rings(&next)
                    });
                    if ring.contains(&item.id) { vec![acyclic(item, path)] } else { Vec::new() }
                }
                Rule::Members(some, all) => members(site, item, some, all),
            };
            found.extend(faults.into_iter().map(|fault| fault.at(&item.doc.path)));
        }
    }
}

fn one_of(item: &Item, paths: &[Path]) -> Vec<Fault> {
    let has = |path: &Path| match &**path {
        "body" => !item.doc.body.empty,
        path => item.fields.first(path).is_some(),
    };
    // What is written but wrong has been reported; it is not missing.
    let unread = |path: &Path| item.doc.notes.unread.contains(path);
    if paths.iter().any(|path| has(path) || unread(path)) {
        return Vec::new();
    }
    let first = Span { start: item.doc.at.start, end: item.doc.at.start };
    let words: Vec<String> = paths
        .iter()
        .map(|path| if &**path == "body" { "a text below the fields".into() } else { format!("`{path}`") })
        .collect();
    let fault = Fault::new(&codes::ONE_OF, first, format!("this needs {}", words.join(" or ")));
    vec![match paths.iter().find(|path| &***path != "body") {
        Some(path) => fault.help(format!("write `{path}: …`, or a text below the second `---`")),
        None => fault.help("write a text below the second `---`"),
    }]
}

fn ordered(item: &Item, first: &str, second: &str) -> Vec<Fault> {
    let (Some(start), Some(end)) = (item.when(first), item.fields.first(second)) else { return Vec::new() };
    match end.value.when().filter(|end| end.date() < start.date()) {
        Some(_) => vec![
            Fault::new(&codes::END_BEFORE_START, end.span, format!("`{second}` is before `{first}`"))
                .help("check the year and the day of both"),
        ],
        None => Vec::new(),
    }
}

fn targets<'a>(item: &'a Item, path: &'a str) -> impl Iterator<Item = ItemId> + 'a {
    item.fields.at(path).into_iter().filter_map(|found| match found.value.reference() {
        Some(Target::Item(id)) => Some(*id),
        _ => None,
    })
}

/// The references through a field lead back to the item.
fn acyclic(item: &Item, path: &str) -> Fault {
    let span = item.fields.entry(path.split('.').next().unwrap_or(path)).map_or(item.doc.at, |entry| entry.value.span);
    Fault::new(&codes::CYCLE, span, format!("`{path}` leads back to `{}` itself", item.doc.slug))
        .help("take one of the items in the ring away here")
}

fn members(site: &Site, item: &Item, some: &str, all: &str) -> Vec<Fault> {
    let known: Vec<&Target> = item.fields.at(all).into_iter().filter_map(|found| found.value.reference()).collect();
    let named = item.fields.at(some).into_iter().chain(item.withheld.at(some));
    let strangers = named.filter(|found| found.value.reference().is_some_and(|who| !known.contains(&who)));
    let fault = |found: &crate::diag::Spanned<crate::doc::Value<Target>>| {
        let name = found.value.reference().map(|who| site.name_of(who).to_string()).unwrap_or_default();
        Fault::new(&codes::NOT_A_MEMBER, found.span, format!("{name} is in `{some}`, but not in `{all}`"))
            .help(format!("add {name} to `{all}`"))
    };
    strangers.map(fault).collect()
}
