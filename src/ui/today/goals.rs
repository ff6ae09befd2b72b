//! The goals that run today, and how far they are.

use super::super::app::{use_app, use_workspace};
use super::super::goals::compute::value_text;
use super::super::kit::show;
use super::super::kit::sliced::sliced;
use super::{Panel, PAGE};
use crate::analysis::goals::{Progress, Standings};
use crate::analysis::today::running_goals;
use crate::domain::id::Id;
use crate::domain::records::Table;
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

/// Where the goals of today stand, and whether that is being computed.
pub fn standing() -> (RwSignal<Vec<Progress>>, RwSignal<bool>) {
    let workspace = use_workspace();
    let ids = Memo::new(move |_| {
        let (today, me) = (workspace.today(), workspace.me());
        workspace.read(&[Table::Goal, Table::Rep], |d| running_goals(d, today, me))
    });
    let standing = RwSignal::new(Vec::new());
    let busy = sliced(
        move || {
            let today = workspace.today();
            // Going over everything that counts is not for nothing.
            (!ids.with(Vec::is_empty)).then(|| workspace.read(READS, |_| Standings::new(today, ids.get())))
        },
        |standings, data| standings.step(data).map(|(found, _)| found),
        move |found| standing.set(found.unwrap_or_default()),
    );
    (standing, busy)
}

/// The goals with their progress.
#[component]
pub fn Goals(
    /// Where they stand.
    standing: RwSignal<Vec<Progress>>,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let limit = RwSignal::new(PAGE / 2);
    let aims = Memo::new(move |_| {
        let (today, currency) = (workspace.today(), workspace.currency());
        let amount = |measure, value| value_text(lang, currency, measure, value, MoneyStyle::Short);
        let aim = |p: &Progress| {
            let share =
                |value: i64| (p.base > 0).then(|| (i128::from(value) * 100 / i128::from(p.base)).clamp(0, 100) as i64);
            let measure = choices::choice_label("goal", "measure", p.measure.code()).map_or("", |t| app.t(t));
            let names = [(Table::Rep, p.scope.rep), (Table::Team, p.scope.team)];
            let scope = workspace.read(&[Table::Rep, Table::Team], |d| {
                names.iter().find_map(|(table, id)| id.map(|id| show::name(d, lang, *table, id)))
            });
            let period = format::date_range(lang, p.period.from, p.period.to, today);
            Aim {
                id: p.goal,
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
            }
        };
        standing.with(|found| found.iter().map(aim).collect::<Vec<_>>())
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
