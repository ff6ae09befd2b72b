//! The funnel screen 漏斗: where deals get stuck, how long they take, what will come in.

mod compute;
mod filters;
mod parts;
mod tables;
mod tiles;

use super::app::{use_app, use_workspace};
use super::kit::icon::{Icon, Shape};
use super::kit::menu::{Item, Menu};
use super::kit::records::{Records, RecordsPanel};
use super::kit::show;
use crate::domain::deals::pipelines;
use crate::domain::id::Id;
use crate::domain::records::{pipeline, Table};
use crate::text::words::{board as board_words, funnel as words};
use compute::{Figures, READS};
use leptos::prelude::*;
use std::sync::Arc;

/// The figures of this screen, for its parts.
#[derive(Clone, Copy)]
struct Shown(Memo<Option<Arc<Figures>>>);

impl Shown {
    /// Reads a part of the figures; `None` while there is no pipeline.
    fn with<T>(self, f: impl FnOnce(&Figures) -> T) -> Option<T> {
        self.0.with(|figures| figures.as_deref().map(f))
    }
}

fn use_shown() -> Shown {
    expect_context::<Shown>()
}

/// The screen.
#[component]
pub fn Funnel() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    Records::provide();
    let chosen = Memo::new(move |_| {
        let wanted = app.route.get().param("pipeline").and_then(Id::parse);
        workspace.read(&[Table::Pipeline], |data| {
            let all = pipelines(data);
            wanted
                .filter(|id| all.iter().any(|p| p.id == *id))
                .or_else(|| all.iter().find(|p| !p.flag(pipeline::ARCHIVED)).map(|p| p.id))
        })
    });
    let wanted = Memo::new(move |_| filters::Wanted::of(&app.route.get()));
    // Computed once per change of data, filter or day; every part of the screen reads it.
    let figures = Memo::new(move |_| {
        let today = workspace.today();
        let pipeline = chosen.get()?;
        let wanted = wanted.get();
        Some(workspace.read(READS, |data| Arc::new(Figures::new(data, lang, today, pipeline, &wanted))))
    });
    provide_context(Shown(figures));
    let snapshot = Memo::new(move |_| app.route.get().param("view") == Some("snapshot"));
    let menu = Callback::new(move |()| {
        let current = chosen.get_untracked();
        workspace.peek(|data| {
            pipelines(data)
                .into_iter()
                .filter(|p| !p.flag(pipeline::ARCHIVED))
                .map(|p| {
                    let id = p.id;
                    let choose = move || app.adjust(app.route.get_untracked().with("pipeline", Some(&id.to_string())));
                    Item::new(show::row_name(lang, Table::Pipeline, p), choose).current(current == Some(id))
                })
                .collect()
        })
    });
    let name =
        move || chosen.get().map(|id| workspace.read(&[Table::Pipeline], |d| show::name(d, lang, Table::Pipeline, id)));
    let switch = move |code: &'static str, label, on: bool| {
        view! {
            <button
                type="button"
                aria-pressed=move || (snapshot.get() == on).to_string()
                on:click=move |_| app.adjust(app.route.get_untracked().with("view", Some(code)))
            >
                {app.t(label)}
            </button>
        }
    };
    view! {
        <div class="page figures-page" data-screen="funnel">
            <div class="head">
                <h1>{app.t(words::TITLE)}</h1>
                <Menu label=app.t(board_words::CHOOSE_PIPELINE) items=menu class="pick">
                    {name}
                    <Icon shape=Shape::Down/>
                </Menu>
                <div class="switch" role="group" aria-label=app.t(words::VIEW)>
                    {switch("", words::BY_COHORT, false)}
                    {switch("snapshot", words::BY_SNAPSHOT, true)}
                </div>
            </div>
            <filters::FilterBar wanted=wanted/>
            <tiles::Tiles/>
            <parts::FunnelPart snapshot=snapshot/>
            <parts::StageTimePart/>
            <parts::ThreeTimesPart/>
            <parts::TrendPart/>
            <div class="pair">
                <parts::ProbabilityPart/>
                <parts::LostPart/>
            </div>
            <RecordsPanel/>
        </div>
    }
}
