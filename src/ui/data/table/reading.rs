//! Getting cells out of a file: what kind it is, how it is read, in portions where it is long.

use crate::exchange::report::Problem;
use crate::exchange::table::decode::{self, Encoding};
use crate::exchange::table::delimited::{Delimiter, Reader};
use crate::exchange::table::limits::Limits;
use crate::exchange::table::{sniff, vcard, xlsx, FileKind, Sheet};
use crate::web::files;
use std::ops::ControlFlow;

/// Rows that are read without looking up.
const PORTION: usize = 2_000;

/// A file, or cells that were pasted.
pub struct Origin {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// How it is read: found by itself, and changeable.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reading {
    /// What kind of file it is.
    pub kind: Option<FileKind>,
    /// Of texts: their encoding.
    pub encoding: Option<Encoding>,
    /// Of texts: what stands between cells; `None`: found by itself.
    pub delimiter: Option<Delimiter>,
    /// Its first row names the columns.
    pub header: bool,
    /// Of spreadsheets: which sheet.
    pub sheet: usize,
}

impl Reading {
    /// How bytes are most likely to be read.
    pub fn of(bytes: &[u8]) -> Reading {
        let kind = sniff(bytes);
        let text = matches!(kind, FileKind::Text | FileKind::Vcard);
        Reading { kind: Some(kind), encoding: text.then(|| decode::guess(bytes)), ..Reading::default() }
    }
}

fn decoder(encoding: Encoding, bytes: &[u8]) -> Option<String> {
    files::decode(encoding.label(), bytes)
}

/// Sheets, and what is odd about them. `progress` is told how far it is, in bytes, and answers whether to go on. `Ok(None)`: it was cancelled.
///
/// # Errors
/// Why it is no table that can be read.
pub async fn read(
    origin: &Origin,
    reading: &Reading,
    progress: &dyn Fn(usize, usize) -> bool,
) -> Result<Option<(Vec<Sheet>, Vec<Problem>)>, Problem> {
    let refused = |code| Problem { code, path: String::new(), line: None, detail: String::new() };
    let limits = Limits::default();
    let kind = reading.kind.unwrap_or(FileKind::Unknown);
    if let Some(code) = kind.refusal() {
        return Err(refused(code));
    }
    match kind {
        FileKind::Xlsx => {
            let sheets = xlsx::read(&origin.bytes, &limits, &mut |_| ControlFlow::Continue(()))?;
            Ok(Some((sheets, Vec::new())))
        }
        FileKind::Vcard => {
            let sheet = vcard::read(&origin.bytes, reading.encoding, &decoder, &limits)?;
            Ok(Some((vec![sheet], Vec::new())))
        }
        _ => {
            let encoding = reading.encoding.unwrap_or(Encoding::Utf8);
            let text = decode::decode(&origin.bytes, encoding, &decoder)?.text;
            let mut reader = Reader::new(&text, reading.delimiter, &limits)?;
            let mut sheet = Sheet::default();
            loop {
                let rows = reader.next_rows(PORTION)?;
                if rows.is_empty() {
                    return Ok(Some((vec![sheet], reader.warnings().to_vec())));
                }
                sheet.rows.extend(rows);
                if !progress(reader.position(), text.len()) {
                    return Ok(None);
                }
                gloo_timers::future::TimeoutFuture::new(0).await;
            }
        }
    }
}
