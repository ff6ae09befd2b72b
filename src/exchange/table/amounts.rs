//! Numbers of a column: amounts with their currency, per cent, plain numbers, yes and no.
//!
//! `1,234.50` and `1.234,50` say themselves which sign their decimals have; `1.234` does not, and the column decides. Where no cell
//! settles it, nothing is guessed. Nothing is rounded either: what does not fit exactly is an error. Only the noise that spreadsheets
//! leave behind the fifteenth digit is cut off.

use super::decide::{Decided, Narrowing};
use super::fold::fold;
use super::words;
use super::Cell;
use crate::domain::money::{Currency, Money};
use serde::{Deserialize, Serialize};

/// The sign before decimals.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum DecimalSign {
    /// `1,234.50`
    Point,
    /// `1.234,50`
    Comma,
}

impl DecimalSign {
    /// Both signs.
    pub const ALL: [DecimalSign; 2] = [DecimalSign::Point, DecimalSign::Comma];

    /// Its code, for mappings that are remembered.
    pub fn code(self) -> &'static str {
        ["point", "comma"][self as usize]
    }

    /// The sign of a code.
    pub fn parse(code: &str) -> Option<DecimalSign> {
        DecimalSign::ALL.into_iter().find(|sign| sign.code() == code)
    }
}

/// What is known of a column of numbers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NumberColumn {
    /// Its decimal sign; `None`: it does not matter, or has to be asked for.
    pub sign: Option<DecimalSign>,
    /// How that was decided.
    pub decided: Decided,
    /// How many cells are numbers.
    pub numbers: usize,
    /// How many of them name a currency.
    pub with_currency: usize,
    /// Its numbers are parts of one, as spreadsheets keep per cent: none is above 1, one is in between.
    pub parts_of_one: bool,
    /// Rows, from 0, that hold something else.
    #[serde(skip)]
    pub strays: Vec<usize>,
}

/// Decides a column's decimal sign. Empty cells count for nothing. `chinese`: its header is, so its decimal sign is a point.
pub fn survey<'a>(cells: impl Iterator<Item = &'a Cell>, chinese: bool) -> NumberColumn {
    let (mut narrowing, mut numbers, mut strays, mut with_currency) = (Narrowing::new(3), 0, Vec::new(), 0);
    let (mut above_one, mut between) = (false, false);
    for (row, cell) in cells.enumerate().filter(|(_, cell)| **cell != Cell::Empty) {
        let written = match cell {
            Cell::Text(text) => Written::of(text).filter(|written| written.fits() != 0),
            Cell::Number(number) => Number::of_float(*number).map(|_| Written::default()),
            _ => None,
        };
        let Some(written) = written else {
            strays.push(row);
            continue;
        };
        numbers += 1;
        with_currency += usize::from(written.currency.is_some());
        if !written.body.is_empty() {
            let fits = written.fits();
            narrowing.cell(row, fits, written.open());
        }
        let value = match cell {
            Cell::Number(number) => *number,
            _ => written.read(DecimalSign::Point).map_or(2.0, |n| n.units as f64 / 10f64.powi(n.decimals as i32)),
        };
        above_one |= !(0.0..=1.0).contains(&value) || written.percent;
        between |= value > 0.0 && value < 1.0;
    }
    let (left, decided) = match narrowing.decided() {
        (None, Decided::Open) if chinese => (Some(1), Decided::Language),
        decided => decided,
    };
    let sign = left.map(|bit| DecimalSign::ALL[usize::from(bit > 1)]);
    NumberColumn { sign, decided, numbers, with_currency, parts_of_one: between && !above_one, strays }
}

/// An exact decimal number: `units` of `10^-decimals`.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Number {
    units: i128,
    decimals: u32,
}

impl Number {
    fn of_float(number: f64) -> Option<Number> {
        if !number.is_finite() {
            return None;
        }
        // Fifteen digits are what a spreadsheet keeps; what comes after is noise of its arithmetic.
        let text = format!("{number:.14e}");
        let (mantissa, exponent) = text.split_once('e')?;
        let units: i128 = mantissa.replace('.', "").parse().ok()?;
        let decimals = 14 - exponent.parse::<i64>().ok()?;
        let number = Number { units, decimals: decimals.clamp(0, 400) as u32 };
        if decimals >= 0 {
            return Some(number);
        }
        Some(Number { units: 10i128.checked_pow(u32::try_from(-decimals).ok()?)?.checked_mul(units)?, ..number })
    }

    /// The count of `10^-digits`, times `10^unit`.
    fn count(self, digits: u32, unit: u32) -> Result<i64, &'static str> {
        let Number { mut units, mut decimals } = self;
        let wanted = digits + unit;
        while decimals > wanted && (units % 10 == 0) {
            (units, decimals) = (units / 10, decimals - 1);
            if units == 0 {
                return Ok(0);
            }
        }
        let more = wanted.checked_sub(decimals).ok_or("too_many_decimals")?;
        let count = 10i128.checked_pow(more).and_then(|power| units.checked_mul(power));
        // The least 64-bit number is left out, so that every amount can be negated.
        count.and_then(|n| i64::try_from(n).ok()).filter(|n| *n != i64::MIN).ok_or("too_large")
    }
}

/// A number as it is written, taken apart.
#[derive(Clone, Default)]
struct Written {
    negative: bool,
    /// Digits with `.`, `,` and `_` (any other mark between groups of digits).
    body: String,
    /// The power of ten of its unit (12k, 3亿).
    unit: u32,
    /// The currency's code, or a sign that several have.
    currency: Option<&'static str>,
    percent: bool,
    /// Chinese words stand with it, so its decimal sign is a point.
    point: bool,
}

/// Longer texts are no numbers.
const LONGEST: usize = 64;

impl Written {
    fn of(text: &str) -> Option<Written> {
        let folded = fold(text);
        if folded.is_empty() || folded.len() > LONGEST {
            return None;
        }
        let one = |c| match c {
            '\u{2212}' | '\u{2013}' | '\u{2014}' => '-',
            '\'' | '\u{2019}' => '_',
            c => c,
        };
        let chars: Vec<char> = folded.chars().map(one).collect();
        let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
        // A blank between digits groups them; any other one is decoration.
        let spaced = chars.iter().enumerate().filter_map(|(at, c)| match c {
            ' ' if digit(at.checked_sub(1).and_then(|i| chars.get(i))) && digit(chars.get(at + 1)) => Some('_'),
            ' ' => None,
            c => Some(*c),
        });
        let squeezed: String = spaced.collect();
        let mut written = Written::default();
        let mut rest = squeezed.as_str();
        if let Some(inside) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            (written.negative, rest) = (true, inside);
        }
        loop {
            rest = match written.strip(rest)? {
                Some(stripped) => stripped,
                None => break,
            };
        }
        let sound = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '_');
        let any = rest.contains(|c: char| c.is_ascii_digit());
        (any && rest.chars().all(sound)).then(|| Written { body: rest.to_string(), ..written })
    }

    /// Takes one thing off that stands around the digits; inside: nothing is left to take off. `None`: it stands there twice.
    fn strip<'t>(&mut self, rest: &'t str) -> Option<Option<&'t str>> {
        if let Some(rest) = rest.strip_prefix('-') {
            return (!std::mem::replace(&mut self.negative, true)).then_some(Some(rest));
        }
        if let Some(rest) = rest.strip_prefix('+') {
            return Some(Some(rest));
        }
        if let Some(rest) = rest.strip_suffix('%') {
            return (!std::mem::replace(&mut self.percent, true)).then_some(Some(rest));
        }
        for (word, currency) in words::all("currency") {
            let Some(rest) = rest.strip_prefix(word).or_else(|| rest.strip_suffix(word)) else { continue };
            self.point |= chinese(word) || *currency == "\u{a5}";
            let open = |c: &str| matches!(c, "$" | "\u{a5}");
            match self.currency {
                // The sign and the code of one currency.
                Some(before) if before != *currency && !open(before) && !open(currency) => return None,
                Some(before) if open(currency) => self.currency = Some(before),
                _ => self.currency = Some(currency),
            }
            return Some(Some(rest));
        }
        if self.unit == 0 {
            for (word, power) in words::all("unit") {
                if let Some(rest) = rest.strip_suffix(word) {
                    self.unit = power.parse().ok()?;
                    self.point |= chinese(word);
                    return Some(Some(rest));
                }
            }
        }
        Some(None)
    }

    fn read(&self, sign: DecimalSign) -> Option<Number> {
        if self.point && sign == DecimalSign::Comma {
            return None;
        }
        let (decimal, other) = if sign == DecimalSign::Point { ('.', ',') } else { (',', '.') };
        let (whole, fraction) = self.body.split_once(decimal).unwrap_or((&self.body, ""));
        if !fraction.bytes().all(|b| b.is_ascii_digit()) || whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let group = if whole.contains('_') { '_' } else { other };
        let groups: Vec<&str> = whole.split(group).collect();
        if let [first, middle @ .., last] = groups.as_slice() {
            // Groups of three; in India of two, but for the last.
            let grouped = last.len() == 3
                && (1..=3).contains(&first.len())
                && !first.starts_with('0')
                && (middle.iter().all(|g| g.len() == 3) || first.len() < 3 && middle.iter().all(|g| g.len() == 2));
            if groups.len() > 1 && !grouped {
                return None;
            }
        }
        let digits: String = groups.concat() + fraction;
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let units: i128 = digits.parse().ok()?;
        Some(Number { units: if self.negative { -units } else { units }, decimals: fraction.len() as u32 })
    }

    /// Which signs it can be read with: 1 point, 2 comma.
    fn fits(&self) -> u8 {
        let fits = |sign: DecimalSign| u8::from(self.body.is_empty() || self.read(sign).is_some());
        fits(DecimalSign::Point) + 2 * fits(DecimalSign::Comma)
    }

    /// Whether the signs make different numbers of it.
    fn open(&self) -> bool {
        self.fits() == 3 && self.body.contains(['.', ','])
    }
}

fn chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// How numbers of a column are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Reading {
    /// The decimal sign; `None`: cells that need it are refused.
    pub sign: Option<DecimalSign>,
    /// The power of ten that the header names: 4 for `金额(万元)`.
    pub unit: u32,
    /// Numbers without a per cent sign are parts of one.
    pub parts_of_one: bool,
}

fn number(cell: &Cell, reading: Reading) -> Result<(Number, Written), &'static str> {
    match cell {
        Cell::Number(number) => {
            Number::of_float(*number).map(|number| (number, Written::default())).ok_or("not_a_number")
        }
        Cell::Text(text) => {
            let written = Written::of(text).ok_or("not_a_number")?;
            let sign = match (reading.sign, written.fits()) {
                (_, 0) => return Err("not_a_number"),
                // What can be read in one way only is read in that way, if the column does not say otherwise.
                (None, 1) => DecimalSign::Point,
                (None, 2) => DecimalSign::Comma,
                (None, _) if written.open() => return Err("sign_open"),
                (sign, _) => sign.unwrap_or(DecimalSign::Point),
            };
            written.read(sign).map(|number| (number, written)).ok_or("not_a_number")
        }
        _ => Err("not_a_number"),
    }
}

/// Reads an amount. Its currency is the one that the cell names, else `default`; `$` and `¥` are the default's if it writes them so.
///
/// # Errors
/// `not_a_number`, `sign_open`, `too_many_decimals` (of that currency), `too_large`.
pub fn money(cell: &Cell, reading: Reading, default: Currency) -> Result<Money, &'static str> {
    let (number, written) = number(cell, reading)?;
    if written.percent {
        return Err("not_a_number");
    }
    let currency = written.currency.map_or(Some(default), |code| currency_of(code, default)).ok_or("not_a_number")?;
    let unit = if written.unit > 0 { written.unit } else { reading.unit };
    Ok(Money::new(number.count(currency.digits(), unit)?, currency))
}

/// The currency that a cell names, by its code, sign or name. `default` decides on signs that several have.
pub fn currency(text: &str, default: Currency) -> Option<Currency> {
    let folded = fold(text);
    let word = words::meaning("currency", &folded).and_then(|code| currency_of(code, default));
    // `US Dollar (USD)`, `CNY - Chinese Yuan`: the code stands among other words.
    let among = || {
        let mut parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| part.len() == 3);
        parts.find_map(|part| words::meaning("currency", part)).and_then(Currency::parse)
    };
    word.or_else(among)
}

fn currency_of(code: &str, default: Currency) -> Option<Currency> {
    match code {
        "$" => {
            let dollars = ["USD", "HKD", "TWD", "SGD", "AUD", "NZD", "CAD", "MXN", "BRL", "MOP"];
            if dollars.contains(&default.code()) {
                Some(default)
            } else {
                Currency::parse("USD")
            }
        }
        "\u{a5}" => Some(if default.code() == "JPY" { default } else { Currency::CNY }),
        code => Currency::parse(code),
    }
}

/// Reads whole per cent, 0..=100: `60%`, `60`, or 0.6 in a column of parts of one.
///
/// # Errors
/// `not_a_number`, `sign_open`, `too_many_decimals`, `out_of_range`.
pub fn percent(cell: &Cell, reading: Reading) -> Result<i64, &'static str> {
    let (number, written) = number(cell, reading)?;
    let unit = if reading.parts_of_one && !written.percent { 2 } else { 0 };
    if written.unit > 0 || written.currency.is_some() {
        return Err("not_a_number");
    }
    Some(number.count(0, unit)?).filter(|n| (0..=100).contains(n)).ok_or("out_of_range")
}

/// Reads a decimal number in millionths.
///
/// # Errors
/// `not_a_number`, `sign_open`, `too_many_decimals` (more than six), `too_large`.
pub fn decimal(cell: &Cell, reading: Reading) -> Result<i64, &'static str> {
    count(cell, reading, 6)
}

/// Reads a whole number.
///
/// # Errors
/// `not_a_number`, `sign_open`, `too_many_decimals`, `too_large`.
pub fn whole(cell: &Cell, reading: Reading) -> Result<i64, &'static str> {
    count(cell, reading, 0)
}

fn count(cell: &Cell, reading: Reading, digits: u32) -> Result<i64, &'static str> {
    let (number, written) = number(cell, reading)?;
    if written.percent || written.currency.is_some() {
        return Err("not_a_number");
    }
    number.count(digits, if written.unit > 0 { written.unit } else { reading.unit })
}

/// Reads yes or no: 是/否, yes/no, TRUE/FALSE, 1/0, √.
///
/// # Errors
/// `not_yes_or_no`.
pub fn flag(cell: &Cell) -> Result<bool, &'static str> {
    match cell {
        Cell::Flag(flag) => Ok(*flag),
        Cell::Number(n) if *n == 1.0 || *n == 0.0 => Ok(*n == 1.0),
        Cell::Text(text) => {
            let folded = fold(text);
            let yes = words::meaning("yes", &folded).is_some();
            (yes || words::meaning("no", &folded).is_some()).then_some(yes).ok_or("not_yes_or_no")
        }
        _ => Err("not_yes_or_no"),
    }
}

/// The power of ten, and the currency, that a header's brackets name: `万元` is 4 and CNY.
pub(super) fn unit_of_header(bracket: &str) -> (u32, Option<&'static str>) {
    let mut written = Written::default();
    let mut rest = bracket;
    while let Some(Some(stripped)) = written.strip(rest) {
        rest = stripped;
    }
    if rest.is_empty() {
        (written.unit, written.currency)
    } else {
        (0, None)
    }
}
