//! One line for a lead: name, phone and source, Enter; then the next one.

use super::super::app::{use_app, use_workspace};
use super::super::duplicates::Hint;
use super::super::kit::show;
use super::super::kit::wrong::{Fault, Wrong};
use crate::domain::command::Command;
use crate::domain::records::{lead, Table};
use crate::domain::value::Value;
use crate::text::quick::lead_line;
use crate::text::words::{common, lead as words};
use leptos::html;
use leptos::prelude::*;

/// The line.
#[component]
pub fn QuickLead() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let line = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<Fault>);
    let input = NodeRef::<html::Input>::new();
    let cells = Signal::derive(move || {
        let said = lead_line(&line.get(), &[]);
        vec![(lead::NAME, Some(Value::text(said.name))), (lead::PHONE, Some(Value::text(said.phone)))]
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let sources = workspace.peek(|d| show::list_options(d, lang, "source", None));
        let names: Vec<String> = sources.iter().map(|(_, name)| name.clone()).collect();
        let said = lead_line(&line.get_untracked(), &names);
        if said.name.is_empty() {
            return wrong.set(Some(Fault::at("line", app.t(words::NEEDS_NAME))));
        }
        let cells = vec![
            (lead::NAME, Some(Value::text(said.name))),
            (lead::PHONE, (!said.phone.is_empty()).then(|| Value::text(said.phone))),
            (lead::SOURCE, said.source.and_then(|at| sources.get(at)).map(|(id, _)| Value::Ref(*id))),
            (lead::OWNER, untrack(|| workspace.me()).map(Value::Ref)),
        ];
        match app.try_run(Command::Create { table: Table::Lead, id: None, cells }) {
            Ok(_) => {
                line.set(String::new());
                wrong.set(None);
                if let Some(input) = input.get_untracked() {
                    let _ = input.focus();
                }
            }
            Err(refusal) => wrong.set(Some(Fault::at("line", app.refusal_text(&refusal)))),
        }
    };
    view! {
        <div class="quick-line">
        <form data-form="lead" on:submit=submit>
            <input
                class="input"
                name="line"
                autocomplete="off"
                aria-label=app.t(words::QUICK_ADD)
                placeholder=app.t(words::QUICK_ADD_HINT)
                node_ref=input
                prop:value=move || line.get()
                on:input=move |event| line.set(event_target_value(&event))
            />
            <button type="submit" class="primary">{app.t(common::ADD)}</button>
        </form>
        <Wrong fault=wrong/>
        <Hint table=Table::Lead cells=cells/>
        </div>
    }
}
