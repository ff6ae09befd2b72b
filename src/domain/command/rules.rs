//! Entry rules: required, format, bounds, references, duplicates. Checked on the result of every command, and by forms while typing.

use super::Refusal;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::money::Currency;
use crate::domain::patch::{Patch, RowChange};
use crate::domain::records::{flag, rate, settings, Kind, Table};
use crate::domain::row::Row;
use crate::domain::value::{About, Value};

/// Checks every row that a patch makes or edits. Deletions need no check here.
pub fn check(data: &Dataset, patch: &Patch) -> Result<(), Refusal> {
    for change in &patch.rows {
        let deletes = change.cells.iter().any(|c| c.key == crate::domain::records::DELETED);
        if deletes {
            continue;
        }
        check_row(data, patch, change)?;
    }
    Ok(())
}

fn check_row(data: &Dataset, patch: &Patch, change: &RowChange) -> Result<(), Refusal> {
    let table = change.table;
    for field in table.record().fields {
        let written = change.cells.iter().find(|c| c.key == field.key);
        if change.made || written.is_some() {
            let value = patch.after(data, table, change.id, field.key);
            if is_blank(value) && (field.is(flag::REQUIRED) || has_rule(data, table, field.name, "required")) {
                return Err(Refusal::field("required", table, field.key));
            }
        }
        let Some(Some(value)) = written.map(|w| &w.after) else { continue };
        check_format(field.kind, value).map_err(|code| Refusal::field(code, table, field.key))?;
        if has_rule(data, table, field.name, "unique") {
            let twin = data.live(table).find(|row| row.id != change.id && row.get(field.key) == Some(value));
            if let Some(twin) = twin {
                return Err(Refusal {
                    code: "duplicate",
                    fields: vec![(table, field.key)],
                    rows: vec![(table, twin.id)],
                });
            }
        }
    }
    for cell in &change.cells {
        let Some(value) = &cell.after else { continue };
        let kind = table.kind_of(cell.key);
        if !references(kind, value).all(|about| exists(data, patch, about)) {
            return Err(Refusal::field("bad_reference", table, cell.key));
        }
    }
    check_special(data, patch, change)
}

/// Rules of single records that no declaration can say.
fn check_special(data: &Dataset, patch: &Patch, change: &RowChange) -> Result<(), Refusal> {
    let text = |key: Key| match patch.after(data, change.table, change.id, key) {
        Some(Value::Text(t)) => t.to_string(),
        _ => String::new(),
    };
    match change.table {
        Table::Settings if Currency::parse(&text(settings::CURRENCY)).is_none() => {
            Err(Refusal::field("bad_currency", Table::Settings, settings::CURRENCY))
        }
        Table::Rate if Currency::parse(&text(rate::CURRENCY)).is_none() => {
            Err(Refusal::field("bad_currency", Table::Rate, rate::CURRENCY))
        }
        Table::Rate if !matches!(patch.after(data, Table::Rate, change.id, rate::RATE), Some(Value::Decimal(1..))) => {
            Err(Refusal::field("out_of_range", Table::Rate, rate::RATE))
        }
        Table::Team => no_loop(data, patch, change.id),
        _ => Ok(()),
    }
}

fn no_loop(data: &Dataset, patch: &Patch, team: Id) -> Result<(), Refusal> {
    use crate::domain::records::team;
    let (mut at, mut steps) = (team, 0);
    while let Some(Value::Ref(parent)) = patch.after(data, Table::Team, at, team::PARENT) {
        steps += 1;
        if *parent == team || steps > 100 {
            return Err(Refusal::field("team_loop", Table::Team, team::PARENT));
        }
        at = *parent;
    }
    Ok(())
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
        // What fits a kind's plain form fits the kind: one place knows bounds, choices and lengths.
        _ => kind.read(&value.plain()).map(drop),
    }
}

fn references(kind: Option<Kind>, value: &Value) -> impl Iterator<Item = About> {
    let list = match (kind, value) {
        (Some(Kind::Ref(table)), Value::Ref(id)) => vec![About { table, id: *id }],
        (Some(Kind::List(_)), Value::Ref(id)) => vec![About { table: Table::ListEntry, id: *id }],
        (_, Value::Abouts(abouts)) => abouts.to_vec(),
        (_, Value::Outcome(o)) => {
            o.reason.into_iter().chain(o.competitor).map(|id| About { table: Table::ListEntry, id }).collect()
        }
        (_, Value::Place(p)) => vec![About { table: Table::Stage, id: p.stage }],
        (_, Value::Credit(shares)) => shares.iter().map(|s| About { table: Table::Rep, id: s.rep }).collect(),
        _ => Vec::new(),
    };
    list.into_iter()
}

fn exists(data: &Dataset, patch: &Patch, about: About) -> bool {
    data.rows(about.table).get(about.id).is_some_and(Row::is_live)
        || patch.rows.iter().any(|r| r.made && r.table == about.table && r.id == about.id)
}
