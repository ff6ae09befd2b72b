//! A workspace on its way into memory: each page becomes rows while the next one is read.

use super::backend::Backend;
use super::error::StoreError;
use super::pages::{decode_entry, decode_page, decode_seen, decode_unknown, ROWS, SEEN};
use super::root::{Damage, Entry as StoredEntry, Loaded, Page, Part};
use super::session::Session;
use super::snapshots::SnapshotId;
use super::store::Store;
use super::undo::{Stacks, UNDOABLE};
use crate::domain::dataset::Dataset;
use crate::domain::patch::Entry;
use crate::domain::records::Table;
use crate::domain::sort::set;
use crate::domain::stamp::{Clock, Stamp};
use std::collections::BTreeSet;
use std::rc::Rc;

/// A workspace that is being opened.
pub struct Opening {
    session: Session,
    last: Stamp,
    entries: Vec<StoredEntry>,
    /// The newest changes, newest first, for undo.
    history: Vec<Entry>,
}

impl Opening {
    /// Reads a workspace. `load`: a random number, drawn anew each time.
    ///
    /// # Errors
    /// Those of [`Store::load`].
    pub async fn read<B: Backend>(store: &Store<B>, load: u64) -> Result<Opening, StoreError> {
        let mut opening = Opening::new(load);
        let loaded = store.load_with(|page| opening.page(page)).await?;
        opening.rest(loaded);
        Ok(opening)
    }

    /// The same, with the newest changes, so that they can be undone.
    ///
    /// # Errors
    /// As for [`read`](Self::read).
    pub async fn read_undoable<B: Backend>(store: &Store<B>, load: u64) -> Result<Opening, StoreError> {
        let mut opening = Opening::read(store, load).await?;
        let history = store.history(None, UNDOABLE as u32).await?.entries;
        opening.history = history.iter().filter_map(|e| decode_entry(&e.bytes)).collect();
        Ok(opening)
    }

    /// Reads a snapshot; `None` if there is none of that number.
    ///
    /// # Errors
    /// Those of [`Store::load_snapshot`].
    pub async fn read_snapshot<B: Backend>(
        store: &Store<B>,
        id: SnapshotId,
        load: u64,
    ) -> Result<Option<Opening>, StoreError> {
        let mut opening = Opening::new(load);
        let Some(loaded) = store.load_snapshot_with(id, |page| opening.page(page)).await? else { return Ok(None) };
        opening.rest(loaded);
        Ok(Some(opening))
    }

    /// What was loaded as a whole.
    pub(super) fn of(mut loaded: Loaded, load: u64) -> Opening {
        let mut opening = Opening::new(load);
        std::mem::take(&mut loaded.pages).into_iter().for_each(|page| opening.page(page));
        opening.rest(loaded);
        opening
    }

    fn new(load: u64) -> Opening {
        let session = Session {
            data: Dataset::default(),
            clock: Clock::new(load),
            revision: Default::default(),
            root: None,
            pending: Vec::new(),
            stacks: Stacks::default(),
            dirty: BTreeSet::new(),
            folded_rows: vec![0; Table::ALL.len()],
            irregular: false,
            unfolded: 0,
            damaged: Vec::new(),
            damage_kept: false,
        };
        Opening { session, last: Stamp::ZERO, entries: Vec::new(), history: Vec::new() }
    }

    fn page(&mut self, page: Page) {
        let session = &mut self.session;
        if page.page.table == SEEN {
            session.data.seen = decode_seen(&page).unwrap_or_default();
        } else if let Some(rows) = decode_unknown(&page) {
            session.data.keep_unknown(&page.page.table, rows);
        } else if let Some((table, rows)) = decode_page(&page) {
            // Folding relies on full pages; anything else (a page that is missing) is written anew as a whole.
            session.irregular |= !session.folded_rows[table as usize].is_multiple_of(ROWS);
            for row in rows {
                self.last = row.stamps().map(|(_, s)| s).fold(self.last.max(row.born), Stamp::max);
                session.folded_rows[table as usize] += 1;
                session.data.insert(table, row);
            }
        } else {
            session.damaged.push(Damage { part: Part::Page(page.page), bytes: Some(page.bytes) });
        }
    }

    /// Takes what came beside the pages.
    fn rest(&mut self, loaded: Loaded) {
        self.session.revision = loaded.revision;
        self.session.root = loaded.root;
        self.session.damaged.splice(0..0, loaded.damaged);
        self.entries = loaded.entries;
    }

    /// The workspace as it is to be worked with.
    pub fn finish(mut self) -> Session {
        let session = &mut self.session;
        session.irregular |= !session.damaged.is_empty();
        session.clock.observe(self.last);
        session.take_in(&self.entries);
        for entry in self.history.into_iter().rev() {
            session.clock.observe(entry.stamp);
            session.stacks.push(Rc::new(entry));
        }
        self.session
    }

    /// The stamps of all changes that were read one by one.
    pub fn stamps(&self) -> BTreeSet<Stamp> {
        let entries = self.entries.iter().filter_map(|e| decode_entry(&e.bytes)).map(|e| e.stamp);
        set(entries.chain(self.history.iter().map(|e| e.stamp)))
    }
}
