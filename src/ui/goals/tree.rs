//! The goals of what is shown in detail, as a tree: year, quarters, months, and whom they are divided among.

use super::super::kit::sheet::{Cell, CellView, Sheet};
use super::compute::{measure_name, Goals, Line};
use super::course::value_cell;
use super::detail::{done_cell, expected_permille, pace, sum_text};
use super::{use_room, Bar};
use crate::domain::id::Id;
use crate::text::format;
use crate::text::words::{common, goal as words};
use crate::ui::app::App;
use crate::web::files;
use leptos::prelude::*;
use std::collections::HashSet;

/// Deepest nesting that is drawn; deeper goals would be a ring.
const DEEPEST: u8 = 8;

/// One row of the tree.
#[derive(Clone, PartialEq)]
struct Node {
    goal: Id,
    level: u8,
    has_parts: bool,
    name: String,
    base: Cell,
    done: Cell,
    percent: String,
    permille: i64,
    expected: Option<i64>,
    expected_text: Cell,
    pace: String,
    behind: bool,
    needed: Cell,
    differs: Vec<String>,
}

/// The tree.
#[component]
pub fn Tree() -> impl IntoView {
    let room = use_room();
    let app = room.app;
    // Which goals show their parts, where that differs from what is usual: the first two levels do.
    let turned = RwSignal::new(HashSet::<Id>::new());
    let nodes = Memo::new(move |_| {
        let chosen = room.chosen.get();
        turned.with(|turned| room.with(|goals| nodes(app, goals, chosen, Some(turned))).unwrap_or_default())
    });
    let title = move || room.line(|_, line| measure_name(app.lang(), line.progress.measure));
    let download = move |_| {
        let all = room.with(|goals| nodes_csv(app, goals, room.chosen.get_untracked())).unwrap_or_default();
        let name = format!("{}.csv", app.t(words::TITLE).to_lowercase());
        if !files::download(&name, "text/csv;charset=utf-8", &all) {
            app.say_bad(app.t(common::FAILED).into());
        }
    };
    let head = heads(app);
    view! {
        <section class="block" aria-label=app.t(words::TREE) data-block="tree">
            <h2>{app.t(words::TREE)} " · " {title}</h2>
            <div class="sheet-scroll" tabindex="0" role="region" aria-label=format!("{} · {}", app.t(words::TREE), app.t(common::TABLE))>
                <table class="figures goal-tree">
                    <thead>
                        <tr>{head.into_iter().enumerate().map(|(i, name)| view! { <th scope="col" class:num={i > 0}>{name}</th> }).collect_view()}</tr>
                    </thead>
                    <tbody>
                        {move || {
                            nodes.get().into_iter().map(|node| view! { <NodeRow node=node turned=turned/> }).collect_view()
                        }}
                    </tbody>
                </table>
            </div>
            <div class="sheet-buttons no-print">
                <button type="button" class="quiet" on:click=download>{app.t(common::AS_CSV)}</button>
            </div>
        </section>
    }
}

#[component]
fn NodeRow(node: Node, turned: RwSignal<HashSet<Id>>) -> impl IntoView {
    let room = use_room();
    let app = room.app;
    let goal = node.goal;
    let open = is_open(node.level, turned.with_untracked(|t| t.contains(&goal)));
    let toggle = node.has_parts.then(|| {
        view! {
            <button
                type="button"
                class="tree-toggle"
                aria-expanded=open.to_string()
                aria-label=format!("{}: {}", app.t(words::UNFOLD), node.name)
                on:click=move |_| turned.update(|t| { if !t.remove(&goal) { t.insert(goal); } })
            >
                {if open { "▾" } else { "▸" }}
            </button>
        }
    });
    view! {
        <tr class:chosen=move || room.chosen.get() == Some(goal) data-goal=goal.to_string() data-period=node.name.clone()>
            <th scope="row">
                <span class="tree-name" style:padding-inline-start=format!("{}px", f64::from(node.level) * 20.0)>
                    {match toggle { Some(toggle) => toggle.into_any(), None => view! { <span class="tree-toggle" aria-hidden="true"></span> }.into_any() }}
                    <button type="button" class="tree-goal" aria-current=move || (room.chosen.get() == Some(goal)).then_some("true") on:click=move |_| room.choose(goal)>
                        {node.name.clone()}
                    </button>
                </span>
                {node.differs.into_iter().map(|text| view! { <small class="tree-differs">{text}</small> }).collect_view()}
            </th>
            <td class="num"><CellView cell=node.base/></td>
            <td class="num"><CellView cell=node.done/></td>
            <td class="num"><span class="tree-bar"><Bar done=node.permille expected=node.expected behind=node.behind/>{node.percent}</span></td>
            <td class="num"><CellView cell=node.expected_text/></td>
            <td class="num">{node.pace}</td>
            <td class="num"><CellView cell=node.needed/></td>
        </tr>
    }
}

fn heads(app: App) -> [&'static str; 7] {
    [
        words::ONE,
        words::BASE,
        words::DONE,
        words::ATTAINMENT,
        words::EXPECTED_BY_NOW,
        words::PACE,
        words::NEEDED_PER_DAY,
    ]
    .map(|t| app.t(t))
}

fn is_open(level: u8, turned: bool) -> bool {
    (level < 1) != turned
}

/// The rows in order. `turned`: see [`Tree`]; without it everything is unfolded.
fn nodes(app: App, goals: &Goals, chosen: Option<Id>, turned: Option<&HashSet<Id>>) -> Vec<Node> {
    let Some(line) = chosen.and_then(|id| goals.line(id)) else { return Vec::new() };
    let (measure, scope) = (line.progress.measure, line.progress.scope);
    let mut root = line;
    for _ in 0..DEEPEST {
        match root.parent.and_then(|id| goals.line(id)).filter(|above| above.progress.measure == measure) {
            Some(above) => root = above,
            None => break,
        }
    }
    let mut found = Vec::new();
    let inside = |l: &Line| l.parent.and_then(|id| goals.line(id)).is_some_and(|p| p.progress.measure == measure);
    add(app, goals, root, 0, turned, &mut found);
    // Goals for the same whom that belong to no larger one stand beside it.
    for other in &goals.lines {
        let same = other.progress.measure == measure && other.progress.scope == scope;
        if same && !inside(other) && other.progress.goal != root.progress.goal {
            add(app, goals, other, 0, turned, &mut found);
        }
    }
    found
}

fn add(app: App, goals: &Goals, line: &Line, level: u8, turned: Option<&HashSet<Id>>, found: &mut Vec<Node>) {
    let p = &line.progress;
    let mine = |l: &&Line| l.parent == Some(p.goal) && l.progress.measure == p.measure && l.progress.goal != p.goal;
    let below: Vec<&Line> = goals.lines.iter().filter(mine).collect();
    let lang = app.lang();
    let cell = |n: i64| Cell { text: goals.text(lang, p.measure, n), ..value_cell(lang, goals.currency, p.measure, n) };
    let none = || app.t(common::NO_FIGURE).to_string();
    let or_none = |n: Option<i64>| n.map_or_else(|| Cell::figure(none(), ""), cell);
    let differs =
        line.parts.iter().filter(|parts| parts.difference != 0).map(|parts| sum_text(app, goals, line, parts));
    found.push(Node {
        goal: p.goal,
        level,
        has_parts: !below.is_empty(),
        name: format!("{} · {}", line.period, line.whom),
        base: cell(p.base),
        done: Cell { note: String::new(), ..done_cell(app, goals, line) },
        percent: p.attainment_permille().map_or_else(none, |n| format::percent(lang, n)),
        permille: p.attainment_permille().unwrap_or(0),
        expected: expected_permille(p),
        expected_text: or_none(p.expected),
        pace: pace(app, goals, p),
        behind: p.ahead().is_some_and(|a| a < 0),
        needed: or_none(p.needed_per_day),
        differs: differs.collect(),
    });
    if level >= DEEPEST || turned.is_some_and(|t| !is_open(level, t.contains(&p.goal))) {
        return;
    }
    for child in below {
        add(app, goals, child, level + 1, turned, found);
    }
}

/// The whole tree as CSV.
fn nodes_csv(app: App, goals: &Goals, chosen: Option<Id>) -> Vec<u8> {
    let mut sheet = Sheet { head: heads(app).map(|name| (name.to_string(), false)).to_vec(), ..Sheet::default() };
    for node in nodes(app, goals, chosen, None) {
        let (percent, pace) = (Cell::text(node.percent), Cell::text(node.pace));
        let name = Cell::text(node.name);
        sheet.rows.push(vec![name, node.base, node.done, percent, node.expected_text, pace, node.needed]);
    }
    sheet.csv()
}
