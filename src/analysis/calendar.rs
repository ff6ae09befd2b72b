//! Working days: the working week and its exceptions (holidays, working weekends 调休), as data of the workspace.
//!
//! A day counts as elapsed once it is over: today still is one of the days left. So elapsed + left = total.

use super::period::Period;
use crate::domain::dataset::Dataset;
use crate::domain::key::Key;
use crate::domain::value::{Moment, Value};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Which days are worked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calendar {
    week: [bool; 7],
    exceptions: BTreeMap<NaiveDate, bool>,
}

/// Working days of a period, as seen from a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct WorkingDays {
    /// In the whole period.
    pub total: i64,
    /// Over.
    pub elapsed: i64,
    /// Left, today included.
    pub left: i64,
}

impl Calendar {
    /// A calendar from its parts: Monday first; exceptions are true for a working day.
    pub fn new(week: [bool; 7], exceptions: BTreeMap<NaiveDate, bool>) -> Calendar {
        Calendar { week, exceptions }
    }

    /// The workspace's calendar. Days of the week that it does not name: Monday to Friday work.
    pub fn of(data: &Dataset) -> Calendar {
        let mut calendar = Calendar::new([true, true, true, true, true, false, false], BTreeMap::new());
        let Some(settings) = data.settings() else { return calendar };
        for (i, works) in calendar.week.iter_mut().enumerate() {
            let key = Key::element("week", &(i + 1).to_string());
            if let Some(Value::Bool(set)) = key.and_then(|key| settings.get(key)) {
                *works = *set;
            }
        }
        for (day, value) in settings.elements("calendar") {
            let (Some(day), Value::Text(what)) = (Moment::parse(day), value) else { continue };
            match &**what {
                "on" => drop(calendar.exceptions.insert(day.date, true)),
                "off" => drop(calendar.exceptions.insert(day.date, false)),
                _ => {}
            }
        }
        calendar
    }

    /// Whether a day is worked.
    pub fn works(&self, day: NaiveDate) -> bool {
        let usual = self.week[day.weekday().num_days_from_monday() as usize];
        self.exceptions.get(&day).copied().unwrap_or(usual)
    }

    /// Working days of a period: whole weeks by arithmetic, so that long periods cost nothing.
    pub fn count(&self, period: Period) -> i64 {
        let days = period.days();
        if days == 0 {
            return 0;
        }
        let start = period.from.weekday().num_days_from_monday() as i64;
        let per_week = self.week.iter().filter(|w| **w).count() as i64;
        let rest = (start..start + days % 7).filter(|i| self.week[(i % 7) as usize]).count() as i64;
        let usual = |day: NaiveDate| self.week[day.weekday().num_days_from_monday() as usize];
        let exceptions = self.exceptions.range(period.from..=period.to);
        let change: i64 = exceptions.map(|(day, works)| i64::from(*works) - i64::from(usual(*day))).sum();
        days / 7 * per_week + rest + change
    }

    /// Working days of a period as seen from `today`.
    pub fn seen_from(&self, period: Period, today: NaiveDate) -> WorkingDays {
        let total = self.count(period);
        let over = today.pred_opt().map_or(period, |yesterday| Period::new(period.from, period.to.min(yesterday)));
        let elapsed = self.count(over);
        WorkingDays { total, elapsed, left: total - elapsed }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::analysis::testkit::{day, Kit};
    use crate::domain::records::{settings, Table};

    #[test]
    fn golden_week_with_its_working_weekends() {
        let mut kit = Kit::new();
        let set = |kit: &mut Kit, field: &str, element: &str, value: Value| {
            kit.set(Table::Settings, settings::ROW, Key::element(field, element).unwrap(), value);
        };
        for d in 1..=7 {
            set(&mut kit, "calendar", &format!("2026-10-0{d}"), Value::text("off"));
        }
        set(&mut kit, "calendar", "2026-10-10", Value::text("on"));
        let calendar = Calendar::of(&kit.data);
        let october = Period::month(day("2026-10-15"));
        // 22 weekdays; 1, 2, 5, 6, 7 October fall away, Saturday the 10th comes on top.
        assert_eq!(calendar.count(october), 18);
        assert!(calendar.works(day("2026-10-10")) && !calendar.works(day("2026-10-05")));
        // Over by Monday the 12th: 8, 9 and 10 October.
        let seen = calendar.seen_from(october, day("2026-10-12"));
        assert_eq!(seen, WorkingDays { total: 18, elapsed: 3, left: 15 });
        assert_eq!(calendar.seen_from(october, day("2026-09-12")).elapsed, 0);
        assert_eq!(calendar.seen_from(october, day("2026-12-12")).left, 0);
        set(&mut kit, "week", "6", Value::Bool(true));
        set(&mut kit, "week", "1", Value::Bool(false));
        let other = Calendar::of(&kit.data);
        assert!(other.works(day("2026-10-17")) && !other.works(day("2026-10-19")));
    }

    #[test]
    fn counting_by_weeks_equals_counting_by_days() {
        let mut exceptions = BTreeMap::new();
        exceptions.insert(day("2026-01-01"), false);
        exceptions.insert(day("2026-01-04"), true);
        exceptions.insert(day("2026-01-03"), false);
        let calendar = Calendar::new([true, true, false, true, true, false, true], exceptions);
        for from in 0..15 {
            for length in 0..40 {
                let from = day("2025-12-20") + chrono::Days::new(from);
                let period = Period::new(from, from + chrono::Days::new(length));
                let by_day = from.iter_days().take(length as usize + 1).filter(|d| calendar.works(*d)).count() as i64;
                assert_eq!(calendar.count(period), by_day, "{period:?}");
            }
        }
    }
}
