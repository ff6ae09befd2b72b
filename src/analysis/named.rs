//! Periods that people choose by name: this quarter, the last twelve months, all time, or days of their own.

use super::period::{Length, Period};
use chrono::NaiveDate;

/// A period by name, relative to today.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Named {
    /// The month of today.
    ThisMonth,
    /// The month before.
    LastMonth,
    /// The quarter of today, counted from the fiscal year's first month.
    ThisQuarter,
    /// The quarter before.
    LastQuarter,
    /// The fiscal year of today.
    ThisYear,
    /// The fiscal year before.
    LastYear,
    /// The twelve calendar months up to and with this one.
    #[default]
    Rolling,
    /// Every day there is.
    Always,
    /// From a first to a last day, both chosen.
    Own,
}

impl Named {
    /// All names, in the order of the menu.
    pub const ALL: [Named; 9] = [
        Named::ThisMonth,
        Named::LastMonth,
        Named::ThisQuarter,
        Named::LastQuarter,
        Named::ThisYear,
        Named::LastYear,
        Named::Rolling,
        Named::Always,
        Named::Own,
    ];

    /// Its word in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Named::ThisMonth => "this_month",
            Named::LastMonth => "last_month",
            Named::ThisQuarter => "this_quarter",
            Named::LastQuarter => "last_quarter",
            Named::ThisYear => "this_year",
            Named::LastYear => "last_year",
            Named::Rolling => "12_months",
            Named::Always => "always",
            Named::Own => "own",
        }
    }

    /// The name for a word; `None` for an unknown one.
    pub fn parse(code: &str) -> Option<Named> {
        Named::ALL.into_iter().find(|n| n.code() == code)
    }

    /// The days. `fiscal_start`: the month that fiscal years begin with, 1..=12. `own`: the chosen days, of which a missing
    /// one leaves that side open.
    pub fn period(self, today: NaiveDate, fiscal_start: u32, own: (Option<NaiveDate>, Option<NaiveDate>)) -> Period {
        let of = |length| Period::of(length, today, fiscal_start);
        match self {
            Named::ThisMonth => of(Length::Month),
            Named::LastMonth => of(Length::Month).previous(),
            Named::ThisQuarter => of(Length::Quarter),
            Named::LastQuarter => of(Length::Quarter).previous(),
            Named::ThisYear => of(Length::Year),
            Named::LastYear => of(Length::Year).previous(),
            Named::Rolling => Period::rolling(today, 12),
            Named::Always => Period::always(),
            Named::Own => Period::new(own.0.unwrap_or(NaiveDate::MIN), own.1.unwrap_or(NaiveDate::MAX)),
        }
    }
}

/// The months that a trend shows for a period: the period itself, not beyond today and at most three years; the twelve
/// months up to its end if it is shorter than three.
pub fn trend_period(period: Period, today: NaiveDate) -> Period {
    let end = period.to.min(Period::month(today).to).max(period.from.min(today));
    let longest = Period::rolling(end, 36);
    let from = period.from.max(longest.from);
    match (end - from).num_days() < 85 {
        true => Period::rolling(end, 12),
        false => Period::new(from, end),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testkit::day;
    use super::*;

    #[test]
    fn names_are_days() {
        let of = |name: Named| {
            let period = name.period(day("2026-02-10"), 4, (None, Some(day("2026-01-31"))));
            (period.from.to_string(), period.to.to_string())
        };
        let dates = |from: &str, to: &str| (from.to_string(), to.to_string());
        assert_eq!(of(Named::LastMonth), dates("2026-01-01", "2026-01-31"));
        assert_eq!(of(Named::ThisQuarter), dates("2026-01-01", "2026-03-31"));
        assert_eq!(of(Named::LastQuarter), dates("2025-10-01", "2025-12-31"));
        assert_eq!(of(Named::ThisYear), dates("2025-04-01", "2026-03-31"));
        assert_eq!(of(Named::LastYear), dates("2024-04-01", "2025-03-31"));
        assert_eq!(of(Named::Rolling), dates("2025-03-01", "2026-02-28"));
        assert_eq!(of(Named::Own).1, "2026-01-31");
        assert!(Named::ALL.into_iter().all(|n| Named::parse(n.code()) == Some(n)));
    }

    #[test]
    fn trends_are_never_endless() {
        let of = |period| {
            let trend = trend_period(period, day("2026-02-10"));
            (trend.from.to_string(), trend.to.to_string())
        };
        assert_eq!(of(Period::always()), ("2023-03-01".into(), "2026-02-28".into()));
        assert_eq!(of(Period::month(day("2025-06-15"))), ("2024-07-01".into(), "2025-06-30".into()));
        assert_eq!(of(Period::year(day("2025-06-15"))), ("2025-01-01".into(), "2025-12-31".into()));
        assert_eq!(of(Period::year(day("2026-06-15"))), ("2025-03-01".into(), "2026-02-28".into()));
    }
}
