//! The change log: what journal and log hold, newest first and page by page, as far as somebody wants to see it.
//!
//! Who looks for something rare goes through all that is kept, in steps: never more than one step and what was found is in memory.

use super::backend::Backend;
use super::error::StoreError;
use super::pages::decode_entry;
use super::root::{Part, Revision};
use super::store::Store;
use crate::domain::command::parts;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::patch::Entry;
use crate::domain::records::{activity, task, Table};
use chrono::NaiveDate;
use std::collections::HashSet;

/// How many entries are read at a time.
const STEP: u32 = 64;

/// A change, with its number.
#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    /// Its number.
    pub revision: Revision,
    /// What was done.
    pub entry: Entry,
}

/// A page of the log.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct LogPage {
    /// The changes that were wanted, newest first.
    pub changes: Vec<Change>,
    /// How many entries of this stretch cannot be read: damaged ones, and those of a newer version.
    pub unreadable: usize,
    /// What to ask for next; `None`: nothing older is wanted or kept.
    pub older: Option<Revision>,
}

impl<B: Backend> Store<B> {
    /// The newest changes before a revision (or of all) that `wanted` says yes to, at most `most`.
    ///
    /// # Errors
    /// Those of the backend.
    pub async fn changes(
        &self,
        before: Option<Revision>,
        most: usize,
        wanted: &dyn Fn(&Entry) -> bool,
    ) -> Result<LogPage, StoreError> {
        let (mut page, mut unreadable, mut at) = (LogPage::default(), Vec::new(), before);
        loop {
            let stretch = self.history(at, STEP).await?;
            let damaged = stretch.damaged.iter().filter_map(|damage| match damage.part {
                Part::Entry(revision) => Some(revision),
                _ => None,
            });
            unreadable.extend(damaged.clone());
            // Nothing at all: the end. A stretch that only looks short may have lost the entry at its edge.
            let Some(oldest) = stretch.entries.iter().map(|entry| entry.revision).chain(damaged).min() else { break };
            for stored in &stretch.entries {
                match decode_entry(&stored.bytes) {
                    None => unreadable.push(stored.revision),
                    Some(entry) if wanted(&entry) => {
                        // One more than was asked for: so there is a next page.
                        if page.changes.len() == most {
                            page.older = page.changes.last().map(|change| change.revision);
                            break;
                        }
                        page.changes.push(Change { revision: stored.revision, entry });
                    }
                    Some(_) => {}
                }
            }
            if page.older.is_some() {
                break;
            }
            at = Some(oldest);
        }
        page.unreadable = unreadable.into_iter().filter(|at| page.older.is_none_or(|older| *at > older)).count();
        Ok(page)
    }
}

/// Which changes somebody wants to see. Those that replaced everything may have changed any row, so neither a table nor rows
/// keep them out.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct LogFilter {
    /// Of rows of this table.
    pub table: Option<Table>,
    /// Of these rows, see [`about`].
    pub rows: Option<HashSet<(Table, Id)>>,
    /// By this rep.
    pub actor: Option<Id>,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

impl LogFilter {
    /// Whether a change is wanted. `day`: the local day on which it was made.
    pub fn wants(&self, entry: &Entry, day: NaiveDate) -> bool {
        let whole = entry.patch.is_empty();
        let touches =
            |wanted: &dyn Fn(Table, Id) -> bool| whole || entry.patch.rows.iter().any(|r| wanted(r.table, r.id));
        self.actor.is_none_or(|actor| entry.actor == Some(actor))
            && self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day <= to)
            && self.table.is_none_or(|wanted| touches(&|table, _| table == wanted))
            && self.rows.as_ref().is_none_or(|rows| touches(&|table, id| rows.contains(&(table, id))))
    }
}

/// A row with what its history consists of: its parts, the activities and tasks about it, and the rows that were merged into it;
/// deleted ones too.
pub fn about(data: &Dataset, table: Table, id: Id) -> HashSet<(Table, Id)> {
    let mut rows = HashSet::from([(table, id)]);
    for (child, key) in parts(table).iter().chain(&[(Table::Activity, activity::ABOUT), (Table::Task, task::ABOUT)]) {
        let of = data.rows(*child).all().iter().filter(|row| row.get(*key).is_some_and(|of| of.ids().contains(&id)));
        rows.extend(of.map(|row| (*child, row.id)));
    }
    let merged = data.rows(table).all().iter().filter(|row| data.heir(table, row.id) == Some(id));
    rows.extend(merged.map(|row| (table, row.id)));
    rows
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::patch::Patch;
    use crate::domain::records::{contact, customer, stage_change, MERGED_INTO};
    use crate::domain::row::Row;
    use crate::domain::stamp::Stamp;
    use crate::domain::value::{About, Value};

    fn id(n: u16) -> Id {
        Id::fixed(7, n)
    }

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, n).unwrap()
    }

    fn entry(rows: &[(Table, Id)], actor: Option<Id>) -> Entry {
        let mut patch = Patch::default();
        rows.iter().for_each(|(table, id)| patch.make(*table, *id, vec![(customer::NAME, Value::text("x"))]));
        let (command, subject) = ("customer.edit".to_string(), String::new());
        Entry { command, subject, actor, at_ms: 0, stamp: Stamp::ZERO, undoes: None, redo: false, patch }
    }

    #[test]
    fn each_part_of_a_filter_narrows() {
        let change = entry(&[(Table::Customer, id(1)), (Table::Contact, id(2))], Some(id(9)));
        let all = LogFilter::default();
        assert!(all.wants(&change, day(5)));
        let of = |table| LogFilter { table: Some(table), ..LogFilter::default() };
        assert!(of(Table::Contact).wants(&change, day(5)) && !of(Table::Deal).wants(&change, day(5)));
        let rows = |row| LogFilter { rows: Some(HashSet::from([row])), ..LogFilter::default() };
        assert!(rows((Table::Contact, id(2))).wants(&change, day(5)));
        assert!(!rows((Table::Customer, id(2))).wants(&change, day(5)), "the same id in another table is another row");
        let by = |actor| LogFilter { actor: Some(actor), ..LogFilter::default() };
        assert!(by(id(9)).wants(&change, day(5)) && !by(id(8)).wants(&change, day(5)));
        assert!(!by(id(9)).wants(&entry(&[], None), day(5)), "nobody is not somebody");
        let days = LogFilter { from: Some(day(4)), to: Some(day(5)), ..LogFilter::default() };
        assert_eq!([3, 4, 5, 6].map(|n| days.wants(&change, day(n))), [false, true, true, false]);
    }

    #[test]
    fn what_replaced_everything_is_wanted_for_any_row_but_not_by_anybody() {
        let whole = entry(&[], None);
        let filter = LogFilter { table: Some(Table::Deal), ..LogFilter::default() };
        assert!(filter.wants(&whole, day(1)));
        assert!(LogFilter { rows: Some(HashSet::new()), ..filter.clone() }.wants(&whole, day(1)));
        assert!(!LogFilter { actor: Some(id(1)), ..filter }.wants(&whole, day(1)));
    }

    #[test]
    fn a_row_comes_with_its_parts_its_activities_and_what_was_merged_into_it() {
        let mut data = Dataset::default();
        let mut add = |table, n, cells: Vec<(crate::domain::key::Key, Value)>| {
            data.insert(table, Row::of(id(n), Stamp::ZERO, cells))
        };
        add(Table::Customer, 1, vec![]);
        add(Table::Customer, 2, vec![]);
        let gone = Value::Bool(true);
        let into = Value::text(id(1).to_string());
        add(Table::Customer, 3, vec![(crate::domain::records::DELETED, gone.clone()), (MERGED_INTO, into)]);
        add(Table::Contact, 4, vec![(contact::CUSTOMER, Value::Ref(id(1))), (crate::domain::records::DELETED, gone)]);
        add(Table::Contact, 5, vec![(contact::CUSTOMER, Value::Ref(id(2)))]);
        let on = About { table: Table::Customer, id: id(1) };
        add(Table::Activity, 6, vec![(activity::ABOUT, Value::Abouts(vec![on].into()))]);
        add(Table::Deal, 7, vec![]);
        add(Table::StageChange, 8, vec![(stage_change::DEAL, Value::Ref(id(7)))]);
        let customer =
            [(Table::Customer, id(1)), (Table::Customer, id(3)), (Table::Contact, id(4)), (Table::Activity, id(6))];
        assert_eq!(about(&data, Table::Customer, id(1)), HashSet::from(customer));
        assert_eq!(
            about(&data, Table::Deal, id(7)),
            HashSet::from([(Table::Deal, id(7)), (Table::StageChange, id(8))])
        );
    }
}
