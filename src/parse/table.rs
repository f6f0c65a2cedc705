//! CSV lists: one row is one item, with the same checks as a file, reported at the row.

use super::Reader;
use crate::diag::{Fault, Span, codes};
use crate::doc::Part;
use crate::front::{Key, Node, Yaml};
use crate::kinds::{Kind, Type};

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
        while self.row(&mut rows, &mut row) {
            let end = rows.position().byte() as usize + text_start;
            let span = trimmed(text, start, end);
            start = end;
            if row.len() == head.len() {
                parts.push(self.entry(&node(&head, &row, span, kind), kind));
            } else {
                self.faults.push(wrong_cells(row.len(), head.len(), span));
            }
        }
        parts
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

fn wrong_cells(has: usize, wants: usize, span: Span) -> Fault {
    let help = match has < wants {
        true => "add a comma for each empty cell",
        false => "put a cell that has a comma in it into quotes: `\"Rust, the book\"`",
    };
    Fault::new(&codes::CSV_ROW, span, format!("the row has {has} cells, the table has {wants} columns")).help(help)
}

/// The row without the line breaks before and behind it.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let row = text.get(start..end).unwrap_or_default();
    let lead = row.len() - row.trim_start_matches(['\n', '\r']).len();
    Span::new(start + lead, start + row.trim_end_matches(['\n', '\r']).len().max(lead))
}

fn node(head: &csv::StringRecord, row: &csv::StringRecord, span: Span, kind: &Kind) -> Node {
    let mut root = Node { value: Yaml::Map(Vec::new()), span };
    for (name, cell) in head.iter().zip(row).filter(|(_, cell)| !cell.trim().is_empty()) {
        let many = kind.field(name).is_some_and(|field| field.many && !matches!(field.ty, Type::Free));
        let value = match many {
            true => Yaml::List(
                cell.split(';').map(str::trim).filter(|part| !part.is_empty()).map(|part| guest(part, span)).collect(),
            ),
            false => guest(cell.trim(), span).value,
        };
        insert(&mut root, name.trim(), Node { value, span }, span);
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
