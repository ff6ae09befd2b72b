//! Deleting: what belongs to a row goes with it, what needs it stands in the way and is named.

use super::Refusal;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::patch::Patch;
use crate::domain::records::{
    contact, deal, deal_line, goal, goal_change, stage, stage_change, task, Table, COMMON_FIELDS, DELETED,
};
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
    let of = |child: Table, key| data.referring(child, key, id).map(move |row| (child, row.id));
    match table {
        Table::Customer => of(Table::Contact, contact::CUSTOMER).chain(tasks_only_about(data, id)).collect(),
        Table::Deal => of(Table::DealLine, deal_line::DEAL)
            .chain(of(Table::StageChange, stage_change::DEAL))
            .chain(tasks_only_about(data, id))
            .collect(),
        Table::Lead => tasks_only_about(data, id).collect(),
        Table::Pipeline => of(Table::Stage, stage::PIPELINE).collect(),
        Table::Goal => of(Table::GoalChange, goal_change::GOAL).collect(),
        _ => Vec::new(),
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
        Table::Rep | Table::Team | Table::Product | Table::ListEntry | Table::Pipeline | Table::OwnField => {
            users(data, table, id, going)
        }
        _ => Vec::new(),
    }
}

/// Rows anywhere that name this one. A pipeline's own stages do not count: they go with it.
fn users(data: &Dataset, table: Table, id: Id, going: &[Id]) -> Vec<(Table, Id)> {
    let element = id.to_string();
    let mut found = Vec::new();
    for other in Table::ALL.iter().copied() {
        if other == Table::Stage && table == Table::Pipeline {
            continue;
        }
        let fields = COMMON_FIELDS.iter().chain(other.record().fields);
        if !fields.clone().any(|f| names(f.kind, table)) && table != Table::OwnField {
            continue;
        }
        for row in data.live(other) {
            if other == table && going.contains(&row.id) {
                continue;
            }
            let uses = row.cells().any(|(key, value)| {
                value.ids().contains(&id)
                    || (*value != Value::Bool(false) && key.split().is_some_and(|(_, e)| e == element))
            });
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

fn names(kind: crate::domain::records::Kind, table: Table) -> bool {
    use crate::domain::records::Kind;
    match kind {
        Kind::Ref(target) => target == table,
        Kind::List(_) | Kind::Set(_) | Kind::Outcome => table == Table::ListEntry,
        Kind::Credit => matches!(table, Table::Rep | Table::Team),
        Kind::Abouts => true,
        _ => false,
    }
}
