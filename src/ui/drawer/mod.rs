//! The drawer: a record in full beside the list, on a phone a sheet over it. The address says which, so Back and reload keep it.

mod contacts;
mod customer;
mod deal;
mod facts;
pub mod form;
mod head;
mod history;
mod lead;
mod lines;
pub mod sets;
pub mod tasks;
mod timeline;

use super::app::{use_app, use_workspace};
use super::composes;
use super::kit::grip::{is_sheet, Grip};
use super::kit::show;
use super::{focus_again, Focus};
use crate::domain::id::Id;
use crate::domain::records::{contact, Table};
use crate::text::words::tables;
use leptos::html;
use leptos::prelude::*;

/// Tables whose rows have a drawer.
const SHOWN: &[Table] = &[Table::Deal, Table::Customer, Table::Lead];

/// The drawer, while the address names a record.
#[component]
pub fn Drawer() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let open = Memo::new(move |_| {
        let (table, id) = app.route.get().open()?;
        // A contact is shown with its customer.
        let buyer = (table == Table::Contact)
            .then(|| workspace.peek(|d| d.get(table, id).and_then(|r| r.link(contact::CUSTOMER))))
            .flatten();
        let (table, id) = buyer.map_or((table, id), |buyer| (Table::Customer, buyer));
        SHOWN.contains(&table).then_some((table, id))
    });
    let shown = Memo::new(move |_| open.get().is_some());
    move || shown.get().then(|| view! { <Frame open=open/> })
}

#[component]
fn Frame(open: Memo<Option<(Table, Id)>>) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let node = NodeRef::<html::Aside>::new();
    let before = StoredValue::new_local(Focus::now());
    let last = StoredValue::new(open.get_untracked());
    Effect::new(move |_| {
        let record = open.get();
        if record.is_some() {
            last.set_value(record);
        }
        if let (Some(aside), Some((_, id))) = (node.get(), record) {
            let _ = aside.focus();
            request_animation_frame(move || show_beside(id));
        }
    });
    cover();
    on_cleanup(move || {
        let former = before.try_get_value().flatten();
        let former = former.filter(Focus::is_there).or_else(|| {
            let (_, id) = last.try_get_value().flatten()?;
            document().query_selector(&format!("[data-card=\"{id}\"]")).ok().flatten().map(Focus::of)
        });
        // A record that was deleted leaves no trace: the list that it stood in has the focus then.
        focus_again(former.or_else(|| document().body().map(|body| Focus::of(body.into()))), true);
    });
    let label = move || {
        open.get()
            .map(|(table, id)| {
                let kind = tables::table_name(table.key()).map_or("", |name| name.one.in_(lang));
                format!("{kind} {}", workspace.read(&[table], |d| show::name(d, lang, table, id)))
            })
            .unwrap_or_default()
    };
    let there = Memo::new(move |_| {
        open.get().filter(|(table, id)| workspace.read(&[*table], |d| d.get(*table, *id).is_some()))
    });
    view! {
        <div class="drawer-back" aria-hidden="true" on:click=move |_| app.close_drawer()></div>
        <aside
            class="drawer"
            node_ref=node
            tabindex="-1"
            aria-label=label
            data-drawer=move || open.get().map(|(table, _)| table.key())
            on:keydown=move |event| {
                if event.key() == "Escape" && !composes(&event) && !event.default_prevented() {
                    event.prevent_default();
                    app.close_drawer();
                }
            }
        >
            <Grip close=Callback::new(move |()| app.close_drawer())/>
            {move || match there.get() {
                Some((Table::Customer, id)) => view! { <customer::CustomerDrawer id=id/> }.into_any(),
                Some((Table::Lead, id)) => view! { <lead::LeadDrawer id=id/> }.into_any(),
                Some((_, id)) => view! { <deal::DealDrawer id=id/> }.into_any(),
                None => view! { <Gone/> }.into_any(),
            }}
        </aside>
    }
}

/// Where the drawer is a sheet over the page, nothing of the page can be reached by keyboard or heard until it is closed.
fn cover() {
    let cover = |on: bool| {
        if let Ok(Some(frame)) = document().query_selector(".frame") {
            let _ = frame.toggle_attribute_with_force("inert", on);
        }
    };
    cover(is_sheet());
    let resized = window_event_listener(leptos::ev::resize, move |_| cover(is_sheet()));
    on_cleanup(move || {
        resized.remove();
        cover(false);
    });
}

/// Keeps the record's card in sight: the drawer takes its room from the board.
fn show_beside(id: Id) {
    let listed = document().query_selector(&format!(".board [data-card=\"{id}\"]")).ok().flatten();
    if let Some(listed) = listed {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
        listed.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// The record was deleted, here or elsewhere.
#[component]
fn Gone() -> impl IntoView {
    let app = use_app();
    view! {
        <header class="dh">
            <div class="r">
                <span class="grow">{app.error_text("not_found")}</span>
                <head::CloseButton/>
            </div>
        </header>
    }
}
