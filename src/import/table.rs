//! Tables as items: one row is one file.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::columns::{self, Column};
use super::hub::Hub;
use super::lock::Lock;
use super::records::{self, Broken, MOST_ROWS, Record, Records};
use super::write::{self, Fields, Value};
use super::{Given, Note, Planned, cells, mail, settle};
use crate::diag::{Level, nearest};
use crate::kinds::{Kind, Kinds, Type};
use crate::parse;
use crate::source::{Source, Tree};
use crate::time::Zone;

/// The longest part of a title that becomes the name of a file.
const MOST_LETTERS: usize = 48;

/// A table that is being imported.
struct Table<'a> {
    file: Arc<str>,
    hub: Hub<'a>,
    kinds: &'a Kinds,
    kind: &'a Kind,
    taken: BTreeSet<String>,
    /// The columns without a heading of which that was said.
    unnamed: BTreeSet<usize>,
    notes: &'a mut Vec<Note>,
    /// What a cell is called, by its line and its column.
    cell: Box<dyn Fn(usize, usize) -> String + 'a>,
}

/// What a table is made into.
pub(super) struct Wanted<'a> {
    /// The kind of the items.
    pub(super) kind: &'a str,
    /// Which column is which field.
    pub(super) map: Option<&'a Given<'a>>,
}

/// A row as a file.
struct Row {
    path: String,
    text: String,
}

/// Imports a table.
pub(super) fn import(
    file: &Arc<str>,
    records: Result<Records<'_>, Broken>,
    wanted: &Wanted<'_>,
    tree: &Tree,
    mut lock: Lock,
    notes: &mut Vec<Note>,
) -> (Vec<Planned>, Lock) {
    let (kinds, _) = Kinds::new(tree.under("kinds/"));
    let known = kinds.get(wanted.kind).or_else(|| kinds.in_folder(wanted.kind)).cloned();
    let Some(kind) = known else {
        notes.push(no_kind(file, wanted.kind, &kinds));
        return (Vec::new(), lock);
    };
    let Records { rows, cell } = match records {
        Ok(records) => records,
        Err(broken) => {
            notes.push(said(file, broken));
            return (Vec::new(), lock);
        }
    };
    let (file, hub) = (file.clone(), Hub::new(tree));
    let mut table =
        Table { file, hub, kinds: &kinds, kind: &kind, taken: BTreeSet::new(), unnamed: BTreeSet::new(), notes, cell };
    let mut items = Vec::new();
    for row in table.rows(rows, wanted.map) {
        let name = format!("file:{}", row.path);
        let old = tree.get(&row.path).and_then(|source| source.text().ok());
        let fate = settle::fate(&name, old, &row.text, &mut lock);
        items.push(Planned { path: row.path.into(), fate });
    }
    (items, lock)
}

fn said(file: &Arc<str>, broken: Broken) -> Note {
    Note::new(file, broken.line, Level::Error, broken.message).help(broken.help)
}

fn no_kind(file: &Arc<str>, kind: &str, kinds: &Kinds) -> Note {
    let names: Vec<String> = kinds.iter().map(|kind| kind.name.to_string()).collect();
    let help = nearest(kind, names.iter().map(String::as_str))
        .map_or_else(|| format!("write one of {}", names.join(", ")), |near| format!("write `--kind {near}`"));
    Note::new(file, 1, Level::Error, format!("there is no kind `{kind}`")).help(help)
}

impl Table<'_> {
    fn error(&mut self, line: usize, message: impl Into<String>, help: &str) {
        self.notes.push(Note::new(&self.file, line, Level::Error, message).help(help));
    }

    fn rows(&mut self, records: impl Iterator<Item = Result<Record, Broken>>, map: Option<&Given<'_>>) -> Vec<Row> {
        let (mut columns, mut rows): (Option<Vec<Column<'_>>>, Vec<Row>) = (None, Vec::new());
        let (kind, mut count) = (self.kind, 0);
        for record in records {
            let record = match record {
                Ok(record) => record,
                Err(broken) => {
                    self.notes.push(said(&self.file, broken));
                    break;
                }
            };
            if record.is_empty() {
                continue;
            }
            let Some(columns) = &columns else {
                columns = Some(columns::read(&record, kind, map, &self.file, self.notes));
                continue;
            };
            // Rows that are refused count as well: the reader of a sheet ends behind the row that is one too many.
            count += 1;
            if count > MOST_ROWS {
                let message = format!("the table has more than {MOST_ROWS} rows");
                self.error(record.line, message, "split it into several files");
                break;
            }
            rows.extend(self.row(columns, &record));
        }
        rows
    }

    /// A row as a file; none, with an error, if it would be a wrong one.
    fn row(&mut self, columns: &[Column<'_>], record: &Record) -> Option<Row> {
        let line = record.line;
        // Empty ones count: a comma without quotes has moved what stands before them.
        if record.cells.len() > columns.len() {
            let (cells, place) = (record.cells.len(), (self.cell)(line, record.cells.len() - 1));
            let message = format!("the row has {cells} cells{place}, the table has {} columns", columns.len());
            let help = match place.is_empty() {
                true => "put a cell that has a comma in it into quotes: `\"Rust, the book\"`",
                false => "write a heading above the cell, or take it out",
            };
            self.error(line, message, help);
            return None;
        }
        let (mut fields, mut body, mut wrong) = (Fields::new(), String::new(), false);
        let zone = self.zone(columns, record);
        let cells = record.cells.iter().enumerate().filter(|(_, cell)| !records::is_empty(cell));
        for (column, (at, cell)) in cells.filter_map(|(at, cell)| Some((columns.get(at)?, (at, cell)))) {
            if column.name.is_empty() && column.path.is_empty() {
                self.unnamed(line, at);
            }
            match cells::read(column, cell, zone.as_ref()) {
                Ok(Some(Value::Text(text))) if column.path == "body" => body = text,
                Ok(Some(value)) => {
                    let topics = column.field.is_some_and(|field| matches!(field.ty, Type::Topic));
                    let value = if topics { self.topics(value, line) } else { value };
                    insert(&mut fields, &column.path, value);
                }
                Ok(None) => {}
                Err((message, help)) => {
                    let place = (self.cell)(line, at);
                    self.error(line, format!("{}{place}: {message}", column.name), &help);
                    wrong = true;
                }
            }
        }
        if wrong {
            return None;
        }
        let (slug, fields) = self.named(fields, line)?;
        self.checked(&slug, fields, &body, line)
    }

    /// Says once of a column without a heading that something stands in it.
    fn unnamed(&mut self, line: usize, at: usize) {
        if self.unnamed.insert(at) {
            let message = format!("column {} has no heading and is left out{}", at + 1, (self.cell)(line, at));
            let note = Note::new(&self.file, line, Level::Warning, message);
            self.notes.push(note.help("write a heading into its first row, or clear the column"));
        }
    }

    /// The zone of a row. That of a group is not known here.
    fn zone(&self, columns: &[Column<'_>], record: &Record) -> Option<Zone> {
        let cell = |path: &str| {
            let mut cells = columns.iter().zip(&record.cells);
            cells.find(|(column, cell)| column.path == path && !records::is_empty(cell)).map(|(_, cell)| cell)
        };
        match cell("timezone") {
            Some(name) => name.as_ref().ok().and_then(|name| Zone::parse(name).ok()),
            None => cell("group").is_none().then(|| self.hub.config.zone_or_utc()),
        }
    }

    /// The topics of the site among some words.
    fn topics(&mut self, value: Value, line: usize) -> Value {
        let words = match value {
            Value::List(words) => words,
            one => vec![one],
        };
        let mut known = Vec::new();
        for word in words {
            let Value::Text(word) = word else { continue };
            match self.hub.topic(&word) {
                Some(topic) => known.push(topic.into()),
                None => {
                    let note = Note::new(
                        &self.file,
                        line,
                        Level::Warning,
                        format!("`{word}` is no topic of the site and is left out"),
                    );
                    self.notes.push(note.help("add it to topics.yaml and import again"));
                }
            }
        }
        Value::List(known)
    }

    /// The name of the file, by `slug` or by the title.
    fn named(&mut self, mut fields: Fields, line: usize) -> Option<(String, Fields)> {
        let text = |fields: &Fields, name: &str| match fields.iter().find(|(known, _)| known == name) {
            Some((_, Value::Text(text))) => Some(text.clone()),
            _ => None,
        };
        let title = text(&fields, "title").or_else(|| text(&fields, "name")).unwrap_or_default();
        let slug = text(&fields, "slug").unwrap_or_else(|| {
            let slug: String =
                parse::slug_of(&title, text(&fields, "link").as_deref()).chars().take(MOST_LETTERS).collect();
            slug.trim_end_matches('-').to_owned()
        });
        fields.retain(|(name, _)| name != "slug");
        let missing =
            self.kind.fields.values().find(|field| field.required && !fields.iter().any(|(n, _)| **n == *field.name));
        if let Some(field) = missing {
            let help = format!("fill in the column `{}`, or map one to it: `Column: {}`", field.label, field.name);
            self.error(line, format!("the row has no `{}`", field.name), &help);
            return None;
        }
        if !parse::is_slug(&slug) || slug == "index" {
            self.error(
                line,
                format!("`{slug}` cannot be the name of a file"),
                "add a column `slug` with names such as `first-meeting`",
            );
            return None;
        }
        if !self.taken.insert(slug.clone()) {
            let help = "add a column `slug` with a name of its own for each row";
            self.error(line, format!("a row above has the name `{slug}` already"), help);
            return None;
        }
        Some((slug, fields))
    }

    /// Reads the file as a build would, so that no wrong one is written.
    fn checked(&mut self, slug: &str, mut fields: Fields, body: &str, line: usize) -> Option<Row> {
        let mut mails = 0;
        mail::out_of(&mut fields, &mut mails);
        let body = mail::without(body, &mut mails);
        if mails > 0 {
            let message = format!("{mails} e-mail addresses left out: a website would hand them to senders of spam");
            self.notes.push(Note::new(&self.file, line, Level::Warning, message));
        }
        let folder = if self.kind.name.as_ref() == "page" { String::new() } else { format!("{}/", self.kind.folder) };
        let path = format!("content/{folder}{slug}.md");
        let text = write::file(&fields, &body);
        let parsed = parse::parse(&Source::new(&path, text.as_bytes()), self.kinds, false);
        let wrong: Vec<_> = parsed.diagnostics.into_iter().filter(|problem| problem.level() == Level::Error).collect();
        if wrong.is_empty() {
            return Some(Row { path, text });
        }
        for problem in wrong {
            let note = Note::new(&self.file, line, Level::Error, problem.message);
            self.notes.push(Note { help: problem.help, ..note });
        }
        None
    }
}

/// Sets a field at a path such as `place.name`.
fn insert(fields: &mut Fields, path: &str, value: Value) {
    let Some((group, rest)) = path.split_once('.') else {
        if !fields.iter().any(|(name, _)| name == path) {
            fields.push((path.to_owned(), value));
        }
        return;
    };
    let at = fields.iter().position(|(name, _)| name == group).unwrap_or_else(|| {
        fields.push((group.to_owned(), Value::Group(Fields::new())));
        fields.len() - 1
    });
    if let Some((_, Value::Group(inner))) = fields.get_mut(at) {
        insert(inner, rest, value);
    }
}
