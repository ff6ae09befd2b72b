//! A new customer, with a hint where there may be one of that name already.

use super::super::app::{use_app, use_workspace};
use super::super::duplicates::Hint;
use super::super::kit::dialog::Dialog;
use super::super::kit::form::{fields_for, Draft, Editors, FormFrame, OwnEditors};
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::records::{customer, Table};
use crate::domain::value::Value;
use crate::text::words::customer as words;
use leptos::prelude::*;

/// The fields of the form, besides those that must be filled.
const FIELDS: &[&str] = &["name", "phone", "region", "tier", "source", "owner"];

/// The form of a new customer. `done` runs after each one that was added; `next`: it stays open for the next one.
#[component]
pub fn CustomerForm(
    /// Runs when the user gives up.
    close: Callback<()>,
    /// Runs when one was added, with its id; `true`: the user goes on with the next one.
    done: Callback<(Id, bool)>,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let draft = Draft::new(Table::Customer);
    let fields = fields_for(workspace, Table::Customer, FIELDS);
    let keys: Vec<_> = fields.iter().map(|f| f.key).collect();
    let keys = StoredValue::new(keys);
    draft.put(customer::OWNER, untrack(|| workspace.me()).map(Value::Ref));
    let save = Callback::new(move |next: bool| {
        let id = workspace.new_id();
        let mut cells = draft.cells.get_untracked();
        if !cells.iter().any(|(k, _)| *k == customer::LIFE) {
            cells.push((customer::LIFE, Some(Value::text("prospect"))));
        }
        match app.try_run(Command::Create { table: Table::Customer, id: Some(id), cells }) {
            Ok(_) => {
                draft.clear(&[customer::OWNER, customer::REGION, customer::SOURCE]);
                done.run((id, next));
                true
            }
            Err(refusal) => {
                keys.with_value(|keys| draft.refuse(app, &refusal, keys));
                false
            }
        }
    });
    view! {
        <FormFrame draft=draft save=save close=close>
            <div class="form-two">
                <Editors draft=draft fields=fields autofocus=true/>
                <OwnEditors draft=draft/>
            </div>
            <Hint table=Table::Customer cells=draft.cells.into() typing=true close=close/>
        </FormFrame>
    }
}

/// The dialog around the form.
#[component]
pub fn NewCustomer(
    /// Runs when the user is done.
    close: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let done = Callback::new(move |(_, next): (Id, bool)| {
        if !next {
            close.run(());
        }
    });
    view! {
        <Dialog title=app.t(words::NEW) on_close=close>
            <CustomerForm close=close done=done/>
        </Dialog>
    }
}
