//! What single cells say: references, required fields, values that this version does not understand.

use super::{
    write, Audit, REFERENCE_DELETED, REFERENCE_MERGED, REFERENCE_MISSING, REQUIRED_EMPTY, WRONG_CURRENCY, WRONG_KIND,
};
use crate::domain::command::rules::is_blank;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::money::Currency;
use crate::domain::records::{deal, flag, lead, rate, settings, stage_change, Field, Kind, Table};
use crate::domain::references::{named, redirected};
use crate::domain::row::Row;
use crate::domain::value::Value;

impl Audit<'_> {
    /// Goes through all cells of a table.
    pub(super) fn cells(&mut self, table: Table) {
        // The pipeline of a deal follows from its stage, see the checks of deals.
        let is_required =
            |field: &&Field| field.is(flag::REQUIRED) && (table, field.key) != (Table::Deal, deal::PIPELINE);
        let required: Vec<Key> = table.record().fields.iter().filter(is_required).map(|field| field.key).collect();
        let rows: Vec<&Row> = self.rows(table).collect();
        for row in rows {
            for (key, value) in row.cells() {
                match value {
                    Value::Other(_) if table.kind_of(key).is_some() => {
                        self.find(WRONG_KIND, (table, row), Some(key), Vec::new());
                    }
                    Value::Text(code) if is_currency(table, key) && Currency::parse(code).is_none() => {
                        self.find(WRONG_CURRENCY, (table, row), Some(key), Vec::new());
                    }
                    _ => self.references(table, row, (key, value)),
                }
            }
            for key in required.iter().filter(|key| is_blank(row.get(**key))) {
                self.find(REQUIRED_EMPTY, (table, row), Some(*key), Vec::new());
            }
        }
    }

    fn references(&mut self, table: Table, row: &Row, (key, value): (Key, &Value)) {
        let (data, mut merged, mut deleted, mut missing) = (self.data, None, None, None);
        let with_deleted = &self.with_deleted;
        named(table, key, value, &mut |target, id| {
            // Most rows need not be looked at, which is what takes time.
            let Some(at) = data.rows(target).position(id) else {
                missing = Some((target, id));
                return;
            };
            let there = &data.rows(target).all()[at];
            if !with_deleted[target as usize] || there.is_there() {
                return;
            }
            match data.heir(target, id) {
                Some(heir) if heir != id => merged = Some((target, id)),
                // It comes back, see `circles_of_merges`.
                Some(_) => {}
                None if there.is_live() => {}
                None => deleted = Some((target, id)),
            }
        });
        let at = (table, row);
        if merged.is_some() {
            let cells = redirected(table, row, (key, value), &|target, id| data.heir(target, id));
            let repair = cells.into_iter().map(|(key, after)| write(table, row, key, after)).collect();
            self.find_about(REFERENCE_MERGED, at, Some(key), merged, repair);
        }
        if missing.is_some() {
            self.find_about(REFERENCE_MISSING, at, Some(key), missing, Vec::new());
        }
        if deleted.is_some() && !may_outlive(table, key) {
            let optional = table.field(key).is_some_and(|field| !field.is(flag::REQUIRED));
            let repair = optional.then(|| write(table, row, key, None)).into_iter().collect();
            self.find_about(REFERENCE_DELETED, at, Some(key), deleted, repair);
        }
    }
}

/// Whether a cell may go on naming a row that was deleted: history does, and what was done about something stays done. The place and
/// the lead's deal have checks of their own.
fn may_outlive(table: Table, key: Key) -> bool {
    let history = matches!((table, key), (Table::StageChange, stage_change::FROM | stage_change::TO));
    let elsewhere = matches!((table, key), (Table::Lead, lead::DEAL));
    history || elsewhere || !matches!(table.kind_of(key), Some(Kind::Ref(_)))
}

fn is_currency(table: Table, key: Key) -> bool {
    matches!((table, key), (Table::Settings, settings::CURRENCY) | (Table::Rate, rate::CURRENCY))
}

/// The value of a cell once references to merged rows are led on.
pub(super) fn led_on(audit: &Audit, table: Table, row: &Row, key: Key) -> Option<Value> {
    let value = row.get(key)?;
    let cells = redirected(table, row, (key, value), &|target: Table, id: Id| audit.data.heir(target, id));
    match cells.into_iter().next() {
        Some((_, after)) => after,
        None => Some(value.clone()),
    }
}
