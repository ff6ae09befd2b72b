//! Entry rules: required, format, bounds, references, duplicates. Checked on the result of every command, and by forms while typing.

use super::{special, Refusal};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::patch::{Patch, RowChange};
use crate::domain::records::{flag, list_entry, own_field, stage_change, Field, Kind, Table, COMMON_FIELDS, DELETED};
use crate::domain::value::{About, Value};

/// Checks every row that a patch makes or edits. Deletions need no check here.
pub fn check(data: &Dataset, patch: &Patch) -> Result<(), Refusal> {
    for change in &patch.rows {
        if change.made && data.rows(change.table).get(change.id).is_some() {
            return Err(Refusal::rows("duplicate_id", vec![(change.table, change.id)]));
        }
        if !goes(change) {
            check_row(data, patch, change)?;
        }
    }
    Ok(())
}

fn goes(change: &RowChange) -> bool {
    change.cells.iter().any(|c| c.key == DELETED && c.after == Some(Value::Bool(true)))
}

fn check_row(data: &Dataset, patch: &Patch, change: &RowChange) -> Result<(), Refusal> {
    let table = change.table;
    for field in COMMON_FIELDS.iter().chain(table.record().fields) {
        let grouped = matches!(field.kind, Kind::Set(_) | Kind::Map);
        let of_field =
            |key: Key| key == field.key || grouped && key.split().is_some_and(|(name, _)| name == field.name);
        if (change.made || change.cells.iter().any(|c| of_field(c.key)))
            && (field.is(flag::REQUIRED) || has_rule(data, table, field.name, "required"))
            && !is_filled(data, patch, (table, change.id), field)
        {
            return Err(Refusal::field("required", table, field.key));
        }
    }
    for cell in &change.cells {
        let Some(value) = &cell.after else { continue };
        let kind = table.kind_of(cell.key).ok_or_else(|| Refusal::field("wrong_type", table, cell.key))?;
        // The cell of a set or map itself is never written, only its elements are.
        if cell.key.position().is_some() && matches!(kind, Kind::Set(_) | Kind::Map) {
            return Err(Refusal::field("wrong_type", table, cell.key));
        }
        check_format(kind, value).map_err(|code| Refusal::field(code, table, cell.key))?;
        // A deal may leave a stage that is gone by now: where it came from is history.
        let history = (table, cell.key) == (Table::StageChange, stage_change::FROM);
        if !history && !references(table, cell.key, kind, value).all(|(about, list)| exists(data, patch, about, list)) {
            return Err(Refusal::field("bad_reference", table, cell.key));
        }
        if table.field(cell.key).is_some_and(|f| has_rule(data, table, f.name, "unique")) {
            if let Some(twin) = twin(data, patch, change, cell.key, value) {
                let fields = vec![(table, cell.key)];
                return Err(Refusal { code: "duplicate", fields, rows: vec![(table, twin)] });
            }
        }
    }
    special::check(data, patch, change)
}

/// Another row that has this value once the patch is applied.
fn twin(data: &Dataset, patch: &Patch, change: &RowChange, key: Key, value: &Value) -> Option<Id> {
    let table = change.table;
    let has = |id: &Id| {
        *id != change.id && patch.after(data, table, *id, key) == Some(value) && stays(data, patch, table, *id)
    };
    let made = patch.rows.iter().filter(|r| r.table == table).map(|r| r.id);
    data.live(table).filter(|row| row.get(key) == Some(value)).map(|row| row.id).chain(made).find(has)
}

/// Whether a field of a row says something once a patch is applied. A set or map does if any of its elements does.
pub fn is_filled(data: &Dataset, patch: &Patch, (table, id): (Table, Id), field: &Field) -> bool {
    if !matches!(field.kind, Kind::Set(_) | Kind::Map) {
        return !is_blank(patch.after(data, table, id, field.key));
    }
    let there = data.rows(table).get(id).into_iter().flat_map(|row| row.cells().map(|(key, _)| key));
    let written = patch.row(table, id).into_iter().flat_map(|r| r.cells.iter().map(|c| c.key));
    let says = |key: Key| {
        key.split().is_some_and(|(name, _)| name == field.name)
            && !matches!(patch.after(data, table, id, key), None | Some(Value::Bool(false)))
    };
    there.chain(written).any(says)
}

/// Whether a value says nothing.
pub fn is_blank(value: Option<&Value>) -> bool {
    match value {
        None => true,
        Some(Value::Text(t)) => t.trim().is_empty(),
        Some(Value::Abouts(list)) => list.is_empty(),
        Some(_) => false,
    }
}

/// Whether the workspace demands this of a field: `required` or `unique`.
pub fn has_rule(data: &Dataset, table: Table, field: &str, rule: &str) -> bool {
    let Some(key) = Key::element("rules", &format!("{}:{field}", table.key())) else { return false };
    matches!(data.settings().and_then(|s| s.get(key)), Some(Value::Text(t)) if t.split(' ').any(|word| word == rule))
}

/// Whether a value has the form that its kind asks for. The error is a code of `text/`.
pub fn check_format(kind: Kind, value: &Value) -> Result<(), &'static str> {
    match (kind, value) {
        (Kind::Email, Value::Text(t)) => {
            let whole = t.split_once('@').filter(|(name, host)| {
                !name.is_empty()
                    && !host.contains('@')
                    && host.split('.').all(|part| !part.is_empty())
                    && host.contains('.')
            });
            (whole.is_some() && !t.contains(char::is_whitespace)).then_some(()).ok_or("bad_email")
        }
        (Kind::Phone, Value::Text(t)) => {
            let digits = t.chars().filter(char::is_ascii_digit).count();
            let only = t.chars().all(|c| c.is_ascii_digit() || "+-() .,;/#*extEXT".contains(c));
            (only && (3..=40).contains(&digits)).then_some(()).ok_or("bad_phone")
        }
        // What fits a kind's plain form, and comes back from it as it was, fits the kind: one place knows bounds, choices, lengths.
        _ => match kind.read(&value.plain())? {
            read if read == *value => Ok(()),
            _ => Err("wrong_type"),
        },
    }
}

/// What a value refers to, and of which list it must be.
fn references(
    table: Table,
    key: Key,
    kind: Kind,
    value: &Value,
) -> impl Iterator<Item = (About, Option<&'static str>)> {
    let entry = |id: Id, list| (About { table: Table::ListEntry, id }, Some(list));
    let list = match (kind, value) {
        (Kind::Ref(table), Value::Ref(id)) => vec![(About { table, id: *id }, None)],
        (Kind::List(list), Value::Ref(id)) => vec![entry(*id, list)],
        (Kind::Set(list), Value::Bool(true)) => {
            let id = key.split().and_then(|(_, element)| Id::parse(element));
            vec![entry(id.unwrap_or(Id([0; 16])), list)]
        }
        (Kind::Map, _) if key.split().is_some_and(|(name, _)| name == "own") => {
            let id = key.split().and_then(|(_, element)| Id::parse(element));
            vec![(About { table: Table::OwnField, id: id.unwrap_or(Id([0; 16])) }, Some(table.key()))]
        }
        (_, Value::Abouts(abouts)) => abouts.iter().map(|about| (*about, None)).collect(),
        (_, Value::Outcome(o)) => {
            let reason = o.reason.map(|id| entry(id, "lost_reason"));
            reason.into_iter().chain(o.competitor.map(|id| entry(id, "competitor"))).collect()
        }
        (_, Value::Place(p)) => vec![(About { table: Table::Stage, id: p.stage }, None)],
        (_, Value::Credit(shares)) => shares.iter().map(|s| (About { table: Table::Rep, id: s.rep }, None)).collect(),
        _ => Vec::new(),
    };
    list.into_iter()
}

/// `of`: the list that an entry must be of, or the table that an own field must be of.
fn exists(data: &Dataset, patch: &Patch, about: About, of: Option<&str>) -> bool {
    let after = |key| patch.after(data, about.table, about.id, key);
    let group = if about.table == Table::OwnField { own_field::TABLE } else { list_entry::LIST };
    stays(data, patch, about.table, about.id)
        && of.is_none_or(|of| matches!(after(group), Some(Value::Text(t)) if &**t == of))
}

/// Whether a row is shown now, or made, and this patch does not delete it.
fn stays(data: &Dataset, patch: &Patch, table: Table, id: Id) -> bool {
    let change = patch.row(table, id);
    (data.get(table, id).is_some() || change.is_some_and(|c| c.made)) && !change.is_some_and(goes)
}
