//! New pages, and the moment in which they become the data.
//!
//! Pages are written in as many transactions as one likes and mean nothing until [`Store::swap_root`] names them, in one
//! transaction: all or nothing. Pages that fall out of use with a swap are deleted in that same transaction.
//!
//! What a killed tab leaves behind, pages that no root ever named, [`Store::sweep`] deletes. It cannot tell them from
//! those that another tab is about to name, so two things keep that tab safe. First, a page is only swept if it was there at
//! an earlier sweep, at least [`SWEEP_GRACE_MS`] ago. Second, and this is what correctness rests on: a swap looks, in its own
//! transaction, whether every page it names is there, and page numbers are never drawn twice. A tab that slept for longer
//! than the grace gets [`Swapped::PagesGone`] and writes its pages again; no root ever names a page that is not there.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::backend::{Backend, Mode, Transaction, ALL_KEYS};
use super::error::StoreError;
use super::frame::{self, Stored};
use super::root::{NewPage, PageId, PageRef, Revision, Root, RootNumber};
use super::snapshots::{keep, kept_pages};
use super::store::{last_revision, read_root, Store, JOURNAL, LOG, META, PAGES, ROOT, SNAPSHOTS, SPARE};
use crate::domain::plain::Plain;
use crate::domain::sort::set;

/// How many folded entries the log keeps at least, so that the last 100 commands can be undone after a reload.
pub const LOG_MINIMUM: u32 = 100;
/// How many folded entries the log keeps as a rule.
pub const LOG_USUAL: u32 = 5_000;
/// How long pages without a root are left alone: a day, in milliseconds.
pub const SWEEP_GRACE_MS: u64 = 24 * 60 * 60 * 1000;

const SWEEP_MARK: u64 = 0;

/// A swap of the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swap {
    /// The root that the new pages were made from; 0 if there was none.
    pub expected: RootNumber,
    /// The last revision that is in the new pages.
    pub folded: Revision,
    /// All pages of the new root: new ones, and old ones that go on.
    pub pages: Vec<PageRef>,
    /// The moment, in milliseconds since 1970; for display only.
    pub at_ms: u64,
    /// Keeps what was there until now as a snapshot with this note.
    pub keep: Option<String>,
    /// For a change that replaces everything: its entry, which gets the next revision and goes straight to the log.
    pub bulk: Option<Vec<u8>>,
    /// How many folded entries the log keeps; [`LOG_MINIMUM`] at least.
    pub log_limit: u32,
}

impl Swap {
    /// Entries up to `folded` went into these pages; the data are the same.
    pub fn fold(expected: RootNumber, folded: Revision, pages: Vec<PageRef>, at_ms: u64) -> Self {
        Self { expected, folded, pages, at_ms, keep: None, bulk: None, log_limit: LOG_USUAL }
    }

    /// These pages replace everything that was there at revision `seen`; `entry` says so in the log.
    pub fn bulk(expected: RootNumber, seen: Revision, pages: Vec<PageRef>, at_ms: u64, entry: Vec<u8>) -> Self {
        Self { bulk: Some(entry), ..Self::fold(expected, seen, pages, at_ms) }
    }

    /// The same, and what was there until now stays as a snapshot.
    #[must_use]
    pub fn keeping(mut self, note: impl Into<String>) -> Self {
        self.keep = Some(note.into());
        self
    }
}

/// How a swap ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Swapped {
    /// This is the root now.
    Done(Root),
    /// Another tab swapped first; or, for a bulk change, somebody wrote since it was prepared. Nothing was written: catch up
    /// (`missed_since`) and prepare it anew, or drop the pages.
    Stale,
    /// Pages that it names were swept in the meantime. Nothing was written; write them again.
    PagesGone,
}

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// How many pages were deleted.
    pub deleted: u32,
    /// How many pages that no root names are left, because they may be another tab's work.
    pub waiting: u32,
}

struct Mark {
    upto: u64,
    at_ms: u64,
}

impl Stored for Mark {
    fn plain(&self) -> Plain<'_> {
        Plain::map([("upto", Some(Plain::count(self.upto))), ("at_ms", Some(Plain::count(self.at_ms)))])
    }

    fn from_plain(plain: &Plain) -> Option<Self> {
        Some(Self { upto: plain.get("upto")?.as_count()?, at_ms: plain.get("at_ms")?.as_count()? })
    }
}

impl<B: Backend> Store<B> {
    /// Writes pages in one transaction and says how a root names them. Call it per some megabytes: between calls there is time
    /// for progress and for cancelling.
    ///
    /// # Errors
    /// Those of the backend; none of these pages were written then.
    pub async fn put_pages(&self, pages: Vec<NewPage>) -> Result<Vec<PageRef>, StoreError> {
        let mut refs = Vec::with_capacity(pages.len());
        let mut values = Vec::with_capacity(pages.len());
        for NewPage { table, rows, bytes } in pages {
            let size = u32::try_from(bytes.len()).map_err(|_| StoreError::misuse("a page is larger than 4 GB"))?;
            refs.push(PageRef { table, id: PageId(0), rows, bytes: size, checksum: frame::checksum(&bytes) });
            values.push(bytes);
        }
        let mut tx = self.backend.begin(&[PAGES], Mode::Write)?;
        let keys = tx.add(PAGES, &values).await?;
        tx.commit().await?;
        refs.iter_mut().zip(keys).for_each(|(page, key)| page.id = PageId(key));
        Ok(refs)
    }

    /// Deletes pages that are not needed after all (a cancelled import), unless a root names them.
    ///
    /// # Errors
    /// Those of the backend.
    pub async fn drop_pages(&self, pages: &[PageRef]) -> Result<(), StoreError> {
        let mut tx = self.backend.begin(&[ROOT, SPARE, SNAPSHOTS, PAGES], Mode::Write)?;
        let Some(named) = named_pages(&tx).await? else { return Ok(()) };
        let doomed = pages.iter().map(|page| page.id.0).filter(|id| !named.contains(id)).collect();
        delete_all(&mut tx, doomed)?;
        tx.commit().await
    }

    /// Makes these pages the data, in one transaction.
    ///
    /// The entries they hold move from the journal to the log. With `keep`, the old root and its unfolded entries stay as a
    /// snapshot, so that nothing is lost whatever this swap does. Pages that nothing names any more are deleted.
    ///
    /// # Errors
    /// Those of the backend, nothing was written then; `other` for a `folded` that was never written or goes backwards.
    pub async fn swap_root(&self, swap: Swap) -> Result<Swapped, StoreError> {
        let mut tx = self.backend.begin(&[ROOT, SPARE, PAGES, JOURNAL, LOG, SNAPSHOTS], Mode::Write)?;
        let (old, _) = read_root(&tx).await?;
        let head = last_revision(&tx).await?;
        let number = old.as_ref().map_or(RootNumber(0), |old| old.number);
        if number != swap.expected || (swap.bulk.is_some() && swap.folded != head) {
            return Ok(Swapped::Stale);
        }
        let floor = old.as_ref().map_or(Revision(0), |old| old.folded);
        if swap.folded > head || swap.folded < floor {
            return Err(StoreError::misuse(format!("cannot fold {} of {}–{}", swap.folded.0, floor.0, head.0)));
        }
        let old_ids = set(old.iter().flat_map(|old| &old.pages).map(|page| page.id.0));
        let new_ids = set(swap.pages.iter().map(|page| page.id.0));
        if !new_ids.is_subset(&old_ids) {
            let there = set(tx.keys(PAGES).await?);
            if !new_ids.difference(&old_ids).all(|id| there.contains(id)) {
                return Ok(Swapped::PagesGone);
            }
        }
        let entries = tx.range(JOURNAL, floor.0 + 1..=swap.folded.0).await?;
        // What falls out of use: the old root's pages, unless the new root, a snapshot or the one now kept names them. Where
        // a snapshot cannot be read it is unknown what it names, so everything stays.
        let kept = kept_pages(&tx).await?;
        let doomed = match kept {
            Some(kept) if swap.keep.is_none() => {
                old_ids.into_iter().filter(|id| !new_ids.contains(id) && !kept.contains(id)).collect()
            }
            _ => Vec::new(),
        };

        if let Some(note) = swap.keep {
            keep(&mut tx, note, swap.at_ms, old.clone(), swap.folded, &entries).await?;
        }
        entries.iter().try_for_each(|(revision, sealed)| tx.put(LOG, *revision, sealed))?;
        tx.delete(JOURNAL, 0..=swap.folded.0)?;
        let mut root = Root {
            number: RootNumber(number.0 + 1),
            folded: swap.folded,
            replaced: old.map_or(Revision(0), |old| old.replaced),
            pages: swap.pages,
            made_at_ms: swap.at_ms,
        };
        if let Some(entry) = swap.bulk {
            root.folded = head.next();
            root.replaced = root.folded;
            tx.put(LOG, root.folded.0, &frame::seal(root.folded.0, &entry))?;
        }
        tx.delete(LOG, 0..=root.folded.0.saturating_sub(u64::from(swap.log_limit.max(LOG_MINIMUM))))?;
        let bytes = frame::encode(root.number.0, &root);
        for table in [ROOT, SPARE] {
            tx.delete(table, ALL_KEYS)?;
            tx.put(table, root.number.0, &bytes)?;
        }
        delete_all(&mut tx, doomed)?;
        tx.commit().await?;
        Ok(Swapped::Done(root))
    }

    /// Deletes pages that no root names, current or kept, if they were there already at a sweep `grace_ms` ago or earlier.
    /// The clock only decides how long rubbish stays; a wrong one endangers nothing (see the module's text).
    ///
    /// # Errors
    /// Those of the backend; `corrupt` if the root cannot be read, and then nothing is deleted.
    pub async fn sweep(&self, now_ms: u64, grace_ms: u64) -> Result<Swept, StoreError> {
        let mut tx = self.backend.begin(&[ROOT, SPARE, SNAPSHOTS, PAGES, META], Mode::Write)?;
        let Some(named) = named_pages(&tx).await? else { return Ok(Swept::default()) };
        let keys = tx.keys(PAGES).await?;
        let mark: Option<Mark> = match tx.get(META, &[SWEEP_MARK]).await?.pop() {
            Some(Some(bytes)) => frame::decode(SWEEP_MARK, &bytes),
            _ => None,
        };
        // A mark from the future is a clock that was put back: start over, else sweeping might rest for years.
        let mark = mark.filter(|mark| mark.at_ms <= now_ms);
        if mark.as_ref().is_some_and(|mark| now_ms - mark.at_ms < grace_ms) {
            let waiting = keys.iter().filter(|id| !named.contains(id)).count() as u32;
            return Ok(Swept { deleted: 0, waiting });
        }
        let upto = mark.map_or(0, |mark| mark.upto);
        let (doomed, waiting): (Vec<u64>, Vec<u64>) =
            keys.iter().filter(|id| !named.contains(id)).partition(|id| **id <= upto);
        let swept = Swept { deleted: doomed.len() as u32, waiting: waiting.len() as u32 };
        delete_all(&mut tx, doomed)?;
        let mark = Mark { upto: keys.last().copied().unwrap_or(0), at_ms: now_ms };
        tx.put(META, SWEEP_MARK, &frame::encode(SWEEP_MARK, &mark))?;
        tx.commit().await?;
        Ok(swept)
    }
}

/// All pages that the root and the snapshots name; `None` if a snapshot cannot be read, so that nothing may be deleted.
pub(super) async fn named_pages(tx: &impl Transaction) -> Result<Option<BTreeSet<u64>>, StoreError> {
    let (root, _) = read_root(tx).await?;
    let mut named = kept_pages(tx).await?;
    if let (Some(named), Some(root)) = (&mut named, root) {
        named.extend(root.pages.iter().map(|page| page.id.0));
    }
    Ok(named)
}

/// Deletes pages, neighbours together. The ids are rising.
pub(super) fn delete_all(tx: &mut impl Transaction, ids: Vec<u64>) -> Result<(), StoreError> {
    let mut runs: Vec<RangeInclusive<u64>> = Vec::new();
    for id in ids {
        match runs.last_mut() {
            Some(run) if *run.end() + 1 == id => *run = *run.start()..=id,
            _ => runs.push(id..=id),
        }
    }
    runs.into_iter().try_for_each(|run| tx.delete(PAGES, run))
}
