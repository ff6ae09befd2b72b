//! A part of a workspace that makes sense by itself: chosen rows, what belongs to them, and all that they refer to.
//! Rows are chosen by rules (whose, and of when) or one by one, as a filtered list shows them.

use crate::domain::dataset::Dataset;
use crate::domain::deals::{state, Status};
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{
    activity, contact, customer, deal, deal_line, goal, goal_change, lead, stage, stage_change, task, Table,
};
use crate::domain::references::named;
use crate::domain::row::Row;
use crate::domain::value::Value;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Whose records, and of when.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug, Default)]
pub struct Selection {
    /// Reps whose customers, leads, deals, activities, tasks and goals are chosen; empty: everybody's.
    pub owners: Vec<Id>,
    /// First and last day: leads, deals, tasks and goals that were open then, customers added and activities done then. `None`: always.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// Leave out phone numbers, mail addresses and what else is declared personal.
    pub without_personal: bool,
    /// Mask phone numbers and mail addresses instead, and leave out what else is declared personal.
    pub masked: bool,
    /// How the team works instead of what it worked on: settings, lists, people, products, pipelines and goals, no customers.
    pub template: bool,
    /// Leave out remarks: whatever is declared to hold several lines of text.
    pub without_notes: bool,
    /// These records, with all that hangs on them, instead of whatever `owners` and `period` choose: what a filtered list shows.
    pub chosen: Option<(Table, Vec<Id>)>,
}

/// The rows of a selection: settings, lists, rates, own fields and pipelines whole; of the rest what is chosen, what belongs to it, and,
/// through any number of steps, what these refer to.
pub fn choose(data: &Dataset, selection: &Selection) -> HashSet<(Table, Id)> {
    let mut chosen = HashSet::new();
    let mut open: Vec<(Table, Id)> = Vec::new();
    for table in Table::ALL {
        let wanted = |row: &&Row| match table {
            Table::Settings
            | Table::OwnField
            | Table::ListEntry
            | Table::Rate
            | Table::Pipeline
            | Table::Stage
            | Table::Product => true,
            Table::Team | Table::Rep | Table::Goal if selection.template => true,
            _ if selection.template || selection.chosen.is_some() => false,
            _ => is_chosen(data, selection, *table, row),
        };
        for row in data.live(*table).filter(wanted) {
            open.push((*table, row.id));
            if !selection.template {
                open.extend(belongings(data, *table, row.id));
            }
        }
    }
    if let Some((table, ids)) = &selection.chosen {
        let mut roots: Vec<(Table, Id)> = ids.iter().map(|id| (*table, *id)).collect();
        while let Some((table, id)) = roots.pop() {
            roots.extend(hanging(data, table, id));
            open.push((table, id));
        }
    }
    while let Some((table, id)) = open.pop() {
        if !chosen.insert((table, id)) {
            continue;
        }
        let Some(row) = data.rows(table).get(id) else { continue };
        open.extend(references(table, row).into_iter().filter(|about| !chosen.contains(about)));
        if table == Table::Deal {
            // Without its history a deal would stand in another stage.
            open.extend(belongings(data, table, id));
        }
        if table == Table::Pipeline {
            open.extend(data.referring(Table::Stage, stage::PIPELINE, id).map(|s| (Table::Stage, s.id)));
        }
    }
    chosen
}

fn is_chosen(data: &Dataset, selection: &Selection, table: Table, row: &Row) -> bool {
    let owner =
        |key: Key| selection.owners.is_empty() || row.link(key).is_some_and(|rep| selection.owners.contains(&rep));
    let date = |key: Key| row.date(key);
    match table {
        Table::Customer => owner(customer::OWNER) && within(selection, date(customer::CREATED)),
        Table::Lead => {
            let over = row.text(lead::STATUS) != "open" && !row.text(lead::STATUS).is_empty();
            owner(lead::OWNER) && lasted(selection, date(lead::CREATED), date(lead::CLOSED), over)
        }
        Table::Deal => {
            let now = state(data, row);
            owner(deal::OWNER) && lasted(selection, date(deal::CREATED), now.closed, now.status != Status::Open)
        }
        Table::Activity => owner(activity::REP) && within(selection, date(activity::AT)),
        Table::Task => {
            let done = row.get(task::DONE).is_some();
            owner(task::OWNER) && lasted(selection, date(task::CREATED).or(date(task::DUE)), date(task::DONE), done)
        }
        Table::Goal => owner(goal::REP) && lasted(selection, date(goal::FROM), date(goal::TO), true),
        Table::Rep | Table::Team => selection.owners.is_empty(),
        _ => false,
    }
}

/// Whether a day falls into the period; an unknown one does not.
fn within(selection: &Selection, day: Option<NaiveDate>) -> bool {
    selection.period.is_none_or(|(from, to)| day.is_some_and(|day| (from..=to).contains(&day)))
}

/// Whether something was going on in the period. An unknown beginning or end does not rule it out.
fn lasted(selection: &Selection, begin: Option<NaiveDate>, end: Option<NaiveDate>, over: bool) -> bool {
    selection.period.is_none_or(|(from, to)| {
        begin.is_none_or(|day| day <= to) && (!over || end.or(begin).is_none_or(|day| day >= from))
    })
}

/// What goes with a chosen row.
fn belongings(data: &Dataset, table: Table, id: Id) -> Vec<(Table, Id)> {
    let of = |child: Table, key: Key| data.referring(child, key, id).map(move |row| (child, row.id));
    match table {
        Table::Customer => of(Table::Contact, contact::CUSTOMER).collect(),
        Table::Deal => of(Table::DealLine, deal_line::DEAL).chain(of(Table::StageChange, stage_change::DEAL)).collect(),
        Table::Goal => of(Table::GoalChange, goal_change::GOAL).collect(),
        _ => Vec::new(),
    }
}

/// What hangs on a record that was chosen by itself: what belongs to it, its deals, and what was done and is to be done about it. Customers have deals and deals have
/// lines, so following this ends.
fn hanging(data: &Dataset, table: Table, id: Id) -> Vec<(Table, Id)> {
    let mut found = belongings(data, table, id);
    let mut of = |child: Table, key: Key| found.extend(data.referring(child, key, id).map(|row| (child, row.id)));
    if table == Table::Customer {
        of(Table::Deal, deal::CUSTOMER);
        of(Table::Lead, lead::CUSTOMER);
    }
    if matches!(table, Table::Customer | Table::Contact | Table::Deal | Table::Lead) {
        of(Table::Activity, activity::ABOUT);
        of(Table::Task, task::ABOUT);
    }
    found
}

/// The rows that a row names, each with its table.
pub(super) fn references(table: Table, row: &Row) -> Vec<(Table, Id)> {
    row.cells().flat_map(|(key, value)| cell_references(table, key, value)).collect()
}

/// The rows that a cell names.
pub(super) fn cell_references(table: Table, key: Key, value: &Value) -> Vec<(Table, Id)> {
    let mut found = Vec::new();
    named(table, key, value, &mut |target, id| found.push((target, id)));
    found
}
