//! Contacts as vCards: versions 2.1, 3.0 and 4.0 into a table with a header; writing 3.0 and 4.0.
//!
//! The first row of what is read holds [`COLUMNS`], the same whatever the cards have, so that a mapping is known beforehand.

use super::decode::{decode, guess, Decoder, Encoding};
use super::limits::{problem, text_cell, Limits, Meter};
use super::{Cell, Sheet};
use crate::domain::value::Moment;
use crate::exchange::report::Problem;

mod lines;
mod write;

pub use write::{write, Card, Version};

use lines::{properties, Property};

/// The columns of a table made of cards. Numbers and addresses beyond those that have a column stand in the note.
pub const COLUMNS: [&str; 9] = ["name", "customer", "title", "phone", "mobile", "email", "address", "birthday", "note"];

const NAME: usize = 0;
const CUSTOMER: usize = 1;
const TITLE: usize = 2;
const PHONE: usize = 3;
const MOBILE: usize = 4;
const EMAIL: usize = 5;
const ADDRESS: usize = 6;
const BIRTHDAY: usize = 7;
const NOTE: usize = 8;

/// Reads cards. `encoding`: the one chosen, `None` to find it; what a card says about its encoding goes before.
/// Refused: `too_big`, `empty_table` where there is no card, `encoding_unknown`, and the limits of cells.
pub fn read(bytes: &[u8], encoding: Option<Encoding>, decoder: Decoder, limits: &Limits) -> Result<Sheet, Problem> {
    if bytes.len() > limits.bytes {
        return Err(problem("too_big", None));
    }
    let encoding = encoding.unwrap_or_else(|| guess(bytes));
    let mut meter = Meter::new(limits);
    let mut rows = vec![COLUMNS.iter().map(|name| Cell::Text((*name).to_string())).collect()];
    let mut take = |bytes: &[u8], encoding| {
        properties(bytes, encoding, decoder, &mut |card| {
            let row = row(&card, &mut meter).map_err(|code| problem(code, card.first().map(|p| p.line)))?;
            if !row.is_empty() {
                rows.push(row);
            }
            Ok(())
        })
    };
    match encoding {
        // Lines are found by their bytes, so what has two bytes for each is decoded before.
        Encoding::Utf16Le | Encoding::Utf16Be => {
            take(decode(bytes, encoding, decoder)?.text.as_bytes(), Encoding::Utf8)?
        }
        _ => take(bytes, encoding)?,
    }
    if rows.len() == 1 {
        return Err(problem("empty_table", None));
    }
    Ok(Sheet { name: String::new(), rows })
}

/// A card as a row.
fn row(card: &[Property], meter: &mut Meter) -> Result<Vec<Cell>, &'static str> {
    let mut cells: [String; 9] = Default::default();
    let mut notes: Vec<String> = Vec::new();
    for property in card {
        let parts = || property.parts(';');
        let text = property.text();
        match property.name.as_str() {
            "FN" => fill(&mut cells, &[NAME], text),
            "ORG" => fill(&mut cells, &[CUSTOMER], parts().into_iter().next().unwrap_or_default()),
            "TITLE" => fill(&mut cells, &[TITLE], text),
            "EMAIL" => more(&mut cells, &[EMAIL], text, &mut notes),
            "TEL" if property.is_type("FAX") || property.is_type("PAGER") => {}
            "TEL" => {
                let number = text.strip_prefix("tel:").unwrap_or(&text).to_string();
                let mobile = property.is_type("CELL") || property.is_type("IPHONE");
                more(&mut cells, if mobile { &[MOBILE, PHONE] } else { &[PHONE, MOBILE] }, number, &mut notes);
            }
            "ADR" => more(&mut cells, &[ADDRESS], address(parts()), &mut notes),
            "BDAY" => fill(&mut cells, &[BIRTHDAY], text),
            "NOTE" => notes.insert(0, text),
            _ => {}
        }
    }
    if cells[NAME].is_empty() {
        let name = card.iter().find(|p| p.name == "N").map(|p| full_name(p.parts(';')));
        cells[NAME] = name.unwrap_or_default();
    }
    cells[NOTE] = notes.join("\n").trim().to_string();
    let mut row = Vec::new();
    for (column, text) in cells.iter().enumerate() {
        meter.text(text.len())?;
        let day = if column == BIRTHDAY { day(text) } else { None };
        meter.put(&mut row, column, day.unwrap_or_else(|| text_cell(text)))?;
    }
    Ok(row)
}

/// Puts a text into the first of some columns that is empty; gives it back where none is.
fn place(cells: &mut [String; 9], columns: &[usize], text: String) -> Option<String> {
    let text = text.trim().to_string();
    if text.is_empty() || columns.iter().any(|column| cells[*column] == text) {
        return None;
    }
    match columns.iter().find(|column| cells[**column].is_empty()) {
        Some(column) => {
            cells[*column] = text;
            None
        }
        None => Some(text),
    }
}

/// For what a person has once: the first is taken.
fn fill(cells: &mut [String; 9], columns: &[usize], text: String) {
    place(cells, columns, text);
}

/// For what a person may have more of than there are columns: the note takes the rest.
fn more(cells: &mut [String; 9], columns: &[usize], text: String, notes: &mut Vec<String>) {
    notes.extend(place(cells, columns, text));
}

/// Whether names and addresses are written from the general to the particular, without blanks.
fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c))
}

/// Family, given, additional, prefix, suffix.
fn full_name(parts: Vec<String>) -> String {
    let part = |at: usize| parts.get(at).map_or("", |p| p.trim());
    if is_chinese(&parts.concat()) {
        return [part(0), part(2), part(1)].concat();
    }
    joined([3, 1, 2, 0, 4].map(part), " ")
}

/// Post box, extension, street, town, region, code, country.
fn address(parts: Vec<String>) -> String {
    let part = |at: usize| parts.get(at).map_or("", |p| p.trim());
    if is_chinese(&parts.concat()) {
        let place = [6, 4, 3, 2, 1, 0].map(part).concat();
        return joined([&place, part(5)], " ");
    }
    joined([0, 1, 2, 3, 4, 5, 6].map(part), ", ")
}

fn joined<const N: usize>(parts: [&str; N], between: &str) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

/// A birthday with its year, as `1985-03-12`, `19850312` or either with a time behind.
fn day(text: &str) -> Option<Cell> {
    let text = text.split('T').next()?.trim();
    let dashed = match text.as_bytes() {
        digits if digits.len() == 8 && digits.iter().all(u8::is_ascii_digit) => {
            format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])
        }
        _ => text.to_string(),
    };
    Moment::parse(&dashed).map(Cell::Moment)
}
