//! Naming another row instead of one: when two rows become one, whatever names the one that goes is to name the one that stays.

use super::dataset::Dataset;
use super::id::Id;
use super::join::{of_writes, Write};
use super::key::Key;
use super::records::{Kind, Table, DELETED, MERGED_INTO, OWN};
use super::row::Row;
use super::value::{About, Outcome, Place, Share, Value};
use std::collections::HashMap;

/// Which row stands for another one: `None`, it stands for itself.
pub type Names<'a> = &'a dyn Fn(Table, Id) -> Option<Id>;

/// A value with other names; `None`: it names nothing that has another one.
pub fn value(table: Table, key: Key, value: &Value, to: Names) -> Option<Value> {
    let renamed = match value {
        Value::Ref(id) => match table.kind_of(key) {
            Some(Kind::Ref(target)) => Value::Ref(to(target, *id)?),
            Some(Kind::List(_)) => Value::Ref(to(Table::ListEntry, *id)?),
            _ => return None,
        },
        Value::Abouts(abouts) => {
            let each = |about: &About| About { id: to(about.table, about.id).unwrap_or(about.id), ..*about };
            Value::Abouts(abouts.iter().map(each).collect())
        }
        Value::Outcome(outcome) => {
            let entry = |id: Option<Id>| id.map(|id| to(Table::ListEntry, id).unwrap_or(id));
            let (reason, competitor) = (entry(outcome.reason), entry(outcome.competitor));
            Value::Outcome(Box::new(Outcome { reason, competitor, ..(**outcome).clone() }))
        }
        Value::Place(place) => {
            Value::Place(Box::new(Place { stage: to(Table::Stage, place.stage)?, order: place.order.clone() }))
        }
        Value::Credit(shares) => {
            let each = |share: &Share| Share {
                rep: to(Table::Rep, share.rep).unwrap_or(share.rep),
                team: share.team.map(|team| to(Table::Team, team).unwrap_or(team)),
                ..*share
            };
            Value::Credit(shares.iter().map(each).collect())
        }
        _ => return None,
    };
    (renamed != *value).then_some(renamed)
}

/// The key of an element that is named by a row: a tag, the value of an own field.
fn element(table: Table, key: Key, to: Names) -> Option<Key> {
    let (name, id) = key.split()?;
    let target = match table.field_named(name)? {
        field if field.key == OWN => Table::OwnField,
        field if matches!(field.kind, Kind::Set(_)) => Table::ListEntry,
        _ => return None,
    };
    Key::element(name, &to(target, Id::parse(id)?)?.to_string())
}

/// A row whose cells have other names, at the stamps that they had; `None`: it names nothing that has another one.
pub fn row(table: Table, row: &Row, to: Names) -> Option<Row> {
    let mut renamed = Vec::new();
    for (key, found, stamp) in row.written() {
        let (key_now, value_now) = (element(table, key, to), found.and_then(|found| value(table, key, found, to)));
        if key_now.is_some() || value_now.is_some() {
            renamed.push((key, key_now.unwrap_or(key), value_now.or_else(|| found.cloned()), stamp));
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

/// The rows that went into others, each with the one that stands for it in the end. A circle leads nowhere.
pub fn merged(data: &Dataset) -> HashMap<(Table, Id), Id> {
    let next = |table: Table, id: Id| {
        let row = data.rows(table).get(id).filter(|row| row.flag(DELETED) && !row.is_there())?;
        Id::parse(row.text(MERGED_INTO))
    };
    let mut merged = HashMap::new();
    for table in Table::ALL {
        for row in data.rows(*table).all() {
            let Some(mut target) = next(*table, row.id) else { continue };
            let mut steps = 0;
            while let Some(further) = next(*table, target).filter(|_| steps < 32) {
                (target, steps) = (further, steps + 1);
            }
            if steps < 32 && data.rows(*table).get(target).is_some() {
                merged.insert((*table, row.id), target);
            }
        }
    }
    merged
}

/// Has every row name what stands for the rows that went into others. Late arrivals from other devices name these still.
pub fn follow(data: &mut Dataset) {
    let merged = merged(data);
    if merged.is_empty() {
        return;
    }
    let to = |table: Table, id: Id| merged.get(&(table, id)).copied();
    for table in Table::ALL {
        let renamed: Vec<Row> = data.rows(*table).all().iter().filter_map(|found| row(*table, found, &to)).collect();
        renamed.into_iter().for_each(|row| data.insert(*table, row));
    }
}
