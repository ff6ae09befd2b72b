//! The deal's drawer.

use super::super::app::{use_app, use_workspace};
use super::super::deals::{stages_of, Ask, DealMoves};
use super::super::kit::kept::Kept;
use super::super::kit::show;
use super::facts::{fields, FieldFact, OwnFacts};
use super::head::{CloseButton, Name};
use super::lines::Lines;
use super::sets::Chips;
use super::tasks::{NextStep, OpenTasks};
use super::timeline::{AddBar, Timeline};
use crate::domain::command::Command;
use crate::domain::deals::{probability, rotting_days, state, Status};
use crate::domain::id::Id;
use crate::domain::records::{customer, deal, Table};
use crate::domain::value::{About, OutcomeKind};
use crate::text::format::{self, MoneyStyle};
use crate::text::words::{board as board_words, common, deal as words};
use leptos::prelude::*;

/// What the head says.
#[derive(Clone, PartialEq)]
struct Head {
    buyer: Option<(Id, String)>,
    rot: Option<i64>,
    amount: String,
    percent: i64,
    own_percent: bool,
    when: String,
    status: Status,
}

const READS: &[Table] = &[Table::Deal, Table::StageChange, Table::Stage, Table::Activity, Table::Task, Table::Customer];

/// A deal in full.
#[component]
pub fn DealDrawer(
    /// Which.
    id: Id,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let head = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(READS, |d| {
            let row = d.get(Table::Deal, id)?;
            let now = state(d, row);
            let when = match (now.closed, row.date(deal::EXPECTED_CLOSE)) {
                (Some(day), _) => format::date_short(lang, day, today),
                (None, Some(day)) if now.status == Status::Open => {
                    app.tf(words::EXPECTED, &[("date", &format::date_short(lang, day, today))])
                }
                _ => String::new(),
            };
            let buyer = d.follow(Table::Deal, row, deal::CUSTOMER);
            Some(Head {
                buyer: buyer.map(|c| (c.id, c.text(customer::NAME).to_string())),
                rot: rotting_days(d, row, &now, today),
                amount: row
                    .money(deal::AMOUNT)
                    .map_or_else(|| app.t(board_words::NO_AMOUNT).into(), |m| show::money(lang, m, MoneyStyle::Short)),
                percent: probability(d, row, &now),
                own_percent: row.int(deal::PROBABILITY).is_some(),
                when,
                status: now.status,
            })
        })
    });
    let status = Memo::new(move |_| head.with(|h| h.as_ref().map_or(Status::Open, |h| h.status)));
    let text = move |pick: fn(&Head) -> String| move || head.with(|h| h.as_ref().map(pick).unwrap_or_default());
    let details = move || {
        head.with(|h| {
            let Some(h) = h else { return String::new() };
            let state = match h.status {
                Status::Open => format::percent(lang, h.percent * 10),
                Status::Won => app.t(common::WON).into(),
                Status::Lost => app.t(common::LOST).into(),
                Status::Invalid => app.t(common::INVALID).into(),
            };
            [state, h.when.clone()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ")
        })
    };
    let stage_percent = Signal::derive(move || {
        head.with(|h| match h {
            Some(h) if h.status == Status::Open && !h.own_percent => {
                app.tf(words::PROBABILITY_OF_STAGE, &[("percent", &format::percent(lang, h.percent * 10))])
            }
            _ => app.t(common::NO_FIGURE).into(),
        })
    });
    let buyer = move || {
        head.with(|h| h.as_ref().and_then(|h| h.buyer.clone())).map(|(buyer, name)| {
            view! {
                <button type="button" class="link" data-customer="" on:click=move |_| app.open(Table::Customer, buyer)>
                    {name}
                </button>
            }
        })
    };
    let rot = move || {
        head.with(|h| h.as_ref().and_then(|h| h.rot))
            .map(|n| view! { <span class="rot">{app.tf(board_words::ROTTING, &[("n", &n.to_string())])}</span> })
    };
    let chips = ["competitors", "tags"].map(|name| Table::Deal.field_named(name)).into_iter().flatten();
    view! {
        <header class="dh">
            <div class="r"><Name table=Table::Deal id=id/><CloseButton/></div>
            <Kept table=Table::Deal id=id/>
            <div class="r">{buyer}{rot}</div>
            <div class="r"><span class="amt" data-amount="">{text(|h| h.amount.clone())}</span><span class="soft">{details}</span></div>
            <Steps id=id/>
            <Acts id=id status=status/>
        </header>
        <div class="db">
            {move || (status.get() == Status::Open).then(|| view! { <NextStep deal=id/> })}
            <AddBar about=About { table: Table::Deal, id }/>
            <dl class="facts">
                {fields(Table::Deal, &["name", "note"])
                    .map(|field| {
                        if field.key == deal::PROBABILITY {
                            view! { <FieldFact table=Table::Deal id=id field=field empty=stage_percent/> }.into_any()
                        } else {
                            view! { <FieldFact table=Table::Deal id=id field=field/> }.into_any()
                        }
                    })
                    .collect_view()}
                {chips
                    .map(|field| {
                        let add = if field.key == deal::TAGS { words::ADD_TAG } else { words::ADD_COMPETITOR };
                        view! { <Chips table=Table::Deal id=id field=field add=add/> }
                    })
                    .collect_view()}
                {Table::Deal.field(deal::NOTE).map(|field| view! { <FieldFact table=Table::Deal id=id field=field/> })}
                <OwnFacts table=Table::Deal id=id/>
            </dl>
            <Lines deal=id/>
            {move || {
                let but_first = status.get() == Status::Open;
                view! { <OpenTasks about=id but_first=but_first/> }
            }}
            <Timeline table=Table::Deal id=id/>
        </div>
    }
}

/// How far it has come, stage by stage.
#[component]
fn Steps(id: Id) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let stages = Memo::new(move |_| stages_of(workspace, id));
    let label = move || {
        stages.with(|(all, here)| {
            let at = here.and_then(|h| all.iter().position(|s| *s == h))?;
            let name = workspace.read(&[Table::Stage], |d| show::name(d, lang, Table::Stage, all[at]));
            let (n, total) = ((at + 1).to_string(), all.len().to_string());
            Some(app.tf(words::STEPS_LABEL, &[("n", &n), ("total", &total), ("stage", &name)]))
        })
    };
    let steps = move || {
        stages.with(|(all, here)| {
            let at = here.and_then(|h| all.iter().position(|s| *s == h));
            let names = workspace.read(&[Table::Stage], |d| {
                all.iter().map(|s| show::name(d, lang, Table::Stage, *s)).collect::<Vec<_>>()
            });
            let step = |(i, name)| {
                view! { <i class:d=at.is_some_and(|a| i < a) class:h={at == Some(i)} title=name></i> }
            };
            names.into_iter().enumerate().map(step).collect_view()
        })
    };
    let here = move || {
        stages.with(|(_, here)| here.map(|s| workspace.read(&[Table::Stage], |d| show::name(d, lang, Table::Stage, s))))
    };
    view! {
        <div class="steps" role="img" aria-label=label>{steps}</div>
        <p class="stage-name" data-stage-name="">{here}</p>
    }
}

#[component]
fn Acts(id: Id, status: Memo<Status>) -> impl IntoView {
    let app = use_app();
    let moves = expect_context::<DealMoves>();
    let end = move |kind: OutcomeKind, class: &'static str, label| {
        view! { <button type="button" class=class data-act=kind.code() on:click=move |_| moves.ask_outcome(id, kind)>{app.t(label)}</button> }
    };
    view! {
        <div class="acts">
            {move || {
                if status.get() == Status::Open {
                    view! {
                        <button type="button" data-act="move" on:click=move |_| moves.ask.set(Some(Ask::Move { deal: id }))>{app.t(common::MOVE_TO)}</button>
                        {end(OutcomeKind::Won, "win", common::WIN)}
                        {end(OutcomeKind::Lost, "lose", common::LOSE)}
                        {end(OutcomeKind::Invalid, "lose", common::MARK_INVALID)}
                    }
                        .into_any()
                } else {
                    view! {
                        {(status.get() == Status::Won)
                            .then(|| {
                                view! {
                                    <button type="button" data-act="move" on:click=move |_| moves.ask.set(Some(Ask::Move { deal: id }))>{app.t(common::MOVE_TO)}</button>
                                }
                            })}
                        <button type="button" data-act="reopen" on:click=move |_| drop(app.run(Command::ReopenDeal { deal: id }))>{app.t(common::REOPEN)}</button>
                    }
                        .into_any()
                }
            }}
            <DeleteButton table=Table::Deal id=id/>
        </div>
    }
}

/// Deletes the record and closes its drawer; what stands in the way is told. It can be undone, so nobody is asked first.
#[component]
pub fn DeleteButton(
    /// Whose.
    table: Table,
    /// Which.
    id: Id,
) -> impl IntoView {
    let app = use_app();
    let delete = move |_| {
        if app.run(Command::Delete { table, ids: vec![id] }).is_ok() {
            app.close_drawer();
        }
    };
    view! { <button type="button" class="lose" data-act="delete" on:click=delete>{app.t(common::DELETE)}</button> }
}
