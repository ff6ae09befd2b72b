//! One row of a file to a row of the workspace: strict where a declaration speaks, faithful where none does.

use super::report::{Findings, Limits};
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::money::Currency;
use crate::domain::plain::{Entries, Plain};
use crate::domain::records::{Field, Kind, Table, OWN};
use crate::domain::row::Row;
use crate::domain::stamp::Stamp;
use crate::domain::value::{Moment, Value};
use std::collections::HashSet;

/// The names in a row that are bookkeeping, not fields.
pub(super) const BOOKKEEPING: [&str; 3] = ["id", "stamp", "stamps"];

/// Where a row stands in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    pub(super) table: Table,
    pub(super) index: usize,
    pub(super) offset: usize,
    /// It has a stamp: an app wrote it, so nothing is made up for it.
    pub(super) stamped: bool,
}

impl At {
    /// The path of a field; of the row itself if `field` is empty.
    pub(super) fn path(&self, field: &str) -> String {
        let dot = if field.is_empty() { "" } else { "." };
        format!("tables.{}[{}]{dot}{field}", self.table.key(), self.index)
    }
}

/// What conversion notes along the way.
pub(super) struct Notes<'a> {
    pub(super) findings: Findings,
    pub(super) limits: &'a Limits,
    names: HashSet<String>,
    warned: HashSet<(Table, String)>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(limits: &'a Limits) -> Notes<'a> {
        Notes { findings: Findings::new(limits.problems), limits, names: HashSet::new(), warned: HashSet::new() }
    }

    pub(super) fn problem(&mut self, at: &At, code: &'static str, field: &str, detail: &str) {
        self.findings.problem(code, at.path(field), Some(at.offset), detail);
    }

    /// A rule that an app keeps, but that a merge of two workspaces may break: what an app wrote must come back in any case.
    pub(super) fn rule(&mut self, at: &At, code: &'static str, field: &str, detail: &str) {
        if at.stamped {
            self.warn(at, code, field, detail);
        } else {
            self.problem(at, code, field, detail);
        }
    }

    pub(super) fn warn(&mut self, at: &At, code: &'static str, field: &str, detail: &str) {
        self.findings.warn(code, at.path(field), Some(at.offset), detail);
    }

    /// The key of a name that no declaration has, within the limits.
    fn key(&mut self, at: &At, path: String) -> Option<Key> {
        let known = self.names.contains(&path);
        if !known && (self.names.len() >= self.limits.names || path.chars().count() > self.limits.name_length) {
            self.problem(at, "too_many_names", &path, "");
            return None;
        }
        let key = Key::dynamic(&path);
        if key.is_none() {
            self.problem(at, "too_many_names", &path, "");
        }
        if !known {
            self.names.insert(path);
        }
        key
    }
}

/// Makes a row. What is wrong becomes a problem, and the row is made without it.
pub(super) fn row(at: &At, id: Id, entries: Entries<'static>, notes: &mut Notes) -> Row {
    let find = |name: &str| entries.iter().find(|(n, _)| n == name).map(|(_, v)| v);
    let born = find("stamp").filter(|_| at.stamped).and_then(|plain| stamp(at, "stamp", plain, notes));
    let mut row = Row::new(id, born.unwrap_or(Stamp::ZERO));
    let mut stamps = None;
    for (name, value) in entries {
        if name == "stamps" {
            stamps = Some(value);
        } else if !BOOKKEEPING.contains(&&*name) {
            match at.table.field_named(&name) {
                Some(field) => declared(at, field, value, &mut row, notes),
                None => undeclared(at, name.into_owned(), value, &mut row, notes),
            }
        }
    }
    match stamps {
        Some(Plain::Map(stamps)) => {
            stamps.into_iter().for_each(|(path, stamp)| own_stamp(at, path.into_owned(), &stamp, &mut row, notes))
        }
        None | Some(Plain::Null) => {}
        Some(_) => notes.problem(at, "bad_value", "stamps", ""),
    }
    row
}

/// Reads a stamp; what is wrong with it becomes a problem.
fn stamp(at: &At, path: &str, plain: &Plain, notes: &mut Notes) -> Option<Stamp> {
    let stamp = plain.as_stamp();
    let late = stamp.filter(|stamp| stamp.ms() > Stamp::LAST_MS);
    match (stamp, late) {
        (None, _) => notes.problem(at, "bad_value", path, ""),
        (_, Some(late)) => notes.problem(at, "stamp_too_late", path, &late.to_string()),
        _ => return stamp,
    }
    None
}

fn own_stamp(at: &At, path: String, plain: &Plain, row: &mut Row, notes: &mut Notes) {
    let Some(stamp) = stamp(at, &format!("stamps.{path}"), plain, notes) else { return };
    let key = match at.table.field_named(&path) {
        Some(field) => Some(field.key),
        None => {
            let path = match path.split_once('.') {
                Some((field, element)) => format!("{field}.{}", element_name(element)),
                None => path,
            };
            notes.key(at, path)
        }
    };
    if let Some(key) = key {
        let value = row.get(key).cloned();
        row.put(key, value, Some(stamp));
    }
}

/// Ids have one spelling, so that one element has one key.
fn element_name(element: &str) -> String {
    Id::parse(element).map_or_else(|| element.to_string(), |id| id.to_string())
}

fn undeclared(at: &At, name: String, value: Plain, row: &mut Row, notes: &mut Notes) {
    if name.split_once('.').is_some_and(|(field, _)| at.table.field_named(field).is_some()) || name.is_empty() {
        return notes.problem(at, "bad_value", &name, "");
    }
    if notes.warned.len() < notes.limits.names && notes.warned.insert((at.table, name.clone())) {
        notes.warn(at, "unknown_field", &name, "");
    }
    if let Some(key) = notes.key(at, name) {
        row.put(key, Some(Value::Other(Box::new(value.into_json()))), None);
    }
}

fn declared(at: &At, field: &Field, value: Plain<'static>, row: &mut Row, notes: &mut Notes) {
    match (field.kind, value) {
        (_, Plain::Null) => {}
        (Kind::Set(_), Plain::List(items)) => {
            for (i, item) in items.into_iter().enumerate() {
                match item.as_id() {
                    Some(id) => {
                        if let Some(key) = notes.key(at, format!("{}.{id}", field.name)) {
                            row.put(key, Some(Value::Bool(true)), None);
                        }
                    }
                    None => notes.problem(at, "bad_reference", &format!("{}[{i}]", field.name), &shown(&item)),
                }
            }
        }
        (Kind::Map, Plain::Map(elements)) => {
            for (element, value) in elements {
                let path = format!("{}.{}", field.name, element_name(&element));
                if value == Plain::Null {
                    continue;
                }
                match check_element(field, &element, &value) {
                    Ok(read) => {
                        if let Some(key) = notes.key(at, path) {
                            row.put(key, Some(read), None);
                        }
                    }
                    // A newer version may know more kinds of elements: what an app wrote is kept.
                    Err("wrong_type") if at.stamped => {
                        notes.warn(at, "unknown_choice", &path, &shown(&value));
                        if let Some(key) = notes.key(at, path) {
                            row.put(key, Some(Value::Other(Box::new(value.into_json()))), None);
                        }
                    }
                    Err(code) => notes.problem(at, code, &path, &shown(&value)),
                }
            }
        }
        (kind, value) => {
            let value = if kind == Kind::Money { money(value) } else { value };
            match kind.read(&value) {
                Ok(read) => {
                    note_controls(at, field, &read, notes);
                    row.put(field.key, Some(read), None);
                }
                // A newer version may have added a choice. What an app wrote is kept; what a person typed is a mistake.
                Err("bad_choice") if at.stamped => {
                    notes.warn(at, "unknown_choice", field.name, &shown(&value));
                    row.put(field.key, Some(Value::Other(Box::new(value.into_json()))), None);
                }
                Err(code) => notes.problem(at, code, field.name, &shown(&value)),
            }
        }
    }
}

fn check_element(field: &Field, element: &str, value: &Plain) -> Result<Value, &'static str> {
    if element.is_empty() {
        return Err("bad_value");
    }
    if field.key == OWN && Id::parse(element).is_none() {
        return Err("bad_reference");
    }
    if field.name == "calendar" && Moment::parse(element).is_none_or(|m| m.minute.is_some()) {
        return Err("bad_date");
    }
    Kind::Map.read(value)
}

/// Control characters do no harm in text, but nobody typed them on purpose.
fn note_controls(at: &At, field: &Field, value: &Value, notes: &mut Notes) {
    let Value::Text(text) = value else { return };
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r')) {
        notes.warn(at, "control_characters", field.name, "");
    }
}

/// Money as people write it, `12000.50 CNY` or `{"amount": "12000.50", "currency": "CNY"}`, in its canonical form. What is neither stays as it is.
fn money(value: Plain<'static>) -> Plain<'static> {
    let parts = match &value {
        Plain::Text(text) => text.trim().rsplit_once(' ').map(|(n, code)| (n.trim().to_string(), code.to_string())),
        Plain::Map(entries) if entries.len() == 2 => match (value.get("amount"), value.get("currency")) {
            (Some(Plain::Text(n)), Some(Plain::Text(code))) => Some((n.to_string(), code.to_string())),
            (Some(Plain::Int(n)), Some(Plain::Text(code))) => Some((n.to_string(), code.to_string())),
            _ => None,
        },
        _ => None,
    };
    let minor = parts.and_then(|(n, code)| {
        let currency = Currency::parse(&code)?;
        Some((minor_units(&n, currency.digits())?, code))
    });
    match (minor, value) {
        (Some((minor, code)), _) => {
            Plain::Map(vec![("currency".into(), Plain::text(code)), ("minor".into(), Plain::Int(minor))])
        }
        // Text that is no amount is a bad amount, not a wrong type.
        (None, Plain::Text(text)) => Plain::Map(vec![("amount".into(), Plain::Text(text))]),
        (None, value) => value,
    }
}

/// Minor units of an amount in digits: `12,000.5` with two digits is 1200050. More decimals than the currency has are refused, never rounded.
fn minor_units(text: &str, digits: u32) -> Option<i64> {
    let text = text.replace(',', "");
    let (sign, rest) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    let all_digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || fraction.len() > digits as usize {
        return None;
    }
    let fraction = format!("{fraction:0<width$}", width = digits as usize);
    format!("{whole}{fraction}").parse::<i64>().ok()?.checked_mul(sign)
}

/// A value as a problem shows it.
pub(super) fn shown(value: &Plain) -> String {
    match value {
        Plain::Text(t) => t.chars().take(80).collect(),
        Plain::Int(n) => n.to_string(),
        Plain::Float(f) => f.to_string(),
        Plain::Bool(b) => b.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn amounts_are_exact_or_refused() {
        for (text, digits, minor) in
            [("12000", 2, 1_200_000), ("12,000.5", 2, 1_200_050), ("-0.01", 2, -1), ("7", 0, 7), ("1.234", 3, 1_234)]
        {
            assert_eq!(minor_units(text, digits), Some(minor), "{text}");
        }
        for (text, digits) in [
            ("", 2),
            (".5", 2),
            ("1.005", 2),
            ("7.0", 0),
            ("1e3", 2),
            ("９", 2),
            ("92233720368547758.08", 2),
            ("--1", 2),
        ] {
            assert_eq!(minor_units(text, digits), None, "{text}");
        }
    }

    #[test]
    fn money_has_three_spellings() {
        let canonical = money(Plain::text("12000.50 CNY"));
        let value = Kind::Money.read(&canonical).unwrap();
        let map = |n: Plain<'static>| Plain::Map(vec![("amount".into(), n), ("currency".into(), Plain::text("cny"))]);
        assert_eq!(Kind::Money.read(&money(map(Plain::text("12000.50")))).unwrap(), value);
        assert_eq!(Kind::Money.read(&money(canonical)).unwrap(), value);
        for bad in [Plain::text("12000"), Plain::text("viel EUR"), map(Plain::Float(1.5)), map(Plain::text("1.005"))] {
            assert_eq!(Kind::Money.read(&money(bad)), Err("bad_money"));
        }
    }
}
