//! A team's own fields: which ones a table has, their values in words, and the editors that every form and drawer shows for them.

use super::editor::{Ask, Editor};
use super::field::parse;
use super::show;
use crate::domain::command::Cells;
use crate::domain::dataset::Dataset;
use crate::domain::deals::ordered;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{own_field, Kind, Table};
use crate::domain::row::Row;
use crate::domain::value::{decimal_text, Moment, Value};
use crate::text::format;
use crate::text::words::common;
use crate::text::Lang;
use crate::ui::app::{use_app, use_workspace, App};
use crate::ui::workspace::Workspace;
use chrono::NaiveDate;
use leptos::prelude::*;

/// One own field of a table.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Own {
    /// The cell of its value in the table's rows.
    pub key: Key,
    /// The name of that cell, and the field's in the page.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// A code of `own_field::HOLDS`.
    holds: String,
    /// The choices.
    options: Vec<String>,
}

/// The own fields that a table's rows are asked for, in their order.
pub fn own_fields(data: &Dataset, lang: Lang, table: Table) -> Vec<Own> {
    let mine = |row: &&Row| row.text(own_field::TABLE) == table.key() && !row.flag(own_field::ARCHIVED);
    let rows = ordered(data.live(Table::OwnField).filter(mine), own_field::ORDER);
    rows.into_iter().filter_map(|row| own(lang, row)).collect()
}

/// The own field whose value a cell holds, also one that is asked for no longer.
pub fn own_field_of(data: &Dataset, lang: Lang, key: Key) -> Option<Own> {
    let (_, id) = key.split().filter(|_| is_own(key))?;
    own(lang, data.rows(Table::OwnField).get(Id::parse(id)?)?)
}

fn own(lang: Lang, row: &Row) -> Option<Own> {
    let key = Key::element("own", &row.id.to_string())?;
    let options = row.text(own_field::OPTIONS).lines().map(str::trim).filter(|o| !o.is_empty());
    Some(Own {
        key,
        name: key.path()?,
        label: show::row_name(lang, Table::OwnField, row),
        holds: row.text(own_field::HOLDS).into(),
        options: options.map(str::to_string).collect(),
    })
}

/// The same, followed.
pub fn use_own_fields(table: Table) -> Memo<Vec<Own>> {
    let (app, workspace) = (use_app(), use_workspace());
    Memo::new(move |_| workspace.read(&[Table::OwnField], |data| own_fields(data, app.lang(), table)))
}

/// Whether a cell is an own field's: forms show all of them, so what is refused there is said at its field.
pub fn is_own(key: Key) -> bool {
    key.split().is_some_and(|(name, _)| name == "own")
}

/// What a row says in its own fields: each with its label. Empty ones are left out.
pub fn told(app: App, data: &Dataset, today: NaiveDate, table: Table, row: &Row) -> Vec<String> {
    let one = |own: Own| {
        let value = own.words(app.lang(), today, row.get(own.key)?);
        (!value.is_empty()).then(|| app.tf(common::FIELD_SAYS, &[("field", &own.label), ("value", &value)]))
    };
    own_fields(data, app.lang(), table).into_iter().filter_map(one).collect()
}

impl Own {
    /// A value in words.
    pub fn words(&self, lang: Lang, today: NaiveDate, value: &Value) -> String {
        let text = self.typed(value);
        match self.holds.as_str() {
            "yes_no" if !text.is_empty() => common::YES.in_(lang).into(),
            "date" => Moment::parse(&text).map_or(text, |at| show::moment(lang, at, today)),
            _ => text,
        }
    }

    /// A value as people edit it.
    fn typed(&self, value: &Value) -> String {
        match value {
            Value::Text(text) => text.to_string(),
            Value::Int(n) => n.to_string(),
            Value::Bool(true) => "true".into(),
            _ => String::new(),
        }
    }

    /// Reads what was typed. The error is a code of `text/`.
    fn parse(&self, workspace: Workspace, typed: &str) -> Result<Option<Value>, &'static str> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        Ok(Some(match self.holds.as_str() {
            "yes_no" => Value::Bool(typed == "true"),
            "number" => Value::text(decimal_text(format::parse_decimal(typed, 6).map_err(|e| e.code())?)),
            "date" => match parse(workspace, Kind::Date, typed)? {
                Some(Value::Moment(day)) => Value::text(day.to_string()),
                _ => return Err("bad_date"),
            },
            _ => Value::text(typed),
        }))
    }

    /// How it asks. A choice that is no longer offered stays one while a row has it.
    fn ask(&self, present: &str) -> Ask {
        match self.holds.as_str() {
            "number" => Ask::Line("text", "decimal"),
            "date" => Ask::Line("date", ""),
            "yes_no" => Ask::Tick,
            "choice" => {
                let former = Some(present.to_string()).filter(|p| !p.is_empty() && !self.options.contains(p));
                Ask::OneOf(self.options.iter().cloned().chain(former).map(|o| (o.clone(), o)).collect())
            }
            _ => Ask::Line("text", ""),
        }
    }
}

/// The editor of one own field.
#[component]
pub fn OwnInput(
    /// Which.
    own: Own,
    /// Its present value.
    #[prop(into)]
    value: Signal<Option<Value>>,
    /// Runs when the user has entered another value.
    on_change: Callback<Option<Value>>,
    /// What is wrong with it, found by the command.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let workspace = use_workspace();
    let present = value.get_untracked().map(|v| own.typed(&v)).unwrap_or_default();
    let (name, label, ask) = (own.name, own.label.clone(), own.ask(&present));
    let own = StoredValue::new(own);
    view! {
        <Editor
            name=name
            label=label
            ask=ask
            value=value
            write=Callback::new(move |value| own.with_value(|o| o.typed(&value)))
            read=Callback::new(move |typed: String| own.with_value(|o| o.parse(workspace, &typed)))
            on_change=on_change
            error=error
        />
    }
}

/// The editors of all own fields of a table; nothing where it has none.
#[component]
pub fn OwnInputs(
    /// Of which table.
    table: Table,
    /// The present value of a cell; reads it, so that the editor follows.
    value: Callback<Key, Option<Value>>,
    /// Runs with a cell's new value.
    on_change: Callback<(Key, Option<Value>)>,
    /// What is wrong with a cell.
    error: Callback<Key, Option<String>>,
) -> impl IntoView {
    let all = use_own_fields(table);
    let one = move |own: Own| {
        let key = own.key;
        view! {
            <OwnInput
                own=own
                value=Signal::derive(move || value.run(key))
                on_change=Callback::new(move |new| on_change.run((key, new)))
                error=Signal::derive(move || error.run(key))
            />
        }
    };
    view! { <For each=move || all.get() key=|own| own.clone() let:own>{one(own)}</For> }
}

/// The same over cells that a dialog holds, which a command has not seen yet.
#[component]
pub fn OwnCells(
    /// Of which table.
    table: Table,
    /// What was entered.
    cells: RwSignal<Cells>,
) -> impl IntoView {
    let value = move |key: Key| cells.with(|all| all.iter().find(|(k, _)| *k == key).and_then(|(_, v)| v.clone()));
    let change = move |(key, new): (Key, Option<Value>)| {
        cells.update(|all| {
            all.retain(|(k, _)| *k != key);
            all.push((key, new));
        });
    };
    view! { <OwnInputs table=table value=Callback::new(value) on_change=Callback::new(change) error=Callback::new(|_| None)/> }
}
