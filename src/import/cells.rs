//! Cells of a table as values of their fields.

use jiff::civil::Date;

use super::columns::Column;
use super::write::Value;
use crate::kinds::Type;
use crate::parse;
use crate::time::When;

/// In which order day, month and year stand in dates of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// `31/12/2026`
    DayMonthYear,
    /// `12/31/2026`
    MonthDayYear,
    /// `2026/12/31`
    YearMonthDay,
}

impl Order {
    /// Reads `d/m/y`; the marks between may be others.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let letters: String = text.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
        let mut once: Vec<char> = letters.chars().collect();
        once.dedup();
        match once.as_slice() {
            ['d', 'm', 'y'] => Some(Self::DayMonthYear),
            ['m', 'd', 'y'] => Some(Self::MonthDayYear),
            ['y', 'm', 'd'] => Some(Self::YearMonthDay),
            _ => None,
        }
    }

    /// The date of three numbers.
    fn date(self, [a, b, c]: [i16; 3]) -> Option<Date> {
        let (year, month, day) = match self {
            Self::DayMonthYear => (c, b, a),
            Self::MonthDayYear => (c, a, b),
            Self::YearMonthDay => (a, b, c),
        };
        // A year of two digits is one of this century.
        let year = if year < 100 { year + 2000 } else { year };
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }
}

/// What is wrong with a cell: what to say, what to do.
type Unread = (String, String);

/// The value of a cell; none if the column is left out.
pub(super) fn read(column: &Column<'_>, cell: &Result<String, String>) -> Result<Option<Value>, Unread> {
    if column.path.is_empty() {
        return Ok(None);
    }
    let cell = cell.as_ref().map_err(|why| (why.clone(), "correct it there and save the file".to_owned()))?.trim();
    if column.path == "body" {
        return Ok(Some(cell.replace("\r\n", "\n").into()));
    }
    let Some(field) = column.field else { return Ok(None) };
    // Several values stand in one cell as they do in the tables of a site.
    if field.many && !matches!(field.ty, Type::Free) {
        let parts = cell.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty());
        return parts
            .map(|part| one(column, &field.ty, part))
            .collect::<Result<Vec<_>, _>>()
            .map(|all| Some(Value::List(all)));
    }
    one(column, &field.ty, cell).map(Some)
}

fn one(column: &Column<'_>, ty: &Type, cell: &str) -> Result<Value, Unread> {
    match ty {
        Type::Moment | Type::Date { .. } => date(column, cell).map(Value::from),
        Type::Bool => Ok(boolean(cell)),
        Type::Ref { guest, .. } => Ok(reference(cell, *guest)),
        Type::Choice { of } => Ok(of
            .iter()
            .find(|word| parse::squeeze(word) == parse::squeeze(cell))
            .map_or_else(|| cell.into(), |word| (**word).into())),
        Type::Markdown => Ok(cell.replace("\r\n", "\n").into()),
        _ => Ok(cell.split_whitespace().collect::<Vec<_>>().join(" ").into()),
    }
}

fn boolean(cell: &str) -> Value {
    match cell.to_lowercase().as_str() {
        "yes" | "y" | "x" | "1" | "true" | "on" => Value::Yes,
        "no" | "n" | "0" | "false" | "off" => "false".into(),
        other => other.into(),
    }
}

/// The name of an item, or of somebody who has no page.
fn reference(cell: &str, guest: bool) -> Value {
    let name = cell.strip_prefix("name: ").unwrap_or(cell);
    let is_slug = cell.split('/').all(parse::is_slug);
    if guest && !is_slug { Value::Group(vec![("name".to_owned(), name.into())]) } else { cell.into() }
}

/// A date as it has to be written. `03/04/2026` is one of two days, and is not guessed.
fn date(column: &Column<'_>, cell: &str) -> Result<String, Unread> {
    // Which day is meant by `2026-12-01` is clear, whatever the map says of other dates.
    if let Some(read) = When::parse(cell).ok().filter(|read| read.offset.is_none()) {
        return Ok(read.when.to_string());
    }
    let (day, time) = cell.split_once([' ', 'T']).map_or((cell, ""), |(day, time)| (day, time.trim()));
    let Some(numbers) = numbers(day.trim_end_matches([',', '.'])) else { return Ok(cell.to_owned()) };
    let whole = |date: Date| if time.is_empty() { date.to_string() } else { format!("{date}T{}", clock(time)) };
    if let Some(order) = column.order {
        let no_date = || {
            (
                format!("`{cell}` is no date in the format of the map"),
                "correct the row, or the `format` in the map".to_owned(),
            )
        };
        return order.date(numbers).map(whole).ok_or_else(no_date);
    }
    let readings = [(Order::DayMonthYear, "d/m/y"), (Order::MonthDayYear, "m/d/y"), (Order::YearMonthDay, "y/m/d")];
    let possible: Vec<String> =
        readings.iter().filter_map(|(order, name)| Some(format!("{} ({name})", order.date(numbers)?))).collect();
    let help =
        format!("say which it is in a file for --map: `{}: {{field: {}, format: d/m/y}}`", column.name, column.path);
    Err((
        format!("`{cell}` can be {}", if possible.is_empty() { "no date".to_owned() } else { possible.join(" or ") }),
        help,
    ))
}

/// Three numbers between `/`, `.` or `-`.
fn numbers(day: &str) -> Option<[i16; 3]> {
    let parts: Vec<i16> = day.split(['/', '.', '-']).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    <[i16; 3]>::try_from(parts).ok().filter(|numbers| numbers.iter().all(|n| *n >= 0))
}

/// `18:30`, `6:30 PM`, `18:30:00`.
fn clock(time: &str) -> String {
    let lower = time.to_lowercase();
    let bare = lower.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ' || c == '.');
    let mut parts = bare.splitn(2, ':');
    let Some(hour) = parts.next().and_then(|hour| hour.trim().parse::<u8>().ok()) else { return time.to_owned() };
    let rest = parts.next().unwrap_or("00");
    let hour = match (lower.contains("pm"), lower.contains("am")) {
        (true, _) if hour < 12 => hour + 12,
        (_, true) if hour == 12 => 0,
        _ => hour,
    };
    format!("{hour:02}:{rest}")
}
