//! CSV lists: one row is one item, with the same checks as a file, reported at the row.

use super::Reader;
use crate::diag::{Fault, Span, codes, nearest};
use crate::doc::Part;
use crate::front::{Key, Node, Yaml};
use crate::kinds::{Field, Kind, Type};

impl Reader<'_> {
    /// The items of a CSV file. The first row names the fields; `place.city` reaches into a group.
    pub(super) fn table(&mut self, text: &str, kind: &Kind) -> Vec<Part> {
        let text_start = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let mut rows =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&text.as_bytes()[text_start..]);
        let mut head = csv::StringRecord::new();
        let mut row = csv::StringRecord::new();
        let mut parts = Vec::new();
        if !self.row(&mut rows, &mut head) {
            return parts;
        }
        let mut start = rows.position().byte() as usize + text_start;
        let Some(columns) = self.columns(&head, trimmed(text, text_start, start), kind) else { return parts };
        while self.row(&mut rows, &mut row) {
            let end = rows.position().byte() as usize + text_start;
            let span = trimmed(text, start, end);
            start = end;
            if row.len() == head.len() {
                parts.push(self.entry(&node(&columns, &row, span), kind));
            } else {
                let open = text.get(span.range()).is_some_and(|row| row.matches('"').count() % 2 == 1);
                self.faults.push(if open { open_quote(span) } else { wrong_cells(row.len(), head.len(), span) });
            }
        }
        parts
    }

    /// What the first row names. Each name is checked once, not again in every row.
    fn columns<'k>(&mut self, head: &csv::StringRecord, span: Span, kind: &'k Kind) -> Option<Vec<Column<'k>>> {
        if let (1, Some(other)) = (head.len(), head.iter().next().and_then(|cell| cell.find([';', '\t']))) {
            let mark = if head[0][other..].starts_with(';') { "semicolons" } else { "tabs" };
            let fault = Fault::new(&codes::CSV_ROW, span, format!("the columns are separated by {mark}"));
            self.faults.push(fault.help("save the table with commas between the columns: `title,link`"));
            return None;
        }
        let mut columns: Vec<Column<'k>> = Vec::new();
        for name in head.iter().map(str::trim) {
            let column = self.column(name, span, kind);
            if !name.is_empty() && columns.iter().any(|known| known.name == name) {
                let fault = Fault::new(&codes::DUPLICATE_KEY, span, format!("the column `{name}` is there twice"));
                self.faults.push(fault.help("keep one of the two; several values go into one cell: `a; b`"));
            }
            columns.push(column);
        }
        Some(columns)
    }

    fn column<'k>(&mut self, name: &str, span: Span, kind: &'k Kind) -> Column<'k> {
        let field = kind.field(name);
        let first = name.split('.').next().unwrap_or(name);
        let free = kind.field(first).is_some_and(|field| matches!(field.ty, Type::Free | Type::Money));
        let known = field.is_some() || free || name == "body" || name.is_empty();
        if !known {
            let paths = kind.paths();
            let near = nearest(name, paths.iter().map(|(path, _)| &**path));
            let fault = Fault::new(&codes::UNKNOWN_FIELD, span, format!("there is no field `{name}` for this column"));
            let help = near.map_or_else(
                || "name the column like a field; `lyceum kinds` lists all fields".into(),
                |near| format!("did you mean `{near}`?"),
            );
            self.faults.push(fault.help(help));
        }
        Column { name: name.into(), field, known }
    }

    fn row(&mut self, rows: &mut csv::Reader<&[u8]>, row: &mut csv::StringRecord) -> bool {
        rows.read_record(row).unwrap_or_else(|error| {
            let at = error.position().map_or(0, |p| p.byte() as usize);
            self.faults.push(Fault::new(
                &codes::CSV_ROW,
                Span::new(at, at),
                format!("the table cannot be read: {error}"),
            ));
            false
        })
    }
}

/// A column of a table.
struct Column<'k> {
    name: String,
    field: Option<&'k Field>,
    /// Whether its cells mean anything; what is wrong with the others is said at the first row.
    known: bool,
}

fn open_quote(span: Span) -> Fault {
    Fault::new(&codes::CSV_ROW, span, "a quote is opened in this row and never closed")
        .help("end the cell with a quote too: `\"Rust, the book\"`; a quote inside a cell is written twice: `\"\"`")
}

fn wrong_cells(has: usize, wants: usize, span: Span) -> Fault {
    let help = match has < wants {
        true => "add a comma for each empty cell",
        false => "put a cell that has a comma in it into quotes: `\"Rust, the book\"`",
    };
    let cells = if has == 1 { "cell" } else { "cells" };
    let columns = if wants == 1 { "column" } else { "columns" };
    Fault::new(&codes::CSV_ROW, span, format!("the row has {has} {cells}, the table has {wants} {columns}")).help(help)
}

/// The row without the line breaks before and behind it.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let row = text.get(start..end).unwrap_or_default();
    let lead = row.len() - row.trim_start_matches(['\n', '\r']).len();
    Span::new(start + lead, start + row.trim_end_matches(['\n', '\r']).len().max(lead))
}

fn node(columns: &[Column<'_>], row: &csv::StringRecord, span: Span) -> Node {
    let mut root = Node { value: Yaml::Map(Vec::new()), span };
    let cells = columns.iter().zip(row).filter(|(column, cell)| column.known && !cell.trim().is_empty());
    for (column, cell) in cells {
        let many = column.field.is_some_and(|field| field.many && !matches!(field.ty, Type::Free));
        let value = match many {
            true => Yaml::List(
                cell.split(';').map(str::trim).filter(|part| !part.is_empty()).map(|part| guest(part, span)).collect(),
            ),
            false => guest(cell.trim(), span).value,
        };
        insert(&mut root, &column.name, Node { value, span }, span);
    }
    root
}

/// A cell; `name: Jo Doe` is a guest.
fn guest(cell: &str, span: Span) -> Node {
    match cell.strip_prefix("name: ") {
        Some(name) => {
            let field = (Key { name: "name".into(), span }, Node::scalar(name, span));
            Node { value: Yaml::Map(vec![field]), span }
        }
        None => Node::scalar(cell, span),
    }
}

fn insert(root: &mut Node, path: &str, value: Node, span: Span) {
    let Yaml::Map(fields) = &mut root.value else { return };
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let Some(rest) = rest else {
        fields.push((Key { name: name.into(), span }, value));
        return;
    };
    let at = fields.iter().position(|(key, _)| &*key.name == name).unwrap_or_else(|| {
        fields.push((Key { name: name.into(), span }, Node { value: Yaml::Map(Vec::new()), span }));
        fields.len() - 1
    });
    insert(&mut fields[at].1, rest, value, span);
}
