//! A desk to try commands on: the starter, a team with two reps, a customer, and a context that never asks a real clock.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code, reason = "shared by test targets")]

pub mod steps;

use chrono::{Days, NaiveDate};
use loudou::domain::command::{plan, Cells, Command, Context, CustomerChoice, Plan, Position, Refusal};
use loudou::domain::dataset::Dataset;
use loudou::domain::deals::{history, state, DealState};
use loudou::domain::id::{Id, SeededIds};
use loudou::domain::key::Key;
use loudou::domain::money::{Currency, Money};
use loudou::domain::records::{customer, deal, list_entry, rep, team, Table};
use loudou::domain::row::Row;
use loudou::domain::stamp::{Clock, Stamp};
use loudou::domain::value::{Outcome, OutcomeKind, Value};
use loudou::sample::starter::{stage_id, starter};

pub const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
pub const TEAM: Id = Id::fixed(90, 1);
pub const ANN: Id = Id::fixed(91, 1);
pub const BO: Id = Id::fixed(91, 2);
pub const ACME: Id = Id::fixed(92, 1);

pub fn text(t: &str) -> Option<Value> {
    Some(Value::text(t))
}

pub fn yuan(n: i64) -> Option<Value> {
    Some(Value::Money(Money::new(n * 100, Currency::CNY)))
}

pub fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

pub fn stage(key: &str) -> Id {
    stage_id(key).unwrap()
}

pub fn entry(list: &str, key: &str) -> Id {
    loudou::sample::starter::entry_id(list, key).unwrap()
}

pub fn outcome(kind: OutcomeKind, day: Option<u32>) -> Outcome {
    let reason = (kind == OutcomeKind::Lost).then(|| entry("lost_reason", "no_answer"));
    Outcome { kind, date: day.map(date), reason, competitor: None, note: String::new() }
}

/// The rows that every desk begins with.
pub fn rows() -> Vec<(Table, Row)> {
    let mut rows = starter("Desk", Currency::CNY);
    let mut add = |table, id, cells: Vec<(Key, Value)>| {
        let mut row = Row::new(id, Stamp::ZERO);
        cells.into_iter().for_each(|(key, value)| row.put(key, Some(value), None));
        rows.push((table, row));
    };
    add(Table::Team, TEAM, vec![(team::NAME, Value::text("North"))]);
    add(Table::Rep, ANN, vec![(rep::NAME, Value::text("Ann")), (rep::TEAM, Value::Ref(TEAM))]);
    add(Table::Rep, BO, vec![(rep::NAME, Value::text("Bo"))]);
    let acme = vec![(customer::NAME, Value::text("Acme")), (customer::LIFE, Value::text("prospect"))];
    add(Table::Customer, ACME, acme);
    rows
}

pub fn dataset() -> Dataset {
    let mut data = Dataset::default();
    rows().into_iter().for_each(|(table, row)| data.insert(table, row));
    data
}

pub struct Desk {
    pub data: Dataset,
    pub ids: SeededIds,
    pub today: NaiveDate,
    pub me: Option<Id>,
    clock: Clock,
    ms: u64,
}

impl Desk {
    pub fn new() -> Desk {
        let (data, clock) = (dataset(), Clock::new(7));
        Desk { data, ids: SeededIds::new(1), today: DAY, me: Some(ANN), clock, ms: 1_800_000_000_000 }
    }

    pub fn plan(&mut self, command: &Command) -> Result<Plan, Refusal> {
        self.ms += 1;
        let mut context =
            Context { today: self.today, minute: 600, now_ms: self.ms, actor: self.me, ids: &mut self.ids };
        plan(&self.data, &mut context, command)
    }

    pub fn run(&mut self, command: Command) -> Result<Plan, Refusal> {
        let plan = self.plan(&command)?;
        plan.patch.apply(&mut self.data, self.clock.tick(self.ms));
        Ok(plan)
    }

    pub fn ok(&mut self, command: Command) -> Plan {
        self.run(command).unwrap()
    }

    /// The refusal's code; nothing may have changed.
    pub fn refused(&mut self, command: Command) -> &'static str {
        self.run(command).expect_err("was not refused").code
    }

    pub fn later(&mut self, days: u64) {
        self.today = self.today + Days::new(days);
    }

    pub fn create(&mut self, table: Table, cells: Cells) -> Id {
        self.ok(Command::Create { table, id: None, cells }).subject.unwrap().1
    }

    pub fn edit(&mut self, table: Table, id: Id, cells: Cells) -> Result<Plan, Refusal> {
        self.run(Command::Edit { table, ids: vec![id], cells })
    }

    pub fn deal(&mut self, at: &str, amount: Option<i64>) -> Id {
        let mut cells = vec![(deal::NAME, text("Deal"))];
        cells.extend(amount.map(|n| (deal::AMOUNT, yuan(n))));
        self.ok(add(stage(at), cells)).subject.unwrap().1
    }

    pub fn shift(&mut self, deal: Id, to: &str, with: Cells) -> Result<Plan, Refusal> {
        self.run(Command::MoveDeal { deal, stage: stage(to), position: Position::Top, with })
    }

    pub fn close(&mut self, deal: Id, outcome: Outcome) -> Result<Plan, Refusal> {
        self.run(Command::CloseDeal { deal, outcome, with: Vec::new() })
    }

    pub fn row(&self, table: Table, id: Id) -> &Row {
        self.data.get(table, id).expect("is not there")
    }

    pub fn state(&self, deal: Id) -> DealState {
        state(&self.data, self.row(Table::Deal, deal))
    }

    pub fn moves(&self, deal: Id) -> usize {
        history(&self.data, deal).len()
    }

    pub fn entry_of(&mut self, list: &str, name: &str) -> Id {
        self.create(Table::ListEntry, vec![(list_entry::LIST, text(list)), (list_entry::ZH, text(name))])
    }
}

pub fn add(stage: Id, cells: Cells) -> Command {
    Command::AddDeal { id: None, customer: CustomerChoice::Existing(ACME), stage, cells }
}

pub fn delete(table: Table, id: Id) -> Command {
    Command::Delete { table, ids: vec![id] }
}
