//! One open workspace: its data in memory, what is not saved yet, and what can be undone. Pure: time, ids and bytes come from outside.
//!
//! A command is applied in memory at once and queued; [`Session::to_save`] gives the bytes of the next change, [`Session::saved`]
//! takes it from the queue. If another tab wrote first, [`Session::catch_up`] takes the queue back, applies what was missed, and plans
//! every queued command anew: whoever was first is right, and no rule is broken by two tabs together.

use super::opening::Opening;
use super::pages::{encode_entry, ROWS};
use super::request::{pin, Asked, Request};
use super::root::{Damage, Loaded, Revision, Root};
use super::undo::{is_whole, spare_needed, Stacks};
use crate::domain::command::{plan, Command, Context, Refusal};
use crate::domain::dataset::Dataset;
use crate::domain::id::{Id, IdSource};
use crate::domain::patch::{Entry, Patch, Rollback};
use crate::domain::records::{Kind, Table};
use crate::domain::sort::sort_by;
use crate::domain::stamp::{Clock, Stamp};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Journal entries from which on folding pays.
pub const FOLD_FROM: usize = 64;

/// What a fold set out with.
pub(super) struct FoldPlan {
    /// The revision that the pages will hold.
    pub seen: Revision,
    /// The root that they follow.
    pub root: Option<Root>,
    /// Whether every page is written.
    pub all: bool,
    /// Which pages changed.
    pub dirty: BTreeSet<(Table, usize)>,
    /// Whether something could not be loaded, so that the old root must be kept.
    pub damaged: bool,
}

/// A change that is not saved yet.
pub(super) struct Pending {
    pub request: Request,
    pub asked: Asked,
    pub entry: Rc<Entry>,
    pub rollback: Rollback,
    /// What could be undone before it.
    pub before: Stacks,
}

/// A planned change: its entry, the rows that an undo leaves alone, and the row it is about.
type Prepared = (Entry, Vec<(Table, Id)>, Option<(Table, Id)>);

/// What a change did, for the toast and for the screens.
#[derive(Clone, Debug)]
pub struct Done {
    /// The command's code in `text/`.
    pub command: String,
    /// The name of the row it was about.
    pub subject: String,
    /// The tables that changed.
    pub tables: Vec<Table>,
    /// Rows that an undo left alone, because they were changed since.
    pub kept: Vec<(Table, Id)>,
    /// The row it was about.
    pub row: Option<(Table, Id)>,
    /// The change itself, for screens that follow it.
    pub entry: Rc<Entry>,
}

/// An open workspace.
pub struct Session {
    /// Its data.
    pub data: Dataset,
    pub(super) clock: Clock,
    pub(super) revision: Revision,
    pub(super) root: Option<Root>,
    pub(super) pending: Vec<Pending>,
    pub(super) stacks: Stacks,
    pub(super) dirty: BTreeSet<(Table, usize)>,
    pub(super) folded_rows: Vec<usize>,
    pub(super) irregular: bool,
    /// Journal entries since the last fold.
    pub(super) unfolded: usize,
    /// What could not be loaded.
    pub damaged: Vec<Damage>,
    /// The damaged bytes are safe in a snapshot.
    pub(super) damage_kept: bool,
}

impl Session {
    /// Opens what was loaded, without what could be undone. `load`: a random number, drawn anew each time.
    pub fn open(loaded: Loaded, load: u64) -> Session {
        Opening::of(loaded, load).finish()
    }

    /// The last revision that is known to be saved.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// A stamp later than all that is known here, for a change of everything.
    pub fn next_stamp(&mut self, now_ms: u64) -> Stamp {
        self.clock.tick(now_ms)
    }

    /// How many changes are not saved yet.
    pub fn unsaved(&self) -> usize {
        self.pending.len()
    }

    /// What undo would take back: command code and subject.
    pub fn can_undo(&self) -> Option<(&str, &str)> {
        self.stacks.undo.last().map(|e| (e.command.as_str(), e.subject.as_str()))
    }

    /// What redo would do again.
    pub fn can_redo(&self) -> Option<(&str, &str)> {
        self.stacks.redo.last().map(|e| (e.command.as_str(), e.subject.as_str()))
    }

    /// The replacement of everything (import, restore) that undo or redo would take back next, if it is one. No command can: the
    /// snapshot that was kept with it can, see [`replacement`](super::fold::replacement).
    pub fn whole(&self, redo: bool) -> Option<Rc<Entry>> {
        let stack = if redo { &self.stacks.redo } else { &self.stacks.undo };
        stack.last().filter(|entry| is_whole(entry)).cloned()
    }

    /// The undo stack, oldest first, for the change list.
    pub fn undoable(&self) -> &[Rc<Entry>] {
        &self.stacks.undo
    }

    /// Carries out a command in memory and queues it for saving. `Ok(None)`: it changes nothing.
    ///
    /// # Errors
    /// The refusal of a rule; nothing is changed then.
    pub fn execute(&mut self, context: &mut Context, command: Command) -> Result<Option<Done>, Refusal> {
        let request = Request::Command(pin(command, context));
        self.request(Asked::by(context), request, context.ids)
    }

    /// Takes back the last command. `Ok(None)`: there is none, nothing of it is left to take back, or it is a [`whole`](Self::whole). A [`Done`] without tables:
    /// everything was changed since, and `kept` names it.
    ///
    /// # Errors
    /// None today; the shape is that of [`execute`](Self::execute).
    pub fn undo(&mut self, context: &mut Context) -> Result<Option<Done>, Refusal> {
        match self.stacks.undo.last().filter(|e| !is_whole(e)).map(|e| e.stamp) {
            Some(stamp) => self.request(Asked::by(context), Request::Undo(stamp), context.ids),
            None => Ok(None),
        }
    }

    /// Does again what was undone last.
    ///
    /// # Errors
    /// As for [`undo`](Self::undo).
    pub fn redo(&mut self, context: &mut Context) -> Result<Option<Done>, Refusal> {
        match self.stacks.redo.last().filter(|e| !is_whole(e)).map(|e| e.stamp) {
            Some(stamp) => self.request(Asked::by(context), Request::Redo(stamp), context.ids),
            None => Ok(None),
        }
    }

    pub(super) fn request(
        &mut self,
        mut asked: Asked,
        request: Request,
        ids: &mut dyn IdSource,
    ) -> Result<Option<Done>, Refusal> {
        let Some((mut entry, kept, row)) = asked.answer(ids, |context| self.prepare(context, &request))? else {
            return Ok(None);
        };
        let before = self.stacks.clone();
        let nothing = entry.patch.is_empty();
        let rollback = entry.patch.apply(&mut self.data, entry.stamp);
        self.data.seen.observe(entry.stamp);
        if entry.subject.is_empty() {
            entry.subject = row.map(|(table, id)| self.name_of(table, id)).unwrap_or_default();
        }
        let entry = Rc::new(entry);
        let done = Done {
            command: entry.command.clone(),
            subject: entry.subject.clone(),
            tables: self.touched(&entry.patch),
            kept,
            row,
            entry: entry.clone(),
        };
        if nothing {
            // Nothing is left to take back: the entry leaves the stack all the same, or undo would be stuck on it.
            if let Request::Undo(stamp) | Request::Redo(stamp) = request {
                self.stacks.forget(stamp);
            }
            return Ok(Some(done).filter(|done| !done.kept.is_empty()));
        }
        self.mark(&entry.patch);
        self.stacks.push(entry.clone());
        self.pending.push(Pending { request, asked, entry, rollback, before });
        Ok(Some(done))
    }

    /// The tables that a patch just applied changed: those it names, and those where a deleted row is kept now or no longer.
    pub(super) fn touched(&mut self, patch: &Patch) -> Vec<Table> {
        let mut tables = patch.tables();
        tables.extend(self.data.take_turned());
        sort_by(&mut tables, Table::cmp);
        tables.dedup();
        tables
    }

    fn prepare(&mut self, context: &mut Context, request: &Request) -> Result<Option<Prepared>, Refusal> {
        let mut entry = Entry {
            command: String::new(),
            subject: String::new(),
            actor: context.actor,
            at_ms: context.now_ms,
            stamp: Stamp::ZERO,
            undoes: None,
            redo: false,
            patch: Patch::default(),
        };
        let (kept, row) = match request {
            Request::Command(command) => {
                let plan = plan(&self.data, context, command)?;
                (entry.command, entry.patch) = (plan.code, plan.patch);
                (Vec::new(), plan.subject)
            }
            Request::Undo(stamp) | Request::Redo(stamp) => {
                let redo = matches!(request, Request::Redo(_));
                let Some(target) = self.stacks.find(*stamp, redo) else { return Ok(None) };
                let (mut patch, mut kept) = target.patch.inverse(&self.data);
                spare_needed(&mut self.data, &target, &mut patch, &mut kept);
                (entry.command, entry.subject, entry.patch) = (target.command.clone(), target.subject.clone(), patch);
                (entry.undoes, entry.redo) = (Some(*stamp), redo);
                (kept, None)
            }
        };
        entry.stamp = self.clock.tick(context.now_ms);
        Ok(Some((entry, kept, row)))
    }

    /// The first change that is not saved: the revision it follows, and its bytes.
    pub fn to_save(&self) -> Option<(Revision, Vec<u8>)> {
        let first = self.pending.first()?;
        Some((self.revision, encode_entry(&first.entry)))
    }

    /// The first queued change is saved under this revision. Told twice, or after [`catch_up`](Self::catch_up) has seen it in the
    /// journal, it changes nothing.
    pub fn saved(&mut self, revision: Revision) {
        if revision > self.revision && !self.pending.is_empty() {
            self.pending.remove(0);
            self.revision = revision;
            self.unfolded += 1;
        }
    }

    /// The first `n` queued changes are saved: they are part of the data that was just written as a whole.
    pub fn saved_whole(&mut self, n: usize) {
        self.pending.drain(..n.min(self.pending.len()));
    }

    pub(super) fn mark(&mut self, patch: &Patch) {
        for change in &patch.rows {
            if let Some(at) = self.data.rows(change.table).position(change.id) {
                self.dirty.insert((change.table, at / ROWS));
            }
        }
    }

    /// Whether many changes wait in the journal and none waits to be saved.
    pub fn fold_is_due(&self) -> bool {
        self.unfolded >= FOLD_FROM && self.pending.is_empty()
    }

    /// Begins a fold: which pages must be written, all of them or those that changed. `None` while something is not saved, because
    /// pages hold what is in memory and must hold nothing that the journal does not have, and while another tab's root is ahead.
    pub(super) fn begin_fold(&mut self) -> Option<FoldPlan> {
        // A root that holds more than is known here: catching up comes first.
        let behind = self.root.as_ref().is_some_and(|root| root.folded > self.revision);
        (self.pending.is_empty() && !behind).then(|| FoldPlan {
            seen: self.revision,
            root: self.root.clone(),
            all: std::mem::take(&mut self.irregular),
            dirty: std::mem::take(&mut self.dirty),
            damaged: !self.damaged.is_empty() && !self.damage_kept,
        })
    }

    /// The fold is done: this is the root now. What was written since it began stays dirty.
    pub(super) fn end_fold(&mut self, plan: &FoldPlan, root: Root) {
        self.root = Some(root);
        self.damage_kept |= plan.damaged;
        self.unfolded = self.revision.0.saturating_sub(plan.seen.0) as usize;
    }

    /// The fold failed, or another tab's root stands: its pages may lie otherwise than here, so the next fold writes them all.
    pub(super) fn abort_fold(&mut self, plan: FoldPlan, root: Option<Root>) {
        self.irregular |= plan.all || root.is_some();
        self.dirty.extend(plan.dirty);
        if let Some(root) = root {
            self.unfolded = self.revision.0.saturating_sub(root.folded.0) as usize;
            self.root = Some(root);
        }
    }

    /// What people call a row: its natural field, or the name of what it belongs to.
    pub fn name_of(&self, table: Table, id: Id) -> String {
        let Some(row) = self.data.rows(table).get(id) else { return String::new() };
        let record = table.record();
        if let Some(key) = record.natural {
            return row.text(key).to_string();
        }
        if let Some(title) = table.field_named("title") {
            return row.text(title.key).to_string();
        }
        let owner = record.fields.iter().find_map(|f| match f.kind {
            Kind::Ref(target) if target != table => row.link(f.key).map(|id| (target, id)),
            _ => None,
        });
        owner
            .filter(|(target, _)| target.record().natural.is_some())
            .map(|(t, id)| self.name_of(t, id))
            .unwrap_or_default()
    }
}
