//! The first screen, and opening what the address names.

use super::app::{use_app, App};
use super::kit::icon::{Icon, Shape};
use super::workspace::Workspace;
use crate::domain::dataset::Dataset;
use crate::domain::id::IdSource;
use crate::domain::money::Currency;
use crate::domain::stamp::Stamp;
use crate::route::{Route, Screen};
use crate::sample::starter::starter;
use crate::storage::error::StoreError;
use crate::storage::fold::replace_all;
use crate::storage::registry::{Registry, WorkspaceEntry};
use crate::text::words::{common, shell};
use crate::web::device;
use crate::web::idb::{open_registry, open_workspace, Idb};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Opens the list of workspaces and the workspace that the address names.
pub fn boot(app: App) {
    if app.workspace.get_untracked().is_some() {
        // Another workspace begins on a fresh page: nothing of this one stays in memory.
        let _ = window().location().reload();
        return;
    }
    spawn_local(async move {
        let registry = match app.registry.get_untracked() {
            Some(registry) => Some(registry),
            None => match open_registry(&device::directory(), |_| {}).await {
                Ok(registry) => Some(registry),
                Err(error) => {
                    app.say_bad(app.error_text(error.code.as_str()));
                    None
                }
            },
        };
        app.registry.set(registry.clone());
        if let (Route::In { slot, .. }, Some(registry)) = (app.route.get_untracked(), &registry) {
            if let Err(error) = open_known(app, registry, &slot).await {
                app.say_bad(app.error_text(error.code.as_str()));
                app.go(Route::Start);
            }
        }
        super::mark_ready();
    });
}

async fn open_known(app: App, registry: &Registry<Idb>, slot: &str) -> Result<(), StoreError> {
    let known = registry.list().await?.entries.into_iter().find(|e| e.slot == slot);
    let Some(mut entry) = known else {
        app.say_bad(app.t(shell::WORKSPACE_MISSING).into());
        app.go(Route::Start);
        return Ok(());
    };
    entry.opened_at_ms = device::now_ms();
    registry.put(&entry).await?;
    let workspace = open_entry(app, entry).await?;
    app.workspace.set(Some(workspace));
    Ok(())
}

async fn open_entry(app: App, entry: WorkspaceEntry) -> Result<Workspace, StoreError> {
    let store = open_workspace(&device::directory(), &entry.slot, move |code| {
        // Another tab deleted or upgraded it: what is here can still be read and exported.
        app.say_bad(app.error_text(code.as_str()));
    })
    .await?;
    Workspace::open(entry, Some(store)).await
}

/// Makes a workspace of these rows and opens it. Without a database it lives in memory until the page closes.
///
/// # Errors
/// Those of the store; there is no such workspace then.
pub async fn create(
    app: App,
    name: &str,
    workspace_id: Option<String>,
    data: Dataset,
    screen: Screen,
) -> Result<(), StoreError> {
    let now = device::now_ms();
    let id = workspace_id.unwrap_or_else(|| device::RandomIds.new_id(now).to_string());
    let entry = WorkspaceEntry {
        slot: device::new_slot(),
        name: name.into(),
        workspace_id: id,
        kind: "real".into(),
        added_at_ms: now,
        opened_at_ms: now,
    };
    let slot = entry.slot.clone();
    let Some(registry) = app.registry.get_untracked() else {
        app.workspace.set(Some(in_memory(entry, data)));
        app.go(Route::screen(&slot, screen));
        return Ok(());
    };
    let directory = device::directory();
    let store = open_workspace(&directory, &slot, |_| {}).await?;
    let stamp = Stamp::new(now, 0, device::random_u64());
    let made = replace_all(&store, &data, "workspace.create", "", stamp, now).await;
    store.close();
    if let Err(error) = made {
        let _ = crate::web::idb::delete_workspace(&directory, &registry, &slot).await;
        return Err(error);
    }
    registry.put(&entry).await?;
    if app.workspace.get_untracked().is_some() {
        // From an open workspace, the new one begins on a fresh page.
        app.route.set(Route::Start);
        let _ = window().location().set_hash(&Route::screen(&slot, screen).hash());
        let _ = window().location().reload();
        return Ok(());
    }
    let workspace = open_entry(app, entry).await?;
    app.workspace.set(Some(workspace));
    app.go(Route::screen(&slot, screen));
    Ok(())
}

fn in_memory(entry: WorkspaceEntry, data: Dataset) -> Workspace {
    let mut session = crate::storage::session::Session::open(Default::default(), &[], device::random_u64());
    session.data = data;
    Workspace::with_session(entry, None, session)
}

/// The data of a workspace that starts empty.
pub fn empty_data(name: &str) -> Dataset {
    let mut data = Dataset::default();
    for (table, row) in starter(name, Currency::CNY) {
        data.insert(table, row);
    }
    data
}

/// The first screen: start empty, look around, open a file; and the workspaces that are here.
#[component]
pub fn Start() -> impl IntoView {
    let app = use_app();
    let busy = RwSignal::new(false);
    let entries = RwSignal::new(Vec::<WorkspaceEntry>::new());
    Effect::new(move |_| {
        if let Some(registry) = app.registry.get() {
            spawn_local(async move {
                match registry.list().await {
                    Ok(list) => entries.set(list.entries),
                    Err(error) => app.say_bad(app.error_text(error.code.as_str())),
                }
            });
        }
    });
    let begin = move |name: &'static str, make: fn(&str) -> Dataset| {
        busy.set(true);
        spawn_local(async move {
            // One frame for the words that say what goes on.
            gloo_timers::future::TimeoutFuture::new(30).await;
            if let Err(error) = create(app, name, None, make(name), Screen::Board).await {
                app.say_bad(app.error_text(error.code.as_str()));
            }
            busy.set(false);
        });
    };
    let choice = move |id: &'static str, shape: Shape, title, hint, act: Box<dyn Fn() + Send + Sync>| {
        view! {
            <button class="choice" data-choice=id disabled=move || busy.get() on:click=move |_| act()>
                <Icon shape=shape/>
                <span class="choice-title">{app.t(title)}</span>
                <span class="choice-hint">{app.t(hint)}</span>
            </button>
        }
    };
    view! {
        <main class="start" id="main">
            <div class="start-brand"><Icon shape=Shape::Funnel/>{app.t(shell::APP)}</div>
            <h1>{app.t(shell::START_TITLE)}</h1>
            <p class="start-lead">{app.t(shell::TAGLINE)}</p>
            <div class="choices">
                {choice("empty", Shape::Board, shell::START_EMPTY, shell::START_EMPTY_HINT,
                    Box::new(move || begin(app.t(shell::WORKSPACE_DEFAULT_NAME), empty_data)))}
            </div>
            <p class="start-privacy">{app.t(shell::START_PRIVACY)}</p>
            <Show when=move || !entries.get().is_empty()>
                <h2>{app.t(shell::WORKSPACES)}</h2>
                <ul class="workspaces">
                    <For each=move || entries.get() key=|e| e.slot.clone() let:entry>
                        <li>
                            <a href=Route::screen(&entry.slot, Screen::Board).hash()>{entry.name.clone()}</a>
                        </li>
                    </For>
                </ul>
            </Show>
            <p role="status" class="start-busy">{move || busy.get().then(|| app.t(common::LOADING))}</p>
        </main>
    }
}
