//! What a merge tells: counts, conflicts, rows that stayed.

use super::{is_gone, Merged, Source, AHEAD_MS};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::join::{is_masked, Write};
use crate::domain::key::Key;
use crate::domain::records::{stage_change, Table, DELETED, MERGED_INTO};
use crate::domain::row::Row;
use crate::domain::stamp::Stamp;
use crate::domain::value::Value;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What changes in a table of the first source, in rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Rows that it did not have, or had deleted.
    pub new: usize,
    /// Rows with other values.
    pub changed: usize,
    /// Rows that are deleted by it.
    pub deleted: usize,
    /// Conflicts.
    pub conflicts: usize,
}

/// What a source brought.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Brought {
    /// Rows that change because of it, deletions too.
    pub rows: usize,
    /// Of these, rows that are new.
    pub new: usize,
    /// Rows that other sources change as well.
    pub shared: usize,
    /// Conflicts in which it takes part.
    pub conflicts: usize,
    /// Its latest write.
    pub latest: Stamp,
}

/// Why a write is listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Reason {
    /// Both sides wrote, neither knowing of the other.
    Both,
    /// The write that counts is dated ahead of the clock, so that it wins over anything written today.
    Future,
    /// One side deleted what the other one went on writing in.
    Deleted,
    /// The rows were written by hand, without stamps.
    ByHand,
}

/// One side of a conflict.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Side {
    /// Which sources say so, by their numbers.
    pub sources: Vec<usize>,
    /// The value; `None`: cleared, or not deleted.
    pub value: Option<Value>,
    /// When it was written.
    pub stamp: Stamp,
}

/// A cell about which sources disagree, neither knowing of the other.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Conflict {
    /// Which table.
    pub table: Table,
    /// Which row.
    pub id: Id,
    /// Which cell; [`DELETED`] where the row as a whole is at stake.
    pub key: Key,
    /// What is said; the last one counts.
    pub sides: Vec<Side>,
    /// Why it is listed.
    pub reason: Reason,
}

/// A row that somebody deleted and that is shown all the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Stayed {
    /// Which table.
    pub table: Table,
    /// Which row.
    pub id: Id,
    /// Others need it; otherwise somebody wrote in it after that.
    pub needed: bool,
}

/// Collects all this while rows are joined.
pub(super) struct Reporter<'a> {
    sources: &'a [&'a Source<'a>],
    ahead_from: u64,
    counts: BTreeMap<Table, Counts>,
    brought: Vec<Brought>,
    conflicts: Vec<Conflict>,
    stayed: Vec<Stayed>,
    ahead: Option<u64>,
    /// New stage changes: deal and the source that has it.
    moves: HashMap<Id, Vec<(usize, Stamp)>>,
    row: Joined<'a>,
}

/// The row that is being joined.
#[derive(Default)]
struct Joined<'a> {
    at: Option<(Table, Id)>,
    rows: Vec<(usize, &'a Row)>,
    /// Sources from which a cell is taken that the first one has otherwise.
    takes: HashSet<usize>,
    conflicts: usize,
}

impl<'a> Reporter<'a> {
    pub fn new(sources: &'a [&'a Source<'a>], now_ms: u64) -> Reporter<'a> {
        let latest = |source: &&Source| source.seen.stamps().max().unwrap_or_default();
        Reporter {
            sources,
            ahead_from: now_ms + AHEAD_MS,
            counts: BTreeMap::new(),
            brought: sources[1..].iter().map(|s| Brought { latest: latest(s), ..Brought::default() }).collect(),
            conflicts: Vec::new(),
            stayed: Vec::new(),
            ahead: None,
            moves: HashMap::new(),
            row: Joined::default(),
        }
    }

    /// A row is joined now; `rows`: with the numbers of their sources.
    pub fn begin(&mut self, table: Table, id: Id, rows: &[(usize, &'a Row)]) {
        self.row = Joined { at: Some((table, id)), rows: rows.to_vec(), ..Joined::default() };
    }

    /// One cell's writes, the one that counts last. They name their row by its place in `rows`.
    pub fn cell(&mut self, key: Key, writes: &[(usize, Write)]) {
        let (Some((table, id)), Some((_, last))) = (self.row.at, writes.last()) else { return };
        let source = |(row, _): &(usize, Write)| self.row.rows[*row].0;
        let winners: Vec<usize> = writes.iter().filter(|(_, write)| write == last).map(source).collect();
        let mine = writes.iter().find(|write| source(write) == 0).map(|(_, write)| *write);
        if !winners.contains(&0) && mine.map(|m| m.0) != Some(last.0) && !(mine.is_none() && last.0.is_none()) {
            self.row.takes.extend(winners.first());
        }
        let future = last.1.ms() > self.ahead_from && !winners.contains(&0);
        if future {
            self.ahead = self.ahead.max(Some(last.1.ms()));
        }
        // Whether a row is deleted is one question, asked when all its cells are known.
        if key == DELETED {
            return;
        }
        let reason = match writes
            .iter()
            .enumerate()
            .find_map(|(at, write)| self.vanishes(table, id, key, write, &writes[at + 1..]))
        {
            Some(reason) => reason,
            None if future && mine.is_some_and(|m| m.0 != last.0) => Reason::Future,
            None => return,
        };
        let mut sides: Vec<Side> = Vec::new();
        for (at, write @ (_, (value, stamp))) in writes.iter().enumerate() {
            let from = source(write);
            // A file that only holds what a later write knowingly replaced is no party; what is here is always shown.
            if from != 0 && reason != Reason::Future && self.is_known(table, id, write, &writes[at + 1..]) {
                continue;
            }
            match sides.iter_mut().find(|side| side.value.as_ref() == *value) {
                Some(side) => {
                    side.sources.push(from);
                    side.stamp = *stamp;
                }
                None => sides.push(Side { sources: vec![from], value: value.cloned(), stamp: *stamp }),
            }
        }
        sides.iter_mut().for_each(|side| side.sources.sort_unstable());
        sides.sort_by_key(|side| side.value.as_ref() == last.0);
        self.list(Conflict { table, id, key, sides, reason });
    }

    /// Whether a write gives way to later ones of which none knew it.
    fn vanishes(
        &self,
        table: Table,
        id: Id,
        key: Key,
        write: &(usize, Write),
        later: &[(usize, Write)],
    ) -> Option<Reason> {
        let (_, (value, _)) = *write;
        let (_, (counts, _)) = later.last()?;
        if value == *counts || value.is_some_and(|value| is_masked(table, key, value)) {
            return None;
        }
        if self.is_known(table, id, write, later) {
            return None;
        }
        let by_hand = |(row, _): &(usize, Write)| self.sources[self.row.rows[*row].0].by_hand.contains(&(table, id));
        let hand = by_hand(write) || later.iter().any(by_hand);
        Some(if hand { Reason::ByHand } else { Reason::Both })
    }

    /// Whether the author of a later write knew this one.
    fn is_known(&self, table: Table, id: Id, write: &(usize, Write), later: &[(usize, Write)]) -> bool {
        let (row, (_, stamp)) = *write;
        let knew = |(row, (_, later)): &(usize, Write)| {
            *later > stamp && self.sources[self.row.rows[*row].0].seen.knows(stamp)
        };
        !self.sources[self.row.rows[row].0].by_hand.contains(&(table, id)) && later.iter().any(knew)
    }

    fn list(&mut self, conflict: Conflict) {
        self.row.conflicts += 1;
        let mut sources: Vec<usize> = conflict.sides.iter().flat_map(|side| side.sources.iter().copied()).collect();
        sources.sort_unstable();
        sources.dedup();
        for from in sources.into_iter().filter_map(|n| n.checked_sub(1)) {
            self.brought[from].conflicts += 1;
        }
        self.conflicts.push(conflict);
    }

    /// The row is joined.
    pub fn end(&mut self, mine: Option<&Row>, row: &Row) {
        let Some((table, id)) = self.row.at else { return };
        self.deletion(table, id, mine, row);
        let was_there = mine.is_some_and(Row::is_there);
        let mut count = Counts { conflicts: self.row.conflicts, ..Counts::default() };
        let changed = !self.row.takes.is_empty();
        match (was_there, row.is_there()) {
            (false, true) => count.new = 1,
            (true, false) => count.deleted = 1,
            (true, true) if changed => count.changed = 1,
            _ => {}
        }
        if count != Counts::default() {
            let sum = self.counts.entry(table).or_default();
            sum.new += count.new;
            sum.changed += count.changed;
            sum.deleted += count.deleted;
            sum.conflicts += count.conflicts;
        }
        let shared = self.row.takes.iter().filter(|n| **n > 0).count() > 1;
        for from in self.row.takes.iter().filter_map(|n| n.checked_sub(1)) {
            let brought = &mut self.brought[from];
            brought.rows += 1;
            brought.new += count.new;
            brought.shared += usize::from(shared);
        }
        if table == Table::StageChange && row.is_there() {
            let known = |stamp: Stamp| self.row.rows.iter().map(|(from, _)| *from).min().map(|from| (from, stamp));
            if let (Some(deal), Some(by)) = (row.link(stage_change::DEAL), known(row.born)) {
                self.moves.entry(deal).or_default().push(by);
            }
        }
    }

    /// Somebody deleted the row: was anything written in it that he did not know, or does it stay?
    fn deletion(&mut self, table: Table, id: Id, mine: Option<&Row>, row: &Row) {
        if row.flag(DELETED) && row.is_there() {
            let known = mine.is_some_and(|mine| mine.flag(DELETED) && mine.is_there());
            if !known {
                self.stayed.push(Stayed { table, id, needed: false });
            }
            return;
        }
        if !is_gone(row) {
            // Somebody had deleted it as well, and took that back without knowing that it was deleted here.
            let back = row.stamp_of(DELETED);
            let knew = |stamp| {
                let by = self.row.rows.iter().filter(|(_, r)| r.stamp_of(DELETED) == back);
                by.into_iter().any(|(from, _)| self.sources[*from].seen.knows(stamp))
            };
            if mine.filter(|mine| is_gone(mine)).and_then(|mine| mine.stamp_of(DELETED)).is_some_and(|s| !knew(s)) {
                self.stayed.push(Stayed { table, id, needed: false });
            }
            return;
        }
        let Some(deleted) = row.stamp_of(DELETED) else { return };
        let gone: Vec<usize> =
            self.row.rows.iter().filter(|(_, r)| r.stamp_of(DELETED) == Some(deleted)).map(|r| r.0).collect();
        let unknown = |from: usize, r: &Row| {
            let mut writes = r.written().filter(|(key, ..)| *key != DELETED && *key != MERGED_INTO);
            writes.any(|(_, _, stamp)| {
                !gone.iter().any(|by| self.sources[*by].seen.knows(stamp))
                    || self.sources[from].by_hand.contains(&(table, id))
            })
        };
        let there: Vec<(usize, Stamp)> = self
            .row
            .rows
            .iter()
            .filter(|(from, r)| r.is_there() && unknown(*from, r))
            .filter_map(|(from, r)| Some((*from, r.written().map(|(_, _, stamp)| stamp).max()?)))
            .collect();
        let Some(stamp) = there.iter().map(|(_, stamp)| *stamp).max() else { return };
        let sides = vec![
            Side { sources: there.into_iter().map(|(from, _)| from).collect(), value: None, stamp },
            Side { sources: gone, value: Some(Value::Bool(true)), stamp: deleted },
        ];
        self.list(Conflict { table, id, key: DELETED, sides, reason: Reason::Deleted });
    }

    /// Deals with moves that two sources made, neither knowing of the other's.
    fn moved(&self) -> Vec<Id> {
        let mut moved: Vec<Id> = Vec::new();
        let mine = self.sources[0].data.rows(Table::StageChange);
        for (deal, moves) in &self.moves {
            let mut all: Vec<(usize, Stamp)> = moves.clone();
            let own = self.sources[0].data.referring(Table::StageChange, stage_change::DEAL, *deal);
            all.extend(own.filter(|row| mine.get(row.id).is_some()).map(|row| (0, row.born)));
            let apart = |a: &(usize, Stamp), b: &(usize, Stamp)| {
                a.0 != b.0 && !self.sources[a.0].seen.knows(b.1) && !self.sources[b.0].seen.knows(a.1)
            };
            if all.iter().any(|a| all.iter().any(|b| apart(a, b))) {
                moved.push(*deal);
            }
        }
        moved.sort_unstable();
        moved
    }

    pub fn finish(mut self, mut data: Dataset) -> Merged {
        data.take_turned();
        for table in Table::ALL {
            let mine = self.sources[0].data.rows(*table);
            let kept = data.rows(*table).all().iter().filter(|row| row.is_kept());
            let news = kept.filter(|row| mine.get(row.id).is_none_or(|row| !row.is_kept()));
            self.stayed.extend(news.map(|row| Stayed { table: *table, id: row.id, needed: true }));
        }
        // What people read first: words, then positions.
        self.conflicts.sort_by_key(|c| (c.table, c.id, c.key));
        Merged {
            data,
            moved: self.moved(),
            counts: self.counts,
            brought: self.brought,
            conflicts: self.conflicts,
            stayed: self.stayed,
            ahead: self.ahead,
        }
    }
}
