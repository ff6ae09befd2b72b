//! The questions that moves ask: what a stage asks for, how a deal ended, where it goes.

use super::super::app::{use_app, use_workspace};
use super::super::drawer::form::TaskForm;
use super::super::kit::dialog::Dialog;
use super::super::kit::field::FieldInput;
use super::super::kit::show;
use super::super::kit::wrong::{Fault, Wrong};
use super::complete::Complete;
use super::convert::Convert;
use super::{stages_of, with_cells, Ask, DealMoves};
use crate::domain::command::{Cells, Command, Position};
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{deal, Table};
use crate::domain::value::{About, Outcome, OutcomeKind, Value};
use crate::text::words::{board as words, common, deal as deal_words};
use leptos::prelude::*;

/// Whatever is asked just now.
#[component]
pub fn Dialogs() -> impl IntoView {
    let moves = expect_context::<DealMoves>();
    move || {
        moves.ask.get().map(|ask| match ask {
            Ask::Fields { command, deal, keys } => view! { <Needed command=command deal=deal keys=keys/> }.into_any(),
            Ask::Outcome { deal, kind } => view! { <Ending deal=deal kind=kind/> }.into_any(),
            Ask::Move { deal } => view! { <MoveTo deal=deal/> }.into_any(),
            Ask::Convert { lead, stage } => view! { <Convert lead=lead stage=stage/> }.into_any(),
            Ask::NextStep { deal } => view! { <NextStep deal=deal/> }.into_any(),
            Ask::Complete { task } => view! { <Complete task=task/> }.into_any(),
        })
    }
}

fn deal_name(id: Id) -> String {
    use_workspace().peek(|d| d.get(Table::Deal, id).map(|r| r.text(deal::NAME).to_string())).unwrap_or_default()
}

/// Editors for some fields of a deal, which collect cells.
#[component]
fn Fields(deal: Id, keys: Vec<Key>, cells: RwSignal<Cells>) -> impl IntoView {
    let workspace = use_workspace();
    keys.into_iter()
        .filter_map(|key| Table::Deal.field(key))
        .enumerate()
        .map(|(i, field)| {
            let before = workspace.peek(|d| d.get(Table::Deal, deal).and_then(|r| r.get(field.key)).cloned());
            let value = RwSignal::new(before);
            let change = move |new: Option<Value>| {
                value.set(new.clone());
                cells.update(|cells| {
                    cells.retain(|(k, _)| *k != field.key);
                    cells.push((field.key, new));
                });
            };
            view! { <FieldInput table=Table::Deal field=field value=value on_change=Callback::new(change) autofocus={i == 0}/> }
        })
        .collect_view()
}

#[component]
fn Needed(command: Command, deal: Id, keys: Vec<Key>) -> impl IntoView {
    let app = use_app();
    let moves = expect_context::<DealMoves>();
    let cells = RwSignal::new(Cells::new());
    let wrong = RwSignal::new(None::<Fault>);
    let command = StoredValue::new(command);
    let asked = StoredValue::new(keys.clone());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let command = with_cells(command.get_value(), cells.get_untracked());
        match app.try_run(command.clone()) {
            Ok(_) => moves.ask.set(None),
            // What this form does not ask for is asked for next, with what it has got.
            Err(refusal) if !refusal.fields.iter().all(|(_, key)| asked.with_value(|a| a.contains(key))) => {
                let keys = refusal.fields.iter().map(|(_, key)| *key).collect();
                moves.ask.set(Some(Ask::Fields { command, deal, keys }));
            }
            Err(refusal) => wrong.set(Some(Fault::of(app, &refusal))),
        }
    };
    view! {
        <Dialog title=app.tf(words::MOVE_TITLE, &[("name", &deal_name(deal))]) on_close=Callback::new(move |()| moves.ask.set(None))>
            <form on:submit=submit class="form">
                <p>{app.t(words::NEEDED_FIRST)}</p>
                <Fields deal=deal keys=keys cells=cells/>
                <Wrong fault=wrong/>
                <Buttons label=app.t(common::CONTINUE)/>
            </form>
        </Dialog>
    }
}

#[component]
fn Ending(deal: Id, kind: OutcomeKind) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let moves = expect_context::<DealMoves>();
    let lang = app.lang();
    let date = RwSignal::new(workspace.today().to_string());
    let reason = RwSignal::new(String::new());
    let competitor = RwSignal::new(String::new());
    let note = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<Fault>);
    let cells = RwSignal::new(Cells::new());
    let no_amount = workspace.peek(|d| d.get(Table::Deal, deal).is_none_or(|r| r.money(deal::AMOUNT).is_none()));
    let keys = if kind == OutcomeKind::Won && no_amount { vec![deal::AMOUNT] } else { Vec::new() };
    let date_first = keys.is_empty() && kind != OutcomeKind::Lost;
    let options = move |list: &'static str| {
        let rows = workspace.peek(|d| show::list_options(d, lang, list, None));
        rows.into_iter().map(|(id, name)| view! { <option value=id.to_string()>{name}</option> }).collect_view()
    };
    let title = match kind {
        OutcomeKind::Won => deal_words::WIN_TITLE,
        OutcomeKind::Lost => deal_words::LOSE_TITLE,
        OutcomeKind::Invalid => deal_words::INVALID_TITLE,
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let outcome = Outcome {
            kind,
            date: crate::domain::value::Moment::parse(&date.get_untracked()).map(|m| m.date),
            reason: Id::parse(&reason.get_untracked()),
            competitor: Id::parse(&competitor.get_untracked()),
            note: note.get_untracked().trim().to_string(),
        };
        match app.try_run(Command::CloseDeal { deal, outcome: outcome.clone(), with: cells.get_untracked() }) {
            Ok(_) => moves.ask.set(None),
            Err(refusal) if refusal.code == "leave_needs_fields" => {
                let command = Command::CloseDeal { deal, outcome, with: cells.get_untracked() };
                moves.ask.set(Some(Ask::Fields { command, deal, keys: refusal.fields.iter().map(|f| f.1).collect() }));
            }
            Err(refusal) => {
                let at = match refusal.code {
                    "lose_needs_reason" => "reason",
                    "win_needs_amount" => "amount",
                    _ => "date",
                };
                wrong.set(Some(Fault::at(at, app.error_text(refusal.code))));
            }
        }
    };
    view! {
        <Dialog title=app.tf(title, &[("name", &deal_name(deal))]) on_close=Callback::new(move |()| moves.ask.set(None))>
            <form on:submit=submit class="form">
                <Fields deal=deal keys=keys cells=cells/>
                {(kind == OutcomeKind::Lost)
                    .then(|| {
                        view! {
                            <label class="field-label">
                                <span>{app.t(deal_words::LOST_REASON)}<span class="required" aria-hidden="true">"*"</span></span>
                                <select class="input" name="reason" autofocus on:change=move |e| reason.set(event_target_value(&e))>
                                    <option value="">{app.t(common::CHOOSE)}</option>
                                    {options("lost_reason")}
                                </select>
                            </label>
                            <label class="field-label">
                                <span>{app.t(deal_words::LOST_TO)}</span>
                                <select class="input" name="competitor" on:change=move |e| competitor.set(event_target_value(&e))>
                                    <option value="">{app.t(common::NOT_SET)}</option>
                                    {options("competitor")}
                                </select>
                            </label>
                        }
                    })}
                <label class="field-label">
                    <span>{app.t(deal_words::CLOSE_DATE)}</span>
                    <input class="input" type="date" name="date" autofocus=date_first prop:value=move || date.get() on:change=move |e| date.set(event_target_value(&e))/>
                </label>
                <label class="field-label">
                    <span>{app.t(deal_words::CLOSE_NOTE)}</span>
                    <textarea class="input" rows="2" name="note" on:change=move |e| note.set(event_target_value(&e))></textarea>
                </label>
                <Wrong fault=wrong/>
                <Buttons label=match kind {
                    OutcomeKind::Won => app.t(common::WIN),
                    OutcomeKind::Lost => app.t(common::LOSE),
                    OutcomeKind::Invalid => app.t(common::MARK_INVALID),
                }/>
            </form>
        </Dialog>
    }
}

#[component]
fn MoveTo(deal: Id) -> impl IntoView {
    let app = use_app();
    let moves = expect_context::<DealMoves>();
    let workspace = use_workspace();
    let (stages, here) = untrack(|| stages_of(workspace, deal));
    let stages: Vec<(Id, String)> =
        workspace.peek(|d| stages.into_iter().map(|s| (s, show::name(d, app.lang(), Table::Stage, s))).collect());
    view! {
        <Dialog title=app.tf(words::MOVE_TITLE, &[("name", &deal_name(deal))]) on_close=Callback::new(move |()| moves.ask.set(None))>
            <ul class="choose-list">
                {stages
                    .into_iter()
                    .map(|(stage, name)| {
                        view! {
                            <li>
                                <button
                                    type="button"
                                    autofocus={here == Some(stage)}
                                    aria-current=(here == Some(stage)).then_some("true")
                                    on:click=move |_| {
                                        moves.ask.set(None);
                                        moves.to(deal, stage, Position::Top);
                                    }
                                >
                                    {name}
                                </button>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </Dialog>
    }
}

#[component]
fn NextStep(deal: Id) -> impl IntoView {
    let app = use_app();
    let moves = expect_context::<DealMoves>();
    let close = Callback::new(move |()| moves.ask.set(None));
    let title = format!("{} · {}", app.t(deal_words::ADD_NEXT_STEP), deal_name(deal));
    let about = About { table: Table::Deal, id: deal };
    view! { <Dialog title=title on_close=close><TaskForm about=Some(about) existing=None close=close/></Dialog> }
}

/// Cancel and go, at the foot of a dialog's form.
#[component]
pub fn Buttons(
    /// What the button says that does it.
    label: &'static str,
) -> impl IntoView {
    let app = use_app();
    let moves = expect_context::<DealMoves>();
    view! {
        <div class="buttons">
            <button type="button" class="button" on:click=move |_| moves.ask.set(None)>{app.t(common::CANCEL)}</button>
            <button type="submit" class="primary">{label}</button>
        </div>
    }
}
