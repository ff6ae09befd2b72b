//! The list of snapshots: take one, restore one, delete one.

use super::super::app::{use_app, use_workspace, App};
use super::super::kit::cell;
use super::super::kit::dialog::Dialog;
use super::super::workspace::Workspace;
use super::check::{After, Checking};
use super::compare::Compare;
use super::damage;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::records::Table;
use crate::storage::error::StoreError;
use crate::storage::safety::{BY_HAND, DAMAGED};
use crate::storage::snapshots::Snapshot;
use crate::text::format;
use crate::text::words::data as words;
use crate::text::words::safety;
use crate::text::words::{commands, common, errors, shell};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

/// What replaces everything, and can be taken back while later work stays.
const WHOLE: [&str; 4] = ["merge", "replace", "restore", "import"];
/// How many of the rows that stay are named.
const NAMED: usize = 5;

/// What stays when a merge is taken back, in words.
fn kept_words(app: App, kept: &[(Table, Id)]) -> String {
    if kept.is_empty() {
        return app.t(safety::TAKEN_BACK).into();
    }
    let names: Vec<String> = app
        .workspace
        .get_untracked()
        .map(|w| w.peek(|d| kept.iter().map(|(table, id)| cell::row_name(app, d, *table, *id)).collect()))
        .unwrap_or_default();
    let named: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).take(NAMED).collect();
    let n = format::number(app.lang(), kept.len() as i64);
    app.tf(safety::TAKEN_BACK_KEPT, &[("n", &n), ("names", &format::list(app.lang(), &named))])
}

/// Why it was kept, in words: notes are a command's code and its subject.
fn reason(app: App, note: &str) -> String {
    let (code, subject) = note.split_once(' ').unwrap_or((note, ""));
    match (code, commands::command_label(app.lang(), code)) {
        (BY_HAND, _) => app.t(words::SNAPSHOT_BY_HAND).into(),
        (DAMAGED, _) => app.t(words::SNAPSHOT_DAMAGED_KEPT).into(),
        (_, Some(label)) => {
            let what = [label.as_str(), subject].join(" ");
            app.tf(words::SNAPSHOT_BEFORE, &[("what", what.trim())])
        }
        _ => note.to_string(),
    }
}

fn when(app: App, snapshot: &Snapshot) -> String {
    super::moment(app, snapshot.kept_at_ms)
}

/// The list.
#[component]
pub fn SnapshotList(
    /// What looks at the data once they were restored.
    checking: Checking,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let saving = workspace.saving();
    let list = RwSignal::new(Vec::<Snapshot>::new());
    let asking = RwSignal::new(None::<Snapshot>);
    let busy = RwSignal::new(false);
    let load = move || {
        let Some(store) = workspace.store() else { return };
        spawn_local(async move {
            if let Ok(snapshots) = store.snapshots().await {
                list.try_set(snapshots.kept);
            }
        });
    };
    // A replacement keeps a snapshot, and ends with saving.
    Effect::new(move |_| {
        saving.track();
        load();
    });
    let tell = move |result: Result<String, StoreError>| {
        match result {
            Ok(words) => app.say(words, false),
            Err(error) => app.say_bad(app.error_text(error.code.as_str())),
        }
        busy.try_set(false);
        load();
    };
    let take = move |_| {
        busy.set(true);
        spawn_local(async move {
            let kept = workspace.keep_snapshot(BY_HAND).await;
            tell(kept.map(|_| app.t(words::SNAPSHOT_TAKEN).into()));
        });
    };
    let drop_it = move |snapshot: Snapshot| {
        let Some(store) = workspace.store() else { return };
        spawn_local(async move {
            tell(store.drop_snapshot(snapshot.id).await.map(|_| app.t(common::DELETED).into()));
        });
    };
    let restore = move |snapshot: Snapshot| {
        busy.set(true);
        spawn_local(async move {
            let at = when(app, &snapshot);
            let result = workspace.restore(snapshot.id, &at).await;
            if let Ok(damaged) = result {
                damage::tell(app, damaged);
                checking.after(After::Snapshot);
            }
            tell(result.map(|_| app.tf(words::SNAPSHOT_RESTORED, &[("when", &at)])));
        });
    };
    let compared = RwSignal::new_local(None::<(Rc<Dataset>, String)>);
    let compare = move |snapshot: Snapshot| {
        busy.set(true);
        spawn_local(async move {
            match workspace.snapshot(snapshot.id).await {
                Ok((data, damaged)) => {
                    damage::tell(app, damaged);
                    compared.try_set(Some((Rc::new(data), when(app, &snapshot))));
                }
                Err(error) => app.say_bad(app.error_text(error.code.as_str())),
            }
            busy.try_set(false);
        });
    };
    let take_back = move |snapshot: Snapshot| {
        busy.set(true);
        spawn_local(async move {
            let subject = snapshot.note.split_once(' ').map_or("", |(_, subject)| subject);
            match workspace.take_back_keeping(&snapshot, subject).await {
                Ok(Some(kept)) => app.say(kept_words(app, &kept), true),
                Ok(None) => app.say_bad(app.error_text("taken_back_too_late")),
                Err(error) => app.say_bad(app.error_text(error.code.as_str())),
            }
            busy.try_set(false);
            load();
        });
    };
    let line = move |snapshot: Snapshot| {
        let (third, fourth) = (StoredValue::new(snapshot.clone()), StoredValue::new(snapshot.clone()));
        let whole = WHOLE.contains(&snapshot.note.split(' ').next().unwrap_or_default());
        let n = format::number(app.lang(), snapshot.rows as i64);
        let (one, other) = (StoredValue::new(snapshot.clone()), StoredValue::new(snapshot.clone()));
        view! {
            <li data-snapshot=snapshot.id.0 tabindex="-1">
                <span class="grow">
                    <b>{when(app, &snapshot)}</b>
                    <small>{reason(app, &snapshot.note)} " · " {app.tf(words::SNAPSHOT_ROWS, &[("n", &n)])}</small>
                </span>
                <button
                    type="button"
                    class="button"
                    data-action="compare"
                    disabled=move || busy.get()
                    on:click=move |_| compare(third.get_value())
                >
                    {app.t(safety::COMPARE)}
                </button>
                {whole.then(|| view! {
                    <button
                        type="button"
                        class="button"
                        data-action="take-back"
                        title=app.t(safety::TAKE_BACK_HINT)
                        disabled=move || busy.get()
                        on:click=move |_| take_back(fourth.get_value())
                    >
                        {app.t(safety::TAKE_BACK)}
                    </button>
                })}
                <button type="button" class="button" disabled=move || busy.get() on:click=move |_| asking.set(Some(one.get_value()))>
                    {app.t(words::SNAPSHOT_RESTORE)}
                </button>
                <button type="button" class="button danger" disabled=move || busy.get() on:click=move |_| drop_it(other.get_value())>
                    {app.t(common::DELETE)}
                </button>
            </li>
        }
    };
    view! {
        <p class="help-text">{app.t(words::SNAPSHOT_HINT)} " " {app.t(safety::SNAPSHOT_RULE)}</p>
        <Show
            when=move || workspace.store().is_some()
            fallback=move || errors::error_text("unavailable").map(|(what, _)| view! { <p>{app.t(what)}</p> })
        >
            <ul class="lines" data-list="snapshots">{move || list.get().into_iter().map(line).collect_view()}</ul>
            {move || {
                compared.get().map(|(before, when)| {
                    let close = Callback::new(move |()| compared.set(None));
                    view! { <Compare before=before when=when on_close=close/> }
                })
            }}
            {move || list.with(Vec::is_empty).then(|| view! { <p>{app.t(words::SNAPSHOT_NONE)}</p> })}
            <div class="buttons left">
                <button type="button" class="button" disabled=move || busy.get() on:click=take>{app.t(words::SNAPSHOT_TAKE)}</button>
            </div>
        </Show>
        {move || {
            asking
                .get()
                .map(|snapshot| {
                    let close = Callback::new(move |()| asking.set(None));
                    let chosen = StoredValue::new(snapshot);
                    view! {
                        <Dialog title=app.t(words::SNAPSHOT_RESTORE) on_close=close>
                            <p>{app.t(words::SNAPSHOT_RESTORE_CONFIRM)}</p>
                            <p class="help-text">{app.t(words::SNAPSHOT_RESTORE_HINT)}</p>
                            <div class="buttons">
                                <button type="button" class="button" on:click=move |_| close.run(())>{app.t(common::CANCEL)}</button>
                                <button
                                    type="button"
                                    class="primary"
                                    on:click=move |_| {
                                        let snapshot = chosen.get_value();
                                        close.run(());
                                        restore(snapshot);
                                    }
                                >
                                    {app.t(words::SNAPSHOT_RESTORE)}
                                </button>
                            </div>
                        </Dialog>
                    }
                })
        }}
    }
}

/// Takes back what replaced everything, by the snapshot that was kept then, or does it again, and says so.
pub fn take_back_whole(app: App, workspace: Workspace, undo: bool) {
    app.say(app.t(common::WORKING).into(), false);
    // Pressed once more while it is under way.
    if workspace.is_taking_back_whole() {
        return;
    }
    spawn_local(async move {
        match workspace.take_back_whole(!undo).await {
            Ok(Some((entry, damaged))) => {
                let what = if undo { shell::UNDO_WHAT } else { shell::REDO_WHAT };
                let done = app.done_text(&entry.command, &entry.subject);
                app.say(app.tf(what, &[("what", &done)]), false);
                damage::tell(app, damaged);
            }
            Ok(None) => app.say_bad(app.error_text("not_found")),
            Err(error) => app.say_bad(app.error_text(error.code.as_str())),
        }
    });
}
