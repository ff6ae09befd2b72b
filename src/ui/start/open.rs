//! Opening what the address names, and making workspaces.

use super::super::app::App;
use super::super::part::fetch_for;
use super::super::workspace::Workspace;
use crate::domain::dataset::Dataset;
use crate::domain::id::IdSource;
use crate::domain::money::Currency;
use crate::domain::records::{settings, Table};
use crate::domain::stamp::Stamp;
use crate::domain::value::Value;
use crate::route::{Route, Screen};
use crate::sample::starter::starter;
use crate::sample::{sample, Size};
use crate::storage::error::StoreError;
use crate::storage::fold::replace_all;
use crate::storage::registry::{Registry, WorkspaceEntry};
use crate::text::words::shell;
use crate::text::Lang;
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
    if let Route::In { screen, .. } = app.route.get_untracked() {
        fetch_for(screen);
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
        app.booted.set(true);
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

/// The data of a workspace of made-up deals, up to today on this device.
pub fn sample_data(name: &str, size: Size, lang: Lang) -> Dataset {
    let (today, _) = device::local_now();
    let mut data = Dataset::default();
    for (table, mut row) in sample(size, 1, today, lang) {
        if table == Table::Settings {
            row.put(settings::NAME, Some(Value::text(name)), None);
        }
        data.insert(table, row);
    }
    data
}
