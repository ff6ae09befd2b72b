//! The drawer's head: the name, edited in place, and the cross.

use super::super::app::{use_app, use_workspace};
use super::super::kit::icon::{Icon, Shape};
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::records::Table;
use crate::domain::value::Value;
use crate::text::words::common;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Closes the drawer.
#[component]
pub fn CloseButton() -> impl IntoView {
    let app = use_app();
    view! {
        <button type="button" class="icon-button" aria-label=app.t(common::CLOSE) data-action="close-drawer" on:click=move |_| app.close_drawer()>
            <Icon shape=Shape::Close/>
        </button>
    }
}

/// A record's name as a heading that can be typed over. What is refused stays as it was typed.
#[component]
pub fn Name(
    /// Whose.
    table: Table,
    /// Which.
    id: Id,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let Some(field) = table.field_named("name") else { return ().into_any() };
    let name = Memo::new(move |_| {
        workspace.read(&[table], |d| d.get(table, id).map(|r| r.text(field.key).to_string()).unwrap_or_default())
    });
    let wrong = RwSignal::new(None::<String>);
    // Going back takes the drawer away, and then the last words arrive: a name counts as it does on leaving the field, if the record is still there.
    let take = move |typed: String| {
        let now = workspace.peek(|d| d.get(table, id).map(|r| r.text(field.key).to_string()));
        let Some(now) = now else { return };
        if typed.trim() == now {
            wrong.set(None);
            return;
        }
        let cells = vec![(field.key, Some(Value::text(typed)))];
        let result = app.try_run(Command::Edit { table, ids: vec![id], cells });
        wrong.set(result.err().map(|refusal| app.refusal_text(&refusal)));
    };
    view! {
        <h2 class="dh-name">
            <span class="sr-only">{move || name.get()}</span>
            <input
                class="name-input"
                name="name"
                autocomplete="off"
                aria-label=app.field_label(table, "name")
                aria-invalid=move || wrong.get().map(|_| "true")
                title=move || name.get()
                prop:value=move || name.get()
                on:change=move |event| take(event_target_value(&event))
                on:keydown=move |event| {
                    let Some(input) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) else { return };
                    match event.key().as_str() {
                        "Enter" if !event.is_composing() => drop(input.blur()),
                        "Escape" if input.value() != name.get_untracked() => {
                            event.prevent_default();
                            input.set_value(&name.get_untracked());
                            wrong.set(None);
                        }
                        _ => {}
                    }
                }
            />
            <p class="field-error" role="alert">{move || wrong.get()}</p>
        </h2>
    }
    .into_any()
}
