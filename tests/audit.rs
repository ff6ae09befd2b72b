//! Checking and repairing: sound data have no findings, each kind of damage is found, repairs put right what they say and touch
//! nothing else, and a second repair has nothing to do.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod desk;

#[path = "audit/damage.rs"]
mod damage;
#[path = "audit/kinds.rs"]
mod kinds;

use chrono::NaiveDate;
use desk::*;
use loudou::domain::audit::{audit, repairable, Finding, Spot};
use loudou::domain::command::{plan, Command, Context};
use loudou::domain::dataset::Dataset;
use loudou::domain::id::{Id, SeededIds};
use loudou::domain::key::Key;
use loudou::domain::patch::Patch;
use loudou::domain::records::Table;
use loudou::domain::stamp::Stamp;
use loudou::domain::value::Value;

fn found(data: &Dataset, today: NaiveDate) -> Vec<Finding> {
    audit(data, today)
}

/// The code of each finding, with its row.
fn codes(data: &Dataset) -> Vec<(&'static str, Table, Id)> {
    found(data, DAY).into_iter().map(|f| (f.spot.code, f.spot.table, f.spot.id)).collect()
}

fn repair_of(data: &Dataset, today: NaiveDate, findings: Vec<Spot>) -> Patch {
    let mut ids = SeededIds::new(3);
    let mut context = Context { today, minute: 0, now_ms: 1, actor: None, ids: &mut ids };
    plan(data, &mut context, &Command::Repair { findings }).unwrap().patch
}

/// Repairs all that can be, as the command does.
fn repaired(data: &mut Dataset, today: NaiveDate) -> Patch {
    let patch = repair_of(data, today, repairable(&found(data, today)));
    patch.apply(data, Stamp::new(1_900_000_000_000, 0, 1));
    patch
}

fn put(data: &mut Dataset, table: Table, id: Id, key: Key, value: Option<Value>) {
    put_at(data, table, id, key, value, 1_850_000_000_000);
}

fn put_at(data: &mut Dataset, table: Table, id: Id, key: Key, value: Option<Value>, ms: u64) {
    assert!(data.update(table, id, None, |row| row.put(key, value, Some(Stamp::new(ms, 0, 9)))));
}
