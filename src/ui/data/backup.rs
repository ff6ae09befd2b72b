//! Export: everything, which is a backup, or a part; and what this device remembers of the last backup.

use super::super::app::{use_app, use_workspace, App};
use super::super::workspace::Workspace;
use super::unlock::{weakness, Passphrase};
use super::workspace_name;
use super::{beside, sealing};
use crate::domain::id::Id;
use crate::domain::records::Table;
use crate::exchange::backups;
use crate::exchange::selection::Selection;
use crate::storage::error::{StoreError, StoreErrorCode};
use crate::text::format;
use crate::text::words::common;
use crate::text::words::data as words;
use crate::web::files::Shared;
use crate::web::folder::Folder;
use crate::web::turn::painted;
use crate::web::{device, files};
use crate::work::files::written;
use crate::work::Ask;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

/// When the last backup was made, in milliseconds since 1970, and how many changes there are since.
pub fn last_backup(workspace: Workspace) -> Option<(u64, u64)> {
    let kept = device::preference(&format!("backup:{}", workspace.slot()))?;
    let (ms, revision) = kept.split_once(' ')?;
    Some((ms.parse().ok()?, changes_here(workspace).saturating_sub(revision.parse().ok()?)))
}

/// How many changes this workspace has seen, unsaved ones too.
pub fn changes_here(workspace: Workspace) -> u64 {
    workspace.session(|s| s.revision().0 + s.unsaved() as u64)
}

/// Whether there are records whose loss would hurt: more than a new workspace has.
pub fn worth_a_backup(workspace: Workspace) -> bool {
    workspace
        .peek(|d| [Table::Customer, Table::Lead, Table::Deal, Table::Task].iter().any(|t| d.rows(*t).live_count() > 0))
}

/// A workspace file.
struct File {
    /// It.
    blob: Blob,
    /// How many records it holds.
    records: usize,
    /// Up to which change it goes, see [`changes_here`].
    at: u64,
}

/// A file of everything, or of a part.
///
/// # Errors
/// There is no room for it.
async fn file_of(workspace: Workspace, selection: Option<Selection>) -> Result<File, StoreError> {
    let made_at = device::utc_text();
    // Beside the page, of what is saved: the page stays usable. Whatever stands in the way there, saving above all, the page has everything too.
    if workspace.settled().await.is_ok() {
        let at = changes_here(workspace);
        let ask = Ask::Export { made_at: made_at.clone(), selection: selection.clone() };
        if let Ok((blob, records)) = beside::export(workspace, &ask).await {
            return Ok(File { blob, records, at });
        }
    }
    let id = Id::parse(&workspace.entry().workspace_id).unwrap_or_else(|| workspace.new_id());
    let (bytes, records) = workspace.peek(|d| written(d, id, made_at, selection));
    let no_room = |thrown| StoreError::new(StoreErrorCode::QuotaExceeded, format!("{thrown:?}"));
    Ok(File { blob: files::blob(&bytes, "application/json").map_err(no_room)?, records, at: changes_here(workspace) })
}

/// Remembers that everything up to a change is backed up.
fn remember(workspace: Workspace, at: u64) {
    let kept = format!("{} {at}", device::now_ms());
    device::set_preference(&format!("backup:{}", workspace.slot()), Some(&kept));
}

/// Exports everything, or a part, as a download, encrypted if there is a passphrase. `done` runs when the browser has it.
pub fn export_file(
    app: App,
    workspace: Workspace,
    selection: Option<Selection>,
    passphrase: Option<String>,
    done: impl Fn() + 'static,
) {
    app.say(app.t(common::WORKING).into(), false);
    spawn_local(async move {
        // Writing takes the thread as long as it lasts: the words must stand before it begins.
        painted().await;
        let (today, _) = device::local_now();
        let part = selection.is_some();
        let template = selection.as_ref().is_some_and(|s| s.template);
        let File { blob, records, at } = match file_of(workspace, selection).await {
            Ok(file) => file,
            Err(error) => return app.say_bad(app.error_text(error.code.as_str())),
        };
        let kind = part.then(|| app.t(if template { words::TEMPLATE_PART } else { words::PREVIEW_PARTIAL }));
        let (blob, ending) = match passphrase {
            None => (blob, "json"),
            Some(passphrase) => match sealed(&passphrase, &blob).await {
                Ok(blob) => (blob, "loudou"),
                Err(code) => return app.say_bad(app.error_text(code)),
            },
        };
        let file = file_name(&workspace_name(workspace), kind, today, ending);
        if !files::download_blob(&file, &blob) {
            return app.say_bad(app.t(common::FAILED).into());
        }
        if !part {
            remember(workspace, at);
        }
        let n = format::number(app.lang(), records as i64);
        app.say(app.tf(words::EXPORTED, &[("n", &n), ("file", &file)]), false);
        done();
    });
}

/// A file behind a passphrase.
///
/// # Errors
/// `no_crypto`, `read_failed`, `quota`.
async fn sealed(passphrase: &str, file: &Blob) -> Result<Blob, &'static str> {
    let bytes = files::read(file).await.map_err(|_| "read_failed")?;
    files::blob(&sealing::seal(passphrase, &bytes).await?, "application/octet-stream")
        .map_err(|_| StoreErrorCode::QuotaExceeded.as_str())
}

/// Hands a file of everything to another app of the device. What the browser does not let through after all is downloaded. `done` runs when it has
/// left the page.
pub fn share_file(app: App, workspace: Workspace, done: impl Fn() + 'static) {
    app.say(app.t(common::WORKING).into(), false);
    spawn_local(async move {
        painted().await;
        let (today, _) = device::local_now();
        let File { blob, at, .. } = match file_of(workspace, None).await {
            Ok(file) => file,
            Err(error) => return app.say_bad(app.error_text(error.code.as_str())),
        };
        let name = |ending: &str| file_name(&workspace_name(workspace), None, today, ending);
        match files::share(name, &blob).await {
            Shared::Done => {
                remember(workspace, at);
                app.say(app.t(words::SHARED).into(), false);
                done();
            }
            Shared::Declined => app.say(app.t(words::NOT_SHARED).into(), false),
            Shared::Refused => export_file(app, workspace, None, None, done),
        }
    });
}

/// The workspace's name, what it is a part of, the date: in characters that every file system takes.
pub fn file_name(name: &str, part: Option<&str>, day: NaiveDate, ending: &str) -> String {
    let (name, day) = (backups::clean(name), format::date_iso(day));
    let parts: Vec<&str> = [Some(name.as_str()), part, Some(&day)].into_iter().flatten().collect();
    format!("{}.{ending}", parts.join("-"))
}

/// Everything, behind a passphrase. `done` runs when the browser has it.
#[component]
pub fn SealedForm(
    /// Runs when the browser has the file.
    done: Callback<()>,
) -> impl IntoView {
    let (app, workspace) = (use_app(), use_workspace());
    let typed = RwSignal::new(String::new());
    let weak = RwSignal::new(None::<String>);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let passphrase = typed.get_untracked();
        weak.set(weakness(app, &passphrase));
        if weak.with_untracked(Option::is_none) {
            export_file(app, workspace, None, Some(passphrase), move || done.run(()));
        }
    };
    view! {
        <details class="fold-out" data-part="sealed">
            <summary>{app.t(words::EXPORT_SEALED)}</summary>
            <form class="form" data-form="sealed" on:submit=send>
                <Passphrase typed=typed label=words::PASSPHRASE/>
                {move || weak.get().map(|why| view! { <p class="error" role="alert">{why}</p> })}
                <p class="help-text">{app.t(words::EXPORT_SEALED_HINT)}</p>
                <div class="buttons">
                    <button type="submit" class="button" data-action="export-sealed">{app.t(words::EXPORT_SEALED)}</button>
                </div>
            </form>
        </details>
    }
}

/// How the team works, for others to begin with.
#[component]
pub fn TemplateForm() -> impl IntoView {
    let (app, workspace) = (use_app(), use_workspace());
    let send = move |_| {
        export_file(app, workspace, Some(Selection { template: true, ..Selection::default() }), None, || ());
    };
    view! {
        <details class="fold-out" data-part="template">
            <summary>{app.t(words::EXPORT_TEMPLATE)}</summary>
            <div class="form">
                <p class="help-text">{app.tf(words::EXPORT_TEMPLATE_HINT, &[("link", "#/open?from=team.json")])}</p>
                <div class="buttons">
                    <button type="button" class="button" data-action="export-template" on:click=send>{app.t(words::EXPORT_TEMPLATE)}</button>
                </div>
            </div>
        </details>
    }
}

/// Writes a backup of today into a folder, in place of an earlier one of today, and tidies up old ones by the rule of
/// [`backups::outdated`]. Says the file's name.
///
/// # Errors
/// What the browser says; former backups are still there.
pub async fn write_to(folder: &Folder, workspace: Workspace) -> Result<String, StoreError> {
    let File { blob, at, .. } = file_of(workspace, None).await?;
    let ((today, _), slot) = (device::local_now(), workspace.slot());
    let file = backups::file_name(&workspace_name(workspace), today, &slot);
    folder.write(&file, &blob).await?;
    remember(workspace, at);
    let ours =
        folder.files().await?.iter().filter_map(|name| backups::parse(name)).filter(|b| b.slot == slot).collect();
    for old in backups::outdated(ours, today) {
        if old.file != file {
            folder.remove(&old.file).await?;
        }
    }
    Ok(file)
}
