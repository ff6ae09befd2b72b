//! Other data for the whole workspace: an import, a restore, and taking these back.

use super::Workspace;
use crate::domain::dataset::Dataset;
use crate::domain::patch::Entry;
use crate::domain::stamp::Stamp;
use crate::storage::error::{StoreError, StoreErrorCode};
use crate::storage::fold;
use crate::storage::opening::Opening;
use crate::storage::root::Revision;
use crate::storage::session::Session;
use crate::storage::snapshots::SnapshotId;
use crate::storage::store::{Missed, Store};
use crate::web::device;
use crate::web::idb::Idb;
use crate::web::tabs::Tabs;
use crate::work::Change;
use std::cell::Cell;
use std::rc::Rc;

fn written_since() -> StoreError {
    StoreError::new(StoreErrorCode::Stale, "something was written since it was asked for")
}

/// How often work is begun anew because somebody wrote meanwhile.
const TRIES: usize = 5;

impl Workspace {
    /// Makes other data of this workspace's: a restore, and taking back. What was there stays as a snapshot, and undo brings it back.
    /// `make` is asked when everything is saved up to the revision that it is told, and again if somebody wrote meanwhile or it answers with `None`, so
    /// nothing that was done here or in another tab is lost. What it made is gone when the page reads the outcome: memory holds the data twice, not oftener.
    /// `undoes`: the replacement that this one takes back, and whether that was an undo itself.
    ///
    /// # Errors
    /// Those of the store, those of `make`, and `stale`: others wrote again and again; nothing was replaced then.
    pub async fn replace(
        self,
        make: impl AsyncFn(Revision) -> Result<Option<Dataset>, StoreError>,
        command: &str,
        subject: &str,
        undoes: Option<(Stamp, bool)>,
    ) -> Result<(), StoreError> {
        let work = async |store: &Store<Idb>, change: Change| {
            let entry = fold::replacement(&change.command, &change.subject, change.stamp, change.now_ms, undoes);
            let made_of = Revision(change.made_of);
            let Some(data) = make(made_of).await? else { return Ok(None) };
            Ok(fold::replace_with(store, &data, &entry, made_of).await?.map(|_| ()))
        };
        let done = self.replace_by(command, subject, work).await?;
        done.ok_or(StoreError::new(StoreErrorCode::Stale, "another tab wrote again and again"))
    }

    /// The same where somebody else makes the data and writes them: the worker. `work` answers with `None` where the data are not those of the
    /// revision that it was told; then what was missed is taken in and it is asked again. `Ok(None)`: it never came to it.
    ///
    /// # Errors
    /// Those of the store and of `work`; nothing was replaced then.
    pub async fn replace_by<T, E: From<StoreError>>(
        self,
        command: &str,
        subject: &str,
        work: impl AsyncFn(&Store<Idb>, Change) -> Result<Option<T>, E>,
    ) -> Result<Option<T>, E> {
        let Some(store) = self.store() else {
            return Err(StoreError::new(StoreErrorCode::Unavailable, "there is no store").into());
        };
        let replace = async {
            let result = self.replace_in(&store, command, subject, work).await;
            self.thin(&store).await;
            result
        };
        let result = self.alone(replace).await;
        // Whatever was done meanwhile waits in the queue; and the words of undo follow the saving.
        self.say_saved();
        self.save();
        result
    }

    async fn replace_in<T, E: From<StoreError>>(
        self,
        store: &Store<Idb>,
        command: &str,
        subject: &str,
        work: impl AsyncFn(&Store<Idb>, Change) -> Result<Option<T>, E>,
    ) -> Result<Option<T>, E> {
        for _ in 0..TRIES {
            // The snapshot is made of what is saved, so everything is saved first.
            self.save_all(store).await?;
            let now_ms = device::now_ms();
            let change = Change {
                command: command.into(),
                subject: subject.into(),
                stamp: Stamp::new(now_ms, 0, device::random_u64()),
                now_ms,
                made_of: self.session(Session::revision).0,
            };
            if let Some(done) = work(store, change).await? {
                self.catch_up(store, Missed { reload: true, ..Missed::default() }).await?;
                self.inner(|i| i.tabs.borrow().as_ref().map(Tabs::tell));
                self.refresh_today();
                return Ok(Some(done));
            }
            let missed = store.missed_since(self.session(Session::revision)).await?;
            self.catch_up(store, missed).await?;
        }
        Ok(None)
    }

    /// Takes back the replacement of everything that is next to undo or redo. `None`: its snapshot was deleted. Beside the entry: how many of the
    /// snapshot's parts are damaged.
    ///
    /// # Errors
    /// Those of the store; `corrupt` if the snapshot cannot be read; `stale` if something was written since this began, which is to be taken back first.
    pub async fn take_back_whole(self, redo: bool) -> Result<Option<(Rc<Entry>, usize)>, StoreError> {
        self.inner(|i| i.taking_back.set(true));
        let done = self.take_back_latest(redo).await;
        self.inner(|i| i.taking_back.set(false));
        done
    }

    async fn take_back_latest(self, redo: bool) -> Result<Option<(Rc<Entry>, usize)>, StoreError> {
        let store = self.settled().await?;
        // Read together: whatever is written from here on is later than both.
        let (asked, latest) = self.session(|s| (s.revision(), s.whole(redo)));
        let Some(entry) = latest else { return Err(written_since()) };
        let Some(id) = fold::kept_by(&store, &entry).await? else { return Ok(None) };
        let damaged = self.bring_back(asked, id, &entry.command, &entry.subject, Some((entry.stamp, redo))).await?;
        Ok(Some((entry, damaged)))
    }

    /// Makes everything as a snapshot has it. Tells how many of its parts are damaged.
    ///
    /// # Errors
    /// Those of the store; `corrupt` if it cannot be read; `stale` if something was written since this began.
    pub async fn restore(self, id: SnapshotId, subject: &str) -> Result<usize, StoreError> {
        self.settled().await?;
        self.bring_back(self.session(Session::revision), id, "restore", subject, None).await
    }

    /// Puts a snapshot in the place of the data that had the revision `asked`. What is written while this is under way, here or in another tab, is in
    /// neither: it would be gone, so this is given up then.
    async fn bring_back(
        self,
        asked: Revision,
        id: SnapshotId,
        command: &str,
        subject: &str,
        undoes: Option<(Stamp, bool)>,
    ) -> Result<usize, StoreError> {
        let damaged = Cell::new(0);
        let make = async |made_of| {
            if made_of != asked {
                return Err(written_since());
            }
            let (data, bad) = self.snapshot(id).await?;
            damaged.set(bad);
            Ok(Some(data))
        };
        self.replace(make, command, subject, undoes).await?;
        Ok(damaged.get())
    }

    /// Whether a replacement of everything is being taken back.
    pub fn is_taking_back_whole(self) -> bool {
        self.inner(|i| i.taking_back.get())
    }

    /// A stamp later than all that is known here: what a change of everything writes with.
    pub fn next_stamp(self) -> Stamp {
        self.inner(|i| i.session.borrow_mut().next_stamp(device::now_ms()))
    }

    /// The data of a snapshot, and how many of its parts are damaged and so left out: a snapshot of damaged data is damaged itself.
    ///
    /// # Errors
    /// Those of the store; `corrupt` if it is gone or cannot be read at all.
    pub async fn snapshot(self, id: SnapshotId) -> Result<(Dataset, usize), StoreError> {
        let missing = || StoreError::corrupt("the snapshot is damaged or gone");
        let store = self.store().ok_or_else(missing)?;
        let opening = Opening::read_snapshot(&store, id, device::random_u64()).await?.ok_or_else(missing)?;
        let session = opening.finish();
        Ok((session.data, session.damaged.len()))
    }
}
