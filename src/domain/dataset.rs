//! All rows of a workspace in memory, and who refers to whom. Every figure and every screen reads this.

use super::columns::Columns;
use super::id::Id;
use super::key::Key;
use super::records::{flag, settings, Kind, Table, COMMON_FIELDS};
use super::row::Row;
use super::value::Value;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

/// Ids are random already: little mixing is hash enough.
#[derive(Default, Clone)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        let Ok(id) = <[u8; 16]>::try_from(bytes) else {
            return bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(5) ^ u64::from(*byte));
        };
        let id = u128::from_le_bytes(id);
        let mixed = ((id as u64).rotate_left(5) ^ (id >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        // Ids that ship with the app differ in their last bytes only, which a product carries upwards: bring them down again.
        self.0 = mixed ^ (mixed >> 32);
    }
}

/// A map by id.
pub type IdMap<T> = HashMap<Id, T, BuildHasherDefault<IdHasher>>;

/// The rows of one table, in the order they came.
#[derive(Clone, Default)]
pub struct Rows {
    rows: Vec<Row>,
    index: IdMap<u32>,
    /// Which rows are not deleted: asked far more often than any row is looked at.
    alive: Vec<bool>,
    live: usize,
}

impl Rows {
    /// All rows, deleted ones too.
    pub fn all(&self) -> &[Row] {
        &self.rows
    }

    /// Rows that are not deleted.
    pub fn live(&self) -> impl Iterator<Item = &Row> + Clone {
        self.rows.iter().zip(&self.alive).filter(|(_, alive)| **alive).map(|(row, _)| row)
    }

    /// Whether the row at a place is not deleted.
    pub fn is_live_at(&self, at: usize) -> bool {
        self.alive.get(at) == Some(&true)
    }

    /// How many rows are not deleted.
    pub fn live_count(&self) -> usize {
        self.live
    }

    /// Where a row stands among [`all`](Self::all); it never moves.
    pub fn position(&self, id: Id) -> Option<usize> {
        self.index.get(&id).map(|at| *at as usize)
    }

    /// A row by id, also a deleted one.
    pub fn get(&self, id: Id) -> Option<&Row> {
        self.index.get(&id).map(|at| &self.rows[*at as usize])
    }

    /// Takes note of whether the row at a place, which was written, is deleted.
    fn note_life(&mut self, at: usize) {
        let now = self.rows[at].is_live();
        self.live += usize::from(now);
        self.live -= usize::from(std::mem::replace(&mut self.alive[at], now));
    }
}

/// A workspace's data.
#[derive(Clone)]
pub struct Dataset {
    tables: Vec<Rows>,
    /// Who refers to a row through an indexed field. May name rows that no longer do: readers check.
    referrers: IdMap<Vec<(Table, u32)>>,
    /// Which deals stand in which column; made when it is first asked for.
    columns: OnceCell<Columns>,
    /// Tables of a newer version: their rows as they came, by the table's name.
    unknown: BTreeMap<String, Vec<serde_json::Value>>,
}

impl Default for Dataset {
    fn default() -> Self {
        Dataset {
            tables: vec![Rows::default(); Table::ALL.len()],
            referrers: IdMap::default(),
            columns: OnceCell::new(),
            unknown: BTreeMap::new(),
        }
    }
}

impl Dataset {
    /// The rows of a table.
    pub fn rows(&self, table: Table) -> &Rows {
        &self.tables[table as usize]
    }

    /// Rows of a table that are not deleted.
    pub fn live(&self, table: Table) -> impl Iterator<Item = &Row> + Clone {
        self.rows(table).live()
    }

    /// A row that is not deleted.
    pub fn get(&self, table: Table, id: Id) -> Option<&Row> {
        let rows = self.rows(table);
        rows.position(id).filter(|at| rows.is_live_at(*at)).map(|at| &rows.rows[at])
    }

    /// Which deals stand in which column.
    pub fn columns(&self) -> &Columns {
        self.columns.get_or_init(|| Columns::of(self.rows(Table::Deal).live()))
    }

    /// The row that a field of another row names, if it is there and not deleted.
    pub fn follow(&self, table: Table, row: &Row, key: Key) -> Option<&Row> {
        let target = match table.kind_of(key)? {
            Kind::Ref(target) => target,
            Kind::List(_) => Table::ListEntry,
            _ => return None,
        };
        self.get(target, row.link(key)?)
    }

    /// Live rows of `table` whose field `key` names `id`. The field must be declared with `INDEX`.
    pub fn referring(&self, table: Table, key: Key, id: Id) -> impl Iterator<Item = &Row> + Clone {
        let rows = self.rows(table);
        self.referrers
            .get(&id)
            .into_iter()
            .flatten()
            // A row whose making was taken back may have left its place in the list.
            .filter(move |(t, at)| *t == table && rows.is_live_at(*at as usize))
            .map(move |(_, at)| &rows.rows[*at as usize])
            .filter(move |row| match row.get(key) {
                Some(Value::Ref(to)) => *to == id,
                Some(Value::Abouts(abouts)) => abouts.iter().any(|a| a.id == id),
                _ => false,
            })
    }

    /// The settings row.
    pub fn settings(&self) -> Option<&Row> {
        self.get(Table::Settings, settings::ROW)
    }

    /// Tables that this version does not know, by name, with their rows as they came: they travel on unread.
    pub fn unknown_tables(&self) -> impl Iterator<Item = (&str, &[serde_json::Value])> {
        self.unknown.iter().map(|(name, rows)| (name.as_str(), rows.as_slice()))
    }

    /// Keeps the rows of a table that this version does not know.
    pub fn keep_unknown(&mut self, name: &str, rows: Vec<serde_json::Value>) {
        self.unknown.insert(name.to_string(), rows);
    }

    /// Puts a row in, replacing one of the same id.
    pub fn insert(&mut self, table: Table, row: Row) {
        let id = row.id;
        self.leave_column(table, id);
        let rows = &mut self.tables[table as usize];
        let at = match rows.index.get(&id) {
            Some(at) => {
                let at = *at as usize;
                rows.rows[at] = row;
                at
            }
            None => {
                rows.index.insert(id, rows.rows.len() as u32);
                rows.rows.push(row);
                rows.alive.push(false);
                rows.rows.len() - 1
            }
        };
        self.index_row(table, at);
    }

    /// Changes a row in place; makes it if `born` is given and it is not there. Returns whether there is such a row.
    pub fn update(
        &mut self,
        table: Table,
        id: Id,
        born: Option<super::stamp::Stamp>,
        change: impl FnOnce(&mut Row),
    ) -> bool {
        if self.rows(table).get(id).is_none() {
            match born {
                Some(born) => self.insert(table, Row::new(id, born)),
                None => return false,
            }
        }
        let Some(at) = self.rows(table).position(id) else { return false };
        self.leave_column(table, id);
        change(&mut self.tables[table as usize].rows[at]);
        self.index_row(table, at);
        true
    }

    /// Takes a row out as if it had never been: only for taking back what was never saved.
    pub fn remove_unsaved(&mut self, table: Table, id: Id) {
        let Some(at) = self.rows(table).position(id) else { return };
        if at + 1 == self.rows(table).rows.len() {
            self.leave_column(table, id);
            let rows = &mut self.tables[table as usize];
            rows.rows.pop();
            rows.live -= usize::from(rows.alive.pop() == Some(true));
            rows.index.remove(&id);
        } else {
            // Rollbacks run backwards, so the row is the last one. Were it not, an empty tombstone would do no harm.
            self.update(table, id, None, |row| row.put(super::records::DELETED, Some(Value::Bool(true)), None));
        }
    }

    /// Takes a deal out of its column before it is written.
    fn leave_column(&mut self, table: Table, id: Id) {
        if table != Table::Deal {
            return;
        }
        if let (Some(columns), Some(row)) = (self.columns.get_mut(), self.tables[table as usize].get(id)) {
            columns.remove(row);
        }
    }

    /// Takes note of what a row that was written says.
    fn index_row(&mut self, table: Table, at: usize) {
        self.tables[table as usize].note_life(at);
        let row = &self.tables[table as usize].rows[at];
        if let (Table::Deal, Some(columns), true) = (table, self.columns.get_mut(), row.is_live()) {
            columns.insert(row);
        }
        let indexed = COMMON_FIELDS.iter().chain(table.record().fields).filter(|f| f.is(flag::INDEX));
        for id in indexed.filter_map(|f| row.get(f.key)).flat_map(Value::ids) {
            let list = self.referrers.entry(id).or_default();
            if !list.contains(&(table, at as u32)) {
                list.push((table, at as u32));
            }
        }
    }
}
