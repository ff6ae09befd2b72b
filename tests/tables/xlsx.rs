//! Spreadsheets of several programs, and files made to do harm.

use super::text_cell;
use calamine::{Data, Reader as _};
use loudou::domain::value::Moment;
use loudou::exchange::report::Problem;
use loudou::exchange::table::limits::Limits;
use loudou::exchange::table::xlsx::read;
use loudou::exchange::table::{Cell, Sheet};
use proptest::prelude::*;
use std::io::{Cursor, Write as _};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;

const OPENPYXL: &[u8] = include_bytes!("../fixtures/table/openpyxl.xlsx");
const XLSXWRITER: &[u8] = include_bytes!("../fixtures/table/xlsxwriter_1904.xlsx");

fn read_all(bytes: &[u8]) -> Result<Vec<Sheet>, Problem> {
    read(bytes, &Limits::default(), &mut |_| ControlFlow::Continue(()))
}

fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

fn at(moment: &str) -> Cell {
    Cell::Moment(Moment::parse(moment).unwrap())
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(part.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const WORKBOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="a" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>
    <Relationship Id="b" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>"#;
const ROOT: &str = r#"<Relationships><Relationship Id="a" Type="http://x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// A spreadsheet of one sheet, of its rows and shared texts in XML.
fn book(rows: &str, texts: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>");
    packed(&[
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sharedStrings.xml", texts),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

#[track_caller]
fn one(rows: &str, texts: &str) -> Vec<Vec<Cell>> {
    read_all(&book(rows, texts)).unwrap().remove(0).rows
}

fn code(result: Result<Vec<Sheet>, Problem>) -> (&'static str, String, Option<usize>) {
    let problem = result.unwrap_err();
    (problem.code, problem.path, problem.line)
}

#[test]
fn a_spreadsheet_of_openpyxl() {
    let sheets = read_all(OPENPYXL).unwrap();
    assert_eq!(sheets.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["客户", "Deals"]);
    let titles = ["客户名称", "电话", "金额", "添加日期", "最近联系", "VIP"].map(text);
    let first = [text("上海华东物流有限公司"), text("021-5555 1234"), Cell::Number(12000.5), at("2026-01-31")];
    assert_eq!(sheets[0].rows[0], titles);
    assert_eq!(sheets[0].rows[1][..4], first);
    assert_eq!(sheets[0].rows[1][4..], [at("2026-11-21T14:30"), Cell::Flag(true)]);
    assert_eq!(
        sheets[0].rows[2][..4],
        [text("Müller & Söhne <GmbH>"), text("+86 138"), Cell::Number(-3.0), at("2025-02-28")]
    );
    assert_eq!(sheets[0].rows[2][4..], [Cell::Empty, Cell::Flag(false)]);
    // A formula without its result.
    assert_eq!(sheets[0].rows[3], [text("合计")]);
    let times = [Cell::Empty, text("late"), Cell::Empty, Cell::Number(0.5), Cell::Number(1.25)];
    assert_eq!(sheets[1].rows, [times]);
}

#[test]
fn a_spreadsheet_of_xlsxwriter_that_counts_from_1904() {
    let sheets = read_all(XLSXWRITER).unwrap();
    let rows = &sheets[0].rows;
    let deal = [
        text("A1"),
        at("2026-01-31"),
        at("2024-02-29T23:59"),
        Cell::Number(1_234_567.89),
        Cell::Flag(true),
        text("plain bold rest"),
    ];
    assert_eq!(rows[1], deal);
    let more =
        [text("line\nbreak\tand _x000D_ &amp;"), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, text("A1x")];
    assert_eq!(rows[2], more);
}

/// What another reader finds, as our cells; blank rows left out.
fn theirs(bytes: &[u8], name: &str) -> Vec<Vec<Cell>> {
    let mut book = calamine::Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (row, column, data) in book.worksheet_range(name).unwrap().used_cells() {
        let cell = match data {
            Data::Int(n) => Cell::Number(*n as f64),
            Data::Float(n) => Cell::Number(*n),
            Data::Bool(flag) => Cell::Flag(*flag),
            Data::String(text) => text_cell(text),
            Data::DateTime(date) if date.is_datetime() && date.as_f64() >= 1.0 => {
                let (y, m, d, h, min, ..) = date.to_ymd_hms_milli();
                let time = if h + min == 0 { String::new() } else { format!("T{h:02}:{min:02}") };
                at(&format!("{y:04}-{m:02}-{d:02}{time}"))
            }
            Data::DateTime(date) => Cell::Number(date.as_f64()),
            _ => Cell::Empty,
        };
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if cell != Cell::Empty {
            rows[row].resize(column + 1, Cell::Empty);
            rows[row][column] = cell;
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}

#[test]
fn both_readers_agree() {
    for (bytes, name) in [(OPENPYXL, "客户"), (XLSXWRITER, "Deals")] {
        let ours = read_all(bytes).unwrap();
        assert_eq!(ours.iter().find(|s| s.name == name).unwrap().rows, theirs(bytes, name));
    }
}

#[test]
fn the_ways_to_write_a_cell() {
    let texts = "<sst><si><t>a</t></si><si><r><t>张</t></r><r><t xml:space=\"preserve\"> 三</t></r><rPh><t>zhang</t></rPh></si><si/><si><t><![CDATA[<b>]]>&#x4E2D;</t></si></sst>";
    // A namespace of its own, cells and rows without an address, later rows with one.
    let rows = "<x:row><x:c t=\"s\"><x:v>1</x:v></x:c><x:c t=\"s\"><x:v>3</x:v></x:c><x:c/><x:c t=\"str\"><x:f>A1</x:f><x:v>f&amp;_x0041_</x:v></x:c></x:row>\
        <row r=\"7\"><c r=\"C7\" t=\"d\"><v>2026-11-21T14:30:00Z</v></c><c r=\"B7\" t=\"inlineStr\"><is><t>in</t></is></c><c r=\"D7\" t=\"e\"><v>#N/A</v></c>\
        <c t=\"s\"><v>2</v></c><c t=\"d\"><v>soon</v></c><c><v>1e3</v></c><c><v>x</v></c><c t=\"b\"><v>0</v></c></row>";
    let (blank, date) = (Cell::Empty, at("2026-11-21T14:30"));
    let expected = [
        vec![text("张 三"), text("<b>中"), blank.clone(), text("f&A")],
        vec![
            blank.clone(),
            text("in"),
            date,
            blank.clone(),
            blank,
            text("soon"),
            Cell::Number(1000.0),
            text("x"),
            Cell::Flag(false),
        ],
    ];
    assert_eq!(one(rows, texts), expected);
}

#[test]
fn other_files_are_refused_by_their_kind() {
    let ole = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &name].concat()
    };
    assert_eq!(code(read_all(&ole("Workbook"))).0, "old_spreadsheet");
    assert_eq!(code(read_all(&ole("EncryptedPackage"))).0, "locked_spreadsheet");
    assert_eq!(code(read_all(b"<html>")).0, "markup_table");
    assert_eq!(code(read_all(b"a,b")).0, "not_a_table");
    assert_eq!(code(read_all(&book("<row><c><v> </v></c></row>", ""))).0, "empty_table");
    assert_eq!(code(read_all(b"PK\x03\x04 xl/workbook.xml")).0, "damaged_spreadsheet");
    assert_eq!(code(read_all(&packed(&[("xl/workbook.xml", "<a"), ("_rels/.rels", ROOT)]))).0, "damaged_spreadsheet");
    assert_eq!(code(read_all(&OPENPYXL[..OPENPYXL.len() / 2])).0, "damaged_spreadsheet");
}

#[test]
fn what_a_file_claims_costs_nothing() {
    let started = Instant::now();
    let far = one(
        "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>",
        "<sst count=\"9\" uniqueCount=\"18446744073709551615\"/>",
    );
    assert_eq!(far, [[Cell::Number(1.0)]]);
    let last = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    assert_eq!(code(read_all(&book(last, ""))), ("too_many_columns", "S".into(), Some(1_048_576)));
    let no_such = "<row r=\"99999999999999999999\"><c r=\"AAAAAAAAAAAAAAAAAAAA1\"><v>1</v></c></row>";
    assert_eq!(one(no_such, ""), [[Cell::Number(1.0)]]);
    assert_eq!(code(read_all(&book("<row><c t=\"s\"><v>7</v></c></row>", "<sst/>"))).0, "damaged_spreadsheet");
    assert!(started.elapsed() < Duration::from_secs(1));
}

#[test]
fn small_files_that_become_big_are_stopped() {
    let limits = Limits { unpacked: 1 << 20, cells: 10_000, text: 1 << 20, ..Limits::default() };
    let stopped = |bytes: &[u8]| code(read(bytes, &limits, &mut |_| ControlFlow::Continue(()))).0;
    let blanks = " ".repeat(4 << 20);
    assert!(book(&blanks, "").len() < 10_000);
    for bytes in [book(&blanks, ""), book("", &blanks), book(&format!("<row a=\"{blanks}\"/>"), "")] {
        assert_eq!(stopped(&bytes), "too_big");
    }
    let wide = "<row><c r=\"BZ1\"><v>1</v></c></row>".repeat(200);
    assert_eq!(stopped(&book(&wide, "")), "too_many_cells");
    let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(100_000));
    let often = "<row><c t=\"s\"><v>0</v></c></row>".repeat(20);
    assert_eq!(stopped(&book(&often, &long)), "too_many_cells");
    assert_eq!(stopped(&book("", &format!("<sst>{}</sst>", "<si/>".repeat(20_000)))), "too_many_cells");
    let many: Vec<(String, &str)> = (0..30_000).map(|n| (format!("xl/worksheets/{n}.xml"), "")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, part)| (name.as_str(), *part)).collect();
    assert_eq!(stopped(&packed(&many)), "too_big");
}

#[test]
fn reading_can_be_given_up() {
    let rows = "<row><c><v>1</v></c></row>".repeat(5_000);
    let mut seen = Vec::new();
    let mut step = |rows| {
        seen.push(rows);
        if rows < 3_000 {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    };
    assert_eq!(code(read(&book(&rows, ""), &Limits::default(), &mut step)).0, "cancelled");
    assert_eq!(seen, [1_000, 2_000, 3_000]);
}

proptest! {
    #[test]
    fn any_bytes_can_be_read(bytes: Vec<u8>, at in 0_usize..6000, value: u8) {
        let _ = read_all(&bytes);
        let mut broken = OPENPYXL.to_vec();
        let at = at % broken.len();
        broken[at] = value;
        let _ = read_all(&broken);
        broken.truncate(at);
        let _ = read_all(&[&broken, bytes.as_slice()].concat());
    }

    #[test]
    fn any_parts_can_be_read(
        pieces in prop::collection::vec(prop_oneof![
            Just("<row>"), Just("</row>"), Just("<row r=\"4294967296\">"), Just("<c>"), Just("<c r=\"B2\" t=\"s\" s=\"9\">"), Just("<c t=\"d\">"), Just("</c>"),
            Just("<v>"), Just("</v>"), Just("<is><t>"), Just("</t></is>"), Just("<rPh>"), Just("1"), Just("-"), Just("é日2026-01-31T1"), Just("&amp;"), Just("&x;"),
            Just("&#0;"), Just("<"), Just("]]>"), Just("<!--"), Just("<?x?>"), Just("_x00"), Just("_xD800_"), Just("</sheetData>"), Just("<si>"), Just("</si>"), Just("\"")
        ], 0..30),
        other: String,
    ) {
        let xml = pieces.concat();
        let _ = read_all(&book(&xml, &xml));
        let _ = read_all(&packed(&[("_rels/.rels", ROOT), ("xl/workbook.xml", &other), ("xl/_rels/workbook.xml.rels", &xml)]));
        let styles = format!("<numFmts><numFmt numFmtId=\"0\" formatCode='{}'/></numFmts><cellXfs><xf numFmtId=\"0\"/></cellXfs>", other.replace(['\'', '<'], ""));
        let _ = read_all(&packed(&[("_rels/.rels", ROOT), ("xl/workbook.xml", WORKBOOK), ("xl/styles.xml", &styles)]));
    }
}
