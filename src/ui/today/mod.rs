//! Today 今天: what a rep should do next. What it lists is computed in `analysis::today`.

mod goals;
mod looks;

use super::app::{use_app, use_workspace, App};
use super::drawer::tasks::TaskLine;
use super::kit::icon::{Icon, Shape};
use super::kit::sliced::sliced;
use super::out::ExportMenu;
use super::print;
use crate::analysis::today::{Looking, Looks, Tasks as Found};
use crate::domain::deals::ordered;
use crate::domain::id::Id;
use crate::domain::records::{rep, Table};
use crate::text::words::{common, today as words};
use crate::text::{format, Text};
use leptos::prelude::*;

/// The tables that say what needs a look.
const LOOKS: &[Table] = &[
    Table::Task,
    Table::Deal,
    Table::StageChange,
    Table::Stage,
    Table::Pipeline,
    Table::Activity,
    Table::Contact,
    Table::Customer,
    Table::Settings,
    Table::Rep,
];
/// Lines of a list at first, and more at a time.
const PAGE: usize = 12;

/// The screen.
#[component]
pub fn Today() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    // Tasks follow at once what is done with them; looking at all deals and contacts takes longer.
    let found = Memo::new(move |_| {
        let (day, me) = (workspace.today(), workspace.me());
        workspace.read(&[Table::Task, Table::Rep], |d| Found::of(d, day, me))
    });
    let looks = RwSignal::new(Looks::default());
    let looking = sliced(
        move || {
            let (day, me) = (workspace.today(), workspace.me());
            workspace.read(LOOKS, |_| Some(Looking::new(day, me)))
        },
        Looking::step,
        move |found| looks.set(found.unwrap_or_default()),
    );
    let (standing, reckoning) = goals::standing();
    let busy = move || looking.get() || reckoning.get();
    // At first all of it comes together, so that nothing moves that is there.
    let whole = Memo::new(move |before| before == Some(&true) || !busy());
    let reps = Memo::new(move |_| {
        workspace.read(&[Table::Rep], |d| {
            let here = d.live(Table::Rep).filter(|r| r.get(rep::LEFT).is_none());
            ordered(here, rep::ORDER).into_iter().map(|r| (r.id, r.text(rep::NAME).to_string())).collect::<Vec<_>>()
        })
    });
    let day = move || format::date_long(lang, workspace.today());
    let who = move || {
        let list = reps.get();
        (!list.is_empty()).then(|| {
            view! {
                <label class="who">
                    <span>{app.t(words::I_AM)}</span>
                    <select class="chip x" data-me="" on:change=move |event| workspace.set_me(Id::parse(&event_target_value(&event)))>
                        <option value="" selected=move || workspace.me().is_none()>{app.t(words::EVERYBODY)}</option>
                        {list
                            .into_iter()
                            .map(|(id, name)| {
                                view! { <option value=id.to_string() selected=move || workspace.me() == Some(id)>{name}</option> }
                            })
                            .collect_view()}
                    </select>
                </label>
            }
        })
    };
    let hint = move || {
        (workspace.me().is_none() && !reps.with(Vec::is_empty))
            .then(|| view! { <p class="hint">{app.t(words::WHO_AM_I)}</p> })
    };
    let tasks = move |name: &'static str, title: Text, pick: fn(&Found) -> &Vec<Id>| {
        let ids = Memo::new(move |_| found.with(|f| pick(f).clone()));
        view! { <Tasks name=name title=title ids=ids/> }
    };
    let ids = Callback::new(move |()| {
        found.with_untracked(|f| [&f.overdue, &f.due, &f.next, &f.undated].into_iter().flatten().copied().collect())
    });
    let nothing_due = move || found.with(|f| f.overdue.is_empty() && f.due.is_empty());
    view! {
        <div class="page today-page" aria-busy=move || busy().to_string()>
            <div class="head">
                <h1>{app.t(words::TITLE)}</h1>
                <span class="soft">{day}</span>
                {who}
                <ExportMenu table=Table::Task ids=ids class="icon-button"/>
            </div>
            {hint}
            <div class="today">
                <div>
                    {tasks("overdue", words::TASKS_OVERDUE, |f| &f.overdue)}
                    {tasks("due", words::TASKS_TODAY, |f| &f.due)}
                    {move || {
                        nothing_due()
                            .then(|| {
                                view! {
                                    <section class="panel">
                                        <div class="empty"><Icon shape=Shape::Check/><p>{app.t(words::NOTHING_DUE)}</p></div>
                                    </section>
                                }
                            })
                    }}
                    {tasks("next", words::TASKS_NEXT, |f| &f.next)}
                    {tasks("undated", words::TASKS_UNDATED, |f| &f.undated)}
                </div>
                <div>
                    <Show when=move || whole.get()>
                        <goals::Goals standing=standing/>
                        <looks::NoNext looks=looks/>
                        <looks::Rotting looks=looks/>
                        <looks::Birthdays looks=looks/>
                    </Show>
                </div>
            </div>
        </div>
    }
}

/// How many lines of a list are drawn: on paper nobody asks for more of them.
fn most(app: App, limit: RwSignal<usize>) -> usize {
    if app.printing.get() {
        print::ROWS
    } else {
        limit.get()
    }
}

/// A list of tasks under its title; nothing at all without tasks.
#[component]
fn Tasks(name: &'static str, title: Text, ids: Memo<Vec<Id>>) -> impl IntoView {
    let limit = RwSignal::new(PAGE);
    let some = Memo::new(move |_| !ids.with(Vec::is_empty));
    let count = Signal::derive(move || ids.with(Vec::len));
    let app = use_app();
    let shown = move || ids.with(|l| l.iter().take(most(app, limit)).copied().collect::<Vec<_>>());
    move || {
        some.get().then(|| {
            view! {
                <Panel name=name title=title count=count limit=limit>
                    <ul class="tasks"><For each=shown key=|id| *id let:id><TaskLine id=id with_about=true/></For></ul>
                </Panel>
            }
        })
    }
}

/// A titled list with its number, and a way to see more of it.
#[component]
fn Panel(
    name: &'static str,
    title: Text,
    #[prop(into)] count: Signal<usize>,
    limit: RwSignal<usize>,
    children: Children,
) -> impl IntoView {
    let app = use_app();
    let number = move || format::number(app.lang(), count.get() as i64);
    view! {
        <section class="panel" class:late={name == "overdue"} aria-label=app.t(title) data-panel=name>
            <header><h2>{app.t(title)}</h2><b>{number}</b></header>
            {children()}
            {move || {
                (count.get() > limit.get())
                    .then(|| {
                        view! {
                            <button type="button" class="more" on:click=move |_| limit.update(|n| *n += PAGE)>{app.t(common::SHOW_MORE)}</button>
                        }
                    })
            }}
        </section>
    }
}
