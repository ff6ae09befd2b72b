//! The form of a deal: its customer is chosen while typing, or made with it.

use super::super::app::{use_app, use_workspace};
use super::super::duplicates::Hint;
use super::super::kit::form::{fields_for, Draft, Editors, FormFrame, OwnEditors};
use super::super::kit::show;
use super::super::kit::suggest::Suggest;
use crate::domain::command::{Command, CustomerChoice};
use crate::domain::deals::{first_open_stage, pipelines, stages};
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{customer, deal, pipeline, stage, Table};
use crate::domain::value::Value;
use crate::text::words::fields;
use leptos::prelude::*;

/// A new deal.
#[component]
pub fn DealForm(
    /// Runs when the user gives up.
    close: Callback<()>,
    /// Runs when one was added; `true`: the next one follows.
    done: Callback<bool>,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let draft = Draft::new(Table::Deal);
    let all = fields_for(workspace, Table::Deal, &["name", "amount", "expected_close", "owner"]);
    let (first, rest): (Vec<_>, Vec<_>) =
        all.into_iter().filter(|f| f.name != "customer").partition(|f| f.name == "name");
    let keys: StoredValue<Vec<Key>> =
        StoredValue::new(first.iter().chain(&rest).map(|f| f.key).chain([deal::CUSTOMER]).collect());
    draft.put(deal::OWNER, untrack(|| workspace.me()).map(Value::Ref));
    let (who, chosen) = (RwSignal::new(String::new()), RwSignal::new(None::<(Table, Id)>));
    // The stages of the pipeline that the board shows, else of the first one.
    let wanted = app.route.get_untracked().param("pipeline").and_then(Id::parse);
    let (choices, begin) = workspace.peek(|data| {
        let all: Vec<_> = pipelines(data).into_iter().filter(|p| !p.flag(pipeline::ARCHIVED)).collect();
        let Some(pipeline) = all.iter().find(|p| Some(p.id) == wanted).or_else(|| all.first()) else {
            return (Vec::new(), None);
        };
        let fit =
            |s: &&crate::domain::row::Row| !s.flag(stage::ARCHIVED) && matches!(s.text(stage::PHASE), "open" | "won");
        let choices: Vec<(Id, String)> = stages(data, pipeline.id)
            .into_iter()
            .filter(fit)
            .map(|s| (s.id, show::row_name(lang, Table::Stage, s)))
            .collect();
        (choices, first_open_stage(data, pipeline.id))
    });
    let stage = RwSignal::new(begin);
    // A customer that would be made with the deal, and is there perhaps under another spelling.
    let new_customer = Signal::derive(move || match chosen.get() {
        Some(_) => Vec::new(),
        None => vec![(customer::NAME, Some(Value::text(who.get())))],
    });
    let take = Callback::new(move |id: Id| {
        who.set(workspace.peek(|data| show::name(data, lang, Table::Customer, id)));
        chosen.set(Some((Table::Customer, id)));
    });
    let save = Callback::new(move |next: bool| {
        let Some(stage) = stage.get_untracked() else { return false };
        let customer = match chosen.get_untracked() {
            Some((_, id)) => CustomerChoice::Existing(id),
            None => CustomerChoice::Named(who.get_untracked()),
        };
        match app.try_run(Command::AddDeal { id: None, customer, stage, cells: draft.cells.get_untracked() }) {
            Ok(_) => {
                draft.clear(&[deal::OWNER]);
                who.set(String::new());
                chosen.set(None);
                done.run(next);
                true
            }
            Err(refusal) if refusal.code == "ambiguous_name" => {
                draft.complain(Some(deal::CUSTOMER), app.refusal_text(&refusal));
                false
            }
            Err(refusal) => {
                keys.with_value(|keys| draft.refuse(app, &refusal, keys));
                false
            }
        }
    });
    view! {
        <FormFrame draft=draft save=save close=close>
            <Editors draft=draft fields=first autofocus=true/>
            <Suggest
                label=app.t(fields::CUSTOMER)
                name="customer"
                tables=&[Table::Customer]
                text=who
                chosen=chosen
                required=true
                error=Signal::derive(move || draft.fault(Some(deal::CUSTOMER)))
            />
            <Hint table=Table::Customer cells=new_customer take=take/>
            <label class="field-label">
                <span>{app.t(fields::STAGE)}</span>
                <select class="input" name="stage" on:change=move |event| stage.set(Id::parse(&event_target_value(&event)))>
                    {choices
                        .into_iter()
                        .map(|(id, name)| view! { <option value=id.to_string() selected=move || stage.get() == Some(id)>{name}</option> })
                        .collect_view()}
                </select>
            </label>
            <div class="form-two even"><Editors draft=draft fields=rest/><OwnEditors draft=draft/></div>
        </FormFrame>
    }
}
