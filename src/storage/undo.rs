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
    /// What could be undone before everything was replaced: it is about those data, and counts again once they are back.
    beneath: Option<Box<Stacks>>,
}

/// Codes of the entries that replaced everything and can be taken back, by the snapshot that was kept then. They have no patch.
pub const REPLACING: [&str; 4] = ["replace", "restore", "merge", "import"];

/// Whether an entry stands for other data as a whole, not for a change of rows.
pub(super) fn is_whole(entry: &Entry) -> bool {
    entry.patch.is_empty()
}

impl Stacks {
    /// Keeps the stacks as the sequence of entries says.
    pub fn push(&mut self, entry: Rc<Entry>) {
        match (entry.undoes, entry.redo) {
            // Everything was replaced: what came before is about other data.
            (None, _) if is_whole(&entry) => {
                let mut before = std::mem::take(self);
                if REPLACING.contains(&entry.command.as_str()) {
                    before.redo.clear();
                    *self = Stacks { undo: vec![entry], redo: Vec::new(), beneath: Some(Box::new(before)) };
                }
            }
            (Some(_), false) if is_whole(&entry) => {
                let mut redo = std::mem::take(&mut self.redo);
                *self = self.beneath.take().map(|before| *before).unwrap_or_default();
                redo.push(entry);
                self.redo = redo;
            }
            (Some(target), true) if is_whole(&entry) => {
                let mut before = std::mem::take(self);
                let mut redo = std::mem::take(&mut before.redo);
                redo.retain(|e| e.stamp != target);
                *self = Stacks { undo: vec![entry], redo, beneath: Some(Box::new(before)) };
            }
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
/// `target`: what is taken back. A command that brought back a kept row is taken back as it was: the row was needed then already.
pub(super) fn spare_needed(data: &mut Dataset, target: &Entry, patch: &mut Patch, kept: &mut Vec<(Table, Id)>) {
    let command = target.undoes.is_none() || target.redo;
    let was_kept = |table, id| command && target.patch.row(table, id).is_some_and(|change| !change.made);
    let going: Vec<(Table, Id)> = patch
        .rows
        .iter()
        .filter(|r| r.cells.iter().any(|c| c.key == DELETED && c.after == Some(Value::Bool(true))))
        .map(|r| (r.table, r.id))
        .filter(|(table, id)| !was_kept(*table, *id))
        .collect();
    if going.is_empty() {
        return;
    }
    // Later than all else: a deletion counts only over what was written before it.
    let rollback = patch.apply(data, Stamp::new(Stamp::LAST_MS, u16::MAX, 0));
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
