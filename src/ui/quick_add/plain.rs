//! The forms of a lead and of a task.

use super::super::app::{use_app, use_workspace};
use super::super::duplicates::Hint;
use super::super::kit::form::{fields_for, Draft, Editors, FormFrame, OwnEditors};
use super::super::kit::suggest::Suggest;
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{lead, task, Table};
use crate::domain::value::{About, Value};
use crate::text::words::fields;
use leptos::prelude::*;

/// A new lead.
#[component]
pub fn LeadForm(
    /// Runs when the user gives up.
    close: Callback<()>,
    /// Runs when one was added; `true`: the next one follows.
    done: Callback<bool>,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let draft = Draft::new(Table::Lead);
    let fields = fields_for(workspace, Table::Lead, &["name", "contact", "phone", "source", "region", "owner"]);
    let keys: StoredValue<Vec<Key>> = StoredValue::new(fields.iter().map(|f| f.key).collect());
    draft.put(lead::OWNER, untrack(|| workspace.me()).map(Value::Ref));
    let save = Callback::new(move |next: bool| {
        match app.try_run(Command::Create { table: Table::Lead, id: None, cells: draft.cells.get_untracked() }) {
            Ok(_) => {
                draft.clear(&[lead::OWNER, lead::SOURCE, lead::REGION]);
                done.run(next);
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
            <div class="form-two"><Editors draft=draft fields=fields autofocus=true/><OwnEditors draft=draft/></div>
            <Hint table=Table::Lead cells=draft.cells.into() typing=true close=close/>
        </FormFrame>
    }
}

/// A new task, about a deal, a customer, a contact or a lead.
#[component]
pub fn TaskForm(
    /// Runs when the user gives up.
    close: Callback<()>,
    /// Runs when one was added; `true`: the next one follows.
    done: Callback<bool>,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let draft = Draft::new(Table::Task);
    let first = fields_for(workspace, Table::Task, &["title"]);
    let rest = fields_for(workspace, Table::Task, &["due", "kind", "priority", "owner"]);
    let rest: Vec<_> =
        rest.into_iter().filter(|f| !first.iter().any(|x| x.name == f.name) && f.name != "about").collect();
    let first: Vec<_> = first.into_iter().filter(|f| f.name == "title").collect();
    let keys: StoredValue<Vec<Key>> =
        StoredValue::new(first.iter().chain(&rest).map(|f| f.key).chain([task::ABOUT]).collect());
    let (about, chosen) = (RwSignal::new(String::new()), RwSignal::new(None::<(Table, Id)>));
    draft.put(task::DUE, Some(Value::date(untrack(|| workspace.today()))));
    draft.put(task::OWNER, untrack(|| workspace.me()).map(Value::Ref));
    let save = Callback::new(move |next: bool| {
        let mut cells = draft.cells.get_untracked();
        match chosen.get_untracked() {
            Some((table, id)) => cells.push((task::ABOUT, Some(Value::Abouts([About { table, id }].into())))),
            None if !about.with_untracked(|a| a.trim().is_empty()) => {
                draft.complain(Some(task::ABOUT), app.error_text("not_found"));
                return false;
            }
            None => {}
        }
        match app.try_run(Command::Create { table: Table::Task, id: None, cells }) {
            Ok(_) => {
                draft.clear(&[task::OWNER, task::DUE, task::SORT]);
                done.run(next);
                true
            }
            Err(refusal) => {
                keys.with_value(|keys| draft.refuse(app, &refusal, keys));
                false
            }
        }
    });
    const ABOUT: &[Table] = &[Table::Deal, Table::Customer, Table::Contact, Table::Lead];
    view! {
        <FormFrame draft=draft save=save close=close>
            <Editors draft=draft fields=first autofocus=true/>
            <Suggest
                label=app.t(fields::ABOUT)
                name="about"
                tables=ABOUT
                text=about
                chosen=chosen
                error=Signal::derive(move || draft.fault(Some(task::ABOUT)))
            />
            <div class="form-two even"><Editors draft=draft fields=rest/><OwnEditors draft=draft/></div>
        </FormFrame>
    }
}
