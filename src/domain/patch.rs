//! The one shape of change: per row, cells before and after. Undo, saving, other tabs and the change log all read it.

use super::dataset::{Dataset, IdMap};
use super::id::Id;
use super::key::Key;
use super::plain::Plain;
use super::records::{Table, DELETED};
use super::stamp::Stamp;
use super::value::Value;
use crate::domain::sort::sort_by;

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
        let before = data.rows(table).get(id).and_then(|row| row.current(key)).cloned();
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
            None => data.rows(table).get(id).and_then(|row| row.current(key)),
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
        sort_by(&mut tables, Table::cmp);
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
            // Writing to a row that was deleted since would bring it back.
            let gone = !row.is_there() && change.cells.iter().all(|cell| cell.key != DELETED);
            for cell in &change.cells {
                if !gone && row.current(cell.key) == cell.after.as_ref() {
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

impl RowChange {
    fn plain(&self) -> Plain<'_> {
        let cells = self.cells.iter().map(|c| {
            let path = Plain::text(self.table.path_of(c.key));
            Plain::List(vec![path, plain_or_null(&c.before), plain_or_null(&c.after)])
        });
        Plain::map([
            ("table", Some(Plain::text(self.table.key()))),
            ("id", Some(Plain::id(self.id))),
            ("made", self.made.then_some(Plain::Bool(true))),
            ("cells", Some(Plain::List(cells.collect()))),
        ])
    }
}

fn plain_or_null(value: &Option<Value>) -> Plain<'_> {
    value.as_ref().map_or(Plain::Null, Value::plain)
}

impl Patch {
    /// The plain form: per row its table, its id, whether it is made, and per cell path, before, after.
    pub fn plain(&self) -> Plain<'_> {
        Plain::List(self.rows.iter().map(RowChange::plain).collect())
    }

    /// Reads the plain form. `None`: it is not one that this version knows.
    pub fn from_plain(plain: &Plain) -> Option<Patch> {
        let mut patch = Patch::default();
        for row in plain.as_list()? {
            let (table, id) = (Table::parse(row.get("table")?.as_text()?)?, row.get("id")?.as_id()?);
            let mut cells = Vec::new();
            for cell in row.get("cells")?.as_list()? {
                let [path, before, after] = cell.as_list()? else { return None };
                if let Some(key) = table.key_of(path.as_text()?) {
                    let value = |plain| value_of(table, key, plain);
                    cells.push(CellChange { key, before: value(before), after: value(after) });
                }
            }
            patch.push(RowChange { table, id, made: row.get("made") == Some(&Plain::Bool(true)), cells });
        }
        Some(patch)
    }
}

fn value_of(table: Table, key: Key, plain: &Plain) -> Option<Value> {
    if *plain == Plain::Null {
        return None;
    }
    let read = table.kind_of(key).and_then(|kind| kind.read(plain).ok());
    Some(read.unwrap_or_else(|| Value::Other(Box::new(plain.clone().into_json()))))
}

/// One committed command: what the journal holds, the change log shows and other tabs receive.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The command's code, such as `deal.move`; its words are in `text/`.
    pub command: String,
    /// What was changed in words that the user knows: the name of the row it was about.
    pub subject: String,
    /// The profile that was chosen on the device.
    pub actor: Option<Id>,
    /// Unix milliseconds, for the change log.
    pub at_ms: u64,
    /// The stamp of all that it wrote.
    pub stamp: Stamp,
    /// The stamp of the entry that it undoes or redoes.
    pub undoes: Option<Stamp>,
    /// It undoes an undo.
    pub redo: bool,
    /// The change.
    pub patch: Patch,
}

impl Entry {
    /// The plain form.
    pub fn plain(&self) -> Plain<'_> {
        Plain::map([
            ("command", Some(Plain::text(self.command.as_str()))),
            ("subject", Some(Plain::text(self.subject.as_str()))),
            ("actor", Some(self.actor.map_or(Plain::Null, Plain::id))),
            ("at_ms", Some(Plain::count(self.at_ms))),
            ("stamp", Some(Plain::stamp(self.stamp))),
            ("undoes", self.undoes.map(Plain::stamp)),
            ("redo", self.redo.then_some(Plain::Bool(true))),
            ("patch", Some(self.patch.plain())),
        ])
    }

    /// Reads the plain form. `None`: it is not one that this version knows.
    pub fn from_plain(plain: &Plain) -> Option<Entry> {
        let subject = plain.get("subject").and_then(Plain::as_text);
        Some(Entry {
            command: plain.get("command")?.as_text()?.into(),
            subject: subject.unwrap_or_default().into(),
            actor: plain.get("actor").and_then(Plain::as_id),
            at_ms: plain.get("at_ms")?.as_count()?,
            stamp: plain.get("stamp")?.as_stamp()?,
            undoes: plain.get("undoes").and_then(Plain::as_stamp),
            redo: plain.get("redo") == Some(&Plain::Bool(true)),
            patch: Patch::from_plain(plain.get("patch")?)?,
        })
    }
}
