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
use super::kit::sliced::sliced;
use super::print::PrintButton;
use crate::analysis::ledger::{Book, Measure, Scope};
use crate::analysis::period::{Length, Period};
use crate::domain::id::Id;
use crate::text::words::{common, goal as words};
use crate::web::turn::turn;
use chrono::NaiveDate;
use compute::{fiscal_start, period_name, Goals, Line, Making, READS};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// The blocks of the screen: overview, detail, tree.
const BLOCKS: usize = 3;

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
    /// What the goals stand in.
    book: RwSignal<Option<Arc<Book>>>,
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
    let (made, book) = (RwSignal::new(None), RwSignal::new(None));
    let busy = sliced(
        move || {
            let (today, year) = (workspace.today(), year.get());
            Some(workspace.read(READS, |data| Making::new(data, lang, today, year)))
        },
        Making::step,
        move |found| {
            let (goals, entered) = found.unzip();
            book.set(entered);
            made.set(goals.map(Arc::new));
        },
    );
    // What is no other is not drawn anew.
    let goals = Memo::new(move |_| made.get());
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
    let room = Room { app, goals, book, chosen, asked: RwSignal::new(None) };
    provide_context(room);
    let turn_year = move |to: fn(Period) -> Option<NaiveDate>| {
        if let Some(day) = to(year.get_untracked()) {
            app.adjust(app.route.get_untracked().with("year", Some(&day.to_string())).with("goal", None));
        }
    };
    let year_name =
        move || room.with(|g| g.year_name.clone()).unwrap_or_else(|| period_name(lang, year.get(), fiscal.get()));
    let none = Memo::new(move |_| room.with(|g| g.lines.is_empty()));
    // Drawn one below the other, each in a turn of its own.
    let blocks = RwSignal::new(0);
    Effect::new(move |_| {
        if none.get() == Some(false) && blocks.get_untracked() == 0 {
            spawn_local(async move {
                while blocks.try_get_untracked().is_some_and(|n| n < BLOCKS) {
                    blocks.update(|n| *n += 1);
                    turn().await;
                }
            });
        }
    });
    let begun = move |block| none.get() == Some(false) && blocks.get() >= block;
    let drawing = move || busy.get() || (none.get() == Some(false) && blocks.get() < BLOCKS);
    view! {
        <div class="page figures-page" data-screen="goals" aria-busy=move || drawing().to_string()>
            <div class="head">
                <h1>{app.t(words::TITLE)}</h1>
                <div class="turn">
                    <button type="button" class="icon-button small" aria-label=app.t(words::YEAR_BEFORE) on:click=move |_| turn_year(|y| y.from.pred_opt())>
                        <span class="turn-back"><Icon shape=Shape::Down/></span>
                    </button>
                    <b aria-live="polite" data-year>{year_name}</b>
                    <button type="button" class="icon-button small" aria-label=app.t(words::YEAR_AFTER) on:click=move |_| turn_year(|y| y.to.succ_opt())>
                        <span class="turn-on"><Icon shape=Shape::Down/></span>
                    </button>
                </div>
                <button type="button" class="primary new-goal" data-action="new-goal" on:click=move |_| room.ask(Asked::New(Scope::default(), Measure::Revenue))>
                    <Icon shape=Shape::Plus/>
                    {app.t(words::NEW)}
                </button>
                <PrintButton/>
            </div>
            <Show when=move || none.get() == Some(true)>
                <div class="empty">
                    <Icon shape=Shape::Target/>
                    <h2>{app.t(words::EMPTY_TITLE)}</h2>
                    <p>{app.t(words::EMPTY_HINT)}</p>
                    <button type="button" class="button" on:click=move |_| room.ask(Asked::New(Scope::default(), Measure::Revenue))>
                        {app.t(words::NEW)}
                    </button>
                </div>
            </Show>
            <Show when=move || begun(1)><overview::Overview/></Show>
            <Show when=move || begun(2)><detail::Detail/></Show>
            <Show when=move || begun(3)><tree::Tree/></Show>
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
