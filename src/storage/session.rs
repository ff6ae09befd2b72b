//! One open workspace: its data in memory, what is not saved yet, and what can be undone. Pure: time, ids and bytes come from outside.
//!
//! A command is applied in memory at once and queued; [`Session::to_save`] gives the bytes of the next change, [`Session::saved`]
//! takes it from the queue. If another tab wrote first, [`Session::catch_up`] takes the queue back, applies what was missed, and plans
//! every queued command anew: whoever was first is right, and no rule is broken by two tabs together.

use super::pages::{decode_entry, decode_page, encode_entry, ROWS};
use super::root::{Damage, Entry as StoredEntry, Loaded, Part, Revision, Root};
use crate::domain::command::{plan, Command, Context, Refusal};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::patch::{Entry, Patch, Rollback};
use crate::domain::records::{Kind, Table};
use crate::domain::stamp::{Clock, Stamp};
use std::collections::BTreeSet;

/// How many commands can be undone.
pub const UNDOABLE: usize = 100;

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

/// What the user asked for; kept until it is saved, so that it can be planned anew.
#[derive(Clone, Debug)]
enum Request {
    Command(Command),
    /// Take back the entry of this stamp.
    Undo(Stamp),
    /// Take back the undo of this stamp.
    Redo(Stamp),
}

struct Pending {
    request: Request,
    entry: Entry,
    rollback: Rollback,
}

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
}

/// An open workspace.
pub struct Session {
    /// Its data.
    pub data: Dataset,
    clock: Clock,
    revision: Revision,
    root: Option<Root>,
    pending: Vec<Pending>,
    undo: Vec<Entry>,
    redo: Vec<Entry>,
    dirty: BTreeSet<(Table, usize)>,
    folded_rows: Vec<usize>,
    irregular: bool,
    /// Journal entries since the last fold.
    unfolded: usize,
    /// What could not be loaded.
    pub damaged: Vec<Damage>,
    /// The damaged bytes are safe in a snapshot.
    damage_kept: bool,
}

impl Session {
    /// Opens what was loaded. `history`: the newest entries, newest first, for undo. `load`: a random number, drawn anew each time.
    pub fn open(loaded: Loaded, history: &[StoredEntry], load: u64) -> Session {
        let mut session = Session {
            data: Dataset::default(),
            clock: Clock::new(load),
            revision: loaded.revision,
            root: loaded.root,
            pending: Vec::new(),
            undo: Vec::new(),
            redo: Vec::new(),
            dirty: BTreeSet::new(),
            folded_rows: vec![0; Table::ALL.len()],
            irregular: false,
            unfolded: 0,
            damaged: loaded.damaged,
            damage_kept: false,
        };
        let mut last = Stamp::ZERO;
        for page in &loaded.pages {
            let Some((table, rows)) = decode_page(page) else {
                session.damaged.push(Damage { part: Part::Page(page.page.clone()), bytes: Some(page.bytes.clone()) });
                continue;
            };
            // Folding relies on full pages; anything else (a page that is missing) is written anew as a whole.
            session.irregular |= session.folded_rows[table as usize] % ROWS != 0;
            for row in rows {
                last = row.stamps().map(|(_, s)| s).fold(last.max(row.born), Stamp::max);
                session.folded_rows[table as usize] += 1;
                session.data.insert(table, row);
            }
        }
        session.irregular |= !session.damaged.is_empty();
        session.clock.observe(last);
        session.take_in(&loaded.entries);
        for entry in history.iter().rev().filter_map(|e| decode_entry(&e.bytes)) {
            session.clock.observe(entry.stamp);
            session.stack(entry);
        }
        session
    }

    /// The last revision that is known to be saved.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// How many changes are not saved yet.
    pub fn unsaved(&self) -> usize {
        self.pending.len()
    }

    /// What undo would take back: command code and subject.
    pub fn can_undo(&self) -> Option<(&str, &str)> {
        self.undo.last().map(|e| (e.command.as_str(), e.subject.as_str()))
    }

    /// What redo would do again.
    pub fn can_redo(&self) -> Option<(&str, &str)> {
        self.redo.last().map(|e| (e.command.as_str(), e.subject.as_str()))
    }

    /// The undo stack, oldest first, for the change list.
    pub fn undoable(&self) -> &[Entry] {
        &self.undo
    }

    /// Carries out a command in memory and queues it for saving. `Ok(None)`: it changes nothing.
    ///
    /// # Errors
    /// The refusal of a rule; nothing is changed then.
    pub fn execute(&mut self, context: &mut Context, command: Command) -> Result<Option<Done>, Refusal> {
        self.request(context, Request::Command(command))
    }

    /// Takes back the last command. `Ok(None)`: there is none, or nothing of it is left to take back.
    ///
    /// # Errors
    /// None today; the shape is that of [`execute`](Self::execute).
    pub fn undo(&mut self, context: &mut Context) -> Result<Option<Done>, Refusal> {
        match self.undo.last().map(|e| e.stamp) {
            Some(stamp) => self.request(context, Request::Undo(stamp)),
            None => Ok(None),
        }
    }

    /// Does again what was undone last.
    ///
    /// # Errors
    /// As for [`undo`](Self::undo).
    pub fn redo(&mut self, context: &mut Context) -> Result<Option<Done>, Refusal> {
        match self.redo.last().map(|e| e.stamp) {
            Some(stamp) => self.request(context, Request::Redo(stamp)),
            None => Ok(None),
        }
    }

    fn request(&mut self, context: &mut Context, request: Request) -> Result<Option<Done>, Refusal> {
        let Some((mut entry, kept, row)) = self.prepare(context, &request)? else { return Ok(None) };
        if entry.patch.is_empty() {
            // Nothing is left to take back: the entry leaves the stack all the same, or undo would be stuck on it.
            match request {
                Request::Undo(stamp) => self.undo.retain(|e| e.stamp != stamp),
                Request::Redo(stamp) => self.redo.retain(|e| e.stamp != stamp),
                Request::Command(_) => {}
            }
            return Ok(None);
        }
        let rollback = entry.patch.apply(&mut self.data, entry.stamp);
        if entry.subject.is_empty() {
            entry.subject = row.map(|(table, id)| self.name_of(table, id)).unwrap_or_default();
        }
        self.mark(&entry.patch);
        let done = Done {
            command: entry.command.clone(),
            subject: entry.subject.clone(),
            tables: entry.patch.tables(),
            kept,
            row,
        };
        self.stack(entry.clone());
        self.pending.push(Pending { request, entry, rollback });
        Ok(Some(done))
    }

    #[allow(clippy::type_complexity)]
    fn prepare(
        &mut self,
        context: &mut Context,
        request: &Request,
    ) -> Result<Option<(Entry, Vec<(Table, Id)>, Option<(Table, Id)>)>, Refusal> {
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
                let stack = if redo { &self.redo } else { &self.undo };
                let Some(target) = stack.iter().rfind(|e| e.stamp == *stamp) else { return Ok(None) };
                let (patch, kept) = target.patch.inverse(&self.data);
                (entry.command, entry.subject, entry.patch) = (target.command.clone(), target.subject.clone(), patch);
                (entry.undoes, entry.redo) = (Some(*stamp), redo);
                (kept, None)
            }
        };
        entry.stamp = self.clock.tick(context.now_ms);
        Ok(Some((entry, kept, row)))
    }

    /// Keeps the two stacks as the sequence of entries says.
    fn stack(&mut self, entry: Entry) {
        match (entry.undoes, entry.redo) {
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

    fn unstack(&mut self, entry: &Entry) {
        self.undo.retain(|e| e.stamp != entry.stamp);
        self.redo.retain(|e| e.stamp != entry.stamp);
    }

    /// The first change that is not saved: the revision it follows, and its bytes.
    pub fn to_save(&self) -> Option<(Revision, Vec<u8>)> {
        let first = self.pending.first()?;
        Some((self.revision, encode_entry(&first.entry)?))
    }

    /// The first queued change is saved under this revision.
    pub fn saved(&mut self, revision: Revision) {
        if !self.pending.is_empty() {
            self.pending.remove(0);
            self.revision = revision;
            self.unfolded += 1;
        }
    }

    /// Another tab wrote: its entries are applied, then what is queued here is planned anew. Returns the tables that changed,
    /// and the refusals of queued commands that no longer can be.
    pub fn catch_up(
        &mut self,
        context: &mut Context,
        entries: &[StoredEntry],
        revision: Revision,
    ) -> (Vec<Table>, Vec<Refusal>) {
        let queue = self.take_back_queue();
        let mut tables = self.take_in(entries);
        for entry in entries.iter().filter_map(|e| decode_entry(&e.bytes)) {
            self.stack(entry);
        }
        self.revision = revision;
        let (more, refused) = self.replay(context, queue);
        tables.extend(more);
        tables.sort();
        tables.dedup();
        (tables, refused)
    }

    /// Everything was replaced by another tab: this is the new state, and what is queued here is planned anew on it.
    pub fn reopen(
        &mut self,
        context: &mut Context,
        loaded: Loaded,
        history: &[StoredEntry],
        load: u64,
    ) -> Vec<Refusal> {
        let queue: Vec<Request> = std::mem::take(&mut self.pending).into_iter().map(|p| p.request).collect();
        *self = Session::open(loaded, history, load);
        self.replay(context, queue).1
    }

    fn take_back_queue(&mut self) -> Vec<Request> {
        let mut queue = Vec::with_capacity(self.pending.len());
        for pending in std::mem::take(&mut self.pending).into_iter().rev() {
            self.unstack(&pending.entry);
            pending.rollback.undo(&mut self.data);
            queue.push(pending.request);
        }
        queue.reverse();
        queue
    }

    fn replay(&mut self, context: &mut Context, queue: Vec<Request>) -> (Vec<Table>, Vec<Refusal>) {
        let (mut tables, mut refused) = (Vec::new(), Vec::new());
        for request in queue {
            match self.request(context, request) {
                Ok(done) => tables.extend(done.into_iter().flat_map(|d| d.tables)),
                Err(refusal) => refused.push(refusal),
            }
        }
        (tables, refused)
    }

    /// Applies saved entries to the data.
    fn take_in(&mut self, entries: &[StoredEntry]) -> Vec<Table> {
        let mut tables = Vec::new();
        for stored in entries {
            match decode_entry(&stored.bytes) {
                Some(entry) => {
                    self.clock.observe(entry.stamp);
                    entry.patch.apply(&mut self.data, entry.stamp);
                    self.mark(&entry.patch);
                    tables.extend(entry.patch.tables());
                    self.unfolded += 1;
                }
                None => {
                    self.damaged.push(Damage { part: Part::Entry(stored.revision), bytes: Some(stored.bytes.clone()) });
                    self.irregular = true;
                }
            }
        }
        tables
    }

    fn mark(&mut self, patch: &Patch) {
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
    /// pages hold what is in memory and must hold nothing that the journal does not have.
    pub(super) fn begin_fold(&mut self) -> Option<FoldPlan> {
        self.pending.is_empty().then(|| FoldPlan {
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
