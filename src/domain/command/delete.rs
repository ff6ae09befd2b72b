//! Deleting: what belongs to a row goes with it, what needs it stands in the way and is named. And the way back for rows that are
//! deleted but kept, because somebody else's row needs them.

use super::Refusal;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::patch::Patch;
use crate::domain::records::{contact, deal, deal_line, goal, goal_change, stage, stage_change, task, Table};
use crate::domain::records::{DELETED, MERGED_INTO};
use crate::domain::references::{named, STAY_WHILE_NAMED};
use crate::domain::row::Row;
use crate::domain::value::{About, Value};

/// Most rows that a refusal names.
const NAMED: usize = 200;

/// Deletes rows.
pub fn delete(data: &Dataset, patch: &mut Patch, table: Table, ids: &[Id]) -> Result<(), Refusal> {
    if matches!(table, Table::Settings | Table::StageChange | Table::GoalChange) {
        return Err(Refusal::new("not_by_form"));
    }
    for id in ids {
        let row = data.get(table, *id).ok_or_else(|| Refusal::rows("not_found", vec![(table, *id)]))?;
        match table {
            Table::Stage => super::pipelines::can_go(data, row, ids)?,
            Table::Pipeline if data.live(table).all(|p| ids.contains(&p.id)) => {
                return Err(Refusal::rows("last_pipeline", vec![(table, *id)]));
            }
            _ => {}
        }
        let in_the_way = needed_by(data, table, *id, ids);
        if !in_the_way.is_empty() {
            return Err(Refusal::rows("in_use", in_the_way));
        }
        for (child_table, child) in belongings(data, table, *id) {
            patch.set(data, child_table, child, DELETED, Some(Value::Bool(true)));
        }
        patch.set(data, table, *id, DELETED, Some(Value::Bool(true)));
    }
    Ok(())
}

/// What goes with a row.
fn belongings(data: &Dataset, table: Table, id: Id) -> Vec<(Table, Id)> {
    let mut found = Vec::new();
    for (child, key) in parts(table) {
        found.extend(data.referring(*child, *key, id).map(|row| (*child, row.id)));
    }
    if matches!(table, Table::Customer | Table::Deal | Table::Lead) {
        found.extend(tasks_only_about(data, id));
    }
    found
}

/// Tables whose rows are parts of a row of this one, and the field that says of which.
pub fn parts(table: Table) -> &'static [(Table, Key)] {
    match table {
        Table::Customer => &[(Table::Contact, contact::CUSTOMER)],
        Table::Deal => &[(Table::DealLine, deal_line::DEAL), (Table::StageChange, stage_change::DEAL)],
        Table::Pipeline => &[(Table::Stage, stage::PIPELINE)],
        Table::Goal => &[(Table::GoalChange, goal_change::GOAL)],
        _ => &[],
    }
}

/// Takes back that a kept row was deleted, and with it what was deleted in the same moment.
pub fn restore(data: &Dataset, patch: &mut Patch, table: Table, id: Id) -> Result<(), Refusal> {
    let row = data.get(table, id).filter(|row| row.is_kept());
    let row = row.ok_or_else(|| Refusal::rows("not_found", vec![(table, id)]))?;
    patch.set(data, table, id, DELETED, None);
    patch.set(data, table, id, MERGED_INTO, None);
    let then = row.stamp_of(DELETED);
    for (child, key) in parts(table).iter().chain(&[(Table::Task, task::ABOUT)]) {
        for part in data.rows(*child).all() {
            let along = !part.is_there() && part.stamp_of(DELETED) == then;
            if along && part.get(*key).is_some_and(|of| of.ids().contains(&id)) {
                patch.set(data, *child, part.id, DELETED, None);
            }
        }
    }
    Ok(())
}

/// Whoever edits a kept row wants it: it is there again, just as a merge would have it (a row lives if edited later than deleted).
pub fn revive(data: &Dataset, patch: &mut Patch) {
    for at in 0..patch.rows.len() {
        let (table, id) = (patch.rows[at].table, patch.rows[at].id);
        // Whoever merges it away does not.
        let goes = patch.rows[at].cells.iter().any(|cell| cell.key == MERGED_INTO && cell.after.is_some());
        if !goes && data.get(table, id).is_some_and(Row::is_kept) {
            patch.set(data, table, id, DELETED, None);
            patch.set(data, table, id, MERGED_INTO, None);
        }
    }
}

/// Open tasks about nothing else that is there: to do for something that is gone.
fn tasks_only_about(data: &Dataset, id: Id) -> impl Iterator<Item = (Table, Id)> + '_ {
    data.referring(Table::Task, task::ABOUT, id)
        .filter(move |t| {
            let others = |a: &About| a.id != id && data.get(a.table, a.id).is_some();
            t.get(task::DONE).is_none() && !matches!(t.get(task::ABOUT), Some(Value::Abouts(a)) if a.iter().any(others))
        })
        .map(|t| (Table::Task, t.id))
}

/// Rows that need this one and do not go with it. `going`: rows of the same table that are deleted as well.
pub fn needed_by(data: &Dataset, table: Table, id: Id, going: &[Id]) -> Vec<(Table, Id)> {
    match table {
        Table::Customer => {
            data.referring(Table::Deal, deal::CUSTOMER, id).take(NAMED).map(|d| (Table::Deal, d.id)).collect()
        }
        Table::Stage => {
            super::pipelines::standing(data, id).into_iter().take(NAMED).map(|d| (Table::Deal, d.id)).collect()
        }
        Table::Goal => {
            let parts = data.referring(Table::Goal, goal::PARENT, id).filter(|g| !going.contains(&g.id));
            parts.take(NAMED).map(|g| (Table::Goal, g.id)).collect()
        }
        _ if STAY_WHILE_NAMED.contains(&table) => users(data, table, id, going),
        _ => Vec::new(),
    }
}

/// Rows anywhere that name this one. A pipeline's own stages do not count: they go with it.
fn users(data: &Dataset, table: Table, id: Id, going: &[Id]) -> Vec<(Table, Id)> {
    let mut found = Vec::new();
    for other in Table::ALL.iter().copied().filter(|other| (*other, table) != (Table::Stage, Table::Pipeline)) {
        for row in data.live(other).filter(|row| other != table || !going.contains(&row.id)) {
            let mut uses = false;
            for (key, value) in row.cells() {
                named(other, key, value, &mut |target, named| uses |= (target, named) == (table, id));
            }
            if uses {
                found.push((other, row.id));
                if found.len() == NAMED {
                    return found;
                }
            }
        }
    }
    found
}
