//! Writing a spreadsheet (.xlsx): one sheet with a header that stays in sight, a filter, and cells that keep their kind.
//!
//! Texts are written as texts, never as formulas, whatever they begin with. The parts are few and always the same, so they stand here as they are:
//! a crate for it has charts, fonts and pictures, and asks a clock that the browser does not have.

use super::limits::problem;
use super::Cell;
use crate::domain::value::Moment;
use crate::exchange::report::Problem;
use chrono::{Datelike, NaiveDate};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::ZipWriter;

/// A file, and what did not fit into it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many texts were cut, because a spreadsheet's cell holds 32,767 characters.
    pub cut: usize,
}

/// What a sheet holds at most, by its makers.
const ROWS: usize = 1_048_576;
const COLUMNS: usize = 16_384;
const CELL: usize = 32_767;

/// Writes a sheet: its name (made fit: 31 characters, without `[]:*?/\`), its header, its rows.
/// Refused: `too_many_rows`, `too_many_columns`, for what a sheet cannot hold; `write_failed`.
pub fn write(name: &str, header: &[String], rows: &[Vec<Cell>]) -> Result<Written, Problem> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0).max(header.len());
    if rows.len() >= ROWS {
        return Err(problem("too_many_rows", None));
    }
    if columns > COLUMNS {
        return Err(problem("too_many_columns", None));
    }
    let name = sheet_name(name);
    let filter = format!("A1:{}{}", letters(header.len().max(1) - 1), rows.len() + 1);
    let titles: Vec<Cell> = header.iter().map(|title| Cell::Text(title.clone())).collect();
    let mut sheet = Sheet { xml: String::new(), row: 0, cut: 0 };
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_string()),
        ("_rels/.rels", RELATIONS.to_string()),
        ("xl/workbook.xml", workbook(&name, &filter)),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS.to_string()),
        ("xl/styles.xml", STYLES.to_string()),
        ("xl/worksheets/sheet1.xml", beginning(&widths(&titles, rows, columns))),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let pack = || -> Result<Vec<u8>, ZipError> {
        for (name, part) in &parts {
            archive.start_file(*name, SimpleFileOptions::default())?;
            archive.write_all(part.as_bytes())?;
        }
        // Packed row by row: the sheet as one text would take many times the memory of its cells.
        archive.write_all(sheet.row(&titles, Style::Header))?;
        for row in rows {
            archive.write_all(sheet.row(row, Style::Plain))?;
        }
        archive.write_all(format!("</sheetData><autoFilter ref=\"{filter}\"/></worksheet>").as_bytes())?;
        Ok(archive.finish()?.into_inner())
    };
    let bytes = pack().map_err(|_| problem("write_failed", None))?;
    Ok(Written { bytes, cut: sheet.cut })
}

/// How wide each column has to be, in characters of a digit's width.
fn widths(titles: &[Cell], rows: &[Vec<Cell>], columns: usize) -> Vec<usize> {
    let mut widths = vec![8; columns];
    for row in std::iter::once(titles).chain(rows.iter().map(Vec::as_slice)) {
        for (cell, widest) in row.iter().zip(&mut widths) {
            let width = match cell {
                // Chinese characters are twice as wide; the first line decides.
                Cell::Text(text) => {
                    text.lines().next().unwrap_or("").chars().take(60).map(|c| 1 + usize::from(c >= '\u{1100}')).sum()
                }
                Cell::Number(_) => 12,
                Cell::Moment(moment) => 10 + 6 * usize::from(moment.minute.is_some()),
                Cell::Empty | Cell::Flag(_) => 6,
            };
            *widest = (width + 2).clamp(*widest, 60);
        }
    }
    widths
}

/// The sheet's part up to its first row.
fn beginning(widths: &[usize]) -> String {
    let mut columns = String::new();
    for (at, width) in widths.iter().enumerate() {
        _ = write!(columns, "<col min=\"{0}\" max=\"{0}\" width=\"{width}\" customWidth=\"1\"/>", at + 1);
    }
    if !columns.is_empty() {
        columns = format!("<cols>{columns}</cols>");
    }
    format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView tabSelected=\"1\" workbookViewId=\"0\">\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>{columns}<sheetData>"
    )
}

/// The formats of `STYLES`, by their place there.
#[derive(Clone, Copy)]
enum Style {
    Plain = 0,
    Header = 1,
    Day = 2,
    Minute = 3,
}

/// The rows of a sheet, one at a time.
struct Sheet {
    xml: String,
    /// Rows so far.
    row: usize,
    cut: usize,
}

impl Sheet {
    fn row(&mut self, cells: &[Cell], style: Style) -> &[u8] {
        self.row += 1;
        self.xml.clear();
        _ = write!(self.xml, "<row r=\"{}\">", self.row);
        for (column, cell) in cells.iter().enumerate() {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => self.text(column, text, style),
                // What is no number at all could not be read by any spreadsheet.
                Cell::Number(number) if !number.is_finite() => {}
                Cell::Number(number) => self.value(column, "n", style, &number.to_string()),
                Cell::Flag(flag) => self.value(column, "b", style, if *flag { "1" } else { "0" }),
                Cell::Moment(moment) => match serial(*moment) {
                    Some(serial) => {
                        let style = if moment.minute.is_some() { Style::Minute } else { Style::Day };
                        self.value(column, "n", style, &serial.to_string());
                    }
                    None => self.text(column, &moment.to_string(), style),
                },
            }
        }
        self.xml.push_str("</row>");
        self.xml.as_bytes()
    }

    fn value(&mut self, column: usize, kind: &str, style: Style, value: &str) {
        let (column, row, style) = (letters(column), self.row, style as u8);
        _ = write!(self.xml, "<c r=\"{column}{row}\" s=\"{style}\" t=\"{kind}\"><v>{value}</v></c>");
    }

    fn text(&mut self, column: usize, text: &str, style: Style) {
        // Counted as spreadsheets count: characters beyond the first plane are two.
        let mut length = 0;
        let fits = text.char_indices().find(|(_, c)| {
            length += c.len_utf16();
            length > CELL
        });
        let text = fits.map_or(text, |(at, _)| &text[..at]);
        self.cut += usize::from(fits.is_some());
        let (column, row, style) = (letters(column), self.row, style as u8);
        _ = write!(self.xml, "<c r=\"{column}{row}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        add_escaped(&mut self.xml, text);
        self.xml.push_str("</t></is></c>");
    }
}

/// The letters of a column, counted from 0: A … Z, AA …
fn letters(column: usize) -> String {
    let (mut letters, mut rest) = (Vec::new(), column + 1);
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.into_iter().collect()
}

/// The serial number of a date, as spreadsheets count; `None` before 1900 and after 9999.
fn serial(moment: Moment) -> Option<f64> {
    let days = moment.date.signed_duration_since(NaiveDate::from_ymd_opt(1899, 12, 31)?).num_days();
    if days < 1 || moment.date.year() > 9999 {
        return None;
    }
    // They believe in a 29 February 1900, number 60.
    let days = days + i64::from(days >= 60);
    Some(days as f64 + f64::from(moment.minute.unwrap_or(0)) / 1440.0)
}

/// A text within XML, with control characters as spreadsheets write them: `_x0007_`.
fn add_escaped(out: &mut String, text: &str) {
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '_' if text[at..].starts_with("_x") => out.push_str("_x005F_"),
            '\n' | '\t' => out.push(c),
            c if c < ' ' || c == '\u{fffe}' || c == '\u{ffff}' => _ = write!(out, "_x{:04X}_", u32::from(c)),
            c => out.push(c),
        }
    }
}

/// A name that spreadsheets take.
fn sheet_name(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control() && !"[]:*?/\\".contains(*c)).take(31).collect();
    let name = name.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    // Characters of two units count twice.
    let mut length = 0;
    let name: String = name
        .chars()
        .take_while(|c| {
            length += c.len_utf16();
            length <= 31
        })
        .collect();
    if name.is_empty() {
        "Sheet1".to_string()
    } else {
        name
    }
}

fn workbook(name: &str, filter: &str) -> String {
    let (mut title, mut range) = (String::new(), String::new());
    add_escaped(&mut title, name);
    add_escaped(&mut range, &name.replace('\'', "''"));
    let absolute: String = filter.split(':').map(absolute).collect::<Vec<_>>().join(":");
    // The filter has a hidden name, without which some programs do not show it.
    format!(
        "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <sheets><sheet name=\"{title}\" sheetId=\"1\" r:id=\"rId1\"/></sheets><definedNames>\
         <definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"0\" hidden=\"1\">'{range}'!{absolute}</definedName></definedNames></workbook>"
    )
}

/// `B3` as `$B$3`.
fn absolute(address: &str) -> String {
    let digits = address.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    format!("${}${digits}", &address[..address.len() - digits.len()])
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const CONTENT_TYPES: &str = include_str!("xlsx_out/content_types.xml");
const RELATIONS: &str = include_str!("xlsx_out/relations.xml");
const WORKBOOK_RELATIONS: &str = include_str!("xlsx_out/workbook_relations.xml");
const STYLES: &str = include_str!("xlsx_out/styles.xml");

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use crate::exchange::table::{limits::Limits, xlsx};
    use calamine::{Data, Reader as _, Xlsx};
    use proptest::prelude::*;
    use std::ops::ControlFlow;

    fn ours(bytes: &[u8]) -> Vec<super::super::Sheet> {
        xlsx::read(bytes, &Limits::default(), &mut |_| ControlFlow::Continue(())).unwrap()
    }

    fn moment(text: &str) -> Cell {
        Cell::Moment(Moment::parse(text).unwrap())
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.into())
    }

    #[test]
    fn another_program_reads_what_was_written() {
        let header = ["客户名称", "Amount", "日期", "Time", "VIP", ""].map(String::from);
        let rows = vec![
            vec![
                text("上海华东物流 & Co. <1>"),
                Cell::Number(-1234.5),
                moment("2026-11-22"),
                moment("2026-11-22T14:30"),
                Cell::Flag(true),
            ],
            vec![
                text("=1+1"),
                Cell::Empty,
                Cell::Number(f64::NAN),
                moment("1900-01-01"),
                Cell::Flag(false),
                text(" a\nb "),
            ],
            vec![],
            vec![text("_x0041_"), text("+86 138"), moment("1900-03-01")],
        ];
        let written = write("客户/[1]", &header, &rows).unwrap();
        assert_eq!(written.cut, 0);
        let mut book = Xlsx::new(Cursor::new(written.bytes.as_slice())).unwrap();
        assert_eq!(book.sheet_names(), ["客户1"]);
        let range = book.worksheet_range("客户1").unwrap();
        let get = |row: u32, column: u32| range.get_value((row, column)).unwrap().clone();
        let date = |row, column| match get(row, column) {
            Data::DateTime(date) => date.to_ymd_hms_milli(),
            other => panic!("{other:?}"),
        };
        assert_eq!(get(0, 0), Data::String("客户名称".into()));
        assert_eq!(get(1, 0), Data::String("上海华东物流 & Co. <1>".into()));
        assert_eq!(get(1, 1), Data::Float(-1234.5));
        assert_eq!(date(1, 2), (2026, 11, 22, 0, 0, 0, 0));
        assert_eq!(date(1, 3), (2026, 11, 22, 14, 30, 0, 0));
        assert_eq!(get(1, 4), Data::Bool(true));
        assert_eq!(get(2, 0), Data::String("=1+1".into()));
        assert_eq!(get(2, 2), Data::Empty);
        assert_eq!(date(2, 3), (1900, 1, 1, 0, 0, 0, 0));
        assert_eq!(date(4, 2), (1900, 3, 1, 0, 0, 0, 0));
        assert_eq!(get(4, 0), Data::String("_x0041_".into()));
        assert!(book.worksheet_formula("客户1").unwrap().used_cells().next().is_none());
        let mine = ours(&written.bytes);
        assert_eq!(mine[0].name, "客户1");
        assert_eq!(mine[0].rows[1], rows[0]);
        assert_eq!(mine[0].rows[2][5], text(" a\nb "));
        assert_eq!(mine[0].rows[3], rows[3]);
    }

    #[test]
    fn names_columns_and_limits_of_spreadsheets() {
        assert_eq!([0, 25, 26, 701, 702, 16_383].map(letters), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
        for (name, fit) in
            [("", "Sheet1"), ("'a:b'", "ab"), ("*", "Sheet1"), ("It's", "It's"), (&"😀".repeat(40), &"😀".repeat(15))]
        {
            assert_eq!(sheet_name(name), fit);
            let bytes = write(name, &["a".to_string()], &[]).unwrap().bytes;
            assert_eq!(Xlsx::new(Cursor::new(bytes)).unwrap().sheet_names(), [fit]);
        }
        let long = format!("{}😀x", "x".repeat(32_766));
        let written = write("s", &["a".into()], &[vec![text(&long)]]).unwrap();
        assert_eq!(written.cut, 1);
        assert_eq!(ours(&written.bytes)[0].rows[1], [text(&"x".repeat(32_766))]);
        assert_eq!(write("s", &vec![String::new(); 16_385], &[]).unwrap_err().code, "too_many_columns");
        assert_eq!(write("s", &[], &vec![vec![]; 1_048_576]).unwrap_err().code, "too_many_rows");
    }

    fn cell() -> impl Strategy<Value = Cell> {
        prop_oneof![
            any::<String>().prop_map(|t| super::super::limits::text_cell(&t)),
            "[_x0-9A-F\r\n\t =<&]{1,12}".prop_map(|t| super::super::limits::text_cell(&t)),
            (-1e12..1e12).prop_map(Cell::Number),
            any::<bool>().prop_map(Cell::Flag),
            (0_u64..100_000, prop::option::of(1_u16..1440)).prop_map(|(days, minute)| {
                let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
                Cell::Moment(Moment { date: first + chrono::Days::new(days), minute })
            }),
        ]
    }

    proptest! {
        #[test]
        fn what_was_written_comes_back(rows in prop::collection::vec(prop::collection::vec(cell(), 1..5), 0..5)) {
            let bytes = write("s", &["h".to_string()], &rows).unwrap().bytes;
            let mut expected = vec![vec![text("h")]];
            for row in rows {
                let full = row.iter().rposition(|cell| *cell != Cell::Empty).map_or(0, |at| at + 1);
                if full > 0 {
                    expected.push(row[..full].to_vec());
                }
            }
            prop_assert_eq!(&ours(&bytes)[0].rows, &expected);
            prop_assert!(Xlsx::new(Cursor::new(bytes)).unwrap().worksheet_range("s").is_ok());
        }
    }
}
