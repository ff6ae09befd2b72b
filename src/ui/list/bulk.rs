//! What can be done with the ticked rows together: change a field in all of them, delete them. One command each, so one undo.

use super::super::app::{use_app, use_workspace, App};
use super::super::duplicates::MergeDialog;
use super::super::kit::dialog::Dialog;
use super::super::kit::field::{reference_options, FieldInput};
use super::super::kit::icon::{Icon, Shape};
use super::super::kit::wrong::{Fault, Wrong};
use super::super::workspace::Workspace;
use super::super::{focus_again, Focus};
use super::List;
use crate::analysis::duplicates::TABLES;
use crate::domain::command::{Cells, Command};
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{flag, list_entry, Field, Kind, Table};
use crate::domain::value::Value;
use crate::text::fold::fold;
use crate::text::format::number;
use crate::text::words::{common, customer as words, duplicates};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The bar that appears while rows are ticked.
#[component]
pub fn BulkBar(
    /// Of which list.
    list: List,
    /// What else can be done with the ticked rows.
    more: ViewFn,
) -> impl IntoView {
    let app = use_app();
    let editing = RwSignal::new(false);
    let merging = RwSignal::new(None::<(Id, Id)>);
    let count = Memo::new(move |_| list.ticks.ids.with(|t| t.len()));
    let n = move || number(app.lang(), count.get() as i64);
    let workspace = use_workspace();
    // The bar goes, and with it what was pressed: the list has the focus then.
    let clear = move || {
        let before = Focus::now();
        list.ticks.clear();
        focus_again(before, true);
    };
    let delete = move |_| {
        let ids = list.ticked();
        kept_first(app, workspace, ids.len(), format!("{}.delete ", list.table.key()), move || {
            if app.run(Command::Delete { table: list.table, ids }).is_ok() {
                clear();
            }
        });
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <div class="bulk" role="region" aria-label=app.t(words::BULK_EDIT)>
                <b aria-live="polite">{move || app.tf(common::SELECTED, &[("n", &n())])}</b>
                <button type="button" class="button" data-bulk="edit" on:click=move |_| editing.set(true)>
                    <Icon shape=Shape::Edit/>
                    {app.t(words::BULK_EDIT)}
                </button>
                {more.run()}
                <Show when=move || count.get() == 2 && TABLES.contains(&list.table)>
                    <button type="button" class="button" data-bulk="merge" on:click=move |_| merging.set(two(list))>
                        {app.t(duplicates::MERGE)}
                    </button>
                </Show>
                <button type="button" class="button danger" data-bulk="delete" on:click=delete>
                    <Icon shape=Shape::Trash/>
                    {app.t(common::DELETE)}
                </button>
                <button type="button" class="button plain" on:click=move |_| clear()>{app.t(common::DESELECT)}</button>
            </div>
        </Show>
        {move || {
            merging
                .get()
                .map(|pair| {
                    let close = Callback::new(move |done| {
                        merging.set(None);
                        if done {
                            list.ticks.clear();
                        }
                    });
                    view! { <MergeDialog table=list.table pair=pair close=close/> }
                })
        }}
        {move || {
            editing
                .get()
                .then(|| {
                    let title = app.tf(list.of.bulk, &[("n", &n())]);
                    view! { <BulkDialog list=list title=title ids=list.ticked() close=Callback::new(move |()| editing.set(false))/> }
                })
        }}
    }
}

/// From so many rows on, a snapshot is kept before they are changed together.
const MANY: usize = 20;

/// Does something to many rows, once a snapshot is kept; without one nothing is begun. Where there is no store, undo is all there is.
fn kept_first(app: App, workspace: Workspace, rows: usize, note: String, act: impl FnOnce() + 'static) {
    if rows < MANY || workspace.store().is_none() {
        return act();
    }
    spawn_local(async move {
        match workspace.keep_snapshot(&note).await {
            Ok(()) => act(),
            Err(_) => app.say_bad(app.error_text("snapshot_failed")),
        }
    });
}

/// The two ticked rows.
fn two(list: List) -> Option<(Id, Id)> {
    match list.ticked().as_slice() {
        [one, other] => Some((*one, *other)),
        _ => None,
    }
}

fn bulk_fields(table: Table) -> impl Iterator<Item = &'static Field> {
    table.record().fields.iter().filter(|f| f.is(flag::BULK))
}

#[component]
fn BulkDialog(list: List, title: String, ids: Vec<Id>, close: Callback<()>) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let table = list.table;
    let first = bulk_fields(table).find(|f| f.is(flag::COLUMN)).or_else(|| bulk_fields(table).next());
    let field = RwSignal::new(first.map_or("", |f| f.name));
    let value = RwSignal::new(None::<Value>);
    let (tag, take_out) = (RwSignal::new(String::new()), RwSignal::new(false));
    let wrong = RwSignal::new(None::<Fault>);
    let ids = StoredValue::new(ids);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(field) = table.field_named(field.get_untracked()) else { return };
        let cells: Cells = match field.kind {
            Kind::Set(_) => match element(app, workspace, field, &tag.get_untracked()) {
                Ok(key) => vec![(key, Some(Value::Bool(!take_out.get_untracked())))],
                Err(text) => return wrong.set(Some(Fault::at("tag", text))),
            },
            _ => vec![(field.key, value.get_untracked())],
        };
        let ids = ids.get_value();
        kept_first(app, workspace, ids.len(), format!("{}.bulk ", table.key()), move || {
            match app.try_run(Command::Edit { table, ids, cells }) {
                Ok(_) => close.run(()),
                Err(refusal) => drop(wrong.try_set(Some(Fault::of(app, &refusal)))),
            }
        });
    };
    view! {
        <Dialog title=title on_close=close>
            <form class="form" on:submit=submit>
                <label class="field-label">
                    <span>{app.t(words::BULK_FIELD)}</span>
                    <select
                        class="input"
                        name="field"
                        on:change=move |event| {
                            let name = event_target_value(&event);
                            value.set(None);
                            wrong.set(None);
                            field.set(bulk_fields(table).map(|f| f.name).find(|n| *n == name).unwrap_or(""));
                        }
                    >
                        {bulk_fields(table)
                            .map(|f| {
                                view! { <option value=f.name selected=move || field.get() == f.name>{app.field_label(table, f.name)}</option> }
                            })
                            .collect_view()}
                    </select>
                </label>
                {move || {
                    let field = table.field_named(field.get())?;
                    Some(match field.kind {
                        Kind::Set(set) => view! { <Tag set=set tag=tag take_out=take_out/> }.into_any(),
                        _ => {
                            let change = Callback::new(move |new| value.set(new));
                            view! { <FieldInput table=table field=field value=value on_change=change label=app.t(words::BULK_VALUE)/> }
                                .into_any()
                        }
                    })
                }}
                <Wrong fault=wrong/>
                <div class="buttons">
                    <button type="button" class="button" on:click=move |_| close.run(())>{app.t(common::CANCEL)}</button>
                    <button type="submit" class="primary">{app.t(common::APPLY)}</button>
                </div>
            </form>
        </Dialog>
    }
}

/// An entry of a set, typed or chosen, to put in or take out.
#[component]
fn Tag(set: &'static str, tag: RwSignal<String>, take_out: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let known = reference_options(app, workspace, Kind::List(set), None);
    view! {
        <label class="field-label">
            <span>{app.t(words::BULK_VALUE)}</span>
            <input
                class="input"
                name="tag"
                list="bulk-tags"
                autocomplete="off"
                prop:value=move || tag.get()
                on:input=move |event| tag.set(event_target_value(&event))
            />
        </label>
        <datalist id="bulk-tags">{known.into_iter().map(|(_, name)| view! { <option value=name></option> }).collect_view()}</datalist>
        <label class="tick-line">
            <input type="checkbox" class="check" name="take_out" prop:checked=take_out on:change=move |event| take_out.set(event_target_checked(&event))/>
            {app.t(words::BULK_TAKE_OUT)}
        </label>
    }
}

/// The key of a set's entry by its name; an entry that is not there yet is made.
fn element(app: App, workspace: Workspace, field: &Field, typed: &str) -> Result<Key, String> {
    let Kind::Set(set) = field.kind else { return Err(app.error_text("wrong_type")) };
    let name = typed.trim();
    let known = reference_options(app, workspace, Kind::List(set), None);
    let id = match known.into_iter().find(|(_, n)| fold(n) == fold(name)) {
        Some((id, _)) => id,
        None => {
            let id = workspace.new_id();
            let cells = vec![
                (list_entry::LIST, Some(Value::text(set))),
                (list_entry::ZH, Some(Value::text(name))),
                (list_entry::EN, Some(Value::text(name))),
            ];
            let made = workspace.execute(Command::Create { table: Table::ListEntry, id: Some(id), cells });
            made.map_err(|refusal| app.refusal_text(&refusal))?;
            id.to_string()
        }
    };
    Key::element(field.name, &id).ok_or_else(|| app.error_text("not_found"))
}
