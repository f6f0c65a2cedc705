//! The rows of a sheet of a spreadsheet (xlsx), as what people would have typed into CSV.

use std::io::{Cursor, Read, copy, sink};

use calamine::{DataRef, ExcelDateTime, Reader, Sheet, SheetType, SheetVisible, Xlsx};
use jiff::ToSpan;
use jiff::civil::Date;

use super::Given;
use super::records::{self, Broken, MOST_ROWS, Record, Records};
use crate::time::Length;

/// What a file may unpack to, in bytes: what packs much better than that is not a table.
const MOST_UNPACKED: u64 = 128 << 20;
/// The most columns of a sheet.
const MOST_COLUMNS: usize = 256;
/// How files begin that are locked with a password, and those of Excel before 2007.
const OLD: &[u8] = b"\xd0\xcf\x11\xe0";

/// How the name of the part ends that has the texts of all cells.
const TEXTS: &str = "sharedstrings.xml";

const SAVE: &str = "open it in a spreadsheet program and save it again as .xlsx, or as CSV";

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The rows of the sheet of this name, or of the first one in which something stands.
pub(super) fn xlsx(given: &Given<'_>, sheet: Option<&str>) -> Result<Records<'static>, Broken> {
    unpacks(given.bytes)?;
    let mut book = Xlsx::new(Cursor::new(given.bytes)).map_err(|error| damaged(&error))?;
    let (name, rows) = match sheet {
        Some(wanted) => named(&mut book, wanted)?,
        None => first(&mut book)?,
    };
    let cell = move |line: usize, column: usize| format!(" ({name}!{}{line})", letters(column));
    Ok(Records { rows: Box::new(rows.into_iter().map(Ok)), cell: Box::new(cell) })
}

/// Unpacks everything once, as far as that is allowed, before anything is taken into memory.
fn unpacks(bytes: &[u8]) -> Result<(), Broken> {
    if bytes.starts_with(OLD) {
        let message = "the file is locked with a password, or of a version of Excel before 2007 (.xls)";
        return Err(Broken::new(1, message, SAVE));
    }
    let mut files = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut left = MOST_UNPACKED;
    for at in 0..files.len() {
        let file = files.by_index(at).map_err(|error| damaged(&error))?;
        let has_texts = file.name().map_err(|error| damaged(&error))?.to_ascii_lowercase().ends_with(TEXTS);
        let (mut file, mut texts) = (file.take(left + 1), Vec::new());
        let read =
            if has_texts { file.read_to_end(&mut texts).map(|size| size as u64) } else { copy(&mut file, &mut sink()) };
        let size = read.map_err(|error| damaged(&error))?;
        left = left.checked_sub(size).ok_or_else(|| {
            Broken::new(
                1,
                "unpacked, the file is larger than 128 MB",
                "take pictures out, or split it into several files",
            )
        })?;
        if texts.utf8_chunks().flat_map(|chunk| promises(chunk.valid())).any(|count| count > size) {
            return Err(damaged(&"it counts more texts than it has"));
        }
    }
    Ok(())
}

/// How many texts there are said to be. Room for as many is made before they are read.
fn promises(part: &str) -> impl Iterator<Item = u64> {
    part.split("uniqueCount").skip(1).map(|rest| {
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ['=', '"', '\'', '+'].contains(&c));
        let digits = rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        if digits.is_empty() { 0 } else { digits.parse().unwrap_or(u64::MAX) }
    })
}

fn damaged(why: &dyn std::fmt::Display) -> Broken {
    Broken::new(1, format!("this is no spreadsheet, or a damaged one: {why}"), SAVE)
}

fn named(book: &mut Book<'_>, wanted: &str) -> Result<(String, Vec<Record>), Broken> {
    let names = names(book, |_| true);
    match names.iter().find(|name| name.trim().eq_ignore_ascii_case(wanted.trim())) {
        Some(name) => Ok((name.clone(), rows(book, name)?)),
        None => {
            let message = format!("there is no sheet `{wanted}`: the sheets are {}", names.join(", "));
            Err(Broken::new(1, message, "write one of these names behind --sheet"))
        }
    }
}

/// The names of the sheets with cells, not of those with a chart.
fn names(book: &Book<'_>, is_wanted: impl Fn(&Sheet) -> bool) -> Vec<String> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet && is_wanted(sheet));
    sheets.map(|sheet| sheet.name.clone()).collect()
}

/// The first sheet that people see and in which something stands.
fn first(book: &mut Book<'_>) -> Result<(String, Vec<Record>), Broken> {
    for name in names(book, |sheet| sheet.visible == SheetVisible::Visible) {
        let rows = rows(book, &name)?;
        if !rows.is_empty() {
            return Ok((name, rows));
        }
    }
    Err(Broken::new(1, "all sheets are empty", "write the names of the columns into the first row of a sheet"))
}

/// The rows in which something stands.
fn rows(book: &mut Book<'_>, name: &str) -> Result<Vec<Record>, Broken> {
    let is_1904 = book.has_1904_epoch();
    let mut reader = book.worksheet_cells_reader(name).map_err(|error| damaged(&error))?;
    let mut rows: Vec<Record> = Vec::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|error| damaged(&error))? {
        let (row, column) = cell.get_position();
        let (line, column) = (row as usize + 1, column as usize);
        let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
        let timed = format.is_some_and(|format| shows_time(&format.format_code));
        let text = text(cell.get_value(), is_1904, timed);
        if records::is_empty(&text) {
            continue;
        }
        if column >= MOST_COLUMNS {
            let message = format!("the sheet `{name}` has more than {MOST_COLUMNS} columns");
            return Err(Broken::new(line, message, "take those out that are not needed"));
        }
        if rows.last().is_none_or(|last| last.line != line) {
            // The headings, as many rows as there may be, and one that is too many.
            if rows.len() > MOST_ROWS + 1 {
                break;
            }
            rows.push(Record { line, cells: Vec::new() });
        }
        let Some(last) = rows.last_mut() else { continue };
        last.cells.resize(last.cells.len().max(column + 1), Ok(String::new()));
        last.cells[column] = text;
    }
    Ok(rows)
}

/// What stands in a cell: of a formula, what came out of it.
fn text(value: &DataRef<'_>, is_1904: bool, timed: bool) -> Result<String, String> {
    Ok(match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => decimal(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(moment) if moment.is_duration() => length(moment.as_f64()),
        DataRef::DateTime(moment) => {
            date(moment, is_1904, timed).ok_or_else(|| format!("the number {} is no date", moment.as_f64()))?
        }
        DataRef::Error(error) => return Err(format!("the spreadsheet has the error `{error}` here")),
        DataRef::Empty => String::new(),
    })
}

/// A number with the fifteen digits that spreadsheets show: `0.3`, and not `0.30000000000000004`.
fn decimal(number: f64) -> String {
    format!("{number:.14e}").parse::<f64>().unwrap_or(number).to_string()
}

const SECONDS: f64 = 86_400.0;

/// Whether a format has hours: `yyyy-mm-dd hh:mm`. What stands in quotes or in brackets, or behind `\\`, is shown as it is, or a color.
fn shows_time(format: &str) -> bool {
    let (mut until, mut letters) = (None, format.chars());
    while let Some(letter) = letters.next() {
        match (until, letter) {
            (Some(end), _) if letter == end => until = None,
            (Some(_), _) => {}
            (None, '"') => until = Some('"'),
            (None, '[') => until = Some(']'),
            (None, '\\') => _ = letters.next(),
            (None, 'h' | 'H') => return true,
            (None, _) => {}
        }
    }
    false
}

/// A date, a date with a time, or a time alone, from the number of days since an epoch. Midnight is a time if the sheet shows it.
fn date(moment: &ExcelDateTime, is_1904: bool, timed: bool) -> Option<String> {
    let seconds = (moment.as_f64() * SECONDS).round();
    let (days, rest) = ((seconds / SECONDS).floor(), seconds.rem_euclid(SECONDS));
    let clock = clock(rest);
    // In books of 1904 it is a day as well, which is only meant if the sheet shows no time.
    if days == 0.0 && (timed || !is_1904) {
        return Some(clock);
    }
    // Excel believes that 1900 had a 29th of February, which is day 60.
    let epoch = match (is_1904, days) {
        (true, _) => Date::new(1904, 1, 1),
        (false, ..60.0) => Date::new(1899, 12, 31),
        (false, _) => Date::new(1899, 12, 30),
    };
    if !(0.0..3_000_000.0).contains(&days) || (days == 60.0 && !is_1904) {
        return None;
    }
    let date = epoch.ok()?.checked_add((days as i64).days()).ok()?;
    Some(if rest == 0.0 && !timed { date.to_string() } else { format!("{date} {clock}") })
}

/// `18:30`, `18:30:15`.
fn clock(seconds: f64) -> String {
    let all = seconds as u32;
    let (hours, minutes, seconds) = (all / 3600, all / 60 % 60, all % 60);
    if seconds == 0 { format!("{hours:02}:{minutes:02}") } else { format!("{hours:02}:{minutes:02}:{seconds:02}") }
}

/// `1h30m`, as lengths are written in content.
fn length(days: f64) -> String {
    Length { days: 0, seconds: (days * 86400.0).round() as u32 }.to_string()
}

/// `A`, `Z`, `AA`: what a column is called, from 0 on.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or_default());
    if column < 26 { last.to_string() } else { format!("{}{last}", letters(column / 26 - 1)) }
}
