//! IndexedDB as a storage [`Backend`](crate::storage::backend::Backend), and the names of this app's databases.
//!
//! Written on web-sys directly. indexed_db_futures was weighed and left: a failing commit hides its cause there, so that "the
//! disk is full" cannot be told from "aborted"; its upgrade callback does not abort on an error; and it cannot ask for
//! strict durability. What is left to write, a future for a request and one for the end of a transaction, is two pages.
//!
//! Every writing transaction asks for `durability: "strict"`: "saved" then means written to the disk, not handed to the
//! operating system, so that a power cut takes nothing that was shown as saved. Measured in Chromium with 200 appends of 400 bytes
//! behind 37 MB of pages, three rounds each: median 1.1–1.8 ms strict, 1.2–1.4 ms relaxed; the pages themselves no different.

mod connection;
mod fault;
mod handles;
mod request;
mod tx;

pub use connection::Idb;
pub use fault::fault;
pub use handles::{keep_handle, kept_handle};
pub use tx::IdbTx;

use crate::storage::error::{StoreError, StoreErrorCode};
use crate::storage::registry::{Registry, REGISTRY_TABLES};
use crate::storage::store::{Store, TABLES};

/// The version of the databases' layout. It rises when tables are added; pages and entries have versions of their own.
pub const LAYOUT: u32 = 1;

const REGISTRY_SLOT: &str = "registry";
/// The databases beside those of workspaces.
const NO_SLOTS: [&str; 3] = ["", REGISTRY_SLOT, handles::SLOT];

/// The database of a workspace. All pages of one origin share one name space, so the page's directory is part of the name.
pub fn workspace_database(directory: &str, slot: &str) -> String {
    format!("loudou:{directory}:{slot}")
}

/// The database that lists the workspaces.
pub fn registry_database(directory: &str) -> String {
    workspace_database(directory, REGISTRY_SLOT)
}

/// Opens a workspace, making an empty database if there is none. `on_lost` is called at most once, when the connection
/// was closed by another's doing: `closed` if the database was deleted, `newer_version` if a newer app wants to upgrade it.
///
/// # Errors
/// `unavailable`, `blocked`, `newer_version`, `quota_exceeded`, or `other`.
pub async fn open_workspace(
    directory: &str,
    slot: &str,
    on_lost: impl Fn(StoreErrorCode) + 'static,
) -> Result<Store<Idb>, StoreError> {
    if NO_SLOTS.contains(&slot) {
        return Err(StoreError::misuse(format!("{slot:?} is no slot")));
    }
    let name = workspace_database(directory, slot);
    Ok(Store::new(Idb::open(&name, LAYOUT, &TABLES, on_lost).await?))
}

/// Opens a workspace that is here. A link to one that the browser cleared must not begin a new one, so nothing is made.
///
/// # Errors
/// `no_workspace` if there is none, or nothing was ever written to it; else as for [`open_workspace`].
pub async fn open_known_workspace(
    directory: &str,
    slot: &str,
    on_lost: impl Fn(StoreErrorCode) + 'static,
) -> Result<Store<Idb>, StoreError> {
    let missing = || StoreError::new(StoreErrorCode::Missing, "there is no such workspace");
    if NO_SLOTS.contains(&slot) {
        return Err(missing());
    }
    let name = workspace_database(directory, slot);
    let store = Store::new(Idb::open_existing(&name, LAYOUT, &TABLES, on_lost).await?);
    if store.is_empty().await? {
        return Err(missing());
    }
    Ok(store)
}

/// Opens a workspace that a newer app made, to be read.
///
/// # Errors
/// As for [`open_known_workspace`], but for `newer_version`.
pub async fn open_newer_workspace(directory: &str, slot: &str) -> Result<Store<Idb>, StoreError> {
    Ok(Store::new(Idb::open_as_it_is(&workspace_database(directory, slot), |_| {}).await?))
}

/// Opens the registry, making an empty one if there is none. `on_lost` as for [`open_workspace`].
///
/// # Errors
/// As for [`open_workspace`].
pub async fn open_registry(
    directory: &str,
    on_lost: impl Fn(StoreErrorCode) + 'static,
) -> Result<Registry<Idb>, StoreError> {
    let name = registry_database(directory);
    Ok(Registry::new(Idb::open(&name, LAYOUT, &REGISTRY_TABLES, on_lost).await?))
}

/// The slots of all workspaces whose databases are here, listed in the registry or not.
pub async fn slots(directory: &str) -> Vec<String> {
    let prefix = workspace_database(directory, "");
    let names = Idb::names().await;
    let slots = names.iter().filter_map(|name| name.strip_prefix(&prefix));
    slots.filter(|slot| !NO_SLOTS.contains(slot) && !slot.contains('/')).map(str::to_string).collect()
}

/// Deletes a workspace: its database, then its entry in the registry, so that nothing is left that no list shows.
///
/// # Errors
/// `blocked` if another tab holds the database and does not let go; the entry stays then. Otherwise as for opening.
pub async fn delete_workspace(directory: &str, registry: &Registry<Idb>, slot: &str) -> Result<(), StoreError> {
    if NO_SLOTS.contains(&slot) {
        return Err(StoreError::misuse(format!("{slot:?} is no slot")));
    }
    Idb::delete(&workspace_database(directory, slot)).await?;
    registry.remove(slot).await?;
    Ok(())
}
