//! How much a table from elsewhere may hold, and the counting of it while it is read.

use super::Cell;
use crate::exchange::report::Problem;

/// Beyond these, reading stops with a problem. They keep what a file can take of the memory to some hundred megabytes, however small it is itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Bytes of all parts of a spreadsheet that are read, unpacked.
    pub unpacked: u64,
    /// Rows of a sheet, without blank ones.
    pub rows: usize,
    /// Columns of a sheet.
    pub columns: usize,
    /// Cells of all sheets, with the empty ones before the last of each row.
    pub cells: usize,
    /// Bytes of one cell's text.
    pub cell_bytes: usize,
    /// Bytes of the texts of all cells.
    pub text: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: 256 << 20,
            unpacked: 512 << 20,
            rows: 1_048_576,
            columns: 2_048,
            cells: 10_000_000,
            cell_bytes: 128 << 10,
            text: 512 << 20,
        }
    }
}

/// A problem of a table: its code and, where known, the line.
pub(super) fn problem(code: &'static str, line: Option<usize>) -> Problem {
    Problem { code, path: String::new(), line, detail: String::new() }
}

/// What was read so far of what may be read.
pub(super) struct Meter<'a> {
    limits: &'a Limits,
    rows: usize,
    cells: usize,
    text: usize,
}

impl<'a> Meter<'a> {
    pub(super) fn new(limits: &'a Limits) -> Meter<'a> {
        Meter { limits, rows: 0, cells: 0, text: 0 }
    }

    /// Rows are counted per sheet, all else over all sheets.
    pub(super) fn next_sheet(&mut self) {
        self.rows = 0;
    }

    /// Whether a text may be a cell's; asked before it is copied.
    pub(super) fn text(&mut self, bytes: usize) -> Result<(), &'static str> {
        self.text = self.text.saturating_add(bytes);
        if bytes > self.limits.cell_bytes {
            Err("cell_too_long")
        } else if self.text > self.limits.text {
            Err("too_many_cells")
        } else {
            Ok(())
        }
    }

    /// Puts a cell into its column of a row. Empty ones are left out: a row ends with its last full cell.
    pub(super) fn put(&mut self, row: &mut Vec<Cell>, column: usize, cell: Cell) -> Result<(), &'static str> {
        if cell == Cell::Empty {
            return Ok(());
        }
        if column >= self.limits.columns {
            return Err("too_many_columns");
        }
        if row.is_empty() {
            self.rows += 1;
        }
        if self.rows > self.limits.rows {
            return Err("too_many_rows");
        }
        if column >= row.len() {
            self.cells += column + 1 - row.len();
            if self.cells > self.limits.cells {
                return Err("too_many_cells");
            }
            row.resize(column + 1, Cell::Empty);
        }
        row[column] = cell;
        Ok(())
    }
}

/// A text as a cell: blanks only are nothing.
pub(super) fn text_cell(text: &str) -> Cell {
    if text.trim().is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text.to_string())
    }
}
