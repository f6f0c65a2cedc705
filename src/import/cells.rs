//! Cells of a table as values of their fields.

use jiff::civil::Date;

use super::columns::Column;
use super::write::Value;
use crate::kinds::Type;
use crate::parse;
use crate::time::{Length, Parsed, When, Zone};

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

/// The value of a cell; none if the column is left out. `zone` is that of the row, if it can be told.
pub(super) fn read(
    column: &Column<'_>,
    cell: &Result<String, String>,
    zone: Option<&Zone>,
) -> Result<Option<Value>, Unread> {
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
            .map(|part| one(column, &field.ty, part, zone))
            .collect::<Result<Vec<_>, _>>()
            .map(|all| Some(Value::List(all)));
    }
    one(column, &field.ty, cell, zone).map(Some)
}

fn one(column: &Column<'_>, ty: &Type, cell: &str, zone: Option<&Zone>) -> Result<Value, Unread> {
    match ty {
        Type::Moment | Type::Date { .. } => date(column, cell, zone).map(Value::from),
        Type::Duration => Ok(duration(cell).into()),
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

/// Spreadsheets take a length that somebody types for a time of day, and show it as `1:30`.
fn duration(cell: &str) -> String {
    match Length::of_clock(cell) {
        Some(length) if length.seconds == 0 => cell.to_owned(),
        Some(length) => length.to_string(),
        None => cell.split_whitespace().collect::<Vec<_>>().join(" "),
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
fn date(column: &Column<'_>, cell: &str, zone: Option<&Zone>) -> Result<String, Unread> {
    // Which day is meant by `2026-12-01` is clear, whatever the map says of other dates.
    if let Ok(read) = When::parse(cell) {
        return on_clocks(&read, cell, zone);
    }
    let (day, time) = cell.split_once([' ', 'T']).map_or((cell, ""), |(day, time)| (day, time.trim()));
    let Some(numbers) = numbers(day.trim_end_matches([',', '.'])) else { return Ok(cell.to_owned()) };
    let whole = |date: Date| {
        let text = if time.is_empty() { date.to_string() } else { format!("{date}T{}", clock(time)) };
        When::parse(&text).map_or_else(|_| Ok(text.clone()), |read| on_clocks(&read, cell, zone))
    };
    if let Some(order) = column.order {
        let no_date = || {
            (
                format!("`{cell}` is no date in the format of the map"),
                "correct the row, or the `format` in the map".to_owned(),
            )
        };
        return order.date(numbers).ok_or_else(no_date).and_then(whole);
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

/// Content has the time on the clocks of its zone: of a time with an offset it has to be reckoned.
fn on_clocks(read: &Parsed, cell: &str, zone: Option<&Zone>) -> Result<String, Unread> {
    let (Some(offset), When::Time(time)) = (read.offset, read.when) else { return Ok(read.when.to_string()) };
    let at = offset.to_timestamp(time).ok();
    zone.zip(at).map(|(zone, at)| When::Time(zone.rules().to_datetime(at)).to_string()).ok_or_else(|| {
        (
            format!("`{cell}` has an offset, and in which time zone the row is cannot be told"),
            "write the zone into a column `timezone`, such as `Europe/Lisbon`".to_owned(),
        )
    })
}

/// Three numbers between `/`, `.` or `-`.
fn numbers(day: &str) -> Option<[i16; 3]> {
    let parts: Vec<i16> = day.split(['/', '.', '-']).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    <[i16; 3]>::try_from(parts).ok().filter(|numbers| numbers.iter().all(|n| *n >= 0))
}

/// `18:30`, `6:30 PM`, `18:30:00`. Another word behind it may be a zone, which only the reader of the content can judge.
fn clock(time: &str) -> String {
    let lower = time.to_lowercase();
    let bare = lower.trim_end_matches(|c: char| c.is_alphabetic() || c.is_whitespace() || c == '.');
    let word: String = lower.chars().skip(bare.chars().count()).filter(|c| c.is_alphabetic()).collect();
    let (hour, rest) = bare.split_once(':').unwrap_or((bare, "00"));
    let Ok(hour) = hour.trim().parse::<u8>() else { return time.to_owned() };
    let hour = match (word.as_str(), hour) {
        ("pm", ..12) => hour + 12,
        ("am", 12) => 0,
        ("am" | "pm" | "h" | "uhr" | "", _) => hour,
        _ => return time.to_owned(),
    };
    format!("{hour:02}:{rest}")
}
