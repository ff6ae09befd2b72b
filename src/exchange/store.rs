//! The rows of a file while it is read, and the rows that come with the app beside them.

use super::convert::At;
use crate::domain::dataset::{Dataset, IdMap};
use crate::domain::id::Id;
use crate::domain::records::Table;
use crate::domain::row::Row;

/// The id is taken by a row that waits for its references.
const WAITING: u32 = u32::MAX;

/// A row that is read.
pub(super) struct Item {
    pub(super) table: Table,
    pub(super) row: Row,
    /// Where it stands in the file; `None`: it was added by reading.
    pub(super) at: Option<At>,
}

/// All rows that are read.
pub(super) struct Store<'a> {
    pub(super) items: Vec<Item>,
    pub(super) base: &'a Dataset,
    ids: Vec<IdMap<u32>>,
}

impl<'a> Store<'a> {
    pub(super) fn new(base: &'a Dataset) -> Store<'a> {
        Store { items: Vec::new(), base, ids: vec![IdMap::default(); Table::ALL.len()] }
    }

    /// Takes an id for a row. `false`: it is taken already.
    pub(super) fn claim(&mut self, table: Table, id: Id) -> bool {
        let taken = self.has(table, id);
        if !taken {
            self.ids[table as usize].insert(id, WAITING);
        }
        !taken
    }

    /// Whether the file has a row of this id.
    pub(super) fn has(&self, table: Table, id: Id) -> bool {
        self.ids[table as usize].contains_key(&id)
    }

    /// Adds a row.
    pub(super) fn add(&mut self, table: Table, row: Row, at: Option<At>) {
        self.ids[table as usize].insert(row.id, self.items.len() as u32);
        self.items.push(Item { table, row, at });
    }

    /// Where a row of the file is among the items.
    pub(super) fn position(&self, table: Table, id: Id) -> Option<usize> {
        self.ids[table as usize].get(&id).filter(|at| **at != WAITING).map(|at| *at as usize)
    }

    /// A row of the file, or of those that come with the app.
    pub(super) fn row(&self, table: Table, id: Id) -> Option<&Row> {
        match self.position(table, id) {
            Some(at) => Some(&self.items[at].row),
            None => self.base.rows(table).get(id),
        }
    }

    /// The rows of a table, in the order of the file.
    pub(super) fn table(&self, table: Table) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.table == table)
    }
}
