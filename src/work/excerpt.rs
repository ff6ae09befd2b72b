//! A few rows with those that they name, so that the page can show them without having all.

use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::plain::Plain;
use crate::domain::records::Table;
use crate::domain::references::named;
use crate::domain::row::{row_from_plain, Row, RowOut};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// More rows than any screen shows; beyond it rows are shown without what they name.
const MOST: usize = 20_000;

/// A row on its way to the page.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Sent {
    table: Table,
    row: serde_json::Value,
}

impl Sent {
    /// A row.
    pub fn of(table: Table, row: &Row) -> Sent {
        Sent { table, row: RowOut { table, row, stamps: true }.plain().into_json() }
    }
}

/// The rows as data.
pub fn dataset(sent: Vec<Sent>) -> Dataset {
    let mut data = Dataset::default();
    for Sent { table, row } in &sent {
        if let Some(row) = row_from_plain(*table, Plain::from_json(row)) {
            data.insert(*table, row);
        }
    }
    data
}

/// Rows, and all that they name directly or by others; own fields, in whose words cells speak; the settings.
pub fn excerpt(data: &Dataset, wanted: impl IntoIterator<Item = (Table, Id)>) -> Vec<Sent> {
    let words = [Table::OwnField, Table::Settings];
    let words = words.into_iter().flat_map(|table| data.rows(table).all().iter().map(move |row| (table, row.id)));
    let mut waiting: Vec<(Table, Id)> = words.chain(wanted).collect();
    let mut taken: HashSet<(Table, Id)> = HashSet::new();
    let mut sent = Vec::new();
    while let Some((table, id)) = waiting.pop() {
        let Some(row) = data.rows(table).get(id).filter(|_| sent.len() < MOST && taken.insert((table, id))) else {
            continue;
        };
        for (key, value) in row.cells() {
            named(table, key, value, &mut |table, id| waiting.push((table, id)));
        }
        sent.push(Sent::of(table, row));
    }
    // What is named comes first, as in files.
    sent.sort_by_key(|sent| sent.table);
    sent
}
