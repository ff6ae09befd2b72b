//! The backup folder: choosing it, writing to it by itself, and opening what is in it.

use super::super::app::{use_app, use_workspace, App};
use super::super::workspace::Workspace;
use super::backup;
use crate::domain::id::Id;
use crate::domain::records::Table;
use crate::domain::sort::sort_by;
use crate::exchange::backups::{self, Backup};
use crate::storage::error::StoreError;
use crate::text::format;
use crate::text::words::common;
use crate::text::words::safety as words;
use crate::web::folder::{can_choose, Folder};
use crate::web::turn::painted;
use crate::web::{device, files};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How long after the last change a backup is written: three minutes, in milliseconds.
const QUIET_MS: u32 = 180_000;
/// How much of a file is read to know what it holds, in bytes.
const HEAD: f64 = 4_096.0;

/// What the light, the data screen and the automatic backups know together. A handle: copy it into closures.
#[derive(Clone, Copy)]
pub struct Backups {
    /// The chosen folder.
    pub folder: RwSignal<Option<Folder>, LocalStorage>,
    /// It may be written to without asking.
    pub open: RwSignal<bool>,
    /// The last try to write to it failed.
    failed: RwSignal<bool>,
    /// Counts the backups that were made, for whoever shows the last one.
    count: RwSignal<u32>,
    /// Records of a filtered list that are about to be exported as a workspace file.
    pub chosen: RwSignal<Option<(Table, Vec<Id>)>>,
}

impl Backups {
    /// No folder yet.
    pub fn new() -> Backups {
        Backups {
            folder: RwSignal::new_local(None),
            open: RwSignal::new(false),
            failed: RwSignal::new(false),
            count: RwSignal::new(0),
            chosen: RwSignal::new(None),
        }
    }

    /// A backup was made.
    pub fn made(self) {
        self.count.try_update(|n| *n += 1);
    }

    /// Whatever reads it is computed anew after the next backup.
    pub fn track(self) {
        self.count.track();
    }

    /// There is a folder, and the browser must be asked before it can be written to.
    pub fn closed(self) -> bool {
        self.folder.with(Option::is_some) && !self.open.get()
    }

    /// Finds the folder that was chosen earlier, writes to it some minutes after each change, and when the page is left.
    pub fn begin(self, app: App, workspace: Workspace) {
        spawn_local(async move {
            let Some(folder) = Folder::kept(&device::directory(), &workspace.slot()).await else { return };
            self.open.try_set(folder.is_open(false).await);
            self.folder.try_set(Some(folder));
        });
        let quiet = StoredValue::new_local(None::<Timeout>);
        Effect::new(move |_| {
            workspace.changes();
            self.folder.track();
            quiet.set_value(Some(Timeout::new(QUIET_MS, move || self.by_itself(app, workspace))));
        });
        let leaving = window_event_listener_untyped("visibilitychange", move |_| {
            if document().hidden() {
                self.by_itself(app, workspace);
            }
        });
        on_cleanup(move || leaving.remove());
    }

    /// Writes to the folder if there is something new and it may be written to.
    fn by_itself(self, app: App, workspace: Workspace) {
        let nothing_new = backup::last_backup(workspace).is_some_and(|(_, changes)| changes == 0);
        if nothing_new || !backup::worth_a_backup(workspace) {
            return;
        }
        let Some(folder) = self.folder.try_get_untracked().flatten() else { return };
        spawn_local(async move {
            let open = folder.is_open(false).await;
            self.open.try_set(open);
            if open {
                let _ = self.write(app, workspace, &folder).await;
            }
        });
    }

    async fn write(self, app: App, workspace: Workspace, folder: &Folder) -> Result<String, StoreError> {
        let result = backup::write_to(folder, workspace).await;
        self.failed.try_set(result.is_err());
        match &result {
            Ok(_) => self.made(),
            Err(error) => {
                leptos::logging::warn!("backup failed: {} {}", error.code.as_str(), error.detail);
                app.say_bad(app.error_text("folder_failed"));
            }
        }
        result
    }

    /// Backs up now: into the folder if there is one, else as a download. From a click.
    pub fn now(self, app: App, workspace: Workspace) {
        let Some(folder) = self.folder.get_untracked() else {
            return backup::export_file(app, workspace, None, None, move || self.made());
        };
        app.say(app.t(common::WORKING).into(), false);
        spawn_local(async move {
            let open = folder.is_open(true).await;
            self.open.try_set(open);
            if !open {
                return backup::export_file(app, workspace, None, None, move || self.made());
            }
            painted().await;
            if let Ok(file) = self.write(app, workspace, &folder).await {
                app.say(app.tf(words::FOLDER_WROTE, &[("folder", &folder.name()), ("file", &file)]), false);
            }
        });
    }

    fn choose(self, app: App, workspace: Workspace) {
        spawn_local(async move {
            let chosen = match Folder::choose().await {
                Ok(Some(folder)) => folder,
                Ok(None) => return,
                Err(_) => return app.say_bad(app.error_text("folder_failed")),
            };
            let kept = Folder::keep(Some(&chosen), &device::directory(), &workspace.slot()).await;
            if let Err(error) = kept {
                return app.say_bad(app.error_text(error.code.as_str()));
            }
            self.folder.set(Some(chosen));
            self.now(app, workspace);
        });
    }

    fn stop(self, app: App, workspace: Workspace) {
        spawn_local(async move {
            match Folder::keep(None, &device::directory(), &workspace.slot()).await {
                Ok(()) => {
                    self.folder.set(None);
                    self.failed.set(false);
                    app.say(app.t(words::FOLDER_STOPPED).into(), false);
                }
                Err(error) => app.say_bad(app.error_text(error.code.as_str())),
            }
        });
    }
}

impl Default for Backups {
    fn default() -> Self {
        Backups::new()
    }
}

/// What becomes of the folder: chosen, open, failed; and the rule by which old files go.
#[component]
pub fn BackupFolder() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let backups = expect_context::<Backups>();
    if !can_choose() {
        return view! { <p class="help-text" data-folder="cannot">{app.t(words::FOLDER_CANNOT)}</p> }.into_any();
    }
    view! {
        <p class="help-text">{app.t(words::FOLDER_HINT)} " " {app.t(words::FOLDER_RULE)}</p>
        <FolderState/>
        <div class="buttons left">
            <button type="button" class="button" data-action="choose-folder" on:click=move |_| backups.choose(app, workspace)>
                {move || app.t(if backups.folder.with(Option::is_some) { words::FOLDER_OTHER } else { words::FOLDER_CHOOSE })}
            </button>
            {move || {
                backups.folder.with(Option::is_some).then(|| view! {
                    <button type="button" class="button" data-action="stop-folder" on:click=move |_| backups.stop(app, workspace)>
                        {app.t(words::FOLDER_STOP)}
                    </button>
                })
            }}
        </div>
    }
    .into_any()
}

/// The folder's name, and what stands in the way of writing to it.
#[component]
pub fn FolderState() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let backups = expect_context::<Backups>();
    move || {
        let name = backups.folder.get()?.name();
        let (closed, failed) = (backups.closed(), backups.failed.get());
        let words = match (closed, failed) {
            (true, _) => words::FOLDER_CLOSED,
            (_, true) => words::FOLDER_FAILED,
            _ => words::FOLDER_IS,
        };
        let state = if closed {
            "closed"
        } else if failed {
            "failed"
        } else {
            "open"
        };
        let allow = move |_| backups.now(app, workspace);
        Some(view! {
            <p class="folder-state" class:warn=closed || failed data-folder=state>
                <span>{app.tf(words, &[("name", &name)])}</span>
                {(closed || failed).then(|| view! {
                    <button type="button" class="button" data-action="open-folder" on:click=allow>
                        {app.t(if closed { words::FOLDER_OPEN } else { common::RETRY })}
                    </button>
                })}
            </p>
        })
    }
}

/// A backup in a folder, and how many rows it says it has.
type Found = (Backup, Option<u64>);

async fn found_in(folder: &Folder) -> Result<Vec<Found>, StoreError> {
    let mut list: Vec<Backup> = folder.files().await?.iter().filter_map(|name| backups::parse(name)).collect();
    sort_by(&mut list, |a, b| b.day.cmp(&a.day).then_with(|| a.file.cmp(&b.file)));
    let mut found = Vec::with_capacity(list.len());
    for one in list {
        let file = folder.file(&one.file).await?;
        let head = match file.slice_with_f64_and_f64(0.0, HEAD) {
            Ok(head) => files::read(&head).await.unwrap_or_default(),
            Err(_) => Vec::new(),
        };
        // A browser that was killed at the first backup of a day leaves an empty file.
        if !head.is_empty() {
            let rows = backups::rows_in(&head);
            found.push((one, rows));
        }
    }
    Ok(found)
}

/// Lets a folder be chosen, lists its backups, and hands on the one that is to be opened.
#[component]
pub fn Restore(
    /// Takes the chosen file.
    on_file: Callback<web_sys::File>,
    /// The click that leads here asks for the folder already.
    #[prop(optional)]
    at_once: bool,
) -> impl IntoView {
    let app = use_app();
    let shown = RwSignal::new_local(None::<(Folder, Vec<Found>)>);
    let failed = move || app.say_bad(app.error_text("folder_failed"));
    let choose = move || {
        spawn_local(async move {
            match Folder::choose().await {
                Ok(Some(folder)) => match found_in(&folder).await {
                    Ok(list) => drop(shown.try_set(Some((folder, list)))),
                    Err(_) => failed(),
                },
                Ok(None) => (),
                Err(_) => failed(),
            }
        });
    };
    if at_once {
        choose();
    }
    let line = move |folder: Folder, (backup, rows): Found| {
        let day = format::date_year(app.lang(), backup.day);
        let rows = rows.map(|n| app.tf(words::RESTORE_ROWS, &[("n", &format::number(app.lang(), n as i64))]));
        let file = backup.file.clone();
        let open = move |_| {
            let (folder, file) = (folder.clone(), file.clone());
            spawn_local(async move {
                match folder.file(&file).await {
                    Ok(file) => on_file.run(file),
                    Err(_) => failed(),
                }
            });
        };
        view! {
            <li>
                <span class="grow">
                    <b>{backup.name}</b>
                    <small>{day} {rows.map(|rows| format!(" · {rows}"))} " · " {backup.file}</small>
                </span>
                <button type="button" class="button" on:click=open>{app.t(common::OPEN)}</button>
            </li>
        }
    };
    view! {
        {can_choose().then(|| view! {
            <div class="buttons left">
                <button type="button" class="button" data-action="restore-folder" on:click=move |_| choose()>
                    {app.t(words::RESTORE_FROM_FOLDER)}
                </button>
            </div>
        })}
        {move || {
            shown.get().map(|(folder, list)| {
                let title = app.tf(words::RESTORE_TITLE, &[("folder", &folder.name())]);
                view! {
                    <h3>{title}</h3>
                    {list.is_empty().then(|| view! { <p>{app.t(words::RESTORE_NONE)}</p> })}
                    <ul class="lines" data-list="backups">
                        {list.into_iter().map(|one| line(folder.clone(), one)).collect_view()}
                    </ul>
                }
            })
        }}
    }
}
