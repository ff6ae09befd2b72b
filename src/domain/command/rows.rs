//! Commands on rows of any table: create and edit, and the amount that a deal takes from its lines.

use super::{Cells, Context, Refusal};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::money::{div_round, Money};
use crate::domain::order;
use crate::domain::patch::Patch;
use crate::domain::records::{activity, customer, deal, deal_line, lead, task, Kind, Table, DELETED};
use crate::domain::value::Value;

/// Makes a row. Tables whose rows need more than their fields have commands of their own.
pub fn create(
    data: &Dataset,
    context: &mut Context,
    patch: &mut Patch,
    table: Table,
    id: Option<Id>,
    cells: &Cells,
) -> Result<Id, Refusal> {
    if matches!(table, Table::Deal | Table::StageChange | Table::GoalChange) {
        return Err(Refusal::new("not_by_form"));
    }
    let id = id.unwrap_or_else(|| context.id());
    let mut cells = tidy(cells);
    let mut default = |key: Key, value: Option<Value>| {
        if let (false, Some(value)) = (cells.iter().any(|(k, _)| *k == key), value) {
            cells.push((key, value));
        }
    };
    let (now, me) = (Some(Value::Moment(context.now())), context.actor.map(Value::Ref));
    match table {
        Table::Customer => default(customer::CREATED, now),
        Table::Lead => {
            default(lead::CREATED, now);
            default(lead::STATUS, Some(Value::text("open")));
        }
        Table::Task => {
            default(task::CREATED, now);
            default(task::OWNER, me);
        }
        Table::Activity => {
            default(activity::AT, now);
            default(activity::REP, me);
        }
        _ => {}
    }
    if let Some(field) = table.field_named("order").filter(|f| f.kind == Kind::Text) {
        let last = data.rows(table).live().map(|row| row.text(field.key)).max().unwrap_or("");
        default(field.key, Some(Value::text(order::between((!last.is_empty()).then_some(last), None))));
    }
    patch.make(table, id, cells);
    Ok(id)
}

/// Cells as they are stored: texts trimmed, empty ones left out.
pub fn tidy(cells: &Cells) -> Vec<(Key, Value)> {
    cells.iter().filter_map(|(key, value)| Some((*key, tidy_value(value.clone())?))).collect()
}

fn tidy_value(value: Option<Value>) -> Option<Value> {
    match value {
        Some(Value::Text(text)) => {
            let trimmed = text.trim();
            (!trimmed.is_empty()).then(|| Value::text(trimmed))
        }
        Some(Value::Abouts(list)) if list.is_empty() => None,
        other => other,
    }
}

/// Edits rows: the same cells in each.
pub fn edit(data: &Dataset, patch: &mut Patch, table: Table, ids: &[Id], cells: &Cells) -> Result<(), Refusal> {
    for id in ids {
        data.get(table, *id).ok_or_else(|| Refusal::rows("not_found", vec![(table, *id)]))?;
        write(data, patch, table, *id, cells);
    }
    Ok(())
}

/// Writes cells of a row within a patch. A typed amount of a deal is no longer filled from its lines.
pub fn write(data: &Dataset, patch: &mut Patch, table: Table, id: Id, cells: &Cells) {
    for (key, value) in cells {
        let value = tidy_value(value.clone());
        if (table, *key) == (Table::Deal, deal::AMOUNT) {
            patch.set(data, table, id, deal::AMOUNT_TYPED, value.is_some().then_some(Value::Bool(true)));
        }
        patch.set(data, table, id, *key, value);
    }
}

/// Fills the amounts of deals whose lines change, as long as nobody typed one and the lines are in one currency.
pub fn settle_amounts(data: &Dataset, patch: &mut Patch) {
    let mut touched: Vec<Id> = Vec::new();
    for change in patch.rows.iter().filter(|c| c.table == Table::DealLine) {
        if let Some(Value::Ref(deal)) = patch.after(data, Table::DealLine, change.id, deal_line::DEAL) {
            touched.push(*deal);
        }
    }
    touched.sort();
    touched.dedup();
    for id in touched {
        let going = matches!(patch.after(data, Table::Deal, id, DELETED), Some(Value::Bool(true)));
        let typed = matches!(patch.after(data, Table::Deal, id, deal::AMOUNT_TYPED), Some(Value::Bool(true)));
        if !going && !typed {
            if let Some(sum) = lines_total(data, patch, id) {
                patch.set(data, Table::Deal, id, deal::AMOUNT, Some(Value::Money(sum)));
            }
        }
    }
}

fn lines_total(data: &Dataset, patch: &Patch, deal: Id) -> Option<Money> {
    let there = data.referring(Table::DealLine, deal_line::DEAL, deal).map(|row| row.id);
    let made = patch.rows.iter().filter(|c| c.made && c.table == Table::DealLine).map(|c| c.id);
    let mut sum: Option<Money> = None;
    for line in there.chain(made) {
        let after = |key| patch.after(data, Table::DealLine, line, key);
        if after(deal_line::DEAL) != Some(&Value::Ref(deal)) || after(DELETED) == Some(&Value::Bool(true)) {
            continue;
        }
        let (Some(Value::Decimal(quantity)), Some(Value::Money(price))) =
            (after(deal_line::QUANTITY), after(deal_line::PRICE))
        else {
            continue;
        };
        let minor = i64::try_from(div_round(i128::from(*quantity) * i128::from(price.minor), 1_000_000)).ok()?;
        let before = sum.unwrap_or(Money::new(0, price.currency));
        if before.currency != price.currency {
            return None;
        }
        sum = Some(Money::new(before.minor.checked_add(minor)?, price.currency));
    }
    sum
}
