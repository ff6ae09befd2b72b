//! A record's fields as a list of facts; a press on a value turns it into its editor.

use super::super::app::{use_app, use_workspace, App};
use super::super::composes;
use super::super::kit::field::FieldInput;
use super::super::kit::icon::{Icon, Shape};
use super::super::kit::own::{use_own_fields, Own, OwnInput};
use super::super::kit::show;
use super::sets::{ContactPick, CustomerPick};
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{deal, flag, Field, Kind, Table};
use crate::domain::value::Value;
use crate::text::words::{common, deal as words};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A label with a value that becomes its editor. Enter and leaving end the editing, Escape takes it back.
#[component]
pub fn InPlace(
    /// The field's name in the page, for tests and styles.
    name: String,
    /// The label.
    label: String,
    /// The value in words.
    #[prop(into)]
    shown: Signal<String>,
    /// What stands where there is no value.
    #[prop(into)]
    empty: Signal<String>,
    /// Draws the editor.
    editor: Callback<(), AnyView>,
    /// A phone number can be called.
    #[prop(optional)]
    phone: bool,
) -> impl IntoView {
    let app = use_app();
    let editing = RwSignal::new(false);
    let root = NodeRef::<html::Dd>::new();
    let button = NodeRef::<html::Button>::new();
    let finish = move |back: bool| {
        editing.set(false);
        if back {
            request_animation_frame(move || {
                if let Some(Some(button)) = button.try_get_untracked() {
                    let _ = button.focus();
                }
            });
        }
    };
    let begin = move |_| {
        editing.set(true);
        request_animation_frame(move || {
            let Some(Some(root)) = root.try_get_untracked() else { return };
            let input = root.query_selector("input, select, textarea").ok().flatten();
            if let Some(input) = input.and_then(|i| i.dyn_into::<HtmlElement>().ok()) {
                let _ = input.focus();
            }
        });
    };
    // What is wrong stays open with its error; the error is drawn a moment after the change.
    let left = move |_| {
        request_animation_frame(move || {
            let Some(Some(root)) = root.try_get_untracked() else { return };
            let inside = document().active_element().is_some_and(|a| root.contains(Some(&a)));
            let wrong = root.query_selector("[aria-invalid=true]").ok().flatten().is_some();
            if editing.try_get_untracked() == Some(true) && !inside && !wrong {
                editing.set(false);
            }
        });
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if composes(&event) || !editing.get_untracked() {
            return;
        }
        let target = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
        let many = target.as_ref().is_some_and(|t| t.tag_name() == "TEXTAREA");
        match event.key().as_str() {
            "Enter" if !many || event.ctrl_key() => {
                event.prevent_default();
                // Leaving the input commits it.
                if let Some(target) = target {
                    let _ = target.blur();
                }
                request_animation_frame(move || {
                    let Some(Some(root)) = root.try_get_untracked() else { return };
                    match root.query_selector("[aria-invalid=true]").ok().flatten() {
                        Some(wrong) => drop(wrong.unchecked_into::<HtmlElement>().focus()),
                        None => finish(true),
                    }
                });
            }
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                finish(true);
            }
            _ => {}
        }
    };
    let words = move || if shown.with(String::is_empty) { empty.get() } else { shown.get() };
    let edit = app.tf(words::EDIT_FIELD, &[("field", &label)]);
    view! {
        <dt>{label}</dt>
        <dd node_ref=root data-fact=name on:focusout=left on:keydown=on_key>
            {move || {
                if editing.get() {
                    return editor.run(());
                }
                let edit = edit.clone();
                view! {
                    <button
                        type="button"
                        class="fact"
                        class:unset=move || shown.with(String::is_empty)
                        node_ref=button
                        aria-label=move || format!("{edit} {}", words())
                        on:click=begin
                    >
                        {words}
                    </button>
                    {move || {
                        (phone && !shown.with(String::is_empty))
                            .then(|| {
                                view! {
                                    <a class="call" href=format!("tel:{}", shown.get().replace(' ', "")) aria-label=shown.get()>
                                        <Icon shape=Shape::Phone/>
                                    </a>
                                }
                            })
                    }}
                }
                    .into_any()
            }}
        </dd>
    }
}

/// Writes one cell; the refusal in words, if it is refused.
pub fn write(app: App, table: Table, id: Id, key: Key, value: Option<Value>) -> Option<String> {
    let result = app.try_run(Command::Edit { table, ids: vec![id], cells: vec![(key, value)] });
    result.err().map(|refusal| app.error_text(refusal.code))
}

/// A declared field as a fact.
#[component]
pub fn FieldFact(
    /// Whose.
    table: Table,
    /// Which row.
    id: Id,
    /// Which field.
    field: &'static Field,
    /// What stands where there is no value; else a dash.
    #[prop(optional, into)]
    empty: MaybeProp<String>,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let other = match field.kind {
        Kind::Ref(other) => other,
        Kind::List(_) => Table::ListEntry,
        _ => table,
    };
    let value = Memo::new(move |_| workspace.read(&[table], |d| d.get(table, id)?.get(field.key).cloned()));
    let shown = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(&[table, other], |d| {
            d.get(table, id).map(|r| show::field(d, lang, today, table, r, field)).unwrap_or_default()
        })
    });
    let error = RwSignal::new(None::<String>);
    // Escape takes the editor away, and its last words may still arrive.
    let change = Callback::new(move |new: Option<Value>| drop(error.try_set(write(app, table, id, field.key, new))));
    let editor = Callback::new(move |()| {
        error.set(None);
        match field.kind {
            Kind::Ref(Table::Customer) => view! { <CustomerPick value=value on_change=change label=app.field_label(table, field.name) error=error/> }.into_any(),
            Kind::Ref(Table::Contact) if table == Table::Deal => {
                let buyer = workspace.peek(|d| d.get(table, id).and_then(|r| r.link(deal::CUSTOMER)));
                view! { <ContactPick customer=buyer value=value on_change=change label=app.field_label(table, field.name)/> }.into_any()
            }
            _ => view! { <FieldInput table=table field=field value=value on_change=change error=error/> }.into_any(),
        }
    });
    view! {
        <InPlace
            name=field.name.to_string()
            label=app.field_label(table, field.name).to_string()
            shown=shown
            empty=Signal::derive(move || empty.get().unwrap_or_else(|| app.t(common::NO_FIGURE).into()))
            editor=editor
            phone={field.kind == Kind::Phone}
        />
    }
}

/// The declared fields of a table that forms show: without sets and what commands keep.
pub fn fields(table: Table, without: &'static [&'static str]) -> impl Iterator<Item = &'static Field> {
    let shown = move |f: &&Field| {
        !f.is(flag::INTERNAL)
            && !matches!(f.kind, Kind::Set(_) | Kind::Map | Kind::Abouts)
            && !without.contains(&f.name)
    };
    table.record().fields.iter().filter(shown)
}

/// The team's own fields of a table as facts.
#[component]
pub fn OwnFacts(
    /// Whose.
    table: Table,
    /// Which row.
    id: Id,
) -> impl IntoView {
    let list = use_own_fields(table);
    view! { <For each=move || list.get() key=|own| own.clone() let:own><OwnFact table=table id=id own=own/></For> }
}

#[component]
fn OwnFact(table: Table, id: Id, own: Own) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let (key, name, label) = (own.key, own.name.to_string(), own.label.clone());
    let value = Memo::new(move |_| workspace.read(&[table], |d| d.get(table, id)?.get(key).cloned()));
    let error = RwSignal::new(None::<String>);
    let change = Callback::new(move |new: Option<Value>| drop(error.try_set(write(app, table, id, key, new))));
    let own = StoredValue::new(own);
    let shown = Signal::derive(move || {
        let today = workspace.today();
        value.with(|v| v.as_ref().map(|v| own.with_value(|o| o.words(app.lang(), today, v))).unwrap_or_default())
    });
    let editor = Callback::new(move |()| {
        error.set(None);
        view! { <OwnInput own=own.get_value() value=value on_change=change error=error.into()/> }.into_any()
    });
    view! {
        <InPlace name=name label=label shown=shown empty=Signal::derive(move || app.t(common::NO_FIGURE).to_string()) editor=editor/>
    }
}
