//! Quick add in a column: a name, a customer, an amount, Enter; then the next one.

use super::super::app::{use_app, use_workspace};
use super::super::composes;
use super::super::kit::field::parse;
use super::super::kit::wrong::{Fault, Wrong};
use crate::analysis::basis::Phase;
use crate::domain::command::{Command, CustomerChoice};
use crate::domain::id::Id;
use crate::domain::records::{customer, deal, lead, Kind, Table};
use crate::domain::value::Value;
use crate::text::words::{board as words, common};
use leptos::html;
use leptos::prelude::*;

/// Customers that are offered while typing.
const OFFERED: usize = 8;

/// The form at the head of a column.
#[component]
pub fn QuickAdd(
    /// In which stage.
    stage: Id,
    /// A lead column makes leads.
    phase: Phase,
    /// Runs when the user is done.
    close: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let is_lead = phase == Phase::Lead;
    let (name, who, amount) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let wrong = RwSignal::new(None::<Fault>);
    let first = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = first.get() {
            let _ = input.focus();
        }
    });
    let make = move || -> Result<Command, Fault> {
        if is_lead {
            let cells = vec![(lead::NAME, Some(Value::text(name.get_untracked())))];
            return Ok(Command::Create { table: Table::Lead, id: None, cells });
        }
        let amount = parse(workspace, Kind::Money, &amount.get_untracked())
            .map_err(|code| Fault::at("amount", app.error_text(code)))?;
        Ok(Command::AddDeal {
            id: None,
            customer: CustomerChoice::Named(who.get_untracked()),
            stage,
            cells: vec![(deal::NAME, Some(Value::text(name.get_untracked()))), (deal::AMOUNT, amount)],
        })
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let result = make().and_then(|command| app.try_run(command).map_err(|refusal| Fault::of(app, &refusal)));
        match result {
            Ok(_) => {
                [name, who, amount].iter().for_each(|s| s.set(String::new()));
                wrong.set(None);
                if let Some(input) = first.get_untracked() {
                    let _ = input.focus();
                }
            }
            Err(fault) => wrong.set(Some(fault)),
        }
    };
    let list_id = format!("offer-{stage}");
    let offered = move || {
        let typed = crate::text::fold::fold(&who.get());
        if typed.is_empty() {
            return Vec::new();
        }
        workspace.peek(|data| {
            let names = data.live(Table::Customer).map(|r| r.text(customer::NAME));
            names.filter(|n| crate::text::fold::fold(n).contains(&typed)).take(OFFERED).map(str::to_string).collect()
        })
    };
    let input = move |node: Option<NodeRef<html::Input>>,
                      field: &'static str,
                      label,
                      keyboard: &'static str,
                      value: RwSignal<String>,
                      list: Option<String>| {
        view! {
            <input
                class="input"
                name=field
                placeholder=app.t(label)
                aria-label=app.t(label)
                inputmode=keyboard
                autocomplete="off"
                list=list
                node_ref=node.unwrap_or_default()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        }
    };
    view! {
        <form
            class="quick"
            on:submit=submit
            on:keydown=move |event| {
                if event.key() == "Escape" && !composes(&event) {
                    event.stop_propagation();
                    close.run(());
                }
            }
        >
            {input(Some(first), "name", if is_lead { words::QUICK_LEAD_NAME } else { words::QUICK_NAME }, "text", name, None)}
            {(!is_lead)
                .then(|| {
                    view! {
                        {input(None, "customer", words::QUICK_CUSTOMER, "text", who, Some(list_id.clone()))}
                        <datalist id=list_id.clone()>
                            {move || offered().into_iter().map(|n| view! { <option value=n></option> }).collect_view()}
                        </datalist>
                        {input(None, "amount", words::QUICK_AMOUNT, "decimal", amount, None)}
                    }
                })}
            <Wrong fault=wrong/>
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| close.run(())>{app.t(common::CLOSE)}</button>
                <button type="submit" class="primary">{app.t(common::ADD)}</button>
            </div>
        </form>
    }
}
