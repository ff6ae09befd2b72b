//! A row: an id, the stamp of its making, its cells, and the stamps of cells that were written later.

use super::id::Id;
use super::key::Key;
use super::money::Money;
use super::plain::{Entries, Plain};
use super::records::{Kind, Table, DELETED, MERGED_INTO};
use super::stamp::Stamp;
use super::value::{Moment, Outcome, Value};
use crate::domain::sort::{sort_by, sort_by_key};
use chrono::NaiveDate;
use serde::ser::{Serialize, Serializer};
use std::borrow::Cow;

/// One record. Cells are sorted by key; a cell without a stamp of its own carries the row's.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: Id,
    /// When it was made: the stamp of all cells that were not written since.
    pub born: Stamp,
    cells: Vec<(Key, Value)>,
    stamps: Vec<(Key, Stamp)>,
    /// It is deleted, but others need it: what the [`Dataset`](super::dataset::Dataset) works out, never written.
    kept: bool,
}

/// Equal are rows that are written alike: whether one is kept is not written.
impl PartialEq for Row {
    fn eq(&self, other: &Row) -> bool {
        (self.id, self.born, &self.cells, &self.stamps) == (other.id, other.born, &other.cells, &other.stamps)
    }
}

impl Row {
    /// A row without cells.
    pub fn new(id: Id, born: Stamp) -> Row {
        Row { id, born, cells: Vec::new(), stamps: Vec::new(), kept: false }
    }

    /// A row of cells that all carry the row's stamp: for making many rows quickly. Of two values for a key the first one stays.
    pub fn of(id: Id, born: Stamp, mut cells: Vec<(Key, Value)>) -> Row {
        // Pages hold them sorted already.
        if !cells.is_sorted_by(|a, b| a.0 < b.0) {
            sort_by_key(&mut cells, |(key, _)| *key);
            cells.dedup_by_key(|(key, _)| *key);
        }
        cells.shrink_to_fit();
        Row { id, born, cells, stamps: Vec::new(), kept: false }
    }

    /// A row of cells, and of the stamps of those that do not carry the row's; both sorted by key.
    pub(super) fn with_stamps(id: Id, born: Stamp, cells: Vec<(Key, Value)>, stamps: Vec<(Key, Stamp)>) -> Row {
        Row { stamps, ..Row::of(id, born, cells) }
    }

    /// The value of a cell.
    pub fn get(&self, key: Key) -> Option<&Value> {
        self.cells.binary_search_by_key(&key, |(k, _)| *k).ok().map(|at| &self.cells[at].1)
    }

    /// When a cell was last written; `None` if it never was.
    pub fn stamp_of(&self, key: Key) -> Option<Stamp> {
        match self.stamps.binary_search_by_key(&key, |(k, _)| *k) {
            Ok(at) => Some(self.stamps[at].1),
            Err(_) => self.get(key).map(|_| self.born),
        }
    }

    /// Writes or clears a cell. `stamp`: `None` leaves no trace of a cleared cell, as if it had never been written.
    pub fn put(&mut self, key: Key, value: Option<Value>, stamp: Option<Stamp>) {
        match (self.cells.binary_search_by_key(&key, |(k, _)| *k), value) {
            (Ok(at), Some(value)) => self.cells[at].1 = value,
            (Ok(at), None) => drop(self.cells.remove(at)),
            (Err(at), Some(value)) => self.cells.insert(at, (key, value)),
            (Err(_), None) => {}
        }
        match (self.stamps.binary_search_by_key(&key, |(k, _)| *k), stamp.filter(|s| *s != self.born)) {
            (Ok(at), Some(stamp)) => self.stamps[at].1 = stamp,
            (Ok(at), None) => drop(self.stamps.remove(at)),
            (Err(at), Some(stamp)) => self.stamps.insert(at, (key, stamp)),
            (Err(_), None) => {}
        }
    }

    /// Says when a cell was written, or cleared if there is none.
    fn put_stamp(&mut self, key: Key, stamp: Stamp) {
        match self.stamps.binary_search_by_key(&key, |(k, _)| *k) {
            _ if stamp == self.born => {}
            Ok(at) => self.stamps[at].1 = stamp,
            Err(at) => self.stamps.insert(at, (key, stamp)),
        }
    }

    /// All cells, by key.
    pub fn cells(&self) -> impl Iterator<Item = (Key, &Value)> {
        self.cells.iter().map(|(k, v)| (*k, v))
    }

    /// Cells with a stamp of their own, cleared ones too.
    pub fn stamps(&self) -> impl Iterator<Item = (Key, Stamp)> + '_ {
        self.stamps.iter().copied()
    }

    /// Every cell that was ever written, with its stamp; cleared ones without a value.
    pub fn written(&self) -> impl Iterator<Item = (Key, Option<&Value>, Stamp)> {
        let there = self.cells.iter().map(|(key, value)| (*key, Some(value), self.stamp_of(*key).unwrap_or(self.born)));
        let cleared = self.stamps.iter().filter(|(key, _)| self.get(*key).is_none());
        there.chain(cleared.map(|(key, stamp)| (*key, None, *stamp)))
    }

    /// Elements of a set or map field that are not false, by name.
    pub fn elements<'a>(&'a self, field: &'a str) -> impl Iterator<Item = (&'static str, &'a Value)> + 'a {
        self.cells.iter().filter_map(move |(key, value)| {
            let (name, element) = key.split()?;
            (name == field && *value != Value::Bool(false)).then_some((element, value))
        })
    }

    /// The ids in a set field.
    pub fn set_ids(&self, field: &str) -> Vec<Id> {
        self.elements(field).filter_map(|(element, _)| Id::parse(element)).collect()
    }

    /// Whether it counts: not deleted, or kept.
    pub fn is_live(&self) -> bool {
        self.is_there() || self.kept
    }

    /// Whether it is not deleted. Who writes to a row without knowing that another one deletes it brings it back, unless it went into a third
    /// one: so a value written later than the deletion counts for more. The commands here write to no deleted row; a merge brings this about.
    pub fn is_there(&self) -> bool {
        !self.flag(DELETED) || self.is_written_since_deleted()
    }

    fn is_written_since_deleted(&self) -> bool {
        let deleted = self.stamp_of(DELETED);
        let later = |key| key != DELETED && self.stamp_of(key) > deleted;
        self.get(MERGED_INTO).is_none() && self.cells().any(|(key, _)| later(key))
    }

    /// The value of a cell as it counts: a row that is there is not deleted, see [`is_there`](Self::is_there).
    pub fn current(&self, key: Key) -> Option<&Value> {
        self.get(key).filter(|_| key != DELETED || !self.is_there())
    }

    /// Whether it is deleted but shown, because others need it.
    pub fn is_kept(&self) -> bool {
        self.kept
    }

    pub(super) fn set_kept(&mut self, kept: bool) {
        self.kept = kept;
    }

    /// A text, empty when absent.
    pub fn text(&self, key: Key) -> &str {
        match self.get(key) {
            Some(Value::Text(t)) => t,
            _ => "",
        }
    }

    /// A whole number.
    pub fn int(&self, key: Key) -> Option<i64> {
        match self.get(key) {
            Some(Value::Int(n)) => Some(*n),
            _ => None,
        }
    }

    /// Millionths.
    pub fn decimal(&self, key: Key) -> Option<i64> {
        match self.get(key) {
            Some(Value::Decimal(m)) => Some(*m),
            _ => None,
        }
    }

    /// Yes or no; absent is no.
    pub fn flag(&self, key: Key) -> bool {
        matches!(self.get(key), Some(Value::Bool(true)))
    }

    /// A date, with its time where known.
    pub fn moment(&self, key: Key) -> Option<Moment> {
        match self.get(key) {
            Some(Value::Moment(m)) => Some(*m),
            _ => None,
        }
    }

    /// A date.
    pub fn date(&self, key: Key) -> Option<NaiveDate> {
        self.moment(key).map(|m| m.date)
    }

    /// An amount.
    pub fn money(&self, key: Key) -> Option<Money> {
        match self.get(key) {
            Some(Value::Money(m)) => Some(*m),
            _ => None,
        }
    }

    /// Another record.
    pub fn link(&self, key: Key) -> Option<Id> {
        match self.get(key) {
            Some(Value::Ref(id)) => Some(*id),
            _ => None,
        }
    }

    /// How a deal ended.
    pub fn outcome(&self, key: Key) -> Option<&Outcome> {
        match self.get(key) {
            Some(Value::Outcome(o)) => Some(o),
            _ => None,
        }
    }
}

/// A row on its way out: a map from field names to plain values, `id`, `stamp` and `stamps`.
/// Sets are lists, maps are maps. In JSON the names are sorted, so that the same row is the same line.
pub struct RowOut<'a> {
    /// Whose declaration names the fields.
    pub table: Table,
    /// The row.
    pub row: &'a Row,
    /// Whether the stamps go with it.
    pub stamps: bool,
}

impl<'a> RowOut<'a> {
    /// The plain form.
    pub fn plain(&self) -> Plain<'a> {
        let row: &'a Row = self.row;
        let mut entries: Entries<'a> = vec![("id".into(), Plain::id(row.id))];
        let mut groups: Vec<(&'static str, Entries<'a>)> = Vec::new();
        for (key, value) in row.cells() {
            match key.split().filter(|(name, _)| self.table.field_named(name).is_some()) {
                Some((name, element)) => match groups.iter_mut().find(|(n, _)| *n == name) {
                    Some((_, group)) => group.push((element.into(), value.plain())),
                    None => groups.push((name, vec![(element.into(), value.plain())])),
                },
                None => entries.push((self.table.path_of(key).into(), value.plain())),
            }
        }
        for (name, mut group) in groups {
            by_name(&mut group);
            let plain = match self.table.field_named(name).map(|f| f.kind) {
                Some(Kind::Set(_)) => {
                    let shown = group.into_iter().filter(|(_, v)| *v == Plain::Bool(true));
                    Plain::List(shown.map(|(e, _)| Id::parse(&e).map_or(Plain::Text(e), Plain::id)).collect())
                }
                _ => Plain::Map(group),
            };
            entries.push((name.into(), plain));
        }
        if self.stamps {
            entries.push(("stamp".into(), Plain::stamp(self.row.born)));
            let mut stamps: Entries =
                self.row.stamps().map(|(k, s)| (self.table.path_of(k).into(), Plain::stamp(s))).collect();
            if !stamps.is_empty() {
                by_name(&mut stamps);
                entries.push(("stamps".into(), Plain::Map(stamps)));
            }
        }
        Plain::Map(entries)
    }
}

fn by_name(entries: &mut Entries) {
    sort_by(entries, |a, b| a.0.cmp(&b.0));
}

/// For files: names sorted.
impl Serialize for RowOut<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Plain::Map(mut entries) = self.plain() else { return to.serialize_unit() };
        by_name(&mut entries);
        Plain::Map(entries).serialize(to)
    }
}

/// Makes a row of its plain form; see [`row_from_entries`].
pub fn row_from_plain(table: Table, plain: Plain) -> Option<Row> {
    match plain {
        Plain::Map(entries) => row_from_entries(table, &mut entries.into_iter()),
        _ => None,
    }
}

/// Makes a row of its plain form, which we wrote ourselves, entry by entry. A cell that its declaration no longer takes is kept as it is, so
/// nothing is lost. `None` without an id.
pub fn row_from_entries<'a>(table: Table, entries: &mut dyn Iterator<Item = (Cow<'a, str>, Plain<'a>)>) -> Option<Row> {
    let (mut id, mut born, mut stamps) = (None, Stamp::default(), Vec::new());
    // Most rows have an id, a stamp, and a cell per other entry.
    let mut cells: Vec<(Key, Value)> = Vec::with_capacity(entries.size_hint().0.saturating_sub(2));
    let mut place = 0;
    for (name, value) in entries {
        match (&*name, value) {
            ("id", value) => id = value.as_id(),
            ("stamp", value) => born = value.as_stamp().unwrap_or_default(),
            ("stamps", Plain::Map(of_cells)) => {
                stamps = of_cells.into_iter().filter_map(|(p, s)| Some((table.key_of(&p)?, s.as_stamp()?))).collect();
            }
            ("stamps", _) => {}
            (name, value) => cells_of(table, name, value, &mut place, &mut |key, kind, value| {
                let read = kind.and_then(|kind| kind.read(&value).ok());
                cells.push((key, read.unwrap_or_else(|| Value::Other(Box::new(value.into_json())))));
            }),
        }
    }
    let mut row = Row::of(id?, born, cells);
    for (key, stamp) in stamps {
        row.put_stamp(key, stamp);
    }
    Some(row)
}

/// Hands out the cells behind a name: one, or one per element of a set or map. `place`: see [`Table::field_near`].
fn cells_of<'a>(
    table: Table,
    name: &str,
    value: Plain<'a>,
    place: &mut usize,
    each: &mut dyn FnMut(Key, Option<Kind>, Plain<'a>),
) {
    let field = table.field_near(name, place);
    let kind = field.map(|field| field.kind);
    match (kind, value) {
        (Some(Kind::Set(_)), Plain::List(items)) => {
            for item in items {
                let element = item.as_id().map(|id| id.to_string()).or_else(|| item.as_text().map(str::to_string));
                if let Some(key) = element.and_then(|element| Key::element(name, &element)) {
                    each(key, kind, Plain::Bool(true));
                }
            }
        }
        (Some(Kind::Map), Plain::Map(entries)) => {
            for (element, value) in entries {
                if let Some(key) = Key::element(name, &element) {
                    each(key, kind, value);
                }
            }
        }
        (_, value) => {
            if let Some(key) = field.map(|field| field.key).or_else(|| Key::dynamic(name)) {
                each(key, kind.or_else(|| table.kind_of(key)), value);
            }
        }
    }
}
