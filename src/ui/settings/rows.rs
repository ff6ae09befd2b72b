//! An editor of a whole small table: each row's fields in place, order, archive, delete, and a form for one more.
//!
//! It is made from the declaration, so that lists, products, people, rates and own fields need no forms of their own.

use super::super::app::{use_app, use_workspace};
use super::super::kit::field::FieldInput;
use super::super::kit::form::focus_first;
use super::super::kit::icon::{Icon, Shape};
use super::super::kit::kept::Kept;
use super::super::kit::own::OwnInputs;
use super::super::kit::wrong::focus_wrong;
use super::super::workspace::Workspace;
use crate::domain::command::Command;
use crate::domain::deals::ordered;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{team, Kind, Table};
use crate::domain::row::Row;
use crate::domain::value::Value;
use crate::text::words::common;
use crate::text::Text;
use leptos::html;
use leptos::prelude::*;

/// One cell of a row, followed; and an edit of it, with its refusal for the field.
#[component]
pub fn Cell(
    /// Whose row.
    table: Table,
    /// Which row.
    id: Id,
    /// Which field.
    key: Key,
    /// The label's words, if not the field's own.
    #[prop(optional_no_strip)]
    label: Option<&'static str>,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let error = RwSignal::new(None::<String>);
    let value =
        Signal::derive(move || workspace.read(&[table], |d| d.get(table, id).and_then(|row| row.get(key)).cloned()));
    let change = Callback::new(move |new: Option<Value>| {
        let result = app.try_run(Command::Edit { table, ids: vec![id], cells: vec![(key, new)] });
        error.set(result.err().map(|refusal| app.refusal_text(&refusal)));
    });
    let error = Signal::derive(move || error.get());
    table.field(key).map(|field| match label {
        Some(label) => {
            view! { <FieldInput table=table field=field value=value on_change=change error=error label=label/> }
                .into_any()
        }
        None => view! { <FieldInput table=table field=field value=value on_change=change error=error/> }.into_any(),
    })
}

/// The team's own fields of a row, edited like its cells.
#[component]
fn OwnOfRow(table: Table, id: Id) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let errors = RwSignal::new(Vec::<(Key, String)>::new());
    let value = move |key: Key| workspace.read(&[table], |d| d.get(table, id).and_then(|row| row.get(key)).cloned());
    let change = move |(key, new): (Key, Option<Value>)| {
        let result = app.try_run(Command::Edit { table, ids: vec![id], cells: vec![(key, new)] });
        errors.update(|list| {
            list.retain(|(k, _)| *k != key);
            list.extend(result.err().map(|refusal| (key, app.refusal_text(&refusal))));
        });
    };
    let error = move |key: Key| error_of(errors, key);
    view! { <OwnInputs table=table value=Callback::new(value) on_change=Callback::new(change) error=Callback::new(error)/> }
}

fn error_of(errors: RwSignal<Vec<(Key, String)>>, key: Key) -> Option<String> {
    errors.with(|list| list.iter().find(|(k, _)| *k == key).map(|(_, text)| text.clone()))
}

/// The rows in their order; teams as a tree, with their depth.
fn listed(workspace: Workspace, table: Table, fixed: &[(Key, Value)]) -> Vec<(Id, usize)> {
    workspace.read(&[table], |data| {
        let mine = |row: &&Row| fixed.iter().all(|(key, value)| row.get(*key) == Some(value));
        let order = table.field_named("order").map(|f| f.key).or(table.record().natural);
        let rows = match order {
            Some(order) => ordered(data.live(table).filter(mine), order),
            None => data.live(table).filter(mine).collect(),
        };
        if table != Table::Team {
            return rows.into_iter().map(|row| (row.id, 0)).collect();
        }
        let mut out = Vec::new();
        let mut waiting: Vec<(Option<Id>, usize)> = vec![(None, 0)];
        while let Some((parent, depth)) = waiting.pop() {
            if let Some(id) = parent {
                out.push((id, depth - 1));
            }
            let known = |id: Id| rows.iter().any(|r| r.id == id);
            let below = rows.iter().filter(|r| r.link(team::PARENT).filter(|p| known(*p)) == parent);
            let below: Vec<_> = below.filter(|r| !out.iter().any(|(id, _)| *id == r.id)).map(|r| r.id).collect();
            waiting.extend(below.into_iter().rev().map(|id| (Some(id), depth + 1)));
        }
        out
    })
}

/// The editor.
#[component]
pub fn Rows(
    /// Which table.
    table: Table,
    /// The fields to edit, in this order.
    fields: &'static [Key],
    /// Cells that all rows have, and new ones get.
    #[prop(optional)]
    fixed: Vec<(Key, Value)>,
    /// The button that adds a row.
    add: Text,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let fixed = StoredValue::new(fixed);
    let ids = Memo::new(move |_| fixed.with_value(|fixed| listed(workspace, table, fixed)));
    let order = Signal::derive(move || ids.with(|list| list.iter().map(|(id, _)| *id).collect::<Vec<_>>()));
    let can_move = table.field_named("order").is_some() && table != Table::Team;
    let archived = table.field_named("archived").map(|f| f.key);
    let line = move |(id, depth): (Id, usize)| {
        let is_archived = move || {
            workspace.read(&[table], |d| archived.is_some_and(|key| d.get(table, id).is_some_and(|row| row.flag(key))))
        };
        let name = move || workspace.session(|s| s.name_of(table, id));
        view! {
            <li class="row-edit" class:archived=is_archived data-row=id.to_string() data-depth=depth.to_string()>
                <div class="row-fields" data-fields=fields.len().to_string()>
                    {fields.iter().map(|key| view! { <Cell table=table id=id key=*key label=None/> }).collect_view()}
                    <Kept table=table id=id/>
                    <OwnOfRow table=table id=id/>
                </div>
                <div class="row-actions">
                    {can_move
                        .then(|| view! { <OrderButtons table=table id=id ids=order name=Signal::derive(name)/> })}
                    {archived
                        .map(|key| {
                            let label = move || app.t(if is_archived() { common::UNARCHIVE } else { common::ARCHIVE });
                            view! {
                                <button
                                    type="button"
                                    class="button small"
                                    on:click=move |_| {
                                        let new = (!is_archived()).then_some(Value::Bool(true));
                                        let _ = app.run(Command::Edit { table, ids: vec![id], cells: vec![(key, new)] });
                                    }
                                >
                                    {label}
                                </button>
                            }
                        })}
                    <button
                        type="button"
                        class="icon-button"
                        data-action="delete"
                        aria-label=move || format!("{} {}", app.t(common::DELETE), name())
                        title=app.t(common::DELETE)
                        on:click=move |_| drop(app.run(Command::Delete { table, ids: vec![id] }))
                    >
                        <Icon shape=Shape::Trash/>
                    </button>
                </div>
            </li>
        }
    };
    view! {
        <ul class="row-list" data-table=table.key()>
            <For each=move || ids.get() key=|row| *row let:row>{line(row)}</For>
        </ul>
        {move || ids.with(Vec::is_empty).then(|| view! { <p class="help-text">{app.t(common::NOTHING_YET)}</p> })}
        <Adding table=table fields=fields fixed=fixed add=add/>
    }
}

/// The buttons that move a row up and down among its neighbours.
#[component]
pub fn OrderButtons(table: Table, id: Id, ids: Signal<Vec<Id>>, name: Signal<String>) -> impl IntoView {
    let app = use_app();
    let at = move || ids.with(|list| list.iter().position(|other| *other == id).unwrap_or(0));
    let last = move || at() + 1 >= ids.with(Vec::len);
    let step = move |up: bool| {
        let after = ids.with_untracked(|list| {
            let at = list.iter().position(|other| *other == id)?;
            list.get(if up { at.checked_sub(2)? } else { at + 1 }).copied()
        });
        let _ = app.run(Command::Reorder { table, id, after });
    };
    view! {
        <button
            type="button"
            class="icon-button turn-up"
            disabled=move || at() == 0
            aria-label=move || format!("{} {}", app.t(common::MOVE_UP), name.get())
            on:click=move |_| step(true)
        >
            <Icon shape=Shape::Down/>
        </button>
        <button
            type="button"
            class="icon-button"
            disabled=last
            aria-label=move || format!("{} {}", app.t(common::MOVE_DOWN), name.get())
            on:click=move |_| step(false)
        >
            <Icon shape=Shape::Down/>
        </button>
    }
}

/// A form for one more row. What was typed stays until the row is there.
#[component]
fn Adding(table: Table, fields: &'static [Key], fixed: StoredValue<Vec<(Key, Value)>>, add: Text) -> impl IntoView {
    let app = use_app();
    let open = RwSignal::new(false);
    let cells = RwSignal::new(Vec::<(Key, Value)>::new());
    let errors = RwSignal::new(Vec::<(Key, String)>::new());
    let other = RwSignal::new(None::<String>);
    let form = NodeRef::<html::Form>::new();
    let button = NodeRef::<html::Button>::new();
    // The form begins with its first field; the button that opened it comes back with the focus.
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        request_animation_frame(move || match (now, before) {
            (true, _) => focus_first(form),
            (false, Some(true)) => {
                if let Some(Some(button)) = button.try_get_untracked() {
                    let _ = button.focus();
                }
            }
            _ => {}
        });
        now
    });
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let typed = cells.get_untracked().into_iter().chain(fixed.get_value());
        let all = typed.map(|(key, value)| (key, Some(value))).collect();
        match app.try_run(Command::Create { table, id: None, cells: all }) {
            Ok(_) => {
                cells.set(Vec::new());
                errors.set(Vec::new());
                other.set(None);
                open.set(false);
            }
            Err(refusal) => {
                let text = app.error_text(refusal.code);
                let at: Vec<(Key, String)> =
                    refusal.fields.iter().filter(|(t, _)| *t == table).map(|(_, key)| (*key, text.clone())).collect();
                other.set(at.is_empty().then(|| app.refusal_text(&refusal)));
                errors.set(at);
                focus_wrong(form);
            }
        }
    };
    let value = move |key: Key| cells.with(|list| list.iter().find(|(k, _)| *k == key).map(|(_, v)| v.clone()));
    let change = move |(key, new): (Key, Option<Value>)| {
        cells.update(|list| {
            list.retain(|(k, _)| *k != key);
            list.extend(new.map(|value| (key, value)));
        });
        errors.update(|list| list.retain(|(k, _)| *k != key));
    };
    let error = move |key: Key| error_of(errors, key);
    let input = move |key: Key| {
        table.field(key).filter(|f| f.kind != Kind::Map).map(|field| {
            view! {
                <FieldInput
                    table=table
                    field=field
                    value=Signal::derive(move || value(key))
                    on_change=Callback::new(move |new| change((key, new)))
                    error=Signal::derive(move || error(key))
                />
            }
        })
    };
    view! {
        <Show
            when=move || open.get()
            fallback=move || {
                view! {
                    <div class="buttons left">
                        <button type="button" class="button" data-action="add" data-add=table.key() node_ref=button on:click=move |_| open.set(true)>
                            <Icon shape=Shape::Plus/>
                            {app.t(add)}
                        </button>
                    </div>
                }
            }
        >
            <form class="adding" data-adding=table.key() novalidate=true node_ref=form on:submit=save>
                <div class="row-fields" data-fields=fields.len().to_string()>
                    {fields.iter().map(|key| input(*key)).collect_view()}
                    <OwnInputs table=table value=Callback::new(value) on_change=Callback::new(change) error=Callback::new(error)/>
                </div>
                <p class="field-error" role="alert">{move || other.get()}</p>
                <div class="buttons">
                    <button type="button" class="button" on:click=move |_| open.set(false)>{app.t(common::CANCEL)}</button>
                    <button type="submit" class="primary">{app.t(common::ADD)}</button>
                </div>
            </form>
        </Show>
    }
}
