//! All at once: pairs of rows that share something, and the groups that they form.

use super::{weigh, Index, Mark, Reason, CROWD, LEAST};
use crate::domain::command::merge::is_distinct;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use std::cmp::Reverse;

/// The most pairs that are kept. Who has more settles some and looks again.
pub const MOST: usize = 50_000;

/// Two rows that are probably the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pair {
    /// The one with the lower id.
    pub one: Id,
    /// The other one.
    pub other: Id,
    /// How sure, up to 100.
    pub score: u8,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Rows that are probably all the same, directly or through one another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// That of its surest pair.
    pub score: u8,
    /// The rows, by id.
    pub rows: Vec<Id>,
    /// Its pairs, the surest first.
    pub pairs: Vec<Pair>,
}

/// What was found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// The groups, the surest first.
    pub groups: Vec<Group>,
    /// Facts that more than [`CROWD`] rows share, so that they were not compared by it.
    pub crowds: usize,
    /// The largest number of rows that share one fact, if it is such a crowd.
    pub largest_crowd: usize,
    /// There were more than [`MOST`] pairs.
    pub cut: bool,
}

/// The places of two rows, how sure they are the same, and whether their names differ in a letter.
type Scored = (u32, u32, u8, bool);

pub(super) fn find(index: &Index, data: &Dataset) -> Found {
    let rows = data.rows(index.table).all();
    let (mut found, mut pairs) = (Found::default(), Vec::<Scored>::new());
    for block in index.marks.chunk_by(|a, b| a.0 == b.0) {
        if block.len() > CROWD {
            found.crowds += 1;
            found.largest_crowd = found.largest_crowd.max(block.len());
            continue;
        }
        for (nth, (mark, one)) in block.iter().enumerate() {
            for (_, other) in &block[nth + 1..] {
                // Rows that came back out of memory since the index looked.
                if rows.len() <= (*one).max(*other) as usize {
                    continue;
                }
                let near = mark & 1 == 1;
                let score = weigh(&index.rows[*one as usize].1, &index.rows[*other as usize].1, near).0;
                if score >= LEAST && one != other {
                    pairs.push((*one, *other, score, near));
                }
            }
        }
        // Pairs are found by each fact that they share; memory must not depend on how many facts that are.
        if pairs.len() > 4 * MOST {
            best_of_each(&mut pairs);
            if pairs.len() > 2 * MOST {
                found.cut = true;
                keep_surest(&mut pairs);
            }
        }
    }
    best_of_each(&mut pairs);
    pairs.retain(|(one, other, ..)| !is_distinct(&rows[*one as usize], &rows[*other as usize]));
    found.cut |= pairs.len() > MOST;
    keep_surest(&mut pairs);
    found.groups = groups(index, data, &pairs);
    found
}

/// Each pair once, as sure as any of its facts makes it.
fn best_of_each(pairs: &mut Vec<Scored>) {
    pairs.sort_by_key(|(one, other, score, near)| (*one, *other, Reverse(*score), Reverse(*near)));
    pairs.dedup_by_key(|(one, other, ..)| (*one, *other));
}

fn keep_surest(pairs: &mut Vec<Scored>) {
    pairs.sort_by_key(|(one, other, score, _)| (Reverse(*score), *one, *other));
    pairs.truncate(MOST);
}

fn groups(index: &Index, data: &Dataset, pairs: &[Scored]) -> Vec<Group> {
    let rows = data.rows(index.table).all();
    // Each row points towards the first one of its group.
    let mut first: Vec<u32> = (0..rows.len() as u32).collect();
    fn find(first: &mut [u32], mut at: u32) -> u32 {
        while first[at as usize] != at {
            let up = first[first[at as usize] as usize];
            first[at as usize] = up;
            at = up;
        }
        at
    }
    for (one, other, ..) in pairs {
        let (a, b) = (find(&mut first, *one), find(&mut first, *other));
        first[a.max(b) as usize] = a.min(b);
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut at: Vec<Mark> =
        pairs.iter().enumerate().map(|(n, (one, ..))| (u64::from(find(&mut first, *one)), n as u32)).collect();
    at.sort();
    for members in at.chunk_by(|a, b| a.0 == b.0) {
        let mut group = Group { score: 0, rows: Vec::new(), pairs: Vec::new() };
        for (one, other, score, near) in members.iter().map(|(_, n)| pairs[*n as usize]) {
            let reasons = weigh(&index.rows[one as usize].1, &index.rows[other as usize].1, near).1;
            let (a, b) = (rows[one as usize].id, rows[other as usize].id);
            group.score = group.score.max(score);
            group.rows.extend([a, b]);
            group.pairs.push(Pair { one: a.min(b), other: a.max(b), score, reasons });
        }
        group.rows.sort();
        group.rows.dedup();
        groups.push(group);
    }
    groups.sort_by(|a, b| (Reverse(a.score), &a.rows).cmp(&(Reverse(b.score), &b.rows)));
    groups
}
