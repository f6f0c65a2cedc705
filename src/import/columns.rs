//! Which column of a table is which field: by the map, by the name of the field, or by its label.

use std::sync::Arc;

use super::cells::Order;
use super::records::Record;
use super::{Given, Note};
use crate::diag::{Level, nearest};
use crate::front::{self, Node};
use crate::kinds::{Field, Kind};
use crate::parse::squeeze;

/// A column and its field.
#[derive(Clone, Debug)]
pub(super) struct Column<'k> {
    /// As the first row has it.
    pub(super) name: String,
    /// The path of its field, `body`, or nothing if it is left out.
    pub(super) path: String,
    pub(super) field: Option<&'k Field>,
    /// How its dates are written, if the map says so.
    pub(super) order: Option<Order>,
}

/// Columns that forms add by themselves, or that are about the form, in the words of some programs. Only a map takes them over.
const OF_FORMS: [&str; 16] = [
    "timestamp",
    "submittedat",
    "submissiondate",
    "submissionid",
    "respondentid",
    "responseid",
    "starttime",
    "completiontime",
    "emailaddress",
    "email",
    "ipaddress",
    "score",
    "networkid",
    "useragent",
    "id",
    "token",
];

/// Words in the questions by which forms ask for consent.
const CONSENT: [&str; 6] = ["consent", "i agree", "do you agree", "permission", "privacy", "gdpr"];

/// What the map says of a column.
struct Mapped {
    name: String,
    /// None to leave it out.
    path: Option<String>,
    order: Option<Order>,
    line: usize,
}

/// Reads the first row.
pub(super) fn read<'k>(
    head: &Record,
    kind: &'k Kind,
    map: Option<&Given<'_>>,
    file: &Arc<str>,
    notes: &mut Vec<Note>,
) -> Vec<Column<'k>> {
    let (line, head) = (head.line, head.cells.iter().map(|cell| cell.as_ref().map_or("", |name| name.trim())));
    let head: Vec<&str> = head.collect();
    let mapped = map.map_or_else(Vec::new, |map| mapped(map, kind, notes));
    if let Some(map) = map {
        for entry in mapped.iter().filter(|entry| !head.iter().any(|name| same(name, &entry.name))) {
            let help = did_you_mean(&entry.name, head.iter().copied());
            notes.push(
                Note::new(
                    &map.name.into(),
                    entry.line,
                    Level::Error,
                    format!("the table has no column `{}`", entry.name),
                )
                .help(help),
            );
        }
    }
    let mut columns: Vec<Column<'k>> = Vec::new();
    for name in head {
        let entry = mapped.iter().find(|entry| same(name, &entry.name));
        let path = match entry {
            Some(entry) => entry.path.clone(),
            None => found(name, kind).or_else(|| left_out(name, kind, (file, line), notes)),
        };
        let twice = path.as_ref().is_some_and(|path| columns.iter().any(|known| known.path == *path));
        if twice {
            let message = format!("the columns `{name}` and another one are the same field; this one is left out");
            notes.push(
                Note::new(file, line, Level::Warning, message)
                    .help(format!("say in a map which one is meant: `{name}: ~` leaves it out")),
            );
        }
        let path = path.filter(|_| !twice).unwrap_or_default();
        let field = kind.field(&path);
        columns.push(Column { name: name.to_owned(), field, path, order: entry.and_then(|entry| entry.order) });
    }
    columns
}

fn same(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

fn did_you_mean<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    nearest(word, known.iter().copied())
        .map_or_else(|| format!("the columns are {}", known.join(", ")), |near| format!("did you mean `{near}`?"))
}

/// The field that a column is named after: its path, its name, or its label.
fn found(name: &str, kind: &Kind) -> Option<String> {
    let wanted = squeeze(name);
    if is_of_form(name) || wanted.is_empty() {
        return None;
    }
    if ["body", "text", "description", "bio", "about"].contains(&name.to_lowercase().as_str())
        && kind.field(name).is_none()
    {
        return Some("body".to_owned());
    }
    let paths = kind.paths();
    let shallow = |path: &str| path.matches('.').count();
    let by = |means: &dyn Fn(&str, &Field) -> bool| {
        let all = paths.iter().filter(|(path, field)| field.ty.fields().is_none() && means(path, field));
        all.min_by_key(|(path, _)| shallow(path)).map(|(path, _)| path.to_string())
    };
    by(&|path, _| path == name)
        .or_else(|| by(&|path, _| squeeze(path) == wanted))
        .or_else(|| inner(kind, |group| squeeze(&group.name) == wanted))
        .or_else(|| by(&|path, field| shallow(path) == 0 && squeeze(&field.label) == wanted))
        .or_else(|| inner(kind, |group| squeeze(&group.label) == wanted))
        .or_else(|| by(&|_, field| squeeze(&field.name) == wanted))
}

/// `Place` alone is the name of the place.
fn inner(kind: &Kind, is_meant: impl Fn(&Field) -> bool) -> Option<String> {
    let group = kind.fields.values().find(|field| field.ty.fields().is_some() && is_meant(field))?;
    let fields = group.ty.fields()?;
    ["name", "url"].into_iter().find(|name| fields.contains_key(*name)).map(|name| format!("{}.{name}", group.name))
}

fn is_of_form(name: &str) -> bool {
    let (lower, squeezed) = (name.to_lowercase(), name.to_lowercase().replace([' ', '-', '_'], ""));
    OF_FORMS.contains(&squeezed.as_str()) || CONSENT.iter().any(|word| lower.contains(word))
}

/// Says that a column is left out.
fn left_out(name: &str, kind: &Kind, (file, line): (&Arc<str>, usize), notes: &mut Vec<Note>) -> Option<String> {
    if name.is_empty() {
        return None;
    }
    let paths = kind.paths();
    let near = nearest(name, paths.iter().map(|(path, _)| &**path));
    let help = match near {
        Some(near) => format!("to take it over, write in a file for --map: `{name}: {near}`"),
        None => format!(
            "to take it over, write `{name}:` and a field in a file for --map; `lyceum kinds {}` has all fields",
            kind.name
        ),
    };
    let why = if is_of_form(name) { "is about the form" } else { "is no field" };
    let message = format!("the column `{name}` {why} and is left out");
    notes.push(Note::new(file, line, Level::Warning, message).help(help));
    None
}

/// Reads the map: `Column: field`, `Column: ~` to leave it out, `Column: {field: start, format: d/m/y}`.
fn mapped(map: &Given<'_>, kind: &Kind, notes: &mut Vec<Note>) -> Vec<Mapped> {
    let file: Arc<str> = map.name.into();
    let text = String::from_utf8_lossy(map.bytes);
    let line = |at: usize| 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count();
    let node = match front::read(&text, 0) {
        Ok((node, faults)) => {
            notes.extend(faults.into_iter().map(|f| Note {
                help: f.help,
                ..Note::new(&file, line(f.span.range().start), Level::Error, f.message)
            }));
            node
        }
        Err(f) => {
            notes.push(Note { help: f.help, ..Note::new(&file, line(f.span.range().start), Level::Error, f.message) });
            return Vec::new();
        }
    };
    let mut all = Vec::new();
    for (key, value) in node.fields() {
        let line = line(key.span.range().start);
        match entry(value, kind) {
            Ok((path, order)) => all.push(Mapped { name: key.name.to_string(), path, order, line }),
            Err((message, help)) => notes.push(Note::new(&file, line, Level::Error, message).help(help)),
        }
    }
    all
}

type Entry = (Option<String>, Option<Order>);

fn entry(value: &Node, kind: &Kind) -> Result<Entry, (String, String)> {
    let path = value.text().or_else(|| value.get("field").and_then(Node::text));
    let Some(path) = path else { return Ok((None, None)) };
    if kind.field(path).is_none() && path != "body" {
        let paths = kind.paths();
        return Err((format!("there is no field `{path}`"), did_you_mean(path, paths.iter().map(|(path, _)| &**path))));
    }
    let order = value.get("format").and_then(Node::text).map(|text| {
        Order::parse(text)
            .ok_or_else(|| (format!("`{text}` is no format of dates"), "write `d/m/y`, `m/d/y` or `y/m/d`".to_owned()))
    });
    Ok((Some(path.to_owned()), order.transpose()?))
}
