//! The list of customers.

mod create;

use super::app::use_app;
use super::kit::icon::{Icon, Shape};
use super::list::{List, ListOf, ListScreen};
use crate::domain::records::Table;
use crate::text::words::customer as words;
use leptos::prelude::*;

pub use create::CustomerForm;

static LIST: ListOf = ListOf {
    table: Table::Customer,
    order: ("name", false),
    tabs: None,
    badge: "tier",
    line: &["phone", "region", "owner"],
    title: words::TITLE,
    hint: words::SEARCH_HINT,
    count: words::COUNT,
    count_filtered: words::COUNT_FILTERED,
    bulk: words::BULK_EDIT_TITLE,
};

/// The screen.
#[component]
pub fn Customers() -> impl IntoView {
    let app = use_app();
    let list = List::new(&LIST);
    let adding = RwSignal::new(false);
    let add = move |class: &'static str| {
        view! {
            <button type="button" class=class data-action="new-customer" on:click=move |_| adding.set(true)>
                <Icon shape=Shape::Plus/>
                {app.t(words::NEW)}
            </button>
        }
    };
    let empty = move || {
        view! {
            <div class="empty">
                <Icon shape=Shape::People/>
                <h2>{app.t(words::EMPTY_TITLE)}</h2>
                <p>{app.t(words::EMPTY_HINT)}</p>
                {add("primary")}
            </div>
        }
    };
    view! {
        <ListScreen list=list head=move || add("button") empty=empty/>
        {move || adding.get().then(|| view! { <create::NewCustomer close=Callback::new(move |()| adding.set(false))/> })}
    }
}
