//! The data screen: whether everything is safe, export, open a file, snapshots, checking, the change log.

pub mod backup;
mod beside;
mod check;
mod compare;
mod damage;
mod duplicates;
mod findings;
pub mod folder;
pub mod import;
mod log;
mod merge;
mod place;
mod preview;
pub mod safety;
mod sealing;
mod selection;
mod snapshots;
mod table;
mod tables;
pub mod unlock;

use super::app::{use_app, use_workspace, App};
use super::fault::KeptReports;
use super::offline::on_files;
use super::workspace::{Saving, Workspace};
use crate::domain::records::settings;
use crate::storage::safety::{MANY_CHANGES, MANY_DAYS};
use crate::text::format;
use crate::text::words::data as words;
use crate::text::words::{out, safety as safety_words, shell};
use crate::web::{device, files, room};
pub use beside::Beside;
pub use folder::Backups;
use leptos::prelude::*;
use leptos::task::spawn_local;
pub use safety::save_anew;
pub use snapshots::take_back_whole;

/// What the workspace is called.
pub fn workspace_name(workspace: Workspace) -> String {
    workspace.peek(|d| d.settings().map(|s| s.text(settings::NAME).to_string()).unwrap_or_default())
}

/// The screen.
#[component]
pub fn Data() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let checking = check::Checking::new(app, workspace);
    let unlocking = unlock::Unlocking::default();
    let merging = merge::Merging::new(app, workspace, unlocking, checking);
    let tabling = table::Tabling::new(app, workspace, checking);
    let importing = import::Importing::new(app, unlocking, Some((merging, tabling)));
    on_files(app, move |files| importing.take_all(files));
    let backups = expect_context::<Backups>();
    view! {
        <div class="page data-page">
            <header class="head"><h1>{app.t(words::TITLE)}</h1></header>
            <section class="card-section" aria-labelledby="data-safety">
                <h2 id="data-safety">{app.t(shell::SAFETY)}</h2>
                <damage::DamageNotice/>
                <safety::SafetyFacts/>
                <div class="buttons left">
                    <button
                        type="button"
                        class="primary"
                        data-action="export-all"
                        on:click=move |_| backup::export_file(app, workspace, None, None, move || backups.made())
                    >
                        {app.t(words::EXPORT_ALL)}
                    </button>
                    {files::can_share().then(|| view! {
                        <button
                            type="button"
                            class="button"
                            data-action="share"
                            on:click=move |_| backup::share_file(app, workspace, move || backups.made())
                        >
                            {app.t(words::SHARE)}
                        </button>
                    })}
                </div>
                <safety::RemindAgain/>
                <p class="help-text"><b>{app.t(words::WHERE_TITLE)}</b> " " {app.t(words::WHERE_TEXT)}</p>
                <backup::SealedForm done=Callback::new(move |()| backups.made())/>
                <selection::SelectionForm/>
                <backup::TemplateForm/>
            </section>
            <section class="card-section" aria-labelledby="data-folder">
                <h2 id="data-folder">{app.t(safety_words::FOLDER_TITLE)}</h2>
                <folder::BackupFolder/>
            </section>
            <section class="card-section" aria-labelledby="data-import">
                <h2 id="data-import">{app.t(words::SECTION_IMPORT)}</h2>
                <import::Chooser importing=importing/>
                <import::Result importing=importing/>
                <table::Paste tabling=tabling/>
                <merge::MergeView merging=merging/>
                <table::TableView tabling=tabling/>
                <unlock::Unlock unlocking=unlocking/>
                <check::Notice checking=checking at=check::After::Files/>
            </section>
            <duplicates::Duplicates/>
            <section class="card-section" aria-labelledby="data-tables">
                <h2 id="data-tables">{app.t(out::SECTION)}</h2>
                <tables::Tables/>
            </section>
            <section class="card-section" aria-labelledby="data-snapshots">
                <h2 id="data-snapshots">{app.t(words::SECTION_SNAPSHOTS)}</h2>
                <snapshots::SnapshotList checking=checking/>
                <check::Notice checking=checking at=check::After::Snapshot/>
            </section>
            <check::CheckSection checking=checking/>
            <log::ChangeLog/>
            <KeptReports/>
        </div>
    }
}

/// The last backup in words, and whether one is due.
pub fn backup_words(app: App, workspace: Workspace) -> (String, bool) {
    let Some((ms, changes)) = backup::last_backup(workspace) else {
        return (app.t(shell::BACKUP_NEVER).into(), backup::worth_a_backup(workspace));
    };
    let (then, today) = (device::local_of(ms).0, device::local_now().0);
    let when = format::relative(app.lang(), then, today);
    let since = match changes {
        0 => app.t(words::NO_CHANGES_SINCE).to_string(),
        n => app.tf(words::CHANGES_SINCE, &[("n", &format::number(app.lang(), n as i64))]),
    };
    let late = changes >= MANY_CHANGES || changes > 0 && (today - then).num_days() >= MANY_DAYS;
    (format!("{} · {since}", app.tf(shell::BACKUP_AT, &[("when", &when)])), late)
}

/// A moment, in milliseconds since 1970, in the time of this device.
fn moment(app: App, ms: u64) -> String {
    let (day, minute) = device::local_of(ms);
    let time = chrono::NaiveTime::from_hms_opt(u32::from(minute) / 60, u32::from(minute) % 60, 0).unwrap_or_default();
    format::date_time(app.lang(), day, time, device::local_now().0)
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
