//! The year at a glance: for whom × what, each with how far it is.

use super::compute::{measure_name, Goals, Line};
use super::{use_room, Asked, Bar};
use crate::analysis::ledger::Measure;
use crate::text::format;
use crate::text::words::{common, goal as words};
use leptos::prelude::*;

/// The table.
#[component]
pub fn Overview() -> impl IntoView {
    let room = use_room();
    let app = room.app;
    let lang = app.lang();
    let head = move || {
        let measures = room.with(Goals::measures).unwrap_or_default();
        measures.into_iter().map(|m| view! { <th scope="col">{measure_name(lang, m)}</th> }).collect_view()
    };
    let rows = move || {
        let rows = room.with(|goals| {
            let measures = goals.measures();
            let row = |whom: &super::compute::Whom| {
                let cells: Vec<Option<Face>> =
                    measures.iter().map(|m| goals.widest(*m, &whom.scope).map(|l| Face::of(lang, goals, l))).collect();
                (whom.clone(), measures.clone(), cells)
            };
            goals.whom.iter().map(row).collect::<Vec<_>>()
        });
        rows.unwrap_or_default()
            .into_iter()
            .map(|(whom, measures, cells)| {
                let cells = cells
                    .into_iter()
                    .zip(measures)
                    .map(|(face, measure)| match face {
                        Some(face) => view! { <td><Filled face=face whom=whom.name.clone()/></td> }.into_any(),
                        None => {
                            let scope = whom.scope;
                            let name = format!("{} · {}", whom.name, measure_name(lang, measure));
                            view! {
                                <td>
                                    <button
                                        type="button"
                                        class="goal-none"
                                        aria-label=app.tf(words::SET_GOAL, &[("name", &name)])
                                        on:click=move |_| room.ask(Asked::New(scope, measure))
                                    >
                                        "+"
                                    </button>
                                </td>
                            }
                            .into_any()
                        }
                    })
                    .collect_view();
                view! { <tr><th scope="row" data-level=whom.level.min(3).to_string()>{whom.name.clone()}</th>{cells}</tr> }
            })
            .collect_view()
    };
    view! {
        <section class="block" aria-label=app.t(words::OVERVIEW) data-block="overview">
            <h2>{app.t(words::OVERVIEW)}</h2>
            <div class="sheet-scroll overview" tabindex="0" role="region" aria-label=format!("{} · {}", app.t(words::OVERVIEW), app.t(common::TABLE))>
                <table class="figures">
                    <thead><tr><th scope="col">{app.t(words::SCOPE_COLUMN)}</th>{head}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// What a cell shows of a goal.
#[derive(Clone, PartialEq)]
struct Face {
    goal: crate::domain::id::Id,
    measure: Measure,
    period: String,
    done: String,
    base: String,
    permille: Option<i64>,
    expected: Option<i64>,
    behind: bool,
}

impl Face {
    fn of(lang: crate::text::Lang, goals: &Goals, line: &Line) -> Face {
        let p = &line.progress;
        Face {
            goal: p.goal,
            measure: p.measure,
            period: if p.period == goals.year { String::new() } else { line.period.clone() },
            done: goals.text(lang, p.measure, p.done.value),
            base: goals.text(lang, p.measure, p.base),
            permille: p.attainment_permille(),
            expected: super::detail::expected_permille(p),
            behind: p.ahead().is_some_and(|a| a < 0),
        }
    }
}

#[component]
fn Filled(face: Face, whom: String) -> impl IntoView {
    let room = use_room();
    let app = room.app;
    let lang = app.lang();
    let goal = face.goal;
    let name = format!("{whom} · {}", measure_name(lang, face.measure));
    let percent = face.permille.map_or_else(|| app.t(common::NO_FIGURE).to_string(), |p| format::percent(lang, p));
    let of = app.tf(words::DONE_OF, &[("done", &face.done), ("goal", &face.base)]);
    let spoken = app.tf(words::SHOW_GOAL, &[("name", &name)]);
    view! {
        <button
            type="button"
            class="goal-cell"
            aria-current=move || (room.chosen.get() == Some(goal)).then_some("true")
            on:click=move |_| room.choose(goal)
        >
            <span class="sr-only">{spoken}</span>
            <b>{percent}</b>
            <Bar done=face.permille.unwrap_or(0) expected=face.expected behind=face.behind/>
            <small>{of}</small>
            {(!face.period.is_empty()).then(|| view! { <small>{face.period}</small> })}
        </button>
    }
}
