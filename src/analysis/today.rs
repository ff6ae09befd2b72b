//! What a rep has to know this morning.
//!
//! - Tasks: the rep's open ones; due today, overdue (due before today), next (within the following seven days), undated.
//! - Deals without a next step, and rotting deals (see [`crate::domain::deals::rotting_days`]): the rep's deals in progress.
//! - Birthdays within today and the six days after it, of contacts of the rep's customers. 29 February is kept on the 28th in
//!   years without one.
//! - Nobody chosen: everybody's.

use super::basis::Basis;
use super::board::rotting;
use super::path::Path;
use crate::domain::deals::next_step;
use crate::domain::id::Id;
use crate::domain::records::{contact, customer, deal, goal, task, Table};
use crate::domain::row::Row;
use chrono::{Datelike, Days, NaiveDate};

/// How many days ahead, today included, birthdays are looked for.
pub const BIRTHDAY_DAYS: u64 = 7;
/// How many days after today tasks count as next.
pub const NEXT_DAYS: u64 = 7;

/// A rep's day.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Today {
    /// Open tasks due before today, the longest overdue first.
    pub overdue: Vec<Id>,
    /// Open tasks due today, by time (without one last), then priority.
    pub due: Vec<Id>,
    /// Open tasks of the next days, the earliest first.
    pub next: Vec<Id>,
    /// Open tasks without a day.
    pub undated: Vec<Id>,
    /// Deals in progress without a next step, the earliest expected close first.
    pub no_next_step: Vec<Id>,
    /// Rotting deals with the days since something happened, the longest first.
    pub rotting: Vec<(Id, i64)>,
    /// Contacts with the day of their birthday, the earliest first.
    pub birthdays: Vec<(Id, NaiveDate)>,
    /// Goals of the rep that run today, by measure and period.
    pub goals: Vec<Id>,
}

/// The day of a rep, or of everybody.
pub fn today(basis: &Basis, rep: Option<Id>) -> Today {
    let (data, now) = (basis.data, basis.today);
    let mine = |owner: Option<Id>| rep.is_none() || owner == rep;
    let mut found = Today::default();

    let mut tasks: Vec<&Row> =
        data.live(Table::Task).filter(|t| t.get(task::DONE).is_none() && mine(t.link(task::OWNER))).collect();
    tasks.sort_by_key(|t| {
        let due = t.moment(task::DUE);
        (due.map(|d| d.date), due.map_or(u16::MAX, |d| d.minute.unwrap_or(u16::MAX)), priority(t), t.id)
    });
    let horizon = now.checked_add_days(Days::new(NEXT_DAYS)).unwrap_or(now);
    for row in tasks {
        match row.date(task::DUE) {
            None => found.undated.push(row.id),
            Some(due) if due < now => found.overdue.push(row.id),
            Some(due) if due == now => found.due.push(row.id),
            Some(due) if due <= horizon => found.next.push(row.id),
            Some(_) => {}
        }
    }

    let mut bare: Vec<&Row> = Vec::new();
    for row in data.live(Table::Deal).filter(|row| mine(row.link(deal::OWNER))) {
        // Not `basis.paths()`: one rep's deals are few among all.
        let path = Path::of(basis, row);
        if !path.in_progress() {
            continue;
        }
        if next_step(data, row.id).is_none() {
            bare.push(row);
        }
        if let Some(days) = rotting(basis, &path) {
            found.rotting.push((row.id, days));
        }
    }
    bare.sort_by_key(|row| (row.date(deal::EXPECTED_CLOSE).is_none(), row.date(deal::EXPECTED_CLOSE), row.id));
    found.no_next_step = bare.into_iter().map(|row| row.id).collect();
    found.rotting.sort_by_key(|(id, days)| (std::cmp::Reverse(*days), *id));

    for row in data.live(Table::Contact) {
        let Some(day) = row.date(contact::BIRTHDAY).and_then(|born| next_birthday(born, now)) else { continue };
        if (day - now).num_days() >= BIRTHDAY_DAYS as i64 {
            continue;
        }
        let owner = data.follow(Table::Contact, row, contact::CUSTOMER).map(|c| c.link(customer::OWNER));
        if owner.is_some_and(mine) {
            found.birthdays.push((row.id, day));
        }
    }
    found.birthdays.sort_by_key(|(id, day)| (*day, *id));

    let runs = |g: &&Row| g.date(goal::FROM).is_some_and(|d| d <= now) && g.date(goal::TO).is_some_and(|d| d >= now);
    let own = |g: &&Row| rep.is_none() || g.link(goal::REP) == rep;
    let mut goals: Vec<&Row> = data.live(Table::Goal).filter(runs).filter(own).collect();
    goals.sort_by_key(|g| (g.text(goal::MEASURE), g.date(goal::TO), g.id));
    found.goals = goals.into_iter().map(|g| g.id).collect();
    found
}

/// 0 for the most pressing.
fn priority(row: &Row) -> u8 {
    match row.text(task::PRIORITY) {
        "high" => 0,
        "low" => 2,
        _ => 1,
    }
}

/// The first birthday not before a day.
pub fn next_birthday(born: NaiveDate, from: NaiveDate) -> Option<NaiveDate> {
    let of = |year: i32| born.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28));
    of(from.year()).filter(|day| *day >= from).or_else(|| of(from.year() + 1))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::analysis::testkit::{day, Kit};
    use crate::domain::records::activity;
    use crate::domain::value::{About, Moment, Value};

    #[test]
    fn birthdays_come_round_also_over_new_year_and_in_short_februaries() {
        for (born, from, next) in [
            ("1980-06-15", "2026-06-15", "2026-06-15"),
            ("1980-06-14", "2026-06-15", "2027-06-14"),
            ("1980-01-02", "2026-12-30", "2027-01-02"),
            ("1996-02-29", "2026-02-25", "2026-02-28"),
            ("1996-02-29", "2028-02-25", "2028-02-29"),
            ("1996-02-29", "2027-03-01", "2028-02-29"),
        ] {
            assert_eq!(next_birthday(day(born), day(from)), Some(day(next)), "{born} seen from {from}");
        }
    }

    #[test]
    fn a_reps_day() {
        let mut kit = Kit::new();
        let (anna, bo) = (kit.rep("a"), kit.rep("b"));
        let task = |kit: &mut Kit, who: Id, due: &str, priority: &str| {
            let mut cells = vec![(task::OWNER, Value::Ref(who)), (task::PRIORITY, Value::text(priority))];
            cells.extend(Moment::parse(due).map(|m| (task::DUE, Value::Moment(m))));
            kit.add(Table::Task, &cells)
        };
        let whole_day = task(&mut kit, anna, "2026-06-15", "low");
        let urgent = task(&mut kit, anna, "2026-06-15", "high");
        let at_nine = task(&mut kit, anna, "2026-06-15T09:00", "low");
        let late = task(&mut kit, anna, "2026-06-14T23:00", "low");
        let undated = task(&mut kit, anna, "", "");
        let tomorrow = task(&mut kit, anna, "2026-06-16", "");
        task(&mut kit, anna, "2026-06-23", "");
        task(&mut kit, bo, "2026-06-15", "");
        let done = task(&mut kit, anna, "2026-06-15", "");
        kit.set(Table::Task, done, task::DONE, Value::date(day("2026-06-14")));

        // Ten days are normal: this one has had nothing for eleven; the other was called yesterday.
        let stale = kit.deal("2026-01-01", &[("2026-06-04", 1, "open")]);
        let fresh = kit.deal("2026-01-01", &[("2026-01-01", 1, "open")]);
        let planned = kit.deal("2026-01-01", &[("2026-01-01", 1, "open")]);
        let about = |deal| Value::Abouts(Box::new([About { table: Table::Deal, id: deal }]));
        kit.add(Table::Activity, &[(activity::ABOUT, about(fresh)), (activity::AT, Value::date(day("2026-06-14")))]);
        kit.set(Table::Task, tomorrow, task::ABOUT, about(planned));
        for deal in [stale, fresh, planned] {
            kit.owner(deal, anna);
        }
        let buyer = kit.customer;
        kit.set(Table::Customer, buyer, customer::OWNER, Value::Ref(anna));
        let born = |kit: &mut Kit, date: &str| {
            kit.add(
                Table::Contact,
                &[(contact::CUSTOMER, Value::Ref(buyer)), (contact::BIRTHDAY, Value::date(day(date)))],
            )
        };
        let friend = born(&mut kit, "1990-06-21");
        born(&mut kit, "1990-06-22");

        let basis = Basis::new(&kit.data, day("2026-06-15"));
        let found = today(&basis, Some(anna));
        assert_eq!((found.overdue, found.due), (vec![late], vec![at_nine, urgent, whole_day]));
        assert_eq!((found.next, found.undated), (vec![tomorrow], vec![undated]));
        assert_eq!((found.no_next_step, found.rotting), (vec![stale, fresh], vec![(stale, 11)]));
        assert_eq!(found.birthdays, [(friend, day("2026-06-21"))]);
        assert!(today(&basis, Some(bo)).birthdays.is_empty());
        assert_eq!(today(&basis, None).due.len(), 4);
    }
}
