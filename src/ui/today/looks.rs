//! What needs a look: deals without a next step, idle deals, birthdays.

use super::super::app::{use_app, use_workspace};
use super::super::deals::{Ask, DealMoves};
use super::super::kit::icon::{Icon, Shape};
use super::super::kit::show;
use super::{Panel, PAGE};
use crate::analysis::today::Looks;
use crate::domain::id::Id;
use crate::domain::records::{contact, customer, deal, Table};
use crate::text::format::{self, MoneyStyle};
use crate::text::words::{board as board_words, common, today as words};
use crate::text::Text;
use leptos::prelude::*;

/// Deals in progress without a next step.
#[component]
pub fn NoNext(
    /// What was found.
    looks: RwSignal<Looks>,
) -> impl IntoView {
    let list = Memo::new(move |_| looks.with(|f| f.no_next_step.iter().map(|id| (*id, None)).collect::<Vec<_>>()));
    view! { <Deals name="no_next" title=words::DEALS_NO_NEXT list=list/> }
}

/// Deals in progress that nothing happens with.
#[component]
pub fn Rotting(
    /// What was found.
    looks: RwSignal<Looks>,
) -> impl IntoView {
    let list = Memo::new(move |_| looks.with(|f| f.rotting.iter().map(|(id, n)| (*id, Some(*n))).collect::<Vec<_>>()));
    view! { <Deals name="rotting" title=words::DEALS_ROTTING list=list/> }
}

#[component]
fn Deals(name: &'static str, title: Text, list: Memo<Vec<(Id, Option<i64>)>>) -> impl IntoView {
    let app = use_app();
    let limit = RwSignal::new(PAGE / 2);
    let some = Memo::new(move |_| !list.with(Vec::is_empty));
    let count = Signal::derive(move || list.with(Vec::len));
    let shown = move || list.with(|l| l.iter().take(super::most(app, limit)).copied().collect::<Vec<_>>());
    move || {
        some.get().then(|| {
            view! {
                <Panel name=name title=title count=count limit=limit>
                    <ul class="plain"><For each=shown key=|row| *row let:row><Deal id=row.0 days=row.1/></For></ul>
                </Panel>
            }
        })
    }
}

#[component]
fn Deal(id: Id, days: Option<i64>) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let moves = expect_context::<DealMoves>();
    let lang = app.lang();
    let face = Memo::new(move |_| {
        workspace.read(&[Table::Deal, Table::Customer], |d| {
            let row = d.get(Table::Deal, id)?;
            let buyer = d.follow(Table::Deal, row, deal::CUSTOMER);
            let amount = row.money(deal::AMOUNT).map(|m| show::money(lang, m, MoneyStyle::Short));
            let buyer = buyer.map(|c| c.text(customer::NAME).to_string());
            Some((row.text(deal::NAME).to_string(), buyer.unwrap_or_default(), amount.unwrap_or_default()))
        })
    });
    let part = move |pick: fn(&(String, String, String)) -> &String| {
        move || face.with(|f| f.as_ref().map(|f| pick(f).clone()).unwrap_or_default())
    };
    view! {
        <li class="look" data-deal=id.to_string()>
            <div>
                <button type="button" class="link" on:click=move |_| app.open(Table::Deal, id)>{part(|f| &f.0)}</button>
                <small>{part(|f| &f.1)}</small>
            </div>
            <b>{part(|f| &f.2)}</b>
            {match days {
                Some(n) => view! { <span class="rot">{app.tf(board_words::ROTTING, &[("n", &n.to_string())])}</span> }.into_any(),
                None => {
                    view! {
                        <button
                            type="button"
                            class="pill"
                            data-add-step=""
                            aria-label=move || format!("{} {}", app.t(words::ADD_TASK), part(|f| &f.0)())
                            on:click=move |_| moves.ask.set(Some(Ask::NextStep { deal: id }))
                        >
                            {app.t(common::ADD)}
                        </button>
                    }
                        .into_any()
                }
            }}
        </li>
    }
}

/// Birthdays of the coming days.
#[component]
pub fn Birthdays(
    /// What was found.
    looks: RwSignal<Looks>,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let limit = RwSignal::new(PAGE / 2);
    let list = Memo::new(move |_| looks.with(|f| f.birthdays.clone()));
    let some = Memo::new(move |_| !list.with(Vec::is_empty));
    let count = Signal::derive(move || list.with(Vec::len));
    let shown = move || list.with(|l| l.iter().take(super::most(app, limit)).copied().collect::<Vec<_>>());
    let person = move |(id, day): (Id, chrono::NaiveDate)| {
        let (name, buyer) = workspace.peek(|d| {
            let row = d.get(Table::Contact, id);
            let buyer = row.and_then(|r| d.follow(Table::Contact, r, contact::CUSTOMER));
            let name = row.map(|r| r.text(contact::NAME).to_string()).unwrap_or_default();
            (name, buyer.map(|c| c.text(customer::NAME).to_string()).unwrap_or_default())
        });
        let today = untrack(|| workspace.today());
        view! {
            <li class="look">
                <div>
                    <button type="button" class="link" on:click=move |_| app.open(Table::Contact, id)>{name}</button>
                    <small>{buyer}</small>
                </div>
                <Icon shape=Shape::Star/>
                <span>{format::relative(lang, day, today)}</span>
            </li>
        }
    };
    move || {
        some.get().then(|| {
            view! {
                <Panel name="birthdays" title=words::BIRTHDAYS count=count limit=limit>
                    <ul class="plain"><For each=shown key=|row| *row let:row>{person(row)}</For></ul>
                </Panel>
            }
        })
    }
}
