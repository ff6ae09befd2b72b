//! Deleted rows that others need are *kept*: shown, counted and marked as if they lived. Nobody writes that down; it follows from
//! the rows, so that two people who merge the same changes see the same. What "need" means is said in
//! [`references`](crate::domain::references).
//!
//! Kept up to date as rows change: for every deleted row that could be needed, how many shown rows need it. A change looks at the row's
//! own references only, and at nothing at all while nothing is deleted. Since needs lead to earlier tables only, a kept row that keeps
//! others ends somewhere.

use super::{Dataset, IdMap};
use crate::domain::deals::{place, state, Status};
use crate::domain::id::Id;
use crate::domain::records::{stage_change, Table};
use crate::domain::references::{named, needs, STAY_WHILE_NAMED};
use crate::domain::row::Row;

/// The deleted rows that could be needed.
#[derive(Clone, Default)]
pub(super) struct Gone {
    /// Per table (none while nothing was ever deleted), by id: how many shown rows need it.
    needed: Vec<IdMap<u32>>,
    /// Tables with rows that came or went without being written.
    turned: Vec<Table>,
}

impl Gone {
    fn of(&self, table: Table) -> Option<&IdMap<u32>> {
        self.needed.get(table as usize).filter(|rows| !rows.is_empty())
    }

    fn get(&self, table: Table, id: Id) -> Option<u32> {
        self.of(table)?.get(&id).copied()
    }

    fn set(&mut self, table: Table, id: Id, needed: u32) {
        if self.needed.is_empty() {
            self.needed = vec![IdMap::default(); Table::ALL.len()];
        }
        self.needed[table as usize].insert(id, needed);
    }
}

/// A deleted row that another one needs.
type Wanted = (Table, Id);

fn can_be_needed(table: Table) -> bool {
    STAY_WHILE_NAMED.contains(&table) || matches!(table, Table::Stage | Table::Customer | Table::Deal | Table::Goal)
}

impl Dataset {
    /// The shown rows that need this one, each as often as it names it. A scan for words that others speak in (reps, lists …): for
    /// answers to a question, not for every change.
    pub fn needing(&self, table: Table, id: Id) -> Vec<(Table, Id)> {
        let mut found = Vec::new();
        let mut look = |of: Table, row: &Row| {
            if !row.is_live() {
                return;
            }
            for (key, value) in row.cells() {
                named(of, key, value, &mut |target, named| {
                    if (target, named) == (table, id) && needs(of, key, target) {
                        found.push((of, row.id));
                    }
                });
            }
            if (of, table) == (Table::Deal, Table::Stage) && self.stands_in(row) == Some(id) {
                found.push((of, row.id));
            }
        };
        if table == Table::Stage || STAY_WHILE_NAMED.contains(&table) {
            for other in Table::ALL.iter().filter(|other| table < **other) {
                self.rows(*other).rows.iter().for_each(|row| look(*other, row));
            }
        } else {
            // The others are needed through indexed fields only, see the test below.
            for (other, at) in self.referrers.get(&id).into_iter().flatten() {
                self.rows(*other).rows.get(*at as usize).into_iter().for_each(|row| look(*other, row));
            }
        }
        found
    }

    /// The tables whose rows came or went since the last call because others need them, or no longer do.
    pub fn take_turned(&mut self) -> Vec<Table> {
        std::mem::take(&mut self.gone.turned)
    }

    /// The stage that a deal needs: where it stands on the board. Lost and invalid ones have left it, and one that says nothing stands
    /// wherever its pipeline begins.
    fn stands_in(&self, row: &Row) -> Option<Id> {
        let says =
            place(row).is_some() || self.referring(Table::StageChange, stage_change::DEAL, row.id).next().is_some();
        let now = says.then(|| state(self, row))?;
        now.stage.filter(|_| matches!(now.status, Status::Open | Status::Won))
    }

    /// The deleted rows that a row needs, each as often as it names it.
    fn wants(&self, table: Table, row: &Row) -> Vec<Wanted> {
        let mut wanted = Vec::new();
        for (key, value) in row.cells() {
            named(table, key, value, &mut |target, id| {
                if self.gone.get(target, id).is_some() && needs(table, key, target) {
                    wanted.push((target, id));
                }
            });
        }
        if table == Table::Deal {
            wanted.extend(self.wanted_stage(row));
        }
        wanted
    }

    fn wanted_stage(&self, row: &Row) -> Option<Wanted> {
        let gone = self.gone.of(Table::Stage)?;
        self.stands_in(row).filter(|id| gone.contains_key(id)).map(|id| (Table::Stage, id))
    }

    /// A row is about to change: it needs nothing for now. Answers with the deal whose stage it decides.
    pub(super) fn leave(&mut self, table: Table, at: u32) -> Option<Id> {
        if self.gone.needed.is_empty() {
            self.show(table, at, false);
            return None;
        }
        let live = self.rows(table).is_live_at(at as usize);
        let row = &self.rows(table).rows[at as usize];
        let deal = row.link(stage_change::DEAL).filter(|_| table == Table::StageChange);
        let wanted = if live { self.wants(table, row) } else { Vec::new() };
        self.count(wanted, false);
        self.turn_stage(deal, false);
        self.show(table, at, false);
        deal
    }

    /// A row has changed, and is not indexed yet. `left`: what [`leave`](Self::leave) answered.
    pub(super) fn enter(&mut self, table: Table, at: u32, left: Option<Id>) {
        let row = &self.rows(table).rows[at as usize];
        let (id, deleted, tracked) = (row.id, !row.is_there(), self.gone.get(table, row.id));
        let deal = row.link(stage_change::DEAL).filter(|_| table == Table::StageChange);
        let came = deal.filter(|_| deal != left);
        // The deal of a new change: up to now it stood elsewhere.
        self.turn_stage(came, false);
        self.index_row(table, at);
        let mut needed = tracked.unwrap_or(0);
        if deleted && tracked.is_none() && can_be_needed(table) {
            needed = self.needing(table, id).len() as u32;
            self.gone.set(table, id, needed);
        } else if !deleted && tracked.is_some() {
            self.forget(table, id);
        }
        let row = &mut self.tables[table as usize].rows[at as usize];
        row.set_kept(deleted && needed > 0);
        let live = row.is_live();
        self.show(table, at, live);
        if self.gone.needed.is_empty() {
            return;
        }
        self.turn_stage(left, true);
        self.turn_stage(came, true);
        if live {
            let wanted = self.wants(table, &self.rows(table).rows[at as usize]);
            self.count(wanted, true);
        }
    }

    /// Stops counting for a row that is there again, or was never saved.
    pub(super) fn forget(&mut self, table: Table, id: Id) {
        if let Some(rows) = self.gone.needed.get_mut(table as usize) {
            rows.remove(&id);
        }
    }

    /// The stage that a shown deal stands in is needed, or no longer.
    fn turn_stage(&mut self, deal: Option<Id>, needed: bool) {
        let stage = deal.and_then(|id| self.get(Table::Deal, id)).and_then(|row| self.wanted_stage(row));
        self.count(stage.into_iter().collect(), needed);
    }

    /// Counts one more, or one less, that needs these rows.
    fn count(&mut self, wanted: Vec<Wanted>, more: bool) {
        for (table, id) in wanted {
            // Looked up anew: counting the row before may have brought this one back, or not.
            let Some(needed) = self.gone.get(table, id) else { continue };
            let now = if more { needed + 1 } else { needed.saturating_sub(1) };
            self.gone.set(table, id, now);
            if (needed == 0) != (now == 0) {
                self.turn(table, id, more);
            }
        }
    }

    /// A deleted row is kept from now on, or no longer; so is what only it needs.
    fn turn(&mut self, table: Table, id: Id, kept: bool) {
        let Some(at) = self.rows(table).position(id) else { return };
        let rows = &mut self.tables[table as usize];
        if rows.rows[at].is_kept() == kept || rows.rows[at].is_there() {
            return;
        }
        rows.rows[at].set_kept(kept);
        self.show(table, at as u32, kept);
        self.gone.turned.push(table);
        let wanted = self.wants(table, &self.rows(table).rows[at]);
        self.count(wanted, kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::records::{deal, flag, Field, Kind, COMMON_FIELDS};

    fn fields() -> impl Iterator<Item = (Table, &'static Field)> {
        Table::ALL.iter().flat_map(|table| COMMON_FIELDS.iter().chain(table.record().fields).map(|f| (*table, f)))
    }

    #[test]
    fn whatever_a_required_field_names_can_be_kept() {
        for (table, field) in fields().filter(|(_, f)| f.is(flag::REQUIRED)) {
            let target = match field.kind {
                Kind::Ref(target) => target,
                Kind::List(_) => Table::ListEntry,
                _ => continue,
            };
            let stage = target == Table::Stage;
            assert!(stage || needs(table, field.key, target), "{}.{}", table.key(), field.name);
            assert!(can_be_needed(target), "{}", target.key());
            assert!(
                stage || STAY_WHILE_NAMED.contains(&target) || field.is(flag::INDEX),
                "{}.{} is not found without a scan",
                table.key(),
                field.name
            );
        }
        assert!(!needs(Table::StageChange, stage_change::TO, Table::Stage), "history needs no stage");
        assert!(!needs(Table::Deal, deal::CONTACT, Table::Contact), "nor does an optional field");
    }
}
