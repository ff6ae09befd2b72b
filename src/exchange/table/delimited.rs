//! Text with delimiters (CSV, pasted cells) into rows of cells, some rows at a time so that reading can be shown and given up.
//!
//! Lenient where people's files are: blanks around quotes, quotes within a cell, rows of unequal length. A quote that is never closed would make
//! the rest of the file one cell; it is taken for a letter instead, and its line is told.

use super::limits::{problem, text_cell, Limits, Meter};
use super::{Cell, Sheet};
use crate::exchange::csv::without_apostrophe;
use crate::exchange::report::Problem;
use memchr::{memchr, memchr3, memchr_iter};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What stands between two cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// A tab: cells copied from a spreadsheet.
    Tab,
    /// `;`: where the comma is the decimal sign.
    Semicolon,
    /// `|`
    Pipe,
}

impl Delimiter {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Delimiter; 4] = [Delimiter::Comma, Delimiter::Tab, Delimiter::Semicolon, Delimiter::Pipe];

    /// The character.
    pub fn char(self) -> char {
        char::from(self.byte())
    }

    fn byte(self) -> u8 {
        match self {
            Delimiter::Comma => b',',
            Delimiter::Tab => b'\t',
            Delimiter::Semicolon => b';',
            Delimiter::Pipe => b'|',
        }
    }
}

/// The delimiter of a text: named by a first line `sep=;`, else the one that divides the first rows most evenly; a comma where nothing does.
pub fn guess(text: &str) -> Delimiter {
    if let (Some(named), _) = sep_line(text) {
        return named;
    }
    let rows = counts(text, true).or_else(|| counts(text, false)).unwrap_or_default();
    // Of two that are equally even the rarer one is meant: amounts and addresses have commas.
    let order = [Delimiter::Tab, Delimiter::Semicolon, Delimiter::Pipe, Delimiter::Comma];
    // Nothing in the first row: perhaps it is a title, or two.
    for rows in (0..rows.len().min(3)).map(|titles| &rows[titles..]) {
        let mut best = (Delimiter::Comma, 0);
        for delimiter in order {
            let even = evenness(rows, delimiter);
            if even > best.1 {
                best = (delimiter, even);
            }
        }
        if rows[0].iter().any(|n| *n > 0) {
            return best.0;
        }
    }
    Delimiter::Comma
}

/// In how many tenths of the rows a delimiter stands as often as in the first. It has to stand there: a header has the delimiter,
/// but no decimal comma and no slash between two names.
fn evenness(rows: &[[usize; 4]], delimiter: Delimiter) -> usize {
    let Some(at) = Delimiter::ALL.iter().position(|d| *d == delimiter).filter(|at| rows[0][*at] > 0) else { return 0 };
    rows.iter().filter(|row| row[at] == rows[0][at]).count() * 10 / rows.len()
}

/// How often each delimiter stands outside quotes, for each of the first rows that are not blank. `None`: a quote is not closed.
fn counts(text: &str, quotes: bool) -> Option<Vec<[usize; 4]>> {
    let sample = &text.as_bytes()[..text.len().min(1 << 16)];
    let (mut rows, mut row, mut blank) = (Vec::new(), [0; 4], true);
    let (mut quoted, mut fresh) = (false, true);
    for byte in sample {
        if quoted {
            quoted = *byte != b'"';
            continue;
        }
        match byte {
            // The second of a doubled quote opens again, as `fresh` still holds.
            b'"' if quotes && fresh => (quoted, blank) = (true, false),
            b'\r' | b'\n' => {
                if !blank {
                    rows.push(row);
                }
                (row, blank, fresh) = ([0; 4], true, true);
                if rows.len() == 50 {
                    return Some(rows);
                }
            }
            b' ' => {}
            byte => {
                let delimiter = Delimiter::ALL.iter().position(|d| d.byte() == *byte);
                if let Some(at) = delimiter {
                    row[at] += 1;
                }
                (blank, fresh) = (false, delimiter.is_some());
            }
        }
    }
    // The last row may be cut by the end of the sample.
    if !blank && (rows.is_empty() || sample.len() == text.len()) {
        rows.push(row);
    }
    (!quoted).then_some(rows)
}

/// Excel's `sep=;`: the delimiter, where it is one of ours, and the bytes of the line with its end.
fn sep_line(text: &str) -> (Option<Delimiter>, usize) {
    let line = text.split(['\r', '\n']).next().unwrap_or("");
    let named = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| &line[4..]);
    let Some(named) = named.filter(|named| named.chars().count() == 1) else { return (None, 0) };
    let length = line.len() + line_end(&text.as_bytes()[line.len()..]);
    (Delimiter::ALL.into_iter().find(|d| named.starts_with(d.char())), length)
}

/// The bytes of the line end that stands first: 0 to 2.
fn line_end(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

fn line_ends(bytes: &[u8]) -> usize {
    memchr_iter(b'\n', bytes).count() + memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).count()
}

/// At most so many warnings are kept.
const WARNINGS: usize = 100;

/// Reads a text from its beginning to its end.
pub struct Reader<'a> {
    text: &'a str,
    /// Bytes read, and the line reached, from 1.
    at: usize,
    line: usize,
    delimiter: Delimiter,
    limits: &'a Limits,
    meter: Meter<'a>,
    warnings: Vec<Problem>,
}

impl<'a> Reader<'a> {
    /// A reader at the beginning. `delimiter`: the one chosen, `None` to find it. Refused (`too_big`): a longer text than allowed.
    pub fn new(text: &'a str, delimiter: Option<Delimiter>, limits: &'a Limits) -> Result<Reader<'a>, Problem> {
        if text.len() > limits.bytes {
            return Err(problem("too_big", None));
        }
        let (_, at) = sep_line(text);
        let delimiter = delimiter.unwrap_or_else(|| guess(text));
        let line = 1 + usize::from(at > 0);
        Ok(Reader { text, at, line, delimiter, limits, meter: Meter::new(limits), warnings: Vec::new() })
    }

    /// The delimiter in use.
    pub fn delimiter(&self) -> Delimiter {
        self.delimiter
    }

    /// The bytes of the text read so far; all of it at the end.
    pub fn position(&self) -> usize {
        self.at
    }

    /// What was odd so far, in the order of the lines, at most a hundred: `unclosed_quote`, `stray_quote`.
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// The next rows, at most `most`; none at the end. Blank lines are left out, and empty cells at the end of a row.
    /// Refused: `cell_too_long`, `too_many_columns`, `too_many_rows`, `too_many_cells`, with the line.
    pub fn next_rows(&mut self, most: usize) -> Result<Vec<Vec<Cell>>, Problem> {
        let mut rows = Vec::new();
        while rows.len() < most && self.at < self.text.len() {
            let line = self.line;
            let row = self.row().map_err(|code| problem(code, Some(line)))?;
            if !row.is_empty() {
                rows.push(row);
            }
        }
        Ok(rows)
    }

    fn row(&mut self) -> Result<Vec<Cell>, &'static str> {
        let (mut row, mut column) = (Vec::new(), 0);
        loop {
            let cell = self.cell();
            self.meter.text(cell.len())?;
            self.meter.put(&mut row, column, text_cell(without_apostrophe(&cell)))?;
            let rest = &self.text.as_bytes()[self.at..];
            if rest.first() != Some(&self.delimiter.byte()) {
                let end = line_end(rest);
                self.at += end;
                self.line += usize::from(end > 0);
                return Ok(row);
            }
            self.at += 1;
            column += 1;
        }
    }

    /// The next cell's text; afterwards the reader stands on a delimiter, a line end or the end.
    fn cell(&mut self) -> Cow<'a, str> {
        let bytes = self.text.as_bytes();
        let start = self.at + spaces(&bytes[self.at..]);
        if bytes.get(start) == Some(&b'"') {
            match self.quoted(start + 1) {
                Some((cell, end)) => {
                    self.line += line_ends(&bytes[start..end]);
                    self.at = end;
                    return cell;
                }
                None => self.warn("unclosed_quote"),
            }
        }
        let cell = &self.text[self.at..self.cell_end(self.at)];
        self.at += cell.len();
        cell.trim().into()
    }

    /// The cell whose opening quote stands before `start`, and where it ends. `None`: the quote is not closed, as far as can be told.
    fn quoted(&mut self, start: usize) -> Option<(Cow<'a, str>, usize)> {
        let bytes = self.text.as_bytes();
        // As far as the longest cell could go if it were all quotes, each doubled.
        let limit = bytes.len().min(start.saturating_add(self.limits.cell_bytes.saturating_mul(2)).saturating_add(1));
        let (mut cell, mut at) = (Cow::Borrowed(""), start);
        loop {
            let quote = at + memchr(b'"', &bytes[at..limit])?;
            cell += &self.text[at..quote];
            at = quote + 1;
            if bytes.get(at) == Some(&b'"') {
                cell += "\"";
                at += 1;
                if at > limit {
                    return None;
                }
                continue;
            }
            let end = at + spaces(&bytes[at..]);
            let ended = bytes.get(end).is_none_or(|b| *b == self.delimiter.byte() || matches!(b, b'\r' | b'\n'));
            if ended {
                return Some((cell, end));
            }
            // A quote with more behind it. If lines lie between, it opens another cell and ours was never closed; else it is meant as it stands.
            if bytes[start..quote].iter().any(|b| matches!(b, b'\r' | b'\n')) {
                return None;
            }
            self.warn("stray_quote");
            let end = self.cell_end(at);
            cell += self.text[quote..end].trim_end();
            return Some((cell, end));
        }
    }

    fn cell_end(&self, from: usize) -> usize {
        let rest = &self.text.as_bytes()[from..];
        from + memchr3(self.delimiter.byte(), b'\r', b'\n', rest).unwrap_or(rest.len())
    }

    fn warn(&mut self, code: &'static str) {
        if self.warnings.len() < WARNINGS {
            self.warnings.push(problem(code, Some(self.line)));
        }
    }
}

fn spaces(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| **b == b' ').count()
}

/// Reads a whole text at once: its rows, and what was odd.
pub fn read(text: &str, delimiter: Option<Delimiter>, limits: &Limits) -> Result<(Sheet, Vec<Problem>), Problem> {
    let mut reader = Reader::new(text, delimiter, limits)?;
    let rows = reader.next_rows(usize::MAX)?;
    Ok((Sheet { name: String::new(), rows }, reader.warnings))
}
