//! Tables of a newer version: their rows are merged as wholes, since nobody here knows what a value of theirs is.

use super::Source;
use crate::domain::dataset::Dataset;
use serde_json::Value;
use std::collections::BTreeMap;

/// Takes over the rows of tables that this version does not know. Of two with the same id, the one with the latest stamp counts; of two that are
/// equally late, the greater by its text.
pub(super) fn merge(data: &mut Dataset, others: &[&Source]) {
    let mut tables: BTreeMap<String, BTreeMap<(String, String), Value>> = BTreeMap::new();
    let all = std::iter::once(&*data).chain(others.iter().map(|other| other.data.as_ref()));
    for (name, rows) in all.flat_map(Dataset::unknown_tables) {
        let rows_of = tables.entry(name.to_string()).or_default();
        for row in rows {
            // Rows without an id are told apart by all that they say.
            let id = row.get("id").and_then(Value::as_str);
            let key = id.map_or_else(|| (String::new(), row.to_string()), |id| (id.to_string(), String::new()));
            match rows_of.get(&key) {
                Some(present) if weight(present) >= weight(row) => {}
                _ => drop(rows_of.insert(key, row.clone())),
            }
        }
    }
    for (name, rows) in tables {
        data.keep_unknown(&name, rows.into_values().collect());
    }
}

fn weight(row: &Value) -> (String, String) {
    let own = row.get("stamp").and_then(Value::as_str);
    let cells = row.get("stamps").and_then(Value::as_object).into_iter().flatten();
    let latest = cells.filter_map(|(_, stamp)| stamp.as_str()).chain(own).max();
    (latest.unwrap_or_default().to_string(), row.to_string())
}
