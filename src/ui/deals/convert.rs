//! Converting a lead: customer, contact and deal in one go.

use super::super::app::{use_app, use_workspace};
use super::super::drawer::sets::offered;
use super::super::kit::dialog::Dialog;
use super::super::kit::field::parse;
use super::super::kit::show;
use super::super::kit::wrong::{Fault, Wrong};
use super::dialogs::Buttons;
use super::DealMoves;
use crate::analysis::basis::Phase;
use crate::domain::command::{Command, Conversion, CustomerChoice};
use crate::domain::deals::{pipelines, stages};
use crate::domain::id::Id;
use crate::domain::records::{customer, deal, lead, stage, Kind, Table};
use crate::domain::value::Value;
use crate::text::words::lead as words;
use crate::text::Text;
use leptos::prelude::*;

/// The dialog that converts a lead.
#[component]
pub fn Convert(
    /// Which lead.
    lead: Id,
    /// The stage that was chosen already.
    stage: Option<Id>,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let moves = expect_context::<DealMoves>();
    let lang = app.lang();
    let (name, contact, of) = workspace.peek(|d| {
        let row = d.get(Table::Lead, lead);
        let text = |key| row.map(|r| r.text(key).to_string()).unwrap_or_default();
        (text(lead::NAME), text(lead::CONTACT), row.and_then(|r| r.link(lead::PIPELINE)))
    });
    let stages: Vec<(Id, String)> = workspace.peek(|d| {
        let chosen = stage.and_then(|s| d.get(Table::Stage, s)).and_then(|s| s.link(stage::PIPELINE));
        let Some(pipeline) = chosen.or(of).or_else(|| pipelines(d).first().map(|p| p.id)) else { return Vec::new() };
        let open = |s: &&crate::domain::row::Row| {
            Phase::parse(s.text(stage::PHASE)) == Phase::Open && !s.flag(stage::ARCHIVED)
        };
        stages(d, pipeline).into_iter().filter(open).map(|s| (s.id, show::row_name(lang, Table::Stage, s))).collect()
    });
    let begin = RwSignal::new(stage.or(stages.first().map(|s| s.0)));
    let buyer = RwSignal::new(name.clone());
    let person = RwSignal::new(contact);
    let title = RwSignal::new(name.clone());
    let amount = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<Fault>);
    // The same rule as the command's: one customer of exactly this name is that customer.
    let there = Memo::new(move |_| {
        let typed = buyer.get();
        workspace.read(&[Table::Customer], |d| {
            d.live(Table::Customer).filter(|c| c.text(customer::NAME).trim() == typed.trim()).take(2).count() == 1
        })
    });
    let offers = Memo::new(move |_| offered(workspace, &buyer.get()));
    let make = move || -> Result<(Id, Conversion), Fault> {
        let amount = parse(workspace, Kind::Money, &amount.get_untracked())
            .map_err(|code| Fault::at("amount", app.error_text(code)))?;
        let made = workspace.new_id();
        let into = Conversion {
            customer: CustomerChoice::Named(buyer.get_untracked()),
            contact: Some(person.get_untracked()).filter(|p| !p.trim().is_empty()),
            deal: Some(made),
            stage: begin.get_untracked(),
            cells: vec![(deal::NAME, Some(Value::text(title.get_untracked()))), (deal::AMOUNT, amount)],
        };
        Ok((made, into))
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let result = make().and_then(|(made, into)| {
            app.try_run(Command::ConvertLead { lead, into }).map(|_| made).map_err(|refusal| Fault::of(app, &refusal))
        });
        match result {
            Ok(made) => {
                moves.ask.set(None);
                app.open(Table::Deal, made);
            }
            Err(fault) => wrong.set(Some(fault)),
        }
    };
    let input = move |field: &'static str, label: Text, value: RwSignal<String>, list: Option<&'static str>| {
        view! {
            <label class="field-label">
                <span>{app.t(label)}</span>
                <input
                    class="input"
                    name=field
                    inputmode=if field == "amount" { "decimal" } else { "text" }
                    autocomplete="off"
                    list=list
                    prop:value=move || value.get()
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </label>
        }
    };
    view! {
        <Dialog title=app.tf(words::CONVERT_TITLE, &[("name", &name)]) on_close=Callback::new(move |()| moves.ask.set(None))>
            <form on:submit=submit class="form" data-form="convert">
                <p>{app.t(words::CONVERT_HINT)}</p>
                {input("customer", words::CONVERT_CUSTOMER, buyer, Some("convert-offer"))}
                <datalist id="convert-offer">{move || offers.get().into_iter().map(|n| view! { <option value=n></option> }).collect_view()}</datalist>
                <small role="status">{move || app.t(if there.get() { words::BECOMES_EXISTING } else { words::BECOMES_NEW })}</small>
                {input("contact", words::CONVERT_CONTACT, person, None)}
                {input("deal", words::CONVERT_DEAL, title, None)}
                <div class="duo">
                    {input("amount", crate::text::words::board::QUICK_AMOUNT, amount, None)}
                    <label class="field-label">
                        <span>{app.t(words::CONVERT_STAGE)}</span>
                        <select class="input" name="stage" on:change=move |event| begin.set(Id::parse(&event_target_value(&event)))>
                            {stages
                                .into_iter()
                                .map(|(id, name)| {
                                    view! { <option value=id.to_string() selected=move || begin.get() == Some(id)>{name}</option> }
                                })
                                .collect_view()}
                        </select>
                    </label>
                </div>
                <Wrong fault=wrong/>
                <Buttons label=app.t(words::CONVERT)/>
            </form>
        </Dialog>
    }
}
