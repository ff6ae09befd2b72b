//! What changed since a snapshot: per table, per row, per value; and single rows back.

use super::super::app::{use_app, use_workspace, App};
use super::super::kit::cell;
use crate::domain::command::{Cells, Command};
use crate::domain::dataset::Dataset;
use crate::domain::difference::{differences, Change, Difference};
use crate::domain::records::{flag, Table};
use crate::text::format;
use crate::text::words::merge as merge_words;
use crate::text::words::safety as words;
use crate::text::words::{common, tables};
use leptos::prelude::*;
use std::rc::Rc;

/// How many rows are listed; beyond these only the counts are told.
const LISTED: usize = 200;

fn counts(app: App, list: &[Difference]) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for table in Table::ALL {
        let n = |change| list.iter().filter(|d| d.table == *table && d.change == change).count();
        let parts = [
            (n(Change::New), merge_words::COUNT_NEW),
            (n(Change::Changed), merge_words::COUNT_CHANGED),
            (n(Change::Deleted), merge_words::COUNT_DELETED),
        ];
        let said: Vec<String> = parts
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, text)| app.tf(text, &[("n", &format::number(app.lang(), n as i64))]))
            .collect();
        if !said.is_empty() {
            let label = tables::table_name(table.key()).map_or(table.key(), |name| app.t(name.many));
            lines.push((label.to_string(), said.join(" · ")));
        }
    }
    lines
}

/// The command that gives a row back what it was; `None` where there is none for it.
fn back(before: &Dataset, difference: &Difference) -> Option<Command> {
    let (table, id) = (difference.table, difference.id);
    match difference.change {
        Change::New => None,
        Change::Deleted => Some(Command::Restore { table, id }),
        Change::Changed => {
            let former = before.rows(table).get(id)?;
            let own = |key: &crate::domain::key::Key| table.field(*key).is_none_or(|field| !field.is(flag::INTERNAL));
            let cells: Cells =
                difference.cells.iter().filter(|key| own(key)).map(|key| (*key, former.get(*key).cloned())).collect();
            (!cells.is_empty()).then(|| Command::Edit { table, ids: vec![id], cells })
        }
    }
}

/// The comparison of a snapshot's data with those of now.
#[component]
pub fn Compare(
    /// What the snapshot holds.
    before: Rc<Dataset>,
    /// When it was kept, in words.
    when: String,
    /// Runs when it is closed.
    on_close: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let before = StoredValue::new_local(before);
    // Computed anew when something changes: a row that was given back is different no longer.
    let list = move || {
        workspace.changes();
        workspace.peek(|now| differences(&before.get_value(), now))
    };
    let line = move |difference: Difference| {
        let former = before.get_value();
        let today = workspace.today();
        let (table, id) = (difference.table, difference.id);
        let label = tables::table_name(table.key()).map_or(table.key(), |name| app.t(name.one));
        let (name, state) = workspace.peek(|now| match difference.change {
            Change::New => (cell::row_name(app, now, table, id), app.t(words::SINCE_NEW)),
            Change::Changed => (cell::row_name(app, now, table, id), app.t(words::SINCE_CHANGED)),
            Change::Deleted => (cell::row_name(app, &former, table, id), app.t(words::SINCE_DELETED)),
        });
        let values: Vec<(String, String, String)> = workspace.peek(|now| {
            let (old, new) = (former.rows(table).get(id), now.rows(table).get(id));
            let shown = difference.cells.iter().filter(|key| !table.is_position(**key));
            shown
                .map(|key| {
                    let was = cell::words(app, &former, today, table, *key, old.and_then(|row| row.get(*key)));
                    let is = cell::words(app, now, today, table, *key, new.and_then(|row| row.get(*key)));
                    (cell::label(app, now, table, *key), was, is)
                })
                .collect()
        });
        let command = back(&former, &difference);
        view! {
            <li data-difference=table.key()>
                <span class="grow">
                    <b>{name}</b>
                    <small>{label} " · " {state}</small>
                    {values
                        .into_iter()
                        .map(|(label, was, is)| {
                            view! { <small>{app.tf(words::WAS_IS, &[("field", &label), ("was", &was), ("is", &is)])}</small> }
                        })
                        .collect_view()}
                </span>
                {command.map(|command| view! {
                    <button type="button" class="button" on:click=move |_| drop(app.run(command.clone()))>{app.t(common::RESTORE)}</button>
                })}
            </li>
        }
    };
    view! {
        <section class="preview" data-compare>
            <h3>{app.tf(words::SINCE_TITLE, &[("when", &when)])}</h3>
            {move || {
                let list = list();
                let more = list.len().saturating_sub(LISTED);
                let counted = counts(app, &list);
                view! {
                    {list.is_empty().then(|| view! { <p>{app.t(words::SINCE_NOTHING)}</p> })}
                    <dl class="counts wide">
                        {counted
                            .into_iter()
                            .map(|(label, said)| view! { <div><dt>{label}</dt><dd>{said}</dd></div> })
                            .collect_view()}
                    </dl>
                    <ul class="lines">{list.into_iter().take(LISTED).map(line).collect_view()}</ul>
                    {(more > 0)
                        .then(|| {
                            let n = format::number(app.lang(), more as i64);
                            view! { <p class="help-text">{app.tf(words::SINCE_MORE, &[("n", &n)])}</p> }
                        })}
                }
            }}
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| on_close.run(())>{app.t(common::CLOSE)}</button>
            </div>
        </section>
    }
}
