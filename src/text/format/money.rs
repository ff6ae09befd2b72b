//! Money: minor units and a currency, in full or in short.

use super::number::{compact_scaled, minus, scaled};
use crate::text::{words::currencies::currency, Lang};

/// How much of an amount is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyStyle {
    /// Exact: `¥860,000`, `¥1,234.50`. The fraction is left out when it is zero.
    Full,
    /// For cards and sums: `¥86万`, `¥12.8M`. Amounts under 10,000 are written exactly.
    Short,
}

/// Decimal places of a currency's minor unit (ISO 4217): 2 for most and for codes that are not known, 0 for the yen, 3 for
/// some dinars. The domain has the same list; a test compares them, because a difference would shift amounts.
pub fn minor_digits(code: &str) -> u32 {
    match code {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI" | "VND"
        | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// A currency's sign (`¥`), or its code where it has none or is not known.
pub fn sign(code: &str) -> &str {
    currency(code).map(|currency| currency.sign).filter(|sign| !sign.is_empty()).unwrap_or(code)
}

/// An amount in minor units of a currency, with its sign. Where the sign is letters, a space follows: `CHF 1,200`.
pub fn money(lang: Lang, minor: i64, code: &str, style: MoneyStyle) -> String {
    let (digits, amount) = (minor_digits(code), u128::from(minor.unsigned_abs()));
    let exact = || {
        let whole = amount % 10u128.pow(digits) == 0;
        scaled(amount, digits, whole)
    };
    let text = match style {
        MoneyStyle::Full => exact(),
        MoneyStyle::Short => compact_scaled(lang, amount, digits).unwrap_or_else(exact),
    };
    let sign = sign(code);
    let space = if sign.ends_with(|c: char| c.is_ascii_alphabetic()) { " " } else { "" };
    format!("{}{sign}{space}{text}", minus(minor.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Lang::{En, Zh};
    use MoneyStyle::{Full, Short};

    #[test]
    fn amounts_in_full() {
        for (minor, code, text) in [
            (86_000_000, "CNY", "¥860,000"),
            (123_450, "CNY", "¥1,234.50"),
            (5, "CNY", "¥0.05"),
            (0, "USD", "$0"),
            (-123_456, "USD", "-$1,234.56"),
            (1_200, "JPY", "JP¥1,200"),
            (1_234_567, "KWD", "KWD 1,234.567"),
            (1_200_000, "KWD", "KWD 1,200"),
            (120_000, "HKD", "HK$1,200"),
            (120_000, "TWD", "NT$1,200"),
            (99, "EUR", "€0.99"),
            (120_050, "XTS", "XTS 1,200.50"),
            (i64::MIN, "CNY", "-¥92,233,720,368,547,758.08"),
        ] {
            assert_eq!(money(Zh, minor, code, Full), text);
            assert_eq!(money(En, minor, code, Full), text);
        }
    }

    #[test]
    fn amounts_in_short() {
        for (minor, code, zh, en) in [
            (86_000_000, "CNY", "¥86万", "¥860K"),
            (1_284_600_000, "CNY", "¥1,284.6万", "¥12.8M"),
            (12_000_000_000, "CNY", "¥1.2亿", "¥120M"),
            (999_999, "CNY", "¥9,999.99", "¥9,999.99"),
            (1_000_000, "CNY", "¥1万", "¥10K"),
            (-8_654_321, "CNY", "-¥8.7万", "-¥86.5K"),
            (1_250_000, "JPY", "JP¥125万", "JP¥1.25M"),
            (86_000_000, "KWD", "KWD 8.6万", "KWD 86K"),
            (0, "CNY", "¥0", "¥0"),
        ] {
            assert_eq!(money(Zh, minor, code, Short), zh);
            assert_eq!(money(En, minor, code, Short), en);
        }
    }

    #[test]
    fn currencies_have_distinct_codes_and_signs() {
        use crate::text::words::currencies::CURRENCIES;
        let mut codes: Vec<_> = CURRENCIES.iter().map(|c| c.code).collect();
        let mut signs: Vec<_> = CURRENCIES.iter().map(|c| c.sign).filter(|s| !s.is_empty()).collect();
        let (n, m) = (codes.len(), signs.len());
        codes.sort();
        codes.dedup();
        signs.sort();
        signs.dedup();
        assert_eq!((codes.len(), signs.len()), (n, m));
        assert!(CURRENCIES.iter().all(|c| c.code.len() == 3 && c.code.chars().all(|c| c.is_ascii_uppercase())));
    }
}
