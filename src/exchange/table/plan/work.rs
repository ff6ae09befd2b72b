//! What one row would do, before it is known whether it may: rows that it makes, cells that it changes. Refused, all of it is dropped.

use super::index::Known;
use super::read::{Draft, Slot};
use super::{Planner, Reason};
use crate::domain::command::rules::has_rule;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{flag, rep, Field, Kind, Table};
use crate::domain::value::Value;
use std::collections::HashMap;

/// A row that is made.
pub(super) struct Made {
    pub(super) table: Table,
    pub(super) id: Id,
    pub(super) cells: Vec<(Key, Value)>,
    /// What it is found by.
    known: Vec<Known>,
}

/// What one row would do.
#[derive(Default)]
pub(super) struct Work {
    pub(super) made: Vec<Made>,
    pub(super) set: Vec<(Table, Id, Key, Option<Value>)>,
    /// New stages: pipeline, stage, phase.
    pub(super) stages: Vec<(Id, Id, &'static str)>,
    /// New rows whose order is found at the end, by their siblings.
    pub(super) ordered: Vec<(Table, String, Id)>,
    /// A deal that comes to a stage: stage, deal.
    pub(super) placed: Option<(Id, Id)>,
    /// A deal that gets a new line.
    pub(super) lined: Option<Id>,
    /// What has had its row by this one.
    pub(super) seen: Vec<Id>,
}

/// What the workspace demands of rows.
#[derive(Default)]
pub(super) struct Demands {
    /// Per table its fields, and whether they are required and unique.
    fields: HashMap<Table, Vec<(&'static Field, bool, bool)>>,
    /// Values of unique fields.
    taken: HashMap<(Table, Key, String), Id>,
}

impl Demands {
    /// The demands on a table, looked up once.
    fn of(&mut self, data: &Dataset, table: Table) -> &[(&'static Field, bool, bool)] {
        let Demands { fields, taken } = self;
        fields.entry(table).or_insert_with(|| {
            let all = table.record().fields.iter().map(|field| {
                let required = field.is(flag::REQUIRED) || has_rule(data, table, field.name, "required");
                (field, required, has_rule(data, table, field.name, "unique"))
            });
            let found: Vec<_> = all.filter(|(_, required, unique)| *required || *unique).collect();
            for (field, ..) in found.iter().filter(|(_, _, unique)| *unique) {
                for row in data.live(table) {
                    taken.extend(row.get(field.key).map(|value| ((table, field.key, form(value)), row.id)));
                }
            }
            found
        })
    }
}

/// A value as a key.
fn form(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        other => format!("{other:?}"),
    }
}

impl Planner<'_> {
    /// Rows that are known by this, those of the row at hand too.
    pub(super) fn find(&self, work: &Work, known: &Known) -> Vec<Id> {
        let mut found = self.index.find(known).to_vec();
        found.extend(work.made.iter().filter(|made| made.known.contains(known)).map(|made| made.id));
        found
    }

    /// Makes a row within the work at hand.
    pub(super) fn put(&self, work: &mut Work, table: Table, id: Id, cells: Vec<(Key, Value)>) {
        let get = |key: Key| cells.iter().find(|(k, _)| *k == key).map(|(_, value)| value);
        let known = self.index.known(table, &get);
        work.made.push(Made { table, id, cells, known });
    }

    /// A cell's value after all that is planned.
    pub(super) fn now(&self, work: &Work, table: Table, id: Id, key: Key) -> Option<Value> {
        if let Some((.., value)) = work.set.iter().rev().find(|(t, i, k, _)| (*t, *i, *k) == (table, id, key)) {
            return value.clone();
        }
        if let Some(made) = work.made.iter().find(|made| made.id == id) {
            return made.cells.iter().find(|(k, _)| *k == key).map(|(_, value)| value.clone());
        }
        self.patch.after(self.data, table, id, key).cloned()
    }

    /// Checks what a row would do: required and unique fields. Formats were checked while reading, references while resolving.
    pub(super) fn check(&mut self, work: &Work, draft: &Draft) -> Result<(), Reason> {
        let refuse = |code, table, field: &Field| {
            // A customer that is needed is missing in the column of its name.
            let named = if let Kind::Ref(named) = field.kind { named } else { table };
            let stands = |s: &&Slot| {
                (s.table, s.name.as_str()) == (table, field.name)
                    || named != table && (s.table, s.name.as_str()) == (named, "name")
            };
            let column = self.slots.iter().find(stands).map(|s| s.column);
            Err(draft.reason(code, column))
        };
        for Made { table, id, cells, .. } in &work.made {
            self.demands.of(self.data, *table);
            for (field, required, unique) in self.demands.fields.get(table).into_iter().flatten() {
                let grouped = matches!(field.kind, Kind::Set(_) | Kind::Map);
                let of_field =
                    |key: Key| key == field.key || grouped && key.split().is_some_and(|(f, _)| f == field.name);
                let value = cells.iter().find(|(key, _)| of_field(*key)).map(|(_, value)| value);
                // Places and orders come at the end.
                if *required && value.is_none() {
                    return refuse("required", *table, field);
                }
                let taken =
                    |value| self.demands.taken.get(&(*table, field.key, form(value))).is_some_and(|by| by != id);
                if *unique && value.is_some_and(taken) {
                    return refuse("duplicate", *table, field);
                }
            }
        }
        for (table, id, key, value) in &work.set {
            self.demands.of(self.data, *table);
            let demand = self.demands.fields.get(table).into_iter().flatten().find(|(field, ..)| field.key == *key);
            let Some((field, required, unique)) = demand else { continue };
            match value {
                None if *required => return refuse("required", *table, field),
                Some(value) if *unique => {
                    let by = self.demands.taken.get(&(*table, *key, form(value)));
                    if by.is_some_and(|by| by != id) {
                        return refuse("duplicate", *table, field);
                    }
                }
                _ => {}
            }
        }
        let reps = work
            .made
            .iter()
            .map(|made| (made.table, made.id))
            .chain(work.set.iter().map(|(table, id, ..)| (*table, *id)));
        for (table, id) in reps.filter(|(table, _)| *table == Table::Rep) {
            let day =
                |key| if let Some(Value::Moment(m)) = self.now(work, table, id, key) { Some(m.date) } else { None };
            if day(rep::JOINED).zip(day(rep::LEFT)).is_some_and(|(joined, left)| left < joined) {
                let column = self.slots.iter().find(|s| s.table == table && s.key == Some(rep::LEFT)).map(|s| s.column);
                return Err(draft.reason("date_order", column));
            }
        }
        Ok(())
    }

    /// Takes over what a row does.
    pub(super) fn commit(&mut self, work: Work) {
        let Work { made, set, stages, ordered, placed, lined, seen } = work;
        for (pipeline, stage, phase) in stages {
            let list = self.index.stages.entry(pipeline).or_default();
            let at = list.iter().position(|(_, p)| phase == "open" && matches!(p.as_str(), "won" | "after"));
            list.insert(at.unwrap_or(list.len()), (stage, phase.to_string()));
        }
        for Made { table, id, cells, known } in made {
            known.into_iter().for_each(|known| self.index.add(known, id));
            for (key, value) in &cells {
                self.note(table, id, *key, value);
            }
            self.made.insert(id, ());
            self.patch.make(table, id, cells);
        }
        for (table, id, key, value) in set {
            if let Some(value) = &value {
                self.note(table, id, key, value);
                for known in self.index.known(table, &|k| (k == key).then_some(value)) {
                    self.index.add(known, id);
                }
            }
            self.patch.set(self.data, table, id, key, value);
        }
        for (table, group, id) in ordered {
            self.ordered.entry((table, group)).or_default().push(id);
        }
        if let Some((stage, deal)) = placed {
            self.placed.entry(stage).or_default().push(deal);
        }
        self.lined.extend(lined);
        self.seen.extend(seen.into_iter().map(|id| (id, ())));
    }

    /// Remembers values that later rows are compared with.
    fn note(&mut self, table: Table, id: Id, key: Key, value: &Value) {
        if let (true, Value::Text(text)) = (self.index.external == Some(key), value) {
            self.index.note_external(id, text);
        }
        let unique =
            self.demands.fields.get(&table).into_iter().flatten().any(|(f, _, unique)| *unique && f.key == key);
        if unique {
            self.demands.taken.insert((table, key, form(value)), id);
        }
    }
}
