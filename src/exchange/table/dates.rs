//! Dates of a column. Most ways of writing one can be read in one way only; `01/02/2026` and `26-01-02` cannot, and the column decides:
//! one cell such as `31-01-2026` settles it for all. Where none does, nothing is guessed.
//!
//! A date is the local one as it is written: a zone behind it is not followed. Midnight is how programs write a day without a time.
//! Years of two digits are 1950 to 2049.

use super::decide::{Decided, Narrowing};
use super::fold::fold;
use super::words;
use super::Cell;
use crate::domain::value::Moment;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// In which order day, month and year stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum DateOrder {
    /// Year, month, day.
    Ymd,
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
}

impl DateOrder {
    /// All orders.
    pub const ALL: [DateOrder; 3] = [DateOrder::Ymd, DateOrder::Dmy, DateOrder::Mdy];

    /// Its code, for mappings that are remembered.
    pub fn code(self) -> &'static str {
        ["ymd", "dmy", "mdy"][self as usize]
    }

    /// The order of a code.
    pub fn parse(code: &str) -> Option<DateOrder> {
        DateOrder::ALL.into_iter().find(|order| order.code() == code)
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// What is known of a column of dates.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DateColumn {
    /// Its order; `None`: it does not matter, or has to be asked for.
    pub order: Option<DateOrder>,
    /// How that was decided.
    pub decided: Decided,
    /// How many cells are dates.
    pub dates: usize,
    /// Rows, from 0, that hold something else.
    #[serde(skip)]
    pub strays: Vec<usize>,
}

/// Decides a column's order. Empty cells count for nothing.
pub fn survey<'a>(cells: impl Iterator<Item = &'a Cell>) -> DateColumn {
    let all = DateOrder::ALL.iter().fold(0, |bits, order| bits | order.bit());
    let (mut narrowing, mut dates, mut strays) = (Narrowing::new(all), 0, Vec::new());
    for (row, cell) in cells.enumerate().filter(|(_, cell)| **cell != Cell::Empty) {
        let readings = match cell {
            Cell::Text(text) => match written(text) {
                Ok((Written::Open(parts), _)) => {
                    let days = DateOrder::ALL.map(|order| parts.day(order).ok());
                    let fits = DateOrder::ALL.into_iter().filter(|order| days[*order as usize].is_some());
                    let mut kinds: Vec<NaiveDate> = days.into_iter().flatten().collect();
                    kinds.dedup();
                    Ok(Some((fits.fold(0, |bits, order| bits | order.bit()), kinds.len() > 1)))
                }
                Ok((Written::Day(day), _)) => day.map(|_| None),
                Err(code) => Err(code),
            },
            other => read(other, None).map(|_| None),
        };
        match readings {
            Ok(None) => dates += 1,
            Ok(Some((fits, differs))) if fits != 0 => {
                dates += 1;
                narrowing.cell(row, fits, differs);
            }
            _ => strays.push(row),
        }
    }
    let (left, decided) = narrowing.decided();
    let order = left.and_then(|bit| DateOrder::ALL.into_iter().find(|order| order.bit() == bit));
    DateColumn { order, decided, dates, strays }
}

/// Reads a cell, in the column's order where it is open in itself.
///
/// # Errors
/// `not_a_date`; `no_such_date` for 30 February, other years than 1900 to 2199 and what does not fit the order; `date_open` if it could be several
/// days and no order is given.
pub fn read(cell: &Cell, order: Option<DateOrder>) -> Result<Moment, &'static str> {
    match cell {
        Cell::Moment(moment) => Ok(*moment),
        Cell::Number(number) => serial(*number),
        Cell::Text(text) => {
            let (written, minute) = written(text)?;
            let date = match (written, order) {
                (Written::Day(day), _) => day?,
                (Written::Open(parts), Some(order)) => parts.day(order)?,
                (Written::Open(parts), None) => parts.only_day()?,
            };
            Ok(Moment { date, minute: minute.filter(|minute| *minute > 0) })
        }
        _ => Err("not_a_date"),
    }
}

/// The day that a spreadsheet's number stands for: days since 1900 began (with the 29 February 1900 that spreadsheets have), or eight digits.
fn serial(number: f64) -> Result<Moment, &'static str> {
    if !(1.0..=21_991_231.0).contains(&number) {
        return Err("not_a_date");
    }
    let days = number.floor();
    if days >= 19_000_101.0 {
        let n = days as u32;
        return day(n / 10_000, n / 100 % 100, n % 100).map(Moment::day);
    }
    let whole = days as i64;
    let since = if whole > 60 { whole - 1 } else { whole };
    let first = NaiveDate::from_ymd_opt(1899, 12, 31).ok_or("not_a_date")?;
    let date = first.checked_add_signed(chrono::Duration::days(since)).ok_or("no_such_date")?;
    let minute = ((number - days) * 1440.0).round() as u16;
    day(date.year() as u32, date.month(), date.day())
        .map(|date| Moment { date, minute: Some(minute).filter(|m| (1..1440).contains(m)) })
}

fn day(year: u32, month: u32, day: u32) -> Result<NaiveDate, &'static str> {
    let year = if (1900..2200).contains(&year) { year as i32 } else { return Err("no_such_date") };
    NaiveDate::from_ymd_opt(year, month, day).ok_or("no_such_date")
}

/// A number as it is written: its value and how many digits it has.
#[derive(Clone, Copy, PartialEq)]
struct Figure {
    value: u32,
    digits: u8,
}

impl Figure {
    fn year(self) -> u32 {
        match (self.digits, self.value) {
            (1 | 2, short @ 0..=49) => 2000 + short,
            (1 | 2, short) => 1900 + short,
            (_, year) => year,
        }
    }

    fn is_year(self) -> bool {
        self.digits == 4
    }
}

/// Three numbers whose order does not say itself.
#[derive(Clone, Copy)]
struct Parts([Figure; 3]);

impl Parts {
    fn day(self, order: DateOrder) -> Result<NaiveDate, &'static str> {
        let [a, b, c] = self.0;
        let (year, month, date) = match order {
            DateOrder::Ymd => (a, b, c),
            DateOrder::Dmy => (c, b, a),
            DateOrder::Mdy => (c, a, b),
        };
        // A year of four digits stands where it stands.
        let misplaced = month.is_year() || date.is_year() || self.0.iter().any(|f| f.is_year()) && !year.is_year();
        if misplaced {
            return Err("no_such_date");
        }
        day(year.year(), month.value, date.value)
    }

    /// The day, if all orders that fit agree.
    fn only_day(self) -> Result<NaiveDate, &'static str> {
        let mut days = DateOrder::ALL.into_iter().filter_map(|order| self.day(order).ok());
        let first = days.next().ok_or("no_such_date")?;
        days.all(|day| day == first).then_some(first).ok_or("date_open")
    }
}

/// A date as it is written.
enum Written {
    /// It can be read in one way only.
    Day(Result<NaiveDate, &'static str>),
    /// The order decides.
    Open(Parts),
}

#[derive(Clone, Copy, PartialEq)]
enum Token {
    Figure(Figure),
    Month(u32),
    Mark(&'static str),
    Afternoon(bool),
    Zone,
    Sign(char),
}

/// Longer texts are no dates.
const LONGEST: usize = 64;

fn tokens(text: &str) -> Option<Vec<Token>> {
    let text = fold(text).replace("a.m.", "am").replace("p.m.", "pm");
    let (mut rest, mut tokens) = (text.as_str(), Vec::new());
    if rest.is_empty() || rest.len() > LONGEST {
        return None;
    }
    while let Some(c) = rest.chars().next() {
        let run = |of: fn(&char) -> bool| rest.chars().take_while(of).count();
        let taken = match c {
            '0'..='9' => {
                let digits = run(char::is_ascii_digit);
                let value = rest[..digits].parse().ok()?;
                tokens.push(Token::Figure(Figure { value, digits: digits as u8 }));
                digits
            }
            'a'..='z' => {
                let letters = run(|c| c.is_ascii_alphabetic());
                tokens.extend(word(&rest[..letters])?);
                letters
            }
            ' ' | ',' | '(' | ')' | '\'' => 1,
            '-' | '/' | '.' | ':' | '+' => {
                tokens.push(Token::Sign(c));
                1
            }
            _ => {
                // The longest known word that begins here: three characters at most.
                let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(3).collect::<Vec<_>>();
                let (end, found) = ends.into_iter().rev().find_map(|end| Some((end, word(&rest[..end])?)))?;
                tokens.extend(found);
                end
            }
        };
        rest = &rest[taken..];
    }
    Some(tokens)
}

/// What a word stands for; inside: nothing, for one that is passed over.
fn word(text: &str) -> Option<Option<Token>> {
    if let Some(month) = words::meaning("month", text) {
        return month.parse().ok().map(|month| Some(Token::Month(month)));
    }
    if let Some(mark) = words::meaning("mark", text) {
        return Some(Some(Token::Mark(mark)));
    }
    if let Some(half) = words::meaning("half", text) {
        return Some(Some(Token::Afternoon(half == "pm")));
    }
    words::meaning("zone", text).map(|_| Some(Token::Zone)).or_else(|| words::meaning("skip", text).map(|_| None))
}

fn written(text: &str) -> Result<(Written, Option<u16>), &'static str> {
    let mut tokens = tokens(text).ok_or("not_a_date")?;
    let minute = take_time(&mut tokens).ok_or("not_a_date")?;
    date_of(&tokens).map(|date| (date, minute)).ok_or("not_a_date")
}

/// Takes the time of day and the zone out: minutes since midnight, if there is one. `None`: it is no time.
fn take_time(tokens: &mut Vec<Token>) -> Option<Option<u16>> {
    let half = tokens.iter().find_map(|t| if let Token::Afternoon(pm) = t { Some(*pm) } else { None });
    tokens.retain(|t| !matches!(t, Token::Afternoon(_)));
    let begins = |pair: &[Token]| {
        matches!(pair, [Token::Figure(_), Token::Sign(':')]) || matches!(pair, [Token::Figure(_), Token::Mark("hour")])
    };
    let Some(start) = tokens.windows(2).position(begins) else {
        return half.is_none().then_some(None);
    };
    let figure = |at: usize| match tokens.get(at) {
        Some(Token::Figure(f)) if f.digits <= 2 => Some(f.value),
        _ => None,
    };
    let is = |at: usize, token: Token| tokens.get(at) == Some(&token);
    let hour = figure(start)?;
    let (mut at, mut minute) = (start + 2, 0);
    let colon = is(start + 1, Token::Sign(':'));
    if colon || matches!(tokens.get(at + 1), Some(Token::Mark("minute"))) || at + 1 == tokens.len() {
        match figure(at) {
            Some(value) => (minute, at) = (value, at + 1),
            None if colon => return None,
            None => {}
        }
    }
    at += usize::from(is(at, Token::Mark("minute")));
    if is(at, Token::Sign(':')) || matches!(tokens.get(at + 1), Some(Token::Mark("second"))) {
        at += usize::from(is(at, Token::Sign(':')));
        figure(at).filter(|second| *second < 60)?;
        at += 1;
        at += usize::from(is(at, Token::Mark("second")));
        if is(at, Token::Sign('.')) && matches!(tokens.get(at + 1), Some(Token::Figure(_))) {
            at += 2;
        }
    }
    at += usize::from(is(at, Token::Zone));
    let offset = matches!(tokens.get(at), Some(Token::Sign('+' | '-')));
    if offset && matches!(tokens.get(at + 1), Some(Token::Figure(f)) if f.digits <= 4) {
        at += 2;
        if is(at, Token::Sign(':')) && figure(at + 1).is_some() {
            at += 2;
        }
    }
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    tokens.drain(start..at);
    (hour < 24 && minute < 60).then_some(Some((hour * 60 + minute) as u16))
}

fn date_of(tokens: &[Token]) -> Option<Written> {
    use Token::{Figure as F, Mark, Month, Sign};
    // Some countries end a date with a point.
    let tokens = if let [rest @ .., Sign('.')] = tokens { rest } else { tokens };
    match *tokens {
        [F(n)] if n.digits == 8 => Some(Written::Day(day(n.value / 10_000, n.value / 100 % 100, n.value % 100))),
        [F(a), Sign(s), F(b), Sign(t), F(c)] if s == t && matches!(s, '-' | '/' | '.') => {
            let sound = |f: Figure| f.digits <= 2 || f.digits == 4;
            if ![a, b, c].into_iter().all(sound) || b.is_year() || a.is_year() && c.is_year() {
                return None;
            }
            let parts = Parts([a, b, c]);
            Some(if a.is_year() { Written::Day(parts.day(DateOrder::Ymd)) } else { Written::Open(parts) })
        }
        _ if tokens.iter().any(|t| matches!(t, Month(_))) => {
            let figures: Vec<Figure> =
                tokens.iter().filter_map(|t| if let F(f) = t { Some(*f) } else { None }).collect();
            let month = tokens.iter().filter_map(|t| if let Month(m) = t { Some(*m) } else { None });
            let months: Vec<u32> = month.collect();
            let plain = tokens.iter().all(|t| matches!(t, F(_) | Month(_) | Sign('-' | '/' | '.')));
            match (figures[..].iter().as_slice(), &months[..]) {
                ([a, b], [month]) if plain && a.is_year() => Some(Written::Day(day(a.value, *month, b.value))),
                ([a, b], [month]) if plain && a.digits <= 2 && matches!(b.digits, 2 | 4) => {
                    Some(Written::Day(day(b.year(), *month, a.value)))
                }
                _ => None,
            }
        }
        _ if tokens.iter().any(|t| matches!(t, Mark(_))) => marked(tokens),
        _ => None,
    }
}

/// A date whose numbers say what they are; the one without a mark is the year, or the day.
fn marked(tokens: &[Token]) -> Option<Written> {
    let (mut year, mut month, mut date) = (None, None, None);
    let mut at = 0;
    while at < tokens.len() {
        let Token::Figure(figure) = tokens[at] else { return None };
        let place = match tokens.get(at + 1) {
            Some(Token::Mark("year")) => &mut year,
            Some(Token::Mark("month")) => &mut month,
            Some(Token::Mark("day")) => &mut date,
            Some(Token::Mark(_) | Token::Sign(_) | Token::Month(_)) => return None,
            _ if figure.is_year() => &mut year,
            _ => &mut date,
        };
        if place.replace(figure).is_some() || !(figure.digits <= 2 || figure.digits == 4) {
            return None;
        }
        at += if matches!(tokens.get(at + 1), Some(Token::Mark(_))) { 2 } else { 1 };
    }
    Some(Written::Day(day(year?.year(), month?.value, date?.value)))
}
