//! The handles of chosen backup folders. A handle is an object of the browser's, not bytes, so it has a database of its own beside the registry.

use wasm_bindgen::JsValue;

use super::{workspace_database, Idb, LAYOUT};
use crate::storage::backend::{Backend, Mode, Table, Transaction};
use crate::storage::error::{StoreError, StoreErrorCode};

/// The place of its database among those of this page.
pub(super) const SLOT: &str = "folders";

const FOLDERS: Table = Table { name: "folders", counted: false };

/// Keeps a workspace's folder, in place of another; `None` forgets it.
///
/// # Errors
/// Those of the browser; the former one is still kept then.
pub async fn keep_handle(directory: &str, slot: &str, handle: Option<&JsValue>) -> Result<(), StoreError> {
    let db = Idb::open(&workspace_database(directory, SLOT), LAYOUT, &[FOLDERS], |_| {}).await?;
    let tx = db.begin(&[FOLDERS], Mode::Write)?;
    tx.put_object(FOLDERS, slot, handle)?;
    tx.commit().await
}

/// A workspace's folder, if one was kept and can be read.
///
/// # Errors
/// Those of the browser.
pub async fn kept_handle(directory: &str, slot: &str) -> Result<Option<JsValue>, StoreError> {
    // Nobody who never chose a folder gets a database for it.
    let db = match Idb::open_existing(&workspace_database(directory, SLOT), LAYOUT, &[FOLDERS], |_| {}).await {
        Err(error) if error.code == StoreErrorCode::Missing => return Ok(None),
        opened => opened?,
    };
    let tx = db.begin(&[FOLDERS], Mode::Read)?;
    let found = tx.object(FOLDERS, slot).await?;
    Ok(Some(found).filter(JsValue::is_object))
}
