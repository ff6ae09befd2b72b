//! Tables from elsewhere (CSV, pasted cells, spreadsheets, vCards): what was read, before anybody knows what it means.

pub mod amounts;
pub mod columns;
pub mod dates;
pub mod decide;
pub mod decode;
pub mod delimited;
pub mod header;
pub mod limits;
pub mod plan;
pub mod presets;
pub mod sniff;
pub mod vcard;
pub mod xlsx;
pub mod xlsx_out;

mod fold;
mod mapping;
mod words;

use crate::domain::value::Moment;
use serde::{Deserialize, Serialize};

pub use sniff::{sniff, FileKind};

/// One cell as it was read.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing, or blanks only.
    #[default]
    Empty,
    /// A text; from CSV and pasted cells everything is one.
    Text(String),
    /// A number of a spreadsheet.
    Number(f64),
    /// A date of a spreadsheet, with its time where it has one.
    Moment(Moment),
    /// Yes or no of a spreadsheet.
    Flag(bool),
}

impl Cell {
    /// Its text; empty for any other cell.
    pub fn text(&self) -> &str {
        match self {
            Cell::Text(text) => text,
            _ => "",
        }
    }
}

/// A table as it was read: all its rows, the header among them where there is one.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sheet {
    /// The sheet's name in a spreadsheet, else empty.
    pub name: String,
    /// Its rows; they need not be equally long.
    pub rows: Vec<Vec<Cell>>,
}
