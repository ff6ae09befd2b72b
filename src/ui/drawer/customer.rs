//! The customer's drawer.

use super::super::app::{use_app, use_workspace};
use super::super::kit::field::parse;
use super::super::kit::icon::{Icon, Shape};
use super::super::kit::kept::Kept;
use super::super::kit::show;
use super::super::kit::wrong::{Fault, Wrong};
use super::super::{composes, focus_back};
use super::contacts::Contacts;
use super::deal::DeleteButton;
use super::facts::{fields, FieldFact, OwnFacts};
use super::head::{CloseButton, Name};
use super::sets::Chips;
use super::tasks::OpenTasks;
use super::timeline::{AddBar, Timeline};
use crate::analysis::basis::Basis;
use crate::analysis::rates::{Adder, Total};
use crate::domain::command::{Command, CustomerChoice};
use crate::domain::deals::{first_open_stage, pipelines, state, Status};
use crate::domain::id::Id;
use crate::domain::records::{activity, contact, customer, deal, Kind, Table};
use crate::domain::sort::sort_by_key;
use crate::domain::value::{About, Value};
use crate::text::format::{self, MoneyStyle};
use crate::text::words::{board as board_words, common, customer as words, deal as deal_words};
use leptos::html;
use leptos::prelude::*;

const READS: &[Table] = &[
    Table::Deal,
    Table::StageChange,
    Table::Stage,
    Table::Pipeline,
    Table::Rate,
    Table::Settings,
    Table::Activity,
    Table::Contact,
];

/// One deal of the customer.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Sold {
    id: Id,
    name: String,
    state: String,
    amount: String,
    status: &'static str,
}

/// A customer in full.
#[component]
pub fn CustomerDrawer(
    /// Which.
    id: Id,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let owner = Memo::new(move |_| {
        workspace.read(&[Table::Customer, Table::Rep], |d| {
            let row = d.get(Table::Customer, id)?;
            d.follow(Table::Customer, row, customer::OWNER).map(|r| r.id)
        })
    });
    let is_key = move || {
        workspace
            .read(&[Table::Customer], |d| d.get(Table::Customer, id).is_some_and(|r| r.text(customer::CLASS) == "key"))
    };
    let give = move |to: Option<Id>| {
        let cells = vec![(customer::OWNER, to.map(Value::Ref))];
        let _ = app.run(Command::Edit { table: Table::Customer, ids: vec![id], cells });
    };
    let pool = move || {
        let me = workspace.me();
        match (owner.get(), me) {
            (None, Some(me)) => Some(view! { <button type="button" class="go" data-act="take" on:click=move |_| give(Some(me))>{app.t(words::TAKE_FROM_POOL)}</button> }.into_any()),
            (Some(_), _) => Some(view! { <button type="button" class="lose" data-act="release" on:click=move |_| give(None)>{app.t(words::RELEASE_TO_POOL)}</button> }.into_any()),
            (None, None) => None,
        }
    };
    // Won and open sums with their numbers of deals, and the day of the last activity.
    let sums = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(READS, |d| {
            let basis = Basis::new(d, today);
            let mut won = Adder::new(basis.currency());
            let mut open = Adder::new(basis.currency());
            let mut count = 0;
            for row in d.referring(Table::Deal, deal::CUSTOMER, id) {
                let now = state(d, row);
                match now.status {
                    Status::Won => {
                        won.add(&basis.rates, row.money(deal::AMOUNT), now.closed.unwrap_or(today), 100);
                        count += 1;
                    }
                    Status::Open => open.add(&basis.rates, row.money(deal::AMOUNT), today, 100),
                    Status::Lost | Status::Invalid => {}
                }
            }
            let people = d.referring(Table::Contact, contact::CUSTOMER, id).map(|r| r.id);
            let sold = d.referring(Table::Deal, deal::CUSTOMER, id).map(|r| r.id);
            let all = std::iter::once(id).chain(people).chain(sold);
            let last = all.flat_map(|about| d.referring(Table::Activity, activity::ABOUT, about));
            let last = last.filter_map(|a| a.date(activity::AT)).max();
            (won.total(), open.total(), count, last)
        })
    });
    let money = move |total: &Total| show::money(lang, total.money(), MoneyStyle::Short);
    let last = move || {
        let day = sums.with(|s| s.3);
        day.map_or_else(|| app.t(words::NEVER_CONTACTED).into(), |d| format::relative(lang, d, workspace.today()))
    };
    view! {
        <header class="dh">
            <div class="r"><Name table=Table::Customer id=id/><CloseButton/></div>
            <Kept table=Table::Customer id=id/>
            {move || is_key().then(|| view! { <div class="r"><span class="chip on">{app.t(words::KEY_CUSTOMER)}</span></div> })}
            <dl class="sums">
                <div>
                    <dt>{app.t(words::WON_TOTAL)}</dt>
                    <dd data-won="">
                        {move || sums.with(|s| money(&s.0))}
                        <small>{move || sums.with(|s| app.tf(words::N_WON, &[("n", &s.2.to_string())]))}</small>
                    </dd>
                </div>
                <div><dt>{app.t(words::OPEN_TOTAL)}</dt><dd>{move || sums.with(|s| money(&s.1))}</dd></div>
                <div><dt>{app.t(words::LAST_CONTACT)}</dt><dd>{last}</dd></div>
            </dl>
            <div class="acts">{pool}<DeleteButton table=Table::Customer id=id/></div>
        </header>
        <div class="db">
            <AddBar about=About { table: Table::Customer, id }/>
            <Contacts customer=id/>
            <Deals customer=id/>
            <OpenTasks about=id/>
            <section class="ds" aria-label=app.t(words::SECTION_MAIN)>
                <h3>{app.t(words::SECTION_MAIN)}</h3>
                <dl class="facts">
                    {fields(Table::Customer, &["name"])
                        .map(|field| {
                            let empty = if field.key == customer::OWNER { common::NO_OWNER } else { common::NO_FIGURE };
                            view! { <FieldFact table=Table::Customer id=id field=field empty=app.t(empty).to_string()/> }
                        })
                        .collect_view()}
                    {Table::Customer.field(customer::TAGS).map(|field| view! { <Chips table=Table::Customer id=id field=field add=words::ADD_TAG/> })}
                    <OwnFacts table=Table::Customer id=id/>
                </dl>
            </section>
            <Timeline table=Table::Customer id=id/>
        </div>
    }
}

/// The customer's deals: open ones first, the newest first.
#[component]
fn Deals(customer: Id) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let list = Memo::new(move |_| {
        workspace.read(&[Table::Deal, Table::StageChange, Table::Stage], |d| {
            let rows = d.referring(Table::Deal, deal::CUSTOMER, customer).map(|r| (r, state(d, r)));
            let mut rows: Vec<_> = rows.collect();
            sort_by_key(&mut rows, |(r, now)| {
                (now.status != Status::Open, std::cmp::Reverse((r.moment(deal::CREATED), r.id)))
            });
            let sold = |(r, now): (&crate::domain::row::Row, crate::domain::deals::DealState)| Sold {
                id: r.id,
                name: r.text(deal::NAME).into(),
                state: match now.status {
                    Status::Lost => app.t(common::LOST).into(),
                    Status::Invalid => app.t(common::INVALID).into(),
                    _ => now.stage.map(|s| show::name(d, lang, Table::Stage, s)).unwrap_or_default(),
                },
                amount: r.money(deal::AMOUNT).map(|m| show::money(lang, m, MoneyStyle::Short)).unwrap_or_default(),
                status: now.status.code(),
            };
            rows.into_iter().map(sold).collect::<Vec<_>>()
        })
    });
    let adding = RwSignal::new(false);
    view! {
        <section class="ds" aria-label=app.t(words::SECTION_DEALS)>
            <header>
                <h3>{app.t(words::SECTION_DEALS)}</h3>
                <button type="button" class="chip" data-add="deal" on:click=move |_| adding.update(|a| *a = !*a)>
                    <Icon shape=Shape::Plus/>
                    {app.t(words::NEW_DEAL)}
                </button>
            </header>
            {move || adding.get().then(|| view! { <NewDeal customer=customer close=Callback::new(move |()| adding.set(false))/> })}
            <ul class="plain">
                <For each=move || list.get() key=|s| s.clone() let:sold>
                    <li class="sold" data-state=sold.status>
                        <button type="button" class="link" on:click=move |_| app.open(Table::Deal, sold.id)>{sold.name}</button>
                        <span>{sold.state}</span>
                        <b>{sold.amount}</b>
                    </li>
                </For>
            </ul>
            {move || (list.with(Vec::is_empty) && !adding.get()).then(|| view! { <p class="unset">{app.t(words::NO_DEALS)}</p> })}
        </section>
    }
}

/// A new deal of this customer: name and amount; the rest in its drawer, which opens.
#[component]
fn NewDeal(customer: Id, close: Callback<()>) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let (name, amount) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let wrong = RwSignal::new(None::<Fault>);
    let first = NodeRef::<html::Input>::new();
    focus_back();
    Effect::new(move |_| {
        if let Some(input) = first.get() {
            let _ = input.focus();
        }
    });
    let make = move || -> Result<Id, Fault> {
        let amount = parse(workspace, Kind::Money, &amount.get_untracked())
            .map_err(|code| Fault::at("amount", app.error_text(code)))?;
        let stage = workspace.peek(|d| pipelines(d).first().and_then(|p| first_open_stage(d, p.id)));
        let stage = stage.ok_or_else(|| app.error_text("not_found"))?;
        let made = workspace.new_id();
        let command = Command::AddDeal {
            id: Some(made),
            customer: CustomerChoice::Existing(customer),
            stage,
            cells: vec![(deal::NAME, Some(Value::text(name.get_untracked()))), (deal::AMOUNT, amount)],
        };
        app.try_run(command).map(|_| made).map_err(|refusal| Fault::of(app, &refusal))
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match make() {
            Ok(made) => {
                close.run(());
                app.open(Table::Deal, made);
            }
            Err(fault) => wrong.set(Some(fault)),
        }
    };
    view! {
        <form
            class="form inset"
            data-form="deal"
            on:submit=submit
            on:keydown=move |event| {
                if event.key() == "Escape" && !composes(&event) {
                    event.prevent_default();
                    event.stop_propagation();
                    close.run(());
                }
            }
        >
            <label class="field-label">
                <span>{app.t(board_words::QUICK_NAME)}</span>
                <input class="input" name="name" autocomplete="off" node_ref=first on:input=move |e| name.set(event_target_value(&e))/>
            </label>
            <label class="field-label">
                <span>{app.t(board_words::QUICK_AMOUNT)}</span>
                <input class="input" name="amount" inputmode="decimal" autocomplete="off" on:input=move |e| amount.set(event_target_value(&e))/>
            </label>
            <Wrong fault=wrong/>
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| close.run(())>{app.t(common::CANCEL)}</button>
                <button type="submit" class="primary">{app.t(deal_words::NEW)}</button>
            </div>
        </form>
    }
}
