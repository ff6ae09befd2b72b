//! What can be undone and redone: two stacks that follow from the sequence of entries, and what an undo must leave alone.

use crate::domain::command::needed_by;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::patch::{Entry, Patch};
use crate::domain::records::{Table, DELETED};
use crate::domain::stamp::Stamp;
use crate::domain::value::Value;
use std::rc::Rc;

/// How many commands can be undone.
pub const UNDOABLE: usize = 100;

/// The two stacks, the latest entry last. Entries are shared, so a copy is small.
#[derive(Clone, Default)]
pub(super) struct Stacks {
    pub undo: Vec<Rc<Entry>>,
    pub redo: Vec<Rc<Entry>>,
}

impl Stacks {
    /// Keeps the stacks as the sequence of entries says.
    pub fn push(&mut self, entry: Rc<Entry>) {
        match (entry.undoes, entry.redo) {
            // An entry without a patch replaced everything (import, restore): what came before is about other data.
            (None, _) if entry.patch.is_empty() => *self = Stacks::default(),
            (None, _) => {
                self.redo.clear();
                self.undo.push(entry);
            }
            (Some(target), false) => {
                self.undo.retain(|e| e.stamp != target);
                self.redo.push(entry);
            }
            (Some(target), true) => {
                self.redo.retain(|e| e.stamp != target);
                self.undo.push(entry);
            }
        }
        if self.undo.len() > UNDOABLE {
            self.undo.remove(0);
        }
    }

    /// Takes an entry out.
    pub fn forget(&mut self, stamp: Stamp) {
        self.undo.retain(|e| e.stamp != stamp);
        self.redo.retain(|e| e.stamp != stamp);
    }

    /// The entry to take back, or the undo to take back.
    pub fn find(&self, stamp: Stamp, redo: bool) -> Option<Rc<Entry>> {
        let stack = if redo { &self.redo } else { &self.undo };
        stack.iter().rfind(|e| e.stamp == stamp).cloned()
    }
}

/// Rows that an undo would delete although others need them by now (another tab has added a deal to the customer) stay, and are named.
/// What needs them is asked of the data as the undo leaves it: deals that it moves out of a stage do not need that stage.
pub(super) fn spare_needed(data: &mut Dataset, patch: &mut Patch, kept: &mut Vec<(Table, Id)>) {
    let going: Vec<(Table, Id)> = patch
        .rows
        .iter()
        .filter(|r| r.cells.iter().any(|c| c.key == DELETED && c.after == Some(Value::Bool(true))))
        .map(|r| (r.table, r.id))
        .collect();
    if going.is_empty() {
        return;
    }
    let rollback = patch.apply(data, Stamp::ZERO);
    let mut needed = Vec::new();
    for (table, id) in &going {
        let along: Vec<Id> = going.iter().filter(|(t, _)| t == table).map(|(_, id)| *id).collect();
        if !needed_by(data, *table, *id, &along).is_empty() {
            needed.push((*table, *id));
        }
    }
    rollback.undo(data);
    if !needed.is_empty() {
        patch.rows.retain(|r| !needed.contains(&(r.table, r.id)));
        patch.settle();
        kept.extend(needed.into_iter().filter(|row| !kept.contains(row)).collect::<Vec<_>>());
    }
}
