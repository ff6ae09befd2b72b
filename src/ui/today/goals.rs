//! The goals that run today, and how far they are.

use super::super::app::{use_app, use_workspace};
use super::super::goals::compute::value_text;
use super::super::kit::show;
use super::{Found, Panel, PAGE};
use crate::analysis::basis::Basis;
use crate::analysis::calendar::Calendar;
use crate::analysis::goals::progress;
use crate::analysis::ledger::Ledger;
use crate::domain::id::Id;
use crate::domain::records::{goal, Table};
use crate::text::format::{self, MoneyStyle};
use crate::text::words::{choices, common, goal as goal_words, today as words};
use leptos::prelude::*;

const READS: &[Table] = &[
    Table::Goal,
    Table::Deal,
    Table::StageChange,
    Table::Stage,
    Table::Pipeline,
    Table::DealLine,
    Table::Customer,
    Table::Contact,
    Table::Activity,
    Table::Rate,
    Table::Settings,
    Table::Rep,
    Table::Team,
];

/// A goal as it is shown; shares are per cent of the bar, 0..=100.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Aim {
    id: Id,
    name: String,
    scope: String,
    done: String,
    percent: String,
    share: i64,
    pace: Option<i64>,
}

/// The goals with their progress.
#[component]
pub fn Goals(
    /// The rep's day.
    found: Memo<Found>,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let ids = Memo::new(move |_| found.with(|f| f.goals.clone()));
    let limit = RwSignal::new(PAGE / 2);
    let aims = Memo::new(move |_| {
        let today = workspace.today();
        // The ledger goes over everything that counts: not for nothing.
        if ids.with(Vec::is_empty) {
            return Vec::new();
        }
        workspace.read(READS, |d| {
            let basis = Basis::new(d, today);
            let (ledger, calendar, currency) = (Ledger::new(&basis), Calendar::of(d), basis.currency());
            let amount = |measure, value| value_text(lang, currency, measure, value, MoneyStyle::Short);
            let aim = |id: &Id| {
                let row = d.get(Table::Goal, *id)?;
                let p = progress(&ledger, &calendar, today, row)?;
                let share = |value: i64| {
                    (p.base > 0).then(|| (i128::from(value) * 100 / i128::from(p.base)).clamp(0, 100) as i64)
                };
                let measure = choices::choice_label("goal", "measure", p.measure.code()).map_or("", |t| app.t(t));
                let names = [(Table::Rep, goal::REP), (Table::Team, goal::TEAM)];
                let scope =
                    names.iter().find_map(|(table, key)| row.link(*key).map(|id| show::name(d, lang, *table, id)));
                let period = format::date_range(lang, p.period.from, p.period.to, today);
                Some(Aim {
                    id: *id,
                    name: measure.into(),
                    scope: format!("{} · {period}", scope.unwrap_or_else(|| app.t(goal_words::SCOPE_EVERYBODY).into())),
                    done: app.tf(
                        words::GOAL_OF,
                        &[("done", &amount(p.measure, p.done.value)), ("goal", &amount(p.measure, p.base))],
                    ),
                    percent: p
                        .attainment_permille()
                        .map_or_else(|| app.t(common::NO_FIGURE).into(), |n| format::percent(lang, n)),
                    share: share(p.done.value).unwrap_or(0),
                    pace: p.expected.and_then(share),
                })
            };
            ids.with(|ids| ids.iter().filter_map(aim).collect::<Vec<_>>())
        })
    });
    let some = Memo::new(move |_| !aims.with(Vec::is_empty));
    let count = Signal::derive(move || aims.with(Vec::len));
    let shown = move || aims.with(|l| l.iter().take(super::most(app, limit)).cloned().collect::<Vec<_>>());
    move || {
        some.get().then(|| {
            view! {
                <Panel name="goals" title=words::MY_GOALS count=count limit=limit>
                    <ul class="plain">
                        <For each=shown key=|a| a.clone() let:aim>
                            <li class="aim" data-goal=aim.id.to_string()>
                                <p><span>{aim.name.clone()}</span><b>{aim.done}</b></p>
                                <div class="meter" role="img" aria-label=app.tf(words::GOAL_LABEL, &[("name", &aim.name), ("percent", &aim.percent)])>
                                    <i style:width=format!("{}%", aim.share)></i>
                                    {aim.pace.map(|at| view! { <i class="pace" style:left=format!("{}%", at.min(99))></i> })}
                                </div>
                                <p><small>{aim.scope}</small><small>{aim.percent}</small></p>
                            </li>
                        </For>
                    </ul>
                </Panel>
            }
        })
    }
}
