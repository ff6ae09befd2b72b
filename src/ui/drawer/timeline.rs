//! The timeline, with the forms that add to it.

use super::super::app::{use_app, use_workspace};
use super::super::kit::icon::{Icon, Shape};
use super::super::kit::menu::{Item, Menu};
use super::super::kit::show;
use super::form::{ActivityForm, TaskForm};
use super::history::{happenings, Happening, READS};
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::records::Table;
use crate::domain::value::About;
use crate::route::{Route, Screen};
use crate::text::words::data::SECTION_LOG;
use crate::text::words::{common, deal as words};
use leptos::prelude::*;

/// Lines shown at first, and more at a time.
const PAGE: usize = 30;

/// Buttons for a new activity or task about a record, and the form that they open.
#[component]
pub fn AddBar(
    /// What it is about.
    about: About,
) -> impl IntoView {
    let app = use_app();
    let adding = RwSignal::new(None::<Table>);
    let close = Callback::new(move |()| adding.set(None));
    let button = move |table: Table, label| {
        view! {
            <button
                type="button"
                class="chip"
                aria-expanded=move || (adding.get() == Some(table)).to_string()
                data-add=table.key()
                on:click=move |_| adding.update(|a| *a = (*a != Some(table)).then_some(table))
            >
                <Icon shape=Shape::Plus/>
                {app.t(label)}
            </button>
        }
    };
    view! {
        <div class="adds">
            {button(Table::Activity, words::ADD_ACTIVITY)}
            {button(Table::Task, words::ADD_TASK)}
        </div>
        {move || match adding.get() {
            Some(Table::Activity) => Some(view! { <ActivityForm about=about existing=None close=close/> }.into_any()),
            Some(_) => Some(view! { <TaskForm about=Some(about) existing=None close=close/> }.into_any()),
            None => None,
        }}
    }
}

/// What happened to a record, newest first.
#[component]
pub fn Timeline(
    /// Whose.
    table: Table,
    /// Which.
    id: Id,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let list = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(READS, |d| happenings(app, d, today, table, id))
    });
    let limit = RwSignal::new(PAGE);
    let shown = move || list.with(|l| l.iter().take(limit.get()).cloned().collect::<Vec<_>>());
    let rest = move || list.with(|l| l.len().saturating_sub(limit.get()));
    view! {
        <section class="ds" aria-label=app.t(words::TIMELINE)>
            <header>
                <h3>{app.t(words::TIMELINE)}</h3>
                <button
                    type="button"
                    class="link"
                    data-act="log"
                    on:click=move |_| app.go(Route::screen(&workspace.slot(), Screen::Data).with_record("log", Some((table, id))))
                >
                    {app.t(SECTION_LOG)}
                </button>
            </header>
            <ol class="tl">
                <For each=shown key=|h| (h.key, h.at, h.what.clone(), h.detail.clone(), h.who.clone()) let:line><Line about=About { table, id } line=line/></For>
            </ol>
            {move || list.with(Vec::is_empty).then(|| view! { <p class="unset">{app.t(words::TIMELINE_EMPTY)}</p> })}
            {move || {
                (rest() > 0)
                    .then(|| {
                        view! {
                            <button type="button" class="button" on:click=move |_| limit.update(|n| *n += PAGE)>
                                {app.t(common::SHOW_MORE)}
                            </button>
                        }
                    })
            }}
        </section>
    }
}

#[component]
fn Line(about: About, line: Happening) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let today = untrack(|| workspace.today());
    let when = line.at.map(|at| show::moment(app.lang(), at, today));
    let iso = line.at.map(|at| at.to_string());
    let editing = RwSignal::new(false);
    let close = Callback::new(move |()| editing.set(false));
    let record = line.record;
    let items = Callback::new(move |()| {
        let Some((table, id)) = record else { return Vec::new() };
        let mut items = vec![Item::new(app.t(common::EDIT), move || editing.set(true))];
        if table == Table::Task {
            items.push(Item::new(app.t(common::REOPEN), move || drop(app.run(Command::ReopenTask { task: id }))));
        }
        items.push(Item::new(app.t(common::DELETE), move || drop(app.run(Command::Delete { table, ids: vec![id] }))));
        items
    });
    let menu = app.tf(words::ACTIONS_FOR, &[("name", &line.what)]);
    view! {
        <li data-kind=record.map(|(table, _)| table.key())>
            <Icon shape=line.shape/>
            <div>
                <span>{line.what}</span>
                {(!line.detail.is_empty()).then(|| view! { <p>{line.detail}</p> })}
                {(!line.who.is_empty()).then(|| view! { <small>{line.who}</small> })}
            </div>
            <time datetime=iso>{when}</time>
            {record.map(|_| view! { <Menu label=menu items=items class="icon-button small" right=true><Icon shape=Shape::More/></Menu> })}
            {move || match record.filter(|_| editing.get()) {
                Some((Table::Task, id)) => Some(view! { <TaskForm about=None existing=Some(id) close=close/> }.into_any()),
                Some((_, id)) => Some(view! { <ActivityForm about=about existing=Some(id) close=close/> }.into_any()),
                None => None,
            }}
        </li>
    }
}
