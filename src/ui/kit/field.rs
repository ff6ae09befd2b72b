//! The editor of a declared field: how it asks and what a text means follow from its kind.

use super::editor::{Ask, Editor};
use super::show;
use crate::domain::command::rules::check_format;
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::records::{flag, Field, Kind, Table};
use crate::domain::sort::sort_by;
use crate::domain::value::{Moment, Value};
use crate::text::format::{self, decimal_short, minor_digits};
use crate::text::words::choices;
use crate::ui::app::{use_app, use_workspace, App};
use crate::ui::workspace::Workspace;
use leptos::prelude::*;

/// A labelled editor of one field.
#[component]
pub fn FieldInput(
    /// Whose field it is.
    table: Table,
    /// The field.
    field: &'static Field,
    /// Its present value.
    #[prop(into)]
    value: Signal<Option<Value>>,
    /// Runs when the user has entered another value.
    on_change: Callback<Option<Value>>,
    /// What is wrong with it, found elsewhere (by the command, say).
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The label's words, if not the field's own.
    #[prop(optional)]
    label: Option<&'static str>,
    /// It gets the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    view! {
        <Editor
            name=field.name
            label=label.unwrap_or_else(|| app.field_label(table, field.name)).to_string()
            ask=ask(app, workspace, table, field, value)
            value=value
            write=Callback::new(|value| edit_text(&value))
            read=Callback::new(move |typed: String| parse(workspace, field.kind, &typed))
            on_change=on_change
            error=error
            required=field.is(flag::REQUIRED)
            autofocus=autofocus
        />
    }
}

/// How a field asks for its value.
fn ask(app: App, workspace: Workspace, table: Table, field: &Field, value: Signal<Option<Value>>) -> Ask {
    match field.kind {
        Kind::Note => Ask::Lines,
        Kind::Phone => Ask::Line("tel", "tel"),
        Kind::Email => Ask::Line("email", "email"),
        Kind::Int(..) | Kind::Percent => Ask::Line("text", "numeric"),
        Kind::Decimal | Kind::Money => Ask::Line("text", "decimal"),
        Kind::Date => Ask::Line("date", ""),
        Kind::Moment => Ask::Moment,
        Kind::Bool => Ask::Tick,
        Kind::Choice(codes) => {
            let words = |c: &str| choices::choice_label(table.key(), field.name, c).map_or(c, |t| app.t(t)).to_string();
            Ask::OneOf(codes.iter().map(|c| (c.to_string(), words(c))).collect())
        }
        Kind::List(_) | Kind::Ref(_) => {
            let present = match value.get_untracked() {
                Some(Value::Ref(id)) => Some(id),
                _ => None,
            };
            Ask::OneOf(reference_options(app, workspace, field.kind, present))
        }
        _ => Ask::Line("text", ""),
    }
}

/// The rows that a reference may name: id and name. Archived entries only if they are the present value.
pub fn reference_options(app: App, workspace: Workspace, kind: Kind, present: Option<Id>) -> Vec<(String, String)> {
    let lang = app.lang();
    workspace.peek(|data| match kind {
        Kind::List(list) => {
            show::list_options(data, lang, list, present).into_iter().map(|(id, name)| (id.to_string(), name)).collect()
        }
        Kind::Ref(table) => {
            let mut rows: Vec<_> =
                data.live(table).map(|r| (r.id.to_string(), show::row_name(lang, table, r))).collect();
            sort_by(&mut rows, |a, b| a.1.cmp(&b.1));
            rows
        }
        _ => Vec::new(),
    })
}

/// A value as people edit it.
fn edit_text(value: &Value) -> String {
    match value {
        Value::Text(t) => t.to_string(),
        Value::Int(n) => n.to_string(),
        Value::Decimal(m) => crate::domain::value::decimal_text(*m),
        Value::Moment(m) => m.to_string(),
        Value::Ref(id) => id.to_string(),
        Value::Bool(true) => "true".into(),
        Value::Money(m) => {
            let code = m.currency.code();
            decimal_short(crate::text::Lang::En, m.minor, minor_digits(code)).replace(',', "")
        }
        _ => String::new(),
    }
}

/// Reads what was typed. The error is a code of `text/`.
pub fn parse(workspace: Workspace, kind: Kind, typed: &str) -> Result<Option<Value>, &'static str> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let today = workspace.today();
    let value = match kind {
        Kind::Int(..) => Value::Int(format::parse_number(typed).map_err(|e| e.code())?),
        Kind::Percent => Value::Int(format::parse_percent(typed).map_err(|e| e.code())?),
        Kind::Decimal => Value::Decimal(format::parse_decimal(typed, 6).map_err(|e| e.code())?),
        Kind::Money => {
            let currency = workspace.currency();
            Value::Money(Money::new(format::parse_money(typed, currency.code()).map_err(|e| e.code())?, currency))
        }
        Kind::Date => Value::date(match Moment::parse(typed) {
            Some(moment) => moment.date,
            None => format::parse_date(typed, today).map_err(|e| e.code())?,
        }),
        Kind::Moment => Value::Moment(Moment::parse(typed).ok_or("bad_date")?),
        Kind::Bool => Value::Bool(typed == "true"),
        Kind::List(_) | Kind::Ref(_) => Value::Ref(Id::parse(typed).ok_or("bad_reference")?),
        _ => Value::text(typed),
    };
    check_format(kind, &value)?;
    Ok(Some(value))
}
