//! A form for a new record: editors by the declaration, what they hold, and what was refused at the field that it is about.

use super::field::FieldInput;
use super::own::{is_own, OwnInputs};
use super::wrong::focus_wrong;
use crate::domain::command::rules::has_rule;
use crate::domain::command::{Cells, Refusal};
use crate::domain::key::Key;
use crate::domain::records::{flag, Field, Table};
use crate::domain::value::Value;
use crate::text::words::common;
use crate::ui::app::App;
use crate::ui::workspace::Workspace;
use leptos::prelude::*;

/// What a form holds. A handle.
#[derive(Clone, Copy)]
pub struct Draft {
    /// Of which table.
    pub table: Table,
    /// The cells.
    pub cells: RwSignal<Cells>,
    /// What is wrong, by field; `None`: with all of it.
    wrong: RwSignal<Vec<(Option<Key>, String)>>,
}

impl Draft {
    /// An empty form.
    pub fn new(table: Table) -> Draft {
        Draft { table, cells: RwSignal::new(Cells::new()), wrong: RwSignal::new(Vec::new()) }
    }

    /// Empties it for the next record; the fields in `keep` stay.
    pub fn clear(self, keep: &[Key]) {
        self.cells.update(|cells| cells.retain(|(k, _)| keep.contains(k)));
        self.wrong.set(Vec::new());
    }

    /// Writes a cell.
    pub fn put(self, key: Key, value: Option<Value>) {
        self.wrong.update(|w| w.retain(|(k, _)| *k != Some(key) && k.is_some()));
        self.cells.update(|cells| {
            cells.retain(|(k, _)| *k != key);
            if value.is_some() {
                cells.push((key, value));
            }
        });
    }

    /// The value of a cell.
    pub fn get(self, key: Key) -> Option<Value> {
        self.cells.with(|cells| cells.iter().find(|(k, _)| *k == key).and_then(|(_, v)| v.clone()))
    }

    /// The text of a cell.
    pub fn text(self, key: Key) -> String {
        match self.get(key) {
            Some(Value::Text(text)) => text.to_string(),
            _ => String::new(),
        }
    }

    /// Shows a refusal: at its fields if the form has them, else below.
    pub fn refuse(self, app: App, refusal: &Refusal, fields: &[Key]) {
        let shown = |(t, k): &&(Table, Key)| *t == self.table && (fields.contains(k) || is_own(*k));
        let at: Vec<Key> = refusal.fields.iter().filter(shown).map(|f| f.1).collect();
        self.wrong.set(if at.is_empty() {
            vec![(None, app.refusal_text(refusal))]
        } else {
            at.into_iter().map(|k| (Some(k), app.error_text(refusal.code))).collect()
        });
    }

    /// Shows what is wrong with a field, or with all of it.
    pub fn complain(self, key: Option<Key>, text: String) {
        self.wrong.set(vec![(key, text)]);
    }

    /// What is wrong with a field, or with all of it.
    pub fn fault(self, key: Option<Key>) -> Option<String> {
        self.wrong.with(|w| w.iter().find(|(k, _)| *k == key).map(|(_, text)| text.clone()))
    }
}

/// These fields of a table, and those that a row must have by the declaration or by the workspace's rules.
pub fn fields_for(workspace: Workspace, table: Table, names: &[&'static str]) -> Vec<&'static Field> {
    let more = workspace.peek(|data| {
        let must = |f: &&Field| {
            !names.contains(&f.name)
                && !f.is(flag::INTERNAL)
                && (f.is(flag::REQUIRED) || has_rule(data, table, f.name, "required"))
        };
        table.record().fields.iter().filter(must).collect::<Vec<_>>()
    });
    names.iter().filter_map(|n| table.field_named(n)).chain(more).collect()
}

/// The editors of some fields of a form; the first one gets the focus if `autofocus`.
#[component]
pub fn Editors(
    /// Of which form.
    draft: Draft,
    /// Which fields.
    fields: Vec<&'static Field>,
    /// Whether the first one gets the focus.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    fields
        .into_iter()
        .enumerate()
        .map(|(i, field)| {
            let key = field.key;
            view! {
                <FieldInput
                    table=draft.table
                    field=field
                    value=Signal::derive(move || draft.get(key))
                    on_change=Callback::new(move |new| draft.put(key, new))
                    error=Signal::derive(move || draft.fault(Some(key)))
                    autofocus={autofocus && i == 0}
                />
            }
        })
        .collect_view()
}

/// The editors of a form's own fields.
#[component]
pub fn OwnEditors(
    /// Of which form.
    draft: Draft,
) -> impl IntoView {
    view! {
        <OwnInputs
            table=draft.table
            value=Callback::new(move |key| draft.get(key))
            on_change=Callback::new(move |(key, new)| draft.put(key, new))
            error=Callback::new(move |key| draft.fault(Some(key)))
        />
    }
}

/// Puts the cursor into the first editor of a form.
pub fn focus_first(form: NodeRef<leptos::html::Form>) {
    use wasm_bindgen::JsCast;
    let first =
        form.try_get_untracked().flatten().and_then(|f| f.query_selector("input,select,textarea").ok().flatten());
    if let Some(first) = first.and_then(|f| f.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

/// The frame of a form: what is wrong with all of it, and the buttons. Enter saves; "save and add another" leaves it open.
#[component]
pub fn FormFrame(
    /// Which form.
    draft: Draft,
    /// Saves; `true`: the next one follows. Returns whether it was saved.
    save: Callback<bool, bool>,
    /// Runs when the user gives up.
    close: Callback<()>,
    /// The editors.
    children: Children,
) -> impl IntoView {
    let app = crate::ui::app::use_app();
    let form = NodeRef::<leptos::html::Form>::new();
    let go = move |next: bool| match save.run(next) {
        true if next => focus_first(form),
        true => {}
        false => focus_wrong(form),
    };
    view! {
        <form
            class="form"
            novalidate
            node_ref=form
            on:submit=move |event| {
                event.prevent_default();
                go(false);
            }
        >
            {children()}
            <p class="field-error" role="alert">{move || draft.fault(None)}</p>
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| close.run(())>{app.t(common::CANCEL)}</button>
                <button type="button" class="button" data-save="next" on:click=move |_| go(true)>{app.t(common::SAVE_AND_NEXT)}</button>
                <button type="submit" class="primary">{app.t(common::SAVE)}</button>
            </div>
        </form>
    }
}
