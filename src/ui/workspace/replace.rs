//! Other data for the whole workspace: an import, a restore, and taking these back.

use super::{Saving, Workspace};
use crate::domain::dataset::Dataset;
use crate::domain::patch::Entry;
use crate::domain::stamp::Stamp;
use crate::storage::error::{StoreError, StoreErrorCode};
use crate::storage::fold;
use crate::storage::session::Session;
use crate::storage::snapshots::SnapshotId;
use crate::storage::store::{Missed, Store};
use crate::web::device;
use crate::web::idb::Idb;
use crate::web::tabs::Tabs;
use leptos::prelude::*;
use std::borrow::Cow;
use std::rc::Rc;

impl Workspace {
    /// Makes other data of this workspace's: an import, a merge, a restore. What was there stays as a snapshot, and undo brings it back.
    /// `make` is asked when everything is saved, and again if another tab wrote meanwhile, so nothing that was done here or there is lost.
    /// `undoes`: the replacement that this one takes back, and whether that was an undo itself.
    ///
    /// # Errors
    /// Those of the store; nothing was replaced then.
    pub async fn replace<'a>(
        self,
        make: impl Fn(&Dataset) -> Cow<'a, Dataset>,
        command: &str,
        subject: &str,
        undoes: Option<(Stamp, bool)>,
    ) -> Result<(), StoreError> {
        let Some(store) = self.store() else {
            return Err(StoreError::new(StoreErrorCode::Unavailable, "there is no store"));
        };
        while self.inner(|i| i.busy.replace(true)) {
            gloo_timers::future::TimeoutFuture::new(20).await;
        }
        let result = self.replace_in(&store, make, command, subject, undoes).await;
        self.thin(&store).await;
        self.inner(|i| i.busy.set(false));
        // Whatever was done meanwhile waits in the queue; and the words of undo follow the saving.
        self.saving().set(Saving::Saved);
        self.save();
        result
    }

    async fn replace_in<'a>(
        self,
        store: &Store<Idb>,
        make: impl Fn(&Dataset) -> Cow<'a, Dataset>,
        command: &str,
        subject: &str,
        undoes: Option<(Stamp, bool)>,
    ) -> Result<(), StoreError> {
        for _ in 0..5 {
            // The snapshot is made of what is saved, so everything is saved first.
            self.save_all(store).await?;
            let now = device::now_ms();
            let entry = fold::replacement(command, subject, Stamp::new(now, 0, device::random_u64()), now, undoes);
            let (data, made_of) = self.session(|s| (make(&s.data), s.revision()));
            if fold::replace_with(store, &data, &entry, made_of).await?.is_some() {
                self.catch_up(store, Missed { reload: true, ..Missed::default() }).await?;
                self.inner(|i| i.tabs.borrow().as_ref().map(Tabs::tell));
                self.refresh_today();
                return Ok(());
            }
            let missed = store.missed_since(self.session(Session::revision)).await?;
            self.catch_up(store, missed).await?;
        }
        Err(StoreError::new(StoreErrorCode::Aborted, "another tab wrote"))
    }

    /// Takes back the replacement of everything that is next to undo or redo. `None`: the next is none.
    ///
    /// # Errors
    /// Those of the store; `corrupt` if the snapshot is damaged; `None` as value if it was deleted.
    pub async fn take_back_whole(self, redo: bool) -> Result<Option<Rc<Entry>>, StoreError> {
        let (Some(store), Some(entry)) = (self.store(), self.session(|s| s.whole(redo))) else { return Ok(None) };
        let Some(id) = fold::kept_by(&store, &entry).await? else { return Ok(None) };
        let data = self.snapshot(id).await?;
        self.replace(|_| Cow::Borrowed(&data), &entry.command, &entry.subject, Some((entry.stamp, redo))).await?;
        Ok(Some(entry))
    }

    /// A stamp later than all that is known here: what a change of everything writes with.
    pub fn next_stamp(self) -> Stamp {
        self.inner(|i| i.session.borrow_mut().next_stamp(device::now_ms()))
    }

    /// The data of a snapshot.
    ///
    /// # Errors
    /// Those of the store; `corrupt` if it is damaged or gone.
    pub async fn snapshot(self, id: SnapshotId) -> Result<Dataset, StoreError> {
        let missing = || StoreError::corrupt("the snapshot is damaged or gone");
        let loaded = self.store().ok_or_else(missing)?.load_snapshot(id).await?.ok_or_else(missing)?;
        let session = Session::open(loaded, &[], device::random_u64());
        if session.damaged.is_empty() {
            Ok(session.data)
        } else {
            Err(missing())
        }
    }
}
