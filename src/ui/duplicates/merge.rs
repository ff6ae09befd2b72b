//! Two records that are the same become one: which stays, whose value counts where they differ, and what moves along.

use super::super::app::{use_app, use_workspace, App};
use super::super::kit::dialog::Dialog;
use super::super::kit::{cell, show};
use super::note;
use crate::domain::command::merge::{proposed, Take};
use crate::domain::command::Command;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{flag, Kind, Table};
use crate::text::format;
use crate::text::words::{common, duplicates as words, merge as merge_words, tables};
use crate::web::device;
use leptos::prelude::*;

/// How many rows of each table hang on a row.
fn hanging(data: &Dataset, table: Table, id: Id) -> Vec<(Table, usize)> {
    let mut counts = Vec::new();
    for other in Table::ALL.iter().copied() {
        let fields =
            other.record().fields.iter().filter(|field| {
                field.is(flag::INDEX) && (field.kind == Kind::Ref(table) || field.kind == Kind::Abouts)
            });
        let n: usize = fields.map(|field| data.referring(other, field.key, id).count()).sum();
        if n > 0 {
            counts.push((other, n));
        }
    }
    counts
}

/// The dialog.
#[component]
pub fn MergeDialog(
    /// Whose rows.
    table: Table,
    /// The two rows; the one with more on it stays unless it is chosen otherwise.
    pair: (Id, Id),
    /// Runs when the user is done; `true`: they are merged.
    close: Callback<bool>,
) -> impl IntoView {
    let (app, workspace) = (use_app(), use_workspace());
    let weight = |id: Id| workspace.peek(|data| hanging(data, table, id).iter().map(|(_, n)| n).sum::<usize>());
    let first = if weight(pair.1) > weight(pair.0) { pair.1 } else { pair.0 };
    let stays = RwSignal::new(first);
    let beside = move |id: Id| if id == pair.0 { pair.1 } else { pair.0 };
    let goes = move || beside(stays.get());
    // What is proposed depends on which one stays.
    let proposal = move |id: Id| workspace.peek(|data| proposed(data, table, id, beside(id)));
    let chosen = RwSignal::new(proposal(first));
    let begin = move |id: Id| {
        chosen.set(proposal(id));
        stays.set(id);
    };
    let wrong = RwSignal::new(None::<String>);
    let merge = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let stays = stays.get_untracked();
        let goes = beside(stays);
        match app.try_run(Command::Merge { table, stays, goes, take: chosen.get_untracked() }) {
            Ok(_) => close.run(true),
            Err(refusal) => wrong.set(Some(app.refusal_text(&refusal))),
        }
    };
    let along = move || {
        let hanging = workspace.peek(|data| hanging(data, table, goes()));
        let parts: Vec<String> = hanging.into_iter().map(|(table, n)| counted(app, table, n)).collect();
        match parts.is_empty() {
            true => app.t(words::ALONG_NOTHING).to_string(),
            false => app.tf(words::ALONG, &[("list", &format::list(app.lang(), &parts))]),
        }
    };
    let one = move |id: Id| {
        let (name, note) = workspace.peek(|data| (show::name(data, app.lang(), table, id), note(app, data, table, id)));
        view! {
            <label class="side">
                <input type="radio" name="stays" value=id.to_string() prop:checked=move || stays.get() == id on:change=move |_| begin(id)/>
                <span class="says"><b>{name}</b></span>
                <small>{note}</small>
            </label>
        }
    };
    let fields = move || {
        let (kept, gone) = (stays.get(), goes());
        let keys: Vec<Key> = chosen.with_untracked(|chosen| chosen.iter().map(|(key, _)| *key).collect());
        if keys.is_empty() {
            return view! { <p class="help-text">{app.t(words::NO_CHOICE)}</p> }.into_any();
        }
        let rows = keys.into_iter().map(|key| field(app, table, key, (kept, gone), chosen)).collect_view();
        view! { <h3>{app.t(words::CHOOSE)}</h3><ul class="conflict-list">{rows}</ul> }.into_any()
    };
    view! {
        <Dialog title=app.t(words::MERGE_TITLE) on_close=Callback::new(move |()| close.run(false)) class="wide">
            <form class="form merge-two" data-form="merge" on:submit=merge>
                <fieldset class="plain"><legend>{app.t(words::STAYS)}</legend>{one(pair.0)}{one(pair.1)}</fieldset>
                {fields}
                <p data-along>{along}</p>
                <p class="help-text">{app.t(words::MERGE_HINT)}</p>
                <p class="field-error" role="alert">{move || wrong.get()}</p>
                <div class="buttons">
                    <button type="button" class="button" on:click=move |_| close.run(false)>{app.t(common::CANCEL)}</button>
                    <button type="submit" class="primary">{app.t(merge_words::MERGE_NOW)}</button>
                </div>
            </form>
        </Dialog>
    }
}

/// A number of records with what they are.
fn counted(app: App, table: Table, n: usize) -> String {
    let name =
        tables::table_name(table.key()).map_or(table.key(), |name| app.t(if n == 1 { name.one } else { name.many }));
    app.tf(words::COUNTED, &[("n", &format::number(app.lang(), n as i64)), ("what", name)])
}

/// One field where the two differ.
fn field(app: App, table: Table, key: Key, (kept, gone): (Id, Id), chosen: RwSignal<Vec<(Key, Take)>>) -> AnyView {
    let workspace = use_workspace();
    let today = device::local_now().0;
    let name = table.path_of(key);
    let label = workspace.peek(|data| cell::label(app, data, table, key));
    let side = move |id: Id, take: Take| {
        let says = workspace.peek(|data| {
            let value = data.get(table, id).and_then(|row| row.get(key));
            cell::words(app, data, today, table, key, value)
        });
        let checked = move || chosen.with(|chosen| chosen.contains(&(key, take)));
        let choose = move |_| {
            chosen.update(|chosen| {
                if let Some(choice) = chosen.iter_mut().find(|(k, _)| *k == key) {
                    choice.1 = take;
                }
            });
        };
        let value = if take == Take::Stays { "stays" } else { "goes" };
        view! {
            <label class="side">
                <input type="radio" name=format!("take-{name}") value=value prop:checked=checked on:change=choose/>
                <span class="says">{says}</span>
            </label>
        }
    };
    view! {
        <li data-take=name>
            <fieldset class="plain"><legend>{label}</legend>{side(kept, Take::Stays)}{side(gone, Take::Goes)}</fieldset>
        </li>
    }
    .into_any()
}
