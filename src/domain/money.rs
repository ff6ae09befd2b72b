//! Money: minor units and a currency, one value because they make no sense apart. Sums of different currencies do not exist here.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An ISO 4217 code such as `CNY`: three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Renminbi, the currency of a new workspace.
    pub const CNY: Currency = Currency(*b"CNY");

    /// Three ASCII letters, in either case.
    pub fn parse(code: &str) -> Option<Currency> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Currency(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// The code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Digits of the minor unit (ISO 4217): 2 for most, 0 for JPY, 3 for KWD.
    pub fn digits(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in minor units (fen, cent) of a currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Money {
    /// Minor units; negative for a refund.
    pub minor: i64,
    /// Of which currency.
    pub currency: Currency,
}

impl Money {
    /// An amount of `minor` units.
    pub fn new(minor: i64, currency: Currency) -> Money {
        Money { minor, currency }
    }

    /// This amount at `rate` (millionths of the target's major unit per major unit here), rounded half away from zero; `None` on overflow.
    pub fn convert(self, rate: i64, to: Currency) -> Option<Money> {
        let scale = |d: u32| 10i128.pow(d);
        let top = i128::from(self.minor) * i128::from(rate) * scale(to.digits());
        let bottom = 1_000_000 * scale(self.currency.digits());
        Some(Money::new(i64::try_from(div_round(top, bottom)).ok()?, to))
    }
}

/// `top / bottom` rounded half away from zero, for `bottom` > 0.
pub fn div_round(top: i128, bottom: i128) -> i128 {
    (top.abs() + bottom / 2) / bottom * top.signum()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn converts_between_minor_units_of_different_size() {
        let (usd, jpy, kwd) =
            (Currency::parse("usd").unwrap(), Currency::parse("JPY").unwrap(), Currency::parse("KWD").unwrap());
        // 12.34 USD at 7.1 = 87.614 CNY → 87.61; 150 JPY at 0.0478 = 7.17 CNY; 1.234 KWD at 23.1 = 28.5054 → 28.51
        assert_eq!(Money::new(1_234, usd).convert(7_100_000, Currency::CNY).unwrap().minor, 8_761);
        assert_eq!(Money::new(150, jpy).convert(47_800, Currency::CNY).unwrap().minor, 717);
        assert_eq!(Money::new(1_234, kwd).convert(23_100_000, Currency::CNY).unwrap().minor, 2_851);
        assert_eq!(Money::new(-5, usd).convert(500_000, usd).unwrap().minor, -3);
        assert_eq!(Money::new(i64::MAX, usd).convert(9_000_000, usd), None);
    }

    #[test]
    fn codes_are_three_letters() {
        assert!(["", "CN", "CNYX", "C1Y", "元"].iter().all(|bad| Currency::parse(bad).is_none()));
        assert_eq!(Currency::parse("cny"), Some(Currency::CNY));
    }
}
