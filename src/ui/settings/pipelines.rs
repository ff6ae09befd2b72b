//! Pipelines: choose one, rename it, archive it, delete it, make another with the usual stages.

use super::super::app::{use_app, use_workspace, App};
use super::super::kit::kept::Kept;
use super::super::kit::show;
use super::super::workspace::Workspace;
use super::heading;
use super::rows::Cell;
use super::stages::Stages;
use crate::domain::command::{Cells, Command};
use crate::domain::deals::ordered;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::records::{pipeline, stage, Table};
use crate::domain::value::Value;
use crate::sample::starter::starter_data;
use crate::text::words::settings as words;
use crate::text::words::{common, lists};
use crate::text::Lang;
use leptos::prelude::*;

/// The pipelines in their order: id and name.
fn pipelines(app: App, workspace: Workspace) -> Vec<(Id, String)> {
    workspace.read(&[Table::Pipeline], |d| {
        let rows = ordered(d.live(Table::Pipeline), pipeline::ORDER);
        rows.into_iter().map(|row| (row.id, show::row_name(app.lang(), Table::Pipeline, row))).collect()
    })
}

/// The stages of a new pipeline: those that come with the app.
fn usual_stages() -> Vec<Cells> {
    let kept = [
        stage::ZH,
        stage::EN,
        stage::PHASE,
        stage::PROBABILITY,
        stage::NORMAL_DAYS,
        stage::MEANING_ZH,
        stage::MEANING_EN,
    ];
    let data = starter_data("", Currency::CNY);
    let rows = ordered(data.live(Table::Stage), stage::ORDER);
    rows.into_iter()
        .map(|row| kept.iter().filter_map(|key| Some((*key, Some(row.get(*key)?.clone())))).collect())
        .collect()
}

/// A name that no pipeline has yet: the usual one, with a number if need be.
fn new_name(workspace: Workspace, lang: Lang) -> String {
    let base = lists::DEFAULT_PIPELINE.in_(lang);
    let taken = |name: &str| {
        let key = if lang == Lang::Zh { pipeline::ZH } else { pipeline::EN };
        workspace.peek(|d| d.live(Table::Pipeline).any(|p| p.text(key) == name))
    };
    (1..).map(|n| if n == 1 { base.to_string() } else { format!("{base} {n}") }).find(|n| !taken(n)).unwrap_or_default()
}

/// The section.
#[component]
pub fn Pipelines() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let list = Memo::new(move |_| pipelines(app, workspace));
    let chosen = Memo::new(move |_| {
        let asked = app.route.get().param("pipeline").and_then(Id::parse);
        list.with(|list| list.iter().find(|(id, _)| Some(*id) == asked).or(list.first()).map(|(id, _)| *id))
    });
    let add = move |_| {
        let id = workspace.new_id();
        let cells = vec![
            (pipeline::ZH, Some(Value::text(new_name(workspace, Lang::Zh)))),
            (pipeline::EN, Some(Value::text(new_name(workspace, Lang::En)))),
        ];
        if app.run(Command::AddPipeline { id: Some(id), cells, stages: usual_stages() }).is_ok() {
            app.adjust(app.route.get_untracked().with("pipeline", Some(&id.to_string())));
        }
    };
    view! {
        <section class="card-section">
            {heading(words::SECTION_PIPELINES, None)}
            <div class="pick-chips">
                {move || {
                    list.get()
                        .into_iter()
                        .map(|(id, name)| {
                            view! {
                                <button
                                    type="button"
                                    class="chip"
                                    aria-pressed=move || (chosen.get() == Some(id)).to_string()
                                    on:click=move |_| {
                                        app.adjust(app.route.get_untracked().with("pipeline", Some(&id.to_string())));
                                    }
                                >
                                    {name}
                                </button>
                            }
                        })
                        .collect_view()
                }}
                <button type="button" class="chip clear" data-action="add-pipeline" on:click=add>{app.t(words::ADD_PIPELINE)}</button>
            </div>
        </section>
        {move || chosen.get().map(|id| view! { <Pipeline id=id/> })}
    }
}

#[component]
fn Pipeline(id: Id) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let table = Table::Pipeline;
    let archived =
        move || workspace.read(&[table], |d| d.get(table, id).is_some_and(|row| row.flag(pipeline::ARCHIVED)));
    view! {
        <section class="card-section">
            <Kept table=table id=id/>
            <div class="settings-form">
                <Cell table=table id=id key=pipeline::ZH label=Some(app.t(words::STAGE_NAME_ZH))/>
                <Cell table=table id=id key=pipeline::EN label=Some(app.t(words::STAGE_NAME_EN))/>
            </div>
            <div class="buttons left">
                <button
                    type="button"
                    class="button"
                    on:click=move |_| {
                        let new = (!archived()).then_some(Value::Bool(true));
                        let cells = vec![(pipeline::ARCHIVED, new)];
                        let _ = app.run(Command::Edit { table, ids: vec![id], cells });
                    }
                >
                    {move || app.t(if archived() { common::UNARCHIVE } else { common::ARCHIVE })}
                </button>
                <button
                    type="button"
                    class="button danger"
                    on:click=move |_| drop(app.run(Command::Delete { table, ids: vec![id] }))
                >
                    {app.t(words::DELETE_PIPELINE)}
                </button>
            </div>
        </section>
        <Stages pipeline=id/>
    }
}
