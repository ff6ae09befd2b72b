//! The one shape of change: per row, cells before and after. Undo, saving, other tabs and the change log all read it.

use super::dataset::{Dataset, IdMap};
use super::id::Id;
use super::key::Key;
use super::plain::Plain;
use super::records::{Table, DELETED};
use super::stamp::Stamp;
use super::value::Value;
use serde::{de::Error, Deserialize, Deserializer, Serialize, Serializer};

/// One cell's change.
#[derive(Clone, PartialEq, Debug)]
pub struct CellChange {
    /// Which cell.
    pub key: Key,
    /// Its value before; `None`: there was none.
    pub before: Option<Value>,
    /// Its value after; `None`: cleared.
    pub after: Option<Value>,
}

/// One row's change.
#[derive(Clone, PartialEq, Debug)]
pub struct RowChange {
    /// Which table.
    pub table: Table,
    /// Which row.
    pub id: Id,
    /// The row is made by this change.
    pub made: bool,
    /// Its cells.
    pub cells: Vec<CellChange>,
}

/// What a command does to the data.
#[derive(Clone, Debug, Default)]
pub struct Patch {
    /// The rows, in the order of writing.
    pub rows: Vec<RowChange>,
    /// Where a row stands, so that bulk edits need no search. Trusted while it names as many rows as there are.
    index: IdMap<u32>,
}

impl PartialEq for Patch {
    fn eq(&self, other: &Patch) -> bool {
        self.rows == other.rows
    }
}

impl Patch {
    /// Adds a new row. A key that comes twice is written once: the later value counts.
    pub fn make(&mut self, table: Table, id: Id, cells: Vec<(Key, Value)>) {
        let mut made: Vec<CellChange> = Vec::with_capacity(cells.len());
        for (key, value) in cells {
            match made.iter_mut().find(|c| c.key == key) {
                Some(cell) => cell.after = Some(value),
                None => made.push(CellChange { key, before: None, after: Some(value) }),
            }
        }
        self.push(RowChange { table, id, made: true, cells: made });
    }

    fn push(&mut self, change: RowChange) {
        self.index.insert(change.id, self.rows.len() as u32);
        self.rows.push(change);
    }

    fn find(&self, table: Table, id: Id) -> Option<usize> {
        if self.index.len() == self.rows.len() {
            let at = *self.index.get(&id)? as usize;
            return self.rows.get(at).filter(|r| r.table == table && r.id == id).map(|_| at);
        }
        self.rows.iter().position(|r| r.table == table && r.id == id)
    }

    /// The change of a row, if it has one.
    pub fn row(&self, table: Table, id: Id) -> Option<&RowChange> {
        self.find(table, id).map(|at| &self.rows[at])
    }

    /// Drops rows of which nothing is left to write.
    pub fn settle(&mut self) {
        self.rows.retain(|r| r.made || !r.cells.is_empty());
        self.index = self.rows.iter().enumerate().map(|(at, r)| (r.id, at as u32)).collect();
    }

    /// Writes or clears a cell of a row that is there, or that this patch makes. Writing what is there already changes nothing,
    /// not even a stamp: two people who agree must not look like two who disagree.
    pub fn set(&mut self, data: &Dataset, table: Table, id: Id, key: Key, after: Option<Value>) {
        let before = data.rows(table).get(id).and_then(|row| row.get(key)).cloned();
        let Some(at) = self.find(table, id) else {
            if before != after {
                self.push(RowChange { table, id, made: false, cells: vec![CellChange { key, before, after }] });
            }
            return;
        };
        let change = &mut self.rows[at];
        let before = if change.made { None } else { before };
        change.cells.retain(|c| c.key != key);
        if before != after {
            change.cells.push(CellChange { key, before, after });
        }
    }

    /// The value that a cell will have once this patch is applied.
    pub fn after<'a>(&'a self, data: &'a Dataset, table: Table, id: Id, key: Key) -> Option<&'a Value> {
        match self.row(table, id).and_then(|r| r.cells.iter().find(|c| c.key == key)) {
            Some(cell) => cell.after.as_ref(),
            None => data.rows(table).get(id).and_then(|row| row.get(key)),
        }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|r| r.cells.is_empty() && !r.made)
    }

    /// Applies it with a stamp. Returns what takes it back exactly, stamps included.
    pub fn apply(&self, data: &mut Dataset, stamp: Stamp) -> Rollback {
        let mut rollback = Vec::with_capacity(self.rows.len());
        for change in &self.rows {
            let was_there = data.rows(change.table).get(change.id).is_some();
            let born = change.made.then_some(stamp);
            let mut cells = Vec::with_capacity(change.cells.len());
            data.update(change.table, change.id, born, |row| {
                for cell in &change.cells {
                    cells.push((cell.key, row.get(cell.key).cloned(), row.stamp_of(cell.key)));
                    row.put(cell.key, cell.after.clone(), Some(stamp));
                }
            });
            rollback.push((change.table, change.id, was_there, cells));
        }
        Rollback(rollback)
    }

    /// The tables it touches.
    pub fn tables(&self) -> Vec<Table> {
        let mut tables: Vec<Table> = self.rows.iter().map(|r| r.table).collect();
        tables.sort();
        tables.dedup();
        tables
    }

    /// What takes back those cells that still are as this patch left them, and the rows where some no longer are.
    /// Rows that it made are deleted.
    pub fn inverse(&self, data: &Dataset) -> (Patch, Vec<(Table, Id)>) {
        let (mut patch, mut kept) = (Patch::default(), Vec::new());
        for change in self.rows.iter().rev() {
            let Some(row) = data.rows(change.table).get(change.id) else { continue };
            if change.made {
                if row.is_live() {
                    patch.set(data, change.table, change.id, DELETED, Some(Value::Bool(true)));
                }
                continue;
            }
            for cell in &change.cells {
                if row.get(cell.key) == cell.after.as_ref() {
                    patch.set(data, change.table, change.id, cell.key, cell.before.clone());
                } else if !kept.contains(&(change.table, change.id)) {
                    kept.push((change.table, change.id));
                }
            }
        }
        (patch, kept)
    }
}

type FormerCell = (Key, Option<Value>, Option<Stamp>);

/// Takes an applied patch back exactly, as if it had never been: for changes that were not saved and are computed anew.
#[derive(Debug)]
pub struct Rollback(Vec<(Table, Id, bool, Vec<FormerCell>)>);

impl Rollback {
    /// Takes it back.
    pub fn undo(self, data: &mut Dataset) {
        for (table, id, was_there, cells) in self.0.into_iter().rev() {
            if !was_there {
                data.remove_unsaved(table, id);
                continue;
            }
            data.update(table, id, None, |row| {
                for (key, value, stamp) in cells.into_iter().rev() {
                    row.put(key, value, stamp);
                }
            });
        }
    }
}

#[derive(Serialize, Deserialize)]
struct WireRow {
    table: String,
    id: Plain,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    made: bool,
    /// Path, before, after.
    cells: Vec<(String, Plain, Plain)>,
}

impl Serialize for Patch {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let plain = |value: &Option<Value>| value.as_ref().map_or(Plain::Null, Value::plain);
        let rows = self.rows.iter().map(|r| WireRow {
            table: r.table.key().into(),
            id: Plain::id(r.id),
            made: r.made,
            cells: r.cells.iter().map(|c| (r.table.path_of(c.key).into(), plain(&c.before), plain(&c.after))).collect(),
        });
        to.collect_seq(rows)
    }
}

impl<'de> Deserialize<'de> for Patch {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Patch, D::Error> {
        let mut patch = Patch::default();
        for row in Vec::<WireRow>::deserialize(from)? {
            let table = Table::parse(&row.table).ok_or_else(|| D::Error::custom("a table of a newer version"))?;
            let id = row.id.as_id().ok_or_else(|| D::Error::custom("a row without an id"))?;
            let cells = row.cells.into_iter().filter_map(|(path, before, after)| {
                let key = table.key_of(&path)?;
                Some(CellChange { key, before: value_of(table, key, before), after: value_of(table, key, after) })
            });
            patch.push(RowChange { table, id, made: row.made, cells: cells.collect() });
        }
        Ok(patch)
    }
}

fn value_of(table: Table, key: Key, plain: Plain) -> Option<Value> {
    if plain == Plain::Null {
        return None;
    }
    let read = table.kind_of(key).and_then(|kind| kind.read(&plain).ok());
    Some(read.unwrap_or_else(|| Value::Other(Box::new(plain.into_json()))))
}

/// One committed command: what the journal holds, the change log shows and other tabs receive.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// The command's code, such as `deal.move`; its words are in `text/`.
    pub command: String,
    /// What was changed in words that the user knows: the name of the row it was about.
    #[serde(default)]
    pub subject: String,
    /// The profile that was chosen on the device.
    #[serde(default)]
    pub actor: Option<Id>,
    /// Unix milliseconds, for the change log.
    pub at_ms: u64,
    /// The stamp of all that it wrote.
    pub stamp: Stamp,
    /// The stamp of the entry that it undoes or redoes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<Stamp>,
    /// It undoes an undo.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub redo: bool,
    /// The change.
    pub patch: Patch,
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        super::plain::write_id(&self.0, to)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Id, D::Error> {
        Plain::deserialize(from)?.as_id().ok_or_else(|| D::Error::custom("not an id"))
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Stamp, D::Error> {
        Plain::deserialize(from)?.as_stamp().ok_or_else(|| D::Error::custom("not a stamp"))
    }
}
