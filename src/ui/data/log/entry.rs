//! One change of the log: a line, and when it is opened, its rows with their fields before and after and the way back.

use super::super::place::RecordLink;
use super::{what, Asked};
use crate::domain::command::{is_typed, Command};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::patch::{CellChange, Entry, RowChange};
use crate::domain::records::{deal, flag, Table};
use crate::domain::value::Value;
use crate::storage::fold::kept_by;
use crate::storage::log::{about, Change};
use crate::text::words::log as words;
use crate::text::words::{common, tables};
use crate::ui::app::{use_app, use_workspace, App};
use crate::ui::kit::cell;
use crate::ui::kit::show;
use crate::ui::workspace::Workspace;
use crate::web::device;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// How many rows of a change are shown.
const ROWS: usize = 30;
/// How many fields the line itself tells of.
const TOLD: usize = 2;

/// A change.
#[component]
pub fn Line(
    /// Which.
    change: Arc<Change>,
    /// What is asked for: the rows of the record that one came from stand first.
    asked: Memo<Asked>,
) -> impl IntoView {
    let (app, workspace) = (use_app(), use_workspace());
    let entry = &change.entry;
    let open = RwSignal::new(false);
    let details = NodeRef::<html::Details>::new();
    let (who, gist) = workspace.peek(|data| (who(app, data, entry), gist(app, data, entry)));
    let inner = change.clone();
    view! {
        <li data-entry=entry.command.clone() data-revision=change.revision.0>
            <details node_ref=details on:toggle=move |_| open.set(details.get_untracked().is_some_and(|d| d.open()))>
                <summary>
                    <time>{super::super::moment(app, entry.at_ms)}</time>
                    <span class="log-who">{who}</span>
                    <b class="log-what">{what(app, entry)}</b>
                    <span class="log-gist">{gist}</span>
                </summary>
                {move || open.get().then(|| view! { <Body change=inner.clone() asked=asked/> })}
            </details>
        </li>
    }
}

fn who(app: App, data: &Dataset, entry: &Entry) -> String {
    let name = entry.actor.map(|rep| show::name(data, app.lang(), Table::Rep, rep)).unwrap_or_default();
    if name.is_empty() {
        app.t(words::NOBODY).into()
    } else {
        name
    }
}

/// The first fields of the one row that was there before; else how many rows there are.
fn gist(app: App, data: &Dataset, entry: &Entry) -> String {
    let today = device::local_now().0;
    let rows = &entry.patch.rows;
    let mut there = rows.iter().filter(|row| !row.made);
    let (Some(row), None) = (there.next(), there.next()) else {
        let n = rows.len().to_string();
        return if rows.len() > 1 { app.tf(words::ROWS, &[("n", &n)]) } else { String::new() };
    };
    let says = |cell: &CellChange| {
        // Of what commands keep, only where a deal stands and how it ended says something here.
        let kept = row.table.field(cell.key).is_some_and(|field| field.is(flag::INTERNAL));
        let telling = row.table == Table::Deal && matches!(cell.key, deal::PLACE | deal::OUTCOME);
        let words = |value: &Option<Value>| cell::words(app, data, today, row.table, cell.key, value.as_ref());
        let (before, after) = (words(&cell.before), words(&cell.after));
        let field = cell::label(app, data, row.table, cell.key);
        let value = format!("{before} → {after}");
        (before != after && (!kept || telling))
            .then(|| app.tf(common::FIELD_SAYS, &[("field", &field), ("value", &value)]))
    };
    row.cells.iter().filter_map(says).take(TOLD).collect::<Vec<_>>().join(" · ")
}

#[component]
fn Body(change: Arc<Change>, asked: Memo<Asked>) -> impl IntoView {
    let (app, workspace) = (use_app(), use_workspace());
    let entry = &change.entry;
    if entry.patch.is_empty() {
        return view! { <Whole change=change.clone()/> }.into_any();
    }
    let of = asked.with_untracked(|asked| asked.record);
    let of = of.map(|(table, id)| workspace.peek(|data| about(data, table, id)));
    let wanted = |row: &&RowChange| of.as_ref().is_none_or(|rows| rows.contains(&(row.table, row.id)));
    let rows: Vec<&RowChange> = entry.patch.rows.iter().filter(wanted).take(ROWS).collect();
    let others = entry.patch.rows.len() - rows.len();
    let rows = rows.into_iter().map(|row| one_row(app, workspace, row)).collect_view();
    view! {
        <div class="log-rows">
            {rows}
            {(others > 0).then(|| view! { <p class="help-text">{app.tf(words::OTHER_ROWS, &[("n", &others.to_string())])}</p> })}
        </div>
    }
    .into_any()
}

/// A row of a change, with its fields.
fn one_row(app: App, workspace: Workspace, row: &RowChange) -> impl IntoView {
    let (table, id) = (row.table, row.id);
    let kind = tables::table_name(table.key()).map_or(table.key(), |name| app.t(name.one));
    let (name, there) = workspace.peek(|data| (cell::row_name(app, data, table, id), data.get(table, id).is_some()));
    let name = if name.is_empty() { kind.to_string() } else { name };
    let cells = workspace.peek(|data| row.cells.iter().map(|cell| one_cell(app, data, row, cell)).collect_view());
    view! {
        <section class="log-row" data-row=format!("{}:{id}", table.key())>
            <h3>
                {(!name.contains(kind)).then(|| view! { <span class="soft">{kind}</span> })}
                <RecordLink table=table id=id name=name/>
                {row.made.then(|| view! { <span class="badge">{app.t(words::MADE)}</span> })}
                {(!there).then(|| view! { <span class="badge">{app.t(words::GONE)}</span> })}
            </h3>
            <ul>{cells}</ul>
        </section>
    }
}

/// A field of a row: before, after, and the button that writes the former value again.
fn one_cell(app: App, data: &Dataset, row: &RowChange, change: &CellChange) -> impl IntoView {
    let (table, id, key) = (row.table, row.id, change.key);
    let today = device::local_now().0;
    let label = cell::label(app, data, table, key);
    let says = |value: &Option<Value>| cell::words(app, data, today, table, key, value.as_ref());
    let (before, after) = (says(&change.before), says(&change.after));
    let arranged = table.is_position(key) && before == after || table.field(key).is_some_and(|f| f.name == "order");
    let values = if arranged {
        view! { <span class="soft">{app.t(words::ARRANGED)}</span> }.into_any()
    } else if row.made {
        view! { <ins>{after}</ins> }.into_any()
    } else {
        view! { <del>{before.clone()}</del> " → " <span class="sr-only">{app.t(words::BECOMES)}</span> <ins>{after}</ins> }.into_any()
    };
    let restore = (!row.made && is_typed(table, key)).then(|| {
        let said = app.tf(words::RESTORE_OF, &[("field", &label), ("value", &before)]);
        view! { <Restore table=table id=id key=key value=change.before.clone() said=said/> }
    });
    view! {
        <li data-cell=table.path_of(key)>
            <span class="soft">{label}</span>
            <span class="log-values">{values}</span>
            {restore}
        </li>
    }
}

/// Writes a former value again, as a command like any other. Where that would change nothing, or is not allowed, it says why.
#[component]
fn Restore(table: Table, id: Id, key: Key, value: Option<Value>, said: String) -> impl IntoView {
    let (app, workspace) = (use_app(), use_workspace());
    let value = StoredValue::new(value);
    let command = move || Command::Edit { table, ids: vec![id], cells: vec![(key, value.get_value())] };
    let why_not = Memo::new(move |_| {
        workspace.changes();
        let now = workspace.peek(|data| {
            let row = data.get(table, id)?;
            Some(value.with_value(|value| row.current(key) == value.as_ref()))
        });
        match now {
            None => Some(app.t(words::GONE).to_string()),
            Some(true) => Some(app.t(words::IS_SO).to_string()),
            Some(false) => match workspace.would_change(&command()) {
                Ok(true) => None,
                Ok(false) => Some(app.t(words::IS_SO).to_string()),
                Err(refusal) => Some(app.refusal_text(&refusal)),
            },
        }
    });
    view! {
        <span class="log-restore">
            <button
                type="button"
                class="button small"
                data-action="restore-value"
                aria-label=said
                disabled=move || why_not.with(Option::is_some)
                on:click=move |_| drop(app.run(command()))
            >
                {app.t(words::RESTORE)}
            </button>
            {move || why_not.get().map(|why| view! { <small>{why}</small> })}
        </span>
    }
}

/// A change of everything: no fields, but the snapshot that was kept before it.
#[component]
fn Whole(change: Arc<Change>) -> impl IntoView {
    let (app, workspace) = (use_app(), use_workspace());
    let kept = RwSignal::new(None::<Option<u64>>);
    let beginning = change.revision.0 == 1;
    if let Some(store) = workspace.store().filter(|_| !beginning) {
        spawn_local(async move {
            if let Ok(id) = kept_by(&store, &change.entry).await {
                kept.try_set(Some(id.map(|id| id.0)));
            }
        });
    }
    let lead = move |id: u64| {
        let line = document().query_selector(&format!("[data-snapshot=\"{id}\"]")).ok().flatten();
        if let Some(line) = line.and_then(|line| line.dyn_into::<web_sys::HtmlElement>().ok()) {
            line.scroll_into_view();
            let _ = line.focus();
        }
    };
    view! {
        <div class="log-rows" data-whole="">
            <p>{app.t(if beginning { words::WHOLE_BEGINNING } else { words::WHOLE })}</p>
            {move || {
                kept.get()
                    .map(|id| match id {
                        Some(id) => {
                            view! {
                                <button type="button" class="button small" data-action="to-snapshot" on:click=move |_| lead(id)>
                                    {app.t(words::TO_SNAPSHOT)}
                                </button>
                            }
                                .into_any()
                        }
                        None => view! { <p class="help-text">{app.t(words::SNAPSHOT_GONE)}</p> }.into_any(),
                    })
            }}
        </div>
    }
}
