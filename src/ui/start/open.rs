//! Opening what the address names, and making workspaces.

use super::super::app::App;
use super::super::data::Beside;
use super::super::help::tour;
use super::super::part::fetch_for;
use super::super::shell::Overlay;
use super::super::workspace::{Saving, Workspace};
use crate::domain::dataset::Dataset;
use crate::domain::id::IdSource;
use crate::domain::records::{settings, Table};
use crate::domain::stamp::Stamp;
use crate::domain::value::Value;
use crate::route::{Route, Screen};
use crate::sample::{sample, Size};
use crate::storage::error::{StoreError, StoreErrorCode};
use crate::storage::fold::replace_all;
use crate::storage::registry::{Registry, WorkspaceEntry};
use crate::storage::store::Store;
use crate::text::Lang;
use crate::web::device;
use crate::web::idb::{open_known_workspace, open_newer_workspace, open_registry, open_workspace, slots, Idb};
use crate::web::turn::turn;
use crate::work::excerpt::{dataset, Sent};
use crate::work::{Ask, Change, Failure};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Opens the list of workspaces and the workspace that the address names.
pub fn boot(app: App) {
    if let Some(workspace) = app.workspace.get_untracked() {
        match app.route.get_untracked() {
            Route::Last { screen, adding } => arrive(app, Some(workspace.slot()), screen, adding),
            // Another workspace begins on a fresh page: nothing of this one stays in memory.
            _ => drop(window().location().reload()),
        }
        return;
    }
    if let Route::In { screen, .. } | Route::Last { screen, .. } = app.route.get_untracked() {
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
        app.missing.set(false);
        if let Route::Last { screen, adding } = app.route.get_untracked() {
            let last = match &registry {
                Some(registry) => registry.list().await.ok().and_then(|list| list.entries.into_iter().next()),
                None => None,
            };
            arrive(app, last.map(|entry| entry.slot), screen, adding);
        }
        if let (Route::In { slot, .. }, Some(registry)) = (app.route.get_untracked(), &registry) {
            match open_known(app, registry, &slot).await {
                Ok(()) => (),
                // It is said on a screen of its own, with the ways back; the address stays, and what is restored is there again.
                Err(error) if error.code == StoreErrorCode::Missing => app.missing.set(true),
                Err(error) => {
                    // What is damaged here is not a part of the data, but what says which parts there are.
                    let corrupt = error.code == StoreErrorCode::Corrupt;
                    app.say_bad(app.error_text(if corrupt { "root_damaged" } else { error.code.as_str() }));
                    app.go(Route::Start);
                }
            }
        }
        app.booted.set(true);
    });
}

/// The place that a shortcut leads to, under its own address; the first screen where there is no workspace.
fn arrive(app: App, slot: Option<String>, screen: Screen, adding: bool) {
    let Some(slot) = slot else { return app.adjust(Route::Start) };
    app.adjust(Route::screen(&slot, screen));
    if adding {
        app.dialog.set(Some(Overlay::QuickAdd));
    }
}

async fn open_known(app: App, registry: &Registry<Idb>, slot: &str) -> Result<(), StoreError> {
    let known = registry.list().await?.entries.into_iter().find(|e| e.slot == slot);
    let store = match open_known_workspace(&device::directory(), slot, on_lost(app)).await {
        // A newer app wrote here: what can be read is shown, and nothing is written.
        Err(error) if error.code == StoreErrorCode::NewerVersion => {
            let store = open_newer_workspace(&device::directory(), slot).await?;
            let entry = known.unwrap_or_else(|| unknown_entry(slot));
            let opened = Workspace::open_to_read(entry, &store).await;
            store.close();
            // In a layout that it does not understand, nothing can be read.
            app.workspace.set(Some(opened.map_err(|_| error)?));
            return Ok(());
        }
        opened => opened?,
    };
    let mut entry = match known {
        Some(entry) => entry,
        None => recovered(&store, slot).await?,
    };
    entry.opened_at_ms = device::now_ms();
    // Lists are of less worth than opening what is here, on a full disk too.
    let _ = registry.put(&entry).await;
    if matches!(store.entry().await, Ok(None)) {
        let _ = store.put_entry(&entry).await;
    }
    let workspace = Workspace::open(entry, Some(store)).await?;
    // What is still done with the last page is one thing, drawing is another.
    turn().await;
    app.workspace.set(Some(workspace));
    Ok(())
}

/// What happens when the connection ends by another's doing.
pub fn on_lost(app: App) -> impl Fn(StoreErrorCode) {
    move |code| match (code, app.workspace.get_untracked()) {
        // The browser or another tab deleted the database: what is here is all there is.
        (StoreErrorCode::Closed, Some(workspace)) => workspace.saving().set(Saving::Failed(code)),
        // Another tab upgraded it: what is here can still be read and exported, and is not shown as saved any more.
        (_, workspace) => {
            app.say_bad(app.error_text(code.as_str()));
            workspace.into_iter().for_each(|workspace| workspace.saving().set(Saving::Failed(code)));
        }
    }
}

/// The entry of a workspace that the registry has lost.
async fn recovered(store: &Store<Idb>, slot: &str) -> Result<WorkspaceEntry, StoreError> {
    let entry = store.entry().await?.unwrap_or_else(|| unknown_entry(slot));
    Ok(WorkspaceEntry { slot: slot.into(), ..entry })
}

/// The entry of a workspace of which nothing is known.
fn unknown_entry(slot: &str) -> WorkspaceEntry {
    let now = device::now_ms();
    WorkspaceEntry {
        slot: slot.into(),
        workspace_id: device::RandomIds.new_id(now).to_string(),
        kind: "real".into(),
        added_at_ms: now,
        ..WorkspaceEntry::default()
    }
}

/// All workspaces of this browser, the last opened first. Those whose databases are here though the registry does not know them are
/// written to it anew.
///
/// # Errors
/// Those of the registry.
pub async fn all(registry: &Registry<Idb>) -> Result<Vec<WorkspaceEntry>, StoreError> {
    let known = registry.list().await?.entries;
    let directory = device::directory();
    let mut found = false;
    for slot in slots(&directory).await {
        if known.iter().any(|e| e.slot == slot) {
            continue;
        }
        // What cannot be opened now is found another time; what was never finished is none.
        let Ok(store) = open_known_workspace(&directory, &slot, |_| {}).await else { continue };
        if let Ok(entry) = recovered(&store, &slot).await {
            registry.put(&entry).await?;
            found = true;
        }
    }
    if found {
        return Ok(registry.list().await?.entries);
    }
    Ok(known)
}

/// Where the rows of a new workspace come from.
pub trait Rows {
    /// Writes them to a database that holds nothing yet.
    ///
    /// # Errors
    /// Those of the store; it holds nothing still then.
    #[allow(async_fn_in_trait)]
    async fn write(&self, directory: &str, slot: &str, change: Change) -> Result<(), Failure>;

    /// Hands them over, where there is no database.
    ///
    /// # Errors
    /// What stands in the way.
    #[allow(async_fn_in_trait)]
    async fn data(self) -> Result<Dataset, Failure>;
}

impl Rows for Dataset {
    async fn write(&self, directory: &str, slot: &str, change: Change) -> Result<(), Failure> {
        let store = open_workspace(directory, slot, |_| {}).await?;
        let made = replace_all(&store, self, &change.command, &change.subject, change.stamp, change.now_ms).await;
        store.close();
        Ok(made.map(drop)?)
    }

    async fn data(self) -> Result<Dataset, Failure> {
        Ok(self)
    }
}

/// The rows of a file that the worker holds.
pub struct FileRows {
    /// The worker.
    pub beside: Beside,
    /// The file's number there.
    pub number: u32,
}

impl Rows for FileRows {
    async fn write(&self, directory: &str, slot: &str, change: Change) -> Result<(), Failure> {
        let (directory, slot) = (directory.to_string(), slot.to_string());
        self.beside.ask(&Ask::Create { number: self.number, directory, slot, change }, None, |_, _| ()).await
    }

    async fn data(self) -> Result<Dataset, Failure> {
        let rows: Vec<Sent> = self.beside.ask(&Ask::Rows { number: self.number }, None, |_, _| ()).await?;
        Ok(dataset(rows))
    }
}

/// Makes a workspace of these rows and opens it. Without a database it lives in memory until the page closes.
///
/// # Errors
/// Those of the store; there is no such workspace then.
pub async fn create(
    app: App,
    name: &str,
    workspace_id: Option<String>,
    rows: impl Rows,
    screen: Screen,
) -> Result<(), Failure> {
    let now = device::now_ms();
    let id = workspace_id.unwrap_or_else(|| device::RandomIds.new_id(now).to_string());
    // Where the address names a workspace that is gone, the new one takes its place: bookmarks lead there again.
    let slot = match app.route.get_untracked() {
        Route::In { slot, .. } if app.missing.get_untracked() => slot,
        _ => device::new_slot(),
    };
    device::set_preference(&format!("backup:{slot}"), None);
    let entry = WorkspaceEntry {
        slot,
        name: name.into(),
        workspace_id: id,
        kind: "real".into(),
        added_at_ms: now,
        opened_at_ms: now,
    };
    let slot = entry.slot.clone();
    let Some(registry) = app.registry.get_untracked() else {
        app.workspace.set(Some(in_memory(entry, rows.data().await?)));
        app.go(Route::screen(&slot, screen));
        return Ok(());
    };
    let directory = device::directory();
    if let Err(failure) = write_new(&directory, &entry, &rows).await {
        let _ = crate::web::idb::delete_workspace(&directory, &registry, &slot).await;
        return Err(failure);
    }
    // They are written: what is left of them here would only take room.
    drop(rows);
    if registry.list().await.is_ok_and(|list| list.entries.is_empty()) {
        tour::offer_after_first();
    }
    // It is there, and is found without its line as well.
    let _ = registry.put(&entry).await;
    if app.workspace.get_untracked().is_some() {
        // From an open workspace, the new one begins on a fresh page.
        app.route.set(Route::Start);
        let _ = window().location().set_hash(&Route::screen(&slot, screen).hash());
        let _ = window().location().reload();
        return Ok(());
    }
    app.missing.set(false);
    let store = open_known_workspace(&directory, &slot, on_lost(app)).await?;
    app.workspace.set(Some(Workspace::open(entry, Some(store)).await?));
    app.go(Route::screen(&slot, screen));
    Ok(())
}

async fn write_new(directory: &str, entry: &WorkspaceEntry, rows: &impl Rows) -> Result<(), Failure> {
    let now_ms = entry.added_at_ms;
    let stamp = Stamp::new(now_ms, 0, device::random_u64());
    let change = Change { command: "workspace.create".into(), subject: String::new(), stamp, now_ms, made_of: 0 };
    rows.write(directory, &entry.slot, change).await?;
    let store = open_workspace(directory, &entry.slot, |_| {}).await?;
    let put = store.put_entry(entry).await;
    store.close();
    Ok(put?)
}

fn in_memory(entry: WorkspaceEntry, data: Dataset) -> Workspace {
    let mut session = crate::storage::session::Session::open(Default::default(), device::random_u64());
    session.data = data;
    Workspace::with_session(entry, None, session)
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
