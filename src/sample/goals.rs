//! Sample goals of the anchor's year: revenue for the company, its teams and reps, by year, quarter and month; calls and visits by rep and month.
//!
//! Revenue goals grow on the year before, some easily, some hardly: reps' goals sum up to their team's and those to the company's, except
//! one team's that was raised later. Quarters sum up to their year, months to their quarter.

use super::calendar::{CLOSING, TODAY};
use super::world::World;
use crate::domain::deals::Status;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{goal, goal_change, Table};
use crate::domain::value::{Moment, Value};
use crate::text::words::sample;
use chrono::{Datelike, Days, Months, NaiveDate};

/// Whose goal it is.
#[derive(Clone, Copy)]
enum Scope {
    Company,
    Team(Id),
    Rep(Id),
}

impl Scope {
    fn cell(self) -> Option<(Key, Value)> {
        match self {
            Scope::Company => None,
            Scope::Team(team) => Some((goal::TEAM, Value::Ref(team))),
            Scope::Rep(rep) => Some((goal::REP, Value::Ref(rep))),
        }
    }
}

/// All goals.
pub fn make(world: &mut World) {
    let reps = rep_goals(world);
    let mut teams = vec![0; world.teams.len()];
    for (rep, amount) in world.reps.iter().zip(&reps) {
        if let Some(team) = rep.team.and_then(|t| teams.get_mut(t)) {
            *team += amount;
        }
    }
    let company = chain(world, Scope::Company, None, reps.iter().sum());
    let mut above = Vec::new();
    for (i, (team, sum)) in world.teams.clone().into_iter().zip(teams).enumerate() {
        // The second team's goal was raised in summer; its reps' goals were not.
        let raised = if i == 1 { (sum / 12_000) * 1_000 } else { 0 };
        let id = chain(world, Scope::Team(team), Some(company), sum + raised);
        if raised > 0 {
            change(world, id, sum, sum + raised);
        }
        above.push(id);
    }
    for (rep, amount) in reps.into_iter().enumerate() {
        let parent = world.reps[rep].team.and_then(|t| above.get(t).copied()).unwrap_or(company);
        if amount > 0 {
            chain(world, Scope::Rep(world.reps[rep].id), Some(parent), amount);
        }
        efforts(world, rep);
    }
}

/// What each rep should sell in the year, in whole thousands of yuan: more than last year, for some a little, for some a lot.
fn rep_goals(world: &mut World) -> Vec<i64> {
    let this_year = world.calendar.date(TODAY).year();
    let (first, last) = (NaiveDate::from_ymd_opt(this_year - 1, 1, 1), NaiveDate::from_ymd_opt(this_year - 1, 12, 31));
    let mut sold = vec![0; world.reps.len()];
    for deal in world.deals.iter().filter(|d| d.status() == Status::Won) {
        let date = deal.journey.closed().map(|day| world.calendar.date(day));
        if date >= first && date <= last {
            sold[deal.rep] += deal.in_yuan() / 100;
        }
    }
    let usual = sold.iter().sum::<i64>() / sold.len().max(1) as i64;
    let mut goals = Vec::new();
    for (rep, sold) in world.reps.iter().zip(sold) {
        // Who just came, or left, has a small one.
        let base = if rep.left.is_some() { sold / 3 } else { sold.max(usual / 4) };
        goals.push(base * world.draw.between(95, 130) / 100 / 1_000 * 1_000);
    }
    goals
}

/// A year's goal with its quarters and months. Returns the year's id.
fn chain(world: &mut World, scope: Scope, parent: Option<Id>, year: i64) -> Id {
    let id = one(world, scope, parent, (1, 12), year);
    let quarters: [i64; 4] = std::array::from_fn(|q| CLOSING[3 * q..3 * q + 3].iter().sum());
    for (q, amount) in split(year, &quarters).into_iter().enumerate() {
        let first = 3 * q as u32 + 1;
        let quarter = one(world, scope, Some(id), (first, 3), amount);
        for (m, amount) in split(amount, &CLOSING[3 * q..3 * q + 3]).into_iter().enumerate() {
            one(world, scope, Some(quarter), (first + m as u32, 1), amount);
        }
    }
    id
}

/// Parts of a whole by weight, in thousands; what does not divide goes to the last one.
fn split(whole: i64, weights: &[i64]) -> Vec<i64> {
    let sum = weights.iter().sum::<i64>().max(1);
    let mut parts: Vec<i64> = weights.iter().map(|w| whole * w / sum / 1_000 * 1_000).collect();
    let rest = whole - parts.iter().sum::<i64>();
    if let Some(last) = parts.last_mut() {
        *last += rest;
    }
    parts
}

/// A revenue goal for some months from the first one on, in yuan.
fn one(world: &mut World, scope: Scope, parent: Option<Id>, months: (u32, u32), amount: i64) -> Id {
    let levels = [
        (goal::STRETCH, Value::Decimal(amount * 115 / 100 * 1_000_000)),
        (goal::CHALLENGE, Value::Decimal(amount * 130 / 100 * 1_000_000)),
    ];
    let note = (parent.is_none()).then(|| (goal::NOTE, Value::text(sample::GOAL_YEAR_REVENUE.in_(world.lang))));
    let cells = levels.into_iter().chain(scope.cell()).chain(parent.map(|p| (goal::PARENT, Value::Ref(p)))).chain(note);
    add(world, "revenue", months, amount, cells.collect())
}

/// Visits and calls of a rep in each month of the year.
fn efforts(world: &mut World, rep: usize) {
    let months = world.calendar.date(TODAY).month() as i64;
    for (which, measure) in ["visits", "calls"].into_iter().enumerate() {
        let done: i64 = world.efforts[rep][which].iter().sum();
        let usual = (done / months).max(4) * world.draw.between(85, 120) / 100;
        let id = world.reps[rep].id;
        for month in 1..=12 {
            let amount = (usual * CLOSING[month as usize - 1] * 12 / 1000).max(2);
            add(world, measure, (month, 1), amount, vec![(goal::REP, Value::Ref(id))]);
        }
    }
}

fn add(world: &mut World, measure: &str, months: (u32, u32), base: i64, mut cells: Vec<(Key, Value)>) -> Id {
    let year = world.calendar.date(TODAY).year();
    let from = NaiveDate::from_ymd_opt(year, months.0, 1).unwrap_or_default();
    let to = from.checked_add_months(Months::new(months.1)).and_then(|d| d.checked_sub_days(Days::new(1)));
    let planned = world.calendar.day(from) - 20;
    let id = world.out.id(planned, 0);
    cells.extend([
        (goal::MEASURE, Value::text(measure)),
        (goal::FROM, Value::date(from)),
        (goal::TO, Value::date(to.unwrap_or(from))),
        (goal::BASE, Value::Decimal(base * 1_000_000)),
    ]);
    world.out.add(Table::Goal, id, cells);
    id
}

/// Keeps what a goal was before it was raised.
fn change(world: &mut World, goal: Id, before: i64, after: i64) {
    let at = world.calendar.working_before(TODAY - 140);
    let by = world.reps.first().map(|r| (goal_change::BY, Value::Ref(r.id)));
    let id = world.out.id(at, 0);
    let at = Value::Moment(Moment { date: world.calendar.date(at), minute: Some(600) });
    let cells = [
        (goal_change::GOAL, Value::Ref(goal)),
        (goal_change::AT, at),
        (goal_change::REASON, Value::text(sample::GOAL_REASON_MARKET.in_(world.lang))),
        (goal_change::BASE_BEFORE, Value::Decimal(before * 1_000_000)),
        (goal_change::BASE_AFTER, Value::Decimal(after * 1_000_000)),
        (goal_change::STRETCH_BEFORE, Value::Decimal(before * 115 / 100 * 1_000_000)),
        (goal_change::STRETCH_AFTER, Value::Decimal(after * 115 / 100 * 1_000_000)),
        (goal_change::CHALLENGE_BEFORE, Value::Decimal(before * 130 / 100 * 1_000_000)),
        (goal_change::CHALLENGE_AFTER, Value::Decimal(after * 130 / 100 * 1_000_000)),
    ];
    world.out.add(Table::GoalChange, id, cells.into_iter().chain(by));
}
