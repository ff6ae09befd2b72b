//! The data screen: whether everything is safe, export, open a file, snapshots.

pub mod backup;
mod duplicates;
mod findings;
pub mod import;
mod merge;
mod preview;
mod sealing;
mod snapshots;
mod tables;
pub mod unlock;

use super::app::{use_app, use_workspace, App};
use super::workspace::{Saving, Workspace};
use crate::domain::records::settings;
use crate::text::words::data as words;
use crate::text::words::{out, shell};
use crate::text::{format, Text};
use crate::web::{device, room};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the workspace is called.
pub fn workspace_name(workspace: Workspace) -> String {
    workspace.peek(|d| d.settings().map(|s| s.text(settings::NAME).to_string()).unwrap_or_default())
}

/// The screen.
#[component]
pub fn Data() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let unlocking = unlock::Unlocking::default();
    let merging = merge::Merging::new(app, workspace, unlocking);
    let importing = import::Importing::new(app, unlocking, Some(merging));
    let backed_up = RwSignal::new(0);
    view! {
        <div class="page data-page">
            <header class="head"><h1>{app.t(words::TITLE)}</h1></header>
            <section class="card-section" aria-labelledby="data-safety">
                <h2 id="data-safety">{app.t(shell::SAFETY)}</h2>
                <SafetyFacts backed_up=backed_up/>
                <div class="buttons left">
                    <button
                        type="button"
                        class="primary"
                        data-action="export-all"
                        on:click=move |_| backup::export_file(app, workspace, None, None, move || {
                            backed_up.try_update(|n| *n += 1);
                        })
                    >
                        {app.t(words::EXPORT_ALL)}
                    </button>
                </div>
                <p class="help-text"><b>{app.t(words::WHERE_TITLE)}</b> " " {app.t(words::WHERE_TEXT)}</p>
                <backup::SealedForm done=Callback::new(move |()| backed_up.try_update(|n| *n += 1).unwrap_or_default())/>
                <backup::SelectionForm/>
                <backup::TemplateForm/>
            </section>
            <section class="card-section" aria-labelledby="data-import">
                <h2 id="data-import">{app.t(words::SECTION_IMPORT)}</h2>
                <import::Chooser importing=importing/>
                <import::Result importing=importing/>
                <merge::MergeView merging=merging/>
                <unlock::Unlock unlocking=unlocking/>
            </section>
            <duplicates::Duplicates/>
            <section class="card-section" aria-labelledby="data-tables">
                <h2 id="data-tables">{app.t(out::SECTION)}</h2>
                <tables::Tables/>
            </section>
            <section class="card-section" aria-labelledby="data-snapshots">
                <h2 id="data-snapshots">{app.t(words::SECTION_SNAPSHOTS)}</h2>
                <snapshots::SnapshotList/>
            </section>
        </div>
    }
}

/// Saved? Backed up? Promised to stay? How much room?
#[component]
fn SafetyFacts(backed_up: RwSignal<u32>) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let saving = workspace.saving();
    let persistent = RwSignal::new(None::<bool>);
    let used = RwSignal::new(None::<(u64, u64)>);
    Effect::new(move |_| {
        saving.track();
        spawn_local(async move {
            persistent.try_set(room::is_persistent().await);
            used.try_set(room::used_and_quota().await);
        });
    });
    let ask = move |_| {
        spawn_local(async move {
            persistent.try_set(room::ask_to_persist().await);
        });
    };
    let saved = move || match saving.get() {
        Saving::Saved => app.t(shell::SAFE_SAVED).to_string(),
        Saving::Busy(n) => app.tf(shell::SAFE_SAVING, &[("n", &n.to_string())]),
        Saving::Failed(_) => app.tf(shell::SAFE_UNSAVED, &[("n", &workspace.session(|s| s.unsaved()).to_string())]),
        Saving::MemoryOnly => app.t(shell::SAFE_MEMORY_ONLY).to_string(),
    };
    let backup = move || {
        saving.track();
        backed_up.track();
        backup_words(app, workspace)
    };
    view! {
        <ul class="data-facts safety">
            <li data-fact="saved" class:bad=move || matches!(saving.get(), Saving::Failed(_) | Saving::MemoryOnly)>{saved}</li>
            <li data-fact="backup" class:warn=move || backup().1>{move || backup().0}</li>
            {move || {
                let kept = persistent.get()?;
                let words: Text = if kept { shell::PERSISTENT_YES } else { shell::PERSISTENT_NO };
                Some(
                    view! {
                        <li data-fact="persistent" class:warn=!kept>
                            <span>
                                {app.t(words)} " "
                                {(!kept)
                                    .then(|| {
                                        view! {
                                            <button type="button" class="link" on:click=ask>{app.t(shell::PERSISTENT_ASK)}</button>
                                        }
                                    })}
                            </span>
                        </li>
                    },
                )
            }}
            <li data-fact="room">
                {move || match used.get() {
                    Some((used, quota)) => {
                        app.tf(shell::STORAGE_USED, &[("used", &megabytes(app, used)), ("quota", &megabytes(app, quota))])
                    }
                    None => app.t(words::STORAGE_UNKNOWN).to_string(),
                }}
            </li>
        </ul>
    }
}

/// The last backup in words, and whether one is due.
pub fn backup_words(app: App, workspace: Workspace) -> (String, bool) {
    let Some((ms, changes)) = backup::last_backup(workspace) else {
        return (app.t(shell::BACKUP_NEVER).into(), backup::worth_a_backup(workspace));
    };
    let when = format::relative(app.lang(), device::local_of(ms).0, device::local_now().0);
    let since = match changes {
        0 => app.t(words::NO_CHANGES_SINCE).to_string(),
        n => app.tf(words::CHANGES_SINCE, &[("n", &format::number(app.lang(), n as i64))]),
    };
    (format!("{} · {since}", app.tf(shell::BACKUP_AT, &[("when", &when)])), changes > 50)
}

fn megabytes(app: App, bytes: u64) -> String {
    let tenths = (bytes / 100_000) as i64;
    let text =
        if tenths < 1_000 { format::decimal(app.lang(), tenths, 1) } else { format::number(app.lang(), tenths / 10) };
    app.tf(words::MEGABYTES, &[("n", &text)])
}

/// Asks the browser to keep the data, once per device, after the first change that was saved: a question before any work would be
/// one that nobody can answer.
pub fn ask_after_first_work(workspace: Workspace) {
    let saving = workspace.saving();
    Effect::new(move |was_busy: Option<bool>| {
        let now = saving.get();
        if was_busy == Some(true) && now == Saving::Saved && device::preference("asked-to-persist").is_none() {
            device::set_preference("asked-to-persist", Some("yes"));
            spawn_local(async {
                let _ = room::ask_to_persist().await;
            });
        }
        matches!(now, Saving::Busy(_))
    });
}
