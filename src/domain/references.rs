//! Which rows a cell names, and which of these its row cannot do without.
//!
//! A row *needs* what its required fields name, and every rep, team, product, list entry, pipeline and own field that it names at all:
//! these are words that figures, filters and lists speak in, and deleting one is refused while it is used. A deal also needs the stage that
//! it stands in on the board. Only tables that come earlier are needed (what is referred to comes first, see
//! [`Table`](super::records::Table)), so needs never run in a circle; and history remembers its stages, it does not need them.

use super::id::Id;
use super::key::Key;
use super::records::{flag, Kind, Table, OWN};
use super::row::Row;
use super::value::{About, Outcome, Place, Share, Value};

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

/// Which row stands for another one: `None`, it stands for itself.
pub type Names<'a> = &'a dyn Fn(Table, Id) -> Option<Id>;

/// What to write so that a cell names other rows, as `to` says. No row comes to refer to itself, and what is named twice is named once: parts of
/// one rep in a deal are added up; an element of another name takes its place, unless there is one of that name. Empty: nothing changes.
pub fn redirected(table: Table, row: &Row, (key, value): (Key, &Value), to: Names) -> Vec<(Key, Option<Value>)> {
    if let Some(after) = redirected_value(table, row.id, key, value, to) {
        return vec![(key, after)];
    }
    let Some(other) = redirected_key(table, key, to).filter(|_| *value != Value::Bool(false)) else {
        return Vec::new();
    };
    let taken = row.get(other).is_some_and(|there| *there != Value::Bool(false));
    let mut cells = vec![(key, None)];
    cells.extend((!taken).then(|| (other, Some(value.clone()))));
    cells
}

/// The value of a cell with other names, `Some(None)` where nothing is left of it; `None`: it names nothing that has another one.
pub fn redirected_value(table: Table, id: Id, key: Key, value: &Value, to: Names) -> Option<Option<Value>> {
    // Values that name none of these rows are left as they are, oddities included.
    let mut touched = false;
    named(table, key, value, &mut |target, id| touched |= to(target, id).is_some_and(|new| new != id));
    if !touched {
        return None;
    }
    let new = |target, id| to(target, id).unwrap_or(id);
    let list_entry = |id: Option<Id>| id.map(|id| new(Table::ListEntry, id));
    Some(match value {
        Value::Abouts(abouts) => {
            let mut list: Vec<About> = Vec::with_capacity(abouts.len());
            for About { table, id } in abouts.iter().copied() {
                let about = About { table, id: new(table, id) };
                if !list.contains(&about) {
                    list.push(about);
                }
            }
            Some(Value::Abouts(list.into()))
        }
        Value::Outcome(o) => {
            let (reason, competitor) = (list_entry(o.reason), list_entry(o.competitor));
            Some(Value::Outcome(Box::new(Outcome { reason, competitor, ..(**o).clone() })))
        }
        Value::Place(p) => {
            Some(Value::Place(Box::new(Place { stage: new(Table::Stage, p.stage), order: p.order.clone() })))
        }
        Value::Credit(shares) => {
            let mut list: Vec<Share> = Vec::with_capacity(shares.len());
            for share in shares.iter() {
                let (rep, team) = (new(Table::Rep, share.rep), share.team.map(|team| new(Table::Team, team)));
                match list.iter_mut().find(|other| (other.rep, other.team) == (rep, team)) {
                    Some(other) => other.percent = other.percent.saturating_add(share.percent).min(100),
                    None => list.push(Share { rep, team, percent: share.percent }),
                }
            }
            Some(Value::Credit(list.into()))
        }
        Value::Ref(named) => {
            let target = match table.kind_of(key) {
                Some(Kind::Ref(target)) => target,
                _ => Table::ListEntry,
            };
            Some(new(target, *named)).filter(|named| (target, *named) != (table, id)).map(Value::Ref)
        }
        _ => return None,
    })
}

/// The key of an element that is named by a row (a tag, the value of an own field) under its other name; `None`: it has none.
pub fn redirected_key(table: Table, key: Key, to: Names) -> Option<Key> {
    let (name, id) = key.split()?;
    let mut new = None;
    element(table, key, &Value::Bool(true), &mut |target, id| new = to(target, id).filter(|new| *new != id));
    new.filter(|new| new.to_string() != id).and_then(|new| Key::element(name, &new.to_string()))
}
