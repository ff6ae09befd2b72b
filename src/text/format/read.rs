//! Reading of typed numbers and money, the same in both languages: `1,234.50`, `1.2万`, `3亿`, `12k`, `￥１，２００`.
//!
//! Nothing is rounded: a value that does not fit exactly is an error.

use super::money::{minor_digits, sign};
use crate::text::{fold::fold, words::currencies::CURRENCIES};

/// Why a typed value could not be read. [`TypedError::code`] finds its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedError {
    /// Nothing was typed.
    Empty,
    /// Not a number, or commas in places where they do not group.
    NotANumber,
    /// More decimals than the currency or field has.
    TooManyDecimals,
    /// Outside of what can be kept (64 bits of minor units).
    TooLarge,
    /// The sign or code of another currency.
    OtherCurrency,
    /// Not a date in any form that is understood.
    NotADate,
    /// A date that the calendar does not have, such as 30 February, or a year outside 1900–2200.
    NoSuchDate,
    /// Not a time of day.
    NotATime,
}

impl TypedError {
    /// The error's code, for `words::errors::error_text`.
    pub const fn code(self) -> &'static str {
        match self {
            TypedError::Empty => "empty",
            TypedError::NotANumber => "not_a_number",
            TypedError::TooManyDecimals => "too_many_decimals",
            TypedError::TooLarge => "too_large",
            TypedError::OtherCurrency => "other_currency",
            TypedError::NotADate => "not_a_date",
            TypedError::NoSuchDate => "no_such_date",
            TypedError::NotATime => "not_a_time",
        }
    }
}

/// Units that may follow a number, with the power of ten they stand for; longer ones first. `w` is short for 万.
const UNITS: [(&str, u32); 11] = [
    ("万亿", 12),
    ("千万", 7),
    ("百万", 6),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
    ("k", 3),
    ("w", 4),
    ("m", 6),
    ("b", 9),
];

/// A whole number.
///
/// # Errors
/// [`TypedError`] if it is empty, not a number, has decimals or is too large.
pub fn parse_number(input: &str) -> Result<i64, TypedError> {
    parse_decimal(input, 0)
}

/// A number as a count of `10^-digits`: `1.5` with 2 digits is 150.
///
/// # Errors
/// [`TypedError`] if it is empty, not a number, has more than `digits` decimals or is too large.
pub fn parse_decimal(input: &str, digits: u32) -> Result<i64, TypedError> {
    read(&squeeze(input), digits)
}

/// A percentage as thousandths, with or without its sign: `37.5%` is 375.
///
/// # Errors
/// As [`parse_decimal`] with one decimal.
pub fn parse_permille(input: &str) -> Result<i64, TypedError> {
    let text = squeeze(input);
    read(text.strip_suffix('%').unwrap_or(&text), 1)
}

/// A whole percentage, with or without its sign: `60%` is 60.
///
/// # Errors
/// As [`parse_decimal`] without decimals.
pub fn parse_percent(input: &str) -> Result<i64, TypedError> {
    let text = squeeze(input);
    read(text.strip_suffix('%').unwrap_or(&text), 0)
}

/// An amount in minor units of a currency. Its sign, its code or 元 may stand before or after the number, or be left out.
///
/// # Errors
/// [`TypedError`] if it is empty, not a number, has more decimals than the currency, is too large, or names another
/// currency.
pub fn parse_money(input: &str, code: &str) -> Result<i64, TypedError> {
    let text = squeeze(input);
    let (negative, unsigned) = take_minus(&text);
    let amount = without_currency(unsigned, code)?;
    // The minus may stand on either side of the sign, but only once.
    if negative && take_minus(amount).0 {
        return Err(TypedError::NotANumber);
    }
    let value = read(amount, minor_digits(code))?;
    Ok(if negative { -value } else { value })
}

/// The input in one form: half width, lower case, no spaces, every kind of minus as a hyphen.
fn squeeze(input: &str) -> String {
    let one = |c| match c {
        '\u{2212}' | '\u{2013}' | '\u{2014}' => '-',
        '。' => '.',
        c => c,
    };
    fold(input).chars().filter(|c| !c.is_whitespace()).map(one).collect()
}

fn take_minus(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// The amount without the currency's sign or code around it.
fn without_currency<'a>(text: &'a str, code: &str) -> Result<&'a str, TypedError> {
    let own = [code.to_lowercase(), sign(code).to_lowercase()];
    let mut own: Vec<&str> = own.iter().map(String::as_str).filter(|s| !s.is_empty()).collect();
    match code {
        "CNY" => own.extend(["元", "块", "rmb"]),
        "JPY" => own.extend(["¥", "円"]),
        _ => own.extend(sign(code).ends_with('$').then_some("$")),
    }
    own.sort_by_key(|s| std::cmp::Reverse(s.len()));
    for sign in own {
        if let Some(rest) = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)) {
            return Ok(rest);
        }
    }
    let other = |sign: &str| !sign.is_empty() && (text.starts_with(sign) || text.ends_with(sign));
    let foreign = CURRENCIES.iter().any(|c| other(&c.sign.to_lowercase()) || other(&c.code.to_lowercase()));
    if foreign || text.ends_with('元') {
        return Err(TypedError::OtherCurrency);
    }
    Ok(text)
}

/// Reads `[+-]digits[.digits][unit]` as a count of `10^-digits`.
fn read(text: &str, digits: u32) -> Result<i64, TypedError> {
    if text.is_empty() {
        return Err(TypedError::Empty);
    }
    let (negative, mut text) = take_minus(text);
    let mut exponent = digits;
    if let Some((unit, power)) = UNITS.iter().find(|(unit, _)| text.ends_with(unit)) {
        text = &text[..text.len() - unit.len()];
        exponent += power;
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole = ungrouped(whole)?;
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(fraction) {
        return Err(TypedError::NotANumber);
    }
    let fraction = fraction.trim_end_matches('0');
    let missing = (exponent as usize).checked_sub(fraction.len()).ok_or(TypedError::TooManyDecimals)?;
    let mut value: i128 = 0;
    for digit in whole.chars().chain(fraction.chars()).chain(std::iter::repeat_n('0', missing)) {
        let digit = digit.to_digit(10).ok_or(TypedError::NotANumber)?;
        value = value.checked_mul(10).and_then(|v| v.checked_add(digit.into())).ok_or(TypedError::TooLarge)?;
    }
    // The least 64-bit number is left out, so that every amount can be negated.
    let value = i64::try_from(value).map_err(|_| TypedError::TooLarge)?;
    Ok(if negative { -value } else { value })
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// The digits without their commas, which must group by threes: `1,2` could be a decimal comma and is refused.
fn ungrouped(text: &str) -> Result<String, TypedError> {
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = text.contains(',');
    let sound = all_digits(first)
        && (!grouped || (1..=3).contains(&first.len()))
        && groups.all(|group| group.len() == 3 && all_digits(group));
    if sound {
        Ok(text.replace(',', ""))
    } else {
        Err(TypedError::NotANumber)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use TypedError::{Empty, NotANumber, OtherCurrency, TooLarge, TooManyDecimals};

    #[test]
    fn money_as_people_type_it() {
        for (input, code, minor) in [
            ("1,234.50", "CNY", 123_450),
            ("1234.5", "CNY", 123_450),
            ("1.2万", "CNY", 1_200_000),
            ("86万", "CNY", 86_000_000),
            ("3亿", "CNY", 30_000_000_000),
            ("1.23456万", "CNY", 1_234_560),
            ("¥1,200", "CNY", 120_000),
            ("￥１，２００．５０", "CNY", 120_050),
            ("12k", "USD", 1_200_000),
            ("12 K", "USD", 1_200_000),
            ("1.5M", "USD", 150_000_000),
            ("3w", "CNY", 3_000_000),
            ("$1,200", "USD", 120_000),
            ("HK$1,200", "HKD", 120_000),
            ("$1,200", "HKD", 120_000),
            ("1200 usd", "USD", 120_000),
            ("CHF 1 200", "CHF", 120_000),
            ("1200元", "CNY", 120_000),
            ("86万元", "CNY", 86_000_000),
            ("-¥1,200", "CNY", -120_000),
            ("¥-1,200", "CNY", -120_000),
            ("−5", "CNY", -500),
            ("+5", "CNY", 500),
            (".5", "CNY", 50),
            ("5.", "CNY", 500),
            ("1。5", "CNY", 150),
            ("1200", "JPY", 1_200),
            ("¥1,200", "JPY", 1_200),
            ("1.234", "KWD", 1_234),
            ("1.500", "CNY", 150),
            ("92233720368547758.07", "CNY", i64::MAX),
            ("0", "CNY", 0),
        ] {
            assert_eq!(parse_money(input, code), Ok(minor), "{input} {code}");
        }
    }

    #[test]
    fn money_that_cannot_be_read_exactly_is_refused() {
        for (input, code, error) in [
            ("", "CNY", Empty),
            ("  ", "CNY", Empty),
            ("¥", "CNY", Empty),
            ("abc", "CNY", NotANumber),
            ("1,2", "CNY", NotANumber),
            ("1,2345", "CNY", NotANumber),
            ("1234,567", "CNY", NotANumber),
            (",123", "CNY", NotANumber),
            ("1.2.3", "CNY", NotANumber),
            ("1.2,345", "CNY", NotANumber),
            ("--5", "CNY", NotANumber),
            ("-¥-5", "CNY", NotANumber),
            (".", "CNY", NotANumber),
            ("万", "CNY", NotANumber),
            ("1亿2000万", "CNY", NotANumber),
            ("1e5", "CNY", NotANumber),
            ("NaN", "CNY", NotANumber),
            ("१२०", "CNY", NotANumber),
            ("1.234", "CNY", TooManyDecimals),
            ("1.5", "JPY", TooManyDecimals),
            ("1.2345", "KWD", TooManyDecimals),
            ("1.2345678万", "CNY", TooManyDecimals),
            ("92233720368547758.08", "CNY", TooLarge),
            ("99999999999999999999999999999999999999999999", "CNY", TooLarge),
            ("9999999999亿", "CNY", TooLarge),
            ("$100", "CNY", OtherCurrency),
            ("¥100", "USD", OtherCurrency),
            ("100元", "USD", OtherCurrency),
            ("100 EUR", "USD", OtherCurrency),
        ] {
            assert_eq!(parse_money(input, code), Err(error), "{input} {code}");
        }
    }

    #[test]
    fn numbers_and_percentages() {
        assert_eq!(parse_number("1,234"), Ok(1_234));
        assert_eq!(parse_number("1.2万"), Ok(12_000));
        assert_eq!(parse_number("1.5"), Err(TooManyDecimals));
        assert_eq!(parse_decimal("7.1234", 4), Ok(71_234));
        assert_eq!(parse_permille("37.5%"), Ok(375));
        assert_eq!(parse_permille("６０％"), Ok(600));
        assert_eq!(parse_permille("60"), Ok(600));
        assert_eq!(parse_permille("0.05%"), Err(TooManyDecimals));
        assert_eq!(parse_permille("%"), Err(Empty));
        assert_eq!((parse_percent("60 %"), parse_percent("7")), (Ok(60), Ok(7)));
        assert_eq!(parse_percent("7.5%"), Err(TooManyDecimals));
    }

    #[test]
    fn what_is_written_can_be_read() {
        use crate::text::format::{money, MoneyStyle};
        use crate::text::Lang;
        for code in ["CNY", "JPY", "KWD", "CHF", "HKD", "XTS"] {
            for minor in [0, 1, -1, 99, 100, 123_456, -98_765_432_100, i64::MAX] {
                let text = money(Lang::Zh, minor, code, MoneyStyle::Full);
                assert_eq!(parse_money(&text, code), Ok(minor), "{text}");
            }
        }
    }

    #[test]
    fn every_error_has_its_words() {
        use crate::text::words::errors::error_text;
        use TypedError::{NoSuchDate, NotADate, NotATime};
        for error in [Empty, NotANumber, TooManyDecimals, TooLarge, OtherCurrency, NotADate, NoSuchDate, NotATime] {
            assert!(error_text(error.code()).is_some(), "{error:?}");
        }
    }
}
