//! Quick add (N, or the button in the top bar): a deal, a customer, a lead or a task from wherever the user is.

mod deal;
mod plain;

use super::app::use_app;
use super::customers::CustomerForm;
use super::kit::dialog::Dialog;
use super::shell::Overlay;
use crate::domain::records::Table;
use crate::route::{Route, Screen};
use crate::text::words::{shell, tables};
use leptos::prelude::*;

const TABS: [Table; 4] = [Table::Deal, Table::Customer, Table::Lead, Table::Task];

/// The dialog, when it is open.
#[component]
pub fn QuickAdd() -> impl IntoView {
    let app = use_app();
    move || {
        let begin = match app.dialog.get() {
            Some(Overlay::QuickAddOf(table)) => table,
            Some(Overlay::QuickAdd) => match app.route.get_untracked() {
                Route::In { screen: Screen::Customers, .. } => Table::Customer,
                Route::In { screen: Screen::Leads, .. } => Table::Lead,
                Route::In { screen: Screen::Today, .. } => Table::Task,
                _ => Table::Deal,
            },
            _ => return None,
        };
        Some(view! { <Adding begin=begin/> })
    }
}

#[component]
fn Adding(begin: Table) -> impl IntoView {
    let app = use_app();
    let tab = RwSignal::new(begin);
    let close = Callback::new(move |()| app.dialog.set(None));
    let done = Callback::new(move |next: bool| {
        if !next {
            close.run(());
        }
    });
    let id = |table: Table| format!("quick-{}", table.key());
    let turn = move |by: isize| {
        let now = TABS.iter().position(|t| *t == tab.get_untracked()).unwrap_or(0) as isize;
        let to = TABS[(now + by).rem_euclid(TABS.len() as isize) as usize];
        tab.set(to);
        use wasm_bindgen::JsCast;
        let button = document().get_element_by_id(&id(to)).and_then(|b| b.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(button) = button {
            let _ = button.focus();
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        match event.key().as_str() {
            "ArrowRight" => turn(1),
            "ArrowLeft" => turn(-1),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <Dialog title=app.t(shell::QUICK_ADD) on_close=close>
            <div class="tab-list" role="tablist" aria-label=app.t(shell::QUICK_ADD) on:keydown=on_key>
                {TABS
                    .into_iter()
                    .map(|table| {
                        let name = tables::table_name(table.key()).map_or("", |n| app.t(n.one));
                        view! {
                            <button
                                type="button"
                                id=id(table)
                                role="tab"
                                data-tab=table.key()
                                aria-selected=move || (tab.get() == table).to_string()
                                aria-controls="quick-panel"
                                tabindex=move || if tab.get() == table { "0" } else { "-1" }
                                on:click=move |_| tab.set(table)
                            >
                                {name}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
            <div id="quick-panel" role="tabpanel" aria-labelledby=move || id(tab.get())>
                {move || match tab.get() {
                    Table::Customer => {
                        view! { <CustomerForm close=close done=Callback::new(move |(_, next)| done.run(next))/> }.into_any()
                    }
                    Table::Lead => view! { <plain::LeadForm close=close done=done/> }.into_any(),
                    Table::Task => view! { <plain::TaskForm close=close done=done/> }.into_any(),
                    _ => view! { <deal::DealForm close=close done=done/> }.into_any(),
                }}
            </div>
        </Dialog>
    }
}
