//! Choosing among records: chips of a set, the customer by its name, a customer's contact.

use super::super::app::{use_app, use_workspace};
use super::super::kit::icon::{Icon, Shape};
use super::super::kit::show;
use super::super::workspace::Workspace;
use super::facts::write;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{contact, customer, Field, Kind, Table};
use crate::domain::value::Value;
use crate::text::fold::fold;
use crate::text::words::{common, deal as words};
use crate::text::Text;
use leptos::prelude::*;

/// Customers that are offered while typing.
const OFFERED: usize = 8;

/// The entries of a set field as chips, with a way to take each out and to add one of the list.
#[component]
pub fn Chips(
    /// Whose.
    table: Table,
    /// Which row.
    id: Id,
    /// The set field.
    field: &'static Field,
    /// What adding one is called.
    add: Text,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let Kind::Set(list) = field.kind else { return ().into_any() };
    let chosen = Memo::new(move |_| {
        workspace.read(&[table, Table::ListEntry], |d| {
            let ids = d.get(table, id).map(|r| r.set_ids(field.name)).unwrap_or_default();
            ids.into_iter().map(|e| (e, show::name(d, lang, Table::ListEntry, e))).collect::<Vec<_>>()
        })
    });
    let free = Memo::new(move |_| {
        let taken = chosen.get();
        let all = workspace.read(&[Table::ListEntry], |d| show::list_options(d, lang, list, None));
        all.into_iter().filter(|(e, _)| taken.iter().all(|(t, _)| t != e)).collect::<Vec<_>>()
    });
    let put = Callback::new(move |(entry, there): (Id, bool)| {
        let Some(key) = Key::element(field.name, &entry.to_string()) else { return };
        if let Some(wrong) = write(app, table, id, key, there.then_some(Value::Bool(true))) {
            app.say_bad(wrong);
        }
    });
    view! {
        <dt>{app.field_label(table, field.name)}</dt>
        <dd class="chips" data-fact=field.name>
            <For each=move || chosen.get() key=|c| c.clone() let:chip>
                <span class="chip">
                    {chip.1.clone()}
                    <button
                        type="button"
                        class="icon-button small"
                        aria-label=app.tf(words::REMOVE_CHIP, &[("name", &chip.1)])
                        on:click=move |_| put.run((chip.0, false))
                    >
                        <Icon shape=Shape::Close/>
                    </button>
                </span>
            </For>
            {move || {
                let options = free.get();
                (!options.is_empty())
                    .then(|| {
                        view! {
                            <select
                                class="chip clear"
                                aria-label=app.t(add)
                                on:change=move |event| {
                                    if let Some(entry) = Id::parse(&event_target_value(&event)) {
                                        event_target::<web_sys::HtmlSelectElement>(&event).set_value("");
                                        put.run((entry, true));
                                    }
                                }
                            >
                                <option value="">{app.t(add)}</option>
                                {options.into_iter().map(|(e, name)| view! { <option value=e.to_string()>{name}</option> }).collect_view()}
                            </select>
                        }
                    })
            }}
            {move || (chosen.with(Vec::is_empty) && free.with(Vec::is_empty)).then(|| view! { <span class="unset">{app.t(common::NO_FIGURE)}</span> })}
        </dd>
    }
    .into_any()
}

/// Names of customers that hold what was typed, a few.
pub fn offered(workspace: Workspace, typed: &str) -> Vec<String> {
    let wanted = fold(typed);
    if wanted.is_empty() {
        return Vec::new();
    }
    workspace.peek(|data| {
        let names = data.live(Table::Customer).map(|r| r.text(customer::NAME));
        names.filter(|n| fold(n).contains(&wanted)).take(OFFERED).map(str::to_string).collect()
    })
}

/// A customer by its name: there may be far too many for a list.
#[component]
pub fn CustomerPick(
    /// The present one.
    #[prop(into)]
    value: Signal<Option<Value>>,
    /// Runs with another one.
    on_change: Callback<Option<Value>>,
    /// What the field is called.
    label: &'static str,
    /// What is wrong.
    error: RwSignal<Option<String>>,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let name = move || match value.get() {
        Some(Value::Ref(id)) => workspace.peek(|d| show::name(d, app.lang(), Table::Customer, id)),
        _ => String::new(),
    };
    let typed = RwSignal::new(String::new());
    let list = Memo::new(move |_| offered(workspace, &typed.get()));
    let list_id = format!("pick-{:x}", crate::web::device::random_u64() as u32);
    // Escape and going back take the editor away, and then its last words arrive: they are not meant to count.
    let take = move |text: String| {
        let Some(now) = value.try_get_untracked() else { return };
        let text = text.trim();
        if text.is_empty() {
            return on_change.run(None);
        }
        let found =
            workspace.peek(|d| d.live(Table::Customer).find(|r| r.text(customer::NAME).trim() == text).map(|r| r.id));
        match found {
            Some(id) if now == Some(Value::Ref(id)) => error.set(None),
            Some(id) => on_change.run(Some(Value::Ref(id))),
            None => error.set(Some(app.tf(words::NO_SUCH_CUSTOMER, &[("name", text)]))),
        }
    };
    view! {
        <input
            class="input"
            aria-label=label
            autocomplete="off"
            list=list_id.clone()
            aria-invalid=move || error.get().map(|_| "true")
            prop:value=name
            on:input=move |event| typed.set(event_target_value(&event))
            on:change=move |event| take(event_target_value(&event))
        />
        <datalist id=list_id>{move || list.get().into_iter().map(|n| view! { <option value=n></option> }).collect_view()}</datalist>
        <p class="field-error" role="alert">{move || error.get()}</p>
    }
}

/// One of a customer's contacts.
#[component]
pub fn ContactPick(
    /// Whose contacts.
    customer: Option<Id>,
    /// The present one.
    #[prop(into)]
    value: Signal<Option<Value>>,
    /// Runs with another one.
    on_change: Callback<Option<Value>>,
    /// What the field is called.
    label: &'static str,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let people = workspace.peek(|d| {
        let of = customer.map(|c| d.referring(Table::Contact, contact::CUSTOMER, c));
        let rows = of.into_iter().flatten();
        rows.map(|r| (r.id, r.text(contact::NAME).to_string())).collect::<Vec<_>>()
    });
    view! {
        <select class="input" aria-label=label on:change=move |event| on_change.run(Id::parse(&event_target_value(&event)).map(Value::Ref))>
            <option value="">{app.t(common::NOT_SET)}</option>
            {people
                .into_iter()
                .map(|(id, name)| {
                    view! { <option value=id.to_string() selected=move || value.get() == Some(Value::Ref(id))>{name}</option> }
                })
                .collect_view()}
        </select>
    }
}
