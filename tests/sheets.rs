//! `lyceum import xlsx`: a sheet becomes the files that the same table as CSV becomes, and what is wrong has the name of its cell.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, missing_docs)]

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use lyceum::import::{self, Fate, Given, Plan};
use lyceum::source::{Source, Tree};

const SITE: &str = "title: Hub\nurl: https://hub.example.org\ntimezone: Europe/Lisbon\n";

/// What `tests/sheets/make.py` has three programs write as xlsx.
const TABLE: &str = "Title,Start,Duration,Capacity,Place,Body
Rope night,2026-12-01 18:30,1h30m,12,\"Harbor, shed 3\",\"Bring gloves.

And a lamp.\"
Leap walk,2028-02-29,,40,Pier,\"Été, 港, \"\"quoted\"\"\"
Late watch,2027-01-31 23:59,45m,7,,
";

fn tiny() -> Tree {
    [Source::new("site.yaml", SITE.as_bytes())].into_iter().collect()
}

fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets").join(name)).unwrap()
}

fn xlsx(bytes: &[u8], sheet: Option<&str>, map: Option<&str>) -> Plan {
    let map = map.map(|map| Given { name: "map.yaml", bytes: map.as_bytes() });
    import::xlsx(&Given { name: "a.xlsx", bytes }, sheet, "event", map.as_ref(), &tiny(), "")
}

fn messages(plan: &Plan) -> Vec<String> {
    let help = |note: &import::Note| note.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    plan.notes.iter().map(|note| format!("{}:{}: {}{}", note.file, note.line, note.message, help(note))).collect()
}

#[test]
fn the_same_table_gives_the_same_files() {
    let csv = import::csv(&Given { name: "a.csv", bytes: TABLE.as_bytes() }, "event", None, &tiny(), "");
    assert_eq!((csv.items.len(), messages(&csv)), (3, Vec::new()));
    for name in ["openpyxl.xlsx", "xlsxwriter-1904.xlsx", "xlsxwriter-inline.xlsx", "libreoffice.xlsx"] {
        let plan = xlsx(&file(name), None, None);
        assert_eq!((&plan.items, &plan.lock, messages(&plan)), (&csv.items, &csv.lock, Vec::new()), "{name}");
        assert_eq!(xlsx(&file(name), Some("events"), None).items, csv.items, "{name}");
        // How dates of numbers are written elsewhere does not concern real ones.
        let map = "start: {field: start, format: d/m/y}";
        assert_eq!(xlsx(&file(name), None, Some(map)).items, csv.items, "{name}");
    }
    let Fate::New(night) = &csv.items[0].fate else { panic!() };
    assert!(night.contains("start: 2026-12-01T18:30\nduration: 1h30m\ncapacity: 12\n"), "{night}");
}

#[test]
fn values_are_what_the_sheet_shows() {
    let plan = xlsx(&file("values.xlsx"), None, None);
    assert_eq!(
        texts(&plan),
        [
            "---\ntitle: Counted\nstart: 2026-12-01\ncapacity: 12\n---\n\n0.3\n",
            "---\ntitle: \"true\"\nstart: 2026-12-02\n---\n\n20261201\n",
            "---\ntitle: Midnight\nstart: 2026-12-03T00:00\n---\n",
            "---\ntitle: Whole day\nstart: 2026-12-04\n---\n",
        ],
        "{:?}",
        messages(&plan)
    );
}

#[test]
fn what_is_wrong_has_the_name_of_its_cell() {
    let plan = xlsx(&file("wrong.xlsx"), None, None);
    assert!(plan.items.is_empty() && plan.has_problems());
    let expected = [
        "a.xlsx:4: Start (Notes & more!D4): the spreadsheet has the error `#DIV/0!` here (correct it there and save the file)",
        "a.xlsx:5: Start (Notes & more!D5): `03/04/2027` can be 2027-04-03 (d/m/y) or 2027-03-04 (m/d/y) \
         (say which it is in a file for --map: `Start: {field: start, format: d/m/y}`)",
        "a.xlsx:6: the row has 6 cells (Notes & more!F6), the table has 4 columns (write a heading above the cell, or take it out)",
    ];
    assert_eq!(messages(&plan), expected);
    let said = messages(&xlsx(&file("wrong.xlsx"), Some("Book"), None));
    assert_eq!(
        said,
        [
            "a.xlsx:1: there is no sheet `Book`: the sheets are Notes & more, Hidden (write one of these names behind --sheet)"
        ]
    );
}

#[test]
fn what_is_no_spreadsheet_is_said() {
    let said = |bytes: &[u8]| {
        let plan = xlsx(bytes, None, None);
        assert!(plan.items.is_empty() && plan.has_problems());
        messages(&plan).join("\n")
    };
    assert!(said(b"Title,Start\n").contains("no spreadsheet, or a damaged one"));
    assert!(said(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on").contains("locked with a password"));
    assert!(said(&zipped("hello.txt", b"hello")).contains("no spreadsheet, or a damaged one"));
    // 130 MB of nothing pack very well.
    let bomb = zipped("xl/sharedStrings.xml", &vec![0; 130 << 20]);
    assert!(bomb.len() < 1 << 20);
    assert!(said(&bomb).contains("unpacked, the file is larger than 128 MB"));
    let csv = import::csv(&Given { name: "a.csv", bytes: &file("openpyxl.xlsx") }, "event", None, &tiny(), "");
    assert_eq!(
        messages(&csv),
        [
            "a.csv:1: this is a file of a spreadsheet program and no CSV (write `lyceum import xlsx` in place of `lyceum import csv`)"
        ]
    );
}

/// Whatever is missing or turned over, reading ends.
#[test]
fn damaged_files_end() {
    let whole = file("openpyxl.xlsx");
    for end in (0..whole.len()).step_by(61) {
        assert!(xlsx(&whole[..end], None, None).has_problems(), "{end}");
    }
    for at in (0..whole.len()).step_by(13) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        xlsx(&bytes, None, None);
    }
}

fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap().into_inner()
}

const HEADINGS: &str = "<row r='1'><c r='A1' t='str'><v>title</v></c><c r='B1' t='str'><v>start</v></c></row>";

/// A spreadsheet with these rows in the sheet `Events`, behind which there may be a sheet of another sort. The styles 0 to 2 are plain, `h:mm`
/// and `yyyy-mm-dd`; with `date1904` days count from another epoch.
fn book(rows: &str) -> Vec<u8> {
    parts(rows, "", &[])
}

fn parts(rows: &str, properties: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'";
    let charts = if more.iter().any(|(name, _)| name.contains("chartsheets")) {
        (
            "<sheet name='Chart1' sheetId='2' r:id='b'/>",
            format!("<Relationship Id='b' Type='{types}/chartsheet' Target='chartsheets/sheet1.xml'/>"),
        )
    } else {
        ("", String::new())
    };
    let own = [
        (
            "_rels/.rels",
            format!(
                "<Relationships><Relationship Id='a' Type='{types}/officeDocument' Target='xl/workbook.xml'/></Relationships>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships><Relationship Id='a' Type='{types}/worksheet' Target='worksheets/sheet1.xml'/>{}</Relationships>",
                charts.1
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook {main} xmlns:r='{types}'>{properties}<sheets><sheet name='Events' sheetId='1' r:id='a'/>{}</sheets></workbook>",
                charts.0
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet {main}><numFmts><numFmt numFmtId='164' formatCode='h:mm'/><numFmt numFmtId='165' formatCode='yyyy-mm-dd'/></numFmts>\
                 <cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='165'/></cellXfs></styleSheet>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet {main}><sheetData>{rows}</sheetData></worksheet>")),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let own = own.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, text) in own.chain(more.iter().copied()) {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A row that is refused is one of the rows that a table may have: what stands below the last of them is never dropped without a word.
#[test]
fn too_many_rows_are_said_even_if_some_are_refused() {
    let row = |at: usize, start: &str| {
        format!("<row r='{at}'><c r='A{at}' t='str'><v>Night {at}</v></c><c r='B{at}' t='str'><v>{start}</v></c></row>")
    };
    let table = |rows: usize| {
        let rows = (3..=rows + 1).map(|at| row(at, "2026-12-01"));
        book(&format!("{HEADINGS}{}{}", row(2, "soon"), rows.collect::<String>()))
    };
    let said = |plan: &Plan| plan.notes.iter().filter(|note| note.message.contains("20000 rows")).count();
    let (full, over) = (xlsx(&table(20_000), None, None), xlsx(&table(20_002), None, None));
    assert_eq!((full.items.len(), said(&full)), (19_999, 0));
    assert_eq!((over.items.len(), said(&over)), (19_999, 1), "{:?}", over.notes);
}

/// The texts of the new files.
fn texts(plan: &Plan) -> Vec<&str> {
    let texts = plan.items.iter().map(|item| match &item.fate {
        Fate::New(text) => text.as_str(),
        other => panic!("{other:?}"),
    });
    texts.collect()
}

/// Excel makes a time of day of `1:30`; whether days count from 1900 or 1904 is not seen.
#[test]
fn lengths_that_are_typed_as_times_are_lengths() {
    let head = "<row r='1'><c r='A1' t='str'><v>title</v></c><c r='B1' t='str'><v>start</v></c><c r='C1' t='str'><v>duration</v></c></row>";
    let row = |at: usize, days: &str| {
        format!(
            "<row r='{at}'><c r='A{at}' t='str'><v>N{at}</v></c><c r='B{at}' t='str'><v>2026-12-01 18:30</v></c><c r='C{at}' s='1'><v>{days}</v></c></row>"
        )
    };
    // A day has 24 hours, 1440 minutes and 86400 seconds.
    let rows = format!("{head}{}{}{}", row(2, "0.0625"), row(3, "0.03125"), row(4, "0.0003472222222"));
    for properties in ["", "<workbookPr date1904='1'/>"] {
        let plan = xlsx(&parts(&rows, properties, &[]), None, None);
        let lengths: Vec<_> = texts(&plan).iter().filter_map(|text| text.lines().nth(3)).map(str::to_owned).collect();
        assert_eq!(
            lengths,
            ["duration: 1h30m", "duration: 45m", "duration: 30s"],
            "{properties} {:?}",
            messages(&plan)
        );
    }
    // A day without a time stays a day, also the first one.
    let first = format!("{HEADINGS}<row r='2'><c r='A2' t='str'><v>Old</v></c><c r='B2' s='2'><v>0</v></c></row>");
    assert_eq!(
        texts(&xlsx(&parts(&first, "<workbookPr date1904='1'/>", &[]), None, None)),
        ["---\ntitle: Old\nstart: 1904-01-01\n---\n"]
    );
}

#[test]
fn a_lone_space_is_nothing() {
    let rows = "<row r='2'><c r='C2' t='str'><v xml:space='preserve'> </v></c></row>".to_owned()
        + &HEADINGS.replace('1', "3")
        + "<row r='4'><c r='A4' t='str'><v>Night</v></c><c r='B4' t='str'><v>2026-12-01</v></c><c r='D4' t='str'><v xml:space='preserve'> </v></c></row>";
    let plan = xlsx(&book(&rows), None, None);
    assert_eq!((texts(&plan), messages(&plan)), (vec!["---\ntitle: Night\nstart: 2026-12-01\n---\n"], Vec::new()));
}

/// Room for as many texts as a file promises is made before they are read.
#[test]
fn a_promise_of_more_texts_than_fit_is_damage() {
    let rows =
        format!("{HEADINGS}<row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2' t='str'><v>2026-12-01</v></c></row>");
    let with = |count: &str| {
        let strings = format!("<sst {count}><si><t>Night</t></si></sst>");
        xlsx(&parts(&rows, "", &[("xl/SharedStrings.xml", strings.as_bytes())]), None, None)
    };
    // The same text as UTF-16.
    let wide = "\u{feff}<sst uniqueCount='4611686018427387904'><si><t>Night</t></si></sst>";
    let wide: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let said = messages(&xlsx(&parts(&rows, "", &[("xl/sharedStrings.xml", &wide)]), None, None)).join("\n");
    assert!(said.contains("damaged"), "{said}");
    for count in ["", "uniqueCount='1'", "uniqueCount='30'"] {
        assert_eq!(texts(&with(count)).len(), 1, "{count}");
    }
    for count in
        ["uniqueCount='4611686018427387904'", "a='b' uniqueCount = \"999999999999999999999\"", "uniqueCount\n='9999'"]
    {
        let said = messages(&with(count)).join("\n");
        assert!(said.contains("damaged"), "{count}: {said}");
    }
}

#[test]
fn only_sheets_with_cells_are_offered() {
    let chart = "<chartsheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'/>";
    let book = parts(HEADINGS, "", &[("xl/chartsheets/sheet1.xml", chart.as_bytes())]);
    let said =
        ["a.xlsx:1: there is no sheet `Chart1`: the sheets are Events (write one of these names behind --sheet)"];
    assert_eq!(messages(&xlsx(&book, Some("Chart1"), None)), said);
}

#[test]
fn a_column_without_a_heading_is_said_once() {
    let row = |at: usize| {
        format!(
            "<row r='{at}'><c r='A{at}' t='str'><v>N{at}</v></c><c r='C{at}' t='str'><v>lamp</v></c><c r='D{at}' t='str'><v>2026-12-01</v></c></row>"
        )
    };
    let rows = HEADINGS.replace("B1", "D1") + &row(2) + &row(3);
    let plan = xlsx(&book(&rows), None, None);
    assert_eq!(texts(&plan).len(), 2);
    let said = [
        "a.xlsx:2: column 3 has no heading and is left out (Events!C2) (write a heading into its first row, or clear the column)",
    ];
    assert_eq!(messages(&plan), said);
}
