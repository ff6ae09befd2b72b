//! One goal: where it stands, what is needed, whether its parts add up, its course, its changes, and what can be done with it.

use super::super::app::use_workspace;
use super::super::kit::records::Behind;
use super::super::kit::sheet::{Cell, CellView, Formula};
use super::super::kit::show;
use super::compute::{measure_name, value_text, Goals, Line};
use super::{course, use_room, Asked, Bar};
use crate::analysis::goals::{Level, Parts, Progress, SplitBy};
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::records::{goal_change, Table};
use crate::domain::row::Row;
use crate::domain::sort::sort_by_key;
use crate::text::format::{self, MoneyStyle};
use crate::text::words::{common, figures, funnel, goal as words};
use crate::text::Text;
use crate::ui::app::App;
use leptos::prelude::*;

/// What should be done by now, of the goal, in permille.
pub fn expected_permille(p: &Progress) -> Option<i64> {
    let expected = p.expected.filter(|_| p.base > 0)?;
    i64::try_from(i128::from(expected) * 1000 / i128::from(p.base)).ok()
}

/// The pace in words.
pub fn pace(app: App, goals: &Goals, p: &Progress) -> String {
    if p.days.elapsed == 0 && p.done.value == 0 {
        return app.t(words::NOT_STARTED).into();
    }
    if p.done.value >= p.base {
        return app.t(words::REACHED).into();
    }
    let amount = |n: i64| goals.text(app.lang(), p.measure, n);
    match p.ahead() {
        None => app.t(words::NO_DAYS).into(),
        Some(0) => app.t(words::ON_PACE).into(),
        Some(n) if n > 0 => app.tf(words::AHEAD, &[("amount", &amount(n))]),
        Some(n) => app.tf(words::BEHIND, &[("amount", &amount(n.saturating_neg()))]),
    }
}

/// What was done, with the records behind it.
pub fn done_cell(app: App, goals: &Goals, line: &Line) -> Cell {
    let p = &line.progress;
    let title = format!("{} · {} · {}", line.period, line.whom, measure_name(app.lang(), p.measure));
    let cell = course::value_cell(app.lang(), goals.currency, p.measure, p.done.value);
    let cell = Cell { text: goals.text(app.lang(), p.measure, p.done.value), ..cell };
    let cell = cell.with(Behind::new(title, p.measure.table(), p.done.ids.iter().copied()));
    match p.done.without_value.len() {
        0 => cell,
        n => cell.noted(app.tf(figures::WITHOUT_VALUE, &[("n", &n.to_string())])),
    }
}

/// How a goal was split, in words.
pub fn split_name(by: SplitBy) -> Text {
    match by {
        SplitBy::Time(_) => words::BY_TIME,
        SplitBy::Team => words::BY_TEAM,
        SplitBy::Rep => words::BY_REP,
        _ => words::BY_OTHER,
    }
}

/// Whether the parts add up, in words.
pub fn sum_text(app: App, goals: &Goals, line: &Line, parts: &Parts) -> String {
    let amount = goals.text(app.lang(), line.progress.measure, parts.difference.saturating_abs());
    match parts.difference {
        0 => app.t(words::MATCH).into(),
        n if n > 0 => app.tf(words::MISMATCH_MORE, &[("amount", &amount)]),
        _ => app.tf(words::MISMATCH_LESS, &[("amount", &amount)]),
    }
}

/// The block.
#[component]
pub fn Detail() -> impl IntoView {
    let room = use_room();
    let app = room.app;
    let title = move || {
        room.line(|_, l| format!("{} · {} · {}", l.period, l.whom, measure_name(app.lang(), l.progress.measure)))
    };
    let delete = move |_| {
        let Some(id) = room.chosen.get_untracked() else { return };
        if app.run(Command::Delete { table: Table::Goal, ids: vec![id] }).is_ok() {
            app.adjust(app.route.get_untracked().with("goal", None));
        }
    };
    let ask = move |make: fn(Id) -> Asked| {
        if let Some(id) = room.chosen.get_untracked() {
            room.ask(make(id));
        }
    };
    view! {
        <section class="block" aria-label=app.t(words::ONE) data-block="goal">
            <div class="block-head">
                <h2 data-goal-title>{title}</h2>
                <button type="button" class="button" data-action="split-goal" on:click=move |_| ask(Asked::Split)>{app.t(words::SPLIT)}</button>
                <button type="button" class="button" data-action="change-goal" on:click=move |_| ask(|id| Asked::Change(id, None))>{app.t(words::CHANGE_GOAL)}</button>
                <button type="button" class="button danger" data-action="delete-goal" on:click=delete>{app.t(common::DELETE)}</button>
            </div>
            <Standing/>
            <Sums/>
            <course::CourseView/>
            <Formula codes=&Progress::FORMULAS/>
            <History/>
        </section>
    }
}

/// The goal's key figures.
#[component]
fn Standing() -> impl IntoView {
    let room = use_room();
    let app = room.app;
    let lang = app.lang();
    let shown = move || {
        room.line(|goals, line| {
            let p = &line.progress;
            let amount = |n: i64| goals.text(lang, p.measure, n);
            let percent = p
                .attainment_permille()
                .map_or_else(|| app.t(common::NO_FIGURE).to_string(), |n| format::percent(lang, n));
            let reached = p.reached().map(|level| {
                let level = match level {
                    Level::Base => words::BASE,
                    Level::Stretch => words::STRETCH,
                    Level::Challenge => words::CHALLENGE,
                };
                app.tf(words::LEVEL_REACHED, &[("level", app.t(level))])
            });
            let left = app.tf(words::WORKING_DAYS_LEFT, &[("n", &p.days.left.to_string())]);
            let or_none = |n: Option<i64>| n.map_or_else(|| app.t(common::NO_FIGURE).to_string(), amount);
            let mut facts = vec![
                (words::DONE, done_cell(app, goals, line)),
                (words::BASE, Cell::text(amount(p.base))),
                (words::STRETCH, Cell::text(or_none(p.stretch))),
                (words::CHALLENGE, Cell::text(or_none(p.challenge))),
                (words::EXPECTED_BY_NOW, Cell::text(or_none(p.expected)).noted(pace(app, goals, p))),
                (words::RUN_RATE, Cell::text(or_none(p.run_rate))),
                (words::NEEDED_PER_DAY, Cell::text(or_none(p.needed_per_day)).noted(left)),
            ];
            let unknown = goals.unknown.iter().find(|(m, _)| *m == p.measure).map_or(&[][..], |(_, ids)| ids);
            if !unknown.is_empty() {
                let note = app.tf(figures::UNKNOWN_DAY, &[("n", &unknown.len().to_string())]);
                let left = Behind::new(app.t(funnel::LEFT_OUT_SHORT), p.measure.table(), unknown.iter().copied());
                facts.push((funnel::LEFT_OUT_SHORT, Cell::count(lang, left).noted(note)));
            }
            (percent, reached, facts, p.attainment_permille(), expected_permille(p), p.ahead().is_some_and(|a| a < 0))
        })
    };
    move || {
        shown().map(|(percent, reached, facts, done, expected, behind)| {
            view! {
                <div class="standing">
                    <div class="standing-head">
                        <b data-attainment>{percent}</b>
                        <Bar done=done.unwrap_or(0) expected=expected behind=behind/>
                        {reached.map(|text| view! { <small>{text}</small> })}
                    </div>
                    <dl>
                        {facts
                            .into_iter()
                            .map(|(name, cell)| view! { <div><dt>{app.t(name)}</dt><dd><CellView cell=cell/></dd></div> })
                            .collect_view()}
                    </dl>
                </div>
            }
        })
    }
}

/// Whether the parts add up to the whole: shown, never forced.
#[component]
fn Sums() -> impl IntoView {
    let room = use_room();
    let app = room.app;
    let shown = move || {
        room.line(|goals, line| {
            let one = |parts: &Parts| {
                let sum = goals.text(app.lang(), line.progress.measure, parts.sum);
                let n = parts.children.len().to_string();
                let what = app.tf(words::PARTS_BY, &[("how", app.t(split_name(parts.by))), ("n", &n), ("sum", &sum)]);
                let offer = (parts.difference != 0).then(|| (app.tf(words::TAKE_OVER, &[("sum", &sum)]), parts.sum));
                (what, sum_text(app, goals, line, parts), offer)
            };
            (line.progress.goal, line.parts.iter().map(one).collect::<Vec<_>>())
        })
    };
    move || {
        shown().filter(|(_, parts)| !parts.is_empty()).map(|(goal, parts)| {
            let lines = parts.into_iter().map(|(what, sum, offer)| {
                let off = offer.is_some();
                view! {
                    <li class:off=off data-sums=if off { "differ" } else { "match" }>
                        <span>{what}</span>
                        <b>{sum}</b>
                        {offer
                            .map(|(label, sum)| {
                                view! {
                                    <button type="button" class="quiet" on:click=move |_| room.ask(Asked::Change(goal, Some(sum)))>{label}</button>
                                }
                            })}
                    </li>
                }
            });
            view! { <ul class="sums" aria-label=app.t(words::CHILDREN)>{lines.collect_view()}</ul> }
        })
    }
}

/// What the goal was, who changed it, and why; the latest first.
#[component]
fn History() -> impl IntoView {
    let room = use_room();
    let app = room.app;
    let lang = app.lang();
    let workspace = use_workspace();
    let shown = move || {
        let (goal, measure, currency) = room.line(|g, l| (l.progress.goal, l.progress.measure, g.currency))?;
        let today = workspace.today();
        Some(workspace.read(&[Table::GoalChange, Table::Rep], |data| {
            let mut rows: Vec<&Row> = data.referring(Table::GoalChange, goal_change::GOAL, goal).collect();
            sort_by_key(&mut rows, |r| (r.moment(goal_change::AT), r.id));
            let one = |row: &&Row| {
                let levels = [
                    (words::BASE, goal_change::BASE_BEFORE, goal_change::BASE_AFTER),
                    (words::STRETCH, goal_change::STRETCH_BEFORE, goal_change::STRETCH_AFTER),
                    (words::CHALLENGE, goal_change::CHALLENGE_BEFORE, goal_change::CHALLENGE_AFTER),
                ];
                let value = |key| {
                    let text = |n| value_text(lang, currency, measure, n, MoneyStyle::Short);
                    row.decimal(key).map_or_else(|| app.t(common::NO_FIGURE).to_string(), text)
                };
                let changed: Vec<String> = (levels.into_iter())
                    .filter(|(_, before, after)| row.decimal(*before) != row.decimal(*after))
                    .map(|(level, before, after)| {
                        let change = app.tf(words::CHANGE, &[("before", &value(before)), ("after", &value(after))]);
                        format!("{} {change}", app.t(level))
                    })
                    .collect();
                let who = row.link(goal_change::BY).map(|id| show::name(data, lang, Table::Rep, id));
                let who = who.filter(|w| !w.is_empty()).unwrap_or_else(|| app.t(words::NOT_TOLD).into());
                let date = row.moment(goal_change::AT).map(|at| show::moment(lang, at, today)).unwrap_or_default();
                let by = app.tf(words::CHANGED_BY, &[("who", &who), ("date", &date)]);
                (changed.join(" · "), row.text(goal_change::REASON).to_string(), by)
            };
            rows.iter().rev().map(one).collect::<Vec<_>>()
        }))
    };
    view! {
        <h3>{app.t(words::HISTORY)}</h3>
        {move || {
            let list = shown().unwrap_or_default();
            if list.is_empty() {
                return view! { <p class="block-hint">{app.t(words::NO_HISTORY)}</p> }.into_any();
            }
            let lines = list
                .into_iter()
                .map(|(what, why, by)| view! { <li><b>{what}</b><span>{why}</span><small>{by}</small></li> })
                .collect_view();
            view! { <ol class="goal-history">{lines}</ol> }.into_any()
        }}
    }
}
