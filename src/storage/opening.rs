//! A workspace on its way into memory, page by page, so that a caller can do something else in between.

use super::pages::{decode_entry, decode_page, decode_seen, decode_unknown, ROWS, SEEN};
use super::root::{Damage, Entry as StoredEntry, Loaded, Page, Part};
use super::session::Session;
use super::undo::Stacks;
use crate::domain::dataset::Dataset;
use crate::domain::records::Table;
use crate::domain::sort::set;
use crate::domain::stamp::{Clock, Stamp};
use std::collections::BTreeSet;
use std::rc::Rc;

/// A workspace that is being opened.
pub struct Opening {
    session: Session,
    pages: std::vec::IntoIter<Page>,
    entries: Vec<StoredEntry>,
    last: Stamp,
}

impl Opening {
    /// Begins. `load`: a random number, drawn anew each time.
    pub fn new(loaded: Loaded, load: u64) -> Opening {
        let session = Session {
            data: Dataset::default(),
            clock: Clock::new(load),
            revision: loaded.revision,
            root: loaded.root,
            pending: Vec::new(),
            stacks: Stacks::default(),
            dirty: BTreeSet::new(),
            folded_rows: vec![0; Table::ALL.len()],
            irregular: false,
            unfolded: 0,
            damaged: loaded.damaged,
            damage_kept: false,
        };
        Opening { session, pages: loaded.pages.into_iter(), entries: loaded.entries, last: Stamp::ZERO }
    }

    /// Takes the next page. `false`: there is none.
    pub fn page(&mut self) -> bool {
        let (Some(page), session) = (self.pages.next(), &mut self.session) else { return false };
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
        true
    }

    /// Takes what is in no page. `history`: the newest entries, newest first, for undo.
    pub fn finish(mut self, history: &[StoredEntry]) -> Session {
        let session = &mut self.session;
        session.irregular |= !session.damaged.is_empty();
        session.clock.observe(self.last);
        session.take_in(&self.entries);
        for entry in history.iter().rev().filter_map(|e| decode_entry(&e.bytes)) {
            session.clock.observe(entry.stamp);
            session.stacks.push(Rc::new(entry));
        }
        self.session
    }

    /// The stamps of all entries that were loaded, those of `history` included.
    pub fn stamps(&self, history: &[StoredEntry]) -> BTreeSet<Stamp> {
        let entries = self.entries.iter().chain(history);
        set(entries.filter_map(|e| decode_entry(&e.bytes)).map(|e| e.stamp))
    }
}
