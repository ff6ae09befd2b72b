//! Lists as tables for spreadsheets: which columns there are, and what stands in them. Names stand there instead of ids, dates as dates, amounts as
//! numbers with their currency beside them, so that spreadsheets can reckon with them and our own import understands them again.

mod calendar;
mod cards;

use super::csv::csv;
use super::table::Cell;
use crate::domain::dataset::Dataset;
use crate::domain::deals::{ordered, state, Status};
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{deal, flag, own_field, Field, Kind, Table};
use crate::domain::row::Row;
use crate::domain::value::{Moment, Outcome, Value};

pub use calendar::{calendar, Dates};
pub use cards::cards;

/// What this room cannot know: the words of the screens.
pub trait Words {
    /// What a field is called; also what is computed, such as a deal's `stage`.
    fn label(&self, table: Table, field: &str) -> String;
    /// What a choice is called.
    fn choice(&self, table: Table, field: &str, code: &str) -> String;
    /// What a row is called.
    fn name(&self, data: &Dataset, table: Table, id: Id) -> String;
    /// Yes or no.
    fn flag(&self, yes: bool) -> String;
}

/// One column.
#[derive(Clone, Copy, Debug)]
pub enum Column {
    /// A declared field.
    Field(&'static Field),
    /// The currency of a field that holds an amount.
    Currency(&'static Field),
    /// A team's own field: its cell, and the row that declares it.
    Own(Key, Id),
    /// What follows from a deal's history and outcome, by its name: `stage`, `status`, `closed`, `lost_reason`, `lost_to`, `outcome_note`.
    Deal(&'static str),
    /// The row's id, by which the same row is found again.
    Id,
}

/// Tables that can be saved.
pub const TABLES: [Table; 7] =
    [Table::Customer, Table::Contact, Table::Lead, Table::Deal, Table::Task, Table::Activity, Table::Product];

/// What a list of deals shows, in this order.
const DEALS: [&str; 9] =
    ["name", "customer", "stage", "status", "owner", "amount", "expected_close", "created", "closed"];
/// What else is known of a deal.
const OF_DEALS: [&str; 6] = ["stage", "status", "closed", "lost_reason", "lost_to", "outcome_note"];

/// The usual columns of a table.
pub fn usual(table: Table) -> Vec<Column> {
    if table == Table::Deal {
        return named(table, &DEALS);
    }
    let shown = table.record().fields.iter().filter(|field| field.is(flag::COLUMN)).map(|field| field.name);
    named(table, &shown.collect::<Vec<_>>())
}

/// The columns of these names, in this order; amounts with their currency.
pub fn named(table: Table, names: &[&str]) -> Vec<Column> {
    let mut columns = Vec::new();
    for name in names {
        let computed = OF_DEALS.iter().find(|known| table == Table::Deal && *known == name);
        match (computed, table.field_named(name)) {
            (Some(name), _) => columns.push(Column::Deal(name)),
            (None, Some(field)) if field.kind == Kind::Money => {
                columns.extend([Column::Field(field), Column::Currency(field)]);
            }
            (None, Some(field)) => columns.push(Column::Field(field)),
            (None, None) => {}
        }
    }
    columns
}

/// All that a table's rows say, own fields and the id at the end.
pub fn all(data: &Dataset, table: Table) -> Vec<Column> {
    let told = |field: &&Field| {
        let tellable = !matches!(field.kind, Kind::Map | Kind::Place | Kind::Credit | Kind::Outcome);
        let bookkeeping = matches!(field.name, "amount_typed" | "order");
        tellable && !bookkeeping
    };
    let mut names: Vec<&str> = if table == Table::Deal { DEALS.to_vec() } else { Vec::new() };
    let rest = table.record().fields.iter().filter(told).map(|field| field.name);
    let rest: Vec<&str> = rest.chain(OF_DEALS).filter(|name| !names.contains(name)).collect();
    names.extend(rest);
    let mut columns = named(table, &names);
    let mine = data.live(Table::OwnField).filter(|row| row.text(own_field::TABLE) == table.key());
    let own = ordered(mine, own_field::ORDER);
    columns
        .extend(own.into_iter().filter_map(|row| Some(Column::Own(Key::element("own", &row.id.to_string())?, row.id))));
    columns.push(Column::Id);
    columns
}

/// What the columns are called.
pub fn header(data: &Dataset, words: &dyn Words, table: Table, columns: &[Column]) -> Vec<String> {
    let title = |column: &Column| match column {
        // A bare number would not tell that it is per cent.
        Column::Field(field) if field.kind == Kind::Percent => format!("{} (%)", words.label(table, field.name)),
        Column::Field(field) => words.label(table, field.name),
        Column::Currency(_) => words.label(table, "currency"),
        Column::Own(_, id) => words.name(data, Table::OwnField, *id),
        Column::Deal(name) => words.label(table, name),
        Column::Id => words.label(table, "id"),
    };
    columns.iter().map(title).collect()
}

/// What stands in the columns, a row for each id in this order; rows that are not there any more are left out.
pub fn rows(data: &Dataset, words: &dyn Words, table: Table, columns: &[Column], ids: &[Id]) -> Vec<Vec<Cell>> {
    let there = ids.iter().filter_map(|id| data.get(table, *id));
    there.map(|row| columns.iter().map(|column| cell(data, words, table, row, *column)).collect()).collect()
}

/// A table as CSV.
pub fn as_csv(words: &dyn Words, header: Vec<String>, rows: &[Vec<Cell>]) -> Vec<u8> {
    let text = |cell: &Cell| match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        // Spreadsheets know a time after a blank, not after a T.
        Cell::Moment(moment) => moment.to_string().replace('T', " "),
        Cell::Flag(yes) => words.flag(*yes),
    };
    let mut lines = vec![header];
    lines.extend(rows.iter().map(|row| row.iter().map(text).collect()));
    csv(&lines)
}

fn cell(data: &Dataset, words: &dyn Words, table: Table, row: &Row, column: Column) -> Cell {
    match column {
        Column::Field(field) => match field.kind {
            Kind::Set(_) => {
                let entries = row.set_ids(field.name).into_iter().map(|id| (Table::ListEntry, id));
                names(data, words, entries)
            }
            _ => row.get(field.key).map_or(Cell::Empty, |value| of_field(data, words, table, field, value)),
        },
        Column::Currency(field) => row.money(field.key).map_or(Cell::Empty, |money| text(money.currency.code())),
        Column::Own(key, id) => row.get(key).map_or(Cell::Empty, |value| of_own(data, id, value)),
        Column::Deal(name) => of_deal(data, words, row, name),
        Column::Id => text(&row.id.to_string()),
    }
}

fn of_field(data: &Dataset, words: &dyn Words, table: Table, field: &Field, value: &Value) -> Cell {
    match (field.kind, value) {
        (Kind::Choice(_), Value::Text(code)) => text(&words.choice(table, field.name, code)),
        (_, Value::Text(said)) => text(said),
        (_, Value::Bool(yes)) => Cell::Flag(*yes),
        (_, Value::Int(n)) => Cell::Number(*n as f64),
        (_, Value::Decimal(millionths)) => Cell::Number(*millionths as f64 / 1e6),
        (_, Value::Moment(at)) => Cell::Moment(*at),
        (_, Value::Money(money)) => Cell::Number(money.minor as f64 / 10_f64.powi(money.currency.digits() as i32)),
        (Kind::Ref(target), Value::Ref(id)) => text(&words.name(data, target, *id)),
        (_, Value::Ref(id)) => text(&words.name(data, Table::ListEntry, *id)),
        (_, Value::Abouts(list)) => names(data, words, list.iter().map(|about| (about.table, about.id))),
        _ => Cell::Empty,
    }
}

/// An own field's value is kept as text, whatever it holds.
fn of_own(data: &Dataset, id: Id, value: &Value) -> Cell {
    let holds = data.rows(Table::OwnField).get(id).map_or("", |row| row.text(own_field::HOLDS));
    match (holds, value) {
        (_, Value::Bool(yes)) => Cell::Flag(*yes),
        ("number", Value::Text(said)) => said.parse().map_or_else(|_| text(said), Cell::Number),
        ("date", Value::Text(said)) => Moment::parse(said).map_or_else(|| text(said), Cell::Moment),
        (_, Value::Text(said)) => text(said),
        (_, Value::Int(n)) => Cell::Number(*n as f64),
        _ => Cell::Empty,
    }
}

fn of_deal(data: &Dataset, words: &dyn Words, row: &Row, name: &str) -> Cell {
    let entry = |id: Option<Id>| id.map_or(Cell::Empty, |id| text(&words.name(data, Table::ListEntry, id)));
    let outcome = match row.get(deal::OUTCOME) {
        Some(Value::Outcome(outcome)) => Some(&**outcome),
        _ => None,
    };
    let told = |tell: &dyn Fn(&Outcome) -> Cell| outcome.map_or(Cell::Empty, tell);
    let now = state(data, row);
    match name {
        "stage" => now.stage.map_or(Cell::Empty, |id| text(&words.name(data, Table::Stage, id))),
        "status" => text(&words.choice(Table::StageChange, "state", now.status.code())),
        "closed" if now.status != Status::Open => now.closed.map_or(Cell::Empty, |day| Cell::Moment(Moment::day(day))),
        "lost_reason" => told(&|outcome| entry(outcome.reason)),
        "lost_to" => told(&|outcome| entry(outcome.competitor)),
        "outcome_note" => told(&|outcome| text(&outcome.note)),
        _ => Cell::Empty,
    }
}

fn names(data: &Dataset, words: &dyn Words, rows: impl Iterator<Item = (Table, Id)>) -> Cell {
    let names: Vec<String> = rows.map(|(table, id)| words.name(data, table, id)).collect();
    text(&names.join("; "))
}

fn text(said: &str) -> Cell {
    if said.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(said.to_string())
    }
}
