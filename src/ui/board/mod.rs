//! The pipeline board 管道.

mod card;
mod column;
mod drag;
mod filters;
mod keyboard;
mod lanes;
pub mod live;
pub mod moves;
mod quick_add;
mod slots;

use super::app::{use_app, use_workspace};
use super::finding::use_finding;
use super::kit::pipelines::{chosen_pipeline, PipelineMenu};
use super::kit::show;
use super::out::ExportMenu;
use crate::analysis::rates::Total;
use crate::domain::records::Table;
use crate::text::format::MoneyStyle;
use crate::text::words::board as words;
pub use card::initial;
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
    let chosen = chosen_pipeline();
    let board = live::live(app, workspace, use_finding());
    let moves = Moves::new(app, workspace, board, expect_context());
    provide_context(moves);
    let spot = RwSignal::new(None);
    keyboard::provide(moves, spot);
    // Leads among them are no deals and are left out.
    let shown = Callback::new(move |()| {
        board.with_untracked(|b| b.iter().flat_map(|b| &b.columns).flat_map(|c| c.ids.iter().copied()).collect())
    });
    let sum = move |pick: fn(&BoardView) -> &Total| {
        move || {
            board
                .with(|b| b.as_ref().map(|b| show::money(lang, pick(b).money(), MoneyStyle::Short)).unwrap_or_default())
        }
    };
    view! {
        <div class="page board-page">
            <div class="head">
                <h1>{app.t(words::TITLE)}</h1>
                <PipelineMenu chosen=chosen/>
                <div class="sum">
                    <div><small>{app.t(words::IN_PROGRESS)}</small><b data-sum="open">{sum(|b| &b.open)}</b></div>
                    <div><small>{app.t(words::WEIGHTED)}</small><b data-sum="weighted">{sum(|b| &b.weighted)}</b></div>
                    <div><small>{app.t(words::DUE_THIS_MONTH)}</small><b data-sum="due">{sum(|b| &b.due)}</b></div>
                </div>
                <ExportMenu table=Table::Deal ids=shown class="icon-button"/>
            </div>
            <filters::FilterBar board=board/>
            <lanes::Lanes board=board pipeline=chosen spot=spot/>
        </div>
    }
}
