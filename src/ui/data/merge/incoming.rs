//! A file that is to be merged.

use super::super::super::workspace::Workspace;
use crate::domain::dataset::IdMap;
use crate::domain::id::Id;
use crate::domain::records::{customer, deal, lead, Table};
use crate::domain::sort::sort_by;
use crate::exchange::import::Import;
use crate::exchange::merge::{matches, Match, Source};
use crate::web::device;
use chrono::NaiveDate;
use std::cell::RefCell;

/// A file beyond this age, in days, is shown as old: its sender has probably gone on working since.
pub const OLD_DAYS: i64 = 14;

/// A file that is to be merged, read.
pub struct Incoming {
    /// The file's name.
    pub name: String,
    /// The day on which it was made, if it says so.
    pub made: Option<NaiveDate>,
    /// It is a part of a workspace.
    pub partial: bool,
    /// It began as another workspace than the open one.
    pub elsewhere: bool,
    /// Whose deals, customers and leads are in it, most first.
    pub owners: Vec<Id>,
    /// If it began elsewhere: which of its rows are ours.
    pub matches: RefCell<Vec<Match>>,
    /// Its rows.
    pub source: Source<'static>,
}

impl Incoming {
    /// What a file holds.
    pub fn of(name: String, import: Import, workspace: Workspace) -> Incoming {
        let head = &import.header;
        let same = head.workspace.is_some_and(|id| id.to_string() == workspace.entry().workspace_id);
        let (made, partial) = (head.made_at.get(..10).and_then(|day| day.parse().ok()), head.partial.is_some());
        let source = Source::of_file(import);
        let matches = if same { Vec::new() } else { workspace.peek(|data| matches(data, &source.data)) };
        Incoming {
            name,
            made,
            partial,
            elsewhere: !same,
            owners: owners(&source),
            matches: RefCell::new(matches),
            source,
        }
    }

    /// How many days old it is, if that is too old.
    pub fn days_old(&self) -> Option<i64> {
        let days = (device::local_now().0 - self.made?).num_days();
        (days > OLD_DAYS).then_some(days)
    }
}

fn owners(source: &Source) -> Vec<Id> {
    let mut counts: IdMap<usize> = IdMap::default();
    for (table, key) in [(Table::Deal, deal::OWNER), (Table::Customer, customer::OWNER), (Table::Lead, lead::OWNER)] {
        for rep in source.data.live(table).filter_map(|row| row.link(key)) {
            *counts.entry(rep).or_default() += 1;
        }
    }
    let mut owners: Vec<(Id, usize)> = counts.into_iter().collect();
    sort_by(&mut owners, |a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    owners.into_iter().map(|(id, _)| id).collect()
}
