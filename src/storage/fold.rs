//! Folding: in idle time, journal entries go into new pages and the root is swapped. And the other way data reach the store
//! as a whole: a bulk change, which replaces everything in one swap and keeps what was there as a snapshot.

use super::backend::Backend;
use super::bulk::{Swap, Swapped};
use super::error::StoreError;
use super::pages::{encode_entry, encode_page, encode_seen, encode_unknown, page_count, SEEN};
use super::root::{NewPage, PageRef, Revision, Root, RootNumber};
use super::session::{FoldPlan, Session};
use super::snapshots::SnapshotId;
use super::store::Store;
use crate::domain::dataset::Dataset;
use crate::domain::patch::{Entry, Patch};
use crate::domain::records::Table;
use crate::domain::stamp::Stamp;
use std::cell::RefCell;

/// Bytes of pages that go into one transaction.
const CHUNK: usize = 4 << 20;

/// Folds the journal into pages. `Ok(false)`: another tab was quicker, or something is not saved yet; the next time will do.
///
/// # Errors
/// Those of the store; the journal is untouched then, and nothing is lost.
pub async fn fold<B: Backend>(session: &RefCell<Session>, store: &Store<B>, now_ms: u64) -> Result<bool, StoreError> {
    let Some(plan) = session.borrow_mut().begin_fold() else { return Ok(false) };
    let (kept, new) = changed_pages(&session.borrow().data, &plan);
    match swap(store, &plan, kept, new, now_ms).await {
        Ok(Some(root)) => {
            session.borrow_mut().end_fold(&plan, root);
            Ok(true)
        }
        Ok(None) => {
            let (root, _) = store.head().await?;
            session.borrow_mut().abort_fold(plan, root);
            Ok(false)
        }
        Err(error) => {
            session.borrow_mut().abort_fold(plan, None);
            Err(error)
        }
    }
}

/// Per page of the new root: the old page that goes on, or `None` for the next of the new ones.
fn changed_pages(data: &Dataset, plan: &FoldPlan) -> (Vec<Option<PageRef>>, Vec<NewPage>) {
    let (mut kept, mut new) = (Vec::new(), Vec::new());
    for table in Table::ALL {
        let old: Vec<&PageRef> = plan.root.iter().flat_map(|r| &r.pages).filter(|p| p.table == table.key()).collect();
        for at in 0..page_count(data, *table) {
            let unchanged = old.get(at).filter(|_| !plan.all && !plan.dirty.contains(&(*table, at)));
            if unchanged.is_none() {
                new.extend(encode_page(data, *table, at));
            }
            kept.push(unchanged.map(|page| (*page).clone()));
        }
    }
    // What a newer app wrote goes on as it is.
    let unknown =
        plan.root.iter().flat_map(|r| &r.pages).filter(|p| Table::parse(&p.table).is_none() && p.table != SEEN);
    kept.extend(unknown.map(|page| Some(page.clone())));
    let seen = encode_seen(data);
    kept.extend(seen.iter().map(|_| None));
    new.extend(seen);
    (kept, new)
}

async fn swap<B: Backend>(
    store: &Store<B>,
    plan: &FoldPlan,
    kept: Vec<Option<PageRef>>,
    new: Vec<NewPage>,
    now_ms: u64,
) -> Result<Option<Root>, StoreError> {
    let mut written = put_in_chunks(store, new).await?.into_iter();
    let pages: Vec<PageRef> = kept.into_iter().filter_map(|page| page.or_else(|| written.next())).collect();
    let number = plan.root.as_ref().map_or(RootNumber(0), |r| r.number);
    let mut swap = Swap::fold(number, plan.seen, pages, now_ms);
    // What could not be read stays as a snapshot, bytes and all.
    swap.keep = plan.damaged.then(|| "damaged".to_string());
    swap_or_drop(store, swap).await
}

/// Swaps the root. Where it does not stand in the end, its pages make room at once: on a full disk each further try would take more of it.
async fn swap_or_drop<B: Backend>(store: &Store<B>, swap: Swap) -> Result<Option<Root>, StoreError> {
    let pages = swap.pages.clone();
    let swapped = store.swap_root(swap).await;
    if let Ok(Swapped::Done(root)) = swapped {
        return Ok(Some(root));
    }
    // Pages that a root names after all stay; and if this fails as well, the sweeper comes for them.
    let dropped = store.drop_pages(&pages).await;
    swapped?;
    dropped?;
    Ok(None)
}

/// Writes pages that are made one by one, so that they need not lie in memory together.
async fn put_in_chunks<B: Backend>(
    store: &Store<B>,
    pages: impl IntoIterator<Item = NewPage>,
) -> Result<Vec<PageRef>, StoreError> {
    let (mut refs, mut chunk, mut size) = (Vec::new(), Vec::new(), 0);
    let mut pages = pages.into_iter().peekable();
    while let Some(page) = pages.next() {
        size += page.bytes.len();
        chunk.push(page);
        if size < CHUNK && pages.peek().is_some() {
            continue;
        }
        match store.put_pages(std::mem::take(&mut chunk)).await {
            Ok(more) => refs.extend(more),
            Err(error) => {
                // Those before it are of no use alone; see `swap_or_drop`.
                let _ = store.drop_pages(&refs).await;
                return Err(error);
            }
        }
        size = 0;
    }
    Ok(refs)
}

/// The entry of a replacement of everything. `undoes`: the replacement that it takes back, and whether that was an undo itself.
pub fn replacement(command: &str, subject: &str, stamp: Stamp, now_ms: u64, undoes: Option<(Stamp, bool)>) -> Entry {
    Entry {
        command: command.into(),
        subject: subject.into(),
        actor: None,
        at_ms: now_ms,
        stamp,
        undoes: undoes.map(|(stamp, _)| stamp),
        redo: undoes.is_some_and(|(_, redo)| redo),
        patch: Patch::default(),
    }
}

/// Makes `data` the data of a store, all or nothing: a new workspace. What was there stays as a snapshot with this note, unless the
/// store was empty. `Ok(None)`: somebody wrote meanwhile; nothing was replaced.
///
/// # Errors
/// Those of the store; what was there is untouched then.
pub async fn replace_all<B: Backend>(
    store: &Store<B>,
    data: &Dataset,
    command: &str,
    note: &str,
    stamp: Stamp,
    now_ms: u64,
) -> Result<Option<Root>, StoreError> {
    let (root, seen) = store.head().await?;
    replace_keeping(store, data, &replacement(command, "", stamp, now_ms, None), note, root, seen).await
}

/// The same with an entry that can be undone, see [`replacement`]: an import into a workspace, a merge, a restore, and their undo. `made_of`: the
/// revision that `data` was made of; if there is a later one, nothing is replaced.
///
/// # Errors
/// As for [`replace_all`].
pub async fn replace_with<B: Backend>(
    store: &Store<B>,
    data: &Dataset,
    entry: &Entry,
    made_of: Revision,
) -> Result<Option<Root>, StoreError> {
    let (root, seen) = store.head().await?;
    if seen != made_of {
        return Ok(None);
    }
    replace_keeping(store, data, entry, &note_of(entry), root, seen).await
}

/// The snapshot that was kept when an entry replaced everything. `None`: it was deleted.
///
/// # Errors
/// Those of the store.
pub async fn kept_by<B: Backend>(store: &Store<B>, entry: &Entry) -> Result<Option<SnapshotId>, StoreError> {
    let kept = store.snapshots().await?.kept;
    Ok(kept.into_iter().find(|s| s.kept_at_ms == entry.at_ms && s.note == note_of(entry)).map(|s| s.id))
}

/// The note of a snapshot that an entry kept: its command's code and its subject.
fn note_of(entry: &Entry) -> String {
    format!("{} {}", entry.command, entry.subject)
}

async fn replace_keeping<B: Backend>(
    store: &Store<B>,
    data: &Dataset,
    entry: &Entry,
    note: &str,
    root: Option<Root>,
    seen: Revision,
) -> Result<Option<Root>, StoreError> {
    let number = root.map_or(RootNumber(0), |r| r.number);
    let rows = (Table::ALL.iter())
        .flat_map(|table| (0..page_count(data, *table)).filter_map(move |at| encode_page(data, *table, at)));
    let pages = put_in_chunks(store, rows.chain(encode_unknown(data)).chain(encode_seen(data))).await?;
    let bytes = encode_entry(entry);
    let mut swap = Swap::bulk(number, seen, pages, entry.at_ms, bytes);
    if number != RootNumber(0) || seen.0 > 0 {
        swap = swap.keeping(note);
    }
    swap_or_drop(store, swap).await
}
