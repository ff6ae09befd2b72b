//! Taking back a merge, an import or a replacement after work went on: rows that nobody touched since go back to what they were, rows
//! that were written since stay as they are now.

use super::dataset::Dataset;
use super::id::Id;
use super::records::Table;
use super::references::named;
use std::collections::HashSet;

/// What taking back leads to. Nothing is saved by it.
pub struct TakenBack {
    /// The rows.
    pub data: Dataset,
    /// Rows that stay as they are now though they were otherwise, or not there, before: they were written since, or one of these names them.
    pub kept: Vec<(Table, Id)>,
}

/// Takes `now` back to `before`, but for the rows `touched` since, and for rows that only `now` has and one of these names.
/// Without any touched row the outcome is exactly `before`.
pub fn take_back(before: Dataset, now: &Dataset, touched: &HashSet<(Table, Id)>) -> TakenBack {
    // Each row is looked at once, so what was there before is known until it is overwritten.
    let mut data = before;
    let mut kept = Vec::new();
    // In the order of the tables, so that the outcome does not depend on chance.
    let mut waiting: Vec<(Table, Id)> = Vec::new();
    for table in Table::ALL {
        waiting.extend(now.rows(*table).all().iter().map(|row| (*table, row.id)).filter(|at| touched.contains(at)));
    }
    let mut done: HashSet<(Table, Id)> = waiting.iter().copied().collect();
    while let Some((table, id)) = waiting.pop() {
        let Some(row) = now.rows(table).get(id) else { continue };
        for (key, value) in row.cells() {
            named(table, key, value, &mut |target, other| {
                if data.rows(target).get(other).is_none() && done.insert((target, other)) {
                    waiting.push((target, other));
                }
            });
        }
        if data.rows(table).get(id) != Some(row) {
            kept.push((table, id));
            row.written().for_each(|(_, _, stamp)| data.seen.observe(stamp));
            data.insert(table, row.clone());
        }
    }
    kept.sort_unstable();
    TakenBack { data, kept }
}
