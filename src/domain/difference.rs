//! What is different between two states of a workspace: per row, which cells.

use super::dataset::Dataset;
use super::id::Id;
use super::key::Key;
use super::records::{Table, DELETED};
use super::row::Row;
use super::sort::sort_by;

/// What became of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// It was not there before.
    New,
    /// It has other values.
    Changed,
    /// It is no longer there.
    Deleted,
}

/// A row that is different.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// Its table.
    pub table: Table,
    /// Its id.
    pub id: Id,
    /// What became of it.
    pub change: Change,
    /// The cells that say something else, by key; of a changed row only.
    pub cells: Vec<Key>,
}

/// What is different now, table by table. Rows that are deleted in both count as the same.
pub fn differences(before: &Dataset, now: &Dataset) -> Vec<Difference> {
    let mut list = Vec::new();
    for table in Table::ALL {
        let (old, new) = (before.rows(*table), now.rows(*table));
        let mut add = |id, change, cells| list.push(Difference { table: *table, id, change, cells });
        for row in new.all() {
            let former = old.get(row.id).filter(|former| former.is_live());
            match (former, row.is_live()) {
                (None, true) => add(row.id, Change::New, Vec::new()),
                (Some(_), false) => add(row.id, Change::Deleted, Vec::new()),
                (Some(former), true) => {
                    let cells = changed(former, row);
                    if !cells.is_empty() {
                        add(row.id, Change::Changed, cells);
                    }
                }
                (None, false) => (),
            }
        }
        // After a restore, rows can be gone without a trace.
        for row in old.all().iter().filter(|row| row.is_live() && new.get(row.id).is_none()) {
            add(row.id, Change::Deleted, Vec::new());
        }
    }
    list
}

fn changed(before: &Row, now: &Row) -> Vec<Key> {
    let mut keys: Vec<Key> = before.cells().chain(now.cells()).map(|(key, _)| key).collect();
    sort_by(&mut keys, Key::cmp);
    keys.dedup();
    keys.retain(|key| *key != DELETED && before.get(*key) != now.get(*key));
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::records::customer;
    use crate::domain::stamp::Stamp;
    use crate::domain::value::Value;

    fn row(n: u64, name: &str) -> Row {
        Row::of(Id::fixed(1, n as u16), Stamp::new(n, 0, 1), vec![(customer::NAME, Value::text(name))])
    }

    fn data(rows: &[Row]) -> Dataset {
        let mut data = Dataset::default();
        rows.iter().for_each(|row| data.insert(Table::Customer, row.clone()));
        data
    }

    fn deleted(mut row: Row) -> Row {
        row.put(DELETED, Some(Value::Bool(true)), Some(Stamp::new(99, 0, 1)));
        row
    }

    #[test]
    fn new_changed_deleted_and_vanished_rows_are_told() {
        let before =
            data(&[row(1, "A"), row(2, "B"), row(3, "C"), row(4, "D"), deleted(row(5, "E")), deleted(row(7, "G"))]);
        let now =
            data(&[row(1, "A"), row(2, "b"), deleted(row(3, "C")), deleted(row(5, "E")), row(6, "F"), row(7, "G")]);
        let told: Vec<_> = differences(&before, &now).into_iter().map(|d| (d.id, d.change, d.cells)).collect();
        let id = |n| Id::fixed(1, n);
        let expected = [
            (id(2), Change::Changed, vec![customer::NAME]),
            (id(3), Change::Deleted, vec![]),
            (id(6), Change::New, vec![]),
            (id(7), Change::New, vec![]),
            (id(4), Change::Deleted, vec![]),
        ];
        assert_eq!(told, expected);
        assert!(differences(&now, &now).is_empty());
    }
}
