//! Sums of money in the workspace's currency. Currencies are never added without a rate: what has none is listed apart.
//!
//! The rate of a day is that of the latest dated row not after it; rows of the same day: the one with the greatest id.
//! Won amounts take the rate of their closing date, open ones today's.

use crate::domain::dataset::Dataset;
use crate::domain::money::{div_round, Currency, Money};
use crate::domain::records::{rate, Table};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// All exchange rates, by currency and date.
#[derive(Clone, Debug)]
pub struct Rates {
    to: Currency,
    rows: BTreeMap<Currency, Vec<(NaiveDate, i64)>>,
}

impl Rates {
    /// The rates of a workspace into the currency `to`.
    pub fn new(data: &Dataset, to: Currency) -> Rates {
        let mut found: Vec<_> = (data.live(Table::Rate))
            .filter_map(|row| {
                let currency = Currency::parse(row.text(rate::CURRENCY))?;
                let rate = row.decimal(rate::RATE).filter(|r| *r > 0)?;
                Some((row.date(rate::DATE)?, row.id, currency, rate))
            })
            .collect();
        found.sort_unstable_by_key(|(date, id, ..)| (*date, *id));
        let mut rows: BTreeMap<Currency, Vec<(NaiveDate, i64)>> = BTreeMap::new();
        for (date, _, currency, rate) in found {
            rows.entry(currency).or_default().push((date, rate));
        }
        Rates { to, rows }
    }

    /// The currency that amounts are converted to.
    pub fn currency(&self) -> Currency {
        self.to
    }

    /// The rate of a day, in millionths; `None` if there is none yet.
    pub fn rate(&self, from: Currency, day: NaiveDate) -> Option<i64> {
        if from == self.to {
            return Some(1_000_000);
        }
        let rows = self.rows.get(&from)?;
        rows[..rows.partition_point(|(date, _)| *date <= day)].last().map(|(_, rate)| *rate)
    }

    /// An amount in the workspace's currency, in minor units, at the rate of a day. `None` without a rate.
    pub fn convert(&self, money: Money, day: NaiveDate) -> Option<i64> {
        if money.currency == self.to {
            return Some(money.minor);
        }
        money.convert(self.rate(money.currency, day)?, self.to).map(|m| m.minor)
    }
}

/// A sum of money with what it could not take in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Total {
    /// The sum in minor units, of amounts that have a rate.
    pub minor: i64,
    /// Its currency: the workspace's.
    pub currency: Currency,
    /// How many records are behind it: with an amount or without, with a rate or without.
    pub n: usize,
    /// Sums of amounts without a rate: currency, minor units, records. Never added to `minor`.
    pub unconverted: Vec<(Currency, i64, usize)>,
    /// How many of the records have no amount.
    pub without_amount: usize,
}

impl Total {
    /// The sum as money.
    pub fn money(&self) -> Money {
        Money::new(self.minor, self.currency)
    }

    /// A sum of nothing.
    pub fn zero(currency: Currency) -> Total {
        Adder::new(currency).total()
    }
}

/// Adds up amounts, each with a weight in per cent. Rounded once, at the end, half away from zero.
#[derive(Clone, Debug)]
pub struct Adder {
    currency: Currency,
    hundredths: i128,
    n: usize,
    unconverted: BTreeMap<Currency, (i128, usize)>,
    without_amount: usize,
}

impl Adder {
    /// An empty sum.
    pub fn new(currency: Currency) -> Adder {
        Adder { currency, hundredths: 0, n: 0, unconverted: BTreeMap::new(), without_amount: 0 }
    }

    /// Adds a record's amount, at the rate of a day, weighted in per cent.
    pub fn add(&mut self, rates: &Rates, money: Option<Money>, day: NaiveDate, percent: i64) {
        self.n += 1;
        let Some(money) = money else {
            self.without_amount += 1;
            return;
        };
        match rates.convert(money, day) {
            Some(minor) => self.hundredths += i128::from(minor) * i128::from(percent),
            None => {
                let entry = self.unconverted.entry(money.currency).or_default();
                entry.0 += i128::from(money.minor) * i128::from(percent);
                entry.1 += 1;
            }
        }
    }

    /// Takes out again what was added with the same arguments.
    pub fn remove(&mut self, rates: &Rates, money: Option<Money>, day: NaiveDate, percent: i64) {
        self.n = self.n.saturating_sub(1);
        let Some(money) = money else {
            self.without_amount = self.without_amount.saturating_sub(1);
            return;
        };
        if let Some(minor) = rates.convert(money, day) {
            self.hundredths -= i128::from(minor) * i128::from(percent);
        } else if let Some(entry) = self.unconverted.get_mut(&money.currency) {
            entry.0 -= i128::from(money.minor) * i128::from(percent);
            entry.1 = entry.1.saturating_sub(1);
            if entry.1 == 0 {
                self.unconverted.remove(&money.currency);
            }
        }
    }

    /// The sum.
    pub fn total(&self) -> Total {
        let minor = |hundredths: i128| saturate(div_round(hundredths, 100));
        let unconverted = self.unconverted.iter().map(|(c, (sum, n))| (*c, minor(*sum), *n)).collect();
        Total {
            minor: minor(self.hundredths),
            currency: self.currency,
            n: self.n,
            unconverted,
            without_amount: self.without_amount,
        }
    }
}

/// The nearest `i64`: sums beyond it are absurd input, not a reason to stop.
pub fn saturate(n: i128) -> i64 {
    i64::try_from(n).unwrap_or(if n < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::analysis::testkit::{day, Kit};

    #[test]
    fn amounts_take_the_latest_rate_not_after_their_day_and_stay_apart_without_one() {
        let mut kit = Kit::new();
        kit.rate("USD", "2026-01-01", "7");
        kit.rate("USD", "2026-06-01", "7.2");
        let usd = Currency::parse("USD").unwrap();
        let eur = Currency::parse("EUR").unwrap();
        let rates = Rates::new(&kit.data, Currency::CNY);
        assert_eq!(rates.rate(usd, day("2025-12-31")), None);
        assert_eq!(rates.rate(usd, day("2026-05-31")), Some(7_000_000));
        assert_eq!(rates.rate(usd, day("2026-06-01")), Some(7_200_000));
        let mut sum = Adder::new(Currency::CNY);
        sum.add(&rates, Some(Money::new(10_000, Currency::CNY)), day("2020-01-01"), 100);
        sum.add(&rates, Some(Money::new(1_000, usd)), day("2026-02-01"), 100);
        sum.add(&rates, Some(Money::new(1_000, usd)), day("2025-02-01"), 50);
        sum.add(&rates, Some(Money::new(33, eur)), day("2026-02-01"), 100);
        sum.add(&rates, None, day("2026-02-01"), 100);
        let total = sum.total();
        assert_eq!((total.minor, total.n, total.without_amount), (17_000, 5, 1));
        assert_eq!(total.unconverted, [(eur, 33, 1), (usd, 500, 1)]);
    }

    #[test]
    fn weighted_sums_are_rounded_once() {
        let rates = Rates::new(&Dataset::default(), Currency::CNY);
        let mut sum = Adder::new(Currency::CNY);
        for _ in 0..3 {
            sum.add(&rates, Some(Money::new(1, Currency::CNY)), day("2026-01-01"), 50);
        }
        assert_eq!(sum.total().minor, 2, "1.5 fen in all; rounding each would give 3");
    }
}
