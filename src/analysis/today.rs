//! What a rep has to know this morning.
//!
//! - Tasks: the rep's open ones; due today, overdue (due before today), next (within the following seven days), undated.
//! - Deals without a next step, and rotting deals (see [`crate::domain::deals::rotting_days`]): the rep's deals in progress.
//! - Birthdays within today and the six days after it, of contacts of the rep's customers. 29 February is kept on the 28th in
//!   years without one.
//! - Nobody chosen: everybody's.

use super::basis::Basis;
use super::board::rotting;
use super::goals::period;
use super::path::{status, Path};
use crate::domain::dataset::Dataset;
use crate::domain::deals::{next_step, Status};
use crate::domain::id::Id;
use crate::domain::records::{contact, customer, deal, goal, task, Table};
use crate::domain::row::Row;
use chrono::{Datelike, Days, NaiveDate};
use std::cmp::Reverse;

/// How many days ahead, today included, birthdays are looked for.
pub const BIRTHDAY_DAYS: u64 = 7;
/// How many days after today tasks count as next.
pub const NEXT_DAYS: u64 = 7;

/// A rep's open tasks.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tasks {
    /// Due before today, the longest overdue first.
    pub overdue: Vec<Id>,
    /// Due today, by time (without one last), then priority.
    pub due: Vec<Id>,
    /// Due in the next days, the earliest first.
    pub next: Vec<Id>,
    /// Without a day.
    pub undated: Vec<Id>,
}

impl Tasks {
    /// The tasks of a rep, or of everybody.
    pub fn of(data: &Dataset, today: NaiveDate, rep: Option<Id>) -> Tasks {
        let mut found = Tasks::default();
        let mine = |row: &&Row| rep.is_none() || row.link(task::OWNER) == rep;
        let mut tasks: Vec<&Row> =
            data.live(Table::Task).filter(|t| t.get(task::DONE).is_none()).filter(mine).collect();
        tasks.sort_by_key(|t| {
            let due = t.moment(task::DUE);
            (due.map(|d| d.date), due.map_or(u16::MAX, |d| d.minute.unwrap_or(u16::MAX)), priority(t), t.id)
        });
        let horizon = today.checked_add_days(Days::new(NEXT_DAYS)).unwrap_or(today);
        for row in tasks {
            match row.date(task::DUE) {
                None => found.undated.push(row.id),
                Some(due) if due < today => found.overdue.push(row.id),
                Some(due) if due == today => found.due.push(row.id),
                Some(due) if due <= horizon => found.next.push(row.id),
                Some(_) => {}
            }
        }
        found
    }
}

/// Goals of a rep, or of everybody, that run today, by measure and period.
pub fn running_goals(data: &Dataset, today: NaiveDate, rep: Option<Id>) -> Vec<Id> {
    let runs = |g: &&Row| period(g).is_some_and(|period| period.has(today));
    let own = |g: &&Row| rep.is_none() || g.link(goal::REP) == rep;
    let mut goals: Vec<&Row> = data.live(Table::Goal).filter(runs).filter(own).collect();
    goals.sort_by_key(|g| (g.text(goal::MEASURE), g.date(goal::TO), g.id));
    goals.into_iter().map(|g| g.id).collect()
}

/// What a rep has to look at beside tasks.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Looks {
    /// Deals in progress without a next step, the earliest expected close first.
    pub no_next_step: Vec<Id>,
    /// Rotting deals with the days since something happened, the longest first.
    pub rotting: Vec<(Id, i64)>,
    /// Contacts with the day of their birthday, the earliest first.
    pub birthdays: Vec<(Id, NaiveDate)>,
}

/// How many deals, and then how many contacts, a step of [`Looking`] looks at: some milliseconds.
const STEP: usize = 2_000;

/// [`Looks`] on their way: found in steps, so that a page can answer meanwhile.
pub struct Looking {
    today: NaiveDate,
    rep: Option<Id>,
    deals: usize,
    contacts: usize,
    found: Looks,
}

impl Looking {
    /// Begins, for a rep or for everybody, as seen from a day.
    pub fn new(today: NaiveDate, rep: Option<Id>) -> Looking {
        Looking { today, rep, deals: 0, contacts: 0, found: Looks::default() }
    }

    /// One step further, always with the same data; all there is, with the last one.
    pub fn step(&mut self, data: &Dataset) -> Option<Looks> {
        self.look(data, STEP)
    }

    fn look(&mut self, data: &Dataset, count: usize) -> Option<Looks> {
        let (deals, contacts) = (data.rows(Table::Deal), data.rows(Table::Contact));
        if self.deals < deals.all().len() {
            let basis = Basis::new(data, self.today);
            let until = self.deals.saturating_add(count);
            deals.live_within(self.deals..until).for_each(|row| self.deal(&basis, row));
            self.deals = until;
            return None;
        }
        let until = self.contacts.saturating_add(count);
        contacts.live_within(self.contacts..until).for_each(|row| self.contact(data, row));
        self.contacts = until;
        (self.contacts >= contacts.all().len()).then(|| self.sorted(data))
    }

    fn mine(&self, owner: Option<Id>) -> bool {
        self.rep.is_none() || owner == self.rep
    }

    fn deal(&mut self, basis: &Basis, row: &Row) {
        // Most deals of old data are closed: they are put aside before their way is found.
        if !self.mine(row.link(deal::OWNER)) || status(basis, row) != Status::Open {
            return;
        }
        let path = Path::of(basis, row);
        if !path.in_progress() {
            return;
        }
        if next_step(basis.data, row.id).is_none() {
            self.found.no_next_step.push(row.id);
        }
        if let Some(days) = rotting(basis, &path) {
            self.found.rotting.push((row.id, days));
        }
    }

    fn contact(&mut self, data: &Dataset, row: &Row) {
        let born = row.date(contact::BIRTHDAY);
        let Some(day) = born.and_then(|born| next_birthday(born, self.today)) else { return };
        if (day - self.today).num_days() >= BIRTHDAY_DAYS as i64 {
            return;
        }
        let owner = data.follow(Table::Contact, row, contact::CUSTOMER).map(|c| c.link(customer::OWNER));
        if owner.is_some_and(|owner| self.mine(owner)) {
            self.found.birthdays.push((row.id, day));
        }
    }

    fn sorted(&mut self, data: &Dataset) -> Looks {
        let mut found = std::mem::take(&mut self.found);
        found.no_next_step.sort_by_cached_key(|id| {
            let close = data.get(Table::Deal, *id).and_then(|row| row.date(deal::EXPECTED_CLOSE));
            (close.is_none(), close, *id)
        });
        found.rotting.sort_by_key(|(id, days)| (Reverse(*days), *id));
        found.birthdays.sort_by_key(|(id, day)| (*day, *id));
        found
    }
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
    use crate::analysis::testkit::{day, sampled, Kit};
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

        let today = day("2026-06-15");
        let found = Tasks::of(&kit.data, today, Some(anna));
        assert_eq!((found.overdue, found.due), (vec![late], vec![at_nine, urgent, whole_day]));
        assert_eq!((found.next, found.undated), (vec![tomorrow], vec![undated]));
        assert_eq!(Tasks::of(&kit.data, today, None).due.len(), 4);
        let looks = |rep| {
            let mut looking = Looking::new(today, rep);
            (0..9).find_map(|_| looking.step(&kit.data)).unwrap()
        };
        let found = looks(Some(anna));
        assert_eq!((found.no_next_step, found.rotting), (vec![stale, fresh], vec![(stale, 11)]));
        assert_eq!(found.birthdays, [(friend, day("2026-06-21"))]);
        assert!(looks(Some(bo)).birthdays.is_empty());
    }

    #[test]
    fn a_few_rows_at_a_time_show_the_same() {
        let (today, data) = sampled(1);
        let rep = data.live(Table::Rep).next().map(|row| row.id);
        for rep in [None, rep] {
            let (mut some, mut all) = (Looking::new(today, rep), Looking::new(today, rep));
            let some = (0..10_000).find_map(|_| some.look(&data, 7)).unwrap();
            assert!(!some.no_next_step.is_empty() && !some.rotting.is_empty());
            assert_eq!(Some(some), (0..2).find_map(|_| all.look(&data, usize::MAX)));
        }
    }
}
