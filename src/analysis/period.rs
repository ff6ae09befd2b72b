//! Periods: from a first to a last day, both included.

use chrono::{Datelike, Days, Months, NaiveDate};

/// What a period spans, and so what the one before it is and what it splits into.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Length {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three months, beginning with the fiscal year.
    Quarter,
    /// Twelve months, beginning with the fiscal year.
    Year,
}

/// From a first to a last day, both included. `from` after `to` is an empty period.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

fn first_of_month(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}

fn plus_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months)).unwrap_or(date)
}

fn day_before(date: NaiveDate) -> NaiveDate {
    date.pred_opt().unwrap_or(date)
}

impl Period {
    /// From a first to a last day.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Period {
        Period { from, to }
    }

    /// Every day there is.
    pub fn always() -> Period {
        Period { from: NaiveDate::MIN, to: NaiveDate::MAX }
    }

    /// `months` months from the first day of the month of `from` on.
    fn months_from(from: NaiveDate, months: u32) -> Period {
        Period { from, to: day_before(plus_months(from, months)) }
    }

    /// The period of a length that holds a day. `fiscal_start`: the month that fiscal years begin with, 1..=12.
    pub fn of(length: Length, day: NaiveDate, fiscal_start: u32) -> Period {
        let month = first_of_month(day);
        // Months since the fiscal year began.
        let into = (month.month0() + 12 - (fiscal_start.clamp(1, 12) - 1)) % 12;
        let back = |months: u32| month.checked_sub_months(Months::new(months)).unwrap_or(month);
        match length {
            Length::Day => Period::new(day, day),
            Length::Week => {
                let monday =
                    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day);
                Period::new(monday, monday.checked_add_days(Days::new(6)).unwrap_or(monday))
            }
            Length::Month => Period::months_from(month, 1),
            Length::Quarter => Period::months_from(back(into % 3), 3),
            Length::Year => Period::months_from(back(into), 12),
        }
    }

    /// The calendar month of a day.
    pub fn month(day: NaiveDate) -> Period {
        Period::of(Length::Month, day, 1)
    }

    /// The calendar quarter of a day.
    pub fn quarter(day: NaiveDate) -> Period {
        Period::of(Length::Quarter, day, 1)
    }

    /// The calendar year of a day.
    pub fn year(day: NaiveDate) -> Period {
        Period::of(Length::Year, day, 1)
    }

    /// The `months` calendar months up to and with the month of a day.
    pub fn rolling(day: NaiveDate, months: u32) -> Period {
        let month = first_of_month(day);
        let from = month.checked_sub_months(Months::new(months.max(1) - 1)).unwrap_or(month);
        Period::months_from(from, months.max(1))
    }

    /// Whether a day is in it.
    pub fn has(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether a known day is in it; unknown days are in no period.
    pub fn holds(&self, day: Option<NaiveDate>) -> bool {
        day.is_some_and(|d| self.has(d))
    }

    /// Days, both ends counted; 0 when empty.
    pub fn days(&self) -> i64 {
        ((self.to - self.from).num_days() + 1).max(0)
    }

    /// How many whole months it is, if it is whole months.
    fn whole_months(&self) -> Option<u32> {
        let next = self.to.succ_opt()?;
        if self.from.day() != 1 || next.day() != 1 || next <= self.from {
            return None;
        }
        u32::try_from((next.year() - self.from.year()) * 12 + next.month() as i32 - self.from.month() as i32).ok()
    }

    /// The period of the same length just before: by months when it is whole months, by days otherwise.
    pub fn previous(&self) -> Period {
        let to = day_before(self.from);
        let from = match self.whole_months() {
            Some(months) => self.from.checked_sub_months(Months::new(months)),
            None => self.from.checked_sub_days(Days::new(self.days() as u64)),
        };
        Period::new(from.unwrap_or(self.from), to)
    }

    /// The same days a year earlier; 29 February becomes the 28th, and the last day of February stays the last.
    pub fn year_before(&self) -> Period {
        let back = |day: NaiveDate| day.checked_sub_months(Months::new(12)).unwrap_or(day);
        let ends_month = self.to.succ_opt().is_some_and(|d| d.day() == 1);
        let to = match self.to.succ_opt() {
            Some(next) if ends_month => day_before(back(next)),
            _ => back(self.to),
        };
        Period::new(back(self.from), to)
    }

    /// Its parts by calendar weeks, months, quarters (counted from its own first month) or days; the first and last are cut
    /// to it. Every day of it is in exactly one part.
    pub fn split(&self, length: Length) -> Vec<Period> {
        let mut parts = Vec::new();
        let mut from = self.from;
        let start = self.from.month();
        while from <= self.to {
            let part = Period::of(length, from, start);
            parts.push(Period::new(from, part.to.min(self.to)));
            match part.to.succ_opt() {
                Some(next) => from = next,
                None => break,
            }
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::analysis::testkit::day;

    fn p(from: &str, to: &str) -> Period {
        Period::new(day(from), day(to))
    }

    #[test]
    fn periods_hold_their_day() {
        let d = day("2026-11-21");
        assert_eq!(Period::month(d), p("2026-11-01", "2026-11-30"));
        assert_eq!(Period::quarter(d), p("2026-10-01", "2026-12-31"));
        assert_eq!(Period::year(d), p("2026-01-01", "2026-12-31"));
        assert_eq!(Period::of(Length::Week, d, 1), p("2026-11-16", "2026-11-22"));
        assert_eq!(Period::of(Length::Year, d, 4), p("2026-04-01", "2027-03-31"));
        assert_eq!(Period::of(Length::Year, day("2026-03-31"), 4), p("2025-04-01", "2026-03-31"));
        assert_eq!(Period::of(Length::Quarter, day("2026-01-15"), 2), p("2025-11-01", "2026-01-31"));
        assert_eq!(Period::rolling(d, 12), p("2025-12-01", "2026-11-30"));
    }

    #[test]
    fn the_period_before() {
        assert_eq!(p("2026-03-01", "2026-03-31").previous(), p("2026-02-01", "2026-02-28"));
        assert_eq!(p("2026-01-01", "2026-12-31").previous(), p("2025-01-01", "2025-12-31"));
        assert_eq!(p("2026-03-10", "2026-03-19").previous(), p("2026-02-28", "2026-03-09"));
        assert_eq!(p("2025-02-01", "2025-02-28").year_before(), p("2024-02-01", "2024-02-29"));
        assert_eq!(p("2024-02-29", "2024-03-10").year_before(), p("2023-02-28", "2023-03-10"));
    }

    #[test]
    fn parts_cover_every_day_once() {
        for (whole, length, n) in [
            (p("2026-01-01", "2026-12-31"), Length::Quarter, 4),
            (p("2026-04-01", "2027-03-31"), Length::Quarter, 4),
            (p("2026-01-01", "2026-12-31"), Length::Month, 12),
            (p("2026-11-01", "2026-11-30"), Length::Week, 6),
            (p("2026-01-15", "2026-02-10"), Length::Month, 2),
            (p("2026-11-30", "2026-11-01"), Length::Day, 0),
        ] {
            let parts = whole.split(length);
            assert_eq!(parts.len(), n, "{whole:?} by {length:?}");
            assert_eq!(parts.iter().map(Period::days).sum::<i64>(), whole.days());
            assert!(parts.windows(2).all(|w| w[0].to.succ_opt() == Some(w[1].from)));
        }
    }
}
