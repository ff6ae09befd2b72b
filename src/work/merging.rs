//! Merging files into the open workspace.

use super::desk::{Desk, Surroundings};
use super::excerpt::{excerpt, Sent};
use super::{Change, Failure};
use crate::analysis::duplicates::{Index, Writing};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{customer, Table};
use crate::domain::references::named;
use crate::domain::stamp::{Clock, Stamp};
use crate::domain::value::Value;
use crate::exchange::merge::{adopt, merge, settle, Brought, Choice, Conflict, Counts, Match, Merged, Source, Stayed};
use crate::storage::root::Revision;
use crate::text::fold::fold;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Records that a note names.
pub const NAMED: usize = 20;

/// What is merged.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Request {
    /// The files by number; with what their rows are here, if they began as another workspace.
    pub files: Vec<(u32, Option<Vec<Match>>)>,
    /// The clock, in Unix milliseconds.
    pub now_ms: u64,
    /// The page load's number, for stamps.
    pub load: u64,
}

/// Whose say counts where nothing was chosen.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Rule {
    /// The later write.
    #[default]
    Later,
    /// This workspace's.
    Mine,
    /// The last of the others'.
    Theirs,
}

impl Rule {
    /// All rules.
    pub const ALL: [Rule; 3] = [Rule::Later, Rule::Mine, Rule::Theirs];

    /// The side of a conflict that it chooses.
    pub fn side(self, conflict: &Conflict) -> usize {
        let sides = conflict.sides.iter();
        let found = match self {
            Rule::Later => None,
            Rule::Mine => sides.clone().position(|side| side.sources.contains(&0)),
            Rule::Theirs => sides.clone().rposition(|side| !side.sources.contains(&0)),
        };
        found.unwrap_or(conflict.sides.len().saturating_sub(1))
    }
}

/// A cell.
pub type Cell = (Table, Id, Key);

/// The cell that a conflict is about.
pub fn cell_of(conflict: &Conflict) -> Cell {
    (conflict.table, conflict.id, conflict.key)
}

/// What was chosen.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug, Default)]
pub struct Choices {
    /// For all conflicts.
    pub rule: Rule,
    /// For some cells: the value of one of their sides.
    pub cells: Vec<(Cell, Option<Value>)>,
}

/// Records of which some are named.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Named<T> {
    /// How many there are.
    pub total: usize,
    /// The first of them.
    pub first: Vec<T>,
}

impl<T> Named<T> {
    fn of(all: impl IntoIterator<Item = T>) -> Named<T> {
        let mut all = all.into_iter();
        let first: Vec<T> = all.by_ref().take(NAMED).collect();
        Named { total: first.len() + all.count(), first }
    }
}

/// What a merge would do.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Comparison {
    /// Nothing at all.
    pub nothing: bool,
    /// What changes, per table.
    pub counts: BTreeMap<Table, Counts>,
    /// What each file brings.
    pub brought: Vec<Brought>,
    /// Conflicts to look at.
    pub conflicts: usize,
    /// Conflicts about where something stands among others.
    pub positions: usize,
    /// Customers that two people say are theirs.
    pub claimed: Named<Id>,
    /// Customers of different people that look the same.
    pub alike: Named<(Id, Id)>,
    /// Rows that somebody deleted and that stay.
    pub stayed: Named<Stayed>,
    /// Deals that were moved on both sides.
    pub moved: Named<Id>,
    /// The latest stamp that lies ahead of the clock.
    pub ahead: Option<u64>,
    /// The rows that are named.
    pub rows: Vec<Sent>,
}

/// Some conflicts.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Conflicts {
    /// The conflicts.
    pub list: Vec<Conflict>,
    /// The rows that they name.
    pub rows: Vec<Sent>,
}

/// The last comparison.
pub struct Compared {
    request: Request,
    revision: Revision,
    merged: Merged,
    /// Later than all that is merged.
    stamp: Stamp,
}

impl<S: Surroundings> Desk<S> {
    /// Merges in memory, unless that was done already.
    async fn join(&mut self, request: Request) -> Result<(), Failure> {
        let (_, revision) = self.current().await?;
        if self.compared.as_ref().is_some_and(|c| c.request.files == request.files && c.revision == revision) {
            return Ok(());
        }
        self.compared = None;
        let mine = Source::of(self.data().ok_or(Failure::of("unavailable"))?);
        let mut theirs = Vec::with_capacity(request.files.len());
        for (number, _) in &request.files {
            theirs.push(&self.files.get(number).ok_or(Failure::of("other"))?.source);
        }
        let mut clock = Clock::new(request.load);
        let stamps = theirs.iter().copied().chain([&mine]).flat_map(|source| source.seen.stamps());
        stamps.for_each(|stamp| clock.observe(stamp));
        let now = clock.tick(request.now_ms);
        let adopted: Vec<Option<Source>> = theirs
            .iter()
            .zip(&request.files)
            .map(|(source, (_, matches))| matches.as_ref().map(|matches| adopt(source, matches, now)))
            .collect();
        let theirs = theirs.iter().zip(&adopted).map(|(source, adopted)| adopted.as_ref().unwrap_or(source));
        let sources: Vec<&Source> = std::iter::once(&mine).chain(theirs).collect();
        let merged = merge(&sources, request.now_ms);
        let stamp = clock.tick(request.now_ms);
        self.compared = Some(Compared { request, revision, merged, stamp });
        Ok(())
    }

    pub(super) async fn compare(&mut self, request: Request) -> Result<Comparison, Failure> {
        self.join(request).await?;
        let compared = self.compared.as_ref().ok_or(Failure::of("other"))?;
        let (merged, mine) = (&compared.merged, self.data().ok_or(Failure::of("unavailable"))?);
        let owned_twice = |c: &&Conflict| {
            cell_of(c) == (Table::Customer, c.id, customer::OWNER)
                && c.sides.iter().filter(|side| side.value.is_some()).count() > 1
        };
        let positions = merged.conflicts.iter().filter(|c| c.table.is_position(c.key)).count();
        let claimed = Named::of(merged.conflicts.iter().filter(owned_twice).map(|c| c.id));
        let alike = Named::of(alike(mine, &merged.data));
        let (stayed, moved) = (Named::of(merged.stayed.iter().copied()), Named::of(merged.moved.iter().copied()));
        let customers = claimed.first.iter().copied().chain(alike.first.iter().flat_map(|(one, other)| [*one, *other]));
        let shown = customers
            .map(|id| (Table::Customer, id))
            .chain(stayed.first.iter().map(|s| (s.table, s.id)))
            .chain(moved.first.iter().map(|id| (Table::Deal, *id)));
        Ok(Comparison {
            nothing: merged.changes_nothing(),
            counts: merged.counts.clone(),
            brought: merged.brought.clone(),
            conflicts: merged.conflicts.len() - positions,
            positions,
            rows: excerpt(&merged.data, shown),
            claimed,
            alike,
            stayed,
            moved,
            ahead: merged.ahead,
        })
    }

    pub(super) fn conflicts(&self, from: usize, most: usize) -> Conflicts {
        let Some(compared) = &self.compared else { return Conflicts { list: Vec::new(), rows: Vec::new() } };
        let all = compared.merged.conflicts.iter().filter(|c| !c.table.is_position(c.key));
        let list: Vec<Conflict> = all.skip(from).take(most).cloned().collect();
        let mut shown = Vec::new();
        for conflict in &list {
            shown.push((conflict.table, conflict.id));
            // An element's name, whatever is said about it.
            let said = conflict.sides.iter().filter_map(|side| side.value.as_ref()).chain([&Value::Bool(true)]);
            said.for_each(|value| named(conflict.table, conflict.key, value, &mut |table, id| shown.push((table, id))));
        }
        Conflicts { rows: excerpt(&compared.merged.data, shown), list }
    }

    pub(super) async fn merge(
        &mut self,
        request: Request,
        choices: &Choices,
        change: Change,
    ) -> Result<Option<[usize; 3]>, Failure> {
        self.join(request).await?;
        let Some(Compared { revision, mut merged, stamp, .. }) = self.compared.take() else { return Ok(None) };
        if revision.0 != change.made_of {
            return Ok(None);
        }
        let chosen = chosen(&merged.conflicts, choices);
        settle(&mut merged.data, &merged.conflicts, &chosen, stamp);
        let sum = |of: fn(&Counts) -> usize| merged.counts.values().map(of).sum();
        let sums = [sum(|c| c.new), sum(|c| c.changed), sum(|c| c.deleted)];
        Ok(self.write(&merged.data, change).await?.then_some(sums))
    }
}

/// What was chosen, by the numbers of the conflicts as they are now. Where a cell's chosen value is none of its sides any more, the rule counts.
fn chosen(conflicts: &[Conflict], choices: &Choices) -> Vec<Choice> {
    let cells: HashMap<Cell, &Option<Value>> = choices.cells.iter().map(|(cell, value)| (*cell, value)).collect();
    let choice = |(number, conflict): (usize, &Conflict)| {
        let by_hand = cells.get(&cell_of(conflict)).and_then(|value| {
            let sides = &mut conflict.sides.iter();
            sides.position(|side| side.value == **value)
        });
        Choice { conflict: number, side: by_hand.unwrap_or_else(|| choices.rule.side(conflict)) }
    };
    conflicts.iter().enumerate().map(choice).collect()
}

/// Customers that look the same and belong to different people, at least one of which is not in this workspace yet.
fn alike(mine: &Dataset, merged: &Dataset) -> Vec<(Id, Id)> {
    let new = |id: Id| mine.get(Table::Customer, id).is_none();
    if !merged.live(Table::Customer).any(|row| new(row.id)) {
        return Vec::new();
    }
    let mut index = Index::new(Table::Customer);
    index.follow(merged, Writing { fold: &|text| fold(text), spell: None });
    let owner = |id: Id| merged.get(Table::Customer, id).and_then(|row| row.link(customer::OWNER));
    let apart = |(one, other): &(Id, Id)| {
        (new(*one) || new(*other)) && owner(*one).zip(owner(*other)).is_some_and(|(one, other)| one != other)
    };
    let pairs = index.all(merged).groups.into_iter().flat_map(|group| group.pairs);
    pairs.map(|pair| (pair.one, pair.other)).filter(apart).collect()
}
