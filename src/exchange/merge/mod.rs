//! Merging workspaces: this one and any number of files.
//!
//! Per cell the later write counts ([`join`]); a row that is in one of them only is taken over; nothing is taken away. The outcome depends on
//! the rows alone: not on the order of the files, nor on the clock. What does depend on more, and is only told, is what the user should look at:
//! [`Conflict`]s, where somebody's write gives way to one whose author did not know it; rows that stay although somebody deleted them; deals that
//! were moved on both sides.

mod elsewhere;
mod report;
mod settle;
mod unknown;

pub use elsewhere::{adopt, matches, Match, MATCHED};
pub use report::{Brought, Conflict, Counts, Reason, Side, Stayed};
pub use settle::{settle, Choice};

use super::import::Import;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::join::join;
use crate::domain::records::{Table, DELETED};
use crate::domain::renaming;
use crate::domain::row::Row;
use crate::domain::seen::Seen;
use report::Reporter;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

/// How far a clock may be ahead before its stamps are shown as coming from the future: five minutes, in milliseconds.
pub const AHEAD_MS: u64 = 5 * 60 * 1000;

/// One of those that are merged.
pub struct Source<'a> {
    /// Its rows.
    pub data: Cow<'a, Dataset>,
    /// What its author had seen.
    pub seen: Seen,
    /// Rows that somebody wrote without stamps: whatever they say differs without anybody's knowing.
    pub by_hand: HashSet<(Table, Id)>,
}

impl<'a> Source<'a> {
    /// The open workspace.
    pub fn of(data: &'a Dataset) -> Source<'a> {
        Source { seen: Seen::of(data), data: Cow::Borrowed(data), by_hand: HashSet::new() }
    }

    /// A file.
    pub fn of_file(mut import: Import) -> Source<'static> {
        let by_hand = std::mem::take(&mut import.by_hand).into_iter().collect();
        let data = import.into_dataset();
        Source { seen: Seen::of(&data), data: Cow::Owned(data), by_hand }
    }
}

/// What came of a merge. Nothing is saved by it.
pub struct Merged {
    /// The rows.
    pub data: Dataset,
    /// What it means for the first source, per table; tables in which nothing changes are left out.
    pub counts: BTreeMap<Table, Counts>,
    /// What each source but the first brought, in their order.
    pub brought: Vec<Brought>,
    /// What to look at.
    pub conflicts: Vec<Conflict>,
    /// Rows that somebody deleted, and that are shown all the same.
    pub stayed: Vec<Stayed>,
    /// Deals that were moved in more than one source, unknown to each other: the latest move counts.
    pub moved: Vec<Id>,
    /// The latest stamp that lies ahead of the clock, in Unix milliseconds.
    pub ahead: Option<u64>,
}

/// Merges sources, the first of which is the open workspace. `now_ms` decides only which stamps are shown as coming from the future.
pub fn merge(sources: &[&Source], now_ms: u64) -> Merged {
    let Some(first) = sources.first() else { return Merged::nothing() };
    let mut data = first.data.as_ref().clone();
    let mut report = Reporter::new(sources, now_ms);
    for table in Table::ALL {
        for id in ids_beyond(sources, *table) {
            let there: Vec<(usize, &Row)> =
                sources.iter().enumerate().filter_map(|(n, s)| Some((n, s.data.rows(*table).get(id)?))).collect();
            let mine = there.first().filter(|(from, _)| *from == 0).map(|(_, row)| *row);
            if mine.is_some_and(|mine| there.iter().all(|(_, row)| *row == mine)) {
                continue;
            }
            report.begin(*table, id, &there);
            let rows: Vec<&Row> = there.iter().map(|(_, row)| *row).collect();
            let Some(row) = join(*table, &rows, &mut |key, writes| report.cell(key, writes)) else { continue };
            report.end(mine, &row);
            if mine != Some(&row) {
                data.insert(*table, row);
            }
        }
    }
    data.seen = Seen::default();
    sources.iter().for_each(|source| data.seen.join(&source.seen));
    renaming::follow(&mut data);
    unknown::merge(&mut data, &sources[1..]);
    report.finish(data)
}

/// The ids of a table that files have, each once.
fn ids_beyond(sources: &[&Source], table: Table) -> Vec<Id> {
    let mut told = HashSet::new();
    let rows = sources[1..].iter().flat_map(|source| source.data.rows(table).all());
    rows.map(|row| row.id).filter(|id| told.insert(*id)).collect()
}

impl Merged {
    fn nothing() -> Merged {
        Merged {
            data: Dataset::default(),
            counts: BTreeMap::new(),
            brought: Vec::new(),
            conflicts: Vec::new(),
            stayed: Vec::new(),
            moved: Vec::new(),
            ahead: None,
        }
    }

    /// Whether the first source stays as it is.
    pub fn changes_nothing(&self) -> bool {
        self.counts.is_empty() && self.brought.iter().all(|b| b.rows == 0)
    }
}

/// Whether a row is shown to be deleted: what a count of deletions means.
fn is_gone(row: &Row) -> bool {
    row.flag(DELETED) && !row.is_there()
}
