//! Where a row is shown, and a link that leads there: a drawer, or the screen that edits it.

use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::records::{deal_line, goal_change, list_entry, stage, stage_change, Table};
use crate::domain::value::Value;
use crate::route::{Route, Screen};
use crate::ui::app::{use_app, use_workspace};
use leptos::prelude::*;

/// The place of a row within the workspace of a route. `None`: it is not shown anywhere, or no longer.
pub fn place(here: Route, data: &Dataset, table: Table, id: Id) -> Option<Route> {
    let row = data.get(table, id)?;
    let Route::In { slot, .. } = &here else { return None };
    let settings = |section| Some(Route::screen(slot, Screen::Settings).with("section", Some(section)));
    match table {
        Table::Deal | Table::Customer | Table::Lead | Table::Contact => Some(here.with_open(Some((table, id)))),
        Table::DealLine => place(here, data, Table::Deal, row.link(deal_line::DEAL)?),
        Table::StageChange => place(here, data, Table::Deal, row.link(stage_change::DEAL)?),
        Table::Activity | Table::Task => {
            let about = row.get(table.field_named("about")?.key)?;
            let Value::Abouts(list) = about else { return None };
            // What comes before the deals' parts is never about something else, so this cannot run in a circle.
            list.iter()
                .filter(|of| of.table < Table::DealLine)
                .find_map(|of| place(here.clone(), data, of.table, of.id))
        }
        Table::Goal => Some(Route::screen(slot, Screen::Goals).with("goal", Some(&id.to_string()))),
        Table::GoalChange => place(here, data, Table::Goal, row.link(goal_change::GOAL)?),
        Table::Pipeline => settings("pipelines").map(|to| to.with("pipeline", Some(&id.to_string()))),
        Table::Stage => place(here, data, Table::Pipeline, row.link(stage::PIPELINE)?),
        Table::ListEntry => settings("lists").map(|to| to.with("list", Some(row.text(list_entry::LIST)))),
        Table::Product => settings("products"),
        Table::Rep | Table::Team => settings("people"),
        Table::Rate => settings("money"),
        Table::OwnField => settings("fields"),
        Table::Settings => settings("general"),
    }
}

/// A row's name that leads to it; plain words where it is not shown anywhere.
#[component]
pub fn RecordLink(
    /// Whose row.
    table: Table,
    /// Which.
    id: Id,
    /// What it is called here.
    name: String,
) -> impl IntoView {
    let (app, workspace) = (use_app(), use_workspace());
    let to = move || workspace.peek(|data| place(app.route.get_untracked(), data, table, id));
    if to().is_none() {
        return view! { <span>{name}</span> }.into_any();
    }
    let go = move |_| {
        if let Some(route) = to() {
            app.go(route);
        }
    };
    view! { <button type="button" class="link" data-record=format!("{}:{id}", table.key()) on:click=go>{name}</button> }
        .into_any()
}
