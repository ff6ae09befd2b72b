//! What comes out of people's CSV files.

use super::{browser, text_cell};
use loudou::exchange::csv::csv;
use loudou::exchange::table::decode::{decode, guess as guess_encoding};
use loudou::exchange::table::delimited::{guess, read, Delimiter, Reader};
use loudou::exchange::table::limits::Limits;
use loudou::exchange::table::Cell;
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn all(text: &str) -> Vec<Vec<Cell>> {
    read(text, None, &Limits::default()).unwrap().0.rows
}

fn texts(rows: &[Vec<Cell>]) -> Vec<Vec<&str>> {
    fn text(cell: &Cell) -> &str {
        match cell {
            Cell::Text(text) => text,
            _ => "",
        }
    }
    rows.iter().map(|row| row.iter().map(text).collect()).collect()
}

#[track_caller]
fn reads(text: &str, rows: &[&[&str]]) {
    assert_eq!(texts(&all(text)), rows, "{text}");
}

#[track_caller]
fn warned(text: &str) -> Vec<(&'static str, usize)> {
    let (_, warnings) = read(text, None, &Limits::default()).unwrap();
    warnings.iter().map(|w| (w.code, w.line.unwrap())).collect()
}

#[test]
fn rows_of_real_files() {
    reads(
        "客户名称,电话\r\n上海华东物流有限公司,021-5555\r\n",
        &[&["客户名称", "电话"], &["上海华东物流有限公司", "021-5555"]],
    );
    reads("Name\tPhone\nAcme, Inc.\t1", &[&["Name", "Phone"], &["Acme, Inc.", "1"]]);
    reads("Name;Betrag\rMüller;1.234,50\r", &[&["Name", "Betrag"], &["Müller", "1.234,50"]]);
    reads("a|b\nc|d", &[&["a", "b"], &["c", "d"]]);
    reads("\"a\r\nb\",\"c \"\"d\"\"\"\nx", &[&["a\r\nb", "c \"d\""], &["x"]]);
    reads("a , \"b, c\" ,d", &[&["a", "b, c", "d"]]);
    reads("3\" pipe,5' 2\"\nx,y", &[&["3\" pipe", "5' 2\""], &["x", "y"]]);
    reads("姓名，电话\n", &[&["姓名，电话"]]);
}

#[test]
fn blank_lines_and_empty_columns_at_the_end_are_left_out() {
    reads("\n  \na,,b,,\n,,,\n\"\",c\n\n", &[&["a", "", "b"], &["", "c"]]);
    reads("", &[]);
    reads(",", &[]);
}

#[test]
fn the_delimiter_is_found_and_can_be_chosen() {
    for (text, delimiter) in [
        ("a,b\n1,2\n", Delimiter::Comma),
        ("名称;金额\nx;1,5\ny;2,5\n", Delimiter::Semicolon),
        ("1,5;2,3;4,1\n1,0;2,0;3,0\n", Delimiter::Semicolon),
        ("name,tags\nx,a;b\ny,c;d\n", Delimiter::Comma),
        ("\"a;b;c\",d\n\"e;f;g\",h\n", Delimiter::Comma),
        ("a\tb\n1,2\t3\n", Delimiter::Tab),
        ("客户列表\n名称;电话\nx;1\n", Delimiter::Semicolon),
        ("only one column\nof text\n", Delimiter::Comma),
        ("a;\"b\n1;2\n3;4\n", Delimiter::Semicolon),
        ("sep=|\na,b\n", Delimiter::Pipe),
        ("", Delimiter::Comma),
    ] {
        assert_eq!(guess(text), delimiter, "{text}");
    }
    reads("sep=;\r\na,b;c\r\n", &[&["a,b", "c"]]);
    let chosen = read("a;b,c", Some(Delimiter::Comma), &Limits::default()).unwrap().0;
    assert_eq!(texts(&chosen.rows), [["a;b", "c"]]);
    let both = read("sep=;\na;b,c", Some(Delimiter::Comma), &Limits::default()).unwrap().0;
    assert_eq!(texts(&both.rows), [["a;b", "c"]]);
}

#[test]
fn a_quote_that_is_not_closed_is_a_letter_and_is_told() {
    let text = "name,size\na,\"3 inch\nb,2\nc,\"4, 5\"\n";
    reads(text, &[&["name", "size"], &["a", "\"3 inch"], &["b", "2"], &["c", "4, 5"]]);
    assert_eq!(warned(text), [("unclosed_quote", 2)]);
    let end = "a,b\n\n1,\"x\n2,y\n";
    reads(end, &[&["a", "b"], &["1", "\"x"], &["2", "y"]]);
    assert_eq!(warned(end), [("unclosed_quote", 3)]);
    let stray = "\"5\" pipe\",x\n\"a\nb\",y\n\"\"z,1";
    reads(stray, &[&["5\" pipe\"", "x"], &["a\nb", "y"], &["\"z", "1"]]);
    assert_eq!(warned(stray), [("stray_quote", 1), ("stray_quote", 4)]);
    assert_eq!(warned("a,\"b\nc\",\"\"\n"), []);
}

#[test]
fn limits_are_errors_with_their_line() {
    let limits = Limits { bytes: 1000, rows: 3, columns: 4, cells: 9, cell_bytes: 10, text: 60, ..Limits::default() };
    let code = |text: &str| read(text, Some(Delimiter::Comma), &limits).map(|_| ()).map_err(|p| (p.code, p.line));
    assert_eq!(code(&"x,".repeat(501)), Err(("too_big", None)));
    assert_eq!(code("a\nb\n\nc\n"), Ok(()));
    assert_eq!(code("a\nb\n\nc\nd"), Err(("too_many_rows", Some(5))));
    assert_eq!(code("a,b,c,d,,,,,,"), Ok(()));
    assert_eq!(code("x\na,b,c,d,,,,,,e"), Err(("too_many_columns", Some(2))));
    assert_eq!(code(",,,1\n,,,1\n,,,1\n"), Err(("too_many_cells", Some(3))));
    assert_eq!(code("12345678901"), Err(("cell_too_long", Some(1))));
    assert_eq!(code("\"1234567890\",\"1\"\"34567890\""), Ok(()));
    assert_eq!(code("\"12345678901\""), Err(("cell_too_long", Some(1))));
    assert_eq!(code(&"1234567890,".repeat(8)), Err(("too_many_columns", Some(1))));
}

#[test]
fn rows_come_in_portions() {
    let limits = Limits::default();
    let text = "a\n\nb\nc\n";
    let mut reader = Reader::new(text, None, &limits).unwrap();
    assert_eq!(texts(&reader.next_rows(2).unwrap()), [["a"], ["b"]]);
    assert!(reader.position() < text.len());
    assert_eq!(texts(&reader.next_rows(2).unwrap()), [["c"]]);
    assert_eq!(reader.position(), text.len());
    assert!(reader.next_rows(2).unwrap().is_empty());
}

#[test]
fn quotes_without_end_cost_no_more_than_others() {
    for part in ["\"", "\"\"\"\n", "\"\n", ",\"a\n", "\"\"\n", "\"\"\" ,\n\"", "\",\"\"\n", ",\"\"\"\"\n\""] {
        let text = part.repeat(4_000_000 / part.len());
        let started = Instant::now();
        let _ = read(&text, None, &Limits::default());
        assert!(started.elapsed() < Duration::from_secs(20), "{part:?} took {:?}", started.elapsed());
    }
}

fn hostile() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![
            Just("\""),
            Just("\"\""),
            Just(","),
            Just(";"),
            Just("\t"),
            Just("|"),
            Just("\n"),
            Just("\r"),
            Just(" "),
            Just("'"),
            Just("="),
            Just("-1"),
            Just("客户"),
            Just("a"),
            Just("sep="),
            Just("\u{feff}"),
            Just("\0"),
        ],
        0..40,
    )
    .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn what_csv_wrote_comes_back(rows in prop::collection::vec(prop::collection::vec(prop_oneof![hostile(), any::<String>()], 0..5), 0..6)) {
        let bytes = csv(&rows);
        let text = decode(&bytes, guess_encoding(&bytes), &browser).unwrap().text;
        let (sheet, warnings) = read(&text, None, &Limits::default()).unwrap();
        prop_assert_eq!(warnings, vec![]);
        let mut expected = Vec::new();
        for row in &rows {
            let mut cells: Vec<Cell> = row.iter().map(|text| text_cell(text)).collect();
            while cells.last() == Some(&Cell::Empty) {
                cells.pop();
            }
            if !cells.is_empty() {
                expected.push(cells);
            }
        }
        prop_assert_eq!(sheet.rows, expected);
    }

    #[test]
    fn any_text_is_read_to_its_end(text in prop_oneof![hostile(), any::<String>()], limit in 1_usize..50) {
        let limits = Limits { cell_bytes: limit, columns: limit, rows: limit, ..Limits::default() };
        for delimiter in Delimiter::ALL {
            let mut reader = Reader::new(&text, Some(delimiter), &limits).unwrap();
            let mut rows = 0;
            while let Ok(more) = reader.next_rows(1) {
                if more.is_empty() {
                    prop_assert_eq!(reader.position(), text.len());
                    break;
                }
                rows += 1;
                prop_assert!(more[0].len() <= limit);
            }
            prop_assert!(rows <= limit);
        }
    }
}
