//! Commands on rows of any table: create and edit, and the amount that a deal takes from its lines.
//!
//! Fields that commands keep (`INTERNAL`) cannot be typed, or every rule could be walked around by an edit. The few that can are named
//! in [`typed`]. Emptying the amount of a deal hands it back to its lines.

use super::{Cells, Context, Refusal};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::money::{div_round, Money};
use crate::domain::order;
use crate::domain::patch::Patch;
use crate::domain::records::{activity, customer, deal, deal_line, flag, goal_change, lead, stage_change, task};
use crate::domain::records::{Kind, Table, DELETED, MERGED_INTO};
use crate::domain::row::Row;
use crate::domain::sort::sort_by;
use crate::domain::value::{OutcomeKind, Value};

/// Makes a row. Tables whose rows need more than their fields have commands of their own.
pub fn create(
    data: &Dataset,
    context: &mut Context,
    patch: &mut Patch,
    table: Table,
    id: Option<Id>,
    cells: &Cells,
) -> Result<Id, Refusal> {
    if matches!(table, Table::Deal | Table::StageChange | Table::GoalChange | Table::Settings) {
        return Err(Refusal::new("not_by_form"));
    }
    let id = id.unwrap_or_else(|| context.id());
    let mut cells = tidy(table, cells);
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
        // Keys count among siblings only: appended over a whole table, those of deal lines would grow without end.
        let owner = super::pipelines::sibling_key(table).map(|key| (key, cells.iter().find(|(k, _)| *k == key)));
        let siblings: Box<dyn Iterator<Item = &Row>> = match owner {
            Some((key, Some((_, Value::Ref(id))))) => Box::new(data.referring(table, key, *id)),
            Some((key, Some((_, value)))) => Box::new(data.live(table).filter(move |row| row.get(key) == Some(value))),
            _ => Box::new(data.live(table)),
        };
        let last = siblings.map(|row| row.text(field.key)).max().unwrap_or("").to_string();
        let mut default = |key: Key, value: Value| {
            if !cells.iter().any(|(k, _)| *k == key) {
                cells.push((key, value));
            }
        };
        default(field.key, Value::text(order::between((!last.is_empty()).then_some(&last), None)));
    }
    patch.make(table, id, cells);
    Ok(id)
}

/// Cells as they are stored: texts trimmed, empty ones left out.
pub fn tidy(table: Table, cells: &Cells) -> Vec<(Key, Value)> {
    cells.iter().filter_map(|(key, value)| Some((*key, tidy_value(table, *key, value.clone())?))).collect()
}

fn tidy_value(table: Table, key: Key, value: Option<Value>) -> Option<Value> {
    match value {
        // An element that is not in a set has no cell: files and pages list those that are.
        Some(Value::Bool(false)) if matches!(table.kind_of(key), Some(Kind::Set(_))) => None,
        Some(Value::Text(text)) => {
            let trimmed = text.trim();
            (!trimmed.is_empty()).then(|| Value::text(trimmed))
        }
        Some(Value::Abouts(list)) if list.is_empty() => None,
        other => other,
    }
}

/// Whether cells may be typed into a form of this table. `making`: the row is new.
pub fn typed(table: Table, cells: &Cells, making: bool) -> Result<(), Refusal> {
    let open = |key: Key, value: &Option<Value>| {
        let Some(field) = table.field(key) else { return true };
        match table {
            Table::StageChange => matches!(key, stage_change::AT | stage_change::BY),
            Table::GoalChange => key == goal_change::REASON,
            _ if !field.is(flag::INTERNAL) => true,
            _ if matches!(key, DELETED | MERGED_INTO) => false,
            Table::Deal if making => !matches!(key, deal::OUTCOME | deal::CREDIT),
            Table::Deal => matches!(key, deal::OUTCOME | deal::CREDIT),
            Table::Lead => making && key == lead::STATUS && *value == Some(Value::text("open")),
            Table::Settings => true,
            _ => making,
        }
    };
    match cells.iter().find(|(key, value)| !open(*key, value)) {
        Some((key, _)) => Err(Refusal::field("not_by_form", table, *key)),
        None => Ok(()),
    }
}

/// Whether an edit may write a cell that was written before. Cells that other commands keep are theirs, though a few can be corrected by
/// one: a former outcome or credit makes no sense without the moves that led to it.
pub fn is_typed(table: Table, key: Key) -> bool {
    let cells = vec![(key, None)];
    let field = table.field(key).or_else(|| table.field_named(key.split()?.0));
    field.is_some_and(|field| table == Table::Settings || !field.is(flag::INTERNAL))
        && typed(table, &cells, false).is_ok()
        && super::goals::not_by_edit(table, &cells).is_ok()
}

/// Whether cells may be written along with another command.
pub fn typed_along(table: Table, cells: &Cells) -> Result<(), Refusal> {
    typed(table, cells, true).and_then(|()| typed(table, cells, false))
}

/// Edits rows: the same cells in each.
pub fn edit(data: &Dataset, patch: &mut Patch, table: Table, ids: &[Id], cells: &Cells) -> Result<(), Refusal> {
    for id in ids {
        data.get(table, *id).ok_or_else(|| Refusal::rows("not_found", vec![(table, *id)]))?;
        write(data, patch, table, *id, cells);
        if let Some((_, outcome)) = cells.iter().find(|(key, _)| (table, *key) == (Table::Deal, deal::OUTCOME)) {
            match outcome {
                Some(Value::Outcome(outcome)) => super::deals::correct(data, patch, *id, outcome)?,
                _ => return Err(Refusal::field("not_by_form", table, deal::OUTCOME)),
            }
        }
    }
    Ok(())
}

/// Writes cells of a row within a patch. A typed amount of a deal is no longer filled from its lines.
pub fn write(data: &Dataset, patch: &mut Patch, table: Table, id: Id, cells: &Cells) {
    for (key, value) in cells {
        let value = tidy_value(table, *key, value.clone());
        if (table, *key) == (Table::Deal, deal::AMOUNT) {
            patch.set(data, table, id, deal::AMOUNT_TYPED, value.is_some().then_some(Value::Bool(true)));
        }
        patch.set(data, table, id, *key, value);
    }
}

/// Fills the amounts of deals whose lines change, as long as nobody typed one and the lines are in one currency (else it stays as
/// it is). Without lines there is no amount, but a won deal keeps the one it was won with.
pub fn settle_amounts(data: &Dataset, patch: &mut Patch) {
    let mut touched: Vec<Id> = Vec::new();
    for change in patch.rows.iter().filter(|c| c.table == Table::DealLine) {
        if let Some(Value::Ref(deal)) = patch.after(data, Table::DealLine, change.id, deal_line::DEAL) {
            touched.push(*deal);
        }
    }
    for change in patch.rows.iter().filter(|c| c.table == Table::Deal && !c.made) {
        if change.cells.iter().any(|c| c.key == deal::AMOUNT_TYPED && c.after.is_none()) {
            touched.push(change.id);
        }
    }
    sort_by(&mut touched, Ord::cmp);
    touched.dedup();
    for id in touched {
        let going = matches!(patch.after(data, Table::Deal, id, DELETED), Some(Value::Bool(true)));
        let typed = matches!(patch.after(data, Table::Deal, id, deal::AMOUNT_TYPED), Some(Value::Bool(true)));
        let lines = lines_of(data, patch, id);
        // A deal that is kept lives on in its lines; one that has none left is going after all.
        let kept = !lines.is_empty() && data.get(Table::Deal, id).is_some_and(Row::is_kept);
        if (!going || kept) && !typed {
            let won = matches!(patch.after(data, Table::Deal, id, deal::OUTCOME), Some(Value::Outcome(o)) if o.kind == OutcomeKind::Won);
            if let Some(sum) = lines_total(data, patch, &lines) {
                patch.set(data, Table::Deal, id, deal::AMOUNT, Some(Value::Money(sum)));
            } else if lines.is_empty() && !won {
                patch.set(data, Table::Deal, id, deal::AMOUNT, None);
            }
        }
    }
}

/// What the lines of a deal come to. `None`: they say no amount, or several currencies.
pub(in crate::domain) fn amount_of_lines(data: &Dataset, deal: Id) -> Option<Money> {
    let patch = Patch::default();
    lines_total(data, &patch, &lines_of(data, &patch, deal))
}

fn lines_of(data: &Dataset, patch: &Patch, deal: Id) -> Vec<Id> {
    let there = data.referring(Table::DealLine, deal_line::DEAL, deal).map(|row| row.id);
    let made = patch.rows.iter().filter(|c| c.made && c.table == Table::DealLine).map(|c| c.id);
    let counts = |line: &Id| {
        let after = |key| patch.after(data, Table::DealLine, *line, key);
        after(deal_line::DEAL) == Some(&Value::Ref(deal)) && after(DELETED) != Some(&Value::Bool(true))
    };
    there.chain(made).filter(counts).collect()
}

/// What lines of a deal come to as a patch leaves them: Σ quantity × price, each rounded to the currency's minor unit. `None`: there are none, they are in several
/// currencies, or the sum is beyond all money.
pub fn lines_total(data: &Dataset, patch: &Patch, lines: &[Id]) -> Option<Money> {
    let mut sum: Option<Money> = None;
    for line in lines {
        let after = |key| patch.after(data, Table::DealLine, *line, key);
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
