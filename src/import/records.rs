//! The rows of a table as text with its places, whichever sort of file it comes from; and those of CSV.

use super::Given;

/// The most rows of a table, the headings not counted.
pub(super) const MOST_ROWS: usize = 20_000;

/// A row.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// Where it stands in the file, from 1 on.
    pub(super) line: usize,
    /// Its cells; of one that cannot be read, why.
    pub(super) cells: Vec<Result<String, String>>,
}

/// What ends the reading of a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) line: usize,
    pub(super) message: String,
    pub(super) help: &'static str,
}

/// A table, row by row.
pub(super) struct Records<'a> {
    pub(super) rows: Box<dyn Iterator<Item = Result<Record, Broken>> + 'a>,
    /// What a cell is called, by its line and its column, where that helps to find it: ` (Books!B7)`.
    pub(super) cell: Box<dyn Fn(usize, usize) -> String + 'a>,
}

impl Record {
    /// Whether nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(is_empty)
    }
}

/// Whether nothing stands in a cell.
pub(super) fn is_empty(cell: &Result<String, String>) -> bool {
    cell.as_ref().is_ok_and(|text| text.trim().is_empty())
}

impl Broken {
    pub(super) fn new(line: usize, message: impl Into<String>, help: &'static str) -> Self {
        Self { line, message: message.into(), help }
    }
}

/// The rows of CSV.
pub(super) fn csv<'a>(given: &Given<'a>) -> Result<Records<'a>, Broken> {
    let text = text(given.bytes)?;
    let mark = separator(text);
    let reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(mark).from_reader(text.as_bytes());
    let rows = reader.into_records().map(|record| {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            Broken::new(line_number(line), format!("the row cannot be read: {error}"), "save the table again as CSV")
        })?;
        let line = record.position().map_or(1, |at| line_number(at.line()));
        Ok(Record { line, cells: record.iter().map(|cell| Ok(cell.to_owned())).collect() })
    });
    Ok(Records { rows: Box::new(rows), cell: Box::new(|_, _| String::new()) })
}

fn text(bytes: &[u8]) -> Result<&str, Broken> {
    // With these two letters begins every packed file, and so every file of Excel.
    if bytes.starts_with(b"PK\x03\x04") {
        let help = "write `lyceum import xlsx` in place of `lyceum import csv`";
        return Err(Broken::new(1, "this is a file of a spreadsheet program and no CSV", help));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        Broken::new(line, "this letter is not stored as UTF-8", "save the table with the encoding UTF-8")
    })
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
