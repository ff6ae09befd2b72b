//! Export: everything, which is a backup, or a part; and what this device remembers of the last backup.

use super::super::app::{use_app, use_workspace, App};
use super::super::kit::radios::Radios;
use super::super::workspace::Workspace;
use super::sealing;
use super::unlock::{weakness, Passphrase};
use super::workspace_name;
use crate::domain::id::Id;
use crate::domain::records::{rep, Table};
use crate::domain::sort::sort_by;
use crate::domain::value::Moment;
use crate::exchange::backups;
use crate::exchange::export::{export, ExportOptions};
use crate::exchange::selection::{choose, Selection};
use crate::storage::error::StoreError;
use crate::text::format;
use crate::text::words::common;
use crate::text::words::data as words;
use crate::ui::kit::show;
use crate::web::files::Shared;
use crate::web::folder::Folder;
use crate::web::{device, files};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;

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

/// A file of everything, or of a part, and up to which change it goes.
fn file_of(workspace: Workspace, selection: Option<Selection>) -> (Vec<u8>, u64) {
    let options = ExportOptions {
        workspace_id: Id::parse(&workspace.entry().workspace_id).unwrap_or_else(|| workspace.new_id()),
        name: workspace_name(workspace),
        app_version: env!("CARGO_PKG_VERSION").into(),
        made_at: device::utc_text(),
        selection,
        stamps: true,
    };
    (workspace.peek(|d| export(d, &options)), changes_here(workspace))
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
        gloo_timers::future::TimeoutFuture::new(50).await;
        let (today, _) = device::local_now();
        let part = selection.is_some();
        let template = selection.as_ref().is_some_and(|s| s.template);
        let rows = workspace.peek(|d| match &selection {
            Some(selection) => choose(d, selection).len(),
            None => Table::ALL.iter().map(|t| d.rows(*t).live_count()).sum(),
        });
        let (bytes, at) = file_of(workspace, selection);
        let kind = part.then(|| app.t(if template { words::TEMPLATE_PART } else { words::PREVIEW_PARTIAL }));
        let (bytes, ending, mime) = match passphrase {
            None => (bytes, "json", "application/json"),
            Some(passphrase) => match sealing::seal(&passphrase, &bytes).await {
                Ok(bytes) => (bytes, "loudou", "application/octet-stream"),
                Err(code) => return app.say_bad(app.error_text(code)),
            },
        };
        let file = file_name(&workspace_name(workspace), kind, today, ending);
        if !files::download(&file, mime, &bytes) {
            return app.say_bad(app.t(common::FAILED).into());
        }
        if !part {
            remember(workspace, at);
        }
        let n = format::number(app.lang(), rows as i64);
        app.say(app.tf(words::EXPORTED, &[("n", &n), ("file", &file)]), false);
        done();
    });
}

/// Hands a file of everything to another app of the device. What the browser does not let through after all is downloaded. `done` runs when it has
/// left the page.
pub fn share_file(app: App, workspace: Workspace, done: impl Fn() + 'static) {
    app.say(app.t(common::WORKING).into(), false);
    spawn_local(async move {
        gloo_timers::future::TimeoutFuture::new(50).await;
        let (today, _) = device::local_now();
        let (bytes, at) = file_of(workspace, None);
        let name = |ending: &str| file_name(&workspace_name(workspace), None, today, ending);
        match files::share(name, &bytes).await {
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
    let (bytes, at) = file_of(workspace, None);
    let ((today, _), slot) = (device::local_now(), workspace.slot());
    let file = backups::file_name(&workspace_name(workspace), today, &slot);
    folder.write(&file, &bytes).await?;
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

/// What becomes of phone numbers, mail addresses and the like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Personal {
    Whole,
    Masked,
    LeftOut,
}

/// Choices of a partial export: whose records, of when, and whether personal data go along.
#[component]
pub fn SelectionForm() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let owners = RwSignal::new(Vec::<Id>::new());
    let (from, to) = (RwSignal::new(None::<NaiveDate>), RwSignal::new(None::<NaiveDate>));
    let personal = RwSignal::new(Personal::Whole);
    let without_notes = RwSignal::new(false);
    let passphrase = RwSignal::new(String::new());
    let reps: Vec<(Id, String)> = workspace.peek(|d| {
        let mut rows: Vec<_> = d.live(Table::Rep).collect();
        sort_by(&mut rows, |a, b| a.text(rep::ORDER).cmp(b.text(rep::ORDER)).then(a.id.cmp(&b.id)));
        rows.into_iter().map(|row| (row.id, show::row_name(lang, Table::Rep, row))).collect()
    });
    let send = move |_| {
        let period = match (from.get_untracked(), to.get_untracked()) {
            (None, None) => None,
            // The range that dates of files may have.
            (from, to) => {
                let (first, last) = (NaiveDate::from_ymd_opt(1900, 1, 1), NaiveDate::from_ymd_opt(2199, 12, 31));
                from.or(first).zip(to.or(last))
            }
        };
        let personal = personal.get_untracked();
        let selection = Selection {
            owners: owners.get_untracked(),
            period,
            without_personal: personal == Personal::LeftOut,
            masked: personal == Personal::Masked,
            without_notes: without_notes.get_untracked(),
            template: false,
        };
        let passphrase = Some(passphrase.get_untracked()).filter(|typed| !typed.is_empty());
        if let Some(weakness) = passphrase.as_ref().and_then(|typed| weakness(app, typed)) {
            return app.say_bad(weakness);
        }
        export_file(app, workspace, Some(selection), passphrase, || ());
    };
    let day = move |label, signal: RwSignal<Option<NaiveDate>>, name: &'static str| {
        view! {
            <label class="field-label">
                <span>{app.t(label)}</span>
                <input
                    type="date"
                    class="input"
                    name=name
                    on:change=move |event| signal.set(Moment::parse(&event_target_value(&event)).map(|m| m.date))
                />
            </label>
        }
    };
    view! {
        <details class="fold-out" data-part="selection">
            <summary>{app.t(words::EXPORT_SELECTION)}</summary>
            <div class="form">
                {(!reps.is_empty())
                    .then(|| {
                        view! {
                            <fieldset class="plain">
                                <legend>{app.t(words::EXPORT_BY_OWNER)}</legend>
                                <div class="pick-chips">
                                    {reps
                                        .into_iter()
                                        .map(|(id, name)| {
                                            view! {
                                                <button
                                                    type="button"
                                                    class="chip"
                                                    aria-pressed=move || owners.with(|list| list.contains(&id)).to_string()
                                                    on:click=move |_| owners.update(|list| {
                                                        match list.iter().position(|o| *o == id) {
                                                            Some(at) => drop(list.remove(at)),
                                                            None => list.push(id),
                                                        }
                                                    })
                                                >
                                                    {name}
                                                </button>
                                            }
                                        })
                                        .collect_view()}
                                </div>
                                <p class="help-text">{app.t(words::EXPORT_EVERYBODY)}</p>
                            </fieldset>
                        }
                    })}
                <fieldset class="plain">
                    <legend>{app.t(words::EXPORT_RANGE)}</legend>
                    <div class="two">{day(common::FROM, from, "from")} {day(common::TO, to, "to")}</div>
                </fieldset>
                <Radios
                    name="personal"
                    label=words::EXPORT_PERSONAL
                    options=vec![
                        (Personal::Whole, words::EXPORT_PERSONAL_WHOLE, "whole"),
                        (Personal::Masked, words::EXPORT_PERSONAL_MASKED, "masked"),
                        (Personal::LeftOut, words::EXPORT_PERSONAL_LEFT_OUT, "left-out"),
                    ]
                    chosen=personal
                />
                <label class="check-line">
                    <input
                        type="checkbox"
                        class="check"
                        name="without-notes"
                        on:change=move |event| without_notes.set(event_target_checked(&event))
                    />
                    {app.t(words::EXPORT_WITHOUT_NOTES)}
                </label>
                <Passphrase typed=passphrase label=words::PASSPHRASE_OPTIONAL/>
                <p class="help-text">{app.t(words::EXPORT_PARTIAL_HINT)}</p>
                <div class="buttons">
                    <button type="button" class="button" data-action="export-part" on:click=send>{app.t(words::EXPORT_SELECTION)}</button>
                </div>
            </div>
        </details>
    }
}
