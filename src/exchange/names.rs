//! References by name: `"customer": "ACME"` or `{"name": "ACME"}` instead of an id. A name must match exactly one row.

use super::convert::{At, Notes};
use super::import::Store;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::plain::{self, Plain};
use crate::domain::records::{contact, list_entry, own_field, stage, Kind, Table, DELETED};
use crate::domain::row::Row;
use std::collections::HashMap;
use std::fmt;

/// Entries of a row, in the order of the file.
pub(super) type Entries = plain::Entries<'static>;

/// Stands for a name that was not found, so that the same mistake is not named again as a missing or dangling reference.
pub(super) const UNRESOLVED: Id = Id([0; 16]);

/// What a reference may name.
#[derive(Clone, Copy)]
pub(super) struct Target {
    pub(super) table: Table,
    list: Option<&'static str>,
}

impl Target {
    pub(super) fn row(table: Table) -> Target {
        Target { table, list: None }
    }

    fn entry(list: &'static str) -> Target {
        Target { table: Table::ListEntry, list: Some(list) }
    }
}

/// Where in a row a reference stands.
pub(super) struct Spot<'a> {
    pub(super) field: &'a str,
    item: Option<usize>,
    part: Option<&'a str>,
}

impl fmt::Display for Spot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.field)?;
        self.item.map_or(Ok(()), |i| write!(f, "[{i}]"))?;
        self.part.map_or(Ok(()), |part| write!(f, ".{part}"))
    }
}

/// Goes over every reference of a row.
pub(super) fn visit(table: Table, entries: &mut Entries, f: &mut dyn FnMut(&Spot, Target, &mut Plain<'static>)) {
    for (name, value) in entries {
        let Some(field) = table.field_named(name) else { continue };
        let spot = |item, part| Spot { field: field.name, item, part };
        match (field.kind, value) {
            (_, Plain::Null) => {}
            (Kind::Ref(target), value) => f(&spot(None, None), Target::row(target), value),
            (Kind::List(list), value) => f(&spot(None, None), Target::entry(list), value),
            (Kind::Set(list), Plain::List(items)) => {
                for (i, item) in items.iter_mut().enumerate() {
                    f(&spot(Some(i), None), Target::entry(list), item);
                }
            }
            (Kind::Abouts, Plain::List(items)) => {
                for (i, item) in items.iter_mut().enumerate() {
                    let Plain::Map(parts) = item else { continue };
                    for (key, value) in parts {
                        if let Some(target) = Table::parse(key) {
                            f(&spot(Some(i), Some(key)), Target::row(target), value);
                        }
                    }
                }
            }
            (Kind::Outcome, Plain::Map(parts)) => {
                for (key, value) in parts.iter_mut().filter(|(_, v)| *v != Plain::Null) {
                    match &**key {
                        "reason" => f(&spot(None, Some(key)), Target::entry("lost_reason"), value),
                        "competitor" => f(&spot(None, Some(key)), Target::entry("competitor"), value),
                        _ => {}
                    }
                }
            }
            (Kind::Place, Plain::Map(parts)) => {
                for (key, value) in parts.iter_mut().filter(|(key, _)| key == "stage") {
                    f(&spot(None, Some(key)), Target::row(Table::Stage), value);
                }
            }
            (Kind::Credit, Plain::List(items)) => {
                for (i, item) in items.iter_mut().enumerate() {
                    let Plain::Map(parts) = item else { continue };
                    for (key, value) in parts {
                        match &**key {
                            "rep" => f(&spot(Some(i), Some(key)), Target::row(Table::Rep), value),
                            "team" => f(&spot(Some(i), Some(key)), Target::row(Table::Team), value),
                            _ => {}
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

/// The name in a reference; `None`: it is an id, or nonsense.
pub(super) fn name_of<'a>(value: &'a Plain) -> Option<&'a str> {
    match value {
        Plain::Text(t) if Id::parse(t).is_none() => Some(t),
        Plain::Map(parts) if parts.len() == 1 => value.get("name").and_then(Plain::as_text),
        _ => None,
    }
}

/// Whether a row refers to anything by name.
pub(super) fn has_names(table: Table, entries: &mut Entries) -> bool {
    let own = entries.iter().any(|(name, value)| {
        name == "own" && matches!(value, Plain::Map(elements) if elements.iter().any(|(e, _)| Id::parse(e).is_none()))
    });
    let mut found = own;
    visit(table, entries, &mut |_, _, value| found |= name_of(value).is_some());
    found
}

/// The fields that people know a row by.
pub(super) fn name_fields(table: Table) -> Vec<&'static str> {
    match table.record().natural.map(|key| table.path_of(key)) {
        Some("zh") => vec!["zh", "en"],
        Some(name) => vec![name],
        None if table == Table::OwnField => vec!["zh", "en"],
        None => Vec::new(),
    }
}

/// What narrows a name down: stages of this pipeline, contacts of this customer.
#[derive(Clone, Copy, Default)]
pub(super) struct Scope {
    pub(super) pipeline: Option<Id>,
    pub(super) customer: Option<Id>,
}

/// Rows by name: those of the file, and those that come with the app.
#[derive(Default)]
pub(super) struct Index {
    file: HashMap<(Table, Box<str>), Vec<Id>>,
    base: HashMap<(Table, Box<str>), Vec<Id>>,
}

impl Index {
    /// Adds the rows that come with the app.
    pub(super) fn add_base(&mut self, base: &Dataset) {
        for table in Table::ALL {
            for row in base.live(*table) {
                add(&mut self.base, *table, row.id, row_names(*table, row));
            }
        }
    }

    /// Adds a row of the file that is read already.
    pub(super) fn add_row(&mut self, table: Table, row: &Row) {
        if row.is_live() {
            add(&mut self.file, table, row.id, row_names(table, row));
        }
    }

    /// Adds a row of the file that waits for its references.
    pub(super) fn add_entries(&mut self, table: Table, id: Id, entries: &Entries) {
        let get = |name: &str| entries.iter().find(|(n, _)| n == name).map(|(_, v)| v);
        if get(table.path_of(DELETED)) != Some(&Plain::Bool(true)) {
            let names = name_fields(table).into_iter().filter_map(get).filter_map(Plain::as_text).collect();
            add(&mut self.file, table, id, names);
        }
    }

    /// The one row of a name. The error is a code of `text/`.
    pub(super) fn find(&self, target: Target, name: &str, scope: Scope, store: &Store) -> Result<Id, &'static str> {
        let key = (target.table, Box::from(name));
        for map in [&self.file, &self.base] {
            let ids = map.get(&key).map_or(&[][..], Vec::as_slice);
            let mut fitting = ids.iter().copied().filter(|id| fits(target, *id, scope, store));
            match (fitting.next(), fitting.next()) {
                (Some(id), None) => return Ok(id),
                (Some(_), Some(_)) => return Err("ambiguous_name"),
                _ => {}
            }
        }
        Err("name_not_found")
    }

    /// Replaces the names of a row by ids, as far as `which` says.
    pub(super) fn resolve(
        &self,
        at: &At,
        entries: &mut Entries,
        scope: Scope,
        store: &Store,
        notes: &mut Notes,
        which: impl Fn(&str) -> bool,
    ) {
        visit(at.table, entries, &mut |spot, target, value| {
            let Some(name) = name_of(value).filter(|_| which(spot.field)) else { return };
            match self.find(target, name, scope, store) {
                Ok(id) => *value = Plain::id(id),
                Err(code) => {
                    notes.problem(at, code, &spot.to_string(), name);
                    *value = Plain::id(UNRESOLVED);
                }
            }
        });
    }

    /// Replaces the labels of own fields by their ids.
    pub(super) fn resolve_own(&self, at: &At, entries: &mut Entries, store: &Store, notes: &mut Notes) {
        let Some((_, Plain::Map(elements))) = entries.iter_mut().find(|(name, _)| name == "own") else { return };
        for (element, _) in elements.iter_mut().filter(|(e, _)| Id::parse(e).is_none()) {
            let key = (Table::OwnField, Box::from(&**element));
            let of_table = |id: &&Id| {
                store.row(Table::OwnField, **id).is_some_and(|row| row.text(own_field::TABLE) == at.table.key())
            };
            let ids: Vec<Id> = self.file.get(&key).into_iter().flatten().filter(of_table).copied().collect();
            match ids.as_slice() {
                [id] => *element = id.to_string().into(),
                other => {
                    let code = if other.is_empty() { "name_not_found" } else { "ambiguous_name" };
                    notes.problem(at, code, &format!("own.{element}"), element);
                    *element = UNRESOLVED.to_string().into();
                }
            }
        }
    }
}

fn row_names(table: Table, row: &Row) -> Vec<&str> {
    name_fields(table).into_iter().filter_map(|name| table.field_named(name)).map(|f| row.text(f.key)).collect()
}

fn add(map: &mut HashMap<(Table, Box<str>), Vec<Id>>, table: Table, id: Id, names: Vec<&str>) {
    for name in names.into_iter().filter(|name| !name.is_empty()) {
        let ids = map.entry((table, Box::from(name))).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
}

fn fits(target: Target, id: Id, scope: Scope, store: &Store) -> bool {
    let row = || store.row(target.table, id);
    match (target.table, target.list) {
        (Table::ListEntry, Some(list)) => row().is_some_and(|r| r.text(list_entry::LIST) == list),
        (Table::Stage, _) => scope.pipeline.is_none_or(|p| row().is_some_and(|r| r.link(stage::PIPELINE) == Some(p))),
        (Table::Contact, _) => {
            scope.customer.is_none_or(|c| row().is_some_and(|r| r.link(contact::CUSTOMER) == Some(c)))
        }
        _ => true,
    }
}
