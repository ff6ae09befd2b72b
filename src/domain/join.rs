//! One row of several: per cell the later write counts. Joining is commutative, associative and idempotent, because it takes the greatest of
//! each cell in a total order; so whoever joins the same rows in whatever order gets the same row.

use super::id::Id;
use super::key::Key;
use super::records::{flag, Kind, Table};
use super::row::Row;
use super::stamp::Stamp;
use super::value::Value;
use std::cmp::Ordering;

/// What stands for a hidden part of a phone number or a mail address in a file that was given away.
pub const MASK: char = '•';

/// Whether a value was masked on its way out: it says less than any other one that carries the same stamp.
pub fn is_masked(table: Table, key: Key, value: &Value) -> bool {
    table.field(key).is_some_and(|field| field.is(flag::PERSONAL) && !matches!(field.kind, Kind::Ref(_)))
        && matches!(value, Value::Text(text) if text.contains(MASK))
}

/// A write of a cell: its value (`None`: cleared) and its stamp.
pub type Write<'a> = (Option<&'a Value>, Stamp);

/// Is told the writes of a key, each with the number of its row, the one that counts last.
pub type Each<'a> = &'a mut dyn FnMut(Key, &[(usize, Write)]);

/// Which of two writes of a cell counts: the later one. The same stamp with two values is none of ours (a file changed by hand, a masked
/// number): a value then counts for more than none, an open one for more than a masked one, and else the greater by its text.
pub fn compare(table: Table, key: Key, a: Write, b: Write) -> Ordering {
    a.1.cmp(&b.1).then_with(|| {
        if a.0 == b.0 {
            return Ordering::Equal;
        }
        let weight =
            |value: Option<&Value>| value.map(|v| (!is_masked(table, key, v), v.plain().into_json().to_string()));
        weight(a.0).cmp(&weight(b.0))
    })
}

/// Joins the writes of several rows of the same id, telling `each` all about it.
///
/// `None`: `rows` is empty.
pub fn join(table: Table, rows: &[&Row], each: Each) -> Option<Row> {
    let born = rows.iter().map(|row| row.born).min()?;
    let mut writes: Vec<(Key, usize, Write)> = Vec::new();
    for (from, row) in rows.iter().enumerate() {
        writes.extend(row.written().map(|(key, value, stamp)| (key, from, (value, stamp))));
    }
    Some(of_writes(table, rows[0].id, born, writes, each))
}

/// The row of such writes, in any order.
pub(super) fn of_writes(table: Table, id: Id, born: Stamp, mut writes: Vec<(Key, usize, Write)>, each: Each) -> Row {
    // Of equal writes the first row's comes last: what everybody says is said by the first.
    writes.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| compare(table, a.0, a.2, b.2)).then(b.1.cmp(&a.1)));
    let (mut cells, mut stamps) = (Vec::with_capacity(writes.len()), Vec::new());
    let mut of_key: Vec<(usize, Write)> = Vec::new();
    for group in writes.chunk_by(|a, b| a.0 == b.0) {
        of_key.clear();
        of_key.extend(group.iter().map(|(_, from, write)| (*from, *write)));
        let Some((_, (value, stamp))) = of_key.last().copied() else { continue };
        let key = group[0].0;
        each(key, &of_key);
        cells.extend(value.map(|value| (key, value.clone())));
        if stamp != born {
            stamps.push((key, stamp));
        }
    }
    Row::with_stamps(id, born, cells, stamps)
}
