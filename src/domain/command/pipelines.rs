//! Changing pipelines: no deal may lose its stage.

use super::{deals, Context, Position, Refusal};
use crate::domain::dataset::Dataset;
use crate::domain::deals::{ordered, state};
use crate::domain::id::Id;
use crate::domain::order;
use crate::domain::patch::Patch;
use crate::domain::records::{list_entry, stage, Table, DELETED};
use crate::domain::value::Value;

/// Removes a stage. Deals that stand there move first; deals closed there keep it in their history.
pub fn remove_stage(
    data: &Dataset,
    context: &mut Context,
    patch: &mut Patch,
    id: Id,
    move_to: Option<Id>,
) -> Result<(), Refusal> {
    let row = data.get(Table::Stage, id).ok_or_else(|| Refusal::rows("not_found", vec![(Table::Stage, id)]))?;
    if row.text(stage::PHASE) == "won" {
        return Err(Refusal::new("pipeline_needs_won"));
    }
    let here: Vec<Id> = data.live(Table::Deal).filter(|d| state(data, d).stage == Some(id)).map(|d| d.id).collect();
    if !here.is_empty() {
        let target = move_to.and_then(|to| data.get(Table::Stage, to));
        let fits = |to: &crate::domain::row::Row| {
            to.id != id
                && to.text(stage::PHASE) == row.text(stage::PHASE)
                && to.link(stage::PIPELINE) == row.link(stage::PIPELINE)
        };
        let Some(target) = target.filter(|to| fits(to)) else {
            return Err(Refusal::rows("stage_has_deals", here.into_iter().map(|d| (Table::Deal, d)).collect()));
        };
        for deal in here {
            let status = data
                .get(Table::Deal, deal)
                .map(|d| state(data, d).status)
                .unwrap_or(crate::domain::deals::Status::Open);
            deals::record(context, patch, deal, context.now(), Some(id), target.id, status);
            let place = deals::place_at(data, target.id, deal, Position::Bottom);
            patch.set(data, Table::Deal, deal, crate::domain::records::deal::PLACE, Some(place));
        }
    }
    patch.set(data, Table::Stage, id, DELETED, Some(Value::Bool(true)));
    Ok(())
}

/// Puts a row after one of its siblings: rows of the same table (and pipeline, and list).
pub fn reorder(data: &Dataset, patch: &mut Patch, table: Table, id: Id, after: Option<Id>) -> Result<(), Refusal> {
    let row = data.get(table, id).ok_or_else(|| Refusal::rows("not_found", vec![(table, id)]))?;
    let field = table.field_named("order").ok_or_else(|| Refusal::new("not_found"))?;
    let group = |r: &crate::domain::row::Row| match table {
        Table::Stage => r.get(stage::PIPELINE).cloned(),
        Table::ListEntry => r.get(list_entry::LIST).cloned(),
        _ => None,
    };
    let siblings = ordered(data.live(table).filter(|r| r.id != id && group(r) == group(row)), field.key);
    let at = match after {
        Some(other) => siblings.iter().position(|r| r.id == other).map_or(siblings.len(), |i| i + 1),
        None => 0,
    };
    let key = |i: usize| siblings.get(i).map(|r| r.text(field.key));
    let place = order::between(at.checked_sub(1).and_then(key), key(at));
    patch.set(data, table, id, field.key, Some(Value::text(place)));
    Ok(())
}
