//! Completing tasks: what took place becomes an activity, and the next step follows.

use super::{rows, Cells, Context, Refusal};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::patch::Patch;
use crate::domain::records::{activity, task, Table};
use crate::domain::value::Value;

/// Completes a task. One with a kind (call, visit …) is recorded as an activity, so that it counts.
pub fn complete(
    data: &Dataset,
    context: &mut Context,
    patch: &mut Patch,
    id: Id,
    result: &str,
    next: Option<&Cells>,
) -> Result<(), Refusal> {
    let row = data.get(Table::Task, id).ok_or_else(|| Refusal::rows("not_found", vec![(Table::Task, id)]))?;
    if row.get(task::DONE).is_some() {
        return Err(Refusal::rows("already_done", vec![(Table::Task, id)]));
    }
    patch.set(data, Table::Task, id, task::DONE, Some(Value::Moment(context.now())));
    if !result.trim().is_empty() {
        patch.set(data, Table::Task, id, task::RESULT, Some(Value::text(result.trim())));
    }
    // Rows that are gone by now must not keep a task from being completed.
    let there = |key: Key| match row.get(key) {
        Some(Value::Ref(_)) if data.follow(Table::Task, row, key).is_none() => None,
        Some(Value::Abouts(list)) => {
            Some(Value::Abouts(list.iter().copied().filter(|a| data.get(a.table, a.id).is_some()).collect()))
        }
        other => other.cloned(),
    };
    if let Some(kind) = there(task::SORT) {
        let note = if result.trim().is_empty() { row.text(task::TITLE) } else { result };
        let mut cells = vec![
            (activity::SORT, Some(kind)),
            (activity::ABOUT, there(task::ABOUT)),
            (activity::NOTE, Some(Value::text(note))),
            (activity::MINUTES, row.get(task::MINUTES).cloned()),
            (activity::WHERE, row.get(task::WHERE).cloned()),
        ];
        if let Some(owner) = there(task::OWNER) {
            cells.push((activity::REP, Some(owner)));
        }
        rows::create(data, context, patch, Table::Activity, None, &cells)?;
    }
    if let Some(next) = next {
        let mut cells = next.clone();
        for key in [task::ABOUT, task::OWNER] {
            if !cells.iter().any(|(k, _)| *k == key) {
                cells.push((key, there(key)));
            }
        }
        rows::create(data, context, patch, Table::Task, None, &cells)?;
    }
    Ok(())
}

/// Opens a done task again. The activity that was recorded stays: it took place.
pub fn reopen(data: &Dataset, patch: &mut Patch, id: Id) -> Result<(), Refusal> {
    data.get(Table::Task, id).ok_or_else(|| Refusal::rows("not_found", vec![(Table::Task, id)]))?;
    patch.set(data, Table::Task, id, task::DONE, None);
    Ok(())
}
