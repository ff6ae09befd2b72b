//! Changing pipelines: no deal may lose its stage.

use super::{deals, rows, Cells, Context, Position, Refusal};
use crate::domain::dataset::Dataset;
use crate::domain::deals::{order_in, ordered, stages, state, Status};
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::order;
use crate::domain::patch::Patch;
use crate::domain::records::{deal, deal_line, list_entry, stage, Table, DELETED};
use crate::domain::row::Row;
use crate::domain::sort::sort_by_key;
use crate::domain::value::{Place, Value};

/// Makes a pipeline with its stages.
pub fn add(
    data: &Dataset,
    context: &mut Context,
    patch: &mut Patch,
    id: Option<Id>,
    cells: &Cells,
    stages: &[Cells],
) -> Result<Id, Refusal> {
    let id = rows::create(data, context, patch, Table::Pipeline, id, cells)?;
    for (cells, order) in stages.iter().zip(order::sequence(stages.len())) {
        rows::typed(Table::Stage, cells, true)?;
        let mut cells = cells.clone();
        cells.push((stage::PIPELINE, Some(Value::Ref(id))));
        cells.push((stage::ORDER, Some(Value::text(order))));
        rows::create(data, context, patch, Table::Stage, None, &cells)?;
    }
    Ok(id)
}

/// Removes a stage. Deals that stand there move first; deals lost or invalid there keep it in their history.
pub fn remove_stage(
    data: &Dataset,
    context: &mut Context,
    patch: &mut Patch,
    id: Id,
    move_to: Option<Id>,
) -> Result<(), Refusal> {
    let row = data.get(Table::Stage, id).ok_or_else(|| Refusal::rows("not_found", vec![(Table::Stage, id)]))?;
    can_go(data, row, &[id])?;
    let mut here = standing(data, id);
    if !here.is_empty() {
        let target = move_to.and_then(|to| data.get(Table::Stage, to));
        let fits = |to: &Row| {
            to.id != id
                && to.text(stage::PHASE) == row.text(stage::PHASE)
                && to.link(stage::PIPELINE) == row.link(stage::PIPELINE)
                && !to.flag(stage::ARCHIVED)
        };
        let Some(target) = target.filter(|to| fits(to)) else {
            return Err(Refusal::rows("stage_has_deals", here.iter().map(|d| (Table::Deal, d.id)).collect()));
        };
        // They go to the end of the other column, in the order that they had.
        sort_by_key(&mut here, |d| (order_in(d, id), d.id));
        let mut last = None;
        for deal in here {
            let status = state(data, deal).status;
            deals::record(data, context, patch, deal.id, context.now(), Some(id), target.id, status);
            let place = match last.take() {
                None => deals::place_at(data, target.id, deal.id, Position::Bottom),
                Some(Place { stage, order }) => {
                    Value::Place(Box::new(Place { stage, order: order::between(Some(&order), None) }))
                }
            };
            if let Value::Place(place) = &place {
                last = Some((**place).clone());
            }
            patch.set(data, Table::Deal, deal.id, deal::PLACE, Some(place));
        }
    }
    patch.set(data, Table::Stage, id, DELETED, Some(Value::Bool(true)));
    Ok(())
}

/// Deals on the board in a stage: open and won ones.
pub fn standing(data: &Dataset, stage: Id) -> Vec<&Row> {
    let stands = |d: &&Row| {
        let now = state(data, d);
        now.stage == Some(stage) && matches!(now.status, Status::Open | Status::Won)
    };
    data.live(Table::Deal).filter(stands).collect()
}

/// Whether a pipeline can do without a stage: not without its won stage, nor without its last one for open deals.
/// `going`: stages that go along.
pub fn can_go(data: &Dataset, row: &Row, going: &[Id]) -> Result<(), Refusal> {
    let about = || vec![(Table::Stage, row.id)];
    let others = |phase: &str| {
        let pipeline = row.link(stage::PIPELINE);
        let of_phase = |s: &&Row| s.text(stage::PHASE) == phase && !s.flag(stage::ARCHIVED) && !going.contains(&s.id);
        pipeline.into_iter().flat_map(|p| stages(data, p)).filter(of_phase).count()
    };
    match row.text(stage::PHASE) {
        "won" => Err(Refusal::rows("pipeline_needs_won", about())),
        "open" if others("open") == 0 => Err(Refusal::rows("pipeline_needs_open", about())),
        _ => Ok(()),
    }
}

/// Puts a row after one of its siblings: rows of the same table (and pipeline, list, deal).
pub fn reorder(data: &Dataset, patch: &mut Patch, table: Table, id: Id, after: Option<Id>) -> Result<(), Refusal> {
    let row = data.get(table, id).ok_or_else(|| Refusal::rows("not_found", vec![(table, id)]))?;
    let field = table.field_named("order").ok_or_else(|| Refusal::new("not_found"))?;
    let group = |r: &Row| sibling_key(table).and_then(|key| r.get(key)).cloned();
    let mut siblings = ordered(data.live(table).filter(|r| r.id != id && group(r) == group(row)), field.key);
    let at = match after {
        Some(other) => siblings.iter().position(|r| r.id == other).map_or(siblings.len(), |i| i + 1),
        None => 0,
    };
    let key = |i: usize| siblings.get(i).map(|r| r.text(field.key));
    let (above, below) = (at.checked_sub(1).and_then(key), key(at));
    let place = order::between(above, below);
    if above.is_none_or(|a| a < place.as_str()) && below.is_none_or(|b| place.as_str() < b) {
        patch.set(data, table, id, field.key, Some(Value::text(place)));
        return Ok(());
    }
    // Neighbours without keys, or with the same one (rows of a hand-written file): all get new ones.
    siblings.insert(at, row);
    for (sibling, key) in siblings.iter().zip(order::sequence(siblings.len())) {
        patch.set(data, table, sibling.id, field.key, Some(Value::text(key)));
    }
    Ok(())
}

/// The field that says among whom a row of an ordered table is ordered; `None`: among all.
pub fn sibling_key(table: Table) -> Option<Key> {
    match table {
        Table::Stage => Some(stage::PIPELINE),
        Table::ListEntry => Some(list_entry::LIST),
        Table::DealLine => Some(deal_line::DEAL),
        _ => None,
    }
}
