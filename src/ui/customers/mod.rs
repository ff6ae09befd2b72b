//! The list of customers.

mod create;

use super::app::use_app;
use super::kit::icon::{Icon, Shape};
use super::list::{bulk::BulkBar, filters::ListBar, List, ListGrid, NothingFound};
use crate::domain::records::Table;
use crate::text::format::number;
use crate::text::words::customer as words;
use leptos::prelude::*;

pub use create::CustomerForm;

/// The screen.
#[component]
pub fn Customers() -> impl IntoView {
    let app = use_app();
    let list = List::new(Table::Customer);
    let adding = RwSignal::new(false);
    let count = move || {
        let (shown, total) = (list.rows.with(|r| r.len()), list.total.get());
        let (n, all) = (number(app.lang(), shown as i64), number(app.lang(), total as i64));
        match shown == total {
            true => app.tf(words::COUNT, &[("n", &all)]),
            false => app.tf(words::COUNT_FILTERED, &[("n", &n), ("total", &all)]),
        }
    };
    let add = move |class: &'static str| {
        view! {
            <button type="button" class=class data-action="new-customer" on:click=move |_| adding.set(true)>
                <Icon shape=Shape::Plus/>
                {app.t(words::NEW)}
            </button>
        }
    };
    let body = Memo::new(move |_| match (list.total.get(), list.rows.with(|r| r.is_empty())) {
        (0, _) => 0,
        (_, true) => 1,
        _ => 2,
    });
    view! {
        <div class="page list-page">
            <div class="head">
                <h1>{app.t(words::TITLE)}</h1>
                <span class="muted" role="status" data-count>{count}</span>
                <span class="grow"></span>
                {add("button")}
            </div>
            <ListBar list=list hint=app.t(words::SEARCH_HINT)/>
            {move || match body.get() {
                0 => {
                    view! {
                        <div class="empty">
                            <Icon shape=Shape::People/>
                            <h2>{app.t(words::EMPTY_TITLE)}</h2>
                            <p>{app.t(words::EMPTY_HINT)}</p>
                            {add("primary")}
                        </div>
                    }
                        .into_any()
                }
                1 => view! { <NothingFound/> }.into_any(),
                _ => view! { <ListGrid list=list label=app.t(words::TITLE)/> }.into_any(),
            }}
            <BulkBar list=list title=words::BULK_EDIT_TITLE/>
            {move || adding.get().then(|| view! { <create::NewCustomer close=Callback::new(move |()| adding.set(false))/> })}
        </div>
    }
}
