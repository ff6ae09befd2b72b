//! A new goal, and other values for one that is there.

use super::super::app::use_workspace;
use super::super::kit::dialog::Dialog;
use super::super::kit::show;
use super::super::kit::wrong::{Fault, Wrong};
use super::compute::{fiscal_start, measure_name, scope_name, value_text};
use super::{use_room, Buttons};
use crate::analysis::basis::Basis;
use crate::analysis::ledger::{millionths, Ledger, Measure, Scope};
use crate::analysis::period::{Length, Period};
use crate::analysis::split::{grown, ONE};
use crate::domain::command::{Cells, Command, GoalValues};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::records::{goal, rep, team, Table};
use crate::domain::value::{Moment, Value};
use crate::text::format::{self, MoneyStyle};
use crate::text::words::{common, goal as words};
use crate::text::Text;
use crate::ui::app::App;
use leptos::prelude::*;

/// What is typed for a value, read: `None` for nothing.
pub fn read_value(measure: Measure, currency: Currency, typed: &str) -> Result<Option<i64>, &'static str> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let value = match measure {
        Measure::Revenue => {
            let minor = format::parse_money(typed, currency.code()).map_err(|e| e.code())?;
            millionths(minor, currency).ok_or("out_of_range")?
        }
        _ => format::parse_decimal(typed, 6).map_err(|e| e.code())?,
    };
    Ok(Some(value))
}

/// A value as it is typed.
pub fn typed(value: i64) -> String {
    crate::domain::value::decimal_text(value)
}

/// The three levels as typed.
#[derive(Clone, Copy)]
struct Levels([RwSignal<String>; 3]);

impl Levels {
    fn of(values: Option<GoalValues>) -> Levels {
        let text = |n: Option<i64>| RwSignal::new(n.map(typed).unwrap_or_default());
        let levels = values.map_or([None; 3], |v| [Some(v.base), v.stretch, v.challenge]);
        Levels(levels.map(text))
    }

    fn read(self, app: App, measure: Measure, currency: Currency) -> Result<GoalValues, Fault> {
        let read = |i: usize, name| {
            let value = read_value(measure, currency, &self.0[i].get_untracked());
            value.map_err(|code| Fault::at(name, app.error_text(code)))
        };
        let base = read(0, "base")?.ok_or_else(|| Fault::at("base", app.t(words::BAD_VALUE)))?;
        Ok(GoalValues { base, stretch: read(1, "stretch")?, challenge: read(2, "challenge")? })
    }
}

#[component]
fn LevelInputs(levels: Levels) -> impl IntoView {
    let room = use_room();
    let app = room.app;
    let names: [(&'static str, Text, bool); 3] =
        [("base", words::BASE, true), ("stretch", words::STRETCH, false), ("challenge", words::CHALLENGE, false)];
    let inputs = names
        .into_iter()
        .zip(levels.0)
        .map(|((name, label, needed), value)| {
            view! {
                <label class="field-label">
                    <span>{app.t(label)}{needed.then(|| view! { <span class="required" aria-hidden="true">"*"</span> })}</span>
                    <input
                        class="input"
                        name=name
                        inputmode="decimal"
                        autocomplete="off"
                        required=needed
                        prop:value=move || value.get()
                        on:input=move |event| value.set(event_target_value(&event))
                    />
                </label>
            }
        })
        .collect_view();
    view! { <div class="three">{inputs}</div> }
}

/// The smallest goal of the same measure that a new one lies within: for the same people, or for the team above.
fn enclosing(data: &Dataset, measure: Measure, scope: &Scope, period: Period) -> Option<Id> {
    let mut above = vec![*scope];
    let mut up = match (scope.rep, scope.team) {
        (Some(id), _) => data.get(Table::Rep, id).and_then(|r| r.link(rep::TEAM)),
        (None, Some(id)) => data.get(Table::Team, id).and_then(|t| t.link(team::PARENT)),
        (None, None) => None,
    };
    while let Some(id) = up.filter(|id| !above.iter().any(|s| s.team == Some(*id))) {
        above.push(Scope { team: Some(id), ..Scope::default() });
        up = data.get(Table::Team, id).and_then(|t| t.link(team::PARENT));
    }
    if *scope != Scope::default() {
        above.push(Scope::default());
    }
    let goals = data.live(Table::Goal).filter(|g| g.text(goal::MEASURE) == measure.code());
    let fits = goals.filter_map(|g| {
        let place = above.iter().position(|s| *s == Scope::of(g))?;
        let its = crate::analysis::goals::period(g)?;
        let holds = its.from <= period.from && its.to >= period.to && (place > 0 || its != period);
        holds.then_some((place, its.days(), g.id))
    });
    fits.min().map(|(_, _, id)| id)
}

/// The dialog for a new goal.
#[component]
pub fn NewGoal(
    /// For whom at first.
    scope: Scope,
    /// What at first.
    measure: Measure,
) -> impl IntoView {
    let room = use_room();
    let app = room.app;
    let lang = app.lang();
    let workspace = use_workspace();
    let currency = workspace.currency();
    let year = room.goals.with_untracked(|g| g.as_ref().map(|g| g.year));
    let today = workspace.today();
    let start = year.filter(|y| !y.has(today)).map_or(today, |y| y.from);
    let measure = RwSignal::new(measure);
    let scope = RwSignal::new(scope);
    let length = RwSignal::new(Length::Year);
    let day = RwSignal::new(start);
    let growth = RwSignal::new(String::new());
    let levels = Levels::of(None);
    let wrong = RwSignal::new(None::<Fault>);
    let period = Memo::new(move |_| Period::of(length.get(), day.get(), workspace.peek(fiscal_start)));
    let last_year = Memo::new(move |_| {
        let (measure, scope, before) = (measure.get(), scope.get(), period.get().year_before());
        room.book.get().map_or(0, |book| {
            workspace.peek(|data| Ledger::of(&Basis::new(data, today), book).done(measure, &scope, before).value)
        })
    });
    let grow = move |_| match format::parse_number(&growth.get_untracked()) {
        Ok(percent) => levels.0[0].set(typed(grown(last_year.get_untracked(), percent, ONE))),
        Err(error) => wrong.set(Some(Fault::at("growth", app.error_text(error.code())))),
    };
    let whom = room.goals.with_untracked(|g| g.as_ref().map(|g| g.whom.clone())).unwrap_or_default();
    let scopes = StoredValue::new(whom.iter().map(|w| w.scope).collect::<Vec<_>>());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let values = match levels.read(app, measure.get_untracked(), currency) {
            Ok(values) => values,
            Err(fault) => return wrong.set(Some(fault)),
        };
        let (scope, measure, period) = (scope.get_untracked(), measure.get_untracked(), period.get_untracked());
        let id = workspace.new_id();
        let parent = workspace.peek(|data| enclosing(data, measure, &scope, period));
        let cells: Cells = vec![
            (goal::PARENT, parent.map(Value::Ref)),
            (goal::MEASURE, Some(Value::text(measure.code()))),
            (goal::FROM, Some(Value::date(period.from))),
            (goal::TO, Some(Value::date(period.to))),
            (goal::TEAM, scope.team.map(Value::Ref)),
            (goal::REP, scope.rep.map(Value::Ref)),
            (goal::REGION, scope.region.map(Value::Ref)),
            (goal::PRODUCT, scope.product.map(Value::Ref)),
            (goal::GROUP, scope.group.map(Value::Ref)),
            (goal::BASE, Some(Value::Decimal(values.base))),
            (goal::STRETCH, values.stretch.map(Value::Decimal)),
            (goal::CHALLENGE, values.challenge.map(Value::Decimal)),
        ];
        let checked =
            values.check().and_then(|()| app.try_run(Command::Create { table: Table::Goal, id: Some(id), cells }));
        match checked {
            Ok(_) => {
                room.asked.set(None);
                room.choose(id);
            }
            Err(refusal) => wrong.set(Some(Fault::of(app, &refusal))),
        }
    };
    let lengths = [
        (Length::Year, words::PERIOD_YEAR),
        (Length::Quarter, words::PERIOD_QUARTER),
        (Length::Month, words::PERIOD_MONTH),
        (Length::Week, words::PERIOD_WEEK),
        (Length::Day, words::PERIOD_DAY),
    ];
    view! {
        <Dialog title=app.t(words::NEW) on_close=Callback::new(move |()| room.asked.set(None))>
            <form class="form" on:submit=submit>
                <div class="two">
                    <label class="field-label">
                        <span>{app.t(words::MEASURE)}</span>
                        <select class="input" name="measure" autofocus on:change=move |e| {
                            if let Some(chosen) = Measure::parse(&event_target_value(&e)) { measure.set(chosen) }
                        }>
                            {Measure::ALL.into_iter().map(|m| view! {
                                <option value=m.code() selected=move || measure.get() == m>{measure_name(lang, m)}</option>
                            }).collect_view()}
                        </select>
                    </label>
                    <label class="field-label">
                        <span>{app.t(words::SCOPE)}</span>
                        <select class="input" name="scope" on:change=move |e| {
                            let at = event_target_value(&e).parse::<usize>().ok();
                            if let Some(chosen) = at.and_then(|at| scopes.with_value(|s| s.get(at).copied())) { scope.set(chosen) }
                        }>
                            {whom.into_iter().enumerate().map(|(i, w)| {
                                let mine = w.scope;
                                let name = format!("{}{}", "\u{2003}".repeat(usize::from(w.level)), w.name);
                                view! { <option value=i.to_string() selected=move || scope.get() == mine>{name}</option> }
                            }).collect_view()}
                        </select>
                    </label>
                    <label class="field-label">
                        <span>{app.t(common::PERIOD)}</span>
                        <select class="input" name="length" on:change=move |e| {
                            let at = event_target_value(&e).parse::<usize>().ok();
                            if let Some((chosen, _)) = at.and_then(|at| lengths.get(at)) { length.set(*chosen) }
                        }>
                            {lengths.into_iter().enumerate().map(|(i, (l, name))| view! {
                                <option value=i.to_string() selected=move || length.get() == l>{app.t(name)}</option>
                            }).collect_view()}
                        </select>
                    </label>
                    <label class="field-label">
                        <span>{app.t(words::DAY_IN)}</span>
                        <input class="input" type="date" name="day" prop:value=move || day.get().to_string() on:change=move |e| {
                            if let Some(moment) = Moment::parse(&event_target_value(&e)) { day.set(moment.date) }
                        }/>
                    </label>
                </div>
                <p class="block-hint" role="status">
                    {move || {
                        let p = period.get();
                        let (from, to) = (format::date_year(lang, p.from), format::date_year(lang, p.to));
                        app.tf(words::PERIOD_IS, &[("from", &from), ("to", &to)])
                    }}
                </p>
                <LevelInputs levels=levels/>
                <Show when=move || { last_year.get() > 0 }>
                    <div class="grow-row">
                        <span>
                            {move || {
                                let value = value_text(lang, currency, measure.get(), last_year.get(), MoneyStyle::Short);
                                app.tf(words::LAST_YEAR, &[("value", &value)])
                            }}
                        </span>
                        <label class="field-label">
                            <span>{app.t(words::GROWTH)}</span>
                            <input class="input" name="growth" inputmode="decimal" autocomplete="off" prop:value=move || growth.get() on:input=move |e| growth.set(event_target_value(&e))/>
                        </label>
                        <button type="button" class="button" on:click=grow>{app.t(words::USE_GROWTH)}</button>
                    </div>
                </Show>
                <Wrong fault=wrong/>
                <Buttons/>
            </form>
        </Dialog>
    }
}

/// The dialog for other values: it asks why, and keeps that.
#[component]
pub fn ChangeGoal(
    /// Which goal.
    goal: Id,
    /// A base that is proposed: the sum of the parts.
    base: Option<i64>,
) -> impl IntoView {
    let room = use_room();
    let app = room.app;
    let workspace = use_workspace();
    let currency = workspace.currency();
    let (measure, values, name) = workspace
        .peek(|data| {
            let row = data.get(Table::Goal, goal)?;
            let measure = Measure::parse(row.text(goal::MEASURE))?;
            let name =
                format!("{} · {}", scope_name(data, app.lang(), &Scope::of(row)), measure_name(app.lang(), measure));
            Some((measure, GoalValues::of(row), name))
        })
        .unwrap_or((
            Measure::Revenue,
            GoalValues::default(),
            show::name(&Dataset::default(), app.lang(), Table::Goal, goal),
        ));
    let values = GoalValues { base: base.unwrap_or(values.base), ..values };
    let levels = Levels::of(Some(values));
    let reason = RwSignal::new(base.map(|_| app.t(words::TAKE_OVER_REASON).to_string()).unwrap_or_default());
    let wrong = RwSignal::new(None::<Fault>);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let result = levels.read(app, measure, currency).and_then(|to| {
            let command = Command::ChangeGoal { goal, to, reason: reason.get_untracked() };
            app.try_run(command).map_err(|refusal| Fault::of(app, &refusal))
        });
        match result {
            Ok(_) => room.asked.set(None),
            Err(fault) => wrong.set(Some(fault)),
        }
    };
    view! {
        <Dialog title=format!("{} · {name}", app.t(words::CHANGE_GOAL)) on_close=Callback::new(move |()| room.asked.set(None))>
            <form class="form" on:submit=submit>
                <LevelInputs levels=levels/>
                <label class="field-label">
                    <span>{app.t(words::CHANGE_REASON)}<span class="required" aria-hidden="true">"*"</span></span>
                    <textarea class="input" name="reason" rows="2" prop:value=move || reason.get() on:input=move |e| reason.set(event_target_value(&e))></textarea>
                </label>
                <Wrong fault=wrong/>
                <Buttons/>
            </form>
        </Dialog>
    }
}
