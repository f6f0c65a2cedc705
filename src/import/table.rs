//! Tables (CSV) as items: one row is one file.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::columns::{self, Column};
use super::hub::Hub;
use super::lock::Lock;
use super::write::{self, Fields, Value};
use super::{Given, MOST_BYTES, Note, Planned, cells, mail, settle};
use crate::diag::{Level, nearest};
use crate::kinds::{Kind, Kinds, Type};
use crate::parse;
use crate::source::{Source, Tree};

/// The most rows of a table.
const MOST_ROWS: usize = 20_000;
/// The longest part of a title that becomes the name of a file.
const MOST_LETTERS: usize = 48;

/// A table that is being imported.
struct Table<'a> {
    file: Arc<str>,
    hub: Hub<'a>,
    kinds: &'a Kinds,
    kind: &'a Kind,
    taken: BTreeSet<String>,
    notes: &'a mut Vec<Note>,
}

/// A row as a file.
struct Row {
    path: String,
    text: String,
}

/// Imports a table.
pub(super) fn import(
    given: &Given<'_>,
    kind: &str,
    map: Option<&Given<'_>>,
    tree: &Tree,
    mut lock: Lock,
    notes: &mut Vec<Note>,
) -> (Vec<Planned>, Lock) {
    let (kinds, _) = Kinds::new(tree.under("kinds/"));
    let file: Arc<str> = given.name.into();
    let known = kinds.get(kind).or_else(|| kinds.in_folder(kind)).cloned();
    let Some(kind) = known else {
        notes.push(no_kind(&file, kind, &kinds));
        return (Vec::new(), lock);
    };
    let mut table = Table { file, hub: Hub::new(tree), kinds: &kinds, kind: &kind, taken: BTreeSet::new(), notes };
    let mut items = Vec::new();
    for row in table.rows(given, map) {
        let name = format!("file:{}", row.path);
        let old = tree.get(&row.path).and_then(|source| source.text().ok());
        let fate = settle::fate(&name, old, &row.text, &mut lock);
        items.push(Planned { path: row.path.into(), fate });
    }
    (items, lock)
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

    fn rows(&mut self, given: &Given<'_>, map: Option<&Given<'_>>) -> Vec<Row> {
        let Some(text) = self.text(given) else { return Vec::new() };
        let mark = separator(text);
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(mark).from_reader(text.as_bytes());
        let (mut columns, mut rows): (Option<Vec<Column<'_>>>, Vec<Row>) = (None, Vec::new());
        let kind = self.kind;
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let line = error.position().map_or(1, csv::Position::line);
                    self.error(
                        line_number(line),
                        format!("the row cannot be read: {error}"),
                        "save the table again as CSV",
                    );
                    break;
                }
            };
            let line = record.position().map_or(1, |at| line_number(at.line()));
            match &columns {
                None => columns = Some(columns::read(&record, kind, map, &self.file, self.notes)),
                Some(_) if rows.len() >= MOST_ROWS => {
                    self.error(
                        line,
                        format!("the table has more than {MOST_ROWS} rows"),
                        "split it into several files",
                    );
                    break;
                }
                Some(columns) => rows.extend(self.row(columns, &record, line)),
            }
        }
        rows
    }

    fn text<'t>(&mut self, given: &Given<'t>) -> Option<&'t str> {
        if given.bytes.len() > MOST_BYTES {
            self.error(1, "the file is larger than 32 MB", "split it into several files");
            return None;
        }
        let bytes = given.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(given.bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Some(text),
            Err(error) => {
                let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
                self.error(line, "this letter is not stored as UTF-8", "save the table with the encoding UTF-8");
                None
            }
        }
    }

    /// A row as a file; none, with an error, if it would be a wrong one.
    fn row(&mut self, columns: &[Column<'_>], record: &csv::StringRecord, line: usize) -> Option<Row> {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return None;
        }
        if record.len() > columns.len() {
            let message = format!("the row has {} cells, the table has {} columns", record.len(), columns.len());
            self.error(line, message, "put a cell that has a comma in it into quotes: `\"Rust, the book\"`");
            return None;
        }
        let (mut fields, mut body, mut wrong) = (Fields::new(), String::new(), false);
        for (column, cell) in columns.iter().zip(record).filter(|(_, cell)| !cell.trim().is_empty()) {
            match cells::read(column, cell) {
                Ok(Some(Value::Text(text))) if column.path == "body" => body = text,
                Ok(Some(value)) => {
                    let topics = column.field.is_some_and(|field| matches!(field.ty, Type::Topic));
                    let value = if topics { self.topics(value, line) } else { value };
                    insert(&mut fields, &column.path, value);
                }
                Ok(None) => {}
                Err((message, help)) => {
                    self.error(line, format!("{}: {message}", column.name), &help);
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

fn line_number(line: u64) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}

/// What stands between the columns of the first row: a comma, or what spreadsheets of some countries write.
fn separator(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |mark: u8| head.bytes().filter(|byte| *byte == mark).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|mark| count(*mark)).unwrap_or(b',')
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
