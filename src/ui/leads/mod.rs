//! Leads 线索: their list, with one line to add the next.

mod quick;

use super::app::use_app;
use super::kit::icon::{Icon, Shape};
use super::list::{List, ListOf, ListScreen};
use crate::domain::command::Command;
use crate::domain::records::Table;
use crate::text::words::lead as words;
use leptos::prelude::*;

static LIST: ListOf = ListOf {
    table: Table::Lead,
    // The newest first: leads grow cold.
    order: ("created", true),
    tabs: Some(("status", "open")),
    badge: "status",
    line: &["contact", "phone", "source", "owner"],
    title: words::TITLE,
    hint: words::FIND,
    count: words::COUNT,
    count_filtered: words::COUNT_FILTERED,
    bulk: words::BULK_EDIT_TITLE,
};

/// The screen.
#[component]
pub fn Leads() -> impl IntoView {
    let app = use_app();
    let list = List::new(&LIST);
    let empty = move || {
        view! {
            <div class="empty">
                <Icon shape=Shape::Lead/>
                <h2>{app.t(words::EMPTY_TITLE)}</h2>
                <p>{app.t(words::EMPTY_HINT)}</p>
            </div>
        }
    };
    let give_up = move |_| {
        if app.run(Command::MarkLead { leads: list.ticked(), invalid: true }).is_ok() {
            list.ticks.clear();
        }
    };
    let bulk = move || {
        view! {
            <button type="button" class="button" data-bulk="invalid" on:click=give_up>
                <Icon shape=Shape::Close/>
                {app.t(words::MARK_INVALID)}
            </button>
        }
    };
    view! { <ListScreen list=list above=|| view! { <quick::QuickLead/> } empty=empty bulk=bulk/> }
}
