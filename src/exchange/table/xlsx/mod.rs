//! Spreadsheets of today (.xlsx, .xlsm): an archive of XML parts, read as a stream and never further than the limits say.
//!
//! Not with a reader made for it (calamine, which the tests hold this one against): that one reserves memory for as many texts as a file
//! claims to have, so that a file of one kilobyte ends the program, and it brings tables of forty encodings along, where parts are UTF-8.

use super::limits::{problem, Limits, Meter};
use super::sniff::{sniff, FileKind};
use super::Sheet;
use crate::exchange::report::Problem;
use quick_xml::events::{BytesStart, Event};
use quick_xml::Reader as Xml;
use std::borrow::Cow;
use std::cell::Cell as Counter;
use std::io::{BufReader, Cursor, Read};
use std::ops::ControlFlow;
use zip::ZipArchive;

mod cells;
mod parts;

/// Reads a spreadsheet's sheets, hidden ones and charts left out, and those without a cell. `step` is told how many rows of all sheets were read,
/// from time to time, and may give up.
///
/// Refused: what is no such file (by [`FileKind::refusal`]), `too_big`, `damaged_spreadsheet`, `empty_table` where no sheet is left, the limits of
/// cells (with the sheet's name and the row as line), `cancelled`.
pub fn read(
    bytes: &[u8],
    limits: &Limits,
    step: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Vec<Sheet>, Problem> {
    let whole = |code| problem(code, None);
    match sniff(bytes) {
        FileKind::Xlsx => {}
        other => return Err(whole(other.refusal().unwrap_or("not_a_table"))),
    }
    if bytes.len() > limits.bytes {
        return Err(whole("too_big"));
    }
    let mut package = Package::open(bytes, limits).map_err(whole)?;
    let book = parts::workbook(&mut package).map_err(whole)?;
    let styles = parts::styles(&mut package, &book.styles).map_err(whole)?;
    let texts = parts::texts(&mut package, &book.texts, limits).map_err(whole)?;
    let context = cells::Context { texts, styles, since_1904: book.since_1904 };
    let (mut meter, mut sheets, mut done) = (Meter::new(limits), Vec::new(), 0);
    for (name, part) in book.sheets {
        meter.next_sheet();
        let mut row = 0;
        let rows = cells::rows(&mut package, &part, &context, &mut meter, &mut row, &mut |rows| step(done + rows));
        let rows = rows.map_err(|code| Problem { path: name.clone(), ..problem(code, Some(row)) })?;
        done += rows.len();
        if !rows.is_empty() {
            sheets.push(Sheet { name, rows });
        }
    }
    if sheets.is_empty() {
        return Err(whole("empty_table"));
    }
    Ok(sheets)
}

/// The archive, with what may still be unpacked of it.
struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: Counter<u64>,
}

/// A part as a stream of XML.
type Part<'p> = Xml<BufReader<Box<dyn Read + 'p>>>;

/// More parts than any program writes; a list of parts costs memory before the first is read.
const PARTS: usize = 20_000;

impl<'a> Package<'a> {
    fn open(bytes: &'a [u8], limits: &Limits) -> Result<Package<'a>, &'static str> {
        if memchr::memmem::find_iter(bytes, b"PK\x01\x02").count() > PARTS {
            return Err("too_big");
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "damaged_spreadsheet")?;
        Ok(Package { archive, left: Counter::new(limits.unpacked) })
    }

    /// A part by its name in any case, as some programs do not write them as they refer to them; `None` where there is no such part.
    fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, &'static str> {
        let same = |n: &[u8]| n.eq_ignore_ascii_case(name.as_bytes());
        let Some(index) = self.archive.file_names_raw().position(same) else { return Ok(None) };
        let file = self.archive.by_index(index).map_err(|_| "damaged_spreadsheet")?;
        let stream: Box<dyn Read> = Box::new(Metered { inner: file, left: &self.left });
        let mut xml = Xml::from_reader(BufReader::new(stream));
        xml.config_mut().expand_empty_elements = true;
        Ok(Some(xml))
    }
}

/// A stream that ends with an error when all parts together have become too big: a small archive can unpack to anything.
struct Metered<'p, R> {
    inner: R,
    left: &'p Counter<u64>,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(n as u64).ok_or(std::io::ErrorKind::FileTooLarge)?;
        self.left.set(left);
        Ok(n)
    }
}

/// The code for what went wrong in a part.
fn wrong(error: quick_xml::Error) -> &'static str {
    match error {
        quick_xml::Error::Io(error) if error.kind() == std::io::ErrorKind::FileTooLarge => "too_big",
        _ => "damaged_spreadsheet",
    }
}

/// The value of an attribute, without its namespace.
fn attribute<'e>(element: &'e BytesStart, name: &str) -> Option<Cow<'e, str>> {
    let found = element.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()
}

/// Adds the text that an event within a text element stands for.
fn add_text(event: &Event, text: &mut String) {
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(name) => match name.resolve_char_ref() {
            Ok(Some(c)) => text.push(c),
            _ => text.push_str(quick_xml::escape::resolve_predefined_entity(name).unwrap_or_default()),
        },
        _ => {}
    }
}

/// Spreadsheets write control characters as `_x000D_`, and an underscore that only looks so as `_x005F_`.
fn unescaped(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest
            .get(2..6)
            .filter(|c| rest.as_bytes().get(6) == Some(&b'_') && c.bytes().all(|b| b.is_ascii_hexdigit()));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = &rest[7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[2..];
            }
        }
    }
    out.push_str(rest);
    out
}
