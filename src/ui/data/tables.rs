//! Whole tables for spreadsheets, all contacts, and the calendar.

use super::super::app::{use_app, use_workspace};
use super::super::out::{Columns, Wish};
use super::super::part;
use crate::domain::id::Id;
use crate::domain::records::Table;
use crate::exchange::out::TABLES;
use crate::text::words::{out as words, tables};
use leptos::prelude::*;

/// The choice of a table, and the buttons that save it.
#[component]
pub fn Tables() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let table = RwSignal::new(Table::Customer);
    let ids = move |table: Table| -> Vec<Id> { workspace.peek(|data| data.live(table).map(|row| row.id).collect()) };
    let rows = move |xlsx: bool| {
        let table = table.get_untracked();
        part::save(app, workspace, Wish::Rows { table, ids: ids(table), columns: Columns::All, xlsx });
    };
    let cards = move |_| part::save(app, workspace, Wish::Cards(ids(Table::Customer)));
    let calendar = move |_| part::save(app, workspace, Wish::Calendar(untrack(|| workspace.me())));
    let choose = move |event| {
        if let Some(chosen) = Table::parse(&event_target_value(&event)) {
            table.set(chosen);
        }
    };
    view! {
        <p class="help-text">{app.t(words::SECTION_HINT)}</p>
        <div class="buttons left">
            <select class="input fit" aria-label=app.t(words::WHICH) data-table on:change=choose>
                {TABLES
                    .into_iter()
                    .map(|one| {
                        let name = tables::table_name(one.key()).map_or(one.key(), |name| app.t(name.many));
                        view! { <option value=one.key() selected=move || table.get() == one>{name}</option> }
                    })
                    .collect_view()}
            </select>
            <button type="button" class="button" data-save="xlsx" on:click=move |_| rows(true)>{app.t(words::XLSX)}</button>
            <button type="button" class="button" data-save="csv" on:click=move |_| rows(false)>{app.t(words::CSV)}</button>
        </div>
        <div class="buttons left">
            <button type="button" class="button" data-save="vcf" on:click=cards>{app.t(words::CARDS)}</button>
            <button type="button" class="button" data-save="ics" on:click=calendar>{app.t(words::CALENDAR)}</button>
        </div>
        <p class="help-text">{app.t(words::CALENDAR_HINT)}</p>
    }
}
