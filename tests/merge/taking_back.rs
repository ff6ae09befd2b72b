//! Taking back a merge after work went on.

use crate::desk::steps::Step;
use crate::device::{merged, Device};
use loudou::domain::dataset::Dataset;
use loudou::domain::id::Id;
use loudou::domain::records::Table;
use loudou::domain::take_back::take_back;
use proptest::prelude::*;
use std::collections::{BTreeSet, HashSet};

fn same(a: &Dataset, b: &Dataset, table: Table) -> bool {
    let rows = |data: &Dataset| data.rows(table).all().iter().map(|row| row.id).collect::<BTreeSet<Id>>();
    rows(a) == rows(b) && a.rows(table).all().iter().all(|row| b.rows(table).get(row.id) == Some(row))
}

/// The rows that are not the same in two states.
fn differing(a: &Dataset, b: &Dataset) -> HashSet<(Table, Id)> {
    let all = |table: &Table| {
        a.rows(*table).all().iter().chain(b.rows(*table).all()).map(|r| (*table, r.id)).collect::<Vec<_>>()
    };
    let other = |at: &(Table, Id)| a.rows(at.0).get(at.1) != b.rows(at.0).get(at.1);
    Table::ALL.iter().flat_map(all).filter(other).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn untouched_rows_go_back_and_what_was_written_since_stays(
        before in prop::collection::vec(any::<Step>(), 0..12),
        theirs in prop::collection::vec(any::<Step>(), 0..20),
        since in prop::collection::vec(any::<Step>(), 0..12),
    ) {
        let (mut mine, mut other) = (Device::new(1, 0), Device::new(2, 3_600_000));
        before.iter().for_each(|step| mine.step(*step));
        theirs.iter().for_each(|step| other.step(*step));
        let former = mine.data.clone();
        mine.data = merged(&[&mine.data, &other.data]).data;
        let after = mine.data.clone();

        let exact = take_back(former.clone(), &after, &HashSet::new());
        prop_assert!(exact.kept.is_empty() && exact.data.seen == former.seen);
        prop_assert!(Table::ALL.iter().all(|table| same(&exact.data, &former, *table)));

        since.iter().for_each(|step| mine.step(*step));
        let touched = differing(&after, &mine.data);
        let taken = take_back(former.clone(), &mine.data, &touched);
        for at in &touched {
            prop_assert_eq!(taken.data.rows(at.0).get(at.1), mine.data.rows(at.0).get(at.1));
        }
        for (table, id) in differing(&taken.data, &former) {
            prop_assert!(taken.kept.contains(&(table, id)), "{:?} {} differs and is not named", table, id);
        }
        // Nothing that stays names a row that is not there, unless it was so before.
        for at in &taken.kept {
            let Some(row) = taken.data.rows(at.0).get(at.1) else { continue };
            for (key, value) in row.cells() {
                loudou::domain::references::named(at.0, key, value, &mut |target, id| {
                    let there = |data: &Dataset| data.rows(target).get(id).is_some();
                    assert!(there(&taken.data) || !there(&mine.data));
                });
            }
        }
    }
}
