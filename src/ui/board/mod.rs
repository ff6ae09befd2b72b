//! The pipeline board 管道.

mod card;
mod column;
mod drag;
mod filters;
mod keyboard;
pub mod live;
pub mod moves;
mod quick_add;

use super::app::{use_app, use_workspace};
use super::kit::icon::{Icon, Shape};
use super::kit::menu::{Item, Menu};
use super::kit::show;
use crate::analysis::rates::Total;
use crate::domain::deals::pipelines;
use crate::domain::records::{pipeline, Table};
use crate::text::format::MoneyStyle;
use crate::text::words::board as words;
use leptos::prelude::*;
use live::BoardView;
use moves::Moves;

/// The tables that the board reads.
pub const READS: &[Table] = &[
    Table::Settings,
    Table::Pipeline,
    Table::Stage,
    Table::Deal,
    Table::StageChange,
    Table::Task,
    Table::Activity,
    Table::Customer,
    Table::Lead,
    Table::DealLine,
    Table::Rate,
    Table::Rep,
];

/// The board.
#[component]
pub fn Board() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let chosen = Memo::new(move |_| {
        let wanted = live::Wanted::of(&app.route.get()).pipeline;
        workspace.read(&[Table::Pipeline], |data| live::shown_pipeline(data, wanted))
    });
    let board = live::live(app, workspace);
    let moves = Moves::new(app, workspace, board, expect_context());
    provide_context(moves);
    let spot = RwSignal::new(None);
    keyboard::provide(moves, spot);
    let sum = move |pick: fn(&BoardView) -> &Total| {
        move || {
            board
                .with(|b| b.as_ref().map(|b| show::money(lang, pick(b).money(), MoneyStyle::Short)).unwrap_or_default())
        }
    };
    let menu = Callback::new(move |()| {
        let current = chosen.get_untracked();
        workspace.peek(|data| {
            pipelines(data)
                .into_iter()
                .filter(|p| !p.flag(pipeline::ARCHIVED))
                .map(|p| {
                    let id = p.id;
                    let choose = move || app.go(app.route.get_untracked().with("pipeline", Some(&id.to_string())));
                    Item::new(show::row_name(lang, Table::Pipeline, p), choose).current(current == Some(id))
                })
                .collect()
        })
    });
    let name =
        move || chosen.get().map(|id| workspace.read(&[Table::Pipeline], |d| show::name(d, lang, Table::Pipeline, id)));
    view! {
        <div class="page board-page">
            <div class="head">
                <h1>{app.t(words::TITLE)}</h1>
                <Menu label=app.t(words::CHOOSE_PIPELINE) items=menu class="pick">
                    {name}
                    <Icon shape=Shape::Down/>
                </Menu>
                <div class="sum">
                    <div><small>{app.t(words::IN_PROGRESS)}</small><b data-sum="open">{sum(|b| &b.open)}</b></div>
                    <div><small>{app.t(words::WEIGHTED)}</small><b data-sum="weighted">{sum(|b| &b.weighted)}</b></div>
                    <div><small>{app.t(words::DUE_THIS_MONTH)}</small><b data-sum="due">{sum(|b| &b.due)}</b></div>
                </div>
            </div>
            <filters::FilterBar board=board/>
            <drag::Lanes board=board spot=spot/>
            <div class="sr-only" aria-live="assertive">{move || moves.announcement.get()}</div>
        </div>
    }
}
