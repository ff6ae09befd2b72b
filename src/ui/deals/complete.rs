//! Completing a task: what came of it, and, for an open deal, what comes next.

use super::super::app::{use_app, use_workspace};
use super::super::kit::dialog::Dialog;
use super::super::kit::own::OwnCells;
use super::super::kit::show;
use super::super::kit::wrong::{Fault, Wrong};
use super::dialogs::Buttons;
use super::DealMoves;
use crate::domain::command::{Cells, Command};
use crate::domain::dataset::Dataset;
use crate::domain::deals::{state, Status};
use crate::domain::id::Id;
use crate::domain::records::{task, Table};
use crate::domain::value::{Moment, Value};
use crate::text::words::{common, deal as words};
use leptos::html;
use leptos::prelude::*;

/// Whether a task is the only open one of an open deal: then the deal needs another next step.
fn asks_for_next(data: &Dataset, id: Id) -> bool {
    let Some(Value::Abouts(abouts)) = data.get(Table::Task, id).and_then(|t| t.get(task::ABOUT)) else { return false };
    abouts.iter().filter(|a| a.table == Table::Deal).filter_map(|a| data.get(Table::Deal, a.id)).any(|row| {
        state(data, row).status == Status::Open
            && !data.referring(Table::Task, task::ABOUT, row.id).any(|t| t.id != id && t.get(task::DONE).is_none())
    })
}

/// The dialog that completes a task.
#[component]
pub fn Complete(
    /// Which task.
    task: Id,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let moves = expect_context::<DealMoves>();
    let lang = app.lang();
    let title =
        workspace.peek(|d| d.get(Table::Task, task).map(|t| t.text(task::TITLE).to_string())).unwrap_or_default();
    let asks = workspace.peek(|d| asks_for_next(d, task));
    let (result, next) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (due, kind) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let own = RwSignal::new(Cells::new());
    let wrong = RwSignal::new(None::<Fault>);
    let first = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if let Some(input) = first.get() {
            request_animation_frame(move || drop(input.focus()));
        }
    });
    let cells = move || -> Option<Cells> {
        let title = next.get_untracked();
        (!title.trim().is_empty()).then(|| {
            let mut cells = vec![
                (task::TITLE, Some(Value::text(title.trim()))),
                (task::DUE, Moment::parse(&due.get_untracked()).map(Value::Moment)),
                (task::SORT, Id::parse(&kind.get_untracked()).map(Value::Ref)),
            ];
            cells.extend(own.get_untracked());
            cells
        })
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match app.try_run(Command::CompleteTask { task, result: result.get_untracked(), next: cells() }) {
            Ok(_) => moves.ask.set(None),
            Err(refusal) => wrong.set(Some(Fault::of(app, &refusal))),
        }
    };
    let kinds = workspace.peek(|d| show::list_options(d, lang, "activity_kind", None));
    view! {
        <Dialog title=app.tf(words::COMPLETE_TITLE, &[("name", &title)]) on_close=Callback::new(move |()| moves.ask.set(None))>
            <form on:submit=submit class="form">
                <label class="field-label">
                    <span>{app.t(words::WHAT_CAME_OF_IT)}</span>
                    <textarea class="input" rows="2" name="result" node_ref=first on:input=move |e| result.set(event_target_value(&e))></textarea>
                </label>
                {asks
                    .then(|| {
                        view! {
                            <h3>{app.t(words::ASK_NEXT)}</h3>
                            <label class="field-label">
                                <span>{app.t(words::NEXT_STEP)}</span>
                                <input
                                    class="input"
                                    name="next"
                                    autocomplete="off"
                                    placeholder=app.t(words::NO_MORE_STEPS)
                                    on:input=move |e| next.set(event_target_value(&e))
                                />
                            </label>
                            <div class="duo">
                                <label class="field-label">
                                    <span>{app.field_label(Table::Task, "due")}</span>
                                    <input class="input" type="date" name="due" on:change=move |e| due.set(event_target_value(&e))/>
                                </label>
                                <label class="field-label">
                                    <span>{app.field_label(Table::Task, "kind")}</span>
                                    <select class="input" name="kind" on:change=move |e| kind.set(event_target_value(&e))>
                                        <option value="">{app.t(common::NOT_SET)}</option>
                                        {kinds.into_iter().map(|(id, name)| view! { <option value=id.to_string()>{name}</option> }).collect_view()}
                                    </select>
                                </label>
                                <OwnCells table=Table::Task cells=own/>
                            </div>
                        }
                    })}
                <Wrong fault=wrong/>
                <Buttons label=app.t(words::COMPLETE_TASK)/>
            </form>
        </Dialog>
    }
}
