//! Given values as YAML: dates in words become dates, lists are split, texts get quotes where they need them.

use jiff::civil::Date;

use super::Given;
use crate::diag::{Wrong, codes};
use crate::front;
use crate::kinds::{Field, Fields, Path, Type, docs};
use crate::time::{PartialDate, When};

/// The lines of the fields that are given, in the order of the kind.
pub(super) fn lines(
    fields: &Fields,
    before: &str,
    given: &Given,
    today: Date,
    wrong: &mut Vec<(Path, Wrong)>,
) -> Vec<String> {
    let mut lines = Vec::new();
    for field in fields.values() {
        let path = format!("{before}{}", field.name);
        let texts: Vec<&str> = given.exactly(&path).collect();
        if !texts.is_empty() {
            match value(field, &texts, today) {
                Ok(text) => lines.push(format!("{}: {text}", key(&field.name))),
                Err(why) => wrong.push((path.into(), why)),
            }
        } else if given.has(&path) {
            let nested = field.ty.fields().map(|nested| self::lines(nested, &format!("{path}."), given, today, wrong));
            lines.extend(docs::group_lines(&key(&field.name), nested.unwrap_or_default(), field.many));
        }
    }
    lines
}

/// `on` means true to some programs; the others are words.
fn key(name: &str) -> String {
    if name == "on" { "\"on\"".to_owned() } else { name.to_owned() }
}

/// Reads one answer to the question for a field; the same text, or the date that its words mean.
///
/// # Errors
/// If it is no value of the field.
pub fn read(field: &Field, text: &str, today: Date) -> Result<String, Wrong> {
    value(field, &[text], today)
}

fn value(field: &Field, texts: &[&str], today: Date) -> Result<String, Wrong> {
    if let [text] = texts
        && is_yaml(field, text)
    {
        return Ok((*text).to_owned());
    }
    let parts: Vec<&str> = texts.iter().flat_map(|text| split(field, text)).collect();
    let parts = parts.into_iter().map(|part| scalar(part, &field.ty, today)).collect::<Result<Vec<_>, _>>()?;
    match parts.as_slice() {
        [one] if !field.many => Ok(one.clone()),
        _ if field.many => Ok(format!("[{}]", parts.join(", "))),
        _ => {
            let message = format!("`{}` is given {} times, and takes one value", field.name, texts.len());
            Err(Wrong::new(&codes::WRONG_TYPE, message))
        }
    }
}

/// Whether a value is written as it would stand in a file: `{name: Jo Doe}`, `[rust, teaching]`.
fn is_yaml(field: &Field, text: &str) -> bool {
    let may = field.many || !matches!(field.ty, Type::Text | Type::Markdown);
    may && text.starts_with(['[', '{']) && front::read(text, 0).is_ok_and(|(_, faults)| faults.is_empty())
}

/// The values of a list: names and words between commas. In a text or an address a comma may be part of it.
fn split<'t>(field: &Field, text: &'t str) -> Vec<&'t str> {
    match field.ty {
        _ if !field.many => vec![text],
        Type::Text | Type::Markdown | Type::Url => vec![text],
        _ => text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect(),
    }
}

fn scalar(text: &str, ty: &Type, today: Date) -> Result<String, Wrong> {
    match ty {
        Type::Date { partial: true } if PartialDate::parse(text).is_ok() => Ok(text.to_owned()),
        Type::Date { .. } | Type::Moment if When::parse(text).is_err() => {
            When::said(text, today).map(|when| when.to_string())
        }
        _ => Ok(front::quoted(text)),
    }
}

/// An example of a kind file as one gives it here: `[one, two]` as `one,two`.
pub(super) fn spoken(example: &str) -> String {
    match example.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(list) if !list.contains(['{', '"']) => list.replace(", ", ","),
        _ => example.to_owned(),
    }
}
