//! The database is gone while the workspace is open (the browser's data was cleared): what memory holds is written to a new one.

use super::{Saving, Workspace};
use crate::domain::stamp::Stamp;
use crate::storage::error::{StoreError, StoreErrorCode};
use crate::storage::fold::replace_all;
use crate::storage::registry::Registry;
use crate::storage::store::Missed;
use crate::web::device;
use crate::web::idb::{open_workspace, Idb};
use leptos::prelude::*;

impl Workspace {
    /// Opens the database again. If it is gone, everything in memory is written to a new one of the same name; if only the connection was
    /// closed, what is queued is saved as ever.
    ///
    /// # Errors
    /// Those of the store; memory still holds everything.
    pub async fn save_anew(
        self,
        registry: &Registry<Idb>,
        on_lost: impl Fn(StoreErrorCode) + 'static,
    ) -> Result<(), StoreError> {
        let result = self.alone(self.anew(registry, on_lost)).await;
        match &result {
            Ok(()) => {
                self.saving().set(Saving::Saved);
                self.save();
            }
            Err(error) => self.saving().set(Saving::Failed(error.code)),
        }
        result
    }

    async fn anew(
        self,
        registry: &Registry<Idb>,
        on_lost: impl Fn(StoreErrorCode) + 'static,
    ) -> Result<(), StoreError> {
        let store = open_workspace(&device::directory(), &self.slot(), on_lost).await?;
        if store.is_empty().await? {
            let now = device::now_ms();
            let stamp = Stamp::new(now, 0, device::random_u64());
            let (data, queued) = self.session(|s| (s.data.clone(), s.unsaved()));
            replace_all(&store, &data, "workspace.create", "", stamp, now).await?;
            // What was done meanwhile waits in the queue and is planned anew.
            self.inner(|i| i.session.borrow_mut().saved_whole(queued));
        }
        let entry = self.entry();
        store.put_entry(&entry).await?;
        registry.put(&entry).await?;
        self.inner(|i| *i.store.borrow_mut() = Some(store.clone()));
        self.catch_up(&store, Missed { reload: true, ..Missed::default() }).await?;
        Ok(())
    }
}
