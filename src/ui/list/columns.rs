//! Which columns a list shows: those that the declaration names, unless the user chose others on this device.

use super::super::app::use_app;
use super::super::kit::dialog::Dialog;
use super::List;
use crate::domain::records::{flag, Field, Kind, Table};
use crate::text::words::{common, customer as words};
use crate::web::device;
use leptos::prelude::*;

/// The fields that can be columns.
pub fn offered(table: Table) -> impl Iterator<Item = &'static Field> {
    let shown = |f: &&Field| !f.is(flag::INTERNAL) || f.is(flag::COLUMN);
    table.record().fields.iter().filter(shown).filter(|f| !matches!(f.kind, Kind::Note | Kind::Map | Kind::Abouts))
}

fn preference(table: Table) -> String {
    format!("columns:{}", table.key())
}

fn usual(table: Table) -> Vec<&'static str> {
    offered(table).filter(|f| f.is(flag::COLUMN)).map(|f| f.name).collect()
}

/// The columns that this device's user chose, else the usual ones. The name is always there.
pub fn preferred(table: Table) -> Vec<&'static str> {
    match device::preference(&preference(table)) {
        Some(chosen) => {
            let chosen: Vec<&str> = chosen.split(',').collect();
            offered(table).map(|f| f.name).filter(|n| *n == "name" || chosen.contains(n)).collect()
        }
        None => usual(table),
    }
}

/// The dialog that chooses columns.
#[component]
pub fn ColumnsDialog(
    /// Of which list.
    list: List,
    /// Runs when the user is done.
    close: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let table = list.table;
    let set = move |name: &'static str, on: bool| {
        list.shown.update(|shown| {
            shown.retain(|n| *n != name);
            if on {
                shown.push(name);
            }
        });
        let chosen = list.shown.with_untracked(|s| s.join(","));
        device::set_preference(&preference(table), Some(&chosen));
    };
    let reset = move |_| {
        device::set_preference(&preference(table), None);
        list.shown.set(usual(table));
    };
    view! {
        <Dialog title=app.t(words::CHOOSE_COLUMNS) on_close=close>
            <ul class="ticks">
                {offered(table)
                    .map(|f| {
                        let name = f.name;
                        view! {
                            <li>
                                <label>
                                    <input
                                        type="checkbox"
                                        class="check"
                                        name=name
                                        disabled=name == "name"
                                        prop:checked=move || list.shown.with(|s| s.contains(&name))
                                        on:change=move |event| set(name, event_target_checked(&event))
                                    />
                                    {app.field_label(table, name)}
                                </label>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            <div class="buttons">
                <button type="button" class="button" on:click=reset>{app.t(common::RESET)}</button>
                <button type="button" class="primary" on:click=move |_| close.run(())>{app.t(common::DONE)}</button>
            </div>
        </Dialog>
    }
}
