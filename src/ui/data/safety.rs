//! The safety light's facts and its dialog, the reminder of a backup, and saving anew what only memory holds.

use super::super::app::{use_app, use_workspace, App};
use super::super::kit::dialog::Dialog;
use super::super::kit::icon::{Icon, Shape};
use super::super::shell::{saved_words, Overlay};
use super::super::start::on_lost;
use super::super::workspace::{Saving, Workspace};
use super::folder::{Backups, FolderState};
use super::selection::ChosenDialog;
use super::{backup, backup_words, damage};
use crate::domain::records::Table;
use crate::domain::value::Moment;
use crate::route::Screen;
use crate::storage::bulk::SWEEP_GRACE_MS;
use crate::storage::safety::{due, nearly_full, Due, Facts};
use crate::text::words::data as data_words;
use crate::text::words::safety as words;
use crate::text::words::{common, shell};
use crate::text::{format, Text};
use crate::web::idb::open_registry;
use crate::web::{device, room};
use chrono::Days;
use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What lies over the screens of a workspace for its safety: the dialog of the light, the reminder; and the automatic backups.
#[component]
pub fn Safety() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let backups = expect_context::<Backups>();
    backups.begin(app, workspace);
    damage::tell(app, workspace.session(|s| s.damaged.len()));
    if let Some(store) = workspace.store() {
        spawn_local(async move {
            // What a killed tab left behind takes room, and nothing else: the next start tries again.
            let _ = store.sweep(device::now_ms(), SWEEP_GRACE_MS).await;
        });
    }
    warn_before_leaving(workspace);
    let close = Callback::new(move |()| app.dialog.set(None));
    view! {
        <Reminder/>
        <ChosenDialog/>
        {move || {
            (app.dialog.get() == Some(Overlay::Safety)).then(|| view! {
                <Dialog title=app.t(shell::SAFETY) on_close=close>
                    <SafetyFacts/>
                    <FolderState/>
                    <div class="buttons">
                        <button
                            type="button"
                            class="button"
                            on:click=move |_| {
                                close.run(());
                                app.go_screen(Screen::Data);
                            }
                        >
                            {app.t(words::MORE_ON_DATA)}
                        </button>
                        <button type="button" class="primary" data-action="back-up" on:click=move |_| backups.now(app, workspace)>
                            {app.t(words::BACK_UP_NOW)}
                        </button>
                    </div>
                </Dialog>
            })
        }}
    }
}

/// Whether the browser promises to keep the data, and how much room there is; asked anew when something was saved.
#[derive(Clone, Copy)]
struct Asked {
    promised: RwSignal<Option<bool>>,
    room: RwSignal<Option<(u64, u64)>>,
}

impl Asked {
    fn new(workspace: Workspace) -> Asked {
        let asked = Asked { promised: RwSignal::new(None), room: RwSignal::new(None) };
        let saving = workspace.saving();
        Effect::new(move |_| {
            if saving.get() == Saving::Saved {
                spawn_local(async move {
                    asked.promised.try_set(room::is_persistent().await);
                    asked.room.try_set(room::used_and_quota().await);
                });
            }
        });
        asked
    }
}

/// Saved? Backed up? Promised to stay? How much room?
#[component]
pub fn SafetyFacts() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let backups = expect_context::<Backups>();
    let saving = workspace.saving();
    let Asked { promised, room } = Asked::new(workspace);
    let ask = move |_| {
        spawn_local(async move {
            promised.try_set(room::ask_to_persist().await);
        });
    };
    let saved = move || saved_words(app, workspace);
    let backup = move || {
        saving.track();
        backups.track();
        backup_words(app, workspace)
    };
    view! {
        <ul class="data-facts safety">
            <li data-fact="saved" class:bad=move || matches!(saving.get(), Saving::Failed(_) | Saving::MemoryOnly)>{saved}</li>
            <li data-fact="backup" class:warn=move || backup().1>{move || backup().0}</li>
            {move || {
                let kept = promised.get()?;
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
            <li data-fact="room" class:bad=move || nearly_full(room.get())>
                {move || match room.get() {
                    Some((used, quota)) => {
                        app.tf(shell::STORAGE_USED, &[("used", &megabytes(app, used)), ("quota", &megabytes(app, quota))])
                    }
                    None => app.t(data_words::STORAGE_UNKNOWN).to_string(),
                }}
            </li>
            {move || {
                let ready = app.told.ready.get()?;
                let words = if ready { shell::OFFLINE_READY } else { shell::OFFLINE_NO };
                Some(view! { <li data-fact="offline" class:warn=!ready>{app.t(words)}</li> })
            }}
        </ul>
    }
}

fn megabytes(app: App, bytes: u64) -> String {
    let tenths = (bytes / 100_000) as i64;
    let text =
        if tenths < 1_000 { format::decimal(app.lang(), tenths, 1) } else { format::number(app.lang(), tenths / 10) };
    app.tf(data_words::MEGABYTES, &[("n", &text)])
}

/// The preference that says when there is a reminder again: not before a day, or never.
fn remind_key(workspace: Workspace) -> String {
    format!("remind:{}", workspace.slot())
}

const NEVER: &str = "never";

/// No reminder for so many days.
fn put_off(workspace: Workspace, days: u64) {
    let until = device::local_now().0.checked_add_days(Days::new(days)).map(format::date_iso);
    device::set_preference(&remind_key(workspace), until.as_deref());
}

fn may_remind(workspace: Workspace) -> bool {
    match device::preference(&remind_key(workspace)) {
        None => true,
        Some(word) if word == NEVER => false,
        Some(day) => Moment::parse(&day).is_none_or(|until| until.date <= device::local_now().0),
    }
}

/// A reminder that a backup is due: at most once a day, and one click does it.
#[component]
fn Reminder() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let backups = expect_context::<Backups>();
    let saving = workspace.saving();
    let asked = Asked::new(workspace);
    let shown = RwSignal::new(None::<(Due, Facts)>);
    Effect::new(move |_| {
        backups.track();
        let (promised, room, folder_closed) = (asked.promised.get(), asked.room.get(), backups.closed());
        if saving.get() != Saving::Saved {
            return;
        }
        let last = backup::last_backup(workspace);
        let since = last.map_or(workspace.entry().added_at_ms, |(ms, _)| ms);
        let days = (device::local_now().0 - device::local_of(since).0).num_days();
        let changes = last.map_or_else(|| backup::changes_here(workspace), |(_, changes)| changes);
        let facts = Facts { changes, days, ever: last.is_some(), promised, room, folder_closed };
        let why = due(&facts).filter(|_| backup::worth_a_backup(workspace));
        match why {
            None => shown.set(None),
            // What stands there stays until it is answered.
            Some(_) if shown.with_untracked(Option::is_some) => (),
            Some(why) if may_remind(workspace) => {
                put_off(workspace, 1);
                shown.set(Some((why, facts)));
            }
            Some(_) => (),
        }
    });
    let text = move |why: Due, facts: Facts| {
        let name = backups.folder.with_untracked(|f| f.as_ref().map(|f| f.name()).unwrap_or_default());
        match why {
            Due::Room => app.t(words::NEARLY_FULL).to_string(),
            Due::Folder => app.tf(words::FOLDER_CLOSED, &[("name", &name)]),
            Due::Changes => app.tf(words::DUE_CHANGES, &[("n", &format::number(app.lang(), facts.changes as i64))]),
            Due::Days => app.tf(words::DUE_DAYS, &[("n", &format::number(app.lang(), facts.days))]),
            Due::Unpromised => app.t(words::DUE_UNPROMISED).to_string(),
        }
    };
    let later = move |_| {
        put_off(workspace, 7);
        shown.set(None);
    };
    let never = move |_| {
        device::set_preference(&remind_key(workspace), Some(NEVER));
        shown.set(None);
    };
    move || {
        let (why, facts) = shown.get()?;
        Some(view! {
            <aside class="reminder" role="status" data-reminder>
                <p>
                    <Icon shape=Shape::Warning/>
                    <span>{text(why, facts)}</span>
                    <button type="button" class="icon-button" aria-label=app.t(common::CLOSE) on:click=move |_| shown.set(None)>
                        <Icon shape=Shape::Close/>
                    </button>
                </p>
                <div class="buttons">
                    <button type="button" class="button plain" data-remind="never" on:click=never>{app.t(words::REMIND_NEVER)}</button>
                    <button type="button" class="button" data-remind="later" on:click=later>{app.t(words::REMIND_LATER)}</button>
                    <button type="button" class="primary" data-remind="now" on:click=move |_| backups.now(app, workspace)>
                        {app.t(words::BACK_UP_NOW)}
                    </button>
                </div>
            </aside>
        })
    }
}

/// Where reminders were switched off: switches them on again.
#[component]
pub fn RemindAgain() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let off = RwSignal::new(device::preference(&remind_key(workspace)).as_deref() == Some(NEVER));
    let again = move |_| {
        device::set_preference(&remind_key(workspace), None);
        off.set(false);
    };
    move || {
        off.get().then(|| {
            view! {
                <p class="help-text">
                    {app.t(words::REMINDERS_OFF)} " "
                    <button type="button" class="link" data-remind="again" on:click=again>{app.t(words::REMIND_AGAIN)}</button>
                </p>
            }
        })
    }
}

/// Saves anew what only memory holds, and tells how that went.
pub fn save_anew(app: App, workspace: Workspace) {
    app.say(app.t(common::WORKING).into(), false);
    spawn_local(async move {
        // The list of workspaces went the same way.
        let registry = match open_registry(&device::directory(), |_| {}).await {
            Ok(registry) => registry,
            Err(error) => return app.say_bad(app.error_text(error.code.as_str())),
        };
        app.registry.set(Some(registry.clone()));
        match workspace.save_anew(&registry, on_lost(app)).await {
            Ok(()) => {
                let rows = workspace.peek(|d| Table::ALL.iter().map(|t| d.rows(*t).live_count()).sum::<usize>());
                let n = format::number(app.lang(), rows as i64);
                app.say(app.tf(shell::SAVED_ANEW, &[("n", &n)]), false);
            }
            Err(error) => app.say_bad(app.error_text(error.code.as_str())),
        }
    });
}

/// Has the browser ask before the page closes while something is in memory only.
fn warn_before_leaving(workspace: Workspace) {
    let saving = workspace.saving();
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&window(), "beforeunload", options, move |event| {
        if !matches!(saving.try_get_untracked(), None | Some(Saving::Saved | Saving::ReadOnly)) {
            event.prevent_default();
        }
    });
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || listener.dispose());
}
