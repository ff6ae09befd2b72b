//! Snapshots: kept roots. Pages never change, so keeping a state costs a list of them, and the entries not yet folded into it.

use std::collections::BTreeSet;

use super::backend::{Backend, Mode, Transaction, ALL_KEYS};
use super::bulk::{delete_all, named_pages};
use super::error::StoreError;
use super::frame::{self, Stored};
use super::root::{Loaded, Page, Revision, Root};
use super::store::{
    after, last_revision, read_pages, read_root, sort_out, Store, JOURNAL, LOG, PAGES, ROOT, SNAPSHOTS, SPARE,
};
use crate::domain::plain::Plain;
use crate::domain::sort::set;

/// The number of a snapshot in its database, rising with time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SnapshotId(pub u64);

/// A snapshot, for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Its number.
    pub id: SnapshotId,
    /// Why it was kept, in the words of whoever kept it.
    pub note: String,
    /// When, in milliseconds since 1970.
    pub kept_at_ms: u64,
    /// The last change that it holds. Kept by a bulk swap, that is the one before the bulk change's own.
    pub revision: Revision,
    /// How many rows its pages hold; changes not yet folded are not counted.
    pub rows: u64,
    /// How many bytes it names; pages are shared, so deleting it may free less.
    pub bytes: u64,
}

/// The snapshots of a store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshots {
    /// The readable ones, newest first.
    pub kept: Vec<Snapshot>,
    /// Those whose list of pages is damaged. While there is one, no pages are deleted, for it may name any of them.
    pub damaged: Vec<SnapshotId>,
}

struct Kept {
    note: String,
    kept_at_ms: u64,
    revision: Revision,
    root: Option<Root>,
    // The entries since the root, still in their seals.
    tail: Vec<(u64, Vec<u8>)>,
}

impl Stored for Kept {
    fn plain(&self) -> Plain<'_> {
        let sealed =
            |(n, bytes): &'_ (u64, Vec<u8>)| Plain::List(vec![Plain::count(*n), Plain::Blob(bytes.clone().into())]);
        Plain::map([
            ("note", Some(Plain::text(self.note.as_str()))),
            ("kept_at_ms", Some(Plain::count(self.kept_at_ms))),
            ("revision", Some(Plain::count(self.revision.0))),
            ("root", Some(self.root.as_ref().map_or(Plain::Null, Root::plain))),
            ("tail", Some(Plain::List(self.tail.iter().map(sealed).collect()))),
        ])
    }

    fn from_plain(plain: &Plain) -> Option<Self> {
        let sealed = |item: &Plain| {
            let [n, bytes] = item.as_list()? else { return None };
            Some((n.as_count()?, bytes.as_bytes()?.to_vec()))
        };
        Some(Self {
            note: plain.get("note")?.as_text()?.into(),
            kept_at_ms: plain.get("kept_at_ms")?.as_count()?,
            revision: Revision(plain.get("revision")?.as_count()?),
            root: match plain.get("root")? {
                Plain::Null => None,
                root => Some(Root::from_plain(root)?),
            },
            tail: plain.get("tail")?.as_list()?.iter().map(sealed).collect::<Option<_>>()?,
        })
    }
}

// The database draws the number only when the value is there, so a snapshot's seal is tied to its place by a constant instead.
const SNAPSHOT_SEAL: u64 = 0x534e_4150;

impl<B: Backend> Store<B> {
    /// Keeps the present state as a snapshot.
    ///
    /// # Errors
    /// Those of the backend.
    pub async fn keep_snapshot(&self, note: impl Into<String>, at_ms: u64) -> Result<SnapshotId, StoreError> {
        let mut tx = self.backend.begin(&[ROOT, SPARE, JOURNAL, LOG, SNAPSHOTS], Mode::Write)?;
        let (root, _) = read_root(&tx).await?;
        let revision = last_revision(&tx).await?;
        let since = root.as_ref().map_or(Revision(0), |root| root.folded);
        let tail = tx.range(JOURNAL, after(since)).await?;
        let id = keep(&mut tx, note.into(), at_ms, root, revision, &tail).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// The snapshots.
    ///
    /// # Errors
    /// Those of the backend.
    pub async fn snapshots(&self) -> Result<Snapshots, StoreError> {
        let tx = self.backend.begin(&[SNAPSHOTS], Mode::Read)?;
        let mut list = Snapshots::default();
        for (id, bytes) in tx.range(SNAPSHOTS, ALL_KEYS).await?.into_iter().rev() {
            let id = SnapshotId(id);
            match frame::decode::<Kept>(SNAPSHOT_SEAL, &bytes) {
                None => list.damaged.push(id),
                Some(Kept { note, kept_at_ms, revision, root, .. }) => {
                    let (rows, bytes) = root.map_or((0, 0), |root| (root.rows(), root.bytes()));
                    list.kept.push(Snapshot { id, note, kept_at_ms, revision, rows, bytes });
                }
            }
        }
        Ok(list)
    }

    /// Everything that a snapshot holds; `None` if there is none of that number.
    ///
    /// # Errors
    /// Those of the backend; `corrupt` if its list of pages is damaged.
    pub async fn load_snapshot(&self, id: SnapshotId) -> Result<Option<Loaded>, StoreError> {
        let mut pages = Vec::new();
        let loaded = self.load_snapshot_with(id, |page| pages.push(page)).await?;
        Ok(loaded.map(|loaded| Loaded { pages, ..loaded }))
    }

    /// The same, but the intact pages are handed out, as by [`load_with`](Self::load_with).
    ///
    /// # Errors
    /// As for [`load_snapshot`](Self::load_snapshot); what was handed out is void then.
    pub async fn load_snapshot_with(
        &self,
        id: SnapshotId,
        take: impl FnMut(Page),
    ) -> Result<Option<Loaded>, StoreError> {
        let tx = self.backend.begin(&[SNAPSHOTS, PAGES], Mode::Read)?;
        let Some((_, bytes)) = tx.range(SNAPSHOTS, id.0..=id.0).await?.pop() else { return Ok(None) };
        let Some(kept) = frame::decode::<Kept>(SNAPSHOT_SEAL, &bytes) else {
            return Err(StoreError::corrupt(format!("snapshot {} is damaged", id.0)));
        };
        let since = kept.root.as_ref().map_or(0, |root| root.folded.0);
        let (entries, mut damaged) = sort_out(kept.tail, since + 1..=kept.revision.0);
        if let Some(root) = &kept.root {
            damaged.extend(read_pages(&tx, root, take).await?);
        }
        Ok(Some(Loaded { root: kept.root, pages: Vec::new(), entries, revision: kept.revision, damaged }))
    }

    /// Forgets a snapshot, a damaged one too, and deletes the pages that nothing else names. Says whether there was one.
    ///
    /// # Errors
    /// Those of the backend.
    pub async fn drop_snapshot(&self, id: SnapshotId) -> Result<bool, StoreError> {
        let mut tx = self.backend.begin(&[ROOT, SPARE, SNAPSHOTS, PAGES], Mode::Write)?;
        let Some((_, bytes)) = tx.range(SNAPSHOTS, id.0..=id.0).await?.pop() else { return Ok(false) };
        tx.delete(SNAPSHOTS, id.0..=id.0)?;
        let own = frame::decode::<Kept>(SNAPSHOT_SEAL, &bytes).map(|kept| kept.pages()).unwrap_or_default();
        if let Some(named) = named_pages(&tx).await? {
            delete_all(&mut tx, own.into_iter().filter(|id| !named.contains(id)).collect())?;
        }
        tx.commit().await?;
        Ok(true)
    }
}

impl Kept {
    fn pages(&self) -> BTreeSet<u64> {
        set(self.root.iter().flat_map(|root| &root.pages).map(|page| page.id.0))
    }
}

/// Writes a snapshot of a root and the sealed entries after it.
pub(super) async fn keep(
    tx: &mut impl Transaction,
    note: String,
    kept_at_ms: u64,
    root: Option<Root>,
    revision: Revision,
    tail: &[(u64, Vec<u8>)],
) -> Result<SnapshotId, StoreError> {
    let tail = tail.to_vec();
    let bytes = frame::encode(SNAPSHOT_SEAL, &Kept { note, kept_at_ms, revision, root, tail });
    let keys = tx.add(SNAPSHOTS, &[bytes]).await?;
    keys.first().map(|key| SnapshotId(*key)).ok_or_else(|| StoreError::misuse("no number was drawn"))
}

/// The pages that snapshots name; `None` if one of them cannot be read.
pub(super) async fn kept_pages(tx: &impl Transaction) -> Result<Option<BTreeSet<u64>>, StoreError> {
    let mut named = BTreeSet::new();
    for (_, bytes) in tx.range(SNAPSHOTS, ALL_KEYS).await? {
        match frame::decode::<Kept>(SNAPSHOT_SEAL, &bytes) {
            Some(kept) => named.extend(kept.pages()),
            None => return Ok(None),
        }
    }
    Ok(Some(named))
}
