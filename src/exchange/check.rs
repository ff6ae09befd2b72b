//! What must hold of a file's rows together: references have their rows, required fields are filled, trees have no loops.

use super::convert::{At, Notes};
use super::names::UNRESOLVED;
use super::selection::cell_references;
use super::store::{Item, Store};
use crate::domain::command::rules::is_blank;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::money::Currency;
use crate::domain::records::{flag, goal, pipeline, rate, settings, stage, team, Table};
use crate::domain::value::Value;
use std::collections::{HashMap, HashSet};

/// Checks all rows.
pub(super) fn check(store: &Store, notes: &mut Notes) {
    for item in &store.items {
        if let Some(at) = &item.at {
            check_references(store, item, at, notes);
            if item.row.is_live() {
                check_row(item, at, notes);
            }
        }
    }
    no_loops(store, Table::Team, team::PARENT, "team_loop", notes);
    no_loops(store, Table::Goal, goal::PARENT, "goal_cycle", notes);
    one_won_stage(store, notes);
}

fn check_references(store: &Store, item: &Item, at: &At, notes: &mut Notes) {
    for (key, value) in item.row.cells() {
        for (table, id) in cell_references(item.table, key, value) {
            let named_already = id == UNRESOLVED && !notes.findings.problems.is_empty();
            if !store.has(table, id) && !named_already {
                notes.problem(at, "dangling_reference", item.table.path_of(key), &id.to_string());
            }
        }
    }
}

fn check_row(item: &Item, at: &At, notes: &mut Notes) {
    let row = &item.row;
    for field in item.table.record().fields.iter().filter(|f| f.is(flag::REQUIRED)) {
        if is_blank(row.get(field.key)) {
            // A value that was refused is no missing one.
            if !notes.findings.has_problem_at(&at.path(field.name)) {
                notes.rule(at, "required", field.name, "");
            }
        }
    }
    let currency = |key: Key| Currency::parse(row.text(key)).is_none() && row.get(key).is_some();
    match item.table {
        Table::Settings if row.id != settings::ROW => notes.problem(at, "bad_value", "id", &row.id.to_string()),
        Table::Settings if currency(settings::CURRENCY) => notes.rule(at, "bad_currency", "currency", ""),
        Table::Rate if currency(rate::CURRENCY) => notes.rule(at, "bad_currency", "currency", ""),
        Table::Rate if row.decimal(rate::RATE).is_some_and(|n| n <= 0) => {
            notes.rule(at, "out_of_range", "rate", "");
        }
        Table::Goal if row.date(goal::FROM).zip(row.date(goal::TO)).is_some_and(|(from, to)| to < from) => {
            notes.rule(at, "date_order", "to", "");
        }
        _ => {}
    }
}

fn no_loops(store: &Store, table: Table, parent: Key, code: &'static str, notes: &mut Notes) {
    let above: HashMap<Id, Id> =
        store.table(table).filter_map(|item| Some((item.row.id, item.row.link(parent)?))).collect();
    let mut sound: HashSet<Id> = HashSet::new();
    for item in store.table(table) {
        let (mut path, mut at) = (Vec::new(), item.row.id);
        let mut own: HashSet<Id> = HashSet::new();
        let looped = loop {
            if sound.contains(&at) {
                break false;
            }
            if !own.insert(at) {
                break true;
            }
            path.push(at);
            match above.get(&at) {
                Some(up) => at = *up,
                None => break false,
            }
        };
        sound.extend(path);
        if let (true, Some(place)) = (looped, &item.at) {
            notes.rule(place, code, "parent", "");
        }
    }
}

/// A pipeline has exactly one won stage: entering it is winning.
fn one_won_stage(store: &Store, notes: &mut Notes) {
    let mut won: HashMap<Id, usize> = HashMap::new();
    for item in store.table(Table::Stage).filter(|item| item.row.is_live()) {
        if let (Some(Value::Ref(of)), "won") = (item.row.get(stage::PIPELINE), item.row.text(stage::PHASE)) {
            *won.entry(*of).or_default() += 1;
        }
    }
    for item in store.table(Table::Pipeline).filter(|item| item.row.is_live()) {
        let Some(at) = &item.at else { continue };
        if won.get(&item.row.id) == Some(&1) {
            continue;
        }
        let name = item.row.text(pipeline::ZH);
        notes.rule(at, "pipeline_needs_won", "", name);
    }
}
