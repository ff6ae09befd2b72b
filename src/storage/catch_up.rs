//! What other tabs wrote: it comes first, and what waits here is planned anew on top of it.

use super::pages::decode_entry;
use super::request::{Asked, Request};
use super::root::{Damage, Entry as StoredEntry, Part, Revision};
use super::session::{Pending, Session};
use crate::domain::command::{Context, Refusal};
use crate::domain::patch::Entry;
use crate::domain::records::Table;
use crate::domain::sort::sort_by;
use crate::domain::stamp::Stamp;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// A queued request with the stamp that its entry had.
type Queued = (Request, Asked, Stamp);

impl Session {
    /// Another tab wrote: its entries are applied, then what is queued here is planned anew. Returns the tables that changed,
    /// and the refusals of queued commands that no longer can be.
    ///
    /// Entries that are known already are skipped, so it may be told twice. An entry that is the first queued change itself (its
    /// saving was done, but the answer was lost) counts as saved and is not done again.
    pub fn catch_up(
        &mut self,
        context: &mut Context,
        entries: &[StoredEntry],
        revision: Revision,
    ) -> (Vec<Table>, Vec<Refusal>) {
        let mut new = entries.iter().filter(|e| e.revision > self.revision).cloned().collect::<Vec<_>>();
        while let (Some(stored), Some(first)) = (new.first(), self.pending.first()) {
            if decode_entry(&stored.bytes).is_none_or(|e| e.stamp != first.entry.stamp) {
                break;
            }
            let at = stored.revision;
            self.saved(at);
            new.remove(0);
        }
        if new.is_empty() && revision <= self.revision {
            return (Vec::new(), Vec::new());
        }
        let (queue, mut tables) = self.take_back_queue();
        for entry in self.take_in(&new) {
            tables.extend(self.touched(&entry.patch));
            self.stacks.push(entry);
        }
        self.revision = self.revision.max(revision);
        let (more, refused) = self.replay(context, queue);
        tables.extend(more);
        sort_by(&mut tables, Table::cmp);
        tables.dedup();
        (tables, refused)
    }

    /// Everything was replaced: `fresh` is the new state, and what is queued here is planned anew on it, but for what is `there` already, by the stamps
    /// of the entries that it was made of.
    pub fn reopen(&mut self, context: &mut Context, fresh: Session, there: &BTreeSet<Stamp>) -> Vec<Refusal> {
        let queue = std::mem::take(&mut self.pending).into_iter().filter(|p| !there.contains(&p.entry.stamp));
        let queue = queue.map(|p| (p.request, p.asked, p.entry.stamp)).collect();
        *self = fresh;
        self.replay(context, queue).1
    }

    /// Takes back what is queued, data and stacks, as if it had never been. Says which tables that changed.
    fn take_back_queue(&mut self) -> (Vec<Queued>, Vec<Table>) {
        let (mut queue, mut tables) = (Vec::with_capacity(self.pending.len()), Vec::new());
        for Pending { request, asked, entry, rollback, before } in std::mem::take(&mut self.pending).into_iter().rev() {
            self.stacks = before;
            self.mark(&entry.patch);
            rollback.undo(&mut self.data);
            tables.extend(self.touched(&entry.patch));
            queue.push((request, asked, entry.stamp));
        }
        queue.reverse();
        (queue, tables)
    }

    fn replay(&mut self, context: &mut Context, queue: Vec<Queued>) -> (Vec<Table>, Vec<Refusal>) {
        let (mut tables, mut refused) = (Vec::new(), Vec::new());
        // Planned anew, an entry has a new stamp: an undo of it that waits behind it must find it.
        let mut renamed: HashMap<Stamp, Stamp> = HashMap::new();
        for (mut request, asked, was) in queue {
            if let Request::Undo(stamp) | Request::Redo(stamp) = &mut request {
                *stamp = renamed.get(stamp).copied().unwrap_or(*stamp);
            }
            let waiting = self.pending.len();
            match self.request(asked, request, context.ids) {
                Ok(done) => tables.extend(done.into_iter().flat_map(|d| d.tables)),
                Err(refusal) => refused.push(refusal),
            }
            renamed.extend(self.pending.get(waiting).map(|p| (was, p.entry.stamp)));
        }
        (tables, refused)
    }

    /// Applies saved entries to the data. Returns those that could be read.
    pub(super) fn take_in(&mut self, entries: &[StoredEntry]) -> Vec<Rc<Entry>> {
        let mut taken = Vec::with_capacity(entries.len());
        for stored in entries {
            match decode_entry(&stored.bytes) {
                Some(entry) => {
                    self.clock.observe(entry.stamp);
                    entry.patch.apply(&mut self.data, entry.stamp);
                    self.data.seen.observe(entry.stamp);
                    self.mark(&entry.patch);
                    self.unfolded += 1;
                    taken.push(Rc::new(entry));
                }
                None => {
                    self.damaged.push(Damage { part: Part::Entry(stored.revision), bytes: Some(stored.bytes.clone()) });
                    self.irregular = true;
                }
            }
        }
        taken
    }
}
