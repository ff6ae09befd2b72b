//! Splitting a goal: into what, by what, and a preview that can be changed by hand before it is saved in one step.

use super::super::app::use_workspace;
use super::super::kit::dialog::Dialog;
use super::super::kit::wrong::{Fault, Wrong};
use super::compute::{measure_name, scope_name, value_text};
use super::forms::{read_value, typed};
use super::preview::{choices, grain, shares, values, By, Into, Share};
use super::{use_room, Buttons};
use crate::analysis::ledger::{Measure, Scope};
use crate::analysis::period::Length;
use crate::analysis::split::level;
use crate::domain::command::{Command, GoalPart, GoalValues};
use crate::domain::id::Id;
use crate::domain::records::{goal, Table};
use crate::text::format::{self, MoneyStyle};
use crate::text::words::{common, goal as words};
use crate::text::Text;
use leptos::prelude::*;

fn into_name(into: Into) -> Text {
    match into {
        Into::Time(Length::Quarter) => words::SPLIT_TO_QUARTERS,
        Into::Time(Length::Month) => words::SPLIT_TO_MONTHS,
        Into::Time(_) => words::SPLIT_WEEKS,
        Into::Teams => words::SPLIT_TEAMS,
        Into::Reps => words::SPLIT_TO_REPS,
    }
}

/// The ways to divide, by the code of their option.
const WAYS: [(&str, Text); 5] = [
    ("equal", words::SPLIT_EQUAL),
    ("days", words::SPLIT_DAYS),
    ("last_year", words::SPLIT_LAST_YEAR),
    ("growth", words::SPLIT_GROWTH),
    ("hand", words::SPLIT_BY_HAND),
];

/// The dialog.
#[component]
pub fn Split(
    /// Which goal.
    goal: Id,
) -> impl IntoView {
    let room = use_room();
    let app = room.app;
    let lang = app.lang();
    let workspace = use_workspace();
    let currency = workspace.currency();
    let (measure, whole, name, options) = workspace
        .peek(|data| {
            let row = data.get(Table::Goal, goal)?;
            let measure = Measure::parse(row.text(goal::MEASURE))?;
            let whom = scope_name(data, lang, &Scope::of(row));
            let name = format!("{whom} · {}", measure_name(lang, measure));
            Some((measure, GoalValues::of(row), name, choices(data, lang, row)))
        })
        .unwrap_or((Measure::Revenue, GoalValues::default(), String::new(), Vec::new()));
    let nothing = options.is_empty();
    let into = RwSignal::new(options.first().copied().unwrap_or(Into::Reps));
    let way = RwSignal::new("equal".to_string());
    let growth = RwSignal::new("10".to_string());
    let reason = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<Fault>);
    let no_history = RwSignal::new(false);
    let parts = RwSignal::new(Vec::<(Share, RwSignal<String>)>::new());
    let fill = move || {
        let by = match way.get_untracked().as_str() {
            "days" => By::Days,
            "last_year" => By::LastYear,
            "growth" => By::Growth(format::parse_number(&growth.get_untracked()).unwrap_or(0)),
            "hand" => By::Hand,
            _ => By::Equal,
        };
        let today = workspace.today();
        let book = room.book.get_untracked().unwrap_or_default();
        workspace.peek(|data| {
            let Some(row) = data.get(Table::Goal, goal) else { return };
            let list = shares(data, lang, row, into.get_untracked());
            let (numbers, known) = values(data, today, &book, row, &list, by);
            no_history.set(!known);
            parts.set(list.into_iter().zip(numbers).map(|(s, n)| (s, RwSignal::new(typed(n)))).collect());
        });
    };
    // What is there already is shown first, so that opening and saving changes nothing.
    let begin = move || {
        let there = workspace.peek(|data| {
            let row = data.get(Table::Goal, goal);
            row.is_some_and(|row| shares(data, lang, row, into.get_untracked()).iter().any(|s| s.present.is_some()))
        });
        let time = matches!(into.get_untracked(), Into::Time(_));
        way.set(
            if there {
                "hand"
            } else if time {
                "days"
            } else {
                "equal"
            }
            .into(),
        );
        fill();
    };
    begin();
    let read = move || -> Result<Vec<(Share, i64)>, &'static str> {
        let one = |(share, text): &(Share, RwSignal<String>)| {
            Ok((share.clone(), read_value(measure, currency, &text.get())?.unwrap_or(0)))
        };
        parts.with(|parts| parts.iter().map(one).collect())
    };
    let sum = Memo::new(move |_| read().map(|parts| parts.iter().fold(0_i64, |sum, (_, n)| sum.saturating_add(*n))));
    let amount = move |n: i64| value_text(lang, currency, measure, n, MoneyStyle::Full);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let parts = match untrack(read) {
            Ok(parts) => parts,
            Err(code) => return wrong.set(Some(Fault::from(app.error_text(code)))),
        };
        let base: Vec<i64> = parts.iter().map(|(_, n)| *n).collect();
        let grain = grain(measure, whole.base, base.len());
        let stretch = whole.stretch.map(|s| level(s, &base, grain));
        let challenge = whole.challenge.map(|c| level(c, stretch.as_ref().unwrap_or(&base), grain));
        let at = |list: &Option<Vec<i64>>, i: usize| list.as_ref().and_then(|list| list.get(i).copied());
        let parts = parts
            .into_iter()
            .enumerate()
            .map(|(i, (share, base))| GoalPart {
                from: share.period.from,
                to: share.period.to,
                rep: share.rep,
                team: share.team,
                values: GoalValues { base, stretch: at(&stretch, i), challenge: at(&challenge, i) },
            })
            .collect();
        match app.try_run(Command::SplitGoal { goal, parts, reason: reason.get_untracked() }) {
            Ok(_) => room.asked.set(None),
            Err(refusal) => wrong.set(Some(Fault::of(app, &refusal))),
        }
    };
    let options_view = options
        .into_iter()
        .enumerate()
        .map(|(i, option)| {
            view! {
                <label class="choice-line">
                    <input type="radio" name="into" value=i.to_string() prop:checked=move || into.get() == option on:change=move |_| {
                        into.set(option);
                        begin();
                    }/>
                    {app.t(into_name(option))}
                </label>
            }
        })
        .collect_view();
    let ways = move || {
        let time = matches!(into.get(), Into::Time(_));
        WAYS.into_iter()
            .filter(|(code, _)| time || *code != "days")
            .map(
                |(code, label)| view! { <option value=code selected=move || way.get() == code>{app.t(label)}</option> },
            )
            .collect_view()
    };
    let balance = move || match sum.get() {
        Err(code) => app.error_text(code),
        Ok(sum) => {
            let off = sum.saturating_sub(whole.base);
            let text = match off {
                0 => app.t(words::MATCH).to_string(),
                n if n > 0 => app.tf(words::MISMATCH_MORE, &[("amount", &amount(n))]),
                n => app.tf(words::MISMATCH_LESS, &[("amount", &amount(n.saturating_neg()))]),
            };
            format!("{} / {} · {text}", amount(sum), amount(whole.base))
        }
    };
    view! {
        <Dialog title=app.tf(words::SPLIT_TITLE, &[("name", &name)]) class="wide" on_close=Callback::new(move |()| room.asked.set(None))>
            <form class="form" on:submit=submit>
                {nothing.then(|| view! { <p>{app.t(words::SPLIT_NONE)}</p> })}
                <fieldset class="choice-lines">
                    <legend>{app.t(words::SPLIT_HOW)}</legend>
                    {options_view}
                </fieldset>
                <div class="two">
                    <label class="field-label">
                        <span>{app.t(words::SPLIT_BY_WHAT)}</span>
                        <select class="input" name="way" on:change=move |e| {
                            way.set(event_target_value(&e));
                            fill();
                        }>{ways}</select>
                    </label>
                    <Show when=move || way.get() == "growth">
                        <label class="field-label">
                            <span>{app.t(words::GROWTH)}</span>
                            <input class="input" name="growth" inputmode="decimal" autocomplete="off" prop:value=move || growth.get() on:change=move |e| {
                                growth.set(event_target_value(&e));
                                fill();
                            }/>
                        </label>
                    </Show>
                </div>
                <Show when=move || no_history.get()>
                    <p class="block-empty" role="status">{app.t(words::SPLIT_LAST_YEAR_NONE)}</p>
                </Show>
                <ul class="split-parts">
                    {move || {
                        parts
                            .get()
                            .into_iter()
                            .map(|(share, value)| {
                                view! {
                                    <li>
                                        <label>
                                            <span>{share.name}</span>
                                            <input class="input" name="part" inputmode="decimal" autocomplete="off" prop:value=move || value.get() on:input=move |e| {
                                                value.set(event_target_value(&e));
                                            }/>
                                        </label>
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                </ul>
                <p class="split-sum" role="status" data-balance>
                    {app.t(common::TOTAL)} " " {balance}
                </p>
                {(whole.stretch.is_some() || whole.challenge.is_some())
                    .then(|| view! { <p class="block-hint">{app.t(words::SPLIT_LEVELS)}</p> })}
                <label class="field-label">
                    <span>{app.t(words::CHANGE_REASON)}" · "{app.t(words::SPLIT_REASON_HINT)}</span>
                    <input class="input" name="reason" autocomplete="off" prop:value=move || reason.get() on:input=move |e| reason.set(event_target_value(&e))/>
                </label>
                <Wrong fault=wrong/>
                <Buttons/>
            </form>
        </Dialog>
    }
}
