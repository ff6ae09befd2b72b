//! The stages of a pipeline: names, probability, normal days, what must be filled to leave, order, archive, remove, add.

use super::super::app::{use_app, use_workspace, App};
use super::super::kit::dialog::Dialog;
use super::super::kit::kept::Kept;
use super::super::kit::show;
use super::super::kit::wrong::{Fault, Wrong};
use super::super::workspace::Workspace;
use super::rows::{Cell, OrderButtons};
use crate::domain::command::pipelines::standing;
use crate::domain::command::Command;
use crate::domain::deals;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::order;
use crate::domain::records::{flag, stage, Kind, Table};
use crate::domain::value::Value;
use crate::text::format::list;
use crate::text::words::settings as words;
use crate::text::words::{choices, common};
use leptos::prelude::*;

const STAGE: Table = Table::Stage;

fn ids_of(workspace: Workspace, pipeline: Id) -> Vec<Id> {
    workspace.read(&[STAGE], |d| deals::stages(d, pipeline).into_iter().map(|s| s.id).collect())
}

fn phase_of(workspace: Workspace, id: Id) -> String {
    workspace.read(&[STAGE], |d| d.get(STAGE, id).map(|s| s.text(stage::PHASE).to_string()).unwrap_or_default())
}

fn name_of(app: App, workspace: Workspace, id: Id) -> String {
    workspace.read(&[STAGE], |d| show::name(d, app.lang(), STAGE, id))
}

/// The list, and a button for one more.
#[component]
pub fn Stages(
    /// Whose stages.
    pipeline: Id,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let ids = Memo::new(move |_| ids_of(workspace, pipeline));
    let removing = RwSignal::new(None::<Id>);
    view! {
        <section class="card-section">
            <h2>{app.t(words::STAGES)}</h2>
            <ol class="stage-list">
                <For each=move || ids.get() key=|id| *id let:id>
                    <Stage id=id ids=ids removing=removing/>
                </For>
            </ol>
            <AddStage pipeline=pipeline/>
        </section>
        {move || removing.get().map(|id| view! { <Remove id=id pipeline=pipeline removing=removing/> })}
    }
}

#[component]
fn Stage(id: Id, ids: Memo<Vec<Id>>, removing: RwSignal<Option<Id>>) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let phase = phase_of(workspace, id);
    let phase_name = choices::choice_label("stage", "phase", &phase).map_or("", |name| app.t(name));
    let name = move || name_of(app, workspace, id);
    let archived = move || workspace.read(&[STAGE], |d| d.get(STAGE, id).is_some_and(|s| s.flag(stage::ARCHIVED)));
    let remove = move |_| {
        // Deals that stand there must go somewhere: that takes an answer.
        if workspace.peek(|d| standing(d, id).is_empty()) {
            let _ = app.run(Command::RemoveStage { stage: id, move_to: None });
        } else {
            removing.set(Some(id));
        }
    };
    let open = phase == "open";
    let won = phase == "won";
    view! {
        <li class="stage-edit" class:archived=archived data-stage=name>
            <div class="stage-order">
                <OrderButtons table=STAGE id=id ids=ids.into() name=Signal::derive(name)/>
            </div>
            <div class="stage-body">
                <Kept table=STAGE id=id/>
                <div class="row-fields" data-fields="4">
                    <Cell table=STAGE id=id key=stage::ZH label=Some(app.t(words::STAGE_NAME_ZH))/>
                    <Cell table=STAGE id=id key=stage::EN label=Some(app.t(words::STAGE_NAME_EN))/>
                    {if open {
                        view! { <Cell table=STAGE id=id key=stage::PROBABILITY label=Some(app.t(words::STAGE_PROBABILITY))/> }
                            .into_any()
                    } else {
                        let words = if phase == "lead" { "" } else { app.t(words::STAGE_LOCKED) };
                        view! { <p class="help-text stage-fixed">{words}</p> }.into_any()
                    }}
                    {(!won)
                        .then(|| {
                            view! { <Cell table=STAGE id=id key=stage::NORMAL_DAYS label=Some(app.t(words::STAGE_NORMAL_DAYS))/> }
                        })}
                </div>
                {(phase != "lead").then(|| view! { <Must id=id/> })}
                <div class="buttons left">
                    <span class="phase">{phase_name}</span>
                    {(!won)
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="button small"
                                    on:click=move |_| {
                                        let cells = vec![(stage::ARCHIVED, (!archived()).then_some(Value::Bool(true)))];
                                        let _ = app.run(Command::Edit { table: STAGE, ids: vec![id], cells });
                                    }
                                >
                                    {move || app.t(if archived() { common::UNARCHIVE } else { common::ARCHIVE })}
                                </button>
                                <button type="button" class="button small danger" data-action="remove-stage" on:click=remove>
                                    {app.t(words::REMOVE_STAGE)}
                                </button>
                            }
                        })}
                </div>
            </div>
        </li>
    }
}

/// The deal's fields that must be filled before it leaves.
#[component]
fn Must(id: Id) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let asked = move |name: &'static str| {
        workspace.read(&[STAGE], |d| d.get(STAGE, id).is_some_and(|s| s.elements("must").any(|(n, _)| n == name)))
    };
    let switch = move |name: &'static str| {
        if let Some(key) = Key::element("must", name) {
            let cells = vec![(key, (!asked(name)).then_some(Value::Bool(true)))];
            let _ = app.run(Command::Edit { table: STAGE, ids: vec![id], cells });
        }
    };
    // Fields that a deal always has are never missing.
    let fields = Table::Deal
        .record()
        .fields
        .iter()
        .filter(|f| !f.is(flag::INTERNAL) && !f.is(flag::REQUIRED) && !matches!(f.kind, Kind::Map | Kind::Bool));
    view! {
        <details class="fold-out must" data-part="must">
            <summary>
                {app.t(words::STAGE_REQUIRED)}
                <span class="must-list">
                    {move || {
                        let fields = Table::Deal.record().fields.iter().filter(|f| asked(f.name));
                        let names: Vec<&str> = fields.map(|f| app.field_label(Table::Deal, f.name)).collect();
                        if names.is_empty() {
                            app.t(common::NONE).to_string()
                        } else {
                            list(app.lang(), &names)
                        }
                    }}
                </span>
            </summary>
            <div class="pick-chips">
                {fields
                    .map(|field| {
                        view! {
                            <button
                                type="button"
                                class="chip"
                                data-must=field.name
                                aria-pressed=move || asked(field.name).to_string()
                                on:click=move |_| switch(field.name)
                            >
                                {app.field_label(Table::Deal, field.name)}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
        </details>
    }
}

/// Where a new stage goes: after the last one of its phase, or of a phase before it.
fn order_for(workspace: Workspace, pipeline: Id, phase: &str) -> String {
    let rank = |phase: &str| ["lead", "open", "won", "after"].iter().position(|p| *p == phase);
    workspace.peek(|d| {
        let stages = deals::stages(d, pipeline);
        let at = stages.iter().rposition(|s| rank(s.text(stage::PHASE)) <= rank(phase)).map_or(0, |at| at + 1);
        let key = |at: usize| stages.get(at).map(|s| s.text(stage::ORDER)).filter(|o| !o.is_empty());
        order::between(at.checked_sub(1).and_then(key), key(at))
    })
}

#[component]
fn AddStage(pipeline: Id) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let (zh, en, phase) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new("open"));
    let error = RwSignal::new(None::<Fault>);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let (mut zh_name, en_name) = (zh.get_untracked(), en.get_untracked());
        if zh_name.trim().is_empty() {
            // One language is enough to begin with.
            zh_name.clone_from(&en_name);
        }
        let phase = phase.get_untracked();
        let percent = if phase == "after" { Some(100) } else { None };
        let cells = vec![
            (stage::PIPELINE, Some(Value::Ref(pipeline))),
            (stage::ZH, Some(Value::text(zh_name))),
            (stage::EN, Some(Value::text(en_name))),
            (stage::PHASE, Some(Value::text(phase))),
            (stage::PROBABILITY, percent.map(Value::Int)),
            (stage::ORDER, Some(Value::text(order_for(workspace, pipeline, phase)))),
        ];
        let cells = cells.into_iter().filter(|(_, value)| value.is_some()).collect();
        match app.try_run(Command::Create { table: STAGE, id: None, cells }) {
            Ok(_) => {
                zh.set(String::new());
                en.set(String::new());
                error.set(None);
            }
            Err(refusal) => error.set(Some(Fault::of(app, &refusal))),
        }
    };
    let text = move |label, signal: RwSignal<String>, name: &'static str| {
        view! {
            <label class="field-label">
                <span>{app.t(label)}</span>
                <input
                    class="input"
                    name=name
                    autocomplete="off"
                    maxlength="200"
                    prop:value=move || signal.get()
                    on:input=move |event| signal.set(event_target_value(&event))
                />
            </label>
        }
    };
    view! {
        <form class="day-form" data-adding="stage" on:submit=save>
            {text(words::STAGE_NAME_ZH, zh, "zh")} {text(words::STAGE_NAME_EN, en, "en")}
            <label class="field-label">
                <span>{app.field_label(STAGE, "phase")}</span>
                <select
                    class="input"
                    name="phase"
                    on:change=move |event| {
                        let code = event_target_value(&event);
                        phase.set(["open", "lead", "after"].into_iter().find(|p| *p == code).unwrap_or("open"));
                    }
                >
                    {["open", "lead", "after"]
                        .map(|code| {
                            let name = choices::choice_label("stage", "phase", code).map_or(code, |name| app.t(name));
                            view! { <option value=code selected=move || phase.get() == code>{name}</option> }
                        })
                        .collect_view()}
                </select>
            </label>
            <button type="submit" class="button">{app.t(words::ADD_STAGE)}</button>
            <Wrong fault=error/>
        </form>
    }
}

/// Asks where the deals of a stage go that is removed.
#[component]
fn Remove(id: Id, pipeline: Id, removing: RwSignal<Option<Id>>) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let close = Callback::new(move |()| removing.set(None));
    let n = workspace.peek(|d| standing(d, id).len());
    let targets: Vec<(Id, String)> = workspace.peek(|d| {
        let phase = d.get(STAGE, id).map(|s| s.text(stage::PHASE));
        deals::stages(d, pipeline)
            .into_iter()
            .filter(|s| s.id != id && Some(s.text(stage::PHASE)) == phase && !s.flag(stage::ARCHIVED))
            .map(|s| (s.id, show::row_name(app.lang(), STAGE, s)))
            .collect()
    });
    let error = RwSignal::new(None::<String>);
    let go = move |to: Id| match app.try_run(Command::RemoveStage { stage: id, move_to: Some(to) }) {
        Ok(_) => close.run(()),
        Err(refusal) => error.set(Some(app.refusal_text(&refusal))),
    };
    let none = targets.is_empty();
    view! {
        <Dialog title=format!("{}: {}", app.t(words::REMOVE_STAGE), name_of(app, workspace, id)) on_close=close>
            <p>{app.tf(words::STAGE_MOVE_DEALS, &[("n", &n.to_string())])}</p>
            <ul class="choose-list">
                {targets
                    .into_iter()
                    .map(|(to, name)| view! { <li><button type="button" on:click=move |_| go(to)>{name}</button></li> })
                    .collect_view()}
            </ul>
            {none.then(|| view! { <p class="help-text">{app.error_text("pipeline_needs_open")}</p> })}
            <p class="field-error" role="alert">{move || error.get()}</p>
        </Dialog>
    }
}
