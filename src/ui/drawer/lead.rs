//! The lead's drawer.

use super::super::app::{use_app, use_workspace};
use super::super::deals::{Ask, DealMoves};
use super::deal::DeleteButton;
use super::facts::{fields, FieldFact, OwnFacts};
use super::head::{CloseButton, Name};
use super::sets::Chips;
use super::tasks::OpenTasks;
use super::timeline::{AddBar, Timeline};
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::records::{lead, Table};
use crate::domain::value::About;
use crate::text::format;
use crate::text::words::{choices, common, deal as deal_words, lead as words};
use leptos::prelude::*;

/// Status, since when it is there or closed, and what it became.
#[derive(Clone, PartialEq, Default)]
struct Head {
    status: String,
    when: String,
    customer: Option<Id>,
    deal: Option<Id>,
}

/// A lead in full.
#[component]
pub fn LeadDrawer(
    /// Which.
    id: Id,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let moves = expect_context::<DealMoves>();
    let lang = app.lang();
    let head = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(&[Table::Lead, Table::Deal, Table::Customer], |d| {
            let Some(row) = d.get(Table::Lead, id) else { return Head::default() };
            let status = row.text(lead::STATUS).to_string();
            let when = match (row.date(lead::CLOSED), row.date(lead::CREATED)) {
                (Some(day), _) if status != "open" => format::date_short(lang, day, today),
                (_, Some(day)) => app.tf(words::AGE, &[("n", &(today - day).num_days().max(0).to_string())]),
                _ => String::new(),
            };
            let customer = d.follow(Table::Lead, row, lead::CUSTOMER).map(|r| r.id);
            let deal = d.follow(Table::Lead, row, lead::DEAL).map(|r| r.id);
            Head { status, when, customer, deal }
        })
    });
    let status = Memo::new(move |_| head.with(|h| h.status.clone()));
    let details = move || {
        head.with(|h| {
            let name = choices::choice_label("lead", "status", &h.status).map_or("", |t| app.t(t));
            [name, h.when.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ")
        })
    };
    let became = move || {
        let (customer, deal) = head.with(|h| (h.customer, h.deal));
        let link = move |table: Table, id: Id, label| {
            view! { <button type="button" data-act=format!("open-{}", table.key()) on:click=move |_| app.open(table, id)>{app.t(label)}</button> }
        };
        view! {
            {deal.map(|d| link(Table::Deal, d, words::OPEN_DEAL))}
            {customer.map(|c| link(Table::Customer, c, words::OPEN_CUSTOMER))}
        }
    };
    let mark = move |invalid: bool| drop(app.run(Command::MarkLead { leads: vec![id], invalid }));
    view! {
        <header class="dh">
            <div class="r"><Name table=Table::Lead id=id/><CloseButton/></div>
            <div class="r"><span class="soft" data-status=move || status.get()>{details}</span></div>
            <div class="acts">
                {move || match status.get().as_str() {
                    "converted" => became().into_any(),
                    "invalid" => {
                        view! { <button type="button" data-act="reopen" on:click=move |_| mark(false)>{app.t(common::REOPEN)}</button> }.into_any()
                    }
                    _ => {
                        view! {
                            <button
                                type="button"
                                class="go"
                                data-act="convert"
                                on:click=move |_| moves.ask.set(Some(Ask::Convert { lead: id, stage: None }))
                            >
                                {app.t(words::CONVERT)}
                            </button>
                            <button type="button" class="lose" data-act="invalid" on:click=move |_| mark(true)>{app.t(words::MARK_INVALID)}</button>
                        }
                            .into_any()
                    }
                }}
                <DeleteButton table=Table::Lead id=id/>
            </div>
        </header>
        <div class="db">
            <AddBar about=About { table: Table::Lead, id }/>
            <dl class="facts">
                {fields(Table::Lead, &["name"]).map(|field| view! { <FieldFact table=Table::Lead id=id field=field/> }).collect_view()}
                {Table::Lead.field(lead::TAGS).map(|field| view! { <Chips table=Table::Lead id=id field=field add=deal_words::ADD_TAG/> })}
                <OwnFacts table=Table::Lead id=id/>
            </dl>
            <OpenTasks about=id/>
            <Timeline table=Table::Lead id=id/>
        </div>
    }
}
