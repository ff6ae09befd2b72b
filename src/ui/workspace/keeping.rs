//! Snapshots of the open workspace: kept before something big, thinned by the rule, and taken back to while later work stays.

use super::Workspace;
use crate::domain::id::Id;
use crate::domain::records::Table;
use crate::domain::take_back::take_back;
use crate::storage::error::{StoreError, StoreErrorCode};
use crate::storage::pages::decode_entry;
use crate::storage::root::Revision;
use crate::storage::session::Session;
use crate::storage::snapshots::Snapshot;
use crate::storage::store::Store;
use crate::web::device;
use crate::web::idb::Idb;
use chrono::Datelike;
use std::cell::RefCell;
use std::collections::HashSet;

impl Workspace {
    /// Keeps everything as it is now, saved first; the oldest make room by the rule of [`safety`](crate::storage::safety).
    ///
    /// # Errors
    /// Those of the store; there is no snapshot then.
    pub async fn keep_snapshot(self, note: &str) -> Result<(), StoreError> {
        let store = self.settled().await?;
        store.keep_snapshot(note, device::now_ms()).await?;
        self.thin(&store).await;
        Ok(())
    }

    pub(super) async fn thin(self, store: &Store<Idb>) {
        let day_of = |ms| i64::from(device::local_of(ms).0.num_days_from_ce());
        if let Err(error) = store.thin_snapshots(device::now_ms(), &day_of).await {
            // The next one tries again; until then there are some more than there need be.
            leptos::logging::warn!("thinning failed: {} {}", error.code.as_str(), error.detail);
        }
    }

    /// The store, once everything is saved.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn settled(self) -> Result<Store<Idb>, StoreError> {
        let Some(store) = self.store() else {
            return Err(StoreError::new(StoreErrorCode::Unavailable, "there is no store"));
        };
        let saved = self.alone(self.save_all(&store)).await;
        self.save();
        saved.map(|()| store)
    }

    /// Takes back the merge or replacement before which a snapshot was kept, and leaves what was written since as it is. Names the rows that
    /// stay; `None`: the change log does not tell any more what was written since, or everything was replaced again.
    ///
    /// # Errors
    /// Those of the store; nothing was changed then.
    pub async fn take_back_keeping(
        self,
        snapshot: &Snapshot,
        subject: &str,
    ) -> Result<Option<Vec<(Table, Id)>>, StoreError> {
        let store = self.settled().await?;
        if touched_since(&store, snapshot).await?.is_none() {
            return Ok(None);
        }
        let kept = RefCell::new(Vec::new());
        let make = async |made_of: Revision| {
            let (before, _) = self.snapshot(snapshot.id).await?;
            // What another tab writes meanwhile is in the log, and asked for at the next try; so is what was done here.
            let Some((touched, seen)) = touched_since(&store, snapshot).await? else { return Ok(None) };
            if seen != made_of || self.session(Session::unsaved) > 0 {
                return Ok(None);
            }
            let taken = self.peek(|now| take_back(before, now, &touched));
            *kept.borrow_mut() = taken.kept;
            Ok(Some(taken.data))
        };
        self.replace(make, "take_back", subject, None).await?;
        Ok(Some(kept.into_inner()))
    }
}

/// The rows that were written since the change of everything before which a snapshot was kept, and the revision up to which that is so. `None`: the log does
/// not tell any more, or everything was replaced again.
async fn touched_since(
    store: &Store<Idb>,
    snapshot: &Snapshot,
) -> Result<Option<(HashSet<(Table, Id)>, Revision)>, StoreError> {
    let (_, head) = store.head().await?;
    // The change itself has the revision after the snapshot's.
    let change = snapshot.revision.0 + 1;
    let since = head.0.saturating_sub(change);
    let entries = store.history(None, u32::try_from(since).unwrap_or(u32::MAX)).await?.entries;
    let (mut touched, mut told) = (HashSet::new(), 0);
    for entry in entries.iter().filter(|e| (change + 1..=head.0).contains(&e.revision.0)) {
        let Some(entry) = decode_entry(&entry.bytes).filter(|entry| !entry.patch.is_empty()) else { return Ok(None) };
        touched.extend(entry.patch.rows.iter().map(|row| (row.table, row.id)));
        told += 1;
    }
    Ok((told == since).then_some((touched, head)))
}
