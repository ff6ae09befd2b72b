//! Two rows that are the same become one: the row that stays gets what was chosen of the other one, everything that names the other one
//! names it from now on, and the other one is deleted with `merged_into` on its tombstone (see [`Dataset::heir`]).
//!
//! Nothing here is typed, so rules of entry are not asked: a merge must not fail because some old deal lacks what is required today.

use super::{Cells, Command, Refusal};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::patch::Patch;
use crate::domain::records::{customer, flag, lead, list_entry, Kind, Table, COMMON_FIELDS, DELETED, MERGED_INTO};
use crate::domain::references::redirected;
use crate::domain::row::Row;
use crate::domain::sort::set;
use crate::domain::value::Value;

/// Tables whose rows can be merged.
pub const MERGEABLE: [Table; 6] =
    [Table::Customer, Table::Contact, Table::Lead, Table::Product, Table::Rep, Table::ListEntry];

/// Whose value the merged row gets in a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Take {
    /// That of the row that stays.
    Stays,
    /// That of the row that goes.
    Goes,
}

/// The fields of two rows that can be chosen, with what is proposed: those where both say something, and not the same. Elements of own
/// fields are among them; tags and other sets are united without asking.
pub fn proposed(data: &Dataset, table: Table, stays: Id, goes: Id) -> Vec<(Key, Take)> {
    let (Some(stays), Some(goes)) = (data.get(table, stays), data.get(table, goes)) else { return Vec::new() };
    let asked = |key: &Key| {
        let both = stays.get(*key).zip(goes.get(*key));
        is_chosen(table, *key) && both.is_some_and(|(one, other)| one != other)
    };
    keys(stays, goes).into_iter().filter(asked).map(|key| (key, default(table, key, stays, goes))).collect()
}

/// Says of two rows that they are not the same, however alike they look, so that nobody is asked again. It is kept with the first one.
pub fn not_the_same(table: Table, one: Id, other: Id) -> Option<Command> {
    table.field_named(DISTINCT)?;
    let cells = vec![(Key::element(DISTINCT, &other.to_string())?, Some(Value::Bool(true)))];
    Some(Command::Edit { table, ids: vec![one], cells })
}

/// Whether somebody said of two rows that they are not the same.
pub fn is_distinct(one: &Row, other: &Row) -> bool {
    let says = |row: &Row, id: Id| row.elements(DISTINCT).any(|(element, _)| Id::parse(element) == Some(id));
    says(one, other.id) || says(other, one.id)
}

const DISTINCT: &str = "distinct";

/// Merges the row `goes` into the row `stays`.
pub fn merge(
    data: &Dataset,
    patch: &mut Patch,
    table: Table,
    (stays, goes): (Id, Id),
    take: &[(Key, Take)],
) -> Result<(), Refusal> {
    let find = |id| data.get(table, id).ok_or_else(|| Refusal::rows("not_found", vec![(table, id)]));
    let (kept, gone) = (find(stays)?, find(goes)?);
    fits(table, kept, gone)?;
    if let Some((key, _)) = take.iter().find(|(key, _)| !is_chosen(table, *key)) {
        return Err(Refusal::field("not_by_form", table, *key));
    }
    let to = |of: Table, id: Id| ((of, id) == (table, goes)).then_some(stays);
    let converted = table == Table::Lead && !is_converted(kept) && is_converted(gone);
    for key in keys(kept, gone) {
        let with_the_deal = matches!(key, lead::STATUS | lead::CLOSED | lead::CUSTOMER | lead::DEAL);
        let choice = match take.iter().find(|(chosen, _)| *chosen == key) {
            _ if table == Table::Lead && with_the_deal => {
                if converted {
                    Take::Goes
                } else {
                    Take::Stays
                }
            }
            Some((_, choice)) => *choice,
            None => default(table, key, kept, gone),
        };
        let own = key
            .split()
            .is_some_and(|(name, of)| name == DISTINCT && Id::parse(of).is_some_and(|of| of == stays || of == goes));
        if !own && key != DELETED && key != MERGED_INTO {
            let from = if choice == Take::Stays { kept } else { gone };
            patch.set(data, table, stays, key, from.get(key).cloned());
        }
    }
    // What it says may name the two rows themselves: a customer that was referred by its own twin.
    let names_itself = Key::element(DISTINCT, &goes.to_string());
    let mut cells: Cells = names_itself.map(|key| (key, None)).into_iter().collect();
    for key in keys(kept, gone) {
        let Some(value) = patch.after(data, table, stays, key) else { continue };
        let about_itself = *value == Value::Ref(stays) && table.kind_of(key) == Some(Kind::Ref(table));
        if about_itself {
            cells.push((key, None));
        } else {
            cells.extend(redirected(table, kept, (key, value), &to));
        }
    }
    cells.into_iter().for_each(|(key, value)| patch.set(data, table, stays, key, value));
    required(data, patch, table, stays)?;
    redirect(data, patch, table, (stays, goes));
    // A deleted row that was only kept so far is chosen now.
    [DELETED, MERGED_INTO].into_iter().for_each(|key| patch.set(data, table, stays, key, None));
    patch.set(data, table, goes, DELETED, Some(Value::Bool(true)));
    patch.set(data, table, goes, MERGED_INTO, Some(Value::text(stays.to_string())));
    Ok(())
}

fn fits(table: Table, kept: &Row, gone: &Row) -> Result<(), Refusal> {
    let refuse = |code| Err(Refusal::rows(code, vec![(table, gone.id)]));
    if kept.id == gone.id {
        return refuse("merge_itself");
    }
    if !MERGEABLE.contains(&table) {
        return refuse("merge_unlike");
    }
    if table == Table::ListEntry {
        if kept.get(list_entry::LIST) != gone.get(list_entry::LIST) {
            return refuse("merge_unlike");
        }
        // Figures know calls and visits by these rows.
        if [list_entry::CALL, list_entry::VISIT].contains(&gone.id) {
            return refuse("merge_built_in");
        }
    }
    Ok(())
}

fn is_converted(row: &Row) -> bool {
    row.text(lead::STATUS) == "converted"
}

/// All keys of two rows, each once.
fn keys(one: &Row, other: &Row) -> Vec<Key> {
    set(one.cells().chain(other.cells()).map(|(key, _)| key)).into_iter().collect()
}

/// Whether users choose between two values of a cell. Sets are united, and what commands keep they keep.
fn is_chosen(table: Table, key: Key) -> bool {
    let field = match key.split() {
        Some((name, _)) => table.field_named(name).filter(|field| field.kind == Kind::Map),
        None => table.field(key),
    };
    field.is_some_and(|field| !field.is(flag::INTERNAL))
}

/// What is taken without a choice: what the row that stays says, else what the other one does. A customer was added when the first of
/// the two was, and one that bought is no prospect.
fn default(table: Table, key: Key, stays: &Row, goes: &Row) -> Take {
    let (Some(one), Some(other)) = (stays.get(key), goes.get(key)) else {
        return if stays.get(key).is_none() && (is_chosen(table, key) || table.field(key).is_none()) {
            Take::Goes
        } else {
            Take::Stays
        };
    };
    let other_counts = match (table, key) {
        (Table::Customer, customer::CREATED) | (Table::Lead, lead::CREATED) => {
            stays.moment(key).zip(goes.moment(key)).is_some_and(|(one, other)| other < one)
        }
        (Table::Customer, customer::LIFE) => *one == Value::text("prospect"),
        _ => *one == Value::Bool(false) && *other == Value::Bool(true),
    };
    if other_counts {
        Take::Goes
    } else {
        Take::Stays
    }
}

fn required(data: &Dataset, patch: &Patch, table: Table, id: Id) -> Result<(), Refusal> {
    let fields = COMMON_FIELDS.iter().chain(table.record().fields).filter(|field| field.is(flag::REQUIRED));
    match fields.into_iter().find(|field| !super::rules::is_filled(data, patch, (table, id), field)) {
        Some(field) => Err(Refusal::field("required", table, field.key)),
        None => Ok(()),
    }
}

/// Whatever names the row that goes names the other one.
fn redirect(data: &Dataset, patch: &mut Patch, table: Table, (stays, goes): (Id, Id)) {
    let to = |of: Table, id: Id| ((of, id) == (table, goes)).then_some(stays);
    let distinct = [goes, stays].map(|id| Key::element(DISTINCT, &id.to_string()));
    for other in Table::ALL.iter().copied().filter(|other| can_name(*other, table)) {
        for row in data.live(other).filter(|row| other != table || (row.id != stays && row.id != goes)) {
            for cell in row.cells() {
                for (key, value) in redirected(other, row, cell, &to) {
                    patch.set(data, other, row.id, key, value);
                }
            }
            if let (true, [Some(goes), Some(stays)]) = (other == table, distinct) {
                if let Some(said) = row.get(goes).cloned() {
                    patch.set(data, other, row.id, goes, None);
                    patch.set(data, other, row.id, stays, Some(said));
                }
            }
        }
    }
}

/// Whether rows of a table may name rows of another one. Most rows need not be looked at.
fn can_name(table: Table, target: Table) -> bool {
    let names = |kind| match kind {
        Kind::Ref(to) => to == target,
        Kind::Abouts => true,
        Kind::List(_) | Kind::Set(_) | Kind::Outcome => target == Table::ListEntry,
        Kind::Credit => target == Table::Rep,
        _ => false,
    };
    table == target || table.record().fields.iter().any(|field| names(field.kind))
}
