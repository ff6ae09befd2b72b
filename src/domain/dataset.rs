//! All rows of a workspace in memory, and who refers to whom. Every figure and every screen reads this.

mod kept;
mod merged;

pub use merged::merged_into;

use super::columns::Columns;
use super::id::Id;
use super::key::Key;
use super::records::{flag, settings, Kind, Table, COMMON_FIELDS};
use super::row::Row;
use super::seen::Seen;
use super::value::Value;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

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
    /// Which rows are shown: asked far more often than any row is looked at.
    shown: Vec<bool>,
    live: usize,
}

impl Rows {
    /// All rows, deleted ones too.
    pub fn all(&self) -> &[Row] {
        &self.rows
    }

    /// Rows that are shown: those not deleted, and deleted ones that others need.
    pub fn live(&self) -> impl Iterator<Item = &Row> + Clone {
        self.rows.iter().zip(&self.shown).filter(|(_, shown)| **shown).map(|(row, _)| row)
    }

    /// Those of them that stand at some places; there may be fewer places than asked for.
    pub fn live_within(&self, places: Range<usize>) -> impl Iterator<Item = &Row> {
        let end = places.end.min(self.rows.len());
        (places.start.min(end)..end).filter(|at| self.is_live_at(*at)).map(|at| &self.rows[at])
    }

    /// Whether the row at a place is shown.
    pub fn is_live_at(&self, at: usize) -> bool {
        self.shown.get(at) == Some(&true)
    }

    /// How many rows are shown.
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
    /// Which writes were seen here beyond those that rows carry; [`Seen::of`] has all.
    pub seen: Seen,
    gone: kept::Gone,
}

impl Default for Dataset {
    fn default() -> Self {
        Dataset {
            tables: vec![Rows::default(); Table::ALL.len()],
            referrers: IdMap::default(),
            columns: OnceCell::new(),
            unknown: BTreeMap::new(),
            seen: Seen::default(),
            gone: kept::Gone::default(),
        }
    }
}

impl Dataset {
    /// The rows of a table.
    pub fn rows(&self, table: Table) -> &Rows {
        &self.tables[table as usize]
    }

    /// Rows of a table that are shown: those not deleted, and deleted ones that others need.
    pub fn live(&self, table: Table) -> impl Iterator<Item = &Row> + Clone {
        self.rows(table).live()
    }

    /// A row that is shown.
    pub fn get(&self, table: Table, id: Id) -> Option<&Row> {
        let rows = self.rows(table);
        rows.position(id).filter(|at| rows.is_live_at(*at)).map(|at| &rows.rows[at])
    }

    /// Which deals stand in which column.
    pub fn columns(&self) -> &Columns {
        self.columns.get_or_init(|| Columns::of(self.live(Table::Deal)))
    }

    /// The row that a field of another row names, if it is there and shown.
    pub fn follow(&self, table: Table, row: &Row, key: Key) -> Option<&Row> {
        let target = match table.kind_of(key)? {
            Kind::Ref(target) => target,
            Kind::List(_) => Table::ListEntry,
            _ => return None,
        };
        self.get(target, row.link(key)?)
    }

    /// Shown rows of `table` whose field `key` names `id`. The field must be declared with `INDEX`.
    pub fn referring(&self, table: Table, key: Key, id: Id) -> impl Iterator<Item = &Row> + Clone {
        let rows = self.rows(table);
        let referrers = self.referrers.get(&id).into_iter().flatten();
        // A row whose making was taken back may have left its place in the list.
        let there = referrers.filter(move |(t, at)| *t == table && rows.is_live_at(*at as usize));
        there.map(|(_, at)| &rows.rows[*at as usize]).filter(move |row| match row.get(key) {
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
        let (at, left) = match self.rows(table).index.get(&row.id).copied() {
            Some(at) => {
                let left = self.leave(table, at);
                self.tables[table as usize].rows[at as usize] = row;
                (at, left)
            }
            None => {
                let rows = &mut self.tables[table as usize];
                let at = rows.rows.len() as u32;
                rows.index.insert(row.id, at);
                rows.rows.push(row);
                rows.shown.push(false);
                (at, None)
            }
        };
        self.enter(table, at, left);
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
            let Some(born) = born else { return false };
            let mut row = Row::new(id, born);
            change(&mut row);
            self.insert(table, row);
            return true;
        }
        let Some(at) = self.rows(table).index.get(&id).copied() else { return false };
        let left = self.leave(table, at);
        change(&mut self.tables[table as usize].rows[at as usize]);
        self.enter(table, at, left);
        true
    }

    /// Takes a row out as if it had never been: only for taking back what was never saved.
    pub fn remove_unsaved(&mut self, table: Table, id: Id) {
        let Some(at) = self.rows(table).index.get(&id).copied() else { return };
        // Rollbacks run backwards, so the row is the last one. Were it not, an empty tombstone would do no harm.
        self.update(table, id, None, |row| row.put(super::records::DELETED, Some(Value::Bool(true)), None));
        if at as usize + 1 == self.rows(table).rows.len() {
            self.forget(table, id);
            self.show(table, at, false);
            let rows = &mut self.tables[table as usize];
            rows.rows.pop();
            rows.shown.pop();
            rows.index.remove(&id);
        }
    }

    /// Counts a row among those that are shown, or no longer. A deal stands in its column for as long.
    fn show(&mut self, table: Table, at: u32, shown: bool) {
        let rows = &mut self.tables[table as usize];
        if std::mem::replace(&mut rows.shown[at as usize], shown) == shown {
            return;
        }
        rows.live = if shown { rows.live + 1 } else { rows.live - 1 };
        if let (Table::Deal, Some(columns)) = (table, self.columns.get_mut()) {
            let row = &rows.rows[at as usize];
            if shown {
                columns.insert(row);
            } else {
                columns.remove(row);
            }
        }
    }

    fn index_row(&mut self, table: Table, at: u32) {
        let row = &self.tables[table as usize].rows[at as usize];
        let indexed = COMMON_FIELDS.iter().chain(table.record().fields).filter(|f| f.is(flag::INDEX));
        for id in indexed.filter_map(|f| row.get(f.key)).flat_map(Value::ids) {
            let list = self.referrers.entry(id).or_default();
            if !list.contains(&(table, at)) {
                list.push((table, at));
            }
        }
    }
}
