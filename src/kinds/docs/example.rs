//! A short example of an item, made of its required fields, its most telling other ones, and their examples.

use super::super::assemble::quoted;
use super::super::{Field, Fields, Kind, Path};

/// How many fields that are not required an example has.
const MOST: usize = 7;

/// A whole file of an item.
pub(super) fn item(kind: &Kind) -> String {
    format!("---\n{}---\n\nThe text, in Markdown.\n", entry(kind, false))
}

/// The fields of an example; `listed` as the one entry of a list.
pub(super) fn entry(kind: &Kind, listed: bool) -> String {
    let chosen: Vec<&Field> = telling_fields(kind).collect();
    let shown = kind.fields.values().filter(|field| field.required || chosen.iter().any(|c| c.name == field.name));
    let lines: Vec<String> = shown.flat_map(example_lines).collect();
    match listed {
        true => as_entry(&lines).join("\n") + "\n",
        false => lines.join("\n") + "\n",
    }
}

/// The fields worth showing beside the required ones.
pub fn telling_fields(kind: &Kind) -> impl Iterator<Item = &Field> {
    let telling = telling(kind);
    kind.fields.values().filter(move |field| !field.required && telling(field)).take(MOST)
}

/// Whether a field is worth showing: what cards, facets and roles speak of; everything where there are no such.
fn telling(kind: &Kind) -> impl Fn(&Field) -> bool {
    let roles = &kind.roles;
    let lists = [&roles.when, &roles.people, &roles.closes, &kind.card, &kind.facets, &roles.offers];
    let single = [&roles.place, &roles.link, &roles.confirmed, &roles.awards];
    let all: Vec<Path> = lists.into_iter().flatten().chain(single.into_iter().flatten()).cloned().collect();
    let all: Vec<Path> = all.into_iter().filter(|path| !kind.is_of_one_date(path)).collect();
    move |field| {
        let named = |path: &Path| path.split('.').next() == Some(&*field.name);
        &*field.name != "language" && (all.is_empty() || all.iter().any(named))
    }
}

/// A field with its example; a group with its required fields, or with its first if none is.
pub fn example_lines(field: &Field) -> Vec<String> {
    let Some(fields) = field.ty.fields().filter(|_| field.example.is_empty()) else {
        return vec![format!("{}: {}", field.name, value(field)).trim_end().to_owned()];
    };
    group_lines(&field.name, shown(fields).flat_map(example_lines).collect(), field.many)
}

/// The lines of a group below its name; of a list of groups as its one entry.
pub fn group_lines(name: &str, inner: Vec<String>, many: bool) -> Vec<String> {
    let inner = if many { as_entry(&inner) } else { inner };
    std::iter::once(format!("{name}:")).chain(inner.into_iter().map(|line| format!("  {line}"))).collect()
}

fn shown(fields: &Fields) -> impl Iterator<Item = &Field> {
    let none = !fields.values().any(|field| field.required);
    fields.values().enumerate().filter(move |(at, field)| field.required || none && *at == 0).map(|(_, field)| field)
}

fn as_entry(lines: &[String]) -> Vec<String> {
    lines.iter().enumerate().map(|(at, line)| format!("{}{line}", if at == 0 { "- " } else { "  " })).collect()
}

/// The example of a field, if it has one; lists and groups are YAML already.
fn value(field: &Field) -> String {
    match field.example.is_empty() || field.example.starts_with(['[', '{']) {
        true => field.example.to_string(),
        false => quoted(&field.example),
    }
}
