//! Order keys: two siblings with the same one change places from screen to screen, and beside one that cannot be read nothing can be put.
//! Those that are right stay; each other one gets a key of its own where its row is shown now. A row without a key comes first.

use super::{write, Audit, ORDER_KEY};
use crate::domain::command::pipelines::sibling_key;
use crate::domain::order::{between, is_key};
use crate::domain::records::{Kind, Table};
use crate::domain::row::Row;
use crate::domain::sort::sort_by_key;
use crate::domain::value::Value;
use std::collections::BTreeMap;

/// Rows with their keys.
type Keyed<'a> = Vec<(&'a str, &'a Row)>;

impl Audit<'_> {
    pub(super) fn orders(&mut self) {
        for table in Table::ALL.iter().copied() {
            let Some(field) = table.field_named("order").filter(|field| field.kind == Kind::Text) else { continue };
            let mut groups: BTreeMap<Option<Box<[u8]>>, Keyed> = BTreeMap::new();
            for row in self.rows(table).filter(|row| !row.text(field.key).is_empty()) {
                groups.entry(self.siblings(table, row)).or_default().push((row.text(field.key), row));
            }
            for (row, order) in groups.into_values().flat_map(mended) {
                let repair = vec![write(table, row, field.key, Some(Value::text(order)))];
                self.find(ORDER_KEY, (table, row), Some(field.key), repair);
            }
        }
    }

    /// What tells the rows of one order from those of another.
    fn siblings(&self, table: Table, row: &Row) -> Option<Box<[u8]>> {
        let key = sibling_key(table)?;
        match (row.get(key)?, table.kind_of(key)) {
            (Value::Ref(id), Some(Kind::Ref(target))) => Some(self.stands(target, *id).0.into()),
            (Value::Text(text), _) => Some(text.as_bytes().into()),
            _ => None,
        }
    }
}

/// The rows of one order whose keys are not right, with keys that are.
pub(super) fn mended<'a>(mut rows: Vec<(&str, &'a Row)>) -> Vec<(&'a Row, String)> {
    sort_by_key(&mut rows, |(key, row)| (*key, row.id));
    // For each row, the next key that is right and greater than its own.
    let mut next: Vec<Option<&str>> = vec![None; rows.len()];
    for at in (0..rows.len().saturating_sub(1)).rev() {
        let (here, there) = (rows[at].0, rows[at + 1].0);
        next[at] = if here < there && is_key(there) { Some(there) } else { next[at + 1] };
    }
    let (mut before, mut mended) = (None::<String>, Vec::new());
    for ((key, row), next) in rows.into_iter().zip(next) {
        let fits = is_key(key) && before.as_deref().is_none_or(|before| before < key);
        let right = if fits { key.to_owned() } else { between(before.as_deref(), next) };
        if !fits {
            mended.push((row, right.clone()));
        }
        before = Some(right);
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::stamp::Stamp;
    use proptest::prelude::*;

    #[test]
    fn right_keys_stay() {
        let rows: Vec<Row> = (0..5).map(|n| Row::new(Id::fixed(1, n), Stamp::ZERO)).collect();
        let keys = ["80", "80", "8180", "zz", "8080"];
        let mended = mended(keys.into_iter().zip(&rows).collect());
        let new: Vec<Id> = mended.iter().map(|(row, _)| row.id).collect();
        assert_eq!(new, [rows[1].id, rows[3].id]);
        assert!("80" < mended[0].1.as_str() && mended[0].1.as_str() < "8080", "{mended:?}");
        assert!("8180" < mended[1].1.as_str());
    }

    proptest! {
        #[test]
        fn mended_keys_are_keys_in_the_order_that_was_shown(keys in prop::collection::vec("[0-9a-fA-Fz汉]{0,4}(80)?", 0..40)) {
            let mut rows: Vec<Row> = (0..keys.len()).map(|n| Row::new(Id::fixed(1, n as u16), Stamp::ZERO)).collect();
            let shown = |rows: &[Row], keys: &[String]| {
                let mut order: Vec<(String, Id)> = keys.iter().cloned().zip(rows.iter().map(|row| row.id)).collect();
                order.sort();
                order.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
            };
            let before = shown(&rows, &keys);
            let mut after = keys.clone();
            for (row, key) in mended(keys.iter().map(String::as_str).zip(&rows).collect()) {
                let at = rows.iter().position(|other| other.id == row.id).unwrap_or_default();
                after[at] = key;
            }
            prop_assert!(after.iter().all(|key| is_key(key)));
            prop_assert_eq!(shown(&rows, &after), before);
            prop_assert!(mended(after.iter().map(String::as_str).zip(&rows).collect()).is_empty());
            rows.clear();
        }
    }
}
