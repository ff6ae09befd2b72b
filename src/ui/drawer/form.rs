//! Small forms within a drawer, drawn from the declaration: an activity, a task, a contact.

use super::super::app::{use_app, use_workspace};
use super::super::duplicates::Hint;
use super::super::kit::field::FieldInput;
use super::super::kit::own::{is_own, OwnInputs};
use super::super::kit::wrong::focus_wrong;
use super::super::{composes, focus_back};
use crate::domain::command::{Cells, Command};
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{activity, list_entry, task, Field, Table};
use crate::domain::value::{About, Value};
use crate::text::words::common;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A form over some fields of a table: makes a row or edits one. What is refused is said at its field.
#[component]
pub fn RecordForm(
    /// Of which table.
    table: Table,
    /// The row to edit; `None` makes one.
    existing: Option<Id>,
    /// The fields, by name.
    names: &'static [&'static str],
    /// Values that a new row begins with.
    with: Cells,
    /// Runs when the user is done.
    close: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let root = NodeRef::<html::Form>::new();
    let fields: Vec<&'static Field> = names.iter().filter_map(|name| table.field_named(name)).collect();
    let shown: Vec<Key> = fields.iter().map(|f| f.key).collect();
    // What the form does not show is written as it came, into new rows only; of a row that is there, only what was changed.
    let begin = match existing {
        Some(id) => workspace.peek(|d| {
            d.get(table, id).map(|r| r.cells().map(|(k, v)| (k, Some(v.clone()))).collect()).unwrap_or_default()
        }),
        None => with,
    };
    let cells = RwSignal::new(begin);
    let changed = RwSignal::new(Vec::<Key>::new());
    let errors = RwSignal::new(Vec::<(Key, String)>::new());
    let wrong = RwSignal::new(None::<String>);
    let get = move |key: Key| cells.with(|c| c.iter().find(|(k, _)| *k == key).and_then(|(_, v)| v.clone()));
    let put = move |(key, new): (Key, Option<Value>)| {
        errors.update(|list| list.retain(|(k, _)| *k != key));
        changed.update(|list| list.push(key));
        cells.update(|cells| {
            cells.retain(|(k, _)| *k != key);
            cells.push((key, new));
        });
    };
    let error_of = move |key: Key| errors.with(|l| l.iter().find(|(k, _)| *k == key).map(|(_, text)| text.clone()));
    let editor = |field: &'static Field| {
        let key = field.key;
        view! {
            <FieldInput
                table=table
                field=field
                value=Signal::derive(move || get(key))
                on_change=Callback::new(move |new| put((key, new)))
                error=Signal::derive(move || error_of(key))
            />
        }
    };
    let editors = fields.into_iter().map(editor).collect_view();
    focus_back();
    Effect::new(move |_| {
        if let Some(form) = root.get() {
            request_animation_frame(move || {
                let first = form.query_selector("input, select, textarea").ok().flatten();
                if let Some(first) = first.and_then(|f| f.dyn_into::<web_sys::HtmlElement>().ok()) {
                    let _ = first.focus();
                }
            });
        }
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        // A value that cannot be read has its message already.
        if root.get_untracked().is_some_and(|f| f.query_selector("[aria-invalid=true]").ok().flatten().is_some()) {
            return focus_wrong(root);
        }
        let cells = cells.get_untracked();
        let command = match existing {
            Some(id) => {
                let mine = |(key, _): &(Key, Option<Value>)| changed.with_untracked(|c| c.contains(key));
                Command::Edit { table, ids: vec![id], cells: cells.into_iter().filter(mine).collect() }
            }
            None => Command::Create { table, id: None, cells },
        };
        match app.try_run(command) {
            Ok(_) => close.run(()),
            Err(refusal) => {
                let text = app.error_text(refusal.code);
                let at = refusal.fields.iter().map(|(_, k)| *k).filter(|k| shown.contains(k) || is_own(*k));
                let at: Vec<Key> = at.collect();
                wrong.set(at.is_empty().then(|| app.refusal_text(&refusal)));
                errors.set(at.into_iter().map(|k| (k, text.clone())).collect());
                focus_wrong(root);
            }
        }
    };
    view! {
        <form
            class="form inset"
            novalidate
            node_ref=root
            data-form=table.key()
            on:submit=submit
            on:keydown=move |event| {
                if event.key() == "Escape" && !composes(&event) && !event.default_prevented() {
                    event.prevent_default();
                    event.stop_propagation();
                    close.run(());
                }
            }
        >
            <div class="fields">
                {editors}
                <OwnInputs table=table value=Callback::new(get) on_change=Callback::new(put) error=Callback::new(error_of)/>
            </div>
            {(table == Table::Contact && existing.is_none())
                .then(|| view! { <Hint table=table cells=cells.into() typing=true/> })}
            <p class="field-error" role="alert">{move || wrong.get()}</p>
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| close.run(())>{app.t(common::CANCEL)}</button>
                <button type="submit" class="primary">{app.t(if existing.is_some() { common::SAVE } else { common::ADD })}</button>
            </div>
        </form>
    }
}

/// A new activity about a record, or one to edit.
#[component]
pub fn ActivityForm(
    /// What a new one is about.
    about: About,
    /// The one to edit.
    existing: Option<Id>,
    /// Runs when the user is done.
    close: Callback<()>,
) -> impl IntoView {
    let workspace = use_workspace();
    let call = workspace.peek(|d| d.get(Table::ListEntry, list_entry::CALL).map(|_| Value::Ref(list_entry::CALL)));
    let today = untrack(|| workspace.today());
    let with = vec![
        (activity::SORT, call),
        (activity::AT, Some(Value::date(today))),
        (activity::ABOUT, Some(Value::Abouts(Box::new([about])))),
    ];
    const FIELDS: &[&str] = &["kind", "minutes", "at", "note", "where", "satisfaction"];
    view! { <RecordForm table=Table::Activity existing=existing names=FIELDS with=with close=close/> }
}

/// A new task about a record, or one to edit.
#[component]
pub fn TaskForm(
    /// What a new one is about.
    about: Option<About>,
    /// The one to edit.
    existing: Option<Id>,
    /// Runs when the user is done.
    close: Callback<()>,
) -> impl IntoView {
    let workspace = use_workspace();
    let me = untrack(|| workspace.me());
    let mut with = vec![(task::OWNER, me.map(Value::Ref))];
    with.extend(about.map(|about| (task::ABOUT, Some(Value::Abouts(Box::new([about]))))));
    const FIELDS: &[&str] = &["title", "due", "kind", "priority", "owner"];
    view! { <RecordForm table=Table::Task existing=existing names=FIELDS with=with close=close/> }
}
