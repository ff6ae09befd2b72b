//! Numbers, money, dates and durations in each language, and the reading of what people type.
//!
//! Everything is computed with integers: money in minor units (cents), rates in thousandths, durations in tenths of a
//! day. Rounding is half away from zero and happens only where the text shows fewer digits than the value has.

mod date;
mod money;
mod number;
mod read;
mod read_date;

pub use date::{
    date_iso, date_long, date_range, date_short, date_time, date_year, due, fiscal_year, month, month_name, quarter,
    relative, time, week, weekday, weekday_short, year,
};
pub use money::{minor_digits, money, sign, MoneyStyle};
pub use number::{compact, days, days_tenths, decimal, decimal_short, minutes, number, percent, rounded, share};
pub use read::{parse_decimal, parse_money, parse_number, parse_percent, parse_permille, TypedError};
pub use read_date::{parse_date, parse_time};

/// Things in a row, divided as the language does it.
pub fn list<T: AsRef<str>>(lang: super::Lang, items: &[T]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    items.join(if lang == super::Lang::Zh { "、" } else { ", " })
}
