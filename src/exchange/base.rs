//! What a file written by hand may leave out: the rows that come with the app, and orders.

use super::header::Header;
use super::selection::references;
use super::store::Store;
use crate::domain::id::Id;
use crate::domain::order;
use crate::domain::records::{lead, settings, stage, Table};
use crate::domain::row::Row;
use crate::domain::value::Value;

/// Adds the rows that come with the app where the file leaves their table out, and those that rows of the file refer to.
pub(super) fn complete(store: &mut Store, head: &Header, present: &[Table]) {
    let base = store.base;
    let has = |table: &Table| present.contains(table);
    let mut left_out: Vec<Table> = [Table::Settings, Table::ListEntry].into_iter().filter(|t| !has(t)).collect();
    if !has(&Table::Pipeline) && !has(&Table::Stage) {
        left_out.extend([Table::Pipeline, Table::Stage]);
    }
    for table in &left_out {
        base.live(*table).for_each(|row| add(store, *table, row));
    }
    let mut at = 0;
    while at < store.items.len() {
        let item = &store.items[at];
        let missing: Vec<(Table, Id)> = references(item.table, &item.row)
            .into_iter()
            .filter(|(table, id)| !store.has(*table, *id) && base.rows(*table).get(*id).is_some())
            .collect();
        let came_along = (item.table == Table::Pipeline && item.at.is_none()).then_some(item.row.id);
        for (table, id) in missing {
            base.rows(table).get(id).into_iter().for_each(|row| add(store, table, row));
        }
        // A pipeline is nothing without its stages.
        if let Some(pipeline) = came_along {
            base.referring(Table::Stage, stage::PIPELINE, pipeline).for_each(|row| add(store, Table::Stage, row));
        }
        at += 1;
    }
    complete_settings(store, head, left_out.contains(&Table::Settings));
}

fn add(store: &mut Store, table: Table, row: &Row) {
    if !store.has(table, row.id) {
        store.add(table, row.clone(), None);
    }
}

/// The head of a file written by hand may say what otherwise stands in the settings.
fn complete_settings(store: &mut Store, head: &Header, added: bool) {
    let Some(at) = store.position(Table::Settings, settings::ROW) else { return };
    if store.items[at].at.is_some_and(|at| at.stamped) {
        return;
    }
    let row = &mut store.items[at].row;
    let mut fill = |key, value: Option<Value>, replace: bool| {
        if value.is_some() && (replace || row.get(key).is_none()) {
            row.put(key, value, None);
        }
    };
    fill(settings::NAME, Some(head.name.as_str()).filter(|n| !n.is_empty()).map(Value::text), added);
    fill(settings::PURPOSE, head.exercise.then(|| Value::text("exercise")), false);
    fill(settings::TODAY, head.today.map(Value::date), false);
}

/// Bookkeeping that needs no other row: orders as in the file, after those that are given; the status of leads.
pub(super) fn fill(store: &mut Store) {
    for table in Table::ALL {
        let Some(key) = table.field_named("order").map(|f| f.key) else { continue };
        let mut last: Option<String> = store.table(*table).map(|item| item.row.text(key).to_string()).max();
        for row in by_hand(store, *table).filter(|row| row.get(key).is_none()) {
            let next = order::between(last.as_deref().filter(|l| !l.is_empty()), None);
            row.put(key, Some(Value::text(next.as_str())), None);
            last = Some(next);
        }
    }
    for row in by_hand(store, Table::Lead).filter(|row| row.get(lead::STATUS).is_none()) {
        let status = if row.get(lead::DEAL).is_some() { "converted" } else { "open" };
        row.put(lead::STATUS, Some(Value::text(status)), None);
    }
}

/// Live rows of the file that no app wrote.
pub(super) fn by_hand<'s>(store: &'s mut Store, table: Table) -> impl Iterator<Item = &'s mut Row> {
    store
        .items
        .iter_mut()
        .filter(move |item| item.table == table && item.at.is_some_and(|at| !at.stamped) && item.row.is_live())
        .map(|item| &mut item.row)
}
