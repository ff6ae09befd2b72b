//! The mark of rows that are deleted but kept because others need them (see `domain::dataset`), and the way back.

use super::icon::{Icon, Shape};
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::records::Table;
use crate::domain::row::Row;
use crate::text::words::common;
use crate::ui::app::{use_app, use_workspace};
use leptos::prelude::*;

/// Whether a row is kept, followed.
fn is_kept(table: Table, id: Id) -> Memo<bool> {
    let workspace = use_workspace();
    Memo::new(move |_| workspace.read(&[table], |d| d.get(table, id).is_some_and(Row::is_kept)))
}

/// The mark, for a line in a list; nothing for other rows.
#[component]
pub fn KeptMark(
    /// Whose row.
    table: Table,
    /// Which.
    id: Id,
) -> impl IntoView {
    let app = use_app();
    let kept = is_kept(table, id);
    move || {
        let mark =
            || view! { <span class="rot" data-kept="" title=app.t(common::KEPT_HINT)>{app.t(common::KEPT)}</span> };
        kept.get().then(mark)
    }
}

/// The mark with what it means and a button that restores the row, for where it is edited. Deleting is offered there anyway.
#[component]
pub fn Kept(
    /// Whose row.
    table: Table,
    /// Which.
    id: Id,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let kept = is_kept(table, id);
    let note = move || {
        // Whatever changes may be what needs it.
        workspace.changes();
        let n = workspace.peek(|d| d.needing(table, id)).len().to_string();
        app.tf(common::KEPT_WHY, &[("n", &n)])
    };
    move || {
        let note = move || {
            view! {
                <p class="kept" data-kept="">
                    <Icon shape=Shape::Warning/>
                    <span>{note}</span>
                    <button
                        type="button"
                        class="button small"
                        data-act="restore"
                        on:click=move |_| drop(app.run(Command::Restore { table, id }))
                    >
                        {app.t(common::RESTORE)}
                    </button>
                </p>
            }
        };
        kept.get().then(note)
    }
}
