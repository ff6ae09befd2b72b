//! Which rows a cell names, and which of these its row cannot do without.
//!
//! A row *needs* what its required fields name, and every rep, team, product, list entry, pipeline and own field that it names at all:
//! these are words that figures, filters and lists speak in, and deleting one is refused while it is used. A deal also needs the stage that
//! it stands in on the board. Only tables that come earlier are needed (what is referred to comes first, see
//! [`Table`](super::records::Table)), so needs never run in a circle; and history remembers its stages, it does not need them.

use super::id::Id;
use super::key::Key;
use super::records::{flag, Kind, Table, OWN};
use super::value::Value;

/// Tables whose rows stay while anything names them.
pub const STAY_WHILE_NAMED: [Table; 6] =
    [Table::OwnField, Table::ListEntry, Table::Team, Table::Rep, Table::Product, Table::Pipeline];

/// Calls `each` with every row that a cell names. `own` elements name own fields; `merged_into` is followed only when it is there, so it
/// is no reference here.
pub fn named(table: Table, key: Key, value: &Value, each: &mut dyn FnMut(Table, Id)) {
    match value {
        Value::Abouts(abouts) => abouts.iter().for_each(|about| each(about.table, about.id)),
        Value::Outcome(o) => o.reason.into_iter().chain(o.competitor).for_each(|id| each(Table::ListEntry, id)),
        Value::Place(place) => each(Table::Stage, place.stage),
        Value::Credit(shares) => shares.iter().for_each(|share| {
            each(Table::Rep, share.rep);
            share.team.into_iter().for_each(|team| each(Table::Team, team));
        }),
        Value::Ref(id) if key.position().is_some() => match table.kind_of(key) {
            Some(Kind::Ref(target)) => each(target, *id),
            Some(Kind::List(_)) => each(Table::ListEntry, *id),
            _ => {}
        },
        _ if key.position().is_none() => element(table, key, value, each),
        _ => {}
    }
}

fn element(table: Table, key: Key, value: &Value, each: &mut dyn FnMut(Table, Id)) {
    let Some((name, element)) = key.split() else { return };
    let target = match table.field_named(name) {
        Some(field) if field.key == OWN => Table::OwnField,
        Some(field) if matches!(field.kind, Kind::Set(_)) && *value != Value::Bool(false) => Table::ListEntry,
        _ => return,
    };
    Id::parse(element).into_iter().for_each(|id| each(target, id));
}

/// Whether a row of `table` needs a row of `target` that it names in the cell `key`. The stage of a deal is not among the answers: it
/// follows from the deal's history.
pub fn needs(table: Table, key: Key, target: Table) -> bool {
    let required = || target != Table::Stage && table.field(key).is_some_and(|field| field.is(flag::REQUIRED));
    target < table && (STAY_WHILE_NAMED.contains(&target) || required())
}
