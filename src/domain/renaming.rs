//! Rows that name others than they did, at the stamps that they had: when files come together, whatever names a row that went into another one is to name
//! that one. This is not a change that anybody made, so it makes no new stamp; every device comes to the same.

use super::dataset::{merged_into, Dataset};
use super::id::Id;
use super::join::{of_writes, Write};
use super::key::Key;
use super::records::Table;
use super::references::{redirected_key, redirected_value, Names};
use super::row::Row;
use std::collections::HashMap;

/// A row whose cells have other names; `None`: it names nothing that has another one.
pub fn row(table: Table, row: &Row, to: Names) -> Option<Row> {
    let mut renamed = Vec::new();
    for (key, found, stamp) in row.written() {
        let other_key = redirected_key(table, key, to);
        let other_value = found.and_then(|found| redirected_value(table, row.id, key, found, to));
        if other_key.is_some() || other_value.is_some() {
            renamed.push((key, other_key.unwrap_or(key), other_value.unwrap_or_else(|| found.cloned()), stamp));
        }
    }
    if renamed.is_empty() {
        return None;
    }
    let others = row.written().filter(|(key, ..)| renamed.iter().all(|(was, ..)| was != key));
    let mut writes: Vec<(Key, usize, Write)> = others.map(|(key, value, stamp)| (key, 0, (value, stamp))).collect();
    // A row that has both already (two tags that became one): the later write counts.
    writes.extend(renamed.iter().map(|(_, key, value, stamp)| (*key, 0, (value.as_ref(), *stamp))));
    Some(of_writes(table, row.id, row.born, writes, &mut |_, _| {}))
}

/// Has every row name what stands for the rows that went into others. Late arrivals from other devices name these still.
pub fn follow(data: &mut Dataset) {
    let mut heirs: HashMap<(Table, Id), Id> = HashMap::new();
    for table in Table::ALL {
        let gone = data.rows(*table).all().iter().filter(|row| merged_into(row).is_some());
        heirs.extend(gone.filter_map(|row| Some(((*table, row.id), data.heir(*table, row.id)?))));
    }
    if heirs.is_empty() {
        return;
    }
    let to = |table: Table, id: Id| heirs.get(&(table, id)).copied();
    for table in Table::ALL {
        let renamed: Vec<Row> = data.rows(*table).all().iter().filter_map(|found| row(*table, found, &to)).collect();
        renamed.into_iter().for_each(|row| data.insert(*table, row));
    }
}
