//! The goals screen 目标: the year at a glance, one goal in detail, its parts, and how to split it.

pub mod compute;
mod course;
mod detail;
mod forms;
mod overview;
mod preview;
mod split;
mod tree;

use super::app::{use_app, use_workspace, App};
use super::kit::icon::{Icon, Shape};
use super::kit::records::{Records, RecordsPanel};
use super::print::PrintButton;
use crate::analysis::ledger::{Measure, Scope};
use crate::analysis::period::{Length, Period};
use crate::domain::id::Id;
use crate::text::words::{common, goal as words};
use chrono::NaiveDate;
use compute::{fiscal_start, Goals, Line, READS};
use leptos::prelude::*;
use std::sync::Arc;

/// What lies over the screen.
#[derive(Clone, PartialEq, Debug)]
enum Asked {
    /// A new goal, for someone and something already chosen.
    New(Scope, Measure),
    /// Other values for a goal; the new base, if one is proposed.
    Change(Id, Option<i64>),
    /// A goal's parts.
    Split(Id),
}

/// What the parts of the screen share.
#[derive(Clone, Copy)]
struct Room {
    app: App,
    goals: Memo<Option<Arc<Goals>>>,
    chosen: Memo<Option<Id>>,
    asked: RwSignal<Option<Asked>>,
}

impl Room {
    /// Reads the goals.
    fn with<T>(self, f: impl FnOnce(&Goals) -> T) -> Option<T> {
        self.goals.with(|goals| goals.as_deref().map(f))
    }

    /// Reads the goal that is shown in detail.
    fn line<T>(self, f: impl FnOnce(&Goals, &Line) -> T) -> Option<T> {
        let id = self.chosen.get()?;
        self.goals.with(|goals| goals.as_deref().and_then(|g| Some(f(g, g.line(id)?))))
    }

    /// Shows a goal in detail.
    fn choose(self, id: Id) {
        self.app.adjust(self.app.route.get_untracked().with("goal", Some(&id.to_string())));
        request_animation_frame(|| {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            if let Ok(Some(detail)) = document().query_selector("[data-block=goal] .standing") {
                detail.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    }

    fn ask(self, asked: Asked) {
        self.asked.set(Some(asked));
    }
}

fn use_room() -> Room {
    expect_context::<Room>()
}

/// The screen.
#[component]
pub fn GoalsScreen() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    Records::provide();
    let fiscal = Memo::new(move |_| workspace.read(&[crate::domain::records::Table::Settings], fiscal_start));
    let year = Memo::new(move |_| {
        let day = app.route.get().param("year").and_then(|y| y.parse::<NaiveDate>().ok());
        Period::of(Length::Year, day.unwrap_or_else(|| workspace.today()), fiscal.get())
    });
    let goals = Memo::new(move |_| {
        let (today, year) = (workspace.today(), year.get());
        Some(workspace.read(READS, |data| Arc::new(Goals::new(data, lang, today, year))))
    });
    let chosen = Memo::new(move |_| {
        let wanted = app.route.get().param("goal").and_then(Id::parse);
        goals.with(|goals| {
            let goals = goals.as_deref()?;
            let first = || {
                let mut all = goals.measures().into_iter();
                all.find_map(|m| goals.widest(m, &Scope::default())).or(goals.lines.first())
            };
            wanted.and_then(|id| goals.line(id)).or_else(first).map(|l| l.progress.goal)
        })
    });
    let room = Room { app, goals, chosen, asked: RwSignal::new(None) };
    provide_context(room);
    let turn = move |to: fn(Period) -> Option<NaiveDate>| {
        if let Some(day) = to(year.get_untracked()) {
            app.adjust(app.route.get_untracked().with("year", Some(&day.to_string())).with("goal", None));
        }
    };
    let year_name = move || room.with(|g| g.year_name.clone());
    let none = move || room.with(|g| g.lines.is_empty()).unwrap_or(true);
    view! {
        <div class="page figures-page" data-screen="goals">
            <div class="head">
                <h1>{app.t(words::TITLE)}</h1>
                <div class="turn">
                    <button type="button" class="icon-button small" aria-label=app.t(words::YEAR_BEFORE) on:click=move |_| turn(|y| y.from.pred_opt())>
                        <span class="turn-back"><Icon shape=Shape::Down/></span>
                    </button>
                    <b aria-live="polite" data-year>{year_name}</b>
                    <button type="button" class="icon-button small" aria-label=app.t(words::YEAR_AFTER) on:click=move |_| turn(|y| y.to.succ_opt())>
                        <span class="turn-on"><Icon shape=Shape::Down/></span>
                    </button>
                </div>
                <button type="button" class="primary new-goal" data-action="new-goal" on:click=move |_| room.ask(Asked::New(Scope::default(), Measure::Revenue))>
                    <Icon shape=Shape::Plus/>
                    {app.t(words::NEW)}
                </button>
                <PrintButton/>
            </div>
            <Show when=none>
                <div class="empty">
                    <Icon shape=Shape::Target/>
                    <h2>{app.t(words::EMPTY_TITLE)}</h2>
                    <p>{app.t(words::EMPTY_HINT)}</p>
                    <button type="button" class="button" on:click=move |_| room.ask(Asked::New(Scope::default(), Measure::Revenue))>
                        {app.t(words::NEW)}
                    </button>
                </div>
            </Show>
            <Show when=move || !none()>
                <overview::Overview/>
                <detail::Detail/>
                <tree::Tree/>
            </Show>
            <Dialogs/>
            <RecordsPanel/>
        </div>
    }
}

#[component]
fn Dialogs() -> impl IntoView {
    let room = use_room();
    move || {
        room.asked.get().map(|asked| match asked {
            Asked::New(scope, measure) => view! { <forms::NewGoal scope=scope measure=measure/> }.into_any(),
            Asked::Change(goal, base) => view! { <forms::ChangeGoal goal=goal base=base/> }.into_any(),
            Asked::Split(goal) => view! { <split::Split goal=goal/> }.into_any(),
        })
    }
}

/// Cancel and go, at the foot of a dialog's form.
#[component]
fn Buttons() -> impl IntoView {
    let room = use_room();
    view! {
        <div class="buttons">
            <button type="button" class="button" on:click=move |_| room.asked.set(None)>{room.app.t(common::CANCEL)}</button>
            <button type="submit" class="primary">{room.app.t(common::SAVE)}</button>
        </div>
    }
}

/// How far a goal is reached, as a bar: what is done, and a mark where it should be by now.
#[component]
fn Bar(
    /// Done of the goal in permille.
    done: i64,
    /// Expected of the goal in permille, if known.
    expected: Option<i64>,
    /// It lags behind.
    behind: bool,
) -> impl IntoView {
    let width = |permille: i64| format!("{}%", permille.clamp(0, 1000) as f64 / 10.0);
    view! {
        <span class="goal-bar" class:behind=behind aria-hidden="true">
            <i style:width=width(done)></i>
            {expected.filter(|e| (1..1000).contains(e)).map(|e| view! { <em style:left=width(e)></em> })}
        </span>
    }
}
