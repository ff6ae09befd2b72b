//! Open tasks: the next step of a deal, and lines to complete in place.

use super::super::app::{use_app, use_workspace};
use super::super::deals::{Ask, DealMoves};
use super::super::kit::icon::{Icon, Shape};
use super::super::kit::menu::{Item, Menu};
use super::super::kit::own;
use super::super::kit::show;
use super::form::TaskForm;
use crate::domain::command::Command;
use crate::domain::deals::next_step;
use crate::domain::id::Id;
use crate::domain::records::{contact, deal, list_entry, rep, task, Table};
use crate::domain::sort::sort_by;
use crate::domain::value::{About, Moment, Value};
use crate::text::format;
use crate::text::words::{common, deal as words};
use leptos::prelude::*;

/// What a task says.
#[derive(Clone, PartialEq, Default)]
struct Face {
    title: String,
    about: String,
    link: Option<About>,
    when: String,
    late: bool,
    who: String,
    kind: Option<Id>,
    /// What it says in own fields.
    own: String,
}

fn face(id: Id) -> Memo<Face> {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(&[Table::Task, Table::Rep, Table::Deal, Table::Customer, Table::Lead, Table::OwnField], |d| {
            let Some(row) = d.get(Table::Task, id) else { return Face::default() };
            let due = row.moment(task::DUE);
            let link = match row.get(task::ABOUT) {
                Some(Value::Abouts(list)) => list.iter().rev().copied().find(|a| d.get(a.table, a.id).is_some()),
                _ => None,
            };
            let when = |at: Moment| match at.minute {
                Some(_) if at.date >= today => show::moment(lang, at, today),
                _ => format::due(lang, at.date, today),
            };
            Face {
                title: row.text(task::TITLE).into(),
                about: link.map(|a| show::name(d, lang, a.table, a.id)).unwrap_or_default(),
                link,
                when: due.map(when).unwrap_or_default(),
                late: due.is_some_and(|m| m.date < today),
                who: d.follow(Table::Task, row, task::OWNER).map(|r| r.text(rep::NAME).to_string()).unwrap_or_default(),
                kind: row.link(task::SORT),
                own: own::told(app, d, today, Table::Task, row).join(" · "),
            }
        })
    })
}

fn own_line(face: Memo<Face>) -> impl IntoView {
    move || {
        let own = face.with(|f| f.own.clone());
        (!own.is_empty()).then(|| view! { <small class="soft">{own}</small> })
    }
}

fn menu(id: Id, editing: RwSignal<bool>) -> Callback<(), Vec<Item>> {
    let app = use_app();
    Callback::new(move |()| {
        let table = Table::Task;
        vec![
            Item::new(app.t(common::EDIT), move || editing.set(true)),
            Item::new(app.t(common::DELETE), move || drop(app.run(Command::Delete { table, ids: vec![id] }))),
        ]
    })
}

/// The next step of a deal, or the way to one.
#[component]
pub fn NextStep(
    /// Which deal.
    deal: Id,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let next = Memo::new(move |_| workspace.read(&[Table::Task], |d| next_step(d, deal).map(|t| t.id)));
    let adding = RwSignal::new(false);
    let close = Callback::new(move |()| adding.set(false));
    let about = About { table: Table::Deal, id: deal };
    move || {
        match next.get() {
        Some(id) => view! { <Step id=id/> }.into_any(),
        None if adding.get() => view! { <TaskForm about=Some(about) existing=None close=close/> }.into_any(),
        None => view! {
            <div class="step none" data-next-step="">
                <Icon shape=Shape::Clock/>
                <b>{app.t(words::NO_NEXT_STEP)}</b>
                <button type="button" class="pill" on:click=move |_| adding.set(true)>{app.t(words::ADD_NEXT_STEP)}</button>
            </div>
        }
        .into_any(),
    }
    }
}

#[component]
fn Step(id: Id) -> impl IntoView {
    let app = use_app();
    let moves = expect_context::<DealMoves>();
    let face = face(id);
    let editing = RwSignal::new(false);
    let close = Callback::new(move |()| editing.set(false));
    let items = menu(id, editing);
    let shape = face.with_untracked(|f| if f.kind == Some(list_entry::CALL) { Shape::Phone } else { Shape::Clock });
    let when = move || {
        face.with(|f| {
            [f.when.as_str(), f.who.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ")
        })
    };
    move || {
        if editing.get() {
            return view! { <TaskForm about=None existing=Some(id) close=close/> }.into_any();
        }
        view! {
            <div class="step" class:late=move || face.with(|f| f.late) data-next-step=id.to_string()>
                <Icon shape=shape/>
                <div>
                    <small>{app.t(words::NEXT_STEP)}</small>
                    <b>{move || face.with(|f| f.title.clone())}</b>
                    <span class="step-when">{when}</span>
                    {own_line(face)}
                </div>
                <button type="button" class="pill" on:click=move |_| moves.ask.set(Some(Ask::Complete { task: id }))>{app.t(common::DONE)}</button>
                <Menu label=app.tf(words::ACTIONS_FOR, &[("name", &face.with(|f| f.title.clone()))]) items=items class="icon-button small" right=true>
                    <Icon shape=Shape::More/>
                </Menu>
            </div>
        }
        .into_any()
    }
}

/// One open task in a list: complete, open what it is about, edit, delete.
#[component]
pub fn TaskLine(
    /// Which task.
    id: Id,
    /// Names what it is about, with a link.
    #[prop(optional)]
    with_about: bool,
) -> impl IntoView {
    let app = use_app();
    let moves = expect_context::<DealMoves>();
    let face = face(id);
    let editing = RwSignal::new(false);
    let close = Callback::new(move |()| editing.set(false));
    let items = menu(id, editing);
    view! {
        <li class="task" data-task=id.to_string()>
            <button
                type="button"
                class="tick"
                aria-label=move || app.tf(words::COMPLETE_TITLE, &[("name", &face.with(|f| f.title.clone()))])
                on:click=move |_| moves.ask.set(Some(Ask::Complete { task: id }))
            >
                <Icon shape=Shape::Check/>
            </button>
            <div class="task-what">
                <span>{move || face.with(|f| f.title.clone())}</span>
                {own_line(face)}
                {move || {
                    let (link, name) = face.with(|f| (f.link, f.about.clone()));
                    link.filter(|_| with_about)
                        .map(|about| {
                            view! { <button type="button" class="link" on:click=move |_| app.open(about.table, about.id)>{name}</button> }
                        })
                }}
            </div>
            <span class="task-when" class:late=move || face.with(|f| f.late)>{move || face.with(|f| f.when.clone())}</span>
            <span class="task-who">{move || face.with(|f| f.who.clone())}</span>
            <Menu label=app.tf(words::ACTIONS_FOR, &[("name", &face.with_untracked(|f| f.title.clone()))]) items=items class="icon-button small" right=true>
                <Icon shape=Shape::More/>
            </Menu>
            {move || editing.get().then(|| view! { <TaskForm about=None existing=Some(id) close=close/> })}
        </li>
    }
}

/// Open tasks about a record, the earliest first.
#[component]
pub fn OpenTasks(
    /// About what.
    about: Id,
    /// The first one is shown elsewhere, as the next step.
    #[prop(optional)]
    but_first: bool,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let list = Memo::new(move |_| {
        workspace.read(&[Table::Task, Table::Contact, Table::Deal], |d| {
            // A customer's tasks are those about its contacts and deals, too.
            let people = d.referring(Table::Contact, contact::CUSTOMER, about).map(|r| r.id);
            let sold = d.referring(Table::Deal, deal::CUSTOMER, about).map(|r| r.id);
            let tasks = std::iter::once(about)
                .chain(people)
                .chain(sold)
                .flat_map(|id| d.referring(Table::Task, task::ABOUT, id));
            let open = tasks.filter(|t| t.get(task::DONE).is_none());
            let mut rows: Vec<_> = open.map(|t| (t.moment(task::DUE).is_none(), t.moment(task::DUE), t.id)).collect();
            sort_by(&mut rows, Ord::cmp);
            rows.dedup();
            rows.into_iter().skip(usize::from(but_first)).map(|(_, _, id)| id).collect::<Vec<_>>()
        })
    });
    let title = if but_first { words::OTHER_TASKS } else { crate::text::words::customer::SECTION_TASKS };
    move || {
        (!list.with(Vec::is_empty)).then(|| {
            view! {
                <section class="ds" aria-label=app.t(title)>
                    <h3>{app.t(title)}</h3>
                    <ul class="tasks"><For each=move || list.get() key=|id| *id let:id><TaskLine id=id/></For></ul>
                </section>
            }
        })
    }
}
