//! Goals: how far, how fast, how much a day; whether the parts sum to the whole; what to split by.
//!
//! All values are in millionths: of the workspace currency's major unit for revenue, of a piece for all other measures.
//! What counts as done is said in [`super::ledger`].
//! - Attainment = done ÷ goal. Expected by now = goal × working days elapsed ÷ all; today is not yet elapsed.
//! - Run rate: what was done before today ÷ working days elapsed × all, but never less than what is done: where the present pace
//!   leads. None before the first day is over.
//! - Needed per working day left = (goal − done) ÷ working days left, today included, rounded up; 0 once reached, none when no day is left.
//! - Parts are compared with the whole per kind of split (by month, by rep …), since one goal may be split in several ways at once.

use super::basis::Basis;
use super::calendar::{Calendar, WorkingDays};
use super::ledger::{Book, Done, Ledger, Measure, Scope};
use super::period::{Length, Period};
use super::rates::saturate;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::money::div_round;
use crate::domain::records::{goal, Table};
use crate::domain::row::Row;
use chrono::NaiveDate;
use std::sync::Arc;

/// The levels of a goal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum Level {
    /// 目标
    Base,
    /// 冲刺
    Stretch,
    /// 挑战
    Challenge,
}

/// Where a goal stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Progress {
    /// The goal.
    pub goal: Id,
    /// What it counts.
    pub measure: Measure,
    /// For whom.
    pub scope: Scope,
    /// From when to when.
    pub period: Period,
    /// The goal itself.
    pub base: i64,
    /// 冲刺, if set.
    pub stretch: Option<i64>,
    /// 挑战, if set.
    pub challenge: Option<i64>,
    /// What was done, with the records behind it.
    pub done: Done,
    /// Working days.
    pub days: WorkingDays,
    /// What should be done by now.
    pub expected: Option<i64>,
    /// Where the present pace leads by the end.
    pub run_rate: Option<i64>,
    /// What each working day left needs.
    pub needed_per_day: Option<i64>,
}

impl Progress {
    /// The codes of the formulas: attainment, expected, run rate, needed per day.
    pub const FORMULAS: [&'static str; 4] = ["goal.attainment", "goal.expected", "goal.run_rate", "goal.needed"];

    /// Done ÷ goal in permille, rounded half away from zero; `None` for a goal of 0.
    pub fn attainment_permille(&self) -> Option<i64> {
        (self.base > 0).then(|| saturate(div_round(i128::from(self.done.value) * 1000, i128::from(self.base))))
    }

    /// The highest level that was reached.
    pub fn reached(&self) -> Option<Level> {
        let levels =
            [(Level::Challenge, self.challenge), (Level::Stretch, self.stretch), (Level::Base, Some(self.base))];
        levels.into_iter().find(|(_, value)| value.is_some_and(|v| self.done.value >= v)).map(|(level, _)| level)
    }

    /// Done − expected: positive is ahead.
    pub fn ahead(&self) -> Option<i64> {
        self.expected.map(|e| self.done.value.saturating_sub(e))
    }
}

/// The period of a goal; `None` if a date is missing.
pub fn period(row: &Row) -> Option<Period> {
    Some(Period::new(row.date(goal::FROM)?, row.date(goal::TO)?))
}

/// Where a goal stands; `None` if its measure is unknown to this version or a date is missing.
pub fn progress(ledger: &Ledger, calendar: &Calendar, today: NaiveDate, row: &Row) -> Option<Progress> {
    let measure = Measure::parse(row.text(goal::MEASURE))?;
    let (period, scope, base) = (period(row)?, Scope::of(row), row.decimal(goal::BASE)?);
    let days = calendar.seen_from(period, today);
    let done = ledger.done(measure, &scope, period);
    let share = |value: i64, part: i64, whole: i64| {
        (whole > 0).then(|| saturate(div_round(i128::from(value) * i128::from(part), i128::from(whole))))
    };
    let before = today.pred_opt().map(|yesterday| Period::new(period.from, period.to.min(yesterday)));
    let run_rate = before.and_then(|before| {
        let done_before = if days.left == 0 { done.value } else { ledger.done(measure, &scope, before).value };
        share(done_before, days.total, days.elapsed).map(|rate| rate.max(done.value))
    });
    let missing = base.saturating_sub(done.value).max(0);
    Some(Progress {
        goal: row.id,
        measure,
        scope,
        period,
        base,
        stretch: row.decimal(goal::STRETCH),
        challenge: row.decimal(goal::CHALLENGE),
        expected: share(base, days.elapsed, days.total),
        run_rate,
        needed_per_day: (days.left > 0).then(|| missing / days.left + i64::from(missing % days.left > 0)),
        done,
        days,
    })
}

/// How many records a step of [`Standings`] enters: some milliseconds of deals, and far less of all else.
const RECORDS: usize = 2_000;
/// How many goals it asks for.
const GOALS: usize = 50;

/// Where goals stand, found in steps, so that a page can answer meanwhile.
pub struct Standings {
    today: NaiveDate,
    goals: Vec<Id>,
    book: Book,
    entered: Option<Arc<Book>>,
    found: Vec<Progress>,
    asked: usize,
}

impl Standings {
    /// Begins, for some goals, as seen from a day.
    pub fn new(today: NaiveDate, goals: Vec<Id>) -> Standings {
        Standings { today, goals, book: Book::default(), entered: None, found: Vec::new(), asked: 0 }
    }

    /// One step further, always with the same data. With the last: the progress of each goal that has one, in the order of the
    /// goals, and the book that it stands in.
    pub fn step(&mut self, data: &Dataset) -> Option<(Vec<Progress>, Arc<Book>)> {
        let basis = Basis::new(data, self.today);
        let Some(book) = &self.entered else {
            if self.book.enter(&basis, RECORDS) {
                self.entered = Some(Arc::new(std::mem::take(&mut self.book)));
            }
            return None;
        };
        let (ledger, calendar) = (Ledger::of(&basis, book.clone()), Calendar::of(data));
        let next = self.goals.iter().skip(self.asked).take(GOALS).filter_map(|id| data.get(Table::Goal, *id));
        self.found.extend(next.filter_map(|row| progress(&ledger, &calendar, self.today, row)));
        self.asked += GOALS;
        (self.asked >= self.goals.len()).then(|| (std::mem::take(&mut self.found), book.clone()))
    }
}

/// What was done and expected by the end of each part of a goal's period, cumulated: for the progress chart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Point {
    /// The part.
    pub part: Period,
    /// Done by its end; `None` for parts that have not begun.
    pub done: Option<i64>,
    /// Goal × working days up to its end ÷ all.
    pub expected: i64,
}

/// The course of a goal by parts of its period.
pub fn course(ledger: &Ledger, calendar: &Calendar, today: NaiveDate, progress: &Progress, by: Length) -> Vec<Point> {
    let (mut done, mut days) = (0_i64, 0_i64);
    (progress.period.split(by).into_iter())
        .map(|part| {
            days += calendar.count(part);
            let begun = part.from <= today;
            if begun {
                done = done.saturating_add(ledger.done(progress.measure, &progress.scope, part).value);
            }
            let expected = match progress.days.total {
                0 => 0,
                total => div_round(i128::from(progress.base) * i128::from(days), i128::from(total)),
            };
            Point { part, done: begun.then_some(done), expected: saturate(expected) }
        })
        .collect()
}

/// How a goal was split into a part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SplitBy {
    /// By time, into parts of this length.
    Time(Length),
    /// Among teams.
    Team,
    /// Among reps.
    Rep,
    /// Among regions.
    Region,
    /// Among products.
    Product,
    /// Among customer groups.
    Group,
    /// In no way that this version can name.
    Other,
}

/// The parts of one split, against the whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parts {
    /// How it was split.
    pub by: SplitBy,
    /// The parts.
    pub children: Vec<Id>,
    /// Their sum.
    pub sum: i64,
    /// Sum − whole: positive when the parts add up to more. Shown, never forced.
    pub difference: i64,
}

/// The parts of a goal, by kind of split, in the order of making. Parts of another measure are left out.
pub fn parts(data: &Dataset, whole: &Row) -> Vec<Parts> {
    let base = whole.decimal(goal::BASE).unwrap_or(0);
    let mut found: Vec<Parts> = Vec::new();
    // Rows lie in another order where a file was opened or merged: the making decides, not the place.
    let mut children: Vec<&Row> = data.referring(Table::Goal, goal::PARENT, whole.id).collect();
    children.sort_by_key(|child| (child.born, child.id));
    for child in children {
        if child.text(goal::MEASURE) != whole.text(goal::MEASURE) {
            continue;
        }
        let by = split_by(whole, child);
        let value = child.decimal(goal::BASE).unwrap_or(0);
        match found.iter_mut().find(|p| p.by == by) {
            Some(parts) => {
                parts.children.push(child.id);
                parts.sum = parts.sum.saturating_add(value);
            }
            None => found.push(Parts { by, children: vec![child.id], sum: value, difference: 0 }),
        }
    }
    found.iter_mut().for_each(|p| p.difference = p.sum.saturating_sub(base));
    found
}

fn split_by(whole: &Row, child: &Row) -> SplitBy {
    let dimensions = [
        (goal::REP, SplitBy::Rep),
        (goal::TEAM, SplitBy::Team),
        (goal::REGION, SplitBy::Region),
        (goal::PRODUCT, SplitBy::Product),
        (goal::GROUP, SplitBy::Group),
    ];
    let narrowed = |(key, _): &(_, SplitBy)| child.link(*key).is_some() && child.link(*key) != whole.link(*key);
    let scope = dimensions.into_iter().find(narrowed).map(|(_, by)| by);
    match (scope, period(child), period(whole)) {
        (Some(by), ..) => by,
        (None, Some(part), Some(all)) if part != all => SplitBy::Time(match part.days() {
            ..=1 => Length::Day,
            2..=7 => Length::Week,
            8..=31 => Length::Month,
            32..=92 => Length::Quarter,
            _ => Length::Year,
        }),
        _ => SplitBy::Other,
    }
}

/// Weights for splitting by time: the working days of each part.
pub fn working_day_weights(calendar: &Calendar, parts: &[Period]) -> Vec<i64> {
    parts.iter().map(|part| calendar.count(*part)).collect()
}

/// Weights for splitting as last year went: what was done in each part and scope a year earlier. All 0 when there was nothing,
/// which [`super::split::split`] divides equally.
pub fn last_year_weights(ledger: &Ledger, measure: Measure, parts: &[(Scope, Period)]) -> Vec<i64> {
    parts.iter().map(|(scope, part)| ledger.done(measure, scope, part.year_before()).value.max(0)).collect()
}

#[cfg(test)]
#[path = "goals_tests.rs"]
mod tests;
