//! Rows that were merged into another one leave its id on their tombstone. References that still name such a row (they came later, from
//! another device's file) are led on from here; [`audit`](crate::domain::audit) writes them anew.
//!
//! Reading does not lead on by itself: every figure would have to ask for every reference. Until references are repaired, a row that
//! others need is shown as kept, like any deleted one.

use super::Dataset;
use crate::domain::id::Id;
use crate::domain::records::{Table, DELETED, MERGED_INTO};
use crate::domain::row::Row;

/// Longer chains are not the work of people.
const LONGEST: usize = 100;

/// The row that took this one's place. What lives was not merged away, whatever it says.
pub fn merged_into(row: &Row) -> Option<Id> {
    (!row.is_there()).then(|| Id::parse(row.text(MERGED_INTO))).flatten().filter(|into| *into != row.id)
}

impl Dataset {
    /// The row that stands for one that was merged away, through as many merges as it takes. `None`: it was not merged away, or what
    /// it was merged into is gone as well.
    ///
    /// Two people can merge the same two rows the opposite way. Then all of them are deleted, and the one that was merged away first
    /// stands for the rest, since the later decision counts; asked about that one, the answer is itself.
    pub fn heir(&self, table: Table, id: Id) -> Option<Id> {
        let rows = self.rows(table);
        let (mut at, mut way) = (rows.get(id)?, Vec::new());
        while let Some(into) = merged_into(at) {
            if let Some(from) = way.iter().position(|row: &&Row| row.id == at.id) {
                let circle = way[from..].iter();
                return circle.min_by_key(|row| (row.stamp_of(DELETED), row.id)).map(|row| row.id);
            }
            if way.len() == LONGEST {
                return None;
            }
            way.push(at);
            at = rows.get(into)?;
        }
        (at.id != id && at.is_live()).then_some(at.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stamp::Stamp;
    use crate::domain::value::Value;

    const fn id(n: u16) -> Id {
        Id::fixed(7, n)
    }

    /// Customers, each with what it was merged into (if it was) and when.
    fn data(rows: &[(u16, Option<u16>)]) -> Dataset {
        let mut data = Dataset::default();
        for (at, (n, into)) in rows.iter().enumerate() {
            let mut row = Row::new(id(*n), Stamp::ZERO);
            if let Some(into) = into {
                let stamp = Some(Stamp::new(100 + at as u64, 0, 1));
                row.put(DELETED, Some(Value::Bool(true)), stamp);
                row.put(MERGED_INTO, Some(Value::text(id(*into).to_string())), stamp);
            }
            data.insert(Table::Customer, row);
        }
        data
    }

    #[test]
    fn chains_are_followed_to_the_row_that_lives() {
        let data = data(&[(1, Some(2)), (2, Some(3)), (3, None), (4, Some(9))]);
        let heir = |n| data.heir(Table::Customer, id(n));
        assert_eq!((heir(1), heir(2), heir(3)), (Some(id(3)), Some(id(3)), None));
        assert_eq!((heir(4), heir(5)), (None, None), "what is not there stands for nobody");
    }

    #[test]
    fn a_row_that_lives_again_stands_for_itself() {
        let mut data = data(&[(1, Some(2)), (2, Some(3)), (3, None)]);
        data.update(Table::Customer, id(2), None, |row| row.put(DELETED, None, None));
        assert_eq!(data.heir(Table::Customer, id(1)), Some(id(2)));
        assert_eq!(data.heir(Table::Customer, id(2)), None);
    }

    #[test]
    fn a_circle_leads_to_the_row_that_was_merged_away_first() {
        let data = data(&[(3, Some(1)), (1, Some(2)), (2, Some(3)), (4, Some(2)), (5, Some(5))]);
        for n in 1..=4 {
            assert_eq!(data.heir(Table::Customer, id(n)), Some(id(3)), "{n}");
        }
        assert_eq!(data.heir(Table::Customer, id(5)), None, "merged into itself");
    }

    #[test]
    fn a_chain_without_end_ends() {
        let rows: Vec<(u16, Option<u16>)> = (0..5_000).map(|n| (n, Some(n + 1))).collect();
        assert_eq!(data(&rows).heir(Table::Customer, id(0)), None);
    }
}
