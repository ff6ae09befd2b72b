//! The days that sample data happens on: working days, the Chinese holidays of 2025 and 2026, and the seasons of the business.
//!
//! The holidays are those that the State Council's general office published for these two years, with the weekends that are
//! worked instead (调休). Other years have none here: their weekends are free, their weekdays are worked.

use super::draw::Draw;
use chrono::{Datelike, Days, NaiveDate};

/// A day of the sample: 0 is the first, [`TODAY`] the anchor.
pub type Day = i32;
/// The anchor's day: the data covers the two years before it.
pub const TODAY: Day = 730;

/// First day and length of each holiday.
const OFF: [(i32, u32, u32, u64); 13] = [
    (2025, 1, 1, 1),
    (2025, 1, 28, 8),
    (2025, 4, 4, 3),
    (2025, 5, 1, 5),
    (2025, 5, 31, 3),
    (2025, 10, 1, 8),
    (2026, 1, 1, 3),
    (2026, 2, 15, 9),
    (2026, 4, 4, 3),
    (2026, 5, 1, 5),
    (2026, 6, 19, 3),
    (2026, 9, 25, 3),
    (2026, 10, 1, 7),
];

/// Weekend days that are worked instead.
const ON: [(i32, u32, u32); 11] = [
    (2025, 1, 26),
    (2025, 2, 8),
    (2025, 4, 27),
    (2025, 9, 28),
    (2025, 10, 11),
    (2026, 1, 4),
    (2026, 2, 14),
    (2026, 2, 28),
    (2026, 5, 9),
    (2026, 9, 20),
    (2026, 10, 10),
];

/// How much business begins in each month, January first: little around the Spring Festival, much in autumn.
const SEASON: [i64; 12] = [80, 45, 100, 100, 95, 105, 85, 95, 115, 120, 125, 105];

/// The exceptions of a year as settings keep them: the day, and `off` or `on`.
pub fn exceptions(year: i32) -> Vec<(NaiveDate, &'static str)> {
    let off = OFF.iter().filter(|h| h.0 == year).flat_map(|(y, m, d, days)| {
        let first = NaiveDate::from_ymd_opt(*y, *m, *d);
        (0..*days).filter_map(move |i| first?.checked_add_days(Days::new(i))).map(|day| (day, "off"))
    });
    let on =
        ON.iter().filter(|w| w.0 == year).filter_map(|(y, m, d)| Some((NaiveDate::from_ymd_opt(*y, *m, *d)?, "on")));
    off.chain(on).collect()
}

/// The days around the sample, looked up often.
pub struct Calendar {
    anchor: NaiveDate,
    /// Month 1..=12 and whether it is worked, from `-BEFORE` on.
    days: Vec<(u32, bool)>,
    /// Weights of the days 0..=TODAY, summed up.
    business: Vec<i64>,
}

/// Days before the first and after the last one that are looked up exactly.
const BEFORE: Day = 800;
const AFTER: Day = 400;

impl Calendar {
    /// The calendar of a sample that ends on `anchor`. `rush`: twice the business in the last weeks, so that a small sample
    /// has enough in progress.
    pub fn new(anchor: NaiveDate, rush: bool) -> Calendar {
        let mut calendar = Calendar { anchor, days: Vec::new(), business: Vec::new() };
        let years = calendar.date(-BEFORE).year()..=calendar.date(TODAY + AFTER).year();
        let special: Vec<_> = years.flat_map(exceptions).collect();
        for day in -BEFORE..=TODAY + AFTER {
            let date = calendar.date(day);
            let worked = match special.iter().find(|(d, _)| *d == date) {
                Some((_, word)) => *word == "on",
                None => date.weekday().number_from_monday() <= 5,
            };
            calendar.days.push((date.month(), worked));
        }
        let mut sum = 0;
        for day in 0..=TODAY {
            let (month, worked) = calendar.at(day);
            // A company that grows by a fifth over the two years.
            let growth =
                (1000 + 200 * i64::from(day) / i64::from(TODAY)) * if rush && day > TODAY - 42 { 2 } else { 1 };
            sum += SEASON[month as usize - 1] * growth * if worked { 12 } else { 1 };
            calendar.business.push(sum);
        }
        calendar
    }

    /// The date of a day.
    pub fn date(&self, day: Day) -> NaiveDate {
        let days = Days::new(u64::from((day - TODAY).unsigned_abs()));
        let date = if day < TODAY { self.anchor.checked_sub_days(days) } else { self.anchor.checked_add_days(days) };
        date.unwrap_or(self.anchor)
    }

    /// The day of a date.
    pub fn day(&self, date: NaiveDate) -> Day {
        TODAY + (date - self.anchor).num_days() as Day
    }

    /// The month of a day, 1..=12.
    pub fn month(&self, day: Day) -> u32 {
        self.at(day).0
    }

    /// The day itself if it is worked, else the next one that is.
    pub fn working(&self, mut day: Day) -> Day {
        while !self.at(day).1 {
            day += 1;
        }
        day
    }

    /// The day itself if it is worked, else the last one before that is.
    pub fn working_before(&self, mut day: Day) -> Day {
        while !self.at(day).1 {
            day -= 1;
        }
        day
    }

    /// A day on which business begins.
    pub fn business_day(&self, draw: &mut Draw) -> Day {
        let at = draw.between(0, self.business.last().copied().unwrap_or(1) - 1);
        self.business.partition_point(|sum| *sum <= at) as Day
    }

    fn at(&self, day: Day) -> (u32, bool) {
        // Days further away are no one's: they count as worked, so that no search runs past them.
        usize::try_from(day + BEFORE).ok().and_then(|i| self.days.get(i).copied()).unwrap_or((1, true))
    }
}

/// How much of a year's business closes in each month, in thousandths, for goals.
pub const CLOSING: [i64; 12] = [70, 45, 75, 80, 80, 85, 85, 80, 90, 95, 105, 110];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn holidays_and_their_working_weekends() {
        // 2025: 28 days off and 5 weekends worked; 2026: 33 and 6.
        for (year, off, on) in [(2025, 28, 5), (2026, 33, 6), (2030, 0, 0)] {
            let days = exceptions(year);
            assert_eq!(days.iter().filter(|d| d.1 == "off").count(), off);
            assert_eq!(days.iter().filter(|d| d.1 == "on").count(), on);
            assert!(days.iter().filter(|d| d.1 == "on").all(|d| d.0.weekday().number_from_monday() > 5));
        }
        let calendar = Calendar::new(date(2026, 11, 21), false);
        let working = |y, m, d| calendar.date(calendar.working(calendar.day(date(y, m, d))));
        assert_eq!(working(2026, 2, 15), date(2026, 2, 24));
        assert_eq!(working(2026, 2, 28), date(2026, 2, 28));
        assert_eq!(working(2025, 10, 1), date(2025, 10, 9));
        assert_eq!(working(2026, 11, 21), date(2026, 11, 23));
        let before = calendar.working_before(calendar.day(date(2026, 11, 22)));
        assert_eq!(calendar.date(before), date(2026, 11, 20));
    }

    #[test]
    fn business_follows_the_season() {
        assert_eq!(CLOSING.iter().sum::<i64>(), 1000);
        let (calendar, mut draw) = (Calendar::new(date(2026, 11, 21), false), Draw::new(1));
        let mut months = [0; 13];
        for _ in 0..20_000 {
            let day = calendar.business_day(&mut draw);
            assert!((0..=TODAY).contains(&day));
            months[calendar.month(day) as usize] += 1;
        }
        assert!(months[2] * 2 < months[10], "{months:?}");
    }
}
