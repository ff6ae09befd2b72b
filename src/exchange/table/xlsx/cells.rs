//! A sheet's cells.

use super::parts::RichText;
use super::{add_text, attribute, unescaped, wrong, Package};
use crate::domain::value::Moment;
use crate::exchange::table::limits::{text_cell, Meter};
use crate::exchange::table::Cell;
use chrono::{Days, NaiveDate};
use quick_xml::events::{BytesStart, Event};
use std::ops::ControlFlow;

/// What cells refer to.
pub(super) struct Context {
    pub(super) texts: Vec<Box<str>>,
    /// For each style, whether its numbers are dates.
    pub(super) styles: Vec<bool>,
    pub(super) since_1904: bool,
}

/// After so many rows the caller is asked whether to go on.
const STEP: usize = 1_000;

/// The rows of a sheet, blank ones left out. `row` is the number of the one being read, from 1, so that an error can tell it.
pub(super) fn rows(
    package: &mut Package,
    part: &str,
    context: &Context,
    meter: &mut Meter,
    row: &mut usize,
    step: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Vec<Vec<Cell>>, &'static str> {
    let mut xml = package.part(part)?.ok_or("damaged_spreadsheet")?;
    let (mut rows, mut cells, mut column) = (Vec::new(), Vec::new(), 0);
    let (mut cell, mut rich, mut in_value) = (Raw::default(), RichText::default(), false);
    let mut buffer = Vec::new();
    loop {
        let event = xml.read_event_into(&mut buffer).map_err(wrong)?;
        match &event {
            Event::Start(element) => match element.local_name().as_ref() {
                "row" => {
                    *row = attribute(element, "r").and_then(|r| r.parse().ok()).unwrap_or(*row + 1);
                    column = 0;
                }
                "c" => {
                    (cell, rich) = (Raw::begin(element, &mut column), RichText::default());
                }
                "v" => in_value = true,
                _ => rich.add(&event),
            },
            Event::End(element) => match element.local_name().as_ref() {
                "row" => {
                    if !cells.is_empty() {
                        rows.push(std::mem::take(&mut cells));
                        if rows.len() % STEP == 0 && step(rows.len()).is_break() {
                            return Err("cancelled");
                        }
                    }
                }
                "c" => {
                    let value = cell.value(&rich.text, context, meter)?;
                    meter.put(&mut cells, column, value)?;
                    column += 1;
                }
                "v" => in_value = false,
                // Formulas of whole sheets, notes and the like may follow; they are not needed.
                "sheetData" => return Ok(rows),
                _ => rich.add(&event),
            },
            Event::Eof => return Err("damaged_spreadsheet"),
            event if in_value => add_text(event, &mut cell.text),
            event => rich.add(event),
        }
        buffer.clear();
    }
}

/// The column that an address such as `AB12` begins with, from 0. `None`: no letters, or more than any sheet has.
fn column_of(address: &str) -> Option<usize> {
    let letters = address.len() - address.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let number = |n, b: u8| n * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1;
    (1..=3).contains(&letters).then(|| address.bytes().take(letters).fold(0, number) - 1)
}

/// The kinds of cells that are no numbers.
const KINDS: [&str; 6] = ["s", "inlineStr", "str", "b", "e", "d"];

/// A cell as it stands in the file.
#[derive(Default)]
struct Raw {
    kind: &'static str,
    style: Option<usize>,
    text: String,
}

impl Raw {
    /// A cell's beginning; `column` becomes the cell's, where its address says which.
    fn begin(element: &BytesStart, column: &mut usize) -> Raw {
        let mut cell = Raw::default();
        // All in one turn, because there are millions. None of these values has anything escaped.
        for attribute in element.attributes().with_checks(false).flatten() {
            let value = attribute.value.as_ref();
            match attribute.key.local_name().as_ref() {
                "r" => *column = column_of(value).unwrap_or(*column),
                "s" => cell.style = value.parse().ok(),
                "t" => cell.kind = KINDS.into_iter().find(|kind| *kind == value).unwrap_or_default(),
                _ => {}
            }
        }
        cell
    }

    /// `inline`: the text of an inline cell, which has no value. Errors of formulas (`#N/A`) are nothing.
    fn value(&self, inline: &str, context: &Context, meter: &mut Meter) -> Result<Cell, &'static str> {
        let text = self.text.trim();
        let mut words = |text: &str| meter.text(text.len()).map(|()| text_cell(text));
        match self.kind {
            "s" if text.is_empty() => Ok(Cell::Empty),
            "s" => {
                let shared = text.parse().ok().and_then(|at: usize| context.texts.get(at));
                words(shared.ok_or("damaged_spreadsheet")?)
            }
            "inlineStr" => words(&unescaped(inline)),
            "str" => words(&unescaped(&self.text)),
            "b" => Ok(if text.is_empty() {
                Cell::Empty
            } else {
                Cell::Flag(text == "1" || text.eq_ignore_ascii_case("true"))
            }),
            "e" => Ok(Cell::Empty),
            "d" => text
                .get(..16)
                .or(text.get(..10))
                .and_then(Moment::parse)
                .map_or_else(|| words(text), |m| Ok(Cell::Moment(m))),
            _ => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    let date = self.style.and_then(|style| context.styles.get(style)).copied().unwrap_or(false);
                    let moment = if date { moment(number, context.since_1904) } else { None };
                    Ok(moment.map_or(Cell::Number(number), Cell::Moment))
                }
                _ => words(text),
            },
        }
    }
}

/// The date of a serial number: days since the first day of 1900 or 1904, the time as a fraction. `None`: a time without a day, or out of range.
pub(super) fn moment(serial: f64, since_1904: bool) -> Option<Moment> {
    if !(1.0..3_000_000.0).contains(&serial) {
        return None;
    }
    // To the minute; a second or two before midnight is the next day.
    let minutes = (serial * 1440.0).round() as u64;
    let (days, minute) = (minutes / 1440, (minutes % 1440) as u16);
    let (first, days) = match since_1904 {
        true => (NaiveDate::from_ymd_opt(1904, 1, 1)?, days),
        // Spreadsheets believe in a 29 February 1900, number 60.
        false => (NaiveDate::from_ymd_opt(1899, 12, 31)?, days - u64::from(days >= 60)),
    };
    let date = first.checked_add_days(Days::new(days))?;
    Some(Moment { date, minute: (minute > 0).then_some(minute) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn serial_numbers_are_days() {
        let day = |serial, since_1904| moment(serial, since_1904).map(|m| m.to_string());
        assert_eq!(day(1.0, false).unwrap(), "1900-01-01");
        assert_eq!(day(59.0, false).unwrap(), "1900-02-28");
        assert_eq!(day(61.0, false).unwrap(), "1900-03-01");
        assert_eq!(day(46_348.604_166_666, false).unwrap(), "2026-11-22T14:30");
        assert_eq!(day(46_347.999_999, false).unwrap(), "2026-11-22");
        assert_eq!(day(44_886.0, true).unwrap(), "2026-11-22");
        for serial in [0.5, -1.0, f64::NAN, f64::INFINITY, 1e9] {
            assert_eq!(day(serial, false), None);
        }
    }
}
