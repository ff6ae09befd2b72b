//! One editor for every kind of field, chosen by the declaration. What was typed stays, also when it cannot be read.

use super::show;
use crate::domain::codec;
use crate::domain::command::rules::check_format;
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::records::{flag, Field, Kind, Table};
use crate::domain::sort::sort_by;
use crate::domain::value::{Moment, Value};
use crate::text::format::{self, decimal_short, minor_digits};
use crate::text::words::{choices, common};
use crate::ui::app::{use_app, use_workspace, App};
use crate::ui::workspace::Workspace;
use leptos::html;
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
    let wrong = RwSignal::new(None::<String>);
    let label = label.unwrap_or_else(|| app.field_label(table, field.name));
    let id = format!("f-{}-{}-{:x}", table.key(), field.name, crate::web::device::random_u64() as u32);
    let error_id = format!("{id}-error");
    let shown = Signal::derive(move || error.get().or_else(|| wrong.get()));
    let take = move |typed: String| match parse(workspace, field.kind, &typed) {
        Ok(new) => {
            wrong.set(None);
            if new != value.get_untracked() {
                on_change.run(new);
            }
        }
        Err(code) => wrong.set(Some(app.error_text(code))),
    };
    let choose = move |new: Option<Value>| {
        if new != value.get_untracked() {
            on_change.run(new);
        }
    };
    let described = error_id.clone();
    let invalid = move || shown.get().map(|_| "true");
    let text = Signal::derive(move || value.get().map(|v| edit_text(&v)).unwrap_or_default());
    let input = move |kind: &'static str, mode: &'static str| {
        view! {
            <input
                id=id.clone()
                class="input"
                type=kind
                inputmode=mode
                autocomplete="off"
                name=field.name
                required=field.is(flag::REQUIRED)
                autofocus=autofocus
                maxlength=codec::MAX_TEXT.to_string()
                aria-invalid=invalid
                aria-describedby=described.clone()
                prop:value=move || text.get()
                on:change=move |event| take(event_target_value(&event))
            />
        }
        .into_any()
    };
    let id_of_label = format!("l-{error_id}");
    let editor = match field.kind {
        Kind::Note => view! {
            <textarea
                class="input"
                rows="3"
                name=field.name
                aria-labelledby=id_of_label.clone()
                aria-invalid=invalid
                aria-describedby=error_id.clone()
                prop:value=move || text.get()
                on:change=move |event| take(event_target_value(&event))
            ></textarea>
        }
        .into_any(),
        Kind::Phone => input("tel", "tel"),
        Kind::Email => input("email", "email"),
        Kind::Int(..) | Kind::Percent => input("text", "numeric"),
        Kind::Decimal | Kind::Money => input("text", "decimal"),
        Kind::Date => input("date", ""),
        Kind::Moment => moment_inputs(app, field, id_of_label.clone(), error_id.clone(), value, Callback::new(take)),
        Kind::Bool => view! {
            <input
                type="checkbox"
                class="check"
                name=field.name
                aria-labelledby=id_of_label.clone()
                prop:checked=move || value.get() == Some(Value::Bool(true))
                on:change=move |event| choose(event_target_checked(&event).then_some(Value::Bool(true)))
            />
        }
        .into_any(),
        Kind::Choice(codes) => {
            let options = codes
                .iter()
                .map(|c| {
                    (
                        c.to_string(),
                        choices::choice_label(table.key(), field.name, c).map_or(*c, |t| app.t(t)).to_string(),
                    )
                })
                .collect();
            select(app, field, id_of_label.clone(), error_id.clone(), options, text, move |code| {
                choose((!code.is_empty()).then(|| Value::text(code)))
            })
        }
        Kind::List(_) | Kind::Ref(_) => {
            let present = match value.get_untracked() {
                Some(Value::Ref(id)) => Some(id),
                _ => None,
            };
            let options = reference_options(app, workspace, field.kind, present);
            let current = Signal::derive(move || match value.get() {
                Some(Value::Ref(id)) => id.to_string(),
                _ => String::new(),
            });
            select(app, field, id_of_label.clone(), error_id.clone(), options, current, move |id| {
                choose(Id::parse(&id).map(Value::Ref))
            })
        }
        _ => input("text", ""),
    };
    view! {
        <div class="field" data-field=field.name>
            <label id=id_of_label class="field-label">
                <span>
                    {label}
                    {field.is(flag::REQUIRED).then(|| view! { <span class="required" aria-hidden="true">"*"</span> })}
                </span>
                {editor}
            </label>
            <p id=error_id class="field-error" role="alert">{move || shown.get()}</p>
        </div>
    }
}

/// A day and, where it is known, a time: the browser's own editor of both insists on a time.
fn moment_inputs(
    app: App,
    field: &'static Field,
    label: String,
    error: String,
    value: Signal<Option<Value>>,
    take: Callback<String>,
) -> AnyView {
    let part = move |time: bool| {
        let text = value.get().map(|v| edit_text(&v)).unwrap_or_default();
        let (day, minute) = text.split_once('T').unwrap_or((&text, ""));
        if time { minute } else { day }.to_string()
    };
    let (day, time) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let changed = move |_| {
        let read = |node: NodeRef<html::Input>| node.get_untracked().map(|i| i.value()).unwrap_or_default();
        let (day, time) = (read(day), read(time));
        take.run(if day.is_empty() || time.is_empty() { day } else { format!("{day}T{time}") });
    };
    view! {
        <span class="moment">
            <input
                class="input"
                type="date"
                name=field.name
                node_ref=day
                aria-labelledby=label
                aria-describedby=error
                prop:value=move || part(false)
                on:change=changed
            />
            <input
                class="input"
                type="time"
                name=format!("{}-time", field.name)
                node_ref=time
                aria-label=app.t(common::TIME)
                prop:value=move || part(true)
                on:change=changed
            />
        </span>
    }
    .into_any()
}

fn select(
    app: App,
    field: &'static Field,
    label: String,
    error: String,
    options: Vec<(String, String)>,
    current: Signal<String>,
    choose: impl Fn(String) + Copy + Send + Sync + 'static,
) -> AnyView {
    view! {
        <select
            class="input"
            name=field.name
            aria-labelledby=label
            aria-describedby=error
            on:change=move |event| choose(event_target_value(&event))
        >
            <option value="" selected=move || current.get().is_empty()>{app.t(common::NOT_SET)}</option>
            {options
                .into_iter()
                .map(|(value, label)| {
                    let mine = value.clone();
                    view! { <option value=value selected=move || current.get() == mine>{label}</option> }
                })
                .collect_view()}
        </select>
    }
    .into_any()
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
        _ => Value::text(typed),
    };
    check_format(kind, &value)?;
    Ok(Some(value))
}
